//! Names of records: from what people type to a record, and from a record to what people read.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::ControlFlow;

use super::error::{CliError, Result};
use super::fields;
use crate::model::names::name_key;
use crate::model::{FieldType, Key, Kind, Moment, Record, Settings, UserId, Value};
use crate::query::{fold, nearest};
use crate::workspace::Workspace;

/// Knows the names of a workspace's records.
pub(super) struct Names<'a> {
    pub workspace: &'a Workspace,
    pub settings: &'a Settings,
    /// The earlier moment that is looked at: accounts and contacts are called as they were then.
    then: Option<Moment>,
    known: RefCell<HashMap<Key, String>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(workspace: &'a Workspace, settings: &'a Settings) -> Self {
        Self {
            workspace,
            settings,
            then: None,
            known: RefCell::default(),
        }
    }

    /// The names as they were at an earlier moment, where one is given.
    pub(super) fn of_then(self, then: Option<Moment>) -> Self {
        Self { then, ..self }
    }

    /// What a record is called, without its number; nothing where it has no name or is gone.
    pub(super) fn title(&self, key: Key) -> String {
        if let Some(name) = self.known.borrow().get(&key) {
            return name.clone();
        }
        let has_past = matches!(key.kind, Kind::Account | Kind::Contact);
        let found = match self.then.filter(|_| has_past) {
            Some(_) => self.workspace.glance_at(key, self.then),
            None => self.workspace.get(key),
        };
        let record = found.ok().flatten().map(|it| it.record);
        let name = record.map_or_else(String::new, |it| self.title_of(&it));
        self.known.borrow_mut().insert(key, name.clone());
        name
    }

    /// What a record at hand is called: a lead by its account, or by its title.
    pub(super) fn title_of(&self, record: &Record) -> String {
        let of = |key| Some(self.title(key)).filter(|it| !it.is_empty());
        match record {
            Record::Lead(lead) => lead
                .account
                .and_then(|it| of(Key::new(Kind::Account, it.0)))
                .or_else(|| lead.title.clone())
                .unwrap_or_default(),
            Record::Feedback(it) => it.verdict.clone(),
            Record::Touch(it) => it.channel.clone(),
            Record::User(_)
            | Record::Product(_)
            | Record::Account(_)
            | Record::Contact(_)
            | Record::Setting(_)
            | Record::Segment(_)
            | Record::List(_)
            | Record::Resolution(_) => record.title().to_owned(),
            Record::Meeting(it) => it.day.map_or_else(String::new, |day| day.to_string()),
        }
    }

    /// A record as one speaks of it: `#1042 Helvetia Pumps`, `account #12 Helvetia Pumps`.
    pub(super) fn called(&self, key: Key) -> String {
        let number = match key.kind {
            Kind::Lead => format!("#{}", key.id),
            Kind::User
            | Kind::Product
            | Kind::Account
            | Kind::Contact
            | Kind::Feedback
            | Kind::Touch
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => key.to_string(),
            Kind::Setting => "settings".to_owned(),
        };
        let title = self.title(key);
        if title.is_empty() {
            number
        } else {
            format!("{number} {title}")
        }
    }

    /// A user's name.
    pub(super) fn user(&self, id: UserId) -> String {
        let name = self.title(Key::new(Kind::User, id.0));
        if name.is_empty() {
            format!("user {id}")
        } else {
            name
        }
    }

    /// What a field holds, in words.
    pub(super) fn value(&self, kind: Kind, field: &str, value: &Value) -> String {
        let currency = &self.settings.general.currency;
        // A lead's track goes by the name of its layer.
        let ty = match (kind, field) {
            (Kind::Lead, "layer") => FieldType::Track,
            _ => kind
                .field(field)
                .and_then(|it| kind.definition(it))
                .map_or(FieldType::Text, |it| it.ty),
        };
        fields::words(ty, value, currency, self)
    }

    /// The record that somebody means by a name or a number.
    pub(super) fn find(&self, kind: Kind, text: &str) -> Result<u64> {
        let typed = text.trim();
        let number = typed.strip_prefix('#').unwrap_or(typed).parse::<u64>().ok();
        if !typed.starts_with('#') {
            match self.workspace.named(kind, typed)?.as_slice() {
                [] => {}
                [one] => return Ok(*one),
                many => return Err(ambiguous(kind, typed, many)),
            }
        }
        if let Some(number) = number {
            let found = self.workspace.get(Key::new(kind, number))?;
            return found
                .map(|it| it.id)
                .ok_or_else(|| CliError::NotFound(format!("there is no {kind} #{number}")));
        }
        self.guess(kind, typed)
    }

    /// Part of a user's or a product's name is enough where it is the only one; other names are only offered.
    fn guess(&self, kind: Kind, typed: &str) -> Result<u64> {
        let wanted = fold(typed);
        let mut part = Vec::new();
        let mut names = Vec::new();
        let guesses = matches!(kind, Kind::User | Kind::Product);
        self.workspace.each(kind, &mut |stored| {
            let name = stored.record.title();
            if guesses && fold(name).split(' ').any(|word| word.starts_with(&wanted)) {
                part.push(stored.id);
            }
            names.push(name.to_owned());
            ControlFlow::Continue(())
        })?;
        match part.as_slice() {
            [one] if !wanted.is_empty() => Ok(*one),
            [] | [_] => {
                let hint = match nearest(typed, names.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if names.is_empty() => {
                        format!("`fiveply {kind} new '{typed}'` makes the first")
                    }
                    None => format!("`fiveply {kind} list` lists them"),
                };
                Err(CliError::NotFound(format!(
                    "there is no {kind} `{typed}`; {hint}"
                )))
            }
            many => Err(ambiguous(kind, typed, many)),
        }
    }

    /// Accounts that may be the same company as one of this name, most alike first.
    pub(super) fn alike(&self, name: &str) -> Result<Vec<(u64, String)>> {
        let wanted = name_key(name);
        let mut found = Vec::new();
        self.workspace.each(Kind::Account, &mut |stored| {
            let title = stored.record.title();
            let likeness = likeness(&wanted, &name_key(title));
            if likeness >= ALIKE {
                found.push((likeness, stored.id, title.to_owned()));
            }
            ControlFlow::Continue(())
        })?;
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(NAMED);
        Ok(found.into_iter().map(|(_, id, name)| (id, name)).collect())
    }
}

