//! What SQLite says went wrong, in the store's words.

use std::io::Write as _;
use std::path::Path;

use rusqlite::{Error, ErrorCode, ffi};

use super::place;
use crate::store::StoreError;

/// Translates an error of a statement.
pub(super) fn fault(path: &Path, error: Error) -> StoreError {
    let Error::SqliteFailure(code, message) = &error else {
        return strange(path, &error);
    };
    let owned = path.to_owned();
    let detail = message.clone().unwrap_or_else(|| code.to_string());
    // Not our list: SQLite may add to it.
    #[allow(clippy::wildcard_enum_match_arm)]
    match code.code {
        ErrorCode::DatabaseBusy
        | ErrorCode::DatabaseLocked
        | ErrorCode::FileLockingProtocolFailed => StoreError::Busy { path: owned },
        ErrorCode::ReadOnly if code.extended_code == ffi::SQLITE_READONLY_DBMOVED => {
            place::no_longer(path)
        }
        ErrorCode::ReadOnly => StoreError::ReadOnly {
            path: owned,
            detail,
        },
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Corrupt {
            path: owned,
            detail,
        },
        ErrorCode::DiskFull => StoreError::Full {
            path: owned,
            detail,
        },
        ErrorCode::SystemIoFailure => io(path, code, detail),
        ErrorCode::CannotOpen
        | ErrorCode::PermissionDenied
        | ErrorCode::AuthorizationForStatementDenied => StoreError::Denied {
            path: owned,
            detail,
        },
        _ => StoreError::Io {
            path: owned,
            detail,
        },
    }
}

/// Translates an error of COMMIT: only some of them prove that nothing was kept.
pub(super) fn commit_fault(path: &Path, error: Error) -> StoreError {
    let told = [
        ErrorCode::DatabaseBusy,
        ErrorCode::DiskFull,
        ErrorCode::ConstraintViolation,
    ];
    if error
        .sqlite_error_code()
        .is_some_and(|it| told.contains(&it))
    {
        return fault(path, error);
    }
    StoreError::Unknown {
        path: path.to_owned(),
        detail: error.to_string(),
    }
}

/// Whether a unique column holds this value already, or a link points nowhere.
pub(super) fn violates(error: &Error, extended: &[i32]) -> bool {
    matches!(error, Error::SqliteFailure(code, _) if extended.contains(&code.extended_code))
}

/// SQLite says "full" for ENOSPC only; a quota and a size limit look like any other failed write.
fn io(path: &Path, code: &ffi::Error, detail: String) -> StoreError {
    let owned = path.to_owned();
    if code.extended_code == ffi::SQLITE_IOERR_CORRUPTFS {
        return StoreError::Corrupt {
            path: owned,
            detail,
        };
    }
    let writing = [
        ffi::SQLITE_IOERR_WRITE,
        ffi::SQLITE_IOERR_TRUNCATE,
        ffi::SQLITE_IOERR_SHMSIZE,
    ];
    let agreeing = code.extended_code == ffi::SQLITE_IOERR_SHMSIZE;
    match no_room(path).filter(|_| writing.contains(&code.extended_code)) {
        Some(said) if agreeing => StoreError::Full {
            path: owned,
            detail: format!("{said}; whoever opens it, be it to read, needs 32 KiB beside it"),
        },
        Some(detail) => StoreError::Full {
            path: owned,
            detail,
        },
        None => StoreError::Io {
            path: owned,
            detail,
        },
    }
}

/// Why nothing more can be written beside the file, if that is so.
fn no_room(path: &Path) -> Option<String> {
    let size = |suffix: &str| {
        std::fs::metadata(place::beside(path, suffix)).map_or(0, |found| found.len())
    };
    let limit = rustix::process::getrlimit(rustix::process::Resource::Fsize).current;
    let largest = size("").max(size("-wal"));
    if limit.is_some_and(|limit| largest.saturating_add(64 * 1024) > limit) {
        return Some("the size limit for files of this process is reached".to_owned());
    }
    let mut probe = tempfile::NamedTempFile::new_in(place::folder(path)).ok()?;
    let written = probe
        .write_all(&[0; 64 * 1024])
        .and_then(|()| probe.as_file().sync_all());
    // Only what kind of error it is: the name of what was tried with tells nobody anything.
    written
        .err()
        .filter(place::is_full)
        .map(|error| error.kind().to_string())
}

/// What the binding could not make sense of: the data is not of the form that the schema promises.
fn strange(path: &Path, error: &Error) -> StoreError {
    let path = path.to_owned();
    let detail = error.to_string();
    // Not our list either.
    #[allow(clippy::wildcard_enum_match_arm)]
    match error {
        Error::FromSqlConversionFailure(..)
        | Error::IntegralValueOutOfRange(..)
        | Error::InvalidColumnType(..)
        | Error::QueryReturnedNoRows
        | Error::Utf8Error(..) => StoreError::Corrupt { path, detail },
        _ => StoreError::Io { path, detail },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(extended: i32) -> Error {
        Error::SqliteFailure(ffi::Error::new(extended), None)
    }

    #[test]
    fn only_some_errors_of_commit_prove_that_nothing_was_kept() {
        let path = Path::new("/nowhere/crm.db");
        for unknown in [
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_IOERR_WRITE,
            ffi::SQLITE_NOMEM,
            ffi::SQLITE_INTERRUPT,
        ] {
            let error = commit_fault(path, failure(unknown));
            assert!(matches!(error, StoreError::Unknown { .. }), "{error}");
        }
        let full = commit_fault(path, failure(ffi::SQLITE_FULL));
        assert!(matches!(full, StoreError::Full { .. }), "{full}");
        let busy = commit_fault(path, failure(ffi::SQLITE_BUSY));
        assert!(matches!(busy, StoreError::Busy { .. }), "{busy}");
    }

    #[test]
    fn a_moved_file_and_a_damaged_one_are_told_apart() {
        let path = Path::new("/nowhere/crm.db");
        let moved = fault(path, failure(ffi::SQLITE_READONLY_DBMOVED));
        assert!(matches!(moved, StoreError::Gone { .. }), "{moved}");
        for damaged in [
            ffi::SQLITE_CORRUPT,
            ffi::SQLITE_CORRUPT_INDEX,
            ffi::SQLITE_IOERR_CORRUPTFS,
        ] {
            let error = fault(path, failure(damaged));
            assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
        }
    }
}
