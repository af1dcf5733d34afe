//! How well scores tell two groups apart: the area under the curve, with its interval.

use super::Z95;

/// How well scores separate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Separation {
    /// The chance that one of the first group scores above one of the second; ties count half, ½ is a coin.
    pub area: f64,
    /// The lower 95 % bound.
    pub low: f64,
    /// The upper one.
    pub high: f64,
    /// How many are in the first group.
    pub seeds: u64,
    /// How many in the second.
    pub others: u64,
}

impl Separation {
    /// The area from the pairs that are in the right order, counted twice as [`Scores::pairs_won`] does; nothing where a group is
    /// empty.
    ///
    /// With `A` the area, `Q1 = A/(2−A)` and `Q2 = 2A²/(1+A)` the standard error of `m` against `n` is
    /// `√((A(1−A) + (m−1)(Q1−A²) + (n−1)(Q2−A²)) / mn)`.
    ///
    /// Source: J. A. Hanley and B. J. McNeil, Radiology 143 (1982) 29–36.
    #[must_use]
    pub fn of(halves: u64, seeds: u64, others: u64) -> Option<Self> {
        if seeds == 0 || others == 0 {
            return None;
        }
        let (m, n) = (seeds as f64, others as f64);
        let area = halves as f64 / (2.0 * m * n);
        let square = area * area;
        let (q1, q2) = (area / (2.0 - area), 2.0 * square / (1.0 + area));
        let spread = area * (1.0 - area) + (m - 1.0) * (q1 - square) + (n - 1.0) * (q2 - square);
        let half = Z95 * (spread.max(0.0) / (m * n)).sqrt();
        Some(Self {
            area,
            low: (area - half).max(0.0),
            high: (area + half).min(1.0),
            seeds,
            others,
        })
    }
}

/// Some scores, to be compared with many others.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// In ascending order.
    sorted: Vec<f32>,
    /// A step is so small that little is left to be looked through, and a higher score is never in a lower one.
    steps: Vec<Step>,
    lowest: f32,
    steps_of_one: f32,
}

/// The scores of a stretch.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    /// Where they begin among all.
    from: u32,
    len: u32,
    /// The one that all of them are; no number where they differ.
    all: f32,
}

impl Scores {
    /// Puts scores in order; none may be infinite or no number.
    #[must_use]
    pub fn of(mut sorted: Vec<f32>) -> Self {
        sorted.sort_unstable_by(f32::total_cmp);
        let (lowest, highest) = match (sorted.first(), sorted.last()) {
            (Some(lowest), Some(highest)) => (*lowest, *highest),
            _ => (0.0, 0.0),
        };
        let steps = sorted.len().clamp(1, 1 << 14);
        let per = steps as f32 / (highest - lowest);
        let mut it = Self {
            sorted,
            steps: Vec::with_capacity(steps + 1),
            lowest,
            // Where all are the same, or nearly, there is one step.
            steps_of_one: if per.is_finite() { per } else { 0.0 },
        };
        let mut lengths = vec![0_u32; steps + 1];
        for score in &it.sorted {
            lengths[it.step(*score, steps)] += 1;
        }
        let mut rest = it.sorted.as_slice();
        for len in lengths {
            let (these, others) = rest.split_at(len as usize);
            let alike = these.first() == these.last();
            it.steps.push(Step {
                from: u32::try_from(it.sorted.len() - rest.len()).unwrap_or(u32::MAX),
                len,
                all: these.first().copied().filter(|_| alike).unwrap_or(f32::NAN),
            });
            rest = others;
        }
        it
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// The step that a score is in: what is beyond the lowest or the highest one is in its step.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number below nothing is nothing"
    )]
    fn step(&self, score: f32, last: usize) -> usize {
        (((score - self.lowest) * self.steps_of_one) as usize).min(last)
    }

    /// Against how many of them another one loses: two for each, one for each tie.
    #[must_use]
    pub fn pairs_won(&self, other: f32) -> u64 {
        let step = self.steps[self.step(other, self.steps.len() - 1)];
        let (from, len) = (step.from as usize, step.len as usize);
        let (below, not_above) = if step.all.is_nan() && len > 0 {
            let near = &self.sorted[from..from + len];
            let below = near.partition_point(|it| *it < other);
            (below, near.partition_point(|it| *it <= other))
        } else {
            // No branch that would have to be guessed.
            let times = |is: bool| usize::from(is) * len;
            (times(step.all < other), times(step.all <= other))
        };
        (2 * (self.sorted.len() - from - not_above) + (not_above - below)) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_pair_is_counted_as_it_is_found_one_by_one(
            scores in prop::collection::vec(prop_oneof![-3_f32..3.0, Just(0.5), Just(-1e-7)], 0..200),
            others in prop::collection::vec(prop_oneof![-4_f32..4.0, Just(0.5)], 0..60),
        ) {
            let of = Scores::of(scores.clone());
            for other in scores.iter().chain(&others) {
                let pair = |score: &f32| 2 * u64::from(score > other) + u64::from(score == other);
                prop_assert_eq!(of.pairs_won(*other), scores.iter().map(pair).sum::<u64>());
            }
        }
    }

    #[test]
    fn scores_that_are_all_the_same_are_one_step() {
        for scores in [
            vec![],
            vec![1.0],
            vec![1.0; 9],
            vec![1.0, 1.0 + f32::EPSILON],
        ] {
            let of = Scores::of(scores.clone());
            let above = scores.iter().filter(|it| **it > 1.0).count() as u64;
            assert_eq!(of.pairs_won(0.0), 2 * scores.len() as u64);
            assert_eq!(of.pairs_won(1.0), scores.len() as u64 + above);
            assert_eq!(of.pairs_won(9.0), 0);
        }
    }
}
