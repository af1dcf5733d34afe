//! Keeps a snapshot of the book beside the data, and takes the book from it instead of building one.
//!
//! A snapshot is only ever a shortcut: it is taken where it is of this data, of a time that this data had, laid out as
//! this program lays a book out, and bears out its sums; what was committed since comes from the log. In any other
//! case, and where it can't be written, the book is built as if there were none, and nobody complains. Small data has
//! none, because its book is built as quickly.

mod file;
mod light;
mod write;

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use self::file::{Flaw, Found, Of};
use self::light::Spread;
pub use self::write::Written;
use self::write::{Outcome, write};
use super::build::{KINDS, REBUILD_FROM};
use super::{Result, Workspace};
use crate::book::{Book, probe};
use crate::model::{Seq, SetInfo};
use crate::store::{Companion, Read, Store};

/// What is added to the name of the data.
const SUFFIX: &str = ".snapshot";
/// Fewer rows than this are read as quickly from the data itself.
const WORTH: u64 = 20_000;
/// After so many changes the snapshot is written anew.
const EVERY: u64 = 1_000;
/// A snapshot of up to so many bytes is compared with its sums before it is used, a larger one while it is.
const AT_ONCE: u64 = 256 << 20;
/// There is no snapshot.
const NONE: u64 = u64::MAX;

/// How things stand between the book and its snapshot.
#[derive(Debug)]
pub(super) struct Keeping {
    /// From how many rows on there is a snapshot.
    worth: AtomicU64,
    /// Another number whenever the book is another one.
    generation: AtomicU64,
    /// Whether what is in the book belongs together.
    whole: AtomicBool,
    /// Whether the book stands on a snapshot.
    lent: AtomicBool,
    /// How many changes came since the snapshot.
    behind: AtomicU64,
    /// The snapshot in use, until it was compared with its sums.
    unproven: Mutex<Option<Found>>,
    /// Where the snapshot that the book stands on lies.
    spread: Mutex<Option<Arc<Spread>>>,
    /// Held in common by those who write to a book that nobody reads yet, and may share its pages with others.
    pub(super) apart: RwLock<()>,
}

/// Gives memory back that is free and is kept for later; elsewhere than on Linux the system has it sooner or later.
pub(super) fn give_back() {
    #[cfg(target_os = "linux")]
    light::trim();
}

/// Has all threads take memory from the same few places, if it is said before there are many: where each has a place of
/// its own, what one gave back is of no use to the others, and is held all the same.
pub fn share_memory() {
    #[cfg(target_os = "linux")]
    light::share();
}

impl Default for Keeping {
    fn default() -> Self {
        Self {
            worth: AtomicU64::new(WORTH),
            generation: AtomicU64::new(0),
            whole: AtomicBool::new(true),
            lent: AtomicBool::new(false),
            behind: AtomicU64::new(NONE),
            unproven: Mutex::new(None),
            spread: Mutex::new(None),
            apart: RwLock::new(()),
        }
    }
}

impl Keeping {
    /// The book is about to change by so many changes.
    pub(super) fn changes(&self, count: u64) {
        self.generation.fetch_add(1, Ordering::AcqRel);
        let more = |behind: u64| Some(behind.saturating_add(count));
        // Where there is none, there is none: adding to it keeps it the highest number.
        let _before = self
            .behind
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, more);
    }

    /// What is in the book does not belong together any more.
    pub(super) fn broken(&self) {
        self.whole.store(false, Ordering::Release);
    }

    /// Whether what is in the book belongs together.
    pub(super) fn is_whole(&self) -> bool {
        self.whole.load(Ordering::Acquire)
    }

    fn spread(&self) -> MutexGuard<'_, Option<Arc<Spread>>> {
        self.spread.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The book is a new one, with so many changes since its snapshot.
    fn replaced(&self, behind: u64) {
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.behind.store(behind, Ordering::Release);
        self.lent.store(behind != NONE, Ordering::Release);
        self.whole.store(true, Ordering::Release);
    }
}

/// A book, and where it was taken from.
pub(super) struct Taken {
    pub(super) book: Book,
    /// How many changes came since the snapshot, if it is from one.
    behind: u64,
    /// The snapshot, where it is still to be compared with its sums.
    unproven: Option<Found>,
    /// Where the snapshot lies.
    spread: Option<Spread>,
}

impl Taken {
    /// A book that was built.
    pub(super) const fn built(book: Book) -> Self {
        Self {
            book,
            behind: NONE,
            unproven: None,
            spread: None,
        }
    }
}

/// What was found of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// There is none, or none that would be used; with the reason.
    Unused(String),
    /// It is used, and gives the same book as the data.
    Same,
    /// It would be used and is not what the data gives; it was thrown away.
    Wrong(String),
}

