//! `fiveply lose`: closes leads without a deal, for a reason.

use clap::Args;

use crate::cli::act::{self, Which};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::model::Act;

/// Closes leads without a deal, for a reason
///
/// `fiveply settings reasons` lists the reasons of this workspace.
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply lose <LEAD>... <REASON> [--note <TEXT>] [--to <COMPETITOR>]\n       fiveply lose --filter <FILTER> <REASON>"
)]
pub struct LoseArgs {
    /// The leads' numbers, then the reason, such as price
    #[arg(value_name = "LEAD... REASON", num_args = 0..)]
    words: Vec<String>,
    /// Who got the deal
    #[arg(long, value_name = "COMPETITOR")]
    to: Option<String>,
    /// In words; kept as a feedback
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// When it happened, if that was earlier: 2026-11-20, yesterday, friday
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    which: Which,
}

/// Runs it.
///
/// # Errors
/// Whatever keeps the leads open.
pub(in crate::cli) fn run(args: &LoseArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    let reason = act::one(&words, "the reason, such as price,")?.to_owned();
    let at = cx.moment(args.on.as_deref())?;
    let act = Act::Lose {
        reason,
        competitor: args.to.clone(),
        note: args.note.clone(),
        at,
    };
    act::run(cx, words.leads, &args.which, act)
}
