//! The parts of what is measured of screens: one without a terminal, the program in one, a colleague, the table.

pub mod colleague;
pub mod keys;
pub mod machine;
pub mod rows;
pub mod terminal;
pub mod typed;
