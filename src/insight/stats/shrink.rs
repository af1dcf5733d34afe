//! Many small segments beside each other: shares drawn towards the whole by as much as chance explains.
//!
//! The best and the worst of many small segments are mostly the luckiest and the unluckiest. The raw counts stay the
//! caller's to show; this only says what to believe. The result has no interval: one that took the prior for certain
//! would be too narrow.

/// The least that a prior may weigh, in leads. The method of moments can ask for less where few segments lie far
/// apart, and then one success out of one would stay at 100 %. This bound is ours, not the method's.
const LEAST: f64 = 1.0;

/// What is believed about a segment before looking at it: a beta distribution, fitted to all segments together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    mean: f64,
    weight: f64,
    segments: usize,
}

impl Prior {
    /// Fits the beta-binomial by moments to `(successes, n)` of segments that share no lead; `None` where there is not
    /// one trial.
    ///
    /// With `N = Σn`, `m = Σx/N` and `S = Σ n(x/n − m)²` over the `k` segments that have trials, the share of spread
    /// that lies between segments is `γ = (S − m(1−m)(k−1)) / (m(1−m)·(N − Σn²/N − (k−1)))`, and the prior
    /// weighs as much as `1/γ − 1` leads. Segments that differ by no more than chance (`γ ≤ 0`, or one segment alone)
    /// give infinite weight: then the whole is the best guess for each.
    ///
    /// Source: J. C. Kleinman, Journal of the American Statistical Association 68 (1973) 46–54, with weights `n`.
    #[must_use]
    pub fn fit(segments: impl IntoIterator<Item = (u64, u64)>) -> Option<Self> {
        let (mut k, mut hits, mut trials) = (0_usize, 0.0, 0.0);
        // S = Σ x²/n − (Σx)²/N, so that one pass does.
        let (mut squares, mut hit_squares) = (0.0, 0.0);
        for (successes, n) in segments {
            if n == 0 {
                continue;
            }
            debug_assert!(successes <= n, "{successes} successes out of {n}");
            let (x, n) = (successes.min(n) as f64, n as f64);
            k += 1;
            hits += x;
            trials += n;
            squares += n * n;
            hit_squares += x * x / n;
        }
        if k == 0 {
            return None;
        }
        let mean = hits / trials;
        let chance = mean * (1.0 - mean);
        let others = (k - 1) as f64;
        let between = hit_squares - hits * mean - chance * others;
        let possible = chance * (trials - squares / trials - others);
        let weight = if between > 0.0 && possible > 0.0 {
            (possible / between - 1.0).max(LEAST)
        } else {
            f64::INFINITY
        };
        Some(Self {
            mean,
            weight,
            segments: k,
        })
    }

    /// The share of all segments together.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// How many leads of a segment's own outweigh the prior; infinite where the segments differ by chance only.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// How many segments with trials it was fitted to.
    #[must_use]
    pub fn segments(&self) -> usize {
        self.segments
    }

    /// The share to believe for a segment: `(successes + weight·mean) / (n + weight)`, the mean of the posterior.
    #[must_use]
    pub fn shrink(&self, successes: u64, n: u64) -> f64 {
        debug_assert!(successes <= n, "{successes} successes out of {n}");
        if n == 0 || self.weight.is_infinite() {
            return self.mean;
        }
        let (x, n) = (successes.min(n) as f64, n as f64);
        (x + self.weight * self.mean) / (n + self.weight)
    }

