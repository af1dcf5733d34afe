//! One change of a filter: selection, facets, funnel: `cargo bench --bench segments`, or `-- --accounts 300000 --leads 360000`.
//!
//! Makes its own company in memory, the same in every run. `--filter TEXT` measures one filter alone, `--unit accounts`
//! one unit, `--times 200` so many runs of which the best is told. First of all it reads as many bytes as the counted
//! columns have, once and doing nothing else: no code that reads all of them can be faster.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::print_stdout, clippy::wildcard_enum_match_arm)]

use std::hint::black_box;
use std::time::Instant;

use fiveply::book::Book;
use fiveply::book::facets::{FACETS, Slice, Unit};
use fiveply::book::select::At;
use fiveply::demo::{Company, Size};
use fiveply::insight::outline::outline;
use fiveply::model::{Moment, Seq};
use fiveply::query::{Context, Filter, read};
use rayon::prelude::*;

const NOW: Moment = Moment(1_795_340_000_000);

const FILTERS: [&str; 14] = [
    "",
    "country:Germany",
    "-country:Germany",
    "emp:50..249",
    "naics:31..33 emp:50..249 country:Germany,Poland",
    "source:fair",
    "-source:fair",
    "temp:warm layer:>=intent",
    "city:Lyon",
    "a",
    "wa",
    "wal",
    "steel",
    "(country:Germany OR source:fair)",
];

/// What the command line asks for.
struct Asked {
    size: Size,
    units: Vec<Unit>,
    filters: Vec<String>,
    times: u64,
}

#[expect(
    clippy::disallowed_methods,
    reason = "this belongs to the main function of a program of its own"
)]
fn asked() -> Option<Asked> {
    let words: Vec<String> = std::env::args().collect();
    if !words.iter().any(|it| it == "--bench") {
        return None;
    }
    let word = |name: &str| {
        let at = words.iter().position(|it| it == name)?;
        Some(words[at + 1].as_str())
    };
    let number = |name: &str, default: u64| word(name).map_or(default, |it| it.parse().unwrap());
    Some(Asked {
        size: Size {
            accounts: number("--accounts", 300_000),
            leads: number("--leads", 360_000),
        },
        units: match word("--unit") {
            Some("accounts") => vec![Unit::Accounts],
            Some("leads") => vec![Unit::Leads],
            Some(other) => panic!("{other} is no unit"),
            None => vec![Unit::Leads, Unit::Accounts],
        },
        filters: match word("--filter") {
            Some(one) => vec![one.to_owned()],
            None => FILTERS.map(str::to_owned).to_vec(),
        },
        times: number("--times", 15),
    })
}

fn main() {
    let Some(asked) = asked() else {
        return;
    };
    let start = Instant::now();
    let book = book(asked.size);
    let took = start.elapsed().as_secs_f64();
    println!("built in {took:.1} s, {} MB", book.bytes() >> 20);
    bandwidth(&book);
    for unit in asked.units {
        println!("{unit:?}");
        for text in &asked.filters {
            let filter = read(text, &Context::on(NOW.day(chrono_tz::UTC))).unwrap();
            measure(&book, unit, text, &filter, asked.times);
        }
    }
}

fn book(size: Size) -> Book {
    let company = Company::new(size, 7, NOW);
    let mut book = Book::default();
    let mut next = std::collections::BTreeMap::new();
    for record in company.records() {
        let id = next.entry(record.kind()).or_insert(0_u64);
        *id += 1;
        book.put(*id, Seq(1), record).unwrap();
    }
    book.finish(Seq(1));
    book
}

/// How long it takes to read what lies in memory: 13 bytes an account and 24 an episode, which is what the columns of
/// sixteen facets and of the funnel have.
fn bandwidth(book: &Book) {
    let bytes = 13 * book.accounts.columns.len() + 24 * book.episodes.columns.len();
    let column: Vec<u64> = (0..).take(bytes / 8).collect();
    let sum = |part: &[u64]| part.iter().fold(0_u64, |sum, it| sum.wrapping_add(*it));
    let took = best(15, || {
        black_box(column.par_chunks(1 << 15).map(sum).sum::<u64>());
    });
    println!(
        "read the same columns once: {:.1} MB in {took:.2} ms, {:.1} GB/s on {} threads",
        bytes as f64 / 1e6,
        bytes as f64 / took / 1e6,
        rayon::current_num_threads()
    );
}

/// Of some runs the time of the fastest, in milliseconds.
fn best(times: u64, mut run: impl FnMut()) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..times {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
    }
    best
}

fn measure(book: &Book, unit: Unit, text: &str, filter: &Filter, times: u64) {
    let at = At { now: NOW };
    let of = || book.slice(filter, unit, &FACETS[..16], at);
    let slice: Slice = of();
    let selected = book.select(filter, at);
    assert_eq!(selected.count(), slice.episodes.count());
    let won = outline(book, &slice.episodes, &slice.leads).won;
    let select = best(times, || {
        black_box(book.select(filter, at));
    });
    let sliced = best(times, || {
        black_box(of());
    });
    let funnel = best(times, || {
        black_box(outline(book, &slice.episodes, &slice.leads));
    });
    println!(
        "  {text:47} {:>9} {won:>8}  select {select:>6.2}  all of the slice {sliced:>6.2}  funnel {funnel:>5.2}  sum {:>6.2} ms",
        slice.total.all,
        sliced + funnel
    );
}
