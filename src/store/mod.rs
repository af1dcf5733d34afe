//! Holds the boundary to rows and log.
