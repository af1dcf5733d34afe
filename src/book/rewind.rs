//! Takes a book back to an earlier minute: what happened since is taken out of it, and what was changed since put back.
//!
//! Tracks tell by themselves how they stood; what fields held is in the log, change by change, last first. Rows keep
//! their places, and only columns in which something differs are written, so that a book which shares its columns with
//! the one of now costs what differs. Such a book is for looking at: no change set follows on it; but it can be taken
//! back further, where what the log says since is known.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::Book;
use super::columns::NO_ROW;
use super::episodes::flag;
use super::mask::Mask;
use super::places::{Place, place};
use super::track::{minute, moment};
use crate::model::{Change, FieldEdit, Key, Kind, Moment, Value};

/// Where a book is taken back to, and what the log says of who was not there yet.
#[derive(Debug, Clone, Default)]
pub struct Since {
    /// The first minute that has not been.
    pub end: u32,
    /// Nothing was written down by then.
    pub all_new: bool,
    /// Otherwise what was first written down since, of the kinds of which one can't tell otherwise.
    pub new: HashSet<Key>,
}

impl Since {
    /// To be taken back to a moment, to the end of the minute that it is in, or further back than it is; `all_new` says
    /// whether nothing was written down by then.
    #[must_use]
    pub fn and_after(self, moment: Moment, all_new: bool) -> Self {
        Self {
            end: minute(moment).saturating_add(1),
            all_new,
            ..self
        }
    }

    /// Notes that a record began to exist since.
    pub fn inserted(&mut self, key: Key) {
        // A lead is there once its track has begun, whenever that was written down.
        if matches!(
            key.kind,
            Kind::Account | Kind::Contact | Kind::Feedback | Kind::Touch
        ) {
            self.new.insert(key);
        }
    }

    /// Notes that a record was taken back since: it had been there.
    pub fn removed(&mut self, key: Key) {
        self.new.remove(&key);
    }

    fn is_new(&self, kind: Kind, id: u64) -> bool {
        self.all_new || self.new.contains(&Key::new(kind, id))
    }
}

impl Book {
    /// The book as its tracks stood at the end of a day; all else is as it is now.
    #[must_use]
    pub fn as_of(&self, day: NaiveDate) -> Self {
        let mut past = self.clone();
        let zone = self.settings().general.zone;
        if let Some(next) = day.succ_opt() {
            past.take_back(&Since {
                end: minute(Moment::start_of(next, zone)),
                ..Since::default()
            });
        }
        past
    }

    /// Gives a record's fields the values that they had before a change; changes come last first.
    pub fn give_back(&mut self, change: &Change, since: &Since) {
        let id = change.key.id;
        let edits = change.edits.iter().filter(|it| {
            !matches!(it.before, Value::Track(_)) && !matches!(it.after, Value::Track(_))
        });
        match change.key.kind {
            Kind::Account => {
                let Some(row) = self.accounts.rows.get(id) else {
                    return;
                };
                edits.for_each(|it| {
                    self.accounts.set(row, it.field, &it.before);
                });
            }
            Kind::Lead => {
                let begun = |row| self.episodes.steps(row).first().map(|it| it.at < since.end);
                if self.episodes.rows.get(id).and_then(begun) == Some(true) {
                    edits.for_each(|it| self.give_lead(id, it));
                }
            }
            Kind::Contact => edits.for_each(|it| {
                let name = Kind::Contact.definition(it.field).map_or("", |it| it.name);
                self.people.give(id, name, (&it.before).into());
            }),
            kind @ (Kind::Feedback | Kind::Touch) => edits.for_each(|it| {
                let name = kind.definition(it.field).map_or("", |it| it.name);
                let word = (kind, id);
                for lead in self.talk.give(word, name, &it.before, since.end) {
                    let standing = self.talk.standing(lead);
                    self.episodes.hear(lead, standing);
                }
            }),
            Kind::User
            | Kind::Product
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Meeting => {}
            Kind::Resolution => edits.for_each(|it| self.meetings.give(id, it.field, &it.before)),
        }
    }

    fn give_lead(&mut self, id: u64, edit: &FieldEdit) {
        let name = Kind::Lead.definition(edit.field).map_or("", |it| it.name);
        if name != "account" {
            self.episodes.give(id, edit.field, &edit.before);
            return;
        }
        let account = match edit.before {
            Value::Integer(id) => self.accounts.rows.get(id.cast_unsigned()),
            Value::None | Value::Text(_) | Value::Date(_) | Value::Track(_) => None,
        };
        self.episodes.give_account(id, account);
    }

    /// Takes out what happened since, after all changes were given back.
    pub fn take_back(&mut self, since: &Since) {
        self.pace.take();
        self.engaged.take();
        let accounts = &self.accounts.columns;
        let is_as_before = |field| match place(field) {
            Place::Words(column) => column(accounts).cells().is_as_before(),
            Place::Numbers(numbers) => (numbers.classes)(accounts).is_as_before(),
            Place::Sought(_)
            | Place::LeadWords(..)
            | Place::Verdict
            | Place::Listed(..)
            | Place::Named(..)
            | Place::Worth
            | Place::Moment(_)
            | Place::Asked => false,
        };
        self.whole.take_back(|field| !is_as_before(field));
        self.shelves = super::shelves::Shelves::default();
        let is_new = |kind, id| since.is_new(kind, id);
        let undated = self.episodes.without_touch();
        self.talk.take_back(since.end, undated, &is_new);
        let talk = &self.talk;
        let standing = |lead| talk.standing(lead);
        self.episodes.hear_back(since.end, standing);
        self.episodes.take_back(since.end);
        self.lists.take_back(since.end);
        if let Some(last) = moment(since.end.saturating_sub(1)) {
            let zone = self.settings().general.zone;
            self.meetings.take_back(last.day(zone));
        }
        if since.all_new || !since.new.is_empty() {
            self.take_back_companies(since);
        }
    }

    /// Takes out the accounts and people that were not written down, but those whom leads have that were there.
    fn take_back_companies(&mut self, since: &Since) {
        let c = &self.episodes.columns;
        let mut accounts = Mask::none(self.accounts.columns.len());
        let mut people = HashSet::new();
        let rows = (0..c.len()).filter(|row| c.flags[*row] & flag::LIVE != 0);
        for row in rows {
            // A lead without an account has a number that is no row, which is not put in.
            accounts.insert(c.account[row] as usize);
            if c.contact[row] != 0 {
                people.insert(u64::from(c.contact[row]));
            }
        }
        let rows = (0..).zip(self.accounts.rows.rows());
        let gone: Vec<u64> = rows
            .filter(|(_, row)| **row != NO_ROW && !accounts.has(**row as usize))
            .map(|(id, _)| id)
            .filter(|id| since.is_new(Kind::Account, *id))
            .collect();
        self.accounts.hide(&gone);
        let ids = (0..self.people.ids()).filter(|id| !people.contains(id));
        let gone: Vec<u64> = ids.filter(|id| since.is_new(Kind::Contact, *id)).collect();
        self.people.hide(&gone);
    }
}
