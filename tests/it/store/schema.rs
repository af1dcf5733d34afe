//! The tables and the field tables say the same, and people can read them.

use fiveply::model::{FieldType, Kind};

use super::world::*;

#[test]
fn every_field_has_its_column_and_every_link_its_key() {
    let place = Place::new();
    drop(place.create());
    let conn = rusqlite::Connection::open(&place.db).unwrap();
    for kind in Kind::ALL {
        let mut statement = conn
            .prepare("SELECT name, type FROM pragma_table_info(?1) ORDER BY cid")
            .unwrap();
        let columns: Vec<(String, String)> = statement
            .query_map([kind.code()], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let fields = kind.fields().iter().filter(|it| it.ty != FieldType::Track);
        let expected: Vec<(String, String)> = [("id", "INTEGER"), ("revision", "INTEGER")]
            .into_iter()
            .chain(fields.map(|field| {
                let ty = match field.ty {
                    FieldType::Text | FieldType::Code(_) | FieldType::Date => "TEXT",
                    FieldType::Integer
                    | FieldType::Money
                    | FieldType::Moment
                    | FieldType::Link(_)
                    | FieldType::Flags
                    | FieldType::Track => "INTEGER",
                };
                (field.name, ty)
            }))
            .map(|(name, ty)| (name.to_owned(), ty.to_owned()))
            .collect();
        let derived = [
            "name_key",
            "domain_key",
            "email_key",
            "phone_key",
            "layer",
            "status",
            "entered",
            "moved",
            "closed",
        ];
        let follows = |name: &str| kind == Kind::Lead && derived[4..].contains(&name);
        let own = columns.into_iter();
        let own: Vec<_> = own
            .filter(|(name, _)| !derived[..4].contains(&name.as_str()) && !follows(name))
            .collect();
        assert_eq!(own, expected, "{kind}");
        links(&conn, kind);
    }
}

fn links(conn: &rusqlite::Connection, kind: Kind) {
    let mut statement = conn
        .prepare("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1) ORDER BY 1")
        .unwrap();
    let found: Vec<(String, String)> = statement
        .query_map([kind.code()], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut expected: Vec<(String, String)> = kind
        .fields()
        .iter()
        .filter_map(|field| match field.ty {
            FieldType::Link(to) => Some((field.name.to_owned(), to.code().to_owned())),
            FieldType::Text
            | FieldType::Integer
            | FieldType::Money
            | FieldType::Date
            | FieldType::Moment
            | FieldType::Code(_)
            | FieldType::Flags
            | FieldType::Track => None,
        })
        .collect();
    expected.sort();
    assert_eq!(found, expected, "{kind}");
    for (column, _) in found {
        let plan: String = conn
            .query_row(
                &format!("EXPLAIN QUERY PLAN SELECT id FROM \"{kind}\" WHERE \"{column}\" = 5"),
                [],
                |row| row.get(3),
            )
            .unwrap();
        assert!(
            plan.contains("USING"),
            "{kind}.{column} has no index: {plan}"
        );
    }
}

#[test]
fn an_analyst_reads_the_funnel_with_plain_sql() {
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, 20, 60);
    let conn = rusqlite::Connection::open(&place.db).unwrap();
    let number = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let closed =
        number("SELECT count(*) FROM lead WHERE status IN ('won', 'lost') AND closed > entered");
    let open = number(
        "SELECT count(*) FROM lead WHERE status = 'open' AND layer = 'high-intent' AND closed IS NULL",
    );
    assert_eq!(closed + open, 60);
    assert!(closed > 0 && open > 0);
    assert_eq!(
        number("SELECT count(*) FROM step WHERE event = 'lose' AND reason = 'price'"),
        number("SELECT count(*) FROM lead WHERE status = 'lost'")
    );
}

#[test]
fn the_log_is_only_ever_added_to() {
    let place = Place::new();
    let mut store = place.create();
    import(&mut store, 1, 3, 3);
    let conn = rusqlite::Connection::open(&place.db).unwrap();
    for refused in [
        "UPDATE change_set SET at = 0",
        "UPDATE change_set SET op = randomblob(16)",
        "DELETE FROM change_set",
        "UPDATE change_block SET payload = '[]'",
        "DELETE FROM change_block",
        "INSERT OR REPLACE INTO change_set (seq, op, at, verb, count) VALUES (1, randomblob(16), 0, 'edit', 0)",
        "INSERT INTO change_block (seq, n, count, ranges, encoding, payload) VALUES (1, 9, 0, '{}', 'json', '[]')",
    ] {
        let error = conn.execute(refused, []).unwrap_err();
        assert!(
            error.to_string().contains("the log is"),
            "{refused}: {error}"
        );
    }
    conn.execute("UPDATE change_set SET undone_by = 1", [])
        .unwrap();
}
