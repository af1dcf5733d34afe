//! Means, and ratios of two sums, with Student's interval.
//!
//! What is summed are whole numbers, exactly: in whatever order and in however many parts they are counted, the figure is the
//! same to its last bit.

use std::f64::consts::PI;

use super::Z95;

/// Sums over what was drawn independently: pairs of an amount `y` and of what it is spread over, `x`.
///
/// For a mean of plain amounts every `x` is 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pairs {
    n: u64,
    x: i128,
    y: i128,
    xx: i128,
    xy: i128,
    yy: i128,
}

impl Pairs {
    /// Adds one pair.
    pub const fn add(&mut self, y: i64, x: i64) {
        let (y, x) = (y as i128, x as i128);
        self.n += 1;
        self.x += x;
        self.y += y;
        self.xx = self.xx.saturating_add(x.saturating_mul(x));
        self.xy = self.xy.saturating_add(x.saturating_mul(y));
        self.yy = self.yy.saturating_add(y.saturating_mul(y));
    }

    /// Adds those of another part.
    pub const fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.x += other.x;
        self.y += other.y;
        self.xx = self.xx.saturating_add(other.xx);
        self.xy = self.xy.saturating_add(other.xy);
        self.yy = self.yy.saturating_add(other.yy);
    }

    /// How many pairs.
    #[must_use]
    pub const fn n(&self) -> u64 {
        self.n
    }

    /// The sum of the amounts.
    #[must_use]
    pub const fn sum(&self) -> i128 {
        self.y
    }

    /// The sum of their squares.
    #[must_use]
    pub const fn squares(&self) -> i128 {
        self.yy
    }

    /// The ratio `R = Σy / Σx` with its standard error `√(n/(n−1) · Σ(y − R·x)²) / Σx` and `n − 1` degrees of freedom.
    ///
    /// With every `x` = 1 this is the mean and the standard error `s/√n` of the textbooks. With orders `x` and revenue `y` of
    /// accounts it is the average order, where accounts are what chance has drawn: the orders of one account are alike,
    /// and ten from one say less than one from each of ten.
    ///
    /// Source: Student, Biometrika 6 (1908) 1–25; W. G. Cochran, Sampling Techniques, 3rd ed., Wiley 1977, section 6.3.
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        if self.x == 0 {
            return Estimate {
                value: None,
                error: None,
                freedom: 0.0,
                n: self.n,
            };
        }
        let (x, y, n) = (self.x as f64, self.y as f64, self.n as f64);
        let ratio = y / x;
        let error = (self.n > 1).then(|| {
            let (xx, xy, yy) = (self.xx as f64, self.xy as f64, self.yy as f64);
            // Where all are alike, rounding must not leave less than nothing.
            let squares = (ratio * ratio).mul_add(xx, (-2.0 * ratio).mul_add(xy, yy));
            (n / (n - 1.0) * squares.max(0.0)).sqrt() / x.abs()
        });
        Estimate {
            value: Some(ratio),
            error,
            freedom: n - 1.0,
            n: self.n,
        }
    }
}

/// A figure that is no share, with how sure it is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Estimate {
    /// The figure; nothing where there is nothing to divide by.
    pub value: Option<f64>,
    /// Its standard error; nothing where one alone says nothing of the others.
    pub error: Option<f64>,
    /// On how many independent differences that rests.
    pub freedom: f64,
    /// On how many it rests.
    pub n: u64,
}

impl Estimate {
    /// A figure that chance has no part in, such as a sum.
    #[must_use]
    pub const fn exact(value: f64) -> Self {
        Self {
            value: Some(value),
            error: None,
            freedom: 0.0,
            n: 0,
        }
    }

    /// The ends of its 95 % interval: `value ± t · error`.
    #[must_use]
    pub fn band(&self) -> Option<(f64, f64)> {
        let half = student(self.freedom) * self.error?;
        let value = self.value?;
        Some((value - half, value + half))
    }

    /// The same of what can't be negative.
    #[must_use]
    pub fn band_from_nothing(&self) -> Option<(f64, f64)> {
        self.band().map(|(low, high)| (low.max(0.0), high))
    }

