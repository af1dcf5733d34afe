//! What young cohorts will come to, seen from how old ones grew: the chain-ladder method.

/// Cohorts that grow with age, and what they are expected to come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// By how much all cohorts together grew from each age to the next; 1 where nothing was seen.
    pub factors: Vec<f64>,
    /// What each cohort is expected to come to at the age of the oldest.
    pub ultimates: Vec<f64>,
}

impl Ladder {
    /// Reads a triangle: for each cohort its running total by age, as far as it is old.
    ///
    /// From age `k` to `k + 1` the total is expected to grow by `f(k) = Σ C(i, k+1) / Σ C(i, k)` over the cohorts `i` that are old
    /// enough; a cohort's ultimate is its last total times the factors still to come. It supposes that young cohorts will
    /// grow as old ones did, no more. Where all totals at an age are 0 there is nothing to grow from, and `f` is 1.
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
        Self {
            ultimates: triangle.iter().map(ultimate).collect(),
            factors,
        }
    }
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

    /// The factors and the reserve that Mack 1993 prints for these data: 18,681 thousand in all.
    #[test]
    fn gives_the_published_factors_and_reserve() {
        let triangle: Vec<Vec<f64>> = CLAIMS
            .iter()
            .map(|row| {
                let running = row.iter().scan(0.0, |sum, it| {
                    *sum += f64::from(*it);
                    Some(*sum)
                });
                running.collect()
            })
            .collect();
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

    #[test]
    fn nothing_to_grow_from_stays_what_it_is() {
        let got = Ladder::of(&[vec![0.0, 0.0, 5.0], vec![0.0, 0.0], vec![3.0]]);
        assert_eq!(got.factors, [1.0, 1.0]);
        assert_eq!(got.ultimates, [5.0, 0.0, 3.0]);
        assert!(Ladder::of(&[]).ultimates.is_empty());
    }
}
