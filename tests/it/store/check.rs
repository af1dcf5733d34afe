//! The check: nothing to say of what is sound, and each thing that is wrong by its name.

use fiveply::model::Kind;
use fiveply::store::Store;

use super::world::*;

fn problems(store: &mut dyn Store) -> Vec<String> {
    store.check(&mut |_| {}).unwrap().problems
}

fn filled() -> (Place, fiveply::store::sqlite::SqliteStore) {
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, 10, 30);
    let last = all(&mut store, Kind::Lead).pop().unwrap();
    commit(&mut store, 2, |write| write.apply(&removed(&last)).unwrap());
    (place, store)
}

#[test]
fn what_is_sound_is_counted_and_nothing_said() {
    let (_place, mut store) = filled();
    let mut parts = Vec::new();
    let report = store
        .check(&mut |part| parts.push(part.to_owned()))
        .unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert_eq!((report.sets, report.changes), (2, 30 + 12 + 10 + 30 + 1));
    assert!(report.rows.contains(&(Kind::Lead, 29)) && report.rows.contains(&(Kind::Account, 10)));
    assert!(report.log_bytes > 500);
    assert!(parts.len() > 5);
    let empty = Place::new();
    assert_eq!(problems(&mut empty.create()), Vec::<String>::new());
}

#[test]
fn each_thing_that_is_wrong_is_told_by_its_name() {
    for (wrong, told) in [
        (
            "UPDATE lead SET owner = 29 WHERE id = 5",
            "lead #5: `owner` is 29, by the log it is",
        ),
        (
            "UPDATE account SET account = 'Other' WHERE id = 2",
            "account #2: `account` is `Other`",
        ),
        (
            "UPDATE account SET name_key = 'x' WHERE id = 2",
            "account #2: `name_key` is `x`",
        ),
        (
            "UPDATE lead SET status = 'open', layer = 'intent' WHERE id = 4",
            "lead #4: `status` is `open`",
        ),
        (
            "UPDATE lead SET revision = 2 WHERE id = 4",
            "lead #4: `revision` is 2, by the log it is 1",
        ),
        (
            "UPDATE step SET at = 5 WHERE lead = 3 AND n = 1",
            "step 1 of lead #3: `at` is 5",
        ),
        (
            "DELETE FROM step WHERE lead = 3 AND n = 2",
            "step 2 of lead #3 is missing",
        ),
        (
            "INSERT INTO user (id, revision, user) VALUES (99, 1, 'X')",
            "user #99 is kept, the log knows nothing of it",
        ),
        (
            "UPDATE counter SET next = 7 WHERE kind = 'account'",
            "the next account would get number 7",
        ),
        (
            "DELETE FROM removed",
            "the removal of lead #30 in change set 2 is missing",
        ),
        (
            "UPDATE lead SET account = 999 WHERE id = 1",
            "lead #1 links to a account that is not there",
        ),
        (
            "UPDATE change_set SET count = 5 WHERE seq = 2",
            "change set 2 made 5 changes, 1 are in the log",
        ),
        (
            "UPDATE change_set SET undone_by = 2 WHERE seq = 1",
            "change set 1: `undone_by` is 2, by the log it is nothing",
        ),
        (
            "UPDATE change_block SET payload = '[[\"lead\"]]' WHERE seq = 2",
            "change set 2: a change can't be read",
        ),
        (
            "UPDATE change_block SET payload = x'ff00ff00ff' WHERE seq = 1",
            "change set 1: a packed block",
        ),
        (
            "DELETE FROM change_block WHERE seq = 2; DELETE FROM change_set WHERE seq = 2",
            "lead #30 is missing",
        ),
        (
            "INSERT INTO change_set (seq, op, at, verb, count) VALUES (9, randomblob(16), 0, 'edit', 0)",
            "the log has gaps",
        ),
        (
            "UPDATE lead SET status = 'open' WHERE status = 'won'",
            "does not add up",
        ),
    ] {
        let (place, mut store) = filled();
        let conn = rusqlite::Connection::open(&place.db).unwrap();
        conn.execute_batch(
            "PRAGMA foreign_keys = OFF;
             DROP TRIGGER change_set_stays; DROP TRIGGER change_set_is_kept; DROP TRIGGER change_set_is_last;
             DROP TRIGGER change_block_stays; DROP TRIGGER change_block_is_kept;",
        )
        .unwrap();
        conn.execute_batch(wrong).unwrap();
        let found = problems(&mut store);
        assert!(
            found.iter().any(|it| it.contains(told)),
            "{wrong}: {found:?}"
        );
    }
}
