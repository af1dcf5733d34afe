//! Holds what stands between the screen machine and the world: the loop, the terminal, signals, the clock.
//!
//! One loop serves every kind of screen; where its events come from and where its frames go is handed in. Must not
//! hold anything of what is shown or decided: that is the machine's and the workspace's.

mod ahead;
mod aside;
mod backend;
mod clipboard;
mod colours;
mod desk;
mod editor;
mod files;
mod foresight;
mod input;
mod keys;
mod lists;
mod local;
mod open;
mod reader;
mod reports;
mod rewinder;
mod session;
mod signals;
mod start;
mod sweeps;
mod tongue;
mod work;
mod worker;

pub use backend::Painter;
pub use desk::{Clock, LocalDesk, Seat};
pub use editor::{Failure, Returned};
pub use input::{Decoder, MAX_PASTE_BYTES};
pub use local::{LocalOptions, run_local};
pub use open::open;
pub use reader::{ReaderError, reader};
pub use session::{Desk, End, FRAME, Inbound, Session, Terminal};
pub use signals::outlive_file_size_limit;

/// Why a screen could not be opened or kept open.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// There is no terminal to draw on.
    #[error(
        "the screen needs a terminal, and standard output is none; `fiveply funnel` prints the figures instead"
    )]
    NoTerminal,
    /// The terminal refused.
    #[error("the terminal cannot be {doing}: {source}")]
    Terminal {
        /// What was being done.
        doing: &'static str,
        /// Why not.
        source: std::io::Error,
    },
}
