//! Holds what others changed since the reader saw it: the same field, or the layer that the rules now look at.

use crate::model::{Change, FieldId, Key, Kind, Op, Refusal, Seq, Target, Value};
use crate::store::Stored;
use crate::workspace::bulk::Bulk;
use crate::workspace::{Conflict, Result};

/// How far back a record's story is read for somebody else's change.
const STORY: usize = 1_000;

/// The move by somebody else that came between what the user saw and what the rules refuse now.
pub(in crate::workspace) fn moved_since(
    bulk: &Bulk<'_>,
    current: &Stored,
    target: Target,
    why: &Refusal,
) -> Result<Option<Conflict>> {
    let Some(base) = target.base.filter(|base| *base < current.revision) else {
        return Ok(None);
    };
    let key = Key::new(Kind::Lead, target.lead.0);
    let track = Kind::Lead.field("track");
    for (info, theirs) in bulk.story(key, STORY)? {
        if info.seq <= base {
            break;
        }
        if let Some(edit) = theirs.edits.iter().find(|it| Some(it.field) == track) {
            return Ok(Some(Conflict {
                key,
                field: "layer",
                who: info.actor,
                when: info.at,
                seq: info.seq,
                theirs: edit.after.clone(),
                yours: Value::Text(why.to_string()),
            }));
        }
    }
    Ok(None)
}

/// What others changed of the same fields since the revision that the user saw.
pub(in crate::workspace) fn since(
    bulk: &Bulk<'_>,
    current: &Stored,
    change: &Change,
    base: Option<Seq>,
) -> Result<Vec<Conflict>> {
    match base {
        Some(base) if base < current.revision => {}
        Some(_) | None => return Ok(vec![]),
    }
    let base = base.unwrap_or_default();
    let mut conflicts: Vec<Conflict> = Vec::new();
    for (info, theirs) in bulk.story(change.key, STORY)? {
        if info.seq <= base {
            break;
        }
        for edit in &change.edits {
            let Some(their) = theirs.edits.iter().find(|it| it.field == edit.field) else {
                continue;
            };
            let field = field_name(change.key.kind, edit.field);
            if theirs.op == Op::Update && !conflicts.iter().any(|it| it.field == field) {
                conflicts.push(Conflict {
                    key: change.key,
                    field,
                    who: info.actor,
                    when: info.at,
                    seq: info.seq,
                    theirs: their.after.clone(),
                    yours: edit.after.clone(),
                });
            }
        }
    }
    Ok(conflicts)
}

/// A field's name as people know it: what moves a lead is its layer.
pub(in crate::workspace) fn field_name(kind: Kind, field: FieldId) -> &'static str {
    match kind.definition(field).map_or("record", |it| it.name) {
        "track" => "layer",
        name => name,
    }
}
