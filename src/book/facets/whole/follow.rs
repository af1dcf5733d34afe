//! What facets are counted by follows a lead that changes where it lies: its rows are read anew, all else stands.
//!
//! A word, a month or values together that no row had, and rows that come or go, can't be followed: what hangs on them is
//! forgotten, and found anew when it is asked for. Which changes there are is not known here, only what rows hold.

use super::super::groups::{Group, LISTS, OF_ACCOUNTS, fields_of_leads, list_of};
use super::super::lanes::FACETS;
use super::super::runs::{TOGETHER, theirs};
use super::super::tables::{Base, OF_LEADS_TOGETHER, Tables, ways_of};
use super::{OfLeads, outcome_of, position_of};
use crate::book::Book;
use crate::book::episodes::{flag, status_code};
use crate::book::mask::Mask;
use crate::book::packs::{By, Sorted};
use crate::book::places::{Place, place};
use crate::book::ways::Both;
use crate::model::Status;
use crate::query::Field;

/// After so many changes one after the other it is sooner done to find all anew.
const MANY: usize = 256;

/// How a lead stood before a change.
struct Before {
    /// The rows of its episodes, lowest first.
    rows: Vec<usize>,
    /// Its account's row.
    account: u32,
    /// The word that its tags are.
    tags: u32,
    /// What its rows came to.
    outcome: Option<Both>,
}

impl Book {
    /// Changes the rows of a lead; what facets are counted by follows.
    pub(in crate::book) fn following(&mut self, lead: u64, change: impl FnOnce(&mut Self)) {
        if self.whole.leads.is_empty() {
            return change(self);
        }
        self.whole.followed += 1;
        let before = self.stand(lead);
        change(self);
        let after = self.stand(lead);
        let mut leads = std::mem::take(&mut self.whole.leads);
        // Where no lead is found, nothing was changed.
        let can_follow = match (&before, &after) {
            (Some(before), Some(after)) => {
                before.rows == after.rows && before.account == after.account
            }
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !can_follow || self.whole.followed > MANY {
            return;
        }
        if let (Some(before), Some(after)) = (before, after) {
            leads.follow(self, (lead, &before), &after);
        }
        self.whole.leads = leads;
    }

    fn stand(&self, lead: u64) -> Option<Before> {
        let (e, c) = (&self.episodes, &self.episodes.columns);
        let latest = e.rows.get(lead)?;
        let mut rows: Vec<usize> = e.chain(latest).collect();
        rows.sort_unstable();
        let ways = self.whole.leads.ways.get();
        Some(Before {
            outcome: ways.map(|ways| Both::of_rows(ways, &c.value, &standing(&rows, latest))),
            rows,
            account: c.account[latest],
            tags: c.tags.code(latest),
        })
    }
}

/// Rows of a lead, each with whether it stands for the lead.
fn standing(rows: &[usize], latest: usize) -> Vec<(usize, bool)> {
    rows.iter().map(|row| (*row, *row == latest)).collect()
}

impl OfLeads {
    /// Whether there is nothing that could be wrong.
    fn is_empty(&self) -> bool {
        self.outcomes.get().is_none()
            && self.values.get().is_none()
            && self.ends.get().is_none()
            && self.ways.get().is_none()
            && self.tags.get().is_none()
            && self.months.iter().all(|it| it.get().is_none())
    }

    fn follow(&mut self, book: &Book, (lead, before): (u64, &Before), after: &Before) {
        let Some(latest) = book.episodes.rows.get(lead) else {
            return;
        };
        if before.tags != after.tags {
            self.tags.take();
        }
        let rows = &before.rows;
        self.follow_sums(book, (latest, before));
        let lost = self.follow_codes(book, rows);
        for list in (0..LISTS).filter(|it| lost[*it]) {
            self.forget_list(list);
        }
        let accounts = &book.episodes.columns.account;
        let several = book.engaged.get().map(|it| &it.several);
        let its_account: Vec<usize> = match several {
            Some(several) if several.has(latest) => theirs(latest, several, accounts).collect(),
            Some(_) | None => vec![latest],
        };
        self.count(latest, &its_account, |count| *count = count.wrapping_sub(1));
        self.follow_ends(book, rows);
        for list in 0..LISTS {
            if !self.follow_groups(book, list, rows) {
                self.forget_list(list);
            }
        }
        self.follow_order(&its_account);
        self.count(latest, &its_account, |count| *count = count.wrapping_add(1));
    }

