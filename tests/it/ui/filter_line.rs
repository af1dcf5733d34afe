//! The filter while it is typed, seen on the funnel: each key asks, offers come and go, and what was shown stays.

use super::funnel::funnel;
use fiveply::ui::{Ask, Effect, Question};

#[test]
fn each_key_in_the_filter_asks_anew() {
    let mut driver = funnel(120, 36);
    driver.taken();
    driver.press(&["/", "text:ab"]);
    let asked: Vec<_> = driver
        .taken()
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Ask(Ask {
                question: Question::Funnel { filter, .. },
                ..
            }) => Some(filter),
            _ => None,
        })
        .collect();
    assert_eq!(asked, ["a", "ab"]);
}

#[test]
fn a_wrong_filter_keeps_the_figures_and_says_what_is_wrong() {
    let mut driver = funnel(120, 36);
    let before = driver.line(7);
    driver.press(&["/", "text:is:open !"]);
    assert_eq!(driver.line(7), before);
    assert!(
        driver.text().contains("! `!` means nothing here"),
        "{}",
        driver.text()
    );
    driver.press(&["Backspace"]);
    assert!(!driver.text().contains("means nothing here"));
}

#[test]
fn dismissing_the_filter_brings_the_old_one_back() {
    let mut driver = funnel(120, 36);
    driver.press(&["/", "text:temp:warm", "Enter"]);
    assert!(
        driver.line(2).starts_with(" / temp:warm"),
        "{}",
        driver.line(2)
    );
    driver.press(&["/", "text: city:Lyon", "Esc"]);
    assert!(
        driver.line(2).starts_with(" / temp:warm  "),
        "{}",
        driver.line(2)
    );
}

#[test]
fn values_are_offered_under_the_caret_and_one_key_goes_through_them() {
    let mut driver = funnel(120, 36);
    driver.press(&["/", "text:temp:warm so", "Tab"]);
    assert!(
        driver.line(2).starts_with(" / temp:warm source: "),
        "{}",
        driver.line(2)
    );
    let offers = driver.line(3);
    assert!(
        offers.contains(" webinar  1 310  fair  902  cold call  87 "),
        "{offers}"
    );
    assert_eq!(offers.chars().position(|c| c == 'w'), Some(20));
    driver.press(&["Tab", "Tab", "Tab"]);
    assert!(
        driver
            .line(2)
            .starts_with(" / temp:warm source:\"cold call\" "),
        "{}",
        driver.line(2)
    );
    driver.press(&["Up"]);
    assert!(
        driver.line(2).starts_with(" / temp:warm source:fair "),
        "{}",
        driver.line(2)
    );
    driver.press(&["Esc"]);
    assert!(!driver.line(3).contains("webinar"), "{}", driver.line(3));
    driver.press(&["Esc"]);
    assert!(driver.line(2).starts_with(" / press / to filter"));
}

#[test]
fn a_chosen_field_is_given_its_value_before_the_filter_is_taken() {
    let mut driver = funnel(40, 12);
    driver.press(&["/", "text:so", "Tab", "Down", "Enter"]);
    assert!(
        driver.line(1).starts_with(" / source:webinar"),
        "{}",
        driver.line(1)
    );
    assert!(
        driver.last_line().contains("filter"),
        "it is not typed any more"
    );
}
