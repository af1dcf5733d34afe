//! A report as text, JSON, CSV, and into files. Counts nothing.

use std::io::Write;
use std::path::Path;

use serde_json::{Map, Value as Json, json};

use super::sheet::{Cell, Grid, Sheet};
use super::{ReportArgs, Scope, page};
use crate::cli::call::shown;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::rates::grouped;
use crate::cli::table::{Side, Table};
use crate::exchange::chart::svg;
use crate::exchange::{Cell as Written, Format};
use crate::model::{Clean, Settings};
use crate::query::Days;

/// How wide sentences are printed.
const WIDTH: usize = 80;

/// What stands above every report.
pub(super) struct Head {
    pub workspace: String,
    pub filter: String,
    pub leads: (u64, u64),
    pub period: Option<Days>,
    pub versus: Option<Days>,
    pub day: String,
}

impl Head {
    pub(super) fn of(scope: &Scope<'_>, settings: &Settings) -> Self {
        Self {
            workspace: settings.general.name.clone(),
            filter: scope.filter.clone(),
            leads: scope.leads,
            period: scope.period,
            versus: scope.versus,
            day: scope.now.day(settings.general.zone).to_string(),
        }
    }

    /// The days of the period.
    pub(super) fn after(&self) -> String {
        self.period.map_or_else(String::new, |it| it.to_string())
    }

    /// The days that it is held against.
    pub(super) fn before(&self) -> String {
        self.versus.map_or_else(String::new, |it| it.to_string())
    }

    /// In one line.
    pub(super) fn line(&self) -> String {
        let of = if self.filter.is_empty() {
            format!("{} leads", grouped(self.leads.0))
        } else {
            let (some, all) = (grouped(self.leads.0), grouped(self.leads.1));
            format!("{}: {some} of {all} leads", self.filter)
        };
        let period = match (self.period, self.versus) {
            (Some(period), Some(versus)) => format!("{versus} → {period}"),
            (Some(period), None) => period.to_string(),
            (None, _) => self.day.clone(),
        };
        let parts = [self.workspace.as_str(), &of, &period];
        let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        Clean::from_string(parts.join(" · ")).into_string()
    }
}

pub(super) fn print(
    args: &ReportArgs,
    sheet: &Sheet,
    head: &Head,
    cx: &mut Context<'_>,
) -> Result<Exit> {
    if args.svg.is_none() && args.html.is_none() {
        if args.csv {
            csv(sheet, cx)?;
        } else if cx.call.json {
            let value = as_json(args, sheet, head);
            cx.call.say_json(&value)?;
        } else {
            text(sheet, head, cx)?;
        }
        return Ok(Exit::Done);
    }
    let mut files = Vec::new();
    if let Some(path) = &args.svg {
        let (title, chart) = sheet.charts.first().ok_or_else(|| {
            CliError::NotFound("there is nothing here that could be drawn".to_owned())
        })?;
        write(
            path,
            args.force,
            &svg(&format!("{title} · {}", head.line()), chart),
        )?;
        files.push(path);
    }
    if let Some(path) = &args.html {
        write(path, args.force, &page::page(sheet, head))?;
        files.push(path);
    }
    for path in files {
        if cx.call.json {
            let file = path.display().to_string();
            cx.call.say_json(&json!({ "file": file }))?;
        } else {
            cx.call.say(shown(path))?;
        }
    }
    Ok(Exit::Done)
}

fn text(sheet: &Sheet, head: &Head, cx: &mut Context<'_>) -> Result<()> {
    let style = cx.call.style;
    cx.call.say(style.strong(&head.line()))?;
    for line in wrapped(&format!("{}: {}", sheet.title, sheet.definition)) {
        cx.call.say(style.faint(&line))?;
    }
    for grid in sheet
        .grids
        .iter()
        .filter(|it| it.shown && !it.lines.is_empty())
    {
        cx.call.say("")?;
        if let Some(title) = &grid.title {
            let title = Clean::from_string(title.clone()).into_string();
            cx.call.say(style.strong(&title))?;
        }
        table(grid).write(cx.call.streams.out, style)?;
    }
    cx.call.say("")?;
    for line in notes(sheet).iter().flat_map(|it| wrapped(it)) {
        cx.call.say(style.faint(&line))?;
    }
    Ok(())
}

/// A sentence in lines that any terminal can hold.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The notes, and what the mark means where it is set.
pub(super) fn notes(sheet: &Sheet) -> Vec<String> {
    let mut notes = sheet.notes.clone();
    if sheet.has_few() {
        notes.push("* rests on fewer than ten: no more than a hint".to_owned());
    }
    notes
}

