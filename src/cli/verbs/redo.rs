//! `fiveply redo`: takes an undo back.

use clap::Args;

use super::undo::Since;
use crate::cli::act;
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::model::{Command, Verb};

/// Takes your last undo back, as long as you changed nothing since
#[derive(Debug, Args)]
pub struct RedoArgs {
    #[command(flatten)]
    since: Since,
}

/// Runs it.
///
/// # Errors
/// Nothing to do again, or what somebody changed since.
pub(in crate::cli) fn run(args: &RedoArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let done = cx.execute(Command::Redo {
        on_conflict: args.since.on_conflict(),
    })?;
    act::report(cx, &done, Verb::Redo)
}
