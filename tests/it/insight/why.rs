//! Changes taken apart: parts that add up, and the case that the whole thing is for.

use fiveply::insight::funnel::Window;
use fiveply::insight::why::{Basis, Cell, Measure, Parts, Span, TwoWays, WIN, cells, of_two, why};
use fiveply::query::Field;
use proptest::prelude::*;

use super::lives::{all, book, days, start};

fn cell(n: [u64; 2], won: [u64; 2]) -> Cell {
    Cell {
        n,
        won,
        value: [0; 2],
    }
}

fn parts(volume: i128, mix: i128, rate: i128, size: i128) -> Parts {
    Parts {
        volume,
        mix,
        rate,
        size,
    }
}

/// June: 100 leads, 21 sales. July: 150 leads and only 17 sales, for most of them were class C. By hand: 50 more leads at
/// 21 % are 10.5 sales more; with July's classes at June's rates 150 leads make 17 sales where June's classes would have
/// made 31.5; and no class was won less often than before.
#[test]
fn more_leads_and_fewer_sales_because_they_were_class_c() {
    let (a, b, c) = (
        cell([40, 20], [12, 6]),
        cell([40, 30], [8, 6]),
        cell([20, 100], [1, 5]),
    );
    let got = why(&[a, b, c], Measure::Wins);
    assert_eq!((got.before(), got.after()), (21 * WIN, 17 * WIN));
    assert_eq!(got.parts, parts(1050, -1450, 0, 0));
    // Class C alone: 70 leads more than its share of the growth, at 16 points less than the whole.
    assert_eq!(got.groups[2].1.mix, -1120);
    // A field that has nothing to do with it sees the same change as a worse rate.
    let blind = why(&[cell([100, 150], [21, 17])], Measure::Wins);
    assert_eq!(blind.parts, parts(1050, 0, -1450, 0));
}

/// Both hospitals of Simpson's paradox: each kind of case got better, the whole worse. C. R. Charig and others, British
/// Medical Journal 292 (1986) 879–882: small stones 81/87 and 234/270, large ones 192/263 and 55/80; put here as the
/// period before (few large ones) and after.
#[test]
fn rates_that_all_rise_may_give_a_whole_that_falls() {
    let got = why(
        &[cell([270, 87], [234, 81]), cell([80, 263], [55, 192])],
        Measure::Wins,
    );
    assert_eq!(got.before() - got.after(), (289 - 273) * WIN);
    assert_eq!(got.parts.volume, 0);
    assert!(got.parts.rate > 0 && got.parts.mix < 0, "{:?}", got.parts);
    // 87·(81/87 − 234/270) + 263·(192/263 − 55/80) = 5.6 + 11.1875.
    assert_eq!(got.parts.rate, 1679);
    assert_eq!(got.parts.sum(), -16 * WIN);
}

/// Ten of twenty won at 100 each, then twelve of twenty at 150 each: 1000 to 1800. Two more wins at 125 are 250, 50 more
/// for each of eleven are 550.
#[test]
fn of_a_value_rate_and_size_share_what_they_do_together() {
    let one = Cell {
        n: [20, 20],
        won: [10, 12],
        value: [1000, 1800],
    };
    let got = why(&[one], Measure::Value);
    assert_eq!(got.parts, parts(0, 0, 250, 550));
}

/// The new product won half of its ten leads, the old one stayed: what the new one brings beyond the growth is mix.
#[test]
fn a_group_that_was_not_there_before_is_mix_and_not_rate() {
    let got = why(
        &[cell([10, 10], [2, 2]), cell([0, 10], [0, 5])],
        Measure::Wins,
    );
    assert_eq!(got.parts, parts(200, 300, 0, 0));
    let gone = why(
        &[cell([10, 10], [2, 2]), cell([10, 0], [5, 0])],
        Measure::Wins,
    );
    assert_eq!(gone.parts, parts(-350, -150, 0, 0));
    let first = why(&[cell([0, 10], [0, 4])], Measure::Wins);
    assert_eq!(first.parts, parts(400, 0, 0, 0));
}

