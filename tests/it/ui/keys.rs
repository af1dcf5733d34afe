//! The key table as the README shows it, keys of one's own, numbers before keys, and the way back.

use chrono::TimeDelta;
use fiveply::i18n::{Language, Locale};
use fiveply::model::Clean;
use fiveply::ui::keymap::{Keymap, Override, markdown};
use fiveply::ui::{AppAction, Deed, Effect, Event, News, Route, Words};

use crate::support::driver::{Driver, Setup, now};
use crate::support::fixtures::desk;

#[test]
fn the_key_table_is_generated() {
    insta::assert_snapshot!(markdown(
        &Keymap::default(),
        &Locale::new(Language::English)
    ));
}

#[test]
fn keys_of_ones_own_work_and_are_shown() {
    let keymap = Keymap::with(&[Override {
        action: "quit".to_owned(),
        keys: vec!["Q Q".to_owned()],
        place: "config.toml:3".to_owned(),
    }]);
    let setup = Setup {
        keymap: keymap.unwrap(),
        route: Route::Funnel,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(10));
    assert!(
        driver.last_line().contains("QQ leave"),
        "{}",
        driver.last_line()
    );
    driver.press(&["q"]);
    assert!(!driver.effects.contains(&Effect::Quit));
    driver.press(&["QQ"]);
    assert!(driver.effects.contains(&Effect::Quit));
}

fn on(route: Route) -> Driver {
    let setup = Setup {
        route,
        ..Setup::default()
    };
    Driver::new(setup, desk(300))
}

#[test]
fn a_digit_leads_to_its_screen_at_once_and_is_a_number_where_a_move_follows() {
    let mut driver = on(Route::Pipeline);
    driver.begin(&["2"]);
    assert_eq!(driver.route(), Route::Funnel);
    driver.press(&["L"]);
    let leads = vec![1_000];
    assert_eq!(driver.deeds(), [Deed::Step { leads, layers: 2 }]);
    assert_eq!(driver.route(), Route::Pipeline);
    // As if one had never been there.
    driver.press(&["["]);
    assert!(driver.text().contains("nothing was looked at before this"));
}

#[test]
fn after_a_moment_a_digit_is_no_number_any_more() {
    let mut driver = on(Route::Pipeline);
    driver.begin(&["1"]);
    let until = now() + TimeDelta::milliseconds(250);
    assert_eq!(driver.wakes(), Some(until));
    driver
        .at(until - TimeDelta::milliseconds(1))
        .send(Event::Tick);
    assert_eq!(driver.wakes(), Some(until));
    driver.at(until).send(Event::Tick);
    assert_eq!(driver.wakes(), None);
    driver.begin(&["L"]);
    assert_eq!(driver.route(), Route::Today);
}

#[test]
fn who_goes_to_a_screen_and_down_its_list_stays_there() {
    let mut driver = on(Route::Pipeline);
    driver.begin(&["2", "j"]);
    assert_eq!(driver.route(), Route::Funnel);
    driver.begin(&["3", "2", "t"]);
    assert_eq!(driver.route(), Route::Funnel);
    assert!(driver.text().contains("last 90 days"), "{}", driver.text());
}

#[test]
fn a_number_of_two_digits_is_one_for_the_cursor_too() {
    for (keys, line) in [("12G", "#1011 "), ("10j", "#1010 ")] {
        let mut driver = on(Route::Pipeline);
        driver.press(&["v", keys, "y"]);
        assert_eq!(driver.route(), Route::Pipeline, "{keys}");
        let copied = driver.taken().into_iter().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text.to_string()),
            _ => None,
        });
        let copied = copied.unwrap_or_default();
        assert!(copied.starts_with(line), "{keys}: {copied}");
    }
}

#[test]
fn a_page_that_a_digit_led_away_from_is_there_again_where_it_was_a_number() {
    let mut driver = on(Route::Pipeline);
    driver.press(&["Enter"]);
    let page = driver.route();
    assert!(page.is_page());
    let before = driver.line(1);
    driver.begin(&["2"]);
    assert_eq!(driver.route(), Route::Funnel);
    driver.begin(&["L"]);
    assert_eq!((driver.route(), driver.line(1)), (page, before));
}

#[test]
fn escape_takes_a_number_back() {
    let mut driver = on(Route::Pipeline);
    driver.press(&["9", "Esc", "L"]);
    let leads = vec![1_000];
    assert_eq!(driver.deeds(), [Deed::Step { leads, layers: 1 }]);
    driver.begin(&["2", "Esc"]);
    assert_eq!(driver.route(), Route::Pipeline);
}

#[test]
fn a_number_names_the_line() {
    let mut driver = on(Route::Pipeline);
    driver.press(&["v", "10G", "y"]);
    let copied = driver.taken().into_iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.to_string()),
        _ => None,
    });
    assert!(copied.unwrap().starts_with("#1009 "));
}

