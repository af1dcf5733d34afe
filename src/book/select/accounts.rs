//! Conditions on accounts, over the accounts' own rows.

use super::Select;
use super::masks::{
    by_rank, class, classed, code_set, coded, counts, intervals, naics, numbers, tags,
};
use super::texts::{phones, raw};
use crate::book::accounts::NO_NUMBER;
use crate::book::bins;
use crate::book::mask::Mask;
use crate::model::money;
use crate::query::{Condition, Field, Interval, Wanted};

impl Select<'_> {
    /// The accounts that fit; a field that is no account's fits none, but for a bare word, which is part of a name.
    pub(super) fn on_accounts(&self, it: &Condition) -> Mask {
        let (a, c) = (&self.book.accounts, &self.book.accounts.columns);
        match it.field {
            Field::Account => self.names(it),
            Field::Text => self.by_word(it),
            Field::AccountId => raw(it, &a.texts, &c.external_id),
            Field::Domain => raw(it, &a.texts, &c.domain),
            Field::Email => raw(it, &a.texts, &c.email),
            Field::Phone => phones(it, &a.texts, &c.phone),
            Field::AccountNote => self.account_note(it),
            Field::Role => self.roles(it),
            Field::Contacts => self.contacts(it),
            Field::Seg => self.kept_accounts(it),
            Field::List | Field::Listed | Field::Contacted => self.accounts_by_lists(it),
            Field::Sector => coded(it, &c.sector),
            Field::City => coded(it, &c.city),
            Field::Region => coded(it, &c.region),
            Field::Country => coded(it, &c.country),
            Field::Tag => tags(it, &c.tags),
            Field::Ownership => coded(it, &c.ownership),
            Field::Parent => coded(it, &c.parent),
            Field::Naics => naics(it, &c.naics),
            Field::Class => class(it, &c.expected_class),
            Field::Emp => counts(it, (&c.employees, &c.employees_class), |class| {
                bins::numbers_of(class, &bins::PEOPLE)
            }),
            Field::Founded => counts(it, (&c.founded, &c.founded_class), bins::years_of),
            Field::Revenue => self.revenue(it),
            Field::Id
            | Field::ExternalId
            | Field::Contact
            | Field::Product
            | Field::Owner
            | Field::Team
            | Field::Source
            | Field::Campaign
            | Field::Title
            | Field::Layer
            | Field::Status
            | Field::Is
            | Field::Value
            | Field::Currency
            | Field::Temp
            | Field::Kind
            | Field::Next
            | Field::Due
            | Field::Entered
            | Field::Moved
            | Field::Closed
            | Field::Reached
            | Field::During
            | Field::Outcome
            | Field::Idle
            | Field::InStage
            | Field::Milestones
            | Field::Reason
            | Field::Competitor
            | Field::Until
            | Field::Handed
            | Field::HandedBy
            | Field::Sla
            | Field::Returned
            | Field::Fb
            | Field::Comeback
            | Field::Skipped
            | Field::HandedTo
            | Field::Answered
            | Field::FbReason
            | Field::FbBy
            | Field::Fed
            | Field::Met
            | Field::Said
            | Field::Touched
            | Field::TouchedBy
            | Field::Touches
            | Field::Channel
            | Field::Note
            | Field::ContactId
            | Field::Position
            | Field::ContactEmail
            | Field::ContactPhone
            | Field::ContactNote
            | Field::Has
            | Field::No => Mask::none(c.len()),
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

    fn revenue(&self, it: &Condition) -> Mask {
        let decimals = money::decimals(&self.book.settings().general.currency);
        let c = &self.book.accounts.columns;
        let (column, classes) = (c.revenue.as_slice(), c.revenue_class.as_slice());
        let minor: Vec<Interval> = intervals(it)
            .iter()
            .map(|one| one.in_minor(decimals))
            .collect();
        let cell = |row: usize| (column[row] != NO_NUMBER).then(|| (0, column[row]));
        let unit = |_, within: Interval| within.in_minor(decimals);
        let ranked = by_rank(it, column.len(), 1, cell, |_| true, unit);
        let ends = |class| bins::numbers_of(class, &bins::AMOUNTS);
        classed(it, &minor, (column, classes), ends).or(&ranked)
    }
}
