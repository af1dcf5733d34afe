//! Every screen in every window, look and language, and whatever is pressed there: the driver checks each frame.

use fiveply::i18n::Language;
use fiveply::model::Clean;
use fiveply::ui::keymap::TABLE;
use fiveply::ui::{
    Answer, Ask, Effect, Event, Look, News, Pointer, PointerKind, Question, Route, Selected,
    Sequence, Trouble,
};
use proptest::prelude::*;

use crate::support::cases::cases;
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

/// What can happen to a screen.
#[derive(Debug, Clone)]
enum Happens {
    Key(usize),
    Typed(char),
    Size(u16, u16),
    Mouse(PointerKind, u16, u16),
}

fn happens() -> impl Strategy<Value = Happens> {
    let kind = prop_oneof![
        Just(PointerKind::Click),
        Just(PointerKind::Drag),
        Just(PointerKind::Release),
        Just(PointerKind::WheelUp),
        Just(PointerKind::WheelDown),
    ];
    let typed = prop_oneof![
        proptest::char::range(' ', '~'),
        Just('界'),
        Just('ł'),
        Just('\u{301}'),
    ];
    prop_oneof![
        6 => (0..TABLE.len()).prop_map(Happens::Key),
        2 => typed.prop_map(Happens::Typed),
        2 => (1_u16..130, 1_u16..40).prop_map(|(width, height)| Happens::Size(width, height)),
        2 => (kind, 0_u16..130, 0_u16..40).prop_map(|(kind, x, y)| Happens::Mouse(kind, x, y)),
    ]
}

proptest! {
    #![proptest_config(cases(48))]
    #[test]
    fn whatever_is_pressed_typed_dragged_and_resized_the_screen_stays_whole(
        route in 0..Route::ALL.len(),
        ascii in any::<bool>(),
        chinese in any::<bool>(),
        storm in proptest::collection::vec(happens(), 1..60),
    ) {
        let setup = Setup {
            route: Route::ALL[route],
            language: if chinese { Language::Chinese } else { Language::English },
            ascii: ascii && !chinese,
            ..Setup::default()
        };
        let mut driver = Driver::new(setup, desk(300));
        for event in storm {
            match event {
                Happens::Key(row) => {
                    if let Some(keys) = TABLE[row].keys.first() {
                        driver.press(&[keys]);
                    }
                }
                Happens::Typed(character) => {
                    driver.send(Event::Key(fiveply::ui::Key::char(character)));
                }
                Happens::Size(width, height) => {
                    driver.resize(width, height);
                }
                Happens::Mouse(kind, x, y) => {
                    driver.send(Event::Mouse(Pointer { kind, x, y }));
                }
            }
        }
    }
}

#[test]
fn every_key_of_the_table_can_be_read() {
    for row in TABLE {
        for keys in row.keys {
            assert!(Sequence::parse(keys).is_ok(), "{keys}");
        }
    }
}
