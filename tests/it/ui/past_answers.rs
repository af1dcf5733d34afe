//! What is answered of an earlier day is what was answered on it.

use std::ops::ControlFlow;

use fiveply::host::Desk as _;
use fiveply::i18n::Language;
use fiveply::model::{
    Account, Act, Command, Direction, Key, Kind, Layer, LeadId, Moment, OnConflict, Record, Target,
    Topic, Value,
};
use fiveply::ui::screens::PageFound;
use fiveply::ui::{
    Answer, Answers, Ask, Effect, Event, News, Period, Question, Rewinding, Selected, Ticket,
};
use fiveply::workspace::Unit;
use fiveply::workspace::as_of::end_of;

use crate::support::driver::spoken;
use crate::support::real::{Real, moment, next};
use crate::workspace::Desk;

const NOW: Moment = Moment(1_790_000_000_000);
const DAY: i64 = 86_400_000;
/// The day on which the desk's first commands end.
const THEN: &str = "2026-09-22";

fn then() -> Moment {
    end_of(THEN.parse().unwrap(), chrono_tz::UTC)
}

/// Every question that a screen asks by a filter.
fn questions(filter: &str) -> Vec<Question> {
    let filter = || filter.to_owned();
    vec![
        Question::Funnel {
            filter: filter(),
            period: Period::ThisMonth,
            against: fiveply::ui::Against::Before,
            groups: None,
            sets: Vec::new(),
            moving: false,
            caret: None,
        },
        Question::Leads {
            filter: filter(),
            first: 0,
            lines: 20,
            keep: None,
            caret: None,
        },
        Question::Board {
            filter: filter(),
            cards: [0..9, 0..9, 0..9, 0..9, 0..9],
            parked: true,
            keep: None,
            caret: None,
        },
        Question::Segments {
            filter: filter(),
            unit: Unit::Leads,
            fields: vec![fiveply::query::Field::Layer],
            seen: Vec::new(),
            segment: None,
            caret: None,
        },
    ]
}

/// An answer in words, without the change that the book stands at.
fn told(answer: Answer) -> String {
    match answer {
        Answer::Leads(Selected::Read(mut page, _)) => {
            page.head = 0;
            format!("{page:?}")
        }
        Answer::Board(Selected::Read(mut page, _)) => {
            page.head = 0;
            format!("{page:?}")
        }
        Answer::Meeting(mut page) => {
            page.sitting.head = 0;
            format!("{page:?}")
        }
        Answer::Page(PageFound::Page(page)) => {
            let facts: Vec<String> = page.facts.iter().map(|it| it.text()).collect();
            let (top, story) = ((&page.title, &page.worth, page.standing), &page.story);
            format!("{top:?} {facts:?} {story:?}")
        }
        other => format!("{other:?}"),
    }
}

/// The pages of leads and of their accounts, of now or of a day.
fn pages(day: Option<&str>) -> Vec<Question> {
    let keys = [(Kind::Lead, 1), (Kind::Lead, 2), (Kind::Account, 1)];
    let day = day.map(|it| it.parse().unwrap());
    let page = |(kind, id)| Question::Page {
        key: Key::new(kind, id),
        day,
    };
    keys.map(page).to_vec()
}

/// Every page of the meeting and its minutes, of now or of a day.
fn meeting(day: Option<&str>) -> Vec<Question> {
    let day = day.map(|it| it.parse().unwrap());
    let by = Some(fiveply::query::Field::Source);
    let page = |topic| Question::Meeting { topic, by, day };
    let minutes = Question::Minutes { by, day };
    Topic::ALL.into_iter().map(page).chain([minutes]).collect()
}

/// Pages of both, of now or of a day.
fn of_day(day: Option<&str>) -> Vec<Question> {
    [pages(day), meeting(day)].concat()
}

/// Leads of which one moves on that day, and more happens in the week after it.
fn week_later(ask: &mut dyn FnMut(&Desk)) -> Desk {
    let desk = Desk::new(5);
    desk.workspace.load().unwrap();
    desk.act(desk.anna, &[2], crate::workspace::to(Layer::Intent))
        .unwrap();
    desk.workspace.sync().unwrap();
    ask(&desk);
    let act = |leads: &[u64], act| {
        let targets = leads.iter().map(|id| Target::from(LeadId(*id))).collect();
        let command = Command::Leads {
            targets,
            act,
            on_conflict: OnConflict::Refuse,
        };
        let request = desk.request(desk.bo, command);
        let now = Moment(NOW.0 + 5 * DAY);
        desk.workspace.execute(&request, now).unwrap();
    };
    act(
        &[1, 2],
        Act::Move {
            to: Direction::To(Layer::HighIntent),
            at: None,
        },
    );
    act(
        &[2],
        Act::Win {
            at: None,
            value: None,
        },
    );
    desk.workspace.sync().unwrap();
    desk
}

