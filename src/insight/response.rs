//! Speed to lead: from the handover to the first real touch, in business hours.
//!
//! Counted are leads that were handed over in the window, by their last handover. A touch is a contact that was made, not
//! a word of feedback. The time is what the workspace calls working hours (`settings sla`); what comes in on Friday
//! evening has not waited over the weekend. A lead that is not touched yet has waited until now, and counts as open
//! (Kaplan–Meier, see [`Survival`]); one that was closed untouched has waited until then. Past the agreed hours it is a
//! breach, touched or not.

use rayon::prelude::*;

use super::funnel::Window;
use super::places::{Part, counted};
use super::stats::{Rate, Survival, Tally, wilson};
use crate::book::Book;
use crate::book::episodes::{flag, status_code};
use crate::book::facets::Split;
use crate::book::mask::Mask;
use crate::book::talk::Word;
use crate::book::track::{NEVER, minute, moment};
use crate::model::{Moment, Status};

/// How soon handed-over leads were touched.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Handed over in the window.
    pub handed: u64,
    /// Of these, touched since.
    pub touched: u64,
    /// Touched too late, or not yet and late already.
    pub breached: u64,
    /// The waiting in minutes of work, the untouched ones open.
    pub minutes: Survival,
}

impl Response {
    /// Of nobody.
    pub(super) fn none() -> Self {
        Self {
            handed: 0,
            touched: 0,
            breached: 0,
            minutes: Survival::of(&Tally::default()),
        }
    }

    fn of(waits: Waits) -> Self {
        Self {
            handed: waits.handed,
            touched: waits.touched,
            breached: waits.breached,
            minutes: Survival::of_stays(waits.minutes),
        }
    }

    /// The share that is or was late.
    #[must_use]
    pub fn breach_rate(&self) -> Rate {
        wilson(self.breached, self.handed)
    }

    /// The working minutes by which half were touched.
    #[must_use]
    pub fn median(&self) -> Option<u32> {
        self.minutes.median()
    }

    /// The working minutes by which nine of ten were.
    #[must_use]
    pub fn p90(&self) -> Option<u32> {
        self.minutes.quantile(0.9)
    }
}

#[derive(Debug, Clone, Default)]
struct Waits {
    handed: u64,
    touched: u64,
    breached: u64,
    /// How long each waited, and whether it is over. As long as they are counted apart this is little; as tallies
    /// of minutes, for every value of a field and every thread, it would be hundreds of megabytes.
    minutes: Vec<(u32, bool)>,
}

impl Part for Waits {
    fn merge(&mut self, other: &Self) {
        self.handed += other.handed;
        self.touched += other.touched;
        self.breached += other.breached;
        self.minutes.extend_from_slice(&other.minutes);
    }
}

/// How soon selected leads were touched, for each place of a split if there is one.
#[must_use]
pub fn responses(
    book: &Book,
    selected: &Mask,
    window: Window,
    now: Moment,
    split: Option<&Split<'_>>,
) -> Vec<Response> {
    let parts = waits(book, selected, window, now, split);
    parts.into_par_iter().map(Response::of).collect()
}

/// The same for all together, too, with every lead looked at once.
pub(super) fn responses_and_all(
    book: &Book,
    selected: &Mask,
    window: Window,
    now: Moment,
    split: &Split<'_>,
) -> (Response, Vec<Response>) {
    let parts = waits(book, selected, window, now, Some(split));
    let mut all = Waits::default();
    parts.iter().for_each(|it| all.merge(it));
    let each = || parts.into_par_iter().map(Response::of).collect();
    rayon::join(|| Response::of(all), each)
}

fn waits(
    book: &Book,
    selected: &Mask,
    window: Window,
    now: Moment,
    split: Option<&Split<'_>>,
) -> Vec<Waits> {
    let c = &book.episodes.columns;
    let clock = book.sla_clock(now);
    let agreed = book.settings().sla.accept_within();
    let first = first_touches(book);
    let count = |it: &mut Waits, row: usize| {
        let handed = c.handed[row];
        let is = c.flags[row] & flag::LATEST != 0 && handed != NEVER;
        if !is || !window.has(handed) {
            return;
        }
        let lead = c.lead[row] as usize;
        let touched = first.get(lead).copied().filter(|it| *it != NEVER);
        let ended =
            c.status[row] == status_code(Status::Won) || c.status[row] == status_code(Status::Lost);
        let last = if ended && c.closed[row] >= handed {
            c.closed[row]
        } else {
            minute(now)
        };
        let (Some(from), Some(to)) = (moment(handed), moment(touched.unwrap_or(last))) else {
            return;
        };
        let waited = clock.between(from, to).max(0);
        it.handed += 1;
        it.touched += u64::from(touched.is_some());
        it.breached += u64::from(waited > agreed);
        let waited = u32::try_from(waited).unwrap_or(u32::MAX);
        it.minutes.push((waited, touched.is_some()));
    };
    counted(selected, split, count)
}

/// The first touch of each lead since it was last handed over, by the leads' ids.
fn first_touches(book: &Book) -> Vec<u32> {
    let e = &book.episodes;
    let touched = |first: &mut u32, _, word: &Word| {
        if word.verdict != 0 {
            return;
        }
        let row = e.rows.get(u64::from(word.lead()));
        if row.is_some_and(|row| word.at >= e.columns.handed[row]) {
            *first = word.at.min(*first);
        }
    };
    book.talk.by_lead(NEVER, touched, u32::min)
}
