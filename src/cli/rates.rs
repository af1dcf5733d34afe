//! Rates and counts as the command line prints them, in text and in JSON.

use serde::Serialize;

use crate::insight::before::FEW;
use crate::insight::stats::Rate;
pub(super) use crate::reports::figures::{band, decimal, difference, grouped, percent, precise};

/// What the mark means that [`resting`] sets.
pub(super) const RESTS_ON_FEW: &str = "* rests on fewer than ten: no more than a hint";

/// A number that a rate rests on; few are marked.
pub(super) fn resting(n: u64) -> String {
    let mark = if n > 0 && n < FEW { "*" } else { "" };
    format!("{}{mark}", grouped(n))
}

/// What is said behind a list of which only the beginning is shown.
pub(super) fn only_first(rows: usize) -> String {
    match rows {
        1 => "; the first is shown".to_owned(),
        _ => format!("; the first {} are shown", grouped(rows as u64)),
    }
}

/// The shape of a rate in JSON.
#[derive(Serialize)]
pub(super) struct RateShape {
    rate: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    n: u64,
}

impl From<Rate> for RateShape {
    fn from(it: Rate) -> Self {
        // Without trials nothing is known, the bounds neither.
        Self {
            rate: it.rate,
            low: it.rate.map(|_| it.low),
            high: it.rate.map(|_| it.high),
            n: it.n,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_without_trials_is_null_with_its_bounds() {
        let shape = RateShape::from(crate::insight::stats::wilson(0, 0));
        let json = serde_json::to_string(&shape).unwrap();
        assert_eq!(json, r#"{"rate":null,"low":null,"high":null,"n":0}"#);
    }
}
