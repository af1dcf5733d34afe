//! Holds the forms of a meeting: a decision or a hypothesis, a target, a capacity; and what is done with what was filled in.
//!
//! A form knows what the reader saw when it was opened: who changed the same meanwhile, was first.

use chrono::NaiveDate;

use crate::i18n::Msg;
use crate::insight::capacity::Rep;
use crate::insight::resolutions::Point;
use crate::insight::sitting::Sitting;
use crate::model::{
    Clean, Expectation, Key, Kind, Meeting, Nature, OnConflict, Resolution, Section, Value,
};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Deed, Lookup, Order};
use crate::ui::overlays::{
    Entry, Form, FormField, MeetingAsk, New, Overlay, Pick, Purpose, SettingAsk, Takes,
};
use crate::ui::screen::Wish;
use crate::ui::screens::saved::forms::canonical;

fn text(label: Msg, name: &str, ctx: &Ctx<'_>) -> FormField {
    FormField::new(ctx.t(label), Takes::Text).of(name)
}

/// The fields, in the order of [`NAMES`].
fn fields(ctx: &Ctx<'_>) -> [FormField; 7] {
    let pick = |(nature, label): (Nature, Msg)| Pick {
        code: nature.code().to_owned(),
        label: ctx.t(label),
    };
    let natures = [
        (Nature::Decision, Msg::MeetingDecision),
        (Nature::Hypothesis, Msg::MeetingHypothesis),
    ];
    let nature = Takes::Choice {
        picks: natures.map(pick).to_vec(),
        tall: false,
    };
    let owner = Takes::Lookup {
        list: Lookup::Users,
        new: New::Refused,
    };
    [
        text(Msg::FieldMeetingWords, "decision", ctx)
            .example(ctx.t(Msg::ExampleMeetingWords))
            .required(),
        FormField::new(ctx.t(Msg::FieldMeetingKind), nature)
            .of("kind")
            .with(Nature::Decision.code()),
        FormField::new(ctx.t(Msg::FieldMeetingOwner), owner).of("owner"),
        FormField::new(ctx.t(Msg::FieldMeetingDue), Takes::Date { ahead: 0 }).of("due"),
        text(Msg::FieldMeetingFilter, "filter", ctx).example(Clean::literal("source:webinar")),
        text(Msg::FieldMeetingExpected, "expected", ctx)
            .example(Clean::literal("conversion:intent >= 30 %")),
        text(Msg::FieldNote, "note", ctx),
    ]
}

/// What the fields are called in the record.
const NAMES: [&str; 7] = [
    "decision", "kind", "owner", "due", "filter", "expected", "note",
];

fn open(ask: MeetingAsk, title: Clean, fields: Vec<FormField>) -> Wish {
    Wish::Open(Overlay::Form(Form::new(
        Purpose::Meeting(ask),
        title,
        fields,
    )))
}

/// Asks what was decided or is believed.
pub(super) fn new(ctx: &Ctx<'_>) -> Wish {
    let fields = fields(ctx).to_vec();
    open(MeetingAsk::New, ctx.t(Msg::AskMeetingNew), fields)
}

/// Asks for other fields of one.
pub(super) fn edit(point: &Point, seen: u64, ctx: &Ctx<'_>) -> Wish {
    let it = &point.resolution;
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let texts = [
        it.text.clone(),
        it.nature().code().to_owned(),
        it.owner.map_or_else(String::new, |it| it.0.to_string()),
        it.due.map_or_else(String::new, |it| it.to_string()),
        some(&it.filter),
        it.expected.map_or_else(String::new, |it| it.to_string()),
        some(&it.note),
    ];
    let filled = fields(ctx).into_iter().zip(NAMES).zip(&texts);
    let filled = filled.map(|((field, name), text)| match name {
        "owner" => match &point.owner {
            Some(owner) => field.holding(text, &Clean::new(owner)),
            None => field,
        },
        _ => field.with(text),
    });
    let fields = filled.collect();
    let before = NAMES.into_iter().zip(texts).collect();
    let ask = MeetingAsk::Edit {
        id: point.id,
        before,
        seen,
    };
    open(ask, Clean::new(&it.text).cut(60), fields)
}

/// What a field gives, as it is kept; an expectation that can't be read is none.
fn value(name: &str, entry: Entry) -> Result<Value, ()> {
    if let Some(day) = entry.day() {
        return Ok(Value::Date(day));
    }
    let text = entry.text().unwrap_or_default();
    let text = text.trim();
    if text.is_empty() {
        return Ok(Value::None);
    }
    Ok(match name {
        "owner" => text.parse().map_or(Value::None, Value::Integer),
        "filter" => Value::Text(canonical(text)),
        "expected" => {
            let expected: Expectation = text.parse().map_err(|_| ())?;
            Value::Text(expected.to_string())
        }
        _ => Value::Text(text.to_owned()),
    })
}

