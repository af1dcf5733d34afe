//! The store in one SQLite file; nothing of SQLite is seen outside this folder.
