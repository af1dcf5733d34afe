//! The one way in which anything changes: load, decide, write, commit.

mod leads;
mod records;
mod replies;
mod since;

use std::ops::ControlFlow;

use self::leads::act_on_leads;
use self::records::{create, edit_record, edit_records, joined};
pub(super) use self::since::{field_name, moved_since, since};
use super::bulk::Bulk;
use super::{Conflict, Refused, Result, Workspace, WorkspaceError};
use crate::model::{
    Command, Key, Kind, Moment, OnConflict, Record, Request, Seq, Settings, UserId, Verb,
};
use crate::store::{Read, SetHead, StoreError};

/// What came of a command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// The change set; nothing where there was nothing to change.
    pub seq: Option<Seq>,
    /// How many records were changed.
    pub count: u64,
    /// The records that were created, in their order.
    pub created: Vec<Key>,
    /// What was left out because of rules.
    pub refused: Vec<Refused>,
    /// What was left out because somebody changed the same since.
    pub conflicts: Vec<Conflict>,
    /// The same request had been done before; it was not done again.
    pub repeated: bool,
    /// For undo and redo: the change set that was taken back.
    pub of: Option<(Seq, Verb)>,
    /// For undo and redo: what a segment that came back was called and is called now, its name being taken.
    pub renamed: Option<(String, String)>,
}

/// The definitions in a view.
pub(super) fn settings(read: &dyn Read) -> Result<Settings> {
    let mut records = Vec::new();
    read.scan(Kind::Setting, 0..u64::MAX, &mut |stored| {
        if let Record::Setting(it) = stored.record {
            records.push(it);
        }
        ControlFlow::Continue(())
    })?;
    Ok(Settings::from_records(&records)?)
}

impl Workspace {
    /// Does what is asked, once: all of it or nothing.
    ///
    /// # Errors
    /// Says why it was not done; nothing was kept then.
    pub fn execute(&self, request: &Request, now: Moment) -> Result<Done> {
        match self.try_execute(request, now) {
            // An error at commit is no rollback: what counts is whether the request is in the log.
            Err(WorkspaceError::Store(StoreError::Unknown { path, detail })) => {
                let applied = self.store().read()?.applied(request.op)?;
                match applied {
                    Some(seq) => Ok(Done {
                        seq: Some(seq),
                        ..Done::default()
                    }),
                    None => Err(StoreError::Io {
                        path,
                        detail: format!("nothing of this change was kept ({detail})"),
                    }
                    .into()),
                }
            }
            other => other,
        }
    }

    fn try_execute(&self, request: &Request, now: Moment) -> Result<Done> {
        let mut store = self.store();
        let mut write = store.write()?;
        if let Some(seq) = write.applied(request.op)? {
            return Ok(Done {
                seq: Some(seq),
                repeated: true,
                ..Done::default()
            });
        }
        let settings = settings(&*write)?;
        let cx = Context {
            now,
            actor: request.actor,
        };
        let mut bulk = Bulk::new(&mut *write, settings);
        let mut done = Done::default();
        let (verb, undoes) = match &request.command {
            Command::Create(records) => {
                create(&mut bulk, cx, records, &mut done)?;
                (Verb::Create, None)
            }
            Command::NewLead(new) => {
                super::new_lead::new_lead(&mut bulk, cx, new, &mut done)?;
                (Verb::Create, None)
            }
            Command::Edit { key, base, edits } => {
                edit_record(&mut bulk, cx, *key, *base, edits)?;
                let verb = if key.kind == Kind::Setting {
                    Verb::Settings
                } else {
                    Verb::Edit
                };
                (verb, None)
            }
            Command::Remove { key, base } => {
                super::segments::remove(&mut bulk, cx, *key, *base)?;
                (Verb::Remove, None)
            }
            Command::EditAll {
                keys,
                team,
                base,
                edits,
            } => {
                let joined = joined(&bulk, keys, team.as_deref())?;
                edit_records(&mut bulk, cx, keys, *base, edits)?;
                // Nobody saw them when this was decided, so there is nothing that was overtaken.
                edit_records(&mut bulk, cx, &joined, None, edits)?;
                (Verb::Edit, None)
            }
            Command::Leads {
                targets,
                act,
                on_conflict,
            } => {
                act_on_leads(&mut bulk, cx, targets, act, *on_conflict, &mut done)?;
                (act.verb(), None)
            }
            Command::Undo { seq, on_conflict } => {
                let seq = super::undo::undo(&mut bulk, cx, *seq, *on_conflict, &mut done)?;
                (Verb::Undo, Some(seq))
            }
            Command::TakeBack { seq, on_conflict } => {
                let seq = super::undo::undo_any(&mut bulk, *seq, *on_conflict, &mut done)?;
                (Verb::Undo, Some(seq))
            }
            Command::Redo { on_conflict } => {
                let seq = super::undo::redo(&mut bulk, cx, *on_conflict, &mut done)?;
                (Verb::Redo, Some(seq))
            }
        };
        done.count = bulk.count();
        // An undo with nothing left to take back is done all the same, or it would stand in the way.
        let decided = matches!(
            request.command,
            Command::Undo {
                on_conflict: OnConflict::Skip | OnConflict::Overwrite,
                ..
            } | Command::TakeBack {
                on_conflict: OnConflict::Skip | OnConflict::Overwrite,
                ..
            } | Command::Redo {
                on_conflict: OnConflict::Skip | OnConflict::Overwrite
            }
        );
        if done.count > 0 || decided {
            let head = SetHead {
                op: request.op,
                actor: Some(request.actor),
                at: now,
                verb,
                undoes,
            };
            done.seq = Some(write.commit(head)?);
        }
        Ok(done)
    }
}

/// What every part of a command knows beside the records.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The time.
    pub now: Moment,
    /// Who asks.
    pub actor: UserId,
}
