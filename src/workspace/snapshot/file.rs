//! The file of a snapshot: a header, a table of its pieces, the pieces; read, checked and mapped, never changed.
//!
//! A snapshot is written beside its name and then takes it, so what is open here stays as it was found whatever others
//! do. Nothing in it is believed that its sums do not bear out. It knows nothing of what the pieces hold.

use std::fs::File;
use std::io::Read as _;
use std::ops::Range;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use memmap2::{MmapMut, MmapOptions};
use rayon::prelude::*;
use zerocopy::{FromBytes, FromZeros, Immutable, IntoBytes, KnownLayout};

use super::light::{Mapped, Spread};
use crate::book::pieces::{Lender, Lent, OtherPieces, seldom};

/// What every snapshot begins with.
const MAGIC: [u8; 8] = *b"5ply.snp";
/// The layout of header and table.
const FORMAT: u32 = 1;
/// Reads as another number where bytes are ordered otherwise.
const ORDER: u32 = 0x0102_0304;
/// Pieces begin at multiples of this.
pub(super) const PAGE: u64 = 4096;
/// More pieces than a book will ever have.
const MOST: u32 = 4096;
/// Bytes that are read at a time to be summed.
const STRETCH: usize = 1 << 20;

/// Whose snapshot it is, and of when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Of {
    /// The identity of the data.
    pub identity: u128,
    /// The mark of the program that made it.
    pub program: u32,
    /// The last change set in it.
    pub seq: u64,
    /// The request that made that set.
    pub op: u128,
}

/// Why a snapshot is not used.
#[derive(Debug, thiserror::Error)]
pub(in crate::workspace) enum Flaw {
    #[error("there is none")]
    Missing,
    #[error("it can't be read: {0}")]
    Io(#[from] std::io::Error),
    #[error("it is no snapshot")]
    Foreign,
    #[error("it was made by another version of the program")]
    Program,
    #[error("it is of other data")]
    Data,
    #[error("it is of a time that this data did not have")]
    Time,
    #[error("too much has changed since")]
    Stale,
    #[error("it is cut off or too long")]
    Length,
    #[error("its {0} is damaged")]
    Damaged(String),
    #[error("it holds something else: {0}")]
    Pieces(#[from] OtherPieces),
    #[error("the log does not go on from it")]
    Log,
}

#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
struct Header {
    magic: [u8; 8],
    order: u32,
    format: u32,
    program: u32,
    pieces: u32,
    identity: [u8; 16],
    op: [u8; 16],
    seq: u64,
    /// Of the whole file.
    length: u64,
    /// The sum of the table.
    table: u32,
    /// The sum of all before it.
    sum: u32,
}

/// A piece in the table.
#[derive(Debug, Clone, Copy, Default, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct Entry {
    /// The sum of its name and of what it is made of.
    pub name: u32,
    /// The bytes of a cell.
    pub cell: u32,
    /// Where it begins.
    pub start: u64,
    /// Its bytes, slack included.
    pub length: u64,
    /// Its bytes that are in use.
    pub used: u64,
    /// Their sum.
    pub sum: u32,
    /// Nothing.
    pub rest: u32,
}

/// The sum that stands for a piece's name in the table.
pub(super) fn name_sum(name: &str, kind: &str) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(name.as_bytes());
    sum.update(&[0]);
    sum.update(kind.as_bytes());
    sum.finalize()
}

/// Where the first piece begins, behind a table of so many.
pub(super) const fn first_piece(pieces: usize) -> u64 {
    ((size_of::<Header>() + pieces * size_of::<Entry>()) as u64).next_multiple_of(PAGE)
}

/// The bytes that come before the first piece.
pub(super) fn head(of: &Of, table: &[Entry], length: u64) -> Vec<u8> {
    let mut header = Header {
        magic: MAGIC,
        order: ORDER,
        format: FORMAT,
        program: of.program,
        pieces: u32::try_from(table.len()).unwrap_or_default(),
        identity: of.identity.to_be_bytes(),
        op: of.op.to_be_bytes(),
        seq: of.seq,
        length,
        table: crc32fast::hash(table.as_bytes()),
        sum: 0,
    };
    header.sum = header.own_sum();
    [header.as_bytes(), table.as_bytes()].concat()
}

impl Header {
    fn own_sum(&self) -> u32 {
        let bytes = self.as_bytes();
        let before = bytes.len() - size_of::<u32>();
        crc32fast::hash(bytes.get(..before).unwrap_or_default())
    }
}

/// A snapshot that is open; its header and table are sound.
#[derive(Debug)]
pub(super) struct Found {
    file: File,
    pub of: Of,
    table: Vec<Entry>,
    length: u64,
}

