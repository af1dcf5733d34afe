//! One change of a filter, as the screen asks for it.

use std::collections::BTreeMap;
use std::time::Instant;

use fiveply::book::Book;
use fiveply::book::coded::Codes;
use fiveply::book::facets::{Count, FACETS, Unit};
use fiveply::book::select::At;
use fiveply::demo::{Company, Size};
use fiveply::insight::outline::outline;
use fiveply::model::{Kind, Record, Segment, Seq};
use fiveply::query::{Context, Field, read};
use rayon::prelude::*;

use crate::NOW;

/// The facets that are counted.
pub const COUNTED: usize = 16;
/// So often each is measured, if not asked otherwise; the best counts.
pub const TIMES: u64 = 15;

/// A filter: its conditions as we and as SQL say them, each with the facet that it is on and whether it is on leads.
pub struct Case {
    /// The conditions.
    pub terms: &'static [(&'static str, Field, &'static str, bool)],
}

/// What is measured.
pub const CASES: [Case; 9] = [
    Case { terms: &[] },
    Case {
        terms: &[(
            "country:Germany",
            Field::Country,
            "country = 'Germany'",
            false,
        )],
    },
    Case {
        terms: &[(
            "-country:Germany",
            Field::Country,
            "country IS DISTINCT FROM 'Germany'",
            false,
        )],
    },
    Case {
        terms: &[("emp:50..249", Field::Emp, "emp BETWEEN 50 AND 249", false)],
    },
    Case {
        terms: &[
            (
                "naics:31..33",
                Field::Naics,
                "substr(naics, 1, 2) IN ('31', '32', '33')",
                false,
            ),
            ("emp:50..249", Field::Emp, "emp BETWEEN 50 AND 249", false),
            (
                "country:Germany,Poland",
                Field::Country,
                "country IN ('Germany', 'Poland')",
                false,
            ),
        ],
    },
    Case {
        terms: &[("city:Lyon", Field::City, "city = 'Lyon'", false)],
    },
    Case {
        terms: &[("source:fair", Field::Source, "source = 'fair'", true)],
    },
    Case {
        terms: &[(
            "source:fair,webinar,inbound",
            Field::Source,
            "source IN ('fair', 'webinar', 'inbound')",
            true,
        )],
    },
    Case {
        terms: &[
            ("temp:warm", Field::Temp, "temp = 'warm'", true),
            ("layer:>=intent", Field::Layer, "layer >= 2", true),
        ],
    },
];

/// What one case came to in one unit.
pub struct Measured {
    /// Accounts or leads.
    pub unit: Unit,
    /// Which case.
    pub case: usize,
    /// Milliseconds.
    pub ms: f64,
    /// The counts of each facet, whatever their order; those without a value are left out.
    pub counts: Vec<Vec<[u32; 3]>>,
}

/// A company's book, and how long it took; so many segments are saved in it.
pub fn built(size: Size, saved: u64) -> (Book, f64) {
    let start = Instant::now();
    let company = Company::new(size, 7, NOW);
    let mut book = Book::default();
    let mut next = BTreeMap::<Kind, u64>::new();
    let segments = (0..saved).map(|it| {
        Record::from(Segment {
            name: format!("Segment {it}"),
            filter: format!("country:Germany emp:>={it}"),
            ..Segment::default()
        })
    });
    for record in company.records().chain(segments) {
        let id = next.entry(record.kind()).or_default();
        *id += 1;
        book.put(*id, Seq(1), record).unwrap();
    }
    book.finish(Seq(1));
    (book, start.elapsed().as_secs_f64())
}

/// Measures every case in both units so many times and prints it.
pub fn measure(book: &Book, times: u64) -> Vec<Measured> {
    let mut all = Vec::new();
    for unit in [Unit::Leads, Unit::Accounts] {
        let bytes = bytes(book, unit);
        let base = reading(bytes);
        println!(
            "\n{unit:?}: reading as many bytes once, {} MB: {base:.2} ms",
            bytes >> 20
        );
        println!("| filter | selected | select | facets | funnel | in all | × reading |");
        println!("|---|---|---|---|---|---|---|");
        for case in 0..CASES.len() {
            all.push(one(book, (unit, case), times, base));
        }
    }
    all
}

