//! The lists that were made of leads and accounts: who is on one, by which half, and when somebody last was reached.
//!
//! Records of which there are few, kept whole. It reads no store and no clock, and makes no list.

use super::mask::Mask;
use super::track::{NEVER, minute};
use super::{Book, Small};
use crate::model::fold::fold;
use crate::model::segments::Arm;
use crate::model::{List, ListId, Members, Moment, Seq, Unit};

/// A list, and what a filter calls it.
#[derive(Debug, Clone)]
pub struct Made {
    /// What was made.
    pub list: List,
    /// The change set that wrote it last.
    pub revision: Seq,
    /// What its parts are called, folded.
    folded: Vec<String>,
}

impl Made {
    /// All who got something, then the arms, each with its folded name.
    fn named(&self) -> impl Iterator<Item = (&str, ListPart<'_>)> {
        let folded = self.folded.iter().map(String::as_str);
        folded.zip(parts(&self.list))
    }
}

/// Members of a list that have a name of their own.
#[derive(Debug, Clone)]
pub struct ListPart<'a> {
    /// What a filter calls them.
    pub name: String,
    /// What they are of.
    pub unit: Unit,
    members: [Option<&'a Members>; 2],
}

impl ListPart<'_> {
    /// Their ids.
    pub fn ids(&self) -> impl Iterator<Item = u64> + '_ {
        self.members.iter().flatten().flat_map(|it| it.ids())
    }
}

/// Those of a list who got something: nobody reaches who was held out.
fn reached(list: &List) -> [Option<&Members>; 2] {
    [list.a.as_ref(), list.b.as_ref()]
}

/// The parts of a list: all who got something, and its arms where it has several.
fn parts(list: &List) -> impl Iterator<Item = ListPart<'_>> {
    let unit = list.unit();
    let whole = ListPart {
        name: list.name.clone(),
        unit,
        members: reached(list),
    };
    let arms = [
        (Arm::A, &list.a),
        (Arm::B, &list.b),
        (Arm::HoldOut, &list.hold_out),
    ];
    let several = list.b.is_some() || list.hold_out.is_some();
    let arms = arms
        .into_iter()
        .filter(move |_| several)
        .filter_map(move |(arm, members)| {
            Some(ListPart {
                name: format!("{} ({})", list.name, arm.code()),
                unit,
                members: [Some(members.as_ref()?), None],
            })
        });
    std::iter::once(whole).chain(arms)
}

/// All lists.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    made: Small<Made>,
}

impl Lists {
    /// Adds, replaces or takes out a list.
    pub(super) fn put(&mut self, id: u64, list: Option<(Seq, List)>) {
        let made = list.map(|(revision, list)| Made {
            folded: parts(&list).map(|it| fold(&it.name)).collect(),
            list,
            revision,
        });
        self.made.put(id, made);
    }

    /// Takes out what was made from a minute on.
    pub(super) fn take_back(&mut self, end: u32) {
        let late = |it: &Made| it.list.at.is_some_and(|at| minute(at) >= end);
        let late = self.made.iter().filter(|it| late(it.1));
        let late: Vec<u64> = late.map(|it| it.0).collect();
        late.into_iter().for_each(|id| self.made.put(id, None));
    }

    /// A list by its number.
    #[must_use]
    pub fn get(&self, id: ListId) -> Option<&Made> {
        self.made.get(id.0)
    }

    /// Every list, the first that was made first.
    pub fn iter(&self) -> impl Iterator<Item = (ListId, &Made)> {
        self.made.iter().map(|(id, it)| (ListId(id), it))
    }

    /// The parts of all lists, each with its folded name.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, ListPart<'_>)> {
        self.whole().chain(self.arms())
    }

    /// Those who got something by a list, with the list's folded name.
    pub(super) fn whole(&self) -> impl Iterator<Item = (&str, ListPart<'_>)> {
        self.iter().flat_map(|(_, it)| it.named().take(1))
    }

    /// The arms of lists that have several, each with its folded name.
    pub(super) fn arms(&self) -> impl Iterator<Item = (&str, ListPart<'_>)> {
        self.iter().flat_map(|(_, it)| it.named().skip(1))
    }
}

/// Rows of both tables.
#[derive(Debug, Clone)]
pub(super) struct Reached {
    pub(super) leads: Mask,
    pub(super) accounts: Mask,
}

impl Book {
    /// The rows of those who are in some parts of lists: of leads all episodes.
    pub(super) fn on_lists<'a>(&self, parts: impl Iterator<Item = ListPart<'a>>) -> Reached {
        let (e, a) = (&self.episodes, &self.accounts);
        let mut leads = Mask::none(e.columns.len());
        let mut accounts = Mask::none(a.columns.len());
        for part in parts {
            match part.unit {
                Unit::Leads => part
                    .ids()
                    .filter_map(|id| e.rows.get(id))
                    .flat_map(|row| e.chain(row))
                    .for_each(|row| leads.insert(row)),
                Unit::Accounts => part
                    .ids()
                    .filter_map(|id| a.rows.get(id))
                    .for_each(|row| accounts.insert(row)),
            }
        }
        Reached { leads, accounts }
    }

    /// When each row was last on a list and got something; with `talk` also when it was last touched or spoken of.
    ///
    /// A list of accounts reaches their leads; where accounts are counted, what reached a lead reached its account.
    #[must_use]
    pub fn last_reached(&self, unit: Unit, talk: bool) -> Vec<u32> {
        let (e, a) = (&self.episodes, &self.accounts);
        let mut leads: Vec<Option<u32>> = if talk {
            let said = e.columns.talk.iter();
            said.map(|it| Some(it.touched).filter(|at| *at != NEVER))
                .collect()
        } else {
            vec![None; e.columns.len()]
        };
        let mut accounts: Vec<Option<u32>> = vec![None; a.columns.len()];
        for (_, it) in self.lists.iter() {
            let at = it.list.at.map(minute);
            let rows = self.on_lists(parts(&it.list).take(1));
            rows.leads
                .iter()
                .for_each(|row| leads[row] = leads[row].max(at));
            rows.accounts
                .iter()
                .for_each(|row| accounts[row] = accounts[row].max(at));
        }
        let homes = e.columns.account.iter().map(|it| *it as usize);
        let last = match unit {
            Unit::Leads => {
                for (lead, home) in leads.iter_mut().zip(homes) {
                    *lead = (*lead).max(accounts.get(home).copied().flatten());
                }
                leads
            }
            Unit::Accounts => {
                for (lead, home) in leads.iter().zip(homes) {
                    if let Some(account) = accounts.get_mut(home) {
                        *account = (*account).max(*lead);
                    }
                }
                accounts
            }
        };
        last.into_iter().map(|at| at.unwrap_or(NEVER)).collect()
    }

    /// Whether an id was touched or spoken of, or was on a list, from a moment on; the answer for every id of a unit.
    ///
    /// It is what `contacted:` asks.
    pub fn contacted_since(&self, unit: Unit, from: Moment) -> impl Fn(u64) -> bool + '_ {
        let last = self.last_reached(unit, true);
        let rows = match unit {
            Unit::Leads => &self.episodes.rows,
            Unit::Accounts => &self.accounts.rows,
        };
        let from = minute(from);
        move |id| {
            let row = rows.get(id).and_then(|row| last.get(row));
            row.is_some_and(|at| *at != NEVER && *at >= from)
        }
    }
}
