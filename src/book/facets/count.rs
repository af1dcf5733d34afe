//! Counts the values of fields in a selection: of leads by their rows, of accounts by one lead that stands for each.

use super::groups::{Group, OF_ACCOUNTS, list_of};
use super::idle::is_of_now;
use super::lanes::FACETS;
use super::tables::{Base, Rows, Side};
use super::{Count, Facet, short};
use crate::book::Book;
use crate::book::histogram::Lane;
use crate::book::mask::Mask;
use crate::book::select::At;
use crate::model::Unit;
use crate::query::Field;

/// What parts of a filter select.
pub(super) struct Selection {
    pub(super) episodes: Mask,
    pub(super) leads: Base,
    pub(super) total: Count,
    /// Where accounts are counted.
    pub(super) accounts: Option<Accounts>,
}

/// The accounts of a selection.
pub(super) struct Accounts {
    /// Those that have no lead at all.
    pub(super) leadless: Base,
    /// The selected leads of accounts whose leads lie together.
    pub(super) homed: Base,
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
        let leads = Base::of(leads);
        let Some(leadless) = leadless else {
            let total = Count {
                all: short(leads.many),
                won: short(leads.rows.in_both(won)),
                lost: short(leads.rows.in_both(lost)),
            };
            return Selection {
                episodes,
                leads,
                total,
                accounts: None,
            };
        };
        let engaged = self.engaged();
        let homed = Base::of(engaged.homed.clone().and(&leads.rows));
        let leadless = Base::of(leadless);
        let mut total = self.accounts_by_outcome(&homed.rows);
        total.all += short(leadless.many);
        let (mut strays, mut stray) = (None, <[Mask; 3]>::default());
        if !engaged.strays.is_empty() {
            let all = engaged.strays.clone().and(&leads.rows);
            let won = won.clone().and(&all);
            let closed = lost.clone().and(&all).or(&won);
            let sets = [all, won, closed];
            let [all, won, closed] = sets.each_ref().map(|rows| self.accounts_of(rows));
            let lost = closed.without(&won);
            stray = [all, won, lost];
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
                all_or_none,
                strays,
                stray,
            }),
        }
    }

    /// Of leads whose accounts' leads lie together the accounts: all, those with a won one, and the others with a lost one.
    pub(super) fn accounts_by_outcome(&self, homed: &Mask) -> Count {
        let [won, lost] = self.ends();
        let many = |leads: &Mask| short(leads.stretches(&self.engaged().last));
        let (won, lost) = (homed.clone().and(won), homed.clone().and(lost));
        Count {
            all: many(homed),
            won: many(&won),
            lost: many(&lost.or(&won)) - many(&won),
        }
    }

    /// Counts the values of some fields in a selection, of those that have facets. What is in a narrower selection may
    /// be counted already; what depends on when one looks is left out where no moment is given.
    pub(super) fn count_facets(
        &self,
        selection: &Selection,
        fields: &[Field],
        narrower: Option<&Selection>,
        at: Option<At>,
    ) -> Vec<Facet> {
        let tags = fields
            .contains(&Field::Tag)
            .then(|| self.count_tags(selection));
        let idle = at.filter(|_| fields.contains(&Field::Idle));
        let idle = idle.map(|at| self.count_idle(selection, at));
        // Of tags one may have several, and the others are counted by what is kept.
        let is_single = |it: &Field| FACETS.contains(it) && *it != Field::Tag && !is_of_now(*it);
        let fields = fields.iter().copied().filter(is_single);
        let (of_accounts, of_leads): (Vec<Field>, Vec<Field>) =
            fields.partition(|it| is_of_accounts(*it));
        let counts = match &selection.accounts {
            None => {
                let fields = [of_accounts, of_leads].concat();
                let rows = Rows {
                    rows: &selection.leads,
                    of: Some(self.base_leads()),
                    beyond: narrower.map(|it| &it.leads),
                };
                self.counts(&fields, rows, Side::Leads)
            }
            Some(accounts) => {
                let narrower = narrower.and_then(|it| it.accounts.as_ref());
                self.of_accounts(accounts, narrower, [&of_accounts, &of_leads])
            }
        };
        let facet = |(field, counts)| Facet {
            field,
            own: narrower.is_some(),
            total: selection.total,
            counts,
        };
        let tags = tags.map(|counts| (Field::Tag, counts));
        let apart = tags.into_iter().chain(idle.map(|it| (Field::Idle, it)));
        counts.into_iter().chain(apart).map(facet).collect()
    }

    /// Counts rows by the values of some fields.
    fn counts(&self, fields: &[Field], rows: Rows<'_>, side: Side) -> Vec<(Field, Vec<Count>)> {
        let mut lists: Vec<usize> = fields.iter().filter_map(|it| list_of(*it)).collect();
        lists.sort_unstable();
        lists.dedup();
        self.count_lists(side, &lists, rows);
        let groups = lists.iter().filter_map(|list| {
            let tables = rows.rows.tables(*list)?;
            Some(self.groups(side, *list).iter().zip(tables))
        });
        let groups: Vec<(&Group, &Vec<u32>)> = groups.flatten().collect();
        let shared = |field: &Field| {
            let mut holding = groups.iter().filter(|it| it.0.has(*field));
            let (group, table) = holding.next()?;
            Some((*field, group.shared(*field, table)))
        };
        fields.iter().filter_map(shared).collect()
    }

    /// Counts accounts by what they have themselves, and by what their selected leads have: once for every value.
    fn of_accounts(
        &self,
        it: &Accounts,
        narrower: Option<&Accounts>,
        [of_accounts, of_leads]: [&[Field]; 2],
    ) -> Vec<(Field, Vec<Count>)> {
        // Of fewer leads of an account another one may come first.
        let is_whole = it.all_or_none;
        let homed = Rows {
            rows: &it.homed,
            of: is_whole.then(|| self.base_homed()),
            beyond: narrower
                .filter(|narrower| is_whole && narrower.all_or_none)
                .map(|it| &it.homed),
        };
        let fields = [of_accounts, of_leads].concat();
        let side = if is_whole { Side::Whole } else { Side::Through };
        let few = if let ([field], false) = (&fields[..], is_whole) {
            let counts = self.by_few_values(*field, &it.homed.rows);
            counts.map(|counts| vec![(*field, counts)])
        } else {
            None
        };
        let mut counts = few.unwrap_or_else(|| self.counts(&fields, homed, side));
        let leadless = Rows {
            rows: &it.leadless,
            of: Some(self.base_leadless()),
            beyond: narrower.map(|it| &it.leadless),
        };
        let without = self.counts(of_accounts, leadless, Side::Accounts);
        add(&mut counts, &without, |it| &mut it.all);
        self.add_leadless(&mut counts, of_leads, short(it.leadless.many));
        if let Some(strays) = &it.strays {
            let (theirs, through) = counts.split_at_mut(of_accounts.len());
            self.add_stray(theirs, &it.stray);
            self.add_strays(through, strays);
        }
        counts
    }

    /// Counts accounts that have no lead as those without a value.
    fn add_leadless(&self, counts: &mut [(Field, Vec<Count>)], of_leads: &[Field], leadless: u32) {
        for (field, counts) in counts.iter_mut().filter(|it| of_leads.contains(&it.0)) {
            let list = list_of(*field).unwrap_or_default();
            let mut holding = self
                .groups_of_leads(list)
                .iter()
                .filter(|it| it.has(*field));
            let none = holding.next().map_or(0, |it| it.none(*field));
            if let Some(none) = counts.get_mut(none) {
                none.all += leadless;
            }
        }
    }

    /// Adds the accounts whose leads lie apart by what they have themselves.
    fn add_stray(&self, counts: &mut [(Field, Vec<Count>)], stray: &[Mask; 3]) {
        let fields: Vec<Field> = counts.iter().map(|it| it.0).collect();
        let places: [fn(&mut Count) -> &mut u32; 3] =
            [|it| &mut it.all, |it| &mut it.won, |it| &mut it.lost];
        for (rows, place) in stray.iter().zip(places) {
            let rows = Rows {
                rows: &Base::of(rows.clone()),
                of: None,
                beyond: None,
            };
            add(counts, &self.counts(&fields, rows, Side::Accounts), place);
        }
    }

    /// The same by what their selected leads have.
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

/// Whether a field that has a facet is one of accounts.
fn is_of_accounts(field: Field) -> bool {
    list_of(field).is_some_and(|list| list < OF_ACCOUNTS.len())
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
