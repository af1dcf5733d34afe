//! Makes a file with everything in it from the start: some threads make records and pack their log, others write
//! them into drafts without indexes, which are made when all rows are there; the drafts then become one.
//!
//! Nobody else sees a draft, so that it needs no journal: it gets its name when it is whole and durable, and is
//! thrown away before that. Rows and log are written by those who write a change set, and come to the same.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::ScopedJoinHandle;

use rusqlite::Connection;

use super::draft::Draft;
use super::fault::fault;
use super::migrate::{self, MIGRATIONS};
use super::open::{self, Mode};
use super::pack::{Packed, Packer};
use super::place;
use super::rows::RowWriter;
use super::tables::{Tables, quoted};
use super::view::View;
use super::{Result, SqliteStore};
use crate::model::{Change, FieldType, Key, Kind, Misfit, Record, Seq, SetInfo, Value};
use crate::store::{Part, SetHead, StoreError};

/// The number of the only change set.
const FIRST: Seq = Seq(1);

/// In so many parts records come: the log of each is packed for itself.
const PARTS: usize = 2;
/// In so many drafts they are written.
const DRAFTS: usize = 3;
/// So many batches are made before they are written.
const AHEAD: usize = 8;

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
        parts: [Part<'_, E>; PARTS],
    ) -> std::result::Result<Self, E> {
        let path = place::resolve(path)?;
        open::vacant(&path, mode)?;
        let drawers = [
            Drawer::new(&path)?,
            Drawer::new(&path)?,
            Drawer::new(&path)?,
        ];
        let sums = side_by_side(&drawers, parts)?;
        let [first, others @ ..] = drawers;
        first.whole(head, &others, &sums)?;
        drop(others);
        first.draft.publish(&path, false)?;
        Ok(Self::open(&path, mode)?)
    }
}

/// The draft that a kind's rows are written to, so that all are full at about the same time.
const fn home(kind: Kind) -> usize {
    match kind {
        Kind::User
        | Kind::Product
        | Kind::Account
        | Kind::Contact
        | Kind::Setting
        | Kind::Segment
        | Kind::List
        | Kind::Resolution
        | Kind::Meeting => 0,
        Kind::Lead => 1,
        Kind::Feedback | Kind::Touch => 2,
    }
}

