//! The parts of the figures: the data, the child processes, the comparisons, the table.

pub mod child;
pub mod data;
pub mod insight;
pub mod long;
pub mod moves;
pub mod past;
pub mod select;
pub mod table;
