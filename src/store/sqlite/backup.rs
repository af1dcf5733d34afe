//! Copies: a verified one beside the living file, and one put back in its place.
//!
//! A copy is finished and proved under another name before it gets its own, so that there is never a
//! half copy, and never a moment without a file.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::draft::Draft;
use super::fault::fault;
use super::tables::{Tables, quoted};
use super::view::View;
use super::{Result, SqliteStore, check, open, place};
use crate::model::{Kind, Seq};
use crate::store::StoreError;

/// How many pages are copied between two reports.
const PAGES: i32 = 2048;
/// How often it is asked whether to go on with a proof.
const ASKED: Duration = Duration::from_millis(50);

/// Tells how far a copy has come: pages done, pages in all.
type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// What two copies of the same data have in common.
#[derive(Debug, PartialEq, Eq)]
struct Summary {
    head: Seq,
    rows: Vec<i64>,
}

/// Writes a copy while others write.
pub(super) fn backup(
    store: &SqliteStore,
    to: &Path,
    overwrite: bool,
    progress: Progress<'_>,
) -> Result<Seq> {
    let to = place::resolve(to)?;
    match place::existing(&to) {
        Ok(found) if found.is(store.inode) => {
            return Err(denied(&to, "it is the file that is to be copied"));
        }
        Ok(_) if !overwrite => return Err(StoreError::Exists { path: to }),
        Ok(_) if fs::metadata(place::beside(&to, "-wal")).is_ok() => {
            return Err(StoreError::InUse { path: to });
        }
        Ok(_) | Err(StoreError::NotFound { .. }) => {}
        Err(e) => return Err(e),
    }
    // The copy is of the moment at which it begins, whatever others write meanwhile.
    let view = store.begin("BEGIN")?;
    let copied = copy(view, &to, progress);
    store.roll_back();
    let (draft, head) = copied?;
    draft.publish(&to, overwrite)?;
    Ok(head)
}

/// Puts a copy in the place of a file, or where none is; the copy is proved before anything is moved.
///
/// With `force` a file that is there is kept under another name (`.before-restore`). Gives the last
/// change set of what was restored.
///
/// # Errors
/// Where the copy is not sound; `Exists` where there is a file and `force` was not given; `InUse` where
/// others have it open.
pub fn restore(from: &Path, to: &Path, force: bool, progress: Progress<'_>) -> Result<Seq> {
    let (from, to) = (place::resolve(from)?, place::resolve(to)?);
    place::shareable(&to, force)?;
    let source = place::existing(&from)?;
    let live = match place::existing(&to) {
        Ok(found) if found.is(source) => return Err(denied(&to, "it is the copy itself")),
        Ok(_) if !force => return Err(StoreError::Exists { path: to }),
        Ok(found) => Some(found),
        Err(StoreError::NotFound { .. }) => None,
        Err(e) => return Err(e),
    };
    let conn = open::inspect(&from)?;
    let failed = |e| fault(&from, e);
    conn.execute_batch("BEGIN").map_err(failed)?;
    let (conn, _) = proved(conn, &from, &mut || progress(0, 0))?;
    let view = View {
        conn: &conn,
        path: &from,
        tables: &Tables::new(),
        recent: None,
    };
    let (draft, head) = copy(view, &to, progress)?;
    match live {
        None => draft.publish(&to, false)?,
        Some(live) => {
            let mode = fs::Permissions::from_mode(live.permissions());
            fs::set_permissions(draft.path(), mode)
                .map_err(|e| place::refused(draft.path(), &e))?;
            set_aside(&to, || draft.publish(&to, true))?;
        }
    }
    Ok(head)
}

/// Copies what the view sees to a file beside the target and proves it.
fn copy(view: View<'_>, to: &Path, progress: Progress<'_>) -> Result<(Draft, Seq)> {
    let draft = Draft::new(to)?;
    let path = draft.path();
    let expected = summary(view)?;
    let total = pages(view, path, progress)?;
    let (conn, found) = proved(single(path)?, path, &mut || progress(total, total))?;
    if found != expected {
        return Err(StoreError::Corrupt {
            path: path.to_owned(),
            detail: "the copy does not hold what was copied".to_owned(),
        });
    }
    conn.close().map_err(|(_, e)| fault(path, e))?;
    if progress(total, total) {
        Ok((draft, expected.head))
    } else {
        Err(StoreError::Stopped)
    }
}

