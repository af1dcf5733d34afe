//! The integration tests, one binary: a module a subject. Must not hold tests itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::wildcard_enum_match_arm)]

mod as_of;
mod book;
mod cli;
mod demo;
mod docs;
mod exchange;
mod facets;
mod flow;
mod import;
mod insight;
mod layering;
mod lookalike;
mod pictures;
mod query;
mod segments;
mod snapshot;
mod store;
mod storms;
mod stuck;
mod support;
mod sweep;
mod ui;
mod workspace;
