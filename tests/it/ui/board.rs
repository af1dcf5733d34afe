//! The pipeline as a board.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use fiveply::i18n::Language;
use fiveply::model::{Account, Clean, Event as Happened, Layer, Lead, Minor};
use fiveply::ui::{
    Ask, Deed, Effect, Event, Look, News, Pointer, PointerKind, Question, Role, Route, Theme,
};
use fiveply::workspace::Workspace;

use crate::support::company;
use crate::support::driver::{Driver, Setup, now};
use crate::support::fixtures::desk;
use crate::support::memory::MemoryStore;
use crate::support::real::{Real, lived};

fn open(setup: Setup, leads: usize) -> Driver {
    let setup = Setup {
        route: Route::Pipeline,
        ..setup
    };
    Driver::new(setup, desk(leads))
}

fn board(width: u16, height: u16, leads: usize) -> Driver {
    let setup = Setup {
        size: (width, height),
        ..Setup::default()
    };
    let mut driver = open(setup, leads);
    if width < 100 {
        driver.press(&["v"]);
    }
    driver.taken();
    driver
}

/// The lead that a key is about.
fn current(driver: &mut Driver) -> u64 {
    driver.press(&["w"]);
    match driver.deeds().as_slice() {
        [Deed::Win { leads }] if leads.len() == 1 => leads[0],
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_wide_window_shows_a_column_for_each_layer() {
    insta::assert_snapshot!(board(120, 36, 300).text());
}

#[test]
fn a_large_window_says_whose_a_lead_is() {
    insta::assert_snapshot!(board(200, 60, 300).text());
}

#[test]
fn a_usual_window_shows_it_when_asked() {
    insta::assert_snapshot!(board(80, 24, 300).text());
}

#[test]
fn in_chinese_names_of_any_script_stay_in_their_cards() {
    let setup = Setup {
        language: Language::Chinese,
        ..Setup::default()
    };
    insta::assert_snapshot!(open(setup, 300).text());
}

#[test]
fn only_ascii_signs_are_drawn_where_that_is_asked_for() {
    let setup = Setup {
        ascii: true,
        size: (100, 20),
        ..Setup::default()
    };
    let mut driver = open(setup, 300);
    driver.press(&["Space", "l"]);
    insta::assert_snapshot!(driver.text());
}

#[test]
fn empty_columns_stay_and_say_so() {
    let mut driver = board(120, 36, 3);
    let text = driver.text();
    assert!(text.contains("5 Near-customer"), "{text}");
    assert_eq!(text.matches("nothing here").count(), 2, "{text}");
    // Nothing can be done with the lead of a column without any: the cursor does not go there.
    driver.press(&["l", "l", "l", "l"]);
    assert_eq!(current(&mut driver), 1_002);
}

#[test]
fn the_cursor_goes_between_columns_at_its_height_and_within_them() {
    let mut driver = board(120, 36, 300);
    assert_eq!(current(&mut driver), 1_000);
    driver.press(&["j", "l"]);
    assert_eq!(current(&mut driver), 1_006);
    driver.press(&["Right", "Right", "Right", "Right", "k"]);
    assert_eq!(current(&mut driver), 1_004);
    driver.press(&["h", "h", "h", "h", "G"]);
    let last = current(&mut driver);
    assert!(last > 1_250, "{last}");
    // Far down in its column, the next one is still at its first cards.
    driver.press(&["l"]);
    assert!(current(&mut driver) < 1_050);
}

#[test]
fn each_column_keeps_its_place() {
    let mut driver = board(120, 36, 300);
    driver.press(&["G", "l", "h"]);
    assert!(current(&mut driver) > 1_200);
    assert!(driver.line(7).contains('↑'), "{}", driver.line(7));
}

#[test]
fn only_cards_that_are_seen_are_asked_for() {
    let mut driver = board(120, 36, 3_000);
    driver.press(&["G"]);
    let mut asked = 0;
    for effect in driver.taken() {
        if let Effect::Ask(Ask {
            question: Question::Board { cards, .. },
            ..
        }) = effect
        {
            asked += 1;
            assert!(cards.iter().all(|it| it.len() <= 3 * 6), "{cards:?}");
        }
    }
    assert!(asked > 0);
    driver.press(&["k", "k"]);
    assert!(driver.taken().iter().all(|effect| *effect == Effect::Draw));
}

#[test]
fn the_same_lead_is_under_the_cursor_in_the_list() {
    let mut driver = board(120, 36, 300);
    driver.press(&["l", "j", "j"]);
    let lead = current(&mut driver);
    driver.press(&["v"]);
    assert!(driver.text().contains("next step"), "{}", driver.text());
    assert_eq!(current(&mut driver), lead);
    driver.press(&["v"]);
    assert!(!driver.text().contains("owner"), "{}", driver.text());
    assert_eq!(current(&mut driver), lead);
}

#[test]
fn a_narrow_window_shows_the_list_and_a_wide_one_the_board_again() {
    let mut driver = board(120, 36, 300);
    driver.resize(80, 24);
    assert!(driver.text().contains("next step"), "{}", driver.text());
    driver.resize(120, 36);
    assert!(!driver.text().contains("owner"), "{}", driver.text());
    driver.press(&["v"]).resize(200, 60);
    assert!(driver.text().contains("owner"), "{}", driver.text());
}

#[test]
fn a_window_without_room_says_so() {
    let setup = Setup {
        size: (40, 12),
        ..Setup::default()
    };
    let mut driver = open(setup, 300);
    driver.press(&["v"]);
    assert!(
        driver.text().contains("no room for the board"),
        "{}",
        driver.text()
    );
    driver.resize(80, 24);
    assert!(driver.text().contains("next step"), "{}", driver.text());
}

#[test]
fn parked_leads_come_last_and_can_be_hidden() {
    let mut driver = board(120, 36, 300);
    driver.press(&["G"]);
    assert!(driver.text().contains("parked"), "{}", driver.text());
    driver.press(&["P"]);
    let text = driver.text();
    assert!(text.contains("27 parked hidden"), "{text}");
    driver.press(&["G"]);
    let lead = current(&mut driver);
    assert_ne!((lead - 1_000) % 11, 7, "{lead} is parked");
    driver.press(&["v", "P"]);
    assert!(driver.text().contains("only the board"));
}

#[test]
fn marked_cards_are_meant_in_all_columns() {
    let mut driver = board(120, 36, 300);
    driver.press(&["Space", "l", "Space"]);
    assert!(driver.text().contains("2 marked"), "{}", driver.text());
    assert_eq!(driver.text().matches('✓').count(), 2);
    driver.press(&["m4", "y"]);
    let leads = vec![1_000, 1_006];
    assert_eq!(
        driver.deeds(),
        [Deed::MoveTo {
            leads,
            layer: Layer::HighIntent
        }]
    );
}

#[test]
fn a_click_chooses_a_card_and_the_wheel_scrolls_the_column_under_it() {
    let mut driver = board(120, 36, 300);
    driver.click(60, 15);
    assert_eq!(current(&mut driver), 1_012);
    for _ in 0..4 {
        driver.send(Event::Mouse(Pointer {
            kind: PointerKind::WheelDown,
            x: 100,
            y: 20,
        }));
    }
    assert_eq!(current(&mut driver), 1_012);
    let above = driver.line(7);
    assert!(above.trim_start().starts_with("€"), "{above}");
    assert!(above.contains("↑ 4"), "{above}");
}

#[test]
fn what_others_change_says_who_and_leaves_the_cursor_where_it_is() {
    let mut driver = board(120, 36, 300);
    driver.press(&["j"]);
    driver.news(News::Others {
        who: Clean::new("Bo"),
        leads: vec![1_001],
    });
    driver.news(News::Changed);
    let text = driver.text();
    assert!(text.contains("← Bo"), "{text}");
    let row = text.lines().position(|line| line.contains("← Bo")).unwrap();
    let ground = driver.buffer()[(30, u16::try_from(row).unwrap())].bg;
    let fresh = Theme::new(Look::Dark).style(Role::FreshStrong).bg;
    assert_eq!(Some(ground), fresh);
    assert_eq!(current(&mut driver), 1_005);
    driver
        .at(now() + TimeDelta::milliseconds(1_900))
        .send(Event::Tick);
    assert!(driver.text().contains("← Bo"));
    driver.at(now() + TimeDelta::seconds(2)).send(Event::Tick);
    assert!(!driver.text().contains("← Bo"), "{}", driver.text());
}

#[test]
fn a_card_is_dragged_to_another_column_and_dropped_outside_it_stays() {
    let mut driver = board(120, 36, 300);
    let pointer = |kind, x, y| Event::Mouse(Pointer { kind, x, y });
    // From the second column's first card, over the fourth.
    for (kind, x) in [
        (PointerKind::Click, 30),
        (PointerKind::Drag, 60),
        (PointerKind::Drag, 80),
    ] {
        driver.send(pointer(kind, x, 9));
    }
    let before = driver.taken();
    assert!(!before.iter().any(|it| matches!(it, Effect::Exec(_))));
    driver.send(pointer(PointerKind::Release, 80, 20));
    let moved = driver.deeds();
    assert!(
        matches!(&moved[..], [Deed::MoveTo { leads, layer: Layer::HighIntent }] if leads.len() == 1),
        "{moved:?}"
    );
    for (kind, x, y) in [
        (PointerKind::Click, 30, 9),
        (PointerKind::Drag, 80, 9),
        (PointerKind::Release, 80, 0),
    ] {
        driver.send(pointer(kind, x, y));
    }
    let dropped = driver.taken();
    assert!(!dropped.iter().any(|it| matches!(it, Effect::Exec(_))));
}

#[test]
fn a_board_of_leads_that_ended_says_where_they_are_seen() {
    let setup = Setup {
        size: (120, 36),
        ..Setup::default()
    };
    let mut driver = company::driver(company::workspace(60, 90), Route::Pipeline, setup);
    driver.press(&["/", "text:is:won", "Enter"]);
    let text = driver.text();
    assert!(
        text.contains("are won or lost; v shows them as a list"),
        "{text}"
    );
    assert!(!text.contains("nothing here"), "{text}");
    driver.press(&["v"]);
    assert!(!driver.text().contains("shows them as a list"));
}

#[test]
fn where_there_is_no_lead_yet_it_says_how_one_comes_to_be() {
    let workspace = Workspace::new(Box::new(MemoryStore::default()));
    workspace.load().unwrap();
    let mut driver = company::driver(Arc::new(workspace), Route::Pipeline, Setup::default());
    for key in ["v", "v"] {
        let text = driver.text();
        assert!(
            text.contains("There is no lead yet: N begins one, I brings a file in."),
            "{text}"
        );
        driver.press(&[key]);
    }
}

#[test]
fn a_card_says_whole_that_a_lead_waits_and_until_when() {
    let until = NaiveDate::from_ymd_opt(2027, 2, 5);
    let enter = Happened::Enter {
        layer: Layer::NearCustomer,
        unmet: 0,
    };
    let company = Account {
        name: "Mécanique Rochefort".to_owned(),
        ..Account::default()
    };
    let lead = Lead {
        value: Some(Minor(2_180_000)),
        ..lived(1, &[enter, Happened::Park(until)])
    };
    let real = Real::with(vec![company.into(), lead.into()]);
    let setup = Setup {
        route: Route::Pipeline,
        size: (80, 24),
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, real.desk(Language::English));
    driver.press(&["v"]);
    let text = driver.text();
    for part in ["parked", "5 Feb 2027", "21.8 k"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}
