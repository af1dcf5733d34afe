//! Conditions on accounts, over the accounts' own rows.

use super::Select;
use super::masks::{
    by_rank, by_words, classed, code_set, intervals, numbers, tags, wanted_classes,
    wanted_industries, wanted_words,
};
use super::texts::{phones, raw};
use crate::book::accounts::NO_NUMBER;
use crate::book::coded::{Cells, Coded};
use crate::book::mask::Mask;
use crate::book::places::{Numbers, Place, Sought, place};
use crate::model::money;
use crate::query::{Condition, Interval, Wanted};

/// A column of accounts that a condition reads.
enum Reads<'a> {
    /// Words, and for each of them whether it is wanted.
    Words(&'a Coded, Vec<bool>),
    /// Numbers, and which are wanted.
    Numbers(Numbers, Vec<Interval>),
}

impl Select<'_> {
    /// The episodes whose account fits.
    pub(super) fn through_accounts<'b>(
        &self,
        it: &Condition,
        accounts: impl Fn() -> &'b Mask,
    ) -> Mask {
        let seen = || self.book.seen_by_leads(it.field);
        match self.reads(it) {
            Some(Reads::Words(_, table)) => match seen() {
                Some(cells) => by_words(it, cells, table),
                None => self.carried(it, accounts()),
            },
            Some(Reads::Numbers(numbers, wanted)) if it.ranks.is_empty() => match seen() {
                Some(Cells::Byte(classes)) => {
                    let account = &self.book.episodes.columns.account;
                    let column = (numbers.column)(&self.book.accounts.columns).as_slice();
                    let number = |row: usize| {
                        let number = column.get(account[row] as usize);
                        number.copied().unwrap_or(NO_NUMBER)
                    };
                    classed(it, &wanted, (classes, number), numbers.ends)
                }
                Some(Cells::Short(_) | Cells::Wide(_)) | None => self.carried(it, accounts()),
            },
            Some(Reads::Numbers(..)) | None => self.carried(it, accounts()),
        }
    }

    /// The column that a condition reads, where it is one of words or of numbers.
    fn reads(&self, it: &Condition) -> Option<Reads<'_>> {
        let c = &self.book.accounts.columns;
        match place(it.field) {
            Place::Words(column) => {
                let words = column(c).words();
                let wanted = match &it.wanted {
                    Wanted::Numbers(_) => wanted_industries(it, words),
                    Wanted::Codes(_) => wanted_classes(it, words),
                    Wanted::Texts(_)
                    | Wanted::Amounts(_)
                    | Wanted::Days(_)
                    | Wanted::Moves(_)
                    | Wanted::Kept(_) => wanted_words(it, words),
                };
                Some(Reads::Words(column(c), wanted))
            }
            Place::Numbers(numbers) => Some(Reads::Numbers(numbers, self.wanted(it, numbers))),
            Place::Sought(_)
            | Place::LeadWords(..)
            | Place::Verdict
            | Place::Listed(..)
            | Place::Named(..)
            | Place::Worth
            | Place::Moment(_)
            | Place::Asked => None,
        }
    }

    /// What is wanted of a column of numbers, in its own unit.
    fn wanted(&self, it: &Condition, numbers: Numbers) -> Vec<Interval> {
        let each = intervals(it).iter();
        each.map(|one| self.in_unit(*one, numbers)).collect()
    }

    /// Numbers that are wanted as the column holds them.
    fn in_unit(&self, one: Interval, numbers: Numbers) -> Interval {
        if numbers.is_money {
            one.in_minor(money::decimals(&self.book.settings().general.currency))
        } else {
            one
        }
    }

    /// The accounts that fit; a field that is no account's fits none, but for a bare word, which is part of a name.
    pub(super) fn on_accounts(&self, it: &Condition) -> Mask {
        match self.reads(it) {
            Some(Reads::Words(column, table)) => by_words(it, column.cells(), table),
            Some(Reads::Numbers(numbers, wanted)) => self.by_number(it, numbers, &wanted),
            None => match place(it.field) {
                Place::Sought(sought) => self.sought(it, sought),
                Place::Words(_)
                | Place::Numbers(_)
                | Place::LeadWords(..)
                | Place::Verdict
                | Place::Listed(..)
                | Place::Named(..)
                | Place::Worth
                | Place::Moment(_)
                | Place::Asked => Mask::none(self.book.accounts.columns.len()),
            },
        }
    }

    fn sought(&self, it: &Condition, sought: Sought) -> Mask {
        let (a, c) = (&self.book.accounts, &self.book.accounts.columns);
        match sought {
            Sought::Name => self.names(it),
            Sought::Word => self.by_word(it),
            Sought::Number => raw(it, &a.texts, &c.external_id),
            Sought::Domain => raw(it, &a.texts, &c.domain),
            Sought::Email => raw(it, &a.texts, &c.email),
            Sought::Phone => phones(it, &a.texts, &c.phone),
            Sought::Note => self.account_note(it),
            Sought::Role => self.roles(it),
            Sought::Contacts => self.contacts(it),
            Sought::Kept => self.kept_accounts(it),
            Sought::Tags => tags(it, &c.tags),
            Sought::Lists => self.accounts_by_lists(it),
        }
    }

    /// The accounts of a list that was kept; a list of leads holds none.
    pub(super) fn kept_accounts(&self, it: &Condition) -> Mask {
        let a = &self.book.accounts;
        let mut found = Mask::none(a.columns.len());
        if let Wanted::Kept(kept) = &it.wanted
            && kept.accounts
        {
            let rows = kept.ids.iter().filter_map(|id| a.rows.get(*id));
            rows.for_each(|row| found.insert(row));
        }
        found
    }

    fn roles(&self, it: &Condition) -> Mask {
        let a = &self.book.accounts;
        let roles = self.book.people.roles(&a.rows, a.columns.len());
        let bits = code_set(it).map_or(0, |set| set.bits()) << 1;
        Mask::of(&roles, |roles| {
            // Bit 0 is somebody whose role is not known.
            let known = u64::from(roles & !1);
            if known == 0 {
                it.none
            } else {
                it.any || known & bits != 0
            }
        })
    }

    fn contacts(&self, it: &Condition) -> Mask {
        let a = &self.book.accounts;
        let counts = self.book.people.counts(&a.rows, a.columns.len());
        let count = |row: usize| Some((0, i64::from(counts[row])));
        let live = |row: usize| a.columns.id[row] != 0;
        numbers(it, &counts, |count| Some(i64::from(count))).or(&by_rank(
            it,
            counts.len(),
            1,
            count,
            live,
            |_, within| within,
        ))
    }

    /// Accounts by a column of numbers.
    fn by_number(&self, it: &Condition, numbers: Numbers, wanted: &[Interval]) -> Mask {
        let c = &self.book.accounts.columns;
        let column = (numbers.column)(c).as_slice();
        let cell = |row: usize| (column[row] != NO_NUMBER).then(|| (0, column[row]));
        let unit = |_, within: Interval| self.in_unit(within, numbers);
        let ranked = by_rank(it, column.len(), 1, cell, |_| true, unit);
        let classes = (numbers.classes)(c).as_slice();
        classed(
            it,
            wanted,
            (classes, |row: usize| column[row]),
            numbers.ends,
        )
        .or(&ranked)
    }
}
