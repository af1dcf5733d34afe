//! How many advance, and how many are lost, by a day, when some stays are still open: the Aalen–Johansen estimator.
//!
//! Lost competes with advanced: what is lost can no longer advance. A survival curve that treats the lost as still
//! open asks "what if nobody could be lost", and its answer is always too high; here the two shares and those who
//! stay add up to one on every day.

use super::proportion::score_band;
use super::tally::Tally;

/// The end whose share is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Going forward.
    Advanced,
    /// Being lost.
    Lost,
}

/// One day on which somebody left, and the shares after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Risk {
    /// The day, counted from the start of each stay.
    pub day: u32,
    /// How many were still there as the day began.
    pub at_risk: u64,
    /// How many went forward on it.
    pub advanced: u64,
    /// How many were lost on it.
    pub lost: u64,
    /// The share that was still there as the day began.
    pub before: f64,
    /// The share that has advanced by the end of this day.
    pub advanced_by: f64,
    /// The share that was lost by the end of this day.
    pub lost_by: f64,
}

/// A share that is reached by a day, with its uncertainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// The share, in 0..=1.
    pub share: f64,
    /// The lower 95 % bound.
    pub low: f64,
    /// The upper 95 % bound.
    pub high: f64,
    /// The standard error of the share.
    pub error: f64,
    /// How many stays with a known end would give the same certainty; never more than were counted.
    pub worth: f64,
}

/// The cumulative incidence of advancing and of being lost.
///
/// `F_c(t) = Σ over days d ≤ t of S(d−) · c(d) / at_risk(d)`, where `S` is the survival of both ends together.
///
/// Source: O. O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5 (1978) 141–150.
#[derive(Debug, Clone, PartialEq)]
pub struct Incidence {
    steps: Vec<Risk>,
    /// Length of the open stays and how many are that long, shortest first.
    open: Vec<(u32, u64)>,
    n: u64,
    longest: Option<u32>,
}

impl Incidence {
    /// Reads both curves off a tally.
    #[must_use]
    pub fn of(tally: &Tally) -> Self {
        let n = tally.total().all();
        let mut got = Self {
            steps: Vec::new(),
            open: Vec::new(),
            n,
            longest: None,
        };
        let (mut at_risk, mut before) = (n, 1.0);
        let (mut advanced_by, mut lost_by) = (0.0, 0.0);
        for (day, ends) in tally.days() {
            got.longest = Some(day);
            let over = ends.over();
            if over > 0 {
                let here = at_risk as f64;
                advanced_by += before * ends.advanced as f64 / here;
                lost_by += before * ends.lost as f64 / here;
                got.steps.push(Risk {
                    day,
                    at_risk,
                    advanced: ends.advanced,
                    lost: ends.lost,
                    before,
                    advanced_by,
                    lost_by,
                });
                before *= (at_risk - over) as f64 / here;
            }
            if ends.open > 0 {
                got.open.push((day, ends.open));
            }
            at_risk -= ends.all();
        }
        got
    }

    /// How many stays the curves rest on.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.n
    }

    /// How many of them are still open.
    #[must_use]
    pub fn still_open(&self) -> u64 {
        self.open.iter().map(|(_, count)| count).sum()
    }

    /// The longest stay seen, over or open: the curves end there.
    #[must_use]
    pub fn longest(&self) -> Option<u32> {
        self.longest
    }

    /// The days on which somebody left, first to last.
    #[must_use]
    pub fn steps(&self) -> &[Risk] {
        &self.steps
    }

    /// The share that leaves by `cause` on or before `day`; `None` where there are no stays, or where the curve ended
    /// before that day with some still open, because nothing was seen there.
    ///
    /// The variance is that of the delta method (Greenwood's formula carried over to two ends), which without open
    /// stays is exactly the binomial `p(1−p)/n`, with one end exactly Greenwood's, and otherwise the infinitesimal
    /// jackknife. With `g = F(t) − F(d)`, `r = at_risk`, `a` leaving in all and `k` by this cause on day `d`:
    /// `Var = Σ g²·a/(r(r−a)) + S(d−)²·k(r−k)/r³ − 2·g·S(d−)·k/r²`.
    /// The band is Wilson's, on the number of stays that would have this variance, `F(1−F)/Var`; so without open
    /// stays it is the very band that the plain share has. At a share of 0 or 1, where the variance says nothing, that
    /// number is how many were followed up to the day.
    ///
    /// Sources: G. E. Dinse and M. G. Larson, Biometrika 73 (1986) 379–386 (variance, equation 6); K. J. Rothman, Journal of
    /// Chronic Diseases 31 (1978) 557–560 (the score band on an effective number).
    #[must_use]
    pub fn by(&self, cause: Cause, day: u32) -> Option<Chance> {
        let longest = self.longest?;
        if day > longest && self.open.last().is_some_and(|(last, _)| *last == longest) {
            return None;
        }
        let passed = self.steps.partition_point(|step| step.day <= day);
        let steps = &self.steps[..passed];
        let share = steps.last().map_or(0.0, |step| step.by(cause)).min(1.0);
        let variance = variance(steps, cause, share);
        let followed = self.followed(day);
        let spread = share * (1.0 - share);
        let inside = variance > f64::EPSILON * f64::EPSILON && spread > 0.0;
        let worth = if inside {
            (spread / variance).min(self.n as f64)
        } else {
            followed as f64
        };
        let (low, high) = score_band(share, worth);
        Some(Chance {
            share,
            low,
            high,
            error: variance.sqrt(),
            worth,
        })
    }

    /// The share that leaves by `cause` as far as can be seen: by the longest stay.
    #[must_use]
    pub fn at_the_end(&self, cause: Cause) -> Option<Chance> {
        self.by(cause, self.longest?)
    }

    /// How many are known to have left by `day` or to have been there on it.
    fn followed(&self, day: u32) -> u64 {
        let out_of_sight = self.open.partition_point(|(last, _)| *last < day);
        let lost_sight: u64 = self.open[..out_of_sight]
            .iter()
            .map(|(_, count)| count)
            .sum();
        self.n - lost_sight
    }
}

impl Risk {
    /// How many left by this cause on the day.
    #[must_use]
    pub fn left(&self, cause: Cause) -> u64 {
        match cause {
            Cause::Advanced => self.advanced,
            Cause::Lost => self.lost,
        }
    }

    /// The share that has left by this cause by the end of the day.
    #[must_use]
    pub fn by(&self, cause: Cause) -> f64 {
        match cause {
            Cause::Advanced => self.advanced_by,
            Cause::Lost => self.lost_by,
        }
    }
}

/// The delta-method variance of the share at the end of `steps`; see [`Incidence::by`] for the formula.
fn variance(steps: &[Risk], cause: Cause, share: f64) -> f64 {
    let mut sum = 0.0;
    for step in steps {
        let here = step.at_risk as f64;
        let over = (step.advanced + step.lost) as f64;
        let left = step.left(cause) as f64;
        let still_to_come = share - step.by(cause);
        // When all leave on one day nothing is to come after it, and the first term has no meaning.
        if here > over {
            sum += still_to_come.powi(2) * over / (here * (here - over));
        }
        sum += step.before.powi(2) * left * (here - left) / here.powi(3);
        sum -= 2.0 * still_to_come * step.before * left / here.powi(2);
    }
    sum.max(0.0)
}

#[cfg(test)]
mod tests;
