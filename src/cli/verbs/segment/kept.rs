//! `fiveply segment list|show|save|edit|freeze|remove`: what is kept of segments.

use clap::Args;
use serde::Serialize;

use super::super::records::{EditArgs, facts};
use super::{counted, pick, saved, title};
use crate::cli::act;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::fields;
use crate::cli::rates::grouped;
use crate::cli::table::{Side, Table};
use crate::model::{Clean, Command, Key, Kind, Record, Segment, Seq, Sharing, Unit, Value, Verb};
use crate::workspace::segments::Saved;

/// What to save.
#[derive(Debug, Args)]
pub(super) struct SaveArgs {
    /// Its name
    name: String,
    /// Which leads or accounts, such as 'country:Poland temp:warm'; without one, all
    #[arg(value_name = "FILTER", num_args = 0..)]
    filter: Vec<String>,
    /// What it is about
    #[arg(long, value_name = "UNIT", default_value = "leads", value_parser = ["leads", "accounts"])]
    unit: String,
    /// Only you see it
    #[arg(long)]
    private: bool,
    /// Keeps who is in it now, rather than the filter alone
    #[arg(long)]
    frozen: bool,
    /// A note
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// What to freeze.
#[derive(Debug, Args)]
pub(super) struct FreezeArgs {
    /// Its name or #number
    name: String,
    /// Lets it live again: its filter counts, not who was in it
    #[arg(long)]
    thaw: bool,
    /// The revision that you saw: what was changed since is a conflict
    #[arg(long, value_name = "REVISION")]
    base: Option<u64>,
}

/// What to take away.
#[derive(Debug, Args)]
pub(super) struct RemoveArgs {
    /// Its name or #number
    name: String,
    /// The revision that you saw: what was changed since is a conflict
    #[arg(long, value_name = "REVISION")]
    base: Option<u64>,
}

/// The shape of a segment in JSON.
#[derive(Serialize)]
struct Shape {
    id: u64,
    segment: String,
    owner: Option<String>,
    filter: String,
    unit: &'static str,
    sharing: &'static str,
    frozen: bool,
    note: Option<String>,
    revision: u64,
    selected: Option<u64>,
}

impl Shape {
    fn of(cx: &Context<'_>, saved: &Saved, selected: Option<u64>) -> Self {
        let it = &saved.segment;
        Self {
            id: saved.id.0,
            segment: it.name.clone(),
            owner: it.owner.map(|user| cx.names().user(user)),
            filter: it.filter.clone(),
            unit: counted(it.unit()),
            sharing: it.sharing().code(),
            frozen: it.members.is_some(),
            note: it.note.clone(),
            revision: saved.revision.0,
            selected,
        }
    }
}

/// The shape of `segment show --json`.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    segment: Shape,
    of: u64,
    ids: Vec<u64>,
}

/// Lists the segments that somebody sees.
pub(super) fn list(cx: &mut Context<'_>) -> Result<Exit> {
    let all = cx.workspace.segments(cx.known_actor().ok())?;
    let mut shapes = Vec::new();
    for saved in &all {
        // A filter may name what is gone; the others are listed all the same.
        let picked = pick(cx, saved, saved.segment.unit()).ok();
        shapes.push(Shape::of(cx, saved, picked.map(|it| it.count())));
    }
    if cx.call.json {
        for shape in &shapes {
            cx.call.say_json(shape)?;
        }
        return Ok(Exit::Done);
    }
    if shapes.is_empty() {
        cx.call
            .say("no segments yet; `fiveply segment save NAME FILTER` saves one")?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        ("#", Side::Right),
        ("segment", Side::Left),
        ("in it", Side::Right),
        ("", Side::Whole),
        ("", Side::Whole),
        ("owner", Side::Left),
        ("filter", Side::Left),
    ]);
    for it in shapes {
        let selected = it.selected.map_or_else(|| "–".to_owned(), grouped);
        let owner = match (it.owner, it.sharing) {
            (Some(owner), "private") => format!("{owner} (private)"),
            (owner, _) => owner.unwrap_or_default(),
        };
        let kind = if it.frozen { "frozen" } else { "live" };
        let cells = [
            it.id.to_string(),
            it.segment,
            selected,
            it.unit.to_owned(),
            kind.to_owned(),
            owner,
            it.filter,
        ];
        table.row(cells.map(Clean::from_string));
    }
    table.write(cx.call.streams.out, cx.call.style)?;
    Ok(Exit::Done)
}

/// How many members are named to a person.
const NAMED: usize = 20;

