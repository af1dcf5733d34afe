//! The books of earlier moments that were asked for, kept until something changes what was so then.
//!
//! Most of what is done now changes nothing of the past; what was written down later but had happened before does, and
//! so does a definition, for those are today's in every book.

use std::ops::ControlFlow;
use std::sync::{Arc, MutexGuard, PoisonError};

use super::as_of::Progress;
use super::{Result, Workspace};
use crate::book::Book;
use crate::model::{Change, FieldEdit, Kind, Moment, Op, Step, Value};

/// The most books that are kept.
const BOOKS: usize = 4;
/// The most bytes of them, but for the one that was asked for last.
const BYTES: usize = 512 << 20;
/// So often a book is made again because something changed what was so then, while it was made.
const TRIES: usize = 3;

/// The books that are kept, and those that are being made.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// The one that was asked for last comes last.
    books: Vec<(Moment, Arc<Book>)>,
    /// Of which moments one is being made, and whether what was so then has changed meanwhile.
    making: Vec<(Moment, bool)>,
}

impl Shelf {
    fn take(&mut self, moment: Moment) -> Option<Arc<Book>> {
        let at = self.books.iter().position(|it| it.0 == moment)?;
        self.books[at..].rotate_left(1);
        self.books.last().map(|it| Arc::clone(&it.1))
    }

    /// Puts a book on the shelf; those that no longer have room come back, to be dropped where nobody waits.
    fn put(&mut self, moment: Moment, book: Arc<Book>) -> Vec<(Moment, Arc<Book>)> {
        self.books.retain(|it| it.0 != moment);
        self.books.push((moment, book));
        let mut gone = Vec::new();
        let full = |books: &[(Moment, Arc<Book>)]| {
            let bytes: usize = books.iter().map(|it| it.1.bytes()).sum();
            books.len() > BOOKS || books.len() > 1 && bytes > BYTES
        };
        while full(&self.books) {
            gone.push(self.books.remove(0));
        }
        gone
    }

    /// Takes away what changes have made untrue.
    pub(super) fn changed(&mut self, changes: &[Change]) {
        if self.books.is_empty() && self.making.is_empty() {
            return;
        }
        let touches = |moment: Moment| changes.iter().any(|it| touches(it, moment));
        self.books.retain(|it| !touches(it.0));
        for (moment, touched) in &mut self.making {
            *touched |= touches(*moment);
        }
    }

    /// Takes everything away: nobody knows what has changed.
    pub(super) fn clear(&mut self) {
        self.books.clear();
        self.making.iter_mut().for_each(|it| it.1 = true);
    }
}

/// Whether a change makes a difference to what was so at a moment.
fn touches(change: &Change, moment: Moment) -> bool {
    match (change.key.kind, change.op) {
        (Kind::Resolution | Kind::Meeting, Op::Insert | Op::Update) => false,
        (Kind::Setting | Kind::User | Kind::Product | Kind::Segment, _) => true,
        // Whoever is not there any more was never there.
        (
            Kind::Account
            | Kind::Contact
            | Kind::Lead
            | Kind::Feedback
            | Kind::Touch
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting,
            Op::Remove,
        ) => true,
        // What they held then stands in the log; whoever is new was not there, unless a lead has them that was.
        (Kind::Account | Kind::Contact, Op::Insert | Op::Update) => false,
        (Kind::Lead, Op::Insert | Op::Update) => change.edits.iter().any(|it| moves(it, moment)),
        (kind @ (Kind::Feedback | Kind::Touch | Kind::List), Op::Insert | Op::Update) => {
            let at = kind.field("at");
            let mut dates = change.edits.iter().filter(|it| Some(it.field) == at);
            let later = |value: &Value| matches!(value, Value::Integer(at) if *at > moment.0);
            let insert = change.op == Op::Insert;
            dates.next().map_or(insert, |it| {
                !later(&it.after) || !insert && !later(&it.before)
            })
        }
    }
}

/// Whether an edit says of a track what was so at a moment.
fn moves(edit: &FieldEdit, moment: Moment) -> bool {
    let by_then = |value: &Value| match value {
        Value::Track(tail) => tail.steps.iter().any(|Step(at, _)| *at <= moment),
        Value::None | Value::Text(_) | Value::Integer(_) | Value::Date(_) => false,
    };
    by_then(&edit.before) || by_then(&edit.after)
}

impl Workspace {
    pub(super) fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The book as it was at a moment, if it is kept.
    #[must_use]
    pub fn then(&self, moment: Moment) -> Option<Arc<Book>> {
        self.shelf().take(moment)
    }

    /// The book as it was at a moment, kept or made; a kept one costs nothing.
    ///
    /// # Errors
    /// `Stopped` where `progress` says so; where the data can't be read.
    pub fn rewind(
        &self,
        moment: Moment,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Arc<Book>> {
        if let Some(kept) = self.then(moment) {
            return Ok(kept);
        }
        if !self.is_loaded() {
            // To read everything is to know nothing of what was so then: what is made meanwhile would be made again.
            self.load()?;
        }
        let mut made = None;
        for _ in 0..TRIES {
            // What is committed from here on is either in the view that is read, or comes by `sync`.
            self.shelf().making.push((moment, false));
            let book = self.as_of(moment, progress).map(Arc::new);
            let mut shelf = self.shelf();
            let at = shelf.making.iter().position(|it| it.0 == moment);
            let touched = at.is_none_or(|at| shelf.making.swap_remove(at).1);
            let book = book?;
            if !touched {
                let gone = shelf.put(moment, Arc::clone(&book));
                drop(shelf);
                drop(gone);
                return Ok(book);
            }
            made = Some(book);
        }
        // Somebody rewrites the past faster than it is read: this is how it was a moment ago.
        made.map_or_else(|| self.as_of(moment, progress).map(Arc::new), Ok)
    }
}
