//! `fiveply segment`: saved filters, live or frozen: kept, compared, and followed through time.
//!
//! What all of its verbs share is here: which segment is meant, and what it picks.

mod compare;
mod diff;
mod export;
mod kept;
mod lookalike;
mod shapes;

use clap::{Args, Subcommand};

use self::compare::{CompareArgs, OverlapArgs};
use self::diff::DiffArgs;
use self::export::ExportArgs;
use self::kept::{FreezeArgs, RemoveArgs, SaveArgs};
use self::lookalike::LookalikeArgs;
use super::records::EditArgs;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::insight::picked::Picked;
use crate::model::Unit;
use crate::query::nearest;
use crate::workspace::segments::Saved;

/// Saves, compares and lists segments: saved filters, live or frozen
///
/// A live segment is its filter, read anew each time; a frozen one keeps the members that it had. A shared one
/// everybody sees, a private one only its owner.
#[derive(Debug, Args)]
pub struct SegmentArgs {
    /// Shows everything as it was at the end of a day, such as 2026-09-01, last-month or -90d
    #[arg(long, value_name = "DAY", global = true, allow_hyphen_values = true)]
    asof: Option<String>,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Lists the segments that you see, each with how many are in it
    List,
    /// Shows one with all its fields, and who is in it
    Show {
        /// Its name or #number
        name: String,
    },
    /// Saves a filter under a name
    Save(SaveArgs),
    /// Sets fields of one: segment (its name), filter, unit, sharing, owner, note
    Edit(EditArgs),
    /// Keeps the members that it has now, or lets it live again
    Freeze(FreezeArgs),
    /// Takes one away; an undo brings it back
    Remove(RemoveArgs),
    /// Says who entered and who left since a day, and by which condition
    Diff(DiffArgs),
    /// Puts two or more side by side: their funnels, how far they differ, and what they are made of
    Compare(CompareArgs),
    /// Counts what two or more have in common
    Overlap(OverlapArgs),
    /// Finds accounts that are like those that were won, or like a segment's, and says why
    Lookalike(LookalikeArgs),
    /// Writes one as a list for mail, e-mail, calls or a calendar, and keeps who was on it
    Export(ExportArgs),
}

impl What {
    /// Whether it keeps something, or follows it up to now.
    const fn keeps(&self) -> bool {
        match self {
            Self::List
            | Self::Show { .. }
            | Self::Compare(_)
            | Self::Overlap(_)
            | Self::Lookalike(LookalikeArgs { save: None, .. }) => false,
            Self::Save(_)
            | Self::Edit(_)
            | Self::Freeze(_)
            | Self::Remove(_)
            | Self::Diff(_)
            | Self::Lookalike(_)
            | Self::Export(_) => true,
        }
    }
}

/// Runs it.
///
/// # Errors
/// A segment that is not there, a filter that can't be understood, or whatever a rule refuses.
pub(in crate::cli) fn run(args: &SegmentArgs, cx: &mut Context<'_>) -> Result<Exit> {
    if args.asof.is_some() && args.what.keeps() {
        let message = "--asof only shows; what is kept or followed is as it is now".to_owned();
        return Err(CliError::Usage(message));
    }
    cx.look_back(args.asof.as_deref())?;
    match &args.what {
        What::List => kept::list(cx),
        What::Show { name } => kept::show(name, cx),
        What::Save(it) => kept::save(it, cx),
        What::Edit(it) => kept::edit(it, cx),
        What::Freeze(it) => kept::freeze(it, cx),
        What::Remove(it) => kept::remove(it, cx),
        What::Diff(it) => diff::run(it, cx),
        What::Compare(it) => compare::run(it, cx),
        What::Overlap(it) => compare::overlaps(it, cx),
        What::Lookalike(it) => lookalike::run(it, cx),
        What::Export(it) => export::run(it, cx),
    }
}

/// The segment of a name or a number, where somebody who asks sees it.
fn find(cx: &Context<'_>, text: &str) -> Result<Option<Saved>> {
    let user = cx.known_actor().ok();
    if let Some(number) = text.trim().strip_prefix('#') {
        let id = number.parse::<u64>().ok();
        let all = cx.workspace.segments(user)?;
        return Ok(all.into_iter().find(|it| Some(it.id.0) == id));
    }
    Ok(cx.workspace.segment(text, user)?)
}

/// The segment of a name or a number, which has to be there.
fn saved(cx: &Context<'_>, text: &str) -> Result<Saved> {
    if let Some(found) = find(cx, text)? {
        return Ok(found);
    }
    let all = cx.workspace.segments(cx.known_actor().ok())?;
    let near = nearest(text, all.iter().map(|it| it.segment.name.as_str()));
    let hint = near.map_or_else(
        || "`fiveply segment list` lists them".to_owned(),
        |it| format!("did you mean `{it}`?"),
    );
    Err(CliError::NotFound(format!(
        "there is no segment `{text}`; {hint}"
    )))
}

/// What a saved segment picks.
fn pick(cx: &Context<'_>, saved: &Saved, unit: Unit) -> Result<Picked> {
    let segment = &saved.segment;
    match &segment.members {
        Some(members) => {
            let book = cx.book()?;
            Ok(Picked::by_members(&book, members, segment.unit(), unit))
        }
        None => pick_filter(cx, &segment.filter, unit),
    }
}

/// What a filter picks.
fn pick_filter(cx: &Context<'_>, text: &str, unit: Unit) -> Result<Picked> {
    let filter = cx.filter(text)?;
    let book = cx.book()?;
    Ok(Picked::by_filter(&book, &filter, unit, cx.at()))
}

/// What is counted, in words.
const fn counted(unit: Unit) -> &'static str {
    unit.code()
}

/// What a lead or an account is called.
fn title(book: &crate::book::Book, unit: Unit, id: u64) -> Option<String> {
    match unit {
        Unit::Leads => book.lead(crate::model::LeadId(id)).map(|it| it.name()),
        Unit::Accounts => {
            let row = book.accounts.rows.get(id)?;
            Some(book.accounts.name(row).to_owned())
        }
    }
}

/// `30d` is so long ago.
fn back(text: &str) -> String {
    let text = text.trim();
    let ends = text.chars().last().is_some_and(char::is_alphabetic);
    if ends && text.starts_with(|it: char| it.is_ascii_digit()) {
        format!("-{text}")
    } else {
        text.to_owned()
    }
}
