//! The pages of a new file in SQLite's own format, which it promises to read for good: <https://sqlite.org/fileformat2.html>.
//!
//! A file that nobody else sees is filled several times as fast that way as row by row, and by several hands at once:
//! every tree takes pages in runs, so that each of them lies in one piece. The tables themselves are made by SQLite
//! before, and it opens what was written here like any other file; the tests have it look through all of it.
//! What is in the rows is not known here.

mod keys;
mod record;
mod tree;

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub(super) use keys::Keys;
pub(super) use record::Layout;
pub(super) use tree::{Cells, Form, Tree};

use self::record::varint;
use super::Result;
use super::place::refused;

/// How many bytes a page has.
pub(super) const PAGE: usize = 4096;
/// Locks are taken on this page, so that nothing may lie there.
const LOCKS: u32 = (1 << 30) / PAGE as u32 + 1;
/// So many pages are taken and written at once.
const RUN: u32 = 32;
/// So many bytes are worth bringing to the disk.
const WORTH: u64 = 48 << 20;
/// Where the header says how many pages there are, and which of them are free.
const COUNT_AT: u64 = 28;
const FREE_AT: u64 = 32;

/// The pages of one file.
pub(super) struct Pages {
    file: File,
    /// So many bytes were written since the file was brought to the disk.
    behind: AtomicU64,
    path: PathBuf,
    rest: Mutex<Rest>,
}

/// Pages that nothing lies on yet.
struct Rest {
    next: u32,
    /// What was left of runs.
    left: Vec<Range<u32>>,
}

impl Rest {
    fn run(&mut self) -> Option<Range<u32>> {
        if let Some(left) = self.left.pop() {
            return Some(left);
        }
        if self.next == LOCKS {
            self.next += 1;
        }
        let from = self.next;
        let mut to = from.checked_add(RUN)?;
        if from < LOCKS {
            to = to.min(LOCKS);
        }
        self.next = to;
        Some(from..to)
    }
}

impl Pages {
    /// Takes a file that SQLite has closed and that has so many pages.
    pub(super) fn new(path: &Path, count: u32) -> Result<Self> {
        let file = File::options().write(true).open(path);
        Ok(Self {
            file: file.map_err(|e| refused(path, &e))?,
            path: path.to_owned(),
            behind: AtomicU64::new(0),
            rest: Mutex::new(Rest {
                next: count + 1,
                left: Vec::new(),
            }),
        })
    }

    /// A pen that writes on pages of its own.
    pub(super) const fn pen(&self) -> Pen<'_> {
        Pen {
            pages: self,
            run: 0..0,
            first: 0,
            bytes: Vec::new(),
        }
    }

    fn rest(&self) -> MutexGuard<'_, Rest> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) -> Result<Range<u32>> {
        let full = || refused(&self.path, &io::ErrorKind::FileTooLarge.into());
        self.rest().run().ok_or_else(full)
    }

    /// Brings what was written to the disk, if it is worth it.
    pub(super) fn sync(&self) -> Result<()> {
        if self.behind.load(Ordering::Relaxed) < WORTH {
            return Ok(());
        }
        self.behind.store(0, Ordering::Relaxed);
        let synced = self.file.sync_data();
        synced.map_err(|e| refused(&self.path, &e))
    }

    fn write(&self, at: u64, bytes: &[u8]) -> Result<()> {
        self.behind.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        let written = self.file.write_all_at(bytes, at);
        written.map_err(|e| refused(&self.path, &e))
    }

    fn put(&self, page: u32, bytes: &[u8]) -> Result<()> {
        self.write(u64::from(page - 1) * PAGE as u64, bytes)
    }

    /// Notes in the header how long the file is and what is free in it.
    pub(super) fn finish(&self) -> Result<()> {
        let (next, left) = {
            let mut rest = self.rest();
            (rest.next, std::mem::take(&mut rest.left))
        };
        let free: Vec<u32> = left.into_iter().flatten().collect();
        let mut before = 0_u32;
        // A page that lists free ones holds two numbers more, and old versions want its last six left alone.
        for list in free.chunks(PAGE / 4 - 7) {
            let [trunk, leaves @ ..] = list else { continue };
            let mut bytes = [before.to_be_bytes(), (leaves.len() as u32).to_be_bytes()].concat();
            bytes.extend(leaves.iter().flat_map(|it| it.to_be_bytes()));
            bytes.resize(PAGE, 0);
            self.put(*trunk, &bytes)?;
            before = *trunk;
        }
        let count = next - 1;
        // Pages that are free were never written.
        let length = self.file.set_len(u64::from(count) * PAGE as u64);
        length.map_err(|e| refused(&self.path, &e))?;
        self.write(COUNT_AT, &count.to_be_bytes())?;
        self.write(
            FREE_AT,
            &[before, free.len() as u32].map(u32::to_be_bytes).concat(),
        )
    }
}

