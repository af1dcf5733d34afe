//! Names everything that can be wrong with a setting, with what was typed; in English for the command line.
//!
//! Screens say the same in their reader's language, from the same values.

use super::settings::Section;
use super::stage::Layer;

/// What is wrong with a setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingFault {
    /// A list that has an entry of this code.
    #[error("`{list}` has `{code}` already")]
    Already {
        /// The list.
        list: Section,
        /// The code.
        code: String,
    },
    /// A value that is not of the kind that stands there.
    #[error("{place}: `{typed}` {of}")]
    Value {
        /// The section and the way to the value in it.
        place: String,
        /// What was typed.
        typed: String,
        /// What is wrong with it.
        of: Unfit,
    },
    /// A layer that is missing, or in another place.
    #[error("all five layers must be there, once and in their order")]
    Layers,
    /// Odds that are none.
    #[error("{0}: odds go from 0 to 100 percent")]
    Odds(Layer),
    /// No currency.
    #[error("`{0}` is no currency; give its ISO code, such as EUR")]
    NoCurrency(String),
    /// A list of which nothing can be chosen.
    #[error("{0}: at least one must be offered")]
    NoneOffered(Section),
    /// An entry without a code.
    #[error("{0}: an entry has no code")]
    NoCode(Section),
    /// Two entries with one code.
    #[error("{list}: `{code}` is there twice")]
    Twice {
        /// The list.
        list: Section,
        /// The code.
        code: String,
    },
    /// Numbers of milestones that are the same or too large.
    #[error("milestones need different ids from 0 to 63")]
    Ids,
    /// A week without work.
    #[error("at least one day of the week must be a working day")]
    NoWorkday,
    /// A day that ends before it begins.
    #[error("work must end after it begins, and at 24 at the latest")]
    Hours,
    /// Neither a month nor a quarter.
    #[error("`{0}` is no month and no quarter; write such as 2026-q4, 2026-11 or 2026-q4-usd")]
    Target(String),
    /// What only whoever writes the stored form can get wrong, in the words for them.
    #[error("{0}")]
    Form(String),
}

/// What is wrong with a value that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Not a whole number in this range.
    #[error("is no whole number from 0 to {0}")]
    NotWithin(u64),
    /// Neither of two.
    #[error("is neither true nor false")]
    NotYesNo,
    /// No time zone.
    #[error("is no time zone; write one such as Europe/Warsaw or Asia/Shanghai")]
    NoZone,
}
