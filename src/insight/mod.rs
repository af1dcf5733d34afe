//! Holds the numbers: what is counted, how sure it is, and what it adds up to.
//!
//! It reads no store, no clock and no screen; what it needs is passed in.

pub mod stats;
