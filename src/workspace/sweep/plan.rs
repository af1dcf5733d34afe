//! Decides what becomes of each of many records, and keeps it until it is written.
//!
//! Pure but for what it reads: it writes nothing.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::super::bulk::Bulk;
use super::super::execute::{Context, Done, moved_since, since};
use super::super::{Conflict, Refused, Result, WorkspaceError};
use super::{PULSE, Swept};
use crate::model::decide::edit;
use crate::model::validate::validate;
use crate::model::{
    Act, Change, Key, Kind, LeadId, Op, Record, Refusal, Rules, Seq, Stroke, Sweep, Target, UserId,
    decide, spread,
};
use crate::store::Stored;

/// Members that lie so near to each other are read in one go.
const DENSE: u64 = 8;

/// What is to be written.
#[derive(Default)]
pub(super) struct Plan {
    /// The first change that is not seen.
    pub(super) next: Seq,
    pub(super) of: u64,
    pub(super) changes: Vec<Change>,
    /// Records that come to be with it, each with its lead.
    pub(super) also: Vec<(u64, Record)>,
    /// The accounts of the records that are changed.
    accounts: HashMap<u64, u64>,
    same: u64,
    refused: Vec<Refused>,
    conflicts: Vec<Conflict>,
}

/// What becomes of one record.
enum One {
    Changed(Change, Vec<Record>),
    Same,
    Refused(Refusal),
    Overtaken(Vec<Conflict>),
}

/// What every decision needs to know.
pub(super) struct Deciding<'a> {
    pub(super) sweep: &'a Sweep,
    pub(super) cx: Context,
    /// Who gets which lead, where they are spread.
    pub(super) owners: HashMap<u64, UserId>,
}

impl Deciding<'_> {
    fn after(
        &self,
        bulk: &Bulk<'_>,
        stored: &Stored,
    ) -> std::result::Result<(Record, Vec<Record>), Refusal> {
        let rules = Rules {
            settings: bulk.settings(),
            now: self.cx.now,
            actor: self.cx.actor,
        };
        let act_on = |act: &Act| {
            let lead = stored.record.as_lead().ok_or(Refusal::NoSuchRecord {
                key: Key::new(Kind::Lead, stored.id),
            })?;
            let decision = decide(LeadId(stored.id), lead, act, rules)?;
            Ok((Record::from(decision.lead), decision.also))
        };
        match &self.sweep.stroke {
            Stroke::Lead(act) => act_on(act),
            Stroke::Spread(_) => match self.owners.get(&stored.id) {
                Some(owner) => act_on(&Act::Assign { owner: *owner }),
                None => match stored.record.as_lead().map(|it| it.track.status()) {
                    // Work that is done is not dealt out again.
                    Some(status) if status.is_closed() => Err(Refusal::Closed { status }),
                    Some(_) | None => Ok((stored.record.clone(), Vec::new())),
                },
            },
            Stroke::TagAccount(tagging) => {
                let mut record = stored.record.clone();
                if let Record::Account(account) = &mut record {
                    account.tags = tagging.of(account.tags.as_ref());
                }
                validate(&record)?;
                Ok((record, Vec::new()))
            }
            Stroke::EditAccount(edits) => {
                let record = edit(stored.record.clone(), edits, bulk.settings())?;
                Ok((record, Vec::new()))
            }
        }
    }

    /// What becomes of a record; what somebody else changed since it was seen stays.
    fn decide(&self, bulk: &Bulk<'_>, stored: &Stored) -> Result<One> {
        let kind = self.sweep.stroke.kind();
        let key = Key::new(kind, stored.id);
        let target = Target {
            lead: LeadId(stored.id),
            base: self.sweep.base,
        };
        let (after, also) = match self.after(bulk, stored) {
            Ok(after) => after,
            Err(Refusal::AlreadyThere { .. } | Refusal::AlreadyHanded) => return Ok(One::Same),
            Err(why) => {
                if kind == Kind::Lead
                    && let Some(conflict) = moved_since(bulk, stored, target, &why)?
                {
                    return Ok(One::Overtaken(vec![conflict]));
                }
                return Ok(One::Refused(why));
            }
        };
        let change = Change::between(key, stored.revision, Some(&stored.record), Some(&after));
        match change {
            Some(change) => {
                let conflicts = since(bulk, stored, &change, self.sweep.base)?;
                Ok(if conflicts.is_empty() {
                    One::Changed(change, also)
                } else {
                    One::Overtaken(conflicts)
                })
            }
            None if also.is_empty() => Ok(One::Same),
            // The lead stays as it is, but something is said of it.
            None => Ok(One::Changed(
                Change {
                    key,
                    prev: stored.revision,
                    op: Op::Update,
                    edits: Vec::new(),
                },
                also,
            )),
        }
    }
}

