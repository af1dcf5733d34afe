//! Helpers that several subjects share.

pub mod memory;
