//! What a power cut leaves: the file and its journal as they lay at some moment, the last writes torn or out of order.
//!
//! Each time what is left is opened as after a start of the machine: it is sound, and it holds all that was done up to
//! some moment, and nothing of what came after.

use std::fs;
use std::path::{Path, PathBuf};

use fiveply::model::Kind;
use fiveply::store::Store;

use super::world::*;

/// The bytes of a page of the file, and of what stands before one in the journal.
const PAGE: usize = 4096;

fn journal(db: &Path) -> PathBuf {
    PathBuf::from(format!("{}-wal", db.display()))
}

/// The file and its journal, as they lie on the disk.
#[derive(Clone)]
struct Disk {
    db: Vec<u8>,
    wal: Vec<u8>,
}

impl Disk {
    fn of(db: &Path) -> Self {
        Self {
            db: fs::read(db).unwrap(),
            wal: fs::read(journal(db)).unwrap_or_default(),
        }
    }

    /// Opens it elsewhere, as after a cut; says how much was done in it, and how many accounts there are.
    fn opened(&self) -> (u64, usize) {
        let place = Place::new();
        fs::write(&place.db, &self.db).unwrap();
        fs::write(journal(&place.db), &self.wal).unwrap();
        let mut store = place.open();
        let report = store.check(&mut |_| {}).unwrap();
        assert_eq!(report.problems, Vec::<String>::new());
        let head = store.read().unwrap().head().unwrap().0;
        (head, all(&mut store, Kind::Account).len())
    }
}

/// What was done to a file, and what its disk held meanwhile.
struct Work {
    place: Place,
    store: fiveply::store::sqlite::SqliteStore,
    /// After each change set: the length of the journal, and how many accounts there are.
    done: Vec<(usize, usize)>,
    disk: Disk,
}

/// Change sets of one record and of hundreds.
fn work() -> Work {
    let place = Place::new();
    let mut store = place.create();
    let (mut done, mut accounts) = (Vec::new(), 0);
    let mut note = |accounts| done.push((Disk::of(&place.db).wal.len(), accounts));
    note(0);
    for (op, many) in [1, 3, 400, 1, 1, 250, 2, 1].into_iter().enumerate() {
        let before = Disk::of(&place.db);
        commit(&mut store, op as u128 + 1, |write| {
            for n in 0..many {
                insert(write, imported_account(n));
            }
            // Nothing of a set that is not committed is there after a cut.
            assert_eq!(Disk::of(&place.db).opened(), before.opened());
        });
        accounts += usize::try_from(many).unwrap();
        note(accounts);
    }
    assert!(done.is_sorted_by(|one, next| one.0 < next.0), "{done:?}");
    let disk = Disk::of(&place.db);
    Work {
        place,
        store,
        done,
        disk,
    }
}

impl Work {
    /// How much of it was done when the journal was whole up to a byte.
    fn upto(&self, byte: usize) -> (u64, usize) {
        let done = self.done.iter().rposition(|it| it.0 <= byte).unwrap();
        (done as u64, self.done[done].1)
    }

    /// Places in the journal: around the end of every set, and anywhere.
    fn places(&self) -> Vec<usize> {
        let (begin, end) = (self.done[0].0.max(32), self.disk.wal.len());
        let around = self
            .done
            .iter()
            .flat_map(|it| [it.0.saturating_sub(1), it.0, it.0 + 1]);
        let mut random = 20_261_122_u64;
        let anywhere = (0..40).map(|_| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            begin + usize::try_from(random >> 33).unwrap() % (end - begin)
        });
        around
            .chain(anywhere)
            .filter(|it| (begin..end).contains(it))
            .collect()
    }
}

#[test]
fn a_journal_that_ends_anywhere_holds_what_was_done_until_then() {
    let work = work();
    assert_eq!(work.disk.opened(), work.upto(usize::MAX));
    for place in work.places() {
        let mut cut = work.disk.clone();
        cut.wal.truncate(place);
        assert_eq!(cut.opened(), work.upto(place), "{place}");
    }
}

#[test]
fn what_came_to_the_disk_too_late_or_not_at_all_takes_only_what_came_after_with_it() {
    let work = work();
    for place in work.places() {
        let mut torn = work.disk.clone();
        let end = torn.wal.len().min(place + 512);
        for byte in &mut torn.wal[place..end] {
            *byte ^= 0x5a;
        }
        assert_eq!(torn.opened(), work.upto(place), "{place}");
    }
}

#[test]
fn a_cut_while_the_journal_is_folded_into_the_file_loses_nothing() {
    let Work {
        place,
        store,
        done,
        disk,
    } = work();
    // Whoever closes the file last folds the journal in.
    drop(store);
    let folded = Disk::of(&place.db);
    assert!(folded.wal.is_empty() && folded.db.len() > disk.db.len());
    let all = (done.len() as u64 - 1, done[done.len() - 1].1);
    for round in 1..=24_usize {
        // Some pages are written, some are not, in no order, and the file has grown by some of them.
        let mut cut = disk.clone();
        let more = (folded.db.len() - disk.db.len()) / PAGE * round / 24;
        cut.db.resize(disk.db.len() + more * PAGE, 0);
        let pages = cut.db.chunks_mut(PAGE).zip(folded.db.chunks(PAGE));
        for (number, (page, written)) in pages.enumerate() {
            if ((number * 2_654_435_761) >> 7) % 24 < round {
                page.copy_from_slice(&written[..page.len()]);
            }
        }
        assert_eq!(cut.opened(), all, "{round}");
    }
}
