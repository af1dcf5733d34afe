//! Holds how the last feedback on a lead gets its reply; whoever replied to it meanwhile is told of.

use super::{Context, Done, since};
use crate::model::{Act, Change, Feedback, Key, Kind, OnConflict, Record, Refusal, Target};
use crate::store::Stored;
use crate::workspace::bulk::Bulk;
use crate::workspace::{Refused, Result};

/// Replies to the last feedback on a lead.
pub(super) fn reply(
    bulk: &mut Bulk<'_>,
    cx: Context,
    target: Target,
    act: &Act,
    on_conflict: OnConflict,
    done: &mut Done,
) -> Result<()> {
    let Act::Reply { text, decision } = act else {
        return Ok(());
    };
    let lead = Key::new(Kind::Lead, target.lead.0);
    let refuse = |done: &mut Done, why| done.refused.push(Refused { key: lead, why });
    if let Some(id) = decision {
        let key = Key::new(Kind::Resolution, *id);
        if bulk.get(key)?.is_none() {
            refuse(done, Refusal::NoSuchRecord { key });
            return Ok(());
        }
    }
    let Some((current, said)) = last(bulk, lead)? else {
        refuse(done, Refusal::Missing { field: "feedback" });
        return Ok(());
    };
    let key = Key::new(Kind::Feedback, current.id);
    let after = Record::from(said.replied_with(text, *decision, cx.actor, cx.now));
    let change = Change::between(key, current.revision, Some(&current.record), Some(&after));
    let Some(change) = change else {
        return Ok(());
    };
    if on_conflict != OnConflict::Overwrite {
        let conflicts = since(bulk, &current, &change, target.base)?;
        if !conflicts.is_empty() {
            done.conflicts.extend(conflicts);
            return Ok(());
        }
    }
    bulk.apply(&change)
}

/// The last feedback on a lead.
fn last(bulk: &Bulk<'_>, lead: Key) -> Result<Option<(Stored, Feedback)>> {
    let mut last: Option<(Stored, Feedback)> = None;
    for id in bulk.linking(Kind::Feedback, lead)? {
        let Some(stored) = bulk.get(Key::new(Kind::Feedback, id))? else {
            continue;
        };
        let Record::Feedback(said) = stored.record.clone() else {
            continue;
        };
        let place = |id: u64, it: &Feedback| (it.at, id);
        if last
            .as_ref()
            .is_none_or(|(then, it)| place(then.id, it) < place(id, &said))
        {
            last = Some((stored, said));
        }
    }
    Ok(last)
}
