//! Makes a file with everything in it from the start: its parts side by side, each in a draft of its own without
//! indexes, which are made when all rows are there; the drafts then become one.
//!
//! Nobody else sees a draft, so that it needs no journal: it gets its name when it is whole and durable, and is
//! thrown away before that. Rows and log are written by those who write a change set, and come to the same.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use super::fault::fault;
use super::migrate::{self, MIGRATIONS};
use super::open::{self, Mode};
use super::pack::Packer;
use super::place;
use super::rows::RowWriter;
use super::tables::{Tables, quoted};
use super::view::View;
use super::{Result, SqliteStore};
use crate::model::{Change, FieldType, Key, Kind, Misfit, Record, Seq, SetInfo, Value};
use crate::store::{Records, SetHead, StoreError};

/// The number of the only change set.
const FIRST: Seq = Seq(1);

/// What was counted of each kind.
type Counts = [u64; Kind::ALL.len()];

/// What a part came to.
#[derive(Debug, Default)]
struct Sum {
    changes: u64,
    blocks: i64,
    /// How many records of each kind there are.
    made: Counts,
    /// The highest id of each kind that something links to.
    linked: Counts,
}

impl SqliteStore {
    /// Makes a new file of records as one change set, and opens it. Each kind is in one part only; the first record
    /// of a kind has the id 1, the next 2, and so on, and links are such ids.
    ///
    /// # Errors
    /// Whatever a part ends with; `Exists` where the name is taken; `Misfit` where a link leads nowhere; and
    /// whatever can happen to a write. Nothing is left then.
    pub fn make<E: From<StoreError> + Send>(
        path: &Path,
        mode: Mode,
        head: &SetHead,
        parts: Vec<Records<'_, E>>,
    ) -> std::result::Result<Self, E> {
        let path = place::resolve(path)?;
        open::vacant(&path, mode)?;
        let drafts = parts
            .iter()
            .map(|_| Draft::new(&path))
            .collect::<Result<Vec<Draft>>>()?;
        let sums = side_by_side(&drafts, parts)?;
        if let Some(first) = drafts.first() {
            first.whole(head, drafts.iter().zip(&sums).skip(1), &sums)?;
            place::publish(&first.path, &path, false)?;
        }
        drop(drafts);
        Ok(Self::open(&path, mode)?)
    }
}

