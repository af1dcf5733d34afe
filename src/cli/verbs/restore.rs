//! `fiveply restore`: puts a backup in the place of the data file.

use std::path::PathBuf;

use clap::Args;

use super::backup::Shape;
use crate::cli::call::{Call, shown};
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::cli::open;

/// Puts a backup in the place of the data file
///
/// The backup is verified first. A data file that is there is kept beside it under another name.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup
    file: PathBuf,
    /// Also where there is a data file
    #[arg(long)]
    force: bool,
}

/// Runs it.
///
/// # Errors
/// Where the backup is not sound, or there is a file and `--force` was not given.
pub(in crate::cli) fn run(args: &RestoreArgs, call: &mut Call<'_>) -> Result<Exit> {
    if !call.db_named {
        open::make_folder(&call.db)?;
    }
    let head = open::restore(
        &args.file,
        &call.db,
        args.force,
        call.on_terminal && !call.json,
    )?;
    if call.json {
        call.say_json(&Shape {
            file: call.db.display().to_string(),
            head: head.0,
        })?;
    } else {
        let line = format!("{}: restored up to change {head}", shown(&call.db));
        call.say(line)?;
    }
    Ok(Exit::Done)
}
