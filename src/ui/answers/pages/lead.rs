//! Makes the page of a lead: what it is worth, where it stands, its milestones.

use super::Maker;
use crate::i18n::Msg;
use crate::model::{
    Clean, Handover, Key, Kind, Layer, Lead, LeadId, Moment, Record, Status, UserId,
};
use crate::ui::screens::{Fact, PageData, Spot, Standing, ValueFact};
use crate::ui::stands::Stands;
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::workspace::WholeLead;

/// The fields of a lead, in the order in which one reads them.
const LEAD: [&str; 15] = [
    "account",
    "product",
    "value",
    "owner",
    "next",
    "next_due",
    "contact",
    "temperature",
    "kind",
    "source",
    "campaign",
    "tags",
    "title",
    "external_id",
    "currency",
];

impl Maker<'_> {
    pub(super) fn lead(&self, it: &WholeLead) -> PageData {
        let lead = &it.lead.record;
        let key = Key::new(Kind::Lead, it.lead.id);
        let revision = it.lead.revision.0;
        let record = Record::from(lead.clone());
        let mut facts = self.facts(key, &record, revision, &LEAD);
        let follows = self.follows(lead);
        facts.splice(6..6, follows);
        facts.extend(self.milestones(lead));
        facts.extend(self.people(&it.contacts));
        facts.extend(self.note(key, &record, revision));
        let name = |id: Option<Key>| id.map(|key| self.says.name(key));
        let account = name(lead.account.map(|it| Key::new(Kind::Account, it.0)));
        let title = account.or_else(|| lead.title.as_deref().map(Clean::new));
        let mut under = Words::one(Clean::from_string(format!("#{}", key.id)), Role::Quiet);
        let product = name(lead.product.map(|it| Key::new(Kind::Product, it.0)));
        let owner = name(lead.owner.map(|it| Key::new(Kind::User, it.0)));
        for (part, role) in [(product, Role::Text), (owner, Role::Quiet)] {
            if let Some(part) = part {
                under = under
                    .and(Clean::literal(" · "), Role::Faint)
                    .and(part, role);
            }
        }
        PageData {
            key,
            revision,
            title: title.unwrap_or_else(|| self.says.t(Msg::NoAccount)),
            under,
            worth: self.worth(lead),
            standing: Some(self.standing(it.lead.id, lead)),
            account: lead.account.map(|it| it.0),
            facts,
            story: self.story(&it.story, None),
        }
    }

    /// What a lead is worth, and how it ended or that it waits.
    fn worth(&self, lead: &Lead) -> Words {
        let settings = self.says.book.settings();
        let day = |day| Clean::from_string(self.says.locale.day_near(day, self.says.today));
        let mut words = match lead.track.status() {
            Status::Open => Words::new(),
            Status::Parked => {
                let mut words = Words::one(self.says.t(Msg::StatusParked), Role::Look);
                if let Some(until) = lead.track.parked_until() {
                    let until = [("day", day(until), Role::Look)];
                    let until =
                        Words::sentence(self.says.locale, Msg::PageUntil, Role::Quiet, &until, &[]);
                    words = words.and(Clean::literal(" "), Role::Quiet).join(until);
                }
                words
            }
            Status::Won => Words::one(self.says.t(Msg::LayerWon), Role::Won),
            Status::Lost => Words::one(self.says.t(Msg::StatusLost), Role::Bad),
        };
        if let Some(closed) = lead.track.closed() {
            let closed = day(closed.day(settings.general.zone));
            words = words
                .and(Clean::literal(" "), Role::Quiet)
                .and(closed, Role::Quiet);
        }
        if let Some(value) = lead.value {
            let currency = lead.currency.as_deref();
            let currency = currency.unwrap_or(&settings.general.currency);
            let text = self.says.locale.money_short(value.0, currency);
            if !words.is_empty() {
                words.push(Clean::literal("   "), Role::Quiet);
            }
            words.push(Clean::from_string(text), Role::Strong);
        }
        words
    }

    /// What follows from a lead's steps, behind its next step.
    fn follows(&self, lead: &Lead) -> Vec<Fact> {
        let until = lead.track.parked_until();
        let until = until.map(|day| self.says.locale.day_near(day, self.says.today));
        let loss = lead.track.loss();
        [
            (Msg::FactParked, until.map(Clean::from_string), Role::Look),
            (
                Msg::FactLost,
                loss.map(|(reason, _)| self.says.reason(reason)),
                Role::Bad,
            ),
            (
                Msg::FactCompetitor,
                loss.and_then(|(_, name)| name).map(Clean::new),
                Role::Text,
            ),
            (Msg::FactHandover, self.handover(lead), Role::Text),
        ]
        .into_iter()
        .zip(0_u8..)
        .filter_map(|((label, text, role), place)| {
            Some(Fact::Value(ValueFact {
                spot: Spot::Follows(place),
                label: self.says.t(label),
                shown: Words::one(text?, role),
                typed: String::new(),
                revision: 0,
                of: None,
            }))
        })
        .collect()
    }

    /// What became of the last handover.
    fn handover(&self, lead: &Lead) -> Option<Clean> {
        let zone = self.says.book.settings().general.zone;
        let day = |at: Moment| self.says.locale.day_near(at.day(zone), self.says.today);
        let name = |id: Option<UserId>| {
            id.map_or_else(Clean::default, |id| {
                self.says.name(Key::new(Kind::User, id.0))
            })
        };
        let (who, from) = (name(lead.handed_to), name(lead.handed_by));
        let (message, at) = match lead.handover() {
            Handover::Never => return None,
            Handover::Waiting => (Msg::FactHandoverWaits, lead.handed?),
            Handover::Accepted => (Msg::FactHandoverAccepted, lead.answered?),
            Handover::Returned => (Msg::FactHandoverReturned, lead.answered?),
        };
        let args = [
            ("who", who.as_str().into()),
            ("from", from.as_str().into()),
            ("day", day(at).into()),
        ];
        Some(Clean::from_string(self.says.locale.t_args(message, &args)))
    }

    fn standing(&self, id: u64, lead: &Lead) -> Standing {
        let mut days = [None; 5];
        let mut add = |layer: Layer, from: Moment, to: Moment| {
            let sum = days[layer.index()].get_or_insert(0_u32);
            *sum = sum.saturating_add(to.days_since(from));
        };
        let mut here: Option<(Layer, Moment)> = None;
        for step in lead.track.episode() {
            if let Some(layer) = step.1.layer() {
                if let Some((before, since)) = here {
                    add(before, since, step.0);
                }
                here = Some((layer, step.0));
            }
        }
        if let Some((layer, since)) = here {
            add(layer, since, lead.track.closed().unwrap_or(self.now));
        }
        let row = self.says.book.lead(LeadId(id));
        Standing {
            stands: Stands {
                status: lead.track.status(),
                layer: lead.track.layer().unwrap_or(Layer::Potential),
                waits: lead.handover() == Handover::Waiting,
                said: row.is_some_and(|it| it.verdict().is_some()),
            },
            days,
            milestones: lead.milestones.map_or(0, |it| it.0),
        }
    }

    fn milestones(&self, lead: &Lead) -> Vec<Fact> {
        let all = &self.says.book.settings().milestones;
        let reached = lead.milestones.map_or(0, |it| it.0);
        let mut facts = Vec::new();
        if !all.is_empty() {
            facts.push(Fact::Heading(self.heading(Msg::FactMilestones)));
        }
        facts.extend(all.iter().map(|it| Fact::Milestone {
            id: it.id,
            name: self.says.milestone(&it.code),
            layer: it.layer,
            done: reached & (1 << it.id) != 0,
        }));
        facts
    }
}
