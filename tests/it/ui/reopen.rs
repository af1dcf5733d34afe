//! Leads that were won or lost: what no key does with them is said at once, and one key begins them again.

use fiveply::i18n::Language;
use fiveply::model::{Act, LeadId, Status};
use fiveply::ui::{Deed, News, Route};

use crate::support::driver::{Driver, Setup};
use crate::support::fixtures::desk;
use crate::support::office::{CHINESE, LATIN, Office, open};

/// What begins or asks for something that only an open lead can take.
const FOR_OPEN: [&str; 11] = ["x", "n", "p", "w", "W", "L", "H", "D", "O", "A", "R"];

fn list() -> Driver {
    let setup = Setup {
        route: Route::Pipeline,
        size: (99, 30),
        ..Setup::default()
    };
    Driver::new(setup, desk(30))
}

fn lose(office: &Office) {
    let lost = Act::Lose {
        reason: "price".to_owned(),
        competitor: None,
        note: None,
        at: None,
    };
    office.act(office.anna, 0, lost);
    office.workspace.sync().unwrap();
}

fn status(office: &Office) -> Status {
    office.workspace.book().lead(LeadId(1)).unwrap().status()
}

#[track_caller]
fn has(driver: &Driver, words: &str) {
    let text = driver.text();
    assert!(text.contains(words), "no `{words}` in:\n{text}");
}

#[test]
fn a_closed_lead_says_at_once_which_key_reopens_it() {
    for (line, why) in [
        (8, "it is won; X reopens it"),
        (9, "it is lost; X reopens it"),
    ] {
        let mut driver = list();
        driver.press(&vec!["j"; line]);
        assert!(
            driver.last_line().contains("X reopen") && !driver.last_line().contains("lose"),
            "{}",
            driver.last_line()
        );
        driver.taken();
        for key in FOR_OPEN.into_iter().chain(["m4"]) {
            let before = driver.line(5);
            driver.press(&[key]);
            has(&driver, why);
            assert_eq!((driver.deeds(), driver.line(5)), (vec![], before), "{key}");
        }
        driver.press(&["X"]);
        let leads = vec![1_000 + line as u64];
        assert_eq!(driver.deeds(), [Deed::Reopen { leads }]);
        // What sales says of it, and whose it is, can still be said.
        driver.press(&["f"]);
        has(&driver, "good lead");
    }
}

#[test]
fn an_open_lead_and_a_parked_one_are_not_reopened() {
    for line in [0, 7] {
        let mut driver = list();
        driver.press(&vec!["j"; line]);
        assert!(
            !driver.last_line().contains("reopen"),
            "{}",
            driver.last_line()
        );
        driver.press(&["X"]);
        has(
            &driver,
            "it is not closed; only what is won or lost can be reopened",
        );
        assert_eq!(driver.deeds(), []);
    }
}

#[test]
fn many_leads_are_reopened_after_a_question() {
    let mut driver = list();
    driver.press(&["j"; 8]).press(&["Space", "Space", "X"]);
    has(&driver, "Reopen 2 leads?");
    assert_eq!(driver.deeds(), []);
    driver.press(&["y"]);
    let leads = vec![1_008, 1_009];
    assert_eq!(driver.deeds(), [Deed::Reopen { leads }]);
}

#[test]
fn help_and_palette_say_why_with_the_key() {
    let mut driver = list();
    driver.press(&["j"; 9]).press(&["?", "text:close as won"]);
    has(&driver, "it is lost; X reopens it");
    driver.press(&["Esc", ":", "text:open again"]);
    has(&driver, "open again what was won or lost");
    driver.taken();
    driver.press(&["Enter"]);
    assert_eq!(driver.deeds(), [Deed::Reopen { leads: vec![1_009] }]);
}

#[test]
fn a_lead_is_reopened_on_its_page_and_on_its_accounts_and_that_is_taken_back() {
    for (route, on) in [(Route::Lead(1), "gg"), (Route::Account(1), "gg")] {
        let (office, mut driver) = open(route, (120, 36), LATIN, Language::English);
        lose(&office);
        driver.news(News::Changed).press(&[on]);
        if route == Route::Account(1) {
            while !driver.last_line().contains("X reopen") {
                driver.press(&["j"]);
            }
        }
        for key in FOR_OPEN {
            driver.press(&[key]);
            has(&driver, "it is lost; X reopens it");
        }
        driver.press(&["X"]);
        assert_eq!(status(&office), Status::Open);
        has(&driver, "reopened in");
        driver.press(&["u"]);
        assert_eq!(status(&office), Status::Lost);
    }
}

#[test]
fn in_chinese_the_key_is_named_too() {
    let (office, mut driver) = open(Route::Lead(1), (120, 36), CHINESE, Language::Chinese);
    lose(&office);
    driver.news(News::Changed).press(&["n"]);
    has(&driver, "它已输单，按 X 重新打开");
    driver.press(&["X"]);
    assert_eq!(status(&office), Status::Open);
}

#[test]
fn marked_leads_are_judged_before_anything_is_asked_about_them() {
    let mut driver = list();
    driver.press(&["j"; 8]).press(&["Space", "Space"]);
    let hints = driver.last_line();
    assert!(
        hints.contains("X reopen") && !hints.contains("win"),
        "{hints}"
    );
    for key in FOR_OPEN {
        driver.press(&[key]);
        has(
            &driver,
            "all that are marked are won or lost; X reopens them",
        );
    }
    assert_eq!(driver.deeds(), []);
    // One more that is open: some of them can be won, and some reopened.
    driver.press(&["gg", "Space"]);
    let hints = driver.last_line();
    assert!(
        hints.contains("X reopen") && hints.contains("w win"),
        "{hints}"
    );
    driver.press(&["-", "gg", "Space", "Space"]);
    let hints = driver.last_line();
    assert!(
        !hints.contains("reopen") && hints.contains("w win"),
        "{hints}"
    );
    driver.press(&["X"]);
    has(&driver, "none that is marked is closed");
}
