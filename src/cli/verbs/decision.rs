//! `fiveply decision`: what meetings decided and believed, who sees to it, and what has become of it.

use clap::{Args, Subcommand};
use serde::Serialize;

use super::records::{EditArgs, facts};
use crate::cli::act;
use crate::cli::args::Then;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::fields;
use crate::cli::given::{Given, OfDecision};
use crate::cli::table::{Side, Table};
use crate::insight::resolutions::{Measured, Point, Which, points};
use crate::model::fold::fold;
use crate::model::{
    Clean, Command, Expectation, Fate, Key, Kind, Record, Resolution, Seq, UserId, Value, Verb,
};

/// Keeps what meetings decided and believed, and says what has become of it
///
/// A decision is done or dropped; a hypothesis came true or did not. One that expects a figure, such as
/// 'conversion:intent >= 30 %' of the leads of a filter, is measured from the meeting on.
#[derive(Debug, Args)]
pub struct DecisionArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Lists what is open, the soonest first
    List {
        /// Also what was settled
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        then: Then,
    },
    /// Shows one with all its fields, and what is measured of it
    Show {
        /// Its #number, or some of its words
        which: String,
        #[command(flatten)]
        then: Then,
    },
    /// Adds one, to the meeting of today
    Add(AddArgs),
    /// Sets fields of one: decision (its words), kind, owner, due, note, filter, expected, meeting
    Edit(EditArgs),
    /// It was done
    Done(SettleArgs),
    /// It came true
    CameTrue(SettleArgs),
    /// It did not come true
    NotTrue(SettleArgs),
    /// It is not pursued any more
    Drop(SettleArgs),
    /// It is open again
    Reopen(SettleArgs),
    /// Takes one away; an undo brings it back
    Remove(WhichArgs),
}

#[derive(Debug, Args)]
struct WhichArgs {
    /// Its #number, or some of its words
    which: String,
}

#[derive(Debug, Args)]
struct AddArgs {
    /// What was decided or is believed
    words: String,
    #[command(flatten)]
    given: Given<OfDecision>,
}

#[derive(Debug, Args)]
struct SettleArgs {
    /// Its #number, or some of its words
    which: String,
    /// What there is to say of it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The revision that you saw: what was changed since is a conflict
    #[arg(long, value_name = "REVISION")]
    base: Option<u64>,
}

/// Runs it.
///
/// # Errors
/// One that is not there, a field that can't be understood, or whatever a rule refuses.
pub(in crate::cli) fn run(args: &DecisionArgs, cx: &mut Context<'_>) -> Result<Exit> {
    match &args.what {
        What::List { all, then } => {
            cx.look_back(then.asof.as_deref())?;
            list(cx, *all)
        }
        What::Show { which, then } => {
            cx.look_back(then.asof.as_deref())?;
            show(cx, which)
        }
        What::Add(it) => add(cx, it),
        What::Edit(it) => edit(cx, it),
        What::Done(it) => settle(cx, it, Fate::Done),
        What::CameTrue(it) => settle(cx, it, Fate::CameTrue),
        What::NotTrue(it) => settle(cx, it, Fate::NotTrue),
        What::Drop(it) => settle(cx, it, Fate::Dropped),
        What::Reopen(it) => settle(cx, it, Fate::Open),
        What::Remove(it) => {
            let key = Key::new(Kind::Resolution, find(cx, &it.which)?.id);
            let done = cx.execute(Command::Remove { key, base: None })?;
            act::report(cx, &done, Verb::Remove)
        }
    }
}

/// The shape of a decision in JSON.
#[derive(Serialize)]
pub(super) struct Shape {
    id: u64,
    decision: String,
    kind: &'static str,
    owner: Option<String>,
    due: Option<String>,
    state: &'static str,
    note: Option<String>,
    meeting: Option<String>,
    filter: Option<String>,
    expected: Option<String>,
    measured: Option<f64>,
    measured_of: Option<u64>,
    measured_band: Option<(f64, f64)>,
    measured_open: Option<u64>,
    checked: Option<String>,
    revision: u64,
}

