//! Builds the book from the store, and keeps it up with what is committed.

use std::ops::ControlFlow;
use std::sync::atomic::Ordering;
use std::sync::{PoisonError, RwLockWriteGuard, TryLockError};
use std::time::Duration;

use super::bus::{NAMED_KEYS, Notice};
use super::snapshot::Taken;
use super::{Result, Workspace, WorkspaceError};
use crate::book::{Book, Leads};
use crate::model::{Kind, Seq};
use crate::store::{Read, Store};

/// From this many changes on, a new book is sooner there than an updated one.
pub(super) const REBUILD_FROM: u64 = 50_000;

/// The kinds that the book holds beside leads.
pub(super) const KINDS: [Kind; 11] = [
    Kind::Setting,
    Kind::User,
    Kind::Product,
    Kind::Account,
    Kind::Contact,
    Kind::Feedback,
    Kind::Touch,
    Kind::Segment,
    Kind::Resolution,
    Kind::Meeting,
    Kind::List,
];

/// Two views are taken one after the other: a commit may come between them so often.
const TRIES: usize = 3;

/// So often and so far apart it is tried whether somebody still reads the book.
const ATTEMPTS: u32 = 4_000;
const ATTEMPT: Duration = Duration::from_micros(500);

/// Builds a book from everything in a view.
///
/// # Errors
/// Where the data can't be read or the definitions can't be used.
pub fn build(read: &dyn Read) -> Result<Book> {
    let mut book = others(read)?;
    book.take_leads(leads(read)?);
    book.finish(read.head()?);
    Ok(book)
}

/// Builds a book on two threads, each with a handle of its own: one reads the leads, one the rest.
///
/// # Errors
/// Where the data can't be read or the definitions can't be used.
fn build_on_two(first: &mut dyn Store, second: &mut dyn Store) -> Result<Book> {
    for _ in 0..TRIES {
        let (book, leads) = std::thread::scope(|scope| {
            let leads = scope.spawn(|| -> Result<(Leads, Seq)> {
                let read = second.read()?;
                Ok((leads(&*read)?, read.head()?))
            });
            let book = first
                .read()
                .map_err(WorkspaceError::from)
                .and_then(|read| Ok((others(&*read)?, read.head()?)));
            (book, leads.join())
        });
        let ((mut book, ours), Ok(leads)) = (book?, leads) else {
            break;
        };
        let (leads, theirs) = leads?;
        if ours == theirs {
            book.take_leads(leads);
            book.finish(ours);
            return Ok(book);
        }
    }
    build(&*first.read()?)
}

fn leads(read: &dyn Read) -> Result<Leads> {
    let mut leads = Leads::default();
    let fields = Book::fields(Kind::Lead).unwrap_or_default();
    read.some(Kind::Lead, &fields, &mut |it| {
        leads.put(it.id, it.values, it.steps);
    })?;
    Ok(leads)
}

/// Everything but the leads.
fn others(read: &dyn Read) -> Result<Book> {
    let mut book = Book::default();
    for kind in KINDS {
        if let Some(fields) = Book::fields(kind) {
            read.some(kind, &fields, &mut |it| {
                book.put_seen(kind, it.id, it.values);
            })?;
            continue;
        }
        let mut problem = Ok(());
        read.scan(kind, 0..u64::MAX, &mut |stored| match book.put(
            stored.id,
            stored.revision,
            stored.record,
        ) {
            Ok(()) => ControlFlow::Continue(()),
            Err(bad) => {
                problem = Err(WorkspaceError::from(bad));
                ControlFlow::Break(())
            }
        })?;
        problem?;
    }
    Ok(book)
}

