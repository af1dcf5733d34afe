//! Holds what each trait adds to a score: seen by expected, shrunk. Which accounts score best is not its concern.

use rayon::prelude::*;

use super::Trait;
use super::grouped::{Grouped, counts};
use crate::book::mask::Mask;
use crate::query::Field;

/// How many seeds are added to what is seen and to what is expected: the weight of what is believed before looking.
/// Five is ours: less than five expected seeds are mostly luck.
const PRIOR: f64 = 5.0;

/// Accounts that one thread scores at a time, column by column: their scores stay near.
const STRETCH: usize = 1 << 12;

/// What the seeds are compared with.
pub(super) struct Market {
    accounts: u64,
    /// By field and trait.
    counts: Vec<Vec<u64>>,
}

impl Market {
    pub(super) fn of(fields: &[Grouped<'_>], accounts: &Mask) -> Self {
        Self {
            accounts: accounts.count(),
            counts: counts(fields, accounts),
        }
    }
}

/// A trait as it was counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed {
    seeds: u64,
    market: u64,
    weight: f64,
    struck: bool,
}

/// What each trait of each field adds to a score.
pub(super) struct Weights {
    /// By field and trait.
    traits: Vec<Vec<Weighed>>,
    /// By field and code, for scoring.
    by_code: Vec<Vec<f32>>,
    seeds: u64,
    market: u64,
}

impl Weights {
    pub(super) fn learn(
        fields: &[Grouped<'_>],
        seeds: &Mask,
        market: &Market,
        struck: &[(Field, String)],
    ) -> Self {
        let (all_seeds, all) = (seeds.count(), market.accounts);
        let mut it = Self {
            traits: Vec::new(),
            by_code: Vec::new(),
            seeds: all_seeds,
            market: all,
        };
        let counted = counts(fields, seeds).into_iter().zip(&market.counts);
        for (field, (of_seeds, of_market)) in fields.iter().zip(counted) {
            let counted = of_seeds.into_iter().zip(of_market).zip(&field.terms);
            let is_struck = |term: &str| {
                let same = |(of, value): &(Field, String)| *of == field.field && value == term;
                struck.iter().any(same)
            };
            let traits: Vec<Weighed> = counted
                .map(|((s, &m), term)| Weighed {
                    seeds: s,
                    market: m,
                    weight: match term {
                        Some(_) => weight(s, all_seeds, m, all),
                        None => 0.0,
                    },
                    struck: term.as_deref().is_some_and(is_struck),
                })
                .collect();
            let by_code = field.group_of.iter().map(|it| {
                let it = &traits[*it as usize];
                if it.struck { 0.0 } else { it.weight as f32 }
            });
            it.by_code.push(by_code.collect());
            it.traits.push(traits);
        }
        it
    }

    /// What each of so many accounts scores, by its row.
    pub(super) fn scores(&self, fields: &[Grouped<'_>], accounts: usize) -> Vec<f32> {
        let mut scores = vec![0.0; accounts];
        let stretches = scores.par_chunks_mut(STRETCH).enumerate();
        stretches.for_each(|(number, scores)| {
            for (field, weights) in fields.iter().zip(&self.by_code) {
                field.add(weights, number * STRETCH, scores);
            }
        });
        scores
    }
}

/// What a trait adds that `s` of `seeds` and `m` of the `market` have.
fn weight(s: u64, seeds: u64, m: u64, market: u64) -> f64 {
    if m == 0 || market == 0 || seeds == 0 {
        return 0.0;
    }
    let expected = seeds as f64 * (m as f64 / market as f64);
    ((s as f64 + PRIOR) / (expected + PRIOR)).ln()
}

/// The traits that seeds bear, or that the market bears and they don't, each with its field's and its own position.
pub(super) fn traits(fields: &[Grouped<'_>], weights: &Weights) -> Vec<((usize, usize), Trait)> {
    let mut traits = Vec::new();
    for (at, (field, counted)) in fields.iter().zip(&weights.traits).enumerate() {
        for (group, (term, weighed)) in field.terms.iter().zip(counted).enumerate() {
            let Some(term) = term.as_ref().filter(|_| weighed.market > 0) else {
                continue;
            };
            let share = |part: u64, of: u64| part as f64 / of.max(1) as f64;
            let lift = share(weighed.seeds, weights.seeds) / share(weighed.market, weights.market);
            let it = Trait {
                field: field.field,
                term: term.clone(),
                seeds: weighed.seeds,
                market: weighed.market,
                lift,
                weight: weighed.weight,
                struck: weighed.struck,
            };
            traits.push(((at, group), it));
        }
    }
    let strength = |it: &((usize, usize), Trait)| it.1.weight.abs();
    traits.sort_by(|a, b| {
        strength(b)
            .total_cmp(&strength(a))
            .then_with(|| a.0.cmp(&b.0))
    });
    traits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(got: f64, want: f64) {
        assert!((got - want).abs() < 1e-9, "{got} is not {want}");
    }

    /// 30 of 50 seeds where 200 of 1,000 accounts let one expect 10: (30 + 5) / (10 + 5).
    #[test]
    fn a_weight_is_observed_by_expected_with_five_more_of_both() {
        near(weight(30, 50, 200, 1_000), (35.0_f64 / 15.0).ln());
        // None where one was expected: little is known, so little is said.
        near(weight(0, 50, 20, 1_000), (5.0_f64 / 6.0).ln());
        near(weight(10, 50, 200, 1_000), 0.0);
        near(weight(0, 0, 200, 1_000), 0.0);
    }
}
