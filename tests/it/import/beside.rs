//! An import beside others who write: they go on, and what they made or changed meanwhile counts.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use fiveply::exchange::{Options, Source};
use fiveply::model::{Account, Command, Key, Kind, OpId, Record, Request, UserId};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::workspace::Workspace;
use fiveply::workspace::import::{Importer, Run, Summary};

use super::{Desk, NOW, profile};

/// A workspace in a file, so that two can have it open.
fn filed(folder: &std::path::Path) -> (Desk, Workspace) {
    let store = SqliteStore::create(&folder.join("crm.db"), Mode::WRITE).unwrap();
    let workspace = Workspace::new(Box::new(store));
    let me = workspace.enter("Anna", NOW, OpId(1)).unwrap();
    let theirs = workspace.aside().unwrap();
    let op = std::cell::Cell::new(1);
    (Desk { workspace, me, op }, theirs)
}

/// Imports, and has something done by others in the middle of it.
fn import_while(desk: &Desk, text: &str, dry_run: bool, meanwhile: &mut dyn FnMut(u32)) -> Summary {
    let source = Source::spool(&mut text.as_bytes(), "test.csv").unwrap();
    let settings = desk.workspace.settings().unwrap();
    let options = Options::default();
    let mut importer = Importer::open(source, &options, &profile("leads"), settings).unwrap();
    let mut pulse = 0;
    let run = Run {
        actor: desk.me,
        op: desk.op(),
        now: NOW,
        report: None,
        dry_run,
        told: 10,
        progress: &mut |_, totals| {
            // In the middle of the rows: nothing is written yet.
            if totals.rows == 512 {
                pulse += 1;
                meanwhile(pulse);
            }
            true
        },
    };
    importer.run(&desk.workspace, run).unwrap()
}

fn table(rows: u32) -> String {
    let rows: String = (0..rows)
        .map(|i| format!("x{i},Company {},intent\n", i / 2))
        .collect();
    format!("external_id,account,layer\n{rows}")
}

fn make(workspace: &Workspace, op: u128, record: impl Into<Record>) {
    let request = Request {
        op: OpId(op),
        actor: UserId(1),
        command: Command::Create(vec![record.into()]),
    };
    workspace.execute(&request, NOW).unwrap();
}

fn named(name: &str) -> Account {
    Account {
        name: name.to_owned(),
        ..Account::default()
    }
}

#[test]
fn others_write_while_an_import_reads_and_decides() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, theirs) = filed(folder.path());
    for dry_run in [true, false] {
        let mut times = 0;
        let summary = import_while(&desk, &table(1_400), dry_run, &mut |pulse| {
            times = pulse;
            let own = named(&format!("Theirs {dry_run}"));
            make(&theirs, 1_000 + u128::from(dry_run), own);
        });
        assert_eq!((summary.inserted, times), (1_400, 1), "{dry_run}");
    }
    // The numbers that others took moved those of the import, and the links with them.
    assert_eq!(desk.count(Kind::Account), 702);
    let leads = desk.leads();
    assert_eq!(leads.len(), 1_400);
    for lead in &leads {
        let account = Key::new(Kind::Account, lead.account.unwrap().0);
        let account = desk.workspace.get(account).unwrap().unwrap().record;
        let number: u32 = lead.external_id.as_ref().unwrap()[1..].parse().unwrap();
        assert_eq!(account.title(), format!("Company {}", number / 2));
    }
    assert_eq!(
        desk.workspace.store().check(&mut |_| {}).unwrap().problems,
        [""; 0]
    );
}

#[test]
fn what_others_made_meanwhile_is_not_made_twice() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, theirs) = filed(folder.path());
    let mut times = 0;
    let summary = import_while(&desk, &table(1_400), false, &mut |pulse| {
        times = pulse;
        if pulse == 1 {
            make(&theirs, 1_000, named("company 650"));
        }
    });
    // It was decided once more, on what is there now.
    assert_eq!((summary.inserted, times), (1_400, 2));
    assert_eq!(summary.made[&Kind::Account], 699);
    assert_eq!(desk.count(Kind::Account), 700);
    assert_eq!(
        desk.workspace.store().check(&mut |_| {}).unwrap().problems,
        [""; 0]
    );
}

#[test]
fn whoever_overtakes_again_and_again_waits_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, theirs) = filed(folder.path());
    let mut times = 0;
    let summary = import_while(&desk, &table(1_400), false, &mut |pulse| {
        times = pulse;
        if pulse <= 3 {
            make(
                &theirs,
                1_000 + u128::from(pulse),
                named(&format!("Company {}", 600 + pulse)),
            );
        }
    });
    assert_eq!((summary.inserted, times), (1_400, 4));
    assert_eq!(desk.count(Kind::Account), 700);
}

/// The longest time that somebody else's small change took while so many rows came in.
fn longest_wait(rows: u32) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let (desk, theirs) = filed(folder.path());
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| {
            let mut longest = Duration::ZERO;
            let mut op = 1_000_000;
            while !over.load(Ordering::SeqCst) {
                op += 1;
                let began = Instant::now();
                make(&theirs, op, named(&format!("Theirs {op}")));
                longest = longest.max(began.elapsed());
                std::thread::sleep(Duration::from_millis(5));
            }
            longest
        });
        let summary = import_while(&desk, &table(rows), false, &mut |_| {});
        over.store(true, Ordering::SeqCst);
        assert_eq!(summary.inserted, u64::from(rows));
        waits.join().unwrap()
    })
}

#[test]
fn nobody_waits_long_for_an_import() {
    let longest = longest_wait(2_000);
    assert!(longest < Duration::from_secs(2), "{longest:?}");
}

/// `cargo test --release --test it import::nobody_waits -- --ignored --nocapture` tells the figure.
#[test]
#[ignore = "takes its time: 100,000 rows"]
fn nobody_waits_long_for_an_import_of_100_000_rows() {
    let longest = longest_wait(100_000);
    println!("longest wait {} ms", longest.as_millis());
    assert!(longest < Duration::from_secs(5), "{longest:?}");
}