impl Found {
    /// Opens a snapshot.
    pub(super) fn open(path: &Path) -> Result<Self, Flaw> {
        let opened = std::fs::OpenOptions::new()
            .read(true)
            .custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed())
            .open(path);
        let mut file = opened.map_err(|e| {
            if e.kind() == std::io::ErrorKind::NotFound {
                Flaw::Missing
            } else {
                Flaw::Io(e)
            }
        })?;
        let found = file.metadata()?;
        let mut header = Header::new_zeroed();
        if !found.is_file() || file.read_exact(header.as_mut_bytes()).is_err() {
            return Err(Flaw::Foreign);
        }
        if header.magic != MAGIC || header.order != ORDER {
            return Err(Flaw::Foreign);
        }
        if header.format != FORMAT {
            return Err(Flaw::Program);
        }
        if header.sum != header.own_sum() || header.pieces > MOST {
            return Err(Flaw::Damaged("header".to_owned()));
        }
        if header.length != found.len() {
            return Err(Flaw::Length);
        }
        let mut table = vec![Entry::default(); header.pieces as usize];
        file.read_exact(table.as_mut_bytes())?;
        if header.table != crc32fast::hash(table.as_bytes()) || !in_order(&table, header.length) {
            return Err(Flaw::Damaged("table".to_owned()));
        }
        Ok(Self {
            file,
            of: Of {
                identity: u128::from_be_bytes(header.identity),
                program: header.program,
                seq: header.seq,
                op: u128::from_be_bytes(header.op),
            },
            table,
            length: header.length,
        })
    }

    /// The bytes that are in use.
    pub(super) fn bytes(&self) -> u64 {
        self.table.iter().map(|it| it.used).sum()
    }

    /// Reads everything once and compares it with the sums, until told to stop.
    pub(super) fn verify(&self, go_on: &(dyn Fn() -> bool + Sync)) -> Result<(), Flaw> {
        let pieces = self.table.par_iter().with_max_len(1);
        pieces.try_for_each(|entry| {
            let mut sum = crc32fast::Hasher::new();
            let mut buffer = vec![0; STRETCH.min(usize::try_from(entry.used).unwrap_or(STRETCH))];
            let mut at = 0;
            while at < entry.used {
                if !go_on() {
                    return Ok(());
                }
                let rest = usize::try_from(entry.used - at).unwrap_or(STRETCH);
                let part = &mut buffer[..rest.min(STRETCH)];
                self.file.read_exact_at(part, entry.start + at)?;
                sum.update(part);
                at += part.len() as u64;
            }
            if sum.finalize() == entry.sum {
                Ok(())
            } else {
                Err(Flaw::Damaged(format!("piece at {}", entry.start)))
            }
        })
    }

    /// Maps the file; what is written to the pieces stays in this process.
    pub(super) fn lend(&self) -> Result<Pieces, Flaw> {
        let length = usize::try_from(self.length).map_err(|_| Flaw::Length)?;
        // Sessions read the book until the process ends, and a process opens few: the mapping stays for good. One that
        // is not used any more costs addresses, and the pages that were written.
        let map = Box::leak(Box::new(map(&self.file, length)?));
        let (mapped, rest) = Mapped::of(&mut map[..]);
        Ok(Pieces {
            mapped,
            lent: Vec::new(),
            rest,
            at: 0,
            table: self.table.clone().into_iter(),
        })
    }
}

/// Maps a snapshot privately.
#[expect(
    unsafe_code,
    reason = "a mapping is sound only while nobody changes the file"
)]
pub(super) fn map(file: &File, length: usize) -> std::io::Result<MmapMut> {
    let mut options = MmapOptions::new();
    options.len(length).no_reserve_swap();
    // SAFETY: a snapshot is written under another name and changed by nobody once it has its own. Whoever has a newer
    // one renames that over it, and this file lives on without a name. The mapping is private: what is written to it
    // never gets into the file. What is read from it are cells, which any bytes are (`book::column::Cell`).
    unsafe { options.map_copy(file) }
}

fn in_order(table: &[Entry], length: u64) -> bool {
    let mut at = first_piece(table.len());
    table.iter().all(|it| {
        let begins = it.start >= at && it.start.is_multiple_of(PAGE);
        at = it.start.saturating_add(it.length);
        let cell = u64::from(it.cell);
        let whole = cell > 0 && it.length.is_multiple_of(cell) && it.used.is_multiple_of(cell);
        begins && whole && it.used <= it.length && at <= length
    })
}

/// The pieces of a mapped snapshot, one after the other.
#[derive(Debug)]
pub(super) struct Pieces {
    mapped: Mapped,
    /// Where those lie that were given out, each with its place among those that are seldom read, if it is one.
    lent: Vec<(Option<usize>, Range<usize>)>,
    rest: &'static mut [u8],
    at: u64,
    table: std::vec::IntoIter<Entry>,
}

impl Pieces {
    /// The mapping, and where in it the pieces lie.
    pub(super) fn spread(mut self) -> Spread {
        self.lent.sort_by_key(|it| it.0);
        let (often, seldom) = self.lent.into_iter().partition(|it| it.0.is_none());
        let places = |lent: Vec<(_, Range<usize>)>| lent.into_iter().map(|it| it.1).collect();
        Spread {
            map: self.mapped,
            seldom: places(seldom),
            often: places(often),
        }
    }
}

impl Lender for Pieces {
    fn cell(&self) -> Option<usize> {
        self.table.as_slice().first().map(|it| it.cell as usize)
    }

    fn next(&mut self, name: &str, kind: &'static str) -> Option<Lent> {
        let entry = self.table.next()?;
        if entry.name != name_sum(name, kind) {
            return None;
        }
        let skip = usize::try_from(entry.start.checked_sub(self.at)?).ok()?;
        let length = usize::try_from(entry.length).ok()?;
        let (_, rest) = std::mem::take(&mut self.rest).split_at_mut_checked(skip)?;
        let (bytes, rest) = rest.split_at_mut_checked(length)?;
        (self.rest, self.at) = (rest, entry.start + entry.length);
        let used = usize::try_from(entry.used).ok()?;
        if let Ok(start) = usize::try_from(entry.start) {
            self.lent.push((seldom(name), start..start + used));
        }
        Some(Lent { bytes, used })
    }
}
