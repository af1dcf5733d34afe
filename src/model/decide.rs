//! The rules: what a command makes of a lead, or why it can't be done.
//!
//! Pure: it is given the record, the definitions and the time, and returns the record as it should
//! be. What differs between the two is the change.

use super::command::{Act, Direction};
use super::done;
use super::entities::{Feedback, Lead, Touch};
use super::error::Refusal;
use super::handover;
use super::ids::{LeadId, UserId};
use super::record::{FieldId, Kind, Record};
use super::reply;
use super::settings::{Choice, Settings};
use super::stage::{Layer, Status};
use super::time::Moment;
use super::track::{Event, Step};
use super::validate::{self, editable};
use super::value::{FieldType, Value};

/// What a decision needs to know beside the record.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The workspace's definitions.
    pub settings: &'a Settings,
    /// The time.
    pub now: Moment,
    /// Who asks.
    pub actor: UserId,
}

/// What a decision comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The lead as it should be.
    pub lead: Lead,
    /// Records to create with it.
    pub also: Vec<Record>,
}

/// Decides what an act makes of a lead.
///
/// # Errors
/// Says why it can't be done, and what could be done instead.
pub fn decide(id: LeadId, lead: &Lead, act: &Act, rules: Rules<'_>) -> Result<Decision, Refusal> {
    let mut after = lead.clone();
    let mut also = Vec::new();
    match act {
        Act::Move { to, at } => enter(&mut after, *to, *at, rules)?,
        Act::Win { value, at } => {
            let layer = require_open(lead)?;
            let at = moment(lead, *at, rules)?;
            wake(&mut after, at);
            let unmet = unmet(lead, layer, None, rules);
            after.track.push(at, Event::Win { unmet });
            after.value = value.or(after.value);
            if after.currency.is_none() && after.value.is_some() {
                after.currency = Some(rules.settings.general.currency.clone());
            }
            clear_next(&mut after);
        }
        Act::Lose {
            reason,
            competitor,
            note,
            at,
        } => {
            require_open(lead)?;
            let reason = choice("reason", &rules.settings.reasons, reason)?;
            let at = moment(lead, *at, rules)?;
            wake(&mut after, at);
            also.extend(note.clone().map(|note| {
                Record::from(Feedback {
                    lead: Some(id),
                    at: Some(at),
                    author: Some(rules.actor),
                    verdict: "lost".to_owned(),
                    reason: Some(reason.clone()),
                    note: Some(note),
                    competitor: competitor.clone(),
                    ..Feedback::default()
                })
            }));
            let competitor = competitor.clone();
            after.track.push(at, Event::Lose { reason, competitor });
            clear_next(&mut after);
        }
        Act::Park { until } => {
            require_open(lead)?;
            if lead.track.status() == Status::Parked {
                return Err(Refusal::AlreadyParked);
            }
            if let Some(day) = until.filter(|day| *day <= today(rules)) {
                return Err(Refusal::NotLater { day });
            }
            after
                .track
                .push(moment(lead, None, rules)?, Event::Park(*until));
        }
        Act::Wake => {
            let status = lead.track.status();
            if status != Status::Parked {
                return Err(Refusal::NotParked { status });
            }
            after.track.push(moment(lead, None, rules)?, Event::Wake);
        }
        Act::Reopen { to } => {
            let status = lead.track.status();
            if !status.is_closed() {
                return Err(Refusal::NotClosed { status });
            }
            let layer = to.or(lead.track.layer()).unwrap_or(Layer::Potential);
            after
                .track
                .push(moment(lead, None, rules)?, Event::Reopen(layer));
            after.milestones = None;
        }
        Act::Assign { owner } => handover::assign(&mut after, *owner),
        Act::Handover { to } => {
            require_open(lead)?;
            handover::hand_over(&mut after, *to, rules)?;
        }
        Act::Accept => {
            require_open(lead)?;
            handover::accept(&mut after, rules)?;
        }
        Act::Return { reason, note } => {
            require_open(lead)?;
            let reason = choice("return reason", &rules.settings.returns, reason)?;
            also.push(handover::give_back(
                id,
                &mut after,
                reason,
                note.clone(),
                rules,
            )?);
        }
        Act::Feedback { .. } | Act::Touch { .. } => also.push(said(id, act, rules)?),
        // The lead stays as it is; what was last said of it gets the reply.
        Act::Reply { text, .. } => reply::verify(text)?,
        Act::Next { step, due } | Act::Done { step, due } => {
            require_open(lead)?;
            if matches!(act, Act::Done { .. }) {
                also.extend(done::made(id, lead, rules));
            }
            if step.is_none() && due.is_some() {
                return Err(Refusal::Missing { field: "next" });
            }
            after.next.clone_from(step);
            after.next_due = *due;
        }
        Act::Edit(edits) => after = edit_lead(after, edits, rules)?,
        Act::Tag(tagging) => after.tags = tagging.of(lead.tags.as_ref()),
    }
    if handover::is_answer(act) {
        handover::accept_by_working(&mut after, rules);
    }
    validate::validate(&Record::from(after.clone()))?;
    Ok(Decision { lead: after, also })
}

