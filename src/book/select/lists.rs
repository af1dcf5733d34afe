//! Conditions on the lists that leads and accounts were on, and on when they were last reached.
//!
//! Where accounts are counted it is asked of the account with all its leads, so that `-contacted:30d` leaves out whoever
//! was reached by any of them.

use chrono::Days as Count;

use super::masks::{by_rank, intervals, matches};
use super::{Chosen, Select};
use crate::book::lists::ListPart;
use crate::book::mask::Mask;
use crate::book::track::{NEVER, moment};
use crate::model::Unit;
use crate::query::{Condition, Days, Field, Interval};

/// Whether a field asks for lists.
pub(super) const fn is_of_lists(field: Field) -> bool {
    matches!(field, Field::List | Field::Listed | Field::Contacted)
}

impl Select<'_> {
    /// Both tables' rows that fit.
    pub(super) fn by_lists(&self, it: &Condition) -> Chosen {
        if !self.accounts {
            return Chosen {
                episodes: self.leads_by_lists(it),
                leadless: Mask::default(),
            };
        }
        let accounts = self.accounts_by_lists(it);
        Chosen {
            episodes: self.carried(it, &accounts),
            leadless: accounts,
        }
    }

    /// The leads that fit, by themselves or by their accounts.
    pub(super) fn leads_by_lists(&self, it: &Condition) -> Mask {
        if it.field != Field::List {
            return self.last(it, Unit::Leads);
        }
        let own = |parts: Vec<ListPart<'_>>| {
            let found = self.book.on_lists(parts.into_iter());
            let column = &self.book.episodes.columns.account;
            let theirs = Mask::of(column, |row| found.accounts.has(row as usize));
            found.leads.or(&theirs)
        };
        self.named(it, own)
    }

    /// The accounts that fit, by themselves or by any of their leads.
    pub(super) fn accounts_by_lists(&self, it: &Condition) -> Mask {
        if it.field != Field::List {
            return self.last(it, Unit::Accounts);
        }
        let own = |parts: Vec<ListPart<'_>>| {
            let found = self.book.on_lists(parts.into_iter());
            self.book.accounts_of(&found.leads).or(&found.accounts)
        };
        self.named(it, own)
    }

    /// Those who are on the lists of the names that are wanted, on any, or on none.
    fn named<'b>(&'b self, it: &Condition, rows: impl Fn(Vec<ListPart<'b>>) -> Mask) -> Mask {
        let lists = &self.book.lists;
        let mut wanted = Vec::new();
        for one in matches(it) {
            let fitting = |parts: Vec<(&'b str, ListPart<'b>)>| -> Vec<ListPart<'b>> {
                let folded: Vec<&str> = parts.iter().map(|it| it.0).collect();
                let fit = one.select(&folded).into_iter();
                fit.map(|at| parts[at].1.clone()).collect()
            };
            let mut found = fitting(lists.whole().collect());
            if found.is_empty() {
                // What is in no list's name may be in that of an arm; who is held out is meant by no other.
                found = fitting(lists.arms().collect());
            }
            wanted.extend(found);
        }
        let mut found = rows(wanted);
        if it.any || it.none {
            let any = rows(lists.whole().map(|it| it.1).collect());
            if it.none {
                found = found.or(&any.clone().not());
            }
            if it.any {
                found = found.or(&any);
            }
        }
        found
    }

    /// Those who were last reached so long ago, in days of the workspace's calendar.
    fn last(&self, it: &Condition, unit: Unit) -> Mask {
        let last = self.book.last_reached(unit, it.field == Field::Contacted);
        let zone = self.book.settings().general.zone;
        let today = self.at.now.day(zone);
        let before = |days: i64| {
            let days = u64::try_from(days).ok()?;
            today.checked_sub_days(Count::new(days))
        };
        let days = |one: &Interval| Days {
            from: before(one.high),
            // What is dated ahead has happened no days ago.
            to: before(one.low)
                .filter(|_| one.low > 0)
                .and_then(|it| it.succ_opt()),
        };
        let stretches: Vec<Days> = intervals(it).iter().map(days).collect();
        let spans = self.minutes(&stretches);
        let passed = |row: usize| {
            let then = moment(last[row])?.day(zone);
            Some((0, (today - then).num_days().max(0)))
        };
        let counts = |row: usize| match unit {
            Unit::Leads => self.is_latest(row),
            Unit::Accounts => self.book.accounts.columns.id[row] != 0,
        };
        let ranked = by_rank(it, last.len(), 1, passed, counts, |_, within| within);
        Mask::of(&last, |at| {
            if at == NEVER {
                it.none
            } else {
                it.any || spans.iter().any(|(from, to)| *from <= at && at < *to)
            }
        })
        .or(&ranked)
    }
}
