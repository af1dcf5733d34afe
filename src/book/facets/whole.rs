//! What facets are counted by, kept until something changes: groups of fields, months, classes, which leads repeat
//! another one of their account, and the counts without a filter.
//!
//! Where a filter leaves more than half, only what it leaves out is counted.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::Unit;
use super::groups::{Group, LISTS, OF_ACCOUNTS, OF_LEADS};
use super::lanes::FACETS;
use super::tags::TagSets;
use crate::book::Book;
use crate::book::bins::Months;
use crate::book::echo::Echo;
use crate::book::episodes::{flag, status_code};
use crate::book::histogram::histograms;
use crate::book::mask::Mask;
use crate::model::{Kind, Status};
use crate::query::Field;

/// What is kept; see the module.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    groups: [OnceLock<Vec<Group>>; OF_ACCOUNTS.len()],
    leadless: OnceLock<Base>,
    leads: OfLeads,
}

/// What follows from the leads, and from the accounts too.
#[derive(Debug, Clone, Default)]
struct OfLeads {
    entered: OnceLock<ByMonth>,
    moved: OnceLock<ByMonth>,
    closed: OnceLock<ByMonth>,
    values: OnceLock<Vec<u8>>,
    tags: OnceLock<TagSets>,
    live: OnceLock<Mask>,
    ends: OnceLock<[Mask; 2]>,
    outcomes: OnceLock<Vec<u8>>,
    groups: [OnceLock<Vec<Group>>; LISTS],
    all: OnceLock<Base>,
    homed: OnceLock<Base>,
    first: OnceLock<Base>,
    echoes: [OnceLock<Echo>; FACETS.len()],
    repeats: [OnceLock<Base>; FACETS.len()],
}

impl Whole {
    /// Forgets what a change of such a record may have made wrong.
    pub fn forget(&mut self, kind: Kind) {
        match kind {
            Kind::Account => *self = Self::default(),
            // Users and products have names, and settings the time zone and the currency.
            Kind::Lead
            | Kind::Feedback
            | Kind::Touch
            | Kind::User
            | Kind::Product
            | Kind::Setting => self.leads = OfLeads::default(),
            Kind::Contact | Kind::Segment | Kind::List | Kind::Resolution | Kind::Meeting => {}
        }
    }
}

/// Which month each row of a column of moments lies in.
#[derive(Debug, Clone)]
pub(super) struct ByMonth {
    /// The months.
    pub(super) months: Months,
    /// The place of each row's month.
    pub(super) places: Vec<u16>,
}

/// Rows without a filter, and what is counted of them.
#[derive(Debug, Clone)]
pub(super) struct Base {
    pub(super) rows: Mask,
    many: u64,
    tables: [OnceLock<Tables>; LISTS],
}

/// For each group of a list how many rows there are by the group's numbers.
type Tables = Vec<Vec<u32>>;

impl Base {
    fn of(rows: Mask) -> Self {
        Self {
            many: rows.count(),
            rows,
            tables: Default::default(),
        }
    }
}

/// Rows to be counted, and those that there are without a filter, if they are some of these.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) rows: &'a Mask,
    pub(super) of: Option<&'a Base>,
}

/// Counts rows by the numbers of the groups of some lists, each of which is given with its groups.
pub(super) fn counted(lists: &[(usize, &[Group])], it: Rows<'_>) -> Vec<Tables> {
    let Some(base) = it.of.filter(|base| 2 * it.rows.count() > base.many) else {
        return by_list(lists, it.rows);
    };
    let missing = by_list(lists, &base.rows.clone().and(&it.rows.clone().not()));
    let pairs = lists.iter().zip(missing);
    let rest = pairs.map(|((list, groups), missing)| {
        let whole = base.tables[*list].get_or_init(|| {
            let lanes: Vec<_> = groups.iter().map(Group::lane).collect();
            histograms(&lanes, &base.rows)
        });
        let each = whole.iter().zip(missing);
        each.map(|(all, missing)| all.iter().zip(missing).map(|it| it.0 - it.1).collect())
            .collect()
    });
    rest.collect()
}

fn by_list(lists: &[(usize, &[Group])], rows: &Mask) -> Vec<Tables> {
    let groups = lists.iter().flat_map(|it| it.1);
    let lanes: Vec<_> = groups.map(Group::lane).collect();
    let mut tables = histograms(&lanes, rows).into_iter();
    let each = lists.iter();
    each.map(|it| tables.by_ref().take(it.1.len()).collect())
        .collect()
}

impl Book {
    /// The months of a field of moments, where it is one that has a facet.
    pub(super) fn by_month(&self, field: Field) -> Option<&ByMonth> {
        let (c, kept) = (&self.episodes.columns, &self.whole.leads);
        let fields = [
            (Field::Entered, &kept.entered, &c.entered),
            (Field::Moved, &kept.moved, &c.moved),
            (Field::Closed, &kept.closed, &c.closed),
        ];
        let (_, cell, minutes) = fields.into_iter().find(|it| it.0 == field)?;
        Some(cell.get_or_init(|| {
            let months = Months::of(minutes, self.settings().general.zone);
            let places = minutes.par_iter().map(|at| months.place(*at)).collect();
            ByMonth { months, places }
        }))
    }

