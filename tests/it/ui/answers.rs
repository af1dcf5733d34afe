//! What the screens are told from a real book: offers with their counts, doubts, periods.

use std::collections::BTreeSet;
use std::sync::Arc;

use fiveply::i18n::Language;
use fiveply::insight::conversion::Definition;
use fiveply::model::{
    Account, AccountId, Act, Command, Direction, Event, Layer, Lead, LeadId, Moment, OnConflict,
    OpId, Record, Request, Target, Track, UserId,
};
use fiveply::query::{Context, Field, read};
use fiveply::ui::screens::{Figures, Report, TodayAsk, TodayOf};
use fiveply::ui::{Answer, Answers, Period, Question, Selected, Trouble};
use fiveply::workspace::At;

use crate::support::company;
use crate::support::driver::spoken;
use crate::workspace::Desk;

/// Monday, 21 September 2026, in UTC.
const NOW: Moment = Moment(1_790_000_000_000);
const DAY: i64 = 86_400_000;

/// Leads by source and city: two webinars in Lyon, one in Łódź, one cold call in Lyon; entered at different times.
fn desk() -> Desk {
    let desk = Desk::new(0);
    let cities = ["Lyon", "Łódź"].map(|city| {
        Record::from(Account {
            name: format!("Works of {city}"),
            city: Some(city.to_owned()),
            ..Account::default()
        })
    });
    let lead = |source: &str, account: u64, days: i64| {
        let entered = Event::Enter {
            layer: Layer::Interested,
            unmet: 0,
        };
        let mut track = Track::default();
        track.push(Moment(NOW.0 - days * DAY), entered);
        Record::from(Lead {
            account: Some(AccountId(account)),
            source: Some(source.to_owned()),
            track,
            ..Lead::default()
        })
    };
    let leads = [
        lead("webinar", 2, 3),
        lead("webinar", 2, 100),
        lead("webinar", 3, 400),
        lead("cold call", 2, 200),
    ];
    let records = cities.into_iter().chain(leads).collect();
    desk.run(desk.anna, Command::Create(records)).unwrap();
    desk.workspace.load().unwrap();
    desk
}

fn ask(desk: &Desk, question: &Question) -> Answer {
    let mut answers = Answers::new(spoken(Language::English));
    answers
        .answer(&desk.workspace, "Anna", question, NOW)
        .unwrap()
}

/// What is offered at the bar, and in place of what.
fn offered(desk: &Desk, marked: &str) -> (String, Vec<String>) {
    let caret = marked.find('|').unwrap();
    let filter = marked.replace('|', "");
    let Answer::Offers(offered) = ask(
        desk,
        &Question::Offers {
            filter: filter.clone(),
            caret,
        },
    ) else {
        panic!("no offers");
    };
    let shown = offered.offers.iter().map(|offer| match offer.count {
        Some(count) => format!("{} {count}", offer.insert),
        None => offer.insert.clone(),
    });
    (filter[offered.span.clone()].to_owned(), shown.collect())
}

#[test]
fn values_are_counted_within_the_rest_of_the_filter() {
    let desk = desk();
    for (marked, replaced, expected) in [
        ("source:|", "", "webinar 3, \"cold call\" 1, none, any"),
        (
            "source:| city:lyon",
            "",
            "webinar 2, \"cold call\" 1, none, any",
        ),
        ("-source:we| city:lodz", "we", "webinar 1"),
        ("source:webinar,c|", "c", "\"cold call\" 1"),
        ("city:lo|", "lo", "Łódź 1"),
        ("source:ll|", "ll", "\"cold call\" 1"),
        ("layer:in|", "in", "interested 4, intent"),
        ("sou|", "sou", "source:"),
        ("asof:this-y|", "this-y", "this-year"),
        (
            "naics:dairy|",
            "dairy",
            "3115 0, 11212 0, 31151 0, 42443 0, 311514 0",
        ),
        ("\"sou|", "\"sou", ""),
    ] {
        let (span, offers) = offered(&desk, marked);
        assert_eq!(
            (span.as_str(), offers.join(", ").as_str()),
            (replaced, expected),
            "{marked}"
        );
    }
}

