//! The insights' screen: reports over what the filter selects, counted from the made-up company.

use fiveply::i18n::{Language, Locale};
use fiveply::insight::conversion::{Definition, conversions};
use fiveply::insight::funnel::{Window, minute};
use fiveply::query::Filter;
use fiveply::ui::{Answers, Effect, Event, Memory, News, Route};
use fiveply::workspace::At;

use crate::support::driver::{Driver, Setup};
use crate::support::segments::{moment, workspace};

/// The screen on the made-up company.
fn on(setup: Setup) -> Driver {
    let workspace = workspace(600, 900);
    let mut answers = Answers::new(Locale::new(setup.language));
    let desk = Box::new(move |effect: &Effect| match effect {
        Effect::Ask(ask) => answers
            .answer(&workspace, "anna", &ask.question, moment())
            .map(|answer| Event::Workspace(News::Answer(ask.ticket, answer)))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    });
    let route = Route::Insights;
    Driver::new(Setup { route, ..setup }, desk)
}

fn sized(width: u16, height: u16) -> Driver {
    on(Setup {
        size: (width, height),
        ..Setup::default()
    })
}

#[test]
fn conversions_stand_beside_their_bands() {
    insta::assert_snapshot!(sized(120, 36).text());
}

#[test]
fn a_usual_window_has_the_table_and_the_bands() {
    insta::assert_snapshot!(sized(80, 24).text());
}

#[test]
fn a_small_window_keeps_the_chosen_column() {
    let mut driver = sized(40, 12);
    driver.press(&["l", "l", "j"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn in_chinese_every_column_stands_where_it_should() {
    let setup = Setup {
        language: Language::Chinese,
        size: (80, 24),
        ..Setup::default()
    };
    insta::assert_snapshot!(on(setup).text());
}

#[test]
fn every_meaning_of_conversion_says_what_it_is() {
    let mut driver = sized(120, 36);
    let mut seen = Vec::new();
    for _ in Definition::ALL {
        seen.push(driver.line(7));
        driver.press(&["d"]);
    }
    for (line, word) in
        seen.iter()
            .zip(["Reached or passed", "Strict", "Period flow", "In the end"])
    {
        assert!(line.contains(word), "{line}");
    }
    assert!(driver.line(7).contains("Reached or passed"));
}

#[test]
fn another_field_gives_other_lines_and_the_same_whole() {
    let mut driver = sized(120, 36);
    let whole = driver.line(11);
    assert!(whole.contains("all"), "{whole}");
    driver.press(&["b", "text:country", "Enter"]);
    assert!(driver.line(10).contains("Country"), "{}", driver.text());
    assert_eq!(
        driver
            .line(11)
            .split_whitespace()
            .take(6)
            .collect::<Vec<_>>(),
        whole.split_whitespace().take(6).collect::<Vec<_>>()
    );
}

#[test]
fn a_figure_opens_the_leads_of_which_it_is_a_share() {
    let workspace = workspace(600, 900);
    let book = workspace.book();
    let all = book.select(&Filter::default(), At { now: moment() });
    let figures = conversions(&book, &all, Window::default(), minute(moment()));
    drop(book);
    let mut driver = sized(120, 36);
    driver.press(&["l", "Enter"]);
    assert_eq!(driver.route(), Route::Pipeline);
    let line = driver.line(2);
    assert!(line.contains("reached:interested"), "{line}");
    // A lead that was begun again counts once for each of its lives.
    let entered = figures[1].reached.entered;
    assert!(line.contains(&format!("{entered} times")), "{line}");
}

#[test]
fn the_table_is_copied_with_its_heads() {
    let mut driver = sized(120, 36);
    driver.press(&["y"]);
    let table = driver.effects.iter().find_map(|effect| match effect {
        Effect::CopyTable(lines) => Some(lines.clone()),
        _ => None,
    });
    let table = table.unwrap();
    assert!(table.len() > 5);
    assert!(table.iter().all(|line| line.len() == 6));
    assert_eq!(table[0][0].as_str(), "Source");
    assert_eq!(table[1][0].as_str(), "all");
}

#[test]
fn the_report_that_was_seen_is_remembered() {
    let mut driver = sized(120, 36);
    driver.press(&["Tab"]);
    let kept = driver
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::Remember(Memory::Report, _)));
    assert!(kept);
}
