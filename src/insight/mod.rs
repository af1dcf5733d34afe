//! Holds the numbers: pure functions over the book, each with its definition.
//!
//! Reads no store and no clock; what is shown of a number (its name, its colour) is not decided here.

pub mod before;
pub mod compare;
pub mod conversion;
pub mod currencies;
pub mod facets;
pub mod flow;
pub mod funnel;
pub mod groups;
pub mod lookalike;
pub mod outline;
pub mod picked;
pub mod shift;
pub mod stats;
pub mod why;
pub mod worklist;
