//! Whatever is done in whatever order, rows and log agree and everything adds up.

use fiveply::model::{Account, Event, Kind, Layer, Lead, Record, Status, Track};
use fiveply::store::{LogFilter, SetHead, Store, Stored};
use proptest::prelude::*;

use super::world::*;
use crate::support::cases::cases;

/// Something to do to the company; numbers pick among what is there.
#[derive(Debug, Clone)]
enum Deed {
    Account(String),
    Lead {
        account: Option<usize>,
        steps: Vec<u8>,
    },
    Rename(usize, String),
    Field(usize, Option<i64>),
    Track {
        lead: usize,
        keep: usize,
        steps: Vec<u8>,
    },
    Remove(usize),
    Undo(usize),
    /// Begun, filled and dropped.
    Dropped(String),
}

fn deeds() -> impl Strategy<Value = Vec<Vec<Deed>>> {
    let steps = || proptest::collection::vec(any::<u8>(), 0..4);
    let deed = prop_oneof![
        3 => "[a-zA-ZŁł华 ]{1,8}".prop_map(Deed::Account),
        4 => (proptest::option::of(any::<usize>()), steps())
            .prop_map(|(account, steps)| Deed::Lead { account, steps }),
        2 => (any::<usize>(), "\\PC{0,8}").prop_map(|(at, name)| Deed::Rename(at, name)),
        2 => (any::<usize>(), proptest::option::of(any::<i64>())).prop_map(|(at, it)| Deed::Field(at, it)),
        4 => (any::<usize>(), 0_usize..4, steps())
            .prop_map(|(lead, keep, steps)| Deed::Track { lead, keep, steps }),
        2 => any::<usize>().prop_map(Deed::Remove),
        2 => any::<usize>().prop_map(Deed::Undo),
        1 => "[a-z]{1,4}".prop_map(Deed::Dropped),
    ];
    proptest::collection::vec(proptest::collection::vec(deed, 1..5), 1..14)
}

/// Adds steps as the rules allow them: a closed lead can only be reopened, a parked one taken up.
fn grow(track: &mut Track, codes: &[u8]) {
    for code in codes {
        let day = at(track.steps().len() as i64);
        let layer = Layer::ALL[usize::from(code >> 3) % 5];
        let event = match (track.layer(), track.status()) {
            (None, _) if code % 2 == 0 => Event::Opening(layer),
            (None, _) => Event::Enter { layer, unmet: 0 },
            (_, Status::Won | Status::Lost) => Event::Reopen(layer),
            (_, Status::Parked) => Event::Wake,
            (_, Status::Open) => match code % 5 {
                0 | 1 => Event::Enter {
                    layer,
                    unmet: u64::from(*code),
                },
                2 => Event::Park(None),
                3 => Event::Win { unmet: 0 },
                _ => Event::Lose {
                    reason: "price".to_owned(),
                    competitor: None,
                },
            },
        };
        track.push(day, event);
    }
}

fn pick(store: &mut dyn Store, kind: Kind, at: usize) -> Option<Stored> {
    let all = all(store, kind);
    (!all.is_empty()).then(|| all[at % all.len()].clone())
}

/// Does one deed in a set of its own; says whether a set came of it.
fn do_it(store: &mut dyn Store, op: u128, deed: &Deed) {
    let edit = |store: &mut dyn Store, stored: Stored, after: Record| {
        if stored.record != after {
            let change = changed(&stored, &after);
            commit(store, op, |write| write.apply(&change).unwrap());
        }
    };
    match deed {
        Deed::Account(name) => {
            commit(store, op, |write| {
                insert(write, account(name));
            });
        }
        Deed::Lead {
            account,
            steps: codes,
        } => {
            let account = account
                .and_then(|at| pick(store, Kind::Account, at))
                .map(|it| it.id);
            let mut lead = lead(account, None);
            lead.track = Track::default();
            grow(&mut lead.track, codes);
            commit(store, op, |write| {
                insert(write, lead);
            });
        }
        Deed::Rename(at, name) => {
            if let Some(stored) = pick(store, Kind::Account, *at) {
                edit(store, stored, account(name).into());
            }
        }
        Deed::Field(at, number) => {
            if let Some(stored) = pick(store, Kind::Account, *at)
                && let Record::Account(it) = &stored.record
            {
                let after = Account {
                    employees: *number,
                    ..it.clone()
                };
                edit(store, stored.clone(), after.into());
            }
        }
        Deed::Track {
            lead,
            keep,
            steps: codes,
        } => {
            if let Some(stored) = pick(store, Kind::Lead, *lead)
                && let Record::Lead(it) = &stored.record
            {
                let keep = (*keep).min(it.track.steps().len());
                let mut track = Track::new(it.track.steps()[..keep].to_vec());
                grow(&mut track, codes);
                let after = Lead {
                    track,
                    ..it.clone()
                };
                edit(store, stored.clone(), after.into());
            }
        }
        Deed::Remove(at) => {
            if let Some(stored) = pick(store, Kind::Lead, *at) {
                commit(store, op, |write| write.apply(&removed(&stored)).unwrap());
            }
        }
        Deed::Undo(at) => undo(store, op, *at),
        Deed::Dropped(name) => {
            let mut write = store.write().unwrap();
            insert(&mut *write, account(name));
        }
    }
}

/// Takes a set back where nothing was done since to what it changed.
fn undo(store: &mut dyn Store, op: u128, at: usize) {
    let read = store.read().unwrap();
    let sets = read
        .log(&LogFilter {
            limit: 999,
            ..LogFilter::default()
        })
        .unwrap();
    let Some(info) = (!sets.is_empty()).then(|| sets[at % sets.len()].clone()) else {
        return;
    };
    let changes = read.page(info.seq, 0).unwrap();
    drop(read);
    let mut write = store.write().unwrap();
    for change in changes.into_iter().rev() {
        let now = write.get(change.key).unwrap();
        let clean = change.clashes(now.as_ref().map(|it| &it.record)).is_empty();
        if !clean || write.linked_from(change.key).unwrap().is_some() {
            return;
        }
        let revision = now.map_or(fiveply::model::Seq::ZERO, |it| it.revision);
        if write.apply(&change.inverse(revision)).is_err() {
            return;
        }
    }
    let undoes = Some(info.seq);
    write.commit(SetHead { undoes, ..head(op) }).unwrap();
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn rows_and_log_agree_after_anything(sets in deeds()) {
        let place = Place::new();
        let mut store = place.create();
        let mut op = 0;
        for deed in sets.iter().flatten() {
            op += 1;
            do_it(&mut store, op, deed);
        }
        let report = store.check(&mut |_| {}).unwrap();
        prop_assert_eq!(report.problems, Vec::<String>::new());
        for kind in Kind::ALL {
            for stored in all(&mut store, kind) {
                let key = fiveply::model::Key::new(kind, stored.id);
                let story = store.read().unwrap().story(key, 999).unwrap();
                let mut told = None;
                for (_, change) in story.iter().rev() {
                    told = change.apply(told).unwrap();
                }
                prop_assert_eq!(told.as_ref(), Some(&stored.record));
                prop_assert_eq!(story[0].0.seq, stored.revision);
            }
        }
        drop(store);
        let report = place.open().check(&mut |_| {}).unwrap();
        prop_assert_eq!(report.problems, Vec::<String>::new());
    }
}
