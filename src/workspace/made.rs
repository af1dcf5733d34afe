//! Puts the book of new data together from the changes that they begin with, so that nobody has to read them again.
//!
//! It comes to the book that is built from the data; a test compares them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::snapshot::Taken;
use super::{Book, Result, Workspace};
use crate::book::Leads;
use crate::model::{Change, FieldId, Key, Kind, Seen, Seq, Value};
use crate::store::{Store, StoreError};

/// The change set that new data begin with.
const FIRST: Seq = Seq(1);

/// No kind has more fields.
const MOST: usize = 64;

/// What one part of the changes comes to; it is put together while they are written.
#[derive(Default)]
pub struct BookPart(Mutex<Held>);

struct Held {
    book: Book,
    leads: Leads,
    /// The fields that the book holds, of the kinds that there are many of.
    fields: [Option<Vec<FieldId>>; Kind::ALL.len()],
    problem: Result<()>,
}

impl Default for Held {
    fn default() -> Self {
        Self {
            book: Book::default(),
            leads: Leads::default(),
            fields: Kind::ALL.map(Book::fields),
            problem: Ok(()),
        }
    }
}

impl BookPart {
    /// Takes in the change by which a record begins to exist.
    pub fn take(&self, change: &Change) {
        self.held().take(change);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The book of all changes: first the part with everything but the leads and what was said of them, then these.
    ///
    /// # Errors
    /// Where definitions can't be used.
    pub fn together(parts: &[Self; 2]) -> Result<Book> {
        let [rest, leads] = parts.each_ref().map(|it| std::mem::take(&mut *it.held()));
        rest.problem.and(leads.problem)?;
        let mut book = rest.book;
        book.talk = leads.book.talk;
        book.take_leads(leads.leads);
        book.finish(FIRST);
        Ok(book)
    }
}

impl Held {
    fn take(&mut self, change: &Change) {
        let Key { kind, id } = change.key;
        let Some(fields) = &self.fields[kind as usize] else {
            let put = self.put(change);
            self.problem = std::mem::replace(&mut self.problem, Ok(())).and(put);
            return;
        };
        let (mut given, mut steps) = ([Seen::None; MOST], &[][..]);
        for edit in &change.edits {
            given[usize::from(edit.field.0) % MOST] = Seen::from(&edit.after);
            if let Value::Track(track) = &edit.after {
                steps = &track.steps;
            }
        }
        let mut values = [Seen::None; MOST];
        for (value, field) in values.iter_mut().zip(fields) {
            *value = given[usize::from(field.0) % MOST];
        }
        let values = &values[..fields.len().min(MOST)];
        if kind == Kind::Lead {
            self.leads.put(id, values, steps);
        } else {
            self.book.put_seen(kind, id, values);
        }
    }

    /// Takes in a record of a kind that there are few of.
    fn put(&mut self, change: &Change) -> Result<()> {
        let record = change.apply(None).map_err(StoreError::Misfit)?;
        match record {
            Some(record) => Ok(self.book.put(change.key.id, FIRST, record)?),
            None => Ok(()),
        }
    }
}

impl Workspace {
    /// Takes a store that was made just now and the book of what it begins with.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn made(store: Box<dyn Store>, book: Book) -> Result<Self> {
        let reading = store.another()?;
        let workspace = Self::new(store);
        workspace.begin_with(Taken::built(book), reading);
        Ok(workspace)
    }
}
