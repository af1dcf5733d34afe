//! Numbers as people type them: `10k`, `1.5m`, `-3`, industry codes; exact, without floating point.
//!
//! Amounts are in major units of whatever currency a row has; minor units are the currency's business.

use std::fmt;

use super::fault::Fault;
use crate::model::money;

/// How many parts a whole has in an [`Amount`]: no currency has more than four decimals.
pub const PARTS: i64 = 10_000;
const DECIMALS: usize = 4;
/// Below this a number is written out: `founded:1990`, not `1.99k`.
const PLAIN_BELOW: i64 = 10_000;
const SUFFIXES: [(&str, i64, i64); 3] = [
    // Letter, how much it stands for, how many parts of it may be written behind the point.
    ("b", 1_000_000_000, 100),
    ("m", 1_000_000, 100),
    ("k", 1_000, 10),
];

/// An amount in ten-thousandths of a major unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(pub i64);

impl Amount {
    /// Reads `250`, `-1.25`, `10k`, `1.5m`, `2bn`, `1_000`.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let lower = text.to_ascii_lowercase();
        let (sign, unsigned) = match lower.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, lower.strip_prefix('+').unwrap_or(&lower)),
        };
        let (digits, times) = split_suffix(unsigned);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = whole.replace('_', "");
        let is_number = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if !is_number(&whole) || !is_number(part) || (whole.is_empty() && part.is_empty()) {
            return Err(Fault::NoNumber(text.to_owned()));
        }
        if whole.len() > 1 && whole.bytes().all(|b| b == b'0') {
            return Err(Fault::EndOfNumber(text.to_owned()));
        }
        let scaled = scale(&whole, part, times).ok_or_else(|| Fault::TooLarge(text.to_owned()))?;
        if scaled % DECIMALS_BEYOND != 0 {
            return Err(Fault::TooExact(text.to_owned()));
        }
        i64::try_from(scaled / DECIMALS_BEYOND)
            .ok()
            .filter(|parts| *parts < i64::MAX / 2)
            .map(|parts| Self(sign * parts))
            .ok_or_else(|| Fault::TooLarge(text.to_owned()))
    }

    /// The whole number that it is, if it is one.
    #[must_use]
    pub const fn whole(self) -> Option<i64> {
        if self.0 % PARTS == 0 {
            Some(self.0 / PARTS)
        } else {
            None
        }
    }
}

/// Reads an amount in major units (`1250.50`, `12.5k`, `1_000`) as minor units of a currency, if it is one there.
#[must_use]
pub fn amount(text: &str, currency: &str) -> Option<i64> {
    let typed = text.trim();
    if let Ok(minor) = money::minor(&typed.replace('_', ""), currency) {
        return Some(minor);
    }
    let Amount(parts) = Amount::read(typed).ok()?;
    let each = PARTS / 10_i64.pow(money::decimals(currency).min(4));
    (parts % each == 0).then_some(parts / each)
}

/// Decimals that are read but may only be zeros after the suffix has been applied.
const DECIMALS_BEYOND: i128 = 1_000_000_000;

fn split_suffix(text: &str) -> (&str, i64) {
    if let Some(digits) = text.strip_suffix("bn") {
        return (digits, 1_000_000_000);
    }
    SUFFIXES
        .iter()
        .find_map(|(letter, times, _)| Some((text.strip_suffix(letter)?, *times)))
        .unwrap_or((text, 1))
}

/// The number in ten-thousandths of billionths, so that `0.0000001b` is still exact.
fn scale(whole: &str, part: &str, times: i64) -> Option<i128> {
    const PLACES: usize = DECIMALS + 9;
    let part = part.trim_end_matches('0');
    if whole.len() > 20 || part.len() > PLACES {
        return None;
    }
    let digits = format!("{whole}{part:0<PLACES$}");
    digits.parse::<i128>().ok()?.checked_mul(i128::from(times))
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let parts = self.0.unsigned_abs();
        let scale = PARTS.unsigned_abs();
        let suffix = SUFFIXES.iter().find(|(_, unit, precision)| {
            let unit = unit.unsigned_abs() * scale;
            let fits = parts.is_multiple_of(unit / precision.unsigned_abs());
            parts >= PLAIN_BELOW.unsigned_abs() * scale && parts >= unit && fits
        });
        let (letter, unit) = suffix.map_or(("", scale), |(letter, unit, _)| {
            (*letter, unit.unsigned_abs() * scale)
        });
        // A unit is a power of ten with at least the four decimals of a part.
        let width = unit.ilog10() as usize;
        let behind = format!("{:0width$}", parts % unit);
        let behind = behind.trim_end_matches('0');
        let point = if behind.is_empty() { "" } else { "." };
        write!(f, "{sign}{}{point}{behind}{letter}", parts / unit)
    }
}

