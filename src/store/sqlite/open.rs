//! Making and opening the file: nothing is written before it is known to be ours, whole and writable.

use std::fmt::Write as _;
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::Result;
use super::draft::Draft;
use super::fault::fault;
use super::migrate::{self, APPLICATION, MIGRATIONS, newest, shown};
use super::patience::{Patience, waiting};
use super::place::{self, Inode};
use super::view::View;
use crate::store::StoreError;

/// The first SQLite in which two writers of a write-ahead log can't damage each other's work.
pub(super) const OLDEST_SQLITE: i32 = 3_051_003;

/// How many statements a connection keeps prepared.
const STATEMENTS: usize = 128;

/// How much of the file each connection may hold, in KiB below zero: the system holds the rest for all of them.
pub(super) const USUAL: &str = "PRAGMA cache_size = -2000";
/// The same for as long as a large change set is written.
pub(super) const WIDE: &str = "PRAGMA cache_size = -98304";

/// How to open a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mode {
    /// Only to read.
    pub read_only: bool,
    /// Also where file locks depend on a program (FUSE).
    pub force: bool,
}

impl Mode {
    /// To read and write.
    pub const WRITE: Self = Self {
        read_only: false,
        force: false,
    };
    /// Only to read.
    pub const READ: Self = Self {
        read_only: true,
        force: false,
    };
}

/// What the file's header says.
#[derive(Debug, Clone, Copy)]
struct Header {
    application: i32,
    version: i32,
}

/// A file that was found to be ours.
pub(super) struct Opened {
    pub conn: Connection,
    pub inode: Inode,
    pub identity: u128,
    pub patience: Patience,
    /// Why it is not written, if it is not.
    pub read_only: Option<String>,
}

/// Makes a new file: complete under another name first, so that no half of one is ever found.
pub(super) fn create(path: &Path, mode: Mode) -> Result<()> {
    vacant(path, mode)?;
    let draft = Draft::new(path)?;
    fill(draft.path()).map_err(|e| fault(path, e))?;
    draft.publish(path, false)
}

/// Refuses a place where something is already, or where a file can't be shared.
pub(super) fn vacant(path: &Path, mode: Mode) -> Result<()> {
    suitable_sqlite(path)?;
    place::shareable(path, mode.force)?;
    if std::fs::symlink_metadata(path).is_ok() {
        return Err(StoreError::Exists {
            path: path.to_owned(),
        });
    }
    Ok(())
}

/// Gives a new file its identity.
pub(super) fn identify(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT INTO workspace (one, identity) VALUES (1, randomblob(16))",
        [],
    )
    .map(drop)
}

fn fill(draft: &Path) -> rusqlite::Result<()> {
    let conn = Connection::open_with_flags(draft, flags(false))?;
    migrate::create(&conn, MIGRATIONS)?;
    identify(&conn)?;
    // The mark of a write-ahead log is in the file itself, so that the first opening writes nothing. Where a table was
    // given another name, SQLite's own temporary tables are in use still, and have no such log.
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA main.wal_checkpoint(TRUNCATE);")?;
    conn.close().map_err(|(_, e)| e)
}

/// Opens a file that is there, and brings it up to date where it is older.
pub(super) fn open(path: &Path, mode: Mode) -> Result<Opened> {
    suitable_sqlite(path)?;
    let inode = place::existing(path)?;
    place::shareable(path, mode.force)?;
    place::permitted(path, false)?;
    let header = probe(path)?;
    let newer = judge(path, header)?;
    let write = !mode.read_only && newer.is_none();
    if write {
        place::permitted(path, true)?;
    }
    let opened = connect(path, inode, write)?;
    let reason = mode
        .read_only
        .then(|| "it was opened only to be read".to_owned());
    Ok(Opened {
        read_only: newer.or(reason),
        ..opened
    })
}

/// Opens a file only to look at it, of whatever older format it is.
pub(super) fn inspect(path: &Path) -> Result<Connection> {
    suitable_sqlite(path)?;
    place::existing(path)?;
    place::permitted(path, false)?;
    judge(path, probe(path)?)?;
    let mut conn = attach(path, false)?;
    prepare(&mut conn, false).map_err(|e| fault(path, e))?;
    Ok(conn)
}

