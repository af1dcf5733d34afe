//! Conditions on accounts, over the accounts' own rows.

use super::Select;
use super::masks::{class, coded, counts, intervals, matches, naics};
use crate::book::accounts::NO_NUMBER;
use crate::book::mask::Mask;
use crate::book::search::Search;
use crate::model::money;
use crate::query::{Condition, Field, Interval};

impl Select<'_> {
    /// The accounts that fit; a field that is no account's fits none, but for a bare word, which is part of a name.
    pub(super) fn on_accounts(&self, it: &Condition) -> Mask {
        let c = &self.book.accounts.columns;
        match it.field {
            Field::Account | Field::Text => self.names(it),
            Field::Sector => coded(it, &c.sector),
            Field::City => coded(it, &c.city),
            Field::Country => coded(it, &c.country),
            Field::Ownership => coded(it, &c.ownership),
            Field::Parent => coded(it, &c.parent),
            Field::Naics => naics(it, &c.naics),
            Field::Class => class(it, &c.expected_class),
            Field::Emp => counts(it, &c.employees),
            Field::Founded => counts(it, &c.founded),
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
            | Field::Has
            | Field::No => Mask::none(c.len()),
        }
    }

    fn names(&self, it: &Condition) -> Mask {
        let a = &self.book.accounts;
        let search = Search::new(&a.folded, matches(it));
        Mask::of(&a.columns.folded, |span| it.any || search.fits(span))
    }

    fn revenue(&self, it: &Condition) -> Mask {
        let decimals = money::decimals(&self.book.settings().general.currency);
        let minor: Vec<Interval> = intervals(it)
            .iter()
            .map(|one| one.in_minor(decimals))
            .collect();
        Mask::of(&self.book.accounts.columns.revenue, |revenue| {
            if revenue == NO_NUMBER {
                it.none
            } else {
                it.any || minor.iter().any(|one| one.contains(revenue))
            }
        })
    }
}
