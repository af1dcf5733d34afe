//! Chance, drawn from a fixed seed: the same question always gets the same answer, on every machine.
//!
//! Uniform numbers are those of SplitMix64; normal ones come by the polar method, gamma ones by squeezing a cubed
//! normal, beta ones are two gammas.
//!
//! Sources: G. L. Steele and others, OOPSLA 2014, 453–472; G. Marsaglia and T. A. Bray, SIAM Review 6 (1964)
//! 260–264; G. Marsaglia and W. W. Tsang, ACM Transactions on Mathematical Software 26 (2000) 363–372.

/// A sequence of draws.
#[derive(Debug, Clone)]
pub struct Dice {
    state: u64,
}

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// So many sides a throw has.
const SIDES: f64 = (1_u64 << 53) as f64;

/// A chance, as how many sides are good.
#[derive(Debug, Clone, Copy)]
pub struct Sides(u64);

impl Sides {
    /// Of a probability from 0 to 1.
    #[must_use]
    pub fn of(probability: f64) -> Self {
        Self((probability * SIDES).ceil() as u64)
    }
}

#[inline]
const fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Dice {
    /// Begins the sequence of a number; those of neighbouring numbers have nothing in common.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self {
            state: mixed(seed.wrapping_mul(STEP)),
        }
    }

    /// One of `SIDES` whole numbers from 0 on.
    #[inline]
    const fn side(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mixed(self.state) >> 11
    }

    /// A number from 0 up to, but not, 1.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        self.side().cast_signed() as f64 / SIDES
    }

    /// Whether something of this chance comes about: the same as asking whether [`unit`](Self::unit) lies below it.
    #[inline]
    pub const fn comes(&mut self, good: Sides) -> bool {
        self.side() < good.0
    }

    /// A number of the standard normal distribution.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        loop {
            let (x, y) = (2.0 * self.unit() - 1.0, 2.0 * self.unit() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                return x * (-2.0 * square.ln() / square).sqrt();
            }
        }
    }

    /// A number of the gamma distribution of a shape above 0, with scale 1.
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let lifted = self.gamma(shape + 1.0);
            return lifted * (1.0 - self.unit()).powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            let u = 1.0 - self.unit();
            // Where a bound below it says yes already, the logarithm need not be taken.
            if v > 0.0 && u < 1.0 - 0.0331 * x.powi(4) {
                return d * v;
            }
            if v > 0.0 && u.ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// A share of the beta distribution: what to believe of a probability after `a − ½` successes and `b − ½` failures.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (x, y) = (self.gamma(a), self.gamma(b));
        if x + y > 0.0 {
            x / (x + y)
        } else {
            a / (a + b)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(draw: impl FnMut() -> f64) -> (f64, f64) {
        let many = 200_000;
        let drawn: Vec<f64> = std::iter::repeat_with(draw).take(many).collect();
        let mean = drawn.iter().sum::<f64>() / many as f64;
        let spread = drawn.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / many as f64;
        (mean, spread)
    }

    /// Mean and variance: ½ and 1/12; 0 and 1; a/(a+b) and ab/((a+b)²(a+b+1)). Within five standard errors.
    #[test]
    fn draws_have_the_moments_of_their_distributions() {
        let mut dice = Dice::new(7);
        let near = |got: (f64, f64), want: (f64, f64)| {
            let within = 5.0 * (want.1 / 200_000.0).sqrt();
            assert!((got.0 - want.0).abs() < within, "{got:?} {want:?}");
            assert!((got.1 / want.1 - 1.0).abs() < 0.02, "{got:?} {want:?}");
        };
        near(moments(|| dice.unit()), (0.5, 1.0 / 12.0));
        near(moments(|| dice.normal()), (0.0, 1.0));
        for (a, b) in [(0.5, 0.5), (3.5, 7.5), (120.5, 40.5)] {
            let sum: f64 = a + b;
            let variance = a * b / (sum * sum * (sum + 1.0));
            near(moments(|| dice.beta(a, b)), (a / sum, variance));
        }
    }

    #[test]
    fn what_has_a_chance_comes_about_where_a_number_lies_below_it() {
        for chance in [0.0, 0.25, 1.0 / 3.0, 0.999, 1.0] {
            let (mut one, mut same) = (Dice::new(9), Dice::new(9));
            let of = Sides::of(chance);
            assert!((0..999).all(|_| one.comes(of) == (same.unit() < chance)));
        }
    }

    #[test]
    fn the_same_seed_draws_the_same() {
        let (mut one, mut same, mut other) = (Dice::new(3), Dice::new(3), Dice::new(4));
        let draws = |dice: &mut Dice| [dice.unit(), dice.normal(), dice.beta(2.0, 3.0)];
        assert_eq!(draws(&mut one), draws(&mut same));
        assert!(draws(&mut one)[0] != draws(&mut other)[0]);
        // Not even shifted by one.
        let (mut one, mut next) = (Dice::new(3), Dice::new(4));
        let first: Vec<f64> = (0..9).map(|_| one.unit()).collect();
        assert!((0..9).all(|_| !first.contains(&next.unit())));
    }
}
