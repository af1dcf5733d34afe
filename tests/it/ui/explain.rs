//! How a number is made: its parts are what the lists behind them hold, and the overlay leads to them.

use fiveply::i18n::Language;
use fiveply::model::{Act, Clean, Command, Layer, Lead, Moment, Record};
use fiveply::query::{Context, read};
use fiveply::ui::{
    Answer, Answers, Ask, Effect, Explained, Explains, News, Period, Question, Route, Ticket,
};
use fiveply::workspace::At;

use crate::insight::lives::lead;
use crate::support::driver::{Driver, Setup, spoken};
use crate::support::fixtures;
use crate::workspace::{Desk, to};

const NOW: Moment = Moment(1_790_000_000_000 + 40 * 86_400_000);

/// Twelve leads: some went on, some were won or lost, one is parked.
fn desk() -> Desk {
    let desk = Desk::new(12);
    desk.workspace.load().unwrap();
    let lost = Act::Lose {
        reason: "price".to_owned(),
        competitor: None,
        note: None,
        at: None,
    };
    let won = Act::Win {
        at: None,
        value: None,
    };
    for (leads, act) in [
        (&[1, 2, 3, 4, 5][..], to(Layer::Interested)),
        (&[1, 2], to(Layer::HighIntent)),
        (&[1], won),
        (&[3, 6], lost),
        (&[7], Act::Park { until: None }),
    ] {
        desk.act(desk.anna, leads, act).unwrap();
    }
    desk.workspace.sync().unwrap();
    desk
}

fn explained(desk: &Desk, what: Explains, language: Language) -> Explained {
    let mut answers = Answers::new(spoken(language));
    let question = Question::Explain {
        filter: "owner:anna".to_owned(),
        period: Period::All,
        what,
    };
    match answers.answer(&desk.workspace, "Anna", &question, NOW) {
        Some(Answer::Explained(it)) => *it,
        other => panic!("{other:?}"),
    }
}

fn all() -> [Explains; 7] {
    [
        Explains::Stock(Layer::Potential),
        Explains::WentOn(Layer::Interested),
        Explains::Odds(Layer::Potential),
        Explains::WinRate,
        Explains::Stuck(Layer::Potential),
        Explains::WentOnOf(Layer::Interested, Clean::literal("fair")),
        Explains::Whole(Clean::literal("fair")),
    ]
}

#[test]
fn every_part_of_a_number_opens_as_many_leads_as_it_says() {
    let desk = desk();
    let cx = Context::on(NOW.day(chrono_tz::UTC)).by("Anna");
    let book = desk.workspace.book();
    for what in all() {
        let it = explained(&desk, what.clone(), Language::English);
        for (count, filter) in it.lines.iter().filter_map(|it| it.leads.clone()) {
            let filter = read(&format!("owner:anna {filter}"), &cx).unwrap();
            let found = book.select(&filter, At { now: NOW }).count();
            assert_eq!(count.as_str(), found.to_string(), "{what:?} {filter:?}");
        }
    }
}

#[test]
fn a_formula_stands_with_its_numbers_in_it() {
    let desk = desk();
    let text = |what| -> Vec<String> {
        let it = explained(&desk, what, Language::English);
        it.lines.iter().map(|it| it.words.text()).collect()
    };
    let went = text(Explains::WentOn(Layer::Interested));
    assert_eq!(went[0], "40.0 % = 2 ÷ 5");
    assert!(went.iter().any(|it| it.starts_with("strict, ")), "{went:?}");
    assert_eq!(text(Explains::WinRate)[0], "33.3 % = 1 ÷ 3");
    let stock = text(Explains::Stock(Layer::Potential));
    assert!(stock[1].ends_with("= closing 6 ✓"), "{stock:?}");
}

#[test]
fn the_stock_says_which_share_of_it_is_in_no_conversion() {
    let desk = desk();
    let found = ["A: 0 found potential", "A: 0 found potential"].map(|life| {
        Record::from(Lead {
            account: None,
            owner: Some(desk.anna),
            ..lead(life, &mut Vec::new())
        })
    });
    desk.run(desk.anna, Command::Create(found.into())).unwrap();
    desk.workspace.sync().unwrap();
    let told = |layer| -> Vec<String> {
        let it = explained(&desk, Explains::Stock(layer), Language::English);
        it.lines.iter().map(|it| it.words.text()).collect()
    };
    let says = "left out of all conversions of this layer: 2 of them (25.0 %) stood here when their history began";
    let here = told(Layer::Potential);
    assert!(here.iter().any(|it| it == says), "{here:?}");
    let below = told(Layer::Interested);
    assert!(!below.iter().any(|it| it.contains("left out")), "{below:?}");
}

fn shown(size: (u16, u16), language: Language, what: Explains) -> Driver {
    let setup = Setup {
        size,
        language,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, fixtures::desk(300));
    let it = explained(&desk(), what, language);
    let answer = Answer::Explained(Box::new(it));
    driver.news(News::Answer(Ticket::default(), answer));
    driver
}

