//! The funnel's screen.

use fiveply::i18n::Language;
use fiveply::ui::{Answer, Answers, Ask, Effect, Event, Look, News, Period, Question, Route};

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::support::driver::{Driver, Setup, spoken};
use crate::support::fixtures::{day, desk, figures};
use crate::support::office::{LATIN, Office};

pub(super) fn funnel(width: u16, height: u16) -> Driver {
    let size = (width, height);
    Driver::new(
        Setup {
            size,
            ..Setup::default()
        },
        desk(300),
    )
}

#[test]
fn a_wide_window_shows_layers_what_went_on_and_the_proof() {
    insta::assert_snapshot!(funnel(120, 36).text());
}

#[test]
fn a_usual_window_drops_the_space_and_the_playbook() {
    insta::assert_snapshot!(funnel(80, 24).text());
}

#[test]
fn a_faint_number_under_the_cursor_is_as_clear_as_any_other() {
    let office = Office::new(LATIN);
    let mut answers = Answers::new(spoken(Language::English));
    let desk = move |effect: &Effect| office.perform(&mut answers, Language::English, effect);
    let setup = Setup {
        look: Look::Ansi,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, Box::new(desk));
    let both = |it: &Cell| it.fg == Color::Cyan && it.modifier.contains(Modifier::DIM);
    for column in 0..6 {
        driver.press(&["gg"]);
        for line in 0..6 {
            let clear = !driver.buffer().content.iter().any(both);
            assert!(clear, "line {line}, column {column}\n{}", driver.text());
            driver.press(&["j"]);
        }
        driver.press(&["l"]);
    }
}

