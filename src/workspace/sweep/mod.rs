//! Does the same to many records, as one unit: decided on a view of one moment, then written in one transaction.
//!
//! Deciding keeps nobody from writing. What others changed meanwhile is decided anew when it is written, and what they
//! changed of the same since the reader counted stays as it is and is told. One unit and not several, so that it is seen
//! as a whole, and one undo takes it back.

mod plan;

use std::collections::{HashMap, HashSet};

use self::plan::{Deciding, Plan};
use super::bulk::Bulk;
use super::execute::{Context, Done, settings};
use super::{Result, Workspace, WorkspaceError};
use crate::model::{Key, Kind, Moment, OpId, Seq, Sweep, UserId};
use crate::store::{Read, SetHead};

/// After so many records it is asked whether to go on.
const PULSE: u64 = 1_024;

/// So many changes of others are looked at; after more everything is decided anew.
const LOOKED_AT: u64 = 10_000;

/// Who sweeps, when, and how it goes on.
pub struct SweepRun<'a> {
    /// Who asks.
    pub actor: UserId,
    /// The request.
    pub op: OpId,
    /// The time.
    pub now: Moment,
    /// Whether it is only found out what it would do.
    pub dry_run: bool,
    /// Is told how far it is, of how much; says whether to go on.
    pub go_on: &'a mut dyn FnMut(u64, u64) -> bool,
}

/// What came of a sweep, or would come of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// What was done; nothing has a number yet where it was only tried.
    pub done: Done,
    /// How many records were meant.
    pub of: u64,
    /// How many of them are changed.
    pub changed: u64,
    /// The accounts that these are, or are of.
    pub accounts: u64,
    /// How many are as they should be already.
    pub same: u64,
    /// The last change that was seen.
    pub head: Seq,
}

/// What others changed since a view was taken.
enum Since {
    /// These records of the kind, if any.
    Some(HashSet<u64>),
    /// So much that it is sooner decided anew, or what is decided by.
    Much,
}

fn changed_since(write: &dyn Read, from: Seq, sweep: &Sweep) -> Result<Since> {
    let (mut touched, mut looked_at) = (HashSet::new(), 0);
    let kind = sweep.stroke.kind();
    let mut seq = from;
    while seq <= write.head()? {
        looked_at += write.info(seq)?.map_or(0, |it| it.count);
        if looked_at > LOOKED_AT {
            return Ok(Since::Much);
        }
        for page in 0..write.pages(seq)? {
            for change in write.page(seq, page)? {
                if change.key.kind == Kind::Setting {
                    return Ok(Since::Much);
                }
                if change.key.kind == kind && sweep.members.has(change.key.id) {
                    touched.insert(change.key.id);
                }
            }
        }
        seq = seq.next();
    }
    Ok(Since::Some(touched))
}

impl Workspace {
    /// Does the same to many, or finds out what that would do.
    ///
    /// What can't be done or was changed by others since is left out and told.
    ///
    /// # Errors
    /// Where the data can't be read or written, or it was stopped; nothing was kept then.
    pub fn sweep(&self, sweep: &Sweep, run: SweepRun<'_>) -> Result<Swept> {
        let SweepRun { dry_run, go_on, .. } = run;
        let mut deciding = Deciding {
            sweep,
            cx: Context {
                now: run.now,
                actor: run.actor,
            },
            owners: HashMap::new(),
        };
        // First all are gone through, then written: it is one way from its beginning to its end.
        let all = sweep.members.count();
        let whole = if dry_run { all } else { 2 * all };
        let (plan, _) =
            self.rehearse(|bulk| Plan::make(bulk, &mut deciding, &mut |met| go_on(met, whole)))?;
        if dry_run || plan.changes.is_empty() {
            return Ok(plan.told());
        }
        let head = SetHead {
            op: run.op,
            actor: Some(run.actor),
            at: run.now,
            verb: sweep.stroke.verb(),
            undoes: None,
        };
        self.write_plan(plan, &mut deciding, head, &mut |done, of| {
            go_on(all + all * done / of.max(1), whole)
        })
    }

    fn write_plan(
        &self,
        mut plan: Plan,
        deciding: &mut Deciding<'_>,
        head: SetHead,
        go_on: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Swept> {
        let mut store = self.store();
        let mut write = store.write()?;
        if let Some(seq) = write.applied(head.op)? {
            let mut swept = plan.told();
            (swept.done.seq, swept.done.repeated) = (Some(seq), true);
            return Ok(swept);
        }
        let touched = changed_since(&*write, plan.next, deciding.sweep)?;
        let settings = settings(&*write)?;
        let mut bulk = Bulk::new(&mut *write, settings);
        match touched {
            Since::Some(touched) => plan.again(&bulk, deciding, &touched)?,
            Since::Much => plan = Plan::make(&bulk, deciding, &mut |_| true)?,
        }
        let of = plan.changes.len() as u64;
        for (done, change) in (0_u64..).zip(&plan.changes) {
            if done % PULSE == 0 && !go_on(done, of) {
                return Err(WorkspaceError::Stopped);
            }
            if !change.edits.is_empty() {
                bulk.apply(change)?;
            }
        }
        let mut created = Vec::new();
        for (_, record) in &plan.also {
            let kind = record.kind();
            created.push(Key::new(kind, bulk.insert(record.clone())?));
        }
        let count = bulk.count();
        let seq = if count > 0 {
            Some(write.commit(head)?)
        } else {
            None
        };
        let mut swept = plan.told();
        swept.done.seq = seq;
        swept.done.count = count;
        swept.done.created = created;
        Ok(swept)
    }
}
