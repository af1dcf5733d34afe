//! `fiveply undo`: takes a change back, by appending the inverse.

use clap::Args;

use crate::cli::act;
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::model::{Command, OnConflict, Seq, Verb};

/// Takes back your last change, or the one of a number
///
/// Bulk changes and imports are one change. What somebody changed since is a conflict: it is shown,
/// and you decide.
#[derive(Debug, Args)]
pub struct UndoArgs {
    /// The number of the change, as `fiveply log` shows it
    #[arg(value_name = "CHANGE")]
    seq: Option<u64>,
    #[command(flatten)]
    since: Since,
}

/// What to do with what was changed since.
#[derive(Debug, Clone, Args)]
pub struct Since {
    /// Takes it back all the same: what others changed since is overwritten
    #[arg(long, conflicts_with = "skip")]
    force: bool,
    /// Leaves out what others changed since, and takes the rest back
    #[arg(long)]
    skip: bool,
}

impl Since {
    pub(in crate::cli) const fn on_conflict(&self) -> OnConflict {
        match (self.force, self.skip) {
            (true, _) => OnConflict::Overwrite,
            (false, true) => OnConflict::Skip,
            (false, false) => OnConflict::Refuse,
        }
    }
}

/// Runs it.
///
/// # Errors
/// Nothing to take back, or what somebody changed since.
pub(in crate::cli) fn run(args: &UndoArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let done = cx.execute(Command::Undo {
        seq: args.seq.map(Seq),
        on_conflict: args.since.on_conflict(),
    })?;
    if let Some((was, is)) = &done.renamed {
        let note = format!("the segment “{was}” came back as “{is}”: its name is taken");
        cx.call.note(note)?;
    }
    act::report(cx, &done, Verb::Undo)
}