/// Sets fields of a record of any kind and checks the whole.
///
/// # Errors
/// Names the field that can't be set, and why.
pub fn edit(
    mut record: Record,
    edits: &[(FieldId, Value)],
    settings: &Settings,
) -> Result<Record, Refusal> {
    for (field, value) in edits {
        let definition = editable(record.kind(), *field)?;
        if let (FieldType::Flags, Value::Integer(flags)) = (definition.ty, value) {
            // What was reached before it was taken off the list stays.
            let had = match record.get(*field) {
                Value::Integer(had) => had,
                Value::None | Value::Text(_) | Value::Date(_) | Value::Track(_) => 0,
            };
            validate::known_milestones((flags & !had).cast_unsigned(), settings)?;
        }
        record
            .set(*field, value.clone())
            .map_err(|value| validate::misfit(definition, &value))?;
    }
    validate::validate(&record)?;
    Ok(record)
}

fn edit_lead(lead: Lead, edits: &[(FieldId, Value)], rules: Rules<'_>) -> Result<Lead, Refusal> {
    let Record::Lead(lead) = edit(lead.into(), edits, rules.settings)? else {
        return Err(Refusal::NotEditable {
            field: Kind::Lead.code(),
        });
    };
    Ok(lead)
}

/// The record that feedback or a touch leaves.
fn said(id: LeadId, act: &Act, rules: Rules<'_>) -> Result<Record, Refusal> {
    match act {
        Act::Feedback {
            verdict,
            reason,
            note,
            competitor,
            come_back,
        } => {
            if let Some(day) = come_back.filter(|day| *day <= today(rules)) {
                return Err(Refusal::NotLater { day });
            }
            Ok(Record::from(Feedback {
                lead: Some(id),
                at: Some(rules.now),
                author: Some(rules.actor),
                verdict: choice("verdict", &rules.settings.verdicts, verdict)?,
                reason: reason
                    .as_ref()
                    .map(|it| choice("reason", &rules.settings.reasons, it))
                    .transpose()?,
                note: note.clone(),
                competitor: competitor.clone(),
                come_back: *come_back,
                ..Feedback::default()
            }))
        }
        Act::Touch {
            channel,
            contact,
            note,
            at,
        } => Ok(Record::from(Touch {
            lead: Some(id),
            contact: *contact,
            at: Some(not_in_future(at.unwrap_or(rules.now), rules)?),
            author: Some(rules.actor),
            channel: choice("channel", &rules.settings.channels, channel)?,
            note: note.clone(),
        })),
        Act::Move { .. }
        | Act::Win { .. }
        | Act::Lose { .. }
        | Act::Park { .. }
        | Act::Wake
        | Act::Reopen { .. }
        | Act::Assign { .. }
        | Act::Handover { .. }
        | Act::Accept
        | Act::Return { .. }
        | Act::Reply { .. }
        | Act::Next { .. }
        | Act::Done { .. }
        | Act::Edit(_)
        | Act::Tag(_) => Err(Refusal::NotEditable {
            field: Kind::Feedback.code(),
        }),
    }
}

