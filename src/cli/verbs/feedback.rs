//! `fiveply feedback`: a rep's coded word on leads.

use clap::Args;

use crate::cli::act::{self, Which};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::cli::when::{Toward, day};
use crate::model::Act;

/// Says what there is to say of leads
///
/// `fiveply settings verdicts` lists the verdicts of this workspace.
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply feedback <LEAD>... <VERDICT> [--note <TEXT>]\n       fiveply feedback --filter <FILTER> <VERDICT>"
)]
pub struct FeedbackArgs {
    /// The leads' numbers, then the verdict, such as good or wrong-person
    #[arg(value_name = "LEAD... VERDICT", num_args = 0..)]
    words: Vec<String>,
    /// The coded reason, such as wrong-size
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// In words
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Whom you met there
    #[arg(long, value_name = "NAME")]
    competitor: Option<String>,
    /// When to come back
    #[arg(long, value_name = "DAY")]
    back: Option<String>,
    #[command(flatten)]
    which: Which,
}

/// Runs it.
///
/// # Errors
/// A verdict or a reason that is not on the workspace's list.
pub(in crate::cli) fn run(args: &FeedbackArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    let verdict = act::one(&words, "the verdict, such as good,")?.to_owned();
    let come_back = args
        .back
        .as_deref()
        .map(|text| day(text, cx.today(), Toward::Ahead))
        .transpose()?;
    let act = Act::Feedback {
        verdict,
        reason: args.reason.clone(),
        note: args.note.clone(),
        competitor: args.competitor.clone(),
        come_back,
    };
    act::run(cx, words.leads, &args.which, act)
}
