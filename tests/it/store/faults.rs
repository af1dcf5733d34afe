//! A disk that fails: the n-th write, sync or read of the file and its journal comes back with an error.
//!
//! Each time the file is opened afterwards as if the disk had been mended: it is sound, what was said to be kept is
//! there, and what was said not to be kept is not.

// SQLite is told of a file system in its own terms.
#![allow(unsafe_code)]

use std::ffi::{c_int, c_void};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

use fiveply::model::{Kind, OpId};
use fiveply::store::sqlite::SqliteStore;
use fiveply::store::{Store, StoreError};
use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs};

use super::world::*;

/// What fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Fault {
    /// Nothing of a write gets to the disk.
    Write = 1,
    /// Half of a write does.
    Torn,
    /// What was written may not have got there.
    Sync,
    /// It can't be read.
    Read,
    /// There is no room.
    Full,
}

static FAULT: AtomicU8 = AtomicU8::new(0);
/// So many go well before one fails.
static LEFT: AtomicI64 = AtomicI64::new(0);

fn due(fault: Fault) -> bool {
    FAULT.load(Ordering::SeqCst) == fault as u8 && LEFT.fetch_sub(1, Ordering::SeqCst) == 0
}

fn arm(fault: Fault, after: i64) {
    LEFT.store(after, Ordering::SeqCst);
    FAULT.store(fault as u8, Ordering::SeqCst);
}

/// Mends the disk; says whether anything failed.
fn mend() -> bool {
    FAULT.store(0, Ordering::SeqCst);
    LEFT.load(Ordering::SeqCst) < 0
}

type Open = unsafe extern "C" fn(
    *mut sqlite3_vfs,
    ffi::sqlite3_filename,
    *mut sqlite3_file,
    c_int,
    *mut c_int,
) -> c_int;

/// How SQLite's own file system opens a file.
static PLAIN: OnceLock<Open> = OnceLock::new();
/// How it writes, syncs and reads any file; only in how they lock do its files differ.
static METHODS: OnceLock<sqlite3_io_methods> = OnceLock::new();

fn plain() -> &'static sqlite3_io_methods {
    METHODS.get().unwrap()
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    data: *const c_void,
    bytes: c_int,
    at: sqlite3_int64,
) -> c_int {
    let put = |bytes| {
        // SAFETY: SQLite's own arguments, or fewer of the same bytes.
        unsafe { (plain().xWrite.unwrap())(file, data, bytes, at) }
    };
    if due(Fault::Write) {
        return ffi::SQLITE_IOERR_WRITE;
    }
    if due(Fault::Full) {
        return ffi::SQLITE_FULL;
    }
    if due(Fault::Torn) {
        put(bytes / 2);
        return ffi::SQLITE_IOERR_WRITE;
    }
    put(bytes)
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    if due(Fault::Sync) {
        return ffi::SQLITE_IOERR_FSYNC;
    }
    // SAFETY: SQLite's own arguments.
    unsafe { (plain().xSync.unwrap())(file, flags) }
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    data: *mut c_void,
    bytes: c_int,
    at: sqlite3_int64,
) -> c_int {
    if due(Fault::Read) {
        return ffi::SQLITE_IOERR_READ;
    }
    // SAFETY: SQLite's own arguments.
    unsafe { (plain().xRead.unwrap())(file, data, bytes, at) }
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    given: *mut c_int,
) -> c_int {
    // SAFETY: SQLite's own arguments; the file that was opened holds a table of methods, which is exchanged for one
    // that differs in three of them.
    unsafe {
        let opened = (PLAIN.get().unwrap())(vfs, name, file, flags, given);
        if opened == ffi::SQLITE_OK && !(*file).pMethods.is_null() {
            let own = *(*file).pMethods;
            METHODS.get_or_init(|| own);
            (*file).pMethods = Box::leak(Box::new(sqlite3_io_methods {
                xWrite: Some(write),
                xSync: Some(sync),
                xRead: Some(read),
                ..own
            }));
        }
        opened
    }
}

