//! The store in one SQLite file; nothing of SQLite is seen outside this folder.
//!
//! A file has companions: `-wal` and `-shm` (SQLite's own, gone when the last one leaves), `.bell`
//! (rung after each commit), `.snapshot` (the workspace's, see there) and, where something was replaced, `.before-…` copies. One connection a
//! handle, one handle a thread; everything that writes begins with an immediate transaction.

mod back;
mod backup;
mod bell;
mod binding;
mod check;
mod compare;
mod days;
mod draft;
mod fault;
mod line;
mod log;
mod make;
mod migrate;
mod open;
mod pack;
mod pages;
mod patience;
mod place;
mod plan;
mod press;
mod read;
mod recent;
mod replay;
mod rows;
mod sets;
mod steps;
mod tables;
mod view;
mod watch;
mod write;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;

pub use backup::restore;
pub use open::Mode;

use self::bell::Bell;
use self::fault::fault;
use self::open::Opened;
use self::patience::Patience;
use self::place::Inode;
use self::recent::Recent;
use self::tables::Tables;
use self::view::View;
use super::{CheckReport, Companion, Read, Result, Store, StoreError, Watch, Write};
use crate::model::Seq;

/// A write-ahead log of more bytes than this is a reason to worry: somebody keeps it from shrinking.
const LONG_JOURNAL: u64 = 64 << 20;

/// A handle on one file.
pub struct SqliteStore {
    conn: Connection,
    path: PathBuf,
    inode: Inode,
    identity: u128,
    /// Why nothing is written, if nothing is.
    read_only: Option<String>,
    tables: Arc<Tables>,
    bell: Bell,
    patience: Patience,
    overgrown: Cell<Option<u64>>,
    recent: Recent,
}

impl std::fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqliteStore")
            .field("path", &self.path)
            .field("read_only", &self.read_only)
            .finish_non_exhaustive()
    }
}

impl SqliteStore {
    /// Makes a new file with nothing in it and opens it.
    ///
    /// # Errors
    /// `Exists` where the name is taken; `NotFound` where its folder is missing; `Network`, `Denied`,
    /// `ReadOnly` and `Full` where it can't be made there.
    pub fn create(path: &Path, mode: Mode) -> Result<Self> {
        let path = place::resolve(path)?;
        open::create(&path, mode)?;
        Self::open(&path, mode)
    }

    /// Opens a file; where it is older than this program, it is brought up to date after a copy of it
    /// was put beside it.
    ///
    /// # Errors
    /// One for each way in which a file can't be used; nothing was written then.
    pub fn open(path: &Path, mode: Mode) -> Result<Self> {
        let path = place::resolve(path)?;
        let opened = open::open(&path, mode)?;
        Ok(Self::with(path, opened, Arc::new(Tables::new())))
    }

    fn with(path: PathBuf, opened: Opened, tables: Arc<Tables>) -> Self {
        let bell = if opened.read_only.is_none() {
            Bell::of(&path, opened.inode)
        } else {
            Bell::none()
        };
        Self {
            conn: opened.conn,
            path,
            inode: opened.inode,
            identity: opened.identity,
            read_only: opened.read_only,
            tables,
            bell,
            patience: opened.patience,
            overgrown: Cell::new(None),
            recent: Recent::default(),
        }
    }

    /// Takes away a file that nobody has put anything into, with its companions.
    ///
    /// # Errors
    /// Where it can't be taken away.
    pub fn discard(path: &Path) -> Result<()> {
        place::discard(&place::resolve(path)?)
    }

    /// The file, by its absolute name.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why nothing can be written, if that is so.
    #[must_use]
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// Writes a verified copy over one that is there already.
    ///
    /// # Errors
    /// Where the copy can't be written or does not verify; what was there is then left as it was.
    pub fn backup_over(
        &mut self,
        to: &Path,
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Seq> {
        backup::backup(self, to, true, progress)
    }

    fn view(&self) -> View<'_> {
        View {
            conn: &self.conn,
            path: &self.path,
            tables: &self.tables,
            recent: Some(&self.recent),
        }
    }

