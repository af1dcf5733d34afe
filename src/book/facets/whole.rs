//! What facets are counted by, kept until something changes: groups of fields, months, classes, which leads repeat
//! another one of their account, and the counts without a filter.
//!
//! Where a filter leaves more than half, only what it leaves out is counted.

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::count::take_out;
use super::groups::{Group, LISTS, OF_ACCOUNTS, OF_LEADS, list_of};
use super::lanes::FACETS;
use super::runs::{BESIDE, Leads, Values};
use super::tables::{Base, Packed, Side};
use super::tags::TagSets;
use super::{Count, Unit};
use crate::book::Book;
use crate::book::bins::Months;
use crate::book::coded::Cells;
use crate::book::episodes::{flag, status_code};
use crate::book::mask::Mask;
use crate::book::places::{Place, place};
use crate::book::ways::Ways;
use crate::model::{Kind, Status};
use crate::query::Field;

/// What is kept; see the module.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    groups: [OnceLock<Vec<Group>>; OF_ACCOUNTS.len()],
    pack: OnceLock<Packed>,
    leadless: OnceLock<Base>,
    leads: OfLeads,
}

/// What follows from the leads, and from the accounts too.
#[derive(Debug, Clone, Default)]
struct OfLeads {
    months: [OnceLock<ByMonth>; FACETS.len()],
    values: OnceLock<Vec<u8>>,
    tags: OnceLock<TagSets>,
    live: OnceLock<Mask>,
    ends: OnceLock<[Mask; 2]>,
    outcomes: OnceLock<Vec<u8>>,
    ways: OnceLock<Ways>,
    seen: [OnceLock<Cells>; FACETS.len()],
    groups: [OnceLock<Vec<Group>>; LISTS],
    packs: [OnceLock<Packed>; 2],
    all: OnceLock<Base>,
    homed: OnceLock<Base>,
    first: OnceLock<Base>,
    beside: [OnceLock<Values>; FACETS.len().div_ceil(BESIDE)],
    repeated: [OnceLock<Vec<Count>>; FACETS.len()],
}

