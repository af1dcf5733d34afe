//! An earlier day on the screens: the keys that lead there and back, and nothing there can be changed.

use fiveply::i18n::Language;
use fiveply::ui::{Effect, Event, News, Question, Rewinding, Route};

use crate::support::driver::{Driver, Setup};
use crate::support::fixtures;

#[test]
fn weeks_are_gone_through_by_keys_and_escape_leads_back_to_now() {
    let setup = Setup::default();
    let mut driver = Driver::new(setup, fixtures::desk(300));
    driver.press(&["/", "text:temp:warm", "Enter", ","]);
    assert!(driver.line(0).contains("as it was on 15 Nov 2026"));
    assert!(driver.line(2).contains("temp:warm asof:2026-11-15"));
    driver.press(&[",", ",", "."]);
    assert!(driver.line(0).contains("as it was on 8 Nov 2026"));
    driver.press(&["Esc"]);
    assert!(
        driver.line(2).contains("/ temp:warm "),
        "{}",
        driver.line(2)
    );
    assert!(driver.line(0).contains("live"));
    // It was one step, and it is gone: the next one back is the filter before.
    driver.press(&["Esc"]);
    assert!(!driver.line(2).contains("temp:warm"));
    driver.press(&["/", "text:asof:2026-09-01", "Enter", "3", ";"]);
    assert_eq!(driver.route(), Route::Pipeline);
    assert!(driver.line(0).contains("live"));
}

#[test]
fn a_replay_goes_on_by_itself_until_it_is_stopped() {
    let mut driver = Driver::new(Setup::default(), fixtures::desk(300));
    driver.press(&["/", "text:temp:warm", "Enter"]);
    let on = |driver: &mut Driver| {
        let due = driver.wakes().unwrap();
        driver.at(due).send(Event::Tick);
        driver.line(2)
    };
    driver.press(&["-"]);
    assert!(driver.text().contains("no replay is going on"));
    driver.press(&["Space"]);
    assert!(driver.line(2).contains("temp:warm asof:2025-11-23"));
    assert!(driver.text().contains("▶ replay, pace 3 of 6"));
    assert!(on(&mut driver).contains("asof:2025-11-30"));
    assert!(on(&mut driver).contains("asof:2025-12-07"));
    let before = driver.wakes();
    driver.press(&["+", "+", "+", "+"]);
    assert!(driver.text().contains("pace 6 of 6"));
    assert!(driver.wakes() < before);
    assert!(on(&mut driver).contains("asof:2025-12-14"));
    // Whoever stops it stays where it was; so does whoever goes by hand or types.
    driver.press(&["Space"]);
    assert!(driver.line(2).contains("asof:2025-12-14"));
    assert_eq!(driver.wakes(), None);
    for keys in [
        &["Space", ","][..],
        &["Space", "/", "text: a"],
        &["Space", "Esc"],
    ] {
        driver.press(keys);
        assert_eq!(driver.wakes(), None, "{keys:?}");
        driver.press(&["Esc"]);
        driver.press(&["/", "Ctrl-u", "text:temp:warm asof:2026-11-01", "Enter"]);
    }
    // Behind the last week it is now.
    driver.press(&["Space"]);
    for day in ["asof:2026-11-08", "asof:2026-11-15", "/ temp:warm "] {
        let line = on(&mut driver);
        assert!(line.contains(day), "{line}");
    }
    assert_eq!(driver.wakes(), None);
    assert!(driver.line(0).contains("live"));
}

#[test]
fn who_wants_nothing_to_move_goes_by_hand() {
    let setup = Setup {
        reduced_motion: true,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, fixtures::desk(300));
    driver.press(&["Space"]);
    assert!(driver.text().contains("motion is switched off"));
    assert_eq!(driver.wakes(), None);
    assert!(driver.line(0).contains("live"));
    driver.press(&[","]);
    assert!(driver.line(0).contains("as it was on 15 Nov 2026"));
}

#[test]
fn reports_are_gone_through_by_weeks_too() {
    let setup = Setup {
        route: Route::Insights,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, fixtures::desk(300));
    driver.press(&[",", ","]);
    assert!(driver.line(0).contains("as it was on 8 Nov 2026"));
    driver.press(&[".", "."]);
    assert!(driver.line(0).contains("live"));
}