impl Workspace {
    /// Keeps snapshots of data of so many rows and more; of `u64::MAX`, none are read either.
    pub fn snapshots_from(&self, rows: u64) {
        self.keeping.worth.store(rows, Ordering::Release);
    }

    /// Takes the book from the snapshot, with what was committed since.
    pub(super) fn take_snapshot(&self, store: &mut dyn Store) -> std::result::Result<Taken, Flaw> {
        if self.keeping.worth.load(Ordering::Acquire) == NONE {
            return Err(Flaw::Missing);
        }
        let at = store.companion(SUFFIX).ok_or(Flaw::Missing)?;
        let found = Found::open(&at.path)?;
        let identity = store.identity().map_err(|_| Flaw::Data)?;
        let read = store.read().map_err(|_| Flaw::Log)?;
        let infos = since(&*read, &found.of, identity)?;
        let at_once = found.bytes() <= AT_ONCE;
        if at_once {
            found.verify(&|| true)?;
        }
        let behind = infos.iter().map(|it| it.count).sum();
        let mut pieces = found.lend()?;
        let book = Book::on(&mut pieces, Seq(found.of.seq))?;
        let book = caught_up(&*read, book, infos)?;
        Ok(Taken {
            book,
            behind,
            unproven: (!at_once).then_some(found),
            spread: Some(pieces.spread()),
        })
    }

    /// Makes a book the one that is read.
    pub(super) fn read_from(&self, taken: Taken) {
        let mut current = self.book.write().unwrap_or_else(PoisonError::into_inner);
        self.keeping.replaced(taken.behind);
        let old = std::mem::replace(&mut *current, taken.book);
        drop(current);
        *self.unproven() = taken.unproven;
        *self.keeping.spread() = taken.spread.map(Arc::new);
        // What it held is given back while nobody waits.
        drop(old);
    }

    fn unproven(&self) -> MutexGuard<'_, Option<Found>> {
        let unproven = self.keeping.unproven.lock();
        unproven.unwrap_or_else(PoisonError::into_inner)
    }

    /// Compares a large snapshot that is in use with its sums, and builds the book anew where it is damaged; says what
    /// was wrong with it.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn prove_snapshot(&self, go_on: &(dyn Fn() -> bool + Sync)) -> Result<Option<String>> {
        let Some(found) = self.unproven().take() else {
            return Ok(None);
        };
        let Err(flaw) = found.verify(go_on) else {
            return Ok(None);
        };
        if let Some(at) = self.companion() {
            let _gone_already = std::fs::remove_file(at.path);
        }
        self.build_anew()?;
        self.sync()?;
        Ok(Some(flaw.to_string()))
    }

    /// Whether it is time to write a snapshot.
    #[must_use]
    pub fn snapshot_is_due(&self) -> bool {
        let worth = self.keeping.worth.load(Ordering::Acquire);
        self.is_loaded()
            && worth != NONE
            && self.keeping.behind.load(Ordering::Acquire) >= EVERY
            && self.keeping.whole.load(Ordering::Acquire)
            && self.book().rows() >= worth
            && self.companion().is_some_and(|it| it.writable)
    }

    /// Writes a snapshot of the book and lets the book stand on it; says whether that came about.
    ///
    /// Nobody is kept waiting by it. Where the book changes meanwhile, or where there is no room, nothing comes of it.
    /// `go_on` is told how far it is, and says whether to go on.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn keep_snapshot(&self, go_on: &dyn Fn(Written) -> bool) -> Result<bool> {
        let Some(at) = self.companion().filter(|it| it.writable) else {
            return Ok(false);
        };
        let (generation, head) = {
            let book = self.book();
            let generation = self.keeping.generation.load(Ordering::Acquire);
            (generation, book.head())
        };
        let Some(info) = self.info(head)? else {
            return Ok(false);
        };
        let of = Of {
            identity: self.identity()?,
            program: probe::mark(),
            seq: head.0,
            op: info.op.0,
        };
        let look = |see: &mut dyn FnMut(&Book)| {
            let book = self.book();
            let same = self.is_still(generation);
            if same {
                see(&book);
            }
            same
        };
        // A full disk or a folder that may not be written is no reason to trouble anybody.
        let written = matches!(write(&at, &of, &look, go_on), Ok(Outcome::Written));
        if written && self.is_still(generation) {
            self.keeping.behind.store(0, Ordering::Release);
            self.stand_on(&at, &of, generation);
        }
        Ok(written)
    }

    /// Compares the book that would be taken from the snapshot with one that is built from the data.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn check_snapshot(&self) -> Result<Proof> {
        let mut store = self.store().another()?;
        let taken = match self.take_snapshot(&mut *store) {
            Ok(taken) => taken,
            Err(flaw) => return Ok(Proof::Unused(flaw.to_string())),
        };
        let wrong = match &taken.unproven {
            Some(found) => found.verify(&|| true).err().map(|it| it.to_string()),
            None => None,
        };
        let read = store.read()?;
        let differs = || -> Result<Option<String>> {
            let built = super::build::build(&*read)?;
            Ok(taken.book.difference(&built))
        };
        let wrong = match wrong {
            Some(wrong) => Some(wrong),
            None => differs()?,
        };
        drop(read);
        let Some(wrong) = wrong else {
            return Ok(Proof::Same);
        };
        if let Some(at) = self.companion().filter(|it| it.writable) {
            let _gone_already = std::fs::remove_file(at.path);
        }
        Ok(Proof::Wrong(wrong))
    }

    /// Whether there is a file in the snapshot's place, whatever is in it.
    #[must_use]
    pub fn has_snapshot(&self) -> bool {
        let at = self.companion();
        at.is_some_and(|it| std::fs::symlink_metadata(it.path).is_ok())
    }

    fn companion(&self) -> Option<Companion> {
        self.store().companion(SUFFIX)
    }

    fn is_still(&self, generation: u64) -> bool {
        self.keeping.whole.load(Ordering::Acquire)
            && self.keeping.generation.load(Ordering::Acquire) == generation
    }

    /// Gives back the memory of a book that was built, now that it lies in a snapshot.
    fn stand_on(&self, at: &Companion, of: &Of, generation: u64) {
        if self.keeping.lent.load(Ordering::Acquire) {
            return;
        }
        let found = Found::open(&at.path).ok().filter(|it| it.of == *of);
        let Some(mut pieces) = found.and_then(|it| it.lend().ok()) else {
            return;
        };
        let Ok(mut book) = Book::on(&mut pieces, Seq(of.seq)) else {
            return;
        };
        let mut current = self.book.write().unwrap_or_else(PoisonError::into_inner);
        if self.is_still(generation) {
            current.exchange(&mut book);
            self.keeping.lent.store(true, Ordering::Release);
            *self.keeping.spread() = Some(Arc::new(pieces.spread()));
        }
        drop(current);
        // What was built goes with `book`, while nobody waits.
    }
}

