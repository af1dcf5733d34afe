//! Tells again what a change set did: whom it was about, from where to where, in a sentence; for the list of changes,
//! and for what was taken back.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::facts::Says;
use super::refusals::status_name;
use crate::i18n::{Locale, Msg};
use crate::model::handover;
use crate::model::{
    Change, Clean, Event, Kind, Layer, LeadId, Moment, Op, Record, Seq, SetInfo, Status, Step,
    Track, UserId, Value,
};
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::workspace::{Book, View};

/// So many changes of a set are looked at; a set of more is "many".
const MAX_READ: usize = 64;

/// What a change set did to leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ui) struct Did {
    /// How many leads it is about; none where it is about anything else, too.
    leads: u64,
    /// What all the records are that it changed, if they are of one kind.
    kind: Option<Kind>,
    /// The only one, if it is one.
    pub lead: Option<LeadId>,
    /// From where to where it was moved.
    pub(super) way: Option<(Spot, Spot)>,
    /// The only change, if it is one.
    pub only: Option<Change>,
    /// What the only record calls itself, or did before it was removed.
    called: Option<Clean>,
    /// Whether it was done to a segment that the reader does not see.
    hidden: bool,
}

impl Did {
    /// What the only lead or record is called that it is about; the currency of its amounts.
    pub(in crate::ui) fn name(&self, book: &Book, locale: &Locale) -> Option<Clean> {
        if let Some(lead) = self.lead.and_then(|id| book.lead(id)) {
            return Some(Clean::from_string(lead.name()));
        }
        if self.hidden {
            return Some(Clean::from_string(locale.t(Msg::DidPrivate)));
        }
        let only = self.only.as_ref()?;
        let key = only.key;
        let known = match key.kind {
            Kind::Account => book.accounts.rows.get(key.id).is_some(),
            Kind::Contact => book.people.name(key.id).is_some(),
            Kind::Product => book.products.get(key.id).is_some(),
            Kind::User => book.users.get(key.id).is_some(),
            Kind::Segment => book.segments.get(key.id).is_some(),
            Kind::Resolution => book.meetings.resolution(key.id).is_some(),
            Kind::Lead | Kind::Feedback | Kind::Touch | Kind::List => false,
            Kind::Setting | Kind::Meeting => true,
        };
        if known {
            return Some(says(book, locale).name(key));
        }
        // What the book does not hold, or no longer, is called as it calls itself.
        self.called.clone()
    }

    /// How many leads, or what else, it is about.
    pub(super) fn counted(&self, info: &SetInfo, locale: &Locale) -> Clean {
        if self.leads > 0 {
            return counted(self.leads, Some(Kind::Lead), locale);
        }
        counted(info.count, self.kind, locale)
    }

    /// The only field that got another value, and from what to what.
    pub(in crate::ui) fn field(&self, book: &Book, locale: &Locale) -> Option<Words> {
        let change = self.only.as_ref().filter(|it| it.op == Op::Update)?;
        let ([edit], false) = (&change.edits[..], change.key.kind == Kind::Setting) else {
            return None;
        };
        if matches!(
            (&edit.before, &edit.after),
            (Value::Track(_), _) | (_, Value::Track(_))
        ) {
            return None;
        }
        // When a handover was answered is when the change was made: the verb has said it.
        let definition = change.key.kind.definition(edit.field);
        if definition.is_some_and(|it| handover::FIELDS.contains(&it.name)) {
            return None;
        }
        let lead = book.lead(LeadId(change.key.id));
        let lead = lead.filter(|_| change.key.kind == Kind::Lead);
        let home = book.settings().general.currency.as_str();
        let currency = lead.and_then(|it| it.currency()).unwrap_or(home);
        let values = (&edit.before, &edit.after);
        Some(says(book, locale).set(change.key.kind, edit.field, values, currency))
    }
}

