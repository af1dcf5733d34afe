//! The guided first minute: its steps wait for their keys, it stands in nobody's way, and it is over once.

use fiveply::i18n::Language;
use fiveply::model::{
    Account, AccountId, Event, Layer, Lead, Moment, Record, Temperature, Track, UserId,
};
use fiveply::ui::keymap::{Keymap, Override};
use fiveply::ui::{Effect, Memory, Plan, Route};

use crate::support::driver::{Driver, Setup, now};
use crate::support::real::Real;

/// The keys that do each step of the full tour, begun on Today.
const FULL: [&[&str]; 7] = [
    &["2"],
    &["Enter"],
    &["L"],
    &["u"],
    &["/", "text:temp:warm", "Enter"],
    &["f", "1", "Enter"],
    &["?"],
];
/// And those of an empty workspace's, begun on the funnel.
const EMPTY: [&[&str]; 7] = [
    &["N", "text:Lyon Robotique", "Enter"],
    &["3"],
    &["L"],
    &["u"],
    &["0"],
    &["I"],
    &["?"],
];

fn leads() -> Real {
    let company = |name: &str| {
        Record::from(Account {
            name: name.to_owned(),
            ..Account::default()
        })
    };
    let lead = |account: u64| {
        let mut track = Track::default();
        let at = Moment(now().and_utc().timestamp_millis() - 20 * 86_400_000);
        let layer = Layer::Potential;
        track.push(at, Event::Enter { layer, unmet: 0 });
        Record::from(Lead {
            account: Some(AccountId(account)),
            owner: Some(UserId(1)),
            temperature: Some(Temperature::Warm),
            track,
            ..Lead::default()
        })
    };
    Real::with(vec![
        company("Lyon Robotique"),
        company("Helvetia Pumps"),
        lead(1),
        lead(2),
    ])
}

fn guided(real: &Real, plan: Plan, route: Route, size: (u16, u16), language: Language) -> Driver {
    let setup = Setup {
        route,
        size,
        language,
        tour: Some(plan),
        ..Setup::default()
    };
    Driver::new(setup, real.desk(language))
}

fn full() -> Driver {
    guided(
        &leads(),
        Plan::Full,
        Route::Today,
        (120, 36),
        Language::English,
    )
}

/// The tour's line.
fn said(driver: &Driver) -> String {
    let text = driver.text();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len() - 2].trim().to_owned()
}

fn remembered(driver: &mut Driver) -> usize {
    let over = Effect::Remember(Memory::Tour, "over".to_owned());
    driver.taken().iter().filter(|it| **it == over).count()
}

/// Goes through all steps; the number before each says how many are done.
#[track_caller]
fn walk(driver: &mut Driver, keys: &[&[&str]; 7]) {
    for (done, keys) in keys.iter().enumerate() {
        let line = said(driver);
        let place = format!("{} of 7", done + 1);
        assert!(line.contains(&place), "{keys:?}: {line}");
        assert_eq!(line.matches('✓').count(), done, "{line}");
        driver.press(keys);
        // The tour hides where a file is chosen.
        for _ in 0..2 {
            if driver.route() == Route::Import {
                driver.press(&["Esc"]);
            }
        }
    }
}

#[test]
fn every_step_is_done_by_its_key_on_the_real_screen() {
    let mut driver = full();
    walk(&mut driver, &FULL);
    assert_eq!(remembered(&mut driver), 1);
    driver.press(&["Esc"]);
    assert!(
        driver.text().contains("That was the tour"),
        "{}",
        driver.text()
    );
    assert!(!driver.text().contains("of 7"));
}

#[test]
fn an_empty_workspace_is_filled_first() {
    let real = Real::with(Vec::new());
    let mut driver = guided(
        &real,
        Plan::Empty,
        Route::Funnel,
        (120, 36),
        Language::English,
    );
    walk(&mut driver, &EMPTY);
    assert_eq!(remembered(&mut driver), 1);
}

#[test]
fn whoever_begins_on_the_funnel_is_not_sent_there() {
    let mut driver = guided(
        &leads(),
        Plan::Full,
        Route::Funnel,
        (120, 36),
        Language::English,
    );
    let mut keys = FULL;
    keys.rotate_left(1);
    keys[5] = &["1"];
    keys[6] = &["?"];
    walk(&mut driver, &keys);
    assert_eq!(remembered(&mut driver), 1);
}

