//! `fiveply assign`: gives leads to somebody.

use clap::Args;

use crate::cli::act::{self, Which, Words};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::model::{Act, Kind, UserId};

/// Gives leads to somebody
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply assign <LEAD>... <USER>\n       fiveply assign --filter <FILTER> <USER>"
)]
pub struct AssignArgs {
    /// The leads' numbers, then the user: a name, part of it, or @me
    #[arg(value_name = "LEAD... USER", num_args = 0..)]
    words: Vec<String>,
    #[command(flatten)]
    which: Which,
}

/// Runs it.
///
/// # Errors
/// A user who is not there, or whatever keeps the leads where they are.
pub(in crate::cli) fn run(args: &AssignArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    let owner = user(&words, cx)?;
    act::run(cx, words.leads, &args.which, Act::Assign { owner })
}

/// The user who follows the leads' numbers.
///
/// # Errors
/// Where nobody is named, or somebody who is not there.
pub(super) fn user(words: &Words<'_>, cx: &mut Context<'_>) -> Result<UserId> {
    let name = match words.rest {
        // Two names without quotes are one person.
        [first, second] => format!("{first} {second}"),
        _ => act::one(words, "the user")?.to_owned(),
    };
    if name == "@me" {
        cx.actor()
    } else {
        Ok(UserId(cx.names().find(Kind::User, &name)?))
    }
}