/// Opens a connection to a file whose header was found good, and looks at it from within.
pub(super) fn connect(path: &Path, inode: Inode, write: bool) -> Result<Opened> {
    let failed = |e| fault(path, e);
    // What a crash left beside the file must not be moved into it before the whole is known to be good.
    let pending = std::fs::metadata(place::beside(path, "-wal")).is_ok();
    let mut conn = attach(path, write)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, pending)
        .map_err(failed)?;
    let patience = prepare(&mut conn, write).map_err(failed)?;
    let found = header(&conn).map_err(failed)?;
    judge(path, found)?;
    if found.version < newest(MIGRATIONS) {
        if !write {
            return Err(StoreError::ReadOnly {
                path: path.to_owned(),
                detail: "it is of an older format and must be opened for writing once".to_owned(),
            });
        }
        let usual = patience.set(migrate::PATIENCE);
        let done = migrate::migrate(&conn, path, MIGRATIONS);
        patience.set(usual);
        done?;
    }
    let identity: [u8; 16] = conn
        .query_row("SELECT identity FROM workspace", [], |row| row.get(0))
        .map_err(failed)?;
    place::the_same(path, inode)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
        .map_err(failed)?;
    Ok(Opened {
        conn,
        inode,
        identity: u128::from_be_bytes(identity),
        patience,
        read_only: None,
    })
}

/// Opens the connection; where nothing can be written beside a file that nobody writes, as it lies.
fn attach(path: &Path, write: bool) -> Result<Connection> {
    let opened = Connection::open_with_flags(path, flags(!write));
    let seen = opened.and_then(|conn| header(&conn).map(|_| conn));
    match seen {
        Ok(conn) => Ok(conn),
        Err(_) if !write && std::fs::metadata(place::beside(path, "-wal")).is_err() => {
            immutable(path).map_err(|e| fault(path, e))
        }
        Err(e) => Err(fault(path, e)),
    }
}

pub(super) const fn flags(read_only: bool) -> OpenFlags {
    let access = if read_only {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    };
    access
        .union(OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .union(OpenFlags::SQLITE_OPEN_NOFOLLOW)
        .union(OpenFlags::SQLITE_OPEN_EXRESCODE)
}

/// Sets a connection up: how it waits, what it trusts, how safely it writes.
fn prepare(conn: &mut Connection, write: bool) -> rusqlite::Result<Patience> {
    let seed: i64 = conn.query_row("SELECT random()", [], |row| row.get(0))?;
    let patience = Patience::default();
    let seed = seed.cast_unsigned();
    conn.busy_handler(Some(waiting(seed, patience.clone())))?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A way found once to look up holds for every value. Otherwise a statement that looks things up by a bound value is
    // made anew for others: a quarter of what an import of 300,000 rows computed.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    conn.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA temp_store = MEMORY;",
    )?;
    conn.execute_batch(USUAL)?;
    if write {
        let usual = patience.set(Duration::ZERO);
        log_ahead(conn, waiting(seed, Patience::default()))?;
        patience.set(usual);
    }
    conn.execute_batch(if write {
        "PRAGMA synchronous = FULL;
         PRAGMA journal_size_limit = 67108864;
         PRAGMA secure_delete = ON;"
    } else {
        "PRAGMA query_only = ON;"
    })?;
    Ok(patience)
}

/// Gives the file a write-ahead log where it has none, like a copy that SQLite itself made. Of several that do so at once
/// SQLite refuses all but one without asking how long they would wait, so that is counted here.
fn log_ahead(conn: &Connection, mut waits: impl FnMut(i32) -> bool) -> rusqlite::Result<()> {
    let busy = Some(ErrorCode::DatabaseBusy);
    let mut attempt = 0;
    loop {
        match conn.execute_batch("PRAGMA journal_mode = WAL") {
            Err(e) if e.sqlite_error_code() == busy && waits(attempt) => attempt += 1,
            done => return done,
        }
    }
}

/// Refuses to go on writing a file that another program has brought to a newer format meanwhile.
pub(super) fn still_known(view: &View<'_>) -> Result<()> {
    let version = view
        .prepare("PRAGMA user_version")?
        .query_row([], |row| row.get::<_, i32>(0))
        .map_err(|e| view.fault(e))?;
    if version == newest(MIGRATIONS) {
        return Ok(());
    }
    Err(StoreError::Newer {
        path: view.path.to_owned(),
        found: shown(version),
        known: shown(newest(MIGRATIONS)),
    })
}

/// Reads the header through SQLite itself, as if nobody ever wrote: no lock, no file beside it.
fn probe(path: &Path) -> Result<Header> {
    // While a write-ahead log is folded into the file, the header comes first: the file looks shorter
    // than it says, now, or for good where that was cut off. The log beside it makes it whole.
    let pending = std::fs::metadata(place::beside(path, "-wal")).is_ok_and(|found| found.len() > 0);
    let probed = immutable(path).and_then(|conn| {
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, pending)?;
        header(&conn)
    });
    probed.map_err(|e| {
        let error = fault(path, e);
        if let StoreError::Corrupt { detail, .. } = error {
            not_a_database(path, detail)
        } else {
            error
        }
    })
}

