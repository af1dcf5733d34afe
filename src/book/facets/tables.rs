//! Rows and what is counted of them, by the numbers of groups of fields: all of them, or only those by which they differ
//! from rows that are counted already.
//!
//! Which rows these are, and what the numbers stand for, is known to others.

use std::ops::Range;
use std::sync::OnceLock;

use super::groups::{FIRST, Group, LISTS, OF_ACCOUNTS, fields_of_leads};
use super::through::columns_by;
use crate::book::Book;
use crate::book::histogram::{Lane, histograms};
use crate::book::mask::Mask;
use crate::book::packs::{By, Pack, Room, Sorted};

/// Rows without a filter, and what is counted of them.
#[derive(Debug, Clone)]
pub(super) struct Base {
    pub(super) rows: Mask,
    pub(super) many: u64,
    tables: [OnceLock<Tables>; LISTS],
}

/// The lists that lie side by side of each lead: those that are offered first do. Of leads they hold no more than eight
/// fields, so that a byte says in which of them a lead repeats another one of its account.
pub(super) const OF_LEADS_TOGETHER: [Range<usize>; 3] =
    [0..FIRST, FIRST..FIRST + 4, FIRST + 4..LISTS];

/// The same of each account.
pub(super) const OF_ACCOUNTS_TOGETHER: Range<usize> = 0..OF_ACCOUNTS.len();

/// The groups of some lists side by side.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    pack: Pack,
    /// The lists that are in, each with how many groups it has, and whether what repeats is told apart.
    lists: Vec<(usize, usize, bool)>,
    /// What accounts are counted by, for each group.
    by: Vec<By>,
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
                taken.push((list, groups));
            }
        }
        let (mut its, mut by) = (Vec::new(), Vec::new());
        for (list, groups) in taken {
            let ways = ways_of(list, groups);
            let mut each = groups.iter().zip(&ways);
            let is_told = each.all(|(group, way)| room.spreads(&group.lane(), way.sorts()));
            its.push((list, groups.len(), is_told));
            let way = |it: By| if is_told { it } else { By::First };
            by.extend(ways.into_iter().map(way));
        }
        Self {
            pack: Pack::of(&lanes, rows),
            lists: its,
            by,
        }
    }

    /// Puts another number into a row of a group of a list, if the list is in.
    pub(super) fn set(&mut self, row: usize, (list, group): (usize, usize), number: usize) {
        let before = self.lists.iter().take_while(|it| it.0 != list);
        let lane: usize = before.map(|it| it.1).sum();
        if self.lists.iter().any(|it| it.0 == list) {
            self.pack.set(row, lane + group, number);
        }
    }

    /// Counts rows, and puts down what the wanted lists came to.
    fn count(&self, rows: &Mask, wanted: &[usize], into: &mut [Tables]) {
        self.put(self.pack.counts(rows), wanted, into, |_| true);
    }

    /// Counts the accounts of leads, of which it is said which repeat another one; puts down the same.
    fn count_through(
        &self,
        rows: &Mask,
        wanted: &[usize],
        into: &mut [Tables],
        look: impl Fn(usize, u64, &mut Sorted) + Sync,
    ) {
        let tables = self.pack.counts_by(rows, &self.by, look);
        self.put(tables, wanted, into, |is_told| is_told);
    }

    fn put(
        &self,
        tables: Vec<Vec<u32>>,
        wanted: &[usize],
        into: &mut [Tables],
        is_right: impl Fn(bool) -> bool,
    ) {
        let mut tables = tables.into_iter();
        for (list, groups, is_told) in &self.lists {
            let its = tables.by_ref().take(*groups);
            let place = wanted.iter().position(|it| it == list);
            match place
                .filter(|_| is_right(*is_told))
                .and_then(|at| into.get_mut(at))
            {
                Some(place) => place.extend(its),
                None => its.for_each(drop),
            }
        }
    }
}

