//! How some people have answered what was handed over to them: in time or late, and with a word or without.

use rayon::prelude::*;

use super::worklist::{Whose, is_of, owed_before};
use crate::book::Book;
use crate::book::episodes::flag;
use crate::book::track::{NEVER, minute};
use crate::model::{Handover, Moment};

/// How some people have answered what was handed over to them lately.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answering {
    /// What should have been answered by now.
    pub asked: u64,
    /// What of it was answered in time, by a yes or by a return.
    pub in_time: u64,
    /// What owes a word, or has it.
    pub owed: u64,
    /// What of it has it.
    pub said: u64,
}

impl Answering {
    const fn plus(self, other: Self) -> Self {
        Self {
            asked: self.asked + other.asked,
            in_time: self.in_time + other.in_time,
            owed: self.owed + other.owed,
            said: self.said + other.said,
        }
    }
}

/// How some people have answered what was handed over to them since a moment.
#[must_use]
pub fn answering(book: &Book, whose: &Whose, since: Moment, now: Moment) -> Answering {
    let c = &book.episodes.columns;
    let table = whose.table();
    let (since, owed) = (minute(since), owed_before(book, now));
    let clock = book.sla_clock(now);
    let count = |mut sum: Answering, row: usize| {
        let handed = c.handed[row];
        let theirs =
            handed != NEVER && handed >= since && is_of(table.as_deref(), c.handed_to.get(row));
        if !theirs || c.flags[row] & flag::LATEST == 0 {
            return sum;
        }
        let answered = c.answered[row] != NEVER;
        let late = book
            .minutes_left(row, &clock, now)
            .is_some_and(|left| left < 0);
        sum.asked += u64::from(answered || late);
        sum.in_time += u64::from(answered && !late);
        if book.handover(row) == Handover::Accepted {
            let said = c.talk[row].fed != NEVER && c.talk[row].fed >= handed;
            sum.owed += u64::from(said || c.answered[row] <= owed);
            sum.said += u64::from(said);
        }
        sum
    };
    let rows = (0..c.len()).into_par_iter().with_min_len(4_096);
    rows.fold(Answering::default, count)
        .reduce(Answering::default, Answering::plus)
}
