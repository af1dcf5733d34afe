//! Conditions on what was said of leads and to them: by what stands of it, or where any word counts, by one pass over all
//! words and then one over the leads.

use rayon::prelude::*;

use super::Select;
use super::masks::{by_rank, intervals, matches, wanted_words};
use crate::book::mask::Mask;
use crate::book::search::Search;
use crate::book::talk::{Beside, Standing, Word};
use crate::query::Condition;

impl Select<'_> {
    pub(super) fn standing<T: Send>(&self, of: fn(&Standing) -> T) -> Vec<T> {
        let talk = &self.book.episodes.columns.talk;
        talk.par_iter().map(of).collect()
    }

    pub(super) fn beside<T: Send>(&self, of: fn(&Beside) -> T) -> Vec<T> {
        let beside = &self.book.episodes.columns.beside;
        beside.par_iter().map(of).collect()
    }

    pub(super) fn by_author(&self, it: &Condition, author: fn(&Beside) -> u32) -> Mask {
        self.user(it, &self.beside(author), |user| Some(user.name.as_str()))
    }

    pub(super) fn touches(&self, it: &Condition) -> Mask {
        let c = &self.book.episodes.columns;
        let count = |row: usize| i64::from(c.beside[row].touches);
        let wanted = intervals(it);
        let latest = |row: usize| self.is_latest(row);
        let cell = |row: usize| Some((0, count(row)));
        Mask::by_row(c.len(), |row| {
            wanted.iter().any(|one| one.contains(count(row)))
        })
        .or(&by_rank(it, c.len(), 1, cell, latest, |_, within| within))
    }

    pub(super) fn channels(&self, it: &Condition) -> Mask {
        let wanted = wanted_words(it, &self.book.talk.channels);
        self.any_word(
            it,
            |_, word| word.verdict == 0,
            |_, word| {
                let code = usize::from(word.code);
                wanted.get(code).copied().unwrap_or_default()
            },
        )
    }

    pub(super) fn said(&self, it: &Condition) -> Mask {
        let (texts, note) = self.book.talk.notes();
        let search = Search::new(texts, matches(it));
        self.any_word(
            it,
            |at, _| !note(at).is_empty(),
            |at, _| search.fits(note(at)),
        )
    }

    /// The leads of which any of some words fits; those without any of them have none.
    fn any_word(
        &self,
        it: &Condition,
        counts: impl Fn(usize, &Word) -> bool + Sync,
        fits: impl Fn(usize, &Word) -> bool + Sync,
    ) -> Mask {
        const SOME: u8 = 1;
        const FITS: u8 = 2;
        let of_lead = self.book.talk.by_lead(
            0,
            |cell, at, word| {
                if *cell != FITS && counts(at, word) {
                    *cell = if fits(at, word) { FITS } else { SOME };
                }
            },
            u8::max,
        );
        Mask::of(&self.book.episodes.columns.lead, |lead| {
            match of_lead.get(lead as usize).copied().unwrap_or(0) {
                FITS => true,
                SOME => it.any,
                _ => it.none,
            }
        })
    }
}
