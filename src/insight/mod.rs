//! Holds the numbers.
