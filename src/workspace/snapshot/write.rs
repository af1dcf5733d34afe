//! Writes a snapshot beside its name while the book is in use: piece by piece, each copied under a lock of its own.
//!
//! Where the book changes meanwhile the pieces would not belong together, and nothing comes of it. Only a whole and
//! synced file takes the name. What a killed process left half-written is swept away by the next one that writes.

use std::ffi::OsString;
use std::fs::{File, Permissions};
use std::io::{Error, ErrorKind};
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::Path;
use std::thread::ScopedJoinHandle;

use rustix::fs::{FlockOperation, flock};
use tempfile::NamedTempFile;

use super::file::{Entry, Of, PAGE, first_piece, head, name_sum};
use crate::book::Book;
use crate::store::Companion;

/// Bytes that are copied under one lock.
const STRETCH: usize = 1 << 20;
/// Cells that can be added behind a piece, at the least.
const LEAST: u64 = 64;
/// So many can be added where there are as many, and one more for every so many of all.
const MORE: (u64, u64) = (4096, 64);
/// So many bytes are worth bringing to the disk.
const WORTH: u64 = 64 << 20;
/// What stands behind the name while one is half-written.
const DRAFT: &str = ".draft-";

/// How much of a snapshot is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// So many bytes.
    pub bytes: u64,
    /// Of so many.
    pub of: u64,
}

impl Written {
    /// The share in whole percent.
    #[must_use]
    pub fn percent(self) -> u8 {
        let share = self.bytes.saturating_mul(100) / self.of.max(1);
        u8::try_from(share).unwrap_or(100).min(100)
    }
}

/// Looks into the book, if it is still the one that was begun with.
pub(super) type Look<'a> = dyn Fn(&mut dyn FnMut(&Book)) -> bool + 'a;

/// How writing ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The snapshot has its name.
    Written,
    /// The book changed meanwhile.
    Disturbed,
    /// It was told to stop, or somebody else writes one.
    LeftAlone,
}

/// Writes a snapshot.
pub(super) fn write(
    at: &Companion,
    of: &Of,
    look: &Look<'_>,
    go_on: &dyn Fn(Written) -> bool,
) -> std::io::Result<Outcome> {
    if !swept(&at.path)? {
        return Ok(Outcome::LeftAlone);
    }
    let mut table = Vec::new();
    if !look(&mut |book| table = plan(book)) {
        return Ok(Outcome::Disturbed);
    }
    let end = table.last().map_or(PAGE, |it: &Entry| it.start + it.length);
    let length = end.next_multiple_of(PAGE);
    let draft = draft(at)?;
    let file = draft.as_file();
    file.set_len(length)?;
    let outcome = copy_all(&draft, &mut table, look, go_on)?;
    if outcome != Outcome::Written {
        return Ok(outcome);
    }
    file.write_all_at(&head(of, &table, length), 0)?;
    file.sync_data()?;
    draft.persist(&at.path)?;
    Ok(Outcome::Written)
}

/// Where each piece will lie.
fn plan(book: &Book) -> Vec<Entry> {
    let mut table = Vec::new();
    book.pieces(&mut |piece| {
        let (cell, used) = (piece.cell as u64, piece.bytes.len() as u64);
        let cells = used / cell.max(1);
        let slack = cells.clamp(LEAST, MORE.0) + cells / MORE.1;
        table.push(Entry {
            name: name_sum(piece.name, piece.kind),
            cell: u32::try_from(piece.cell).unwrap_or_default(),
            used,
            length: used + slack * cell,
            ..Entry::default()
        });
    });
    let mut start = first_piece(table.len());
    for entry in &mut table {
        entry.start = start;
        start = (start + entry.length).next_multiple_of(PAGE);
    }
    table
}

