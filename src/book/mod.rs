//! Holds the columnar index in memory.
