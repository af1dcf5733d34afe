//! The books of earlier moments that were asked for, kept until something changes what was so then, or nobody looks at
//! them any more.
//!
//! Most of what is done now changes nothing of the past; what was written down later but had happened before does, and
//! so does a definition, for those are today's in every book.

use std::ops::ControlFlow;
use std::sync::{Arc, MutexGuard, PoisonError};

use super::as_of::{Progress, Rewound};
use super::snapshot::give_back;
use super::{Result, Workspace};
use crate::book::Book;
use crate::book::rewind::Since;
use crate::model::{Change, FieldEdit, Kind, Moment, Op, Seq, Step, Value};

/// The most books that are kept.
const BOOKS: usize = 4;
/// The most bytes of them that are kept while another one is made: of large data there is one book at a time, for it is
/// made sooner than anybody can look at it.
const BYTES: usize = 16 << 20;
/// A book of fewer rows counts its facets sooner than anybody would wait for it.
const FEW: u64 = 10_000;
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
    /// What is to be known to take it back further.
    since: Since,
    last: Seq,
    /// Nobody else held it when that was looked at last.
    left: bool,
    /// What facets rest on was counted.
    warm: bool,
}

impl Kept {
    /// What it was made as, where nobody else holds it.
    fn rewound(self) -> Option<Rewound> {
        let (since, last) = (self.since, self.last);
        let book = Arc::into_inner(self.book)?;
        Some(Rewound { book, since, last })
    }
}

impl Shelf {
    fn take(&mut self, moment: Moment) -> Option<Arc<Book>> {
        let at = self.books.iter().position(|it| it.moment == moment)?;
        self.books[at..].rotate_left(1);
        let taken = self.books.last_mut()?;
        taken.left = false;
        Some(Arc::clone(&taken.book))
    }

    fn put(&mut self, moment: Moment, made: Rewound) -> Arc<Book> {
        let book = Arc::new(made.book);
        self.books.retain(|it| it.moment != moment);
        self.books.push(Kept {
            moment,
            book: Arc::clone(&book),
            since: made.since,
            last: made.last,
            left: false,
            warm: false,
        });
        book
    }

    /// Notes that what facets rest on was counted in a book.
    pub(super) fn warmed(&mut self, book: &Arc<Book>) {
        let mut kept = self.books.iter_mut();
        if let Some(kept) = kept.find(|it| Arc::ptr_eq(&it.book, book)) {
            kept.warm = true;
        }
    }

    /// Begins to make another book, and makes room for it first; what has none comes back, to be taken back further or
    /// dropped where nobody waits.
    fn begin(&mut self, moment: Moment) -> Vec<Kept> {
        self.making.push((moment, false));
        let bytes = |books: &[Kept]| books.iter().map(|it| it.book.bytes()).sum::<usize>();
        let mut gone = Vec::new();
        while self.books.len() >= BOOKS || bytes(&self.books) > BYTES {
            gone.push(self.books.remove(0));
        }
        gone
    }

    /// Ends it; says whether what was so then has changed meanwhile.
    fn end(&mut self, moment: Moment) -> bool {
        let at = self.making.iter().position(|it| it.0 == moment);
        at.is_none_or(|at| self.making.swap_remove(at).1)
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

    /// Whether the book of a moment is there, and facets are counted in it without anybody waiting for what they rest on.
    #[must_use]
    pub fn is_warm(&self, moment: Moment) -> bool {
        let shelf = self.shelf();
        let mut kept = shelf.books.iter().filter(|it| it.moment == moment);
        kept.any(|it| it.warm || it.book.rows() < FEW)
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
        // To read everything is to know nothing of what was so then: what is made meanwhile would be made again.
        self.ensure_loaded()?;
        let mut made = None;
        for _ in 0..TRIES {
            // What is committed from here on is either in the view that is read, or comes by `sync`.
            let gone = self.shelf().begin(moment);
            let later = gone.into_iter().filter(|it| it.moment > moment);
            let from = later.min_by_key(|it| it.moment).and_then(Kept::rewound);
            let rewound = self.take_back(from, moment, progress);
            let mut shelf = self.shelf();
            let touched = shelf.end(moment);
            let rewound = rewound?;
            if !touched {
                return Ok(shelf.put(moment, rewound));
            }
            made = Some(rewound.book);
        }
        // Somebody rewrites the past faster than it is read: this is how it was a moment ago.
        let book = made.map_or_else(|| self.as_of(moment, progress), Ok);
        book.map(Arc::new)
    }
}
