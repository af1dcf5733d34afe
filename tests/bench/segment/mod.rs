//! What the bench of segments is made of.

pub mod curve;
pub mod duck;
pub mod machine;
pub mod ours;
pub mod words;
