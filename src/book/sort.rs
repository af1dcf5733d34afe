//! The order of lists: which rows come first.

use std::cmp::Ordering;

use super::Book;
use super::columns::NO_ROW;
use super::episodes::NO_AMOUNT;
use super::mask::Mask;
use super::track::{NEVER, NO_DAY};
use crate::model::fold::fold;
use crate::query::{Field, Sort};

impl Book {
    /// The rows of a mask in the order asked for, then by the lead's number; empty values come last.
    #[must_use]
    pub fn sorted(&self, rows: &Mask, sort: &[Sort]) -> Vec<u32> {
        let mut list: Vec<u32> = rows
            .iter()
            .filter_map(|row| u32::try_from(row).ok())
            .collect();
        let lead = |row: u32| self.episodes.columns.lead[row as usize];
        list.sort_unstable_by_key(|row| lead(*row));
        for one in sort.iter().rev() {
            self.sort_by(&mut list, one);
        }
        list
    }

    /// Sorts stably by one field.
    fn sort_by(&self, list: &mut [u32], sort: &Sort) {
        let c = &self.episodes.columns;
        let a = &self.accounts;
        let descending = sort.descending;
        match sort.field {
            Field::Id => order(list, descending, |row| Some(c.lead[row])),
            Field::Value => order(list, descending, |row| {
                Some(c.value[row]).filter(|it| *it != NO_AMOUNT)
            }),
            Field::Layer => order(list, descending, |row| Some(c.layer[row])),
            Field::Status | Field::Is => order(list, descending, |row| Some(c.status[row])),
            Field::Temp => order(list, descending, |row| some(c.temperature[row])),
            Field::Kind => order(list, descending, |row| some(c.kind[row])),
            Field::Entered => order(list, descending, |row| at(c.entered[row])),
            Field::Moved => order(list, descending, |row| at(c.moved[row])),
            Field::Closed => order(list, descending, |row| at(c.closed[row])),
            // The longer ago, the greater the time that has passed.
            Field::InStage => order(list, !descending, |row| at(c.moved[row])),
            Field::Idle => order(list, !descending, |row| {
                self.episodes.steps(row).last().map(|step| step.at)
            }),
            Field::Due => order(list, descending, |row| day(c.next_due[row])),
            Field::Until => order(list, descending, |row| day(c.parked_until[row])),
            Field::Emp => self.by_account(list, descending, |row| number(a.columns.employees[row])),
            Field::Revenue => {
                self.by_account(list, descending, |row| number(a.columns.revenue[row]))
            }
            Field::Founded => {
                self.by_account(list, descending, |row| number(a.columns.founded[row]))
            }
            Field::Account | Field::Text => self.by_account(list, descending, |row| {
                Some(a.texts.get(a.columns.folded[row]))
            }),
            Field::Sector => self.by_word(list, descending, |row| a.columns.sector[row]),
            Field::Naics => self.by_word(list, descending, |row| a.columns.naics[row]),
            Field::City => self.by_word(list, descending, |row| a.columns.city[row]),
            Field::Country => self.by_word(list, descending, |row| a.columns.country[row]),
            Field::Ownership => self.by_word(list, descending, |row| a.columns.ownership[row]),
            Field::Parent => self.by_word(list, descending, |row| a.columns.parent[row]),
            Field::Class => self.by_word(list, descending, |row| a.columns.expected_class[row]),
            Field::ExternalId
            | Field::Contact
            | Field::Product
            | Field::Owner
            | Field::Team
            | Field::Source
            | Field::Campaign
            | Field::Title
            | Field::Currency
            | Field::Next
            | Field::Milestones
            | Field::Reason
            | Field::Competitor
            | Field::Has
            | Field::No => self.by_name(list, sort),
        }
    }

    /// By something that people read; each row's text is folded once.
    fn by_name(&self, list: &mut [u32], sort: &Sort) {
        let name = |row: u32| -> Option<String> {
            let it = self.row(row as usize)?;
            let text = match sort.field {
                Field::ExternalId => it.external_id,
                Field::Product => it.product,
                Field::Owner => it.owner,
                Field::Team => self.team(row as usize),
                Field::Source => it.source,
                Field::Campaign => it.campaign,
                Field::Title => it.title,
                Field::Currency => it.currency,
                Field::Next => it.next,
                Field::Reason => it.reason,
                Field::Competitor => it.competitor,
                Field::Contact => self
                    .people
                    .name(u64::from(self.episodes.columns.contact[row as usize])),
                _ => None,
            };
            text.map(fold)
        };
        let mut keyed: Vec<(Option<String>, u32)> =
            list.iter().map(|row| (name(*row), *row)).collect();
        keyed.sort_by(|a, b| compare(a.0.as_ref(), b.0.as_ref(), sort.descending));
        for (slot, (_, row)) in list.iter_mut().zip(keyed) {
            *slot = row;
        }
    }

    fn team(&self, row: usize) -> Option<&str> {
        let owner = u64::from(self.episodes.columns.owner[row]);
        self.users.get(owner)?.team.as_deref()
    }

    fn by_account<K: Ord>(
        &self,
        list: &mut [u32],
        descending: bool,
        key: impl Fn(usize) -> Option<K>,
    ) {
        let account = &self.episodes.columns.account;
        order(list, descending, |row| {
            (account[row] != NO_ROW)
                .then(|| key(account[row] as usize))
                .flatten()
        });
    }

    fn by_word(&self, list: &mut [u32], descending: bool, code: impl Fn(usize) -> u32) {
        let words = &self.accounts.words;
        self.by_account(list, descending, |row| words.get(code(row)));
    }
}

fn order<K: Ord>(list: &mut [u32], descending: bool, key: impl Fn(usize) -> Option<K>) {
    list.sort_by(|a, b| {
        let (a, b) = (key(*a as usize), key(*b as usize));
        compare(a.as_ref(), b.as_ref(), descending)
    });
}

/// Nothing comes last, in either direction.
fn compare<K: Ord>(a: Option<&K>, b: Option<&K>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn some(code: u8) -> Option<u8> {
    (code != 0).then_some(code)
}

fn at(minute: u32) -> Option<u32> {
    (minute != NEVER).then_some(minute)
}

fn day(number: i32) -> Option<i32> {
    (number != NO_DAY).then_some(number)
}

fn number(it: i64) -> Option<i64> {
    (it != super::accounts::NO_NUMBER).then_some(it)
}
