//! What sales says about leads, and why leads were lost: forms whose first key decides.

use chrono::NaiveDate;
use fiveply::i18n::Language;
use fiveply::ui::{Deed, Route};

use crate::support::driver::{Driver, Setup};
use crate::support::fixtures::desk;

fn pipeline(width: u16, height: u16, language: Language) -> Driver {
    let setup = Setup {
        route: Route::Pipeline,
        size: (width, height),
        language,
        ..Setup::default()
    };
    Driver::new(setup, desk(300))
}

fn english() -> Driver {
    pipeline(120, 36, Language::English)
}

fn said(verdict: &str) -> Deed {
    Deed::Feedback {
        leads: vec![1_000],
        verdict: verdict.to_owned(),
        reason: None,
        note: None,
        competitor: None,
        come_back: None,
    }
}

fn lost(reason: &str) -> Deed {
    Deed::Lose {
        leads: vec![1_000],
        reason: reason.to_owned(),
        competitor: None,
        note: None,
    }
}

#[test]
fn a_verdict_is_its_digit_or_its_letter_and_enter() {
    let mut driver = english();
    driver.press(&["f", "text:2", "Enter"]);
    assert_eq!(driver.deeds(), [said("working")]);
    driver.press(&["f", "text:g", "Enter"]);
    assert_eq!(driver.deeds(), [said("good")]);
    driver.press(&["f", "Down", "Down", "Enter"]);
    assert_eq!(driver.deeds(), [said("working")]);
    driver.press(&["x", "text:1", "Enter"]);
    assert_eq!(driver.deeds(), [lost("price")]);
}

#[test]
fn letters_that_are_taken_give_way_to_the_next_of_the_code() {
    let mut driver = english();
    // `working` has the w, so `wrong-person` has the r.
    driver.press(&["f", "text:r", "Enter"]);
    assert_eq!(driver.deeds(), [said("wrong-person")]);
}

#[test]
fn without_a_verdict_nothing_is_saved_and_what_is_missing_is_said() {
    let mut driver = english();
    driver.press(&["f", "Enter"]);
    assert_eq!(driver.deeds(), []);
    let text = driver.text();
    assert!(text.contains("choose one of these"), "{text}");
    driver.press(&["text:1", "Enter"]);
    assert_eq!(driver.deeds(), [said("good")]);
}

#[test]
fn everything_else_is_a_tab_away() {
    let mut driver = english();
    driver.press(&["f", "text:3", "Tab", "text:budget is gone"]);
    driver.press(&[
        "Tab",
        "text:no b",
        "Tab",
        "text:con",
        "Down",
        "Tab",
        "text:+2w",
    ]);
    let text = driver.text();
    assert!(text.contains("Sat 5 Dec 2026"), "{text}");
    assert!(
        text.contains("no budget") && text.contains("Contoso"),
        "{text}"
    );
    driver.press(&["Enter"]);
    let full = Deed::Feedback {
        leads: vec![1_000],
        verdict: "not-now".to_owned(),
        reason: Some("no-budget".to_owned()),
        note: Some("budget is gone".to_owned()),
        competitor: Some("Contoso".to_owned()),
        come_back: NaiveDate::from_ymd_opt(2026, 12, 5),
    };
    assert_eq!(driver.deeds(), [full]);
}

#[test]
fn a_day_that_means_nothing_or_is_over_is_said_under_its_field() {
    let mut driver = english();
    driver.press(&["f", "text:1", "Shift-Tab", "text:whenever", "Enter"]);
    assert_eq!(driver.deeds(), []);
    let text = driver.text();
    assert!(text.contains("whenever"), "{text}");
    driver.press(&["Ctrl-u", "text:yesterday", "Enter"]);
    assert_eq!(driver.deeds(), []);
    let text = driver.text();
    assert!(text.contains("this day has to lie ahead"), "{text}");
    driver.press(&["Ctrl-u", "Enter"]);
    assert_eq!(driver.deeds(), [said("good")]);
}

#[test]
fn a_reason_that_is_none_is_refused_and_a_new_competitor_is_taken() {
    let mut driver = english();
    driver.press(&["f", "text:1", "Tab", "Tab", "text:weather", "Enter"]);
    assert_eq!(driver.deeds(), []);
    let text = driver.text();
    assert!(text.contains("there is no “weather” here"), "{text}");
    driver.press(&["Esc", "Esc"]);
    driver.press(&["x", "text:2", "Shift-Tab", "text:Nobody Ltd", "Enter"]);
    let to_nobody = Deed::Lose {
        leads: vec![1_000],
        reason: "competitor".to_owned(),
        competitor: Some("Nobody Ltd".to_owned()),
        note: None,
    };
    assert_eq!(driver.deeds(), [to_nobody]);
}

#[test]
fn leaving_asks_once_where_much_was_typed() {
    let mut driver = english();
    driver.press(&["f", "text:1", "Esc"]);
    assert!(!driver.text().contains("Verdict"));
    driver.press(&["f", "Tab", "text:they were on holiday", "Esc"]);
    let text = driver.text();
    assert!(text.contains("Esc again leaves"), "{text}");
    driver.press(&["text:s"]);
    assert!(driver.text().contains("they were on holidays"));
    driver.press(&["Esc", "Esc"]);
    assert!(!driver.text().contains("Verdict"));
    assert_eq!(driver.deeds(), []);
}

#[test]
fn several_leads_are_counted_in_the_title() {
    let mut driver = english();
    driver.press(&["Space", "Space", "f"]);
    let text = driver.text();
    assert!(text.contains("these 2 leads"), "{text}");
}

#[test]
fn the_verdicts_stand_in_the_form_with_their_keys() {
    let mut driver = english();
    driver.press(&["f", "text:3"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn what_is_known_is_offered_over_the_lines_below() {
    let mut driver = english();
    driver.press(&["f", "text:3", "Tab", "Tab"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn a_usual_window_holds_the_whole_form() {
    let mut driver = pipeline(80, 24, Language::English);
    driver.press(&["f", "text:3", "Shift-Tab", "text:someday", "Shift-Tab"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn a_small_window_shows_the_lines_around_the_field() {
    let mut driver = pipeline(40, 12, Language::English);
    driver.press(&[
        "f",
        "text:3",
        "Tab",
        "text:they asked for a discount that nobody gives",
    ]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn in_chinese_names_and_values_stay_in_line() {
    let mut driver = pipeline(80, 24, Language::Chinese);
    driver.press(&[
        "f",
        "text:3",
        "Tab",
        "text:预算已用完",
        "Shift-Tab",
        "Shift-Tab",
    ]);
    driver.press(&["text:周五", "Shift-Tab", "text:华强", "Down"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn a_reply_is_one_line_and_may_name_what_was_decided() {
    let mut driver = english();
    driver.press(&["r"]);
    let text = driver.text();
    assert!(text.contains("What does marketing reply"), "{text}");
    driver.press(&["text:the list is cleaned", "Enter"]);
    let reply = Deed::Reply {
        leads: vec![1_000],
        text: "the list is cleaned".to_owned(),
        decision: None,
    };
    assert_eq!(driver.deeds(), [reply]);
    // Without a word there is no reply.
    driver.press(&["r", "Enter"]);
    assert_eq!(driver.deeds(), []);
}
