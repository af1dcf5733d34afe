//! Holds what Today is answered with: whose work, how many leads of each reason, and the lines that are seen.

use chrono::NaiveDate;

use crate::i18n::Msg;
use crate::insight::worklist::{Answering, Reason};
use crate::model::{Clean, Layer, Moment, Status};
use crate::ui::stands::Stands;

/// Whose work is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TodayOf {
    /// The reader's.
    Me,
    /// That of the reader's team, and of those who report to the reader.
    Team,
    /// Everybody's.
    All,
}

impl TodayOf {
    /// Whose comes after.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Me => Self::Team,
            Self::Team => Self::All,
            Self::All => Self::Me,
        }
    }

    /// What it is called.
    pub(super) const fn name(self) -> Msg {
        match self {
            Self::Me => Msg::TodayOfMe,
            Self::Team => Msg::TodayOfTeam,
            Self::All => Msg::TodayOfAll,
        }
    }
}

/// Which day is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TodayAsk {
    /// The filter.
    pub filter: String,
    /// Whose.
    pub of: TodayOf,
    /// Up to when marketing's replies were read, where that is known.
    pub read: Option<Moment>,
}

/// A lead with something to do, as a line shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TodayLine {
    /// Its number.
    pub id: u64,
    /// The most urgent reason.
    pub reason: Reason,
    /// The others, the most urgent first.
    pub also: Vec<Reason>,
    /// How many working minutes are left to accept it; negative is late.
    pub left: Option<i64>,
    /// The day that makes it urgent.
    pub day: Option<NaiveDate>,
    /// For how many days nothing has happened to it.
    pub idle: i64,
    /// After how many days a lead of its layer is stuck.
    pub limit: Option<i64>,
    /// The company.
    pub account: Clean,
    /// The company's number, where it is known.
    pub company: Option<u64>,
    /// What it is about.
    pub product: Clean,
    /// What is done next.
    pub next: Clean,
    /// Who handed it over.
    pub from: Clean,
    /// When marketing replied to the last feedback.
    pub replied: Option<Moment>,
    /// Who said what stands in `said`, where the line is about that.
    pub by: Clean,
    /// The words of the last feedback, or of the reply to it.
    pub said: Clean,
    /// The verdict of the last feedback, as a code.
    pub verdict: Option<String>,
    /// Whose it is.
    pub owner: Clean,
    /// Where it is.
    pub layer: Layer,
    /// What it is.
    pub status: Status,
    /// Whether it waits to be accepted.
    pub waits: bool,
    /// What it is worth: minor units and the currency's code.
    pub value: Option<(i64, String)>,
    /// For how many days it has been in its layer.
    pub days: i64,
}

impl TodayLine {
    /// How it stands.
    #[must_use]
    pub const fn stands(&self) -> Stands {
        Stands {
            status: self.status,
            layer: self.layer,
            waits: self.waits,
            said: self.verdict.is_some(),
        }
    }
}

/// What there is to do, and how it went lately.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TodayPage {
    /// How many leads there are of each reason.
    pub sections: Vec<(Reason, usize)>,
    /// The last change that is in it.
    pub head: u64,
    /// The number of the first lead of the page.
    pub first: usize,
    /// The leads.
    pub lines: Vec<TodayLine>,
    /// Where the lead is that was asked for.
    pub kept: Option<usize>,
    /// How many changes the reader has made today.
    pub done: u64,
    /// How handovers of the last thirty days were answered.
    pub answering: Answering,
    /// Within how many days marketing has agreed to reply.
    pub reply_within: u16,
}

impl TodayPage {
    /// How many leads have something to do.
    #[must_use]
    pub fn total(&self) -> usize {
        self.sections.iter().map(|it| it.1).sum()
    }

    /// The places of the section that a place is in.
    pub(super) fn section(&self, index: usize) -> std::ops::Range<usize> {
        let mut first = 0;
        for (_, count) in &self.sections {
            if index < first + count {
                return first..first + count;
            }
            first += count;
        }
        first..first
    }

    /// The lead in a place, if the page holds it.
    pub(super) fn line(&self, index: usize) -> Option<&TodayLine> {
        self.lines.get(index.checked_sub(self.first)?)
    }

    /// Whether a lead is in it for the same reason.
    pub(super) fn has(&self, line: &TodayLine) -> bool {
        let same = |it: &&TodayLine| it.id == line.id && it.reason == line.reason;
        self.lines.iter().any(|it| same(&it))
    }
}