    fn begin(&self, sql: &str) -> Result<View<'_>> {
        self.conn
            .prepare_cached(sql)
            .and_then(|mut it| it.execute([]))
            .map_err(|e| fault(&self.path, e))?;
        Ok(self.view())
    }

    /// Ends a transaction that was not committed; where none is open, does nothing.
    fn roll_back(&self) {
        if !self.conn.is_autocommit() {
            let _ = self.conn.execute_batch("ROLLBACK");
        }
    }

    /// What is due after each commit: others are told, and the write-ahead log is kept short.
    fn committed(&self) {
        self.bell.ring();
        let length =
            || std::fs::metadata(place::beside(&self.path, "-wal")).map_or(0, |found| found.len());
        let mut left = length();
        if left > LONG_JOURNAL {
            // Nobody waits for readers here: what can't be folded in now is at the next commit.
            let usual = self.patience.set(Duration::ZERO);
            let _ = self
                .conn
                .execute_batch("PRAGMA main.wal_checkpoint(TRUNCATE)");
            self.patience.set(usual);
            left = length();
        }
        self.overgrown.set((left > LONG_JOURNAL).then_some(left));
    }

    /// Refuses to write where it is not possible, not allowed, or not the same file any more.
    fn may_write(&self) -> Result<()> {
        if let Some(detail) = &self.read_only {
            return Err(StoreError::ReadOnly {
                path: self.path.clone(),
                detail: detail.clone(),
            });
        }
        place::the_same(&self.path, self.inode)
    }
}

impl Store for SqliteStore {
    fn identity(&mut self) -> Result<u128> {
        Ok(self.identity)
    }

    fn read(&mut self) -> Result<Box<dyn Read + '_>> {
        let view = self.begin("BEGIN")?;
        let reader = read::Reader::new(self, view);
        if reader.is_err() {
            self.roll_back();
        }
        Ok(Box::new(reader?))
    }

    fn wait_at_most(&mut self, most: Duration) {
        self.patience.set(most);
    }

    fn write(&mut self) -> Result<Box<dyn Write + '_>> {
        self.may_write()?;
        let view = self.begin("BEGIN IMMEDIATE")?;
        let writer = open::still_known(&view).and_then(|()| write::Writer::new(self, view));
        if writer.is_err() {
            self.roll_back();
        }
        Ok(Box::new(writer?))
    }

    fn another(&self) -> Result<Box<dyn Store>> {
        place::the_same(&self.path, self.inode)?;
        let mut opened = open::connect(&self.path, self.inode, self.read_only.is_none())?;
        opened.read_only.clone_from(&self.read_only);
        Ok(Box::new(Self::with(
            self.path.clone(),
            opened,
            Arc::clone(&self.tables),
        )))
    }

    fn watch(&self) -> Result<Box<dyn Watch>> {
        let opened = open::connect(&self.path, self.inode, false)?;
        let watcher = watch::Watcher::new(opened.conn, self.path.clone(), self.inode)?;
        Ok(Box::new(watcher))
    }

    fn check(&mut self, progress: &mut dyn FnMut(&str)) -> Result<CheckReport> {
        let view = self.begin("BEGIN")?;
        let report = check::check(view, progress);
        self.roll_back();
        report
    }

    fn backup(&mut self, to: &Path, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<Seq> {
        backup::backup(self, to, false, progress)
    }

    fn companion(&self, suffix: &str) -> Option<Companion> {
        Some(Companion {
            path: place::beside(&self.path, suffix),
            mode: self.inode.permissions(),
            writable: self.read_only.is_none(),
        })
    }

    fn overgrown(&self) -> Option<u64> {
        self.overgrown.get()
    }
}
