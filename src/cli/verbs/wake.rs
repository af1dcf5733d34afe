//! `fiveply wake`: takes parked leads up again.

use clap::Args;

use crate::cli::act::{self, Which};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::model::Act;

/// Takes parked leads up again
#[derive(Debug, Args)]
#[command(override_usage = "fiveply wake <LEAD>...\n       fiveply wake --filter <FILTER>")]
pub struct WakeArgs {
    /// The leads' numbers
    #[arg(value_name = "LEAD", num_args = 0..)]
    words: Vec<String>,
    #[command(flatten)]
    which: Which,
}

/// Runs it.
///
/// # Errors
/// Whatever keeps the leads parked.
pub(in crate::cli) fn run(args: &WakeArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    act::none(&words)?;
    act::run(cx, words.leads, &args.which, Act::Wake)
}
