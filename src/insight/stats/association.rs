//! How far two groups spread differently over the values of something: one measure of all values, one of each.

/// Cramér's V of two groups by `k` values, corrected for its bias; 0 is no difference, 1 nothing in common.
///
/// `counts` has a pair a value: how many of each group have it. With `n` in all and `φ² = χ²/n` the corrected measure
/// is `√(φ̃² / min(k̃−1, r̃−1))`, where `φ̃² = max(0, φ² − (k−1)(r−1)/(n−1))`, `k̃ = k − (k−1)²/(n−1)` and `r̃`
/// likewise for the two groups. Without the correction a field with many values would always seem to differ most.
/// `None` where a group is empty, or where fewer than two values occur.
///
/// Source: W. Bergsma, Journal of the Korean Statistical Society 42 (2013) 323–328.
#[must_use]
pub fn cramers_v(counts: &[(u64, u64)]) -> Option<f64> {
    let occur = || counts.iter().filter(|(a, b)| a + b > 0);
    let k = occur().count();
    let (in_a, in_b) = occur().fold((0, 0), |(x, y), (a, b)| (x + a, y + b));
    if k < 2 || in_a == 0 || in_b == 0 {
        return None;
    }
    let (k, n) = (k as f64, (in_a + in_b) as f64);
    let (share_a, share_b) = (in_a as f64 / n, in_b as f64 / n);
    let chi: f64 = occur()
        .map(|(a, b)| {
            let all = (a + b) as f64;
            let (want_a, want_b) = (all * share_a, all * share_b);
            (*a as f64 - want_a).powi(2) / want_a + (*b as f64 - want_b).powi(2) / want_b
        })
        .sum();
    let phi = (chi / n - (k - 1.0) / (n - 1.0)).max(0.0);
    let values = k - (k - 1.0).powi(2) / (n - 1.0);
    let groups = 2.0 - 1.0 / (n - 1.0);
    let room = (values - 1.0).min(groups - 1.0);
    (room > 0.0).then(|| (phi / room).sqrt().min(1.0))
}

/// How much likelier a value is in the first group, as the log of the ratio of its odds, and by how many standard errors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogOdds {
    /// The logarithm of the ratio of the odds, shrunk; above 0 it is likelier in the first group.
    pub log_odds: f64,
    /// The same in standard errors; within ±1.96 it may be chance.
    pub z: f64,
}

/// The log-odds of each value with the two groups together as prior, which weighs as much as one lead a value.
///
/// With `α = w·(a+b)/n` and `w = k`: `δ = ln((a+α)/(A+w−a−α)) − ln((b+α)/(B+w−b−α))`, its variance about
/// `1/(a+α) + 1/(b+α)`; values that occur nowhere get 0. So three leads with a rare value don't shout.
///
/// Source: B. L. Monroe, M. P. Colaresi, K. M. Quinn, Political Analysis 16 (2008) 372–403, equations 15 to 22.
#[must_use]
pub fn log_odds(counts: &[(u64, u64)]) -> Vec<LogOdds> {
    let weight = counts.iter().filter(|(a, b)| a + b > 0).count() as f64;
    let (in_a, in_b) = counts.iter().fold((0, 0), |(x, y), (a, b)| (x + a, y + b));
    let all = (in_a + in_b) as f64;
    let one = |(a, b): &(u64, u64)| {
        if a + b == 0 || weight < 2.0 {
            return LogOdds {
                log_odds: 0.0,
                z: 0.0,
            };
        }
        let prior = weight * (a + b) as f64 / all;
        let (has_a, has_b) = (*a as f64 + prior, *b as f64 + prior);
        let odds = |has: f64, of: u64| (has / (of as f64 + weight - has)).ln();
        let log_odds = odds(has_a, in_a) - odds(has_b, in_b);
        LogOdds {
            log_odds,
            z: log_odds / (1.0 / has_a + 1.0 / has_b).sqrt(),
        }
    };
    counts.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(got: f64, want: f64) {
        assert!((got - want).abs() < 1e-9, "{got} is not {want}");
    }

    /// By hand, 20 and 20: expected 10 in every cell of (15, 5), (5, 15), so χ² = 4·25/10 = 10, φ² = 1/4;
    /// φ̃² = 1/4 − 1/39, k̃ − 1 = r̃ − 1 = 38/39, V² = (35/156)·(39/38) = 35/152.
    #[test]
    fn v_agrees_with_a_table_worked_by_hand() {
        near(
            cramers_v(&[(15, 5), (5, 15)]).unwrap(),
            (35.0_f64 / 152.0).sqrt(),
        );
        // Values that nobody has change nothing.
        near(
            cramers_v(&[(15, 5), (0, 0), (5, 15)]).unwrap(),
            (35.0_f64 / 152.0).sqrt(),
        );
    }

    #[test]
    fn v_is_none_one_or_zero_at_the_ends() {
        assert_eq!(cramers_v(&[(15, 15), (5, 5)]), Some(0.0));
        near(cramers_v(&[(20, 0), (0, 20)]).unwrap(), 1.0);
        assert_eq!(cramers_v(&[(20, 20)]), None);
        assert_eq!(cramers_v(&[(20, 0), (3, 0)]), None);
        assert_eq!(cramers_v(&[]), None);
    }

    /// By hand: k = 2, α = 2·20/40 = 1 for both; δ = ln(16/6) − ln(6/16) = 2·ln(8/3), variance 1/16 + 1/6 = 11/48.
    #[test]
    fn log_odds_agree_with_a_table_worked_by_hand() {
        let [first, second] = log_odds(&[(15, 5), (5, 15)])[..] else {
            panic!("two values");
        };
        let want = 2.0 * (8.0_f64 / 3.0).ln();
        near(first.log_odds, want);
        near(first.z, want / (11.0_f64 / 48.0).sqrt());
        near(second.log_odds, -want);
    }

    #[test]
    fn a_rare_value_on_one_side_weighs_less_than_a_frequent_one() {
        let found = log_odds(&[(2, 0), (300, 200), (198, 300)]);
        assert!(found[0].z < 1.96 && found[1].z > 5.0, "{found:?}");
    }

    proptest! {
        #[test]
        fn swapping_the_groups_turns_the_sign_and_keeps_the_measure(
            counts in prop::collection::vec((0_u64..500, 0_u64..500), 1..12)
        ) {
            let swapped: Vec<_> = counts.iter().map(|(a, b)| (*b, *a)).collect();
            match (cramers_v(&counts), cramers_v(&swapped)) {
                (Some(one), Some(other)) => {
                    prop_assert!((one - other).abs() < 1e-9);
                    prop_assert!((0.0..=1.0).contains(&one));
                }
                (one, other) => prop_assert_eq!(one, other),
            }
            for (one, other) in log_odds(&counts).iter().zip(log_odds(&swapped)) {
                prop_assert!((one.z + other.z).abs() < 1e-6);
            }
        }
    }
}
