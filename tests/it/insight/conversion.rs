//! Conversions in every definition, on leads that are few enough to be counted on paper.

use fiveply::book::facets::Share;
use fiveply::insight::conversion::{Cohort, conversions, conversions_by};
use fiveply::insight::funnel::{Window, funnel, minute};
use fiveply::insight::stats::Cause;
use fiveply::query::Field;

use super::lives::{all, book, company, days, start};

/// One straight through, one that skips, one that goes back, one lost, one open, one found in the stock.
const LIVES: [&str; 6] = [
    "A source=fair: 0 potential, 10 interested, 20 intent, 30 high-intent, 40 near-customer, 50 won",
    "B source=fair: 0 potential, 10 intent, 20 won",
    "C source=web: 0 potential, 10 interested, 20 potential, 30 interested",
    "D source=web: 0 potential, 40 lost price",
    "E source=web: 0 potential",
    "F: 5 found potential, 15 interested",
];

fn cohort(entered: u64, advanced: u64, lost: u64) -> Cohort {
    Cohort {
        entered,
        advanced,
        lost,
    }
}

#[test]
fn each_definition_counts_what_it_says() {
    let book = book(&LIVES);
    let got = conversions(&book, &all(&book), Window::default(), start(60));
    // Five entered the top layer; A, B and C got further, D is lost, E may yet.
    assert_eq!(got[0].reached, cohort(5, 3, 1));
    assert_eq!(got[0].reached.still_open(), 1);
    // All five were in it, and only A and C were moved straight into the second.
    assert_eq!((got[0].were_in, got[0].direct), (5, 2));
    // A, B (passing), C and F came to the second layer.
    assert_eq!((got[0].came_next, got[0].flow()), (4, Some(0.8)));
    assert_eq!(
        (got[0].left_out, got[0].left_out_share()),
        (1, Some(1.0 / 6.0))
    );
    // The second layer: A and B went on; B was never in it; C and F are still there.
    assert_eq!(got[1].reached, cohort(4, 2, 0));
    assert_eq!((got[1].were_in, got[1].direct), (3, 1));
    // The third: A and B reached it and both passed on; B won from it, which is no direct move.
    assert_eq!(got[2].reached, cohort(2, 2, 0));
    assert_eq!((got[2].were_in, got[2].direct), (2, 1));
    assert_eq!(got[4].reached, cohort(2, 2, 0));
    assert_eq!((got[4].were_in, got[4].direct, got[4].came_next), (1, 1, 2));
}

/// By hand: of five in the top layer, three leave forward on day 10 (2/5·… = 0.6) and one is lost on day 40 of two that
/// are left (0.4 · 1/2 = 0.2); one is open on day 59.
#[test]
fn incidence_lets_losing_compete_with_going_on() {
    let book = book(&LIVES);
    let got = conversions(&book, &all(&book), Window::default(), start(60));
    let top = &got[0].incidence;
    assert!((top.by(Cause::Advanced, 10).unwrap().share - 0.6).abs() < 1e-12);
    assert!((top.by(Cause::Lost, 40).unwrap().share - 0.2).abs() < 1e-12);
    assert!((got[0].in_the_end().unwrap().share - 0.6).abs() < 1e-12);
}

#[test]
fn a_window_holds_those_who_came_in_it_and_flow_may_pass_one() {
    let book = book(&LIVES);
    let got = conversions(&book, &all(&book), days(1, 16), start(60));
    // Nobody entered the top layer in it, but four came to the second.
    assert_eq!(
        (got[0].reached, got[0].came_next, got[0].flow()),
        (cohort(0, 0, 0), 4, None)
    );
    assert_eq!(got[0].left_out, 1);
    // B alone had reached the third by then: what it did later counts, for it entered in the window.
    assert_eq!(got[1].reached, cohort(4, 2, 0));
    assert_eq!((got[1].came_next, got[1].flow()), (1, Some(0.25)));
    assert_eq!(got[2].reached, cohort(1, 1, 0));
}

#[test]
fn the_places_of_a_split_add_up_to_the_whole() {
    let book = book(&LIVES);
    let rows = all(&book);
    let split = book.split(Field::Source, &rows, 1).unwrap();
    let (web, without) = (Share::Value("web".to_owned()), Share::Without);
    assert_eq!(split.shares(), [web, without, Share::Others(1)]);
    let parts = conversions_by(&book, &rows, Window::default(), start(60), &split);
    assert_eq!(parts[0][0].reached, cohort(3, 1, 1));
    assert_eq!(parts[1][0].reached, cohort(0, 0, 0));
    assert_eq!(parts[1][1].reached, cohort(1, 0, 0));
    assert_eq!(parts[2][0].reached, cohort(2, 2, 0));
}

#[test]
fn they_are_the_funnels_figures_and_agree_where_nobody_is_open() {
    let (book, now) = company();
    let rows = all(&book);
    let of_funnel = funnel(&book, &rows, Window::default(), minute(now));
    let got = conversions(&book, &rows, Window::default(), minute(now));
    for (mine, theirs) in got.iter().zip(&of_funnel.layers) {
        let counted = cohort(
            theirs.entered,
            theirs.advanced,
            theirs.entered - theirs.advanced - theirs.still_open,
        );
        assert_eq!(mine.reached, counted);
        assert!(mine.direct <= mine.were_in && mine.were_in <= mine.reached.entered);
        let end = mine.in_the_end().unwrap().share;
        let at_least = mine.reached.rate().rate.unwrap();
        assert!(end >= at_least - 1e-12, "{end} {at_least}");
    }
    for field in [
        Field::Source,
        Field::Sector,
        Field::Owner,
        Field::Entered,
        Field::City,
    ] {
        let split = book.split(field, &rows, 5).unwrap();
        let parts = conversions_by(&book, &rows, Window::default(), minute(now), &split);
        for (layer, whole) in got.iter().enumerate() {
            let sum = |of: fn(&fiveply::insight::conversion::Conversion) -> u64| {
                parts.iter().map(|it| of(&it[layer])).sum::<u64>()
            };
            assert_eq!(
                sum(|it| it.reached.entered),
                whole.reached.entered,
                "{field:?}"
            );
            assert_eq!(sum(|it| it.direct), whole.direct);
            assert_eq!(sum(|it| it.came_next), whole.came_next);
        }
    }
}
