//! What facets are counted by, kept until something changes: groups of fields, months, classes, how the leads of an
//! account follow each other, and the counts without a filter.
//!
//! Where a filter leaves more than half, only what it leaves out is counted.

mod follow;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::Unit;
use super::groups::{Group, LISTS, OF_ACCOUNTS, OF_LEADS, fields_of_leads, list_of};
use super::lanes::FACETS;
use super::runs::{Order, Same};
use super::tables::{Base, OF_ACCOUNTS_TOGETHER, OF_LEADS_TOGETHER, Packed, Side};
use super::tags::TagSets;
use crate::book::Book;
use crate::book::bins::Months;
use crate::book::coded::Cells;
use crate::book::episodes::{flag, status_code};
use crate::book::mask::Mask;
use crate::book::once::made;
use crate::book::places::{Place, place};
use crate::book::ways::{Both, Ways};
use crate::model::{Change, FieldEdit, Kind, Op, Status};
use crate::query::Field;

/// What is kept; see the module.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    /// What follows from the accounts alone is held in common by books of several days, as long as it is the same.
    groups: [OnceLock<Arc<Vec<Group>>>; OF_ACCOUNTS.len()],
    pack: OnceLock<Arc<Packed>>,
    leads: OfLeads,
    /// How many changes were followed since the last change set.
    followed: usize,
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
    outcome: OnceLock<Both>,
    seen: [OnceLock<Cells>; FACETS.len()],
    groups: [OnceLock<Vec<Group>>; LISTS],
    packs: [OnceLock<Packed>; OF_LEADS_TOGETHER.len()],
    all: OnceLock<Base>,
    homed: OnceLock<Base>,
    leadless: OnceLock<Base>,
    order: OnceLock<Order>,
    same: [OnceLock<Same>; OF_LEADS_TOGETHER.len()],
}

impl Whole {
    /// What is read of each episode for what selected ones come to.
    pub(in crate::book) const fn ways(&self) -> &OnceLock<Ways> {
        &self.leads.ways
    }

    /// What all episodes come to, and the leads that stand for them.
    pub(in crate::book) const fn outcome(&self) -> &OnceLock<Both> {
        &self.leads.outcome
    }

    /// The same for a second book of the same accounts, which may have other leads.
    pub(in crate::book) fn of_accounts(&self) -> Self {
        Self {
            groups: self.groups.clone(),
            pack: self.pack.clone(),
            ..Self::default()
        }
    }

    /// Forgets what follows from the leads, and of the accounts what hangs on a field of which it is said that it may be
    /// another.
    pub(in crate::book) fn take_back(&mut self, may_differ: impl Fn(Field) -> bool) {
        self.leads = OfLeads::default();
        for (fields, groups) in OF_ACCOUNTS.iter().zip(&mut self.groups) {
            if fields.iter().any(|it| may_differ(*it)) {
                groups.take();
                self.pack.take();
            }
        }
    }

    /// Forgets what a change may have made wrong: nothing, where it can be followed.
    pub fn forget_change(&mut self, change: &Change) {
        let name = |edit: &FieldEdit| change.key.kind.definition(edit.field).map(|it| it.name);
        let follows = match change.key.kind {
            Kind::Lead => {
                let moves = |edit| name(edit) == Some("account");
                change.op == Op::Update && !change.edits.iter().any(moves)
            }
            Kind::Feedback => true,
            Kind::Account
            | Kind::User
            | Kind::Product
            | Kind::Setting
            | Kind::Touch
            | Kind::Contact
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => false,
        };
        if !follows {
            self.forget(change.key.kind);
        }
    }

    /// A change set is through.
    pub(in crate::book) const fn settled(&mut self) {
        self.followed = 0;
    }

