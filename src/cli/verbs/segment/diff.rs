//! `fiveply segment diff`: who entered and who left since a day, and by which condition.

use std::collections::HashMap;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::{counted, find, title};
use crate::book::Book;
use crate::book::select::At;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::rates::grouped;
use crate::cli::table::{Side, Table};
use crate::cli::when::{self, Toward};
use crate::insight::picked::Picked;
use crate::insight::shift::{Moved, Shift, Sight, Why, days_of, shift};
use crate::model::{Clean, Members, Moment, Unit};
use crate::query;
use crate::workspace::as_of::{Progress, end_of};

/// What to follow.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// Its name or #number, or a filter
    segment: String,
    /// Since when: a day, or a time such as 30d or 2w; that day counts
    #[arg(
        long,
        value_name = "DAY",
        allow_hyphen_values = true,
        default_value = "7d"
    )]
    since: String,
    /// What is counted for a filter
    #[arg(long, value_name = "UNIT", default_value = "leads", value_parser = ["leads", "accounts"])]
    unit: String,
}

/// The shape of `segment diff --json`.
#[derive(Serialize)]
struct Shape<'a> {
    segment: Option<&'a str>,
    filter: &'a str,
    unit: &'static str,
    since: String,
    before: u64,
    after: u64,
    entered: Vec<MovedShape>,
    left: Vec<MovedShape>,
}

#[derive(Serialize)]
struct MovedShape {
    id: u64,
    name: String,
    /// The day; nothing where it is not known.
    day: Option<String>,
    absent: bool,
    parts: Vec<String>,
}

/// Runs it.
///
/// # Errors
/// A segment that is frozen, a filter or a day that can't be understood.
pub(super) fn run(args: &DiffArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let found = find(cx, &args.segment)?;
    let (name, filter, unit) = match &found {
        Some(it) if it.segment.members.is_some() => {
            let message = format!(
                "`{}` is frozen: nobody enters or leaves it",
                it.segment.name
            );
            return Err(CliError::Usage(message));
        }
        Some(it) => (
            Some(it.segment.name.as_str()),
            it.segment.filter.clone(),
            it.segment.unit(),
        ),
        None => (None, cx.filter_now(&args.segment)?.text, args.unit.parse()?),
    };
    let day = when::day(&super::back(&args.since), cx.today(), Toward::Back)?;
    if day > cx.today() {
        let message = format!("--since: {day} has not come yet; give today or an earlier day");
        return Err(CliError::NotUnderstood(message));
    }
    // The day itself counts: then is the last moment before it.
    let moment = Moment(Moment::start_of(day, cx.settings.general.zone).0 - 1);
    let (then, told) = compare(cx, &filter, unit, moment)?;
    let days = days(cx, (&filter, unit), &told, moment)?;
    let now = cx.book()?;
    let named = |moved: &[Moved]| -> Vec<MovedShape> {
        let of = |it: &Moved| MovedShape {
            id: it.id,
            name: title(&now, unit, it.id)
                .or_else(|| title(&then, unit, it.id))
                .unwrap_or_default(),
            day: days.get(&it.id).map(ToString::to_string),
            absent: it.why == Why::Absent,
            parts: match &it.why {
                Why::Absent => Vec::new(),
                Why::Parts(parts) => parts.clone(),
            },
        };
        let mut lines: Vec<MovedShape> = moved.iter().map(of).collect();
        // The latest first; those of whom the day is not known, at the end.
        lines.sort_by(|a, b| (&b.day, a.id).cmp(&(&a.day, b.id)));
        lines
    };
    let shape = Shape {
        segment: name,
        filter: &filter,
        unit: counted(unit),
        since: day.to_string(),
        before: told.before,
        after: told.after,
        entered: named(&told.entered),
        left: named(&told.left),
    };
    drop(now);
    if cx.call.json {
        cx.call.say_json(&shape)?;
    } else {
        print(cx, &shape)?;
    }
    Ok(Exit::Done)
}

/// The day on which each entered or left.
fn days(
    cx: &Context<'_>,
    (filter, unit): (&str, Unit),
    told: &Shift,
    then: Moment,
) -> Result<HashMap<u64, NaiveDate>> {
    let zone = cx.settings.general.zone;
    let workspace = std::sync::Arc::clone(&cx.workspace);
    let mut members = |day: NaiveDate| -> Result<Option<Members>> {
        let at = end_of(day, zone);
        let Ok(filter) = query::read(filter, &cx.reading(day)?) else {
            return Ok(None);
        };
        let book = workspace.as_of(at, &mut |_| std::ops::ControlFlow::Continue(()))?;
        let picked = Picked::by_filter(&book, &filter, unit, At { now: at });
        Ok(Some(picked.members(&book)))
    };
    days_of(told, (then.day(zone), cx.today()), &mut members)
}

/// The book of then, and what differs.
fn compare(
    cx: &mut Context<'_>,
    filter: &str,
    unit: Unit,
    moment: Moment,
) -> Result<(Book, Shift)> {
    // Before a book is asked for, there is none to compare with.
    drop(cx.book()?);
    let workspace = std::sync::Arc::clone(&cx.workspace);
    let mut taken = 0;
    let then = workspace.as_of(moment, &mut |progress| {
        let Progress::TakenBack(changes) = progress;
        taken = changes;
        std::ops::ControlFlow::Continue(())
    })?;
    if taken > 0 {
        cx.call
            .note(format!("took back {} changes", grouped(taken)))?;
    }
    let day = moment.day(cx.settings.general.zone);
    let (of_then, of_now) = (cx.reading(day)?, cx.reading(cx.today())?);
    let now = cx.book()?;
    let told = shift(
        filter,
        unit,
        Sight {
            book: &then,
            context: &of_then,
            at: At { now: moment },
        },
        Sight {
            book: &now,
            context: &of_now,
            at: At { now: cx.call.now },
        },
    );
    let told = told.map_err(|errors| CliError::Filter {
        text: filter.to_owned(),
        errors,
    })?;
    Ok((then, told))
}

fn print(cx: &mut Context<'_>, it: &Shape<'_>) -> Result<()> {
    let head = format!(
        "{}: {} → {} {} since {} · {} entered, {} left",
        it.segment.unwrap_or(if it.filter.is_empty() {
            "all"
        } else {
            it.filter
        }),
        grouped(it.before),
        grouped(it.after),
        it.unit,
        it.since,
        grouped(it.entered.len() as u64),
        grouped(it.left.len() as u64),
    );
    let head = cx.call.style.strong(Clean::from_string(head).as_str());
    cx.call.say(head)?;
    for (what, absent, moved) in [
        ("entered", "was not there yet", &it.entered),
        ("left", "is not there any more", &it.left),
    ] {
        if moved.is_empty() {
            continue;
        }
        cx.call.say("")?;
        let mut table = Table::new(&[
            ("day", Side::Whole),
            ("#", Side::Right),
            (what, Side::Left),
            ("because of", Side::Left),
        ]);
        for one in moved {
            let why = match &one.parts[..] {
                _ if one.absent => absent.to_owned(),
                [only] => only.clone(),
                several => several.join(" and "),
            };
            let day = one.day.clone().unwrap_or_default();
            let cells = [day, one.id.to_string(), one.name.clone(), why];
            table.row(cells.map(Clean::from_string));
        }
        table.write(cx.call.streams.out, cx.call.style)?;
    }
    Ok(())
}
