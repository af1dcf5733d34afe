//! `fiveply check`: proves that the data is whole.

use chrono::{Datelike, Months};
use clap::Args;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::fields::Object;
use crate::cli::names::plural;
use crate::cli::rates::grouped;
use crate::insight::flow::{Leak, leaks};
use crate::insight::funnel::{Window, minute};
use crate::model::{Clean, Moment};
use crate::workspace::Proof;

/// Proves that the data is whole
///
/// The file is sound, its rows are what a replay of its log gives, and every layer's stock adds up; a snapshot beside
/// it says the same as the data, or it is thrown away.
#[derive(Debug, Args)]
pub struct CheckArgs {}

/// The shape of `check --json`.
#[derive(Serialize)]
struct Shape<'a> {
    sound: bool,
    rows: Object,
    sets: u64,
    changes: u64,
    log_bytes: u64,
    snapshot: &'a str,
    problems: &'a [String],
}

/// Runs it.
///
/// # Errors
/// `Unsound` where something was found.
pub(in crate::cli) fn run(_: &CheckArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let workspace = std::sync::Arc::clone(&cx.workspace);
    let mut report = workspace.store().check(&mut |_| {})?;
    let (snapshot, said) = match workspace.check_snapshot()? {
        Proof::Same => (
            "same",
            Some("the snapshot beside it says the same".to_owned()),
        ),
        Proof::Unused(reason) => {
            let said = format!("the snapshot beside it is not used: {reason}");
            ("unused", workspace.has_snapshot().then_some(said))
        }
        Proof::Wrong(what) => {
            let problem = format!("the snapshot beside it was wrong and is thrown away: {what}");
            report.problems.push(problem);
            ("wrong", None)
        }
    };
    if report.problems.is_empty() {
        // Only what can be read can be added up.
        report.problems.extend(leaking(cx)?);
    }
    let sound = report.problems.is_empty();
    if cx.call.json {
        let rows = report.rows.iter().map(|it| (it.0.code(), it.1.into()));
        cx.call.say_json(&Shape {
            sound,
            rows: Object(rows.collect()),
            sets: report.sets,
            changes: report.changes,
            log_bytes: report.log_bytes,
            snapshot,
            problems: &report.problems,
        })?;
    } else {
        for problem in &report.problems {
            cx.call.say(Clean::new(problem))?;
        }
        let rows: Vec<String> = report
            .rows
            .iter()
            .filter(|it| it.1 > 0)
            .map(|(kind, count)| format!("{} {}", grouped(*count), plural(*kind, *count)))
            .collect();
        let line = format!(
            "compared {} with a replay of {} changes in {} sets ({} bytes of log)",
            if rows.is_empty() {
                "no rows".to_owned()
            } else {
                rows.join(", ")
            },
            grouped(report.changes),
            grouped(report.sets),
            grouped(report.log_bytes),
        );
        cx.call.say(line)?;
        if let Some(said) = said {
            cx.call.say(said)?;
        }
        if sound {
            cx.call.say("the data is sound")?;
        }
    }
    if sound {
        Ok(Exit::Done)
    } else {
        Err(CliError::Unsound)
    }
}

/// How many months back the figures are added up one by one.
const MONTHS: u32 = 36;

/// The layers and months whose figures do not add up, in words.
fn leaking(cx: &Context<'_>) -> Result<Vec<String>> {
    let zone = cx.settings.general.zone;
    let first = cx.today().with_day(1).unwrap_or_else(|| cx.today());
    let start = |back: u32| {
        let day = first.checked_sub_months(Months::new(back)).unwrap_or(first);
        minute(Moment::start_of(day, zone))
    };
    let windows: Vec<Window> = (1..=MONTHS)
        .map(|back| Window {
            from: start(back),
            to: start(back - 1),
        })
        .collect();
    let book = cx.some_book()?;
    let told = |leak: &Leak| {
        let when = if leak.window == Window::default() {
            "in all".to_owned()
        } else {
            let day = crate::book::track::moment(leak.window.from).map(|it| it.day(zone));
            day.map_or_else(String::new, |it| it.format("in %Y-%m").to_string())
        };
        let layer = leak.layer.map_or("the funnel", |it| it.code());
        let rest = leak.flow.residual();
        format!("{layer}: {rest} unexplained {when}: {:?}", leak.flow)
    };
    Ok(leaks(&book, &windows).iter().map(told).collect())
}
