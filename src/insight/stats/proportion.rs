//! Shares of a whole, and the difference of two: Wilson's and Newcombe's intervals.
//!
//! Both are the score intervals without continuity correction. They stay inside what is possible and keep their
//! promise for small counts and shares near 0 and 1, where "rate ± 1.96 standard errors" breaks.

use super::Z95;

/// A share with its 95 % interval and the number of trials that it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Successes out of `n`, in 0..=1; `None` where there were no trials.
    pub rate: Option<f64>,
    /// The lower bound; 0 where there were no trials, because then nothing is known.
    pub low: f64,
    /// The upper bound; 1 where there were no trials.
    pub high: f64,
    /// The successes.
    pub hits: u64,
    /// The number of trials.
    pub n: u64,
}

/// The share `successes / n` with Wilson's 95 % score interval.
///
/// The bounds are the two solutions `p` of `|successes/n − p| = z·√(p(1−p)/n)`, namely
/// `(p̂ + z²/2n ± z·√(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n)`; at 0 and at `n` successes the outer bound is exactly 0
/// or 1. More successes than trials count as `n`: what may pass 100 % (a flow) is not a share and has no place here.
///
/// Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209–212.
#[must_use]
pub fn wilson(successes: u64, n: u64) -> Rate {
    debug_assert!(successes <= n, "{successes} successes out of {n}");
    if n == 0 {
        return Rate {
            rate: None,
            low: 0.0,
            high: 1.0,
            hits: 0,
            n,
        };
    }
    let (trials, hits) = (n as f64, successes.min(n));
    let rate = hits as f64 / trials;
    let (low, high) = score_band(rate, trials);
    Rate {
        rate: Some(rate),
        low,
        high,
        hits,
        n,
    }
}

/// Wilson's bounds for a share that rests on `n` trials, where `n > 0` need not be whole.
pub(super) fn score_band(rate: f64, n: f64) -> (f64, f64) {
    let z2 = Z95 * Z95;
    let middle = 2.0 * n * rate + z2;
    let half = Z95 * (z2 + 4.0 * n * rate * (1.0 - rate)).sqrt();
    let scale = 2.0 * (n + z2);
    // At the ends the exact bound is the end itself; rounding must neither cross nor miss it, and the bounds
    // may never exclude the rate that they are about.
    let low = if rate <= 0.0 {
        0.0
    } else {
        ((middle - half) / scale).clamp(0.0, rate)
    };
    let high = if rate >= 1.0 {
        1.0
    } else {
        ((middle + half) / scale).clamp(rate, 1.0)
    };
    (low, high)
}

/// How far one share lies above another, with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The first share less the second, in −1..=1; `None` where either had no trials.
    pub difference: Option<f64>,
    /// The lower bound; −1 where nothing is known.
    pub low: f64,
    /// The upper bound; 1 where nothing is known.
    pub high: f64,
}

