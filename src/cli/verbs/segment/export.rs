//! `fiveply segment export`: a segment as a list for mail, e-mail or calls, split into arms, and kept as what was exported.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::people::{COLUMNS, Person, people};
use super::{counted, find, pick, pick_filter};
use crate::cli::call::shown;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::rates::grouped;
use crate::cli::when::{self, Toward};
use crate::exchange::cards::{Due, calendar};
use crate::exchange::{Cell, Format, known};
use crate::model::segments::{Arm, arm_of};
use crate::model::{Clean, Command, Kind, List, Members, Moment, Record, Unit};

/// What to export.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// Its name or #number, or a filter
    segment: String,
    /// Where to: a file that ends in csv, tsv, xlsx, jsonl, vcf or ics
    #[arg(long, short, value_name = "FILE")]
    to: PathBuf,
    /// What the list is called; it decides who gets which arm. Without it the segment and the day
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// So many per cent get arm a, the others arm b; the same name gives the same arms
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(1..100))]
    split: Option<u8>,
    /// So many per cent are left out on purpose, to compare with
    #[arg(long, value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..100))]
    hold_out: u8,
    /// Leaves out who was touched, or was on a list, since a day or in a time such as 30d
    #[arg(long, value_name = "DAY")]
    not_contacted: Option<String>,
    /// What is exported for a filter
    #[arg(long, value_name = "UNIT", default_value = "leads", value_parser = ["leads", "accounts"])]
    unit: String,
    /// A note on the list
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Writes over a file that is there
    #[arg(long)]
    force: bool,
}

/// The shape of `segment export --json`.
#[derive(Serialize)]
struct Shape<'a> {
    file: String,
    list: &'a str,
    unit: &'static str,
    rows: u64,
    a: u64,
    b: u64,
    hold_out: u64,
    excluded: u64,
    seq: Option<u64>,
}

/// What the file is.
enum Sort {
    Table(Format),
    Cards,
    Calendar,
}

/// Who is on the list, each with an arm.
pub(super) struct Made {
    name: String,
    filter: String,
    pub unit: Unit,
    pub members: Vec<(u64, Arm)>,
    excluded: u64,
}

impl Made {
    fn arm(&self, wanted: Arm) -> Members {
        let of = self.members.iter().filter(|it| it.1 == wanted);
        of.map(|it| it.0).collect()
    }
}

/// Runs it.
///
/// # Errors
/// A segment or a filter that can't be understood, or a file that can't be written; no half file is left.
pub(super) fn run(args: &ExportArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let sort = sort(&args.to)?;
    if args.to.exists() && !args.force {
        return Err(CliError::Usage(format!(
            "{}: it is there already; choose another name or give --force",
            shown(&args.to)
        )));
    }
    let made = made(args, cx)?;
    let folder = args.to.parent().filter(|it| !it.as_os_str().is_empty());
    let mut draft = tempfile::NamedTempFile::new_in(folder.unwrap_or_else(|| Path::new(".")))?;
    let people = people(cx, &made)?;
    let rows = match sort {
        Sort::Table(format) => table(&people, format, draft.reopen()?, &args.to)?,
        Sort::Cards => {
            for it in &people {
                draft.write_all(it.card().as_bytes())?;
            }
            people.len() as u64
        }
        Sort::Calendar => due(cx, &people, &mut draft)?,
    };
    draft.as_file().sync_all()?;
    let (a, b, hold_out) = (made.arm(Arm::A), made.arm(Arm::B), made.arm(Arm::HoldOut));
    let some = |it: &Members| (!it.is_empty()).then(|| it.clone());
    let list = List {
        name: made.name.clone(),
        at: Some(cx.call.now),
        author: Some(cx.actor()?),
        filter: made.filter.clone(),
        unit: Some(made.unit),
        a: Some(a.clone()),
        b: some(&b),
        hold_out: some(&hold_out),
        note: args.note.clone(),
    };
    // Who got something is known before anybody can send it.
    let done = cx.execute(Command::Create(vec![list.into()]))?;
    draft.persist(&args.to).map_err(|error| error.error)?;
    let shape = Shape {
        file: args.to.display().to_string(),
        list: &made.name,
        unit: counted(made.unit),
        rows,
        a: a.count(),
        b: b.count(),
        hold_out: hold_out.count(),
        excluded: made.excluded,
        seq: done.seq.map(|it| it.0),
    };
    if cx.call.json {
        cx.call.say_json(&shape)?;
        return Ok(Exit::Done);
    }
    let line = format!(
        "{}: {} rows · list “{}”: {} in a, {} in b, {} held out, {} left out as contacted",
        shown(&args.to),
        grouped(shape.rows),
        shape.list,
        grouped(shape.a),
        grouped(shape.b),
        grouped(shape.hold_out),
        grouped(shape.excluded),
    );
    cx.call.say(Clean::from_string(line))?;
    Ok(Exit::Done)
}

