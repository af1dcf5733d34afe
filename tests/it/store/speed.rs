//! Figures, not tests: run them with `cargo test --release --test it store::speed -- --ignored --nocapture`.

#![allow(clippy::print_stdout)]

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use fiveply::model::{Change, Event, Key, Kind, Layer, Lead, Record, Seq, UserId};
use fiveply::store::Store;

use super::world::*;

const LEADS: u64 = 300_000;
const MOVES: u64 = 3_000;

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
    let copy = place.dir.path().join("copy.db");
    let start = Instant::now();
    store.backup(&copy, &mut |_, _| true).unwrap();
    println!("backup: {:?}", start.elapsed());
    moves(&mut store, &copy);
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
    bulk(&mut store);
    drop(store);
    let start = Instant::now();
    let mut store = place.open();
    println!("open: {:?}", start.elapsed());
    assert_eq!(store.read().unwrap().head().unwrap().0, MOVES + 5);
}

/// All leads get another owner, and are then taken back.
fn bulk(store: &mut dyn Store) {
    let leads = all(store, Kind::Lead);
    let assign: Vec<Change> = leads
        .iter()
        .map(|stored| {
            let Record::Lead(lead) = &stored.record else {
                unreachable!()
            };
            let owner = Some(UserId(30));
            let after = Lead {
                owner: if lead.owner == owner { None } else { owner },
                ..lead.clone()
            };
            changed(stored, &after.into())
        })
        .collect();
    drop(leads);
    insert_all(store, 50_001, &assign);
    drop(assign);
    let remove: Vec<Change> = all(store, Kind::Lead).iter().map(removed).collect();
    insert_all(store, 50_002, &remove);
}

/// One move at a time, each durable, by turns with the same rows written without anything around them.
fn moves(store: &mut dyn Store, copy: &Path) {
    let bare = rusqlite::Connection::open(copy).unwrap();
    bare.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
    )
    .unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for n in 0..MOVES {
        let start = Instant::now();
        one_move(store, n);
        let between = Instant::now();
        one_bare(&bare, n.cast_signed());
        ours.push(between - start);
        theirs.push(between.elapsed());
    }
    let tell = |what: &str, times: &mut Vec<Duration>| {
        times.sort();
        let (median, late) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        println!("{what}: median {median:?}, p99 {late:?}");
    };
    tell("one move, durable", &mut ours);
    tell("the same rows bare", &mut theirs);
}

fn one_move(store: &mut dyn Store, n: u64) {
    let key = Key::new(Kind::Lead, 1 + n * 97);
    let mut write = store.write().unwrap();
    let before = write.get(key).unwrap().unwrap();
    let Record::Lead(mut lead) = before.record.clone() else {
        unreachable!()
    };
    lead.track.push(at(1), Event::Reopen(Layer::Intent));
    write.apply(&changed(&before, &lead.into())).unwrap();
    write.commit(head(1_000 + u128::from(n))).unwrap();
}

fn one_bare(conn: &rusqlite::Connection, n: i64) {
    let track = r#"{"keep":3,"steps":[[1795392000000,{"reopen":"intent"}]]}"#;
    let change =
        format!(r#"[["lead",271,2,"update",[["track",{{"keep":3,"steps":[]}},{track}]]]]"#);
    let run = |sql: &str, params: &[&dyn rusqlite::ToSql]| {
        conn.prepare_cached(sql).unwrap().execute(params).unwrap();
    };
    let (lead, seq) = (1 + n * 97, 900_000 + n);
    run("BEGIN IMMEDIATE", &[]);
    run(
        "INSERT INTO step (lead, n, at, event, layer) VALUES (?1, 9, 0, 'enter', 'intent')",
        &[&lead],
    );
    run(
        "UPDATE lead SET layer = 'intent', moved = 0, revision = ?2 WHERE id = ?1",
        &[&lead, &seq],
    );
    run(
        "INSERT INTO change_block (seq, n, count, ranges, encoding, payload) \
         VALUES (?1, 0, 1, '{\"lead\":[271,271]}', 'json', ?2)",
        &[&seq, &change],
    );
    run(
        "INSERT INTO change_set (seq, op, actor, at, verb, count) \
         VALUES (?1, randomblob(16), 1, 0, 'move', 1)",
        &[&seq],
    );
    run("COMMIT", &[]);
}
