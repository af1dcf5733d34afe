//! What is there already: finds the record that a row speaks of, and makes those that it names.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::bulk::refused;
use super::super::{Bulk, Result, WorkspaceError};
use super::Double;
use crate::exchange::target::ACCOUNT_CITY;
use crate::model::names::{domain_key, name_key, phone_key};
use crate::model::{
    Account, AccountId, Contact, FieldFault, FieldId, Key, Kind, Product, Record, Refusal, User,
    UserRole, Value,
};
use crate::store::{Natural, Stored};

/// Names from this likeness on, 0 to 1, are probably one thing.
const LIKE: f64 = 0.9;

/// The longest list of names that is compared with each new one.
const COMPARED: usize = 2_000;

/// So many names are remembered at the most; those that are forgotten are looked up again.
const REMEMBERED: usize = 200_000;

/// What an import knows of the workspace.
#[derive(Default)]
pub struct Known {
    names: HashMap<(Kind, String, Within), u64>,
    spelled: HashMap<Kind, Vec<(String, String)>>,
    made: HashMap<Kind, u64>,
    doubles: Vec<Double>,
}

impl Known {
    /// How many records of each kind were made because rows named them.
    #[must_use]
    pub const fn made(&self) -> &HashMap<Kind, u64> {
        &self.made
    }

    /// The names that are probably two spellings of one thing.
    #[must_use]
    pub fn doubles(self) -> Vec<Double> {
        self.doubles
    }

    /// The id of the record of a name; it is made if there is none.
    ///
    /// # Errors
    /// Where several bear the name and nothing tells which is meant.
    pub fn named(
        &mut self,
        bulk: &mut Bulk<'_>,
        kind: Kind,
        name: &str,
        within: Within,
    ) -> Result<u64> {
        let key = (kind, name_key(name), within);
        if let Some(id) = self.names.get(&key) {
            return Ok(*id);
        }
        let mut found = Vec::new();
        for id in bulk.find(&Natural::Name(kind, key.1.clone()))? {
            if let Some(stored) = bulk.get(Key::new(kind, id))?
                && key.2.has(&stored.record)
            {
                found.push(id);
            }
        }
        let id = match found.as_slice() {
            [id] => *id,
            [first, second, ..] if kind == Kind::Account => {
                return Err(ambiguous(name, *first, *second));
            }
            [id, ..] => *id,
            [] => {
                self.note(bulk, kind, name)?;
                let id = bulk.insert(key.2.put(bare(kind, name)))?;
                *self.made.entry(kind).or_default() += 1;
                id
            }
        };
        if self.names.len() >= REMEMBERED {
            self.names.clear();
        }
        self.names.insert(key, id);
        Ok(id)
    }

    /// Looks whether a new name is another's other spelling, and remembers it.
    pub fn note(&mut self, bulk: &Bulk<'_>, kind: Kind, name: &str) -> Result<()> {
        if !matches!(kind, Kind::Product | Kind::User) {
            return Ok(());
        }
        let names = match self.spelled.entry(kind) {
            Entry::Occupied(names) => names.into_mut(),
            Entry::Vacant(none) => {
                let mut names = Vec::new();
                bulk.each(kind, &mut |stored| {
                    let title = stored.record.title();
                    names.push((squeezed(title), title.to_owned()));
                })?;
                none.insert(names)
            }
        };
        let mine = squeezed(name);
        let like = names.iter().take(COMPARED).find(|(other, _)| {
            *other == mine
                || rapidfuzz::distance::osa::normalized_similarity(other.chars(), mine.chars())
                    >= LIKE
                    && digits(other) == digits(&mine)
        });
        if let Some((_, old)) = like {
            self.doubles.push(Double {
                kind,
                new: name.to_owned(),
                old: old.clone(),
            });
        }
        names.push((mine, name.to_owned()));
        Ok(())
    }

    /// The record that a row's own fields speak of: by the foreign number first, then by name with
    /// city, then by domain, e-mail and telephone.
    pub fn same(&self, bulk: &Bulk<'_>, record: &Record) -> Result<Option<Stored>> {
        let kind = record.kind();
        let text = |field: &str| text(record, field);
        if let Some(id) = text("external_id") {
            let found = bulk.find(&Natural::ExternalId(kind, id))?;
            if let Some(id) = found.first() {
                return bulk.get(Key::new(kind, *id));
            }
            // Another number is another record, whatever its name; but what never had a number of
            // that system may be the same.
        }
        for id in self.by_name(bulk, record)? {
            if let Some(stored) = bulk.get(Key::new(kind, id))?
                && agrees(&stored.record, record)
            {
                return Ok(Some(stored));
            }
        }
        let mut ways = Vec::new();
        if kind == Kind::Account {
            ways.extend(text("domain").map(|it| Natural::Domain(domain_key(&it))));
        }
        if matches!(kind, Kind::Account | Kind::Contact) {
            ways.extend(text("email").map(|it| Natural::Email(kind, it.to_lowercase())));
            ways.extend(text("phone").map(|it| Natural::Phone(kind, phone_key(&it))));
        }
        for way in ways {
            for id in bulk.find(&way)? {
                if let Some(stored) = bulk.get(Key::new(kind, id))?
                    && other_number(&stored.record, record).is_none()
                    && (kind == Kind::Account || same_text(&stored.record, record, "contact"))
                {
                    return Ok(Some(stored));
                }
            }
        }
        Ok(None)
    }

