//! Holds messages per session.
