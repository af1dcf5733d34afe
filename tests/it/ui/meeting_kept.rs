//! What a meeting decides and keeps: decisions and hypotheses, what became of them, and its minutes.

use fiveply::i18n::Language;
use fiveply::model::{Fate, Kind, Record, Topic, Value};
use fiveply::ui::{Deed, Effect, Order, Question};

use super::meeting::{at, opened, ordered, paste};
use crate::support::driver::Driver;

#[test]
fn one_key_says_what_has_become_of_a_decision_with_what_is_measured() {
    let mut driver = opened((120, 36), Language::English);
    driver.press(&["x"]);
    let Order { deed, seen, .. } = ordered(&driver);
    let Deed::Edit { key, edits } = deed else {
        panic!("{deed:?}");
    };
    assert_eq!((key.kind, key.id, seen), (Kind::Resolution, 3, Some(7)));
    let value = |name| {
        let field = Kind::Resolution.field(name).unwrap();
        edits.iter().find(|it| it.0 == field).unwrap().1.clone()
    };
    assert_eq!(value("state"), Value::Text(Fate::NotTrue.code().to_owned()));
    assert_eq!(
        (value("measured"), value("measured_of")),
        (Value::Integer(264), Value::Integer(53))
    );
    assert_eq!(value("checked").to_string(), "2026-11-21");
    // On a page without decisions the key says why it does nothing.
    let mut driver = at(Topic::Waits, (120, 36), Language::English);
    driver.press(&["d"]);
    assert!(
        driver.text().contains("no decision is under the cursor"),
        "{}",
        driver.text()
    );
}

#[test]
fn a_decision_is_done_and_a_hypothesis_comes_true_but_not_the_other_way_round() {
    let mut driver = opened((120, 36), Language::English);
    let orders = |driver: &Driver| {
        let orders = driver.effects.iter();
        orders.filter(|it| matches!(it, Effect::Exec(_))).count()
    };
    let hints = driver.last_line();
    assert!(hints.contains("c true") && !hints.contains("d done"));
    driver.press(&["d"]);
    let text = driver.text();
    assert!(text.contains("a hypothesis comes true or not"), "{text}");
    driver.press(&["j"]);
    let hints = driver.last_line();
    assert!(hints.contains("d done") && !hints.contains("true"));
    driver.press(&["c"]).press(&["x"]);
    let text = driver.text();
    assert!(text.contains("a decision is done or dropped"), "{text}");
    assert_eq!(orders(&driver), 0);
    driver.press(&["d"]);
    assert_eq!(orders(&driver), 1);
}

#[test]
fn a_hypothesis_is_added_with_what_is_expected_of_its_leads() {
    let mut driver = opened((120, 36), Language::English);
    driver.press(&["n"]);
    paste(&mut driver, "Fairs win");
    driver.press(&["Tab", "2", "Tab", "Tab"]);
    paste(&mut driver, "2026-12-01");
    driver.press(&["Tab"]);
    paste(&mut driver, "source:fair");
    driver.press(&["Tab"]);
    paste(&mut driver, "win rate > 25%");
    driver.press(&["Enter"]);
    let Deed::Keep(record) = ordered(&driver).deed else {
        panic!();
    };
    let Record::Resolution(it) = *record else {
        panic!();
    };
    assert_eq!(it.text, "Fairs win");
    assert_eq!(it.nature().code(), "hypothesis");
    assert_eq!(it.expected.unwrap().to_string(), "win-rate >= 25 %");
    assert_eq!(it.filter.as_deref(), Some("source:fair"));
    assert_eq!(it.due.unwrap().to_string(), "2026-12-01");
    assert_eq!(it.meeting.unwrap().to_string(), "2026-11-21");
}

#[test]
fn a_decision_is_edited_in_one_field_and_keeps_who_sees_to_it() {
    let mut driver = opened((120, 36), Language::English);
    driver.press(&["j", "Enter"]);
    let text = driver.text();
    assert!(
        text.contains("陈静") && !text.contains("there is no"),
        "{text}"
    );
    // Nothing was typed yet: one key leaves.
    driver.press(&["Esc"]);
    assert!(
        !driver.text().contains("Who sees to it"),
        "{}",
        driver.text()
    );
    driver.press(&["Enter", "Ctrl-u"]);
    paste(&mut driver, "No more price lists");
    driver.press(&["Enter"]);
    let Deed::Edit { key, edits } = ordered(&driver).deed else {
        panic!();
    };
    let text = Kind::Resolution.field("decision").unwrap();
    assert_eq!(key.id, 2);
    assert_eq!(
        edits,
        [(text, Value::Text("No more price lists".to_owned()))]
    );
}