impl Workspace {
    /// Builds the book where it is not there yet; that of data which were made just now is.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn ensure_loaded(&self) -> Result<()> {
        if self.is_loaded() {
            Ok(())
        } else {
            self.load()
        }
    }

    /// Builds the book from what is kept.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn load(&self) -> Result<()> {
        // A handle of its own: whoever wants to write or watch meanwhile is not kept waiting.
        let mut store = self.store().another()?;
        match self.take_snapshot(&mut *store) {
            Ok(taken) => self.begin_with(taken, store),
            Err(_) => self.build_with(store)?,
        }
        Ok(())
    }

    /// Builds the book from the data alone.
    pub(super) fn build_anew(&self) -> Result<()> {
        let store = self.store().another()?;
        self.build_with(store)
    }

    fn build_with(&self, mut first: Box<dyn Store>) -> Result<()> {
        let mut second = self.store().another()?;
        let book = build_on_two(&mut *first, &mut *second)?;
        self.begin_with(Taken::built(book), first);
        Ok(())
    }

    pub(super) fn begin_with(&self, taken: Taken, reading: Box<dyn Store>) {
        let head = taken.book.head();
        *self.reading.lock().unwrap_or_else(PoisonError::into_inner) = Some(reading);
        self.read_from(taken);
        self.loaded.store(true, Ordering::Release);
        self.shelf().clear();
        self.bus.publish(&Notice::Rebuilt(head));
    }

    /// Takes in what was committed since, by whoever, and tells everyone.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn sync(&self) -> Result<()> {
        // One at a time: who comes second finds it done.
        let _one = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut notices = Vec::new();
        let fits = {
            let mut store = self.store();
            let read = store.read()?;
            let head = read.head()?;
            let have = self.book().head();
            // Before the book is there, there is nothing to keep up.
            if head == have || !self.is_loaded() {
                return Ok(());
            }
            self.catch_up(&*read, have, head, &mut notices).is_ok()
        };
        if !fits {
            // The book is only an index: whatever does not fit, a new one does. It is read by handles of its own, for
            // that takes seconds, and meanwhile others ask the store.
            let (mut first, mut second) = (self.store().another()?, self.store().another()?);
            let book = build_on_two(&mut *first, &mut *second)?;
            notices = vec![Notice::Rebuilt(book.head())];
            self.shelf().clear();
            self.read_from(Taken::built(book));
        }
        for notice in &notices {
            self.bus.publish(notice);
        }
        Ok(())
    }

    /// The book, to be changed: as soon as nobody reads it.
    ///
    /// Who waits in the queue keeps those out who come after, and what is counted in the background takes longer than a
    /// frame; so for a while it is only tried.
    pub(super) fn changing(&self) -> RwLockWriteGuard<'_, Book> {
        for _ in 0..ATTEMPTS {
            match self.book.try_write() {
                Ok(book) => return book,
                Err(TryLockError::Poisoned(book)) => return book.into_inner(),
                Err(TryLockError::WouldBlock) => std::thread::sleep(ATTEMPT),
            }
        }
        self.book.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn catch_up(
        &self,
        read: &dyn Read,
        have: Seq,
        head: Seq,
        notices: &mut Vec<Notice>,
    ) -> std::result::Result<(), ()> {
        let mut infos = Vec::new();
        let mut total = 0;
        for seq in have.0 + 1..=head.0 {
            let info = read.info(Seq(seq)).ok().flatten().ok_or(())?;
            total += info.count;
            if total > REBUILD_FROM {
                return Err(());
            }
            infos.push(info);
        }
        for info in infos {
            let mut changes = Vec::new();
            for page in 0..read.pages(info.seq).map_err(drop)? {
                changes.extend(read.page(info.seq, page).map_err(drop)?);
            }
            // The lock is held for one change set at a time: readers see whole ones only.
            let mut book = self.changing();
            book.follows(&info).map_err(drop)?;
            self.keeping.changes(info.count);
            for change in &changes {
                // Until it is built anew, half of a set is in the book.
                let misfit = |_| self.keeping.broken();
                book.apply(info.seq, change).map_err(misfit)?;
            }
            book.applied(info.seq);
            drop(book);
            self.shelf().changed(&changes);
            let keys = if changes.len() <= NAMED_KEYS {
                changes.iter().map(|it| it.key).collect()
            } else {
                vec![]
            };
            notices.push(Notice::Changed { info, keys });
        }
        Ok(())
    }
}
