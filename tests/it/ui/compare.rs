//! The page that compares: the filter in force beside the rest, saved segments and other filters.

use std::sync::Arc;

use fiveply::i18n::Language;
use fiveply::model::{OpId, Record, Segment, Unit, Verb};
use fiveply::query::{Context, read};
use fiveply::ui::screens::{CompareAsk, Side};
use fiveply::ui::{
    Answer, Answers, Effect, Explained, Explains, Kept, Memory, Period, Question, Route,
};
use fiveply::workspace::{At, Workspace};

use crate::support::company::{driver, moment, workspace};
use crate::support::driver::{Driver, Setup, spoken};

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

/// How the difference in a line is made.
fn explained(workspace: &Workspace, ask: &CompareAsk, line: usize) -> Explained {
    let mut answers = Answers::new(spoken(Language::English));
    let question = Question::Explain {
        filter: ask.filter.clone(),
        period: Period::All,
        what: Explains::Apart(Box::new(ask.clone()), line),
    };
    match answers.answer(workspace, "anna", &question, moment()) {
        Some(Answer::Explained(it)) => *it,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_part_of_a_difference_opens_as_many_leads_as_it_says() {
    let workspace = company();
    let today = moment().day(chrono_tz::Europe::Warsaw);
    let segment = Side::Text("seg:\"Fair visitors\"".to_owned());
    let mut told = 0;
    for (filter, other) in [
        ("temp:warm", Side::Rest),
        ("temp:warm", segment),
        (
            "source:fair OR source:webinar",
            Side::Text("temp:warm".to_owned()),
        ),
    ] {
        for unit in [Unit::Leads, Unit::Accounts] {
            let ask = CompareAsk {
                filter: filter.to_owned(),
                others: vec![other.clone()],
                unit,
                against: 0,
            };
            for line in 0..6 {
                let it = explained(&workspace, &ask, line);
                assert_eq!(it.within.as_deref(), Some(""));
                let texts: Vec<String> = it.lines.iter().map(|it| it.words.text()).collect();
                if unit == Unit::Leads {
                    assert!(
                        !texts.iter().any(|it| it.starts_with("Without a list")),
                        "{texts:?}"
                    );
                }
                let book = workspace.book();
                let cx = Context::on(today).with(book.readable("anna"));
                for (count, filter) in it.lines.into_iter().filter_map(|it| it.leads) {
                    let read = read(&filter, &cx).unwrap();
                    let found = book.select(&read, At { now: moment() }).count();
                    assert_eq!(count.as_str(), found.to_string(), "{filter}");
                    told += 1;
                }
            }
        }
    }
    assert!(told > 150, "{told}");
}

#[test]
fn the_interval_of_a_difference_is_spelled_out_with_the_numbers_in_it() {
    let mut driver = sized(120, 36);
    driver.press(&["a", "j", "j", "="]);
    let text = driver.text();
    assert!(text.contains("how far A lies above B"), "{text}");
    assert!(text.contains("√((") && text.contains("Newcombe"), "{text}");
    insta::assert_snapshot!("apart", text);
    driver.press(&["Enter"]);
    assert_eq!(driver.route(), Route::Pipeline);
    let filter = driver.line(2);
    assert!(
        filter.contains("temp:warm reached:potential reached:interested"),
        "{filter}"
    );
}

#[test]
fn the_difference_is_told_in_chinese_too() {
    let mut driver = on(Setup {
        size: (80, 24),
        language: Language::Chinese,
        ..Setup::default()
    });
    driver.press(&["a", "j", "j", "="]);
    insta::assert_snapshot!("apart_zh", driver.text());
}

/// Chooses the saved segments as groups, with the marks on the first alone.
const FIRST_SEGMENT: [&str; 7] = ["b", "text:seg", "Enter", "j", "Space", "Enter", "k"];

#[test]
fn saved_segments_are_groups_of_the_funnel_and_it_is_said_that_they_overlap() {
    let setup = Setup {
        size: (120, 36),
        ..Setup::default()
    };
    let mut driver = driver(company(), Route::Funnel, setup);
    driver.press(&["b", "text:seg", "Enter"]);
    let text = driver.text();
    assert!(
        text.contains("✓ Fair visitors") && text.contains("✓ Mid-sized"),
        "{text}"
    );
    driver.press(&["Enter"]);
    insta::assert_snapshot!("groups_segments", driver.text());
    assert!(
        driver.text().contains("segments may overlap"),
        "{}",
        driver.text()
    );
    driver.press(&["="]);
    assert!(driver.text().contains("Fair visitors") && driver.text().contains("÷"));
    driver.press(&["Esc"]);
    driver.press(&FIRST_SEGMENT);
    let text = driver.text();
    assert!(
        text.contains("Fair visitors") && !text.contains("Mid-sized"),
        "{text}"
    );
}

#[test]
fn saved_segments_that_are_chosen_are_the_lines_of_a_report_and_of_its_command() {
    let setup = Setup {
        size: (120, 36),
        ..Setup::default()
    };
    let mut driver = driver(company(), Route::Insights, setup);
    driver.press(&FIRST_SEGMENT);
    let text = driver.text();
    assert!(
        text.contains("Fair visitors") && !text.contains("Mid-sized"),
        "{text}"
    );
    driver.press(&["E", "6"]);
    let copied = driver.effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.to_string()),
        _ => None,
    });
    let want = "fiveply report conversion --segment 'Fair visitors'";
    assert_eq!(copied.as_deref(), Some(want));
}

#[test]
fn segments_that_were_chosen_as_groups_are_chosen_the_next_time_too() {
    let on = |route: Route, kept: Kept| {
        let setup = Setup {
            size: (120, 36),
            kept,
            ..Setup::default()
        };
        driver(company(), route, setup)
    };
    for route in [Route::Funnel, Route::Insights] {
        let mut first = on(route, Kept::default());
        first.press(&FIRST_SEGMENT);
        let again = on(route, first.kept());
        assert_eq!(again.text(), first.text());
        // In a workspace that has none of these all that there are stand there.
        let mut elsewhere = first.kept();
        for memory in [Memory::GroupSets, Memory::ReportSets] {
            elsewhere.put(memory, "Long gone");
        }
        let text = on(route, elsewhere).text();
        assert!(
            text.contains("Fair visitors") && text.contains("Mid-sized"),
            "{text}"
        );
    }
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
