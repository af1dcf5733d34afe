//! Selecting and counting by the book, against SQLite's own grouping of the same rows.

use std::path::Path;
use std::time::Instant;

use fiveply::book::Book;
use fiveply::book::select::At;
use fiveply::insight::before::counts;
use fiveply::insight::flow::{by_layer, whole};
use fiveply::insight::funnel::{Window, funnel};
use fiveply::insight::groups::{By, groups};
use fiveply::model::{Layer, Status};
use fiveply::query::{Context, Filter, read};

use super::data::{NOW, workspace};
use super::table::{Line, Table, median_ms, ms};

/// Counts by the book are so short that one alone says little.
const OFTEN: usize = 40;

/// A filter, and the same for SQLite; open leads only, or whatever is selected.
const CASES: [(&str, &str, bool); 4] = [
    ("", "1", false),
    ("", "status IN ('open', 'parked')", true),
    (
        "source:fair -is:lost",
        "source = 'fair' AND status <> 'lost'",
        false,
    ),
    (
        "source:fair is:open,parked",
        "source = 'fair' AND status IN ('open', 'parked')",
        true,
    ),
];

/// Measures each case, both ways in turn.
pub fn measure(db: &Path, runs: usize, table: &mut Table) {
    let workspace = workspace(db);
    workspace.load().unwrap();
    let book = workspace.book();
    let sql = baseline(db);
    for (text, condition, open) in CASES {
        let filter = read(text, &Context::on(NOW.utc().date_naive())).unwrap();
        let query = format!("SELECT layer, count(*) FROM lead WHERE {condition} GROUP BY layer");
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let mut same = true;
        // One round more, which warms both up and is left out.
        for _ in 0..=runs {
            let began = Instant::now();
            let grouped = grouped(&sql, &query);
            theirs.push(began.elapsed());
            for _ in 0..OFTEN {
                let began = Instant::now();
                let counted = counted(&book, &filter, open);
                ours.push(began.elapsed());
                same &= counted == grouped;
            }
        }
        let (ours, theirs) = (median_ms(&ours[OFTEN..]), median_ms(&theirs[1..]));
        let name = match (text, open) {
            ("", false) => "everything".to_owned(),
            ("", true) => "everything, open".to_owned(),
            (text, _) => text.to_owned(),
        };
        table.right(&format!("counts of `{name}`"), same);
        let against = format!("SQLite {}, {:.0}×", ms(theirs), theirs / ours);
        let line = Line::new(format!("count layers: {name}"), ms(ours), "≥ 30×");
        table.add(line.against(against));
    }
    figures(&book, runs, table);
    super::insight::measure(&book, (runs, ""), table);
}

/// What the funnel's screen shows of everything: conversions, durations and values; what came and went; the period
/// before; groups.
fn figures(book: &Book, runs: usize, table: &mut Table) {
    let filter = read("", &Context::on(NOW.utc().date_naive())).unwrap();
    let minute = u32::try_from(NOW.0 / 60_000).unwrap();
    let all = book.select(&filter, At { now: NOW });
    let always = Window::default();
    let leads = book.episodes.leads();
    timed("the whole funnel of everything", "", runs, table, &|| {
        let all = book.select(&filter, At { now: NOW });
        assert_eq!(funnel(book, &all, always, minute).leads, leads);
    });
    timed("  what came and went", "", runs, table, &|| {
        assert_eq!(whole(book, &all, always).residual(), 0);
    });
    timed("  the same, for each layer", "", runs, table, &|| {
        let flows = by_layer(book, &all, always);
        assert!(flows.iter().all(|flow| flow.residual() == 0));
    });
    timed("  the period before", "", runs, table, &|| {
        assert!(counts(book, &all, always, minute).entered[0] <= leads);
    });
    for by in [By::Source, By::Owner, By::Country] {
        let name = format!("  in groups by {}", by.field().name());
        timed(&name, "≤ 10 ms", runs, table, &|| {
            let groups = groups(book, &all, always, by);
            assert_eq!(groups.iter().map(|it| it.leads).sum::<u64>(), leads);
        });
    }
}

fn timed(name: &str, limit: &'static str, runs: usize, table: &mut Table, work: &dyn Fn()) {
    let times: Vec<_> = (0..runs * 4)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed()
        })
        .collect();
    table.add(Line::new(name, ms(median_ms(&times)), limit));
}

fn counted(book: &Book, filter: &Filter, open: bool) -> Vec<(String, u64)> {
    let stock = book.stock(&book.select(filter, At { now: NOW }));
    let count = |layer| match open {
        true => stock.open(layer),
        false => Status::ALL.iter().map(|it| stock.of(layer, *it)).sum(),
    };
    let mut list: Vec<_> = Layer::ALL
        .iter()
        .map(|layer| (layer.code().to_owned(), count(*layer)))
        .filter(|it| it.1 > 0)
        .collect();
    list.sort();
    list
}

/// A connection of its own that holds the whole file in its cache.
fn baseline(db: &Path) -> rusqlite::Connection {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let conn = rusqlite::Connection::open_with_flags(db, flags).unwrap();
    conn.pragma_update(None, "cache_size", -(1 << 20)).unwrap();
    conn
}

fn grouped(conn: &rusqlite::Connection, query: &str) -> Vec<(String, u64)> {
    let mut statement = conn.prepare_cached(query).unwrap();
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned()))
    });
    let mut list: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
    list.sort();
    list
}
