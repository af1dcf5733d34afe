//! The figures, each held to cases that were worked by hand and to what must always be so.

pub mod lives;

mod conversion;
mod expected;
mod forecast;
mod laws;
mod laws_more;
mod laws_people;
mod laws_segments;
mod meeting;
mod orders;
mod outcomes;
mod weekly;
mod why;
