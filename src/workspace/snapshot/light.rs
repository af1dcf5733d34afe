//! Lets go of what was read in a mapped snapshot: of what is seldom read again, and where that is not enough, of the rest.
//!
//! A page that was only read is as it is in the file, and comes from there again when it is read again: from the
//! system's own memory of the file in most cases, sixteen of them in ten microseconds. A page that was written is this
//! process's own, and stays. Where the system does not tell which is which, nothing is let go of. It knows nothing of
//! what the pages hold, nor when to let go of them.

use std::collections::HashSet;
use std::ops::Range;

use crate::book::Book;
use crate::workspace::Workspace;

/// What of a process is in memory without anybody looking at it now may be such a share of its snapshot.
const SHARE: (usize, usize) = (3, 4);
/// The texts of a snapshot that is larger would take longer than a frame to be read again.
const LARGE: usize = 1 << 30;
/// Bytes of which it is found out at a time whether they were only read.
#[cfg(target_os = "linux")]
const PIECE: usize = 16 << 20;

/// A mapping, and where in it lies what is seldom read, the least missed first, and what is read often.
#[derive(Debug)]
pub(super) struct Spread {
    pub(super) map: Mapped,
    pub(super) seldom: Vec<Range<usize>>,
    pub(super) often: Vec<Range<usize>>,
}

impl Spread {
    /// Whether this process has more in memory than so many bytes and than a share of the mapping.
    pub(super) fn is_heavy(&self, most: usize) -> bool {
        let length = self.map.length;
        let most = most.max(length / SHARE.1 * SHARE.0);
        length <= LARGE && held().is_some_and(|held| held > most)
    }
}

impl Workspace {
    /// Whether this process has more in memory than so many bytes and than a share of the snapshot.
    #[must_use]
    pub fn is_heavy(&self, most: usize) -> bool {
        let spread = self.keeping.spread();
        spread.as_ref().is_some_and(|it| it.is_heavy(most))
    }

    /// Lets go of what was read of the snapshot and is seldom read again, the least missed first, as long as this process
    /// is heavy, and of what is read often as long as it is too heavy all the same; says how many bytes that were.
    pub fn lighten(&self, most: usize, too_much: usize) -> usize {
        let spread = self.keeping.spread().clone();
        let gone = spread.map(|it| self.lighten_of(&it, most, too_much));
        gone.and_then(std::io::Result::ok).unwrap_or_default()
    }

    /// Lets go of what was read of the snapshot to make a book of an earlier moment, and whoever looks at that book does
    /// not read: what it has otherwise, and what is seldom read; as long as this process has more than so many bytes.
    pub fn make_room_for(&self, book: &Book, most: usize) -> usize {
        let Some(spread) = self.keeping.spread().clone() else {
            return 0;
        };
        let mut shared = HashSet::new();
        book.pieces(&mut |it| {
            shared.insert(it.bytes.as_ptr());
        });
        let mut pieces = Vec::new();
        self.book().pieces(&mut |it| {
            if !shared.contains(&it.bytes.as_ptr()) {
                pieces.extend(spread.map.place(it.bytes));
            }
        });
        if spread.map.length <= LARGE {
            pieces.extend(spread.seldom.iter().cloned());
        }
        let is_heavy = |_: &&Range<usize>| held().is_some_and(|held| held > most);
        let gone = self.let_go(spread.map, pieces.iter().filter(is_heavy));
        gone.unwrap_or_default()
    }

    #[cfg(target_os = "linux")]
    fn lighten_of(&self, spread: &Spread, most: usize, too_much: usize) -> std::io::Result<usize> {
        if !spread.is_heavy(most) {
            return Ok(0);
        }
        trim();
        let seldom = spread.seldom.iter().zip(std::iter::repeat(most));
        let often = spread.often.iter().zip(std::iter::repeat(too_much));
        let heavy = seldom.chain(often).filter(|it| spread.is_heavy(it.1));
        self.let_go(spread.map, heavy.map(|it| it.0))
    }

