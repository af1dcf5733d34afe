//! `fiveply tag`: puts tags on leads or accounts, and takes them off.

use clap::Args;

use crate::cli::act::{self, Which};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::sweep;
use crate::model::{Act, Stroke, Tagging, Tags};

/// Puts tags on leads or accounts, and takes them off
///
/// A tag is a word or a few; with commas between they are several. A tag that is there stays as it is written.
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply tag <LEAD>... <TAG>... [--remove <TAG>]\n       fiveply tag --filter <FILTER> <TAG>...\n       fiveply tag --accounts --filter <FILTER> <TAG>..."
)]
pub struct TagArgs {
    /// The leads' numbers, then the tags to put on
    #[arg(value_name = "LEAD... TAG", num_args = 0..)]
    words: Vec<String>,
    /// A tag to take off
    #[arg(long, value_name = "TAG")]
    remove: Vec<String>,
    /// Means accounts: by their numbers, or those that the filter selects
    #[arg(long)]
    accounts: bool,
    #[command(flatten)]
    which: Which,
}

/// Runs it.
///
/// # Errors
/// Where no tag is given, or nothing is selected.
pub(in crate::cli) fn run(args: &TagArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    let tagging = Tagging {
        add: Tags::read(&words.rest.join(",")),
        remove: Tags::read(&args.remove.join(",")),
    };
    if tagging == Tagging::default() {
        let message = "which tag? give it behind the numbers, or with --remove";
        return Err(CliError::Usage(message.to_owned()));
    }
    let numbers = act::meant(words.leads, &args.which)?;
    if args.accounts {
        return sweep::run(cx, &numbers, &args.which, Stroke::TagAccount(tagging));
    }
    act::run(cx, numbers, &args.which, Act::Tag(tagging))
}
