//! Whatever is pressed, typed, pasted, clicked and resized, in any order, on data of several kinds: the driver checks
//! each frame.

use std::sync::Arc;

use chrono::TimeDelta;
use fiveply::i18n::Language;
use fiveply::ui::keymap::TABLE;
use fiveply::ui::{Answers, Event, Key, Look, News, Pointer, PointerKind, Route};
use proptest::prelude::*;

use crate::support::cases::cases;
use crate::support::driver::{Desk, Driver, Setup, now, spoken};
use crate::support::memory::MemoryStore;
use crate::support::office::{CHINESE, Office};
use crate::support::{company, fixtures};

/// What lies behind the screens.
#[derive(Debug, Clone, Copy)]
enum Data {
    /// Answers with everything in them; nothing can be done to it.
    MadeUp,
    /// A workspace in which nothing is yet.
    Empty,
    /// Few leads, with Chinese names.
    Chinese,
    /// A company with two years of history.
    Company,
}

impl Data {
    fn desk(self, language: Language) -> Desk {
        let office = match self {
            Self::MadeUp => return fixtures::desk(300),
            Self::Empty => Arc::new(Office::on(MemoryStore::default())),
            Self::Chinese => Office::new(CHINESE),
            Self::Company => Arc::new(Office::on(company::store(60, 90))),
        };
        let mut answers = Answers::new(spoken(language));
        Box::new(move |effect| office.perform(&mut answers, language, effect))
    }
}

/// What can happen to a screen.
#[derive(Debug, Clone)]
enum Happens {
    /// A key that means something there.
    Apt(prop::sample::Index),
    /// A key that means something somewhere.
    Key(&'static str),
    Typed(char),
    Filter(&'static str),
    Pasted(&'static str),
    Size(u16, u16),
    Mouse(PointerKind, u16, u16),
    Passed(i64),
    Changed,
}

/// What people type and paste, and what nobody would.
const TEXTS: [&str; 24] = [
    "source:fair",
    "layer:>=intent -status:parked",
    "asof:2026-06-01",
    "asof:2026-11-20 owner:none",
    "(country:Poland OR emp:50..249)",
    "reached:intent during:2026-Q2 sort:-value",
    "idle:>14d fb:any",
    "id:1",
    "nosuch:field !",
    "\"open quote",
    "((((",
    "name:/[/",
    "上海东方贸易有限公司",
    "owner:王小明 层级:3",
    "e\u{301}\u{301}\u{301} 👩‍👩‍👧‍👦 ｆｕｌｌ",
    "\u{202e}turned\u{200b}",
    "two\nlines\tand a tab\r\n",
    "1.12.",
    "12月1日",
    "-99999999999999999999",
    "31.02.2026",
    "9.000,50 €",
    " ",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore",
];

/// Windows smaller than anything, at the edges of layouts, and of all sizes between.
fn sizes() -> impl Strategy<Value = (u16, u16)> {
    let edges =
        |at: &'static [u16]| (prop::sample::select(at), 0..4_u16).prop_map(|(at, on)| at - 2 + on);
    let width = prop_oneof![
        3 => 1..9_u16,
        3 => edges(&[21, 41, 50, 56, 81, 100, 121, 151, 167]),
        2 => 9..130_u16,
    ];
    let height = prop_oneof![
        3 => 1..9_u16,
        3 => edges(&[12, 14, 16, 18, 20, 24, 30, 36]),
        1 => 9..60_u16,
    ];
    (width, height)
}

fn happens() -> impl Strategy<Value = Happens> {
    let kind = prop::sample::select(
        &[
            PointerKind::Click,
            PointerKind::Click,
            PointerKind::Drag,
            PointerKind::Release,
            PointerKind::WheelUp,
            PointerKind::WheelDown,
        ][..],
    );
    let typed = prop_oneof![
        prop::char::range(' ', '~'),
        prop::sample::select(&['界', 'ł', '\u{301}'][..]),
    ];
    let keys: Vec<&str> = TABLE.iter().flat_map(|row| row.keys).copied().collect();
    let text = || prop::sample::select(&TEXTS[..]);
    prop_oneof![
        8 => any::<prop::sample::Index>().prop_map(Happens::Apt),
        3 => prop::sample::select(keys).prop_map(Happens::Key),
        1 => typed.prop_map(Happens::Typed),
        1 => text().prop_map(Happens::Filter),
        1 => text().prop_map(Happens::Pasted),
        4 => sizes().prop_map(|(width, height)| Happens::Size(width, height)),
        2 => (kind, 0_u16..130, 0_u16..40).prop_map(|(kind, x, y)| Happens::Mouse(kind, x, y)),
        1 => (1..100_000_i64).prop_map(Happens::Passed),
        1 => Just(Happens::Changed),
    ]
}

fn send(driver: &mut Driver, happens: &Happens) {
    match *happens {
        Happens::Apt(which) => {
            let here = driver.route().contexts();
            let apt = TABLE.iter().filter(|row| here.contains(&row.context));
            let keys: Vec<&str> = apt.flat_map(|row| row.keys).copied().collect();
            driver.press(&[keys[which.index(keys.len())]]);
        }
        Happens::Key(key) => {
            driver.press(&[key]);
        }
        Happens::Typed(character) => {
            driver.send(Event::Key(Key::char(character)));
        }
        Happens::Filter(text) => {
            driver.press(&["/"]);
            driver.send(Event::Paste(text.to_owned())).press(&["Enter"]);
        }
        Happens::Pasted(text) => {
            driver.send(Event::Paste(text.to_owned()));
        }
        Happens::Size(width, height) => {
            driver.resize(width, height);
        }
        Happens::Mouse(kind, x, y) => {
            driver.send(Event::Mouse(Pointer { kind, x, y }));
        }
        Happens::Passed(milliseconds) => {
            driver.at(now() + TimeDelta::milliseconds(milliseconds));
            driver.send(Event::Tick);
        }
        Happens::Changed => {
            driver.news(News::Changed);
        }
    }
}

proptest! {
    #![proptest_config(cases(96))]
    #[test]
    fn whatever_is_pressed_typed_dragged_and_resized_the_screen_stays_whole(
        data in prop::sample::select(&[Data::MadeUp, Data::Empty, Data::Chinese, Data::Company][..]),
        route in prop::sample::select(&Route::ALL[..]),
        look in prop::sample::select(&Look::ALL[..]),
        ascii in any::<bool>(),
        chinese in any::<bool>(),
        size in sizes(),
        storm in prop::collection::vec(happens(), 1..60),
    ) {
        let language = if chinese { Language::Chinese } else { Language::English };
        let setup = Setup {
            route,
            size,
            language,
            look,
            ascii: ascii && !chinese,
            ..Setup::default()
        };
        let mut driver = Driver::new(setup, data.desk(language));
        for happens in &storm {
            send(&mut driver, happens);
        }
    }
}
