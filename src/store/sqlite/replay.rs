//! Makes the rows anew from the log alone, in a database of its own that is gone afterwards.

use rusqlite::Connection;

use super::Result;
use super::compare::Problems;
use super::fault::fault;
use super::migrate::{self, MIGRATIONS};
use super::rows::{self, RowWriter};
use super::view::View;
use crate::model::{Change, Op, Seq, SetInfo};
use crate::store::{LogFilter, StoreError};

/// How many sets are listed at a time.
const PAGE: usize = 1000;

/// What came of it.
pub(super) struct Replay {
    pub conn: Connection,
    pub sets: u64,
    pub changes: u64,
}

/// Replays the whole log; what does not fit is told and passed over.
pub(super) fn replay(
    view: View<'_>,
    problems: &mut Problems,
    progress: &mut dyn FnMut(&str),
) -> Result<Replay> {
    let conn = empty(view)?;
    let mut replay = Replay {
        conn,
        sets: 0,
        changes: 0,
    };
    let head = view.head()?;
    let mut next = Seq(1);
    while next <= head {
        // Newest first is how they are listed; a page is turned around.
        let page = LogFilter {
            actor: None,
            before: Some(Seq(next.0 + PAGE as u64)),
            limit: PAGE,
        };
        let sets = view.log(&page)?;
        for info in sets.iter().rev().filter(|it| it.seq >= next) {
            replay.changes += again(view, &replay.conn, info, problems)?;
            replay.sets += 1;
        }
        next = Seq(next.0 + PAGE as u64);
        progress(&format!("change set {} of {head}", next.0.min(head.0)));
    }
    replay
        .conn
        .execute_batch("COMMIT")
        .map_err(|e| fault(view.path, e))?;
    Ok(replay)
}

/// A database without a name: in memory while it is small, in a file that nobody sees when it is not.
fn empty(view: View<'_>) -> Result<Connection> {
    let make = || {
        let conn = Connection::open("")?;
        conn.set_prepared_statement_cache_capacity(128);
        conn.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;",
        )?;
        migrate::create(&conn, MIGRATIONS)?;
        conn.execute_batch("PRAGMA foreign_keys = ON; BEGIN")?;
        Ok(conn)
    };
    make().map_err(|e| fault(view.path, e))
}

/// Does again what one set did.
fn again(
    view: View<'_>,
    conn: &Connection,
    info: &SetInfo,
    problems: &mut Problems,
) -> Result<u64> {
    let copy = View {
        conn,
        recent: None,
        ..view
    };
    let seq = info.seq;
    let mut writer = RowWriter::new(copy, seq);
    let mut count = 0;
    for page in 0..view.pages(seq)? {
        let changes = match view.page(seq, page) {
            Ok(changes) => changes,
            Err(StoreError::Corrupt { detail, .. }) => {
                problems.add(detail);
                continue;
            }
            Err(e) => return Err(e),
        };
        for change in changes {
            count += 1;
            if let Some(problem) = once(copy, &mut writer, &change)? {
                problems.add(format!("change set {seq}: {problem}"));
            }
        }
    }
    if count != info.count {
        problems.add(format!(
            "change set {seq} holds {count} changes, {} were made",
            info.count
        ));
    }
    writer.keep_counters()?;
    copy.add_set(info).map_err(|e| copy.fault(e))?;
    Ok(count)
}

/// Applies one change; says what does not fit.
fn once(copy: View<'_>, writer: &mut RowWriter<'_>, change: &Change) -> Result<Option<String>> {
    if change.op != Op::Insert
        && let Some(current) = copy.get(change.key)?
        && let Some(field) = rows::differs(change, &current.record)
    {
        let name = change.key.kind.definition(field).map_or("?", |it| it.name);
        return Ok(Some(format!(
            "{} did not hold in `{name}` what the change says it held",
            change.key
        )));
    }
    match writer.apply(change) {
        Ok(()) => Ok(None),
        Err(StoreError::Misfit(problem)) => Ok(Some(problem.to_string())),
        Err(e @ StoreError::Linked { .. }) => Ok(Some(e.to_string())),
        Err(e) => Err(e),
    }
}
