//! The pure statistics behind every figure: numbers in, numbers out.
//!
//! Nothing here knows of leads, layers, stores or screens; chance is drawn from a seed, and the order of the input never
//! changes a result. Every interval is a two-sided 95 % one. Where a figure does not exist (no trials, a curve that
//! never gets there) the answer is `None`, never a made-up zero.
//!
//! | question | answer |
//! |---|---|
//! | a share and how sure it is | [`wilson`] |
//! | do two shares differ, and by how much | [`newcombe()`], [`fisher()`] |
//! | a mean or a ratio and how sure it is, and whether two differ | [`Pairs`] → [`Estimate`] |
//! | where do two groups differ most | [`cramers_v`], [`log_odds`] |
//! | do scores tell two groups apart | [`Separation`] |
//! | how long do they stay, open ones included | [`Tally`] → [`Survival`] |
//! | how many advance by a day, when losing competes and some are still open | [`Tally`] → [`Incidence`] |
//! | many small segments, without crowning the luckiest | [`Prior`] |
//! | what young cohorts will come to | [`Ladder`] |
//! | draws for a simulation | [`Dice`] |

mod association;
mod dice;
mod fisher;
mod incidence;
mod ladder;
mod mean;
mod proportion;
mod separation;
mod shrink;
mod survival;
mod tally;

pub use association::{LogOdds, cramers_v, log_odds};
pub use dice::{Dice, Sides};
pub use fisher::fisher;
pub use incidence::{Cause, Chance, Incidence, Risk};
pub use ladder::Ladder;
pub use mean::{Estimate, Pairs, student};
pub use proportion::{Difference, Rate, newcombe, wilson};
pub use separation::{Scores, Separation};
pub use shrink::Prior;
pub use survival::{Step, Survival};
pub use tally::{End, Ends, Tally};

/// The 97.5th percentile of the standard normal distribution: the half width, in standard errors, of a 95 % interval.
pub const Z95: f64 = 1.959_963_984_540_054;
