//! What any store has to do, written against the boundary; each case is given an empty store.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use fiveply::model::{
    BuyingRole, Contact, Event, Feedback, Flags, Key, Kind, Layer, LeadId, LeadKind, Minor, Moment,
    OpId, Record, Seq, Step, Touch, Track, UserId, UserRole,
};
use fiveply::store::{LogFilter, Natural, Store, StoreError};

use super::world::*;
use crate::support::memory::MemoryStore;

/// No ids.
const NOBODY: [u64; 0] = [];

macro_rules! conforms {
    ($module:ident, $make:expr; $($case:ident),+ $(,)?) => {
        mod $module {
            $(#[test]
            fn $case() {
                let (_kept, mut store) = $make;
                super::$case(&mut store);
            })+
        }
    };
}

conforms!(sqlite, {
    let place = super::Place::new();
    let store = place.create();
    (place, store)
};
    every_kind_comes_back_as_it_was,
    a_writer_sees_its_own_changes_and_a_dropped_one_leaves_nothing,
    a_change_made_for_another_revision_is_refused,
    a_set_with_a_refused_change_is_not_committed,
    a_request_is_applied_once,
    links_to_nothing_and_removal_of_what_is_used_are_refused,
    tracks_grow_shrink_and_are_replaced,
    scans_keep_to_their_range_and_stop_when_told,
    records_are_found_by_what_they_are_called,
    links_are_followed_backwards,
    numbers_are_never_given_twice,
    what_was_taken_back_is_marked_until_it_counts_again,
    the_log_is_listed_newest_first,
    a_story_goes_back_to_the_beginning,
    a_story_goes_on_past_a_removal,
    handles_see_each_other_and_a_view_stays_as_it_is,
);

conforms!(memory, ((), super::MemoryStore::default());
    every_kind_comes_back_as_it_was,
    a_writer_sees_its_own_changes_and_a_dropped_one_leaves_nothing,
    tracks_grow_shrink_and_are_replaced,
    scans_keep_to_their_range_and_stop_when_told,
    records_are_found_by_what_they_are_called,
    links_are_followed_backwards,
    the_log_is_listed_newest_first,
    a_story_goes_back_to_the_beginning,
    a_story_goes_on_past_a_removal,
);

/// One of each kind, with every field set, in the order in which they can be kept.
fn full() -> Vec<Record> {
    let text = |it: &str| Some(it.to_owned());
    let day = NaiveDate::from_ymd_opt(2026, 12, 24);
    let mut account = imported_account(5);
    account.revenue = Some(Minor(i64::MAX));
    account.founded = Some(1871);
    account.note = text("line\nbreak, \"quotes\", tab\t, bell\u{7} and 🦀\u{0}end");
    account.phone = text("+48 (22) 123-45-67");
    account.email = text("Info@Dairy.example");
    let mut lead = lead(Some(1), Some(1));
    lead.contact = Some(fiveply::model::ContactId(1));
    lead.product = Some(fiveply::model::ProductId(1));
    lead.kind = Some(LeadKind::CrossSell);
    lead.value = Some(Minor(-5));
    lead.next = text("");
    lead.next_due = NaiveDate::from_ymd_opt(1999, 2, 28);
    lead.milestones = Some(Flags(u64::MAX));
    lead.track = Track::new(vec![
        Step(Moment(-5), Event::Opening(Layer::Interested)),
        Step(
            at(1),
            Event::Enter {
                layer: Layer::NearCustomer,
                unmet: u64::MAX,
            },
        ),
        Step(at(1), Event::Park(day)),
        Step(at(2), Event::Wake),
        Step(at(3), Event::Park(None)),
        Step(at(3), Event::Wake),
        Step(
            at(4),
            Event::Lose {
                reason: "price".to_owned(),
                competitor: text("ACME"),
            },
        ),
        Step(at(5), Event::Reopen(Layer::Potential)),
        Step(
            at(6),
            Event::Lose {
                reason: String::new(),
                competitor: None,
            },
        ),
        Step(at(7), Event::Reopen(Layer::HighIntent)),
        Step(at(8), Event::Win { unmet: 3 }),
    ]);
    let mut user = user("Łucja");
    user.role = Some(UserRole::Manager);
    let contact = Contact {
        name: "李明".to_owned(),
        account: Some(fiveply::model::AccountId(1)),
        role: Some(BuyingRole::DecisionMaker),
        email: text("li@dairy.example"),
        phone: text("0086 10 555"),
        ..Contact::default()
    };
    let feedback = Feedback {
        lead: Some(LeadId(1)),
        at: Some(NOW),
        author: Some(UserId(1)),
        verdict: "good".to_owned(),
        come_back: day,
        ..Feedback::default()
    };
    let touch = Touch {
        lead: Some(LeadId(1)),
        contact: Some(fiveply::model::ContactId(1)),
        at: Some(Moment(i64::MIN)),
        author: Some(UserId(1)),
        channel: "call".to_owned(),
        note: None,
    };
    vec![
        user.into(),
        product("GTX Pro").into(),
        account.into(),
        contact.into(),
        lead.into(),
        feedback.into(),
        touch.into(),
        setting("general").into(),
    ]
}

