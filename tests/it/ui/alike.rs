//! The page of look-alikes: traits of those that were won, struck out and taken back, and the accounts that have them.

use fiveply::i18n::Language;
use fiveply::ui::{Deed, Effect, Route, Work};

use crate::support::company::{driver, workspace};
use crate::support::driver::{Driver, Setup};

fn on(setup: Setup) -> Driver {
    let mut driver = driver(workspace(600, 900), Route::Segments, setup);
    driver.press(&["A"]);
    assert_eq!(driver.route(), Route::Alike);
    driver
}

fn sized(width: u16, height: u16) -> Driver {
    on(Setup {
        size: (width, height),
        ..Setup::default()
    })
}

#[test]
fn traits_stand_beside_the_accounts_that_have_them() {
    insta::assert_snapshot!(sized(120, 36).text());
}

#[test]
fn a_usual_window_shows_traits_above_accounts() {
    insta::assert_snapshot!(sized(80, 24).text());
}

#[test]
fn a_small_window_shows_the_part_with_the_cursor() {
    let mut driver = sized(40, 12);
    let traits = driver.text();
    driver.press(&["Tab"]);
    insta::assert_snapshot!(format!("{traits}\n{}", driver.text()));
}

#[test]
fn in_chinese_traits_and_accounts_are_told_like_everything_else() {
    let setup = Setup {
        language: Language::Chinese,
        ..Setup::default()
    };
    insta::assert_snapshot!(on(setup).text());
}

#[test]
fn a_list_is_made_of_just_those_accounts() {
    let mut driver = sized(120, 36);
    driver.press(&["E", "Tab", "text:~/alike.csv", "Enter"]);
    let order = driver
        .taken()
        .into_iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::Work(Work::List(order)) => Some(*order),
            _ => None,
        });
    let order = order.unwrap();
    assert_eq!((order.of.at, order.write), (Route::Alike, false));
    assert_eq!(order.of.members.unwrap().count(), 115);
    assert_eq!(order.file.as_deref(), Some("~/alike.csv"));
}

#[test]
fn a_trait_is_struck_out_and_taken_back_where_it_stands() {
    let mut driver = sized(120, 36);
    let before = driver.text();
    driver.press(&["Space"]);
    let struck = driver.text();
    assert!(struck.contains(" × "), "{struck}");
    assert_ne!(struck, before);
    driver.press(&["Enter"]);
    assert_eq!(driver.text(), before);
    driver.press(&["Tab", "Space"]);
    assert!(
        driver.text().contains("only on a trait"),
        "{}",
        driver.text()
    );
}

#[test]
fn an_account_is_opened_and_one_comes_back_to_where_one_was() {
    let mut driver = sized(120, 36);
    driver.press(&["Space", "l", "j"]);
    let before = driver.text();
    driver.press(&["Enter"]);
    assert!(matches!(driver.route(), Route::Account(_)));
    driver.press(&["Esc"]);
    assert_eq!(driver.route(), Route::Alike);
    assert_eq!(driver.text(), before);
}

#[test]
fn the_accounts_are_kept_as_a_segment() {
    let mut driver = sized(120, 36);
    driver.press(&["w", "text:won-like", "Enter"]);
    let kept = driver.taken().into_iter().find_map(|effect| match effect {
        Effect::Exec(order) => match order.deed {
            Deed::SaveSegment(segment) => Some(segment),
            _ => None,
        },
        _ => None,
    });
    let kept = kept.unwrap();
    assert_eq!(kept.name, "won-like");
    let members = kept.members.unwrap();
    assert!(members.count() > 10, "{}", members.count());
}

#[test]
fn they_may_be_like_those_that_the_filter_selects_and_sought_elsewhere() {
    let mut driver = sized(120, 36);
    driver.press(&["b"]);
    assert!(
        driver.text().contains("type a filter with /"),
        "{}",
        driver.text()
    );
    driver.press(&["/", "text:city:Lyon", "Enter", "b"]);
    assert!(
        driver.text().contains("Accounts like city:Lyon"),
        "{}",
        driver.text()
    );
    let among = driver.text();
    driver.press(&["m"]);
    assert!(
        driver.text().contains("without an open lead"),
        "{}",
        driver.text()
    );
    assert_ne!(driver.text(), among);
    driver.press(&["m"]);
    assert!(
        driver.text().contains("among all others"),
        "{}",
        driver.text()
    );
    driver.press(&["m"]);
    assert_eq!(driver.text(), among);
    driver.press(&["/", "text: nosuch:1"]);
    assert!(
        driver.text().contains("Accounts like city:Lyon"),
        "{}",
        driver.text()
    );
}

#[test]
fn where_everybody_is_like_that_it_says_what_helps() {
    let mut driver = sized(120, 36);
    driver.press(&["/", "text:-city:Nowhere", "Enter", "b"]);
    let text = driver.text();
    assert!(
        text.contains("nobody is left to tell them from") && !text.contains("Separates"),
        "{text}"
    );
}

#[test]
fn accounts_of_marked_leads_are_what_others_should_be_like() {
    let mut driver = driver(workspace(600, 900), Route::Pipeline, Setup::default());
    driver.press(&["v", "Space", "Space", "~"]);
    assert_eq!(driver.route(), Route::Alike);
    assert!(
        driver.text().contains("Accounts like id:"),
        "{}",
        driver.text()
    );
}
