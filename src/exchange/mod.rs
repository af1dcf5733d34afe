//! Holds import and export.
