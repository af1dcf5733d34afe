//! Parses, dispatches and returns the exit code; must hold nothing else.
fn main() {}
