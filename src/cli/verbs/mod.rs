//! The verbs, a file each: its arguments, whose comments are its help, and what it does.

pub mod assign;
pub mod backup;
pub mod check;
pub mod completions;
pub mod demo;
pub mod feedback;
pub mod funnel;
pub mod help;
pub mod init;
pub mod lead;
pub mod leads;
pub mod log;
pub mod lose;
pub mod man;
pub mod moves;
pub mod next;
pub mod park;
pub mod records;
pub mod redo;
pub mod reopen;
pub mod restore;
pub mod settings;
mod story;
pub mod touch;
pub mod undo;
pub mod wake;
pub mod win;