#[test]
fn the_answers_of_an_earlier_day_are_those_that_were_given_on_it() {
    let mut answers = Answers::new(spoken(Language::English));
    let mut said = Vec::new();
    let desk = week_later(&mut |desk| {
        for question in questions("owner:anna") {
            let answer = answers.answer(&desk.workspace, "Anna", &question, then());
            said.push(told(answer.unwrap()));
        }
        for question in of_day(None) {
            let answer = answers.answer(&desk.workspace, "Anna", &question, then());
            said.push(told(answer.unwrap()));
        }
    });
    let later = Moment(NOW.0 + 9 * DAY);
    // What is worth more since then was not on that day.
    let value = Kind::Lead.field("value").unwrap();
    let edit = Command::Edit {
        key: Key::new(Kind::Lead, 1),
        base: None,
        edits: vec![(value, Value::Integer(77_700))],
    };
    let request = desk.request(desk.bo, edit);
    let now = Moment(NOW.0 + 6 * DAY);
    desk.workspace.execute(&request, now).unwrap();
    desk.workspace.sync().unwrap();
    let filter = format!("owner:anna asof:{THEN}");
    for question in questions(&filter) {
        let answer = answers.answer(&desk.workspace, "Anna", &question, later);
        let quick =
            matches!(answer, Some(Answer::Funnel(Selected::Read(it, _))) if it.layers_alone);
        assert_eq!(quick, matches!(question, Question::Funnel { .. }));
        assert_eq!(answers.awaited(), Some(then()));
        assert_eq!(answers.awaited(), None);
    }
    for question in of_day(Some(THEN)) {
        assert_eq!(
            answers.answer(&desk.workspace, "Anna", &question, later),
            None
        );
        assert_eq!(answers.awaited(), Some(then()));
    }
    let mut go_on = |_| ControlFlow::Continue(());
    desk.workspace.rewind(then(), &mut go_on).unwrap();
    let asked = [questions(&filter), of_day(Some(THEN))].concat();
    assert_eq!(asked.len(), said.len());
    for (question, said) in asked.iter().zip(said) {
        let answer = answers.answer(&desk.workspace, "Anna", question, later);
        assert_eq!(told(answer.unwrap()), said, "{question:?}");
    }
    let looked_at = |desk: &Desk| {
        desk.workspace.leave_past();
        desk.workspace.leave_past();
        desk.workspace.then(then()).is_some()
    };
    assert!(looked_at(&desk));
    // What is asked of now goes on to be answered of now.
    let now = answers.answer(
        &desk.workspace,
        "Anna",
        &questions("owner:anna")[0],
        Moment(NOW.0 + 9 * DAY),
    );
    assert!(matches!(now, Some(Answer::Funnel(Selected::Read(it, _))) if it.won.count == 1));
    assert!(!looked_at(&desk));
}

#[test]
fn what_was_counted_of_an_earlier_day_is_of_use_to_another_as_long_as_its_book_is_there() {
    let desk = week_later(&mut |_| ());
    let workspace = &desk.workspace;
    let later = Moment(NOW.0 + 9 * DAY);
    let mut go_on = |_| ControlFlow::Continue(());
    let filter = format!("owner:anna asof:{THEN}");
    let [mut ahead, mut alone, mut other] =
        [0, 1, 2].map(|_| Answers::new(spoken(Language::English)));
    drop(workspace.rewind(then(), &mut go_on).unwrap());
    for question in questions(&filter) {
        let answer =
            |answers: &mut Answers| answers.answer(workspace, "Anna", &question, later).unwrap();
        answer(&mut ahead);
        let handed = ahead.hand_on(&question).unwrap();
        let again = ahead.hand_on(&question);
        assert!(again.is_none() || matches!(question, Question::Segments { .. }));
        ahead.leave_past();
        assert!(handed.is_of_use());
        other.hold_past(workspace, &question, later);
        other.take_over(handed);
        // It was there before anything was counted.
        assert!(other.hand_on(&question).is_some(), "{question:?}");
        assert_eq!(told(answer(&mut other)), told(answer(&mut alone)));
    }
    let question = &questions(&filter)[1];
    ahead.answer(workspace, "Anna", question, later).unwrap();
    let handed = ahead.hand_on(question).unwrap();
    for answers in [&mut ahead, &mut alone, &mut other] {
        answers.leave_past();
    }
    workspace.leave_past();
    workspace.leave_past();
    assert!(workspace.then(then()).is_none());
    assert!(!handed.is_of_use());
    // Made anew, it is another book.
    drop(workspace.rewind(then(), &mut go_on).unwrap());
    other.hold_past(workspace, question, later);
    other.take_over(handed);
    assert!(other.hand_on(question).is_none());
}

/// So many companies that what rests on all of them takes its time.
fn many() -> Real {
    let account = |number| Account {
        name: format!("Company {number}"),
        sector: Some(format!("sector {}", number % 7)),
        ..Account::default()
    };
    let many = (0..10_000).map(|it| Record::from(account(it)));
    Real::with(many.collect())
}

