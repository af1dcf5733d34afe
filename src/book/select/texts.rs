//! Conditions on texts that are searched: names, titles, notes, numbers, and what a bare word means.

use rayon::prelude::*;

use super::Select;
use super::masks::matches;
use crate::book::columns::{NO_ROW, Span, Texts};
use crate::book::mask::Mask;
use crate::book::people::{Part, has_digit};
use crate::book::search::Search;
use crate::book::shelves::Shelf;
use crate::book::tail::Tail;
use crate::model::fold::{digits, fold};
use crate::query::{Condition, TextMatch, TextRule};

impl Select<'_> {
    /// Leads by a part of their contact.
    pub(super) fn contact(&self, it: &Condition, part: Part) -> Mask {
        let people = &self.book.people;
        let having = people.having(part, matches(it));
        let with = match part {
            Part::Name => Mask::all(having.rows()),
            Part::ExternalId | Part::Position | Part::Email | Part::Phone | Part::Note => {
                people.with(part)
            }
        };
        Mask::of(&self.book.episodes.columns.contact, |id| {
            let id = id as usize;
            if id == 0 || !(part == Part::Name || with.has(id)) {
                it.none
            } else {
                it.any || having.has(id)
            }
        })
    }

    /// A bare word: part of the account's name or note, of the contact's name, of the title, the note, or a number; the
    /// accounts are given.
    pub(super) fn text(&self, it: &Condition, accounts: &Mask) -> Mask {
        let (e, c) = (&self.book.episodes, &self.book.episodes.columns);
        let search = Search::on_shelves(&e.folded, matches(it));
        let mut some = it.clone();
        (some.none, some.any) = (false, false);
        let people = self
            .book
            .people
            .named(self.book.shelf_of_people(), matches(it));
        let found = self
            .carried(&some, accounts)
            .or(&Mask::of(&c.contact, |id| people.has(id as usize)));
        let columns = self.book.shelves_of_leads().iter().zip(c.searched());
        let columns: Vec<(&Shelf, &[Span])> = columns.collect();
        found.or(&search.rows_on(&columns))
    }

    /// Accounts by name.
    pub(super) fn names(&self, it: &Condition) -> Mask {
        let a = &self.book.accounts;
        let search = Search::new(&a.folded, matches(it));
        Mask::of(&a.columns.folded, |span| it.any || search.fits(span))
    }

    /// Accounts by name, note or foreign number: what a bare word finds.
    pub(super) fn by_word(&self, it: &Condition) -> Mask {
        let a = &self.book.accounts;
        let search = Search::on_shelves(&a.folded, matches(it));
        let names = (self.book.shelf_of_accounts(), a.columns.folded.as_slice());
        let mut found = search.rows_on(&[names]);
        let notes: Vec<(u32, Span)> = a.notes.iter().collect();
        let fitting = notes.par_iter().filter(|it| search.fits(it.1));
        let fitting: Vec<usize> = fitting.map(|it| it.0 as usize).collect();
        fitting.iter().for_each(|row| found.insert(*row));
        let numbers: Vec<TextMatch> = matches(it)
            .iter()
            .filter(|it| has_digit(it))
            .cloned()
            .collect();
        if numbers.is_empty() {
            return found;
        }
        found.or(&Mask::of(&a.columns.external_id, |span| {
            !span.is_empty() && numbers.iter().any(|one| one.fits_raw(a.texts.get(span)))
        }))
    }

    /// Accounts by their notes.
    pub(super) fn account_note(&self, it: &Condition) -> Mask {
        let a = &self.book.accounts;
        let search = Search::new(&a.folded, matches(it));
        let rows = a.columns.len();
        let mut found = if it.none {
            Mask::all(rows)
        } else {
            Mask::none(rows)
        };
        for (row, span) in a.notes.iter() {
            let row = row as usize;
            if it.any || search.fits(span) {
                found.insert(row);
            } else {
                found.take_out(row);
            }
        }
        found
    }

    /// Leads whose next step fits.
    pub(super) fn next(&self, it: &Condition) -> Mask {
        let e = &self.book.episodes;
        raw(it, &e.texts, &e.columns.next)
    }

    /// Carries accounts over to their episodes.
    pub(super) fn carried(&self, it: &Condition, accounts: &Mask) -> Mask {
        let column = &self.book.episodes.columns.account;
        // No account has that number, so it is in no mask of them.
        let carried = Mask::of(column, move |row| accounts.has(row as usize));
        if it.none {
            carried.or(&Mask::of(column, |row| row == NO_ROW))
        } else {
            carried
        }
    }
}

/// A column of folded texts.
pub(super) fn held(it: &Condition, texts: &Texts, column: &[Span]) -> Mask {
    let search = Search::new(texts, matches(it));
    Mask::of(column, |span| says(it, &search, span))
}

/// The same of a column that may end before the last row.
pub(super) fn held_in(it: &Condition, texts: &Texts, column: &Tail, rows: usize) -> Mask {
    let search = Search::new(texts, matches(it));
    Mask::by_row(rows, |row| says(it, &search, column.get(row)))
}

fn says(it: &Condition, search: &Search<'_>, span: Span) -> bool {
    if span.is_empty() {
        it.none
    } else {
        it.any || search.fits(span)
    }
}

/// A column of texts that are not folded: those that are asked for too seldom to be kept twice.
pub(super) fn raw(it: &Condition, texts: &Texts, column: &[Span]) -> Mask {
    let wanted = matches(it);
    Mask::of(column, |span| {
        if span.is_empty() {
            it.none
        } else {
            it.any || wanted.iter().any(|one| one.fits_raw(texts.get(span)))
        }
    })
}

/// A column of telephone numbers, of which only digits are compared, but by patterns.
pub(super) fn phones(it: &Condition, texts: &Texts, column: &[Span]) -> Mask {
    let wanted = matches(it);
    let fits = |one: &TextMatch, text: &str| match one.rule {
        TextRule::Pattern => one.fits(&fold(text)),
        TextRule::Whole
        | TextRule::Words
        | TextRule::Contains
        | TextRule::Begins
        | TextRule::WordBegins
        | TextRule::Near => !one.folded.is_empty() && one.fits(&digits(text)),
    };
    Mask::of(column, |span| {
        if span.is_empty() {
            it.none
        } else {
            it.any || wanted.iter().any(|one| fits(one, texts.get(span)))
        }
    })
}
