//! Themes are tried on before they are taken, and kept; the mouse can be left to the terminal.

use fiveply::config::{Env, Settings};
use fiveply::host::reader;
use fiveply::i18n::Language;
use fiveply::model::UserRole;
use fiveply::ui::{Effect, Event, Look, Pointer, PointerKind, Preference, Role, Theme};

use crate::support::driver::{Driver, Setup};
use crate::support::fixtures::desk;

fn app(size: (u16, u16), language: Language) -> Driver {
    let setup = Setup {
        size,
        language,
        ..Setup::default()
    };
    Driver::new(setup, desk(300))
}

fn usual() -> Driver {
    app((80, 24), Language::English)
}

fn tried(driver: &mut Driver) -> Vec<String> {
    let names = driver
        .taken()
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::TryOn(name) => Some(name),
            _ => None,
        });
    names.collect()
}

#[test]
fn themes_are_listed_with_what_they_are_for() {
    let mut driver = usual();
    driver.press(&["T"]);
    insta::assert_snapshot!("themes", driver.text());
    let mut driver = app((40, 12), Language::Chinese);
    driver.press(&["T"]);
    insta::assert_snapshot!("themes_small_chinese", driver.text());
}

#[test]
fn a_theme_is_seen_before_it_is_taken_and_gone_when_it_is_not() {
    let mut driver = usual();
    driver.press(&["T"]).taken();
    driver.press(&["Down", "Down", "Down"]);
    assert_eq!(tried(&mut driver), ["dark", "light", "contrast"]);
    driver.press(&["Esc"]);
    assert_eq!(tried(&mut driver), ["auto"]);
    driver.press(&["T", "text:clear"]);
    assert_eq!(tried(&mut driver).last().unwrap(), "clear");
    driver.press(&["Enter"]);
    let kept = Effect::Prefer(Preference::Theme("clear".to_owned()));
    assert!(driver.taken().contains(&kept));
}

#[test]
fn the_mouse_is_left_to_the_terminal_and_that_is_said() {
    let mut driver = usual();
    driver.taken();
    driver.press(&["M"]);
    assert!(driver.taken().contains(&Effect::Mouse(false)));
    assert!(
        driver
            .text()
            .contains("mouse off: mark text with your terminal"),
        "{}",
        driver.text()
    );
}

#[test]
fn what_is_not_held_is_not_dragged() {
    let mut driver = usual();
    driver.taken();
    for kind in [PointerKind::Drag, PointerKind::Release] {
        driver.send(Event::Mouse(Pointer { kind, x: 9, y: 9 }));
        assert_eq!(driver.taken(), []);
    }
    // Let go where it was taken, it was a click and no more.
    driver.click(9, 9).taken();
    let kind = PointerKind::Release;
    driver.send(Event::Mouse(Pointer { kind, x: 9, y: 9 }));
    assert_eq!(driver.taken(), []);
}

#[test]
fn a_terminal_without_colours_has_none_whatever_was_chosen() {
    let home = tempfile::tempdir().unwrap();
    for (name, value, look) in [
        ("NO_COLOR", "1", Look::Plain),
        ("TERM", "dumb", Look::Plain),
        ("TERM", "linux", Look::Ansi),
        ("COLORTERM", "truecolor", Look::Contrast),
    ] {
        let variables = [
            ("TERM", "xterm-256color"),
            ("FIVEPLY_THEME", "contrast"),
            (name, value),
        ];
        let settings = Settings::load(&Env::of(&variables, home.path())).unwrap();
        let reader = reader(&settings, "anna", UserRole::Rep).unwrap();
        let usual = |look| Role::ALL.map(|role| Theme::style(look, role));
        assert_eq!(
            usual(&reader.theme),
            usual(&Theme::new(look)),
            "{name}={value}"
        );
    }
}
