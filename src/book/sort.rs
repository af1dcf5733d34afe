//! The order of lists: which rows come first.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::Book;
use super::coded::Coded;
use super::columns::NO_ROW;
use super::episodes::NO_AMOUNT;
use super::mask::Mask;
use super::row::LeadRow;
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

    /// The rows as a pipeline is read: open ones first, nearest to won first, the most valuable first.
    #[must_use]
    pub fn pipeline(&self, rows: &Mask) -> Vec<u32> {
        let c = &self.episodes.columns;
        let mut keyed: Vec<(u64, u64, u32)> = rows
            .iter()
            .filter_map(|row| {
                // An empty value is the lowest number, so it comes last; closed leads by their day.
                let worth = if c.closed[row] == NEVER {
                    c.value[row]
                } else {
                    i64::from(c.closed[row])
                };
                let rank = u64::from(c.status[row]) << 3 | (7 - u64::from(c.layer[row]));
                let worth = u64::MAX - (worth.cast_unsigned() ^ (1 << 63));
                Some((rank, worth, u32::try_from(row).ok()?))
            })
            .collect();
        keyed.par_sort_unstable();
        keyed.into_iter().map(|it| it.2).collect()
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
            Field::Handed => order(list, descending, |row| at(c.handed[row])),
            Field::Comeback => order(list, descending, |row| day(c.talk[row].come_back)),
            Field::HandedBy => self.by_name(list, descending, |it| it.handed_by),
            Field::Returned => self.by_name(list, descending, |it| it.returned),
            Field::Fb => self.by_name(list, descending, |it| it.verdict),
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
            Field::Sector => self.by_word(list, descending, &a.columns.sector),
            Field::Naics => self.by_word(list, descending, &a.columns.naics),
            Field::City => self.by_word(list, descending, &a.columns.city),
            Field::Country => self.by_word(list, descending, &a.columns.country),
            Field::Ownership => self.by_word(list, descending, &a.columns.ownership),
            Field::Parent => self.by_word(list, descending, &a.columns.parent),
            Field::Class => self.by_word(list, descending, &a.columns.expected_class),
            Field::ExternalId => self.by_name(list, descending, |it| it.external_id),
            Field::Product => self.by_name(list, descending, |it| it.product),
            Field::Owner => self.by_name(list, descending, |it| it.owner),
            Field::Source => self.by_name(list, descending, |it| it.source),
            Field::Campaign => self.by_name(list, descending, |it| it.campaign),
            Field::Title => self.by_name(list, descending, |it| it.title),
            Field::Currency => self.by_name(list, descending, |it| it.currency),
            Field::Next => self.by_name(list, descending, |it| it.next),
            Field::Reason => self.by_name(list, descending, |it| it.reason),
            Field::Competitor => self.by_name(list, descending, |it| it.competitor),
            Field::Team => self.by_text(list, descending, |row| self.team(row)),
            Field::Contact => self.by_text(list, descending, |row| {
                self.people.name(u64::from(c.contact[row]))
            }),
            // The language sorts by none of these.
            Field::Milestones
            | Field::Sla
            | Field::Has
            | Field::No
            | Field::Reached
            | Field::During
            | Field::Outcome => {}
        }
    }

    /// By something of a row that people read.
    fn by_name<'a>(
        &'a self,
        list: &mut [u32],
        descending: bool,
        name: impl Fn(LeadRow<'a>) -> Option<&'a str>,
    ) {
        self.by_text(list, descending, |row| name(self.row(row)?));
    }

    /// By a text, which is folded once a row.
    fn by_text<'a>(
        &'a self,
        list: &mut [u32],
        descending: bool,
        text: impl Fn(usize) -> Option<&'a str>,
    ) {
        let mut keyed: Vec<(Option<String>, u32)> = list
            .iter()
            .map(|row| (text(*row as usize).map(fold), *row))
            .collect();
        keyed.sort_by(|a, b| compare(a.0.as_ref(), b.0.as_ref(), descending));
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

    fn by_word(&self, list: &mut [u32], descending: bool, column: &Coded) {
        self.by_account(list, descending, |row| column.get(row));
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
