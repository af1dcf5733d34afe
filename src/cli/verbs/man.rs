//! `fiveply man`: the manual.

use std::path::PathBuf;

use clap::Args;
use clap_mangen::Man;

use crate::cli::call::{Call, shown};
use crate::cli::error::Result;
use crate::cli::exit::Exit;

/// Prints the manual, or writes a page for every verb
///
/// `fiveply man | man -l -` reads it.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Writes the pages of all verbs into this directory
    #[arg(long, value_name = "DIRECTORY")]
    dir: Option<PathBuf>,
}

/// Runs it.
///
/// # Errors
/// Where the pages can't be written.
pub(in crate::cli) fn run(args: &ManArgs, call: &mut Call<'_>) -> Result<Exit> {
    let command = crate::cli::command();
    match &args.dir {
        Some(dir) => {
            std::fs::create_dir_all(dir)?;
            clap_mangen::generate_to(command, dir)?;
            call.note(format!("{}: the pages are written", shown(dir)))?;
        }
        None => Man::new(command).render(&mut call.streams.out)?,
    }
    Ok(Exit::Done)
}
