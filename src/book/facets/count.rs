//! Counts the values of fields in a selection: of leads by their rows, of accounts by one lead that stands for each.

use rayon::prelude::*;

use super::groups::{Group, OF_ACCOUNTS, list_of};
use super::lanes::FACETS;
use super::whole::{Rows, counted};
use super::{Count, Facet, short};
use crate::book::Book;
use crate::book::histogram::Lane;
use crate::book::mask::Mask;
use crate::model::Unit;
use crate::query::Field;

/// What parts of a filter select.
pub(super) struct Selection {
    pub(super) episodes: Mask,
    pub(super) leads: Mask,
    pub(super) total: Count,
    /// Where accounts are counted.
    pub(super) accounts: Option<Accounts>,
}

/// The accounts of a selection.
pub(super) struct Accounts {
    /// Those that have no lead at all.
    pub(super) leadless: Mask,
    /// The selected leads of accounts whose leads lie together.
    pub(super) homed: Mask,
    /// Of these the one that stands for its account.
    pub(super) first: Mask,
    /// Whether an account's leads are selected all or not at all.
    all_or_none: bool,
    /// The selected leads of the other accounts, of these the won and the closed ones.
    pub(super) strays: Option<[Mask; 3]>,
    /// And their accounts: all, won, lost.
    pub(super) stray: [Mask; 3],
}

impl Book {
    /// What is counted of some leads, and of accounts that have none.
    pub(super) fn selected(
        &self,
        episodes: Mask,
        leads: Mask,
        leadless: Option<Mask>,
        all_or_none: bool,
    ) -> Selection {
        let [won, lost] = self.ends();
        let count = |rows: &Mask| {
            let of = |end: &Mask| short(rows.clone().and(end).count());
            Count {
                all: short(rows.count()),
                won: of(won),
                lost: of(lost),
            }
        };
        let Some(leadless) = leadless else {
            let total = count(&leads);
            return Selection {
                episodes,
                leads,
                total,
                accounts: None,
            };
        };
        let engaged = self.engaged();
        let homed = engaged.homed.clone().and(&leads);
        let first = if all_or_none {
            self.base_first().rows.clone().and(&leads)
        } else {
            let repeats = self.repeats_in(&homed, &engaged.echo);
            homed.clone().and(&repeats.not())
        };
        let mut total = count(&first);
        total.all += short(leadless.count());
        let (mut strays, mut stray) = (None, <[Mask; 3]>::default());
        if !engaged.strays.is_empty() {
            let all = engaged.strays.clone().and(&leads);
            let won = won.clone().and(&all);
            let closed = lost.clone().and(&all).or(&won);
            let sets = [all, won, closed];
            let [all, won, closed] = sets.each_ref().map(|rows| self.accounts_of(rows));
            stray = [all, won.clone(), closed.and(&won.not())];
            let [all, won, lost] = stray.each_ref().map(|it| short(it.count()));
            total.all += all;
            total.won += won;
            total.lost += lost;
            strays = Some(sets);
        }
        Selection {
            episodes,
            leads,
            total,
            accounts: Some(Accounts {
                leadless,
                homed,
                first,
                all_or_none,
                strays,
                stray,
            }),
        }
    }

    /// The accounts of a selection, where accounts are counted.
    pub(super) fn accounts_in(&self, selection: &Selection) -> Mask {
        let Some(accounts) = &selection.accounts else {
            return Mask::default();
        };
        let with_leads = self.accounts_of(&accounts.first);
        with_leads.or(&accounts.leadless).or(&accounts.stray[0])
    }

    /// Counts the values of some fields in a selection; of those that have facets.
    pub(super) fn count_facets(
        &self,
        selection: &Selection,
        fields: &[Field],
        own: bool,
    ) -> Vec<Facet> {
        let tags = fields
            .contains(&Field::Tag)
            .then(|| self.count_tags(selection));
        // Of tags one may have several.
        let is_single = |it: &Field| FACETS.contains(it) && *it != Field::Tag;
        let fields = fields.iter().copied().filter(is_single);
        let (of_accounts, of_leads): (Vec<Field>, Vec<Field>) =
            fields.partition(|it| list_of(*it).is_some_and(|list| list < OF_ACCOUNTS.len()));
        let counts = match &selection.accounts {
            None => {
                let fields = [of_accounts, of_leads].concat();
                let rows = Rows {
                    rows: &selection.leads,
                    of: Some(self.base_leads()),
                };
                self.counts(&fields, rows, &|list| self.groups_of_leads(list))
            }
            Some(accounts) => {
                let mut counts = self.of_accounts(accounts, &of_accounts);
                counts.extend(self.through_leads(accounts, &of_leads));
                counts
            }
        };
        let facet = |(field, counts)| Facet {
            field,
            own,
            total: selection.total,
            counts,
        };
        let tags = tags.map(|counts| (Field::Tag, counts));
        counts.into_iter().chain(tags).map(facet).collect()
    }

