//! One change of a filter: selection, facets, funnel: `cargo bench --bench segments`, or `-- --accounts 300000 --leads 360000`.
//!
//! Makes its own company in memory, the same in every run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::print_stdout, clippy::wildcard_enum_match_arm)]

use std::time::Instant;

use fiveply::book::Book;
use fiveply::book::facets::{FACETS, Unit};
use fiveply::book::select::At;
use fiveply::demo::{Company, Size};
use fiveply::insight::outline::outline;
use fiveply::model::{Moment, Seq};
use fiveply::query::{Context, read};

const NOW: Moment = Moment(1_795_340_000_000);

#[expect(
    clippy::disallowed_methods,
    reason = "this belongs to the main function of a program of its own"
)]
fn main() {
    let words: Vec<String> = std::env::args().collect();
    if !words.iter().any(|it| it == "--bench") {
        return;
    }
    let number = |name: &str, default: u64| match words.iter().position(|it| it == name) {
        Some(at) => words[at + 1].parse().unwrap(),
        None => default,
    };
    let size = Size {
        accounts: number("--accounts", 300_000),
        leads: number("--leads", 360_000),
    };
    let start = Instant::now();
    let company = Company::new(size, 7, NOW);
    let mut book = Book::default();
    let mut next = std::collections::BTreeMap::new();
    for record in company.records() {
        let id = next.entry(record.kind()).or_insert(0_u64);
        *id += 1;
        book.put(*id, Seq(1), record).unwrap();
    }
    book.finish(Seq(1));
    println!(
        "built in {:.1} s, {} MB",
        start.elapsed().as_secs_f64(),
        book.bytes() >> 20
    );
    let fields = &FACETS[..16];
    for unit in [Unit::Leads, Unit::Accounts] {
        println!("{unit:?}");
        for text in [
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
            "steel",
            "(country:Germany OR source:fair)",
        ] {
            let filter = read(text, &Context::on(NOW.day(chrono_tz::UTC))).unwrap();
            let (mut best, mut counts, mut total) = ([f64::MAX; 3], 0, 0);
            for _ in 0..15 {
                let start = Instant::now();
                let selected = book.select(&filter, At { now: NOW });
                let select = start.elapsed().as_secs_f64() * 1e3;
                let start = Instant::now();
                let slice = book.slice(&filter, unit, fields, At { now: NOW });
                let sliced = start.elapsed().as_secs_f64() * 1e3;
                let start = Instant::now();
                let it = outline(&book, &slice.episodes, &slice.leads);
                let funnelled = start.elapsed().as_secs_f64() * 1e3;
                for (best, time) in best.iter_mut().zip([select, sliced, funnelled]) {
                    *best = best.min(time);
                }
                counts = slice.total.all;
                total = it.won;
                assert_eq!(selected.count(), slice.episodes.count());
            }
            println!(
                "  {text:45} {counts:>9} {total:>8}  select {:>7.2}  slice {:>7.2}  funnel {:>7.2} ms",
                best[0], best[1], best[2]
            );
        }
    }
}
