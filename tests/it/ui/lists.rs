//! Lists of what the segments select: asked for in a form, counted before anything is written, told when it is.

use fiveply::model::Clean;
use fiveply::ui::{Effect, Event, ListOrder, ListSaid, News, Route, Work, Worked};
use fiveply::workspace::Unit;

use crate::support::company::{driver, workspace};
use crate::support::driver::{Driver, Setup};

fn on(size: (u16, u16)) -> Driver {
    let setup = Setup {
        size,
        ..Setup::default()
    };
    let mut driver = driver(workspace(600, 900), Route::Segments, setup);
    driver.press(&["/", "text:temp:warm", "Enter", "E"]);
    driver
}

/// The list that was asked for last.
fn asked(driver: &mut Driver) -> Option<ListOrder> {
    let effects = driver.taken().into_iter().rev();
    let mut orders = effects.filter_map(|effect| match effect {
        Effect::Work(Work::List(order)) => Some(*order),
        _ => None,
    });
    orders.next()
}

fn say(driver: &mut Driver, said: ListSaid) {
    driver.send(Event::Workspace(News::Work(Worked::List(
        Route::Segments,
        said,
    ))));
}

#[test]
fn a_list_is_asked_for_in_a_form() {
    insta::assert_snapshot!(on((80, 24)).text());
}

#[test]
fn a_list_is_counted_then_asked_about_then_made() {
    let mut driver = on((120, 36));
    driver.press(&[
        "Tab",
        "text:~/warm.csv",
        "Tab",
        "text:50",
        "Tab",
        "text:10",
        "Tab",
        "text:30d",
        "Enter",
    ]);
    let order = asked(&mut driver).unwrap();
    assert_eq!(
        (
            order.of.filter.as_str(),
            order.of.unit,
            order.file.as_deref()
        ),
        ("temp:warm", Unit::Accounts, Some("~/warm.csv"))
    );
    assert_eq!(
        (order.split, order.hold_out, order.write),
        (Some(50), 10, false)
    );
    assert_eq!(order.since.unwrap().to_string(), "2026-10-22");
    let counts = [101, 103, 23, 7];
    say(
        &mut driver,
        ListSaid::Counted {
            order: Box::new(order),
            counts,
        },
    );
    let text = driver.text();
    assert!(text.contains("204 rows to ~/warm.csv"), "{text}");
    assert!(
        text.contains("101 in A") && text.contains("23 held out"),
        "{text}"
    );
    driver.press(&["y"]);
    assert!(asked(&mut driver).unwrap().write);
    let file = Clean::new("/home/anna/warm.csv");
    say(&mut driver, ListSaid::Written { file, rows: 204 });
    assert!(
        driver
            .text()
            .contains("204 rows are in /home/anna/warm.csv"),
        "{}",
        driver.text()
    );
}

#[test]
fn what_cannot_be_read_brings_the_form_back_as_it_was_filled_in() {
    let mut driver = on((120, 36));
    driver.press(&["Tab", "text:~/warm.csv", "Tab", "text:half", "Enter"]);
    assert_eq!(asked(&mut driver), None);
    let text = driver.text();
    assert!(text.contains("“half” is no share"), "{text}");
    assert!(text.contains("~/warm.csv"), "{text}");
}

#[test]
fn a_list_without_a_file_goes_to_the_clipboard_and_a_failure_says_what_to_do() {
    let mut driver = on((120, 36));
    driver.press(&["Enter"]);
    assert_eq!(asked(&mut driver).unwrap().file, None);
    let table = vec![vec![Clean::new("id")], vec![Clean::new("7")]];
    say(
        &mut driver,
        ListSaid::Copied {
            table: table.clone(),
            rows: 1,
        },
    );
    assert!(driver.taken().contains(&Effect::CopyTable(table)));
    assert!(
        driver.text().contains("1 row is in the clipboard"),
        "{}",
        driver.text()
    );
    let why = Clean::new("~/warm.csv is there already");
    say(&mut driver, ListSaid::Failed(why));
    assert!(
        driver.text().contains("is there already"),
        "{}",
        driver.text()
    );
}
