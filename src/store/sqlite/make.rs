//! Makes a file with everything in it from the start: some threads make records, some press them into pages, some pack
//! their log, and some tell whoever puts the book together.
//!
//! Nobody else sees the draft, so that it needs no journal: it gets its name when it is whole and durable, and is
//! thrown away before that. Rows and log come to what is written by those who write a change set.

use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::thread::ScopedJoinHandle;
use std::time::Duration;

use rusqlite::{Connection, params};

use super::draft::Draft;
use super::fault::fault;
use super::migrate::{self, MIGRATIONS};
use super::open::{self, Mode};
use super::pack::Packer;
use super::pages::Pages;
use super::place;
use super::plan::Plan;
use super::press::{Log, Press, Sheet, write_blocks};
use super::rows::misfit;
use super::tables::Tables;
use super::view::View;
use super::{Result, SqliteStore};
use crate::model::{Change, FieldType, Key, Kind, Misfit, Record, Seq, Value};
use crate::store::{Part, SetHead, StoreError};

/// The number of the only change set.
const FIRST: Seq = Seq(1);

/// In so many parts records come: the log of each is packed for itself.
const PARTS: usize = 2;
/// So many changes go from hand to hand at once.
const BATCH: usize = 256;
/// How often it is seen whether there is enough to bring to the disk.
const LOOK: Duration = Duration::from_millis(20);
/// So many batches are made before they are written.
const AHEAD: usize = 8;

/// Changes that go from hand to hand.
type Batch = Arc<Vec<Change>>;

/// What was counted of each kind.
type Counts = [u64; Kind::ALL.len()];

/// What a part came to.
#[derive(Debug, Default)]
struct Sum {
    changes: u64,
    /// How many records of each kind there are.
    made: Counts,
    /// The highest id of each kind that something links to.
    linked: Counts,
}

impl SqliteStore {
    /// Makes a new file of records as one change set, and opens it. Each kind is in one part only; the first record
    /// of a kind has the id 1, the next 2, and so on, and links are such ids. When all was told, and while the rest
    /// of it is written, something else is done.
    ///
    /// # Errors
    /// Whatever a part ends with; `Exists` where the name is taken; `Misfit` where a link leads nowhere; and
    /// whatever can happen to a write. Nothing is left then.
    pub fn make<E: From<StoreError> + Send, T>(
        path: &Path,
        mode: Mode,
        head: &SetHead,
        parts: [Part<'_, E>; PARTS],
        meanwhile: impl FnOnce() -> T,
    ) -> std::result::Result<(Self, T), E> {
        let path = place::resolve(path)?;
        open::vacant(&path, mode)?;
        let draft = Draft::new(&path)?;
        let tables = Tables::new();
        let plan = begin(&draft, &tables)?;
        let pages = Pages::new(draft.path(), plan.count)?;
        let sheet = Sheet {
            pages: &pages,
            plan: &plan,
            tables: &tables,
            claimed: &[const { AtomicBool::new(false) }; Kind::ALL.len()],
            path: draft.path(),
            seq: FIRST,
        };
        let (sums, blocks, done) = side_by_side(&sheet, parts, meanwhile)?;
        links_lead_somewhere(&sums)?;
        write_blocks(&sheet, blocks)?;
        pages.finish()?;
        end(&draft, &tables, head, &sums)?;
        draft.publish(&path, false)?;
        Ok((Self::open(&path, mode)?, done))
    }
}

/// Connects to a file that nobody else sees.
fn connect(draft: &Draft) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(draft.path(), open::flags(false))?;
    conn.execute_batch(
        "PRAGMA journal_mode = OFF;
         PRAGMA synchronous = OFF;
         PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA foreign_keys = OFF;",
    )?;
    Ok(conn)
}

/// Makes the tables, and looks how they lie.
fn begin(draft: &Draft, tables: &Tables) -> Result<Plan> {
    let made = || {
        let conn = connect(draft)?;
        migrate::create(&conn, MIGRATIONS)?;
        open::identify(&conn)?;
        // Tables that were made anew have left pages behind.
        conn.execute_batch("VACUUM")?;
        let plan = Plan::read(&conn, tables)?;
        conn.close().map_err(|(_, e)| e)?;
        Ok(plan)
    };
    let plan = made().map_err(|e| fault(draft.path(), e))?;
    plan.ok_or_else(|| StoreError::Io {
        path: draft.path().to_owned(),
        detail: "SQLite lays new files out in another way than expected".to_owned(),
    })
}

/// Closes the change set when all is written.
fn end(draft: &Draft, tables: &Tables, head: &SetHead, sums: &[Sum]) -> Result<()> {
    let info = head.info(FIRST, sums.iter().map(|it| it.changes).sum());
    let done = || {
        let conn = connect(draft)?;
        for kind in Kind::ALL {
            let made: u64 = sums.iter().map(|it| it.made[kind as usize]).sum();
            if made > 0 {
                let next = made.cast_signed() + 1;
                let sql = "INSERT INTO counter (kind, next) VALUES (?1, ?2)";
                conn.execute(sql, params![kind.code(), next])?;
            }
        }
        let view = View {
            conn: &conn,
            path: draft.path(),
            tables,
            recent: None,
        };
        view.add_set(&info)?;
        conn.execute_batch("PRAGMA journal_mode = WAL")?;
        conn.close().map_err(|(_, e)| e)
    };
    done().map_err(|e| fault(draft.path(), e))
}

