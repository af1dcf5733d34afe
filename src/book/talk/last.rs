//! All words gone through at once, for what is asked of every lead.

use rayon::prelude::*;

use super::{Talk, Word};
use crate::book::columns::{RowIndex, Span, Texts};

/// So many words, or leads, are worth a hand of their own.
const LEAST: usize = 1 << 14;

impl Talk {
    /// Every word by its place, with places that are free, and what had not been said: see [`Talk::is_said`].
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Goes through all words by several hands, each with a cell for every lead, by the leads' ids; then their cells
    /// are put together. Each word comes with its place.
    pub fn by_lead<T: Copy + Send + Sync>(
        &self,
        none: T,
        see: impl Fn(&mut T, usize, &Word) + Sync,
        both: impl Fn(T, T) -> T + Sync,
    ) -> Vec<T> {
        let leads = self.latest.rows().len();
        let each = self.words.len().div_ceil(rayon::current_num_threads());
        let each = each.max(LEAST);
        let words = self.words.par_chunks(each).enumerate();
        let cells = words.map(|(chunk, words)| {
            let mut cells = vec![none; leads];
            let words = (chunk * each..).zip(words);
            for (at, word) in words.filter(|it| self.is_said(it.1)) {
                if let Some(cell) = cells.get_mut(word.lead as usize) {
                    see(cell, at, word);
                }
            }
            cells
        });
        let together = cells.reduce_with(|mut mine, theirs| {
            let cells = mine.par_iter_mut().with_min_len(LEAST).zip(theirs);
            cells.for_each(|(mine, theirs)| *mine = both(*mine, theirs));
            mine
        });
        together.unwrap_or_else(|| vec![none; leads])
    }

    /// The folded notes, and where in them a word's lies.
    pub(in crate::book) fn notes(&self) -> (&Texts, impl Fn(usize) -> Span + Sync) {
        let note = |at: usize| self.rest.get(at).map_or(Span::default(), |it| it.note);
        (&self.folded, note)
    }

    /// The id of the record that the word in a place was written down as.
    #[must_use]
    pub fn id(&self, at: usize) -> u64 {
        self.rest.get(at).map_or(0, |it| it.id.into())
    }

    /// Everything that is held of the word in a place, in words.
    pub(in crate::book) fn told(&self, at: usize) -> String {
        let (it, rest) = (self.words[at], self.rest[at]);
        let lists = if it.verdict == 0 {
            &self.channels
        } else {
            &self.reasons
        };
        let coded = [
            self.verdicts.get(it.verdict.into()),
            lists.get(it.code.into()),
            self.competitors.get(rest.competitor),
        ];
        let note = self.folded.get(rest.note);
        format!(
            "{} {} {} {coded:?} {} {} {note}",
            rest.id,
            it.at,
            it.author,
            rest.come_back,
            self.replied(at)
        )
    }

    /// Whether some of its texts may be kept as nothing, for want of room.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.folded.is_full()
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let rows = [&self.feedback, &self.touches, &self.latest];
        let rows: usize = rows.into_iter().map(RowIndex::bytes).sum();
        self.folded.bytes() + self.words.bytes() + self.rest.bytes() + rows
    }
}
