//! What meetings leave: decisions, hypotheses, and what is expected of the leads that a hypothesis speaks of.
//!
//! An expectation is one text, such as `conversion:intent >= 30 %`; how it is measured is `insight`'s.

use std::fmt;
use std::str::FromStr;

use super::codes::{Fate, Nature};
use super::entities::Resolution;
use super::stage::Layer;
use super::value::{FieldType, Typed, Value};

/// What is measured of leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// How many there are.
    Leads,
    /// How many of them were won.
    Won,
    /// How many of them were lost.
    Lost,
    /// The share won of those that ended, in percent.
    WinRate,
    /// Of those that entered a layer, the share that went on, in percent.
    Conversion(Layer),
}

impl Expected {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::Leads,
        Self::Won,
        Self::Lost,
        Self::WinRate,
        Self::Conversion(Layer::Potential),
        Self::Conversion(Layer::Interested),
        Self::Conversion(Layer::Intent),
        Self::Conversion(Layer::HighIntent),
        Self::Conversion(Layer::NearCustomer),
    ];

    /// Whether it is a share, in percent; otherwise it is a count.
    #[must_use]
    pub const fn is_share(self) -> bool {
        match self {
            Self::WinRate | Self::Conversion(_) => true,
            Self::Leads | Self::Won | Self::Lost => false,
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leads => f.write_str("leads"),
            Self::Won => f.write_str("won"),
            Self::Lost => f.write_str("lost"),
            Self::WinRate => f.write_str("win-rate"),
            Self::Conversion(layer) => write!(f, "conversion:{layer}"),
        }
    }
}

/// What is expected: a figure, and that it is at least or at most so much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expectation {
    /// What is measured.
    pub of: Expected,
    /// Whether it should be at least so much; otherwise at most.
    pub at_least: bool,
    /// How much, in tenths of its unit: a percent or a lead.
    pub tenths: i64,
}

impl Expectation {
    /// Whether something that was measured is as it was expected.
    #[must_use]
    pub const fn is_met(&self, tenths: i64) -> bool {
        if self.at_least {
            tenths >= self.tenths
        } else {
            tenths <= self.tenths
        }
    }
}

/// A number in tenths as it is written.
fn written(tenths: i64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{}", tenths / 10, rest.abs()),
    }
}

impl fmt::Display for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = if self.at_least { ">=" } else { "<=" };
        let unit = if self.of.is_share() { " %" } else { "" };
        write!(f, "{} {side} {}{unit}", self.of, written(self.tenths))
    }
}

/// A text that is no expectation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` expects nothing; write such as `conversion:intent >= 30 %`, `win-rate > 25 %` or `leads <= 40`"
)]
pub struct NoExpectation(pub String);

impl FromStr for Expectation {
    type Err = NoExpectation;

    fn from_str(text: &str) -> Result<Self, NoExpectation> {
        read(text).ok_or_else(|| NoExpectation(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Expectation> {
    let at = text.find(['<', '>', '≤', '≥'])?;
    let (figure, rest) = text.split_at(at);
    let side = rest.chars().next()?;
    let number = rest[side.len_utf8()..].trim_start_matches('=').trim();
    let number = number.strip_suffix('%').unwrap_or(number).trim();
    let figure = figure.trim().to_lowercase().replace(' ', "-");
    let of = Expected::ALL
        .into_iter()
        .find(|it| it.to_string() == figure)?;
    let tenths = tenths(number)?;
    let most = if of.is_share() { 1_000 } else { i64::MAX };
    (0..=most).contains(&tenths).then_some(Expectation {
        of,
        at_least: matches!(side, '>' | '≥'),
        tenths,
    })
}

/// A number with at most one digit behind its point.
fn tenths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 1 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    whole.checked_mul(10)?.checked_add(part.parse().ok()?)
}

impl Typed for Option<Expectation> {
    const TYPE: FieldType = FieldType::Text;

    fn value(&self) -> Value {
        self.map_or(Value::None, |it| Value::Text(it.to_string()))
    }

    fn take(&mut self, value: Value) -> Result<(), Value> {
        *self = match value {
            Value::None => None,
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(text) => match text.parse() {
                Ok(expected) => Some(expected),
                Err(_) => return Err(Value::Text(text)),
            },
            other @ (Value::Integer(_) | Value::Date(_) | Value::Track(_)) => return Err(other),
        };
        Ok(())
    }
}

impl Resolution {
    /// Whether it is a decision or a hypothesis.
    #[must_use]
    pub fn nature(&self) -> Nature {
        self.nature.unwrap_or(Nature::Decision)
    }

    /// What has become of it.
    #[must_use]
    pub fn fate(&self) -> Fate {
        self.fate.unwrap_or(Fate::Open)
    }

    /// The same before anybody said what has become of it.
    #[must_use]
    pub fn unsettled(&self) -> Self {
        Self {
            fate: None,
            checked: None,
            measured: None,
            measured_of: None,
            ..self.clone()
        }
    }

    /// Whether somebody still has to say what has become of it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.fate() == Fate::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        text.parse::<Expectation>().ok().map(|it| it.to_string())
    }

    #[test]
    fn an_expectation_is_read_as_people_write_it_and_written_in_one_way() {
        for (typed, written) in [
            ("conversion:intent > 30%", "conversion:intent >= 30 %"),
            ("Win rate ≥ 12,5 %", "win-rate >= 12.5 %"),
            ("leads<=40", "leads <= 40"),
            ("won > 3", "won >= 3"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(written));
            assert_eq!(read(written).as_deref(), Some(written));
        }
        for bad in [
            "",
            "leads",
            "leads > many",
            "win-rate > 101 %",
            "conversion:top > 3 %",
            "won > 1.25",
            "won > -1",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_as_much_as_expected_meets_it_from_either_side() {
        let least: Expectation = "win-rate >= 30 %".parse().unwrap();
        assert!(least.is_met(300) && !least.is_met(299));
        let most: Expectation = "leads <= 40".parse().unwrap();
        assert!(most.is_met(400) && !most.is_met(401));
    }

    #[test]
    fn a_kind_is_called_the_same_in_the_log_and_everywhere_else() {
        for kind in crate::model::Kind::ALL {
            let written = serde_json::to_string(&kind).unwrap();
            assert_eq!(written, format!("\"{}\"", kind.code()));
        }
    }
}
