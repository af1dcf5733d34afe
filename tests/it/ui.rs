//! Tests of `ui`.

mod answers;
mod board;
mod chrome;
mod drill;
mod edits;
mod everywhere;
mod feedback;
mod fresh;
mod funnel;
mod import;
mod keys;
mod laid_out;
mod live;
mod looks;
mod morning;
mod new_lead;
mod pages;
mod pipeline;
mod session;
mod settings;
mod source;
mod start;
mod terminal;
mod today;
mod tour;
mod weekly;
