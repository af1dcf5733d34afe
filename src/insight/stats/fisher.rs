//! Fisher's exact test for a table of two rows and two columns.
//!
//! It says how surprising a table is when nothing but chance splits its rows; it measures no size of an effect:
//! that is what the interval of `newcombe` is for.

/// Tables whose chance differs by less than this, relatively, count as equally likely; what is equal on paper must
/// not be told apart by rounding.
const TIE: f64 = 1e-7;

/// The two-sided p-value of Fisher's exact test for `a_hits` of `a_n` against `b_hits` of `b_n`.
///
/// With both margins held fast the first cell is hypergeometric, `P(k) = C(a_n, k)·C(b_n, m − k) / C(a_n + b_n, m)`
/// with `m = a_hits + b_hits`; the p-value is the sum over all tables that are no more likely than the one seen. A
/// table without a choice (an empty row, nobody or everybody hit) gives 1. A value too small for a float is 0.
///
/// Only tables with a chance above the smallest float are visited, some √n of them, so it may be asked for millions
/// too. More hits than trials count as all.
///
/// Source: R. A. Fisher, Statistical Methods for Research Workers (5th edition 1934), § 21.02; the two-sided form by
/// likelihood is Freeman and Halton's, Biometrika 38 (1951) 141–149.
#[must_use]
pub fn fisher(a_hits: u64, a_n: u64, b_hits: u64, b_n: u64) -> f64 {
    debug_assert!(a_hits <= a_n && b_hits <= b_n, "more hits than trials");
    let (seen, b_hits) = (a_hits.min(a_n), b_hits.min(b_n));
    let table = Table {
        a_n,
        b_n,
        hits: seen + b_hits,
    };
    let mut of_seen = 0.0;
    table.each(|k, weight| {
        if k == seen {
            of_seen = weight;
        }
    });
    let limit = of_seen * (1.0 + TIE);
    let (mut all, mut as_rare) = (0.0, 0.0);
    table.each(|_, weight| {
        all += weight;
        if weight <= limit {
            as_rare += weight;
        }
    });
    (as_rare / all).min(1.0)
}

/// The margins, which stay the same for every table that is compared.
struct Table {
    a_n: u64,
    b_n: u64,
    hits: u64,
}

impl Table {
    /// Calls `visit` with every first cell that is possible and its chance relative to the likeliest one.
    ///
    /// Starting at the mode with weight 1 and going outwards by the ratio of neighbours needs no factorials and
    /// cannot overflow; each side ends where its weights vanish.
    fn each(&self, mut visit: impl FnMut(u64, f64)) {
        let least = self.hits.saturating_sub(self.b_n);
        let most = self.hits.min(self.a_n);
        let mode = self.mode().clamp(least, most);
        visit(mode, 1.0);
        let mut weight = 1.0;
        for k in mode..most {
            weight *= self.ratio_up(k);
            if weight == 0.0 {
                break;
            }
            visit(k + 1, weight);
        }
        weight = 1.0;
        for k in (least..mode).rev() {
            weight /= self.ratio_up(k);
            if weight == 0.0 {
                break;
            }
            visit(k, weight);
        }
    }

    /// The likeliest first cell, `⌊(a_n + 1)(hits + 1) / (a_n + b_n + 2)⌋`.
    fn mode(&self) -> u64 {
        let product = (u128::from(self.a_n) + 1) * (u128::from(self.hits) + 1);
        let whole = u128::from(self.a_n) + u128::from(self.b_n) + 2;
        u64::try_from(product / whole).unwrap_or(self.a_n)
    }

