//! Holds the numbers: pure functions over the book, each with its definition.
//!
//! Reads no store and no clock; what is shown of a number (its name, its colour) is not decided here.

pub mod before;
pub mod calibration;
pub mod cohort;
pub mod compare;
pub mod conversion;
pub mod currencies;
pub mod duration;
pub mod facets;
pub mod flow;
pub mod forecast;
pub mod funnel;
pub mod groups;
pub mod lookalike;
pub mod lost;
pub mod orders;
pub mod outline;
pub mod picked;
mod places;
pub mod replay;
pub mod response;
pub mod shift;
pub mod stats;
pub mod velocity;
pub mod why;
pub mod winrate;
pub mod worklist;
