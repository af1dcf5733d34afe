//! What happened, in words: steps of a lead's track, and changes of any record.

use super::fields;
use super::names::Names;
use crate::model::segments::Arm;
use crate::model::{
    Change, Event, Field, FieldType, Key, Kind, Layer, Op, Record, SetInfo, Settings, Step, Track,
    Value, Verb,
};
use crate::workspace::told::What;

/// Longer texts are cut when they are told.
const LONGEST: usize = 80;

/// One thing that happened to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// The field, `layer` for whatever moved a lead.
    pub field: &'static str,
    /// What it was, if it was anything.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
    /// The sentence.
    pub text: String,
}

/// A change in words; `after` is the record as the change left it, if that is known.
pub(super) fn change(change: &Change, after: Option<&Record>, names: &Names<'_>) -> Vec<Told> {
    let before = after.and_then(|after| before(change, after));
    if change.key.kind == Kind::Setting {
        return vec![whole("value", "changed")];
    }
    match change.op {
        Op::Insert => vec![whole("created", &created(change, after, names))],
        Op::Remove => vec![whole("removed", "removed")],
        Op::Update => change
            .edits
            .iter()
            .flat_map(|edit| {
                let definition = change.key.kind.definition(edit.field);
                let Some(definition) = definition else {
                    return vec![];
                };
                if let (FieldType::Track, Value::Track(tail)) = (definition.ty, &edit.after) {
                    let prior = before.as_ref().and_then(track);
                    return steps(prior, tail.keep, &tail.steps, names.settings);
                }
                if definition.ty == FieldType::Track {
                    return vec![];
                }
                vec![edited(definition, &edit.before, &edit.after, after, names)]
            })
            .collect(),
    }
}

/// One thing that happened to a record of a kind, in words.
pub(super) fn happened(kind: Kind, what: &What, names: &Names<'_>) -> Told {
    match what {
        What::Created => whole("created", "created"),
        What::Removed => whole("removed", "removed"),
        What::Step { from, event, .. } => step(*from, event, names.settings),
        What::Cut(layer) => cut_off(*layer),
        What::Set {
            field,
            before,
            after,
            record,
        } => kind.definition(*field).map_or_else(
            || whole("changed", "changed"),
            |field| edited(field, before, after, record.as_deref(), names),
        ),
        What::HandedOver(to) => Told {
            text: format!("handed over to {}", names.user(*to)),
            ..set("handed", None, Some(names.user(*to)))
        },
        What::Accepted => whole("answered", "accepted"),
        What::Said(it) => whole("", &said(&it.clone().into(), names)),
        What::Touched(it) => whole("", &said(&it.clone().into(), names)),
        What::Listed {
            name, arm, split, ..
        } => whole(
            "list",
            &match (arm, split) {
                (Arm::HoldOut, _) => format!("held out of the list “{name}”"),
                (Arm::A | Arm::B, true) => format!("on the list “{name}”, in {}", arm.code()),
                (Arm::A | Arm::B, false) => format!("on the list “{name}”"),
            },
        ),
    }
}

/// A field that got another value.
fn edited(
    field: &Field,
    from: &Value,
    to: &Value,
    record: Option<&Record>,
    names: &Names<'_>,
) -> Told {
    let home = &names.settings.general.currency;
    let currency = record.map_or_else(|| home.clone(), |it| fields::currency(it, home));
    let say = |value: &Value| {
        (!value.is_none()).then(|| cut(&fields::words(field.ty, value, &currency, names)))
    };
    set(field.name, say(from), say(to))
}

/// Steps that were cut off, and where that leaves the lead.
fn cut_off(layer: Option<Layer>) -> Told {
    let back = layer.map_or_else(String::new, |it| format!(": it is in {it} again"));
    whole("layer", &format!("steps taken back{back}"))
}

/// The record as it was before a change, from the record as it was after.
fn before(change: &Change, after: &Record) -> Option<Record> {
    let inverse = change.clone().inverse(change.prev);
    inverse.apply(Some(after.clone())).ok().flatten()
}

fn track(record: &Record) -> Option<&Track> {
    record.as_lead().map(|it| &it.track)
}

fn whole(field: &'static str, text: &str) -> Told {
    Told {
        field,
        from: None,
        to: None,
        text: text.to_owned(),
    }
}