fn every_kind_comes_back_as_it_was(store: &mut dyn Store) {
    let records = full();
    let seq = commit(store, 1, |write| {
        for record in &records {
            insert(write, record.clone());
        }
    });
    for record in records {
        let kind = record.kind();
        let stored = get(store, Key::new(kind, 1)).unwrap();
        assert_eq!(stored.record, record);
        assert_eq!((stored.id, stored.revision), (1, seq));
        assert_eq!(all(store, kind), [stored]);
    }
    let mut logged = store.read().unwrap().page(seq, 0).unwrap();
    assert_eq!(logged.len(), Kind::ALL.len());
    let lead = logged.remove(4);
    assert_eq!(lead.apply(None).unwrap().unwrap(), full().remove(4));
}

fn a_writer_sees_its_own_changes_and_a_dropped_one_leaves_nothing(store: &mut dyn Store) {
    {
        let mut write = store.write().unwrap();
        let key = insert(&mut *write, account("Gone"));
        assert_eq!(write.get(key).unwrap().unwrap().revision, write.seq());
        assert_eq!(write.next_id(Kind::Account).unwrap(), key.id + 1);
    }
    assert_eq!(all(store, Kind::Account), []);
    let read = store.read().unwrap();
    assert_eq!(read.head().unwrap(), Seq::ZERO);
    assert_eq!(
        read.log(&LogFilter {
            limit: 9,
            ..LogFilter::default()
        })
        .unwrap(),
        []
    );
}

fn a_change_made_for_another_revision_is_refused(store: &mut dyn Store) {
    commit(store, 1, |write| {
        insert(write, account("A"));
    });
    let before = get(store, Key::new(Kind::Account, 1)).unwrap();
    let first = changed(&before, &account("B").into());
    let second = changed(&before, &account("C").into());
    commit(store, 2, |write| write.apply(&first).unwrap());
    let mut write = store.write().unwrap();
    for stale in [
        second,
        removed(&before),
        inserted(first.key, &account("D").into()),
    ] {
        let refused = write.apply(&stale);
        assert!(matches!(refused, Err(StoreError::Misfit(_))), "{refused:?}");
    }
    drop(write);
    assert_eq!(get(store, first.key).unwrap().record, account("B").into());
}

fn a_set_with_a_refused_change_is_not_committed(store: &mut dyn Store) {
    let mut write = store.write().unwrap();
    let key = insert(&mut *write, account("A"));
    write
        .apply(&inserted(key, &account("B").into()))
        .unwrap_err();
    write.commit(head(1)).unwrap_err();
    assert_eq!(all(store, Kind::Account), []);
}

fn a_request_is_applied_once(store: &mut dyn Store) {
    let seq = commit(store, 77, |write| {
        insert(write, account("A"));
    });
    let mut write = store.write().unwrap();
    insert(&mut *write, account("A"));
    let again = write.commit(head(77));
    assert!(
        matches!(&again, Err(StoreError::Applied { op: OpId(77), seq: at }) if *at == seq),
        "{again:?}"
    );
    assert_eq!(all(store, Kind::Account).len(), 1);
    let read = store.read().unwrap();
    assert_eq!(read.applied(OpId(77)).unwrap(), Some(seq));
    assert_eq!(read.applied(OpId(78)).unwrap(), None);
}

fn links_to_nothing_and_removal_of_what_is_used_are_refused(store: &mut dyn Store) {
    commit(store, 1, |write| {
        insert(write, account("A"));
        insert(write, lead(Some(1), None));
    });
    let key = Key::new(Kind::Account, 1);
    let used = get(store, key).unwrap();
    let mut write = store.write().unwrap();
    let error = write.apply(&removed(&used)).unwrap_err();
    let by_lead = Key::new(Kind::Lead, 1);
    assert!(
        matches!(error, StoreError::Linked { key: of, by } if of == key && by == by_lead),
        "{error}"
    );
    let astray = lead(Some(99), None).into();
    let error = write
        .apply(&inserted(Key::new(Kind::Lead, 2), &astray))
        .unwrap_err();
    assert!(matches!(error, StoreError::Misfit(_)), "{error}");
}

