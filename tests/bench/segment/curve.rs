//! What a change of the filter costs by the number of accounts: kept as a small table, drawn as a picture.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use fiveply::book::facets::Unit;
use fiveply::demo::Size;

use super::machine;
use super::ours::Measured;

/// What is measured for the curve.
pub const SIZES: [Size; 4] = [
    Size {
        accounts: 10_000,
        leads: 12_000,
    },
    Size {
        accounts: 100_000,
        leads: 120_000,
    },
    Size {
        accounts: 1_000_000,
        leads: 1_000_000,
    },
    Size {
        accounts: 13_000_000,
        leads: 2_000_000,
    },
];

const HEAD: &str = "accounts,leads,leads_ms,accounts_ms,duckdb_leads_ms,duckdb_accounts_ms";

/// One size: what the filter that costs most took, in milliseconds.
pub struct Point {
    size: Size,
    /// Where leads are counted, and where accounts are.
    ours: [f64; 2],
    duck: Option<[f64; 2]>,
}

impl Point {
    /// The slowest filter of each unit.
    pub fn of(size: Size, measured: &[Measured], duck: Option<[f64; 2]>) -> Self {
        let ours = [Unit::Leads, Unit::Accounts].map(|unit| {
            let its = measured.iter().filter(|it| it.unit == unit);
            its.map(|it| it.ms).fold(0.0, f64::max)
        });
        Self { size, ours, duck }
    }

    fn line(&self) -> String {
        let Size { accounts, leads } = self.size;
        let mut line = format!("{accounts},{leads},{:.3},{:.3}", self.ours[0], self.ours[1]);
        match self.duck {
            Some([leads, accounts]) => write!(line, ",{leads:.1},{accounts:.1}").unwrap(),
            None => line.push_str(",,"),
        }
        line
    }

    fn read(line: &str) -> Option<Self> {
        let mut cells = line.split(',');
        let mut next = || cells.next()?.parse::<f64>().ok();
        let (accounts, leads) = (next()? as u64, next()? as u64);
        let ours = [next()?, next()?];
        let duck = next().zip(next()).map(|it| [it.0, it.1]);
        Some(Self {
            size: Size { accounts, leads },
            ours,
            duck,
        })
    }
}

/// How many accounts, and the milliseconds.
type Line = Vec<(u64, f64)>;

fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/bench")
        .join(name)
}

/// Keeps what was measured.
pub fn keep(points: &[Point]) {
    let lines: Vec<String> = points.iter().map(Point::line).collect();
    let text = format!("# {}\n{HEAD}\n{}\n", machine::words(), lines.join("\n"));
    std::fs::create_dir_all(place("")).unwrap();
    std::fs::write(place("segments.csv"), text).unwrap();
}

/// Draws what was kept.
pub fn draw() {
    let text = std::fs::read_to_string(place("segments.csv")).unwrap();
    let machine = text
        .lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("# ");
    let points: Vec<Point> = text.lines().filter_map(Point::read).collect();
    std::fs::write(place("segments.svg"), svg(machine, &points)).unwrap();
    println!("\nassets/bench/segments.svg is drawn");
}

const WIDTH: f64 = 820.0;
const HEIGHT: f64 = 400.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 610.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 330.0;
/// Powers of ten: of accounts, and of milliseconds.
const ACROSS: (f64, f64) = (3.85, 7.25);
const UP: (f64, f64) = (-2.0, 4.0);

fn x(accounts: f64) -> f64 {
    LEFT + (accounts.log10() - ACROSS.0) / (ACROSS.1 - ACROSS.0) * (RIGHT - LEFT)
}

fn y(ms: f64) -> f64 {
    BOTTOM - (ms.max(0.01).log10() - UP.0) / (UP.1 - UP.0) * (BOTTOM - TOP)
}