fn set(field: &'static str, from: Option<String>, to: Option<String>) -> Told {
    let text = match (&from, &to) {
        (None, Some(to)) => format!("{field}: {to}"),
        (Some(from), Some(to)) => format!("{field}: {from} → {to}"),
        (Some(from), None) => format!("{field}: {from} → none"),
        (None, None) => format!("{field}: none"),
    };
    Told {
        field,
        from,
        to,
        text,
    }
}

fn cut(text: &str) -> String {
    crate::model::Clean::head_of(text, 4 * LONGEST)
        .cut(LONGEST)
        .into_string()
}

/// What a new record says at its beginning: where a lead entered, the word of a feedback.
fn created(change: &Change, after: Option<&Record>, names: &Names<'_>) -> String {
    let layer = after.and_then(track).and_then(Track::layer);
    match (change.key.kind, layer) {
        (Kind::Lead, Some(layer)) => format!("created in {layer}"),
        (Kind::Feedback | Kind::Touch, _) => {
            after.map_or_else(|| "created".to_owned(), |it| said(it, names))
        }
        _ => "created".to_owned(),
    }
}

/// Steps of a track in words; `prior` is the track that they were added to.
pub(super) fn steps(
    prior: Option<&Track>,
    keep: usize,
    steps: &[Step],
    settings: &Settings,
) -> Vec<Told> {
    let kept = prior.map_or(&[][..], |it| it.steps());
    let mut layer =
        prior.and_then(|_| Track::new(kept.get(..keep).unwrap_or_default().to_vec()).layer());
    if steps.is_empty() {
        return vec![cut_off(layer)];
    }
    steps
        .iter()
        .map(|Step(_, event)| {
            let told = step(layer, event, settings);
            layer = event.layer().or(layer);
            told
        })
        .collect()
}

/// One step in words.
pub(super) fn step(from: Option<Layer>, event: &Event, settings: &Settings) -> Told {
    let came = from.map(|it| it.to_string());
    let to = match event {
        Event::Opening(layer) | Event::Reopen(layer) | Event::Enter { layer, .. } => {
            layer.to_string()
        }
        Event::Park(_) => "parked".to_owned(),
        Event::Wake => "open".to_owned(),
        Event::Win { .. } => "won".to_owned(),
        Event::Lose { .. } => "lost".to_owned(),
    };
    let text = match event {
        Event::Opening(layer) => format!("in {layer} when its history begins"),
        Event::Enter { layer, unmet } => {
            let way = from.map_or_else(
                || format!("entered {layer}"),
                |from| {
                    let back = if *layer < from { " (back)" } else { "" };
                    format!("{from} → {layer}{back}")
                },
            );
            format!("{way}{}{}", over(from, *layer), skipped(*unmet, settings))
        }
        Event::Reopen(layer) => format!("reopened in {layer}"),
        Event::Park(Some(until)) => format!("parked until {until}"),
        Event::Park(None) => "parked".to_owned(),
        Event::Wake => "taken up again".to_owned(),
        Event::Win { unmet } => {
            let way = from.map_or_else(String::new, |it| format!("{it} → "));
            format!("{way}won{}", skipped(*unmet, settings))
        }
        Event::Lose { reason, competitor } => {
            let way = from.map_or_else(String::new, |it| format!("{it} → "));
            let to = competitor
                .as_ref()
                .map_or_else(String::new, |it| format!(" to {it}"));
            format!("{way}lost{to}: {reason}")
        }
    };
    Told {
        field: "layer",
        from: came,
        to: Some(to),
        text,
    }
}

fn over(from: Option<Layer>, to: Layer) -> String {
    let skipped = from.map_or(0, |from| to.index().saturating_sub(from.index() + 1));
    match skipped {
        0 => String::new(),
        1 => ", skipping a layer".to_owned(),
        many => format!(", skipping {many} layers"),
    }
}

fn skipped(unmet: u64, settings: &Settings) -> String {
    let codes = settings.milestone_codes(unmet);
    if codes.is_empty() {
        String::new()
    } else {
        format!(", without {}", codes.join(", "))
    }
}

