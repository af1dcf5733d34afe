//! Draws that depend on nothing but a seed, a purpose and a number: record 300,000 is drawn without
//! the 299,999 before it.
//!
//! Only additions and multiplications of floats are used, so every machine draws the same. Nothing
//! here knows what is drawn.

/// What a draw is for: the same record draws differently for each purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Season,
    Skill,
    Account,
    Address,
    Slot,
    Contact,
    Lead,
    Life,
    Words,
    Feedback,
    Touch,
    Handover,
    AccountTags,
    LeadTags,
    Habit,
    Reply,
    Terms,
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finishing steps of splitmix64.
const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A short sequence of draws.
#[derive(Debug, Clone)]
pub(super) struct Draw {
    state: u64,
}

impl Draw {
    /// Begins the sequence of one record for one purpose.
    pub(super) const fn new(seed: u64, purpose: Purpose, index: u64) -> Self {
        let stream = mix(seed.wrapping_add((purpose as u64 + 1).wrapping_mul(GOLDEN)));
        Self {
            state: mix(stream ^ index.wrapping_mul(GOLDEN)),
        }
    }

    /// Passes over so many draws, whatever they are.
    pub(super) const fn skip(&mut self, draws: u64) {
        self.state = self.state.wrapping_add(GOLDEN.wrapping_mul(draws));
    }

    const fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// A number from 0 up to, but not, 1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number from 0 up to, but not, the limit; 0 where the limit is 0.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(limit)) >> 64) as u64
    }

    /// Whether something of this probability happens.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of the things; all are as likely.
    pub(super) fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len() as u64) as usize]
    }

    /// A position, as likely as its weight; the first where all weights are 0.
    pub(super) fn weighted(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let total: u32 = weights.clone().sum();
        let mut rest = self.below(u64::from(total));
        for (position, weight) in weights.enumerate() {
            if rest < u64::from(weight) {
                return position;
            }
            rest -= u64::from(weight);
        }
        0
    }

    /// A standard normal number, near enough: four uniform ones added up, never beyond ±3.46.
    pub(super) fn normal(&mut self) -> f64 {
        let bits = self.bits();
        let sum: u64 = (0..4).map(|part| (bits >> (16 * part)) & 0xFFFF).sum();
        (sum as f64 - 131_070.0) / 37_837.2
    }

    /// A log-normal number: half of them lie below the median, few lie far above.
    pub(super) fn skewed(&mut self, median: f64, sigma: f64) -> f64 {
        median * exp(sigma * self.normal())
    }
}

/// 1, a half, a third and so on: to divide takes three times as long as to multiply.
const PARTS: [f64; 12] = {
    let (mut parts, mut n) = ([1.0; 12], 0);
    while n < parts.len() {
        parts[n] = 1.0 / (n + 1) as f64;
        n += 1;
    }
    parts
};

/// e to the power of x, for x from -40 to 40; made of exact steps only, unlike the system's own.
pub(super) fn exp(x: f64) -> f64 {
    let power = x.clamp(-40.0, 40.0) * std::f64::consts::LOG2_E;
    // `floor` is a call on machines of the oldest kind, for which we build.
    let cut = power as i64;
    let whole = cut - i64::from(cut as f64 > power);
    let rest = (power - whole as f64) * std::f64::consts::LN_2;
    let mut sum = 1.0;
    for part in PARTS.into_iter().rev() {
        sum = 1.0 + rest * part * sum;
    }
    sum * f64::from_bits(((1023 + whole) as u64) << 52)
}

/// The probability that belongs to log odds.
pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_the_exponential_function() {
        for step in -400..=400 {
            let x = f64::from(step) / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-12, "{x}");
        }
        assert!((logistic(0.0) - 0.5).abs() < 1e-15);
    }

    #[test]
    fn a_draw_that_is_passed_over_leaves_those_behind_it_as_they_are() {
        let mut one = Draw::new(7, Purpose::Lead, 1);
        let mut other = one.clone();
        one.weighted([2, 5].into_iter());
        one.below(9);
        one.normal();
        other.skip(3);
        assert_eq!(one.bits(), other.bits());
    }

    #[test]
    fn draws_of_neighbours_and_of_purposes_differ() {
        let first = |purpose, index| Draw::new(7, purpose, index).bits();
        assert_eq!(first(Purpose::Lead, 1), first(Purpose::Lead, 1));
        assert_ne!(first(Purpose::Lead, 1), first(Purpose::Lead, 2));
        assert_ne!(first(Purpose::Lead, 1), first(Purpose::Touch, 1));
        assert_ne!(
            Draw::new(8, Purpose::Lead, 1).bits(),
            first(Purpose::Lead, 1)
        );
    }

    #[test]
    fn normal_draws_have_their_mean_and_spread() {
        let (mut sum, mut squares) = (0.0, 0.0);
        for index in 0..100_000 {
            let x = Draw::new(1, Purpose::Lead, index).normal();
            sum += x;
            squares += x * x;
        }
        assert!((sum / 1e5).abs() < 0.02, "{sum}");
        assert!((squares / 1e5 - 1.0).abs() < 0.02, "{squares}");
    }

    #[test]
    fn weights_are_kept() {
        let mut counts = [0; 3];
        let mut draw = Draw::new(1, Purpose::Lead, 0);
        for _ in 0..10_000 {
            counts[draw.weighted([1, 0, 3].into_iter())] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((2_300..2_700).contains(&counts[0]), "{counts:?}");
    }
}
