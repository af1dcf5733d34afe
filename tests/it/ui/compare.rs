//! The page that compares: the filter in force beside the rest, saved segments and other filters.

use std::sync::Arc;

use fiveply::i18n::Language;
use fiveply::model::{OpId, Record, Segment, Unit, Verb};
use fiveply::ui::{Effect, Route};
use fiveply::workspace::Workspace;

use crate::support::driver::{Driver, Setup};
use crate::support::segments::{driver, moment, workspace};

/// A company with two saved segments.
fn company() -> Arc<Workspace> {
    let workspace = workspace(600, 900);
    let segment = |name: &str, filter: &str| {
        Record::from(Segment {
            name: name.to_owned(),
            filter: filter.to_owned(),
            unit: Some(Unit::Accounts),
            ..Segment::default()
        })
    };
    let kept = [
        segment("Fair visitors", "source:fair"),
        segment("Mid-sized", "emp:50..249"),
    ];
    workspace
        .bulk(None, OpId(2), Verb::Create, moment(), |bulk| {
            for record in kept {
                bulk.insert(record)?;
            }
            Ok(())
        })
        .unwrap();
    workspace.load().unwrap();
    workspace
}

/// The page for warm leads.
fn on(setup: Setup) -> Driver {
    let mut driver = driver(company(), Route::Segments, setup);
    driver.press(&["/", "text:temp:warm", "Enter", "C"]);
    assert_eq!(driver.route(), Route::Compare);
    driver
}

fn sized(width: u16, height: u16) -> Driver {
    on(Setup {
        size: (width, height),
        ..Setup::default()
    })
}

#[test]
fn the_filter_stands_beside_the_rest_with_how_far_they_lie_apart() {
    insta::assert_snapshot!(sized(120, 36).text());
}

#[test]
fn a_usual_window_shows_the_funnels_and_some_fields() {
    insta::assert_snapshot!(sized(80, 24).text());
}

#[test]
fn a_small_window_shows_the_part_with_the_cursor() {
    let mut driver = sized(40, 12);
    let first = driver.text();
    driver.press(&["G"]);
    insta::assert_snapshot!(format!("{first}\n{}", driver.text()));
}

#[test]
fn a_huge_window_shows_the_fields_beside_four_funnels_in_chinese() {
    let mut driver = on(Setup {
        size: (200, 60),
        language: Language::Chinese,
        ..Setup::default()
    });
    driver.press(&["n", "Enter", "n", "Enter"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn saved_segments_and_typed_filters_become_sides_and_go_again() {
    let mut driver = sized(120, 36);
    driver.press(&["n", "text:fair", "Enter"]);
    assert!(driver.text().contains("Fair visitors"), "{}", driver.text());
    assert!(driver.text().contains("A and C"), "{}", driver.text());
    driver.press(&["+", "text:city:Lyon", "Enter"]);
    assert!(driver.text().contains("city:Lyon"), "{}", driver.text());
    driver.press(&["n"]);
    assert!(
        driver.text().contains("four side by side"),
        "{}",
        driver.text()
    );
    driver.press(&["x", "x"]);
    assert!(
        !driver.text().contains("Fair visitors"),
        "{}",
        driver.text()
    );
    driver.press(&["gg", "x"]);
    assert!(
        driver.text().contains("only on a side"),
        "{}",
        driver.text()
    );
}

#[test]
fn what_is_in_both_becomes_the_filter() {
    let mut driver = sized(120, 36);
    driver.press(&["n", "text:mid", "Enter"]);
    driver.press(&["gg", "l", "Enter"]);
    assert_eq!(driver.route(), Route::Segments);
    let filter = driver.line(2);
    assert!(filter.contains("temp:warm seg:Mid-sized"), "{filter}");
    driver.press(&["Esc"]);
    assert_eq!(driver.route(), Route::Compare);
    assert!(driver.text().contains("Mid-sized"), "{}", driver.text());
}

#[test]
fn a_side_becomes_the_filter_and_a_value_narrows_it() {
    let mut driver = sized(120, 36);
    driver.press(&["j", "Enter"]);
    assert_eq!(driver.route(), Route::Segments);
    assert!(driver.line(2).contains("-temp:warm"), "{}", driver.line(2));
    let mut driver = sized(120, 36);
    driver.press(&["l", "y"]);
    let copied = driver.taken().into_iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.into_string()),
        _ => None,
    });
    let value = copied.unwrap();
    driver.press(&["Enter"]);
    let filter = driver.line(2);
    assert!(filter.contains(&format!("temp:warm {value}")), "{filter}");
}

#[test]
fn a_side_that_lies_within_the_other_is_told_and_nothing_is_held_against_it() {
    let mut driver = sized(120, 36);
    driver.press(&["n", "text:temp:warm city:Lyon", "Enter"]);
    assert!(
        driver.text().contains("C lies wholly within A"),
        "{}",
        driver.text()
    );
}

#[test]
fn without_a_filter_it_is_said_how_one_compares() {
    let mut driver = driver(company(), Route::Compare, Setup::default());
    driver.press(&["j", "x"]);
    assert!(driver.text().contains("Type a filter"), "{}", driver.text());
}

#[test]
fn accounts_and_leads_are_counted_here_and_on_the_segments_alike() {
    let mut driver = sized(120, 36);
    driver.press(&["a"]);
    assert!(
        driver.line(2).contains("of 900 leads"),
        "{}",
        driver.line(2)
    );
    driver.press(&["Esc"]);
    assert!(
        driver.line(2).contains("of 900 leads"),
        "{}",
        driver.line(2)
    );
}