    fn by_name(&self, bulk: &Bulk<'_>, record: &Record) -> Result<Vec<u64>> {
        match record.kind() {
            Kind::Lead
            | Kind::Feedback
            | Kind::Touch
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => Ok(vec![]),
            kind @ (Kind::User | Kind::Product | Kind::Account | Kind::Contact) => {
                bulk.find(&Natural::Name(kind, name_key(record.title())))
            }
        }
    }
}

/// What beside its name tells a record apart: an account's city, a contact's account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Within {
    /// The account's city.
    pub city: Option<String>,
    /// The contact's account.
    pub account: Option<u64>,
}

impl Within {
    /// Whether nothing that is known of both differs; a contact without an account is nobody's.
    fn has(&self, record: &Record) -> bool {
        match record {
            Record::Account(it) => match (&self.city, &it.city) {
                (Some(wanted), Some(city)) => name_key(wanted) == name_key(city),
                _ => true,
            },
            Record::Contact(it) => it.account.map(|it| it.0) == self.account,
            Record::User(_)
            | Record::Product(_)
            | Record::Lead(_)
            | Record::Feedback(_)
            | Record::Touch(_)
            | Record::Setting(_)
            | Record::Segment(_)
            | Record::List(_)
            | Record::Resolution(_)
            | Record::Meeting(_) => true,
        }
    }

    fn put(&self, record: Record) -> Record {
        match record {
            Record::Account(it) => Account {
                city: self.city.clone(),
                ..it
            }
            .into(),
            Record::Contact(it) => Contact {
                account: self.account.map(AccountId),
                ..it
            }
            .into(),
            other @ (Record::User(_)
            | Record::Product(_)
            | Record::Lead(_)
            | Record::Feedback(_)
            | Record::Touch(_)
            | Record::Setting(_)
            | Record::Segment(_)
            | Record::List(_)
            | Record::Resolution(_)
            | Record::Meeting(_)) => other,
        }
    }
}

fn ambiguous(name: &str, first: u64, second: u64) -> WorkspaceError {
    refused(
        Key::new(Kind::Account, first),
        Refusal::BadField {
            field: "account".to_owned(),
            problem: FieldFault::Ambiguous {
                name: name.to_owned(),
                first,
                second,
                column: ACCOUNT_CITY,
            },
        },
    )
}

/// Whether two records of one name are one: nothing that both say differs.
fn agrees(old: &Record, new: &Record) -> bool {
    if other_number(old, new).is_some() {
        return false;
    }
    let fields: &[&str] = match old.kind() {
        Kind::Account => &["city", "country", "domain"],
        Kind::Contact => &["account", "email"],
        Kind::User
        | Kind::Product
        | Kind::Lead
        | Kind::Feedback
        | Kind::Touch
        | Kind::Setting
        | Kind::Segment
        | Kind::List
        | Kind::Resolution
        | Kind::Meeting => &[],
    };
    fields.iter().all(|field| same_text(old, new, field))
}

/// Both have a foreign number, and not the same.
fn other_number(old: &Record, new: &Record) -> Option<(String, String)> {
    let (old, new) = (text(old, "external_id")?, text(new, "external_id")?);
    (old != new).then_some((old, new))
}

/// Whether a field of both is the same, or one of them says nothing.
fn same_text(old: &Record, new: &Record, field: &str) -> bool {
    let value = |record: &Record| {
        let id: FieldId = record.kind().field(field)?;
        Some(record.get(id)).filter(|it| !it.is_none())
    };
    match (value(old), value(new)) {
        (Some(Value::Text(old)), Some(Value::Text(new))) => name_key(&old) == name_key(&new),
        (Some(old), Some(new)) => old == new,
        _ => true,
    }
}

fn text(record: &Record, field: &str) -> Option<String> {
    match record.get(record.kind().field(field)?) {
        Value::Text(text) => Some(text),
        Value::None | Value::Integer(_) | Value::Date(_) | Value::Track(_) => None,
    }
}

fn squeezed(name: &str) -> String {
    name_key(name).replace(' ', "")
}

/// Model numbers tell products apart that look alike.
fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

/// A record of which only the name is known.
pub fn bare(kind: Kind, name: &str) -> Record {
    let name = name.to_owned();
    match kind {
        Kind::User => User {
            name,
            role: Some(UserRole::Rep),
            ..User::default()
        }
        .into(),
        Kind::Product => Product {
            name,
            ..Product::default()
        }
        .into(),
        Kind::Contact => Contact {
            name,
            ..Contact::default()
        }
        .into(),
        Kind::Account
        | Kind::Lead
        | Kind::Feedback
        | Kind::Touch
        | Kind::Setting
        | Kind::Segment
        | Kind::List
        | Kind::Resolution
        | Kind::Meeting => Account {
            name,
            ..Account::default()
        }
        .into(),
    }
}
