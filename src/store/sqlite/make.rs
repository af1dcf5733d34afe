//! Makes a file with everything in it from the start: some threads make records, some press them into pages, some pack
//! their log, and some tell whoever puts the book together. Records stay where they were made until all have seen them.
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
use super::press::{Counts, Log, Press, Sheet, write_blocks};
use super::rows::misfit;
use super::tables::Tables;
use super::view::View;
use super::{Result, SqliteStore};
use crate::model::{Key, Kind, Record, Seq};
use crate::store::{Part, SetHead, StoreError, Tell};

/// The number of the only change set.
const FIRST: Seq = Seq(1);

/// In so many parts records come: the log of each is packed for itself.
const PARTS: usize = 2;
/// How often it is seen whether there is enough to bring to the disk.
const LOOK: Duration = Duration::from_millis(20);
/// So many batches are made before they are written.
const AHEAD: usize = 8;

/// Records that go from hand to hand.
struct Batch {
    ids: Vec<u64>,
    records: Vec<Record>,
}

impl Batch {
    fn iter(&self) -> impl Iterator<Item = (Key, &Record)> {
        let all = self.ids.iter().zip(&self.records);
        all.map(|(id, record)| (Key::new(record.kind(), *id), record))
    }
}

/// What a part came to.
#[derive(Debug, Default)]
struct Sum {
    changes: u64,
    /// The highest id of each kind.
    made: Counts,
}

/// What was written of a part.
struct Written {
    /// The highest id of each kind that something links to.
    linked: Counts,
    /// The blocks of its log.
    blocks: Vec<Vec<u8>>,
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
        let (sums, written, done) = side_by_side(&sheet, parts, meanwhile)?;
        links_lead_somewhere(&sums, &written)?;
        write_blocks(&sheet, written.into_iter().map(|it| it.blocks).collect())?;
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

/// What was made of each part, what was written of it, and what was done meanwhile.
type Done<T> = (Vec<Sum>, Vec<Written>, T);

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
            let send = [press, log, tell];
            let made = scope.spawn(move || stopping(stop, made(part.records, &send, stop)));
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
            .map(|(pressed, packed)| {
                // Both are over before one of them says what went wrong.
                let (linked, blocks) = (joined(pressed), joined(packed));
                let (linked, blocks) = (linked?, blocks?);
                Ok(Written { linked, blocks })
            })
            .collect();
        drop(writing);
        joined(syncing)?;
        // Whoever makes what nobody writes has nothing to say, so the writers are asked first.
        let written = written.into_iter().collect::<Result<Vec<_>>>()?;
        let sums = made
            .into_iter()
            .collect::<std::result::Result<Vec<_>, E>>()?;
        Ok((sums, written, done))
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
fn told(mut tell: Tell<'_>, batches: Receiver<Arc<Batch>>) {
    for batch in batches {
        batch.iter().for_each(|(key, record)| tell(key, record));
    }
}

/// Presses what comes; gives the highest id of each kind that something links to.
fn pressed(sheet: &Sheet<'_>, batches: Receiver<Arc<Batch>>, stop: &AtomicBool) -> Result<Counts> {
    let mut press = Press::new(sheet);
    for batch in batches {
        batch
            .iter()
            .try_for_each(|(key, record)| press.put(key, record))?;
    }
    press.finish(stop)
}

/// Packs what comes; gives the blocks of the log.
fn packed(sheet: &Sheet<'_>, batches: Receiver<Arc<Batch>>) -> Result<Vec<Vec<u8>>> {
    let (mut log, mut packer) = (Log::new(sheet), Packer::default());
    for batch in batches {
        for (key, record) in batch.iter() {
            let packed = packer.insert(key, record);
            let packed = packed
                .map_err(|e| misfit(key, &format!("it can't be written to the log ({e})")))?;
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
fn links_lead_somewhere(sums: &[Sum], written: &[Written]) -> Result<()> {
    for kind in Kind::ALL {
        let made: u64 = sums.iter().map(|it| it.made[kind as usize]).sum();
        let linked = written.iter().map(|it| it.linked[kind as usize]).max();
        if let Some(id) = linked.filter(|it| *it > made) {
            let problem = "something links to it, and it is not there";
            return Err(misfit(Key::new(kind, id), problem));
        }
    }
    Ok(())
}

/// Gives records their ids and sends them on, until all is made or nobody wants more.
fn made<E>(
    batches: impl Iterator<Item = std::result::Result<Vec<Record>, E>>,
    send: &[SyncSender<Arc<Batch>>],
    stop: &AtomicBool,
) -> std::result::Result<Sum, E> {
    let mut sum = Sum::default();
    for records in batches {
        let records = records?;
        let mut id = |record: &Record| {
            let made = &mut sum.made[record.kind() as usize];
            let id = record.own_id().unwrap_or(*made + 1);
            *made = id.max(*made);
            id
        };
        let ids = records.iter().map(&mut id).collect();
        sum.changes += records.len() as u64;
        let batch = Arc::new(Batch { ids, records });
        let taken = send.iter().all(|to| to.send(Arc::clone(&batch)).is_ok());
        // Where nobody takes it, they say why.
        if !taken || stop.load(Ordering::Relaxed) {
            break;
        }
    }
    Ok(sum)
}
