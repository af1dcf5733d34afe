//! Tests of `ui`.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a test picks what it looks for"
)]

mod chrome;
mod funnel;
mod keys;
mod pipeline;
mod session;
mod source;
