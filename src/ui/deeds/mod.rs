//! Deeds become commands: what was typed into a line is read as days and words.

pub(in crate::ui) mod lead;
mod lead_forms;
pub(in crate::ui) mod new_lead;
mod record;
pub(in crate::ui) mod sweep;
pub(in crate::ui) mod sweep_forms;

use chrono::NaiveDate;

use self::record::{new_contact, new_lead, setting, users};
use super::desk::{Deed, Order};
use super::typed::{day_in_words, next, no_such_day};
use crate::i18n::Locale;
use crate::model::{
    Act, Clean, Command, Direction, FieldId, Key, Kind, LeadId, Moment, OnConflict, Seq, Settings,
    Target, User, UserId, UserRole, Value,
};

/// What a deed can't be understood as.
pub type Told<T> = Result<T, NotDone>;

/// Why something can't be done, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotDone {
    /// Why.
    pub why: Clean,
    /// The name of the field that it is about, where it is about one.
    pub field: Option<String>,
}

impl From<Clean> for NotDone {
    fn from(why: Clean) -> Self {
        Self { why, field: None }
    }
}

/// The command of an order.
///
/// # Errors
/// Says in the reader's language what of the typed line can't be read.
pub fn command(order: &Order, settings: &Settings, now: Moment, locale: &Locale) -> Told<Command> {
    let today = now.day(settings.general.zone);
    let on_conflict = order.on_conflict;
    let (leads, act) = match &order.deed {
        Deed::Undo => {
            return Ok(Command::Undo {
                seq: None,
                on_conflict,
            });
        }
        Deed::TakeBack(seq) => {
            return Ok(Command::TakeBack {
                seq: Seq(*seq),
                on_conflict,
            });
        }
        Deed::NewLead(draft) => return Ok(new_lead(draft, settings, now)),
        Deed::Edit { key, edits } => match new_owner(*key, edits) {
            Some(owner) => (&vec![key.id], Act::Assign { owner }),
            None => {
                return Ok(Command::Edit {
                    key: *key,
                    base: base(order),
                    edits: edits.clone(),
                });
            }
        },
        Deed::Keep(record) => return Ok(Command::Create(vec![record.as_ref().clone()])),
        Deed::Remove(key) => {
            let (key, base) = (*key, base(order));
            return Ok(Command::Remove { key, base });
        }
        Deed::NewContact(person) => return Ok(new_contact(person)),
        Deed::Setting { section, edit } => return setting(settings, *section, edit, locale),
        Deed::Users { ids, team, fields } => {
            return Ok(users(ids, team.clone(), fields, base(order)));
        }
        Deed::NewUser { name, role, team } => {
            let user = User {
                name: name.trim().to_owned(),
                role: Some(role.unwrap_or(UserRole::Rep)),
                team: team.as_deref().and_then(some),
                ..User::default()
            };
            return Ok(Command::Create(vec![user.into()]));
        }
        Deed::SaveSegment(segment) => {
            return Ok(Command::Create(vec![segment.as_ref().clone().into()]));
        }
        Deed::Redo => return Ok(Command::Redo { on_conflict }),
        Deed::Step { leads, layers } => {
            let far = layers.unsigned_abs();
            let to = if *layers < 0 {
                Direction::Back(far)
            } else {
                Direction::Forward(far)
            };
            (leads, Act::Move { to, at: None })
        }
        Deed::MoveTo { leads, layer } => {
            let to = Direction::To(*layer);
            (leads, Act::Move { to, at: None })
        }
        Deed::Win { leads } => (
            leads,
            Act::Win {
                value: None,
                at: None,
            },
        ),
        Deed::Lose {
            leads,
            reason,
            competitor,
            note,
        } => {
            let act = Act::Lose {
                reason: reason.clone(),
                competitor: competitor.clone(),
                note: note.clone(),
                at: None,
            };
            (leads, act)
        }
        Deed::Park { leads, until } => (leads, park(until, today, locale)?),
        Deed::Wake { leads } => (leads, Act::Wake),
        Deed::Reopen { leads } => (leads, Act::Reopen { to: None }),
        Deed::Assign { leads, owner } => {
            let owner = UserId(*owner);
            (leads, Act::Assign { owner })
        }
        Deed::HandOver { leads, to } => (leads, Act::Handover { to: UserId(*to) }),
        Deed::Accept { leads } => (leads, Act::Accept),
        Deed::Return {
            leads,
            reason,
            note,
        } => {
            let (reason, note) = (reason.clone(), note.clone());
            (leads, Act::Return { reason, note })
        }
        Deed::Feedback {
            leads,
            verdict,
            reason,
            note,
            competitor,
            come_back,
        } => {
            let act = Act::Feedback {
                verdict: verdict.clone(),
                reason: reason.clone(),
                note: note.clone(),
                competitor: competitor.clone(),
                come_back: *come_back,
            };
            (leads, act)
        }
        Deed::Reply {
            leads,
            text,
            decision,
        } => {
            let (text, decision) = (text.clone(), *decision);
            (leads, Act::Reply { text, decision })
        }
        Deed::NextStep { leads, text } => {
            let (step, due) = next(text, today, locale)?;
            (leads, Act::Next { step, due })
        }
        Deed::StepDone { leads, text } => {
            let (step, due) = next(text, today, locale)?;
            (leads, Act::Done { step, due })
        }
    };
    let base = base(order);
    let target = |id: &u64| Target {
        lead: LeadId(*id),
        base,
    };
    Ok(Command::Leads {
        targets: leads.iter().map(target).collect(),
        act,
        on_conflict,
    })
}

