//! Holds the pure screen machine.
