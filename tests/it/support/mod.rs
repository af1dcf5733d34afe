//! Helpers that several subjects share.

pub mod driver;
pub mod fixtures;
pub mod pty;