/// Moves a lead; a move over several layers or past milestones is allowed and marked.
fn enter(
    lead: &mut Lead,
    to: Direction,
    at: Option<Moment>,
    rules: Rules<'_>,
) -> Result<(), Refusal> {
    let from = require_open(lead)?;
    let to = destination(from, to)?;
    if to == from {
        return Err(Refusal::AlreadyThere { layer: to });
    }
    let at = moment(lead, at, rules)?;
    wake(lead, at);
    let unmet = if to > from {
        unmet(lead, from, Some(to), rules)
    } else {
        0
    };
    lead.track.push(at, Event::Enter { layer: to, unmet });
    Ok(())
}

fn destination(from: Layer, to: Direction) -> Result<Layer, Refusal> {
    match to {
        Direction::To(layer) => Ok(layer),
        Direction::Forward(count) => {
            Layer::at(from.index() + usize::from(count.max(1))).ok_or(Refusal::NoSuchLayer {
                direction: "below",
                layer: from,
                hint: "win it or lose it",
            })
        }
        Direction::Back(count) => from
            .index()
            .checked_sub(usize::from(count.max(1)))
            .and_then(Layer::at)
            .ok_or(Refusal::NoSuchLayer {
                direction: "above",
                layer: from,
                hint: "park it or lose it",
            }),
    }
}

/// The milestones on the way that are not reached.
fn unmet(lead: &Lead, from: Layer, to: Option<Layer>, rules: Rules<'_>) -> u64 {
    rules.settings.guards(from, to) & !lead.milestones.map_or(0, |it| it.0)
}

/// The layer of a lead that is not closed.
fn require_open(lead: &Lead) -> Result<Layer, Refusal> {
    let status = lead.track.status();
    if status.is_closed() {
        return Err(Refusal::Closed { status });
    }
    lead.track
        .layer()
        .ok_or(Refusal::Missing { field: "layer" })
}

/// Whatever is done to a parked lead takes it up again.
fn wake(lead: &mut Lead, at: Moment) {
    if lead.track.status() == Status::Parked {
        lead.track.push(at, Event::Wake);
    }
}

fn clear_next(lead: &mut Lead) {
    lead.next = None;
    lead.next_due = None;
}

fn today(rules: Rules<'_>) -> chrono::NaiveDate {
    rules.now.day(rules.settings.general.zone)
}

/// When it happened: not in the future, and not before what is recorded already.
fn moment(lead: &Lead, at: Option<Moment>, rules: Rules<'_>) -> Result<Moment, Refusal> {
    let zone = rules.settings.general.zone;
    let last = lead
        .track
        .last()
        .map_or(Moment(i64::MIN), |Step(at, _)| *at);
    match at {
        // A clock that runs behind a colleague's must not turn the order around.
        None => Ok(rules.now.max(last)),
        Some(at) => {
            let at = not_in_future(at, rules)?;
            if at >= last {
                Ok(at)
            } else if at.day(zone) == last.day(zone) {
                // A day was given, not an hour: it comes after what else happened on that day.
                Ok(last)
            } else {
                Err(Refusal::BeforeLastStep {
                    day: at.day(zone),
                    last: last.day(zone),
                })
            }
        }
    }
}

fn not_in_future(at: Moment, rules: Rules<'_>) -> Result<Moment, Refusal> {
    if at <= rules.now {
        Ok(at)
    } else {
        Err(Refusal::InTheFuture {
            day: at.day(rules.settings.general.zone),
        })
    }
}

/// A code of a list that the workspace offers.
fn choice(what: &'static str, list: &[Choice], given: &str) -> Result<String, Refusal> {
    let wanted = given.trim().to_lowercase();
    let offered = || list.iter().filter(|it| it.offered);
    offered()
        .find(|it| it.code == wanted)
        .map(|it| it.code.clone())
        .ok_or_else(|| Refusal::UnknownChoice {
            what,
            given: given.to_owned(),
            known: offered()
                .map(|it| it.code.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        })
}
