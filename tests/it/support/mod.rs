//! Helpers that several subjects share.