impl Plan {
    /// Decides on all of them.
    pub(super) fn make(
        bulk: &Bulk<'_>,
        deciding: &mut Deciding<'_>,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Self> {
        let sweep = deciding.sweep;
        let mut plan = Self {
            next: bulk.seq(),
            of: sweep.members.count(),
            ..Self::default()
        };
        if let Stroke::Spread(among) = &sweep.stroke {
            let mut owners = Vec::new();
            each_member(bulk, sweep, &mut |_, stored| {
                if let Some(Record::Lead(lead)) = stored.map(|it| &it.record)
                    && !lead.track.status().is_closed()
                {
                    owners.push((stored.map_or(0, |it| it.id), lead.owner));
                }
                Ok(())
            })?;
            deciding.owners = spread(&owners, among);
        }
        let mut met = 0;
        each_member(bulk, sweep, &mut |id, stored| {
            met += 1;
            if met % PULSE == 0 && !go_on(met) {
                return Err(WorkspaceError::Stopped);
            }
            plan.add(bulk, deciding, id, stored)
        })?;
        Ok(plan)
    }

    fn add(
        &mut self,
        bulk: &Bulk<'_>,
        deciding: &Deciding<'_>,
        id: u64,
        stored: Option<&Stored>,
    ) -> Result<()> {
        let key = Key::new(deciding.sweep.stroke.kind(), id);
        let one = match stored {
            Some(stored) => deciding.decide(bulk, stored)?,
            None => One::Refused(Refusal::NoSuchRecord { key }),
        };
        match one {
            One::Same => self.same += 1,
            One::Refused(why) => self.refused.push(Refused { key, why }),
            One::Overtaken(conflicts) => self.conflicts.extend(conflicts),
            One::Changed(change, also) => {
                if let Some(account) = stored.and_then(account_of) {
                    *self.accounts.entry(account).or_default() += 1;
                }
                self.also.extend(also.into_iter().map(|it| (id, it)));
                self.changes.push(change);
            }
        }
        Ok(())
    }

    /// Decides anew on what others changed since.
    pub(super) fn again(
        &mut self,
        bulk: &Bulk<'_>,
        deciding: &Deciding<'_>,
        touched: &HashSet<u64>,
    ) -> Result<()> {
        let changed: HashSet<u64> = self.changes.iter().map(|it| it.key.id).collect();
        let refused: HashSet<u64> = self.refused.iter().map(|it| it.key.id).collect();
        let overtaken: HashSet<u64> = self.conflicts.iter().map(|it| it.key.id).collect();
        self.changes.retain(|it| !touched.contains(&it.key.id));
        self.also.retain(|it| !touched.contains(&it.0));
        self.refused.retain(|it| !touched.contains(&it.key.id));
        self.conflicts.retain(|it| !touched.contains(&it.key.id));
        for id in touched {
            let known = changed.contains(id) || refused.contains(id) || overtaken.contains(id);
            self.same -= u64::from(!known && self.same > 0);
            let stored = bulk.get(Key::new(deciding.sweep.stroke.kind(), *id))?;
            if changed.contains(id)
                && let Some(account) = stored.as_ref().and_then(account_of)
            {
                self.accounts.entry(account).and_modify(|it| *it -= 1);
            }
            self.add(bulk, deciding, *id, stored.as_ref())?;
        }
        Ok(())
    }

    pub(super) fn told(self) -> Swept {
        let changed = self.changes.len() as u64;
        let edited = self.changes.iter().filter(|it| !it.edits.is_empty());
        Swept {
            of: self.of,
            changed,
            accounts: self.accounts.values().filter(|it| **it > 0).count() as u64,
            same: self.same,
            head: Seq(self.next.0.saturating_sub(1)),
            done: Done {
                count: (edited.count() + self.also.len()) as u64,
                refused: self.refused,
                conflicts: self.conflicts,
                ..Done::default()
            },
        }
    }
}

/// The account that a record is, or is of.
fn account_of(stored: &Stored) -> Option<u64> {
    if stored.record.kind() == Kind::Account {
        return Some(stored.id);
    }
    stored.record.account().map(|it| it.0)
}

/// Goes through the members, also through those that are not there any more.
fn each_member(
    bulk: &Bulk<'_>,
    sweep: &Sweep,
    each: &mut dyn FnMut(u64, Option<&Stored>) -> Result<()>,
) -> Result<()> {
    let (kind, members) = (sweep.stroke.kind(), &sweep.members);
    let (Some(first), Some(last)) = (members.ids().next(), members.last()) else {
        return Ok(());
    };
    if (last - first) / DENSE > members.count() {
        for id in members.ids() {
            each(id, bulk.get(Key::new(kind, id))?.as_ref())?;
        }
        return Ok(());
    }
    let mut wanted = members.ids().peekable();
    let mut went = Ok(());
    bulk.scan(kind, first..last + 1, &mut |stored| {
        while let Some(gone) = wanted.next_if(|id| *id < stored.id) {
            went = each(gone, None);
            if went.is_err() {
                return ControlFlow::Break(());
            }
        }
        if wanted.next_if_eq(&stored.id).is_some() {
            went = each(stored.id, Some(&stored));
        }
        match went {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })?;
    went?;
    wanted.try_for_each(|gone| each(gone, None))
}
