//! Holds what must be known before the same is done to all that a filter selects: the list to choose from, the form of
//! each choice, and what its fields come to. It changes nothing and asks nobody.

use super::sweep::{SweepKind, SweepOf, SweepOrder, SweepStep, SweepWhat, signed};
use crate::i18n::{Arg, Msg};
use crate::model::{
    Act, Clean, Direction, Kind, Layer, Stroke, Tagging, Tags, Temperature, Unit, UserId, Value,
};
use crate::ui::ctx::Ctx;
use crate::ui::desk::Lookup;
use crate::ui::overlays::{Choice, Chooser, Entry, Form, FormField, New, Pick, Purpose, Takes};
use crate::ui::screens::layer_name;
use crate::ui::wording::facts::code_name_of;
use crate::ui::wording::retell::counted;

/// What can be done, to choose from: first what is done to what is counted.
#[must_use]
pub fn menu(of: SweepOf, counts: (Option<u64>, Option<u64>), ctx: &Ctx<'_>) -> (Purpose, Chooser) {
    let mut kinds = SweepKind::ALL.to_vec();
    // Of marked leads the accounts are not meant.
    kinds.retain(|it| of.marked.is_none() || it.unit() == Unit::Leads);
    kinds.sort_by_key(|it| it.unit() != of.unit);
    let item = |kind: &SweepKind| Choice {
        label: ctx.t(kind.name()),
        ..Choice::default()
    };
    let leads = match counts.1 {
        Some(leads) => counted(leads, Some(Kind::Lead), ctx.locale()),
        None => ctx.t(Msg::SweepSomeLeads),
    };
    let accounts = counted(
        counts.0.unwrap_or_default(),
        Some(Kind::Account),
        ctx.locale(),
    );
    // Where it is not known, there may be any number.
    let many = counts.0.or(counts.1).unwrap_or_default();
    let title = match counts.0 {
        Some(_) => Msg::SweepTitleAccounts,
        None if of.marked.is_some() => Msg::SweepTitleMarked,
        None => Msg::SweepTitle,
    };
    let args = [
        ("count", signed(many).into()),
        ("accounts", Arg::from(accounts.as_str())),
        ("leads", Arg::from(leads.as_str())),
    ];
    let title = ctx.t_args(title, &args);
    let items = kinds.iter().map(item).collect();
    let chooser = Chooser::new(title, items).numbered();
    (
        Purpose::Sweep(Box::new(SweepStep::Menu(of, kinds))),
        chooser,
    )
}

/// What must be known before it is done.
#[must_use]
pub fn form(of: SweepOf, kind: SweepKind, ctx: &Ctx<'_>) -> Form {
    let lookup = |label, list, new| FormField::new(ctx.t(label), Takes::Lookup { list, new });
    let picks = |codes: &mut dyn Iterator<Item = (&'static str, Clean)>| Takes::Choice {
        picks: codes
            .map(|(code, label)| Pick {
                code: code.to_owned(),
                label,
            })
            .collect(),
        tall: true,
    };
    let named = |code: &'static str| {
        let name = code_name_of(code).map_or_else(|| Clean::literal(code), |it| ctx.t(it));
        (code, name)
    };
    let layer = |it: Layer| (it.code(), ctx.t(layer_name(it)));
    let example = |field: FormField, message| field.example(ctx.t(message));
    let fields = match kind {
        SweepKind::Assign | SweepKind::HandOver => {
            vec![lookup(Msg::FactOwner, Lookup::Users, New::Refused).required()]
        }
        SweepKind::Spread => vec![lookup(Msg::SweepTeam, Lookup::Teams, New::Refused).required()],
        SweepKind::Tag | SweepKind::TagAccounts => {
            let field = lookup(Msg::FactTags, Lookup::Tags, New::Rare).required();
            vec![example(field, Msg::ExampleTags)]
        }
        SweepKind::Untag | SweepKind::UntagAccounts => {
            vec![lookup(Msg::FactTags, Lookup::Tags, New::Refused).required()]
        }
        SweepKind::Source => vec![lookup(Msg::FactSource, Lookup::Sources, New::Rare).required()],
        SweepKind::Temperature => {
            let takes = picks(&mut Temperature::CODES.iter().map(|it| named(it)));
            vec![FormField::new(ctx.t(Msg::FactTemperature), takes).required()]
        }
        SweepKind::Next => {
            let due = FormField::new(ctx.t(Msg::FactNextDue), Takes::Date { ahead: 0 });
            vec![
                FormField::new(ctx.t(Msg::FactNext), Takes::Step).required(),
                example(due, Msg::ExampleComeBack),
            ]
        }
        SweepKind::Park => {
            let until = FormField::new(ctx.t(Msg::FieldComeBack), Takes::Date { ahead: 1 });
            vec![example(until, Msg::ExampleComeBack)]
        }
        SweepKind::Move => {
            let takes = picks(&mut Layer::ALL.into_iter().map(layer));
            vec![FormField::new(ctx.t(Msg::FieldLayer), takes).required()]
        }
        // Where each was is where it goes on.
        SweepKind::Reopen => Vec::new(),
        SweepKind::Sector => vec![lookup(Msg::FactSector, Lookup::Sectors, New::Rare).required()],
        SweepKind::Class => {
            let takes = picks(
                &mut ["A", "B", "C"]
                    .into_iter()
                    .map(|it| (it, Clean::literal(it))),
            );
            vec![FormField::new(ctx.t(Msg::FactExpectedClass), takes).required()]
        }
    };
    let purpose = Purpose::Sweep(Box::new(SweepStep::Form(of, kind)));
    Form::new(purpose, ctx.t(kind.name()), fields)
}