fn says<'a>(book: &'a Book, locale: &'a Locale) -> Says<'a> {
    Says {
        book,
        locale,
        // Days are told with their dates: it is not known when this is read.
        today: NaiveDate::MIN,
    }
}

/// Where a lead can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// In a layer.
    In(Layer),
    /// In none: parked, won, lost.
    Is(Status),
}

impl Spot {
    /// What it is called, in its role.
    pub(super) fn named(self, locale: &Locale) -> (Clean, Role) {
        let say = |message| Clean::from_string(locale.t(message));
        match self {
            Self::In(layer) => (say(layer_name(layer)), Role::Layer(layer)),
            Self::Is(Status::Won) => (say(status_name(Status::Won)), Role::Won),
            Self::Is(status @ (Status::Open | Status::Parked | Status::Lost)) => {
                (say(status_name(status)), Role::Text)
            }
        }
    }
}

/// What a change set did, as far as it is to be told to a reader.
pub(in crate::ui) fn did(info: &SetInfo, view: &View<'_>, reader: Option<UserId>) -> Did {
    if info.count > MAX_READ as u64 {
        // So many are only counted; reading a page of an import for that would keep a key waiting.
        let kind = view.only_kind(info.seq).ok().flatten();
        return Did {
            leads: many(info, kind),
            kind,
            ..Did::default()
        };
    }
    let mut changes = Vec::new();
    let read = view.changes(info.seq, &mut |change| {
        changes.push(change);
        if changes.len() < MAX_READ {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    if read.is_err() {
        return Did::default();
    }
    let abouts: Vec<Option<u64>> = changes.iter().map(|it| about(it, view)).collect();
    let leads: BTreeSet<u64> = abouts.iter().flatten().copied().collect();
    let all = abouts.iter().all(Option::is_some);
    let few = info.count <= changes.len() as u64;
    // A lead that is made with its company is called by its name; what else an import made is not passed over.
    let named = few && leads.len() == 1 && (all || info.verb.of_leads() != Some(false));
    let lead = leads.first().filter(|_| named);
    let kind = one(changes.iter().map(|it| it.key.kind).collect());
    let only = changes.first().filter(|_| info.count == 1);
    let seen = only.map_or(Some(true), |it| view.is_seen(it, reader));
    let only = only.filter(|_| seen == Some(true));
    Did {
        leads: match (few, all) {
            (true, true) => leads.len() as u64,
            (true, false) => 0,
            (false, _) => many(info, kind),
        },
        kind,
        lead: lead.map(|id| LeadId(*id)),
        way: lead.and_then(|_| changes.iter().find_map(|change| way(change, view))),
        called: only.and_then(|change| called(change, view)),
        only: only.cloned(),
        hidden: seen == Some(false),
    }
}

/// How many leads a set is about that is not read: one a change, but where it may be about records of any kind.
fn many(info: &SetInfo, kind: Option<Kind>) -> u64 {
    if info.verb.of_leads() == Some(true) || kind == Some(Kind::Lead) {
        info.count
    } else {
        0
    }
}

/// The only kind, if it is one.
fn one(mut kinds: BTreeSet<Kind>) -> Option<Kind> {
    kinds.pop_first().filter(|_| kinds.is_empty())
}

/// So many records of a kind, or of several.
pub(in crate::ui) fn counted(count: u64, kind: Option<Kind>, locale: &Locale) -> Clean {
    let message = match kind {
        Some(Kind::Lead) => Msg::CountedLeads,
        Some(Kind::Account) => Msg::CountedAccounts,
        Some(Kind::Contact) => Msg::CountedContacts,
        Some(Kind::Product) => Msg::CountedProducts,
        Some(Kind::User) => Msg::CountedUsers,
        Some(
            Kind::Feedback
            | Kind::Touch
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting,
        )
        | None => Msg::CountedRecords,
    };
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let number = locale.count(count);
    let args = [("count", count.into()), ("number", number.into())];
    Clean::from_string(locale.t_args(message, &args))
}

/// What a record calls itself; what was said of a lead has no name.
fn called(change: &Change, view: &View<'_>) -> Option<Clean> {
    if matches!(change.key.kind, Kind::Feedback | Kind::Touch) {
        return None;
    }
    let record = view.record(change)?;
    let title = record.title();
    (!title.is_empty()).then(|| Clean::new(title))
}

/// The lead that a change is about: what was said of a lead is about the lead.
fn about(change: &Change, view: &View<'_>) -> Option<u64> {
    match change.key.kind {
        Kind::Lead => Some(change.key.id),
        Kind::Feedback | Kind::Touch => view.record(change)?.speaks_of().map(|lead| lead.0),
        Kind::Account
        | Kind::Contact
        | Kind::Product
        | Kind::User
        | Kind::Setting
        | Kind::Segment
        | Kind::List
        | Kind::Resolution
        | Kind::Meeting => None,
    }
}

/// From where to where a change moved its lead.
fn way(change: &Change, view: &View<'_>) -> Option<(Spot, Spot)> {
    if change.key.kind != Kind::Lead || change.op != Op::Update {
        return None;
    }
    let tail = change.edits.iter().find_map(|edit| match &edit.after {
        Value::Track(tail) => Some(tail),
        Value::None | Value::Text(_) | Value::Integer(_) | Value::Date(_) => None,
    })?;
    let Record::Lead(lead) = view.get(change.key).ok()??.record else {
        return None;
    };
    // The steps before it are the same still, unless they were taken back, too.
    let before = Track::new(lead.track.steps().get(..tail.keep)?.to_vec());
    let Step(_, event) = tail.steps.last()?;
    let from = match before.status() {
        Status::Open => Spot::In(before.layer()?),
        status @ (Status::Parked | Status::Won | Status::Lost) => Spot::Is(status),
    };
    let to = match event {
        Event::Park(_) => Spot::Is(Status::Parked),
        Event::Win { .. } => Spot::Is(Status::Won),
        Event::Lose { .. } => Spot::Is(Status::Lost),
        Event::Opening(layer) | Event::Enter { layer, .. } | Event::Reopen(layer) => {
            Spot::In(*layer)
        }
        Event::Wake => Spot::In(before.layer()?),
    };
    Some((from, to))
}

/// When something was, as one says it: the time of today, the day of another.
pub(in crate::ui) fn when(moment: Moment, zone: Tz, now: Moment, locale: &Locale) -> String {
    let (day, today) = (moment.day(zone), now.day(zone));
    if day == today {
        locale.time(moment.utc().with_timezone(&zone).time())
    } else {
        locale.day_near(day, today)
    }
}

/// What a change set did, in words: the lead and its way, or the verb and the lead, or how many.
pub(in crate::ui) fn words(
    info: &SetInfo,
    did: &Did,
    verb: Msg,
    name: Option<Clean>,
    locale: &Locale,
) -> Words {
    let say = |message, values: &[(&str, Clean, Role)]| {
        Words::sentence(locale, message, Role::Quiet, values, &[])
    };
    let verb = ("verb", Clean::from_string(locale.t(verb)), Role::Text);
    match (name, did.way) {
        (Some(name), Some((from, to))) => {
            let (from, from_role) = from.named(locale);
            let (to, to_role) = to.named(locale);
            let what = ("what", name, Role::Strong);
            let values = [what, ("from", from, from_role), ("to", to, to_role)];
            say(Msg::DidMove, &values)
        }
        (name, _) => {
            let what = name.unwrap_or_else(|| did.counted(info, locale));
            say(Msg::DidOne, &[verb, ("what", what, Role::Strong)])
        }
    }
}

/// What a change set took back; of one that takes back an undo, what is done again.
pub(super) fn taken_back(seq: Seq, view: &View<'_>) -> Option<SetInfo> {
    let first = view.info(seq).ok()??;
    match first.undoes {
        Some(again) => view.info(again).ok()?,
        None => Some(first),
    }
}