#[test]
fn what_was_looked_at_comes_back_with_its_filter_its_period_and_its_line() {
    let mut driver = on(Route::Pipeline);
    driver.press(&["5j", "/", "text:temp:warm", "Enter", "2"]);
    driver.press(&["t", "text:last-q", "Enter", "["]);
    assert_eq!(driver.route(), Route::Funnel);
    driver.press(&["["]);
    assert_eq!(driver.route(), Route::Pipeline);
    assert!(driver.line(2).starts_with(" / temp:warm"));
    driver.press(&["["]);
    assert!(driver.line(2).starts_with(" / press / to filter"));
    driver.taken();
    driver.press(&["["]);
    assert!(driver.text().contains("nothing was looked at before this"));
    driver.press(&["]", "]", "]"]);
    assert_eq!(driver.route(), Route::Funnel);
    assert!(driver.line(2).contains("1 Jul – 30 Sep 2026"));
    driver.press(&["]"]);
    assert!(driver.text().contains("nothing was looked at after this"));
}

#[test]
fn escape_goes_the_way_back_and_another_step_forgets_what_lay_ahead() {
    let mut driver = on(Route::Funnel);
    driver.press(&["j", "Enter"]);
    let drilled = driver.line(2);
    assert!(drilled.starts_with(" / layer:interested"), "{drilled}");
    driver.press(&["Esc"]);
    assert_eq!(driver.route(), Route::Funnel);
    driver.press(&["]"]);
    assert_eq!(driver.line(2), drilled);
    driver.press(&["Esc", "3"]);
    driver.press(&["]"]);
    assert!(driver.text().contains("nothing was looked at after this"));
}