fn sort(path: &Path) -> Result<Sort> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    match extension.to_lowercase().as_str() {
        "vcf" => Ok(Sort::Cards),
        "ics" => Ok(Sort::Calendar),
        other => Format::named(other).map(Sort::Table).ok_or_else(|| {
            CliError::NotUnderstood(format!(
                "{}: `{extension}` is no format; name the file otherwise: {}, vcf, ics",
                shown(path),
                known(true)
            ))
        }),
    }
}

/// Decides who is on the list, and in which arm.
fn made(args: &ExportArgs, cx: &Context<'_>) -> Result<Made> {
    let found = find(cx, &args.segment)?;
    let (title, filter, unit, picked) = match &found {
        Some(it) => {
            let unit = it.segment.unit();
            let picked = pick(cx, it, unit)?;
            (
                it.segment.name.clone(),
                it.segment.filter.clone(),
                unit,
                picked,
            )
        }
        None => {
            let unit: Unit = args.unit.parse()?;
            let filter = cx.filter_now(&args.segment)?.text;
            let picked = pick_filter(cx, &filter, unit)?;
            (filter.clone(), filter, unit, picked)
        }
    };
    let given = args.name.as_deref().map(str::trim);
    let name = given.map_or_else(|| format!("{title} {}", cx.today()), str::to_owned);
    let contacted = match &args.not_contacted {
        Some(day) => contacted(cx, unit, day)?,
        None => HashSet::new(),
    };
    let all = picked.members(&*cx.book()?);
    let members: Vec<(u64, Arm)> = all
        .ids()
        .filter(|id| !contacted.contains(id))
        .map(|id| (id, arm_of(&name, id, args.split, args.hold_out)))
        .collect();
    Ok(Made {
        excluded: all.count() - members.len() as u64,
        name,
        filter,
        unit,
        members,
    })
}

/// Who was touched, or was on a list, since a day.
fn contacted(cx: &Context<'_>, unit: Unit, day: &str) -> Result<HashSet<u64>> {
    let day = when::day(&super::back(day), cx.today(), Toward::Back)?;
    let from = Moment::start_of(day, cx.settings.general.zone);
    let mut found = HashSet::new();
    let book = cx.book()?;
    let c = &book.episodes.columns;
    for row in 0..c.len() {
        let Some(lead) = book.row(row) else {
            continue;
        };
        if lead.touched.is_some_and(|it| it >= from) {
            match unit {
                Unit::Leads => found.insert(lead.id.0),
                Unit::Accounts => {
                    let account = c.account[row] as usize;
                    let id = book.accounts.columns.id.get(account).copied();
                    id.is_some_and(|id| found.insert(id))
                }
            };
        }
    }
    drop(book);
    cx.workspace.each(Kind::List, &mut |stored| {
        if let Record::List(list) = stored.record
            && list.unit() == unit
            && list.at.is_some_and(|it| it >= from)
        {
            for arm in [&list.a, &list.b].into_iter().flatten() {
                found.extend(arm.ids());
            }
        }
        std::ops::ControlFlow::Continue(())
    })?;
    Ok(found)
}

fn table(people: &[Person], format: Format, file: std::fs::File, to: &Path) -> Result<u64> {
    let failed = |error| CliError::Export(crate::workspace::export::ExportError::Exchange(error));
    let mut out = format
        .create(Box::new(file), &to.display().to_string())
        .map_err(failed)?;
    out.header(&COLUMNS).map_err(failed)?;
    for it in people {
        let mut cells = vec![Cell::from_count(it.id)];
        cells.extend(it.texts().map(|text| match text {
            "" => Cell::Empty,
            text => Cell::Text(text),
        }));
        out.row(&cells).map_err(failed)?;
    }
    out.finish().map_err(failed)?;
    Ok(people.len() as u64)
}

/// Writes what is due; those with nothing due are on the list all the same.
fn due(cx: &Context<'_>, people: &[Person], out: &mut impl Write) -> Result<u64> {
    let events: Vec<(String, chrono::NaiveDate, String)> = people
        .iter()
        .filter_map(|it| {
            let who = if it.account.is_empty() {
                &it.contact
            } else {
                &it.account
            };
            Some((it.uid(), it.due?, format!("{}: {who}", it.next)))
        })
        .collect();
    let stamp = cx.call.now.utc().format("%Y%m%dT%H%M%SZ").to_string();
    let text = calendar(
        &stamp,
        events.iter().map(|(uid, day, summary)| Due {
            uid,
            day: *day,
            summary,
        }),
    );
    out.write_all(text.as_bytes())?;
    Ok(events.len() as u64)
}
