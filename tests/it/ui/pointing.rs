//! Clicks at what lies over a screen, and at the words for keys.

use fiveply::ui::{Deed, Effect, Route};
use unicode_width::UnicodeWidthStr;

use crate::support::driver::{Driver, Setup};
use crate::support::fixtures::desk;

fn pipeline(size: (u16, u16)) -> Driver {
    let setup = Setup {
        route: Route::Pipeline,
        size,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    driver.taken();
    driver
}

/// Where a text stands first, from a line on.
fn place(driver: &Driver, text: &str, from: usize) -> (u16, u16) {
    let seen = driver.text();
    let lines = seen.lines().enumerate().skip(from);
    let mut found = lines.filter_map(|(y, line)| Some((line[..line.find(text)?].width(), y)));
    let (x, y) = found.next().unwrap_or_else(|| panic!("{text}:\n{seen}"));
    (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
}

fn click(driver: &mut Driver, text: &str, from: usize) {
    let (x, y) = place(driver, text, from);
    driver.click(x, y);
}

fn hints(driver: &Driver) -> usize {
    usize::from(driver.buffer().area.height) - 1
}

#[test]
fn a_word_for_a_key_is_as_good_as_the_key() {
    let mut driver = pipeline((120, 36));
    let last = hints(&driver);
    click(&mut driver, "? all keys", last);
    assert!(
        driver.text().contains("type to narrow down"),
        "{}",
        driver.text()
    );
    // What lies over the screen has its own.
    click(&mut driver, "Esc", last);
    assert!(
        !driver.text().contains("type to narrow down"),
        "{}",
        driver.text()
    );
    assert_eq!(driver.deeds(), []);
}

#[test]
fn of_a_word_with_several_keys_each_is_its_own_and_the_word_is_none() {
    let mut driver = pipeline((120, 36));
    driver.press(&["l"]);
    driver.taken();
    let last = hints(&driver);
    let (x, y) = place(&driver, "H L", last);
    driver.click(x + 4, y);
    assert_eq!(driver.deeds(), []);
    driver.click(x + 2, y);
    assert!(
        matches!(driver.deeds()[..], [Deed::Step { .. }]),
        "{}",
        driver.text()
    );
}

#[test]
fn what_lies_over_the_last_lines_of_a_low_window_is_clicked_at_and_not_what_is_under_it() {
    let mut driver = pipeline((60, 7));
    let last = hints(&driver);
    let (x, y) = place(&driver, "? all keys", last);
    // A key that means nothing: that is said where the hints were.
    driver.press(&["%"]);
    let told = driver.text();
    assert!(driver.line(last).starts_with('!'), "{told}");
    driver.click(x, y);
    assert_eq!(driver.text(), told);
    // The next key has read it, and the hints are there again.
    driver.press(&["j"]);
    driver.click(x, y);
    let text = driver.text();
    assert!(text.contains("type to narrow down"), "{text}");
    // The help lies over them now, with its last line, where there is nothing.
    for x in 0..60 {
        driver.click(x, y);
        assert_eq!(driver.text(), text, "{x}");
    }
}

#[test]
fn a_line_of_a_list_is_taken_by_a_click_and_nothing_beside_it() {
    let mut driver = pipeline((120, 36));
    driver.press(&[":", "text:settings"]);
    driver.click(0, 20);
    assert!(
        driver.text().contains("to the settings"),
        "{}",
        driver.text()
    );
    click(&mut driver, "to the settings", 1);
    assert_eq!(driver.route(), Route::Settings, "{}", driver.text());
}

#[test]
fn a_click_goes_to_a_field_and_chooses_one_of_a_choice() {
    let mut driver = pipeline((120, 36));
    driver.press(&["x"]);
    let before = driver.text();
    click(&mut driver, "price", 4);
    assert_ne!(before, driver.text());
    driver.taken();
    driver.press(&["Enter"]);
    let deeds = driver.deeds();
    assert!(
        matches!(&deeds[..], [Deed::Lose { reason, .. }] if reason == "price"),
        "{deeds:?}\n{}",
        driver.text()
    );
}

#[test]
fn a_click_shows_a_column_or_hides_it() {
    let mut driver = pipeline((120, 36));
    driver.press(&["v", "c"]);
    let (x, y) = place(&driver, "✓", 3);
    driver.click(x + 2, y);
    let line = driver.line(usize::from(y));
    assert!(!line.contains('✓'), "{line}");
    assert!(!driver.taken().contains(&Effect::Quit));
}
