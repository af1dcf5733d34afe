//! Tests of `ui`.

mod chrome;
mod funnel;
mod keys;
mod pipeline;
mod session;
mod source;