impl Shape {
    pub(super) fn of(cx: &Context<'_>, point: &Point) -> Self {
        let it = &point.resolution;
        let day = |day: Option<chrono::NaiveDate>| day.map(|it| it.to_string());
        let whole = |tenths: i64| tenths as f64 / 10.0;
        let measured = point.measured;
        Self {
            id: point.id,
            decision: it.text.clone(),
            kind: it.nature().code(),
            owner: it.owner.map(|user| cx.names().user(user)),
            due: day(it.due),
            state: it.fate().code(),
            note: it.note.clone(),
            meeting: day(it.meeting),
            filter: it.filter.clone(),
            expected: it.expected.map(|it| it.to_string()),
            measured: measured.and_then(|it| it.tenths).map(whole),
            measured_of: measured.map(|it| it.of),
            measured_band: measured
                .and_then(|it| it.band)
                .map(|(low, high)| (whole(low), whole(high))),
            measured_open: measured.and_then(|it| it.open),
            checked: day(it.checked),
            revision: point.revision.0,
        }
    }
}

fn all(cx: &Context<'_>, which: Which) -> Result<Vec<Point>> {
    let now = cx.now();
    let book = cx.book()?;
    Ok(points(&book, which, now))
}

fn list(cx: &mut Context<'_>, settled: bool) -> Result<Exit> {
    let which = if settled { Which::All } else { Which::Open };
    let found = all(cx, which)?;
    if cx.call.json {
        for point in &found {
            let shape = Shape::of(cx, point);
            cx.call.say_json(&shape)?;
        }
        return Ok(Exit::Done);
    }
    if found.is_empty() {
        cx.call
            .say("nothing is open; `fiveply decision add WORDS --owner NAME --due DAY` adds one")?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        ("#", Side::Right),
        ("decision", Side::Left),
        ("", Side::Whole),
        ("owner", Side::Left),
        ("due", Side::Whole),
        ("state", Side::Whole),
        ("expected", Side::Left),
        ("measured", Side::Left),
    ]);
    for point in &found {
        let it = &point.resolution;
        let cells = [
            point.id.to_string(),
            it.text.clone(),
            it.nature().code().to_owned(),
            it.owner
                .map_or_else(String::new, |user| cx.names().user(user)),
            it.due.map_or_else(String::new, |day| day.to_string()),
            it.fate().code().to_owned(),
            it.expected.map_or_else(String::new, |it| it.to_string()),
            measured(point),
        ];
        table.row(cells.map(Clean::from_string));
    }
    table.write(cx.call.streams.out, cx.call.style)?;
    Ok(Exit::Done)
}

/// What is measured, in words: `31.4 % of 212 (25.5–38.0), 40 still open`.
fn measured(point: &Point) -> String {
    let (Some(it), Some(expected)) = (point.measured, point.resolution.expected) else {
        return String::new();
    };
    let Measured {
        tenths,
        of,
        band,
        open,
    } = it;
    let number = |tenths: i64| format!("{:.1}", tenths as f64 / 10.0);
    match (tenths, expected.of.is_share()) {
        (Some(tenths), true) => {
            let band = band.map_or_else(String::new, |(low, high)| {
                format!(" ({}–{})", number(low), number(high))
            });
            let open = open.filter(|it| *it > 0);
            let open = open.map_or_else(String::new, |it| format!(", {it} still open"));
            format!("{} % of {of}{band}{open}", number(tenths))
        }
        (Some(tenths), false) => (tenths / 10).to_string(),
        (None, _) => "nothing to measure yet".to_owned(),
    }
}

/// The one that is meant by a number or by some words.
fn find(cx: &Context<'_>, text: &str) -> Result<Point> {
    let mut all = all(cx, Which::All)?;
    let typed = text.trim();
    let number = typed.strip_prefix('#').unwrap_or(typed).parse::<u64>().ok();
    if let Some(at) = all.iter().position(|it| Some(it.id) == number) {
        return Ok(all.swap_remove(at));
    }
    let wanted = fold(typed);
    all.retain(|it| number.is_none() && fold(&it.resolution.text).contains(&wanted));
    match all.len() {
        1 => Ok(all.swap_remove(0)),
        0 => Err(CliError::NotFound(format!(
            "there is no decision `{text}`; `fiveply decision list --all` lists them"
        ))),
        many => Err(CliError::NotUnderstood(format!(
            "`{text}` may be each of {many}; give a number: {}",
            all.iter()
                .map(|it| format!("#{}", it.id))
                .collect::<Vec<_>>()
                .join(" ")
        ))),
    }
}

