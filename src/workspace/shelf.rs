//! The books of earlier moments that were asked for, kept until something changes what was so then, or nobody looks at
//! them any more.
//!
//! Most of what is done now changes nothing of the past; what was written down later but had happened before does, and
//! so does a definition, for those are today's in every book.

use std::ops::ControlFlow;
use std::sync::{Arc, MutexGuard, PoisonError};

use super::as_of::Progress;
use super::snapshot::give_back;
use super::{Result, Workspace};
use crate::book::Book;
use crate::model::{Change, FieldEdit, Kind, Moment, Op, Step, Value};

/// The most books that are kept.
const BOOKS: usize = 4;
/// The most bytes of them that are kept while another one is made: of large data there is one book at a time, for it is
/// made sooner than anybody can look at it.
const BYTES: usize = 16 << 20;
/// So often a book is made again because something changed what was so then, while it was made.
const TRIES: usize = 3;

/// The books that are kept, and those that are being made.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// The one that was asked for last comes last.
    books: Vec<Kept>,
    /// Of which moments one is being made, and whether what was so then has changed meanwhile.
    making: Vec<(Moment, bool)>,
}

/// A book that is kept.
#[derive(Debug)]
struct Kept {
    moment: Moment,
    book: Arc<Book>,
    /// Nobody else held it when that was looked at last.
    left: bool,
}

impl Shelf {
    fn take(&mut self, moment: Moment) -> Option<Arc<Book>> {
        let at = self.books.iter().position(|it| it.moment == moment)?;
        self.books[at..].rotate_left(1);
        let taken = self.books.last_mut()?;
        taken.left = false;
        Some(Arc::clone(&taken.book))
    }

    fn put(&mut self, moment: Moment, book: Arc<Book>) {
        self.books.retain(|it| it.moment != moment);
        self.books.push(Kept {
            moment,
            book,
            left: false,
        });
    }

    /// Makes room for another book, before there is one more; what has none comes back, to be dropped where nobody waits.
    fn make_room(&mut self) -> Vec<Kept> {
        let bytes = |books: &[Kept]| books.iter().map(|it| it.book.bytes()).sum::<usize>();
        let mut gone = Vec::new();
        while self.books.len() >= BOOKS || bytes(&self.books) > BYTES {
            gone.push(self.books.remove(0));
        }
        gone
    }

    /// Takes out the books that nobody else holds now, and held when this was asked before.
    fn left(&mut self) -> Vec<Kept> {
        let is_left = |it: &mut Kept| {
            let before = std::mem::replace(&mut it.left, Arc::strong_count(&it.book) == 1);
            before && it.left
        };
        self.books.extract_if(.., is_left).collect()
    }

    /// Takes away what changes have made untrue.
    pub(super) fn changed(&mut self, changes: &[Change]) {
        if self.books.is_empty() && self.making.is_empty() {
            return;
        }
        let touches = |moment: Moment| changes.iter().any(|it| touches(it, moment));
        self.books.retain(|it| !touches(it.moment));
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

    /// Lets go of the books of earlier moments that nobody holds, and nobody held when this was called before; their
    /// memory is the system's again.
    pub fn leave_past(&self) {
        let left = self.shelf().left();
        if !left.is_empty() {
            drop(left);
            give_back();
        }
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
        let gone = self.shelf().make_room();
        drop(gone);
        for _ in 0..TRIES {
            // What is committed from here on is either in the view that is read, or comes by `sync`.
            self.shelf().making.push((moment, false));
            let book = self.as_of(moment, progress).map(Arc::new);
            let mut shelf = self.shelf();
            let at = shelf.making.iter().position(|it| it.0 == moment);
            let touched = at.is_none_or(|at| shelf.making.swap_remove(at).1);
            let book = book?;
            if !touched {
                shelf.put(moment, Arc::clone(&book));
                return Ok(book);
            }
            made = Some(book);
        }
        // Somebody rewrites the past faster than it is read: this is how it was a moment ago.
        made.map_or_else(|| self.as_of(moment, progress).map(Arc::new), Ok)
    }
}
