//! Holds one file a verb.
