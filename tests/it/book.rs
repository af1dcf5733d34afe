//! Tests of `book`.