    /// How far it lies above another that shares nothing with it: Welch's interval.
    ///
    /// The standard error is `√(e₁² + e₂²)`, the degrees of freedom `(e₁² + e₂²)² / (e₁⁴/f₁ + e₂⁴/f₂)`.
    ///
    /// Source: B. L. Welch, Biometrika 34 (1947) 28–35.
    #[must_use]
    pub fn above(&self, other: &Self) -> Self {
        let difference = self.value.zip(other.value).map(|(a, b)| a - b);
        let errors = self.error.zip(other.error);
        let squares = errors.map(|(a, b)| (a * a, b * b));
        let freedom = squares.map_or(0.0, |(a, b)| {
            let parts = a * a / self.freedom + b * b / other.freedom;
            if parts > 0.0 {
                (a + b) * (a + b) / parts
            } else {
                self.freedom.min(other.freedom)
            }
        });
        Self {
            value: difference,
            error: squares.map(|(a, b)| (a + b).sqrt()),
            freedom,
            n: self.n.min(other.n),
        }
    }

    /// Whether the interval of a difference leaves out none.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.band()
            .is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }
}

/// So many standard errors are the half of a 95 % interval where the error itself was measured on so many differences.
///
/// For fewer than two it is that of one.
///
/// Source: G. W. Hill, Communications of the ACM 13 (1970) 619–620 (algorithm 396).
#[must_use]
pub fn student(freedom: f64) -> f64 {
    const TAILS: f64 = 0.05;
    if freedom < 2.0 {
        return 1.0 / (TAILS * PI / 2.0).tan();
    }
    if freedom < 2.0 + 1e-9 {
        return (2.0 / (TAILS * (2.0 - TAILS)) - 2.0).sqrt();
    }
    let n = freedom;
    let a = 1.0 / (n - 0.5);
    let b = 48.0 / (a * a);
    let mut c = ((20_700.0 * a / b - 98.0) * a - 16.0) * a + 96.36;
    let d = ((94.5 / (b + c) - 3.0) / b + 1.0) * (a * PI / 2.0).sqrt() * n;
    let mut y = (d * TAILS).powf(2.0 / n);
    if y > 0.05 + a {
        let x = -Z95;
        y = x * x;
        if n < 5.0 {
            c += 0.3 * (n - 4.5) * (x + 0.6);
        }
        c += (((0.05 * d * x - 5.0) * x - 7.0) * x - 2.0) * x + b;
        y = (((((0.4 * y + 6.3) * y + 36.0) * y + 94.5) / c - y - 3.0) / b + 1.0) * x;
        y = (a * y * y).exp_m1();
    } else {
        let e = ((n + 6.0) / (n * y) - 0.089 * d - 0.822) * (n + 2.0) * 3.0;
        y = ((1.0 / e + 0.5 / (n + 4.0)) * y - 1.0) * (n + 1.0) / (n + 2.0) + 1.0 / y;
    }
    (n * y).sqrt()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(amounts: &[i64]) -> Pairs {
        let mut pairs = Pairs::default();
        amounts.iter().for_each(|it| pairs.add(*it, 1));
        pairs
    }

    fn near(got: Option<(f64, f64)>, low: f64, high: f64, within: f64) {
        let got = got.unwrap();
        let apart = (got.0 - low).abs().max((got.1 - high).abs());
        assert!(apart < within, "{got:?} is not {low} to {high}");
    }

    /// Extra hours of sleep of ten patients after each of two drugs, in tenths (Student 1908, table on page 20).
    const FIRST: [i64; 10] = [7, -16, -2, -12, -1, 34, 37, 8, 0, 20];
    const SECOND: [i64; 10] = [19, 8, 11, 1, -1, 44, 55, 16, 46, 34];

    /// The table of any textbook, to its last digit.
    #[test]
    fn student_gives_the_published_table() {
        for (freedom, want) in [
            (1.0, 12.706),
            (2.0, 4.303),
            (3.0, 3.182),
            (4.0, 2.776),
            (5.0, 2.571),
            (6.0, 2.447),
            (8.0, 2.306),
            (10.0, 2.228),
            (15.0, 2.131),
            (20.0, 2.086),
            (30.0, 2.042),
            (60.0, 2.000),
            (120.0, 1.980),
            (1e9, 1.960),
        ] {
            assert!((student(freedom) - want).abs() < 5.1e-4, "{freedom}");
        }
    }

    /// R 4.4, `t.test(extra ~ group, data = sleep)`: −3.3654832 to 0.2054832; with `paired`, −2.4598858 to −0.7001142.
    #[test]
    fn means_have_the_published_intervals() {
        let (first, second) = (of(&FIRST).estimate(), of(&SECOND).estimate());
        assert_eq!((first.value, second.value), (Some(7.5), Some(23.3)));
        let apart = first.above(&second);
        near(apart.band(), -33.654_832, 2.054_832, 1e-5);
        assert!((apart.freedom - 17.776_474).abs() < 1e-5);
        assert!(!apart.differs());
        let pairs: Vec<i64> = FIRST.iter().zip(SECOND).map(|(a, b)| a - b).collect();
        let paired = of(&pairs).estimate();
        near(paired.band(), -24.598_858, -7.001_142, 1e-5);
        assert!(paired.differs());
    }

    /// Three accounts with 1, 2 and 3 orders worth 10, 14 and 36: 60 ÷ 6 = 10 each; they miss by 0, −6 and 6, so the
    /// error is √(3/2 · 72) ÷ 6 = √3.
    #[test]
    fn a_ratio_is_as_sure_as_what_was_drawn_agrees() {
        let mut pairs = Pairs::default();
        for (y, x) in [(10, 1), (14, 2), (36, 3)] {
            pairs.add(y, x);
        }
        let it = pairs.estimate();
        assert_eq!(it.value, Some(10.0));
        assert!((it.error.unwrap() - 3_f64.sqrt()).abs() < 1e-12);
        near(it.band(), 10.0 - 7.452_413, 10.0 + 7.452_413, 1e-4);
    }

    #[test]
    fn one_alone_says_nothing_of_others_and_none_says_nothing() {
        let one = of(&[5]).estimate();
        assert_eq!((one.value, one.band()), (Some(5.0), None));
        let none = Pairs::default().estimate();
        assert_eq!((none.value, none.band()), (None, None));
        assert_eq!(one.above(&none).value, None);
        assert!(!one.above(&of(&[1, 2]).estimate()).differs());
        near(of(&[3, 3, 3]).estimate().band(), 3.0, 3.0, 1e-12);
    }

    proptest! {
        #[test]
        fn parts_in_any_order_give_the_same_and_the_band_holds_its_middle(
            amounts in prop::collection::vec((-1_000_000_i64..1_000_000, 1_i64..9), 2..60),
            cut in any::<prop::sample::Index>(),
        ) {
            let whole = |pairs: &mut dyn Iterator<Item = &(i64, i64)>| {
                let mut sums = Pairs::default();
                pairs.for_each(|(y, x)| sums.add(*y, *x));
                sums
            };
            let all = whole(&mut amounts.iter());
            let (left, right) = amounts.split_at(cut.index(amounts.len()));
            let mut parts = whole(&mut right.iter().rev());
            parts.merge(&whole(&mut left.iter()));
            prop_assert_eq!(parts, all);
            let it = all.estimate();
            let (low, high) = it.band().unwrap();
            let value = it.value.unwrap();
            prop_assert!(low <= value && value <= high);
            // Ten times the money is ten times the figure and the band.
            let tenfold: Vec<(i64, i64)> = amounts.iter().map(|(y, x)| (y * 10, *x)).collect();
            let ten = whole(&mut tenfold.iter()).estimate();
            prop_assert!((ten.error.unwrap() - it.error.unwrap() * 10.0).abs() <= 1e-6 * ten.error.unwrap().max(1.0));
            prop_assert_eq!(it.above(&it).value, Some(0.0));
        }

        #[test]
        fn the_more_differences_the_fewer_errors(freedom in 1_u32..500) {
            let freedom = f64::from(freedom);
            prop_assert!(student(freedom) > student(freedom + 1.0) && student(freedom) > Z95);
        }
    }
}