fn figures(desk: &Desk, filter: &str, period: Period, caret: Option<usize>) -> Figures {
    doubted(desk, filter, period, caret).0
}

/// The figures, and what in the filter means nothing.
fn doubted(
    desk: &Desk,
    filter: &str,
    period: Period,
    caret: Option<usize>,
) -> (Figures, Option<Trouble>) {
    let question = Question::Funnel {
        filter: filter.to_owned(),
        period,
        against: fiveply::ui::Against::Before,
        groups: None,
        sets: Vec::new(),
        moving: false,
        caret,
    };
    match ask(desk, &question) {
        Answer::Funnel(Selected::Read(figures, doubt)) => (*figures, doubt),
        other => panic!("{filter}: {other:?}"),
    }
}

#[test]
fn a_value_that_nobody_has_is_doubted_and_selects_nothing() {
    let desk = desk();
    let of = |filter: &str, caret| doubted(&desk, filter, Period::All, caret);
    let (wrong, doubt) = of("source:webinr", None);
    let doubt = doubt.unwrap();
    assert_eq!((wrong.shown, doubt.span), (0, 7..13));
    assert!(
        doubt.message.as_str().contains("did you mean “webinar”?"),
        "{}",
        doubt.message
    );
    assert!(of("source:web", None).1.is_some());
    assert!(of("source:wex", Some(10)).1.is_some());
    for fine in [
        "source:webinar",
        "owner:bo",
        "reason:timing",
        "account:nobody",
        "external_id:x7",
    ] {
        assert_eq!(of(fine, None).1, None, "{fine}");
    }
}

#[test]
fn a_period_counts_what_was_reached_in_it_and_leaves_the_stock_alone() {
    let desk = desk();
    let reached = |period| {
        let figures = figures(&desk, "", period, None);
        let layer = &figures.layers[Layer::Interested.index()];
        (layer.open, layer.reached, figures.period.is_some())
    };
    assert_eq!(reached(Period::All), (4, 4, false));
    assert_eq!(reached(Period::ThisMonth), (4, 1, true));
    assert_eq!(reached(Period::Days365), (4, 3, true));
    assert_eq!(reached(Period::LastMonth), (4, 0, true));
}

#[test]
fn what_may_become_a_field_or_a_value_leaves_the_screen_as_it_is_while_it_is_typed() {
    let desk = desk();
    let answer = |filter: &str, typing: bool| {
        ask(
            &desk,
            &Question::Funnel {
                filter: filter.to_owned(),
                period: Period::All,
                against: fiveply::ui::Against::Before,
                groups: None,
                sets: Vec::new(),
                moving: false,
                caret: typing.then_some(filter.len()),
            },
        )
    };
    let reads = |it| matches!(it, Answer::Funnel(Selected::Read(..)));
    for half in ["sou", "city:lyon own", "source:web", "source:webinar,co"] {
        assert_eq!(
            answer(half, true),
            Answer::Funnel(Selected::Unfinished),
            "{half}"
        );
        assert!(reads(answer(half, false)), "{half}");
    }
    for whole in ["soux", "source:webinar", "source:webinr", "works"] {
        assert!(reads(answer(whole, true)), "{whole}");
    }
}