    /// Counts rows by the values of some fields, whose groups are found by their lists.
    fn counts<'a>(
        &self,
        fields: &[Field],
        rows: Rows<'_>,
        groups: &dyn Fn(usize) -> &'a [Group],
    ) -> Vec<(Field, Vec<Count>)> {
        let mut lists: Vec<usize> = fields.iter().filter_map(|it| list_of(*it)).collect();
        lists.sort_unstable();
        lists.dedup();
        let lists: Vec<(usize, &[Group])> = lists.into_iter().map(|it| (it, groups(it))).collect();
        let tables = counted(&lists, rows);
        let groups = lists.iter().zip(&tables);
        let groups: Vec<(&Group, &Vec<u32>)> = groups
            .flat_map(|(list, tables)| list.1.iter().zip(tables))
            .collect();
        let shared = |field: &Field| {
            let mut holding = groups.iter().filter(|it| it.0.has(*field));
            let (group, table) = holding.next()?;
            Some((*field, group.shared(*field, table)))
        };
        fields.iter().filter_map(shared).collect()
    }

    /// Counts accounts by what they have themselves.
    fn of_accounts(&self, it: &Accounts, fields: &[Field]) -> Vec<(Field, Vec<Count>)> {
        let first = Rows {
            rows: &it.first,
            of: it.all_or_none.then(|| self.base_first()),
        };
        let leadless = Rows {
            rows: &it.leadless,
            of: Some(self.base_leadless()),
        };
        let mut counts = self.counts(fields, first, &|list| self.groups_of_leads(list));
        let groups = |list| self.groups_of_accounts(list);
        add(&mut counts, &self.counts(fields, leadless, &groups), |it| {
            &mut it.all
        });
        if it.strays.is_some() {
            let places: [fn(&mut Count) -> &mut u32; 3] =
                [|it| &mut it.all, |it| &mut it.won, |it| &mut it.lost];
            for (rows, place) in it.stray.iter().zip(places) {
                let stray = self.counts(fields, Rows { rows, of: None }, &groups);
                add(&mut counts, &stray, place);
            }
        }
        counts
    }

    /// Counts accounts by what their selected leads have: each account once for every value.
    fn through_leads(&self, it: &Accounts, fields: &[Field]) -> Vec<(Field, Vec<Count>)> {
        let homed = Rows {
            rows: &it.homed,
            of: Some(self.base_homed()),
        };
        let groups = |list| self.groups_of_leads(list);
        let mut counts = self.counts(fields, homed, &groups);
        let repeated = fields.par_iter().flat_map_iter(|field| {
            let (repeats, of) = if it.all_or_none {
                let base = self.base_repeats(*field);
                (base.rows.clone().and(&it.homed), Some(base))
            } else {
                (self.repeats_in(&it.homed, self.echo(*field)), None)
            };
            let rows = Rows { rows: &repeats, of };
            self.counts(std::slice::from_ref(field), rows, &groups)
        });
        let repeated: Vec<_> = repeated.collect();
        for ((_, counts), (_, repeated)) in counts.iter_mut().zip(repeated) {
            for (count, repeated) in counts.iter_mut().zip(repeated) {
                count.all -= repeated.all;
                count.won -= repeated.won;
                count.lost -= repeated.lost;
            }
        }
        if let Some(strays) = &it.strays {
            self.add_strays(&mut counts, strays);
        }
        let leadless = short(it.leadless.count());
        for (field, counts) in &mut counts {
            let list = list_of(*field).unwrap_or_default();
            let mut holding = groups(list).iter().filter(|it| it.has(*field));
            let none = holding.next().map_or(0, |it| it.none(*field));
            if let Some(none) = counts.get_mut(none) {
                none.all += leadless;
            }
        }
        counts
    }

    /// Adds the accounts whose leads lie apart.
    fn add_strays(&self, counts: &mut [(Field, Vec<Count>)], strays: &[Mask; 3]) {
        let fields = counts.iter();
        let sources: Vec<_> = fields
            .filter_map(|it| self.source(it.0, Unit::Accounts))
            .collect();
        let lanes: Vec<Lane<'_>> = sources.iter().map(|it| it.lane(None)).collect();
        let [all, won, closed] = strays
            .each_ref()
            .map(|rows| self.accounts_by_code(&lanes, rows));
        let tables = all.iter().zip(won.iter().zip(&closed));
        for ((_, counts), (all, (won, closed))) in counts.iter_mut().zip(tables) {
            let each = all.iter().zip(won.iter().zip(closed));
            for (count, (all, (won, closed))) in counts.iter_mut().zip(each) {
                count.all += all;
                count.won += won;
                count.lost += closed - won;
            }
        }
    }
}

/// Adds what was counted of the same fields to one of the figures.
fn add(
    counts: &mut [(Field, Vec<Count>)],
    more: &[(Field, Vec<Count>)],
    place: impl Fn(&mut Count) -> &mut u32,
) {
    for ((_, counts), (_, more)) in counts.iter_mut().zip(more) {
        for (count, more) in counts.iter_mut().zip(more) {
            *place(count) += more.all;
        }
    }
}
