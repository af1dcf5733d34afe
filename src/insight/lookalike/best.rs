//! Finds the accounts that score best, with the traits that speak for each. Learns nothing.

use rayon::prelude::*;

use super::grouped::Grouped;
use super::weights::Weights;
use super::{Likeness, PIECE, Trait};
use crate::book::mask::Mask;

/// The accounts with the highest scores above zero.
pub(super) fn best(
    fields: &[Grouped<'_>],
    weights: &Weights,
    among: &Mask,
    limit: usize,
    traits: &[((usize, usize), Trait)],
) -> Vec<Likeness> {
    let rank = |it: &(f32, usize)| (std::cmp::Reverse(order(it.0)), it.1);
    let keep = |mut list: Vec<(f32, usize)>| {
        if list.len() > limit {
            list.select_nth_unstable_by_key(limit, rank);
            list.truncate(limit);
        }
        list
    };
    let scores = weights.scores(fields, among.rows());
    let mut best = pieces(among)
        .map(|rows| {
            let scored = rows.map(|row| (scores[row], row));
            keep(scored.filter(|it| it.0 > 0.0).collect())
        })
        .reduce(Vec::new, |mut one, mut other| {
            one.append(&mut other);
            keep(one)
        });
    best.sort_by_key(rank);
    let position = |at: usize, group: usize| traits.iter().position(|it| it.0 == (at, group));
    best.into_iter()
        .map(|(score, row)| {
            let bears = fields.iter().enumerate().filter_map(|(at, field)| {
                position(at, field.group(row)).filter(|it| {
                    let it = &traits[*it].1;
                    it.weight > 0.0 && !it.struck
                })
            });
            // Traits are in the order of their strength.
            let mut reasons: Vec<usize> = bears.collect();
            reasons.sort_unstable();
            Likeness {
                row,
                score: f64::from(score),
                reasons,
            }
        })
        .collect()
}

/// The rows of a set, in pieces for threads.
pub(super) fn pieces(rows: &Mask) -> impl ParallelIterator<Item = impl Iterator<Item = usize>> {
    let pieces = (0..rows.rows().div_ceil(PIECE)).into_par_iter();
    pieces.map(|piece| rows.between(piece * PIECE, (piece + 1) * PIECE))
}

/// A number whose order is the score's.
fn order(score: f32) -> u32 {
    let bits = score.to_bits();
    if bits >> 31 == 1 {
        !bits
    } else {
        bits | 1 << 31
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_keep_their_order_as_numbers() {
        let scores = [-3.5_f32, -0.0, 0.0, 1e-9, 2.0];
        assert!(
            scores
                .is_sorted_by(|a, b| order(*a) < order(*b) || (*a == *b && order(*a) <= order(*b)))
        );
    }
}
