//! `fiveply touch`: records a contact that was made.

use clap::Args;

use crate::cli::act::{self, Which};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::model::{Act, ContactId, Kind};

/// Records a contact that was made
///
/// `fiveply settings channels` lists the channels of this workspace.
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply touch <LEAD>... <CHANNEL> [--with <CONTACT>] [--note <TEXT>]\n       fiveply touch --filter <FILTER> <CHANNEL>"
)]
pub struct TouchArgs {
    /// The leads' numbers, then the channel, such as call
    #[arg(value_name = "LEAD... CHANNEL", num_args = 0..)]
    words: Vec<String>,
    /// With whom: a contact's name or #number
    #[arg(long, value_name = "CONTACT")]
    with: Option<String>,
    /// In words
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
/// A channel that is not on the workspace's list, a contact who is not there.
pub(in crate::cli) fn run(args: &TouchArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    let channel = act::one(&words, "the channel, such as call,")?.to_owned();
    let contact = args
        .with
        .as_deref()
        .map(|name| cx.names().find(Kind::Contact, name).map(ContactId))
        .transpose()?;
    let at = cx.moment(args.on.as_deref())?;
    let act = Act::Touch {
        channel,
        contact,
        note: args.note.clone(),
        at,
    };
    act::run(cx, words.leads, &args.which, act)
}
