//! `fiveply lead handover`, `accept` and `return`: what marketing gives to a rep, and what the rep answers.

use clap::Args;

use super::assign::user;
use crate::cli::act::{self, Which};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::model::Act;

/// Hands leads over to a rep, who accepts or returns them
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply lead handover <LEAD>... <USER>\n       fiveply lead handover --filter <FILTER> <USER>"
)]
pub struct HandoverArgs {
    /// The leads' numbers, then the user: a name, part of it, or @me
    #[arg(value_name = "LEAD... USER", num_args = 0..)]
    words: Vec<String>,
    #[command(flatten)]
    which: Which,
}

/// Accepts leads that were handed over
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply lead accept <LEAD>...\n       fiveply lead accept --filter <FILTER>"
)]
pub struct AcceptArgs {
    /// The leads' numbers
    #[arg(value_name = "LEAD", num_args = 0..)]
    words: Vec<String>,
    #[command(flatten)]
    which: Which,
}

/// Returns leads to whoever handed them over, with a coded reason
///
/// `fiveply settings return-reasons` lists the reasons of this workspace.
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply lead return <LEAD>... <REASON> [--note <TEXT>]\n       fiveply lead return --filter <FILTER> <REASON>"
)]
pub struct ReturnArgs {
    /// The leads' numbers, then the reason, such as wrong-person
    #[arg(value_name = "LEAD... REASON", num_args = 0..)]
    words: Vec<String>,
    /// In words
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    which: Which,
}

/// Hands over.
///
/// # Errors
/// A user who is not there, or whatever keeps the leads where they are.
pub(super) fn hand_over(args: &HandoverArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    let to = user(&words, cx)?;
    act::run(cx, words.leads, &args.which, Act::Handover { to })
}

/// Accepts.
///
/// # Errors
/// Leads that do not wait for it.
pub(super) fn accept(args: &AcceptArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    act::none(&words)?;
    act::run(cx, words.leads, &args.which, Act::Accept)
}

/// Returns.
///
/// # Errors
/// A reason that is not on the workspace's list, or leads that do not wait for an answer.
pub(super) fn give_back(args: &ReturnArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    let reason = act::one(&words, "the reason, such as wrong-person,")?.to_owned();
    let note = args.note.clone();
    act::run(cx, words.leads, &args.which, Act::Return { reason, note })
}