    /// What all episodes and leads come to.
    fn follow_sums(&mut self, book: &Book, (latest, before): (usize, &Before)) {
        let c = &book.episodes.columns;
        let Some(ways) = self.ways.get_mut() else {
            return;
        };
        if !before.rows.iter().all(|row| ways.follow(c, *row)) {
            self.ways.take();
            self.outcome.take();
            return;
        }
        let now = Both::of_rows(ways, &c.value, &standing(&before.rows, latest));
        if let (Some(all), Some(was)) = (self.outcome.take(), &before.outcome) {
            self.outcome = all.without(was).and(&now).into();
        }
    }

    /// Months and classes; says which lists can't be kept because a month is new.
    fn follow_codes(&mut self, book: &Book, rows: &[usize]) -> [bool; LISTS] {
        let mut lost = [false; LISTS];
        for (kept, field) in self.months.iter_mut().zip(FACETS) {
            let (Some(by_month), Place::Moment(minutes)) = (kept.get_mut(), place(field)) else {
                continue;
            };
            let minutes = minutes(&book.episodes.columns);
            if !rows.iter().all(|row| by_month.months.holds(minutes[*row])) {
                kept.take();
                if let Some(list) = list_of(field) {
                    lost[list] = true;
                }
                continue;
            }
            for row in rows {
                by_month.places[*row] = by_month.months.place(minutes[*row]);
            }
        }
        if let Some(values) = self.values.get_mut() {
            rows.iter()
                .for_each(|row| values[*row] = book.value_class(*row));
        }
        lost
    }

    /// Which leads were won and lost, and how each came to stand.
    fn follow_ends(&mut self, book: &Book, rows: &[usize]) {
        let c = &book.episodes.columns;
        if let Some(ends) = self.ends.get_mut() {
            for (end, status) in ends.iter_mut().zip([Status::Won, Status::Lost]) {
                for row in rows.iter().filter(|it| c.flags[**it] & flag::LATEST != 0) {
                    if c.status[*row] == status_code(status) {
                        end.insert(*row);
                    } else {
                        end.take_out(*row);
                    }
                }
            }
        }
        if let Some(outcomes) = self.outcomes.get_mut() {
            rows.iter()
                .for_each(|row| outcomes[*row] = outcome_of(c.status[*row]));
        }
    }

    /// The numbers of a list's groups; says whether there are numbers for what the rows hold now.
    fn follow_groups(&mut self, book: &Book, list: usize, rows: &[usize]) -> bool {
        let Some(groups) = self.groups[list].get_mut() else {
            return true;
        };
        let months = &self.months;
        for (place, group) in groups.iter_mut().enumerate() {
            for row in rows {
                let outcome = outcome_of(book.episodes.columns.status[*row]);
                if list < OF_ACCOUNTS.len() {
                    group.tell(*row, outcome);
                } else if !group.retell(*row, outcome, |field| {
                    let by_month = months.get(position_of(field)?)?.get();
                    book.told(field, *row, by_month)
                }) {
                    return false;
                }
                if let Some(packed) = self.packs[together(list)].get_mut() {
                    packed.set(*row, (list, place), group.number(*row));
                }
            }
        }
        true
    }

    /// How the leads of an account follow each other, and in what they are the same.
    fn follow_order(&mut self, rows: &[usize]) {
        let (Some(order), Some(outcomes)) = (self.order.get_mut(), self.outcomes.get()) else {
            return;
        };
        order.follow(rows, outcomes);
        for (same, lists) in self.same.iter_mut().zip(OF_LEADS_TOGETHER) {
            let Some(same) = same.get_mut() else { continue };
            let fields = lists.flat_map(fields_of_leads).copied();
            let fields: Vec<Field> = fields.take(TOGETHER).collect();
            let groups = &self.groups;
            same.follow(order, rows, fields.len(), |field, row| {
                let field = *fields.get(field)?;
                let groups = groups.get(list_of(field)?)?.get()?;
                groups.iter().find_map(|it| it.value(field, row))
            });
        }
    }

    /// Counts a lead, and the leads of its account as they stand for it, in all that is counted.
    fn count(&mut self, lead: usize, its_account: &[usize], more: impl Fn(&mut u32)) {
        let [mut all, mut homed] = [self.all.take(), self.homed.take()];
        let single = |_: &Group, number: usize, _: &By, _: &(usize, usize, u32)| Some(number);
        let told =
            |group: &Group, number: usize, by: &By, (_, repeats, first): &(usize, usize, u32)| {
                match by {
                    By::First => (*first == 1).then_some(number),
                    By::Bits(from, bits) => {
                        let sort = repeats >> from & ((1 << bits) - 1);
                        Some(number + sort * group.lane().width)
                    }
                }
            };
        for list in 0..LISTS {
            if let Some(base) = all.as_mut().filter(|it| it.rows.has(lead)) {
                self.count_list(base, list, &[(lead, 0, 1)], &more, single);
            }
            if let Some(base) = homed.as_mut().filter(|it| it.rows.has(lead)) {
                match self.look(list, &base.rows, its_account) {
                    Some(looked) => self.count_list(base, list, &looked, &more, told),
                    None => base.forget(list),
                }
            }
        }
        (self.all, self.homed) = (kept(all), kept(homed));
    }

