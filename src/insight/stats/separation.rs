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
    /// The area from the pairs that are in the right order, counted twice as [`pairs_won`] does; nothing where a group is
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

/// Against how many of some scores, in ascending order, another one loses: two for each, one for each tie.
#[must_use]
pub fn pairs_won(scores: &[f32], other: f32) -> u64 {
    let below = scores.partition_point(|it| *it < other);
    let not_above = scores.partition_point(|it| *it <= other);
    (2 * (scores.len() - not_above) + (not_above - below)) as u64
}
