//! Tells from the marks in a number which decimal mark it was written with; values are read in `number`.

use super::currency::CurrencySign;
use super::number::{DecimalMark, Grouping, body, grouping, parse_number};

/// What the marks in a number tell about the column's decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// Only digits.
    Plain {
        /// Whether it starts with a zero that a number would not have, as codes do.
        leading_zero: bool,
    },
    /// Decimals or groups that leave only this decimal mark.
    Only(DecimalMark),
    /// One mark before three digits: a thousand, or three decimals; the mark that stands there.
    Either(char),
    /// Groups by blanks or apostrophes and no decimals.
    Grouped,
}

/// What the marks of a number tell, if it is one; and its currency.
#[must_use]
pub fn read_signs(text: &str) -> Option<(Signs, Option<CurrencySign<'_>>)> {
    let body = body(text).ok()?;
    let digits = body.digits;
    let count = |mark| digits.matches(mark).count();
    let signs = match (count('.'), count(',')) {
        (0, 0) => plain_signs(digits)?,
        (_, 0) => one_mark(digits, DecimalMark::Point)?,
        (0, _) => one_mark(digits, DecimalMark::Comma)?,
        (_, _) => {
            let comma_last = digits.rfind(',') > digits.rfind('.');
            Signs::Only(if comma_last {
                DecimalMark::Comma
            } else {
                DecimalMark::Point
            })
        }
    };
    if let Signs::Only(mark) = signs {
        parse_number(text, mark).ok()?;
    }
    Some((signs, body.currency))
}

fn plain_signs(digits: &str) -> Option<Signs> {
    Some(match grouping(digits, None)? {
        Grouping::Threes => Signs::Grouped,
        Grouping::None => Signs::Plain {
            leading_zero: digits.len() > 1 && digits.starts_with('0'),
        },
    })
}

/// Only one sort of mark: several of it group; a single one before three digits may do either.
fn one_mark(digits: &str, mark: DecimalMark) -> Option<Signs> {
    let (whole, part) = digits.split_once(mark.character())?;
    if part.contains(mark.character()) {
        return Some(Signs::Only(mark.other()));
    }
    let may_group = part.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    Some(if may_group {
        Signs::Either(mark.character())
    } else {
        Signs::Only(mark)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_the_decimal_mark_or_leave_it_open() {
        let signs = |text| read_signs(text).map(|(signs, _)| signs);
        assert_eq!(signs("1.234"), Some(Signs::Either('.')));
        assert_eq!(signs("1,234"), Some(Signs::Either(',')));
        assert_eq!(signs("0.234"), Some(Signs::Only(DecimalMark::Point)));
        assert_eq!(signs("1.234.567"), Some(Signs::Only(DecimalMark::Comma)));
        assert_eq!(signs("1,5"), Some(Signs::Only(DecimalMark::Comma)));
        assert_eq!(signs("1.234,5"), Some(Signs::Only(DecimalMark::Comma)));
        assert_eq!(signs("1,234.5"), Some(Signs::Only(DecimalMark::Point)));
        assert_eq!(signs("007"), Some(Signs::Plain { leading_zero: true }));
        assert_eq!(signs("1 234"), Some(Signs::Grouped));
        assert_eq!(signs("01.02.2016"), None);
        assert_eq!(signs("12 34"), None);
    }
}