    /// Counts some rows by the numbers of a list's groups.
    fn count_list(
        &self,
        base: &mut Base,
        list: usize,
        rows: &[(usize, usize, u32)],
        more: &impl Fn(&mut u32),
        place: impl Fn(&Group, usize, &By, &(usize, usize, u32)) -> Option<usize>,
    ) {
        let Some(groups) = self.groups[list].get() else {
            return base.forget(list);
        };
        let Some(tables) = base.tables_mut(list) else {
            return;
        };
        let tables: &mut Tables = tables;
        for ((group, by), table) in groups.iter().zip(ways_of(list, groups)).zip(tables) {
            for row in rows {
                let at = place(group, group.number(row.0), &by, row);
                if let Some(count) = at.and_then(|at| table.get_mut(at)) {
                    more(count);
                }
            }
        }
    }

    /// What some leads repeat of others of their account: of each its row, the fields, and 1 where it comes first.
    fn look(&self, list: usize, among: &Mask, rows: &[usize]) -> Option<Vec<(usize, usize, u32)>> {
        let (order, same) = (self.order.get()?, self.same[together(list)].get()?);
        let mut looked = Vec::new();
        let mut sorted = Sorted::default();
        for row in rows {
            sorted.clear();
            same.look(order, among, row / 64, 1 << (row % 64), &mut sorted);
            looked.extend(sorted.iter().map(|it| (*row, it.1, it.2)));
        }
        Some(looked)
    }

    /// Forgets what hangs on the groups of a list.
    fn forget_list(&mut self, list: usize) {
        self.groups[list].take();
        self.packs[together(list)].take();
        self.same[together(list)].take();
        for base in [&mut self.all, &mut self.homed] {
            if let Some(base) = base.get_mut() {
                base.forget(list);
            }
        }
    }
}

fn kept(base: Option<Base>) -> std::sync::OnceLock<Base> {
    base.map_or_else(Default::default, Into::into)
}

/// Which lists a list lies side by side with.
fn together(list: usize) -> usize {
    let mut ranges = OF_LEADS_TOGETHER.iter();
    ranges.position(|it| it.contains(&list)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::select::At;
    use crate::model::{
        Account, AccountId, Change, FieldEdit, Key, Kind, Lead, Moment, Op, Record, Seq, Unit,
        UserId, Value,
    };
    use crate::query::Filter;

    #[test]
    fn what_is_counted_by_stays_where_a_lead_gets_another_owner() {
        let mut book = Book::default();
        for id in 1..4 {
            let account = Account {
                name: format!("Account {id}"),
                ..Account::default()
            };
            book.put(id, Seq(1), account.into()).unwrap();
        }
        for id in 1..9 {
            let lead = Lead {
                account: Some(AccountId(id % 3 + 1)),
                owner: Some(UserId(id % 2)),
                ..Lead::default()
            };
            book.put(id, Seq(1), lead.into()).unwrap();
        }
        for id in 0..2 {
            let user = Record::User(crate::model::User::default());
            book.put(id, Seq(1), user).unwrap();
        }
        let counted = |book: &Book| {
            let at = At { now: Moment(0) };
            let slices = [Unit::Leads, Unit::Accounts];
            slices.map(|unit| book.slice(&Filter::default(), unit, &FACETS, at).facets)
        };
        let _kept = counted(&book);
        let owner = Kind::Lead.field("owner").unwrap();
        let change = Change {
            key: Key::new(Kind::Lead, 5),
            prev: Seq(1),
            op: Op::Update,
            edits: vec![FieldEdit {
                field: owner,
                before: Value::Integer(1),
                after: Value::Integer(0),
            }],
        };
        book.apply(Seq(2), &change).unwrap();
        let leads = &book.whole.leads;
        assert!(leads.groups.iter().all(|it| it.get().is_some()));
        assert!(leads.packs.iter().all(|it| it.get().is_some()));
        let list = list_of(Field::Owner).unwrap();
        assert!(
            [&leads.all, &leads.homed]
                .iter()
                .all(|it| it.get().unwrap().tables(list).is_some())
        );
        let after = counted(&book);
        book.whole = super::super::Whole::default();
        assert_eq!(after, counted(&book));
    }
}
