//! Holds ranges of numbers, days and codes as they are typed: their ends, what lies within, from one value to another.

use crate::query::{Field, FieldKind};

/// Whether a field's values are ranges of numbers or days, so that there is a "from" and a "to".
#[must_use]
pub const fn is_measured(field: Field) -> bool {
    matches!(
        field.kind(),
        FieldKind::Integer | FieldKind::Money | FieldKind::Date | FieldKind::Length
    )
}

/// The two ends of a range as it is typed; an exact value is both.
#[must_use]
pub fn ends(value: &str) -> (Option<&str>, Option<&str>) {
    let end = |text: &'_ str| !text.is_empty();
    match value.split_once("..") {
        Some((low, high)) => (
            Some(low).filter(|it| end(it)),
            Some(high).filter(|it| end(it)),
        ),
        None => match (value.strip_prefix(">="), value.strip_prefix("<=")) {
            (Some(low), _) => (Some(low), None),
            (_, Some(high)) => (None, Some(high)),
            (None, None) => (Some(value), Some(value)),
        },
    }
}

/// The range from one value to another, whichever comes first.
#[must_use]
pub fn between(field: Field, one: &str, other: &str) -> Option<String> {
    let (one, other) = (ends(one), ends(other));
    let swapped = match (one.0, other.0) {
        (Some(one), Some(other)) => !is_at_most(field, one, other),
        (Some(_), None) => true,
        (None, _) => false,
    };
    let (low, high) = if swapped {
        (other.0, one.1)
    } else {
        (one.0, other.1)
    };
    match (low, high) {
        (None, None) => None,
        (Some(low), Some(high)) if low == high => Some(low.to_owned()),
        (low, high) => Some(format!(
            "{}..{}",
            low.unwrap_or_default(),
            high.unwrap_or_default()
        )),
    }
}

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The lower one.
    From,
    /// The higher one.
    UpTo,
}

/// A range with another end; where the two would pass one another, the other end is open.
#[must_use]
pub fn narrowed(
    field: Field,
    (low, high): (Option<String>, Option<String>),
    value: &str,
    end: End,
) -> String {
    let here = ends(value);
    let (low, high) = match end {
        End::From => (here.0, high.as_deref()),
        End::UpTo => (low.as_deref(), here.1),
    };
    let passes = matches!((low, high), (Some(low), Some(high)) if !is_at_most(field, low, high));
    let (low, high) = match end {
        End::From if passes => (low, None),
        End::UpTo if passes => (None, high),
        End::From | End::UpTo => (low, high),
    };
    format!("{}..{}", low.unwrap_or_default(), high.unwrap_or_default())
}

/// Whether a range or a code, as it is typed, takes in all of a narrower one.
pub(super) fn covers_text(field: Field, asked: &str, value: &str) -> bool {
    let of_order = is_measured(field) || field.kind() == FieldKind::Naics;
    if !of_order || [asked, value].iter().any(|it| ["none", "any"].contains(it)) {
        return false;
    }
    let (low, high) = ends(asked);
    let (from, to) = ends(value);
    // A month is not within a day, an industry not within a part of it.
    let as_exact = |of: &str, it: &str| is_number(field) || it.len() >= of.len();
    let above =
        |low: &str| from.is_some_and(|from| as_exact(low, from) && is_at_most(field, low, from));
    let below = |high: &str| to.is_some_and(|to| as_exact(high, to) && is_at_most(field, to, high));
    low.is_none_or(above) && high.is_none_or(below)
}

/// Whether one end is no later than another. Codes and days that are less exact stand for all that begin with them.
fn is_at_most(field: Field, one: &str, other: &str) -> bool {
    if is_number(field) {
        return matches!((number(one), number(other)), (Some(one), Some(other)) if one <= other);
    }
    let same = one.len().min(other.len());
    one.get(..same) <= other.get(..same)
}

const fn is_number(field: Field) -> bool {
    matches!(
        field.kind(),
        FieldKind::Integer | FieldKind::Money | FieldKind::Length
    )
}

/// A number as it is written in filters: `50`, `2.5k`, `1m`.
fn number(text: &str) -> Option<f64> {
    let (digits, times) = match text.as_bytes().last()? {
        b'k' => (&text[..text.len() - 1], 1e3),
        b'm' => (&text[..text.len() - 1], 1e6),
        b'b' => (&text[..text.len() - 1], 1e9),
        // Days, as the classes of lengths are typed.
        b'd' => (&text[..text.len() - 1], 1.0),
        _ => (
            text.strip_suffix("bn").unwrap_or(text),
            if text.ends_with("bn") { 1e9 } else { 1.0 },
        ),
    };
    digits.parse::<f64>().ok().map(|it| it * times)
}

#[cfg(test)]
mod tests {
    use super::super::terms::Terms;
    use super::*;

    #[test]
    fn one_end_of_a_range_is_set_and_never_passes_the_other() {
        let set = |range: &str, value, end| {
            let terms = Terms::read(range).unwrap();
            narrowed(Field::Emp, terms.range(Field::Emp), value, end)
        };
        assert_eq!(set("emp:50..999", "100..249", End::From), "100..999");
        assert_eq!(set("emp:50..999", "100..249", End::UpTo), "50..249");
        assert_eq!(set("emp:50..99", "100..249", End::From), "100..");
        assert_eq!(set("emp:500..999", "100..249", End::UpTo), "..249");
        assert_eq!(set("", "100..249", End::UpTo), "..249");
        assert_eq!(set("emp:>=50", "100..249", End::UpTo), "50..249");
    }

    #[test]
    fn a_range_goes_from_the_lower_to_the_higher() {
        assert_eq!(
            between(Field::Emp, "250..499", "50..99").as_deref(),
            Some("50..499")
        );
        assert_eq!(
            between(Field::Emp, "50..99", "100000..").as_deref(),
            Some("50..")
        );
        assert_eq!(
            between(Field::Entered, "2026-03", "2025-12").as_deref(),
            Some("2025-12..2026-03")
        );
        assert_eq!(
            between(Field::Entered, "2026-03", "2026-03").as_deref(),
            Some("2026-03")
        );
    }
}
