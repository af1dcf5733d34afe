//! A change over two fields at once: how much of the mix each of them makes.
//!
//! With shares `s` of the cells of both fields and `f(s) = N₁·Σ s·(q₀ − Q₀)`, the mix is `f(s₁) − f(s₀)`. Change the first field
//! alone, each of its values keeping its spread over the second: `s = s₁(a)·s₀(b given a)`. Or the second alone. Whichever
//! changes first also takes what both do together, so each gets the average over both orders (Shapley's value): it does not
//! matter which field is named first.

use super::{Cell, Measure, Rates, Why, whole_numbers, why};

/// A change over two fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoWays {
    /// Its parts over the cells of both, the second field's places next to each other.
    pub why: Why,
    /// What of the mix the first field makes.
    pub first: i128,
    /// What of it the second makes; both are the mix.
    pub second: i128,
}

/// Takes a change apart over two fields; `cells` has `columns` places of the second for each of the first.
#[must_use]
pub fn of_two(cells: &[Cell], columns: usize, measure: Measure) -> TwoWays {
    let why = why(cells, measure);
    let mix = why.parts.mix;
    let all = why.whole.n.map(|it| it as f64);
    let one_row = cells.len() <= columns;
    if one_row || columns <= 1 || all[0] == 0.0 || all[1] == 0.0 {
        // A field of one value mixes nothing.
        let first = if one_row && columns > 1 { 0 } else { mix };
        return TwoWays {
            why,
            first,
            second: mix - first,
        };
    }
    let whole_yield = why.before() as f64 / all[0];
    let share = |period: usize| -> Vec<f64> {
        let cells = cells.iter();
        cells.map(|it| it.n[period] as f64 / all[period]).collect()
    };
    let (before, after) = (share(0), share(1));
    let row = |at: usize| at / columns;
    let column = |at: usize| at % columns;
    let first_alone = one_changed(&before, &after, row);
    let second_alone = one_changed(&before, &after, column);
    let lead: Vec<f64> = cells
        .iter()
        .map(|it| Rates::of(it, measure).yielded() - whole_yield)
        .collect();
    let f = |shares: &[f64]| -> f64 {
        let sum: f64 = shares
            .iter()
            .zip(&lead)
            .map(|(share, lead)| share * lead)
            .sum();
        all[1] * sum
    };
    let (none, both) = (f(&before), f(&after));
    let (one, other) = (f(&first_alone), f(&second_alone));
    let halves = [
        f64::midpoint(one - none, both - other),
        f64::midpoint(other - none, both - one),
    ];
    let [first, second] = whole_numbers(halves, mix);
    TwoWays { why, first, second }
}

/// The shares after one field has changed, the other keeping its spread within each of its values; where a value was not
/// there before, it spreads as it does after.
fn one_changed(before: &[f64], after: &[f64], value: impl Fn(usize) -> usize) -> Vec<f64> {
    let values = (0..before.len()).map(&value).max().map_or(0, |it| it + 1);
    let total = |shares: &[f64]| {
        let mut sums = vec![0.0; values];
        for (at, share) in shares.iter().enumerate() {
            sums[value(at)] += share;
        }
        sums
    };
    let (was, is) = (total(before), total(after));
    let changed = before.iter().zip(after).enumerate();
    changed
        .map(|(at, (before, after))| {
            let value = value(at);
            if was[value] > 0.0 {
                is[value] * before / was[value]
            } else {
                *after
            }
        })
        .collect()
}