fn immutable(path: &Path) -> rusqlite::Result<Connection> {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(byte) {
            uri.push(char::from(*byte));
        } else {
            let _ = write!(uri, "%{byte:02x}");
        }
    }
    uri.push_str("?immutable=1");
    Connection::open_with_flags(uri, flags(true).union(OpenFlags::SQLITE_OPEN_URI))
}

fn header(conn: &Connection) -> rusqlite::Result<Header> {
    Ok(Header {
        application: conn.pragma_query_value(None, "application_id", |row| row.get(0))?,
        version: migrate::version(conn)?,
    })
}

/// Refuses what is not ours or newer than us; says why a newer minor version is only read.
fn judge(path: &Path, header: Header) -> Result<Option<String>> {
    let known = newest(MIGRATIONS);
    if header.application != APPLICATION {
        let empty = std::fs::metadata(path).is_ok_and(|found| found.len() == 0);
        let found = if empty {
            "an empty file"
        } else {
            "a database of another program"
        };
        return Err(StoreError::Foreign {
            path: path.to_owned(),
            found: found.to_owned(),
        });
    }
    if header.version / 1000 > known / 1000 {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found: shown(header.version),
            known: shown(known),
        });
    }
    Ok((header.version > known).then(|| {
        format!(
            "it was made by a newer fiveply, format {}; this one writes {}; update fiveply",
            shown(header.version),
            shown(known)
        )
    }))
}

/// Tells a damaged file of ours from a file that never was one, by its first bytes.
///
/// Only reached when SQLite finds no database in it, so no connection can be live on it.
fn not_a_database(path: &Path, detail: String) -> StoreError {
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(100).read_to_end(&mut head));
    let path = path.to_owned();
    let marked = head.get(68..72) == Some(&APPLICATION.to_be_bytes()[..]);
    if read.is_ok() && (marked || head.starts_with(b"SQLite format 3\0")) {
        return StoreError::Corrupt { path, detail };
    }
    let found = if !head.is_empty()
        && head
            .iter()
            .all(|it| *it >= b' ' || it.is_ascii_whitespace())
    {
        "a text file"
    } else {
        "some other file"
    };
    StoreError::Foreign {
        path,
        found: found.to_owned(),
    }
}

/// Refuses a SQLite that is known to damage files.
fn suitable_sqlite(path: &Path) -> Result<()> {
    if rusqlite::version_number() >= OLDEST_SQLITE {
        return Ok(());
    }
    Err(StoreError::Io {
        path: path.to_owned(),
        detail: format!(
            "SQLite {} can damage files that several programs write; build with 3.51.3 or later",
            rusqlite::version()
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_is_new_enough_for_two_writers() {
        assert!(
            rusqlite::version_number() >= OLDEST_SQLITE,
            "{}",
            rusqlite::version()
        );
        assert!(suitable_sqlite(Path::new("crm.db")).is_ok());
    }

    #[test]
    fn a_statement_is_made_once_whatever_it_looks_for() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE lead (id INTEGER PRIMARY KEY, external_id TEXT);
             CREATE INDEX lead_external_id ON lead (external_id) WHERE external_id IS NOT NULL;
             INSERT INTO lead VALUES (1, 'a'), (2, 'b');
             ANALYZE;",
        )
        .unwrap();
        prepare(&mut conn, false).unwrap();
        let sql = "SELECT id FROM lead WHERE external_id = ?1 ORDER BY id";
        let mut statement = conn.prepare(sql).unwrap();
        for (external_id, id) in [("a", 1), ("b", 2), ("a", 1)] {
            let found: i64 = statement.query_row([external_id], |it| it.get(0)).unwrap();
            assert_eq!(found, id);
        }
        let again = rusqlite::StatementStatus::RePrepare;
        assert_eq!(statement.get_status(again), 0);
    }

    #[test]
    fn a_file_gets_its_log_when_whoever_holds_it_lets_go_and_not_for_ever() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("copy.db");
        let holder = Connection::open(&path).unwrap();
        holder
            .execute_batch("PRAGMA journal_mode = DELETE; CREATE TABLE it (one);")
            .unwrap();
        holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let conn = Connection::open(&path).unwrap();
        conn.busy_timeout(Duration::ZERO).unwrap();
        let error = log_ahead(&conn, |attempt| attempt < 4).unwrap_err();
        assert_eq!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy));
        let mut asked = Vec::new();
        log_ahead(&conn, |attempt| {
            asked.push(attempt);
            if attempt == 2 {
                holder.execute_batch("COMMIT").unwrap();
            }
            true
        })
        .unwrap();
        assert_eq!(asked, [0, 1, 2]);
        let mode: String = conn
            .query_row("PRAGMA journal_mode", [], |row| row.get(0))
            .unwrap();
        assert_eq!(mode, "wal");
    }
}
