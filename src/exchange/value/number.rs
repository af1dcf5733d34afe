//! Reads numbers as people and programs write them: either decimal mark, grouped or not, with a currency or in brackets.
//!
//! Numbers are kept in decimal, digit by digit; they never pass through binary fractions.

use std::fmt;

use super::ValueError;
use super::currency::{CurrencySign, split_currency};

/// What stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecimalMark {
    /// `1234.5`, and commas group.
    Point,
    /// `1234,5`, and points group.
    Comma,
}

impl DecimalMark {
    pub(super) const fn character(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    /// The other mark, which groups.
    pub(super) const fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }
}

impl std::str::FromStr for DecimalMark {
    type Err = crate::model::UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "point" => Ok(Self::Point),
            "comma" => Ok(Self::Comma),
            _ => Err(crate::model::UnknownCode {
                what: "decimal mark",
                given: text.to_owned(),
                known: "point comma".to_owned(),
            }),
        }
    }
}

impl fmt::Display for DecimalMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Point => "point",
            Self::Comma => "comma",
        })
    }
}

/// A decimal number: `units` divided by ten to the power of `scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// The digits, with their sign.
    pub units: i64,
    /// How many of them are decimals.
    pub scale: u8,
}

impl Number {
    /// The number in the minor units of a currency with so many decimals; zeros too many do no harm.
    ///
    /// # Errors
    /// When it has more decimals than that, or is too large.
    pub fn minor(self, digits: u8) -> Result<i64, ValueError> {
        let (mut units, mut scale) = (self.units, self.scale);
        while scale > digits {
            if units % 10 != 0 {
                return Err(ValueError::TooManyDecimals { digits });
            }
            units /= 10;
            scale -= 1;
        }
        10_i64
            .checked_pow(u32::from(digits - scale))
            .and_then(|factor| units.checked_mul(factor))
            .ok_or(ValueError::TooManyDigits)
    }

    /// The number as a floating-point one, for figures that are no money.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        #[allow(
            clippy::cast_precision_loss,
            reason = "the caller asks for an approximation"
        )]
        let units = self.units as f64;
        units / 10_f64.powi(i32::from(self.scale))
    }
}

/// How the digits before the decimals are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Not at all.
    None,
    /// In threes, by one sort of mark.
    Threes,
}

/// A number with sign and currency taken off.
pub(super) struct Body<'a> {
    negative: bool,
    /// The digits with their marks.
    pub(super) digits: &'a str,
    exponent: i32,
    /// The currency beside them.
    pub(super) currency: Option<CurrencySign<'a>>,
}

/// Reads a number; a currency beside it is passed over.
///
/// # Errors
/// When it is no number, or not with this decimal mark.
pub fn parse_number(text: &str, mark: DecimalMark) -> Result<Number, ValueError> {
    parse_money(text, mark).map(|(number, _)| number)
}

/// Reads an amount and the currency that stands beside it.
///
/// # Errors
/// As [`parse_number`].
pub fn parse_money(
    text: &str,
    mark: DecimalMark,
) -> Result<(Number, Option<CurrencySign<'_>>), ValueError> {
    let body = body(text)?;
    let (whole, part) = match body.digits.split_once(mark.character()) {
        Some((whole, part)) => (whole, part),
        None => (body.digits, ""),
    };
    if !part.bytes().all(|byte| byte.is_ascii_digit()) || (whole.is_empty() && part.is_empty()) {
        return Err(ValueError::WrongMarks { mark });
    }
    if grouping(whole, Some(mark.other().character())).is_none() {
        return Err(ValueError::WrongMarks { mark });
    }
    let mut units = 0_i64;
    for digit in whole.bytes().chain(part.bytes()).filter(u8::is_ascii_digit) {
        units = units
            .checked_mul(10)
            .and_then(|units| units.checked_add(i64::from(digit - b'0')))
            .ok_or(ValueError::TooManyDigits)?;
    }
    let scale = i32::try_from(part.len()).map_err(|_| ValueError::TooManyDigits)? - body.exponent;
    let units = if body.negative { -units } else { units };
    Ok((scaled(units, scale)?, body.currency))
}

/// Reads a whole number; decimals that are all zero do no harm.
///
/// # Errors
/// As [`parse_number`], and when it is not whole.
pub fn parse_integer(text: &str, mark: DecimalMark) -> Result<i64, ValueError> {
    let whole = parse_number(text, mark)?.minor(0);
    if matches!(whole, Err(ValueError::TooManyDecimals { .. })) {
        return Err(ValueError::NotWhole);
    }
    whole
}

/// Takes brackets, sign, currency and exponent off a number.
pub(super) fn body(text: &str) -> Result<Body<'_>, ValueError> {
    let mut rest = text.trim();
    let mut negative = false;
    if let Some(inside) = rest
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        negative = true;
        rest = inside;
    }
    // The sign may stand on either side of the currency.
    let mut signed = strip_sign(&mut rest, &mut negative);
    let (without, currency) = split_currency(rest);
    rest = without;
    if !signed {
        signed = strip_sign(&mut rest, &mut negative);
    }
    if !signed && let Some(before) = rest.strip_suffix(['-', '−']) {
        negative = true;
        rest = before.trim_end();
    }
    let (digits, exponent) = split_exponent(rest)?;
    let allowed = |one: char| one.is_ascii_digit() || matches!(one, '.' | ',') || is_spacer(one);
    let begins = digits.starts_with(|one: char| one.is_ascii_digit() || matches!(one, '.' | ','));
    if !begins || !digits.contains(|one: char| one.is_ascii_digit()) || !digits.chars().all(allowed)
    {
        return Err(ValueError::NotANumber);
    }
    Ok(Body {
        negative,
        digits,
        exponent,
        currency,
    })
}