/// Two fields that say the same share the mix by halves; one that says nothing gets none.
#[test]
fn two_fields_share_the_mix_whichever_is_named_first() {
    let (good, bad) = (cell([50, 20], [25, 10]), cell([50, 80], [5, 8]));
    let same = [good, Cell::default(), Cell::default(), bad];
    let got = of_two(&same, 2, Measure::Wins);
    assert_eq!(got.why.parts.mix, -1200);
    assert_eq!((got.first, got.second), (-600, -600));
    let half = |it: Cell| cell(it.n.map(|n| n / 2), [it.won[0] / 2, it.won[1] / 2]);
    let (even, odd) = (cell([50, 20], [20, 8]), cell([50, 80], [10, 16]));
    let alone = of_two(
        &[half(even), half(even), half(odd), half(odd)],
        2,
        Measure::Wins,
    );
    assert_eq!((alone.first, alone.second), (alone.why.parts.mix, 0));
}

fn groups() -> impl Strategy<Value = Vec<Cell>> {
    let one = (
        0_u64..60,
        0_u64..60,
        0_u64..=100,
        0_u64..=100,
        1_i128..90_000,
        1_i128..90_000,
    );
    let one = one.prop_map(|(n0, n1, r0, r1, a0, a1)| {
        let won = [n0 * r0 / 100, n1 * r1 / 100];
        Cell {
            n: [n0, n1],
            won,
            value: [i128::from(won[0]) * a0, i128::from(won[1]) * a1],
        }
    });
    proptest::collection::vec(one, 1..13)
}

/// Checks that the parts stay as they are where the groups, and the two fields that make them, change places.
fn same_in_any_order(mut cells: Vec<Cell>, columns: usize) {
    cells.resize(cells.len().div_ceil(columns) * columns, Cell::default());
    let rows = cells.len() / columns;
    let turned: Vec<Cell> = (0..cells.len())
        .map(|at| cells[at % rows * columns + at / rows])
        .collect();
    let one = of_two(&cells, columns, Measure::Value);
    let other = of_two(&turned, rows, Measure::Value);
    assert_eq!(one.why.parts, other.why.parts);
    let near = |a: i128, b: i128| (a - b).abs() <= 2;
    assert!(near(one.first, other.second) && near(one.second, other.first));
    assert_eq!(one.first + one.second, one.why.parts.mix);
}

/// Seven groups whose parts were once others in another order.
#[test]
fn seven_groups_have_the_same_parts_in_any_order() {
    let rows = [
        ([12, 3], [2, 0], [14_128, 0]),
        ([54, 24], [22, 0], [529_496, 0]),
        ([5, 29], [4, 7], [135_120, 7]),
        ([36, 8], [22, 0], [621_544, 0]),
        ([21, 16], [2, 0], [130_910, 0]),
        ([23, 36], [13, 0], [117_260, 0]),
        ([58, 21], [7, 0], [271_474, 0]),
    ];
    let cells = rows.map(|(n, won, value)| Cell { n, won, value });
    same_in_any_order(cells.to_vec(), 1);
}

