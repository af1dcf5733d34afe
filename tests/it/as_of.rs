//! The book as it was: now it is the book itself, and at an earlier moment what it was at that moment.

mod whatever;

use std::ops::ControlFlow;

use fiveply::book::Book;
use fiveply::book::facets::{FACETS, Unit, Value as Counted};
use fiveply::book::mask::Mask;
use fiveply::book::select::At;
use fiveply::book::talk::Talk;
use fiveply::book::track::NEVER;
use fiveply::insight::funnel::{Funnel, LayerFigures, Window, funnel, minute};
use fiveply::insight::overview::{Spans, overview, overview_before};
use fiveply::insight::{flow, replay};
use fiveply::model::{
    Account, AccountId, Act, Command, Key, Kind, Layer, Lead, LeadId, Moment, OnConflict, Record,
    Seq, Target, Track, UserId, Value,
};
use fiveply::query::Filter;
use proptest::prelude::*;

use crate::book::acts;
use crate::support::cases::cases;
use crate::workspace::{Desk, entered};

/// The book of then, which is also the one that is built of all records as they were.
fn as_of(desk: &Desk, moment: Moment) -> Book {
    let mut go_on = |_| ControlFlow::Continue(());
    desk.workspace.sync().unwrap();
    let book = desk.workspace.as_of(moment, &mut go_on).unwrap();
    let built = built(desk, moment, book.head());
    assert_eq!(book.difference(&built), None, "at {moment:?}");
    assert_eq!(book.episodes.leads(), built.episodes.leads());
    assert_eq!(book.accounts.live(), built.accounts.live());
    book
}

/// The book of all records as they were at the end of a moment's minute, one by one.
fn built(desk: &Desk, moment: Moment, head: Seq) -> Book {
    let end = Moment(moment.0 - moment.0.rem_euclid(60_000) + 59_999);
    let mut book = Book::default();
    for kind in [
        Kind::Setting,
        Kind::User,
        Kind::Product,
        Kind::Account,
        Kind::Contact,
        Kind::Feedback,
        Kind::Touch,
        Kind::Lead,
    ] {
        let put = &mut |it: fiveply::store::Stored| {
            book.put(it.id, it.revision, it.record).unwrap();
            ControlFlow::Continue(())
        };
        if matches!(kind, Kind::Setting | Kind::User | Kind::Product) {
            desk.workspace.each(kind, put).unwrap();
        } else {
            desk.workspace.each_as_of(kind, end, put).unwrap();
        }
    }
    book.finish(head);
    book
}

/// What is counted by each value of each facet, in words: books have codes of their own.
fn facets(book: &Book) -> Vec<String> {
    let at = At { now: Moment(0) };
    let mut lines = Vec::new();
    for unit in [Unit::Accounts, Unit::Leads] {
        for facet in book.slice(&Filter::default(), unit, &FACETS, at).facets {
            let (values, _) = book.facet_values(&facet, "", usize::MAX);
            let line =
                |it: &Counted| format!("{unit:?} {:?} {:?} {:?}", facet.field, it.term, it.count);
            lines.extend(values.iter().map(line));
        }
    }
    lines
}

/// What a book says of leads and accounts.
fn dump(book: &Book) -> Vec<String> {
    let rows = (0..book.episodes.columns.len()).filter_map(|row| {
        let steps = book.episodes.steps(row).len();
        Some(format!("{:?} {steps:?}", book.row(row)?))
    });
    let mut lines: Vec<String> = rows.chain(facets(book)).collect();
    let c = &book.accounts.columns;
    for row in (0..c.len()).filter(|row| c.id[*row] != 0) {
        let (id, name, city) = (c.id[row], book.accounts.name(row), c.city.get(row));
        lines.push(format!("{id} {name} {city:?} {}", c.employees[row]));
    }
    lines.sort();
    lines
}

