//! How things were left is how they are found again.

use fiveply::ui::{Effect, Kept, Memory, Route};

use crate::support::driver::{Driver, Setup};
use crate::support::fixtures::desk;

fn on(route: Route, kept: Kept) -> Driver {
    let setup = Setup {
        route,
        kept,
        ..Setup::default()
    };
    Driver::new(setup, desk(300))
}

fn remembered(driver: &mut Driver) -> Vec<(Memory, String)> {
    let taken = driver.taken().into_iter();
    taken
        .filter_map(|effect| match effect {
            Effect::Remember(memory, text) => Some((memory, text)),
            _ => None,
        })
        .collect()
}

#[test]
fn the_pipeline_is_a_list_or_a_board_as_it_was_left() {
    let mut first = on(Route::Pipeline, Kept::default());
    assert!(!first.line(5).contains("account"), "{}", first.text());
    first.press(&["v"]);
    let kept = first.kept();
    assert_eq!(remembered(&mut first), [(Memory::Shape, "list".to_owned())]);
    let again = on(Route::Pipeline, kept);
    assert!(again.line(5).contains("account"), "{}", again.text());
}

#[test]
fn columns_and_order_of_the_list_come_back_and_what_is_unknown_does_not() {
    let mut kept = Kept::default();
    kept.put(Memory::Shape, "list");
    kept.put(Memory::Columns, "value moon account value");
    kept.put(Memory::Order, "sort:-value");
    let driver = on(Route::Pipeline, kept);
    assert!(
        driver.line(2).starts_with(" / sort:-value"),
        "{}",
        driver.line(2)
    );
    let heads = driver.line(5);
    let heads: Vec<&str> = heads.split_whitespace().collect();
    assert_eq!(heads, ["value", "▼", "account"]);
}

#[test]
fn a_choice_of_columns_is_kept_by_their_names() {
    let mut kept = Kept::default();
    kept.put(Memory::Shape, "list");
    let mut driver = on(Route::Pipeline, kept);
    driver.press(&["c", "Space", "Enter"]);
    let left = remembered(&mut driver);
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].0, Memory::Columns);
    let again = on(Route::Pipeline, driver.kept());
    assert_eq!(again.line(5), driver.line(5));
}

#[test]
fn what_cannot_be_read_is_as_if_it_had_never_been_kept() {
    let mut kept = Kept::default();
    for memory in Memory::ALL {
        kept.put(memory, "(((");
    }
    for route in [Route::Pipeline, Route::Funnel, Route::Insights] {
        assert_eq!(
            on(route, kept.clone()).text(),
            on(route, Kept::default()).text()
        );
    }
}

#[test]
fn the_funnel_is_grouped_as_it_was_left() {
    let mut first = on(Route::Funnel, Kept::default());
    first.press(&["b", "Enter"]);
    assert_eq!(
        remembered(&mut first),
        [(Memory::Group, "source".to_owned())]
    );
    assert_eq!(on(Route::Funnel, first.kept()).text(), first.text());
}