fn table(grid: &Grid) -> Table {
    let shown: Vec<(usize, Clean, Side)> = grid
        .columns
        .iter()
        .enumerate()
        .filter_map(|(at, it)| Some((at, Clean::from_string(it.head.clone()?), it.side)))
        .collect();
    let heads = shown.iter().map(|(_, head, side)| (head.clone(), *side));
    let mut table = Table::of(heads.collect());
    for line in &grid.lines {
        let cells = shown.iter().map(|(at, _, _)| {
            let cell = line.cells.get(*at).map(|it| it.shown.clone());
            Clean::from_string(cell.unwrap_or_default())
        });
        if line.pale {
            table.pale_row(cells);
        } else {
            table.row(cells);
        }
    }
    table
}

fn as_json(args: &ReportArgs, sheet: &Sheet, head: &Head) -> Json {
    let days = |it: Days| {
        let last = it.to.and_then(|to| to.pred_opt());
        json!({
            "from": it.from.map(|it| it.to_string()),
            "to": last.map(|it| it.to_string()),
        })
    };
    let mut map = Map::new();
    let mut put = |key: &str, value: Json| {
        map.insert(key.to_owned(), value);
    };
    let what = clap::ValueEnum::to_possible_value(&args.what);
    put("report", what.map(|it| it.get_name().to_owned()).into());
    put("definition", sheet.definition.into());
    put("filter", head.filter.clone().into());
    put("period", head.period.map(days).into());
    put("versus", head.versus.map(days).into());
    put("selected", head.leads.0.into());
    put("of", head.leads.1.into());
    for (key, value) in &sheet.facts {
        put(key, value.clone());
    }
    // A table for each currency is one list: each row says its own.
    for grid in sheet.grids.iter().filter(|it| it.meant) {
        match (map.get_mut(grid.key), grid.json()) {
            (Some(Json::Array(rows)), Json::Array(more)) => rows.extend(more),
            (_, rows) => {
                map.insert(grid.key.to_owned(), rows);
            }
        }
    }
    Json::Object(map)
}

/// The first table that is meant for machines, of all currencies.
fn csv(sheet: &Sheet, cx: &mut Context<'_>) -> Result<()> {
    cx.call.streams.out.write_all(&as_csv(sheet)?)?;
    Ok(())
}

/// The same as bytes.
pub(super) fn as_csv(sheet: &Sheet) -> Result<Vec<u8>> {
    let Some(first) = sheet.grids.iter().find(|it| it.meant) else {
        return Ok(Vec::new());
    };
    let mut file = tempfile::tempfile()?;
    let mut writer = Format::Csv.create(Box::new(file.try_clone()?), "standard output")?;
    let meant = || {
        let columns = first.columns.iter().enumerate();
        columns.filter_map(|(at, it)| Some((at, it.key?)))
    };
    let compared = first.is_compared();
    let width = first.lines.iter().filter_map(|it| it.before.as_ref());
    let width = width.map(Vec::len).max().unwrap_or_default();
    // What names a row is the same before.
    let earlier = || meant().filter(|it| compared && (first.ids()..width).contains(&it.0));
    let mut keys: Vec<String> = meant().map(|it| it.1.to_owned()).collect();
    keys.extend(earlier().map(|it| format!("{}_before", it.1)));
    let heads: Vec<&str> = keys.iter().map(String::as_str).collect();
    writer.header(&heads)?;
    let same = sheet
        .grids
        .iter()
        .filter(|it| it.meant && it.key == first.key);
    for line in same.flat_map(|it| &it.lines) {
        let mut texts: Vec<Option<String>> = meant().map(|it| text_of(&line.cells, it.0)).collect();
        let before = line.before.as_deref().unwrap_or_default();
        texts.extend(earlier().map(|it| text_of(before, it.0)));
        let cells: Vec<Written<'_>> = texts
            .iter()
            .map(|it| it.as_deref().map_or(Written::Empty, Written::Text))
            .collect();
        writer.row(&cells)?;
    }
    writer.finish()?;
    drop(writer);
    let mut bytes = Vec::new();
    std::io::Seek::rewind(&mut file)?;
    std::io::Read::read_to_end(&mut file, &mut bytes)?;
    Ok(bytes)
}

fn text_of(cells: &[Cell], at: usize) -> Option<String> {
    match &cells.get(at)?.raw {
        Json::Null => None,
        Json::String(text) => Some(text.clone()),
        other @ (Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_)) => {
            Some(other.to_string())
        }
    }
}

/// Writes a file that appears whole or not at all.
fn write(path: &Path, force: bool, text: &str) -> Result<()> {
    if path.exists() && !force {
        let path = shown(path);
        return Err(CliError::Usage(format!(
            "{path}: it is there already; choose another name or give --force"
        )));
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let mut draft = tempfile::NamedTempFile::new_in(folder.unwrap_or_else(|| Path::new(".")))?;
    draft.write_all(text.as_bytes())?;
    draft.as_file().sync_all()?;
    draft.persist(path).map_err(|error| error.error)?;
    Ok(())
}
