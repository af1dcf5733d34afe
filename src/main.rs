//! Runs the command line and returns its exit code; must hold nothing else.

use std::process::ExitCode;

use fiveply::{cli, host};

fn main() -> ExitCode {
    // Whatever is made is for its owner's eyes, until they say otherwise.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    // A file that may not grow is then a write error, which is told, and not the end of the program.
    let _ = host::outlive_file_size_limit();
    ExitCode::from(cli::process(std::env::args_os(), Some(&host::open)).code())
}
