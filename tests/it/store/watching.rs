//! Noticing what others commit, and that the file is no longer the same.

use std::time::Duration;

use fiveply::store::{Store, StoreError};

use super::world::*;

const LONG: Duration = Duration::from_secs(30);

#[test]
fn a_commit_of_another_handle_ends_the_wait() {
    let place = Place::new();
    let store = place.create();
    let mut watch = store.watch().unwrap();
    assert!(!watch.wait(Duration::ZERO).unwrap());
    let mut other = store.another().unwrap();
    let writer = std::thread::spawn(move || {
        commit(&mut *other, 1, |write| {
            insert(write, account("A"));
        })
    });
    assert!(watch.wait(LONG).unwrap());
    writer.join().unwrap();
    // What was committed between two waits is not missed either.
    let mut other = store.another().unwrap();
    commit(&mut *other, 2, |write| {
        insert(write, account("B"));
    });
    assert!(watch.wait(LONG).unwrap());
    assert!(!watch.wait(Duration::ZERO).unwrap());
}

#[test]
fn a_commit_that_rang_no_bell_is_noticed_by_the_heartbeat() {
    let place = Place::new();
    let store = place.create();
    let mut watch = store.watch().unwrap();
    let silent = rusqlite::Connection::open(&place.db).unwrap();
    silent
        .execute("INSERT INTO counter VALUES ('lead', 9)", [])
        .unwrap();
    assert!(watch.wait(LONG).unwrap());
    assert!(!watch.wait(Duration::ZERO).unwrap());
}

#[test]
fn a_waker_ends_the_wait_without_news() {
    let place = Place::new();
    let store = place.create();
    let mut watch = store.watch().unwrap();
    let wake = watch.waker();
    std::thread::spawn(wake).join().unwrap();
    assert!(!watch.wait(LONG).unwrap());
}

#[test]
fn a_file_put_in_the_place_of_the_open_one_is_noticed() {
    let place = Place::new();
    let mut store = place.create();
    let mut watch = store.watch().unwrap();
    let other = place.dir.path().join("other.db");
    std::fs::copy(&place.db, &other).unwrap();
    std::fs::rename(&other, &place.db).unwrap();
    let noticed = watch.wait(LONG);
    assert!(
        matches!(noticed, Err(StoreError::Replaced { .. })),
        "{noticed:?}"
    );
    assert!(matches!(
        store.write().map(drop),
        Err(StoreError::Replaced { .. })
    ));
    assert!(matches!(
        store.another().map(drop),
        Err(StoreError::Replaced { .. })
    ));
    std::fs::remove_file(&place.db).unwrap();
    assert!(matches!(
        store.write().map(drop),
        Err(StoreError::Gone { .. })
    ));
}

#[test]
fn a_file_that_was_moved_away_is_told_from_one_that_was_replaced_and_may_come_back() {
    let place = Place::new();
    let mut store = place.create();
    let mut watch = store.watch().unwrap();
    let away = place.dir.path().join("away.db");
    std::fs::rename(&place.db, &away).unwrap();
    let noticed = watch.wait(LONG);
    assert!(
        matches!(noticed, Err(StoreError::Gone { .. })),
        "{noticed:?}"
    );
    std::fs::rename(&away, &place.db).unwrap();
    assert!(store.write().is_ok());
}
