//! Asks the weights of the earlier seeds to tell the later ones from the rest of the market.

use rayon::prelude::*;

use super::best::pieces;
use super::grouped::Grouped;
use super::weights::{Market, Weights};
use crate::book::mask::Mask;
use crate::book::track::NEVER;
use crate::insight::stats::{Scores, Separation};
use crate::query::Field;

/// Of the seeds, in order of time, the share that the check learns from.
const LEARNT: f64 = 0.7;

/// Learns from the earlier seeds and tells the later ones from the rest of the market.
pub(super) fn check(
    fields: &[Grouped<'_>],
    seeds: &Mask,
    (market, counted): (&Mask, &Market),
    since: &[u32],
    struck: &[(Field, String)],
) -> Option<Separation> {
    let when = |row: usize| since.get(row).copied().filter(|at| *at != NEVER);
    let mut dated: Vec<(u32, usize)> = seeds
        .iter()
        .filter_map(|row| Some((when(row)?, row)))
        .collect();
    let learnt = (dated.len() as f64 * LEARNT).round() as usize;
    // Which are the earlier ones matters, not their order.
    if learnt < dated.len() {
        dated.select_nth_unstable(learnt);
    }
    let (earlier, later) = dated.split_at_checked(learnt)?;
    if earlier.is_empty() || later.is_empty() {
        return None;
    }
    let mut known = Mask::none(market.rows());
    earlier.iter().for_each(|(_, row)| known.insert(*row));
    // What will be won later is part of the market as it looked then.
    let weights = Weights::learn(fields, &known, counted, struck);
    let scores = weights.scores(fields, market.rows());
    let of_later = Scores::of(later.iter().map(|(_, row)| scores[*row]).collect());
    let others = market.clone().and(&seeds.clone().not());
    separation(&of_later, &others, |row| scores[row])
}

/// The chance that one of some scores is above another account's; ties count half.
fn separation(
    scores: &Scores,
    others: &Mask,
    score: impl Fn(usize) -> f32 + Sync,
) -> Option<Separation> {
    let count = others.count();
    if scores.is_empty() || count == 0 {
        return None;
    }
    let halves: u64 = pieces(others)
        .map(|rows| rows.map(|row| scores.pairs_won(score(row))).sum::<u64>())
        .sum();
    Separation::of(halves, scores.len() as u64, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(got: f64, want: f64) {
        assert!((got - want).abs() < 1e-9, "{got} is not {want}");
    }

    /// By hand: scores 2 and 3 against 1, 2 and 2. Of the six pairs (2 > 1, 2 = 2 twice, 3 > 1, 3 > 2 twice)
    /// 1 + ½ + ½ + 3 = 5 are in the right order, so the area is 5/6.
    #[test]
    fn the_area_is_the_share_of_pairs_in_the_right_order() {
        let others = Mask::all(3);
        let score = [1.0_f32, 2.0, 2.0];
        let it = separation(&Scores::of(vec![2.0, 3.0]), &others, |row| score[row]).unwrap();
        near(it.area, 5.0 / 6.0);
        assert_eq!((it.seeds, it.others), (2, 3));
        // Q1 = (5/6)/(7/6) = 5/7, Q2 = (50/36)/(11/6) = 25/33; s² = (5/36 + (5/7 − 25/36) + 2(25/33 − 25/36))/6.
        let spread =
            (5.0 / 36.0 + (5.0 / 7.0 - 25.0 / 36.0) + 2.0 * (25.0 / 33.0 - 25.0 / 36.0)) / 6.0;
        near(
            it.low,
            5.0 / 6.0 - 1.959_963_984_540_054 * f64::sqrt(spread),
        );
        assert!(it.high <= 1.0);
        assert_eq!(
            separation(&Scores::of(Vec::new()), &others, |row| score[row]),
            None
        );
    }
}
