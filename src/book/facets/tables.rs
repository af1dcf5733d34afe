//! Rows and what is counted of them, by the numbers of groups of fields: all of them, or only those by which they differ
//! from rows that are counted already.
//!
//! Which rows these are, and what the numbers stand for, is known to others.

use std::ops::Range;
use std::sync::OnceLock;

use super::groups::{FIRST, Group, LISTS, OF_ACCOUNTS};
use crate::book::Book;
use crate::book::histogram::{Lane, histograms};
use crate::book::mask::Mask;
use crate::book::packs::{Pack, Room};

/// Rows without a filter, and what is counted of them.
#[derive(Debug, Clone)]
pub(super) struct Base {
    pub(super) rows: Mask,
    pub(super) many: u64,
    tables: [OnceLock<Tables>; LISTS],
}

/// The lists that lie side by side of each lead: those that are offered first do.
const OF_LEADS_TOGETHER: [Range<usize>; 2] = [0..FIRST, FIRST..LISTS];

/// The same of each account.
const OF_ACCOUNTS_TOGETHER: Range<usize> = 0..OF_ACCOUNTS.len();

impl Side {
    /// The lists that lie side by side.
    fn together(self) -> &'static [Range<usize>] {
        match self {
            Self::Leads => &OF_LEADS_TOGETHER,
            Self::Accounts => std::slice::from_ref(&OF_ACCOUNTS_TOGETHER),
        }
    }
}

/// The groups of some lists side by side.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    pack: Pack,
    /// The lists that are in, each with how many groups it has.
    lists: Vec<(usize, usize)>,
}

impl Packed {
    pub(super) fn of<'a>(lists: impl Iterator<Item = (usize, &'a [Group])>, rows: usize) -> Self {
        let mut room = Room::default();
        let mut lanes: Vec<Lane<'_>> = Vec::new();
        let mut taken = Vec::new();
        for (list, groups) in lists {
            let its: Vec<Lane<'_>> = groups.iter().map(Group::lane).collect();
            if room.takes(&its) {
                lanes.extend(its);
                taken.push((list, groups.len()));
            }
        }
        Self {
            pack: Pack::of(&lanes, rows),
            lists: taken,
        }
    }

    /// Counts rows, and puts down what the wanted lists came to.
    fn count(&self, rows: &Mask, wanted: &[usize], into: &mut [Tables]) {
        let mut tables = self.pack.counts(rows).into_iter();
        for (list, groups) in &self.lists {
            let its = tables.by_ref().take(*groups);
            match wanted
                .iter()
                .position(|it| it == list)
                .and_then(|at| into.get_mut(at))
            {
                Some(place) => place.extend(its),
                None => its.for_each(drop),
            }
        }
    }
}

/// For each group of a list how many rows there are by the group's numbers.
pub(super) type Tables = Vec<Vec<u32>>;

impl Base {
    pub(super) fn of(rows: Mask) -> Self {
        Self {
            many: rows.count(),
            rows,
            tables: Default::default(),
        }
    }

    fn keep(&self, lists: &[usize], tables: Vec<Tables>) {
        for (list, tables) in lists.iter().zip(tables) {
            if let Some(place) = self.tables.get(*list) {
                place.get_or_init(|| tables);
            }
        }
    }

    /// What was counted by the groups of a list, if that was done.
    pub(super) fn tables(&self, list: usize) -> Option<&Tables> {
        self.tables.get(list)?.get()
    }
}

/// Rows to be counted; those that there are without a filter, if they are some of these; and some that are among them,
/// if they were counted before.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) rows: &'a Base,
    pub(super) of: Option<&'a Base>,
    pub(super) beyond: Option<&'a Base>,
}

/// Whose rows are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Leads,
    Accounts,
}

impl Book {
    /// Counts rows by the numbers of the groups of some lists, which are put down with the rows: all of them, or those
    /// that are left out, or those that come to what is counted already, whichever are the fewest.
    pub(super) fn count_lists(&self, side: Side, lists: &[usize], it: Rows<'_>) {
        let Rows { rows, of, beyond } = it;
        let left_out = of.map_or(u64::MAX, |of| of.many.saturating_sub(rows.many));
        let more = beyond.map_or(u64::MAX, |it| rows.many.saturating_sub(it.many));
        let (apart, all) = match (of, beyond) {
            (Some(of), _) if left_out < rows.many && left_out <= more => {
                (of.rows.without(&rows.rows), Some((of, false)))
            }
            (_, Some(beyond)) if more < rows.many => {
                (rows.rows.without(&beyond.rows), Some((beyond, true)))
            }
            _ => (Mask::default(), None),
        };
        let Some((known, grows)) = all else {
            let tables = self.by_list(side, lists, &rows.rows);
            rows.keep(lists, tables);
            return;
        };
        let unknown = lists.iter().copied();
        let unknown: Vec<usize> = unknown.filter(|it| known.tables(*it).is_none()).collect();
        if !unknown.is_empty() {
            known.keep(&unknown, self.by_list(side, &unknown, &known.rows));
        }
        let mut apart = self.by_list(side, lists, &apart);
        for (list, tables) in lists.iter().zip(&mut apart) {
            let known = known.tables(*list).into_iter().flatten();
            for (mine, known) in tables.iter_mut().zip(known) {
                for (mine, known) in mine.iter_mut().zip(known) {
                    *mine = if grows { known + *mine } else { known - *mine };
                }
            }
        }
        rows.keep(lists, apart);
    }

    /// The same without asking what there is in all: side by side where most of what lies so is wanted.
    fn by_list(&self, side: Side, lists: &[usize], rows: &Mask) -> Vec<Tables> {
        let mut found: Vec<Tables> = vec![Tables::new(); lists.len()];
        if !rows.is_empty() {
            for together in side.together() {
                let asked = lists.iter().filter(|it| together.contains(it)).count();
                if 2 * asked > together.len() {
                    self.packed(side, together).count(rows, lists, &mut found);
                }
            }
        }
        let left = lists.iter().zip(&mut found).filter(|it| it.1.is_empty());
        let (left, mut places): (Vec<usize>, Vec<&mut Tables>) = left.unzip();
        let groups = left.iter().map(|list| self.groups(side, *list));
        let lanes: Vec<_> = groups.clone().flatten().map(Group::lane).collect();
        let mut tables = histograms(&lanes, rows).into_iter();
        for (place, groups) in places.iter_mut().zip(groups) {
            place.extend(tables.by_ref().take(groups.len()));
        }
        found
    }
}
