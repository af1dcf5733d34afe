//! Holds the columnar index in memory, from which all numbers come: accounts and episodes.
//!
//! Built from the store's records, kept up by its change sets; after any of them it is the same as
//! one that was built anew. It reads no store, no clock, and decides nothing.

pub mod accounts;
pub mod apply;
pub mod bins;
pub mod board;
pub mod coded;
pub mod column;
pub mod columns;
pub mod count;
mod difference;
mod distinct;
pub mod engaged;
mod episode_columns;
pub mod episodes;
pub mod facets;
pub mod histogram;
pub mod lists;
pub mod mask;
pub mod meetings;
mod once;
pub mod ordered;
pub mod pace;
mod packs;
pub mod people;
pub mod pieces;
mod places;
pub mod probe;
pub mod promise;
pub mod rare;
pub mod rewind;
pub mod row;
pub mod rows;
pub mod saved;
pub mod search;
pub mod select;
mod shelves;
pub mod sort;
mod sort_keys;
pub mod sums;
mod tail;
pub mod talk;
pub mod track;
pub mod values;
pub mod ways;

use std::sync::OnceLock;

use accounts::Accounts;
use columns::Texts;
use engaged::Engaged;
use episodes::Episodes;
use lists::Lists;
use meetings::{Kept, Meetings};
use pace::Pace;
use people::People;
use rayon::prelude::*;
use talk::Talk;

use crate::model::settings::BadSection;
use crate::model::{
    FieldId, Kind, Product, Record, Seen, Segment, Seq, Setting, Settings, Step, User,
};

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
    pub fn put(&mut self, id: u64, values: &[Seen<'_>], steps: &[Step]) {
        let as_it_is = |id| usize::try_from(id).ok();
        self.episodes.put(id, values, steps, as_it_is);
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
    /// The saved segments.
    pub segments: Small<Segment>,
    /// What meetings decided, and when they were held.
    pub meetings: Meetings,
    /// The lists that were made.
    pub lists: Lists,
    /// What was said of the leads and to them.
    pub talk: Talk,
    meanings: Small<crate::query::Segment>,
    sections: Small<Setting>,
    settings: Settings,
    pace: OnceLock<Pace>,
    engaged: OnceLock<Engaged>,
    whole: facets::Whole,
    shelves: shelves::Shelves,
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
        self.whole.forget(record.kind());
        if matches!(record, Record::Account(_) | Record::Lead(_)) {
            self.engaged.take();
        }
        let values = record.values();
        let seen: Vec<Seen<'_>> = values.iter().map(Seen::from).collect();
        match record {
            Record::Account(_) => self.accounts.put(id, &seen),
            Record::Lead(it) => {
                let row = |account| self.accounts.rows.get(account);
                let steps = it.track.steps();
                self.episodes.put(id, &seen, steps, row);
                self.heard([id]);
            }
            Record::User(it) => self.users.put(id, Some(it)),
            Record::Product(it) => self.products.put(id, Some(it)),
            Record::Setting(it) => {
                self.pace.take();
                self.sections.put(id, Some(it));
                self.settings = Settings::from_records(self.sections.iter().map(|it| it.1))?;
            }
            Record::Segment(it) => self.keep_segment(id, Some(it)),
            Record::List(it) => self.lists.put(id, Some((revision, it))),
            Record::Resolution(record) => self.meetings.keep(id, Some(Kept { revision, record })),
            Record::Meeting(it) => self.meetings.hold(id, Some(it)),
            Record::Contact(_) => {
                let in_order = |name: &&str| {
                    let field = Kind::Contact.field(name);
                    field.and_then(|it| seen.get(usize::from(it.0)).copied())
                };
                let held: Vec<Seen<'_>> = people::FIELDS
                    .iter()
                    .map(|name| in_order(name).unwrap_or_default())
                    .collect();
                self.people.put(id, &held);
            }
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
            self.following(lead, |book| {
                let standing = book.talk.standing(lead);
                book.episodes.set_talk(lead, standing);
            });
        }
    }

    /// The fields that the book holds of a kind that there are many of; the others are read whole.
    #[must_use]
    pub fn fields(kind: Kind) -> Option<Vec<FieldId>> {
        let names: &[&str] = match kind {
            Kind::Account => &accounts::FIELDS,
            Kind::Lead => &episodes::FIELDS,
            Kind::Contact => &people::FIELDS,
            Kind::Feedback => &talk::FEEDBACK,
            Kind::Touch => &talk::TOUCH,
            Kind::User
            | Kind::Product
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => return None,
        };
        names.iter().map(|name| kind.field(name)).collect()
    }

    /// Adds what is held of such a record while the book is built; leads come by themselves, see [`Leads`].
    pub fn put_seen(&mut self, kind: Kind, id: u64, values: &[Seen<'_>]) {
        match kind {
            Kind::Account => self.accounts.put(id, values),
            Kind::Contact => self.people.put(id, values),
            Kind::Feedback | Kind::Touch => self.talk.hear(kind, id, values),
            Kind::Lead
            | Kind::User
            | Kind::Product
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => {}
        }
    }

    /// Ends the building: the book now stands at this change set.
    pub fn finish(&mut self, head: Seq) {
        self.head = head;
        self.engaged.take();
        self.whole = facets::Whole::default();
        self.shelves = shelves::Shelves::default();
        self.accounts.columns.shrink();
        self.episodes.settle();
    }

    /// Takes in leads that were put together apart, while the accounts were.
    pub fn take_leads(&mut self, leads: Leads) {
        self.engaged.take();
        self.whole = facets::Whole::default();
        self.shelves = shelves::Shelves::default();
        self.episodes = leads.episodes;
        self.episodes.link(&self.accounts.rows);
        let columns = &mut self.episodes.columns;
        let said = columns
            .talk
            .par_iter_mut()
            .zip(columns.beside.par_iter_mut());
        let talk = &self.talk;
        said.zip(columns.lead.par_iter())
            .for_each(|((said, beside), lead)| (*said, *beside) = talk.standing(u64::from(*lead)));
    }

    /// Exchanges the tables with those of a book that says the same; what follows from them stays.
    pub fn exchange(&mut self, other: &mut Self) {
        std::mem::swap(&mut self.accounts, &mut other.accounts);
        std::mem::swap(&mut self.episodes, &mut other.episodes);
        std::mem::swap(&mut self.people, &mut other.people);
        std::mem::swap(&mut self.talk, &mut other.talk);
    }

    /// How many rows there are of accounts, leads and people, unused ones included.
    #[must_use]
    pub fn rows(&self) -> u64 {
        let rows = [
            self.accounts.columns.len(),
            self.episodes.columns.len(),
            self.people.rows(),
        ];
        rows.iter().sum::<usize>() as u64
    }

    /// Bytes held by columns and texts.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.accounts.bytes() + self.episodes.bytes() + self.people.bytes() + self.talk.bytes()
    }

    /// Whether names or notes are so many that some can't be held, and are neither shown in lists nor found.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let (a, e) = (&self.accounts, &self.episodes);
        let accounts = [&a.names, &a.texts, &a.folded];
        let leads = [&e.titles, &e.texts, &e.folded];
        let both = accounts.into_iter().chain(leads).any(Texts::is_full);
        both || self.people.is_full() || self.talk.is_full()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_that_are_held_of_leads_and_accounts_are_all_in_their_order() {
        for kind in [Kind::Account, Kind::Lead] {
            let all: Vec<FieldId> = kind
                .fields()
                .iter()
                .map(|it| kind.field(it.name).unwrap())
                .collect();
            assert_eq!(Book::fields(kind), Some(all), "{kind}");
        }
    }
}