/// A feedback or a touch in words.
pub(super) fn said(record: &Record, names: &Names<'_>) -> String {
    let (text, note) = match record {
        Record::Feedback(it) => {
            let reason = it.reason.as_ref().map(|it| format!(", {it}"));
            let competitor = it.competitor.as_ref().map(|it| format!(", {it} is there"));
            let back = it.come_back.map(|it| format!(", come back {it}"));
            let parts = [reason, competitor, back].into_iter().flatten();
            let more: String = parts.collect();
            let text = format!("feedback: {}{more}", it.verdict);
            return with_note(text, it.note.as_deref()) + &replied(it, names);
        }
        Record::Touch(it) => {
            let with = it
                .contact
                .map(|it| names.title(Key::new(Kind::Contact, it.0)))
                .filter(|it| !it.is_empty())
                .map_or_else(String::new, |it| format!(" with {it}"));
            (format!("touch: {}{with}", it.channel), it.note.as_deref())
        }
        Record::User(_)
        | Record::Product(_)
        | Record::Account(_)
        | Record::Contact(_)
        | Record::Lead(_)
        | Record::Setting(_)
        | Record::Segment(_)
        | Record::List(_)
        | Record::Resolution(_)
        | Record::Meeting(_) => (String::new(), None),
    };
    with_note(text, note)
}

fn with_note(text: String, note: Option<&str>) -> String {
    note.map_or(text.clone(), |note| format!("{text} “{note}”"))
}

/// What marketing said to it.
fn replied(it: &crate::model::Feedback, names: &Names<'_>) -> String {
    let Some(reply) = &it.reply else {
        return String::new();
    };
    let who = it.replied_by.map(|user| names.user(user));
    let of = it.decision.map(|it| format!(", decision #{it}"));
    format!(
        "; {} replied “{reply}”{}",
        who.unwrap_or_else(|| "marketing".to_owned()),
        of.unwrap_or_default()
    )
}

/// What a change set did as a whole.
pub(super) fn verb(info: &SetInfo) -> String {
    let many = |text: &str| text.replace('#', &super::rates::grouped(info.count));
    let of = info.undoes.map_or_else(String::new, |it| format!(" {it}"));
    match info.verb {
        Verb::Create => many("created # records"),
        Verb::Edit => many("edited # records"),
        Verb::Move => many("moved # leads"),
        Verb::Win => many("won # leads"),
        Verb::Lose => many("closed leads as lost (# changes)"),
        Verb::Park => many("parked # leads"),
        Verb::Wake => many("woke # leads"),
        Verb::Reopen => many("reopened # leads"),
        Verb::Assign => many("assigned # leads"),
        Verb::Handover => many("handed over # leads"),
        Verb::Accept => many("accepted # leads"),
        Verb::Return => many("returned leads (# changes)"),
        Verb::Feedback => many("gave feedback on # leads"),
        Verb::Reply => many("replied to feedback on # leads"),
        Verb::Touch => many("recorded # touches"),
        Verb::Next => many("set the next step of # leads"),
        Verb::Remove => many("removed # records"),
        Verb::Settings => many("changed # sections of the settings"),
        Verb::Import => many("imported (# changes)"),
        Verb::Undo => format!("took back change{of}"),
        Verb::Redo => format!("took back undo{of}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Moment;

    fn told(from: Option<Layer>, event: &Event) -> String {
        step(from, event, &Settings::default()).text
    }

    #[test]
    fn moves_say_where_from_and_what_was_skipped() {
        let enter = |layer, unmet| Event::Enter { layer, unmet };
        let cases = [
            (None, enter(Layer::Potential, 0), "entered potential"),
            (
                Some(Layer::Potential),
                enter(Layer::Interested, 0),
                "potential → interested",
            ),
            (
                Some(Layer::Intent),
                enter(Layer::Interested, 0),
                "intent → interested (back)",
            ),
            (
                Some(Layer::Potential),
                enter(Layer::HighIntent, 0b110),
                "potential → high-intent, skipping 2 layers, without qualified, brief-taken",
            ),
            (
                Some(Layer::Intent),
                Event::Lose {
                    reason: "price".to_owned(),
                    competitor: Some("ACME".to_owned()),
                },
                "intent → lost to ACME: price",
            ),
            (
                Some(Layer::NearCustomer),
                Event::Win { unmet: 0 },
                "near-customer → won",
            ),
        ];
        for (from, event, text) in cases {
            assert_eq!(told(from, &event), text);
        }
    }

    #[test]
    fn steps_that_were_cut_off_are_told_as_taken_back() {
        let track = Track::new(vec![Step(Moment(1), Event::Opening(Layer::Intent))]);
        let told = steps(Some(&track), 1, &[], &Settings::default());
        assert_eq!(told[0].text, "steps taken back: it is in intent again");
    }
}
