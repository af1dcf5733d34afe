//! `fiveply reopen`: begins a new episode of closed leads.

use clap::Args;

use crate::cli::act::{self, Which};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::model::{Act, Layer};

/// Begins a new episode of closed leads; how the last one ended stands
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply reopen <LEAD>... [LAYER]\n       fiveply reopen --filter <FILTER> [LAYER]"
)]
pub struct ReopenArgs {
    /// The leads' numbers, then the layer to begin in; without one, where each was last
    #[arg(value_name = "LEAD... LAYER", num_args = 0..)]
    words: Vec<String>,
    #[command(flatten)]
    which: Which,
}

/// Runs it.
///
/// # Errors
/// Whatever keeps the leads closed.
pub(in crate::cli) fn run(args: &ReopenArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    let to: Option<Layer> = match words.rest {
        [] => None,
        _ => Some(act::one(&words, "the layer")?.parse()?),
    };
    act::run(cx, words.leads, &args.which, Act::Reopen { to })
}
