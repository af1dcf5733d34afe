//! The log of bulk work: packed, and never more bytes than the rows that it describes.

use fiveply::model::{Key, Kind, Record, Seq, UserId};
use fiveply::store::Store;

use super::world::*;

fn number(place: &Place, sql: &str) -> i64 {
    let conn = rusqlite::Connection::open(&place.db).unwrap();
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// The bytes of the pages of the tables (without their indexes) and of the log.
fn bytes(place: &Place) -> (i64, i64) {
    let of = |names: &str| {
        number(
            place,
            &format!(
                "SELECT coalesce(sum(pgsize - unused), 0) FROM dbstat WHERE name IN ({names})"
            ),
        )
    };
    (
        of("'lead', 'account', 'step'"),
        of("'change_block', 'change_set'"),
    )
}

#[test]
fn the_log_of_an_import_and_of_a_bulk_assignment_is_smaller_than_the_rows() {
    const LEADS: u64 = 20_000;
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, LEADS, LEADS);
    let (rows, log) = bytes(&place);
    assert!(log < rows, "{log} bytes of log for {rows} bytes of rows");

    let leads = all(&mut store, Kind::Lead);
    commit(&mut store, 2, |write| {
        for stored in &leads {
            let Record::Lead(lead) = &stored.record else {
                unreachable!()
            };
            let owner = lead.owner.map(|it| UserId(it.0 % 30 + 1));
            let after = fiveply::model::Lead {
                owner,
                ..lead.clone()
            };
            write.apply(&changed(stored, &after.into())).unwrap();
        }
    });
    let (rows, both) = bytes(&place);
    let (leads, assignment) = (
        number(
            &place,
            "SELECT sum(pgsize - unused) FROM dbstat WHERE name = 'lead'",
        ),
        both - log,
    );
    assert!(
        assignment < leads / 4,
        "{assignment} bytes for assigning {leads} bytes of leads"
    );
    assert!(both < rows);
    let report = store.check(&mut |_| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    println!("rows {rows}, import's log {log}, assignment's log {assignment}");
}

#[test]
fn a_small_set_is_read_with_plain_sql() {
    let place = Place::new();
    let mut store = place.create();
    commit(&mut store, 1, |write| {
        insert(write, user("Ann"));
        insert(write, lead(None, Some(1)));
    });
    let conn = rusqlite::Connection::open(&place.db).unwrap();
    let owner: i64 = conn
        .query_row(
            "SELECT e.value ->> 1 FROM change_block b, json_each(b.payload) c, json_each(c.value, '$[4]') e
             WHERE b.seq = 1 AND c.value ->> 0 = 'lead' AND e.value ->> 0 = 'owner'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(owner, 1);
}

#[test]
fn a_bulk_set_lies_on_pages_and_its_stories_are_found() {
    let place = Place::new();
    let mut store = place.create();
    let seq = import(&mut store, 1, 5_000, 5_000);
    let read = store.read().unwrap();
    assert_eq!(read.pages(seq).unwrap(), 20);
    let pages: Vec<_> = (0..20).map(|page| read.page(seq, page).unwrap()).collect();
    let mut lengths = [512; 20];
    lengths[19] = 10_042 - 19 * 512;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), lengths);
    for id in [1, 2_500, 5_000] {
        for kind in [Kind::Account, Kind::Lead] {
            let key = Key::new(kind, id);
            let story = read.story(key, 9).unwrap();
            assert_eq!(story.len(), 1);
            // What is remembered of the log says the same again.
            assert_eq!(read.story(key, 9).unwrap(), story);
            let told = story[0].1.apply(None).unwrap().unwrap();
            assert_eq!(told, read.get(key).unwrap().unwrap().record);
        }
    }
}

#[test]
fn a_set_says_what_all_its_records_are_without_being_read() {
    let place = Place::new();
    let mut store = place.create();
    let import = import(&mut store, 1, 2_000, 2_000);
    let leads = all(&mut store, Kind::Lead);
    let edit = commit(&mut store, 2, |write| {
        for stored in &leads {
            let Record::Lead(lead) = stored.record.clone() else {
                unreachable!()
            };
            let after = fiveply::model::Lead {
                title: Some("spring".to_owned()),
                ..lead
            };
            write.apply(&changed(stored, &after.into())).unwrap();
        }
    });
    let read = store.read().unwrap();
    assert!(read.pages(edit).unwrap() > 1);
    assert_eq!(read.only_kind(edit).unwrap(), Some(Kind::Lead));
    assert_eq!(read.only_kind(import).unwrap(), None);
}

#[test]
fn what_the_records_of_a_set_are_is_asked_once_and_of_no_very_long_one() {
    let place = Place::new();
    let mut store = place.create();
    let conn = rusqlite::Connection::open(&place.db).unwrap();
    let sql = |sql: &str| conn.execute_batch(sql).unwrap();
    for (seq, blocks) in [(1, 1_024), (2, 1_025)] {
        sql(&format!(
            "BEGIN;
             WITH RECURSIVE block(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM block WHERE n + 1 < {blocks})
             INSERT INTO change_block SELECT {seq}, n, 512, '{{\"account\":[1,512]}}', 'json', '[]' FROM block;
             INSERT INTO change_set (seq, op, at, verb, count) VALUES ({seq}, randomblob(16), 0, 'edit', {blocks} * 512);
             COMMIT;"
        ));
    }
    let mut asked = |seq| store.read().unwrap().only_kind(Seq(seq)).unwrap();
    assert_eq!([1, 2].map(&mut asked), [Some(Kind::Account), None]);
    // A set is never changed; were it read again, this would be seen.
    sql("DROP TRIGGER change_block_stays; UPDATE change_block SET ranges = '{\"lead\":[1,512]}'");
    assert_eq!([1, 2].map(&mut asked), [Some(Kind::Account), None]);
}