#[test]
fn without_colour_the_bar_under_the_cursor_is_still_seen() {
    let setup = Setup {
        size: (80, 24),
        look: Look::Plain,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    driver.press(&["j", "j"]);
    let buffer = driver.buffer();
    let reversed = |x, y| buffer[(x, y)].modifier.contains(Modifier::REVERSED);
    let y = (0..24).find(|y| reversed(1, *y)).unwrap();
    let bar: Vec<u16> = (0..80)
        .filter(|x| buffer[(*x, y)].symbol() == "█")
        .collect();
    let (first, last) = (*bar.first().unwrap(), *bar.last().unwrap());
    // Its own ground stays around it.
    assert!((first - 1..=last + 1).all(|x| !reversed(x, y)));
}

#[test]
fn a_small_window_keeps_counts_and_what_went_on() {
    insta::assert_snapshot!(funnel(40, 12).text());
}

#[test]
fn in_chinese_every_column_stands_where_it_should() {
    let setup = Setup {
        language: Language::Chinese,
        size: (100, 30),
        ..Setup::default()
    };
    insta::assert_snapshot!(Driver::new(setup, desk(300)).text());
}

#[test]
fn only_ascii_signs_are_drawn_where_that_is_asked_for() {
    let setup = Setup {
        ascii: true,
        size: (80, 24),
        look: Look::Plain,
        ..Setup::default()
    };
    insta::assert_snapshot!(Driver::new(setup, desk(300)).text());
}

const WINDOWS: [(u16, u16); 9] = [
    (80, 24),
    (1, 1),
    (2, 2),
    (5, 3),
    (19, 7),
    (20, 9),
    (40, 12),
    (120, 36),
    (200, 60),
];

#[test]
fn what_is_typed_can_be_drawn_in_every_window_and_in_every_look() {
    // How wide something is does not depend on how it looks.
    let in_looks = Look::ALL.map(|look| (look, WINDOWS[0]));
    let in_windows = WINDOWS.map(|size| (Look::Dark, size));
    for (look, (width, height)) in in_looks.into_iter().chain(in_windows) {
        for route in Route::ALL {
            let setup = Setup {
                look,
                route,
                size: (width, height),
                ..Setup::default()
            };
            let mut driver = Driver::new(setup, desk(300));
            driver
                .press(&["G", "?", "text:m"])
                .press(&["Esc", "/", "text:a:b"])
                .resize(height, width);
        }
    }
}

#[test]
fn opening_a_layer_shows_its_leads_within_the_filter_and_back_comes_back() {
    let mut driver = funnel(120, 36);
    driver.press(&["/", "text:temp:warm", "Enter", "j", "j", "Enter"]);
    assert_eq!(driver.route(), Route::Pipeline);
    assert!(
        driver
            .line(2)
            .starts_with(" / temp:warm layer:intent is:open,parked"),
        "{}",
        driver.line(2)
    );
    driver.press(&["Esc"]);
    assert_eq!(driver.route(), Route::Funnel);
    assert!(driver.line(2).starts_with(" / temp:warm"));
}

#[test]
fn a_click_puts_the_cursor_on_a_layer() {
    let mut driver = funnel(120, 36);
    let row = driver
        .text()
        .lines()
        .position(|line| line.contains("4 High intent"))
        .unwrap();
    driver.click(30, u16::try_from(row).unwrap());
    driver.press(&["y"]);
    assert!(
        driver
            .effects
            .contains(&Effect::Copy("High intent; 977; € 9 700 000.00".into())),
        "{:?}",
        driver.effects
    );
}

#[test]
fn the_filter_and_the_period_go_along_from_screen_to_screen() {
    let mut driver = funnel(120, 36);
    driver.press(&[
        "t",
        "text:last-q",
        "Enter",
        "/",
        "text:temp:warm",
        "Enter",
        "3",
    ]);
    assert!(driver.line(2).starts_with(" / temp:warm"));
    driver.press(&["/", "text: city:Lyon", "Enter"]).taken();
    driver.press(&["2"]);
    let asked = driver.taken().into_iter().find_map(|effect| match effect {
        Effect::Ask(Ask {
            question: Question::Funnel { filter, period, .. },
            ..
        }) => Some((filter, period)),
        _ => None,
    });
    let expected = ("temp:warm city:Lyon".to_owned(), Period::LastQuarter);
    assert_eq!(asked, Some(expected));
    // The way back is gone step by step: the screen before, with what was looked at there.
    driver.press(&["Esc"]);
    assert!(driver.line(2).starts_with(" / temp:warm city:Lyon"));
    driver.press(&["Esc"]);
    assert!(driver.line(2).starts_with(" / temp:warm  "));
}

#[test]
fn won_in_a_period_opens_what_was_closed_in_it() {
    let mut driver = funnel(120, 36);
    driver.press(&["G", "Enter"]);
    assert!(
        driver
            .line(2)
            .starts_with(" / outcome:won closed:last-quarter"),
        "{}",
        driver.line(2)
    );
}

#[test]
fn the_periods_are_offered_with_their_days() {
    let mut driver = funnel(80, 24);
    driver.press(&["t"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn a_large_window_has_thick_bars_that_can_be_clicked() {
    let mut driver = funnel(160, 50);
    let row = driver
        .text()
        .lines()
        .position(|line| line.contains("3 Intent"))
        .unwrap();
    for y in row - 1..=row + 1 {
        assert!(driver.line(y).contains("████"), "{}", driver.line(y));
    }
    driver.click(80, u16::try_from(row + 1).unwrap());
    driver.press(&["Enter"]);
    assert!(
        driver.line(2).starts_with(" / layer:intent"),
        "{}",
        driver.line(2)
    );
}

#[test]
fn a_period_is_typed_where_none_of_those_offered_is_meant() {
    let mut driver = funnel(80, 24);
    driver.press(&["t", "text:2026-0"]);
    assert!(
        driver.text().contains("type a name, 2026-Q2"),
        "{}",
        driver.text()
    );
    driver.press(&["text:7..2026-08"]);
    assert!(
        driver.text().contains("1 Jul – 31 Aug 2026"),
        "{}",
        driver.text()
    );
    driver.taken();
    driver.press(&["Enter"]);
    let asked = driver.taken().into_iter().find_map(|effect| match effect {
        Effect::Ask(Ask {
            question: Question::Funnel { period, .. },
            ..
        }) => Some(period),
        _ => None,
    });
    assert_eq!(
        asked,
        Some(Period::Between(day(2026, 7, 1), day(2026, 8, 31)))
    );
}

#[test]
fn left_and_right_choose_a_number_and_enter_opens_the_leads_behind_it() {
    let mut driver = funnel(160, 36);
    let opened = |driver: &mut Driver| {
        driver.press(&["Enter"]);
        assert_eq!(driver.route(), Route::Pipeline);
        let filter = driver.line(2);
        driver.press(&["Esc"]);
        let (filter, _) = filter.split_at(filter.find("   ").unwrap());
        filter.trim_start_matches(" / ").to_owned()
    };
    driver.press(&["j"]);
    let mut seen = vec![opened(&mut driver)];
    for _ in 0..7 {
        driver.press(&["l"]);
        seen.push(opened(&mut driver));
    }
    let reached = "reached:interested during:last-quarter";
    assert_eq!(
        seen,
        [
            "layer:interested is:open,parked".to_owned(),
            "layer:interested is:open,parked sort:-value".to_owned(),
            format!("{reached} reached:intent"),
            reached.to_owned(),
            format!("{reached} -reached:intent is:open,parked"),
            format!("{reached} -reached:intent outcome:lost"),
            format!("{reached} outcome:won,lost"),
            format!("{reached} outcome:won,lost"),
        ]
    );
    assert!(
        driver
            .text()
            .contains("Enter opens the 3 744 that reached Interested and ended"),
        "{}",
        driver.text()
    );
    driver.press(&["Left", "Left", "Left"]);
    assert_eq!(opened(&mut driver), reached);
    // A line without such a number has another in its stead, and the choice is kept.
    driver.press(&["G"]);
    assert_eq!(
        opened(&mut driver),
        "outcome:won closed:last-quarter sort:-value"
    );
    driver.press(&["k"]);
    assert_eq!(
        opened(&mut driver),
        "reached:near-customer during:last-quarter"
    );
}

#[test]
fn a_click_chooses_the_number_that_it_falls_on() {
    let mut driver = funnel(120, 36);
    let row = driver
        .text()
        .lines()
        .position(|line| line.contains("388 still open"))
        .unwrap();
    let at = driver.line(row).find("388").unwrap();
    let at = driver.line(row)[..at].chars().count();
    driver.click(u16::try_from(at).unwrap(), u16::try_from(row).unwrap());
    assert!(
        driver
            .text()
            .contains("Enter opens the 388 that may still go on from Interested"),
        "{}",
        driver.text()
    );
}

#[test]
fn a_flow_that_does_not_add_up_says_by_how_much() {
    let mut figures = figures();
    figures.flow.as_mut().unwrap().closing -= 3;
    let mut desk = desk(300);
    let mut driver = Driver::new(
        Setup::default(),
        Box::new(move |effect| {
            if let Effect::Ask(Ask {
                ticket,
                question: Question::Funnel { .. },
            }) = effect
            {
                let answer = Answer::Funnel(figures.clone().into());
                return vec![Event::Workspace(News::Answer(*ticket, answer))];
            }
            desk(effect)
        }),
    );
    assert!(
        driver.text().contains("closing 10 645 ✗ 3 unexplained"),
        "{}",
        driver.text()
    );
    driver.press(&["j"]);
}

#[test]
fn groups_stand_side_by_side_as_many_as_fit() {
    for (name, width, height) in [
        ("groups_wide", 120, 36),
        ("groups_usual", 80, 24),
        ("groups_small", 40, 12),
    ] {
        let mut driver = funnel(width, height);
        driver.press(&["b", "Enter"]);
        insta::assert_snapshot!(name, driver.text());
    }
}

#[test]
fn pages_of_groups_follow_one_another_and_one_key_draws_all_to_one_scale() {
    let mut driver = funnel(120, 36);
    driver.press(&["b", "text:own", "Enter", "PageDown"]);
    assert!(
        driver.text().contains(
            "13–23 of 23 by owner · reached or passed · 4.1 % left out · each to its own scale"
        ),
        "{}",
        driver.text()
    );
    assert!(driver.text().contains("Enter narrows to source 12"));
    let bars = |driver: &Driver| driver.text().matches('█').count();
    let own = bars(&driver);
    driver.press(&["s"]);
    assert!(driver.text().contains("all to one scale"));
    assert!(bars(&driver) < own / 4);
    driver.press(&["gg", "l"]);
    assert!(driver.text().contains("1–12 of 23"));
    assert!(driver.text().contains("Enter narrows to 上海展会"));
    driver.press(&["j", "k", "h"]);
    assert!(driver.text().contains("Enter narrows to web form"));
}

#[test]
fn a_group_narrows_the_filter_and_escape_brings_the_groups_back() {
    let mut driver = funnel(120, 36);
    driver.press(&["/", "text:temp:warm", "Enter", "b", "Enter", "Enter"]);
    assert!(
        driver
            .line(2)
            .starts_with(" / temp:warm source:\"web form\""),
        "{}",
        driver.line(2)
    );
    assert!(driver.text().contains("1 Potential"));
    driver.press(&["Esc"]);
    assert!(driver.line(2).starts_with(" / temp:warm   "));
    assert!(driver.text().contains("of 23 by source"));
    driver.press(&["G", "Enter"]);
    assert!(
        driver.line(2).starts_with(" / temp:warm source:none"),
        "{}",
        driver.line(2)
    );
    driver.press(&["Esc", "Esc"]);
    assert!(driver.text().contains("1 Potential"));
    driver.press(&["s"]);
    assert!(driver.text().contains("leads are not grouped"));
}
