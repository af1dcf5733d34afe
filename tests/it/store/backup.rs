//! Copies that are proved, and put back without losing what was there.

use std::fs;
use std::path::Path;

use fiveply::model::Kind;
use fiveply::store::sqlite::{Mode, SqliteStore, restore};
use fiveply::store::{LogFilter, Store, StoreError};

use super::world::*;

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Everything that two files with the same data have in common.
fn whole(store: &mut dyn Store) -> impl PartialEq + std::fmt::Debug + use<> {
    let rows: Vec<_> = Kind::ALL.into_iter().map(|kind| all(store, kind)).collect();
    let identity = store.identity().unwrap();
    let read = store.read().unwrap();
    let log = read
        .log(&LogFilter {
            limit: 999,
            ..LogFilter::default()
        })
        .unwrap();
    let changes: Vec<_> = log
        .iter()
        .flat_map(|info| (0..read.pages(info.seq).unwrap()).map(|page| (info.seq, page)))
        .map(|(seq, page)| read.page(seq, page).unwrap())
        .collect();
    (rows, identity, log, changes)
}

#[test]
fn a_copy_is_whole_and_stays_as_it_was_while_others_write() {
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, 3_000, 9_000);
    let before = whole(&mut store);
    let copy = place.dir.path().join("copy.db");
    let mut other = store.another().unwrap();
    let mut steps = Vec::new();
    let head = store
        .backup(&copy, &mut |done, total| {
            let op = 100 + steps.len() as u128;
            steps.push((done, total));
            commit(&mut *other, op, |write| {
                insert(write, account("Meanwhile"));
            });
            true
        })
        .unwrap();
    assert_eq!(head.0, 1);
    assert!(
        steps
            .last()
            .is_some_and(|(done, total)| done == total && *total > 100)
    );
    let mut copied = SqliteStore::open(&copy, Mode::READ).unwrap();
    assert_eq!(whole(&mut copied), before);
    assert_ne!(whole(&mut store), before);
    assert_eq!(
        copied.check(&mut |_| {}).unwrap().problems,
        Vec::<String>::new()
    );
}

#[test]
fn nothing_is_written_over_unless_told() {
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, 5, 5);
    let copy = place.dir.path().join("copy.db");
    fs::write(&copy, "precious").unwrap();
    let error = store.backup(&copy, &mut |_, _| true).unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert_eq!(fs::read(&copy).unwrap(), b"precious");
    store.backup_over(&copy, &mut |_, _| true).unwrap();
    assert_eq!(
        all(
            &mut SqliteStore::open(&copy, Mode::READ).unwrap(),
            Kind::Lead
        )
        .len(),
        5
    );
    let itself = place.db.clone();
    let error = store.backup_over(&itself, &mut |_, _| true).unwrap_err();
    assert!(matches!(error, StoreError::Denied { .. }), "{error}");
}

#[test]
fn what_is_restored_is_what_was_copied_and_what_was_there_is_kept() {
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, 20, 50);
    let copied = whole(&mut store);
    let copy = place.dir.path().join("copy.db");
    store.backup(&copy, &mut |_, _| true).unwrap();
    commit(&mut store, 2, |write| {
        insert(write, account("Later"));
    });
    let later = whole(&mut store);
    let error = restore(&copy, &place.db, false, &mut |_, _| true).unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    let error = restore(&copy, &place.db, true, &mut |_, _| true).unwrap_err();
    assert!(matches!(error, StoreError::InUse { .. }), "{error}");
    assert_eq!(whole(&mut store), later);
    drop(store);

    restore(&copy, &place.db, true, &mut |_, _| true).unwrap();
    assert_eq!(whole(&mut place.open()), copied);
    let aside = place.dir.path().join("crm.db.before-restore");
    assert_eq!(
        whole(&mut SqliteStore::open(&aside, Mode::WRITE).unwrap()),
        later
    );
    let expected = [
        "copy.db",
        "crm.db",
        "crm.db.before-restore",
        "crm.db.before-restore.bell",
        "crm.db.bell",
    ];
    assert_eq!(names(place.dir.path()), expected);

    let fresh = place.dir.path().join("fresh.db");
    restore(&copy, &fresh, false, &mut |_, _| true).unwrap();
    assert_eq!(
        whole(&mut SqliteStore::open(&fresh, Mode::WRITE).unwrap()),
        copied
    );
}

#[test]
fn a_damaged_copy_is_not_restored_and_a_damaged_file_is_replaced() {
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, 300, 300);
    let copy = place.dir.path().join("copy.db");
    let bad = place.dir.path().join("bad.db");
    store.backup(&copy, &mut |_, _| true).unwrap();
    let copied = whole(&mut store);
    drop(store);
    let mut bytes = fs::read(&copy).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xa5);
    fs::write(&bad, &bytes).unwrap();
    let living = fs::read(&place.db).unwrap();
    let error = restore(&bad, &place.db, true, &mut |_, _| true).unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
    assert_eq!(fs::read(&place.db).unwrap(), living);

    fs::write(&place.db, b"SQLite format 3\0 and then nothing of sense").unwrap();
    restore(&copy, &place.db, true, &mut |_, _| true).unwrap();
    assert_eq!(whole(&mut place.open()), copied);
    assert!(
        !names(place.dir.path())
            .iter()
            .any(|it| it.contains(".unfinished"))
    );
}

#[test]
fn what_is_stopped_leaves_no_half_of_a_copy() {
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, 3_000, 9_000);
    let copy = place.dir.path().join("copy.db");
    store.backup(&copy, &mut |_, _| true).unwrap();
    let before = names(place.dir.path());
    // In the midst of the pages, and when all of them are there and proved.
    for asked in [1, 2, 1_000] {
        let stopping = |until: u32| {
            let mut many = 0;
            move |done: u64, total: u64| {
                many += 1;
                many < until && (until < 1_000 || done < total)
            }
        };
        let other = place.dir.path().join("other.db");
        let error = store.backup(&other, &mut stopping(asked)).unwrap_err();
        assert!(matches!(error, StoreError::Stopped), "{error}");
        let error = restore(&copy, &other, false, &mut stopping(asked)).unwrap_err();
        assert!(matches!(error, StoreError::Stopped), "{error}");
        assert_eq!(names(place.dir.path()), before);
    }
}
