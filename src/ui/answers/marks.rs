//! Answers which leads are meant when several are to be marked: all that is shown, or those between two.

use super::Answers;
use crate::model::Moment;
use crate::query::Filter;
use crate::workspace::Book;

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
            .filter_map(|row| leads.get(row as usize).copied())
            .collect()
    }
}
