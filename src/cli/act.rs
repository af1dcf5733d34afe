//! What all verbs on leads share: which leads, the question before many, and the report after.

use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Result};
use super::exit::Exit;
use super::rates::grouped;
use super::{sweep, words};
use crate::model::{
    Act, Change, Clean, Command, Key, Kind, LeadId, OnConflict, Op, Record, Seq, Stroke, Target,
    Verb,
};
use crate::workspace::Done;

/// Which leads.
#[derive(Debug, Clone, Default, Args)]
pub struct Which {
    /// Acts on every lead that a filter selects, in place of numbers
    #[arg(long, value_name = "FILTER", allow_hyphen_values = true)]
    pub filter: Option<String>,
    /// Leaves out the leads that can't, and does the others
    #[arg(long)]
    pub skip: bool,
    /// Says how many would be changed, how many are so already and how many can't, and changes nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The revision that you saw: what was changed since is a conflict
    #[arg(long, value_name = "REVISION")]
    pub base: Option<u64>,
}

/// What was typed: first the numbers of leads, then the rest.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words<'a> {
    pub leads: Vec<LeadId>,
    pub rest: &'a [String],
}

/// Splits what was typed: `1042,1043 #1050 intent` is three leads and a word.
pub(super) fn split(words: &[String]) -> Words<'_> {
    let mut leads = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let Some(ids) = numbers(word) else {
            return Words {
                leads,
                rest: &words[i..],
            };
        };
        leads.extend(ids);
    }
    Words { leads, rest: &[] }
}

fn numbers(word: &str) -> Option<Vec<LeadId>> {
    // `+1` parses as a number, but it is a way to go.
    let number = |part: &str| {
        let digits = part.strip_prefix('#').unwrap_or(part);
        let plain = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
        plain.then(|| digits.parse().ok().map(LeadId)).flatten()
    };
    word.split(',')
        .filter(|it| !it.is_empty())
        .map(number)
        .collect()
}

/// The one word that has to follow the numbers.
pub(super) fn one<'a>(words: &Words<'a>, what: &str) -> Result<&'a str> {
    match words.rest {
        [one] => Ok(one),
        [] => Err(CliError::Usage(format!("{what} is missing"))),
        // Where no number came first, the first word was meant as one.
        [first, _, ..] if words.leads.is_empty() => Err(CliError::NotUnderstood(format!(
            "`{first}` is no lead's number; numbers come first, then {what}"
        ))),
        [_, more, ..] => Err(CliError::Usage(format!(
            "`{more}` is too much; numbers come first, then {what}"
        ))),
    }
}

/// No word may follow the numbers.
pub(super) fn none(words: &Words<'_>) -> Result<()> {
    match words.rest {
        [] => Ok(()),
        [one, ..] => Err(CliError::NotUnderstood(format!(
            "`{one}` is no lead's number"
        ))),
    }
}

/// Has something done to leads, and reports it.
pub(super) fn run(
    cx: &mut Context<'_>,
    leads: Vec<LeadId>,
    which: &Which,
    act: Act,
) -> Result<Exit> {
    let verb = act.verb();
    let leads = meant(leads, which)?;
    if which.filter.is_some() || which.dry_run {
        return sweep::run(cx, &leads, which, Stroke::Lead(act));
    }
    let base = which.base.map(Seq);
    let target = |lead: LeadId| Target { lead, base };
    let targets = leads.into_iter().map(target).collect();
    let on_conflict = if which.skip {
        OnConflict::Skip
    } else {
        OnConflict::Refuse
    };
    let done = cx.execute(Command::Leads {
        targets,
        act,
        on_conflict,
    })?;
    report(cx, &done, verb)
}

/// The leads that are meant, each once; none where a filter says which.
pub(super) fn meant(mut leads: Vec<LeadId>, which: &Which) -> Result<Vec<LeadId>> {
    match (&which.filter, leads.is_empty()) {
        (Some(_), false) => {
            let message = "give numbers or --filter, not both";
            return Err(CliError::Usage(message.to_owned()));
        }
        (None, true) => {
            let message = "which lead? give its number, such as 1042, or --filter";
            return Err(CliError::Usage(message.to_owned()));
        }
        (Some(_), true) | (None, false) => {}
    }
    leads.sort_unstable();
    leads.dedup();
    Ok(leads)
}

/// How many changes are told one by one.
const TOLD: usize = 10;

#[derive(Serialize)]
struct Report {
    verb: &'static str,
    seq: Option<u64>,
    count: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<u64>,
    records: Vec<Line>,
    left_out: Vec<LeftOut>,
}

#[derive(Serialize)]
struct Line {
    kind: &'static str,
    id: u64,
    what: Vec<String>,
}

/// A record that was left out.
#[derive(Serialize)]
pub(super) struct LeftOut {
    kind: &'static str,
    id: u64,
    why: String,
}

/// Says what was done, and what was left out.
pub(super) fn report(cx: &mut Context<'_>, done: &Done, verb: Verb) -> Result<Exit> {
    let left_out = left_out(cx, done);
    let lines = match done.seq {
        // Of much that is taken back, ten lines are noise.
        Some(_) if done.of.is_some() && done.count > TOLD as u64 && !cx.call.json => vec![],
        Some(seq) => told(cx, seq)?,
        None => vec![],
    };
    if cx.call.json {
        cx.call.say_json(&Report {
            verb: verb.code(),
            seq: done.seq.map(|it| it.0),
            count: done.count,
            of: done.of.map(|(seq, _)| seq.0),
            records: lines
                .into_iter()
                .map(|(key, what)| Line {
                    kind: key.kind.code(),
                    id: key.id,
                    what,
                })
                .collect(),
            left_out,
        })?;
        return Ok(Exit::Done);
    }
    for (key, mut what) in lines {
        if verb == Verb::Win && !has_value(cx, key)? {
            what.push("without a value".to_owned());
        }
        let line = format!("{}: {}", cx.names().called(key), what.join("; "));
        cx.call.say(Clean::from_string(line))?;
    }
    for it in left_out.iter().take(TOLD) {
        let line = format!("left out {} #{}: {}", it.kind, it.id, it.why);
        cx.call.note(Clean::from_string(line))?;
    }
    if left_out.len() > TOLD {
        let more = grouped((left_out.len() - TOLD) as u64);
        cx.call.note(format!("and {more} more were left out"))?;
    }
    let summary = summary(done, verb);
    let summary = cx.call.style.faint(&summary);
    cx.call.say(summary)?;
    Ok(Exit::Done)
}

