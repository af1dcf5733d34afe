//! What any store has to do, written against the boundary; each case is given an empty store.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use fiveply::model::{
    BuyingRole, Contact, Event, Fate, Feedback, Flags, Key, Kind, Layer, LeadId, LeadKind, List,
    Meeting, Members, Minor, Moment, Nature, OpId, Record, Resolution, Segment, Seq, Sharing, Step,
    Tags, Touch, Track, Unit, UserId, UserRole,
};
use fiveply::store::{LogFilter, Store, StoreError};

use super::finding::*;
use super::telling::*;
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
    the_log_is_gone_back_over_last_first,
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
    the_log_is_gone_back_over_last_first,
    a_story_goes_back_to_the_beginning,
    a_story_goes_on_past_a_removal,
);

/// One of each kind, with every field set, in the order in which they can be kept.
pub fn full() -> Vec<Record> {
    let text = |it: &str| Some(it.to_owned());
    let day = NaiveDate::from_ymd_opt(2026, 12, 24);
    let mut account = imported_account(5);
    account.revenue = Some(Minor(i64::MAX));
    account.founded = Some(1871);
    account.note = text("line\nbreak, \"quotes\", tab\t, bell\u{7} and 🦀\u{0}end");
    account.phone = text("+48 (22) 123-45-67");
    account.email = text("Info@Dairy.example");
    account.region = text("Łódzkie");
    account.tags = Tags::read("key,Dairy");
    let mut lead = lead(Some(1), Some(1));
    lead.tags = Tags::read("重点");
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
    let segment = Segment {
        name: "Dairy mid".to_owned(),
        owner: Some(UserId(1)),
        filter: "sector:dairy".to_owned(),
        unit: Some(Unit::Accounts),
        sharing: Some(Sharing::Private),
        members: "1-5,9".parse().ok(),
        note: text("spring"),
    };
    let list = List {
        name: "Spring mailing".to_owned(),
        at: Some(NOW),
        author: Some(UserId(1)),
        filter: String::new(),
        unit: Some(Unit::Leads),
        a: "1-4".parse().ok(),
        b: Some(Members::default()),
        hold_out: "7".parse().ok(),
        note: None,
    };
    let resolution = Resolution {
        text: "answer fair inquiries within a day".to_owned(),
        nature: Some(Nature::Hypothesis),
        owner: Some(UserId(1)),
        due: day,
        fate: Some(Fate::CameTrue),
        note: text("done"),
        meeting: NaiveDate::from_ymd_opt(2026, 11, 16),
        filter: text("source:fair"),
        expected: "conversion:intent >= 30 %".parse().ok(),
        measured: Some(314),
        measured_of: Some(212),
        checked: day,
    };
    let meeting = Meeting {
        day: NaiveDate::from_ymd_opt(2026, 11, 16),
        author: Some(UserId(1)),
        at: Some(NOW),
        since: NaiveDate::from_ymd_opt(2026, 11, 9),
        minutes: text("# Minutes"),
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
        segment.into(),
        list.into(),
        resolution.into(),
        meeting.into(),
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
