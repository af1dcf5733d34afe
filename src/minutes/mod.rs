//! Holds what the pages of a meeting say, line by line, in the reader's language: for the screen and for the minutes.
//!
//! It words what [`insight::sitting`](crate::insight::sitting) counted. It draws nothing, reads no store and no clock.

mod future;
mod heard;
mod markdown;
mod people;
mod points;
mod reasons;

pub use markdown::markdown;

use crate::book::facets::Share;
use crate::i18n::{self, Arg, Locale, Msg};
use crate::insight::sitting::Sitting;
use crate::model::{Layer, Topic};
use crate::query::Field;

/// How something stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// There is nothing to say of it.
    #[default]
    Plain,
    /// Well.
    Good,
    /// Badly.
    Bad,
    /// One should look at it.
    Look,
    /// It is settled and no longer matters.
    Past,
}

/// What stands before a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sign {
    /// Nothing.
    #[default]
    None,
    /// It is open.
    Open,
    /// It was done, or came true.
    Done,
    /// It did not come true.
    Not,
    /// It is not pursued any more.
    Dropped,
}

/// A bar beside a line, between −1 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stripe {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Where it may yet end.
    pub further: Option<f64>,
}

/// A line of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// What stands before it.
    pub sign: Sign,
    /// What it is about; of a heading, all of it.
    pub name: String,
    /// How much, or when.
    pub value: String,
    /// What explains it.
    pub note: String,
    /// How it stands.
    pub tone: Tone,
    /// A bar beside it.
    pub stripe: Option<Stripe>,
    /// The layer whose hue it has.
    pub layer: Option<Layer>,
    /// The filter for the leads behind it.
    pub filter: Option<String>,
    /// The lead that it is.
    pub lead: Option<u64>,
    /// The decision or the hypothesis that it is.
    pub point: Option<u64>,
    /// The user who is a rep with room or without.
    pub rep: Option<u64>,
    /// Whether it is the heading of those below it.
    pub is_heading: bool,
}

impl Line {
    fn heading(name: String, value: String) -> Self {
        Self {
            name,
            value,
            is_heading: true,
            ..Self::default()
        }
    }
}

/// What lines are worded with.
pub struct Wording<'a> {
    /// The reader's language.
    pub locale: &'a Locale,
    /// What a group is called.
    pub group: &'a dyn Fn(Field, &Share) -> String,
    /// What a field is called.
    pub field: &'a dyn Fn(Field) -> String,
}

impl Wording<'_> {
    /// The lines of a page, beside its figures.
    #[must_use]
    pub fn lines(&self, sitting: &Sitting) -> Vec<Line> {
        match sitting.topic {
            Topic::Last | Topic::Decisions => self.points(sitting),
            Topic::Week => self.week(sitting),
            Topic::Why => self.reasons(sitting, usize::MAX),
            Topic::Forecast => self.outlooks(sitting),
            Topic::Feedback => self.heard(sitting),
            Topic::Capacity => self.load(sitting),
            Topic::Moves if sitting.uncounted => vec![Line {
                name: self.t(Msg::SittingUncounted),
                tone: Tone::Look,
                ..Line::default()
            }],
            Topic::Moves => self.revalues(sitting),
            Topic::Waits | Topic::Teams => self.spreads(sitting),
        }
    }

    /// Below the figures of the week, why it was so and what the last one decided.
    fn week(&self, sitting: &Sitting) -> Vec<Line> {
        let mut lines = self.reasons(sitting, 0);
        if !sitting.points.is_empty() {
            lines.push(Line::heading(self.topic(Topic::Last), String::new()));
            lines.extend(self.points(sitting));
        }
        lines
    }

    /// What a page is called.
    fn topic(&self, topic: Topic) -> String {
        self.with(Msg::MeetingTopic, &[("topic", topic.code())])
    }

    fn t(&self, message: Msg) -> String {
        self.locale.t(message)
    }

    fn with(&self, message: Msg, args: &[(&str, &str)]) -> String {
        let args: Vec<(&str, Arg<'_>)> = args
            .iter()
            .map(|(name, it)| (*name, (*it).into()))
            .collect();
        self.locale.t_args(message, &args)
    }

    fn count(&self, number: u64) -> String {
        self.locale.count(i64::try_from(number).unwrap_or(i64::MAX))
    }

    fn layer(&self, layer: Layer) -> String {
        self.t(match layer {
            Layer::Potential => Msg::LayerPotential,
            Layer::Interested => Msg::LayerInterested,
            Layer::Intent => Msg::LayerIntent,
            Layer::HighIntent => Msg::LayerHighIntent,
            Layer::NearCustomer => Msg::LayerNearCustomer,
        })
    }
}

/// A bar that begins at nothing.
const fn bar(to: f64) -> Option<Stripe> {
    Some(Stripe {
        from: 0.0,
        to,
        further: None,
    })
}

/// What stands between the parts of a note.
const BETWEEN: &str = " · ";

/// The parts that say something, one behind the other.
fn noted(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(BETWEEN)
}

/// A number with its sign, and one decimal where it has one.
fn signed(number: f64) -> String {
    let sign = if number < 0.0 { "−" } else { "+" };
    // Half of a tenth is rounded away from nothing, as all numbers are.
    let written = format!("{:.1}", ((number * 10.0).round() / 10.0).abs());
    i18n::signed(sign, written.trim_end_matches(".0"))
}

/// Which way something turned, as messages choose by it.
const fn turn(part: i128) -> &'static str {
    match part {
        0 => "same",
        it if it > 0 => "up",
        _ => "down",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_its_sign_and_no_decimal_that_says_nothing() {
        assert_eq!(
            [5.0, -8.04, 0.0, -0.04, 2.25].map(signed),
            ["+5", "−8", "0", "0", "+2.3"]
        );
    }
}