/// Whether a lead has a value: no sum of what was won knows of one that has none.
fn has_value(cx: &Context<'_>, lead: Key) -> Result<bool> {
    let lead = cx.workspace.get(lead)?;
    let lead = lead.as_ref().and_then(|it| it.record.as_lead());
    Ok(lead.is_none_or(|it| it.value.is_some()))
}

fn summary(done: &Done, verb: Verb) -> String {
    let Some(seq) = done.seq else {
        return "nothing had to be changed".to_owned();
    };
    let many = match done.count as usize {
        count if count > TOLD && done.of.is_some() => {
            format!("{} changes: ", grouped(done.count))
        }
        count if count > TOLD => format!("and {} more; ", grouped((count - TOLD) as u64)),
        _ => String::new(),
    };
    match (verb, done.of) {
        (Verb::Undo, Some((of, was))) => {
            format!(
                "{many}change {of} ({was}) is taken back by change {seq}; `fiveply redo` does it again"
            )
        }
        (Verb::Redo, Some((of, _))) => format!("{many}undo {of} is taken back by change {seq}"),
        _ => format!("{many}change {seq}; `fiveply undo` takes it back"),
    }
}

/// What was left out, and why.
pub(super) fn left_out(cx: &Context<'_>, done: &Done) -> Vec<LeftOut> {
    let names = cx.names();
    let refused = done.refused.iter().map(|it| LeftOut {
        kind: it.key.kind.code(),
        id: it.key.id,
        why: it.why.to_string(),
    });
    let conflicts = done.conflicts.iter().map(|it| {
        let who = it
            .who
            .map_or_else(|| "the program".to_owned(), |who| names.user(who));
        LeftOut {
            kind: it.key.kind.code(),
            id: it.key.id,
            why: format!("{} was changed by {who} in change {}", it.field, it.seq),
        }
    });
    refused.chain(conflicts).collect()
}

/// The first changes of a change set in words, without what the user does not see.
pub(super) fn told(cx: &Context<'_>, seq: Seq) -> Result<Vec<(Key, Vec<String>)>> {
    // Who does something for the first time is known only since.
    let reader = match cx.known_actor() {
        Ok(user) => Some(user),
        Err(_) => cx.workspace.user(cx.me())?,
    };
    let mut changes: Vec<Change> = Vec::new();
    cx.workspace.view(|view| {
        view.changes(seq, &mut |change| {
            changes.push(change);
            if changes.len() < TOLD {
                std::ops::ControlFlow::Continue(())
            } else {
                std::ops::ControlFlow::Break(())
            }
        })?;
        changes.retain(|it| view.is_seen(it, reader) == Some(true));
        Ok(())
    })?;
    let names = cx.names();
    let mut lines = Vec::with_capacity(changes.len());
    for change in changes {
        let after = match change.op {
            Op::Remove => None,
            Op::Insert => change.apply(None).ok().flatten(),
            // Only where nothing came after it is the record as this change left it.
            Op::Update => cx
                .workspace
                .get(change.key)?
                .filter(|it| it.revision == seq)
                .map(|it| it.record),
        };
        let what = words::change(&change, after.as_ref(), &names);
        let subject = subject(change.key, after.as_ref());
        lines.push((subject, what.into_iter().map(|it| it.text).collect()));
    }
    Ok(lines)
}

/// Whom a change is about: what was said of a lead is about the lead.
fn subject(key: Key, record: Option<&Record>) -> Key {
    let lead = record.and_then(Record::speaks_of);
    lead.map_or(key, |it| Key::new(Kind::Lead, it.0))
}

/// The lead that is meant, whether its number is typed with a `#` or without.
pub(super) fn lead(text: &str) -> Result<Key> {
    match numbers(text).as_deref() {
        Some([id]) => Ok(Key::new(Kind::Lead, id.0)),
        Some(_) | None => Err(CliError::NotUnderstood(format!(
            "`{text}` is no lead's number; write it as 1042 or #1042"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> Vec<String> {
        typed.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn numbers_come_first_in_any_form_and_the_rest_stays() {
        let typed = words("1042,1043 #1050 intent");
        let split = split(&typed);
        assert_eq!(split.leads, [1042, 1043, 1050].map(LeadId));
        assert_eq!(split.rest, ["intent"]);
    }

    #[test]
    fn a_way_to_go_is_no_number() {
        for word in ["+1", "-1", "2026-12-01", "x7", "#"] {
            assert_eq!(numbers(word), None, "{word}");
        }
    }

    #[test]
    fn one_word_is_asked_for_by_name() {
        let typed = words("1042");
        let told = one(&split(&typed), "the layer").unwrap_err().to_string();
        assert_eq!(told, "the layer is missing");
        let typed = words("1042 price high");
        assert!(one(&split(&typed), "the reason").is_err());
        let typed = words("abc 3");
        let told = one(&split(&typed), "the layer").unwrap_err().to_string();
        assert!(told.starts_with("`abc` is no lead's number"), "{told}");
    }
}
