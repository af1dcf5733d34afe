//! The insights' screen: reports over what the filter selects, counted from the made-up company.

use std::sync::Arc;

use fiveply::i18n::Language;
use fiveply::insight::conversion::{Definition, conversions};
use fiveply::insight::funnel::{Window, minute};
use fiveply::model::Act;
use fiveply::query::{Context, Field, Filter, read};
use fiveply::ui::screens::{Figure, Mark, Report, Sheet};
use fiveply::ui::{Against, Answer, Answers, Effect, Memory, Period, Question, Route, Selected};
use fiveply::workspace::{At, Workspace};

use crate::support::company::{driver, moment, workspace};
use crate::support::driver::{Driver, Setup, spoken};
use crate::workspace::Desk;

/// The screen on the made-up company.
fn on(setup: Setup) -> Driver {
    driver(workspace(600, 900), Route::Insights, setup)
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

/// Every report by its name, as one chooses it.
const REPORTS: [&str; 12] = [
    "conversions",
    "wins",
    "durations",
    "cohorts",
    "customers",
    "forecast",
    "why",
    "abc",
    "velocity",
    "reps",
    "lost",
    "calibration",
];

fn chosen(driver: &mut Driver, report: &str) -> String {
    driver.press(&["r", &format!("text:{report}"), "Enter"]);
    driver.text()
}

#[test]
fn every_report_has_its_figures() {
    let mut driver = sized(120, 36);
    for report in REPORTS {
        insta::assert_snapshot!(report, chosen(&mut driver, report));
    }
}

#[test]
fn layers_of_what_was_lost_add_up_in_sight_before_anything_is_said_of_one() {
    for (width, share, bars) in [
        (60, false, false),
        (72, true, false),
        (80, true, false),
        (100, true, true),
    ] {
        let text = chosen(&mut sized(width, 24), "lost");
        let heads = "lost     1     2     3     4     5";
        assert!(text.contains(heads), "{width}\n{text}");
        assert_eq!(text.contains("17 % (13–21)"), share, "{width}\n{text}");
        assert_eq!(text.contains("▆▆▆▆"), bars, "{width}\n{text}");
    }
}

#[test]
fn every_report_is_read_in_a_small_window_and_in_chinese() {
    for (width, height) in [(80, 24), (40, 12), (200, 60), (20, 5), (1, 1)] {
        let setup = Setup {
            size: (width, height),
            language: Language::Chinese,
            ..Setup::default()
        };
        let mut driver = on(setup);
        for _ in REPORTS {
            driver.press(&["j", "l", "Tab"]);
            assert!(driver.text().lines().count() <= usize::from(height));
        }
    }
}

/// What a report answers for a filter and a period.
fn asked(workspace: &Workspace, report: Report, filter: &str, period: Period) -> Sheet {
    asked_by(workspace, report, (filter, Field::Source), period, None)
}

/// The same by another field, beside another period.
fn asked_by(
    workspace: &Workspace,
    report: Report,
    (filter, by): (&str, Field),
    period: Period,
    against: Option<Against>,
) -> Sheet {
    let mut answers = Answers::new(spoken(Language::English));
    let question = Question::Insights {
        filter: filter.to_owned(),
        report,
        period,
        by: Some(by),
        sets: Vec::new(),
        definition: Definition::ReachedOrPassed,
        against,
        caret: None,
    };
    match answers.answer(workspace, "anna", &question, moment()) {
        Some(Answer::Insights(Selected::Read(sheet, _))) => Arc::unwrap_or_clone(*sheet),
        other => panic!("{other:?}"),
    }
}

#[test]
fn behind_every_figure_are_as_many_leads_as_it_says() {
    let workspace = workspace(600, 900);
    let today = moment().day(chrono_tz::Europe::Warsaw);
    let mut told = 0;
    for period in [Period::All, Period::LastQuarter, Period::ThisYear] {
        for report in Report::ALL {
            for line in asked(&workspace, report, "", period).lines {
                for figure in line.figures {
                    let (Some(filter), Some(behind)) = (figure.filter, figure.behind) else {
                        continue;
                    };
                    let read = read(&filter, &Context::on(today))
                        .unwrap_or_else(|it| panic!("{filter}: {it:?}"));
                    let book = workspace.book();
                    let selected = book.select(&read, At { now: moment() }).count();
                    assert_eq!(
                        selected,
                        behind,
                        "{report:?} {period:?} {filter}: {}",
                        figure.told.as_str()
                    );
                    told += 1;
                }
            }
        }
    }
    assert!(told > 500, "{told}");
}

#[test]
fn a_change_is_told_in_parts_that_add_up() {
    let workspace = workspace(600, 900);
    let sheet = asked(&workspace, Report::Why, "", Period::LastQuarter);
    let end = |figure: &Figure| match figure.mark {
        Some(Mark::Bar { to, .. }) => to,
        other => panic!("{other:?}"),
    };
    let first = |line: usize| end(&sheet.lines[line].figures[0]);
    // Before, four parts, after; then group by group again from before to after.
    assert_eq!(first(4), first(5));
    assert_eq!(end(&sheet.lines.last().unwrap().figures[0]), first(5));
}

#[test]
fn every_part_of_a_figure_opens_as_many_leads_as_it_says() {
    let workspace = workspace(600, 900);
    let today = moment().day(chrono_tz::Europe::Warsaw);
    let mut told = 0;
    for period in [Period::All, Period::LastQuarter] {
        for report in Report::ALL {
            for line in asked(&workspace, report, "", period).lines {
                let Some(whose) = &line.filter else { continue };
                for figure in &line.figures {
                    for (_, n, filter) in figure.made.parts(period) {
                        let filter = format!("{whose} {filter}");
                        let read = read(&filter, &Context::on(today)).unwrap();
                        let found = workspace.book().select(&read, At { now: moment() });
                        assert_eq!(found.count(), n, "{report:?} {period:?} {filter}");
                        told += 1;
                    }
                }
            }
        }
    }
    assert!(told > 300, "{told}");
}

#[test]
fn another_period_stands_beside_a_report_and_says_what_was() {
    let workspace = workspace(600, 900);
    let ask = |report, against| {
        asked_by(
            &workspace,
            report,
            ("", Field::Source),
            Period::LastQuarter,
            against,
        )
    };
    for report in Report::ALL.into_iter().filter(|it| it.is_compared()) {
        let (alone, beside) = (ask(report, None), ask(report, Some(Against::Before)));
        assert_eq!(alone.before, None);
        assert!(beside.before.unwrap().1 < beside.period.unwrap().0);
        // What is shown stays; what was is said beside it.
        let mut said = 0;
        for (a, b) in alone.lines.iter().zip(&beside.lines) {
            for (a, b) in a.figures.iter().zip(&b.figures) {
                assert_eq!(a.text, b.text);
                said += usize::from(b.aside.as_str().contains("was "));
            }
        }
        assert!(said > 0, "{report:?}");
    }
    // The same figures by themselves, of the period before.
    let quarter = ask(Report::Wins, Some(Against::Before));
    let (from, to) = quarter.before.unwrap();
    let before = asked(&workspace, Report::Wins, "", Period::Between(from, to));
    let was = before.lines[0].figures[0].text.as_str();
    assert!(
        quarter.lines[0].figures[0]
            .aside
            .as_str()
            .ends_with(&format!("was {was}"))
    );
}

#[test]
fn a_key_puts_the_period_before_beside_it_and_another_one_explains() {
    let mut driver = sized(120, 36);
    driver.press(&["t", "text:last quarter", "Enter", "c"]);
    insta::assert_snapshot!("compared", driver.text());
    driver.press(&["l", "="]);
    let text = driver.text();
    assert!(text.contains("÷") && text.contains("Beside it:"), "{text}");
    insta::assert_snapshot!("explained", text);
}

#[test]
fn the_months_ahead_stand_below_the_layers() {
    let workspace = workspace(600, 900);
    let sheet = asked(&workspace, Report::Forecast, "", Period::All);
    let labels: Vec<&str> = sheet.lines.iter().map(|it| it.label.as_str()).collect();
    assert!(labels.len() >= 18 && labels[6] == "2026-11", "{labels:?}");
}

#[test]
fn a_report_goes_by_the_first_field_that_tells_leads_apart_until_one_is_chosen() {
    let desk = Desk::new(3);
    desk.workspace.load().unwrap();
    let by = |by| {
        let question = Question::Insights {
            filter: String::new(),
            report: Report::Wins,
            period: Period::default(),
            by,
            sets: Vec::new(),
            definition: Definition::default(),
            against: None,
            caret: None,
        };
        match Answers::new(spoken(Language::English)).answer(
            &desk.workspace,
            "Anna",
            &question,
            moment(),
        ) {
            Some(Answer::Insights(Selected::Read(sheet, _))) => sheet.by,
            other => panic!("{other:?}"),
        }
    };
    // All are Anna's, and of none anything else is known.
    assert_eq!(by(None), Field::Source);
    desk.act(desk.anna, &[2], Act::Assign { owner: desk.bo })
        .unwrap();
    desk.workspace.sync().unwrap();
    assert_eq!(by(None), Field::Owner);
    assert_eq!(by(Some(Field::Temp)), Field::Temp);
}

#[test]
fn months_in_which_nobody_came_do_not_hide_the_others() {
    let workspace = workspace(600, 900);
    let filter = "(entered:2025-10 OR entered:2026-09) -is:opening";
    for report in [Report::Cohorts, Report::Customers] {
        let sheet = asked(&workspace, report, filter, Period::All);
        let empty = |it: &&fiveply::ui::screens::SheetLine| it.figures[0].text.as_str() == "0";
        assert_eq!(sheet.lines.iter().filter(empty).count(), 0, "{report:?}");
        assert!(!sheet.lines.is_empty(), "{report:?}");
    }
    let sheet = asked(&workspace, Report::Cohorts, filter, Period::All);
    let months: Vec<&str> = sheet.lines.iter().map(|it| it.label.as_str()).collect();
    assert_eq!(months, ["2026-09", "2025-10"]);
}
