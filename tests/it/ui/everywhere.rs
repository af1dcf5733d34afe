//! Every screen in every window, look and language: the driver checks each frame.

use fiveply::i18n::Language;
use fiveply::model::Clean;
use fiveply::ui::keymap::TABLE;
use fiveply::ui::{Answer, Ask, Effect, Look, News, Question, Route, Selected, Sequence, Trouble};

use crate::support::driver::{Driver, Setup};
use crate::support::fixtures::desk;

const SIZES: [(u16, u16); 10] = [
    (120, 36),
    (80, 24),
    (40, 12),
    (200, 60),
    (1, 1),
    (2, 3),
    (19, 5),
    (500, 1),
    (1, 200),
    (65_535, 65_535),
];

#[test]
fn every_screen_is_drawn_in_every_window_and_look() {
    for route in Route::ALL {
        for look in Look::ALL {
            let setup = Setup {
                route,
                look,
                ..Setup::default()
            };
            let mut driver = Driver::new(setup, desk(300));
            for (width, height) in SIZES {
                driver.resize(width, height);
            }
        }
    }
}

#[test]
fn every_screen_speaks_every_language_and_plain_ascii_in_every_window() {
    for route in Route::ALL {
        for language in Language::ALL {
            let setup = Setup {
                route,
                language,
                ascii: language == Language::English,
                look: Look::Plain,
                ..Setup::default()
            };
            let mut driver = Driver::new(setup, desk(300));
            for (width, height) in SIZES {
                driver.resize(width, height);
            }
        }
    }
}

#[test]
fn an_answer_comes_to_the_screen_that_asked_and_to_no_other() {
    let setup = Setup {
        route: Route::Pipeline,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    let asked = |effect: &Effect| match effect {
        Effect::Ask(Ask {
            ticket,
            question: Question::Board { .. },
        }) => Some(*ticket),
        _ => None,
    };
    let ticket = driver.effects.iter().rev().find_map(asked).unwrap();
    let trouble = Trouble {
        span: 0..1,
        message: Clean::new("nobody can read this"),
    };
    let answer = Answer::Board(Selected::Trouble(trouble));
    let before = driver.text();
    driver.news(News::Answer(ticket.of(Route::Funnel), answer.clone()));
    driver.news(News::Answer(ticket.taken().1, answer.clone()));
    assert_eq!(driver.text(), before);
    driver.news(News::Answer(ticket, answer));
    assert!(driver.text().contains("nobody can read this"));
}

#[test]
fn every_key_of_the_table_can_be_read() {
    for row in TABLE {
        for keys in row.keys {
            assert!(Sequence::parse(keys).is_ok(), "{keys}");
        }
    }
}
