//! The key table as the README shows it, and keys of one's own.

use fiveply::i18n::{Language, Locale};
use fiveply::ui::keymap::{Keymap, Override, markdown};
use fiveply::ui::{Effect, Route};

use crate::support::driver::{Driver, Setup};
use crate::support::fixtures::desk;

#[test]
fn the_key_table_is_generated() {
    insta::assert_snapshot!(markdown(
        &Keymap::default(),
        &Locale::new(Language::English)
    ));
}

#[test]
fn keys_of_ones_own_work_and_are_shown() {
    let keymap = Keymap::with(&[Override {
        action: "quit".to_owned(),
        keys: vec!["Q Q".to_owned()],
        place: "config.toml:3".to_owned(),
    }]);
    let setup = Setup {
        keymap: keymap.unwrap(),
        route: Route::Funnel,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(10));
    assert!(
        driver.last_line().contains("QQ leave"),
        "{}",
        driver.last_line()
    );
    driver.press(&["q"]);
    assert!(!driver.effects.contains(&Effect::Quit));
    driver.press(&["QQ"]);
    assert!(driver.effects.contains(&Effect::Quit));
}
