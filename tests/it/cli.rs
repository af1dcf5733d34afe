//! The command line, run as a function with a fixed clock, and once as a process where that matters.

pub mod desk;

mod day;
mod decisions;
mod errors;
mod handover;
mod import;
mod lists;
mod process;
mod records;
mod report;
mod report_edges;
mod segments;
mod shapes;
mod sweep;
mod then;