impl Whole {
    /// What is read of each episode for what selected ones come to.
    pub(in crate::book) const fn ways(&self) -> &OnceLock<Ways> {
        &self.leads.ways
    }

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

impl Book {
    /// The months of a field of moments, where it is one that has a facet.
    pub(super) fn by_month(&self, field: Field) -> Option<&ByMonth> {
        let Place::Moment(minutes) = place(field) else {
            return None;
        };
        let minutes = minutes(&self.episodes.columns).as_slice();
        let kept = self.whole.leads.months.get(position_of(field)?)?;
        Some(kept.get_or_init(|| {
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

    /// What the accounts have in a field, by the rows of their leads; of fields of accounts that have facets.
    pub(in crate::book) fn seen_by_leads(&self, field: Field) -> Option<&Cells> {
        let kept = self.whole.leads.seen.get(position_of(field)?)?;
        if let Some(cells) = kept.get() {
            return Some(cells);
        }
        let source = self.source(field, Unit::Leads)?;
        let cells = source.seen_by(&self.episodes.columns.account)?;
        Some(kept.get_or_init(|| cells))
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

    /// The groups of a list.
    pub(super) fn groups(&self, side: Side, list: usize) -> &[Group] {
        match side {
            Side::Leads => self.groups_of_leads(list),
            Side::Accounts => self.groups_of_accounts(list),
        }
    }

    /// What lies side by side of some lists.
    pub(super) fn packed(&self, side: Side, lists: &Range<usize>) -> &Packed {
        let kept = match side {
            Side::Leads if lists.start == 0 => &self.whole.leads.packs[0],
            Side::Leads => &self.whole.leads.packs[1],
            Side::Accounts => &self.whole.pack,
        };
        kept.get_or_init(|| {
            let groups = |list: usize| self.groups(side, list);
            let rows = match side {
                Side::Leads => self.episodes.columns.len(),
                Side::Accounts => self.accounts.columns.len(),
            };
            Packed::of(lists.clone().map(|list| (list, groups(list))), rows)
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
            let homed = &self.base_homed().rows;
            let (repeats, _) = self.repeats(homed, true, &[]);
            Base::of(homed.without(&repeats))
        })
    }

    /// Of some leads whose accounts' leads lie together those that repeat another one of their account, and how many do
    /// by codes of fields of leads.
    pub(super) fn repeats(
        &self,
        homed: &Mask,
        which: bool,
        fields: &[Field],
    ) -> (Mask, Vec<(Field, Vec<Count>)>) {
        let several = self.engaged().several.clone().and(homed);
        let mut repeats = None;
        let mut counts = Vec::new();
        for number in (0..self.whole.leads.beside.len()).rev() {
            let here = |field: &&Field| position(**field) / BESIDE == number;
            let here: Vec<Field> = fields.iter().filter(here).copied().collect();
            // Which leads they are does not follow from the fields.
            let is_needed = which && number == 0 && repeats.is_none();
            if here.is_empty() && !is_needed {
                continue;
            }
            let is_first = repeats.is_none();
            let places: Vec<usize> = here.iter().map(|it| position(*it) % BESIDE).collect();
            let leads = Leads {
                accounts: &self.episodes.columns.account,
                outcomes: self.outcomes(),
            };
            let found = self
                .beside(number)
                .repeats(leads, &several, (which && is_first, &places));
            counts.extend(here.into_iter().zip(found.1));
            repeats.get_or_insert(found.0);
        }
        (repeats.unwrap_or_default(), counts)
    }

    /// The same counts of leads of which those of an account are all there or none.
    pub(super) fn repeated_in_whole(
        &self,
        homed: &Base,
        fields: &[Field],
    ) -> Vec<(Field, Vec<Count>)> {
        let whole = self.base_homed();
        let left_out = whole.many - homed.many;
        if homed.many <= left_out {
            return self.repeats(&homed.rows, false, fields).1;
        }
        let kept = |field: Field| &self.whole.leads.repeated[position(field)];
        let unknown = fields
            .iter()
            .copied()
            .filter(|it| kept(*it).get().is_none());
        let unknown: Vec<Field> = unknown.collect();
        if !unknown.is_empty() {
            for (field, counts) in self.repeats(&whole.rows, false, &unknown).1 {
                kept(field).get_or_init(|| counts);
            }
        }
        let all = |field: &Field| (*field, kept(*field).get().cloned().unwrap_or_default());
        let mut counts: Vec<(Field, Vec<Count>)> = fields.iter().map(all).collect();
        if left_out > 0 {
            let left_out = whole.rows.without(&homed.rows);
            take_out(&mut counts, &self.repeats(&left_out, false, fields).1);
        }
        counts
    }

    /// What leads have in those of eight fields that are theirs.
    fn beside(&self, number: usize) -> &Values {
        self.whole.leads.beside[number].get_or_init(|| {
            let fields = FACETS.iter().skip(number * BESIDE).take(BESIDE);
            let values = |field: &Field| {
                let list = list_of(*field).filter(|it| *it >= OF_ACCOUNTS.len());
                let groups = list.map(|it| self.groups_of_leads(it)).unwrap_or_default();
                let mut holding = groups.iter().filter(|it| it.has(*field));
                let group = holding.next();
                group.map_or_else(Default::default, |it| it.values(*field))
            };
            let values: Vec<(Vec<u32>, usize)> = fields.map(values).collect();
            Values::of(&values)
        })
    }

    /// The sets of tags that occur.
    pub(super) fn tag_sets(&self) -> &TagSets {
        let kept = &self.whole.leads.tags;
        kept.get_or_init(|| self.find_tag_sets())
    }

    /// How each lead came to stand: open, won, lost.
    pub(super) fn outcomes(&self) -> &[u8] {
        self.whole.leads.outcomes.get_or_init(|| {
            let (won, lost) = (status_code(Status::Won), status_code(Status::Lost));
            let outcome = |it: &u8| u8::from(*it == won) + 2 * u8::from(*it == lost);
            let status = &self.episodes.columns.status;
            status.par_iter().map(outcome).collect()
        })
    }
}

fn position(field: Field) -> usize {
    // Only fields of the list have a source.
    position_of(field).unwrap_or_default()
}

fn position_of(field: Field) -> Option<usize> {
    FACETS.iter().position(|it| *it == field)
}
