//! The file for an import's rejected rows: it appears whole or not at all, and only where nothing is lost by it.
//!
//! Here is nothing about what stands in the report.

use std::ffi::OsString;
use std::fs;
use std::io::{self, BufWriter};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::cli::call::shown;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::exchange::{ExchangeError, Report};

/// What a database's own files are called beside it.
const COMPANIONS: [&str; 4] = ["", "-wal", "-shm", ".bell"];

/// A report that is written beside its place until it is complete.
pub(super) struct ReportFile {
    draft: NamedTempFile,
    to: PathBuf,
    force: bool,
}

impl ReportFile {
    /// Begins a report; what is read and what is written are never its place.
    pub(super) fn begin(to: &Path, force: bool, source: &Path, db: &Path) -> Result<Self> {
        refuse(to, force, source, db)?;
        let draft = NamedTempFile::new_in(folder(to)).map_err(|error| cannot(to, error))?;
        Ok(Self {
            draft,
            to: to.to_owned(),
            force,
        })
    }

    /// What the rejected rows are written with; what was written before is dropped.
    pub(super) fn report(&self) -> std::result::Result<Report, ExchangeError> {
        let name = self.to.display().to_string();
        let empty = self.draft.reopen().and_then(|file| {
            file.set_len(0)?;
            Ok(file)
        });
        let file = empty.map_err(|source| ExchangeError::Write {
            file: name.clone(),
            source,
        })?;
        Report::new(Box::new(BufWriter::new(file)), &name)
    }

    /// Puts the complete report in its place.
    pub(super) fn keep(self) -> Result<()> {
        let synced = self.draft.as_file().sync_all();
        synced.map_err(|error| cannot(&self.to, error))?;
        let kept = if self.force {
            self.draft.persist(&self.to)
        } else {
            // Somebody may have made a file of that name since.
            self.draft.persist_noclobber(&self.to)
        };
        kept.map_err(|error| cannot(&self.to, error.error))?;
        Ok(())
    }
}

fn cannot(to: &Path, source: io::Error) -> CliError {
    let file = to.display().to_string();
    ExchangeError::Write { file, source }.into()
}

fn refuse(to: &Path, force: bool, source: &Path, db: &Path) -> Result<()> {
    let no = |hint| {
        Err(CliError::File {
            file: shown(to),
            hint,
            exit: Exit::Refused,
        })
    };
    // A table that comes through standard input is a file too, where the shell opened one.
    let source = if source.as_os_str() == "-" {
        Path::new("/dev/stdin")
    } else {
        source
    };
    if same(to, source) {
        return no("it is the table that is imported; choose another name for the report");
    }
    if COMPANIONS.iter().any(|it| same(to, &beside(db, it))) {
        return no("it belongs to the workspace; choose another name for the report");
    }
    match fs::symlink_metadata(to) {
        Ok(meta) if !(meta.is_file() || meta.is_symlink()) => {
            no("it is no plain file; choose another name for the report")
        }
        Ok(_) if !force => {
            no("it is there already; choose another name for the report or give --force")
        }
        Ok(_) | Err(_) => Ok(()),
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

/// Whether two paths lead to one file, or would once it is made.
fn same(one: &Path, other: &Path) -> bool {
    if let (Ok(one), Ok(other)) = (fs::metadata(one), fs::metadata(other)) {
        return one.dev() == other.dev() && one.ino() == other.ino();
    }
    let place = |path: &Path| {
        Some((
            fs::canonicalize(folder(path)).ok()?,
            path.file_name()?.to_owned(),
        ))
    };
    one == other || place(one).is_some_and(|it| Some(it) == place(other))
}

fn folder(path: &Path) -> &Path {
    path.parent()
        .filter(|it| !it.as_os_str().is_empty())
        .unwrap_or_else(|| Path::new("."))
}
