//! Storms: many processes on one file, some of them killed, and the proof of what came of it.
//!
//! Every storm starts its workers as processes of its own: the program that it is part of is started
//! again and finds its part in an environment variable. So the same storms run for seconds as tests
//! and for minutes as a bench, and the product needs no hook for them. A storm returns what it saw;
//! it prints nothing, and a figure of time never makes it fail.

pub mod crowd;
pub mod kill;
pub mod lost;
mod process;
pub mod seen;
pub mod sliced;
pub mod twice;
mod world;

pub use process::work;
