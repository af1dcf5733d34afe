//! Holds the funnel's words and rules: entities, commands, decisions, errors.
//!
//! It decides and does nothing else: no clock, no SQL, no terminal.

pub mod clean;
pub mod stage;

pub use clean::Clean;
pub use stage::{Layer, Status};
