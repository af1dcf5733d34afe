//! Words, phrases, patterns and words that are nearly right, as they are typed for names, titles and notes.

use std::time::Instant;

use fiveply::book::Book;
use fiveply::book::facets::{FACETS, Unit};
use fiveply::book::select::At;
use fiveply::query::{Context, read};

use super::ours::COUNTED;
use crate::NOW;

/// What is typed.
const TYPED: [&str; 8] = [
    "w",
    "wa",
    "wal",
    "wa*",
    "\"ital\"",
    "\"milling tools\"",
    "/wal+e/",
    "~vistla",
];

/// So often each is asked; the best counts.
const TIMES: usize = 3;

/// Measures what is typed where accounts are counted, and prints it.
pub fn measure(book: &Book) {
    println!("\nWords, phrases, patterns, words nearly right, in accounts");
    println!("| filter | selected | select | selection, facets and funnel |");
    println!("|---|---|---|---|");
    for text in TYPED {
        let filter = read(text, &Context::on(NOW.day(chrono_tz::UTC))).unwrap();
        let at = At { now: NOW };
        let mut best = [f64::MAX; 2];
        let mut selected = 0;
        for _ in 0..TIMES {
            let start = Instant::now();
            std::hint::black_box(book.rows_of(&filter.expr, at, true));
            let select = start.elapsed().as_secs_f64() * 1e3;
            let start = Instant::now();
            let slice = book.slice(&filter, Unit::Accounts, &FACETS[..COUNTED], at);
            std::hint::black_box(fiveply::insight::outline::outline(
                book,
                &slice.episodes,
                &slice.leads,
            ));
            let whole = start.elapsed().as_secs_f64() * 1e3;
            best = [best[0].min(select), best[1].min(whole)];
            selected = slice.total.all;
        }
        println!(
            "| `{text}` | {selected} | {:.2} ms | {:.2} ms |",
            best[0], best[1]
        );
    }
}