/// What was committed since a snapshot of this data, if it is one.
fn since(read: &dyn Read, of: &Of, identity: u128) -> std::result::Result<Vec<SetInfo>, Flaw> {
    if of.identity != identity {
        return Err(Flaw::Data);
    }
    if of.program != probe::mark() {
        return Err(Flaw::Program);
    }
    let broken = |_| Flaw::Log;
    let info = read.info(Seq(of.seq)).map_err(broken)?;
    if info.is_none_or(|it| it.op.0 != of.op) {
        return Err(Flaw::Time);
    }
    let head = read.head().map_err(broken)?;
    let mut infos = Vec::new();
    let mut behind = 0;
    for seq in of.seq + 1..=head.0 {
        let info = read.info(Seq(seq)).map_err(broken)?.ok_or(Flaw::Log)?;
        behind += info.count;
        if behind > REBUILD_FROM {
            return Err(Flaw::Stale);
        }
        infos.push(info);
    }
    Ok(infos)
}

/// Puts into a book what a snapshot has not: small records, and what was committed since.
fn caught_up(
    read: &dyn Read,
    mut book: Book,
    infos: Vec<SetInfo>,
) -> std::result::Result<Book, Flaw> {
    small(read, &mut book)?;
    for info in infos {
        book.follows(&info).map_err(|_| Flaw::Log)?;
        for page in 0..read.pages(info.seq).map_err(|_| Flaw::Log)? {
            let changes = read.page(info.seq, page).map_err(|_| Flaw::Log)?;
            // Of records of which there are few, the view has given the last state already.
            let many = |kind| Book::fields(kind).is_some();
            for change in changes.iter().filter(|it| many(it.key.kind)) {
                book.apply(info.seq, change).map_err(|_| Flaw::Log)?;
            }
        }
        book.applied(info.seq);
    }
    Ok(book)
}

/// Puts in the records that are in no piece.
fn small(read: &dyn Read, book: &mut Book) -> std::result::Result<(), Flaw> {
    for kind in KINDS {
        if Book::fields(kind).is_some() {
            continue;
        }
        let mut fits = true;
        let put = &mut |it: crate::store::Stored| {
            fits &= book.put(it.id, it.revision, it.record).is_ok();
            ControlFlow::Continue(())
        };
        read.scan(kind, 0..u64::MAX, put).map_err(|_| Flaw::Log)?;
        if !fits {
            return Err(Flaw::Log);
        }
    }
    Ok(())
}