/// What the reader had seen; overwriting is a decision, so that it no longer stands in the way.
fn base(order: &Order) -> Option<Seq> {
    match order.on_conflict {
        OnConflict::Refuse | OnConflict::Skip => order.seen.map(Seq),
        OnConflict::Overwrite => None,
    }
}

/// To whom a lead is given by an edit that does nothing else: what waits for an answer waits for the new owner's.
fn new_owner(key: Key, edits: &[(FieldId, Value)]) -> Option<UserId> {
    match edits {
        [(field, Value::Integer(id))]
            if key.kind == Kind::Lead && Kind::Lead.field("owner") == Some(*field) =>
        {
            Some(UserId(id.cast_unsigned()))
        }
        _ => None,
    }
}

fn park(text: &str, today: NaiveDate, locale: &Locale) -> Told<Act> {
    let typed = text.trim();
    if typed.is_empty() {
        return Ok(Act::Park { until: None });
    }
    match day_in_words(typed, today, locale) {
        Some(until) => Ok(Act::Park { until: Some(until) }),
        None => Err(no_such_day(typed, locale).into()),
    }
}

/// A text, where it says anything.
pub(in crate::ui) fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    const NOW: Moment = Moment(1_795_269_720_000); // Saturday, 21 November 2026, 14:02 UTC

    fn act(deed: Deed) -> Told<Act> {
        let order = Order::from(deed);
        let locale = Locale::new(Language::English);
        match command(&order, &Settings::default(), NOW, &locale)? {
            Command::Leads { act, .. } => Ok(act),
            other @ (Command::Create(_)
            | Command::NewLead(_)
            | Command::Edit { .. }
            | Command::Remove { .. }
            | Command::EditAll { .. }
            | Command::Undo { .. }
            | Command::TakeBack { .. }
            | Command::Redo { .. }) => panic!("{other:?}"),
        }
    }

    fn day(month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, month, day)
    }

    #[test]
    fn a_next_step_may_have_its_day_at_either_end_and_a_day_that_is_none_is_told() {
        let next = |text: &str| {
            act(Deed::NextStep {
                leads: vec![1],
                text: text.to_owned(),
            })
        };
        let expected = |due| {
            let step = Some("call back".to_owned());
            Ok(Act::Next { step, due })
        };
        assert_eq!(next("call back 2026-12-01"), expected(day(12, 1)));
        assert_eq!(next("tomorrow call back"), expected(day(11, 22)));
        assert_eq!(next("call back"), expected(None));
        let told = next("call back 2026-13-45").unwrap_err().why;
        assert!(told.as_str().contains("2026-13-45"), "{told}");
    }

    #[test]
    fn parking_takes_days_as_people_say_them() {
        let park = |until: &str| {
            act(Deed::Park {
                leads: vec![1],
                until: until.to_owned(),
            })
        };
        assert_eq!(park("2w"), Ok(Act::Park { until: day(12, 5) }));
        assert_eq!(park("+1m"), Ok(Act::Park { until: day(12, 21) }));
        assert_eq!(park(""), Ok(Act::Park { until: None }));
        assert!(
            park("whenever")
                .unwrap_err()
                .why
                .as_str()
                .contains("whenever")
        );
    }
}
