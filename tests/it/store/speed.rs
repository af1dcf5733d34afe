//! Figures, not tests: run them with `cargo test --release --test it store::speed -- --ignored --nocapture`.

use std::ops::ControlFlow;
use std::time::Instant;

use fiveply::model::{Change, Key, Kind, Seq};
use fiveply::store::Store;

use super::world::*;

const LEADS: u64 = 300_000;

fn insert_all(store: &mut dyn Store, op: u128, changes: &[Change]) {
    let start = Instant::now();
    let mut write = store.write().unwrap();
    for change in changes {
        write.apply(change).unwrap();
    }
    let applied = start.elapsed();
    write.commit(head(op)).unwrap();
    println!(
        "{} changes: applied {applied:?}, committed {:?}",
        changes.len(),
        start.elapsed()
    );
}

fn scan(store: &mut dyn Store, kind: Kind) {
    for _ in 0..3 {
        let start = Instant::now();
        let mut count = 0_u64;
        let read = store.read().unwrap();
        read.scan(kind, 0..u64::MAX, &mut |_| {
            count += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
        println!("scan of {count} {kind}s: {:?}", start.elapsed());
    }
}

#[test]
#[ignore = "prints figures"]
fn figures() {
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, 0, 0);
    let mut changes = Vec::new();
    for n in 0..LEADS {
        if n % 3 == 0 {
            let key = Key::new(Kind::Account, 1 + n / 3);
            changes.push(inserted(key, &imported_account(n).into()));
        }
        let lead = imported_lead(n, 1 + n / 3, 30, 12);
        changes.push(inserted(Key::new(Kind::Lead, 1 + n), &lead.into()));
    }
    insert_all(&mut store, 2, &changes);
    drop(changes);
    scan(&mut store, Kind::Lead);
    scan(&mut store, Kind::Account);
    let more: Vec<Change> = (LEADS / 3..250_000)
        .map(|n| inserted(Key::new(Kind::Account, 1 + n), &imported_account(n).into()))
        .collect();
    insert_all(&mut store, 3, &more);
    drop(more);
    scan(&mut store, Kind::Account);
    moves(&mut store);
    let start = Instant::now();
    let story = store
        .read()
        .unwrap()
        .story(Key::new(Kind::Lead, 150_000), 99)
        .unwrap();
    println!("story of {} changes: {:?}", story.len(), start.elapsed());
    let start = Instant::now();
    let mut count = 0;
    let read = store.read().unwrap();
    for page in 0..read.pages(Seq(2)).unwrap() {
        count += read.page(Seq(2), page).unwrap().len();
    }
    println!(
        "reading the import's {count} changes: {:?}",
        start.elapsed()
    );
    drop(read);
    let start = Instant::now();
    let report = store.check(&mut |_| {}).unwrap();
    println!(
        "check of {} changes: {:?}, log {} bytes",
        report.changes,
        start.elapsed(),
        report.log_bytes
    );
    assert_eq!(report.problems, Vec::<String>::new());
    println!("file {} bytes", std::fs::metadata(&place.db).unwrap().len());
    let start = Instant::now();
    store
        .backup(&place.dir.path().join("copy.db"), &mut |_, _| {})
        .unwrap();
    println!("backup: {:?}", start.elapsed());
    drop(store);
    let start = Instant::now();
    let mut store = place.open();
    println!("open: {:?}", start.elapsed());
    assert_eq!(store.read().unwrap().head().unwrap().0, 1_003);
}

/// One move at a time, each durable.
fn moves(store: &mut dyn Store) {
    let mut times = Vec::new();
    for n in 0..1_000 {
        let key = Key::new(Kind::Lead, 1 + n * 271);
        let start = Instant::now();
        let mut write = store.write().unwrap();
        let before = write.get(key).unwrap().unwrap();
        let fiveply::model::Record::Lead(mut lead) = before.record.clone() else {
            unreachable!()
        };
        lead.track.push(
            at(1),
            fiveply::model::Event::Reopen(fiveply::model::Layer::Intent),
        );
        write.apply(&changed(&before, &lead.into())).unwrap();
        write.commit(head(1_000 + u128::from(n))).unwrap();
        times.push(start.elapsed());
    }
    times.sort();
    println!(
        "one move, durable: median {:?}, p99 {:?}",
        times[500], times[990]
    );
}
