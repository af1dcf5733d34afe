//! Lets go of what was read in a mapped snapshot and is not looked at any more.
//!
//! A page that was only read is as it is in the file, and comes from there again when it is read again: from the
//! system's own memory of the file in most cases, which costs less than a microsecond. A page that was written is this
//! process's own, and stays. Where the system does not tell which is which, nothing is let go of. It knows nothing of
//! what the pages hold, nor when to let go of them.

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

    /// Its bytes.
    pub(super) const fn length(self) -> usize {
        self.length
    }
}

#[cfg(target_os = "linux")]
pub(super) use linux::{Flags, held};

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::File;
    use std::io::{Error, ErrorKind, Result};
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

    /// How many bytes of files are in this process's memory.
    pub(in super::super) fn held() -> Option<usize> {
        let told = std::fs::read_to_string("/proc/self/statm").ok()?;
        let pages: usize = told.split_whitespace().nth(2)?.parse().ok()?;
        Some(pages * page_size())
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
        pub(in super::super) fn let_go(
            &self,
            map: Mapped,
            from: usize,
            bytes: usize,
        ) -> Result<usize> {
            let page = page_size();
            let end = map.length.min(from.saturating_add(bytes)).div_ceil(page);
            let (first, many) = (from / page, end.saturating_sub(from / page));
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
        let gone: usize = [(0, 7 * page), (7 * page, 100 * page)]
            .map(|(from, bytes)| flags.let_go(mapped, from, bytes).unwrap())
            .iter()
            .sum();
        assert_eq!(gone, 38 * page);
        // Nothing is there any more but what was written.
        assert_eq!(flags.let_go(mapped, 0, 40 * page).unwrap(), 0);
        assert_eq!(
            (sum(map), map[3 * page], map[20 * page + 5]),
            (after, 77, 78)
        );
        assert_eq!(flags.let_go(mapped, 0, 40 * page).unwrap(), 38 * page);
    }
}
