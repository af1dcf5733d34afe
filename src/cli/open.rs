//! Opens and makes data files: the only place on the command line that knows which store it is.

use std::path::Path;

use super::error::Result;
use crate::model::Seq;
use crate::store::sqlite::{self, Mode, SqliteStore};
use crate::store::{Store, StoreError};

/// Opens a data file; one that may only be read is opened for reading.
pub(super) fn open(path: &Path, trust_locks: bool) -> Result<Box<dyn Store>> {
    let mode = Mode {
        force: trust_locks,
        ..Mode::WRITE
    };
    match SqliteStore::open(path, mode) {
        Ok(store) => Ok(Box::new(store)),
        Err(StoreError::ReadOnly { .. }) => {
            let mode = Mode {
                force: trust_locks,
                ..Mode::READ
            };
            Ok(Box::new(SqliteStore::open(path, mode)?))
        }
        Err(error) => Err(error.into()),
    }
}

/// Makes a new data file.
pub(super) fn create(path: &Path, trust_locks: bool) -> Result<Box<dyn Store>> {
    let mode = Mode {
        force: trust_locks,
        ..Mode::WRITE
    };
    Ok(Box::new(SqliteStore::create(path, mode)?))
}

/// Puts a backup in the place of a data file.
pub(super) fn restore(from: &Path, to: &Path, force: bool) -> Result<Seq> {
    Ok(sqlite::restore(from, to, force, &mut |_, _| {})?)
}

/// Makes the folder of the usual data file; a named file's folder has to be there.
pub(super) fn make_folder(path: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) else {
        return Ok(());
    };
    let made = std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder);
    made.map_err(|error| {
        StoreError::Denied {
            path: folder.to_owned(),
            detail: error.to_string(),
        }
        .into()
    })
}