    /// Lets go of what was only read in pieces of the snapshot, until somebody writes to the book.
    #[cfg(target_os = "linux")]
    fn let_go<'a>(
        &self,
        map: Mapped,
        pieces: impl Iterator<Item = &'a Range<usize>>,
    ) -> std::io::Result<usize> {
        let flags = Flags::open()?;
        let mut gone = 0;
        for piece in pieces {
            for from in piece.clone().step_by(PIECE) {
                // Whoever writes to pages of the snapshot holds the book to change it, or works on one that stands apart.
                let (Ok(_nobody_apart), Ok(_nobody)) =
                    (self.keeping.apart.try_write(), self.book.try_read())
                else {
                    return Ok(gone);
                };
                gone += flags.let_go(map, &(from..piece.end.min(from + PIECE)))?;
            }
        }
        Ok(gone)
    }

    /// Elsewhere the system does not tell what was only read.
    #[cfg(not(target_os = "linux"))]
    fn lighten_of(&self, _spread: &Spread, _most: usize, _: usize) -> std::io::Result<usize> {
        Ok(0)
    }

    /// The same.
    #[cfg(not(target_os = "linux"))]
    fn let_go<'a>(
        &self,
        _map: Mapped,
        _pieces: impl Iterator<Item = &'a Range<usize>>,
    ) -> std::io::Result<usize> {
        Ok(0)
    }
}

/// A file in memory, for as long as the process lives.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mapped {
    /// The address of its first byte.
    start: usize,
    /// Its bytes.
    length: usize,
}

impl Mapped {
    /// Notes where a mapping lies that is never taken away.
    pub(super) fn of(map: &'static mut [u8]) -> (Self, &'static mut [u8]) {
        let (start, length) = (map.as_ptr().expose_provenance(), map.len());
        (Self { start, length }, map)
    }

    /// Where in it some bytes lie, if they do.
    fn place(&self, bytes: &[u8]) -> Option<Range<usize>> {
        let from = bytes.as_ptr().addr().checked_sub(self.start)?;
        let end = from + bytes.len();
        (end <= self.length).then_some(from..end)
    }
}

/// Elsewhere the system does not tell.
#[cfg(not(target_os = "linux"))]
fn held() -> Option<usize> {
    None
}

