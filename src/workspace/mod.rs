//! Holds the one write path.
