//! Holds a made-up company.
