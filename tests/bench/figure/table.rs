//! One table of figures, and whether the results behind them are right.

use std::fmt;
use std::time::Duration;

/// The middle one; of an even number the upper of the two in the middle.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The same of times, in milliseconds.
pub fn median_ms(times: &[Duration]) -> f64 {
    median(times.iter().map(|it| it.as_secs_f64() * 1000.0).collect())
}

/// Milliseconds for people.
pub fn ms(value: f64) -> String {
    match value {
        ..10.0 => format!("{value:.3} ms"),
        10.0..1000.0 => format!("{value:.0} ms"),
        _ => format!("{:.2} s", value / 1000.0),
    }
}

/// Megabytes for people.
pub fn mb(value: f64) -> String {
    format!("{value:.0} MB")
}

/// A figure.
pub struct Line {
    figure: String,
    measured: String,
    limit: &'static str,
    baseline: String,
}

impl Line {
    pub fn new(figure: impl Into<String>, measured: String, limit: &'static str) -> Self {
        Self {
            figure: figure.into(),
            measured,
            limit,
            baseline: String::new(),
        }
    }

    /// With what it is compared to.
    pub fn against(mut self, baseline: String) -> Self {
        self.baseline = baseline;
        self
    }
}

/// Figures in their order, and what was found wrong.
#[derive(Default)]
pub struct Table {
    lines: Vec<Line>,
    wrong: Vec<String>,
}

impl Table {
    pub fn add(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Notes a result that has to be right.
    pub fn right(&mut self, what: &str, is: bool) {
        if !is {
            self.wrong.push(what.to_owned());
        }
    }

    pub const fn is_right(&self) -> bool {
        self.wrong.is_empty()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = ["figure", "measured", "limit", "baseline, ratio"];
        writeln!(
            f,
            "{:<44} {:>10}  {:<10} {}",
            head[0], head[1], head[2], head[3]
        )?;
        for it in &self.lines {
            let (figure, measured, limit) = (&it.figure, &it.measured, it.limit);
            writeln!(
                f,
                "{figure:<44} {measured:>10}  {limit:<10} {}",
                it.baseline
            )?;
        }
        self.wrong
            .iter()
            .try_for_each(|it| writeln!(f, "WRONG: {it}"))
    }
}
