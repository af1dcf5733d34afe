//! The store: what any store has to do, and what the one in a SQLite file does beyond that.

mod backup;
mod check;
mod conformance;
mod faults;
mod finding;
mod log;
mod making;
mod older;
mod opening;
mod power;
mod pressure;
mod properties;
mod schema;
mod speed;
mod telling;
mod views;
mod watching;
mod world;