fn one(book: &Book, (unit, case): (Unit, usize), times: u64, base: f64) -> Measured {
    let fields = &FACETS[..COUNTED];
    let terms: Vec<&str> = CASES[case].terms.iter().map(|it| it.0).collect();
    let text = terms.join(" ");
    let filter = read(&text, &Context::on(NOW.day(chrono_tz::UTC))).unwrap();
    let at = At { now: NOW };
    let mut best = [f64::MAX; 4];
    let mut counts = Vec::new();
    let mut selected = 0;
    for _ in 0..times {
        let start = Instant::now();
        let chosen = book.select(&filter, at);
        let select = start.elapsed().as_secs_f64() * 1e3;
        let start = Instant::now();
        let slice = book.slice(&filter, unit, fields, at);
        let sliced = start.elapsed().as_secs_f64() * 1e3;
        std::hint::black_box(outline(book, &slice.episodes, &slice.leads));
        let whole = start.elapsed().as_secs_f64() * 1e3;
        for (best, time) in best.iter_mut().zip([select, sliced, whole - sliced, whole]) {
            *best = best.min(time);
        }
        assert_eq!(chosen.count(), slice.episodes.count());
        selected = slice.total.all;
        counts = slice
            .facets
            .iter()
            .map(|it| sorted(&it.counts[..], it.field))
            .collect();
    }
    let [select, facets, funnel, ms] = best;
    println!(
        "| `{text}` | {selected} | {select:.2} | {facets:.2} | {funnel:.2} | {ms:.2} ms | {:.1} |",
        ms / base
    );
    Measured {
        unit,
        case,
        ms,
        counts,
    }
}

/// The counts of the values, in order; the place of those without a value is the first, or the last of a closed list.
fn sorted(counts: &[Count], field: Field) -> Vec<[u32; 3]> {
    let none = match field {
        Field::Layer | Field::Status => counts.len() - 1,
        _ => 0,
    };
    let mut all: Vec<[u32; 3]> = (0..)
        .zip(counts)
        .filter(|(at, it)| *at != none && it.all > 0)
        .map(|(_, it)| [it.all, it.won, it.lost])
        .collect();
    all.sort_unstable();
    all
}

/// How many bytes the columns of the facets have, as wide as their values need.
fn bytes(book: &Book, unit: Unit) -> usize {
    let size = |codes: Codes<'_>| match codes {
        Codes::Byte(it) => it.len(),
        Codes::Short(it) => 2 * it.len(),
        Codes::Wide(it) => 4 * it.len(),
    };
    let fields = FACETS[..COUNTED].iter();
    let lanes = fields.filter_map(|it| book.account_lane(*it));
    let of_accounts: usize = lanes.map(|it| size(it.codes)).sum();
    let accounts = book.accounts.columns.employees.len();
    let leads = book.episodes.columns.layer.len();
    // Of leads: source, campaign, product and account of four bytes, layer, status and temperature of one.
    let of_leads = leads * 19;
    match unit {
        Unit::Accounts => of_accounts + of_leads,
        Unit::Leads => of_accounts / accounts.max(1) * leads + of_leads,
    }
}

/// How long it takes all cores to read so many bytes once, in milliseconds.
fn reading(bytes: usize) -> f64 {
    let memory = vec![1_u64; bytes / 8 + 1];
    let once = |_| {
        let start = Instant::now();
        let sum: u64 = memory
            .par_chunks(1 << 14)
            .map(|it| it.iter().sum::<u64>())
            .sum();
        std::hint::black_box(sum);
        start.elapsed().as_secs_f64() * 1e3
    };
    (0..9).map(once).fold(f64::MAX, f64::min)
}