fn past(route: Route, size: (u16, u16), language: Language) -> Driver {
    let setup = Setup {
        route,
        size,
        language,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, fixtures::desk(300));
    driver.press(&["/", "text:asof:2026-09-01", "Enter"]);
    driver
}

#[test]
fn the_top_bar_says_which_day_is_looked_at_in_every_window() {
    let top = |size, language| {
        let driver = past(Route::Funnel, size, language);
        driver.line(0)
    };
    assert!(top((120, 36), Language::English).contains("◂ as it was on 1 Sep 2026"));
    assert!(top((80, 24), Language::English).contains("◂ 1 Sep 2026"));
    assert!(top((40, 12), Language::English).contains("◂ 1 Sep 2026"));
    assert!(top((120, 36), Language::Chinese).contains("当时的数据"));
}

#[test]
fn the_top_bar_says_how_far_the_way_back_is() {
    let mut driver = past(Route::Funnel, (120, 36), Language::English);
    driver.news(News::Rewinding(Rewinding::Going(120_000)));
    let top = driver.line(0);
    assert!(top.contains("going back to 1 Sep 2026 · 120 000"), "{top}");
    driver.taken();
    driver.news(News::Rewinding(Rewinding::There));
    let asks = |it: &Effect| matches!(it, Effect::Ask(_));
    assert!(driver.taken().iter().any(asks));
    assert!(driver.line(0).contains("as it was on"));
}

#[test]
fn nothing_can_be_changed_in_an_earlier_day() {
    for keys in [&["L"][..], &["w"], &["u"], &["N"], &["f"], &["a"]] {
        let mut driver = past(Route::Pipeline, (120, 36), Language::English);
        driver.taken();
        driver.press(keys);
        let taken = driver.taken();
        let changes = taken.iter().any(|it| matches!(it, Effect::Exec(_)));
        assert!(!changes, "{keys:?}: {taken:?}");
        let text = driver.text();
        assert!(text.contains("nothing in it can be changed"), "{text}");
    }
}

#[test]
fn what_is_read_of_an_earlier_day_ages_as_it_did_then() {
    let driver = past(Route::Pipeline, (120, 36), Language::English);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn a_page_that_is_opened_from_an_earlier_day_is_of_that_day() {
    let mut driver = past(Route::Pipeline, (120, 36), Language::English);
    driver.taken();
    driver.press(&["Enter"]);
    assert!(driver.route().is_page());
    assert!(driver.line(0).contains("as it was on 1 Sep 2026"));
    let of_the_day = |it: &Effect| match it {
        Effect::Ask(ask) => matches!(ask.question, Question::Page { day: Some(_), .. }),
        _ => false,
    };
    assert!(driver.taken().iter().any(of_the_day));
    // Who was not there yet can be looked at as of now.
    let text = driver.text();
    assert!(text.contains("was not there on 1 Sep 2026"), "{text}");
    driver.press(&[";"]);
    assert!(driver.line(0).contains("live"));
    assert!(!driver.text().contains("was not there"));
}

#[test]
fn the_meeting_is_of_the_day_that_is_looked_at_and_lets_nothing_be_changed() {
    let mut driver = past(Route::Pipeline, (120, 36), Language::English);
    driver.press(&["7"]);
    let day = chrono::NaiveDate::from_ymd_opt(2026, 9, 1);
    let of_the_day = |it: &Effect| match it {
        Effect::Ask(ask) => {
            matches!(ask.question, Question::Meeting { day: asked, .. } if asked == day)
        }
        _ => false,
    };
    assert!(driver.taken().iter().any(of_the_day));
    assert!(driver.line(0).contains("1 Sep 2026"), "{}", driver.text());
    // It is over: no clock runs, nothing is decided or closed, nothing of the agenda changes.
    assert!(!driver.text().contains("05:00"), "{}", driver.text());
    for key in ["n", "e", "a", "+", "d"] {
        driver.press(&[key]);
        assert!(driver.text().contains("this is an earlier day"), "{key}");
        driver.press(&["Esc"]);
    }
    // What a figure opens is of that day too.
    driver.press(&["l", "Enter"]);
    assert!(
        driver.text().contains("asof:2026-09-01"),
        "{}",
        driver.text()
    );
}