#[test]
fn the_last_changes_are_told_by_the_way_that_a_lead_went() {
    let desk = desk();
    let act = |leads: &[u64], act| {
        let targets = leads.iter().map(|id| Target::from(LeadId(*id))).collect();
        let command = Command::Leads {
            targets,
            act,
            on_conflict: OnConflict::Refuse,
        };
        desk.run(desk.anna, command).unwrap();
    };
    let to = |layer| Act::Move {
        to: Direction::To(layer),
        at: None,
    };
    act(&[4], to(Layer::HighIntent));
    act(
        &[4],
        Act::Win {
            value: None,
            at: None,
        },
    );
    act(&[1, 2], to(Layer::Intent));
    let undo = Command::Undo {
        seq: None,
        on_conflict: OnConflict::Refuse,
    };
    desk.run(desk.anna, undo).unwrap();
    desk.workspace.sync().unwrap();
    let Answer::Changes(lines) = ask(&desk, &Question::Changes) else {
        panic!("no changes");
    };
    let told: Vec<_> = lines
        .iter()
        .map(|line| format!("{} {} {}", line.who, line.what, line.undone.is_some()))
        .collect();
    assert_eq!(
        told[..3],
        [
            "Anna moved · 2 leads true",
            "Anna Works of Lyon High intent → Won false",
            "Anna Works of Lyon Interested → High intent false",
        ]
    );
    assert!(lines[1].mine);
    assert_eq!((lines[0].records, lines[1].records), (2, 1));
}

#[test]
fn leads_to_be_marked_are_those_between_two_as_they_are_shown() {
    let desk = desk();
    let marked = |filter: &str, ends, board| {
        let question = Question::Marked {
            filter: filter.to_owned(),
            ends,
            board,
        };
        match ask(&desk, &question) {
            Answer::Marked(leads) => leads,
            other => panic!("{other:?}"),
        }
    };
    let all = marked("sort:id", None, None);
    assert_eq!(all.len(), 4);
    assert_eq!(marked("sort:id", Some((all[2], all[0])), None), all[..3]);
    assert_eq!(marked("city:Lyon", None, None).len(), 3);
    assert_eq!(marked("city:Lyon", Some((all[0], all[2])), None).len(), 0);
    // All are in one column of the board.
    let column = marked("", None, Some(true));
    assert_eq!(column.len(), 4);
    let ends = Some((column[1], column[3]));
    assert_eq!(marked("", ends, Some(true)), column[1..]);
    assert!(marked("temp:!", None, None).is_empty());
}

#[test]
fn a_report_that_was_counted_elsewhere_is_not_counted_again() {
    let desk = desk();
    let asked = Question::Insights {
        filter: "source:webinar".to_owned(),
        report: Report::Wins,
        period: Period::default(),
        by: Some(Field::Source),
        sets: Vec::new(),
        definition: Definition::default(),
        against: None,
        caret: None,
    };
    let Answer::Insights(Selected::Read(mut sheet, doubt)) = ask(&desk, &asked) else {
        panic!("no report");
    };
    // What is told from it was not counted here.
    Arc::make_mut(&mut sheet).shown = 424_242;
    let mut answers = Answers::new(spoken(Language::English));
    let answer = Answer::Insights(Selected::Read(sheet.clone(), doubt));
    answers.learn(&desk.workspace, &asked, &answer, NOW);
    let again = answers.answer(&desk.workspace, "Anna", &asked, NOW);
    let Some(Answer::Insights(Selected::Read(got, _))) = again else {
        panic!("no report");
    };
    assert_eq!(got, sheet);
}

/// How many leads an answer is about.
fn about(answer: Option<Answer>) -> u64 {
    match answer {
        Some(Answer::Board(Selected::Read(page, _))) => page.columns.iter().map(|it| it.open).sum(),
        Some(Answer::Leads(Selected::Read(page, _))) => page.shown,
        Some(Answer::Today(Selected::Read(page, _))) => {
            page.sections.iter().map(|it| it.1 as u64).sum()
        }
        answer => panic!("no page of leads: {answer:?}"),
    }
}