/// Writes page after page.
pub(super) struct Pen<'p> {
    pages: &'p Pages,
    run: Range<u32>,
    /// The pages that wait to be written, from the first of them on.
    first: u32,
    bytes: Vec<u8>,
}

impl Pen<'_> {
    /// The number of a page for `put`.
    fn take(&mut self) -> Result<u32> {
        loop {
            if let Some(page) = self.run.next() {
                return Ok(page);
            }
            self.run = self.pages.run()?;
        }
    }

    /// Fills a page.
    fn put(&mut self, page: u32, bytes: &[u8; PAGE]) -> Result<()> {
        let waiting = (self.bytes.len() / PAGE) as u32;
        if waiting >= RUN || page != self.first + waiting {
            self.flush()?;
            self.first = page;
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        if !self.bytes.is_empty() {
            self.pages.put(self.first, &self.bytes)?;
            self.bytes.clear();
        }
        Ok(())
    }

    /// Writes what waits, and gives the pages back that it did not need.
    fn finish(mut self) -> Result<()> {
        self.flush()?;
        if !self.run.is_empty() {
            let left = std::mem::replace(&mut self.run, 0..0);
            self.pages.rest().left.push(left);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_ever_put_on_the_page_of_the_locks() {
        let mut rest = Rest {
            next: LOCKS - 40,
            left: Vec::new(),
        };
        let runs: Vec<_> = std::iter::from_fn(|| rest.run()).take(4).collect();
        assert_eq!(u64::from(LOCKS - 1) * PAGE as u64, 1 << 30);
        assert_eq!(
            runs,
            [
                LOCKS - 40..LOCKS - 8,
                LOCKS - 8..LOCKS,
                LOCKS + 1..LOCKS + 33,
                LOCKS + 33..LOCKS + 65
            ]
        );
    }

    #[test]
    fn pages_that_nobody_needs_are_free() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("fruit.db");
        let create = "CREATE TABLE fruit (name TEXT)";
        let conn = rusqlite::Connection::open(&path).unwrap();
        conn.execute_batch(create).unwrap();
        drop(conn);
        let pages = Pages::new(&path, 2).unwrap();
        let mut pens: Vec<Pen<'_>> = (0..70).map(|_| pages.pen()).collect();
        for pen in &mut pens {
            // Taken and given back, as if it had been needed.
            let page = pen.take().unwrap();
            pen.run.start = page;
        }
        for pen in pens {
            pen.finish().unwrap();
        }
        pages.finish().unwrap();
        let conn = rusqlite::Connection::open(&path).unwrap();
        let asked = |what| {
            conn.pragma_query_value(None, what, |row| row.get::<_, u32>(0))
                .unwrap()
        };
        assert_eq!(asked("freelist_count"), 70 * RUN);
        assert_eq!(asked("page_count"), 70 * RUN + 2);
        let found: String = conn
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(found, "ok");
    }
}
