//! What others change is marked for a moment, and the mark goes by itself.

use chrono::TimeDelta;
use fiveply::model::Clean;
use fiveply::ui::{Answer, Ask, Effect, Event, Look, News, Question, Role, Route, Theme};

use crate::support::driver::{Driver, Setup, now};
use crate::support::fixtures::{desk, figures};

fn pipeline(reduced_motion: bool) -> Driver {
    let setup = Setup {
        route: Route::Pipeline,
        reduced_motion,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    driver.press(&["v"]);
    driver
}

fn others(leads: &[u64]) -> News {
    News::Others {
        who: Clean::new("Bo"),
        leads: leads.to_vec(),
    }
}

/// The ground of the line of a lead.
fn ground(driver: &Driver, lead: u64) -> ratatui::style::Color {
    let text = driver.text();
    let line = text
        .lines()
        .position(|line| line.contains(&format!("#{lead}")))
        .unwrap();
    driver.buffer()[(30, u16::try_from(line).unwrap())].bg
}

fn of(role: Role) -> ratatui::style::Color {
    Theme::new(Look::Dark).style(role).bg.unwrap_or_default()
}

#[test]
fn the_line_of_a_lead_that_others_changed_is_marked_until_it_fades() {
    let mut driver = pipeline(false);
    driver.news(others(&[1_003]));
    assert_eq!(ground(&driver, 1_003), of(Role::FreshStrong));
    assert_eq!(ground(&driver, 1_004), of(Role::Text));
    driver.taken();
    for (millis, ground_then) in [
        (300, None),
        (450, Some(Role::FreshSoft)),
        (900, Some(Role::Text)),
        (5_000, None),
    ] {
        driver
            .at(now() + TimeDelta::milliseconds(millis))
            .send(Event::Tick);
        let drawn = driver.taken().contains(&Effect::Draw);
        assert_eq!(drawn, ground_then.is_some(), "{millis}");
        if let Some(role) = ground_then {
            assert_eq!(ground(&driver, 1_003), of(role), "{millis}");
        }
    }
}

#[test]
fn a_mark_is_seen_under_the_cursor_too() {
    let mut driver = pipeline(false);
    driver.news(others(&[1_000]));
    assert_eq!(ground(&driver, 1_000), of(Role::FreshStrong));
}

#[test]
fn with_reduced_motion_nothing_is_marked() {
    let mut driver = pipeline(true);
    driver.news(others(&[1_003]));
    assert_eq!(ground(&driver, 1_003), of(Role::Text));
}

/// The funnel, with one more lead in its second layer each time it is asked for.
fn growing() -> Driver {
    let mut open = 4_630;
    let setup = Setup::default();
    Driver::new(
        setup,
        Box::new(move |effect| {
            let Effect::Ask(Ask {
                ticket,
                question: Question::Funnel { .. },
            }) = effect
            else {
                return Vec::new();
            };
            let mut figures = figures();
            open += 1;
            figures.layers[1].open = open;
            let answer = Answer::Funnel(figures.into());
            vec![Event::Workspace(News::Answer(*ticket, answer))]
        }),
    )
}

/// The ground under a text.
fn under(driver: &Driver, text: &str) -> ratatui::style::Color {
    let all = driver.text();
    let (y, line) = all
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(text))
        .unwrap();
    let x = line[..line.find(text).unwrap()].chars().count();
    driver.buffer()[(u16::try_from(x).unwrap(), u16::try_from(y).unwrap())].bg
}

#[test]
fn the_figure_that_others_changed_is_marked_and_no_other() {
    let mut driver = growing();
    driver.news(others(&[1_003])).news(News::Changed);
    assert_eq!(under(&driver, "4 632"), of(Role::FreshStrong));
    assert_eq!(under(&driver, "2 018"), of(Role::Text));
    driver
        .at(now() + TimeDelta::milliseconds(900))
        .send(Event::Tick);
    assert_eq!(under(&driver, "4 632"), of(Role::Text));
    // What the reader does leads no eye anywhere.
    driver.news(News::Changed);
    assert_eq!(under(&driver, "4 633"), of(Role::Text));
}
