//! Why something was not done, in the reader's language, and what can be asked then.

use super::facts::{Says, field_name};
use crate::i18n::{Arg, Locale, Msg};
use crate::model::setting_fault::SettingFault;
use crate::model::{Clean, Kind, Layer, Moment, OnConflict, Refusal, Section, Seq, Status, Value};
use crate::query::given::currency;
use crate::ui::desk::{Deed, Order};
use crate::workspace::{Conflict, Workspace, WorkspaceError};

use super::retell::when;
use super::setting_faults::said as setting_fault;
use super::store_faults::record;
use crate::ui::screens::layer_name;

/// A rule's refusal.
#[must_use]
pub fn refusal(why: &Refusal, locale: &Locale) -> Clean {
    let say = |message, args: &[(&str, Arg<'_>)]| Clean::from_string(locale.t_args(message, args));
    let layer = |layer: Layer| locale.t(layer_name(layer));
    let status = |status: Status| locale.t(status_name(status));
    match why {
        Refusal::Closed { status: it } => {
            say(Msg::RefusedClosed, &[("status", status(*it).into())])
        }
        Refusal::AlreadyThere { layer: it } => {
            say(Msg::RefusedThere, &[("layer", layer(*it).into())])
        }
        Refusal::NoSuchLayer {
            direction,
            layer: it,
            ..
        } => {
            let message = if *direction == "below" {
                Msg::RefusedBelow
            } else {
                Msg::RefusedAbove
            };
            say(message, &[("layer", layer(*it).into())])
        }
        Refusal::NotParked { status: it } => {
            say(Msg::RefusedNotParked, &[("status", status(*it).into())])
        }
        Refusal::AlreadyParked => say(Msg::RefusedParked, &[]),
        Refusal::NotClosed { status: it } => {
            say(Msg::RefusedNotClosed, &[("status", status(*it).into())])
        }
        Refusal::NotWaiting { .. } => say(Msg::RefusedNotWaiting, &[]),
        Refusal::AlreadyHanded => say(Msg::RefusedHanded, &[]),
        Refusal::UnknownChoice { given, known, .. } => say(
            Msg::RefusedChoice,
            &[
                ("given", given.as_str().into()),
                ("known", known.as_str().into()),
            ],
        ),
        Refusal::NotLater { day } => {
            say(Msg::RefusedNotLater, &[("day", locale.date(*day).into())])
        }
        Refusal::BeforeLastStep { day, last } => say(
            Msg::RefusedBeforeLast,
            &[
                ("day", locale.date(*day).into()),
                ("last", locale.date(*last).into()),
            ],
        ),
        Refusal::InTheFuture { day } => {
            say(Msg::RefusedFuture, &[("day", locale.date(*day).into())])
        }
        Refusal::NoSuchRecord { key } => {
            say(Msg::RefusedGone, &[("what", record(*key, locale).into())])
        }
        Refusal::Missing { field } => {
            let field = locale.t(missing(field));
            say(Msg::RefusedMissing, &[("field", field.into())])
        }
        Refusal::BadField { problem, .. } => {
            Clean::from_string(super::field_faults::said(problem, locale))
        }
        Refusal::NotEditable { field } => {
            let field = field_name(Kind::Lead, field).unwrap_or(Msg::FactValue);
            say(Msg::RefusedFollows, &[("field", locale.t(field).into())])
        }
        Refusal::NameTaken { name, key, .. } => say(
            Msg::RefusedNameTaken,
            &[
                ("name", name.as_str().into()),
                ("what", record(*key, locale).into()),
            ],
        ),
        Refusal::StillUsed { code, count } => say(
            Msg::RefusedStillUsed,
            &[("code", code.as_str().into()), ("count", (*count).into())],
        ),
        Refusal::Section(bad) => Clean::from_string(setting_fault(&bad.problem, locale)),
    }
}

/// What a field is called that must hold something.
fn missing(field: &str) -> Msg {
    match field {
        "account" | "contact" | "product" | "user" => Msg::FactName,
        other => field_name(Kind::Lead, other).unwrap_or(Msg::FactName),
    }
}

/// What a status is called.
#[must_use]
pub const fn status_name(status: Status) -> Msg {
    match status {
        Status::Open => Msg::StatusOpen,
        Status::Parked => Msg::StatusParked,
        Status::Won => Msg::LayerWon,
        Status::Lost => Msg::StatusLost,
    }
}

/// What becomes of an order that was not carried out: a word, or a question with another order.
#[must_use]
pub fn doubt(
    error: &WorkspaceError,
    order: &Order,
    workspace: &Workspace,
    locale: &Locale,
    now: Moment,
) -> (Clean, Option<Order>) {
    let again = |on_conflict| {
        Some(Order {
            on_conflict,
            ..order.clone()
        })
    };
    match error {
        WorkspaceError::Refused { refused, of } => {
            let Some(first) = refused.first() else {
                return (trouble(error, locale), None);
            };
            let why = refusal(&first.why, locale);
            let rest = of.saturating_sub(refused.len());
            if *of == 1 || rest == 0 {
                return (why, None);
            }
            let args = [
                ("can", Arg::from(rest)),
                ("all", Arg::from(*of)),
                ("why", why.as_str().into()),
            ];
            let question = Clean::from_string(locale.t_args(Msg::DoubtRefused, &args));
            (question, again(OnConflict::Skip))
        }
        WorkspaceError::Conflict(conflicts) => match conflicts.first() {
            Some(first) => (
                conflict(first, conflicts.len(), order, workspace, locale, now),
                again(OnConflict::Overwrite),
            ),
            None => (trouble(error, locale), None),
        },
        WorkspaceError::NothingTo(_) => (Clean::from_string(locale.t(Msg::RefusedNothing)), None),
        WorkspaceError::Store(_)
        | WorkspaceError::NotYours(_)
        | WorkspaceError::UndoneAlready(..)
        | WorkspaceError::NoSuchChange(_)
        | WorkspaceError::Settings(_)
        | WorkspaceError::Filter(_)
        | WorkspaceError::OutOfStep(_)
        | WorkspaceError::Stopped => (trouble(error, locale), None),
    }
}

/// The name of the field that an error is about, where it is about one.
#[must_use]
pub fn at_field(error: &WorkspaceError) -> Option<String> {
    let fault = match error {
        WorkspaceError::Refused { refused, .. } => match &refused.first()?.why {
            Refusal::BadField { field, .. } => return Some(field.clone()),
            Refusal::Missing { field } | Refusal::NotEditable { field } => {
                return Some((*field).to_owned());
            }
            Refusal::NameTaken { what, .. } => return Some((*what).to_owned()),
            Refusal::Section(bad) => &bad.problem,
            Refusal::Closed { .. }
            | Refusal::AlreadyThere { .. }
            | Refusal::NoSuchLayer { .. }
            | Refusal::NotParked { .. }
            | Refusal::AlreadyParked
            | Refusal::NotClosed { .. }
            | Refusal::NotWaiting { .. }
            | Refusal::AlreadyHanded
            | Refusal::UnknownChoice { .. }
            | Refusal::NotLater { .. }
            | Refusal::BeforeLastStep { .. }
            | Refusal::InTheFuture { .. }
            | Refusal::NoSuchRecord { .. }
            | Refusal::StillUsed { .. } => return None,
        },
        WorkspaceError::Settings(bad) => &bad.problem,
        WorkspaceError::Store(_)
        | WorkspaceError::Conflict(_)
        | WorkspaceError::NothingTo(_)
        | WorkspaceError::NotYours(_)
        | WorkspaceError::UndoneAlready(..)
        | WorkspaceError::NoSuchChange(_)
        | WorkspaceError::Filter(_)
        | WorkspaceError::OutOfStep(_)
        | WorkspaceError::Stopped => return None,
    };
    faulty(fault)
}

/// The name of the field that is wrong in a setting.
#[must_use]
pub fn faulty(fault: &SettingFault) -> Option<String> {
    let name = match fault {
        // The place is the way to the value, its own name last.
        SettingFault::Value { place, .. } => place.rsplit('.').next().unwrap_or_default(),
        SettingFault::Odds(_) => "odds",
        SettingFault::NoCurrency(_) => "currency",
        SettingFault::Already {
            list: Section::Layers,
            ..
        } => "name",
        SettingFault::Already { .. }
        | SettingFault::NoCode(_)
        | SettingFault::Twice { .. }
        | SettingFault::Target(_) => "code",
        SettingFault::Hours => "to_hour",
        SettingFault::NoWorkday => "workdays",
        SettingFault::NoneOffered(_) => "offered",
        SettingFault::Layers | SettingFault::Ids | SettingFault::Form(_) => return None,
    };
    Some(name.to_owned())
}

/// Why nothing was done or read, where the reason is none of a rule's.
#[must_use]
pub fn trouble(error: &WorkspaceError, locale: &Locale) -> Clean {
    let number = |seq: &Seq| Arg::from(seq.to_string());
    let said = match error {
        WorkspaceError::Store(error) => super::store_faults::said(error, locale),
        WorkspaceError::NotYours(it) => {
            locale.t_args(Msg::RefusedNotYours, &[("number", number(it))])
        }
        WorkspaceError::UndoneAlready(it, by) => {
            let args = [("number", number(it)), ("by", number(by))];
            locale.t_args(Msg::RefusedUndoneAlready, &args)
        }
        WorkspaceError::NoSuchChange(it) => {
            locale.t_args(Msg::RefusedNoSuchChange, &[("number", number(it))])
        }
        WorkspaceError::Settings(bad) => setting_fault(&bad.problem, locale),
        WorkspaceError::Stopped => locale.t(Msg::RefusedStopped),
        WorkspaceError::NothingTo(_) => locale.t(Msg::RefusedNothing),
        WorkspaceError::Filter(error) => super::filter_faults::told(error, locale),
        WorkspaceError::Refused { refused, .. } => match refused.first() {
            Some(first) => return refusal(&first.why, locale),
            None => locale.t(Msg::RefusedNothing),
        },
        WorkspaceError::Conflict(_) => locale.t(Msg::RefusedConflict),
        WorkspaceError::OutOfStep(why) => {
            let args = [("original", why.to_string().into())];
            locale.t_args(Msg::RefusedOutOfStep, &args)
        }
    };
    Clean::from_string(said)
}

/// What they made of a field and what the reader would, where an order is about one field.
#[must_use]
pub fn sides(
    error: &WorkspaceError,
    order: &Order,
    workspace: &Workspace,
    locale: &Locale,
    now: Moment,
) -> Option<[Clean; 2]> {
    let WorkspaceError::Conflict(conflicts) = error else {
        return None;
    };
    let ([it], Deed::Edit { .. } | Deed::Users { .. }) = (conflicts.as_slice(), &order.deed) else {
        return None;
    };
    let field = it.key.kind.field(it.field)?;
    let stored = workspace.glance(it.key).ok()??;
    let book = workspace.book();
    let settings = book.settings();
    let currency = currency(&stored.record, &settings.general.currency);
    let says = Says {
        book: &book,
        locale,
        today: now.day(settings.general.zone),
    };
    let say = |value: &Value| {
        let said = says.value(it.key.kind, field, value, &currency);
        if said.is_empty() {
            says.t(Msg::FieldEmpty)
        } else {
            said.cut(LONGEST)
        }
    };
    Some([say(&it.theirs), say(&it.yours)])
}

/// The most of a value that is said in a choice.
const LONGEST: usize = 60;

fn conflict(
    first: &Conflict,
    count: usize,
    order: &Order,
    workspace: &Workspace,
    locale: &Locale,
    now: Moment,
) -> Clean {
    let book = workspace.book();
    let who = first
        .who
        .and_then(|who| book.users.get(who.0))
        .map_or_else(|| "?".to_owned(), |user| user.name.clone());
    let zone = book.settings().general.zone;
    let says = Says {
        book: &book,
        locale,
        today: now.day(zone),
    };
    let what = says.name(first.key).into_string();
    let when = when(first.when, zone, now, locale);
    let field = first.key.kind.field(first.field);
    let one = matches!(order.deed, Deed::Edit { .. })
        || (count == 1 && matches!(order.deed, Deed::Users { .. }));
    if let (true, Some(field)) = (one, field) {
        let field = says.field(first.key.kind, field).into_string();
        let args = [
            ("who", who.into()),
            ("what", what.into()),
            ("when", when.into()),
            ("field", field.into()),
        ];
        return Clean::from_string(locale.t_args(Msg::DoubtField, &args));
    }
    let args = [
        ("who", who.into()),
        ("what", what.into()),
        ("when", when.into()),
        ("count", Arg::from(count)),
    ];
    Clean::from_string(locale.t_args(Msg::DoubtConflict, &args))
}