fn tracks_grow_shrink_and_are_replaced(store: &mut dyn Store) {
    let tracks = [
        vec![enter(0, Layer::Potential)],
        vec![
            enter(0, Layer::Potential),
            enter(1, Layer::Intent),
            enter(2, Layer::HighIntent),
        ],
        vec![enter(0, Layer::Potential), Step(at(1), Event::Park(None))],
        vec![Step(at(-5), Event::Opening(Layer::Interested))],
        vec![],
        vec![
            enter(3, Layer::Intent),
            Step(at(4), Event::Win { unmet: 0 }),
        ],
    ];
    let key = commit_lead(store, &tracks[0]);
    for (op, steps) in (2..).zip(&tracks[1..]) {
        let before = get(store, key).unwrap();
        let mut after = lead(None, None);
        after.track = Track::new(steps.clone());
        let change = changed(&before, &after.clone().into());
        commit(store, op, |write| write.apply(&change).unwrap());
        assert_eq!(get(store, key).unwrap().record, after.into());
    }
    let whole = all(store, Kind::Lead);
    assert_eq!(whole, [get(store, key).unwrap()]);
}

fn commit_lead(store: &mut dyn Store, steps: &[Step]) -> Key {
    let mut lead = lead(None, None);
    lead.track = Track::new(steps.to_vec());
    commit(store, 1, |write| {
        insert(write, lead);
    });
    Key::new(Kind::Lead, 1)
}

