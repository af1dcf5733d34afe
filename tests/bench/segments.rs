//! One change of a filter: selection, sixteen facets with won and lost, funnel, in both units, each beside what it
//! costs to read as many bytes once: `cargo bench --bench segments`.
//!
//! Makes its own company in memory, the same in every run. `--duckdb PYTHON` asks DuckDB the same of the same rows, and
//! compares the counts; `--curve` measures four sizes and draws `assets/bench/segments.svg`. Fails only where a result
//! is wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::print_stdout, clippy::wildcard_enum_match_arm)]

mod segment;

use std::path::Path;
use std::process::ExitCode;

use fiveply::demo::Size;
use fiveply::model::Moment;
use segment::curve::{self, Point};
use segment::{duck, machine, ours, words};

const NOW: Moment = Moment(1_795_340_000_000);

const HELP: &str = "usage: cargo bench --bench segments -- [OPTION]...
  --accounts 300000 --leads 360000
  --saved 0          so many segments are saved beside it
  --times 15         measures each filter so often, of which the best counts
  --duckdb PYTHON    compares with the module `duckdb` of this Python
  --threads 2        of DuckDB
  --curve            measures 10,000 to 13,000,000 accounts and draws the curve
  --draw             only draws it anew";

#[expect(
    clippy::disallowed_methods,
    reason = "this belongs to the main function of a program of its own"
)]
fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let is = |name: &str| words.iter().any(|it| it == name);
    let text = |name: &str| {
        let at = words.iter().position(|it| it == name)?;
        words.get(at + 1).cloned()
    };
    let number = |name: &str, usual: u64| match text(name) {
        Some(word) => word.parse().ok(),
        None => Some(usual),
    };
    let sizes = (number("--accounts", 300_000), number("--leads", 360_000));
    let (Some(accounts), Some(leads)) = sizes else {
        println!("{HELP}");
        return ExitCode::FAILURE;
    };
    if !is("--bench") || is("--help") {
        println!("{HELP}");
        return ExitCode::SUCCESS;
    }
    let python = text("--duckdb");
    let threads = number("--threads", 2).unwrap_or(2);
    let times = number("--times", ours::TIMES).unwrap_or(ours::TIMES);
    if is("--draw") {
        curve::draw();
        return ExitCode::SUCCESS;
    }
    println!("{}", machine::words());
    if is("--curve") {
        let points: Option<Vec<Point>> = curve::SIZES
            .into_iter()
            .map(|size| measured(size, (0, times), python.as_deref(), threads))
            .collect();
        return match points {
            Some(points) => {
                curve::keep(&points);
                curve::draw();
                ExitCode::SUCCESS
            }
            None => ExitCode::FAILURE,
        };
    }
    let size = Size { accounts, leads };
    let saved = number("--saved", 0).unwrap_or(0);
    match measured(size, (saved, times), python.as_deref(), threads) {
        Some(_) => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
    }
}

/// Measures one size; nothing where DuckDB counts otherwise.
fn measured(
    size: Size,
    (saved, times): (u64, u64),
    python: Option<&str>,
    threads: u64,
) -> Option<Point> {
    let (book, seconds) = ours::built(size, saved);
    println!(
        "\n{} accounts, {} leads: built in {seconds:.1} s, {} MB",
        size.accounts,
        size.leads,
        book.bytes() >> 20
    );
    let mine = ours::measure(&book, times);
    words::measure(&book);
    let duck = match python {
        Some(python) => {
            let dir = tempfile::tempdir().unwrap();
            duck::export(dir.path(), size);
            let asked = duck::ask(Path::new(python), dir.path(), threads);
            if !duck::agrees(&mine, &asked) {
                return None;
            }
            Some(duck::ratio(&mine, &asked))
        }
        None => None,
    };
    Some(Point::of(size, &mine, duck))
}
