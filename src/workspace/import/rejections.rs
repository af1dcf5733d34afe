//! The rejected rows of an import, kept aside until somebody wants them as a file.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::ImportError;
use crate::exchange::{ExchangeError, Report};

/// The most names that are tried for a file that must not take another's place.
const NAMES: u32 = 100;

/// Where rejected rows lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The file.
    pub path: PathBuf,
    /// Whether it lay there before.
    pub lay_there: bool,
}

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

    /// Keeps them beside the table that they come from, under a name that nothing has; says which. Where a file of
    /// theirs holds the very same already, no other is written.
    ///
    /// # Errors
    /// Where the file can't be written there.
    pub fn keep_beside(&self, table: &Path) -> Result<Kept, ImportError> {
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
        let mut draft = None;
        for number in 1..=NAMES {
            let end = if number == 1 {
                String::new()
            } else {
                format!("-{number}")
            };
            let path = folder.join(format!("{stem}-rejected{end}.csv"));
            if self.is_in(&path) {
                let lay_there = true;
                return Ok(Kept { path, lay_there });
            }
            let whole = match draft.take() {
                Some(whole) => whole,
                None => copy().map_err(|error| cannot(folder, error))?,
            };
            match whole.persist_noclobber(&path) {
                Ok(_) => {
                    let lay_there = false;
                    return Ok(Kept { path, lay_there });
                }
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                    draft = Some(error.file);
                }
                Err(error) => return Err(cannot(&path, error.error)),
            }
        }
        let error = io::Error::from(io::ErrorKind::AlreadyExists);
        Err(cannot(&folder.join(format!("{stem}-rejected.csv")), error))
    }

    /// Whether a file holds just these; one that can't be read does not.
    fn is_in(&self, path: &Path) -> bool {
        let same = || -> io::Result<bool> {
            let there = File::open(path)?;
            let mut ours = self.file.try_clone()?;
            if there.metadata()?.len() != ours.metadata()?.len() {
                return Ok(false);
            }
            ours.seek(SeekFrom::Start(0))?;
            let (mut there, mut ours) = (BufReader::new(there), BufReader::new(ours));
            loop {
                let (one, other) = (there.fill_buf()?, ours.fill_buf()?);
                let len = one.len().min(other.len());
                if one[..len] != other[..len] {
                    return Ok(false);
                }
                if len == 0 {
                    return Ok(one.len() == other.len());
                }
                there.consume(len);
                ours.consume(len);
            }
        };
        same().unwrap_or(false)
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

    fn of(reason: &str) -> Rejections {
        let rejections = Rejections::new().unwrap();
        let mut report = rejections.report().unwrap();
        let row = Rejected::new(3, 2, None, "x", reason);
        report.push(&row).unwrap();
        report.finish().unwrap();
        rejections
    }

    #[test]
    fn what_is_kept_takes_no_other_files_place_and_lies_there_once() {
        let folder = tempfile::tempdir().unwrap();
        let table = folder.path().join("leads.csv");
        let keep = |reason| {
            let kept = of(reason).keep_beside(&table).unwrap();
            let text = std::fs::read_to_string(&kept.path).unwrap();
            assert!(text.contains(&format!("2,3,,x,{reason}")), "{text}");
            let name = kept.path.file_name().unwrap().to_owned();
            (name.into_string().unwrap(), kept.lay_there)
        };
        let (one, other) = ("leads-rejected.csv", "leads-rejected-2.csv");
        assert_eq!(keep("because"), (one.to_owned(), false));
        assert_eq!(keep("because"), (one.to_owned(), true));
        // As long as the other one.
        assert_eq!(keep("whereas"), (other.to_owned(), false));
        assert_eq!(keep("whereas"), (other.to_owned(), true));
        assert_eq!(keep("because"), (one.to_owned(), true));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
        // One that was written into is another file.
        std::fs::write(folder.path().join(one), "mine").unwrap();
        assert_eq!(keep("because"), ("leads-rejected-3.csv".to_owned(), false));
    }
}
