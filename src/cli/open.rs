//! Opens and makes data files: the only place on the command line that knows which store it is.

use std::path::Path;

use super::call::shown;
use super::copying::copying;
use super::error::{CliError, Result};
use super::exit::Exit;
use crate::model::Seq;
use crate::store::sqlite::{self, Mode, SqliteStore};
use crate::store::{Part, SetHead, Store, StoreError};
use crate::workspace::WorkspaceError;

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
        Err(StoreError::NotFound { path }) => Err(CliError::File {
            file: shown(&path),
            hint: "there is no such file\n`fiveply init` makes an empty workspace, `fiveply demo` opens a made-up company",
            exit: Exit::NoFile,
        }),
        Err(error) => Err(error.into()),
    }
}

/// Makes a new data file.
pub(super) fn create(path: &Path, trust_locks: bool) -> Result<Box<dyn Store>> {
    let mode = Mode {
        force: trust_locks,
        ..Mode::WRITE
    };
    match SqliteStore::create(path, mode) {
        Ok(store) => Ok(Box::new(store)),
        Err(error) => Err(taken(error)),
    }
}

/// Takes away a data file that was made in vain.
pub(super) fn discard(path: &Path) -> Result<()> {
    Ok(SqliteStore::discard(path)?)
}

/// Makes a new data file with records in it from the start, as one change.
pub(super) fn make<T>(
    path: &Path,
    trust_locks: bool,
    head: &SetHead,
    parts: [Part<'_, CliError>; 2],
    meanwhile: impl FnOnce() -> T,
) -> Result<(Box<dyn Store>, T)> {
    let mode = Mode {
        force: trust_locks,
        ..Mode::WRITE
    };
    match SqliteStore::make(path, mode, head, parts, meanwhile) {
        Ok((store, done)) => Ok((Box::new(store), done)),
        Err(CliError::Workspace(WorkspaceError::Store(error))) => Err(taken(error)),
        Err(error) => Err(error),
    }
}

fn taken(error: StoreError) -> CliError {
    if let StoreError::Exists { path } = error {
        CliError::File {
            file: shown(&path),
            hint: "it is there already; `fiveply --db FILE` opens it, another name makes another one",
            exit: Exit::Refused,
        }
    } else {
        error.into()
    }
}

/// Puts a backup in the place of a data file; how far it is, is shown where somebody sees it.
pub(super) fn restore(from: &Path, to: &Path, force: bool, seen: bool) -> Result<Seq> {
    match copying(seen, |go_on| sqlite::restore(from, to, force, go_on)) {
        Ok(head) => Ok(head),
        Err(StoreError::NotFound { path }) => Err(CliError::File {
            file: shown(&path),
            hint: "there is no such backup",
            exit: Exit::NoFile,
        }),
        Err(StoreError::Exists { path }) => Err(CliError::File {
            file: shown(&path),
            hint: "it is there already; with --force the backup takes its place, and it is kept beside it under another name",
            exit: Exit::Refused,
        }),
        Err(error) => Err(error.into()),
    }
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