#[test]
fn an_explanation_lies_over_the_number_in_every_window() {
    let what = Explains::WentOn(Layer::Interested);
    for (name, size, language) in [
        ("explain_120", (120, 36), Language::English),
        ("explain_80", (80, 24), Language::English),
        ("explain_40", (40, 12), Language::English),
        ("explain_zh", (80, 24), Language::Chinese),
    ] {
        insta::assert_snapshot!(name, shown(size, language, what.clone()).text());
    }
}

#[test]
fn the_leads_behind_a_part_are_opened_within_the_filter() {
    let mut driver = shown((120, 36), Language::English, Explains::WinRate);
    driver.press(&["j", "Enter"]);
    assert_eq!(driver.route(), Route::Pipeline);
    let filter = driver.line(2);
    assert!(filter.contains("outcome:lost"), "{filter}");
}

#[test]
fn a_click_opens_the_leads_behind_its_line_and_nothing_where_there_are_none() {
    let mut driver = shown((120, 36), Language::English, Explains::WinRate);
    let text = driver.text();
    let row = |text: &str, has: &str| {
        let row = text.lines().position(|line| line.contains(has)).unwrap();
        u16::try_from(row).unwrap()
    };
    // The formula opens nothing, nor does what lies beside it.
    driver.click(60, row(&text, "33.3 %"));
    driver.click(2, row(&text, "lost"));
    assert_eq!(driver.text(), text);
    driver.click(60, row(&text, "lost"));
    assert_eq!(driver.route(), Route::Pipeline);
    let filter = driver.line(2);
    assert!(filter.contains("outcome:lost"), "{filter}");
}

#[test]
fn where_nothing_is_opened_no_key_is_said_to() {
    let it = Explained {
        title: Clean::literal("stuck"),
        lines: Vec::new(),
        within: None,
    };
    let mut driver = Driver::new(Setup::default(), fixtures::desk(300));
    let answer = Answer::Explained(Box::new(it));
    driver.news(News::Answer(Ticket::default(), answer));
    let last = driver.last_line();
    assert!(last.contains("Esc") && !last.contains("Enter"), "{last}");
}

#[test]
fn a_layer_of_which_nothing_can_be_said_yet_is_named() {
    let desk = Desk::new(3);
    desk.workspace.load().unwrap();
    let whole = Explains::Whole(Clean::literal("fair"));
    let it = explained(&desk, whole, Language::English);
    let lines: Vec<String> = it.lines.iter().map(|it| it.words.text()).collect();
    let says = "Interested: nothing to divide by yet".to_owned();
    assert!(lines.contains(&says), "{lines:?}");
}

#[test]
fn an_explanation_that_has_no_room_says_how_much_is_unseen_and_is_gone_through_to_its_ends() {
    let whole = Explains::Whole(Clean::literal("fair"));
    let mut driver = shown((80, 24), Language::English, whole);
    let lines = |driver: &Driver| -> Vec<String> {
        let text = driver.text();
        text.lines().map(|it| it.trim().to_owned()).collect()
    };
    let unseen = |driver: &Driver, sign: char| lines(driver).iter().any(|it| it.starts_with(sign));
    assert!(
        unseen(&driver, '↓') && !unseen(&driver, '↑'),
        "{}",
        driver.text()
    );
    let first = lines(&driver);
    for (key, sign) in [("j", '↓'), ("k", '↑')] {
        driver.press(&[key; 60]);
        assert!(!unseen(&driver, sign), "{}", driver.text());
    }
    assert_eq!(lines(&driver), first);
}

#[test]
fn the_number_under_the_cursor_is_asked_for_by_its_key() {
    let asked = |route, keys: &[&str]| {
        let setup = Setup {
            route,
            ..Setup::default()
        };
        let mut driver = Driver::new(setup, fixtures::desk(300));
        driver.press(keys);
        driver.taken();
        driver.press(&["="]);
        driver.taken().into_iter().find_map(|effect| match effect {
            Effect::Ask(Ask {
                question: Question::Explain { what, .. },
                ..
            }) => Some(what),
            _ => None,
        })
    };
    let funnel = |keys: &[&str]| asked(Route::Funnel, keys).unwrap();
    assert_eq!(funnel(&[]), Explains::Stock(Layer::Potential));
    assert_eq!(
        funnel(&["j", "l", "l"]),
        Explains::WentOn(Layer::Interested)
    );
    assert_eq!(funnel(&["G"]), Explains::WinRate);
    let pipeline = asked(Route::Pipeline, &[]);
    assert_eq!(pipeline, Some(Explains::Stock(Layer::Potential)));
    assert!(matches!(asked(Route::Today, &[]), Some(Explains::Stuck(_))));
    assert!(asked(Route::Segments, &[]).is_some());
    assert_eq!(asked(Route::Settings, &[]), None);
}
