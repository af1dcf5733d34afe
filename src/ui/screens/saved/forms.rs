//! Holds the forms in which a segment is saved and changed, and what is done with what was filled in.
//!
//! A form knows what the reader saw when it was opened: who changed the same meanwhile, was first.

use super::data::SavedLine;
use crate::i18n::Msg;
use crate::model::{Clean, Key, Kind, Members, OnConflict, Segment, Sharing, Value};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Deed, Order};
use crate::ui::event::Effect;
use crate::ui::overlays::{Entry, Form, FormField, Overlay, Pick, Purpose, SegmentAsk, Takes};
use crate::ui::screen::Wish;
use crate::ui::screens::terms::Terms;
use crate::workspace::Unit;

/// The code of what keeps who is in it.
const FROZEN: &str = "frozen";

fn choice(picks: [(&str, Msg); 2], ctx: &Ctx<'_>) -> Takes {
    let picks = picks.map(|(code, label)| Pick {
        code: code.to_owned(),
        label: ctx.t(label),
    });
    Takes::Choice {
        picks: picks.to_vec(),
        tall: false,
    }
}

fn text(label: Msg, ctx: &Ctx<'_>) -> FormField {
    FormField::new(ctx.t(label), Takes::Text)
}

fn sharing(now: Sharing, ctx: &Ctx<'_>) -> FormField {
    let picks = [
        (Sharing::Shared.code(), Msg::SegmentShared),
        (Sharing::Private.code(), Msg::SegmentPrivate),
    ];
    FormField::new(ctx.t(Msg::FieldSegmentSharing), choice(picks, ctx)).with(now.code())
}

/// What is said of how many they are.
pub(in crate::ui::screens) fn many(message: Msg, unit: Unit, count: u64, ctx: &Ctx<'_>) -> Clean {
    let number = i64::try_from(count).unwrap_or(i64::MAX);
    let said = match unit {
        Unit::Accounts => Msg::SegmentManyAccounts,
        Unit::Leads => Msg::SegmentManyLeads,
    };
    let what = ctx.t_args(said, &[("count", number.into())]);
    ctx.t_args(message, &[("what", what.as_str().into())])
}

/// Asks under which name what is selected is saved.
pub(in crate::ui::screens) fn save(
    filter: String,
    unit: Unit,
    members: Members,
    ctx: &Ctx<'_>,
) -> Wish {
    let title = many(Msg::AskSegmentSave, unit, members.count(), ctx);
    let keeps = choice(
        [
            ("live", Msg::SegmentKeepsLive),
            (FROZEN, Msg::SegmentKeepsFrozen),
        ],
        ctx,
    );
    let fields = vec![
        text(Msg::FieldSegmentName, ctx)
            .example(ctx.t(Msg::ExampleSegmentName))
            .required(),
        sharing(Sharing::Shared, ctx),
        FormField::new(ctx.t(Msg::FieldSegmentKeeps), keeps).with("live"),
        text(Msg::FieldNote, ctx).example(ctx.t(Msg::ExampleSegmentNote)),
    ];
    let purpose = Purpose::Segment(SegmentAsk::Save {
        filter,
        unit,
        members,
    });
    Wish::Open(Overlay::Form(Form::new(purpose, title, fields)))
}

/// Asks for other fields of a saved segment: all of them, or the name alone.
pub(in crate::ui::screens) fn edit(
    line: &SavedLine,
    whole: bool,
    seen: u64,
    ctx: &Ctx<'_>,
) -> Wish {
    let mut before = vec![("segment", line.kept.0.clone())];
    let mut fields = vec![
        text(Msg::FieldSegmentName, ctx)
            .with(&line.kept.0)
            .required(),
    ];
    if whole {
        before.push(("filter", line.kept.1.clone()));
        before.push(("unit", line.unit.code().to_owned()));
        before.push(("note", line.note.clone()));
        let units = [
            (Unit::Accounts.code(), Msg::SegmentUnitAccounts),
            (Unit::Leads.code(), Msg::SegmentUnitLeads),
        ];
        fields.push(text(Msg::FieldSegmentFilter, ctx).with(&line.kept.1));
        fields.push(
            FormField::new(ctx.t(Msg::FieldSegmentUnit), choice(units, ctx)).with(line.unit.code()),
        );
        fields.push(text(Msg::FieldNote, ctx).with(&line.note));
    }
    let purpose = Purpose::Segment(SegmentAsk::Edit {
        id: line.id,
        before,
        seen: Some(seen),
    });
    Wish::Open(Overlay::Form(Form::new(purpose, line.name.clone(), fields)))
}

