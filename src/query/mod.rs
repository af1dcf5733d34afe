//! Holds the filter language.
