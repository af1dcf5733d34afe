//! The views for SQL give the figures of `insight`, whatever the leads went through.

use fiveply::book::Book;
use fiveply::insight::conversion::conversions;
use fiveply::insight::funnel::{Window, funnel};
use fiveply::model::{Account, Command, OpId, Record, Request};
use fiveply::workspace::Workspace;
use rusqlite::Connection;

use super::world::*;
use crate::insight::lives::{all, lead};

/// Straight, over layers, back, again, found, parked, in every mixture.
const LIVES: [&str; 12] = [
    "A 100 EUR: 0 potential, 1 interested, 2 intent, 3 high-intent, 4 near-customer, 5 won",
    "A 200 EUR: 0 potential, 3 high-intent, 4 won",
    "A 300 USD: 0 intent, 1 potential, 2 near-customer, 3 lost",
    "B 50 EUR: 0 potential, 1 interested, 2 potential, 3 interested",
    "B: 0 potential, 1 lost, 2 again interested, 3 won, 4 again potential",
    "B 7 USD: 0 found intent, 1 high-intent",
    "B 7 EUR: 0 found intent, 1 won",
    "C 9 EUR: 0 found intent, 1 lost, 2 again intent, 3 won",
    "C 9 EUR: 0 intent, 1 park",
    "C 9: 0 intent, 1 park, 2 wake, 3 interested, 4 intent, 5 high-intent",
    "C 9: 0 potential, 1 lost price, 2 again potential, 3 lost price, 4 again potential",
    "C 9 EUR: 0 near-customer, 1 potential, 2 won",
];

fn filled(place: &Place) -> Workspace {
    let workspace = Workspace::new(Box::new(place.create()));
    let user = workspace.enter("ola", NOW, OpId(1)).unwrap();
    let mut accounts = Vec::new();
    let leads: Vec<Record> = LIVES
        .iter()
        .map(|life| lead(life, &mut accounts).into())
        .collect();
    let accounts = accounts.into_iter().map(|name| Account {
        name,
        ..Account::default()
    });
    for (op, records) in [(2, accounts.map(Record::from).collect()), (3, leads)] {
        let request = Request {
            op: OpId(op),
            actor: user,
            command: Command::Create(records),
        };
        workspace.execute(&request, NOW).unwrap();
    }
    workspace.load().unwrap();
    workspace
}

fn numbers(conn: &Connection, query: &str) -> Vec<Vec<i64>> {
    let mut statement = conn.prepare(query).unwrap();
    let many = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| (0..many).map(|at| row.get(at)).collect();
    statement
        .query_map([], row)
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// Every figure that the views give, against the book's.
fn holds(place: &Place, book: &Book) {
    let conn = Connection::open(&place.db).unwrap();
    let minute = fiveply::insight::funnel::minute(NOW);
    let ours: Vec<Vec<i64>> = conversions(book, &all(book), Window::default(), minute)
        .iter()
        .filter(|it| it.reached.entered > 0)
        .map(|it| {
            let cohort = it.reached;
            let counts = [
                cohort.entered,
                cohort.advanced,
                cohort.lost,
                cohort.still_open(),
            ];
            let layer = it.layer.index() as i64;
            std::iter::once(layer)
                .chain(counts.map(u64::cast_signed))
                .collect()
        })
        .collect();
    let query = "SELECT layer_no, entered, advanced, lost, still_open FROM v_conversion";
    assert_eq!(numbers(&conn, query), ours);
    let figures = funnel(book, &all(book), Window::default(), minute);
    let ours: Vec<Vec<i64>> = figures
        .layers
        .iter()
        .filter(|it| it.open > 0)
        .map(|it| {
            vec![
                it.layer.index() as i64,
                it.open.cast_signed(),
                it.parked.cast_signed(),
            ]
        })
        .collect();
    let query = "SELECT layer_no, sum(leads), sum(parked) FROM v_funnel GROUP BY layer_no ORDER BY layer_no";
    assert_eq!(numbers(&conn, query), ours);
    // Each entry is where and when the book has it.
    let c = &book.episodes.columns;
    let mut ours = Vec::new();
    for row in all(book).iter() {
        let episode = book.episodes.chain(row).count() as i64 - 1;
        for (layer, at) in (0_i64..).zip(c.reached[row]) {
            if at != u32::MAX {
                ours.push(vec![i64::from(c.lead[row]), episode, layer, i64::from(at)]);
            }
        }
    }
    ours.sort();
    let query = "SELECT lead, episode, layer_no, at_ms / 60000 FROM v_stage_entry ORDER BY 1, 2, 3";
    assert_eq!(numbers(&conn, query), ours);
    let leads = numbers(&conn, "SELECT count(*), count(DISTINCT id) FROM v_lead");
    assert_eq!(leads, [vec![figures.leads.cast_signed(); 2]]);
}

#[test]
fn views_give_the_figures_of_the_reports() {
    let place = Place::new();
    let workspace = filled(&place);
    holds(&place, &workspace.book());
}

#[test]
fn a_file_without_views_gets_them() {
    let place = Place::new();
    drop(filled(&place));
    let conn = Connection::open(&place.db).unwrap();
    for view in ["v_conversion", "v_stage_entry", "v_funnel", "v_lead"] {
        conn.execute_batch(&format!("DROP VIEW {view}")).unwrap();
    }
    for table in ["decision", "meeting"] {
        conn.execute_batch(&format!("DROP TABLE {table}")).unwrap();
    }
    conn.execute_batch("ALTER TABLE user DROP COLUMN capacity; DROP INDEX feedback_replied_by")
        .unwrap();
    for column in ["reply", "replied", "replied_by", "decision"] {
        conn.execute_batch(&format!("ALTER TABLE feedback DROP COLUMN {column}"))
            .unwrap();
    }
    conn.pragma_update(None, "user_version", 3000).unwrap();
    drop(conn);
    let workspace = Workspace::new(Box::new(place.open()));
    workspace.load().unwrap();
    holds(&place, &workspace.book());
}
