//! What presses on a file: size limits, crashes, views that are held too long.

use std::fs;
use std::path::Path;
use std::process::Command;

use fiveply::model::Kind;
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::store::{Store, StoreError};

use super::world::*;

#[test]
fn a_file_that_reaches_its_size_limit_is_a_full_disk() {
    let home = tempfile::tempdir().unwrap();
    let out = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 2000; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--ignored",
            "store::pressure::within_a_size_limit",
        ])
        .current_dir(home.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.success() && said.contains("1 passed"), "{said}");
}

#[test]
#[ignore = "run by a_file_that_reaches_its_size_limit_is_a_full_disk, within a limit"]
fn within_a_size_limit() {
    let db = Path::new("crm.db");
    let mut store = SqliteStore::create(db, Mode::WRITE).unwrap();
    import(&mut store, 1, 5, 5);
    let mut filled = |many| -> Result<(), StoreError> {
        let mut write = store.write()?;
        for n in 0..many {
            let key = fiveply::model::Key::new(Kind::Account, write.new_id(Kind::Account)?);
            write.apply(&inserted(key, &imported_account(n).into()))?;
        }
        write.commit(head(2)).map(drop)
    };
    // The one is written while it is made, the other when it is committed.
    for many in [100_000, 8_000] {
        let error = filled(many).unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error}");
    }
    assert_eq!(all(&mut store, Kind::Account).len(), 5);
    let report = store.check(&mut |_| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    commit(&mut store, 2, |write| {
        insert(write, account("Still here"));
    });
}

#[test]
fn what_a_crash_left_beside_the_file_is_taken_in() {
    let place = Place::new();
    let mut store = place.create();
    for op in 1..20 {
        commit(&mut store, op, |write| {
            insert(write, account("A"));
        });
    }
    // As the files lie when the process is killed: the data still in the write-ahead log.
    let crashed = Place::new();
    for companion in ["", "-wal"] {
        let name = |place: &Place| format!("{}{companion}", place.db.display());
        fs::copy(name(&place), name(&crashed)).unwrap();
    }
    let mut again = crashed.open();
    assert_eq!(all(&mut again, Kind::Account).len(), 19);
    let report = again.check(&mut |_| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());

    // A damaged file keeps what lies beside it, for whoever tries to save it.
    let damaged = Place::new();
    for companion in ["", "-wal"] {
        let name = |place: &Place| format!("{}{companion}", place.db.display());
        fs::copy(name(&place), name(&damaged)).unwrap();
    }
    let wal = fs::read(format!("{}-wal", damaged.db.display())).unwrap();
    let mut bytes = fs::read(&damaged.db).unwrap();
    bytes[100..4096].fill(0xa5);
    fs::write(&damaged.db, &bytes).unwrap();
    match SqliteStore::open(&damaged.db, Mode::WRITE) {
        // The first page may lie in the write-ahead log as well; then nothing is lost.
        Ok(mut store) => assert_eq!(all(&mut store, Kind::Account).len(), 19),
        Err(error) => {
            assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
            assert_eq!(
                fs::read(format!("{}-wal", damaged.db.display())).unwrap(),
                wal
            );
            assert_eq!(fs::read(&damaged.db).unwrap(), bytes);
        }
    }
}

#[test]
fn a_view_that_is_held_lets_the_journal_grow_and_that_is_told() {
    let place = Place::new();
    let mut store = place.create();
    let mut other = store.another().unwrap();
    let view = other.read().unwrap();
    // Small sets, which are not packed: each note lies in its row and in the log.
    let note = "0123456789abcdef".repeat(4_000);
    for op in 1..=40 {
        commit(&mut store, op, |write| {
            for n in 0..15 {
                let mut account = account(&format!("A {n}"));
                account.note = Some(note.clone());
                insert(write, account);
            }
        });
    }
    assert!(store.overgrown().is_some_and(|bytes| bytes > 64 << 20));
    drop(view);
    commit(&mut store, 41, |write| {
        insert(write, account("B"));
    });
    assert_eq!(store.overgrown(), None);
    let journal = fs::metadata(format!("{}-wal", place.db.display())).unwrap();
    assert_eq!(journal.len(), 0);
}