/// Shows one segment.
pub(super) fn show(name: &str, cx: &mut Context<'_>) -> Result<Exit> {
    let saved = saved(cx, name)?;
    let unit = saved.segment.unit();
    let picked = pick(cx, &saved, unit)?;
    let book = cx.book()?;
    let of = match unit {
        Unit::Leads => book.episodes.leads(),
        Unit::Accounts => book.accounts.live(),
    };
    let ids: Vec<u64> = picked.members(&book).ids().collect();
    let named: Vec<(u64, String)> = ids
        .iter()
        .take(NAMED)
        .map(|id| (*id, title(&book, unit, *id).unwrap_or_default()))
        .collect();
    drop(book);
    let selected = ids.len();
    if cx.call.json {
        let segment = Shape::of(cx, &saved, Some(selected as u64));
        cx.call.say_json(&Whole { segment, of, ids })?;
        return Ok(Exit::Done);
    }
    let head = Clean::from_string(format!("segment {} {}", saved.id, saved.segment.name));
    let head = cx.call.style.strong(head.as_str());
    cx.call.say(head)?;
    let kind = match &saved.segment.members {
        Some(kept) => format!("frozen with {}", grouped(kept.count())),
        None => "live".to_owned(),
    };
    let count = format!(
        "{} of {} {}",
        grouped(selected as u64),
        grouped(of),
        counted(unit)
    );
    let told = Segment {
        members: None,
        ..saved.segment
    };
    facts(cx, &Record::from(told), &[("", kind), ("in it", count)])?;
    let mut table = Table::new(&[("#", Side::Right), ("", Side::Left)]);
    for (id, name) in &named {
        table.row([Clean::from_string(id.to_string()), Clean::new(name)]);
    }
    table.write(cx.call.streams.out, cx.call.style)?;
    if selected > NAMED {
        let more = format!(
            "and {} more; --json names them all",
            grouped((selected - NAMED) as u64)
        );
        let more = cx.call.style.faint(&more);
        cx.call.say(more)?;
    }
    Ok(Exit::Done)
}

/// Saves a filter under a name.
pub(super) fn save(args: &SaveArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let filter = cx.filter_now(&args.filter.join(" "))?.text;
    let unit: Unit = args.unit.parse()?;
    let members = if args.frozen {
        let picked = super::pick_filter(cx, &filter, unit)?;
        Some(picked.members(&*cx.book()?))
    } else {
        None
    };
    let sharing = if args.private {
        Sharing::Private
    } else {
        Sharing::Shared
    };
    let segment = Segment {
        name: args.name.trim().to_owned(),
        owner: Some(cx.actor()?),
        filter,
        unit: Some(unit),
        sharing: Some(sharing),
        members,
        note: args.note.clone(),
    };
    let done = cx.execute(Command::Create(vec![segment.into()]))?;
    act::report(cx, &done, Verb::Create)
}

/// Sets fields of a segment.
pub(super) fn edit(args: &EditArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let saved = saved(cx, &args.which)?;
    let typed: Vec<_> = args
        .fields
        .iter()
        .map(|it| fields::assignment(Kind::Segment, it))
        .collect::<Result<_>>()?;
    let record = Record::from(saved.segment);
    let mut edits = fields::read_all(&record, &typed, cx.call.now, &cx.names())?;
    for (field, value) in &mut edits {
        // What is kept is the one form of a filter, however it was typed.
        if Kind::Segment.field("filter") == Some(*field)
            && let Value::Text(text) = value
        {
            *text = cx.filter_now(text)?.text;
        }
    }
    let done = cx.execute(Command::Edit {
        key: Key::new(Kind::Segment, saved.id.0),
        base: args.base.map(Seq),
        edits,
    })?;
    act::report(cx, &done, Verb::Edit)
}

/// Keeps who is in a segment now, or lets it live again.
pub(super) fn freeze(args: &FreezeArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let saved = saved(cx, &args.name)?;
    let value = match (args.thaw, &saved.segment.members) {
        (true, _) => Value::None,
        (false, Some(_)) => {
            let message = format!(
                "`{}` is frozen already; `--thaw` lets it live again",
                saved.segment.name
            );
            return Err(CliError::Usage(message));
        }
        (false, None) => {
            let picked = pick(cx, &saved, saved.segment.unit())?;
            Value::Text(picked.members(&*cx.book()?).to_string())
        }
    };
    let Some(field) = Kind::Segment.field("members") else {
        return Ok(Exit::Done);
    };
    let done = cx.execute(Command::Edit {
        key: Key::new(Kind::Segment, saved.id.0),
        base: args.base.map(Seq),
        edits: vec![(field, value)],
    })?;
    act::report(cx, &done, Verb::Edit)
}

/// Takes a segment away.
pub(super) fn remove(args: &RemoveArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let saved = saved(cx, &args.name)?;
    let done = cx.execute(Command::Remove {
        key: Key::new(Kind::Segment, saved.id.0),
        base: args.base.map(Seq),
    })?;
    act::report(cx, &done, Verb::Remove)
}
