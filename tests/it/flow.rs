//! What came and what went adds up to what is left, whatever happened and whenever one looks.

use fiveply::book::Book;
use fiveply::book::mask::Mask;
use fiveply::book::select::At;
use fiveply::insight::flow::{Flow, by_layer, by_steps, leaks, whole};
use fiveply::insight::funnel::{Window, funnel};
use fiveply::model::{Layer, Moment};
use fiveply::query::{Context, read};
use proptest::prelude::*;

use crate::book::{run, steps};
use crate::support::cases::cases;
use crate::workspace::Desk;

const NOW: Moment = Moment(1_800_000_000_000);

fn selected(book: &Book, filter: &str) -> Mask {
    let filter = read(filter, &Context::on(NOW.day(chrono_tz::UTC))).unwrap();
    book.select(&filter, At { now: NOW })
}

/// Every minute at which something happened, and one before and after all.
fn minutes(book: &Book) -> Vec<u32> {
    let c = &book.episodes.columns;
    let mut minutes = vec![0, u32::MAX];
    for row in 0..c.len() {
        minutes.extend(book.episodes.steps(row).iter().map(|step| step.at));
    }
    minutes.sort_unstable();
    minutes.dedup();
    minutes
}

fn sum(flows: &[Flow; 5], part: fn(&Flow) -> u64) -> u64 {
    flows.iter().map(part).sum()
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn every_window_of_every_history_adds_up(
        moves in proptest::collection::vec(steps(), 1..40),
        ends in (0..200_usize, 0..200_usize),
    ) {
        let desk = Desk::new(5);
        desk.workspace.load().unwrap();
        for step in &moves {
            run(&desk, desk.anna, step);
        }
        desk.workspace.sync().unwrap();
        let book = desk.workspace.book();
        let minutes = minutes(&book);
        let minute = |end: usize| minutes[end % minutes.len()];
        let window = Window {
            from: minute(ends.0).min(minute(ends.1)),
            to: minute(ends.0).max(minute(ends.1)),
        };
        let all = selected(&book, "");
        let (whole, layers) = (whole(&book, &all, window), by_layer(&book, &all, window));
        prop_assert_eq!(layers, by_steps(&book, &all, window));
        prop_assert_eq!(whole.residual(), 0, "{:?}", whole);
        for flow in &layers {
            prop_assert_eq!(flow.residual(), 0, "{:?}", layers);
        }
        // Moves from layer to layer cancel out; all else is the same from both.
        prop_assert_eq!(sum(&layers, |it| it.forward_in), sum(&layers, |it| it.forward_out));
        prop_assert_eq!(sum(&layers, |it| it.back_in), sum(&layers, |it| it.back_out));
        let parts: [fn(&Flow) -> u64; 7] = [
            |it| it.opening,
            |it| it.found,
            |it| it.entered,
            |it| it.reopened,
            |it| it.lost,
            |it| it.won,
            |it| it.closing,
        ];
        for part in parts {
            prop_assert_eq!(sum(&layers, part), part(&whole));
        }
    }

    #[test]
    fn what_closes_one_window_opens_the_next(moves in proptest::collection::vec(steps(), 1..30), cut in 0..200_usize) {
        let desk = Desk::new(5);
        desk.workspace.load().unwrap();
        for step in &moves {
            run(&desk, desk.anna, step);
        }
        desk.workspace.sync().unwrap();
        let book = desk.workspace.book();
        let minutes = minutes(&book);
        let cut = minutes[cut % minutes.len()];
        let all = selected(&book, "");
        let before = by_layer(&book, &all, Window { from: 0, to: cut });
        let after = by_layer(&book, &all, Window { from: cut, to: u32::MAX });
        for (before, after) in before.iter().zip(&after) {
            prop_assert_eq!(before.closing, after.opening);
        }
        let figures = funnel(&book, &all, Window::default(), u32::MAX - 1);
        for (layer, flow) in figures.layers.iter().zip(&after) {
            prop_assert_eq!(layer.open, flow.closing);
        }
    }
}

#[test]
fn a_layer_tells_where_its_leads_came_from_and_where_they_went() {
    use crate::workspace::to;
    use fiveply::model::{Act, Direction};
    let desk = Desk::new(4);
    desk.workspace.load().unwrap();
    let act = |leads: &[u64], act: Act| {
        desk.act(desk.anna, leads, act).unwrap();
    };
    act(&[1, 2, 3], to(Layer::Intent));
    let back = |layers| Act::Move {
        to: Direction::Back(layers),
        at: None,
    };
    act(&[1], back(1));
    act(
        &[2],
        Act::Win {
            value: None,
            at: None,
        },
    );
    act(&[2], Act::Reopen { to: None });
    act(&[4], Act::Park { until: None });
    desk.workspace.sync().unwrap();
    let book = desk.workspace.book();
    let [potential, interested, intent, ..] =
        by_layer(&book, &selected(&book, ""), Window::default());
    assert_eq!(
        (potential.entered, potential.forward_out, potential.closing),
        (4, 3, 1)
    );
    assert_eq!((interested.back_in, interested.closing), (1, 1));
    assert_eq!((intent.forward_in, intent.back_out, intent.won), (3, 1, 1));
    assert_eq!((intent.reopened, intent.closing), (1, 2));
}

#[test]
fn a_column_that_says_something_else_than_its_steps_is_a_leak() {
    let desk = Desk::new(3);
    desk.workspace.load().unwrap();
    let mut book = desk.workspace.book().clone();
    assert_eq!(leaks(&book, &[]), []);
    let row = book.episodes.rows.get(2).unwrap();
    book.episodes.columns.layer[row] = 3;
    let found = leaks(&book, &[]);
    let layers: Vec<_> = found
        .iter()
        .map(|it| (it.layer, it.flow.residual()))
        .collect();
    assert_eq!(
        layers,
        [(Some(Layer::Potential), 1), (Some(Layer::HighIntent), -1)]
    );
}