/// So many records of a kind, without the number.
pub(super) const fn plural(kind: Kind, count: u64) -> &'static str {
    if count == 1 {
        return kind.code();
    }
    match kind {
        Kind::User => "users",
        Kind::Product => "products",
        Kind::Account => "accounts",
        Kind::Contact => "contacts",
        Kind::Lead => "leads",
        Kind::Feedback => "words of feedback",
        Kind::Touch => "touches",
        Kind::Setting => "sections of settings",
        Kind::Segment => "segments",
        Kind::List => "lists",
        Kind::Resolution => "decisions",
        Kind::Meeting => "meetings",
    }
}

/// From here on two names may be one company's.
const ALIKE: f64 = 0.85;
/// How many are named.
const NAMED: usize = 5;

/// How alike two folded names are, 0 to 1; one that begins with all of the other counts as alike.
fn likeness(a: &str, b: &str) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    if digits(a) != digits(b) {
        // `Plant 7` and `Plant 8` are two.
        return 0.0;
    }
    let begins = |long: &str, short: &str| {
        short.chars().count() > 3
            && long
                .strip_prefix(short)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    if begins(a, b) || begins(b, a) {
        return 0.9;
    }
    rapidfuzz::distance::osa::normalized_similarity(a.chars(), b.chars())
}

fn ambiguous(kind: Kind, typed: &str, ids: &[u64]) -> CliError {
    let named: Vec<String> = ids.iter().take(NAMED).map(|id| format!("#{id}")).collect();
    let more = if ids.len() > NAMED { " …" } else { "" };
    CliError::NotFound(format!(
        "`{typed}` can be more than one {kind}: {}{more}; give the number",
        named.join(" ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_with_a_slip_or_a_longer_form() {
        assert!(likeness("helvetia pumps", "helvetia pump") >= ALIKE);
        assert!(likeness("helvetia", "helvetia pumps") >= ALIKE);
        assert!(likeness("acme east", "acme west") < ALIKE);
        assert!(likeness("abc", "abc logistics") < ALIKE);
        assert!(likeness("", "acme") < ALIKE);
        assert!(likeness("northern plant 7", "northern plant 8") < ALIKE);
    }
}
