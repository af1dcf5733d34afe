//! Answers with all that is known of one lead or one account.

use super::leads::line;
use crate::i18n::{Locale, Msg};
use crate::model::{
    Account, AccountId, BuyingRole, Clean, Contact, FieldId, FieldType, Key, Kind, Layer, Lead,
    LeadId, Moment, Record, Status, UserId, Value, money,
};
use crate::ui::desk::Answer;
use crate::ui::facts::{Says, currency};
use crate::ui::screens::{Fact, LeadLine, PageData, PageFound, Spot, Standing, ValueFact};
use crate::ui::theme::Role;
use crate::ui::told::Entry;
use crate::ui::words::Words;
use crate::workspace::told::Happening;
use crate::workspace::{Part, WholeAccount, WholeLead, Workspace};

/// The fields of a lead, in the order in which one reads them.
const LEAD: [&str; 14] = [
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
    "title",
    "external_id",
    "currency",
];
const ACCOUNT: [&str; 15] = [
    "account",
    "sector",
    "naics",
    "employees",
    "revenue",
    "founded",
    "city",
    "country",
    "domain",
    "phone",
    "email",
    "parent",
    "ownership",
    "expected_class",
    "external_id",
];
const CONTACT: [&str; 6] = ["contact", "role", "title", "email", "phone", "note"];

/// A page.
pub(super) fn page(
    workspace: &Workspace,
    key: Key,
    me: &str,
    locale: &Locale,
    now: Moment,
) -> Answer {
    let found = match key.kind {
        Kind::Lead => workspace
            .whole_lead(LeadId(key.id))
            .map(|it| it.map(|it| Maker::with(workspace, me, locale, now, |m| m.lead(&it)))),
        Kind::Account => workspace
            .whole_account(AccountId(key.id))
            .map(|it| it.map(|it| Maker::with(workspace, me, locale, now, |m| m.account(&it)))),
        Kind::User
        | Kind::Product
        | Kind::Contact
        | Kind::Feedback
        | Kind::Touch
        | Kind::Setting => Ok(None),
    };
    match found {
        Ok(Some(page)) => Answer::Page(key, PageFound::Page(Box::new(page))),
        Ok(None) => Answer::Page(key, PageFound::Gone),
        Err(error) => {
            let why = Clean::from_string(error.to_string());
            Answer::Page(key, PageFound::Unread(why))
        }
    }
}

/// Makes a page of what was read.
struct Maker<'a> {
    says: Says<'a>,
    me: Option<UserId>,
    now: Moment,
}

