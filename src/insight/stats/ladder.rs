//! What young cohorts will come to, seen from how old ones grew: the chain-ladder method, with Mack's standard errors.

use super::Z95;

/// Cohorts that grow with age, and what they are expected to come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// By how much all cohorts together grew from each age to the next; 1 where nothing was seen.
    pub factors: Vec<f64>,
    /// What each cohort is expected to come to at the age of the oldest.
    pub ultimates: Vec<f64>,
    /// The standard error of what is still to come of each; nothing where growth was seen too seldom to vary.
    pub errors: Vec<Option<f64>>,
    /// What each has come to so far.
    latest: Vec<f64>,
    /// Whether nothing is to come of it, for it is as old as the oldest.
    is_done: Vec<bool>,
}

impl Ladder {
    /// Reads a triangle: for each cohort its running total by age, as far as it is old.
    ///
    /// From age `k` to `k + 1` the total is expected to grow by `f(k) = Σ C(i, k+1) / Σ C(i, k)` over the cohorts `i` that are old
    /// enough; a cohort's ultimate is its last total times the factors still to come. It supposes that young cohorts will
    /// grow as old ones did, no more. Where all totals at an age are 0 there is nothing to grow from, and `f` is 1.
    ///
    /// The standard error of what is still to come of a cohort of age `m` with ultimate `U` is
    /// `U · √(Σ σ²(k)/f(k)² · (1/Ĉ(k) + 1/S(k)))` over the ages `k ≥ m` still to come, where `σ²(k)` is how far
    /// single cohorts' growth was from `f(k)`, weighted by their totals; `Ĉ(k)` is the cohort's total as expected at `k`, and `S(k)` what the
    /// others had in all. The last `σ²`, for which one cohort alone speaks, is carried on from the two before. It knows both the
    /// chance in the cohort itself and that the factors were measured on few.
    ///
    /// Source: T. Mack, ASTIN Bulletin 23 (1993) 213–225.
    #[must_use]
    pub fn of(triangle: &[Vec<f64>]) -> Self {
        let ages = triangle.iter().map(Vec::len).max().unwrap_or_default();
        let factor = |age: usize| {
            let (mut now, mut then) = (0.0, 0.0);
            for cohort in triangle.iter().filter(|it| it.len() > age + 1) {
                then += cohort[age];
                now += cohort[age + 1];
            }
            if then > 0.0 { now / then } else { 1.0 }
        };
        let factors: Vec<f64> = (0..ages.saturating_sub(1)).map(factor).collect();
        let ultimate = |cohort: &Vec<f64>| {
            let last = cohort.last().copied().unwrap_or_default();
            let to_come = factors.iter().skip(cohort.len().saturating_sub(1));
            last * to_come.product::<f64>()
        };
        let ultimates: Vec<f64> = triangle.iter().map(ultimate).collect();
        let spread = spreads(triangle, &factors);
        let older = |age: usize| triangle.iter().filter(move |it| it.len() > age + 1);
        let growth: Vec<Growth> = (0..factors.len())
            .map(|age| Growth {
                factor: factors[age],
                from: older(age).map(|it| it[age]).sum(),
                spread: spread[age],
            })
            .collect();
        let errors = triangle.iter().zip(&ultimates);
        let errors = errors.map(|(it, ultimate)| Some(ultimate * relative(it, &growth)?));
        let last = |it: &Vec<f64>| it.last().copied().unwrap_or_default();
        Self {
            errors: errors.collect(),
            latest: triangle.iter().map(last).collect(),
            is_done: triangle.iter().map(|it| it.len() == ages).collect(),
            ultimates,
            factors,
        }
    }

    /// The ends of the 95 % interval of what a cohort will come to; nothing where growth was seen too seldom.
    ///
    /// What is still to come can't be negative and is skewed: it is taken as log-normal with its mean and its standard error, as
    /// Mack proposes.
    #[must_use]
    pub fn band(&self, cohort: usize) -> Option<(f64, f64)> {
        let (ultimate, latest) = (*self.ultimates.get(cohort)?, *self.latest.get(cohort)?);
        if *self.is_done.get(cohort)? {
            return Some((ultimate, ultimate));
        }
        let error = (*self.errors.get(cohort)?)?;
        let to_come = ultimate - latest;
        // Where nothing has ever grown, nobody knows how far it might.
        if to_come <= 0.0 || error <= 0.0 {
            return None;
        }
        let square = (error / to_come).powi(2).ln_1p();
        let end = |sign: f64| latest + to_come * (sign * Z95 * square.sqrt() - square / 2.0).exp();
        Some((end(-1.0), end(1.0)))
    }
}

/// How far the growth of single cohorts was from that of all, by age; nothing where fewer than two were seen.
fn spreads(triangle: &[Vec<f64>], factors: &[f64]) -> Vec<Option<f64>> {
    let of = |(age, factor): (usize, &f64)| {
        let older = triangle.iter().filter(|it| it.len() > age + 1);
        let seen: Vec<&Vec<f64>> = older.filter(|it| it[age] > 0.0).collect();
        let squares = seen
            .iter()
            .map(|it| it[age] * (it[age + 1] / it[age] - factor).powi(2));
        (seen.len() > 1).then(|| squares.sum::<f64>() / (seen.len() - 1) as f64)
    };
    let mut spreads: Vec<Option<f64>> = factors.iter().enumerate().map(of).collect();
    // Of the last growth only the oldest cohort knows; so of earlier ones, where others were nothing yet.
    for age in 2..spreads.len() {
        if let (None, Some(two), Some(one)) = (spreads[age], spreads[age - 2], spreads[age - 1]) {
            let carried = if two > 0.0 { one * one / two } else { 0.0 };
            spreads[age] = Some(carried.min(two.min(one)));
        }
    }
    spreads
}

