//! Holds the columnar index in memory, from which all numbers come: accounts and episodes.
//!
//! Built from the store's records, kept up by its change sets; after any of them it is the same as
//! one that was built anew. It reads no store, no clock, and decides nothing.

pub mod accounts;
pub mod apply;
pub mod board;
pub mod coded;
pub mod columns;
pub mod count;
mod episode_columns;
pub mod episodes;
pub mod mask;
pub mod ordered;
pub mod pace;
pub mod people;
pub mod promise;
pub mod row;
pub mod rows;
pub mod search;
pub mod select;
pub mod sort;
mod sort_keys;
pub mod sums;
pub mod talk;
pub mod track;
pub mod values;

use accounts::Accounts;
use std::sync::OnceLock;

use episodes::Episodes;
use pace::Pace;
use people::People;
use talk::Talk;

use crate::model::settings::BadSection;
use crate::model::{Lead, Product, Record, Seq, Setting, Settings, User};

/// A record without columns of its own, by id.
#[derive(Debug, Clone)]
pub struct Small<T> {
    slots: Vec<Option<T>>,
}

impl<T> Default for Small<T> {
    fn default() -> Self {
        Self { slots: Vec::new() }
    }
}

impl<T> Small<T> {
    /// The record of an id.
    #[must_use]
    pub fn get(&self, id: u64) -> Option<&T> {
        self.slots.get(usize::try_from(id).ok()?)?.as_ref()
    }

    /// Every record with its id.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &T)> {
        (0..)
            .zip(&self.slots)
            .filter_map(|(id, slot)| Some((id, slot.as_ref()?)))
    }

    fn put(&mut self, id: u64, record: Option<T>) {
        let Ok(index) = usize::try_from(id) else {
            return;
        };
        if self.slots.len() <= index {
            self.slots.resize_with(index + 1, || None);
        }
        self.slots[index] = record;
    }
}

/// Leads on their way into a book: their accounts are still ids.
#[derive(Debug, Default)]
pub struct Leads {
    episodes: Episodes,
}

impl Leads {
    /// Adds a lead.
    pub fn put(&mut self, id: u64, revision: Seq, lead: &Lead) {
        let account = lead.account.and_then(|it| usize::try_from(it.0).ok());
        self.episodes.put(id, revision, lead, account);
    }
}

/// The index.
#[derive(Debug, Clone, Default)]
pub struct Book {
    head: Seq,
    /// The companies.
    pub accounts: Accounts,
    /// The leads' lives.
    pub episodes: Episodes,
    /// The people at the companies.
    pub people: People,
    /// The users.
    pub users: Small<User>,
    /// The products.
    pub products: Small<Product>,
    /// What was said of the leads and to them.
    pub talk: Talk,
    sections: Small<Setting>,
    settings: Settings,
    pace: OnceLock<Pace>,
}

impl Book {
    /// The last change set that is in it.
    #[must_use]
    pub const fn head(&self) -> Seq {
        self.head
    }

    /// The workspace's definitions.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Adds a record while the book is built; accounts come before leads.
    ///
    /// # Errors
    /// A section of settings that can't be used.
    pub fn put(&mut self, id: u64, revision: Seq, record: Record) -> Result<(), BadSection> {
        match record {
            Record::Account(it) => self.accounts.put(id, revision, &it),
            Record::Lead(it) => {
                let account = it.account.and_then(|it| self.accounts.rows.get(it.0));
                self.episodes.put(id, revision, &it, account);
                self.heard([id]);
            }
            Record::User(it) => self.users.put(id, Some(it)),
            Record::Product(it) => self.products.put(id, Some(it)),
            Record::Setting(it) => {
                self.pace.take();
                self.sections.put(id, Some(it));
                self.settings = Settings::from_records(self.sections.iter().map(|it| it.1))?;
            }
            Record::Contact(it) => self.people.put(id, &it.name),
            Record::Feedback(it) => {
                let leads = self.talk.put_feedback(id, &it);
                self.heard(leads);
            }
            Record::Touch(it) => {
                let leads = self.talk.put_touch(id, &it);
                self.heard(leads);
            }
        }
        Ok(())
    }

    /// Carries what stands of some leads' talk over to their rows.
    fn heard<const N: usize>(&mut self, leads: [u64; N]) {
        for lead in leads {
            self.episodes.set_talk(lead, self.talk.standing(lead));
        }
    }

    /// Ends the building: the book now stands at this change set.
    pub fn finish(&mut self, head: Seq) {
        self.head = head;
        self.accounts.columns.shrink();
        self.episodes.settle();
    }

    /// Takes in leads that were put together apart, while the accounts were.
    pub fn take_leads(&mut self, leads: Leads) {
        self.episodes = leads.episodes;
        self.episodes.link(&self.accounts.rows);
        for row in 0..self.episodes.columns.len() {
            let lead = self.episodes.columns.lead[row];
            self.episodes.columns.talk[row] = self.talk.standing(lead);
        }
    }

    /// Bytes held by columns and texts.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.accounts.bytes() + self.episodes.bytes() + self.people.bytes() + self.talk.bytes()
    }
}