#[test]
fn the_palette_shows_what_can_be_done_here_first_and_then_where_one_can_go() {
    let mut driver = on(Route::Pipeline);
    driver.press(&[":"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn the_palette_finds_by_a_few_letters_and_runs_what_it_found() {
    let mut driver = on(Route::Pipeline);
    driver.press(&["Ctrl-p", "text:mfl", "Enter"]);
    let leads = vec![1_000];
    assert_eq!(driver.deeds(), [Deed::Step { leads, layers: 1 }]);
    driver.press(&[":", "text:tofun", "Enter"]);
    assert_eq!(driver.route(), Route::Funnel);
}

#[test]
fn the_palette_shows_first_what_was_run_last() {
    let mut driver = on(Route::Pipeline);
    driver.press(&[":", "text:copy", "Enter", ":"]);
    let first = driver
        .text()
        .lines()
        .find(|line| line.contains('▌'))
        .map(str::to_owned);
    assert!(first.unwrap().contains("copy what is under the cursor"));
}

#[test]
fn the_palette_ranks_a_whole_word_first_and_what_can_be_done_now() {
    let first = |route, typed: &str| {
        let mut driver = on(route);
        driver.press(&[":", typed]);
        let text = driver.text();
        let line = text.lines().find(|line| line.contains('▌'));
        line.unwrap().to_owned()
    };
    for route in [Route::Pipeline, Route::Funnel] {
        let line = first(route, "text:win");
        assert!(line.contains("close as won"), "{line}");
    }
    let line = first(Route::Funnel, "text:o");
    assert!(!line.contains("only on leads"), "{line}");
}

#[test]
fn the_palette_says_why_something_cannot_be_done_and_stays() {
    let mut driver = on(Route::Funnel);
    driver.press(&[":", "text:won", "Enter"]);
    let text = driver.text();
    assert_eq!(text.matches("only on leads").count(), 3, "{text}");
    driver.press(&["Backspace"]);
    assert!(driver.text().contains("What would you like to do?"));
}

#[test]
fn the_palette_is_found_by_names_in_any_language() {
    let setup = Setup {
        language: Language::Chinese,
        size: (80, 24),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    driver.press(&[":", "text:go-pipeline", "Enter"]);
    assert_eq!(driver.route(), Route::Pipeline);
    driver.press(&[":", "text:撤销", "Enter"]);
    assert_eq!(driver.deeds(), [Deed::Undo]);
}

#[test]
fn the_list_of_changes_says_when_who_and_what_with_the_cursor_on_ones_own() {
    let setup = Setup {
        size: (80, 24),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    driver.press(&["U"]);
    insta::assert_snapshot!(driver.text());
    driver.taken();
    driver.press(&["Enter"]);
    assert_eq!(driver.deeds(), [Deed::TakeBack(76)]);
}

#[test]
fn what_others_did_and_what_is_about_many_is_taken_back_after_a_question() {
    let mut driver = on(Route::Pipeline);
    for (name, question) in [
        (
            "torino",
            "Bo did this: Torino Motori Intent → High intent. Take it back?",
        ),
        ("12", "Take all of it back: parked · 12 leads?"),
    ] {
        driver.press(&["U", &format!("text:{name}"), "Enter"]);
        assert_eq!(driver.deeds(), []);
        assert!(driver.text().contains(question), "{}", driver.text());
        driver.press(&["y"]);
        assert_eq!(driver.deeds().len(), 1);
    }
}

#[test]
fn what_is_taken_back_already_stays_and_says_by_whom() {
    let mut driver = on(Route::Pipeline);
    driver.press(&["U", "text:lost", "Enter"]);
    assert_eq!(driver.deeds(), []);
    assert_eq!(driver.text().matches("taken back by Bo, 13:12").count(), 2);
}

#[test]
fn what_was_undone_is_said_with_the_key_that_makes_it_again() {
    let mut driver = on(Route::Pipeline);
    let words: Words = Clean::new("Undone: Lyon Robotique Intent → High intent").into();
    driver.news(News::Turned(words.clone(), AppAction::Redo));
    let said = "Undone: Lyon Robotique Intent → High intent · Ctrl-r makes it again";
    assert!(driver.text().contains(said), "{}", driver.text());
    driver.news(News::Turned(words, AppAction::Undo));
    assert!(
        driver.text().contains("· u takes it back"),
        "{}",
        driver.text()
    );
}

fn line_of(driver: &Driver) -> String {
    driver.line(2)
}

#[test]
fn a_range_is_marked_as_the_cursor_goes_and_escape_takes_it_back() {
    let mut driver = on(Route::Pipeline);
    driver.press(&["v", "Space", "V", "3j"]);
    assert!(
        line_of(&driver).contains("5 marked …"),
        "{}",
        line_of(&driver)
    );
    driver.press(&["k"]);
    assert!(
        line_of(&driver).contains("4 marked …"),
        "{}",
        line_of(&driver)
    );
    driver.press(&["V", "j", "L"]);
    let question = "Move 4 leads";
    assert!(driver.text().contains(question), "{}", driver.text());
    driver.press(&["y"]);
    let leads = vec![1_000, 1_001, 1_002, 1_003];
    assert_eq!(driver.deeds(), [Deed::Step { leads, layers: 1 }]);
    driver.press(&["V", "Esc"]);
    assert!(
        line_of(&driver).ends_with("4 marked"),
        "{}",
        line_of(&driver)
    );
    driver.press(&["Esc"]);
    assert!(!line_of(&driver).contains("marked"), "{}", line_of(&driver));
}

#[test]
fn all_that_the_filter_selects_is_marked_and_much_of_it_after_a_question() {
    let mut driver = on(Route::Pipeline);
    driver.press(&["v", "*"]);
    assert!(
        line_of(&driver).contains("300 marked"),
        "{}",
        line_of(&driver)
    );
    driver.press(&["-"]);
    assert!(!line_of(&driver).contains("marked"), "{}", line_of(&driver));
    let setup = Setup {
        route: Route::Pipeline,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(1_500));
    driver.press(&["v", "*"]);
    assert!(
        driver.text().contains("Mark all 1 500 leads?"),
        "{}",
        driver.text()
    );
    driver.press(&["y"]);
    assert!(
        line_of(&driver).contains("1 500 marked"),
        "{}",
        line_of(&driver)
    );
}

#[test]
fn every_key_of_a_screen_means_something_there() {
    for route in Route::ALL {
        let keymap = Keymap::default();
        for binding in keymap.within(route.contexts()) {
            for keys in &binding.keys {
                let mut driver = on(route);
                for key in keys.keys() {
                    driver.send(Event::Key(*key));
                }
                let text = driver.text();
                let id = binding.row.id;
                assert!(!text.contains("means nothing here"), "{id} {keys}: {text}");
                let waits = driver.last_line().ends_with('…');
                assert!(!waits, "{id} {keys}: {text}");
            }
        }
    }
}

#[test]
fn what_can_follow_a_key_is_shown_the_first_longest() {
    let setup = Setup {
        route: Route::Pipeline,
        size: (80, 24),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    driver.press(&["m"]);
    let line = driver.last_line();
    let expected = " 1 Potential  2 Interested  3 Intent  4 High intent  5 Near-customer ";
    assert!(line.starts_with(expected) && line.ends_with("m…"), "{line}");
}

#[test]
fn where_nothing_fits_no_key_is_named_that_takes_something() {
    let mut driver = on(Route::Pipeline);
    driver.press(&["T"]);
    assert!(driver.last_line().starts_with(" Enter take"));
    driver.press(&["text:qqqq"]);
    assert!(driver.text().contains("nothing fits"), "{}", driver.text());
    assert!(
        driver.last_line().starts_with(" Esc close"),
        "{}",
        driver.last_line()
    );
    driver.press(&["Ctrl-u"]);
    assert!(driver.last_line().starts_with(" Enter take"));
}
