//! The rejected rows of an import, kept aside until somebody wants them as a file.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::ImportError;
use crate::exchange::{ExchangeError, Report};

/// The most names that are tried for a file that must not take another's place.
const NAMES: u32 = 100;

/// The rejected rows of one import, in a file without a name.
#[derive(Debug)]
pub struct Rejections {
    file: File,
}

impl Rejections {
    /// Begins with none.
    ///
    /// # Errors
    /// Where no file can be made.
    pub fn new() -> Result<Self, ImportError> {
        let file = tempfile::tempfile().map_err(|error| cannot(Path::new("report"), error))?;
        Ok(Self { file })
    }

    /// What they are written with; what was written before is dropped.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn report(&self) -> Result<Report, ExchangeError> {
        let empty = || -> io::Result<File> {
            let mut file = self.file.try_clone()?;
            file.set_len(0)?;
            file.seek(SeekFrom::Start(0))?;
            Ok(file)
        };
        let file = empty().map_err(|source| ExchangeError::Write {
            file: "report".to_owned(),
            source,
        })?;
        Report::new(Box::new(BufWriter::new(file)), "report")
    }

    /// Keeps them beside the table that they come from, under a name that nothing has; says which.
    ///
    /// # Errors
    /// Where the file can't be written there.
    pub fn keep_beside(&self, table: &Path) -> Result<PathBuf, ImportError> {
        let folder = table.parent().filter(|it| !it.as_os_str().is_empty());
        let folder = folder.unwrap_or_else(|| Path::new("."));
        let stem = table.file_stem().unwrap_or_default().to_string_lossy();
        let copy = || -> io::Result<NamedTempFile> {
            let mut from = self.file.try_clone()?;
            from.seek(SeekFrom::Start(0))?;
            let mut draft = NamedTempFile::new_in(folder)?;
            io::copy(&mut from, draft.as_file_mut())?;
            draft.as_file().sync_all()?;
            Ok(draft)
        };
        let mut draft = copy().map_err(|error| cannot(folder, error))?;
        for number in 1..=NAMES {
            let end = if number == 1 {
                String::new()
            } else {
                format!("-{number}")
            };
            let path = folder.join(format!("{stem}-rejected{end}.csv"));
            match draft.persist_noclobber(&path) {
                Ok(_) => return Ok(path),
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                    draft = error.file;
                }
                Err(error) => return Err(cannot(&path, error.error)),
            }
        }
        let error = io::Error::from(io::ErrorKind::AlreadyExists);
        Err(cannot(&folder.join(format!("{stem}-rejected.csv")), error))
    }
}

fn cannot(file: &Path, source: io::Error) -> ImportError {
    let file = file.display().to_string();
    ExchangeError::Write { file, source }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Rejected;

    #[test]
    fn what_is_kept_takes_no_other_files_place() {
        let folder = tempfile::tempdir().unwrap();
        let table = folder.path().join("leads.csv");
        let rejections = Rejections::new().unwrap();
        let mut report = rejections.report().unwrap();
        report
            .push(&Rejected::new(3, 2, None, "x", "because"))
            .unwrap();
        report.finish().unwrap();
        let first = rejections.keep_beside(&table).unwrap();
        let second = rejections.keep_beside(&table).unwrap();
        assert_eq!(first, folder.path().join("leads-rejected.csv"));
        assert_eq!(second, folder.path().join("leads-rejected-2.csv"));
        for path in [first, second] {
            let text = std::fs::read_to_string(path).unwrap();
            assert!(text.contains("2,3,,x,because"), "{text}");
        }
    }
}
