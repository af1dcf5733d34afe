//! Answers which leads are meant when several are to be marked: all that is shown, or those between two; and which of
//! those that are marked take what is to be done.

use super::Answers;
use crate::model::{Handover, LeadId, Moment};
use crate::query::Filter;
use crate::ui::desk::{Judge, Judged};
use crate::ui::marks::of_many;
use crate::ui::stands::Stands;
use crate::workspace::{Book, Mask};

/// What is to be marked.
pub(super) struct Wanted<'a> {
    /// The filter as it is written.
    pub(super) text: &'a str,
    /// And as it is read.
    pub(super) filter: &'a Filter,
    /// The first and the last; without, all.
    pub(super) ends: Option<(u64, u64)>,
    /// On the board, whether parked leads are on it.
    pub(super) board: Option<bool>,
}

impl Answers {
    /// The leads, in the order in which they are shown.
    pub(super) fn marked(&mut self, book: &Book, wanted: &Wanted<'_>, now: Moment) -> Vec<u64> {
        let today = now.day(book.settings().general.zone);
        let rows = if let Some(parked) = wanted.board {
            self.count_lanes(book, wanted.text, wanted.filter, now, today);
            self.cards_between(book, wanted.ends, parked)
        } else {
            self.sort(book, wanted.text, wanted.filter, now, today);
            self.rows_between(book, wanted.ends)
        };
        let leads = &book.episodes.columns.lead;
        rows.into_iter()
            .filter_map(|row| leads.get(row as usize).map(|it| u64::from(*it)))
            .collect()
    }
}

/// Which of the marked leads take an action; none is out of sight where the filter can't be read.
pub(super) fn judge(book: &Book, asked: &Judge, shown: Option<&Mask>) -> Judged {
    let mut judged = Judged::default();
    for id in &asked.leads {
        // One that is gone is told of when it is done.
        let Some(row) = book.lead(LeadId(*id)) else {
            judged.leads.push(*id);
            continue;
        };
        let place = book.episodes.rows.get(*id);
        let stands = Stands {
            status: row.status(),
            layer: row.layer(),
            waits: place.is_some_and(|it| book.handover(it) == Handover::Waiting),
            said: row.verdict().is_some(),
        };
        match stands.why_not(asked.action, asked.far) {
            Some(why) => judged.why = of_many(judged.why, why),
            None => {
                judged.leads.push(*id);
                let seen = place.zip(shown).is_none_or(|(place, it)| it.has(place));
                judged.hidden += usize::from(!seen);
            }
        }
    }
    judged
}