#[test]
fn what_an_answer_was_read_from_is_handed_on_and_the_next_question_counts_nothing() {
    let desk = desk();
    let board = |keep| Question::Board {
        filter: String::new(),
        cards: std::array::from_fn(|_| 0..9),
        parked: false,
        keep,
        caret: None,
    };
    let list = |keep| Question::Leads {
        filter: String::new(),
        first: 0,
        lines: 9,
        keep,
        caret: None,
    };
    let today = |keep| Question::Today {
        day: TodayAsk {
            filter: String::new(),
            of: TodayOf::All,
            read: None,
        },
        first: 0,
        lines: 9,
        keep,
        caret: None,
    };
    // A desk at the same change, without a lead: whatever is told there was not counted there.
    let other = Desk::new(0);
    let account = Record::from(Account {
        name: "Works".to_owned(),
        ..Account::default()
    });
    other
        .run(other.anna, Command::Create(vec![account]))
        .unwrap();
    other.workspace.load().unwrap();
    let head = |desk: &Desk| desk.workspace.book().head();
    assert_eq!(head(&desk), head(&other));
    let asked: [&dyn Fn(Option<u64>) -> Question; 3] = [&board, &list, &today];
    for question in asked {
        let mut first = Answers::new(spoken(Language::English));
        let told = first.answer(&desk.workspace, "Anna", &question(None), NOW);
        let handed = first.hand_on(&question(None)).unwrap();
        let mut second = Answers::new(spoken(Language::English));
        let next = question(Some(5));
        assert_eq!(
            about(second.answer(&other.workspace, "Anna", &next, NOW)),
            0
        );
        second.take_over(handed);
        let again = second.answer(&other.workspace, "Anna", &next, NOW);
        assert_eq!((about(told), about(again)), (4, 4), "{next:?}");
    }
}

#[test]
fn who_is_stuck_on_the_board_is_counted_for_each_filter_minute_and_change() {
    let workspace = company::workspace(300, 600);
    let mut answers = Answers::new(spoken(Language::English));
    let start = company::moment().0;
    let mut told = |filter: &str, now: Moment| {
        let asked = Question::Board {
            filter: filter.to_owned(),
            cards: std::array::from_fn(|_| 0..9),
            parked: false,
            keep: None,
            caret: None,
        };
        match answers.answer(&workspace, "anna", &asked, now) {
            Some(Answer::Board(Selected::Read(page, _))) => page.stuck,
            answer => panic!("no board: {answer:?}"),
        }
    };
    let is_there = |filter: &str, now: Moment| {
        let book = workspace.book();
        let cx = Context::on(now.day(book.settings().general.zone));
        let filter = read(filter, &cx).unwrap();
        book.select(&filter, At { now }).in_both(&book.stuck(now))
    };
    let mut seen = BTreeSet::new();
    // Days go by while nothing is done, a minute alone changes hardly anything; then somebody is called.
    for after in [0, 1, 60_000, 3 * DAY, 3 * DAY + 60_000, 9 * DAY] {
        let now = Moment(start + after);
        for filter in ["layer:intent", "", "source:webinar"] {
            let stuck = told(filter, now);
            assert_eq!(stuck, is_there(filter, now), "{filter:?} after {after} ms");
            seen.insert(stuck);
        }
        assert_eq!(told("", now), is_there("", now), "as it was asked last");
    }
    assert!(seen.len() > 5, "{seen:?}");
    let now = Moment(start + 9 * DAY);
    let row = workspace.book().stuck(now).iter().next().unwrap();
    let lead = workspace.book().row(row).unwrap().id();
    let before = told("", now);
    let act = Act::Touch {
        channel: "call".to_owned(),
        contact: None,
        note: None,
        at: None,
    };
    let request = Request {
        op: OpId(77),
        actor: UserId(1),
        command: Command::Leads {
            targets: vec![Target::from(lead)],
            act,
            on_conflict: OnConflict::Refuse,
        },
    };
    workspace.execute(&request, now).unwrap();
    workspace.sync().unwrap();
    assert_eq!(told("", now), before - 1);
}
