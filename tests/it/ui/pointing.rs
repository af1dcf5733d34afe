//! Clicks at what lies over a screen, into what is typed, and at the words for keys.

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

#[test]
fn a_click_into_what_is_typed_puts_the_caret_there() {
    let mut driver = pipeline((120, 36));
    // A line that is asked for; a wide sign takes two cells, and is gone to from both.
    driver.press(&["n", "text:联系 call"]);
    let (x, y) = place(&driver, "联系", 0);
    driver.click(x + 3, y).press(&["text:再"]);
    assert!(
        driver.line(y.into()).contains("联再系 call"),
        "{}",
        driver.text()
    );
    driver.click(x + 40, y).press(&["text:!"]);
    assert!(
        driver.line(y.into()).contains("联再系 call!"),
        "{}",
        driver.text()
    );
    driver.press(&["Esc"]);

    // What a list is narrowed down with.
    driver.press(&[":", "text:settngs"]);
    let (x, y) = place(&driver, "settngs", 0);
    driver.click(x + 4, y).press(&["text:i"]);
    assert!(
        driver.text().contains("to the settings"),
        "{}",
        driver.text()
    );
    driver.press(&["Esc"]);

    // A field of a form, also one that is only gone to with the click.
    driver.press(&["N", "Tab", "text:pmps", "Tab"]);
    let (x, y) = place(&driver, "pmps", 0);
    driver.click(x + 1, y).press(&["text:u"]);
    assert!(driver.line(y.into()).contains("pumps"), "{}", driver.text());
}

#[test]
fn a_click_into_the_filter_types_on_there_and_the_way_back_is_kept() {
    let mut driver = pipeline((120, 36));
    driver.press(&["/", "text:temp:wrm idle:>3d", "Enter"]);
    let line = |driver: &Driver| driver.line(2).trim_end().to_owned();
    let (x, y) = place(&driver, "temp:wrm", 2);
    driver.click(x + 6, y).press(&["text:a"]);
    assert!(
        line(&driver).contains("temp:warm idle:>3d"),
        "{}",
        line(&driver)
    );
    // While it is typed into, too; and what it was is what one goes back to.
    driver.click(x + 40, y).press(&["text:city:Lyon"]);
    let typed = line(&driver);
    assert!(typed.contains("temp:warm idle:>3d city:Lyon"), "{typed}");
    driver.press(&["Esc"]);
    assert!(
        line(&driver).contains("temp:wrm idle:>3d"),
        "{}",
        line(&driver)
    );
    assert!(!line(&driver).contains("Lyon"), "{}", line(&driver));
}

#[test]
fn a_click_where_a_screen_has_no_filter_says_so_and_keys_stay_keys() {
    let setup = Setup {
        route: Route::Settings,
        ..Setup::default()
    };
    let mut driver = Driver::new(setup, desk(300));
    driver.click(20, 2);
    let text = driver.text();
    driver.press(&["/"]);
    assert_eq!(driver.text(), text);
    driver.press(&["2"]);
    assert_eq!(driver.route(), Route::Funnel);
}

#[test]
fn a_click_takes_one_of_a_choice_that_stands_in_a_line() {
    let mut driver = pipeline((120, 36));
    driver.press(&["N"]);
    let (x, y) = place(&driver, "1 cold", 0);
    assert!(
        !driver.line(y.into()).contains("● cold"),
        "{}",
        driver.text()
    );
    driver.click(x + 1, y);
    assert!(
        driver.line(y.into()).contains("● cold"),
        "{}",
        driver.text()
    );
}
