//! Helpers that several subjects share.

#![allow(
    dead_code,
    reason = "not every helper is used by the subjects of today"
)]

pub mod cases;
pub mod company;
pub mod driver;
pub mod fixtures;
pub mod gallery;
pub mod insights;
pub mod meeting;
pub mod memory;
pub mod office;
pub mod people;
pub mod pty;
pub mod real;
pub mod segments;
pub mod svg;
pub mod terminal;
pub mod today;