/// The order that the fields of the form come to.
#[must_use]
pub fn read(of: SweepOf, kind: SweepKind, entries: &[Entry], ctx: &Ctx<'_>) -> Option<SweepOrder> {
    let text = entries.first().and_then(|it| it.clone().text());
    let day = |entry: Option<&Entry>| entry.and_then(Entry::day);
    let told = |day| Clean::from_string(ctx.locale().day_near(day, ctx.today()));
    let edit = |kind: Kind, field: &str, value: String| {
        Some(vec![(kind.field(field)?, Value::Text(value))])
    };
    let tagging = |off: bool, text: &str| {
        let (add, remove) = if off {
            (None, Tags::read(text))
        } else {
            (Tags::read(text), None)
        };
        Tagging { add, remove }
    };
    let mut to = Clean::new(text.as_deref().unwrap_or_default());
    let stroke = match kind {
        SweepKind::Spread => {
            return Some(SweepOrder {
                of,
                kind,
                what: SweepWhat::Team(text?),
                to,
                counted: None,
            });
        }
        SweepKind::Assign => {
            let owner = UserId(text?.parse().ok()?);
            Stroke::Lead(Act::Assign { owner })
        }
        SweepKind::HandOver => {
            let to = UserId(text?.parse().ok()?);
            Stroke::Lead(Act::Handover { to })
        }
        SweepKind::Tag | SweepKind::Untag => {
            Stroke::Lead(Act::Tag(tagging(kind == SweepKind::Untag, &text?)))
        }
        SweepKind::TagAccounts | SweepKind::UntagAccounts => {
            Stroke::TagAccount(tagging(kind == SweepKind::UntagAccounts, &text?))
        }
        SweepKind::Source => Stroke::Lead(Act::Edit(edit(Kind::Lead, "source", text?)?)),
        SweepKind::Temperature => {
            let code = text?;
            to = code_name_of(&code).map_or(to, |it| ctx.t(it));
            Stroke::Lead(Act::Edit(edit(Kind::Lead, "temperature", code)?))
        }
        SweepKind::Next => {
            let (step, due) = entries.first()?.clone().step(day(entries.get(1)));
            to = Clean::new(step.as_deref().unwrap_or_default());
            if let Some(due) = due {
                to = Clean::from_string(format!("{to} · {}", told(due)));
            }
            Stroke::Lead(Act::Next { step, due })
        }
        SweepKind::Park => {
            let until = day(entries.first());
            to = until.map_or_else(|| ctx.t(Msg::SweepNoDay), told);
            Stroke::Lead(Act::Park { until })
        }
        SweepKind::Move => {
            let layer: Layer = text?.parse().ok()?;
            to = ctx.t(layer_name(layer));
            let to = Direction::To(layer);
            Stroke::Lead(Act::Move { to, at: None })
        }
        SweepKind::Reopen => Stroke::Lead(Act::Reopen { to: None }),
        SweepKind::Sector => Stroke::EditAccount(edit(Kind::Account, "sector", text?)?),
        SweepKind::Class => Stroke::EditAccount(edit(Kind::Account, "expected_class", text?)?),
    };
    Some(SweepOrder {
        of,
        kind,
        what: SweepWhat::Stroke(stroke),
        to,
        counted: None,
    })
}
