//! Holds what happened to a record, one thing after the other, as people count it: what was taken back says so, and what
//! was taken back and done again happened once.
//!
//! Pure: it is given the log of the record. The words for it are the readers' (screens, command line).

use std::collections::HashSet;

use crate::model::segments::Arm;
use crate::model::{
    Change, Event, Feedback, FieldId, Key, Layer, Moment, Op, Record, Seq, SetInfo, Step, Touch,
    Track, UserId, Value, Verb,
};

/// One thing that happened to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// When it happened; a step can lie before it was recorded.
    pub at: Moment,
    /// The change set that recorded it.
    pub seq: Seq,
    /// Who did it; nobody for what the program did by itself.
    pub who: Option<UserId>,
    /// What kind of command did it.
    pub verb: Verb,
    /// To what it happened.
    pub key: Key,
    /// What it was.
    pub what: What,
    /// The change set that took it back, while it is taken back.
    pub undone: Option<Seq>,
}

/// What can happen to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It began to exist.
    Created,
    /// It was taken away.
    Removed,
    /// A lead went a step.
    Step {
        /// The layer that it was in.
        from: Option<Layer>,
        /// The step.
        event: Event,
        /// For how many days it had been in that layer, where it left it.
        stayed: Option<u32>,
    },
    /// Steps were cut off; the lead is in this layer again.
    Cut(Option<Layer>),
    /// A field got another value.
    Set {
        /// The field.
        field: FieldId,
        /// What it held.
        before: Value,
        /// What it holds since.
        after: Value,
        /// The record as it was then, if that is known: amounts are in its currency.
        record: Option<Box<Record>>,
    },
    /// A lead was given to a rep, who has to say yes or no.
    HandedOver(UserId),
    /// The rep said yes.
    Accepted,
    /// A rep said something of it.
    Said(Feedback),
    /// Somebody spoke to them.
    Touched(Touch),
    /// It was put on a list.
    Listed {
        /// What the list is called.
        name: String,
        /// Which part of it got it.
        arm: Arm,
        /// Whether it has several parts, so that the part says something.
        split: bool,
        /// The note on the list.
        note: Option<String>,
    },
}

/// What happened to a record, oldest first: from what it is now, and its log, newest first.
#[must_use]
pub fn story(now: Option<&Record>, log: &[(SetInfo, Change)]) -> Vec<Happening> {
    let told: HashSet<Seq> = log.iter().map(|(info, _)| info.seq).collect();
    let mut after = now.cloned();
    let mut story = Vec::new();
    for (info, change) in log {
        let before = before(change, after.clone());
        // An undo shows in what it took back, a redo in what stands again.
        if info.verb.back().is_none() {
            let undone = info.undone_by.filter(|by| told.contains(by));
            let mut parts = parts(info, change, before.as_ref(), after.as_ref());
            parts.reverse();
            story.extend(parts.into_iter().map(|(at, what)| Happening {
                at,
                seq: info.seq,
                who: info.actor,
                verb: info.verb,
                key: change.key,
                what,
                undone,
            }));
        }
        after = before;
    }
    story.reverse();
    story
}

/// The record as it was before a change.
fn before(change: &Change, after: Option<Record>) -> Option<Record> {
    let inverse = change.clone().inverse(change.prev);
    inverse.apply(after).ok().flatten()
}

fn track(record: Option<&Record>) -> Option<&Track> {
    record?.as_lead().map(|it| &it.track)
}

/// What a change did, in its order.
fn parts(
    info: &SetInfo,
    change: &Change,
    before: Option<&Record>,
    after: Option<&Record>,
) -> Vec<(Moment, What)> {
    match change.op {
        // A lead's first steps are its creation; an import brings several, each with its own day.
        Op::Insert => match track(after) {
            Some(track) if !track.steps().is_empty() => steps(&[], track.steps()),
            Some(_) | None => vec![(info.at, What::Created)],
        },
        Op::Remove => vec![(info.at, What::Removed)],
        Op::Update => change
            .edits
            .iter()
            .flat_map(|edit| match &edit.after {
                _ if handed::is_part(change, edit) => handed::what(change, edit)
                    .map(|what| (info.at, what))
                    .into_iter()
                    .collect(),
                Value::Track(tail) => {
                    let kept = track(before).map_or(&[][..], Track::steps);
                    let kept = kept.get(..tail.keep).unwrap_or_default();
                    if tail.steps.is_empty() {
                        let layer = Track::new(kept.to_vec()).layer();
                        return vec![(info.at, What::Cut(layer))];
                    }
                    steps(kept, &tail.steps)
                }
                Value::None | Value::Text(_) | Value::Integer(_) | Value::Date(_) => {
                    let what = What::Set {
                        field: edit.field,
                        before: edit.before.clone(),
                        after: edit.after.clone(),
                        record: after.cloned().map(Box::new),
                    };
                    vec![(info.at, what)]
                }
            })
            .collect(),
    }
}

/// A handover is several fields, and one thing that happened.
mod handed {
    use super::What;
    use crate::model::{Change, FieldEdit, Kind, UserId, Value, handover};

    fn name(change: &Change, edit: &FieldEdit) -> &'static str {
        let definition = change.key.kind.definition(edit.field);
        definition.map_or("", |it| it.name)
    }

    fn after<'a>(change: &'a Change, field: &str) -> Option<&'a Value> {
        let mut edits = change.edits.iter();
        edits
            .find(|it| name(change, it) == field)
            .map(|it| &it.after)
    }

    /// Whether an edit belongs to a handover or its answer; so does the new owner's name, which is said with it.
    pub(super) fn is_part(change: &Change, edit: &FieldEdit) -> bool {
        let name = name(change, edit);
        change.key.kind == Kind::Lead
            && (handover::FIELDS.contains(&name)
                || name == "owner" && after(change, "handed_to") == Some(&edit.after))
    }

    /// What happened, told once: with the hour of the handover, or with that of the answer.
    pub(super) fn what(change: &Change, edit: &FieldEdit) -> Option<What> {
        if edit.after.is_none() {
            return None;
        }
        match name(change, edit) {
            "handed" => match after(change, "handed_to") {
                Some(Value::Integer(to)) => Some(What::HandedOver(UserId(to.cast_unsigned()))),
                Some(Value::None | Value::Text(_) | Value::Date(_) | Value::Track(_)) | None => {
                    None
                }
            },
            // Why a lead came back is said by the word that came with it.
            "answered" if after(change, "returned").is_none_or(Value::is_none) => {
                Some(What::Accepted)
            }
            _ => None,
        }
    }
}

/// Steps that were added to others.
fn steps(kept: &[Step], added: &[Step]) -> Vec<(Moment, What)> {
    let mut layer = None;
    let mut out = Vec::with_capacity(added.len());
    for (index, Step(at, event)) in kept.iter().chain(added).enumerate() {
        let leaves = event.layer().is_some() || event_ends(event);
        let from = layer.filter(|_| !matches!(event, Event::Reopen(_)));
        if index >= kept.len() {
            let stayed = from
                .filter(|_| leaves)
                .map(|(_, since): (Layer, Moment)| at.days_since(since));
            let what = What::Step {
                from: from.map(|(layer, _)| layer),
                event: event.clone(),
                stayed,
            };
            out.push((*at, what));
        }
        if let Some(entered) = event.layer() {
            layer = Some((entered, *at));
        }
    }
    out
}

const fn event_ends(event: &Event) -> bool {
    matches!(event, Event::Win { .. } | Event::Lose { .. })
}