    /// Forgets what a change of such a record may have made wrong.
    pub fn forget(&mut self, kind: Kind) {
        match kind {
            Kind::Account => *self = Self::default(),
            // Users and products have names, and settings the time zone and the currency.
            Kind::Lead | Kind::User | Kind::Product | Kind::Setting => {
                self.leads = OfLeads::default()
            }
            // What feedback brings to its lead is followed, and a touch brings no verdict.
            Kind::Feedback
            | Kind::Touch
            | Kind::Contact
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => {}
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
        Some(made(kept, || {
            let months = Months::of(minutes, self.settings().general.zone);
            let places = minutes.par_iter().map(|at| months.place(*at)).collect();
            ByMonth { months, places }
        }))
    }

    /// The class of each row's value.
    pub(super) fn classes_of_values(&self) -> &[u8] {
        let kept = &self.whole.leads.values;
        made(kept, || self.value_classes()).as_slice()
    }

    /// What the accounts have in a field, by the rows of their leads; of fields of accounts that have facets.
    pub(in crate::book) fn seen_by_leads(&self, field: Field) -> Option<&Cells> {
        let kept = self.whole.leads.seen.get(position_of(field)?)?;
        if let Some(cells) = kept.get() {
            return Some(cells);
        }
        let source = self.source(field, Unit::Leads)?;
        let cells = source.seen_by(&self.episodes.columns.account)?;
        Some(made(kept, || cells))
    }

    /// Episodes that are in use.
    pub fn live_episodes(&self) -> &Mask {
        let kept = &self.whole.leads.live;
        made(kept, || {
            Mask::of(&self.episodes.columns.flags, |it| it & flag::LIVE != 0)
        })
    }

    /// All leads that were won, and all that were lost, by the rows that stand for them.
    pub(super) fn ends(&self) -> &[Mask; 2] {
        made(&self.whole.leads.ends, || {
            let leads = &self.engaged().leads;
            [Status::Won, Status::Lost].map(|status| {
                let code = status_code(status);
                Mask::of(&self.episodes.columns.status, move |it| it == code).and(leads)
            })
        })
    }

    /// The groups of a list of fields of accounts, by the accounts' rows.
    pub(super) fn groups_of_accounts(&self, list: usize) -> &[Group] {
        made(&self.whole.groups[list], || {
            let fields = OF_ACCOUNTS[list].iter();
            let sources: Vec<_> = fields
                .filter_map(|it| self.source(*it, Unit::Leads))
                .collect();
            Group::all_of(&sources, self.accounts.columns.len()).into()
        })
        .as_slice()
    }

    /// The groups of a list of fields by the rows of leads, and by what became of these.
    pub(super) fn groups_of_leads(&self, list: usize) -> &[Group] {
        made(&self.whole.leads.groups[list], || {
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
        .as_slice()
    }

    /// The groups of a list.
    pub(super) fn groups(&self, side: Side, list: usize) -> &[Group] {
        match side {
            Side::Leads | Side::Through | Side::Whole => self.groups_of_leads(list),
            Side::Accounts => self.groups_of_accounts(list),
        }
    }

    /// Lists of fields side by side by the rows of leads.
    pub(super) fn packed_leads(&self, together: usize) -> &Packed {
        made(&self.whole.leads.packs[together], || {
            let lists = OF_LEADS_TOGETHER[together].clone();
            let groups = lists.map(|list| (list, self.groups_of_leads(list)));
            Packed::of(groups, self.episodes.columns.len())
        })
    }

    /// All lists of fields of accounts side by side by the accounts' rows.
    pub(super) fn packed_accounts(&self) -> &Packed {
        let pack: &Arc<Packed> = made(&self.whole.pack, || {
            let lists = OF_ACCOUNTS_TOGETHER;
            let groups = lists.map(|list| (list, self.groups_of_accounts(list)));
            Packed::of(groups, self.accounts.columns.len()).into()
        });
        pack
    }

    /// Accounts without a lead.
    pub(super) fn base_leadless(&self) -> &Base {
        let kept = &self.whole.leads.leadless;
        made(kept, || Base::of(self.engaged().leadless.clone()))
    }

    /// All leads.
    pub(super) fn base_leads(&self) -> &Base {
        let kept = &self.whole.leads.all;
        made(kept, || Base::of(self.engaged().leads.clone()))
    }

    /// All leads of accounts whose leads lie together.
    pub(super) fn base_homed(&self) -> &Base {
        let kept = &self.whole.leads.homed;
        made(kept, || Base::of(self.engaged().homed.clone()))
    }

    /// How the leads of accounts that have several follow each other.
    pub(super) fn order(&self) -> &Order {
        made(&self.whole.leads.order, || {
            let accounts = &self.episodes.columns.account;
            Order::of(&self.engaged().several, accounts, self.outcomes())
        })
    }

    /// In which fields of lists that lie side by side leads have the same as others of their account.
    pub(super) fn same(&self, together: usize) -> &Same {
        made(&self.whole.leads.same[together], || {
            let values = |field: &Field| {
                let list = list_of(*field).unwrap_or_default();
                let groups = self.groups_of_leads(list).iter();
                let group = groups.clone().find(|it| it.has(*field));
                group.map_or_else(Vec::new, |it| it.values(*field))
            };
            let fields = OF_LEADS_TOGETHER[together]
                .clone()
                .flat_map(fields_of_leads);
            let values: Vec<Vec<u32>> = fields.map(values).collect();
            Same::of(self.order(), &values)
        })
    }

    /// The sets of tags that occur.
    pub(super) fn tag_sets(&self) -> &TagSets {
        let kept = &self.whole.leads.tags;
        made(kept, || self.find_tag_sets())
    }

    /// How each lead came to stand: open, won, lost.
    pub(super) fn outcomes(&self) -> &[u8] {
        made(&self.whole.leads.outcomes, || {
            let status = &self.episodes.columns.status;
            status.par_iter().map(|it| outcome_of(*it)).collect()
        })
        .as_slice()
    }
}

/// How a lead with a status came to stand.
const fn outcome_of(status: u8) -> u8 {
    const WON: u8 = status_code(Status::Won);
    const LOST: u8 = status_code(Status::Lost);
    (status == WON) as u8 + 2 * (status == LOST) as u8
}

fn position_of(field: Field) -> Option<usize> {
    FACETS.iter().position(|it| *it == field)
}