fn scans_keep_to_their_range_and_stop_when_told(store: &mut dyn Store) {
    commit(store, 1, |write| {
        for _ in 0..10 {
            insert(write, lead(None, None));
        }
    });
    let ids = |store: &mut dyn Store, range: std::ops::Range<u64>, most: usize| {
        let mut found = Vec::new();
        let read = store.read().unwrap();
        read.scan(Kind::Lead, range, &mut |stored| {
            let Record::Lead(lead) = &stored.record else {
                unreachable!()
            };
            assert_eq!(lead.track.steps().len(), 1);
            found.push(stored.id);
            if found.len() == most {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })
        .unwrap();
        found
    };
    assert_eq!(ids(store, 4..7, 99), [4, 5, 6]);
    assert_eq!(ids(store, 8..u64::MAX, 99), [8, 9, 10]);
    assert_eq!(ids(store, 0..u64::MAX, 2), [1, 2]);
    assert_eq!(ids(store, 11..20, 99), NOBODY);
}

fn records_are_found_by_what_they_are_called(store: &mut dyn Store) {
    let mut second = account("ACME Gmbh");
    second.external_id = Some("x1".to_owned());
    commit(store, 1, |write| {
        for record in full() {
            insert(write, record);
        }
        insert(write, second);
        insert(write, account("acme, Inc."));
    });
    let read = store.read().unwrap();
    let find = |natural: Natural| read.find(&natural).unwrap();
    let text = str::to_owned;
    assert_eq!(find(Natural::ExternalId(Kind::Account, text("x1"))), [2]);
    assert_eq!(find(Natural::ExternalId(Kind::Product, text("x1"))), NOBODY);
    assert_eq!(find(Natural::ExternalId(Kind::User, text("x1"))), NOBODY);
    assert_eq!(find(Natural::Name(Kind::Account, text("acme"))), [2, 3]);
    assert_eq!(find(Natural::Name(Kind::User, text("lucja"))), [1]);
    assert_eq!(find(Natural::Name(Kind::Contact, text("李明"))), [1]);
    assert_eq!(find(Natural::Name(Kind::Product, text("gtx pro"))), [1]);
    assert_eq!(find(Natural::Domain(text("company5.example"))), [1]);
    assert_eq!(
        find(Natural::Email(Kind::Account, text("info@dairy.example"))),
        [1]
    );
    assert_eq!(
        find(Natural::Email(Kind::Contact, text("li@dairy.example"))),
        [1]
    );
    assert_eq!(
        find(Natural::Phone(Kind::Account, text("48221234567"))),
        [1]
    );
    assert_eq!(find(Natural::Phone(Kind::Contact, text("8610555"))), [1]);
    drop(read);

    let before = get(store, Key::new(Kind::Account, 2)).unwrap();
    let change = changed(&before, &account("Other").into());
    commit(store, 2, |write| write.apply(&change).unwrap());
    let read = store.read().unwrap();
    assert_eq!(
        read.find(&Natural::Name(Kind::Account, text("acme")))
            .unwrap(),
        [3]
    );
    assert_eq!(
        read.find(&Natural::ExternalId(Kind::Account, text("x1")))
            .unwrap(),
        NOBODY
    );
}

fn links_are_followed_backwards(store: &mut dyn Store) {
    commit(store, 1, |write| {
        insert(write, user("Rep"));
        insert(write, account("A"));
        insert(write, account("B"));
        for _ in 0..3 {
            insert(write, lead(Some(2), Some(1)));
        }
    });
    let read = store.read().unwrap();
    let of = |id| Key::new(Kind::Account, id);
    assert_eq!(read.linked_from(of(1)).unwrap(), None);
    assert_eq!(
        read.linked_from(of(2)).unwrap(),
        Some(Key::new(Kind::Lead, 1))
    );
    assert_eq!(read.linking(Kind::Lead, of(2)).unwrap(), [1, 2, 3]);
    assert_eq!(read.linking(Kind::Contact, of(2)).unwrap(), NOBODY);
    assert_eq!(
        read.linking(Kind::Lead, Key::new(Kind::User, 1)).unwrap(),
        [1, 2, 3]
    );
    assert_eq!(read.linking(Kind::User, of(2)).unwrap(), NOBODY);
}

fn numbers_are_never_given_twice(store: &mut dyn Store) {
    commit(store, 1, |write| {
        insert(write, account("A"));
        insert(write, account("B"));
    });
    let last = get(store, Key::new(Kind::Account, 2)).unwrap();
    commit(store, 2, |write| write.apply(&removed(&last)).unwrap());
    assert_eq!(store.read().unwrap().next_id(Kind::Account).unwrap(), 3);
    commit(store, 3, |write| {
        assert_eq!(insert(write, account("C")).id, 3);
        let far = Key::new(Kind::Account, 10);
        write.apply(&inserted(far, &account("J").into())).unwrap();
        assert_eq!(insert(write, account("K")).id, 11);
    });
    assert_eq!(store.read().unwrap().next_id(Kind::Account).unwrap(), 12);
}

fn what_was_taken_back_is_marked_until_it_counts_again(store: &mut dyn Store) {
    let next = |store: &mut dyn Store, op: u128, undoes: Option<u64>| {
        let mut write = store.write().unwrap();
        insert(&mut *write, account("A"));
        let undoes = undoes.map(Seq);
        write
            .commit(fiveply::store::SetHead { undoes, ..head(op) })
            .unwrap();
        let read = store.read().unwrap();
        let infos = read
            .log(&LogFilter {
                limit: 99,
                ..LogFilter::default()
            })
            .unwrap();
        infos
            .iter()
            .rev()
            .map(|it| it.undone_by.map(|it| it.0))
            .collect::<Vec<_>>()
    };
    assert_eq!(next(store, 1, None), [None]);
    assert_eq!(next(store, 2, Some(1)), [Some(2), None]);
    assert_eq!(next(store, 3, Some(2)), [None, Some(3), None]);
    assert_eq!(next(store, 4, Some(1)), [Some(4), Some(3), None, None]);
    assert_eq!(
        next(store, 5, Some(4)),
        [None, Some(3), None, Some(5), None]
    );
    // Taking a redo back makes the undo count again.
    assert_eq!(
        next(store, 6, Some(5)),
        [Some(4), Some(3), None, None, Some(6), None]
    );
}

fn the_log_is_listed_newest_first(store: &mut dyn Store) {
    for (op, actor) in [(1, 1), (2, 2), (3, 1), (4, 2), (5, 1)] {
        let mut write = store.write().unwrap();
        insert(&mut *write, account("A"));
        let actor = Some(UserId(actor));
        write
            .commit(fiveply::store::SetHead { actor, ..head(op) })
            .unwrap();
    }
    let read = store.read().unwrap();
    let list = |actor: Option<u64>, before: Option<u64>, limit| {
        let filter = LogFilter {
            actor: actor.map(UserId),
            before: before.map(Seq),
            limit,
        };
        read.log(&filter)
            .unwrap()
            .iter()
            .map(|it| it.seq.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(list(None, None, 3), [5, 4, 3]);
    assert_eq!(list(None, Some(3), 9), [2, 1]);
    assert_eq!(list(Some(1), None, 9), [5, 3, 1]);
    assert_eq!(list(Some(1), Some(5), 1), [3]);
    assert_eq!(list(Some(9), None, 9), NOBODY);
    let info = read.info(Seq(2)).unwrap().unwrap();
    assert_eq!(
        (info.op, info.actor, info.at, info.count),
        (OpId(2), Some(UserId(2)), NOW, 1)
    );
    assert_eq!(read.info(Seq(6)).unwrap(), None);
    assert_eq!(read.pages(Seq(6)).unwrap(), 0);
    assert_eq!(read.page(Seq(6), 0).unwrap(), []);
}

fn a_story_goes_back_to_the_beginning(store: &mut dyn Store) {
    const MANY: u64 = 5_000;
    commit(store, 1, |write| {
        for n in 0..MANY {
            insert(write, account(&format!("A {n}")));
        }
    });
    let key = Key::new(Kind::Account, 4_500);
    for (op, name) in [(2, "B"), (3, "C")] {
        let before = get(store, key).unwrap();
        commit(store, op, |write| {
            write
                .apply(&changed(&before, &account(name).into()))
                .unwrap();
            let own = write.get(key).unwrap().unwrap();
            let further = changed(&own, &account(&format!("{name}{name}")).into());
            write.apply(&further).unwrap();
        });
    }
    let rename = |store: &mut dyn Store, id: u64| {
        let before = get(store, Key::new(Kind::Account, id)).unwrap();
        changed(&before, &account("Other").into())
    };
    let renames: Vec<_> = (4_000..4_600).map(|id| rename(store, id)).collect();
    commit(store, 4, |write| {
        for change in &renames {
            write.apply(change).unwrap();
        }
    });
    let read = store.read().unwrap();
    let story = read.story(key, 99).unwrap();
    let seqs: Vec<u64> = story.iter().map(|(info, _)| info.seq.0).collect();
    assert_eq!(seqs, [4, 3, 3, 2, 2, 1]);
    assert!(story.iter().all(|(_, change)| change.key == key));
    let replayed = story
        .iter()
        .rev()
        .try_fold(None, |record, (_, change)| change.apply(record));
    assert_eq!(replayed.unwrap().unwrap(), account("Other").into());
    assert_eq!(read.story(key, 2).unwrap(), story[..2]);
    assert_eq!(
        read.story(Key::new(Kind::Account, MANY + 1), 9).unwrap(),
        []
    );
}

fn a_story_goes_on_past_a_removal(store: &mut dyn Store) {
    let key = Key::new(Kind::Account, 1);
    commit(store, 1, |write| {
        insert(write, account("A"));
    });
    let seqs = |store: &mut dyn Store| {
        let story = store.read().unwrap().story(key, 99).unwrap();
        story.iter().map(|(info, _)| info.seq.0).collect::<Vec<_>>()
    };
    let there = get(store, key).unwrap();
    commit(store, 2, |write| write.apply(&removed(&there)).unwrap());
    assert_eq!(get(store, key), None);
    assert_eq!(seqs(store), [2, 1]);
    commit(store, 3, |write| {
        write.apply(&inserted(key, &there.record)).unwrap()
    });
    assert_eq!(seqs(store), [3, 2, 1]);
    let again = get(store, key).unwrap();
    assert_eq!((again.revision, &again.record), (Seq(3), &there.record));
    commit(store, 4, |write| write.apply(&removed(&again)).unwrap());
    assert_eq!(seqs(store), [4, 3, 2, 1]);
}

fn handles_see_each_other_and_a_view_stays_as_it_is(store: &mut dyn Store) {
    let mut other = store.another().unwrap();
    assert_eq!(other.identity().unwrap(), store.identity().unwrap());
    commit(store, 1, |write| {
        insert(write, account("A"));
    });
    let view = other.read().unwrap();
    assert_eq!(view.head().unwrap(), Seq(1));
    commit(store, 2, |write| {
        insert(write, account("B"));
    });
    assert_eq!(view.head().unwrap(), Seq(1));
    assert_eq!(view.get(Key::new(Kind::Account, 2)).unwrap(), None);
    drop(view);
    assert_eq!(all(&mut *other, Kind::Account).len(), 2);
    commit(&mut *other, 3, |write| {
        insert(write, account("C"));
    });
    assert_eq!(all(store, Kind::Account).len(), 3);
}