fn strip_sign(rest: &mut &str, negative: &mut bool) -> bool {
    let trimmed = rest.trim();
    if let Some(after) = trimmed.strip_prefix(['-', '−']) {
        *negative = !*negative;
        *rest = after.trim_start();
        return true;
    }
    if let Some(after) = trimmed.strip_prefix('+') {
        *rest = after.trim_start();
        return true;
    }
    *rest = trimmed;
    false
}

fn split_exponent(text: &str) -> Result<(&str, i32), ValueError> {
    match text.split_once(['e', 'E']) {
        Some((digits, exponent)) if exponent.len() <= 4 => exponent
            .parse()
            .map(|exponent| (digits, exponent))
            .map_err(|_| ValueError::NotANumber),
        Some(_) => Err(ValueError::NotANumber),
        None => Ok((text, 0)),
    }
}

/// Brings a number to a scale between 0 and 18.
fn scaled(mut units: i64, mut scale: i32) -> Result<Number, ValueError> {
    while scale < 0 {
        units = units.checked_mul(10).ok_or(ValueError::TooManyDigits)?;
        scale += 1;
        if units == 0 {
            scale = 0;
        }
    }
    while scale > 18 && units % 10 == 0 && units != 0 {
        units /= 10;
        scale -= 1;
    }
    if units == 0 {
        scale = scale.min(18);
    }
    match u8::try_from(scale) {
        Ok(scale) if scale <= 18 => Ok(Number { units, scale }),
        Ok(_) | Err(_) => Err(ValueError::TooManyDigits),
    }
}

/// Blanks and apostrophes that may stand between groups.
const fn is_spacer(one: char) -> bool {
    matches!(
        one,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}'
    )
}

/// How the digits before the decimals are grouped; nothing if they are so by no rule.
pub(super) fn grouping(whole: &str, mark: Option<char>) -> Option<Grouping> {
    if whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Grouping::None);
    }
    let separator = whole.chars().find(|one| !one.is_ascii_digit())?;
    if !is_spacer(separator) && Some(separator) != mark {
        return None;
    }
    let mut groups = whole.split(separator);
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next()?;
    let fits = (1..=3).contains(&first.len())
        && is_digits(first)
        && groups.all(|group| group.len() == 3 && is_digits(group));
    fits.then_some(Grouping::Threes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(text: &str) -> Result<(i64, u8), ValueError> {
        parse_number(text, DecimalMark::Point).map(|number| (number.units, number.scale))
    }

    fn comma(text: &str) -> Result<(i64, u8), ValueError> {
        parse_number(text, DecimalMark::Comma).map(|number| (number.units, number.scale))
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(point("1,234.50"), Ok((123_450, 2)));
        assert_eq!(comma("1.234,50"), Ok((123_450, 2)));
        assert_eq!(comma("1 234,5"), Ok((12_345, 1)));
        assert_eq!(comma("1\u{a0}234\u{a0}567"), Ok((1_234_567, 0)));
        assert_eq!(point("1'234.5"), Ok((12_345, 1)));
        assert_eq!(point("(12.5)"), Ok((-125, 1)));
        assert_eq!(point("-$5"), Ok((-5, 0)));
        assert_eq!(point("$-5"), Ok((-5, 0)));
        assert_eq!(point("5-"), Ok((-5, 0)));
        assert_eq!(point("−7"), Ok((-7, 0)));
        assert_eq!(point(".5"), Ok((5, 1)));
        assert_eq!(point("1.5E3"), Ok((1_500, 0)));
        assert_eq!(point("0e-300"), Ok((0, 18)));
    }

    #[test]
    fn what_is_no_number_is_said() {
        assert_eq!(point("abc"), Err(ValueError::NotANumber));
        assert_eq!(point(""), Err(ValueError::NotANumber));
        assert_eq!(
            point("12,34"),
            Err(ValueError::WrongMarks {
                mark: DecimalMark::Point
            })
        );
        assert_eq!(
            point("1,234,56"),
            Err(ValueError::WrongMarks {
                mark: DecimalMark::Point
            })
        );
        assert_eq!(
            comma("1.2"),
            Err(ValueError::WrongMarks {
                mark: DecimalMark::Comma
            })
        );
        assert_eq!(
            point("99999999999999999999"),
            Err(ValueError::TooManyDigits)
        );
        assert_eq!(point("2024-01-02"), Err(ValueError::NotANumber));
        assert_eq!(
            parse_integer("1.5", DecimalMark::Point),
            Err(ValueError::NotWhole)
        );
        assert_eq!(parse_integer("1.00", DecimalMark::Point), Ok(1));
    }

    #[test]
    fn amounts_become_minor_units_exactly_or_not_at_all() {
        let number = |text| parse_number(text, DecimalMark::Point).unwrap();
        assert_eq!(number("12.5").minor(2), Ok(1_250));
        assert_eq!(number("12.500").minor(2), Ok(1_250));
        assert_eq!(
            number("12.505").minor(2),
            Err(ValueError::TooManyDecimals { digits: 2 })
        );
        assert_eq!(
            number("9000000000000000000").minor(2),
            Err(ValueError::TooManyDigits)
        );
    }
}