/// Copies all pieces, and brings them to the disk meanwhile, so that not all of them are waited for at the end.
///
/// Where it is broken off, the name is taken away at once: the program may end before the disk is done.
fn copy_all(
    draft: &NamedTempFile,
    table: &mut [Entry],
    look: &Look<'_>,
    go_on: &dyn Fn(Written) -> bool,
) -> std::io::Result<Outcome> {
    let file = draft.as_file();
    let (mut before, all) = (0, table.iter().map(|it| it.used).sum());
    let mut unsynced = 0;
    std::thread::scope(|scope| {
        let mut syncing: Option<ScopedJoinHandle<'_, std::io::Result<()>>> = None;
        for (number, entry) in table.iter_mut().enumerate() {
            let go_on = |done: usize| {
                let bytes = before + done as u64;
                go_on(Written { bytes, of: all })
            };
            let outcome = copy(file, entry, number, look, &go_on)?;
            if outcome != Outcome::Written {
                let _gone = std::fs::remove_file(draft.path());
                return Ok(outcome);
            }
            before += entry.used;
            unsynced += entry.used;
            // A slow disk is not waited for: whoever ends the program would wait, too.
            if unsynced >= WORTH && syncing.as_ref().is_none_or(ScopedJoinHandle::is_finished) {
                unsynced = 0;
                joined(syncing.replace(scope.spawn(|| file.sync_data())))?;
            }
        }
        joined(syncing)?;
        Ok(Outcome::Written)
    })
}

fn joined(syncing: Option<ScopedJoinHandle<'_, std::io::Result<()>>>) -> std::io::Result<()> {
    syncing.map_or(Ok(()), |it| {
        it.join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Copies one piece, and notes its sum.
fn copy(
    file: &File,
    entry: &mut Entry,
    number: usize,
    look: &Look<'_>,
    go_on: &dyn Fn(usize) -> bool,
) -> std::io::Result<Outcome> {
    let used = usize::try_from(entry.used).unwrap_or(usize::MAX);
    let mut sum = crc32fast::Hasher::new();
    let mut buffer = Vec::with_capacity(STRETCH.min(used));
    let mut done = 0;
    while done < used {
        buffer.clear();
        let same = look(&mut |book| {
            let mut at = 0;
            book.pieces(&mut |piece| {
                if at == number {
                    let part = piece.bytes.get(done..used.min(done + STRETCH));
                    buffer.extend_from_slice(part.unwrap_or_default());
                }
                at += 1;
            });
        });
        if !same || buffer.is_empty() {
            return Ok(Outcome::Disturbed);
        }
        if !go_on(done) {
            return Ok(Outcome::LeftAlone);
        }
        sum.update(&buffer);
        file.write_all_at(&buffer, entry.start + done as u64)?;
        done += buffer.len();
    }
    entry.sum = sum.finalize();
    Ok(Outcome::Written)
}

/// A file that is not whole yet, which goes away unless it takes the name.
fn draft(at: &Companion) -> std::io::Result<NamedTempFile> {
    let (Some(folder), Some(beginning)) = (at.path.parent(), beginning(&at.path)) else {
        return Err(Error::from(ErrorKind::InvalidFilename));
    };
    let draft = tempfile::Builder::new()
        .prefix(&beginning)
        .tempfile_in(folder)?;
    // Held until the file is closed: whoever finds the name knows that somebody is at it.
    flock(draft.as_file(), FlockOperation::NonBlockingLockExclusive)?;
    (draft.as_file()).set_permissions(Permissions::from_mode(at.mode))?;
    Ok(draft)
}

/// What the names of half-written ones begin with.
fn beginning(path: &Path) -> Option<OsString> {
    let mut name = path.file_name()?.to_owned();
    name.push(DRAFT);
    Some(name)
}

/// Takes away what nobody is writing any more; says whether nobody is writing.
fn swept(path: &Path) -> std::io::Result<bool> {
    let (Some(folder), Some(beginning)) = (path.parent(), beginning(path)) else {
        return Ok(false);
    };
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if !(name.as_encoded_bytes()).starts_with(beginning.as_encoded_bytes()) {
            continue;
        }
        // One that is gone meanwhile took its name.
        let Ok(file) = File::open(entry.path()) else {
            continue;
        };
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Ok(false);
        }
        let _gone_already = std::fs::remove_file(entry.path());
    }
    Ok(true)
}
