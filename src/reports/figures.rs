//! Numbers as reports and the command line write them: in English, and the same on every machine.

use serde_json::Value as Json;

use crate::i18n::signed;
use crate::insight::stats::Rate;
pub(crate) use crate::model::grouped;
use crate::model::money;

/// A number with so many decimals; what reads as nothing has no sign.
pub(crate) fn decimal(number: f64, decimals: usize) -> String {
    let sign = if number < 0.0 { "-" } else { "" };
    signed(sign, &format!("{:.decimals$}", number.abs()))
}

/// The same of a difference: what is more has a sign, too.
pub(crate) fn difference(number: f64, decimals: usize) -> String {
    let sign = if number < 0.0 { "-" } else { "+" };
    signed(sign, &format!("{:.decimals$}", number.abs()))
}

/// A share in whole per cent.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A share in hundredths of a per cent.
pub(crate) fn precise(share: f64) -> String {
    format!("{:.2} %", share * 100.0)
}

/// The bounds of a rate.
pub(crate) fn band(rate: Rate) -> String {
    ends(rate.low, rate.high)
}

/// The same of any two shares.
pub(crate) fn ends(low: f64, high: f64) -> String {
    format!("{:.0}–{:.0} %", low * 100.0, high * 100.0)
}

/// An amount in major units as a JSON number; a whole one is written as one.
pub(crate) fn major(minor: i64, currency: &str) -> Json {
    let text = money::major(minor, currency);
    text.parse::<i64>().map_or_else(
        |_| text.parse::<f64>().map_or(Json::Null, Json::from),
        Json::from,
    )
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
    fn what_reads_as_nothing_has_no_sign() {
        assert_eq!(
            [-0.006, -0.004, -0.0, 0.004].map(|it| decimal(it, 2)),
            ["-0.01", "0.00", "0.00", "0.00"]
        );
        assert_eq!(
            [-0.006, -0.004, 0.0, 0.006].map(|it| difference(it, 2)),
            ["-0.01", "0.00", "0.00", "+0.01"]
        );
    }
}
