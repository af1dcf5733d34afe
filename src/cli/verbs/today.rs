//! `fiveply today`: what there is to do, lead by lead, each under its most urgent reason.

use clap::Args;
use serde::Serialize;
use serde_json::Value as Json;

use crate::book::row::LeadRow;
use crate::cli::args::Then;
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::cli::rates::grouped;
use crate::cli::table::{Side, Table};
use crate::insight::worklist::{Reason, Task, Whose, day, worklist};
use crate::model::{Clean, Kind, Moment, money};
use crate::reports::figures::major;

/// Lists what there is to do, the most urgent first
///
/// The same list as the screen's: to accept, overdue, due, to call back, parked and due, feedback owed, replied to by
/// marketing in the last seven days, stuck, without a next step; and for marketing the feedback that waits for a reply.
#[derive(Debug, Args)]
pub struct TodayArgs {
    /// Whose: a user's name or #number; without it, yours
    #[arg(long, value_name = "NAME", conflicts_with = "all")]
    rep: Option<String>,
    /// Everybody's
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    then: Then,
}

/// For so long a reply is news.
const NEWS: i64 = 7 * 86_400_000;

/// Runs it.
///
/// # Errors
/// A user who is not there.
pub(in crate::cli) fn run(args: &TodayArgs, cx: &mut Context<'_>) -> Result<Exit> {
    cx.look_back(args.then.asof.as_deref())?;
    let user = match (&args.rep, args.all) {
        (_, true) => None,
        (Some(name), false) => Some(cx.names().find(Kind::User, name)?),
        (None, false) => Some(cx.known_actor()?.0),
    };
    let read = user.map(|_| Moment(cx.now().0 - NEWS));
    let (tasks, sections) = {
        let book = cx.book()?;
        let whose = user.map_or(Whose::Everybody, |user| Whose::one(&book, user));
        let mut list = worklist(&book, &whose, None, read, cx.now());
        let tasks: Vec<Task> = list.tasks(0..list.len()).collect();
        (tasks, list.sections())
    };
    if cx.call.json {
        json(cx, &tasks)?;
    } else {
        text(cx, &tasks, &sections)?;
    }
    Ok(Exit::Done)
}

/// The shape of a line of `today --json`.
#[derive(Serialize)]
struct Shape<'a> {
    id: u64,
    reason: &'static str,
    also: Vec<&'static str>,
    due: Option<String>,
    idle_days: i64,
    account: Option<&'a str>,
    layer: &'static str,
    status: &'static str,
    owner: Option<&'a str>,
    value: Option<Json>,
    currency: Option<&'a str>,
    next: Option<&'a str>,
}

fn json(cx: &mut Context<'_>, tasks: &[Task]) -> Result<()> {
    let held = cx.held()?;
    let book = held.book();
    let home = &cx.settings.general.currency;
    for task in tasks {
        let Some(row) = book.row(task.row as usize) else {
            continue;
        };
        let currency = row.currency().or(row.value().map(|_| home.as_str()));
        cx.call.say_json(&Shape {
            id: row.id().0,
            reason: task.reason.code(),
            also: task.others().map(Reason::code).collect(),
            due: day(task.reason, &row, &cx.settings).map(|it| it.to_string()),
            idle_days: book.idle_days(task.row as usize, cx.now()),
            account: row.known_as(),
            layer: row.layer().code(),
            status: row.status().code(),
            owner: row.owner(),
            value: row.value().map(|it| major(it, currency.unwrap_or(home))),
            currency,
            next: row.next(),
        })?;
    }
    Ok(())
}

fn text(cx: &mut Context<'_>, tasks: &[Task], sections: &[(Reason, usize)]) -> Result<()> {
    let table = {
        let book = cx.book()?;
        let mut table = Table::new(&[
            ("why", Side::Whole),
            ("lead", Side::Right),
            ("account", Side::Left),
            ("layer", Side::Whole),
            ("value", Side::Right),
            ("due", Side::Whole),
            ("idle", Side::Right),
            ("next", Side::Left),
            ("owner", Side::Left),
        ])
        .spare(&["owner", "idle", "next", "value"]);
        for task in tasks {
            if let Some(row) = book.row(task.row as usize) {
                let idle = book.idle_days(task.row as usize, cx.now());
                table.row(cells(*task, &row, idle, cx));
            }
        }
        table
    };
    let style = cx.call.style;
    if !tasks.is_empty() {
        table.write(cx.call.streams.out, style)?;
    }
    let each: Vec<String> = sections
        .iter()
        .map(|(reason, count)| format!("{} {}", grouped(*count as u64), reason.code()))
        .collect();
    let total = format!("{} to do", grouped(tasks.len() as u64));
    let line = if each.is_empty() {
        total
    } else {
        format!("{total}: {}", each.join(", "))
    };
    cx.call.say(style.faint(&line))
}

fn cells(task: Task, row: &LeadRow<'_>, idle: i64, cx: &Context<'_>) -> [Clean; 9] {
    let home = &cx.settings.general.currency;
    let value = row.value().map_or_else(String::new, |it| {
        let currency = row.currency().unwrap_or(home);
        format!("{} {currency}", money::major(it, currency))
    });
    let due = day(task.reason, row, &cx.settings);
    let text = |it: Option<&str>| Clean::head_of(it.unwrap_or_default(), 256);
    // Of what is closed it matters how it ended, no longer where it was.
    let standing = if row.status().is_closed() {
        row.status().code()
    } else {
        row.layer().code()
    };
    [
        Clean::literal(task.reason.code()),
        Clean::from_string(row.id().to_string()),
        text(row.known_as()),
        Clean::literal(standing),
        Clean::from_string(value),
        Clean::from_string(due.map_or_else(String::new, |it| it.to_string())),
        Clean::from_string(format!("{idle} d")),
        text(row.next()),
        text(row.owner()),
    ]
}
