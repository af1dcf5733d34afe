//! A long log: a made-up company as it grew over two years, a change set for each thing that happened, as people make them.
//!
//! Six for each lead. Every one is committed for good, so a folder in memory (`TMPDIR=/dev/shm`) saves hours.

use std::collections::HashMap;
use std::path::Path;

use fiveply::demo::{Company, Size};
use fiveply::model::{Change, Key, Kind, Lead, Moment, OpId, Record, Seq, Track, UserId, Verb};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::store::{SetHead, Store as _};

use super::data::NOW;

const DAY: i64 = 24 * 3_600_000;

/// What happened, in the order in which it does where it is the same moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Step(usize),
    NextStep,
    Said(Kind),
}

/// Makes the file; gives how many change sets it has.
pub fn make(file: &Path, leads: u64) -> u64 {
    let size = Size {
        accounts: leads,
        leads,
    };
    let company = Company::new(size, 7, NOW);
    let mut store = SqliteStore::create(file, Mode::WRITE).unwrap();
    let of = |kind| -> Vec<Record> { company.of(kind).collect() };
    let (pursuits, feedback, touches) = (of(Kind::Lead), of(Kind::Feedback), of(Kind::Touch));
    let mut write = store.write().unwrap();
    for kind in [Kind::User, Kind::Product, Kind::Account, Kind::Contact] {
        for record in company.of(kind) {
            let key = Key::new(kind, write.new_id(kind).unwrap());
            let change = Change::between(key, Seq::ZERO, None, Some(&record)).unwrap();
            write.apply(&change).unwrap();
        }
    }
    for record in pursuits.iter().chain(&feedback).chain(&touches) {
        write.new_id(record.kind()).unwrap();
    }
    write
        .commit(head(0, NOW.0 - 740 * DAY, Verb::Import))
        .unwrap();
    let mut revisions = HashMap::new();
    let events = events(&pursuits, &feedback, &touches);
    for (number, (at, id, what)) in (1..).zip(&events) {
        let lead = |id: u64| pursuits[id as usize - 1].as_lead().unwrap();
        let (key, before, after, verb) = match *what {
            What::Step(0) => (
                Key::new(Kind::Lead, *id),
                None,
                Some(then(lead(*id), 0, false)),
                Verb::Create,
            ),
            What::Step(step) => {
                let set = events_before(lead(*id), *at);
                let (one, other) = (then(lead(*id), step - 1, set), then(lead(*id), step, set));
                (
                    Key::new(Kind::Lead, *id),
                    Some(one),
                    Some(other),
                    Verb::Move,
                )
            }
            What::NextStep => {
                let had = lead(*id).track.steps().partition_point(|it| it.0.0 <= *at) - 1;
                let (one, other) = (then(lead(*id), had, false), then(lead(*id), had, true));
                (
                    Key::new(Kind::Lead, *id),
                    Some(one),
                    Some(other),
                    Verb::Next,
                )
            }
            What::Said(kind) => {
                let list = if kind == Kind::Touch {
                    &touches
                } else {
                    &feedback
                };
                let record = list[*id as usize - 1].clone();
                (Key::new(kind, *id), None, Some(record), Verb::Touch)
            }
        };
        let revision = revisions.get(&key).copied().unwrap_or(Seq::ZERO);
        let change = Change::between(key, revision, before.as_ref(), after.as_ref());
        let Some(change) = change else { continue };
        let mut write = store.write().unwrap();
        write.apply(&change).unwrap();
        revisions.insert(key, write.commit(head(number, *at, verb)).unwrap());
    }
    store.read().unwrap().head().unwrap().0
}

fn head(number: u128, at: i64, verb: Verb) -> SetHead {
    SetHead {
        op: OpId(number + 1),
        actor: Some(UserId(1)),
        at: Moment(at),
        verb,
        undoes: None,
    }
}

/// When a lead's next step was set: a day after it began.
fn next_at(lead: &Lead) -> i64 {
    lead.track.steps()[0].0.0 + DAY
}

fn events_before(lead: &Lead, at: i64) -> bool {
    next_at(lead) < at
}

/// A lead with so many more steps than its first, and its next step set or not.
fn then(lead: &Lead, step: usize, is_set: bool) -> Record {
    let mut lead = lead.clone();
    lead.track = Track::new(lead.track.steps()[..=step].to_vec());
    if !is_set {
        (lead.next, lead.next_due) = (None, None);
    }
    lead.into()
}

/// All that happened, in its order.
fn events(pursuits: &[Record], feedback: &[Record], touches: &[Record]) -> Vec<(i64, u64, What)> {
    let mut events = Vec::new();
    for (id, record) in (1..).zip(pursuits) {
        let lead = record.as_lead().unwrap();
        let steps = lead.track.steps().iter().enumerate();
        events.extend(steps.map(|(at, step)| (step.0.0, id, What::Step(at))));
        events.push((next_at(lead).min(NOW.0), id, What::NextStep));
    }
    for list in [feedback, touches] {
        for (id, record) in (1..).zip(list) {
            let (at, kind) = match record {
                Record::Feedback(it) => (it.at, Kind::Feedback),
                Record::Touch(it) => (it.at, Kind::Touch),
                _ => continue,
            };
            events.push((at.unwrap_or(NOW).0, id, What::Said(kind)));
        }
    }
    // Whoever has begun can be spoken to.
    events.sort_by_key(|it| (it.0, it.2, it.1));
    events
}