    /// How many times the overall share the shrunk one is: 1 is average. `None` where nobody succeeded at all.
    #[must_use]
    pub fn lift(&self, successes: u64, n: u64) -> Option<f64> {
        (self.mean > 0.0).then(|| self.shrink(successes, n) / self.mean)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(got: f64, want: f64, within: f64) {
        assert!((got - want).abs() <= within, "{got} is not {want}");
    }

    /// Three segments of 20 with 4, 8 and 12 successes, by hand: m = 0.4, S = 20·(0.04 + 0 + 0.04) = 1.6,
    /// γ = (1.6 − 0.24·2) / (0.24·(60 − 20 − 2)) = 1.12/9.12, weight = 8/1.12 = 50/7.
    #[test]
    fn agrees_with_three_segments_worked_by_hand() {
        let prior = Prior::fit([(4, 20), (8, 20), (12, 20)]).unwrap();
        near(prior.mean(), 0.4, 1e-12);
        near(prior.weight(), 50.0 / 7.0, 1e-9);
        // (4 + 20/7) / (20 + 50/7) = 48/190
        near(prior.shrink(4, 20), 48.0 / 190.0, 1e-12);
        near(prior.shrink(8, 20), 0.4, 1e-12);
        near(prior.lift(4, 20).unwrap(), 48.0 / 76.0, 1e-12);
        assert_eq!(prior.segments(), 3);
    }

    /// Under a uniform Beta(1, 1) every count 0..=n is equally likely, so many segments with each of them equally often
    /// must give back mean 1/2 and weight 1 + 1.
    #[test]
    fn equally_frequent_counts_give_back_the_uniform_prior() {
        let prior = Prior::fit((0..11_000).map(|i| (i % 11, 10))).unwrap();
        near(prior.mean(), 0.5, 1e-12);
        near(prior.weight(), 2.0, 0.01);
    }

    #[test]
    fn segments_that_differ_by_chance_only_all_get_the_share_of_the_whole() {
        let prior = Prior::fit([(5, 10), (6, 10), (4, 10), (5, 10)]).unwrap();
        assert!(prior.weight().is_infinite());
        near(prior.shrink(6, 10), 0.5, 1e-12);
        near(prior.shrink(1, 1), 0.5, 1e-12);
    }

    #[test]
    fn a_large_segment_keeps_its_share_and_one_lucky_lead_does_not() {
        let prior = Prior::fit([(300, 1000), (100, 1000), (200, 1000), (1, 1)]).unwrap();
        near(prior.shrink(300, 1000), 0.3, 0.01);
        assert!(prior.shrink(1, 1) < 0.3);
    }

    #[test]
    fn far_apart_segments_never_leave_one_of_one_at_a_hundred_percent() {
        let prior = Prior::fit([(50, 50), (0, 50), (1, 1)]).unwrap();
        assert_eq!(prior.weight(), LEAST);
        assert!(prior.shrink(1, 1) < 0.8);
    }

    #[test]
    fn edges_give_the_whole_or_nothing() {
        assert_eq!(Prior::fit([]), None);
        assert_eq!(Prior::fit([(0, 0)]), None);
        let alone = Prior::fit([(3, 10), (0, 0)]).unwrap();
        assert_eq!((alone.segments(), alone.shrink(3, 10)), (1, 0.3));
        let none = Prior::fit([(0, 10), (0, 4)]).unwrap();
        assert_eq!((none.shrink(0, 4), none.lift(0, 4)), (0.0, None));
        let all = Prior::fit([(10, 10), (4, 4)]).unwrap();
        assert_eq!((all.shrink(4, 4), all.lift(4, 4)), (1.0, Some(1.0)));
    }

    fn segments() -> impl Strategy<Value = Vec<(u64, u64)>> {
        let one = prop_oneof![0_u64..12, 0_u64..5000].prop_flat_map(|n| (0..=n, Just(n)));
        prop::collection::vec(one, 1..40)
    }

    proptest! {
        #[test]
        fn every_share_moves_towards_the_whole_and_never_past_it(segments in segments()) {
            let Some(prior) = Prior::fit(segments.clone()) else { return Ok(()) };
            prop_assert!(prior.weight() >= LEAST && (0.0..=1.0).contains(&prior.mean()));
            for (successes, n) in segments.into_iter().filter(|(_, n)| *n > 0) {
                let raw = successes as f64 / n as f64;
                let got = prior.shrink(successes, n);
                prop_assert!(raw.min(prior.mean()) - 1e-12 <= got && got <= raw.max(prior.mean()) + 1e-12);
            }
        }

        #[test]
        fn more_evidence_for_the_same_share_shrinks_less(segments in segments(), times in 2_u64..50) {
            let Some(prior) = Prior::fit(segments.clone()) else { return Ok(()) };
            for (successes, n) in segments {
                let away = |times: u64| (prior.shrink(successes * times, n * times) - prior.mean()).abs();
                prop_assert!(away(1) <= away(times) + 1e-12);
            }
        }

        #[test]
        fn the_order_of_the_segments_changes_nothing(segments in segments()) {
            let turned = Prior::fit(segments.iter().rev().copied());
            let Some(prior) = Prior::fit(segments) else { return Ok(()) };
            near(turned.unwrap().shrink(1, 3), prior.shrink(1, 3), 1e-6);
        }
    }
}