#[test]
fn a_decision_whose_day_is_over_is_edited_without_another_day() {
    let mut driver = opened((120, 36), Language::English);
    let edit = |driver: &mut Driver, keys: &[&str]| {
        driver.taken();
        driver.press(&["Enter"]).press(keys).press(&["Enter"]);
        ordered(driver).deed
    };
    let deed = edit(&mut driver, &["Ctrl-u", "text:Webinars bring leads"]);
    let words = Kind::Resolution.field("decision").unwrap();
    let said = Value::Text("Webinars bring leads".to_owned());
    assert!(
        matches!(&deed, Deed::Edit { key, edits } if key.id == 3 && *edits == [(words, said)]),
        "{deed:?}"
    );
    // Another day has to lie ahead.
    driver.press(&[
        "Enter",
        "Tab",
        "Tab",
        "Tab",
        "Ctrl-u",
        "text:2026-11-19",
        "Enter",
    ]);
    let text = driver.text();
    assert!(text.contains("this day has to lie ahead"), "{text}");
}

#[test]
fn a_long_name_is_read_whole_beside_a_short_value() {
    let mut driver = at(Topic::Capacity, (80, 24), Language::Chinese);
    driver.press(&["o"]);
    let text = driver.text();
    assert!(text.contains("每位销售可同时跟进的商机数"), "{text}");
}

#[test]
fn a_hypothesis_tells_which_leads_it_is_measured_by() {
    let mut driver = opened((120, 36), Language::English);
    driver.press(&["="]);
    let text = driver.text();
    assert!(
        text.contains("numerator") && text.contains("during:2026-11-15..2026-11-20"),
        "{text}"
    );
    driver.press(&["j", "Enter"]);
    let text = driver.text();
    assert!(text.contains("3 Pipeline"), "{text}");
    // A decision has no number.
    let mut driver = opened((120, 36), Language::English);
    driver.press(&["j", "="]);
    assert!(
        driver.text().contains("there is no number"),
        "{}",
        driver.text()
    );
}

#[test]
fn closing_asks_first_and_keeps_day_and_minutes() {
    let mut driver = opened((120, 36), Language::English);
    driver.press(&["e"]);
    let asked = "Close the meeting of 21 Nov 2026, and keep its minutes?";
    assert!(driver.text().contains(asked), "{}", driver.text());
    driver.press(&["y"]);
    let Deed::Keep(record) = ordered(&driver).deed else {
        panic!();
    };
    let Record::Meeting(it) = *record else {
        panic!();
    };
    assert_eq!(it.minutes.as_deref(), Some("# Meeting\n\n- won: 23\n"));
    assert_eq!(it.day.unwrap().to_string(), "2026-11-21");
    driver.press(&["y"]);
    let copied = driver.effects.iter().rev().find_map(|it| match it {
        Effect::CopyTable(lines) => Some(lines.len()),
        _ => None,
    });
    assert_eq!(copied, Some(3));
}

#[test]
fn the_minutes_of_an_earlier_meeting_are_read_and_left() {
    let mut driver = at(Topic::Week, (120, 36), Language::English);
    driver.press(&["m"]);
    let text = driver.text();
    assert!(
        text.contains("Whose minutes?") && text.contains("陈静"),
        "{text}"
    );
    driver.press(&["Enter"]);
    let asked = driver.effects.iter().rev().find_map(|it| match it {
        Effect::Ask(ask) => match ask.question {
            Question::KeptMinutes { id } => Some(id),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(asked, Some(2));
    let text = driver.text();
    assert!(
        text.contains(" Meeting\n") && text.contains("- won: 23"),
        "{text}"
    );
    assert!(!text.contains("# Meeting"), "{text}");
    // What the keys do now is the reader's, not the page's.
    let hints = driver.line(35);
    assert!(
        hints.contains("copy") && !hints.contains("decide"),
        "{hints}"
    );
    for key in ["n", "."] {
        driver.press(&["y"]);
        let text = driver.text();
        assert!(text.contains("the minutes are copied"), "{text}");
        driver.press(&[key]);
        let text = driver.text();
        assert!(
            text.contains("Esc goes back to the meeting"),
            "{key}: {text}"
        );
    }
    driver.press(&["Esc", "G"]);
    assert!(
        driver.line(2).contains("line 14 of 23"),
        "{}",
        driver.line(2)
    );
    let text = driver.text();
    assert!(!text.contains(" Meeting\n"), "{text}");
    // Not the last line alone, but what fills some lines before it.
    assert!(
        text.contains("- moved: 11\n") && text.contains("- moved: 20\n"),
        "{text}"
    );
    driver.press(&["Esc"]);
    assert!(!driver.text().contains("- won: 23"), "{}", driver.text());
    assert!(driver.text().contains("The week in one picture"));
}