fn show(cx: &mut Context<'_>, which: &str) -> Result<Exit> {
    let point = find(cx, which)?;
    if cx.call.json {
        let shape = Shape::of(cx, &point);
        cx.call.say_json(&shape)?;
        return Ok(Exit::Done);
    }
    let head = format!("decision #{} {}", point.id, point.resolution.text);
    let head = cx.call.style.strong(Clean::from_string(head).as_str());
    cx.call.say(head)?;
    let found = measured(&point);
    let told = Resolution {
        measured: None,
        measured_of: None,
        ..point.resolution
    };
    let before = (!found.is_empty()).then_some(("measured", found));
    facts(cx, &Record::from(told), before.as_slice())?;
    Ok(Exit::Done)
}

/// Texts as values; what can't be read of an expectation is told in its own words.
fn read(
    cx: &Context<'_>,
    record: &Record,
    typed: &[(crate::model::FieldId, &str)],
) -> Result<Vec<(crate::model::FieldId, Value)>> {
    let mut values = fields::read_all(record, typed, cx.call.now, &cx.names())?;
    for (field, value) in &mut values {
        let name = Kind::Resolution.definition(*field).map_or("", |it| it.name);
        match (name, value) {
            ("expected", Value::Text(text)) => {
                let expected: Expectation =
                    text.parse()
                        .map_err(|e: crate::model::meetings::NoExpectation| {
                            CliError::NotUnderstood(e.to_string())
                        })?;
                *text = expected.to_string();
            }
            // What is kept is the one form of a filter, however it was typed.
            ("filter", Value::Text(text)) => *text = cx.filter_now(text)?.text,
            _ => {}
        }
    }
    Ok(values)
}

fn add(cx: &mut Context<'_>, args: &AddArgs) -> Result<Exit> {
    let me: UserId = cx.actor()?;
    let resolution = Resolution {
        text: args.words.trim().to_owned(),
        owner: Some(me),
        meeting: Some(cx.today()),
        ..Resolution::default()
    };
    let mut record = Record::from(resolution);
    let typed = args.given.typed();
    for (field, value) in read(cx, &record, &typed)? {
        record.set(field, value).map_err(|value| {
            CliError::NotUnderstood(format!("`{value}` does not fit a field of a decision"))
        })?;
    }
    let done = cx.execute(Command::Create(vec![record]))?;
    act::report(cx, &done, Verb::Create)
}

fn edit(cx: &mut Context<'_>, args: &EditArgs) -> Result<Exit> {
    let point = find(cx, &args.which)?;
    let typed: Vec<_> = args
        .fields
        .iter()
        .map(|it| fields::assignment(Kind::Resolution, it))
        .collect::<Result<_>>()?;
    let record = Record::from(point.resolution);
    let edits = read(cx, &record, &typed)?;
    let done = cx.execute(Command::Edit {
        key: Key::new(Kind::Resolution, point.id),
        base: args.base.map(Seq),
        edits,
    })?;
    act::report(cx, &done, Verb::Edit)
}

/// Says what has become of one.
fn settle(cx: &mut Context<'_>, args: &SettleArgs, fate: Fate) -> Result<Exit> {
    let point = find(cx, &args.which)?;
    let mut edits = point.settled(fate, cx.today());
    if let (Some(note), Some(field)) = (&args.note, Kind::Resolution.field("note")) {
        edits.push((field, Value::Text(note.clone())));
    }
    let done = cx.execute(Command::Edit {
        key: Key::new(Kind::Resolution, point.id),
        base: args.base.map(Seq),
        edits,
    })?;
    act::report(cx, &done, Verb::Edit)
}
