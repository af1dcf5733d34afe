//! `fiveply minutes`: what a meeting looks at and has decided, as Markdown or as JSON; and the meetings that were held.

use clap::Args;
use serde::Serialize;

use super::decision;
use crate::book::facets::Share;
use crate::cli::act;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::table::{Side, Table};
use crate::cli::when;
use crate::insight::sitting::Sitting;
use crate::insight::week::{Count, Stretch};
use crate::minutes::{Wording, markdown};
use crate::model::{Clean, Command, Key, Kind, Meeting, Moment, Topic, Value, Verb};
use crate::query::Field;
use crate::query::given::Toward;

/// Prints what the meeting looks at and has decided, as Markdown, and keeps it when the meeting is closed
///
/// Figures are of the days since the last meeting, or of seven days where none was held, held against as many days
/// before. Each figure counts the leads of a filter, which --json names.
#[derive(Debug, Args)]
pub struct MinutesArgs {
    /// As they would have been on a day, such as 2026-09-01 or -7d; without one, today
    #[arg(value_name = "DATE", allow_hyphen_values = true)]
    day: Option<String>,
    /// The minutes that were kept of the meeting of a day, word for word
    #[arg(long, value_name = "DAY", conflicts_with_all = ["day", "close", "list"], allow_hyphen_values = true)]
    meeting: Option<String>,
    /// Closes the meeting of today: its day and its minutes are kept
    #[arg(long, conflicts_with_all = ["day", "list"])]
    close: bool,
    /// Lists the meetings that were held
    #[arg(long, conflicts_with = "day")]
    list: bool,
}

/// The shape of `minutes --json`.
#[derive(Serialize)]
struct Shape<'a> {
    from: String,
    to: String,
    since_meeting: bool,
    figures: Vec<FigureShape<'a>>,
    decisions: Vec<decision::Shape>,
}

/// One figure in it.
#[derive(Serialize)]
struct FigureShape<'a> {
    figure: &'static str,
    leads: u64,
    before: Option<u64>,
    filter: &'a str,
}

/// The shape of `minutes --list --json`.
#[derive(Serialize)]
struct HeldShape {
    id: u64,
    day: Option<String>,
    since: Option<String>,
    closed_by: Option<String>,
}

/// Runs it.
///
/// # Errors
/// A day that can't be understood, or on which no meeting was held.
pub(in crate::cli) fn run(args: &MinutesArgs, cx: &mut Context<'_>) -> Result<Exit> {
    if args.list {
        return list(cx);
    }
    if let Some(day) = &args.meeting {
        return kept(cx, day);
    }
    cx.look_back(args.day.as_deref())?;
    if args.close {
        return close(cx);
    }
    print(cx)
}

/// The pages of the day that is looked at.
fn pages(cx: &Context<'_>) -> Result<Vec<Sitting>> {
    let book = cx.book()?;
    let stretch = Stretch::of(&book, cx.now());
    let since = Moment::start_of(stretch.from, book.settings().general.zone);
    let agenda = book.settings().agenda.clone();
    drop(book);
    let values = cx.workspace.revalued(since, cx.then())?;
    let book = cx.book()?;
    let shown = agenda.iter().filter(|it| it.offered);
    Ok(shown
        .map(|it| Sitting::of(&book, it.topic, None, &values, cx.now()))
        .collect())
}

/// The minutes in the reader's language.
fn text(cx: &Context<'_>, pages: &[Sitting]) -> Result<String> {
    let group = |_: Field, share: &Share| match share {
        Share::Value(term) => term.clone(),
        Share::Without => "–".to_owned(),
        Share::Others(many) => format!("… {many}"),
    };
    let wording = Wording {
        locale: &cx.locale()?,
        group: &group,
        field: &|by| by.name().to_owned(),
    };
    Ok(markdown(pages, &wording))
}