/// A picture that reads on light and on dark ground: its own ground is none, its colours lie between.
fn svg(machine: &str, points: &[Point]) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#808890\">\n\
         <text x=\"{LEFT}\" y=\"22\" font-size=\"15\" font-weight=\"600\">One change of the filter: selection, \
         16 facets with won and lost, funnel</text>\n"
    );
    for (ms, label) in [
        (0.01, "10 µs"),
        (0.1, "0.1 ms"),
        (1.0, "1 ms"),
        (10.0, "10 ms"),
        (100.0, "0.1 s"),
        (1_000.0, "1 s"),
        (10_000.0, "10 s"),
    ] {
        rule(&mut out, y(ms), "");
        words(&mut out, (LEFT - 8.0, y(ms) + 4.0), "end", label);
    }
    rule(
        &mut out,
        y(16.0),
        " stroke-dasharray=\"5 4\" stroke-width=\"1.5\"",
    );
    // To the left of where the curves cross it.
    words(
        &mut out,
        (x(1e6), y(16.0) + 14.0),
        "end",
        "one frame, 16 ms",
    );
    for (accounts, label) in [
        (1e4, "10,000"),
        (1e5, "100,000"),
        (1e6, "1 million"),
        (1.3e7, "13 million accounts"),
    ] {
        words(&mut out, (x(accounts), BOTTOM + 22.0), "middle", label);
    }
    let ours = |at: usize| {
        points
            .iter()
            .map(move |it| (it.size.accounts, it.ours[at]))
            .collect()
    };
    let duck = |at: usize| {
        let known = points
            .iter()
            .filter_map(move |it| Some((it.size.accounts, it.duck?[at])));
        known.collect()
    };
    let lines: [(&str, &str, Line); 4] = [
        ("#e07b4f", "DuckDB, accounts", duck(1)),
        ("#c79a3c", "DuckDB, leads", duck(0)),
        ("#3f9fc0", "fiveply, accounts", ours(1)),
        ("#4fae7b", "fiveply, leads", ours(0)),
    ];
    let mut free = f64::MIN;
    for (colour, name, line) in &lines {
        curve(&mut out, colour, line);
        if let Some((_, ms)) = line.last() {
            // Names stand beside the ends of their lines, and below each other where the ends are close.
            let at = (y(*ms) + 4.0).max(free + 16.0);
            free = at;
            let label = format!("{name} {}", shown(*ms));
            writeln!(
                out,
                "<text x=\"{:.0}\" y=\"{at:.0}\" fill=\"{colour}\" font-weight=\"600\">{label}</text>",
                x(1.3e7) + 10.0
            )
            .unwrap();
        }
    }
    let shape = points
        .iter()
        .map(|it| it.size.leads.to_string())
        .collect::<Vec<_>>();
    words(
        &mut out,
        (LEFT, HEIGHT - 28.0),
        "start",
        &format!(
            "with {} leads; the slowest of nine filters, best of several runs, log-log",
            shape.join(", ")
        ),
    );
    words(&mut out, (LEFT, HEIGHT - 10.0), "start", machine);
    out.push_str("</svg>\n");
    out
}

fn shown(ms: f64) -> String {
    match ms {
        it if it >= 1_000.0 => format!("{:.1} s", it / 1_000.0),
        it if it >= 10.0 => format!("{it:.0} ms"),
        it => format!("{it:.1} ms"),
    }
}

fn rule(out: &mut String, y: f64, more: &str) {
    writeln!(
        out,
        "<path d=\"M{LEFT} {y:.1}H{RIGHT}\" stroke=\"#808890\" stroke-opacity=\".35\"{more}/>"
    )
    .unwrap();
}

fn words(out: &mut String, (x, y): (f64, f64), anchor: &str, text: &str) {
    writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>"
    )
    .unwrap();
}

fn curve(out: &mut String, colour: &str, line: &[(u64, f64)]) {
    let mut path = String::new();
    for (at, (accounts, ms)) in line.iter().enumerate() {
        let step = if at == 0 { 'M' } else { 'L' };
        let (x, y) = (x(*accounts as f64), y(*ms));
        write!(path, "{step}{x:.1} {y:.1}").unwrap();
        writeln!(
            out,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"{colour}\"/>"
        )
        .unwrap();
    }
    writeln!(
        out,
        "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>"
    )
    .unwrap();
}
