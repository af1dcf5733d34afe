//! fiveply: the five-layer sales funnel of a B2B company, in the terminal.

pub mod book;
pub mod cli;
pub mod config;
pub mod demo;
pub mod exchange;
pub mod host;
pub mod i18n;
pub mod insight;
pub mod model;
pub mod query;
pub mod store;
pub mod ui;
pub mod workspace;