/// Prints the days that end with the one that is looked at.
pub(in crate::cli) fn print(cx: &mut Context<'_>) -> Result<Exit> {
    let pages = pages(cx)?;
    if !cx.call.json {
        let text = text(cx, &pages)?;
        cx.call.say(text.trim_end())?;
        return Ok(Exit::Done);
    }
    let Some(first) = pages.first() else {
        return Ok(Exit::Done);
    };
    let decided = pages
        .iter()
        .filter(|it| matches!(it.topic, Topic::Last | Topic::Decisions));
    let decided = decided.flat_map(|it| &it.points);
    let shape = Shape {
        from: first.stretch.from.to_string(),
        to: first.stretch.to.to_string(),
        since_meeting: first.stretch.since_meeting,
        figures: pages.iter().flat_map(|it| &it.counts).map(figure).collect(),
        decisions: decided.map(|it| decision::Shape::of(cx, it)).collect(),
    };
    cx.call.say_json(&shape)?;
    Ok(Exit::Done)
}

fn figure(count: &Count) -> FigureShape<'_> {
    FigureShape {
        figure: count.of.code(),
        leads: count.now,
        before: count.before,
        filter: &count.filter,
    }
}

/// Keeps that the meeting was held, and its minutes; one that was closed already gets the new minutes.
fn close(cx: &mut Context<'_>) -> Result<Exit> {
    let pages = pages(cx)?;
    let minutes = text(cx, &pages)?;
    let Some(first) = pages.first() else {
        return Ok(Exit::Done);
    };
    let (command, verb) = match (first.held, Kind::Meeting.field("minutes")) {
        (Some(id), Some(field)) => {
            let command = Command::Edit {
                key: Key::new(Kind::Meeting, id),
                base: None,
                edits: vec![(field, Value::Text(minutes))],
            };
            (command, Verb::Edit)
        }
        _ => {
            let meeting = Meeting {
                day: Some(first.stretch.to),
                since: Some(first.stretch.from),
                minutes: Some(minutes),
                ..Meeting::default()
            };
            (Command::Create(vec![meeting.into()]), Verb::Create)
        }
    };
    let done = cx.execute(command)?;
    act::report(cx, &done, verb)
}

/// Prints what was kept of the meeting of a day.
fn kept(cx: &mut Context<'_>, day: &str) -> Result<Exit> {
    let day = when::day(day, cx.today(), Toward::Back)?;
    let book = cx.book()?;
    let found = book.meetings.on(day).map(|it| it.1.clone());
    drop(book);
    let Some(meeting) = found else {
        return Err(CliError::NotFound(format!(
            "no meeting was held on {day}; `fiveply minutes --list` lists them"
        )));
    };
    let minutes = meeting.minutes.unwrap_or_default();
    for line in minutes.trim_end().lines() {
        cx.call.say(Clean::new(line))?;
    }
    Ok(Exit::Done)
}

fn list(cx: &mut Context<'_>) -> Result<Exit> {
    let book = cx.book()?;
    let mut held: Vec<(u64, Meeting)> = book
        .meetings
        .held
        .iter()
        .map(|(id, it)| (id, it.clone()))
        .collect();
    drop(book);
    held.sort_by_key(|(id, it)| std::cmp::Reverse((it.day, *id)));
    let shape = |(id, it): &(u64, Meeting)| HeldShape {
        id: *id,
        day: it.day.map(|it| it.to_string()),
        since: it.since.map(|it| it.to_string()),
        closed_by: it.author.map(|it| cx.names().user(it)),
    };
    let held: Vec<HeldShape> = held.iter().map(shape).collect();
    if cx.call.json {
        for shape in &held {
            cx.call.say_json(shape)?;
        }
        return Ok(Exit::Done);
    }
    if held.is_empty() {
        cx.call
            .say("no meeting was held yet; `fiveply minutes --close` closes the one of today")?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        ("day", Side::Whole),
        ("since", Side::Whole),
        ("closed by", Side::Left),
    ]);
    for it in held {
        let cells = [it.day, it.since, it.closed_by];
        table.row(cells.map(|it| Clean::from_string(it.unwrap_or_default())));
    }
    table.write(cx.call.streams.out, cx.call.style)?;
    Ok(Exit::Done)
}