impl Maker<'_> {
    fn with(
        workspace: &Workspace,
        me: &str,
        locale: &Locale,
        now: Moment,
        make: impl FnOnce(&Maker<'_>) -> PageData,
    ) -> PageData {
        let book = workspace.book();
        let mut users = book.users.iter();
        let maker = Maker {
            me: users
                .find(|(_, it)| it.name == me)
                .map(|(id, _)| UserId(id)),
            says: Says {
                book: &book,
                locale,
                today: now.day(book.settings().general.zone),
            },
            now,
        };
        make(&maker)
    }

    fn heading(&self, message: Msg) -> Words {
        Words::one(self.says.t(message), Role::Strong)
    }

    /// A field of a record as a fact.
    fn fact(&self, key: Key, record: &Record, revision: u64, field: FieldId) -> ValueFact {
        let settings = self.says.book.settings();
        let currency = currency(record, settings);
        let value = record.get(field);
        let shown = self.says.value(key.kind, field, &value, &currency);
        ValueFact {
            spot: Spot::Field(key, field),
            label: self.says.field(key.kind, field),
            shown: Words::one(shown, self.role(key, record, field)),
            typed: typed(key.kind, field, &value, &currency, &self.says),
            revision,
            of: None,
        }
    }

    /// What matters stands out: whose it is, what it is worth, what is late.
    fn role(&self, key: Key, record: &Record, field: FieldId) -> Role {
        let name = key.kind.definition(field).map_or("", |it| it.name);
        match (record, name) {
            (Record::Lead(lead), "next_due") if lead.track.status() == Status::Open => {
                match lead.next_due {
                    Some(due) if due < self.says.today => Role::Bad,
                    Some(due) if due == self.says.today => Role::Look,
                    Some(_) | None => Role::Text,
                }
            }
            (Record::Lead(_), "account" | "value") => Role::Strong,
            _ => Role::Text,
        }
    }

    /// Some fields of a record, in an order.
    fn facts(&self, key: Key, record: &Record, revision: u64, names: &[&str]) -> Vec<Fact> {
        let fields = names.iter().filter_map(|name| key.kind.field(name));
        fields
            .map(|field| Fact::Value(self.fact(key, record, revision, field)))
            .collect()
    }

    /// A note, a paragraph a line; one that is empty is there to be written.
    fn note(&self, key: Key, record: &Record, revision: u64) -> Vec<Fact> {
        let Some(field) = key.kind.field("note") else {
            return Vec::new();
        };
        let mut fact = self.fact(key, record, revision, field);
        let text = fact.typed.clone();
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        fact.shown = Words::one(Clean::new(first), Role::Text);
        let rest = lines.map(|line| ValueFact {
            label: Clean::default(),
            shown: Words::one(Clean::new(line), Role::Text),
            ..fact.clone()
        });
        let rest: Vec<ValueFact> = rest.collect();
        let mut facts = vec![Fact::Heading(Words::new()), Fact::Value(fact)];
        facts.extend(rest.into_iter().map(Fact::Value));
        facts
    }

    fn lead(&self, it: &WholeLead) -> PageData {
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
            standing: Some(self.standing(lead)),
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

    fn standing(&self, lead: &Lead) -> Standing {
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
        Standing {
            layer: lead.track.layer().unwrap_or(Layer::Potential),
            status: lead.track.status(),
            days,
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

    /// The people, and how many of the parts in a purchase are known.
    fn people(&self, contacts: &[Part<Contact>]) -> Vec<Fact> {
        let mut heading = self.heading(Msg::PageContacts);
        let known = BuyingRole::ALL
            .iter()
            .filter(|role| contacts.iter().any(|it| it.record.role == Some(**role)))
            .count();
        if !contacts.is_empty() {
            let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            let text = |number: usize| Clean::from_string(self.says.locale.count(count(number)));
            let roles = [
                ("known", text(known), Role::Text),
                ("all", text(BuyingRole::ALL.len()), Role::Quiet),
            ];
            let people = [("people", text(contacts.len()), Role::Text)];
            let counts = [("count", count(contacts.len()))];
            let say = |message, values: &[_]| {
                Words::sentence(self.says.locale, message, Role::Quiet, values, &counts)
            };
            heading = heading
                .and(Clean::literal("  "), Role::Quiet)
                .join(say(Msg::PagePeople, &people))
                .and(Clean::literal(" · "), Role::Faint)
                .join(say(Msg::PageRoles, &roles));
        }
        let mut facts = vec![Fact::Heading(heading)];
        if contacts.is_empty() {
            let nobody = self.says.t(Msg::PageNobody);
            facts.push(Fact::Words(Words::one(nobody, Role::Faint)));
        }
        for it in contacts {
            facts.extend(self.person(it));
        }
        facts
    }

    fn person(&self, it: &Part<Contact>) -> Vec<Fact> {
        let mut role = match it.record.role {
            Some(role) => Words::one(self.says.buying_role(role), Role::Text),
            None => Words::one(self.says.t(Msg::PageNoRole), Role::Faint),
        };
        if let Some(title) = &it.record.title {
            role = role
                .and(Clean::literal(" · "), Role::Faint)
                .and(Clean::new(title), Role::Quiet);
        }
        let key = Key::new(Kind::Contact, it.id);
        let record = Record::from(it.record.clone());
        let fields = CONTACT.iter().filter_map(|name| Kind::Contact.field(name));
        let fields = fields.map(|field| {
            let mut fact = self.fact(key, &record, it.revision.0, field);
            fact.of = Some(it.id);
            Fact::Value(fact)
        });
        let mut facts = vec![Fact::Contact {
            id: it.id,
            name: Clean::new(&it.record.name),
            role,
        }];
        facts.extend(fields);
        facts
    }

    fn account(&self, it: &WholeAccount) -> PageData {
        let account = &it.account.record;
        let key = Key::new(Kind::Account, it.account.id);
        let revision = it.account.revision.0;
        let record = Record::from(account.clone());
        let mut lines: Vec<LeadLine> = it
            .leads
            .iter()
            .filter_map(|id| self.says.book.episodes.rows.get(id.0))
            .filter_map(|row| line(row, self.says.book, self.now))
            .collect();
        let rank = |line: &LeadLine| match line.status {
            Status::Open => 0,
            Status::Parked => 1,
            Status::Won => 2,
            Status::Lost => 3,
        };
        lines.sort_by_key(|line| (rank(line), std::cmp::Reverse((line.layer, line.id))));
        let mut facts = vec![Fact::Heading(self.leads(&lines))];
        if lines.is_empty() {
            let none = self.says.t(Msg::PageNoLeads);
            facts.push(Fact::Words(Words::one(none, Role::Faint)));
        }
        facts.extend(lines.into_iter().map(|line| Fact::Lead(Box::new(line))));
        facts.extend(self.people(&it.contacts));
        facts.push(Fact::Heading(self.heading(Msg::PageFacts)));
        facts.extend(self.facts(key, &record, revision, &ACCOUNT));
        facts.extend(self.note(key, &record, revision));
        PageData {
            key,
            revision,
            title: Clean::new(&account.name),
            under: self.where_it_is(account),
            worth: Words::new(),
            standing: None,
            account: None,
            facts,
            story: self.story(&it.story, Some(key)),
        }
    }

    fn where_it_is(&self, account: &Account) -> Words {
        let parts = [&account.sector, &account.city, &account.country];
        let mut words = Words::new();
        for part in parts.into_iter().flatten() {
            if !words.is_empty() {
                words.push(Clean::literal(" · "), Role::Faint);
            }
            words.push(Clean::new(part), Role::Quiet);
        }
        words
    }

    /// How many leads an account has, and what became of them.
    fn leads(&self, lines: &[LeadLine]) -> Words {
        let heading = self.heading(Msg::PageLeads);
        if lines.is_empty() {
            return heading;
        }
        let count = |wanted: &[Status]| {
            let count = lines.iter().filter(|it| wanted.contains(&it.status));
            let count = i64::try_from(count.count()).unwrap_or(i64::MAX);
            Clean::from_string(self.says.locale.count(count))
        };
        let values = [
            ("open", count(&[Status::Open, Status::Parked]), Role::Text),
            ("won", count(&[Status::Won]), Role::Text),
            ("lost", count(&[Status::Lost]), Role::Text),
        ];
        let said = Words::sentence(
            self.says.locale,
            Msg::PageOpenLeads,
            Role::Quiet,
            &values,
            &[],
        );
        heading.and(Clean::literal("  "), Role::Quiet).join(said)
    }

    /// What happened, newest first; on another's page, a lead's entries say which lead.
    fn story(&self, story: &[Happening], page: Option<Key>) -> Vec<Entry> {
        let entries = story.iter().rev().map(|it| {
            let mut entry = self.says.entry(it, self.me);
            if page.is_some_and(|page| page != it.key) && it.key.kind == Kind::Lead {
                entry.lead = Some(it.key.id);
                let row = self.says.book.lead(LeadId(it.key.id));
                let product = row.and_then(|it| it.product).unwrap_or_default();
                let name =
                    Clean::from_string(format!("#{} {product}", it.key.id).trim_end().into());
                entry.words = Words::one(name, Role::Quiet)
                    .and(Clean::literal("  "), Role::Quiet)
                    .join(std::mem::take(&mut entry.words));
            }
            entry
        });
        entries.collect()
    }
}

/// What one would type for a value.
fn typed(kind: Kind, field: FieldId, value: &Value, currency: &str, says: &Says<'_>) -> String {
    let ty = kind.definition(field).map_or(FieldType::Text, |it| it.ty);
    match (ty, value) {
        (FieldType::Money, Value::Integer(minor)) => money::major(*minor, currency),
        (FieldType::Link(kind), Value::Integer(id)) => {
            let key = Key::new(kind, id.cast_unsigned());
            says.name(key).into_string()
        }
        (FieldType::Flags, Value::Integer(bits)) => says
            .book
            .settings()
            .milestone_codes(bits.cast_unsigned())
            .join(" "),
        (_, value) => value.to_string(),
    }
}