#[cfg(target_os = "linux")]
pub(super) use linux::{Flags, held, share, trim};

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::File;
    use std::io::{Error, ErrorKind, Result};
    use std::ops::Range;
    use std::os::unix::fs::FileExt;

    use rustix::mm::{Advice, madvise};
    use rustix::param::page_size;

    use super::Mapped;

    /// What the system says of a page: it is there.
    const PRESENT: u64 = 1 << 63;
    /// It is a file's, and not the process's own.
    const OF_FILE: u64 = 1 << 61;
    /// Bytes of what is said of one page.
    const FLAGS: usize = size_of::<u64>();

    /// How many bytes this process has in memory.
    pub(in super::super) fn held() -> Option<usize> {
        let told = std::fs::read_to_string("/proc/self/statm").ok()?;
        let pages: usize = told.split_whitespace().nth(1)?.parse().ok()?;
        Some(pages * page_size())
    }

    /// Gives memory back that is free and is kept for later.
    #[cfg_attr(
        target_env = "gnu",
        expect(unsafe_code, reason = "a function of the C library")
    )]
    pub(in super::super) fn trim() {
        // SAFETY: it takes a number and may be called at any time, from any thread.
        #[cfg(target_env = "gnu")]
        let _whether_any = unsafe { libc::malloc_trim(0) };
    }

    /// Has threads take memory from as many places as can work at a time, not from eight times as many. For the
    /// beginning of a program: places that there are stay.
    #[cfg_attr(
        target_env = "gnu",
        expect(unsafe_code, reason = "a function of the C library")
    )]
    pub(in super::super) fn share() {
        #[cfg(target_env = "gnu")]
        {
            let places = std::thread::available_parallelism().map_or(2, usize::from);
            let places = libc::c_int::try_from(places).unwrap_or(libc::c_int::MAX);
            // SAFETY: it takes two numbers; the library takes its own lock to note the second.
            let _whether = unsafe { libc::mallopt(libc::M_ARENA_MAX, places) };
        }
    }

    /// What the system says of this process's pages.
    pub(in super::super) struct Flags(File);

    impl Flags {
        /// Begins to ask.
        pub(in super::super) fn open() -> Result<Self> {
            File::open("/proc/self/pagemap").map(Self)
        }

        /// Lets go of what was only read in some bytes of a mapping; says how many bytes that were.
        ///
        /// Nobody may write to them meanwhile: what is written between question and deed would be lost.
        pub(in super::super) fn let_go(&self, map: Mapped, bytes: &Range<usize>) -> Result<usize> {
            let page = page_size();
            let (first, end) = (bytes.start / page, bytes.end.min(map.length).div_ceil(page));
            let many = end.saturating_sub(first);
            let mut told = vec![0; many * FLAGS];
            let at = (map.start / page + first) * FLAGS;
            self.0.read_exact_at(&mut told, at as u64)?;
            let only_read = |flags: &[u8]| {
                let flags = flags.try_into().map_or(0, u64::from_ne_bytes);
                flags & (PRESENT | OF_FILE) == PRESENT | OF_FILE
            };
            let pages: Vec<bool> = told.chunks_exact(FLAGS).map(only_read).collect();
            let (mut at, mut gone) = (first, 0);
            for run in pages.chunk_by(|one, next| one == next) {
                if run.first() == Some(&true) {
                    map.drop_clean(at * page, run.len() * page)?;
                    gone += run.len() * page;
                }
                at += run.len();
            }
            Ok(gone)
        }
    }

    impl Mapped {
        #[expect(unsafe_code, reason = "what was written to a page would be lost")]
        fn drop_clean(self, from: usize, bytes: usize) -> Result<()> {
            let start = std::ptr::with_exposed_provenance_mut::<u8>(self.start + from);
            if from + bytes > self.length.next_multiple_of(page_size()) {
                return Err(Error::from(ErrorKind::InvalidInput));
            }
            // SAFETY: the pages lie in a private mapping that is never taken away (`Mapped::of`), and each is the file's
            // own (`OF_FILE`), so nothing in this process has changed it; the next that reads it finds the same bytes,
            // for the file is never changed (`file::map`).
            unsafe { madvise(start.cast(), bytes, Advice::LinuxDontNeed) }.map_err(Error::from)
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::io::Write as _;

    use super::super::file::map;
    use super::*;

    #[test]
    fn what_was_written_stays_and_what_was_read_comes_again() {
        let page = rustix::param::page_size();
        let mut file = tempfile::tempfile().unwrap();
        let bytes: Vec<u8> = (0..=255).cycle().take(40 * page).collect();
        file.write_all(&bytes).unwrap();
        let map = Box::leak(Box::new(map(&file, bytes.len()).unwrap()));
        let (mapped, map) = Mapped::of(&mut map[..]);
        let flags = Flags::open().unwrap();
        let sum = |map: &[u8]| map.iter().map(|it| u64::from(*it)).sum::<u64>();
        let before = sum(map);
        map[3 * page] = 77;
        map[20 * page + 5] = 78;
        let after = sum(map);
        assert_ne!(before, after);
        let let_go = |bytes| flags.let_go(mapped, &bytes).unwrap();
        assert_eq!(let_go(0..7 * page), 6 * page);
        assert_eq!(let_go(7 * page..100 * page), 32 * page);
        // Nothing is there any more but what was written.
        assert_eq!(let_go(0..40 * page), 0);
        assert_eq!(
            (sum(map), map[3 * page], map[20 * page + 5]),
            (after, 77, 78)
        );
        assert_eq!(let_go(0..40 * page), 38 * page);
    }
}
