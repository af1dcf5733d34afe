//! Tells what happened to a lead or an account, in sentences whose layers keep their hues.

use chrono::NaiveDateTime;

use super::facts::Says;
use crate::i18n::Msg;
use crate::model::segments::Arm;
use crate::model::{
    Clean, Event, Feedback, FieldId, Key, Kind, Layer, Touch, UserId, Value, handover,
};
use crate::query::given::currency;
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::workspace::told::{Happening, What};

/// One thing that happened, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When, on the wall of the workspace's zone.
    pub at: NaiveDateTime,
    /// The change that it was.
    pub seq: u64,
    /// Who did it.
    pub who: Clean,
    /// What it was.
    pub words: Words,
    /// What was written with it.
    pub note: Clean,
    /// What marketing replied to it.
    pub reply: Words,
    /// Whether it was taken back.
    pub undone: bool,
    /// The lead that it is about, where the page is not that lead's.
    pub lead: Option<u64>,
}

impl Says<'_> {
    /// A happening as a page shows it; `me` is the reader.
    #[must_use]
    pub fn entry(&self, it: &Happening, me: Option<UserId>) -> Entry {
        let zone = self.book.settings().general.zone;
        let mut words = self.what(it.key.kind, &it.what);
        if let Some(back) = it.undone {
            // It stays in the list for whoever asks; the number leads to who did it.
            let text = format!(" · {} {back}", self.t(Msg::ToldTakenBack));
            words.push(Clean::from_string(text), Role::Faint);
        }
        Entry {
            at: it.at.utc().with_timezone(&zone).naive_local(),
            seq: it.seq.0,
            who: match it.who {
                Some(who) if Some(who) == me => self.t(Msg::SaidYou),
                Some(who) => self.name(Key::new(Kind::User, who.0)),
                None => Clean::default(),
            },
            words,
            note: match &it.what {
                What::Said(Feedback { note, .. }) | What::Touched(Touch { note, .. }) => {
                    Clean::new(note.as_deref().unwrap_or_default())
                }
                What::Created
                | What::Removed
                | What::Step { .. }
                | What::Cut(_)
                | What::HandedOver(_)
                | What::Accepted
                | What::Set { .. } => Clean::default(),
                What::Listed { note, .. } => Clean::new(note.as_deref().unwrap_or_default()),
            },
            reply: match &it.what {
                What::Said(said) => self.reply(said),
                What::Created
                | What::Removed
                | What::Step { .. }
                | What::Cut(_)
                | What::HandedOver(_)
                | What::Accepted
                | What::Set { .. }
                | What::Touched(_)
                | What::Listed { .. } => Words::new(),
            },
            undone: it.undone.is_some(),
            lead: None,
        }
    }

    fn what(&self, kind: Kind, what: &What) -> Words {
        let plain = |message| Words::one(self.t(message), Role::Text);
        match what {
            What::Created => plain(Msg::ToldCreated),
            What::Removed => plain(Msg::ToldRemoved),
            What::Step {
                from,
                event,
                stayed,
            } => self.step(*from, event, *stayed),
            What::Cut(Some(layer)) => self.say(Msg::ToldCut, &[self.layer("to", *layer)]),
            What::Cut(None) => plain(Msg::ToldTakenBack),
            What::Set {
                field,
                before,
                after,
                record,
            } => {
                let settings = self.book.settings();
                let currency = record.as_ref().map_or_else(
                    || settings.general.currency.clone(),
                    |it| currency(it, &settings.general.currency),
                );
                self.set(kind, *field, (before, after), &currency)
            }
            What::HandedOver(to) => {
                let who = self.name(Key::new(Kind::User, to.0));
                self.say(Msg::ToldHanded, &[("who", who, Role::Strong)])
            }
            What::Accepted => Words::one(self.t(Msg::ToldAccepted), Role::Good),
            What::Said(it) if it.verdict == handover::RETURNED => self.given_back(it),
            What::Said(it) => self.feedback(it),
            What::Touched(it) => match it.contact {
                Some(contact) => self.say(
                    Msg::ToldWith,
                    &[
                        ("channel", self.channel(&it.channel), Role::Text),
                        (
                            "contact",
                            self.name(Key::new(Kind::Contact, contact.0)),
                            Role::Strong,
                        ),
                    ],
                ),
                None => Words::one(self.channel(&it.channel), Role::Text),
            },
            What::Listed {
                name, arm, split, ..
            } => {
                let name = ("name", Clean::new(name), Role::Strong);
                let message = match (arm, split) {
                    (Arm::A, false) => Msg::ToldListed,
                    (Arm::A, true) => Msg::ToldListedA,
                    (Arm::B, _) => Msg::ToldListedB,
                    (Arm::HoldOut, _) => Msg::ToldHeldOut,
                };
                self.say(message, &[name])
            }
        }
    }

    fn say(&self, message: Msg, values: &[(&str, Clean, Role)]) -> Words {
        Words::sentence(self.locale, message, Role::Quiet, values, &[])
    }

    fn layer(&self, name: &'static str, layer: Layer) -> (&'static str, Clean, Role) {
        (name, self.t(layer_name(layer)), Role::Layer(layer))
    }

    fn step(&self, from: Option<Layer>, event: &Event, stayed: Option<u32>) -> Words {
        let came = from.map(|it| self.layer("from", it));
        let nowhere = ("from", Clean::literal("?"), Role::Quiet);
        let mut words = match event {
            Event::Opening(layer) => self.say(Msg::ToldOpening, &[self.layer("to", *layer)]),
            Event::Enter { layer, .. } => {
                let to = self.layer("to", *layer);
                match came {
                    Some(came) if from.is_some_and(|it| it > *layer) => {
                        self.say(Msg::ToldBack, &[came, to])
                    }
                    Some(came) => self.say(Msg::ToldMoved, &[came, to]),
                    None => self.say(Msg::ToldEntered, &[to]),
                }
            }
            Event::Reopen(layer) => self.say(Msg::ToldReopened, &[self.layer("to", *layer)]),
            Event::Park(Some(day)) => {
                let day = Clean::from_string(self.locale.day_near(*day, self.today));
                self.say(Msg::ToldParkedUntil, &[("day", day, Role::Text)])
            }
            Event::Park(None) => Words::one(self.t(Msg::ToldParked), Role::Text),
            Event::Wake => Words::one(self.t(Msg::ToldWoke), Role::Text),
            Event::Win { .. } => {
                let won = ("won", self.t(Msg::LayerWon), Role::Won);
                self.say(Msg::ToldWon, &[came.unwrap_or(nowhere), won])
            }
            Event::Lose { reason, competitor } => {
                let lost = ("lost", self.t(Msg::StatusLost), Role::Bad);
                let reason = ("reason", self.reason(reason), Role::Text);
                let came = came.unwrap_or(nowhere);
                match competitor {
                    Some(name) => {
                        let to = ("competitor", Clean::new(name), Role::Strong);
                        self.say(Msg::ToldLostTo, &[came, lost, to, reason])
                    }
                    None => self.say(Msg::ToldLost, &[came, lost, reason]),
                }
            }
        };
        if let Some(days) = stayed.filter(|days| *days > 0) {
            let days = Clean::from_string(self.locale.count(days.into()));
            let after = self.say(Msg::ToldAfter, &[("days", days, Role::Quiet)]);
            words = more(words, after);
        }
        match event {
            Event::Enter { unmet, .. } | Event::Win { unmet } if *unmet != 0 => {
                let what = ("what", self.milestones(*unmet), Role::Look);
                more(words, self.say(Msg::ToldSkipped, &[what]))
            }
            Event::Opening(_)
            | Event::Enter { .. }
            | Event::Reopen(_)
            | Event::Park(_)
            | Event::Wake
            | Event::Win { .. }
            | Event::Lose { .. } => words,
        }
    }

    /// A field that got another value.
    pub(super) fn set(
        &self,
        kind: Kind,
        field: FieldId,
        values: (&Value, &Value),
        currency: &str,
    ) -> Words {
        let name = kind.definition(field).map_or("", |it| it.name);
        if name == "milestones" {
            return self.ticks(values);
        }
        let label = ("field", self.field(kind, field), Role::Quiet);
        let say = |value: &Value| self.value(kind, field, value, currency).cut(80);
        let (from, to) = (say(values.0), say(values.1));
        match (from.is_empty(), to.is_empty()) {
            (true, _) => self.say(Msg::ToldSet, &[label, ("to", to, Role::Text)]),
            (false, true) => self.say(Msg::ToldCleared, &[label, ("from", from, Role::Quiet)]),
            (false, false) => self.say(
                Msg::ToldChanged,
                &[label, ("from", from, Role::Quiet), ("to", to, Role::Text)],
            ),
        }
    }

    /// Milestones that were reached, and those that were not after all.
    fn ticks(&self, (before, after): (&Value, &Value)) -> Words {
        let bits = |value: &Value| match value {
            Value::Integer(bits) => bits.cast_unsigned(),
            Value::None | Value::Text(_) | Value::Date(_) | Value::Track(_) => 0,
        };
        let (before, after) = (bits(before), bits(after));
        let mut words = Words::new();
        for (flags, message) in [
            (after & !before, Msg::ToldTicked),
            (before & !after, Msg::ToldUnticked),
        ] {
            if flags != 0 {
                let what = ("what", self.milestones(flags), Role::Text);
                words = more(words, self.say(message, &[what]));
            }
        }
        words
    }

    /// A lead that came back, and why.
    fn given_back(&self, it: &Feedback) -> Words {
        let reason = it.reason.as_deref().unwrap_or_default();
        let reason = ("reason", self.return_reason(reason), Role::Strong);
        self.say(Msg::ToldReturned, &[reason])
    }

    /// What marketing said to it, and when; nothing where it waits for that.
    fn reply(&self, it: &Feedback) -> Words {
        let Some(reply) = &it.reply else {
            return Words::new();
        };
        let zone = self.book.settings().general.zone;
        let who = it.replied_by.map_or_else(Clean::default, |user| {
            self.name(Key::new(Kind::User, user.0))
        });
        let day = it.replied.map_or_else(String::new, |at| {
            self.locale.day_near(at.day(zone), self.today)
        });
        let args = [
            ("who", who, Role::Text),
            ("day", Clean::from_string(day), Role::Quiet),
            ("reply", Clean::new(reply), Role::Text),
        ];
        let words = self.say(Msg::ToldReply, &args);
        match it.decision.and_then(|it| u64::try_from(it).ok()) {
            Some(id) => {
                let name = self.name(Key::new(Kind::Resolution, id));
                let what = ("decision", name, Role::Text);
                more(words, self.say(Msg::ToldReplyDecision, &[what]))
            }
            None => words,
        }
    }

    fn feedback(&self, it: &Feedback) -> Words {
        let verdict = ("verdict", self.verdict(&it.verdict), Role::Strong);
        let mut words = self.say(Msg::ToldFeedback, &[verdict]);
        if let Some(reason) = &it.reason {
            words = more(words, Words::one(self.reason(reason), Role::Text));
        }
        if let Some(name) = &it.competitor {
            let who = ("competitor", Clean::new(name), Role::Text);
            words = more(words, self.say(Msg::ToldCompetitor, &[who]));
        }
        if let Some(day) = it.come_back {
            let day = Clean::from_string(self.locale.day_near(day, self.today));
            words = more(
                words,
                self.say(Msg::ToldComeBack, &[("day", day, Role::Text)]),
            );
        }
        words
    }
}

/// Words and more of them, set apart.
pub(in crate::ui) fn more(words: Words, others: Words) -> Words {
    if words.is_empty() {
        return others;
    }
    words.and(Clean::literal(" · "), Role::Faint).join(others)
}