/// Makes each part and fills each draft in a thread of its own; the first that fails stops the others.
fn side_by_side<E: From<StoreError> + Send>(
    drafts: &[Drawer; DRAFTS],
    parts: [Part<'_, E>; PARTS],
) -> std::result::Result<Vec<Sum>, E> {
    let stop = &AtomicBool::new(false);
    std::thread::scope(|scope| {
        let mut senders = Vec::new();
        let mut writers = Vec::new();
        for draft in drafts {
            let (send, batches) = sync_channel(AHEAD);
            senders.push(send);
            writers.push(scope.spawn(move || stopping(stop, draft.fill(batches, stop))));
        }
        let mut makers = Vec::new();
        for (number, part) in parts.into_iter().enumerate() {
            let maker = Maker::new(number, senders.clone());
            makers.push(scope.spawn(move || stopping(stop, maker.run(part, stop))));
        }
        drop(senders);
        // Whoever makes what nobody writes has nothing to say, so the writers are asked first.
        let written: Vec<_> = writers.into_iter().map(joined).collect();
        let made: Vec<_> = makers.into_iter().map(joined).collect();
        written.into_iter().collect::<Result<()>>()?;
        made.into_iter().collect()
    })
}

/// Lets the others know where one failed.
fn stopping<T, E>(stop: &AtomicBool, done: std::result::Result<T, E>) -> std::result::Result<T, E> {
    if done.is_err() {
        stop.store(true, Ordering::Relaxed);
    }
    done
}

fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// One of the drafts that are filled side by side.
struct Drawer {
    draft: Draft,
    tables: Tables,
}

impl Drawer {
    fn new(target: &Path) -> Result<Self> {
        Ok(Self {
            draft: Draft::new(target)?,
            tables: Tables::new(),
        })
    }

    fn fault(&self, error: rusqlite::Error) -> StoreError {
        fault(self.draft.path(), error)
    }

    fn view<'s>(&'s self, conn: &'s Connection) -> View<'s> {
        View {
            conn,
            path: self.draft.path(),
            tables: &self.tables,
            recent: None,
        }
    }

    fn connect(&self) -> rusqlite::Result<Connection> {
        let conn = Connection::open_with_flags(self.draft.path(), open::flags(false))?;
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

    /// Writes what comes, then makes the indexes.
    fn fill(&self, batches: Receiver<Batch>, stop: &AtomicBool) -> Result<()> {
        let conn = self.connect().map_err(|e| self.fault(e))?;
        let begun = migrate::create(&conn, MIGRATIONS)
            .and_then(|()| open::identify(&conn))
            .and_then(|()| conn.execute_batch("BEGIN EXCLUSIVE"))
            .and_then(|()| without_indexes(&conn));
        let indexes = begun.map_err(|e| self.fault(e))?;
        let view = self.view(&conn);
        let mut rows = RowWriter::new(view, FIRST);
        for batch in batches {
            for change in &batch.changes {
                rows.apply(change)?;
            }
            if let Some(block) = batch.block {
                view.add_block(FIRST, block)?;
            }
        }
        rows.keep_counters()?;
        for sql in indexes {
            if !stop.load(Ordering::Relaxed) {
                conn.execute_batch(&sql).map_err(|e| self.fault(e))?;
            }
        }
        conn.execute_batch("COMMIT").map_err(|e| self.fault(e))
    }

    /// Takes the other drafts in, row by row as they lie, and closes the change set.
    fn whole(&self, head: &SetHead, others: &[Self], sums: &[Sum]) -> Result<()> {
        links_lead_somewhere(sums)?;
        let conn = self.connect().map_err(|e| self.fault(e))?;
        let mut blocks = 0;
        for (other, before) in others.iter().zip(sums) {
            blocks += before.blocks;
            take_in(&conn, other.draft.path(), blocks).map_err(|e| self.fault(e))?;
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
    conn.execute_batch("PRAGMA part.mmap_size = 2147418112; BEGIN EXCLUSIVE")?;
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
         SELECT seq, n + ?1, count, ranges, encoding, payload FROM part.change_block ORDER BY seq, n",
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
            let key = Key::new(kind, id);
            return Err(misfit(key, "something links to it, and it is not there"));
        }
    }
    Ok(())
}

/// Some changes for one draft, and perhaps the next block of a part's log.
struct Batch {
    changes: Vec<Change>,
    block: Option<Packed>,
}

/// Turns the records of a part into changes and packs their log.
struct Maker {
    part: usize,
    drafts: Vec<SyncSender<Batch>>,
    packer: Packer,
    /// What was made since the last block, by draft.
    changes: [Vec<Change>; DRAFTS],
    sum: Sum,
}

impl Maker {
    fn new(part: usize, drafts: Vec<SyncSender<Batch>>) -> Self {
        Self {
            part,
            drafts,
            packer: Packer::default(),
            changes: [const { Vec::new() }; DRAFTS],
            sum: Sum::default(),
        }
    }

    /// Sends batches until all is made, or nobody wants more.
    fn run<E: From<StoreError>>(
        mut self,
        mut part: Part<'_, E>,
        stop: &AtomicBool,
    ) -> std::result::Result<Sum, E> {
        for record in part.records {
            if let Some(block) = self.take(record?, &mut part.told)?
                && (!self.send(Some(block)) || stop.load(Ordering::Relaxed))
            {
                return Ok(self.sum);
            }
        }
        let last = self.packer.finish();
        self.send(last);
        self.sum.changes = self.packer.total();
        self.sum.blocks = i64::from(self.packer.blocks());
        Ok(self.sum)
    }

    /// Gives each draft what is for it, and the part's own its log; says whether all still take it.
    fn send(&mut self, mut block: Option<Packed>) -> bool {
        let part = self.part;
        let drafts = self.drafts.iter().zip(&mut self.changes).enumerate();
        drafts.fold(true, |taken, (number, (draft, changes))| {
            let batch = Batch {
                changes: std::mem::take(changes),
                block: block.take_if(|_| number == part),
            };
            let empty = batch.changes.is_empty() && batch.block.is_none();
            taken & (empty || draft.send(batch).is_ok())
        })
    }

    /// Adds a record; gives a block back when one is full.
    fn take(&mut self, record: Record, told: &mut dyn FnMut(&Change)) -> Result<Option<Packed>> {
        let kind = record.kind();
        let made = &mut self.sum.made[kind as usize];
        *made = record.own_id().unwrap_or(*made + 1);
        let change = Change::insert(Key::new(kind, *made), record);
        for edit in &change.edits {
            let definition = kind.definition(edit.field);
            if let (Some(FieldType::Link(to)), Value::Integer(id)) =
                (definition.map(|it| it.ty), &edit.after)
            {
                let linked = &mut self.sum.linked[to as usize];
                *linked = (*linked).max(id.cast_unsigned());
            }
        }
        let packed = self
            .packer
            .push(&change)
            .map_err(|e| misfit(change.key, &format!("it can't be written to the log ({e})")))?;
        told(&change);
        self.changes[home(kind)].push(change);
        Ok(packed)
    }
}

fn misfit(key: Key, problem: &str) -> StoreError {
    StoreError::Misfit(Misfit {
        key,
        problem: problem.to_owned(),
    })
}
