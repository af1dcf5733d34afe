//! What `import` answers with when it is done, in words or as JSON.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::previews;
use crate::cli::call::shown;
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::exchange::Rejected;
use crate::workspace::import::{Importer, Summary};

/// The shape of `import --json`.
#[derive(Serialize)]
struct Shape<'a> {
    file: &'a str,
    format: &'a str,
    what: &'a str,
    dry_run: bool,
    rows: u64,
    loaded: u64,
    rejected: u64,
    new: u64,
    updated: u64,
    unchanged: u64,
    skipped: u64,
    made: BTreeMap<&'a str, u64>,
    doubles: Vec<DoubleShape<'a>>,
    first_rejected: Vec<RejectedShape<'a>>,
    seq: Option<u64>,
}

#[derive(Serialize)]
struct DoubleShape<'a> {
    kind: &'a str,
    new: &'a str,
    old: &'a str,
}

#[derive(Serialize)]
struct RejectedShape<'a> {
    row: u64,
    line: u64,
    column: Option<&'a str>,
    value: &'a str,
    reason: &'a str,
}

/// What was asked for beside the import itself.
pub(super) struct Told<'a> {
    /// Nothing was kept.
    pub dry_run: bool,
    /// Where the rejected rows are.
    pub report: Option<&'a Path>,
}

/// Tells what became of all rows.
pub(super) fn tell(
    args: &Told<'_>,
    importer: &Importer,
    it: &Summary,
    cx: &mut Context<'_>,
) -> Result<()> {
    if cx.call.json {
        return cx.call.say_json(&Shape {
            file: importer.name(),
            format: importer.format(),
            what: importer.mapping().what.code(),
            dry_run: args.dry_run,
            rows: it.totals.rows,
            loaded: it.totals.loaded,
            rejected: it.totals.rejected,
            new: it.inserted,
            updated: it.updated,
            unchanged: it.unchanged,
            skipped: it.skipped,
            made: it
                .made
                .iter()
                .map(|(kind, count)| (kind.code(), *count))
                .collect(),
            doubles: it
                .doubles
                .iter()
                .map(|double| DoubleShape {
                    kind: double.kind.code(),
                    new: &double.new,
                    old: &double.old,
                })
                .collect(),
            first_rejected: it.first.iter().map(rejected_shape).collect(),
            seq: it.seq.map(|seq| seq.0),
        });
    }
    for line in previews::summary(it, args.dry_run) {
        cx.call.say(line)?;
    }
    if let Some(path) = args.report
        && it.totals.rejected > 0
    {
        cx.call
            .say(format!("every rejected row is in {}", shown(path)))?;
    }
    Ok(())
}

fn rejected_shape(it: &Rejected) -> RejectedShape<'_> {
    RejectedShape {
        row: it.row,
        line: it.line,
        column: it.column.as_deref(),
        value: &it.value,
        reason: &it.reason,
    }
}
