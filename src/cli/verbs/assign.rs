//! `fiveply assign`: gives leads to somebody.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use clap::Args;

use crate::cli::act::{self, Which, Words};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::sweep;
use crate::model::{Act, Kind, Record, Stroke, UserId};
use crate::query::fold;

/// Gives leads to somebody
#[derive(Debug, Args)]
#[command(
    override_usage = "fiveply assign <LEAD>... <USER>\n       fiveply assign --filter <FILTER> <USER>\n       fiveply assign --filter <FILTER> --spread <TEAM>"
)]
pub struct AssignArgs {
    /// The leads' numbers, then the user: a name, part of it, or @me
    #[arg(value_name = "LEAD... USER", num_args = 0..)]
    words: Vec<String>,
    /// Gives as many to each of a team, or of users with commas between; whoever has one keeps it as far as that goes, and closed leads stay where they are
    #[arg(long, value_name = "TEAM")]
    spread: Option<String>,
    #[command(flatten)]
    which: Which,
}

/// Runs it.
///
/// # Errors
/// A user who is not there, or whatever keeps the leads where they are.
pub(in crate::cli) fn run(args: &AssignArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let words = act::split(&args.words);
    if let Some(team) = &args.spread {
        act::none(&words)?;
        let among = members(team, cx)?;
        let leads = act::meant(words.leads, &args.which)?;
        return sweep::run(cx, &leads, &args.which, Stroke::Spread(among));
    }
    let owner = user(&words, cx)?;
    act::run(cx, words.leads, &args.which, Act::Assign { owner })
}

/// The users of a team, or those that are named.
fn members(text: &str, cx: &Context<'_>) -> Result<Vec<UserId>> {
    let mut of_team = Vec::new();
    let mut teams = BTreeSet::new();
    cx.workspace.each(Kind::User, &mut |stored| {
        if let Record::User(user) = &stored.record
            && let Some(team) = user.team.as_deref()
        {
            if fold(team) == fold(text) {
                of_team.push(UserId(stored.id));
            }
            teams.insert(team.to_owned());
        }
        ControlFlow::Continue(())
    })?;
    if !of_team.is_empty() {
        return Ok(of_team);
    }
    let names = text.split(',').map(str::trim).filter(|it| !it.is_empty());
    let named = names.map(|name| Ok(UserId(cx.names().find(Kind::User, name)?)));
    named.collect::<Result<_>>().map_err(|error| {
        if !matches!(error, CliError::NotFound(_)) || teams.is_empty() || text.contains(',') {
            return error;
        }
        let teams: Vec<String> = teams.into_iter().collect();
        let teams = teams.join(", ");
        CliError::NotFound(format!(
            "there is no team or user `{text}`; the teams are: {teams}"
        ))
    })
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