/// What accounts are counted by for each group of a list: by what repeats another lead's in its fields, or, where the
/// fields are the accounts' own, by the lead that comes first.
pub(super) fn ways_of(list: usize, groups: &[Group]) -> Vec<By> {
    let together = OF_LEADS_TOGETHER.iter().find(|it| it.contains(&list));
    let before = together.map_or(0..0, |it| it.start..list);
    let mut next: usize = before.map(|it| fields_of_leads(it).len()).sum();
    let way = |group: &Group| {
        if fields_of_leads(list).is_empty() {
            return By::First;
        }
        let from = next;
        next += group.fields();
        By::Bits(from, group.fields())
    };
    groups.iter().map(way).collect()
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

    /// The same, to be changed.
    pub(super) fn tables_mut(&mut self, list: usize) -> Option<&mut Tables> {
        self.tables.get_mut(list)?.get_mut()
    }

    /// Forgets what was counted by the groups of a list.
    pub(super) fn forget(&mut self, list: usize) {
        if let Some(tables) = self.tables.get_mut(list) {
            tables.take();
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
    /// Leads.
    Leads,
    /// Accounts through their leads, each once for every value.
    Through,
    /// The same where of every account all leads are counted or none.
    Whole,
    /// Accounts by their own rows.
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
        match side {
            Side::Through | Side::Whole => {
                self.through(lists, (rows, side == Side::Whole), &mut found);
            }
            _ if rows.is_empty() => {}
            Side::Accounts if is_most(lists, &OF_ACCOUNTS_TOGETHER) => {
                self.packed_accounts().count(rows, lists, &mut found);
            }
            Side::Accounts => {}
            Side::Leads => {
                let ranges = OF_LEADS_TOGETHER.iter().enumerate();
                for (together, _) in ranges.filter(|it| is_most(lists, it.1)) {
                    let packed = self.packed_leads(together);
                    packed.count(rows, lists, &mut found);
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

    /// Counts the accounts of leads: side by side what is told apart there, the rest by itself.
    fn through(&self, lists: &[usize], (leads, whole): (&Mask, bool), found: &mut [Tables]) {
        for (together, range) in OF_LEADS_TOGETHER.iter().enumerate() {
            if !lists.iter().any(|it| range.contains(it)) {
                continue;
            }
            let (order, same) = (self.order(), self.same(together));
            let look = |at: usize, word: u64, sorted: &mut Sorted| {
                if whole {
                    same.look_whole(order, at, word, sorted);
                } else {
                    same.look(order, leads, at, word, sorted);
                }
            };
            if is_most(lists, range) && !leads.is_empty() {
                let packed = self.packed_leads(together);
                packed.count_through(leads, lists, found, look);
            }
            let here = lists.iter().zip(found.iter_mut());
            let here = here.filter(|it| range.contains(it.0) && it.1.is_empty());
            let (left, mut places): (Vec<usize>, Vec<&mut Tables>) = here.unzip();
            let groups = left.iter().map(|list| self.groups_of_leads(*list));
            let each = left.iter().zip(groups.clone());
            let columns = each.flat_map(|(list, groups)| {
                let lanes = groups.iter().map(Group::lane);
                lanes.zip(ways_of(*list, groups))
            });
            let columns: Vec<(Lane<'_>, By)> = columns.collect();
            let mut tables = if whole && columns.iter().all(|it| it.1 == By::First) {
                let lanes: Vec<Lane<'_>> = columns.iter().map(|it| it.0).collect();
                histograms(&lanes, &leads.clone().and(order.first()))
            } else {
                columns_by(&columns, leads, look)
            }
            .into_iter();
            for (place, groups) in places.iter_mut().zip(groups) {
                place.extend(tables.by_ref().take(groups.len()));
            }
        }
    }
}

/// Whether most of some lists are among others.
fn is_most(lists: &[usize], together: &Range<usize>) -> bool {
    2 * lists.iter().filter(|it| together.contains(it)).count() > together.len()
}
