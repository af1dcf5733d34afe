//! The book of earlier days: how soon it is there, what it takes, and a report on it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use fiveply::book::Book;
use fiveply::book::rewind::Since;
use fiveply::book::select::At;
use fiveply::demo::{Company, Size};
use fiveply::insight::conversion::conversions;
use fiveply::insight::funnel::Window;
use fiveply::model::{Kind, Moment, Seq};
use fiveply::query::{Context, read};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::workspace::Workspace;

use super::child::memory;
use super::data::NOW;
use super::insight;
use super::table::{Line, Table, mb, median_ms, ms};

const DAY: i64 = 24 * 3_600_000;

/// How long ago, and how soon it should be there.
const DAYS: [(&str, i64, &str); 5] = [
    ("yesterday", 1, "≤ 300 ms"),
    ("a week ago", 7, "≤ 300 ms"),
    ("a month ago", 30, "≤ 2 s"),
    ("a year ago", 365, "≤ 2 s"),
    ("two years ago", 730, "≤ 2 s"),
];

/// Measures the reports on a made-up company that is in memory alone, and its book of earlier days.
pub fn measure_made(leads: u64, (runs, only): (usize, &str), table: &mut Table) {
    let size = Size {
        accounts: leads,
        leads,
    };
    let company = Company::new(size, 7, NOW);
    let mut book = Book::default();
    let mut next = BTreeMap::<Kind, u64>::new();
    for record in company.records() {
        let id = next.entry(record.kind()).or_default();
        *id += 1;
        book.put(*id, Seq(1), record).unwrap();
    }
    book.finish(Seq(1));
    table.add(Line::new("leads", book.episodes.leads().to_string(), ""));
    insight::measure(&book, (runs, only), table);
    for (name, days, _) in DAYS.iter().filter(|_| only.is_empty()) {
        let since = Since::default().and_after(Moment(NOW.0 - days * DAY - 1), true);
        let times: Vec<_> = (0..runs)
            .map(|_| {
                let began = Instant::now();
                let mut then = book.second();
                then.take_back(&since);
                began.elapsed()
            })
            .collect();
        let line = format!("the book of {name}, without the log");
        table.add(Line::new(line, ms(median_ms(&times)), "≤ 2 s"));
    }
}

/// Measures the reports of now, and books of earlier days.
pub fn measure(db: &Path, (runs, only): (usize, &str), table: &mut Table) {
    let store = SqliteStore::open(db, Mode::READ).unwrap();
    let workspace = Workspace::new(Box::new(store));
    let began = Instant::now();
    workspace.load().unwrap();
    table.add(Line::new(
        "load",
        ms(began.elapsed().as_secs_f64() * 1e3),
        "",
    ));
    {
        let book = workspace.book();
        table.add(Line::new("leads", book.episodes.leads().to_string(), ""));
        table.add(Line::new("accounts", book.accounts.live().to_string(), ""));
        insight::measure(&book, (runs, only), table);
    }
    for (name, days, limit) in DAYS.into_iter().filter(|_| only.is_empty()) {
        let moment = Moment(NOW.0 - days * DAY - 1);
        let mut go_on = |_| ControlFlow::Continue(());
        let (mut made, mut counted, mut more) = (Vec::new(), Vec::new(), 0.0);
        let mut leads = 0;
        for _ in 0..runs {
            let before = memory("RssAnon:");
            let began = Instant::now();
            let book = workspace.as_of(moment, &mut go_on).unwrap();
            made.push(began.elapsed());
            more = memory("RssAnon:") - before;
            let began = Instant::now();
            let filter = read("", &Context::on(moment.utc().date_naive())).unwrap();
            let all = book.select(&filter, At { now: moment });
            let now = u32::try_from(moment.0 / 60_000).unwrap();
            let five = conversions(&book, &all, Window::default(), now).len();
            counted.push(began.elapsed());
            table.right("layers", five == 5);
            leads = book.episodes.leads();
        }
        let line = format!("the book of {name}, {leads} leads");
        table.add(Line::new(line, ms(median_ms(&made)), limit));
        table.add(Line::new(
            "  conversions of then",
            ms(median_ms(&counted)),
            "≤ 50 ms",
        ));
        table.add(Line::new("  more memory", mb(more), "≤ 150 MB"));
    }
}