/// What was made of each part, the blocks of its log, and what was done meanwhile.
type Done<T> = (Vec<Sum>, Vec<Vec<Vec<u8>>>, T);

/// Makes and presses each part in threads of its own; the first that fails stops the others.
fn side_by_side<E: From<StoreError> + Send, T>(
    sheet: &Sheet<'_>,
    parts: [Part<'_, E>; PARTS],
    meanwhile: impl FnOnce() -> T,
) -> std::result::Result<Done<T>, E> {
    let stop = &AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (writing, ended) = channel();
        let syncing = scope.spawn(move || stopping(stop, sync_behind(sheet.pages, &ended)));
        let threads = parts.map(|part| {
            let (press, records) = sync_channel(AHEAD);
            let (log, changes) = sync_channel(AHEAD);
            let (tell, news) = sync_channel(AHEAD);
            let pressed = scope.spawn(move || stopping(stop, pressed(sheet, records, stop)));
            let packed = scope.spawn(move || stopping(stop, packed(sheet, changes)));
            let told = scope.spawn(move || told(part.told, news));
            let maker = Maker::new([press, log, tell]);
            let made = scope.spawn(move || stopping(stop, maker.run(part.records, stop)));
            ((made, told), (pressed, packed))
        });
        let (makers, writers): (Vec<_>, Vec<_>) = threads.into_iter().unzip();
        let made: Vec<_> = makers
            .into_iter()
            .map(|(made, told)| {
                let made = joined(made);
                joined(told);
                made
            })
            .collect();
        let done = meanwhile();
        let written: Vec<_> = writers
            .into_iter()
            .map(|(pressed, packed)| joined(pressed).and(joined(packed)))
            .collect();
        drop(writing);
        joined(syncing)?;
        // Whoever makes what nobody writes has nothing to say, so the writers are asked first.
        let blocks = written.into_iter().collect::<Result<Vec<_>>>()?;
        let sums = made
            .into_iter()
            .collect::<std::result::Result<Vec<_>, E>>()?;
        Ok((sums, blocks, done))
    })
}

/// Brings what is written to the disk while more is made, so that not all of it is waited for at the end.
fn sync_behind(pages: &Pages, ended: &Receiver<Infallible>) -> Result<()> {
    while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(LOOK) {
        pages.sync()?;
    }
    Ok(())
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

/// Tells of what comes.
fn told(mut tell: Box<dyn FnMut(&Change) + Send + '_>, batches: Receiver<Batch>) {
    for batch in batches {
        batch.iter().for_each(&mut tell);
    }
}

/// Presses the records of what comes.
fn pressed(sheet: &Sheet<'_>, batches: Receiver<Batch>, stop: &AtomicBool) -> Result<()> {
    let mut press = Press::new(sheet);
    for batch in batches {
        batch.iter().try_for_each(|change| press.put(change))?;
    }
    press.finish(stop)
}

/// Packs what comes; gives the blocks of the log.
fn packed(sheet: &Sheet<'_>, batches: Receiver<Batch>) -> Result<Vec<Vec<u8>>> {
    let (mut log, mut packer) = (Log::new(sheet), Packer::default());
    for batch in batches {
        for change in batch.iter() {
            let packed = packer.push(change);
            let packed = packed
                .map_err(|e| misfit(change, &format!("it can't be written to the log ({e})")))?;
            if let Some(block) = packed {
                log.put(&block)?;
            }
        }
    }
    if let Some(block) = packer.finish() {
        log.put(&block)?;
    }
    log.finish()
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

/// Turns the records of a part into changes.
struct Maker {
    /// To those who press, pack and tell.
    send: [SyncSender<Batch>; 3],
    batch: Vec<Change>,
    sum: Sum,
}

impl Maker {
    fn new(send: [SyncSender<Batch>; 3]) -> Self {
        Self {
            send,
            batch: Vec::with_capacity(BATCH),
            sum: Sum::default(),
        }
    }

    /// Sends batches until all is made, or nobody wants more.
    fn run<E>(
        mut self,
        records: impl Iterator<Item = std::result::Result<Record, E>>,
        stop: &AtomicBool,
    ) -> std::result::Result<Sum, E> {
        for record in records {
            let change = self.change(record?);
            self.batch.push(change);
            if self.batch.len() == BATCH {
                let full = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
                if !self.send(full) || stop.load(Ordering::Relaxed) {
                    return Ok(self.sum);
                }
            }
        }
        // Where nobody takes the last, they say why.
        let last = std::mem::take(&mut self.batch);
        self.send(last);
        Ok(self.sum)
    }

    /// Hands a batch on; says whether it was taken.
    fn send(&self, batch: Vec<Change>) -> bool {
        let batch = Arc::new(batch);
        let mut send = self.send.iter();
        send.all(|to| to.send(Arc::clone(&batch)).is_ok())
    }

    /// The change by which a record begins to exist.
    fn change(&mut self, record: Record) -> Change {
        let kind = record.kind();
        let made = &mut self.sum.made[kind as usize];
        let id = record.own_id().unwrap_or(*made + 1);
        *made = id.max(*made);
        self.sum.changes += 1;
        let change = Change::insert(Key::new(kind, id), record);
        for edit in &change.edits {
            let definition = kind.definition(edit.field);
            if let (Some(FieldType::Link(to)), Value::Integer(id)) =
                (definition.map(|it| it.ty), &edit.after)
            {
                let linked = &mut self.sum.linked[to as usize];
                *linked = (*linked).max(id.cast_unsigned());
            }
        }
        change
    }
}
