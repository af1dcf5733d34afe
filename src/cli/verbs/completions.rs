//! `fiveply completions`: what a shell needs to complete the command line.

use clap::Args;
use clap_complete::Shell;

use crate::cli::call::Call;
use crate::cli::error::Result;
use crate::cli::exit::Exit;

/// Prints a shell's completions
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

/// Runs it.
///
/// # Errors
/// Where the output can't be written.
pub(in crate::cli) fn run(args: &CompletionsArgs, call: &mut Call<'_>) -> Result<Exit> {
    // The generator panics where it can't write, so it writes into memory.
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut crate::cli::command(), "fiveply", &mut text);
    call.streams.out.write_all(&text)?;
    Ok(Exit::Done)
}