/// Makes every file that SQLite opens from now on one that can fail.
fn install() {
    // SAFETY: a copy of SQLite's own file system with another way to open, which lives as long as the process.
    unsafe {
        let own = ffi::sqlite3_vfs_find(std::ptr::null());
        PLAIN.set((*own).xOpen.unwrap()).unwrap();
        let faulty = Box::leak(Box::new(sqlite3_vfs {
            zName: c"faulty".as_ptr(),
            xOpen: Some(open),
            ..*own
        }));
        assert_eq!(ffi::sqlite3_vfs_register(faulty, 1), ffi::SQLITE_OK);
    }
}

fn add(store: &mut SqliteStore, op: u128, many: u64) -> Result<(), StoreError> {
    let mut write = store.write()?;
    for n in 0..many {
        let key = fiveply::model::Key::new(Kind::Account, write.new_id(Kind::Account)?);
        write.apply(&inserted(key, &imported_account(n).into()))?;
    }
    write.commit(head(op)).map(drop)
}

fn count(store: &mut SqliteStore) -> usize {
    all(store, Kind::Account).len()
}

/// Whether a set is there as a whole, in data that are sound.
fn kept(store: &mut SqliteStore, op: u128, (before, many): (usize, u64)) -> bool {
    let kept = store.read().unwrap().applied(OpId(op)).unwrap().is_some();
    let more = if kept { many } else { 0 };
    assert_eq!(count(store), before + usize::try_from(more).unwrap());
    let report = store.check(&mut |_| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    kept
}

/// Adds accounts while one operation fails; says whether it did.
fn fails(place: &Place, op: u128, many: u64, (fault, after): (Fault, i64)) -> bool {
    let mut store = place.open();
    let before = count(&mut store);
    arm(fault, after);
    let done = add(&mut store, op, many);
    let failed = mend();
    let told = format!("{fault:?} {after}: {done:?}");
    // Whoever goes on with the same connection, and whoever opens the file anew, sees the same.
    let here = kept(&mut store, op, (before, many));
    assert_eq!(kept(&mut place.open(), op, (before, many)), here, "{told}");
    match &done {
        Ok(()) => assert!(here, "{told}"),
        Err(StoreError::Unknown { .. }) => assert!(failed, "{told}"),
        Err(StoreError::Io { .. } | StoreError::Full { .. }) => {
            assert!(failed && !here, "{told}");
        }
        Err(other) => panic!("{fault:?} {after}: {other}"),
    }
    if !here {
        add(&mut store, op, many).unwrap();
    }
    drop(store);
    assert!(kept(&mut place.open(), op, (before, many)), "{told}");
    failed
}

#[test]
fn a_disk_that_fails_at_any_moment_breaks_no_file_and_no_promise() {
    let name = "store::faults::whatever_fails";
    let out = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", name])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    let why = String::from_utf8_lossy(&out.stderr);
    assert!(
        out.status.success() && said.contains("1 passed"),
        "{said}{why}"
    );
}

#[test]
#[ignore = "run by a_disk_that_fails_at_any_moment_breaks_no_file_and_no_promise, in a process of its own"]
fn whatever_fails() {
    install();
    let faults = [
        Fault::Write,
        Fault::Torn,
        Fault::Sync,
        Fault::Read,
        Fault::Full,
    ];
    let mut op = 0;
    for many in [1, 300] {
        for fault in faults {
            let place = Place::new();
            drop(place.create());
            let mut met = 0;
            for after in [0, 1, 2, 5, 13, 34, 89, 233] {
                op += 1;
                if !fails(&place, op, many, (fault, after)) {
                    break;
                }
                met += 1;
            }
            // A small set is read from what is in memory already.
            assert!(met > 0 || fault == Fault::Read, "{many} {fault:?}");
        }
    }
}
