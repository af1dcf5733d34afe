//! `fiveply log`: what was changed, by whom and when, newest first.

use clap::Args;
use serde::Serialize;
use serde_json::Value as Json;

use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::fields::instant;
use crate::cli::table::{Side, Table};
use crate::cli::{act, words};
use crate::model::{Change, Clean, Key, Kind, Record, Seq, SetInfo, UserId};
use crate::store::LogFilter;

/// Lists what was changed, newest first
#[derive(Debug, Args)]
pub struct LogArgs {
    /// So many at the most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Only what happened to a record, such as lead:1042 or account:7
    #[arg(long, value_name = "RECORD")]
    of: Option<String>,
    /// Only what a user did: a name, part of it, or @me
    #[arg(long, value_name = "USER", conflicts_with = "of")]
    by: Option<String>,
    /// Only what came before this change
    #[arg(long, value_name = "CHANGE", conflicts_with = "of")]
    before: Option<u64>,
}

/// The shape of a line of `log --json`.
#[derive(Serialize)]
struct Shape {
    seq: u64,
    at: Json,
    who: Option<String>,
    verb: &'static str,
    count: u64,
    undoes: Option<u64>,
    undone_by: Option<u64>,
    what: Vec<String>,
}

/// Runs it.
///
/// # Errors
/// A record or a user that is not there.
pub(in crate::cli) fn run(args: &LogArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let entries = match &args.of {
        Some(text) => of_record(args, cx, key(text)?)?,
        None => of_all(args, cx)?,
    };
    if cx.call.json {
        for entry in entries {
            let shape = shape(cx, &entry);
            cx.call.say_json(&shape)?;
        }
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        ("change", Side::Right),
        ("when", Side::Whole),
        ("who", Side::Left),
        ("what", Side::Left),
    ]);
    for entry in &entries {
        let it = shape(cx, entry);
        let when = entry.info.at.utc().with_timezone(&cx.settings.general.zone);
        table.row([
            Clean::from_string(it.seq.to_string()),
            Clean::from_string(when.format("%Y-%m-%d %H:%M").to_string()),
            Clean::from_string(it.who.unwrap_or_else(|| "the program".to_owned())),
            Clean::from_string(sentence(entry, &it.what)),
        ]);
    }
    if !entries.is_empty() {
        table.write(cx.call.streams.out, cx.call.style)?;
    }
    Ok(Exit::Done)
}

/// So many changes are told one by one; more are told as a number.
const FEW: u64 = 2;

/// A change set with what is to be said of it.
struct Entry {
    info: SetInfo,
    what: Vec<String>,
}

fn of_all(args: &LogArgs, cx: &Context<'_>) -> Result<Vec<Entry>> {
    let actor = match args.by.as_deref() {
        Some("@me") => Some(cx.known_actor()?),
        Some(name) => Some(UserId(cx.names().find(Kind::User, name)?)),
        None => None,
    };
    let infos = cx.workspace.log(&LogFilter {
        actor,
        before: args.before.map(Seq),
        limit: args.limit,
    })?;
    let mut entries = Vec::with_capacity(infos.len());
    for info in infos {
        let what = if info.count <= FEW && info.undoes.is_none() {
            let names = cx.names();
            let told = act::told(cx, info.seq)?;
            if told.is_empty() {
                vec![format!("{}: a private segment", words::verb(&info))]
            } else {
                told.into_iter()
                    .map(|(key, what)| format!("{}: {}", names.called(key), what.join("; ")))
                    .collect()
            }
        } else {
            vec![words::verb(&info)]
        };
        entries.push(Entry { info, what });
    }
    Ok(entries)
}

fn of_record(args: &LogArgs, cx: &Context<'_>, key: Key) -> Result<Vec<Entry>> {
    let Some(stored) = cx.workspace.get(key)? else {
        return Err(CliError::NotFound(format!("there is no {key}")));
    };
    if let Record::Segment(segment) = &stored.record
        && !segment.is_seen_by(cx.known_actor().ok())
    {
        return Err(CliError::NotFound(format!("there is no {key}")));
    }
    let names = cx.names();
    let mut after = Some(stored.record);
    let mut entries = Vec::new();
    for (info, change) in cx.workspace.story(key, args.limit)? {
        let told = words::change(&change, after.as_ref(), &names);
        after = before(&change, after);
        let what = told.into_iter().map(|it| it.text).collect();
        entries.push(Entry { info, what });
    }
    Ok(entries)
}

/// The record as it was before a change.
fn before(change: &Change, after: Option<crate::model::Record>) -> Option<crate::model::Record> {
    change
        .clone()
        .inverse(change.prev)
        .apply(after)
        .ok()
        .flatten()
}

fn shape(cx: &Context<'_>, entry: &Entry) -> Shape {
    let info = &entry.info;
    Shape {
        seq: info.seq.0,
        at: instant(info.at, cx.settings.general.zone),
        who: info.actor.map(|it| cx.names().user(it)),
        verb: info.verb.code(),
        count: info.count,
        undoes: info.undoes.map(|it| it.0),
        undone_by: info.undone_by.map(|it| it.0),
        what: entry.what.clone(),
    }
}

fn sentence(entry: &Entry, what: &[String]) -> String {
    let undone = entry
        .info
        .undone_by
        .map_or_else(String::new, |by| format!(" (taken back by {by})"));
    format!("{}{undone}", what.join("; "))
}

/// Reads `lead:1042`; a number alone is a lead's.
fn key(text: &str) -> Result<Key> {
    let Some((kind, number)) = text.split_once([':', '#', ' ']) else {
        return act::lead(text);
    };
    if kind.is_empty() {
        return act::lead(number);
    }
    let kind: Kind = kind.parse()?;
    let digits = number.trim_start_matches('#');
    let number = digits.parse().map_err(|_| {
        CliError::NotUnderstood(format!("`{text}` is no record; write it as lead:1042"))
    })?;
    Ok(Key::new(kind, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_named_by_its_kind_and_number() {
        for (typed, named) in [
            ("lead:1042", Key::new(Kind::Lead, 1042)),
            ("1042", Key::new(Kind::Lead, 1042)),
            ("#1042", Key::new(Kind::Lead, 1042)),
            ("account:#7", Key::new(Kind::Account, 7)),
            ("user 3", Key::new(Kind::User, 3)),
        ] {
            assert_eq!(key(typed).unwrap(), named, "{typed}");
        }
        assert!(key("thing:7").is_err());
        assert!(key("lead:x").is_err());
    }
}