impl Difference {
    /// Whether the interval leaves out "no difference".
    ///
    /// It says that the two differ, never that one thing causes the other.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The difference `a − b` of two independent shares with Newcombe's 95 % hybrid score interval (his method 10).
///
/// With Wilson's bounds `l`, `u` of each share the bounds are `d − √((pa−la)² + (ub−pb)²)` and
/// `d + √((ua−pa)² + (pb−lb)²)`. The two must share no lead: a segment against the rest, never against the whole.
///
/// Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890.
#[must_use]
pub fn newcombe(a: &Rate, b: &Rate) -> Difference {
    let (Some(pa), Some(pb)) = (a.rate, b.rate) else {
        return Difference {
            difference: None,
            low: -1.0,
            high: 1.0,
        };
    };
    let difference = pa - pb;
    let below = (pa - a.low).hypot(b.high - pb);
    let above = (a.high - pa).hypot(pb - b.low);
    Difference {
        difference: Some(difference),
        low: (difference - below).max(-1.0),
        high: (difference + above).min(1.0),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(got: f64, want: f64, within: f64, what: &str) {
        assert!((got - want).abs() <= within, "{what}: {got} is not {want}");
    }

    /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998)
    /// 857–872, table I, row "score" (method 3).
    #[test]
    fn wilson_gives_the_published_bounds() {
        for (successes, n, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0000, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let got = wilson(successes, n);
            near(got.low, low, 5e-5, "low");
            near(got.high, high, 5e-5, "high");
        }
    }

    /// Made with statsmodels 0.15.0, `proportion_confint(x, n, method="wilson")`.
    #[test]
    fn wilson_agrees_with_statsmodels_from_one_trial_to_millions() {
        for (successes, n, low, high) in [
            (1, 1, 0.206_549_314_377_237_4, 1.0),
            (9, 10, 0.595_849_973_204_761_4, 0.982_123_786_904_927),
            (4238, 6711, 0.619_886_914_783_114, 0.642_963_669_377_957_3),
            (
                3,
                3_000_000,
                3.400_902_997_440_443e-7,
                2.940_391_773_208_4e-6,
            ),
        ] {
            let got = wilson(successes, n);
            near(got.low, low, 1e-12, "low");
            near(got.high, high, 1e-12, "high");
        }
    }

    #[test]
    fn no_trials_give_no_rate_and_a_band_that_excludes_nothing() {
        let got = wilson(0, 0);
        assert_eq!((got.rate, got.low, got.high, got.n), (None, 0.0, 1.0, 0));
        let apart = newcombe(&got, &wilson(3, 4));
        assert_eq!((apart.difference, apart.low, apart.high), (None, -1.0, 1.0));
        assert!(!apart.differs());
    }

    #[test]
    fn none_and_all_touch_the_end_exactly() {
        assert_eq!(wilson(0, 20).low, 0.0);
        assert_eq!(wilson(20, 20).high, 1.0);
        assert_eq!(wilson(0, 20).rate, Some(0.0));
        assert_eq!(wilson(20, 20).rate, Some(1.0));
    }

    /// Newcombe 1998 (difference), table II, columns (a) to (h), method 10.
    #[test]
    fn newcombe_gives_the_published_bounds() {
        for ((xa, na), (xb, nb), low, high) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.0582, 0.8062),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((0, 10), (0, 20), -0.1611, 0.2775),
            ((0, 10), (0, 10), -0.2775, 0.2775),
            ((10, 10), (0, 20), 0.6791, 1.0000),
            ((10, 10), (0, 10), 0.6075, 1.0000),
        ] {
            let got = newcombe(&wilson(xa, na), &wilson(xb, nb));
            near(got.low, low, 5e-5, "low");
            near(got.high, high, 5e-5, "high");
            assert_eq!(got.differs(), low > 0.0);
        }
    }

    fn share() -> impl Strategy<Value = (u64, u64)> {
        prop_oneof![1_u64..40, 1_u64..20_000_000].prop_flat_map(|n| (0..=n, Just(n)))
    }

    proptest! {
        #[test]
        fn bounds_are_ordered_and_inside_zero_to_one((successes, n) in share()) {
            let got = wilson(successes, n);
            let rate = got.rate.unwrap();
            prop_assert!(0.0 <= got.low && got.low <= rate && rate <= got.high && got.high <= 1.0);
            prop_assert!(got.low < got.high);
        }

        #[test]
        fn failures_mirror_successes((successes, n) in share()) {
            let (one, other) = (wilson(successes, n), wilson(n - successes, n));
            prop_assert!((one.low - (1.0 - other.high)).abs() < 1e-12);
        }

        #[test]
        fn one_more_success_moves_both_bounds_up((successes, n) in share()) {
            prop_assume!(successes < n);
            let (fewer, more) = (wilson(successes, n), wilson(successes + 1, n));
            prop_assert!(fewer.low < more.low && fewer.high < more.high);
        }

        #[test]
        fn ten_times_the_evidence_narrows_the_band((successes, n) in share()) {
            let (little, much) = (wilson(successes, n), wilson(successes * 10, n * 10));
            prop_assert!(much.high - much.low < little.high - little.low);
        }

        #[test]
        fn a_difference_mirrors_when_its_sides_swap(a in share(), b in share()) {
            let (a, b) = (wilson(a.0, a.1), wilson(b.0, b.1));
            let (there, back) = (newcombe(&a, &b), newcombe(&b, &a));
            prop_assert!((there.low + back.high).abs() < 1e-12);
            prop_assert!((there.high + back.low).abs() < 1e-12);
            let d = there.difference.unwrap();
            prop_assert!(-1.0 <= there.low && there.low <= d && d <= there.high && there.high <= 1.0);
        }
    }
}
