//! `fiveply next`: what is to be done next.

use clap::Args;

use crate::cli::act::{self, Which};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::when::{Toward, day, next};
use crate::model::Act;

/// Sets what is to be done next, or clears it
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply next <LEAD>... <STEP> [--due <DAY>]\n       fiveply next <LEAD>... --clear\n       fiveply next --filter <FILTER> <STEP>"
)]
pub struct NextArgs {
    /// The leads' numbers, then what is to be done; its day may stand at either end
    #[arg(value_name = "LEAD... STEP", num_args = 0..)]
    words: Vec<String>,
    /// By when: 2026-12-01, friday, +3d
    #[arg(
        long,
        value_name = "DAY",
        allow_hyphen_values = true,
        conflicts_with = "clear"
    )]
    due: Option<String>,
    /// There is nothing to be done any more
    #[arg(long)]
    clear: bool,
    #[command(flatten)]
    which: Which,
}

/// Runs it.
///
/// # Errors
/// A step that is missing, or leads that are closed.
pub(in crate::cli) fn run(args: &NextArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    let step = words.rest.join(" ");
    let step = match (step.trim().is_empty(), args.clear) {
        (true, true) => None,
        (false, false) => Some(step),
        (true, false) => {
            let message = "what is to be done? give it in words, or --clear";
            return Err(CliError::Usage(message.to_owned()));
        }
        (false, true) => {
            let message = "--clear takes no step";
            return Err(CliError::Usage(message.to_owned()));
        }
    };
    let (step, due) = match (step, &args.due) {
        (Some(step), None) => next(&step, cx.today())?,
        (step, due) => {
            let due = due.as_deref();
            let due = due.map(|text| day(text, cx.today(), Toward::Ahead));
            (step, due.transpose()?)
        }
    };
    act::run(cx, words.leads, &args.which, Act::Next { step, due })
}
