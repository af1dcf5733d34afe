//! All words gone through at once, for what is asked of every lead.

use rayon::prelude::*;

use super::{Talk, Word};
use crate::book::columns::{RowIndex, Span, Texts};

/// So many words, or leads, are worth a hand of their own.
const LEAST: usize = 1 << 14;

impl Talk {
    /// Every word with the lead that it is about, in no order.
    pub fn all(&self) -> impl Iterator<Item = (u32, &Word)> {
        let words = self.words.iter().filter(|it| self.is_said(it));
        words.map(|it| (it.lead, it))
    }

    /// The same with slots that are free, and what had not been said: see [`Talk::is_said`].
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Goes through all words by several hands, each with a cell for every lead, by the leads' ids; then their cells
    /// are put together.
    pub fn by_lead<'t, T: Copy + Send + Sync>(
        &'t self,
        none: T,
        see: impl Fn(&mut T, &'t Word) + Sync,
        both: impl Fn(T, T) -> T + Sync,
    ) -> Vec<T> {
        let leads = self.latest.rows().len();
        let each = self.words.len().div_ceil(rayon::current_num_threads());
        let words = self.words.par_chunks(each.max(LEAST));
        let cells = words.map(|words| {
            let mut cells = vec![none; leads];
            for word in words.iter().filter(|it| self.is_said(it)) {
                if let Some(cell) = cells.get_mut(word.lead as usize) {
                    see(cell, word);
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
    pub(in crate::book) fn notes(&self) -> (&Texts, fn(&Word) -> Span) {
        (&self.folded, |word| word.note)
    }

    /// Everything that is held of a word, in words.
    pub(in crate::book) fn told(&self, it: &Word) -> String {
        let lists = if it.verdict == 0 {
            &self.channels
        } else {
            &self.reasons
        };
        let coded = [
            self.verdicts.get(it.verdict),
            lists.get(it.code.into()),
            self.competitors.get(it.competitor.into()),
        ];
        let note = self.folded.get(it.note);
        format!(
            "{} {} {} {coded:?} {} {} {note}",
            it.id,
            it.at,
            it.author,
            it.come_back,
            self.replied(it)
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
        self.folded.bytes() + self.words.bytes() + rows
    }
}
