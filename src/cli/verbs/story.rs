//! The story of a lead: its facts, and everything that happened to it in the order of time.

use serde::Serialize;
use serde_json::Value as Json;

use super::records::{facts, missing};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::cli::fields::{self, Object, instant};
use crate::cli::table::{Side, Table};
use crate::cli::words::{self, Told};
use crate::model::{Clean, Key, Kind, Lead, LeadId, Moment, Record, UserId};
use crate::workspace::told::{Happening, What};

/// The shape of a line of the timeline in `lead show --json`.
#[derive(Serialize)]
struct Line {
    at: Json,
    seq: Option<u64>,
    who: Option<String>,
    verb: &'static str,
    field: Option<&'static str>,
    from: Option<String>,
    to: Option<String>,
    what: String,
    undone: bool,
}

/// One thing that happened.
struct Entry {
    at: Moment,
    seq: Option<u64>,
    who: Option<UserId>,
    verb: &'static str,
    told: Told,
    undone: bool,
}

/// Shows a lead, as it is or as it was on the day that is looked at.
pub(super) fn show(cx: &mut Context<'_>, id: LeadId) -> Result<Exit> {
    let key = Key::new(Kind::Lead, id.0);
    let found = cx.workspace.whole_lead(id, cx.then())?;
    let whole = found.ok_or_else(|| missing(cx, key))?;
    let (lead, revision) = (whole.lead.record, whole.lead.revision.0);
    let names = cx.names();
    let entry = |it: &Happening| Entry {
        at: it.at,
        seq: Some(it.seq.0),
        who: it.who,
        verb: verb(it),
        told: words::happened(it.key.kind, &it.what, &names),
        undone: it.undone.is_some(),
    };
    let entries: Vec<Entry> = whole.story.iter().map(entry).collect();
    drop(names);
    if cx.call.json {
        return json(cx, key, &lead, revision, &entries);
    }
    let state = state(cx, &lead);
    let lead = Record::from(lead);
    let title = cx.names().title_of(&lead);
    let head = Clean::from_string(format!("{id} {title}"));
    let head = cx.call.style.strong(head.as_str().trim_end());
    cx.call.say(head)?;
    facts(cx, &lead, &state)?;
    cx.call.say("")?;
    let mut table = Table::new(&[
        ("when", Side::Whole),
        ("who", Side::Left),
        ("what", Side::Left),
    ]);
    for entry in &entries {
        let at = entry.at.utc().with_timezone(&cx.settings.general.zone);
        let who = entry
            .who
            .map_or_else(|| "the program".to_owned(), |it| cx.names().user(it));
        let undone = if entry.undone { " (taken back)" } else { "" };
        table.row([
            Clean::from_string(at.format("%Y-%m-%d %H:%M").to_string()),
            Clean::from_string(who),
            Clean::from_string(format!("{}{undone}", entry.told.text)),
        ]);
    }
    table.write(cx.call.streams.out, cx.call.style)?;
    Ok(Exit::Done)
}

/// What follows from the track, as facts.
fn state(cx: &Context<'_>, lead: &Lead) -> Vec<(&'static str, String)> {
    let zone = cx.settings.general.zone;
    let day = |at: Option<Moment>| at.map(|it| it.day(zone).to_string());
    let track = &lead.track;
    let layer = track.layer().map(|it| it.to_string());
    let loss = track.loss();
    [
        ("layer", layer),
        ("status", Some(track.status().to_string())),
        ("entered", day(track.entered())),
        ("moved", day(track.moved())),
        ("closed", day(track.closed())),
        ("reason", loss.map(|it| it.0.to_owned())),
        ("competitor", loss.and_then(|it| it.1).map(str::to_owned)),
        (
            "parked_until",
            track.parked_until().map(|it| it.to_string()),
        ),
    ]
    .into_iter()
    .filter_map(|(name, text)| Some((name, text?)))
    .collect()
}

fn json(
    cx: &mut Context<'_>,
    key: Key,
    lead: &Lead,
    revision: u64,
    entries: &[Entry],
) -> Result<Exit> {
    #[derive(Serialize)]
    struct Shape {
        lead: Object,
        timeline: Vec<Line>,
    }
    let names = cx.names();
    let zone = cx.settings.general.zone;
    let mut object = fields::object(key.id, &Record::from(lead.clone()), &names);
    let known = state(cx, lead);
    for name in STATE {
        let text = known.iter().find(|it| it.0 == name);
        object
            .0
            .push((name, text.map_or(Json::Null, |it| it.1.as_str().into())));
    }
    object.0.push(("revision", revision.into()));
    let timeline = entries.iter().map(|it| Line {
        at: instant(it.at, zone),
        seq: it.seq,
        who: it.who.map(|who| names.user(who)),
        verb: it.verb,
        field: Some(it.told.field).filter(|it| !it.is_empty()),
        from: it.told.from.clone(),
        to: it.told.to.clone(),
        what: it.told.text.clone(),
        undone: it.undone,
    });
    let shape = Shape {
        lead: object,
        timeline: timeline.collect(),
    };
    cx.call.say_json(&shape)?;
    Ok(Exit::Done)
}

/// What `state` can say, in its order.
const STATE: [&str; 8] = [
    "layer",
    "status",
    "entered",
    "moved",
    "closed",
    "reason",
    "competitor",
    "parked_until",
];

/// What kind of deed it was, as lines of the timeline say it.
const fn verb(it: &Happening) -> &'static str {
    match it.what {
        What::Said(_) => Kind::Feedback.code(),
        What::Touched(_) => Kind::Touch.code(),
        What::Listed { .. } => Kind::List.code(),
        What::Created
        | What::Removed
        | What::Step { .. }
        | What::Cut(_)
        | What::Set { .. }
        | What::HandedOver(_)
        | What::Accepted => it.verb.code(),
    }
}
