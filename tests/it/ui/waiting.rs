//! Somebody's import holds the pen: what is done on a screen meanwhile waits for its turn, says so, and is done.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use fiveply::model::{
    Account, AccountId, Event as Went, Layer, Lead, LeadId, Moment, OpId, Record, Track, Verb,
};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::ui::Route;
use fiveply::workspace::Workspace;

use crate::support::people::Person;
use crate::support::real::moment;

/// How many rows the import has.
const ROWS: u64 = 2_000;

fn account(name: String) -> Record {
    Record::from(Account {
        name,
        ..Account::default()
    })
}

/// A file with one lead.
fn file() -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("crm.db");
    let store = SqliteStore::create(&file, Mode::WRITE).unwrap();
    let workspace = Workspace::new(Box::new(store));
    let mut track = Track::default();
    let entered = Moment(moment().0 - 86_400_000);
    let layer = Layer::Potential;
    track.push(entered, Went::Enter { layer, unmet: 0 });
    workspace
        .bulk(None, OpId(1), Verb::Import, moment(), |bulk| {
            let account = bulk.insert(account("Torino Motori".to_owned()))?;
            let lead = Lead {
                account: Some(AccountId(account)),
                track,
                ..Lead::default()
            };
            bulk.insert(Record::from(lead)).map(drop)
        })
        .unwrap();
    (place, file)
}

/// Another program that brings rows in, and holds the pen until it is told to go on.
struct Importer {
    go_on: Sender<()>,
    program: JoinHandle<()>,
}

impl Importer {
    fn begin(file: PathBuf) -> Self {
        let (go_on, told): (_, Receiver<()>) = channel();
        let (begun, holds) = channel();
        let program = std::thread::spawn(move || {
            let store = SqliteStore::open(&file, Mode::WRITE).unwrap();
            let workspace = Workspace::new(Box::new(store));
            workspace
                .bulk(None, OpId(2), Verb::Import, moment(), |bulk| {
                    for row in 0..ROWS {
                        bulk.insert(account(format!("Firm {row}")))?;
                    }
                    begun.send(()).unwrap();
                    told.recv().unwrap();
                    Ok(())
                })
                .unwrap();
        });
        holds.recv().unwrap();
        Self { go_on, program }
    }

    fn end(self) {
        self.go_on.send(()).unwrap();
        self.program.join().unwrap();
    }
}

#[test]
fn a_deed_waits_for_another_programs_import_says_so_and_is_done_then() {
    let (_place, file) = file();
    let mut anna = Person::sit(&file, "anna", 10, Route::Pipeline);
    anna.sees(&["Torino Motori"]);
    let importer = Importer::begin(file.clone());
    anna.press(&["L"]);
    anna.sees(&["others are writing just now; this is done right after it"]);
    importer.end();
    anna.waits_until("you moved Torino Motori");
    anna.misses("others are writing");

    let kept = Workspace::new(Box::new(SqliteStore::open(&file, Mode::READ).unwrap()));
    kept.load().unwrap();
    let book = kept.book();
    let rows = usize::try_from(ROWS).unwrap();
    assert_eq!(book.accounts.columns.len(), rows + 1);
    assert_eq!(book.lead(LeadId(1)).unwrap().layer(), Layer::Interested);
}