/// An industry code of two to six digits, with all codes that begin with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Naics {
    code: u32,
    digits: u32,
}

impl Naics {
    /// Reads two to six digits.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let digits = text.len();
        let code = text.parse::<u32>().ok();
        code.filter(|_| (2..=6).contains(&digits) && text.bytes().all(|b| b.is_ascii_digit()))
            .zip(u32::try_from(digits).ok())
            .map(|(code, digits)| Self { code, digits })
            .ok_or_else(|| Fault::NoNaics(text.to_owned()))
    }

    /// Reads `31-33`: a sector that goes over several codes.
    pub(super) fn read_sector(text: &str) -> Option<(Self, Self)> {
        let (low, high) = text.split_once('-')?;
        let ends = (Self::read(low).ok()?, Self::read(high).ok()?);
        (ends.0.digits == ends.1.digits && ends.0.code < ends.1.code).then_some(ends)
    }

    /// The lowest and the highest six-digit code that it takes in.
    #[must_use]
    pub fn bounds(self) -> (i64, i64) {
        let wide = 10_i64.pow(6 - self.digits.min(6));
        let low = i64::from(self.code) * wide;
        (low, low + wide - 1)
    }
}

impl fmt::Display for Naics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.digits as usize;
        write!(f, "{:0width$}", self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_exactly_and_written_shortly() {
        for (typed, parts, written) in [
            ("0", 0, "0"),
            ("250", 2_500_000, "250"),
            ("5000", 50_000_000, "5000"),
            ("5k", 50_000_000, "5000"),
            ("10000", 100_000_000, "10k"),
            ("12.5K", 125_000_000, "12.5k"),
            ("12345", 123_450_000, "12345"),
            ("1.5m", 15_000_000_000, "1.5m"),
            ("1.25M", 12_500_000_000, "1.25m"),
            ("2bn", 20_000_000_000_000, "2b"),
            ("0.0000001b", 1_000_000, "100"),
            ("-0.25", -2_500, "-0.25"),
            (".5", 5_000, "0.5"),
            ("1_000", 10_000_000, "1000"),
            ("1.0500", 10_500, "1.05"),
        ] {
            let amount = Amount::read(typed);
            assert_eq!(amount, Ok(Amount(parts)), "{typed}");
            assert_eq!(amount.unwrap().to_string(), written, "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_or_too_large_or_too_fine_is_refused() {
        for typed in [
            "",
            "-",
            ".",
            "k",
            "1e5",
            "1,5",
            "٣",
            "000",
            "1.00001",
            "99999999999b",
        ] {
            assert!(Amount::read(typed).is_err(), "{typed}");
        }
        assert!(Amount::read(&"9".repeat(60)).is_err());
    }

    #[test]
    fn an_industry_code_takes_in_all_that_begin_with_it() {
        let bounds = |text| Naics::read(text).map(Naics::bounds);
        assert_eq!(bounds("31"), Ok((310_000, 319_999)));
        assert_eq!(bounds("311513"), Ok((311_513, 311_513)));
        for typed in ["3", "3115130", "31x", "+31", ""] {
            assert!(Naics::read(typed).is_err(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_is_read_back_as_it_was_written(parts in -1_000_000_000_000_000_i64..1_000_000_000_000_000) {
            let amount = Amount(parts);
            prop_assert_eq!(Amount::read(&amount.to_string()), Ok(amount));
        }

        #[test]
        fn nothing_read_as_a_number_panics(text in "[-+0-9._kmbn]{0,40}") {
            if let Ok(amount) = Amount::read(&text) {
                prop_assert_eq!(Amount::read(&amount.to_string()), Ok(amount));
            }
        }
    }
}