/// How all cohorts together grew from one age to the next.
struct Growth {
    factor: f64,
    /// What they had.
    from: f64,
    /// How far single ones were from it.
    spread: Option<f64>,
}

/// The standard error of what is still to come of a cohort, as a part of what it will come to.
fn relative(cohort: &[f64], growth: &[Growth]) -> Option<f64> {
    let mut total = *cohort.last()?;
    let mut sum = 0.0;
    for it in growth.iter().skip(cohort.len() - 1) {
        let spread = it.spread?;
        if total > 0.0 && it.from > 0.0 {
            sum += spread / it.factor.powi(2) * (1.0 / total + 1.0 / it.from);
        }
        total *= it.factor;
    }
    Some(sum.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Yearly claims: G. C. Taylor and F. R. Ashe, Journal of Econometrics 23 (1983) 37–61.
    const CLAIMS: [&[u32]; 10] = [
        &[
            357_848, 766_940, 610_542, 482_940, 527_326, 574_398, 146_342, 139_950, 227_229, 67_948,
        ],
        &[
            352_118, 884_021, 933_894, 1_183_289, 445_745, 320_996, 527_804, 266_172, 425_046,
        ],
        &[
            290_507, 1_001_799, 926_219, 1_016_654, 750_816, 146_923, 495_992, 280_405,
        ],
        &[
            310_608, 1_108_250, 776_189, 1_562_400, 272_482, 352_053, 206_286,
        ],
        &[443_160, 693_190, 991_983, 769_488, 504_851, 470_639],
        &[396_132, 937_085, 847_498, 805_037, 705_960],
        &[440_832, 847_631, 1_131_398, 1_063_269],
        &[359_480, 1_061_648, 1_443_370],
        &[376_686, 986_608],
        &[344_014],
    ];

    fn claims() -> Vec<Vec<f64>> {
        CLAIMS
            .iter()
            .map(|row| {
                let running = row.iter().scan(0.0, |sum, it| {
                    *sum += f64::from(*it);
                    Some(*sum)
                });
                running.collect()
            })
            .collect()
    }

    /// The factors and the reserve that Mack 1993 prints for these data: 18,681 thousand in all.
    #[test]
    fn gives_the_published_factors_and_reserve() {
        let triangle = claims();
        let got = Ladder::of(&triangle);
        let want = [
            3.4906, 1.7473, 1.4574, 1.1739, 1.1038, 1.0863, 1.0539, 1.0766, 1.0177,
        ];
        for (got, want) in got.factors.iter().zip(want) {
            assert!((got - want).abs() < 6e-5, "{got} {want}");
        }
        let latest: f64 = triangle.iter().filter_map(|it| it.last()).sum();
        let reserve = got.ultimates.iter().sum::<f64>() - latest;
        assert!((reserve - 18_680_856.0).abs() < 1.0, "{reserve}");
    }

    /// The standard errors of the reserves in Mack 1993, in thousands, from the second year on; the oldest is known.
    #[test]
    fn gives_the_published_standard_errors() {
        let got = Ladder::of(&claims());
        let want = [0, 76, 122, 134, 261, 411, 558, 875, 971, 1363];
        for (at, (got, want)) in got.errors.iter().zip(want).enumerate() {
            let got = got.unwrap() / 1_000.0;
            assert!((got - f64::from(want)).abs() < 0.6, "{at}: {got} {want}");
        }
        assert_eq!(got.band(0), Some((got.ultimates[0], got.ultimates[0])));
        for at in 1..10 {
            let (low, high) = got.band(at).unwrap();
            let latest = got.latest[at];
            assert!(latest < low && low < got.ultimates[at] && got.ultimates[at] < high);
        }
    }

    #[test]
    fn growth_that_was_seen_once_alone_has_no_band() {
        let got = Ladder::of(&[vec![10.0, 20.0], vec![10.0]]);
        assert_eq!((got.ultimates[1], got.band(1)), (20.0, None));
        assert_eq!(got.band(0), Some((20.0, 20.0)));
        assert_eq!(got.band(7), None);
        // And so has growth that was never seen: that it stays nothing is no certainty.
        let flat = Ladder::of(&[vec![10.0, 10.0], vec![5.0, 5.0], vec![7.0]]);
        assert_eq!((flat.ultimates[2], flat.band(2)), (7.0, None));
    }

    #[test]
    fn nothing_to_grow_from_stays_what_it_is() {
        let got = Ladder::of(&[vec![0.0, 0.0, 5.0], vec![0.0, 0.0], vec![3.0]]);
        assert_eq!(got.factors, [1.0, 1.0]);
        assert_eq!(got.ultimates, [5.0, 0.0, 3.0]);
        assert!(Ladder::of(&[]).ultimates.is_empty());
    }
}