    /// `P(k + 1) / P(k)`.
    fn ratio_up(&self, k: u64) -> f64 {
        let up = (self.a_n - k) as f64 * (self.hits - k) as f64;
        // b_n − hits + k + 1 is at least 1 from the least possible k on, but its parts in this order could go below 0.
        let down = (k + 1) as f64 * (self.b_n + k + 1 - self.hits) as f64;
        up / down
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(got: f64, want: f64) {
        assert!((got - want).abs() <= 1e-9 * want, "{got:e} is not {want:e}");
    }

    /// Fisher's tea taster, The Design of Experiments (1935): three of four cups right on either side. By hand:
    /// all tables but the middle one (36 of 70) are as rare, so p = 34/70.
    #[test]
    fn the_tea_taster_with_three_right_of_four() {
        near(fisher(3, 4, 1, 4), 34.0 / 70.0);
        near(fisher(4, 4, 0, 4), 2.0 / 70.0);
    }

    /// Made with scipy 1.17.1, `scipy.stats.fisher_exact(table)`; the fifth is Newcombe 1998, table II (d).
    #[test]
    fn agrees_with_scipy_on_small_and_large_tables() {
        for (a, b, p) in [
            ((1, 10), (11, 14), 0.002_759_456_185_220_083_6),
            ((8, 10), (1, 6), 0.034_965_034_965_034_975),
            ((10, 10), (0, 10), 1.082_508_822_446_903e-5),
            ((2, 9), (8, 10), 0.023_014_137_565_221_16),
            ((5, 56), (0, 29), 0.160_621_443_209_471_1),
            ((0, 3), (5, 5), 1.0 / 56.0),
            ((600, 10_000), (700, 10_000), 0.004_501_037_131_039_672_4),
            ((915, 1436), (700, 1200), 0.004_954_630_678_610_68),
            ((10, 1010), (9990, 108_990), 7.728_918_121_611_902e-29),
        ] {
            near(fisher(a.0, a.1, b.0, b.1), p);
        }
    }

    #[test]
    fn a_table_without_a_choice_gives_one() {
        assert_eq!(fisher(0, 0, 3, 5), 1.0);
        assert_eq!(fisher(0, 10, 0, 20), 1.0);
        assert_eq!(fisher(4, 4, 9, 9), 1.0);
        assert_eq!(fisher(0, 0, 0, 0), 1.0);
    }

    #[test]
    fn a_difference_beyond_floats_gives_zero_and_not_a_riddle() {
        assert_eq!(fisher(0, 5_000_000, 5_000_000, 5_000_000), 0.0);
    }

    /// ln k! by plain summation: slow, and independent of the walk over ratios.
    fn by_factorials(a_hits: u64, a_n: u64, b_hits: u64, b_n: u64) -> f64 {
        let ln = |k: u64| (2..=k).map(|i| (i as f64).ln()).sum::<f64>();
        let choose = |n: u64, k: u64| ln(n) - ln(k) - ln(n - k);
        let hits = a_hits + b_hits;
        let chance =
            |k: u64| (choose(a_n, k) + choose(b_n, hits - k) - choose(a_n + b_n, hits)).exp();
        (hits.saturating_sub(b_n)..=hits.min(a_n))
            .map(chance)
            .filter(|p| *p <= chance(a_hits) * (1.0 + TIE))
            .sum::<f64>()
            .min(1.0)
    }

    fn share() -> impl Strategy<Value = (u64, u64)> {
        (0_u64..40).prop_flat_map(|n| (0..=n, Just(n)))
    }

    proptest! {
        #[test]
        fn agrees_with_the_sum_over_all_tables(a in share(), b in share()) {
            let (fast, slow) = (fisher(a.0, a.1, b.0, b.1), by_factorials(a.0, a.1, b.0, b.1));
            prop_assert!((fast - slow).abs() < 1e-10, "{fast} is not {slow}");
        }

        #[test]
        fn is_the_same_seen_from_either_side(a in share(), b in share()) {
            let p = fisher(a.0, a.1, b.0, b.1);
            prop_assert!(0.0 < p && p <= 1.0);
            prop_assert!((p - fisher(b.0, b.1, a.0, a.1)).abs() < 1e-10);
            prop_assert!((p - fisher(a.1 - a.0, a.1, b.1 - b.0, b.1)).abs() < 1e-10);
        }
    }
}
