//! Holds typed settings.
