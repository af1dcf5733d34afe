//! `fiveply park`: puts leads aside, perhaps until a day.

use clap::Args;

use crate::cli::act::{self, Which};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::when::{Toward, day};
use crate::model::Act;

/// Puts leads aside, perhaps until a day
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply park <LEAD>... [DAY]\n       fiveply park --filter <FILTER> [DAY]"
)]
pub struct ParkArgs {
    /// The leads' numbers, then the day to come back: 2026-12-01, monday, +3w, next-month
    #[arg(value_name = "LEAD... DAY", num_args = 0..)]
    words: Vec<String>,
    #[command(flatten)]
    which: Which,
}

/// Runs it.
///
/// # Errors
/// Whatever keeps the leads from being parked.
pub(in crate::cli) fn run(args: &ParkArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    let until = match words.rest {
        [] => None,
        [one] => Some(day(one, cx.today(), Toward::Ahead)?),
        [_, more, ..] => {
            return Err(CliError::Usage(format!(
                "`{more}` is too much; numbers come first, then the day"
            )));
        }
    };
    act::run(cx, words.leads, &args.which, Act::Park { until })
}