    /// The class of each row's value.
    pub(super) fn classes_of_values(&self) -> &[u8] {
        let kept = &self.whole.leads.values;
        kept.get_or_init(|| self.value_classes())
    }

    /// The sets of tags that occur.
    pub(super) fn tag_sets(&self) -> &TagSets {
        let kept = &self.whole.leads.tags;
        kept.get_or_init(|| self.find_tag_sets())
    }

    /// How each row came to stand: open, won, lost.
    pub(super) fn outcomes(&self) -> &[u8] {
        self.whole.leads.outcomes.get_or_init(|| {
            let (won, lost) = (status_code(Status::Won), status_code(Status::Lost));
            let outcome = |it: &u8| u8::from(*it == won) + 2 * u8::from(*it == lost);
            let status = &self.episodes.columns.status;
            status.par_iter().map(outcome).collect()
        })
    }

    /// Episodes that are in use.
    pub(super) fn live_episodes(&self) -> &Mask {
        let kept = &self.whole.leads.live;
        kept.get_or_init(|| Mask::of(&self.episodes.columns.flags, |it| it & flag::LIVE != 0))
    }

    /// All leads that were won, and all that were lost, by the rows that stand for them.
    pub(super) fn ends(&self) -> &[Mask; 2] {
        self.whole.leads.ends.get_or_init(|| {
            let leads = &self.engaged().leads;
            [Status::Won, Status::Lost].map(|status| {
                let code = status_code(status);
                Mask::of(&self.episodes.columns.status, |it| it == code).and(leads)
            })
        })
    }

    /// The groups of a list of fields of accounts, by the accounts' rows.
    pub(super) fn groups_of_accounts(&self, list: usize) -> &[Group] {
        self.whole.groups[list].get_or_init(|| {
            let fields = OF_ACCOUNTS[list].iter();
            let sources: Vec<_> = fields
                .filter_map(|it| self.source(*it, Unit::Leads))
                .collect();
            Group::all_of(&sources, self.accounts.columns.len())
        })
    }

    /// The groups of a list of fields by the rows of leads, and by what became of these.
    pub(super) fn groups_of_leads(&self, list: usize) -> &[Group] {
        self.whole.leads.groups[list].get_or_init(|| {
            let c = &self.episodes.columns;
            let outcomes = self.outcomes();
            if list < OF_ACCOUNTS.len() {
                let groups = self.groups_of_accounts(list).iter();
                return groups.map(|it| it.carried(&c.account, outcomes)).collect();
            }
            let fields = OF_LEADS[list - OF_ACCOUNTS.len()].iter();
            let sources: Vec<_> = fields
                .filter_map(|it| self.source(*it, Unit::Leads))
                .collect();
            let groups = Group::all_of(&sources, c.len());
            groups.iter().map(|it| it.told_by(outcomes)).collect()
        })
    }

    /// Accounts without a lead.
    pub(super) fn base_leadless(&self) -> &Base {
        let kept = &self.whole.leadless;
        kept.get_or_init(|| Base::of(self.engaged().leadless.clone()))
    }

    /// All leads.
    pub(super) fn base_leads(&self) -> &Base {
        let kept = &self.whole.leads.all;
        kept.get_or_init(|| Base::of(self.engaged().leads.clone()))
    }

    /// All leads of accounts whose leads lie together.
    pub(super) fn base_homed(&self) -> &Base {
        let kept = &self.whole.leads.homed;
        kept.get_or_init(|| Base::of(self.engaged().homed.clone()))
    }

    /// Of these the one that stands for its account.
    pub(super) fn base_first(&self) -> &Base {
        self.whole.leads.first.get_or_init(|| {
            let homed = &self.engaged().homed;
            let repeats = self.repeats_in(homed, &self.engaged().echo);
            Base::of(homed.clone().and(&repeats.not()))
        })
    }

    /// Of these the ones that repeat what another one of their account has in a field.
    pub(super) fn base_repeats(&self, field: Field) -> &Base {
        self.whole.leads.repeats[position(field)].get_or_init(|| {
            let repeats = self.repeats_in(&self.engaged().homed, self.echo(field));
            Base::of(repeats)
        })
    }

    /// Which leads have the same in a field of leads.
    pub(super) fn echo(&self, field: Field) -> &Echo {
        self.whole.leads.echoes[position(field)].get_or_init(|| {
            let list = super::groups::list_of(field).unwrap_or_default();
            let groups = self.groups_of_leads(list).iter();
            let values = groups
                .filter(|it| it.has(field))
                .map(|it| it.values(field))
                .next();
            self.engaged().echo.narrowed(&values.unwrap_or_default())
        })
    }

    /// Of some leads whose accounts' leads lie together those that repeat another one.
    pub(super) fn repeats_in(&self, leads: &Mask, echo: &Echo) -> Mask {
        let [won, lost] = self.ends();
        let won = won.clone().and(leads);
        let closed = lost.clone().and(leads).or(&won);
        echo.repeats(leads, &closed, &won)
    }
}

fn position(field: Field) -> usize {
    let found = FACETS.iter().position(|it| *it == field);
    // Only fields of the list have a source.
    found.unwrap_or_default()
}
