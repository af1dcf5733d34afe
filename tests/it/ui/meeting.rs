//! The weekly meeting: its pages in every window, its clock, and the leads behind its figures.

use fiveply::i18n::Language;
use fiveply::ui::{Event, Route};

use crate::support::driver::{Driver, Setup};
use crate::support::fixtures;

fn opened(size: (u16, u16), language: Language) -> Driver {
    let setup = Setup {
        route: Route::Meeting,
        size,
        language,
        ..Setup::default()
    };
    Driver::new(setup, fixtures::desk(30))
}

#[test]
fn the_week_is_read_from_afar_in_every_window() {
    for (name, size, language) in [
        ("meeting_120", (120, 36), Language::English),
        ("meeting_80", (80, 24), Language::English),
        ("meeting_40", (40, 12), Language::English),
        ("meeting_zh", (80, 24), Language::Chinese),
    ] {
        insta::assert_snapshot!(name, opened(size, language).text());
    }
}

#[test]
fn pages_are_turned_in_a_circle_and_each_has_its_figures() {
    let mut driver = opened((80, 24), Language::English);
    let pages = [
        "What moved",
        "What waits",
        "Marketing and sales",
        "The week",
    ];
    for title in pages {
        driver.press(&["Right"]);
        assert!(driver.text().contains(title), "{title}\n{}", driver.text());
    }
    driver.press(&["Left"]);
    insta::assert_snapshot!("meeting_teams", driver.text());
}

#[test]
fn enter_opens_the_leads_behind_the_figure_under_the_cursor() {
    let mut driver = opened((120, 36), Language::English);
    driver.press(&["j", "j", "Enter"]);
    let text = driver.text();
    assert!(
        text.contains("outcome:won closed:2026-11-15..2026-11-21"),
        "{text}"
    );
    driver.press(&["Esc"]);
    driver.press(&["7"]);
    assert!(driver.text().contains("The week in one picture"));
}

#[test]
fn a_page_has_its_time_and_what_is_over_is_said() {
    let mut driver = opened((120, 36), Language::English);
    let start = crate::support::driver::now();
    let after = |seconds| start + chrono::Duration::seconds(seconds);
    for (seconds, clock) in [(0, "05:00"), (61, "03:59"), (312, "+00:12")] {
        driver.at(after(seconds)).send(Event::Tick);
        assert!(driver.text().contains(clock), "{clock}\n{}", driver.text());
    }
    // Another page has its own time, and so has one that begins anew.
    driver.press(&["Right"]);
    assert!(driver.text().contains("05:00"), "{}", driver.text());
    driver.at(after(400)).press(&["t"]);
    assert!(driver.text().contains("05:00"), "{}", driver.text());
}
