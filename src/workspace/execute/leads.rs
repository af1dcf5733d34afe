//! Holds how an act is done on leads: each is decided by the rules and written, or told as refused or overtaken.

use super::{Context, Done, moved_since, since};
use crate::model::{
    Act, Change, Decision, Key, Kind, LeadId, OnConflict, Record, Refusal, Rules, Settings, Target,
    decide,
};
use crate::store::Stored;
use crate::workspace::bulk::Bulk;
use crate::workspace::{Refused, Result, WorkspaceError};

pub(super) fn act_on_leads(
    bulk: &mut Bulk<'_>,
    cx: Context,
    targets: &[Target],
    act: &Act,
    on_conflict: OnConflict,
    done: &mut Done,
) -> Result<()> {
    let settings = bulk.settings().clone();
    for target in targets {
        let key = Key::new(Kind::Lead, target.lead.0);
        let current = bulk.get(key)?;
        let outcome = current
            .clone()
            .ok_or(Refusal::NoSuchRecord { key })
            .and_then(|current| plan(&current, target.lead, act, cx, &settings));
        // What was refused because of somebody's later move is told as that: who, and when.
        if let (Err(why), Some(current)) = (&outcome, &current)
            && let Some(conflict) = moved_since(bulk, current, *target, why)?
        {
            done.conflicts.push(conflict);
            continue;
        }
        match outcome {
            Ok(_) if matches!(act, Act::Reply { .. }) => {
                super::replies::reply(bulk, cx, *target, act, on_conflict, done)?;
            }
            Ok((current, decision)) => {
                write_decision(bulk, &current, decision, *target, on_conflict, done)?;
            }
            Err(why) => done.refused.push(Refused { key, why }),
        }
    }
    if on_conflict != OnConflict::Skip {
        if !done.refused.is_empty() {
            return Err(WorkspaceError::Refused {
                refused: std::mem::take(&mut done.refused),
                of: targets.len(),
            });
        }
        if !done.conflicts.is_empty() {
            return Err(WorkspaceError::Conflict(std::mem::take(
                &mut done.conflicts,
            )));
        }
    }
    Ok(())
}

fn plan(
    current: &Stored,
    id: LeadId,
    act: &Act,
    cx: Context,
    settings: &Settings,
) -> std::result::Result<(Stored, Decision), Refusal> {
    let Record::Lead(lead) = &current.record else {
        return Err(Refusal::NoSuchRecord {
            key: Key::new(Kind::Lead, id.0),
        });
    };
    let rules = Rules {
        settings,
        now: cx.now,
        actor: cx.actor,
    };
    Ok((current.clone(), decide(id, lead, act, rules)?))
}

fn write_decision(
    bulk: &mut Bulk<'_>,
    current: &Stored,
    decision: Decision,
    target: Target,
    on_conflict: OnConflict,
    done: &mut Done,
) -> Result<()> {
    let key = Key::new(Kind::Lead, target.lead.0);
    let after = Record::from(decision.lead);
    let change = Change::between(key, current.revision, Some(&current.record), Some(&after));
    if let Some(change) = change {
        if on_conflict != OnConflict::Overwrite {
            let conflicts = since(bulk, current, &change, target.base)?;
            if !conflicts.is_empty() {
                done.conflicts.extend(conflicts);
                return Ok(());
            }
        }
        bulk.apply(&change)?;
    }
    for record in decision.also {
        let kind = record.kind();
        let id = bulk.insert(record)?;
        done.created.push(Key::new(kind, id));
    }
    Ok(())
}