/// When the last change was recorded.
fn last(desk: &Desk) -> Moment {
    let filter = fiveply::workspace::LogFilter {
        limit: 1,
        ..Default::default()
    };
    desk.workspace.log(&filter).unwrap()[0].at
}

#[derive(Debug, Clone)]
enum Do {
    Act(Vec<u64>, Act),
    Edit(u64, &'static str, Value),
    NewAccount,
    NewLead,
}

fn steps() -> impl Strategy<Value = Do> {
    let city = prop_oneof![
        Just(Value::None),
        Just(Value::Text("Lyon".to_owned())),
        Just(Value::Text("Turin".to_owned()))
    ];
    prop_oneof![
        6 => (prop::collection::vec(1..8_u64, 1..4), acts()).prop_map(|(ids, act)| Do::Act(ids, act)),
        2 => (1..4_u64, city).prop_map(|(id, city)| Do::Edit(id, "city", city)),
        1 => (1..4_u64, 0..90_i64).prop_map(|(id, many)| Do::Edit(id, "employees", Value::Integer(many))),
        1 => Just(Do::NewAccount),
        1 => Just(Do::NewLead),
    ]
}

fn run(desk: &Desk, who: UserId, step: &Do) {
    let command = match step.clone() {
        Do::Act(ids, act) => Command::Leads {
            targets: ids.into_iter().map(|id| Target::from(LeadId(id))).collect(),
            act,
            on_conflict: OnConflict::Skip,
        },
        Do::Edit(id, field, value) => Command::Edit {
            key: Key::new(Kind::Account, id),
            base: None,
            edits: vec![(Kind::Account.field(field).unwrap(), value)],
        },
        Do::NewAccount => Command::Create(vec![
            Account {
                name: "Nordfab".to_owned(),
                ..Account::default()
            }
            .into(),
        ]),
        Do::NewLead => {
            // It enters the funnel when it is written down: a minute after the last change.
            let mut track = Track::default();
            track.push(Moment(last(desk).0 + 60_000), entered(Layer::Intent));
            Command::Create(vec![Record::from(Lead {
                account: Some(AccountId(1)),
                track,
                ..Lead::default()
            })])
        }
    };
    // A refusal is as good an outcome as any: nothing was kept of it.
    let _outcome = desk.run(who, command);
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn it_is_what_the_book_was_then(
        steps in prop::collection::vec((any::<bool>(), steps()), 1..30),
        at in any::<prop::sample::Index>(),
    ) {
        let desk = Desk::new(5);
        desk.workspace.load().unwrap();
        let at = at.index(steps.len());
        let mut then = None;
        for (number, (anna, step)) in steps.iter().enumerate() {
            if number == at {
                desk.workspace.sync().unwrap();
                then = Some((last(&desk), dump(&desk.workspace.book())));
                let mut go_on = |_| ControlFlow::Continue(());
                desk.workspace.rewind(last(&desk), &mut go_on).unwrap();
            }
            run(&desk, if *anna { desk.anna } else { desk.bo }, step);
        }
        desk.workspace.sync().unwrap();
        let (moment, expected) = then.unwrap();
        // What facets of accounts rest on is there, and shared as far as it is the same.
        let now = dump(&desk.workspace.book());
        prop_assert_eq!(dump(&as_of(&desk, moment)), expected);
        // A book that is kept is the one that would be made.
        if let Some(kept) = desk.workspace.then(moment) {
            prop_assert_eq!(dump(&kept), dump(&as_of(&desk, moment)));
        }
        prop_assert_eq!(&dump(&as_of(&desk, last(&desk))), &now);
        prop_assert_eq!(dump(&desk.workspace.book()), now);
    }
}

fn reply(text: &str) -> Act {
    Act::Reply {
        text: text.to_owned(),
        decision: None,
    }
}

/// What a funnel counts, but for what leads are worth.
fn counted(it: &Funnel) -> Vec<String> {
    let layer = |it: &LayerFigures| {
        let counts = (it.open, it.parked, it.entered, it.advanced, it.still_open);
        format!(
            "{counts:?} {:?} {:?} {:?}",
            it.odds, it.median_days, it.longest_days
        )
    };
    let whole = (it.leads, it.episodes, it.opening, it.won, it.lost);
    let layers = it.layers.iter().map(layer);
    layers.chain([format!("{whole:?}")]).collect()
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn tracks_that_are_cut_in_the_columns_give_the_funnel_of_the_book_of_then(
        steps in prop::collection::vec((any::<bool>(), steps()), 1..30),
        back in 0..40_i64,
        window in (0..20_i64, 0..40_i64),
    ) {
        let desk = Desk::new(5);
        desk.workspace.load().unwrap();
        for (anna, step) in &steps {
            run(&desk, if *anna { desk.anna } else { desk.bo }, step);
        }
        desk.workspace.sync().unwrap();
        // Between two hours: a minute holds all or nothing of what was done in it.
        let moment = Moment(last(&desk).0 - back * 3_600_000 + 1_800_000);
        let (then, now) = (as_of(&desk, moment), desk.workspace.book());
        let end = minute(moment) + 1;
        let from = end.saturating_sub(u32::try_from(window.0 * 60 + window.1 * 60).unwrap());
        let until = end.saturating_sub(u32::try_from(window.0 * 60).unwrap());
        let all = |book: &Book| Mask::of(&book.episodes.columns.flags, |_| true);
        for window in [Window::default(), Window { from, to: until }] {
            let was = funnel(&then, &all(&then), window, minute(moment));
            let spans = Spans { window, before: None };
            let is = overview_before(&now, &all(&now), spans, end);
            prop_assert_eq!(counted(&is.funnel), counted(&was));
            prop_assert_eq!(is.flow, flow::whole(&then, &all(&then), window));
            prop_assert_eq!(is.flow.residual(), 0);
            let is = overview(&then, &all(&then), spans, minute(moment));
            prop_assert_eq!(counted(&is.funnel), counted(&was));
        }
        prop_assert_eq!(replay::leads(&now, end), then.episodes.leads());
    }
}

#[test]
fn a_book_of_the_past_is_kept_until_something_changes_the_past() {
    let desk = Desk::new(2);
    desk.workspace.load().unwrap();
    let moment = last(&desk);
    let mut go_on = |_| ControlFlow::Continue(());
    let made = desk.workspace.rewind(moment, &mut go_on).unwrap();
    let kept = || {
        desk.workspace.sync().unwrap();
        desk.workspace.then(moment)
    };
    desk.act(desk.anna, &[1], crate::workspace::to(Layer::Intent))
        .unwrap();
    run(&desk, desk.bo, &Do::NewAccount);
    run(&desk, desk.bo, &Do::NewLead);
    run(
        &desk,
        desk.bo,
        &Do::Edit(1, "city", Value::Text("Lyon".to_owned())),
    );
    assert!(std::sync::Arc::ptr_eq(&kept().unwrap(), &made));
    let to = |at| Act::Move {
        to: fiveply::model::Direction::To(Layer::Intent),
        at: Some(at),
    };
    desk.act(desk.anna, &[2], to(Moment(moment.0 - 3_600_000)))
        .unwrap();
    assert!(kept().is_none());
    let again = desk.workspace.rewind(moment, &mut go_on).unwrap();
    let layer = again.lead(LeadId(2)).unwrap().layer();
    assert_eq!(layer, Layer::Intent);
}

#[test]
fn a_book_of_the_past_goes_when_nobody_looks_at_it_any_more() {
    let desk = Desk::new(2);
    desk.workspace.load().unwrap();
    let moment = last(&desk);
    let mut go_on = |_| ControlFlow::Continue(());
    let held = desk.workspace.rewind(moment, &mut go_on).unwrap();
    desk.workspace.leave_past();
    desk.workspace.leave_past();
    drop(held);
    desk.workspace.leave_past();
    // Whoever asks for it in between looks at it.
    assert!(desk.workspace.then(moment).is_some());
    desk.workspace.leave_past();
    assert!(desk.workspace.then(moment).is_some());
    desk.workspace.leave_past();
    desk.workspace.leave_past();
    assert!(desk.workspace.then(moment).is_none());
}

#[test]
fn what_was_said_and_replied_since_is_left_out_of_words_that_are_shared() {
    let desk = Desk::new(3);
    let feedback = || Act::Feedback {
        verdict: "good".to_owned(),
        reason: None,
        note: None,
        competitor: None,
        come_back: None,
    };
    desk.act(desk.bo, &[1, 2], feedback()).unwrap();
    let moment = last(&desk);
    desk.act(desk.anna, &[1], reply("thanks")).unwrap();
    desk.act(desk.bo, &[2, 3], feedback()).unwrap();
    desk.workspace.load().unwrap();
    let then = as_of(&desk, moment);
    // It has none of its own: there are more words than anything else.
    assert_eq!(then.talk.bytes(), 0);
    let now = desk.workspace.book();
    let said = |book: &Book, lead| {
        let replied = |it| book.talk.replied(it) != NEVER;
        book.talk.of(lead).map(replied).collect::<Vec<bool>>()
    };
    assert_eq!(
        [1, 2, 3].map(|it| said(&now, it)),
        [vec![true], vec![false; 2], vec![false]]
    );
    assert_eq!(
        [1, 2, 3].map(|it| said(&then, it)),
        [vec![false], vec![false], vec![]]
    );
    let said = |talk: &Talk| talk.words().iter().filter(|it| talk.is_said(it)).count();
    assert_eq!((said(&now.talk), said(&then.talk)), (4, 2));
}

#[test]
fn what_was_written_down_later_counts_from_when_it_happened() {
    let desk = Desk::new(1);
    desk.workspace.load().unwrap();
    let written = last(&desk);
    // The leads of the desk entered ten days before anybody wrote them down.
    let before = Moment(written.0 - 24 * 3_600_000);
    let then = as_of(&desk, before);
    assert_eq!(then.episodes.leads(), 1);
    assert_eq!(
        then.lead(LeadId(1)).unwrap().account(),
        Some("Vistula Foods")
    );
    let earlier = as_of(&desk, Moment(written.0 - 30 * 24 * 3_600_000));
    assert_eq!((earlier.episodes.leads(), earlier.accounts.live()), (0, 0));
}

#[test]
fn what_was_taken_back_since_counts_nowhere() {
    let desk = Desk::new(1);
    desk.workspace.load().unwrap();
    desk.act(desk.anna, &[1], crate::workspace::to(Layer::Intent))
        .unwrap();
    let moved = last(&desk);
    desk.run(
        desk.anna,
        Command::Undo {
            seq: None,
            on_conflict: OnConflict::Refuse,
        },
    )
    .unwrap();
    let then = as_of(&desk, moved);
    assert_eq!(then.lead(LeadId(1)).unwrap().layer(), Layer::Potential);
}

#[test]
fn one_thread_alone_makes_it_too() {
    let desk = Desk::new(2);
    let before = last(&desk);
    desk.act(desk.anna, &[1], crate::workspace::to(Layer::Intent))
        .unwrap();
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let workspace = &desk.workspace;
    workspace.sync().unwrap();
    let mut go_on = |_| ControlFlow::Continue(());
    let made = alone
        .unwrap()
        .install(|| workspace.as_of(before, &mut go_on));
    let layer = made.unwrap().lead(LeadId(1)).unwrap().layer();
    assert_eq!(layer, Layer::Potential);
}

#[test]
fn it_stops_where_somebody_says_so() {
    let desk = Desk::new(1);
    let stopped = desk
        .workspace
        .as_of(Moment(0), &mut |_| ControlFlow::Break(()));
    assert!(stopped.is_err());
}
