//! `fiveply export`: leads, accounts and the rest as a table that `import` takes back.

use std::io::{Seek, SeekFrom};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::cli::args::Then;
use crate::cli::call::shown;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::rates::grouped;
use crate::exchange::write::TableWriter;
use crate::exchange::{Format, known};
use crate::workspace::export::ExportWhat;

/// Writes leads, accounts, contacts, products, users, feedback, touches or the log as a table
///
/// CSV, XLSX or JSON lines. Cells that a spreadsheet would take for a formula are made harmless; leads
/// carry their whole history, so that `import` into another workspace gives the same figures.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// What: leads, accounts, contacts, products, users, feedback, touches, log
    what: ExportWhat,
    /// Only the leads of a filter
    #[arg(value_name = "FILTER", num_args = 0..)]
    filter: Vec<String>,
    /// Where to; without it, standard output
    #[arg(long, short, value_name = "FILE")]
    to: Option<PathBuf>,
    /// csv, tsv, xlsx or jsonl; else by the file's name, else csv
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// Writes over a file that is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    then: Then,
}

/// The shape of `export --json` with `--to`.
#[derive(Serialize)]
struct Shape<'a> {
    file: String,
    what: &'a str,
    rows: u64,
}

/// Runs it.
///
/// # Errors
/// Where the filter can't be understood or the table can't be written; no half file is left.
pub(in crate::cli) fn run(args: &ExportArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let format = format(args)?;
    match &args.to {
        None => to_output(args, format, cx)?,
        Some(path) => {
            let rows = to_file(args, format, path, cx)?;
            if cx.call.json {
                cx.call.say_json(&Shape {
                    file: path.display().to_string(),
                    what: args.what.code(),
                    rows,
                })?;
            } else {
                cx.call.say(format!(
                    "{}: {} rows of {}",
                    shown(path),
                    grouped(rows),
                    args.what
                ))?;
            }
        }
    }
    Ok(Exit::Done)
}

fn format(args: &ExportArgs) -> Result<Format> {
    let no_format = |name: &str| {
        CliError::NotUnderstood(format!(
            "`{name}` is no format; use one of: {}",
            known(true)
        ))
    };
    if let Some(name) = &args.format {
        return Format::named(name).ok_or_else(|| no_format(name));
    }
    let Some(path) = &args.to else {
        return Ok(Format::Csv);
    };
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    if extension.is_empty() {
        return Ok(Format::Csv);
    }
    Format::named(&extension).ok_or_else(|| {
        CliError::NotUnderstood(format!(
            "{}: `{extension}` is no format; name the file otherwise or give --format: {}",
            shown(path),
            known(true)
        ))
    })
}

/// Through a temporary file, because a table that stops in the middle is worse than none.
fn to_output(args: &ExportArgs, format: Format, cx: &mut Context<'_>) -> Result<()> {
    let mut spool = tempfile::tempfile()?;
    let writer = format.create(Box::new(spool.try_clone()?), "standard output")?;
    write(args, writer, cx)?;
    spool.seek(SeekFrom::Start(0))?;
    std::io::copy(&mut spool, &mut cx.call.streams.out)?;
    Ok(())
}

fn to_file(args: &ExportArgs, format: Format, path: &Path, cx: &mut Context<'_>) -> Result<u64> {
    if path.exists() && !args.force {
        return Err(CliError::Usage(format!(
            "{}: it is there already; choose another name or give --force",
            shown(path)
        )));
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let draft = tempfile::NamedTempFile::new_in(folder.unwrap_or_else(|| Path::new(".")))?;
    let name = path.display().to_string();
    let writer = format.create(Box::new(draft.reopen()?), &name)?;
    let rows = write(args, writer, cx)?;
    draft.as_file().sync_all()?;
    draft.persist(path).map_err(|error| error.error)?;
    Ok(rows)
}

fn write(args: &ExportArgs, mut writer: Box<dyn TableWriter>, cx: &Context<'_>) -> Result<u64> {
    let text = args.filter.join(" ");
    cx.look_back(args.then.asof.as_deref())?;
    if args.what == ExportWhat::Log && args.then.asof.is_some() {
        let message = "the log is what it is; --asof goes with the rest".to_owned();
        return Err(CliError::Usage(message));
    }
    if text.trim().is_empty() {
        let then = cx.then();
        return Ok(cx.workspace.export(args.what, then, None, &mut *writer)?);
    }
    if args.what != ExportWhat::Leads {
        return Err(CliError::Usage(
            "only leads can be exported by a filter".to_owned(),
        ));
    }
    let filter = cx.filter(&text)?;
    let book = cx.book()?;
    let mask = book.leads_of(&filter, &book.select(&filter, cx.at()));
    Ok(cx
        .workspace
        .export(args.what, cx.then(), Some((&book, &mask)), &mut *writer)?)
}
