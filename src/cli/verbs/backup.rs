//! `fiveply backup`: a consistent, verified copy.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::cli::call::shown;
use crate::cli::context::Context;
use crate::cli::copying::copying;
use crate::cli::error::Result;
use crate::cli::exit::Exit;

/// Writes a consistent, verified copy, while others write
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Where to; a file that is there already is refused
    file: PathBuf,
}

/// The shape of `backup --json` and `restore --json`.
#[derive(Serialize)]
pub(super) struct Shape {
    pub file: String,
    pub head: u64,
}

/// Runs it.
///
/// # Errors
/// Where the copy can't be written or does not verify; no half copy is left.
pub(in crate::cli) fn run(args: &BackupArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let workspace = std::sync::Arc::clone(&cx.workspace);
    let seen = cx.call.on_terminal && !cx.call.json;
    let head = copying(seen, |go_on| workspace.store().backup(&args.file, go_on))?;
    if cx.call.json {
        cx.call.say_json(&Shape {
            file: args.file.display().to_string(),
            head: head.0,
        })?;
    } else {
        let line = format!(
            "{}: a verified copy up to change {head}; `fiveply restore` puts it back",
            shown(&args.file)
        );
        cx.call.say(line)?;
    }
    Ok(Exit::Done)
}
