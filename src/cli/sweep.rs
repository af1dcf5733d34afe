//! The same done to all that a filter selects: it is found out first what that comes to, then asked, then done as one unit.
//!
//! Every verb that acts on leads or accounts comes here with its filter; what is done to each is the model's.

use std::collections::BTreeMap;

use serde::Serialize;

use super::act::{self, Which};
use super::context::{Context, refusal};
use super::error::{CliError, Result};
use super::exit::Exit;
use super::names::plural;
use super::rates::grouped;
use crate::insight::picked::Picked;
use crate::model::{Kind, LeadId, Members, Refusal, Seq, Stroke, Sweep, Unit};
use crate::workspace::{Refused, SweepRun, Swept};

/// How many reasons are told.
const REASONS: usize = 5;

#[derive(Serialize)]
struct Trial {
    verb: &'static str,
    dry_run: bool,
    kind: &'static str,
    selected: u64,
    changed: u64,
    accounts: u64,
    same: u64,
    left_out: Vec<act::LeftOut>,
}

/// Does it to all that is meant: to what the filter selects, or to these numbers.
pub(super) fn run(
    cx: &mut Context<'_>,
    numbers: &[LeadId],
    which: &Which,
    stroke: Stroke,
) -> Result<Exit> {
    let sweep = Sweep {
        members: members(cx, numbers, which, stroke.kind())?,
        base: which.base.map(Seq),
        stroke,
    };
    let verb = sweep.stroke.verb();
    let trial = go(cx, &sweep, true)?;
    if which.dry_run {
        return tried(cx, &sweep, &trial);
    }
    // Who deals leads out means those that are still worked on.
    let deals = matches!(sweep.stroke, Stroke::Spread(_));
    let is_fatal = |it: &Refused| !(deals && matches!(it.why, Refusal::Closed { .. }));
    if !which.skip && trial.done.refused.iter().any(is_fatal) {
        let of = usize::try_from(trial.of).unwrap_or(usize::MAX);
        return Err(refusal(trial.done.refused, of));
    }
    if !which.skip && !trial.done.conflicts.is_empty() {
        return Err(cx.conflict(&trial.done.conflicts));
    }
    if trial.changed == 0 {
        return act::report(cx, &trial.done, verb);
    }
    cx.call.confirm(&told(&sweep, &trial))?;
    // What somebody changes from here on stays.
    let sweep = Sweep {
        base: Some(sweep.base.unwrap_or(trial.head)),
        ..sweep
    };
    let swept = go(cx, &sweep, false)?;
    act::report(cx, &swept.done, verb)
}

fn go(cx: &mut Context<'_>, sweep: &Sweep, dry_run: bool) -> Result<Swept> {
    let run = SweepRun {
        actor: cx.actor()?,
        op: cx.new_op(),
        now: cx.call.now,
        dry_run,
        go_on: &mut |_, _| true,
    };
    Ok(cx.workspace.sweep(sweep, run)?)
}

fn members(cx: &Context<'_>, numbers: &[LeadId], which: &Which, kind: Kind) -> Result<Members> {
    let Some(text) = &which.filter else {
        return Ok(numbers.iter().map(|it| it.0).collect());
    };
    let unit = if kind == Kind::Account {
        Unit::Accounts
    } else {
        Unit::Leads
    };
    let filter = cx.filter_now(text)?;
    let book = cx.book()?;
    let members = Picked::by_filter(&book, &filter, unit, cx.at()).members(&book);
    if members.is_empty() {
        return Err(CliError::NotFound(format!("no {kind} fits `{text}`")));
    }
    Ok(members)
}

/// What would be done, in words.
fn told(sweep: &Sweep, it: &Swept) -> String {
    let kind = sweep.stroke.kind();
    let of = |count: u64| format!("{} {}", grouped(count), plural(kind, count));
    let mut text = format!("{}: {} selected", sweep.stroke.verb(), of(it.of));
    if it.changed < it.of {
        text += &format!("; {} change", grouped(it.changed));
    }
    if kind == Kind::Lead && it.changed > 0 {
        let accounts = plural(Kind::Account, it.accounts);
        text += &format!(", of {} {accounts}", grouped(it.accounts));
    }
    if it.same > 0 {
        text += &format!("; {} are so already", grouped(it.same));
    }
    for (why, count) in reasons(it).into_iter().take(REASONS) {
        text += &format!("; {} can't: {why}", grouped(count));
    }
    if !it.done.conflicts.is_empty() {
        let many = it.done.conflicts.len() as u64;
        text += &format!("; {} were changed since --base", grouped(many));
    }
    text
}

/// Why some can't, the most frequent first.
fn reasons(it: &Swept) -> Vec<(String, u64)> {
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for refused in &it.done.refused {
        *counted.entry(refused.why.to_string()).or_default() += 1;
    }
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_by_key(|it| std::cmp::Reverse(it.1));
    counted
}

fn tried(cx: &mut Context<'_>, sweep: &Sweep, it: &Swept) -> Result<Exit> {
    if cx.call.json {
        let left_out = act::left_out(cx, &it.done);
        cx.call.say_json(&Trial {
            verb: sweep.stroke.verb().code(),
            dry_run: true,
            kind: sweep.stroke.kind().code(),
            selected: it.of,
            changed: it.changed,
            accounts: it.accounts,
            same: it.same,
            left_out,
        })?;
    } else {
        cx.call.say(told(sweep, it))?;
        let note = cx.call.style.faint("nothing was changed");
        cx.call.say(note)?;
    }
    Ok(Exit::Done)
}
