//! A report as text, JSON, CSV, and into files. Counts nothing.

use std::io::Write;
use std::path::Path;

use serde_json::json;

use super::ReportArgs;
use crate::cli::call::shown;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::table::{Side, Table};
use crate::i18n::pieces;
use crate::model::Clean;
use crate::model::clean::width;
use crate::reports::{Form, Grid, Report};

/// How wide sentences are printed.
const WIDTH: usize = 80;

pub(super) fn print(args: &ReportArgs, report: &Report, cx: &mut Context<'_>) -> Result<Exit> {
    if args.svg.is_none() && args.html.is_none() {
        if args.csv {
            cx.call.streams.out.write_all(&report.bytes(Form::Csv)?)?;
        } else if cx.call.json {
            cx.call.say_json(&report.json())?;
        } else {
            text(report, cx)?;
        }
        return Ok(Exit::Done);
    }
    let mut files = Vec::new();
    let asked = [(&args.svg, Form::Svg), (&args.html, Form::Html)];
    for (path, form) in asked
        .into_iter()
        .filter_map(|(path, form)| Some((path.as_ref()?, form)))
    {
        write(path, args.force, &report.bytes(form)?)?;
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

fn text(report: &Report, cx: &mut Context<'_>) -> Result<()> {
    let (sheet, head) = (&report.sheet, &report.head);
    let style = cx.call.style;
    cx.call.say(style.strong(&head.line))?;
    for line in wrapped(&sheet.heading) {
        cx.call.say(style.faint(&line))?;
    }
    for grid in sheet
        .grids
        .iter()
        .filter(|it| it.shown && !it.lines.is_empty())
    {
        cx.call.say("")?;
        if let Some(title) = &grid.title {
            let title = Clean::new(title.as_str()).into_string();
            cx.call.say(style.strong(&title))?;
        }
        table(grid).write(cx.call.streams.out, style)?;
    }
    cx.call.say("")?;
    for line in sheet.notes.iter().flat_map(|it| wrapped(it.as_str())) {
        cx.call.say(style.faint(&line))?;
    }
    Ok(())
}

/// A sentence in lines that any terminal can hold.
pub(in crate::cli) fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        if used > 0 && used + width(piece.trim_end()) > WIDTH {
            lines.push(String::new());
            used = 0;
        }
        let piece = if used == 0 { piece.trim_start() } else { piece };
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
        used += width(piece);
    }
    let trimmed = lines.iter().map(|it| it.trim_end().to_owned());
    trimmed.collect()
}

fn table(grid: &Grid) -> Table {
    let shown: Vec<(usize, Clean, Side)> = grid
        .columns
        .iter()
        .enumerate()
        .filter_map(|(at, it)| Some((at, Clean::new(it.head.as_ref()?.as_str()), it.side)))
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

/// Writes a file that appears whole or not at all.
fn write(path: &Path, force: bool, bytes: &[u8]) -> Result<()> {
    if path.exists() && !force {
        let path = shown(path);
        return Err(CliError::Usage(format!(
            "{path}: it is there already; choose another name or give --force"
        )));
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let mut draft = tempfile::NamedTempFile::new_in(folder.unwrap_or_else(|| Path::new(".")))?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    draft.persist(path).map_err(|error| error.error)?;
    Ok(())
}