proptest! {
    #[test]
    fn parts_add_up_to_the_change_of_the_whole_and_of_every_group(groups in groups(), wins in any::<bool>()) {
        let measure = if wins { Measure::Wins } else { Measure::Value };
        let got = why(&groups, measure);
        prop_assert_eq!(got.parts.sum(), got.after() - got.before());
        for (cell, parts) in &got.groups {
            prop_assert_eq!(parts.sum(), cell.result(measure, 1) - cell.result(measure, 0));
            prop_assert!(measure == Measure::Value || parts.size.abs() <= 1);
        }
        // What the groups' volumes move about between them cancels out, but for the rounding of each.
        if got.whole.n[0] > 0 && got.whole.n[1] > 0 {
            let per_lead = got.before() as f64 / got.whole.n[0] as f64;
            let wanted = per_lead * (got.whole.n[1] as f64 - got.whole.n[0] as f64);
            prop_assert!((got.parts.volume as f64 - wanted).abs() <= 1.0 + wanted.abs() * 1e-9);
        }
    }

    #[test]
    fn how_many_groups_are_shown_changes_no_part(groups in groups(), limit in 1_usize..14) {
        let got = why(&groups, Measure::Value);
        let shown = got.shown(limit);
        prop_assert!(shown.single.len() <= limit + 1);
        let single = shown.single.iter().map(|it| got.groups[*it]);
        let others = shown.others.map(|it| (it.cell, it.parts));
        let mut sum = (Cell::default(), [0; 4]);
        for (cell, it) in single.chain(others) {
            for period in 0..2 {
                sum.0.n[period] += cell.n[period];
                sum.0.won[period] += cell.won[period];
                sum.0.value[period] += cell.value[period];
            }
            for (sum, part) in sum.1.iter_mut().zip([it.volume, it.mix, it.rate, it.size]) {
                *sum += part;
            }
        }
        let whole = [got.parts.volume, got.parts.mix, got.parts.rate, got.parts.size];
        prop_assert_eq!(sum, (got.whole, whole));
    }

    #[test]
    fn the_order_of_groups_and_of_fields_changes_nothing(groups in groups(), columns in 1_usize..4) {
        same_in_any_order(groups, columns);
    }

    #[test]
    fn nothing_changes_where_nothing_changed(groups in groups()) {
        let same: Vec<Cell> = groups.iter().map(|it| Cell {
            n: [it.n[0]; 2],
            won: [it.won[0]; 2],
            value: [it.value[0]; 2],
        }).collect();
        let TwoWays { why, first, second } = of_two(&same, 1, Measure::Value);
        prop_assert_eq!((why.parts, first, second), (Parts::default(), 0, 0));
    }
}

const LIVES: [&str; 7] = [
    "A 100 EUR source=fair: 0 potential, 5 won",
    "A 300 EUR source=fair: 0 potential, 6 lost",
    "B 200 EUR source=web: 0 potential, 15 won",
    "B 250 USD source=web: 0 potential, 16 won",
    "C 400 EUR source=web: 2 potential, 17 lost",
    "D 50 EUR source=web: 12 potential",
    "E 70 EUR source=web: 12 potential, 30 won",
];

#[test]
fn leads_are_counted_by_when_they_closed_or_by_when_they_came_and_money_by_its_currency() {
    let book = book(&LIVES);
    let rows = all(&book);
    let split = book.split(Field::Source, &rows, 9).unwrap();
    let (before, after) = (days(0, 10), days(10, 20));
    let spans = [before, after].map(Span::from);
    let got = cells(&book, &rows, Basis::Closed, spans, (&split, None));
    assert_eq!(got.currencies, ["EUR", "USD"]);
    // Web: one of two won in euros, and one of one in dollars; fair: one of two, before.
    let web = Cell {
        n: [0, 2],
        won: [0, 1],
        value: [0, 20_000],
    };
    assert_eq!(got.by_currency[0][0], web);
    assert_eq!(got.by_currency[1][0].value, [0, 25_000]);
    assert_eq!(got.by_currency[0][1].n, [2, 0]);
    assert_eq!(got.counts()[0].won, [0, 2]);
    // By when they came, seen on day 25: the last one is not won yet.
    let seen = |window: Window| Span {
        window,
        seen: start(25),
    };
    let spans = [seen(before), seen(after)];
    let got = cells(&book, &rows, Basis::Entered, spans, (&split, None)).counts();
    assert_eq!((got[0].n, got[0].won), ([3, 2], [2, 0]));
    let both = cells(&book, &rows, Basis::Entered, spans, (&split, Some(&split)));
    assert_eq!(both.counts().iter().filter(|it| it.n[0] > 0).count(), 2);
}
