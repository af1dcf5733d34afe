//! Makes facts of the people at an account.

use super::Maker;
use crate::i18n::Msg;
use crate::model::{BuyingRole, Clean, Contact, Key, Kind, Record};
use crate::ui::screens::Fact;
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::workspace::Part;

/// The fields of a person, in the order in which one reads them.
const CONTACT: [&str; 6] = ["contact", "role", "title", "email", "phone", "note"];

impl Maker<'_> {
    /// The people, and how many of the parts in a purchase are known.
    pub(super) fn people(&self, contacts: &[Part<Contact>]) -> Vec<Fact> {
        let mut heading = self.heading(Msg::PageContacts);
        let known = BuyingRole::ALL
            .iter()
            .filter(|role| contacts.iter().any(|it| it.record.role == Some(**role)))
            .count();
        if !contacts.is_empty() {
            let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            let text = |number: usize| Clean::from_string(self.says.locale.count(count(number)));
            let roles = [
                ("known", text(known), Role::Quiet),
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
}
