//! Puts the book of new data together from the records that they begin with, so that nobody has to read them again.
//!
//! It comes to the book that is built from the data; a test compares them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::snapshot::Taken;
use super::{Book, Result, Workspace};
use crate::book::Leads;
use crate::model::{FieldId, Key, Kind, MOST_FIELDS, Record, Seen, Seq};
use crate::store::Store;

/// The change set that new data begin with.
const FIRST: Seq = Seq(1);

/// What one part of the records comes to; it is put together while they are written.
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
    /// Takes in a record.
    pub fn take(&self, key: Key, record: &Record) {
        self.held().take(key, record);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The book of all records: first the part with everything but the leads and what was said of them, then these.
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
    fn take(&mut self, Key { kind, id }: Key, record: &Record) {
        let Some(fields) = &self.fields[kind as usize] else {
            let put = self.book.put(id, FIRST, record.clone());
            let problem = std::mem::replace(&mut self.problem, Ok(()));
            self.problem = problem.and(put.map_err(Into::into));
            return;
        };
        let mut made = Vec::new();
        let seen = record.seen(&mut made);
        let mut values = [Seen::None; MOST_FIELDS];
        for (value, field) in values.iter_mut().zip(fields) {
            *value = seen[usize::from(field.0)];
        }
        let values = &values[..fields.len()];
        if kind == Kind::Lead {
            self.leads.put(id, values, record.steps());
        } else {
            self.book.put_seen(kind, id, values);
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
