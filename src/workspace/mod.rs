//! Holds the one write path and the one book: commands go in, change sets come out to everyone.
//!
//! Screens and the command line see nothing below it. It decides nothing (that is `model`), keeps
//! nothing (that is `store`), and reads no clock: the time comes with every call.

pub mod as_of;
mod build;
mod bulk;
mod bus;
mod error;
mod execute;
pub mod export;
mod glimpse;
pub mod import;
mod kept;
pub mod lists;
pub mod made;
mod meetings;
mod new_lead;
mod quotes;
mod rehearsal;
pub mod revalued;
pub mod segments;
mod shelf;
mod snapshot;
mod sweep;
pub mod told;
mod undo;
mod view;
mod whole;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

pub use crate::book::Book;
pub use crate::book::board::{Lane, Lanes};
pub use crate::book::facets::{Count, FACETS, Facet, Share, Slice, Split, Unit, adds_up};
pub use crate::book::mask::Mask;
pub use crate::book::ordered::Ordered;
pub use crate::book::row::LeadRow;
pub use crate::book::select::At;
pub use crate::book::sort::{Order, Place};
pub use crate::book::sums::Sums;
pub use crate::store::{LogFilter, StoreError};
pub use bulk::Bulk;
pub use bus::{Notice, Subscription};
pub use error::{Conflict, Refused, WorkspaceError};
pub use execute::Done;
pub use snapshot::{Proof, Written, share_memory};
pub use sweep::{SweepRun, Swept};
pub use view::View;
pub use whole::{Part, WholeAccount, WholeLead};

use crate::model::names::name_key;
use crate::model::{
    Change, Key, Kind, Moment, OpId, Record, Seq, SetInfo, Settings, User, UserId, UserRole,
};
use crate::query::Filter;
use crate::store::{Natural, Store, Stored};

/// So many changes of a day are counted; nobody makes more by hand.
const COUNTED: usize = 2_000;

/// What the workspace answers with.
pub type Result<T> = std::result::Result<T, WorkspaceError>;

/// One workspace, open in this process; shared by its sessions.
pub struct Workspace {
    store: Mutex<Box<dyn Store>>,
    /// A handle for what is looked up while others write; there once the book is.
    reading: Mutex<Option<Box<dyn Store>>>,
    book: RwLock<Book>,
    loaded: AtomicBool,
    /// Held by whoever takes in what was committed.
    syncing: Mutex<()>,
    keeping: snapshot::Keeping,
    /// Books of earlier moments.
    shelf: Mutex<shelf::Shelf>,
    bus: bus::Bus,
}

impl Workspace {
    /// Takes a store; the book is empty until `load`.
    #[must_use]
    pub fn new(store: Box<dyn Store>) -> Self {
        Self {
            store: Mutex::new(store),
            reading: Mutex::new(None),
            book: RwLock::new(Book::default()),
            loaded: AtomicBool::new(false),
            syncing: Mutex::new(()),
            keeping: snapshot::Keeping::default(),
            shelf: Mutex::default(),
            bus: bus::Bus::default(),
        }
    }

    /// The same data by a handle of its own and without a book: who writes there keeps nobody here from reading.
    ///
    /// What is committed there comes into this one with the next `sync`.
    ///
    /// # Errors
    /// Where the data can't be opened again.
    pub fn aside(&self) -> Result<Self> {
        Ok(Self::new(self.store().another()?))
    }

    /// From now on, what is written by this handle waits for others so long at the most.
    pub fn wait_at_most(&self, most: std::time::Duration) {
        self.store().wait_at_most(most);
    }

    /// The book, to read from; held as shortly as a frame takes.
    pub fn book(&self) -> RwLockReadGuard<'_, Book> {
        self.book.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts once what screens count at their first look, so that nobody waits for it: what that rests on is remembered
    /// by the book, and what lies in a snapshot is read from the disk.
    pub fn warm(&self, now: Moment) {
        for unit in [Unit::Accounts, Unit::Leads] {
            // Held for one pass at a time: who writes comes in between.
            warm(&self.book(), unit, now);
        }
        self.book().shelve();
    }

    /// The same of an earlier moment whose book is there, but for words that are looked for; as long as it goes on. What
    /// was taken to make that book and is free again is the system's.
    pub fn warm_then(&self, moment: Moment, go_on: &mut dyn FnMut() -> bool) {
        let Some(book) = self.then(moment) else {
            return;
        };
        for unit in [Unit::Leads, Unit::Accounts] {
            if !go_on() {
                return;
            }
            warm(&book, unit, moment);
        }
        self.shelf().warmed(&book);
        drop(book);
        snapshot::give_back();
    }

