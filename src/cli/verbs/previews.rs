//! What `import` says before and after: how the file is read, the first rows, and what became of all.

use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::rates::grouped;
use crate::exchange::mapping::Stage;
use crate::exchange::target::What;
use crate::model::Clean;
use crate::workspace::import::{Grounds, Importer, Summary};

/// How many rows are shown as they will be read.
const SHOWN: usize = 2;

/// How many columns that are not read are named: whoever looks for one in a usual table finds it.
const UNREAD: usize = 100;

/// Shows how a file will be read.
pub(super) fn show(importer: &mut Importer, cx: &mut Context<'_>) -> Result<()> {
    let clean = |text: String| Clean::from_string(text);
    let found = importer.found().to_string();
    cx.call.note(clean(format!(
        "{}: {} · {} rows of {}{} · {found}",
        importer.name(),
        importer.format(),
        grouped(importer.analysis().rows),
        importer.mapping().what,
        sign(importer.mapping().guessed),
    )))?;
    for line in mapping_lines(importer) {
        cx.call.note(clean(line))?;
    }
    for line in spoken(importer) {
        cx.call.note(clean(line))?;
    }
    for (number, row) in (1..).zip(importer.preview(SHOWN)?) {
        let line = match row {
            Ok(cells) => {
                let cells: Vec<String> = cells
                    .into_iter()
                    .map(|(name, text)| format!("{name}={text}"))
                    .collect();
                format!("  row {number}: {}", cells.join("  "))
            }
            Err(bad) => format!("  row {number}: rejected: {}", bad.reason),
        };
        cx.call.note(clean(line))?;
    }
    Ok(())
}

/// What stands behind a guess.
const fn sign(guessed: bool) -> &'static str {
    if guessed { "?" } else { "" }
}

fn mapping_lines(importer: &Importer) -> Vec<String> {
    let mapping = importer.mapping();
    let mut pairs: Vec<String> = mapping
        .columns
        .iter()
        .map(|it| format!("{}={}{}", it.target.name, it.found.name, sign(it.guessed)))
        .collect();
    pairs.extend(
        mapping
            .set
            .iter()
            .map(|(target, value)| format!("{}:=`{value}`", target.name)),
    );
    let mut lines = vec![format!("  fields: {}", pairs.join("  "))];
    if mapping.columns.iter().any(|it| it.guessed) {
        let mut line = "  ? recognised by its name; --map FIELD=COLUMN says otherwise".to_owned();
        if mapping.guessed {
            line.push_str(", --what of all rows");
        }
        lines.push(line);
    }
    if !mapping.unmapped.is_empty() {
        let told = mapping.unmapped.iter().take(UNREAD);
        let mut told: Vec<String> = told.cloned().collect();
        let more = mapping.unmapped.len() - told.len();
        if more > 0 {
            told.push(format!("and {} more", grouped(more as u64)));
        }
        lines.push(format!("  not read: {}", told.join(", ")));
    }
    lines
}

/// What was decided and on what grounds.
fn spoken(importer: &Importer) -> Vec<String> {
    let mut lines: Vec<String> = importer
        .mapping()
        .columns
        .iter()
        .flat_map(|it| it.found.said.iter())
        .map(|said| format!("  {said}"))
        .collect();
    let survey = importer.survey();
    if importer.mapping().what == What::Leads && !survey.stages.is_empty() {
        let stages: Vec<String> = survey
            .stages
            .iter()
            .map(|(stage, count)| format!("{} {}", stage_name(*stage), grouped(*count)))
            .collect();
        lines.push(format!("  stages: {}", stages.join(", ")));
    }
    let closes = |stage: &Option<Stage>| matches!(stage, Some(Stage::Won | Stage::Lost));
    if let Some((layer, grounds)) = survey.entry
        && survey.stages.keys().any(closes)
    {
        lines.push(match grounds {
            Grounds::Said => format!("  closed leads entered the funnel in {layer}, as you say"),
            Grounds::Seen => format!(
                "  closed leads are taken to have entered in {layer}, where the open ones with a date did; --entry LAYER says otherwise"
            ),
            Grounds::Default => format!(
                "  closed leads are taken to have entered in {layer}; --entry LAYER says otherwise"
            ),
        });
    }
    lines
}

fn stage_name(stage: Option<Stage>) -> &'static str {
    match stage {
        Some(Stage::In(layer)) => layer.code(),
        Some(Stage::Won) => "won",
        Some(Stage::Lost) => "lost",
        None => "no stage",
    }
}

/// What became of all rows.
pub(super) fn summary(it: &Summary, dry_run: bool) -> Vec<String> {
    let n = grouped;
    let totals = it.totals;
    let mut lines = vec![format!(
        "{} rows in = {} loaded + {} rejected · {} new, {} updated, {} unchanged, {} skipped",
        n(totals.rows),
        n(totals.loaded),
        n(totals.rejected),
        n(it.inserted),
        n(it.updated),
        n(it.unchanged),
        n(it.skipped),
    )];
    if !it.made.is_empty() {
        let made: Vec<String> = it
            .made
            .iter()
            .map(|(kind, count)| {
                let plural = if *count == 1 { "" } else { "s" };
                format!("{} {kind}{plural}", n(*count))
            })
            .collect();
        lines.push(format!("made because rows named them: {}", made.join(", ")));
    }
    for (reason, count) in &it.reasons {
        let reason = Clean::new(reason);
        lines.push(format!("rejected {}×: {reason}", n(*count)));
    }
    for bad in &it.first {
        let column = bad.column.as_deref().unwrap_or("the row");
        lines.push(format!(
            "  line {}: {} `{}`",
            bad.line,
            Clean::new(column),
            Clean::new(&bad.value)
        ));
    }
    for double in &it.doubles {
        lines.push(format!(
            "likely a double: {} `{}` and `{}`, which was there already",
            double.kind,
            Clean::new(&double.new),
            Clean::new(&double.old)
        ));
    }
    lines.push(match (it.seq, dry_run) {
        (_, true) => "dry run: nothing was kept".to_owned(),
        (Some(seq), false) => format!("change {seq}; `fiveply undo` takes it back as one"),
        (None, false) => "nothing had to be changed".to_owned(),
    });
    lines
}