/// A filter in its one form, however it was typed; what can't be read is left for whoever refuses it.
pub(in crate::ui::screens) fn canonical(filter: &str) -> String {
    Terms::read(filter).map_or_else(|| filter.trim().to_owned(), |it| it.text())
}

/// Sets fields of a saved segment.
pub(in crate::ui::screens) fn set(
    id: u64,
    fields: &[(&str, Value)],
    seen: Option<u64>,
) -> Vec<Wish> {
    let edits = fields
        .iter()
        .filter_map(|(name, value)| Some((Kind::Segment.field(name)?, value.clone())));
    let deed = Deed::Edit {
        key: Key::new(Kind::Segment, id),
        edits: edits.collect(),
    };
    let order = Order {
        deed,
        seen,
        on_conflict: OnConflict::Refuse,
    };
    vec![Wish::Host(Effect::Exec(order))]
}

/// What is done with what was filled in.
pub(in crate::ui::screens) fn filled(ask: SegmentAsk, entries: Vec<Entry>) -> Vec<Wish> {
    match ask {
        SegmentAsk::Save {
            filter,
            unit,
            members,
        } => {
            let Ok([name, sharing, keeps, note]) = <[Entry; 4]>::try_from(entries) else {
                return Vec::new();
            };
            let frozen = keeps.text().as_deref() == Some(FROZEN);
            let segment = Segment {
                name: name.text().unwrap_or_default(),
                owner: None,
                filter: canonical(&filter),
                unit: Some(unit),
                sharing: sharing.text().and_then(|it| it.parse().ok()),
                members: frozen.then_some(members),
                note: note.text(),
            };
            let deed = Deed::SaveSegment(Box::new(segment));
            vec![Wish::Host(Effect::Exec(deed.into()))]
        }
        SegmentAsk::Edit { id, before, seen } => {
            let texts = entries
                .into_iter()
                .map(|it| it.text().unwrap_or_default())
                .zip(&before);
            // What stands as it was is left alone: somebody else may have set it meanwhile.
            let changed = texts.filter(|(now, (_, was))| now != was);
            let fields: Vec<(&str, Value)> = changed
                .map(|(now, (name, _))| {
                    let now = if *name == "filter" {
                        canonical(&now)
                    } else {
                        now
                    };
                    let keeps_nothing = now.is_empty() && *name == "note";
                    let value = if keeps_nothing {
                        Value::None
                    } else {
                        Value::Text(now)
                    };
                    (*name, value)
                })
                .collect();
            if fields.is_empty() {
                return Vec::new();
            }
            set(id, &fields, seen)
        }
        SegmentAsk::Since => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_changed_is_set_and_a_filter_in_its_one_form() {
        let ask = SegmentAsk::Edit {
            id: 7,
            before: vec![
                ("segment", "dairy".to_owned()),
                ("filter", "temp:warm".to_owned()),
                ("note", "old".to_owned()),
            ],
            seen: Some(3),
        };
        let entries = [
            Entry::Text("dairy".to_owned()),
            Entry::Text("  temp:warm   city:Lyon".to_owned()),
            Entry::Nothing,
        ];
        let wishes = filled(ask, entries.to_vec());
        let [Wish::Host(Effect::Exec(order))] = &wishes[..] else {
            panic!("{wishes:?}");
        };
        let Deed::Edit { key, edits } = &order.deed else {
            panic!("{order:?}");
        };
        assert_eq!(*key, Key::new(Kind::Segment, 7));
        let field = |name| Kind::Segment.field(name).unwrap();
        assert_eq!(
            *edits,
            [
                (
                    field("filter"),
                    Value::Text("temp:warm city:Lyon".to_owned())
                ),
                (field("note"), Value::None),
            ]
        );
    }
}
