//! Holds the loop.
