//! `fiveply segment export`: a segment as a list for mail, e-mail or calls, split into arms, and kept as what was exported.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::{counted, find, pick, pick_filter};
use crate::cli::call::shown;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::rates::grouped;
use crate::cli::when::{self, Toward};
use crate::exchange::known;
use crate::model::segments::Arm;
use crate::model::{Clean, Command, Moment, Unit};
use crate::workspace::lists::{ListFormat, ListPlan, Listed, write};

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
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
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

/// Runs it.
///
/// # Errors
/// A segment or a filter that can't be understood, or a file that can't be written; no half file is left.
pub(super) fn run(args: &ExportArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let format = ListFormat::of(&args.to).ok_or_else(|| {
        CliError::NotUnderstood(format!(
            "{}: the ending is no format; name the file otherwise: {}, vcf, ics",
            shown(&args.to),
            known(true)
        ))
    })?;
    if args.to.exists() && !args.force {
        return Err(CliError::Usage(format!(
            "{}: it is there already; choose another name or give --force",
            shown(&args.to)
        )));
    }
    let (plan, listed) = made(args, cx)?;
    let folder = args.to.parent().filter(|it| !it.as_os_str().is_empty());
    let draft = tempfile::NamedTempFile::new_in(folder.unwrap_or_else(|| Path::new(".")))?;
    let mut pulse = |_| ControlFlow::Continue(());
    let people = cx.workspace.listed_people(&plan, &listed, &mut pulse)?;
    let name = args.to.display().to_string();
    let rows =
        write(&people, format, draft.reopen()?, &name, cx.call.now).map_err(CliError::Export)?;
    draft.as_file().sync_all()?;
    let list = listed.record(&plan, cx.actor()?, cx.call.now);
    // Who got something is known before anybody can send it.
    let done = cx.execute(Command::Create(vec![list.into()]))?;
    draft.persist(&args.to).map_err(|error| error.error)?;
    let count = |arm| listed.arm(arm).count();
    let shape = Shape {
        file: args.to.display().to_string(),
        list: &plan.name,
        unit: counted(plan.unit),
        rows,
        a: count(Arm::A),
        b: count(Arm::B),
        hold_out: count(Arm::HoldOut),
        excluded: listed.excluded,
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

/// Decides who is on the list, and in which arm.
fn made(args: &ExportArgs, cx: &Context<'_>) -> Result<(ListPlan, Listed)> {
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
        Some(day) => {
            let day = when::day(&super::back(day), cx.today(), Toward::Back)?;
            Some(Moment::start_of(day, cx.settings.general.zone))
        }
        None => None,
    };
    let all = picked.members(&*cx.book()?);
    let plan = ListPlan {
        name,
        filter,
        unit,
        split: args.split,
        hold_out: args.hold_out,
        contacted,
        note: args.note.clone(),
    };
    let listed = cx.workspace.listed(&plan, &all);
    Ok((plan, listed))
}
