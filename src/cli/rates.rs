//! Rates and counts as the command line prints them, in text and in JSON.

use serde::Serialize;

use crate::insight::stats::Rate;

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

/// A number with its thousands apart.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share in whole per cent.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A share in hundredths of a per cent.
pub(super) fn precise(share: f64) -> String {
    format!("{:.2} %", share * 100.0)
}

/// The bounds of a rate.
pub(super) fn band(rate: Rate) -> String {
    format!("{:.0}–{:.0} %", rate.low * 100.0, rate.high * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(10_005_534), "10,005,534");
    }

    #[test]
    fn a_rate_without_trials_is_null_with_its_bounds() {
        let shape = RateShape::from(crate::insight::stats::wilson(0, 0));
        let json = serde_json::to_string(&shape).unwrap();
        assert_eq!(json, r#"{"rate":null,"low":null,"high":null,"n":0}"#);
    }
}