/// What is done with a form for one more.
pub(super) fn added(entries: Vec<Entry>, today: NaiveDate) -> Result<Deed, ()> {
    let mut record = crate::model::Record::from(Resolution {
        meeting: Some(today),
        ..Resolution::default()
    });
    for (name, entry) in NAMES.into_iter().zip(entries) {
        if let Some(field) = Kind::Resolution.field(name) {
            record.set(field, value(name, entry)?).map_err(|_| ())?;
        }
    }
    Ok(Deed::Keep(Box::new(record)))
}

/// What is done with a form for another one; what stands as it was is left alone.
pub(super) fn edited(
    id: u64,
    before: &[(&'static str, String)],
    seen: u64,
    entries: Vec<Entry>,
) -> Result<Option<Order>, ()> {
    let mut edits = Vec::new();
    for ((name, was), entry) in before.iter().zip(entries) {
        let now = value(name, entry)?;
        if now.to_string() != *was
            && let Some(field) = Kind::Resolution.field(name)
        {
            edits.push((field, now));
        }
    }
    let key = Key::new(Kind::Resolution, id);
    Ok((!edits.is_empty()).then_some(Order {
        deed: Deed::Edit { key, edits },
        seen: Some(seen),
        on_conflict: OnConflict::Refuse,
    }))
}

/// Says what an expectation is like.
pub(super) fn no_expectation(ctx: &Ctx<'_>) -> Wish {
    Wish::warn(ctx.t(Msg::MeetingNoExpectation))
}

/// Keeps that the meeting was held, and its minutes; one that was closed already gets the new minutes.
pub(super) fn held(sitting: &Sitting, minutes: String) -> Deed {
    if let (Some(id), Some(field)) = (sitting.held, Kind::Meeting.field("minutes")) {
        return Deed::Edit {
            key: Key::new(Kind::Meeting, id),
            edits: vec![(field, Value::Text(minutes))],
        };
    }
    let meeting = Meeting {
        day: Some(sitting.stretch.to),
        since: Some(sitting.stretch.from),
        minutes: Some(minutes),
        ..Meeting::default()
    };
    Deed::Keep(Box::new(meeting.into()))
}

/// Asks what is to be won, and when.
pub(super) fn target(ctx: &Ctx<'_>) -> Wish {
    crate::ui::screens::settings::new_target(ctx)
}

/// Asks how many leads this rep can work at once; nothing is as many as the others.
pub(super) fn room(rep: &Rep, seen: u64, ctx: &Ctx<'_>) -> Wish {
    let field = FormField::new(ctx.t(Msg::FieldRepRoom), Takes::Text)
        .of("capacity")
        .with(&rep.capacity.to_string())
        .example(ctx.t(Msg::ExampleRepRoom));
    let ask = MeetingAsk::Room { user: rep.id, seen };
    open(ask, Clean::new(&rep.name).cut(60), vec![field])
}

/// What is done with that; a text that is no number goes to the workspace, which says so.
pub(super) fn roomed(user: u64, seen: u64, entries: Vec<Entry>) -> Option<Order> {
    let text = entries.into_iter().next()?.text().unwrap_or_default();
    let text = text.trim();
    let value = match text.parse() {
        Ok(number) => Value::Integer(number),
        Err(_) if text.is_empty() => Value::None,
        Err(_) => Value::Text(text.to_owned()),
    };
    let field = Kind::User.field("capacity")?;
    let (key, edits) = (Key::new(Kind::User, user), vec![(field, value)]);
    Some(Order {
        deed: Deed::Edit { key, edits },
        seen: Some(seen),
        on_conflict: OnConflict::Refuse,
    })
}

/// Asks how many leads a rep can work at once.
pub(super) fn capacity(now: u16, ctx: &Ctx<'_>) -> Wish {
    let name = "leads_a_rep".to_owned();
    let text = now.to_string();
    let field = FormField::new(ctx.t(Msg::SettingLeadsRep), Takes::Text)
        .of(&name)
        .with(&text)
        .required();
    let ask = SettingAsk::Line {
        section: Some(Section::Capacity),
        line: name.clone(),
        users: Vec::new(),
        team: None,
        before: vec![(name, text)],
        seen: None,
    };
    let title = ctx.t(Msg::SettingPartCapacity);
    let form = Form::new(Purpose::Setting(ask), title, vec![field]);
    Wish::Open(Overlay::Form(form))
}