#[test]
fn it_can_be_left_at_each_step_and_does_not_come_back_by_itself() {
    for steps in 0..FULL.len() {
        for leave in ["Esc", "F2"] {
            let mut driver = full();
            for keys in &FULL[..steps] {
                driver.press(keys);
            }
            driver.taken();
            driver.press(&[leave]);
            assert!(
                !driver.text().contains("of 7"),
                "{steps} {leave}\n{}",
                driver.text()
            );
            assert_eq!(remembered(&mut driver), 1, "{steps} {leave}");
            for keys in &FULL {
                driver.press(keys);
            }
            assert_eq!(remembered(&mut driver), 0);
            driver.press(&["Esc", "F2"]);
            assert!(said(&driver).contains("1 of 7"), "{}", driver.text());
            // Nothing says of the one that was left that it is over.
            driver.press(&["F2", "F2"]);
            assert!(
                !driver.text().contains("begins it again"),
                "{}",
                driver.text()
            );
        }
    }
}

#[test]
fn keys_of_other_steps_do_what_they_do_and_tick_nothing() {
    let mut driver = full();
    driver.press(&["3"]).press(&["L"]);
    assert!(driver.text().contains("Interested"), "{}", driver.text());
    assert!(said(&driver).starts_with("1 of 7"), "{}", said(&driver));
    driver.press(&["2"]);
    assert!(said(&driver).starts_with("✓ 2 of 7"), "{}", said(&driver));
}

#[test]
fn an_own_key_stands_in_the_line_and_does_the_step() {
    let own = |action: &str, key: &str| Override {
        action: action.to_owned(),
        keys: vec![key.to_owned()],
        place: "config.toml:1".to_owned(),
    };
    let setup = Setup {
        route: Route::Funnel,
        tour: Some(Plan::Empty),
        keymap: Keymap::with(&[own("new-lead", "Ctrl-n")]).unwrap(),
        ..Setup::default()
    };
    let real = Real::with(Vec::new());
    let mut driver = Driver::new(setup, real.desk(Language::English));
    assert!(
        said(&driver).contains("Ctrl-n, a company"),
        "{}",
        said(&driver)
    );
    driver.press(&["Ctrl-n", "text:Lyon Robotique", "Enter"]);
    assert!(said(&driver).contains("2 of 7"), "{}", said(&driver));
}

#[test]
fn it_takes_one_line_of_every_window_and_gives_it_back() {
    for (name, size, language) in [
        ("tour_120", (120, 36), Language::English),
        ("tour_80", (80, 24), Language::English),
        ("tour_40", (40, 12), Language::English),
        ("tour_zh", (80, 24), Language::Chinese),
    ] {
        let mut driver = guided(&leads(), Plan::Full, Route::Today, size, language);
        driver.press(&["2"]).press(&["Enter"]);
        insta::assert_snapshot!(name, driver.text());
        driver.press(&["Esc"]);
        let without = Setup {
            route: Route::Today,
            size,
            language,
            ..Setup::default()
        };
        let mut plain = Driver::new(without, leads().desk(language));
        plain.press(&["2"]).press(&["Enter"]);
        let body = |driver: &Driver| {
            let text = driver.text();
            let status = if size.1 >= 30 { 3 } else { 2 };
            let rows: Vec<_> = text.lines().map(str::to_owned).collect();
            rows[..rows.len() - status].to_vec()
        };
        assert_eq!(body(&driver), body(&plain), "{name}");
    }
}

#[test]
fn no_window_is_too_small_to_go_on() {
    let mut driver = guided(
        &leads(),
        Plan::Full,
        Route::Today,
        (40, 7),
        Language::English,
    );
    assert!(!driver.text().contains("of 7"));
    driver.resize(1, 1).press(&["2"]).resize(40, 12);
    assert!(said(&driver).contains("2/7"), "{}", driver.text());
}

#[test]
fn every_step_fits_the_smallest_window() {
    for language in Language::ALL {
        for (plan, keys) in [(Plan::Full, FULL), (Plan::Empty, EMPTY)] {
            let real = match plan {
                Plan::Empty => Real::with(Vec::new()),
                _ => leads(),
            };
            let mut driver = guided(&real, plan, Route::Today, (40, 12), language);
            for keys in keys {
                let line = said(&driver);
                assert!(line.contains("/7 ") && !line.contains('…'), "{line}");
                driver.press(keys);
                for _ in 0..2 {
                    if driver.route() == Route::Import {
                        driver.press(&["Esc"]);
                    }
                }
            }
        }
    }
}
