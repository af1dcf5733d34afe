//! Files of older versions: they arrive with their data, and a copy of what they were stays.

use fiveply::model::{Key, Kind};
use fiveply::store::Store;

use super::world::*;

/// The first schema, as files of that time have it.
const FIRST: &str = include_str!("../../../src/store/sqlite/schema/0001_first.sql");

/// What the second version added.
const SECOND: &str = include_str!("../../../src/store/sqlite/schema/0002_handover.sql");

/// What the third version added.
const THIRD: &str = include_str!("../../../src/store/sqlite/schema/0003_segments.sql");

/// The views that came with it.
const VIEWS: &str = include_str!("../../../src/store/sqlite/schema/0004_views.sql");

/// What the fourth version added.
const FOURTH: &str = include_str!("../../../src/store/sqlite/schema/0005_meetings.sql");

/// What the fifth version added.
const FIFTH: &str = include_str!("../../../src/store/sqlite/schema/0006_replies.sql");

/// A file of an older version with everything that a filled file of today holds and that it has room for.
fn older(version: i32, added: &[&str]) -> Place {
    older_of((40, 60), version, added)
}

/// The same with so many accounts and leads.
fn older_of((accounts, leads): (u64, u64), version: i32, added: &[&str]) -> Place {
    let (today, place) = (Place::new(), Place::new());
    let mut store = today.create();
    import(&mut store, 1, accounts, leads);
    drop(store);
    let conn = rusqlite::Connection::open(&place.db).unwrap();
    // Triggers watch over the log from the beginning, so tables come first.
    conn.execute_batch(
        FIRST
            .split("CREATE TRIGGER")
            .next()
            .unwrap()
            .trim_end_matches(|it| it != ';'),
    )
    .unwrap();
    for step in added {
        conn.execute_batch(step).unwrap();
    }
    conn.execute("ATTACH ?1 AS today", [today.db.to_string_lossy()])
        .unwrap();
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for table in tables {
        let columns: Vec<String> = conn
            .prepare("SELECT name FROM pragma_table_info(?1, 'main')")
            .unwrap()
            .query_map([&table], |row| row.get::<_, String>(0))
            .unwrap()
            .map(|it| format!("\"{}\"", it.unwrap()))
            .collect();
        let columns = columns.join(", ");
        conn.execute_batch(&format!(
            "INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM today.\"{table}\""
        ))
        .unwrap();
    }
    let triggers = FIRST.find("CREATE TRIGGER").unwrap();
    conn.execute_batch(&FIRST[triggers..]).unwrap();
    conn.execute_batch(&format!(
        "PRAGMA application_id = 0x35504c59; PRAGMA user_version = {version};"
    ))
    .unwrap();
    place
}

#[test]
fn a_file_of_the_first_version_arrives_whole_and_leaves_a_copy() {
    let place = older(1000, &[]);
    let mut store = place.open();
    let leads = all(&mut store, Kind::Lead);
    assert_eq!(leads.len(), 60);
    let handed = Kind::Lead.field("handed").unwrap();
    assert!(leads.iter().all(|it| it.record.get(handed).is_none()));
    let report = store.check(&mut |_| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    let copy = place.dir.path().join("crm.db.before-1.0");
    let copy = rusqlite::Connection::open(copy).unwrap();
    let count = "SELECT count(*) FROM lead";
    assert_eq!(copy.query_row(count, [], |row| row.get(0)), Ok(60_i64));
}

#[test]
fn a_file_of_the_second_version_gets_room_for_segments_regions_and_tags() {
    let place = older(2000, &[SECOND]);
    let mut store = place.open();
    let accounts = all(&mut store, Kind::Account);
    assert_eq!(accounts.len(), 40);
    for name in ["region", "tags"] {
        let field = Kind::Account.field(name).unwrap();
        assert!(accounts.iter().all(|it| it.record.get(field).is_none()));
    }
    assert_eq!(all(&mut store, Kind::Segment), []);
    let report = store.check(&mut |_| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert!(place.dir.path().join("crm.db.before-2.0").exists());
}

#[test]
fn a_file_of_the_third_version_gets_room_for_decisions_and_meetings() {
    let place = older(3000, &[SECOND, THIRD]);
    let mut store = place.open();
    assert_eq!(all(&mut store, Kind::Lead).len(), 60);
    assert_eq!(all(&mut store, Kind::Resolution), []);
    assert_eq!(all(&mut store, Kind::Meeting), []);
    let report = store.check(&mut |_| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert!(place.dir.path().join("crm.db.before-3.0").exists());
}

#[test]
fn a_file_of_the_fourth_version_gets_room_for_replies() {
    let place = older(4000, &[SECOND, THIRD, FOURTH]);
    let mut store = place.open();
    let reply = Kind::Feedback.field("reply").unwrap();
    let said = all(&mut store, Kind::Feedback);
    assert!(said.iter().all(|it| it.record.get(reply).is_none()));
    let report = store.check(&mut |_| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert!(place.dir.path().join("crm.db.before-4.0").exists());
}

/// What the fifth version had.
const ALL_OF_THE_FIFTH: [&str; 5] = [SECOND, THIRD, VIEWS, FOURTH, FIFTH];

/// The blocks of the log.
fn blocks(conn: &rusqlite::Connection) -> Vec<String> {
    let sql = "SELECT seq || ' ' || n || ' ' || count || ranges || encoding || hex(payload) FROM change_block ORDER BY seq, n";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn the_log_of_a_file_of_the_fifth_version_is_found_by_its_numbers() {
    let place = older_of((400, 600), 5000, &ALL_OF_THE_FIFTH);
    let key = Key::new(Kind::Lead, 600);
    let mut store = place.open();
    assert_eq!(store.read().unwrap().story(key, 10).unwrap().len(), 1);
    let report = store.check(&mut |_| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    let conn = rusqlite::Connection::open(&place.db).unwrap();
    let copy = rusqlite::Connection::open(place.dir.path().join("crm.db.before-5.0")).unwrap();
    assert_eq!(blocks(&conn), blocks(&copy));
    assert!(blocks(&conn).len() > 2);
    for refused in ["DELETE FROM change_block", "UPDATE change_block SET n = 7"] {
        let error = conn.execute(refused, []).unwrap_err();
        assert!(error.to_string().contains("the log is never changed"));
    }
    import(&mut store, 2, 3, 3);
}

#[test]
fn who_comes_while_another_brings_the_file_up_to_date_waits_and_leaves_no_second_copy() {
    let place = older(5000, &ALL_OF_THE_FIFTH);
    let together = std::sync::Barrier::new(6);
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                together.wait();
                drop(place.open());
            });
        }
    });
    let names = std::fs::read_dir(place.dir.path()).unwrap();
    let names = names.map(|it| it.unwrap().file_name().into_string().unwrap());
    let copies: Vec<String> = names
        .filter(|it| it.contains("before") || it.contains("unfinished"))
        .collect();
    assert_eq!(copies, ["crm.db.before-5.0"]);
}

#[test]
fn a_view_of_somebodys_own_stands_in_nobodys_way() {
    let place = older(5000, &ALL_OF_THE_FIFTH);
    let conn = rusqlite::Connection::open(&place.db).unwrap();
    conn.execute_batch("CREATE VIEW mine AS SELECT count(*) AS blocks FROM change_block")
        .unwrap();
    let count = || {
        conn.query_row("SELECT blocks FROM mine", [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    let before = count();
    drop(place.open());
    assert_eq!(count(), before);
}