#[test]
fn facets_of_an_earlier_day_wait_until_what_they_rest_on_is_counted_where_that_takes_its_time() {
    let real = many();
    let mut answers = Answers::new(spoken(Language::English));
    let later = Moment(moment().0 + DAY);
    let question = &questions("asof:2026-11-21")[3];
    let mut ask = || answers.answer(&real.workspace, "anna", question, later);
    assert_eq!(ask(), None);
    let then = end_of("2026-11-21".parse().unwrap(), chrono_tz::UTC);
    let mut go_on = |_| ControlFlow::Continue(());
    drop(real.workspace.rewind(then, &mut go_on).unwrap());
    assert!(!real.workspace.is_warm(then));
    assert_eq!(ask(), None);
    real.workspace.warm_then(then, &mut || false);
    assert_eq!(ask(), None);
    real.workspace.warm_then(then, &mut || true);
    assert!(matches!(ask(), Some(Answer::Segments(Selected::Read(..)))));
    assert_eq!(answers.awaited(), Some(then));
}

#[test]
fn who_waits_for_an_earlier_day_is_told_until_it_is_counted_whether_it_was_there_or_not() {
    let later = Moment(moment().0 + 2 * DAY);
    let then = end_of("2026-11-21".parse().unwrap(), chrono_tz::UTC);
    let mut go_on = |_| ControlFlow::Continue(());
    for (was_there, before) in [(false, None), (true, None), (false, Some("2026-11-22"))] {
        let real = many();
        if was_there {
            drop(real.workspace.rewind(then, &mut go_on).unwrap());
        }
        let (mut desk, inbox) = real.seat(Language::English, later);
        let mut ask = |day: &str| {
            let question = questions(&format!("asof:{day}"))[3].clone();
            let ticket = Ticket::default();
            let mut said = desk.perform(Effect::Ask(Ask { ticket, question }));
            assert_eq!(said.len(), 1, "{said:?}");
            said.pop().unwrap()
        };
        if let Some(day) = before {
            ask(day);
        }
        // Whoever is told that it is there asks again, as a session does; what is not counted yet is ordered once more.
        let mut asked = 0;
        let answer = loop {
            match ask("2026-11-21") {
                Event::Workspace(News::Answer(_, answer)) => break answer,
                said => assert_eq!(said, news(Rewinding::Going(0))),
            }
            asked += 1;
            assert!(asked < 10);
            while !next(&inbox).contains(&news(Rewinding::There)) {}
        };
        assert!(matches!(answer, Answer::Segments(Selected::Read(..))));
        assert!(real.workspace.is_warm(then));
    }
}

fn news(said: Rewinding) -> Event {
    Event::Workspace(News::Rewinding(said))
}

#[test]
fn until_the_book_of_a_day_is_there_the_funnel_is_told_by_its_tracks() {
    let mut said = None;
    let mut answers = Answers::new(spoken(Language::English));
    let mut ask = |desk: &Desk, filter: &str, now| {
        let question = &questions(filter)[0];
        match answers.answer(&desk.workspace, "Anna", question, now) {
            Some(Answer::Funnel(Selected::Read(figures, _))) => Some(*figures),
            Some(other) => panic!("{other:?}"),
            None => None,
        }
    };
    let desk = week_later(&mut |desk| said = ask(desk, "owner:anna", then()));
    let later = Moment(NOW.0 + 9 * DAY);
    let quick = ask(&desk, &format!("owner:anna asof:{THEN}"), later).unwrap();
    assert!(quick.layers_alone);
    let exact = fiveply::ui::screens::Figures {
        no_meeting: false,
        layers_alone: false,
        ..quick
    };
    assert_eq!(Some(exact), said);
    // What the tracks say is read as of now, so it can't be asked of them.
    let filter = format!("layer:intent asof:{THEN}");
    assert_eq!(ask(&desk, &filter, later), None);
}

#[test]
fn what_is_told_of_a_day_by_its_tracks_is_told_anew_once_they_say_something_else() {
    let desk = week_later(&mut |_| {});
    let mut answers = Answers::new(spoken(Language::English));
    let question = &questions(&format!("asof:{THEN}"))[0];
    let later = Moment(NOW.0 + 9 * DAY);
    let ask = |answers: &mut Answers| {
        desk.workspace.sync().unwrap();
        answers.answer(&desk.workspace, "Anna", question, later)
    };
    let before = ask(&mut answers);
    assert_eq!(ask(&mut answers), before);
    let to = Act::Move {
        to: Direction::To(Layer::NearCustomer),
        at: Some(Moment(then().0 - DAY)),
    };
    desk.act(desk.bo, &[4], to).unwrap();
    let after = ask(&mut answers);
    assert_ne!(after, before);
    assert_eq!(after, ask(&mut Answers::new(spoken(Language::English))));
}

#[test]
fn a_day_that_is_not_over_is_now() {
    let desk = week_later(&mut |_| {});
    let mut answers = Answers::new(spoken(Language::English));
    for filter in ["asof:today", "asof:2031"] {
        let question = &questions(filter)[0];
        let later = Moment(NOW.0 + 9 * DAY);
        let answer = answers.answer(&desk.workspace, "Anna", question, later);
        assert!(matches!(answer, Some(Answer::Funnel(Selected::Read(it, _))) if it.won.count == 1));
    }
}