/// Proves a copy, and asks meanwhile whether to go on: of a large one that takes as long as the copying.
fn proved(
    conn: Connection,
    path: &Path,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<(Connection, Summary)> {
    let interrupt = conn.get_interrupt_handle();
    let (at_work, done) = mpsc::channel::<()>();
    let prove = move || {
        let found = sound(View {
            conn: &conn,
            path,
            tables: &Tables::new(),
            recent: None,
        });
        drop(at_work);
        found.map(|found| (conn, found))
    };
    std::thread::scope(|scope| {
        let proof = scope.spawn(prove);
        let mut stopped = false;
        while done.recv_timeout(ASKED) == Err(RecvTimeoutError::Timeout) {
            if !go_on() {
                stopped = true;
                interrupt.interrupt();
            }
        }
        let proof = proof.join().unwrap_or_else(|panic| resume_unwind(panic));
        if stopped {
            Err(StoreError::Stopped)
        } else {
            proof
        }
    })
}

/// Copies the pages; says how many they are.
fn pages(view: View<'_>, draft: &Path, progress: Progress<'_>) -> Result<u64> {
    let failed = |e| fault(draft, e);
    let mut target = Connection::open_with_flags(draft, writable()).map_err(failed)?;
    target
        .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        .map_err(failed)?;
    let backup = Backup::new(view.conn, &mut target).map_err(failed)?;
    loop {
        let step = backup.step(PAGES).map_err(failed)?;
        let state = backup.progress();
        let pages = |it: i32| u64::try_from(it).unwrap_or(0);
        let total = pages(state.pagecount);
        if !progress(total - pages(state.remaining).min(total), total) {
            return Err(StoreError::Stopped);
        }
        match step {
            StepResult::Done => return Ok(total),
            StepResult::Busy | StepResult::Locked => {
                return Err(StoreError::Busy {
                    path: draft.to_owned(),
                });
            }
            // The list of outcomes is not ours: whatever is added to it is no end.
            StepResult::More | _ => {}
        }
    }
}

/// Opens a finished copy as one plain file, without a write-ahead log beside it.
fn single(draft: &Path) -> Result<Connection> {
    let open = || {
        let conn = Connection::open_with_flags(draft, writable())?;
        conn.execute_batch("PRAGMA journal_mode = DELETE;")?;
        Ok(conn)
    };
    open().map_err(|e| fault(draft, e))
}

/// Refuses data that is not sound; says what sound data holds.
fn sound(view: View<'_>) -> Result<Summary> {
    match check::integrity(view.conn)
        .map_err(|e| view.fault(e))?
        .first()
    {
        Some(problem) => Err(view.corrupt(problem.clone())),
        None => summary(view),
    }
}

fn summary(view: View<'_>) -> Result<Summary> {
    let count = |table: &str| -> Result<i64> {
        let sql = format!("SELECT count(*) FROM {}", quoted(table));
        view.conn
            .query_row(&sql, [], |row| row.get(0))
            .map_err(|e| view.fault(e))
    };
    let tables = Kind::ALL.into_iter().map(Kind::code);
    let further = ["step", "change_set", "change_block"];
    Ok(Summary {
        head: view.head()?,
        rows: tables.chain(further).map(count).collect::<Result<_>>()?,
    })
}

/// Gives the living file another name while nobody has it open, and lets the new one take its place.
fn set_aside(live: &Path, replace: impl FnOnce() -> Result<()>) -> Result<()> {
    let alone = alone(live)?;
    let aside = place::free_name(live, ".before-restore");
    let named = |e: std::io::Error| place::refused(&aside, &e);
    fs::hard_link(live, &aside).map_err(named)?;
    if alone.is_none() {
        // Damaged: what was never folded into it belongs to it still.
        for companion in ["-wal", "-shm"] {
            let (from, to) = (
                place::beside(live, companion),
                place::beside(&aside, companion),
            );
            match fs::rename(from, to) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(named(e)),
                Ok(()) | Err(_) => {}
            }
        }
    }
    let replaced = replace();
    if replaced.is_err() {
        let _ = fs::remove_file(&aside);
    }
    replaced
}

/// A connection that keeps all others out; none where the file is too damaged to be opened.
fn alone(live: &Path) -> Result<Option<Connection>> {
    let lock = || {
        let conn = Connection::open_with_flags(live, writable())?;
        conn.busy_timeout(Duration::from_secs(1))?;
        // Leaving the write-ahead log needs the file alone, and leaves nothing beside it.
        let mode: String =
            conn.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
        conn.execute_batch("BEGIN EXCLUSIVE")?;
        Ok((conn, mode))
    };
    match lock().map_err(|e| fault(live, e)) {
        Ok((conn, mode)) if mode == "delete" => Ok(Some(conn)),
        Ok(_) | Err(StoreError::Busy { .. }) => Err(StoreError::InUse {
            path: live.to_owned(),
        }),
        Err(StoreError::Corrupt { .. }) => Ok(None),
        Err(e) => Err(e),
    }
}

const fn writable() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE
        .union(OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .union(OpenFlags::SQLITE_OPEN_NOFOLLOW)
}

fn denied(path: &Path, detail: &str) -> StoreError {
    StoreError::Denied {
        path: path.to_owned(),
        detail: detail.to_owned(),
    }
}