/// Fills each draft from a thread of its own; the first that fails stops the others.
fn side_by_side<E: From<StoreError> + Send>(
    drafts: &[Draft],
    parts: Vec<Records<'_, E>>,
) -> std::result::Result<Vec<Sum>, E> {
    let stop = &AtomicBool::new(false);
    let filled: Vec<_> = std::thread::scope(|scope| {
        let hands: Vec<_> = drafts
            .iter()
            .zip(parts)
            .map(|(draft, records)| {
                scope.spawn(move || {
                    let filled = draft.fill(records, stop);
                    if filled.is_err() {
                        stop.store(true, Ordering::Relaxed);
                    }
                    filled
                })
            })
            .collect();
        hands
            .into_iter()
            .map(std::thread::ScopedJoinHandle::join)
            .collect()
    });
    let mut sums = Vec::new();
    for filled in filled {
        match filled {
            Ok(sum) => sums.push(sum?),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
    Ok(sums)
}

/// A file in the making; it goes when this goes.
struct Draft {
    path: PathBuf,
    tables: Tables,
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Draft {
    fn new(target: &Path) -> Result<Self> {
        let path = place::free_name(target, ".new");
        place::make_private(&path)?;
        Ok(Self {
            path,
            tables: Tables::new(),
        })
    }

    fn fault(&self, error: rusqlite::Error) -> StoreError {
        fault(&self.path, error)
    }

    fn view<'s>(&'s self, conn: &'s Connection) -> View<'s> {
        View {
            conn,
            path: &self.path,
            tables: &self.tables,
            recent: None,
        }
    }

    fn connect(&self) -> rusqlite::Result<Connection> {
        let conn = Connection::open_with_flags(&self.path, open::flags(false))?;
        conn.execute_batch(
            "PRAGMA journal_mode = OFF;
             PRAGMA synchronous = OFF;
             PRAGMA locking_mode = EXCLUSIVE;
             PRAGMA foreign_keys = OFF;
             PRAGMA cache_size = -65536;
             PRAGMA threads = 1;",
        )?;
        Ok(conn)
    }

    /// Writes the records of a part with their log, then makes the indexes.
    fn fill<E: From<StoreError>>(
        &self,
        records: Records<'_, E>,
        stop: &AtomicBool,
    ) -> std::result::Result<Sum, E> {
        let conn = self.connect().map_err(|e| self.fault(e))?;
        let begun = migrate::create(&conn, MIGRATIONS)
            .and_then(|()| open::identify(&conn))
            .and_then(|()| conn.execute_batch("BEGIN EXCLUSIVE"))
            .and_then(|()| without_indexes(&conn));
        let indexes = begun.map_err(|e| self.fault(e))?;
        let mut part = Part::new(self.view(&conn));
        for record in records {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            part.insert(record?)?;
        }
        let sum = part.finish()?;
        for sql in indexes {
            if !stop.load(Ordering::Relaxed) {
                conn.execute_batch(&sql).map_err(|e| self.fault(e))?;
            }
        }
        conn.execute_batch("COMMIT").map_err(|e| self.fault(e))?;
        Ok(sum)
    }

    /// Takes the other parts in, row by row as they lie, and closes the change set.
    fn whole<'d>(
        &self,
        head: &SetHead,
        others: impl Iterator<Item = (&'d Self, &'d Sum)>,
        sums: &[Sum],
    ) -> Result<()> {
        links_lead_somewhere(sums)?;
        let conn = self.connect().map_err(|e| self.fault(e))?;
        let mut blocks = sums.first().map_or(0, |it| it.blocks);
        for (other, sum) in others {
            take_in(&conn, &other.path, blocks).map_err(|e| self.fault(e))?;
            blocks += sum.blocks;
        }
        let info = SetInfo {
            seq: FIRST,
            op: head.op,
            actor: head.actor,
            at: head.at,
            verb: head.verb,
            undoes: head.undoes,
            undone_by: None,
            count: sums.iter().map(|it| it.changes).sum(),
        };
        self.view(&conn)
            .add_set(&info)
            .and_then(|()| conn.execute_batch("PRAGMA journal_mode = WAL"))
            .and_then(|()| conn.close().map_err(|(_, e)| e))
            .map_err(|e| self.fault(e))
    }
}

/// Takes the indexes off all tables; gives back how each is made.
fn without_indexes(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")?;
    let indexes = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    for (name, _) in &indexes {
        conn.execute_batch(&format!("DROP INDEX {}", quoted(name)))?;
    }
    Ok(indexes.into_iter().map(|it| it.1).collect())
}

/// Takes the rows of another draft over; tables and indexes that are empty here are copied as they lie.
fn take_in(conn: &Connection, other: &Path, blocks: i64) -> rusqlite::Result<()> {
    conn.execute("ATTACH ?1 AS part", [other.to_string_lossy()])?;
    conn.execute_batch("BEGIN EXCLUSIVE")?;
    let mut tables: Vec<&str> = Kind::ALL.into_iter().map(Kind::code).collect();
    tables.extend(["step", "removed", "counter"]);
    for table in tables {
        let table = quoted(table);
        conn.execute_batch(&format!(
            "INSERT INTO main.{table} SELECT * FROM part.{table}"
        ))?;
    }
    conn.execute(
        "INSERT INTO main.change_block (seq, n, count, ranges, encoding, payload) \
         SELECT seq, n + ?1, count, ranges, encoding, payload FROM part.change_block ORDER BY n",
        [blocks],
    )?;
    conn.execute_batch("COMMIT; DETACH part")
}

/// Refuses links to records that are not there: ids have no gaps, so the highest of them tells.
fn links_lead_somewhere(sums: &[Sum]) -> Result<()> {
    for kind in Kind::ALL {
        let made: u64 = sums.iter().map(|it| it.made[kind as usize]).sum();
        let linked = sums.iter().map(|it| it.linked[kind as usize]).max();
        if let Some(id) = linked.filter(|it| *it > made) {
            return Err(StoreError::Misfit(Misfit {
                key: Key::new(kind, id),
                problem: "something links to it, and it is not there".to_owned(),
            }));
        }
    }
    Ok(())
}

/// What writes a part.
struct Part<'d> {
    view: View<'d>,
    rows: RowWriter<'d>,
    packer: Packer,
    sum: Sum,
}

impl<'d> Part<'d> {
    fn new(view: View<'d>) -> Self {
        Self {
            view,
            rows: RowWriter::new(view, FIRST),
            packer: Packer::default(),
            sum: Sum::default(),
        }
    }

    fn insert(&mut self, record: Record) -> Result<()> {
        let kind = record.kind();
        let id = match record.own_id() {
            Some(id) => id,
            None => self.rows.take_id(kind)?,
        };
        let change = Change::insert(Key::new(kind, id), record);
        self.rows.apply(&change)?;
        self.sum.made[kind as usize] = id;
        for edit in &change.edits {
            let definition = kind.definition(edit.field);
            if let (Some(FieldType::Link(to)), Value::Integer(id)) =
                (definition.map(|it| it.ty), &edit.after)
            {
                let linked = &mut self.sum.linked[to as usize];
                *linked = (*linked).max(id.cast_unsigned());
            }
        }
        let packed = self.packer.push(&change);
        match packed.map_err(|e| self.view.corrupt(e.to_string()))? {
            Some(block) => self.view.add_block(FIRST, block),
            None => Ok(()),
        }
    }

    fn finish(mut self) -> Result<Sum> {
        self.sum.changes = self.packer.total();
        if let Some(block) = self.packer.finish() {
            self.view.add_block(FIRST, block)?;
        }
        self.sum.blocks = i64::from(self.packer.blocks());
        self.rows.keep_counters()?;
        Ok(self.sum)
    }
}