    /// Whether the book is there; before that, nothing can be said.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.loaded.load(Ordering::Acquire)
    }

    /// The identity of the data.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn identity(&self) -> Result<u128> {
        Ok(self.store().identity()?)
    }

    /// The store, for what is not a command: check, backup.
    pub fn store(&self) -> MutexGuard<'_, Box<dyn Store>> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All records of a kind, lowest id first, until told to stop.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn each(
        &self,
        kind: Kind,
        each: &mut dyn FnMut(Stored) -> std::ops::ControlFlow<()>,
    ) -> Result<()> {
        Ok(self.store().read()?.scan(kind, 0..u64::MAX, each)?)
    }

    /// The ids of the records of a kind that link to a record.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn linking(&self, kind: Kind, to: Key) -> Result<Vec<u64>> {
        Ok(self.store().read()?.linking(kind, to)?)
    }

    /// How many changes of leads a user has made since a moment that still stand; of which sets it is known whether they
    /// are of leads, which never changes, is kept for the next time.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn done_since(
        &self,
        user: UserId,
        since: Moment,
        known: &mut HashMap<OpId, bool>,
    ) -> Result<u64> {
        let filter = LogFilter {
            actor: Some(user),
            before: None,
            limit: COUNTED,
        };
        self.view(|view| {
            let made = view.log(&filter)?.into_iter();
            let stands = made
                .take_while(|it| it.at >= since)
                .filter(|it| it.undone_by.is_none());
            let mut found = HashMap::new();
            for set in stands {
                let is_of_leads = match known.get(&set.op) {
                    Some(known) => *known,
                    None => view.is_of_leads(&set)?,
                };
                found.insert(set.op, is_of_leads);
            }
            *known = found;
            Ok(known.values().filter(|it| **it).count() as u64)
        })
    }

    /// All that ever happened to a record, newest first.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn story(&self, key: Key, limit: usize) -> Result<Vec<(SetInfo, Change)>> {
        self.look(|read| Ok(read.story(key, limit)?))
    }

    /// The definitions as they are kept now.
    ///
    /// # Errors
    /// Where they can't be read.
    pub fn settings(&self) -> Result<Settings> {
        let mut store = self.store();
        let read = store.read()?;
        execute::settings(&*read)
    }

    /// The user of a name, without regard to case and accents.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn user(&self, name: &str) -> Result<Option<UserId>> {
        Ok(self.named(Kind::User, name)?.first().map(|id| UserId(*id)))
    }

    /// The ids of the records of a kind that bear a name.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn named(&self, kind: Kind, name: &str) -> Result<Vec<u64>> {
        let natural = Natural::Name(kind, name_key(name));
        Ok(self.store().read()?.find(&natural)?)
    }

    /// Whether nothing was ever put in but the user who opened it first.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn is_bare(&self) -> Result<bool> {
        let mut store = self.store();
        let read = store.read()?;
        let mut ids = 0;
        for kind in Kind::ALL.into_iter().filter(|it| *it != Kind::User) {
            ids += read.next_id(kind)? - 1;
        }
        Ok(ids == 0 && read.head()? <= Seq(1))
    }

    /// The user of a name, made if there is none: how somebody who opens the workspace becomes one.
    ///
    /// The first user of a workspace is its admin, the others begin as reps.
    ///
    /// # Errors
    /// Where the user can't be written.
    pub fn enter(&self, name: &str, now: Moment, op: crate::model::OpId) -> Result<UserId> {
        if let Some(id) = self.user(name)? {
            return Ok(id);
        }
        let first = self.store().read()?.next_id(Kind::User)? <= 1;
        let user = User {
            name: name.to_owned(),
            role: Some(if first {
                UserRole::Admin
            } else {
                UserRole::Rep
            }),
            ..User::default()
        };
        let id = self.bulk(None, op, crate::model::Verb::Create, now, |bulk| {
            bulk.insert(Record::from(user.clone()))
        })?;
        Ok(UserId(id))
    }
}

/// Counts all facets once, so that what they rest on is remembered.
fn warm(book: &Book, unit: Unit, now: Moment) {
    let _remembered = book.slice(&Filter::default(), unit, &FACETS, At { now });
}

/// A workspace that sessions and threads share.
pub type Shared = Arc<Workspace>;

impl From<StoreError> for WorkspaceError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
