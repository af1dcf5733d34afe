//! Holds the bytes to be read, so that several passes over them are possible and cheap.
//!
//! Standard input and pipes are copied to an anonymous temporary file first. Nothing here knows what the bytes mean.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use super::ExchangeError;
use super::row::Progress;

/// A file, or a copy of a stream, that can be read from the start any number of times.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    extension: String,
    file: Arc<File>,
    len: u64,
    stamp: Option<SystemTime>,
}

impl Source {
    /// Opens a file; a pipe is copied to an anonymous temporary file.
    ///
    /// # Errors
    /// When the path leads to no readable file, or the copy finds no room.
    pub fn open(path: &Path) -> Result<Self, ExchangeError> {
        let name = path.display().to_string();
        let fail = |source| ExchangeError::Read {
            file: name.clone(),
            source,
        };
        let mut file = File::open(path).map_err(fail)?;
        let meta = file.metadata().map_err(fail)?;
        if meta.is_dir() {
            return Err(ExchangeError::NotAFile {
                file: name,
                what: "a directory",
            });
        }
        let extension = path
            .extension()
            .map(|one| one.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        if !meta.is_file() {
            let mut copy = Self::spool(&mut file, &name)?;
            copy.extension = extension;
            return Ok(copy);
        }
        Ok(Self {
            name,
            extension,
            len: meta.len(),
            stamp: meta.modified().ok(),
            file: Arc::new(file),
        })
    }

    /// Copies a stream to an anonymous temporary file, under the name that messages shall show.
    ///
    /// # Errors
    /// When the stream cannot be read or the copy finds no room.
    pub fn spool(stream: &mut dyn Read, name: &str) -> Result<Self, ExchangeError> {
        let fail = |source| ExchangeError::Read {
            file: name.to_owned(),
            source,
        };
        let mut file = tempfile::tempfile().map_err(fail)?;
        let len = io::copy(stream, &mut file).map_err(fail)?;
        Ok(Self {
            name: name.to_owned(),
            extension: String::new(),
            len,
            stamp: None,
            file: Arc::new(file),
        })
    }

    /// Opens what a command line names: a path, or `-` for the given standard input.
    ///
    /// # Errors
    /// As [`Source::open`] and [`Source::spool`].
    pub fn from_argument(argument: &Path, stdin: &mut dyn Read) -> Result<Self, ExchangeError> {
        if argument.as_os_str() == "-" {
            Self::spool(stdin, "standard input")
        } else {
            Self::open(argument)
        }
    }

    /// The name that messages show.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The extension in lower case without its dot, empty where there is none.
    #[must_use]
    pub fn extension(&self) -> &str {
        &self.extension
    }

    /// The size in bytes.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Begins a pass over the bytes; passes do not disturb each other.
    ///
    /// # Errors
    /// When the file was changed since it was opened.
    pub fn pass(&self) -> Result<Pass, ExchangeError> {
        if self.stamp.is_some() {
            let meta = self
                .file
                .metadata()
                .map_err(|source| self.read_error(source))?;
            if meta.len() != self.len || meta.modified().ok() != self.stamp {
                return Err(ExchangeError::Changed {
                    file: self.name.clone(),
                });
            }
        }
        Ok(Pass {
            file: Arc::clone(&self.file),
            at: 0,
            len: self.len,
            read: Arc::new(AtomicU64::new(0)),
        })
    }

    /// The first bytes, at most `count`.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn head(&self, count: u64) -> Result<Vec<u8>, ExchangeError> {
        let mut bytes = Vec::new();
        self.pass()?
            .take(count)
            .read_to_end(&mut bytes)
            .map_err(|source| self.read_error(source))?;
        Ok(bytes)
    }

    /// An I/O error that happened while these bytes were read.
    #[must_use]
    pub fn read_error(&self, source: io::Error) -> ExchangeError {
        ExchangeError::Read {
            file: self.name.clone(),
            source,
        }
    }
}

/// One pass over a [`Source`].
#[derive(Debug)]
pub struct Pass {
    file: Arc<File>,
    at: u64,
    len: u64,
    read: Arc<AtomicU64>,
}

impl Pass {
    /// A handle that tells how far the pass is, also while something else owns the pass.
    #[must_use]
    pub fn meter(&self) -> Meter {
        Meter {
            read: Arc::clone(&self.read),
            total: self.len,
        }
    }
}

impl Read for Pass {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // What is appended after the opening belongs to no pass: all passes must see the same bytes.
        let left = usize::try_from(self.len.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(left);
        let count = self.file.read_at(&mut buffer[..wanted], self.at)?;
        self.at += count as u64;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl Seek for Pass {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(offset) => self.len.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
        };
        self.at = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

/// How much of a pass is done.
#[derive(Debug, Clone)]
pub struct Meter {
    read: Arc<AtomicU64>,
    total: u64,
}

impl Meter {
    /// Starts to count anew, towards another total.
    pub fn restart(&mut self, total: u64) {
        self.read.store(0, Ordering::Relaxed);
        self.total = total;
    }

    /// Bytes read, never more than the total.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            done: self.read.load(Ordering::Relaxed).min(self.total),
            total: self.total,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_passes_over_a_stream_see_the_same_bytes() {
        let source = Source::spool(&mut &b"one two"[..], "standard input").unwrap();
        for _ in 0..2 {
            let mut text = String::new();
            source.pass().unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, "one two");
        }
    }

    #[test]
    fn a_file_that_grows_between_passes_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.CSV");
        std::fs::write(&path, "a\n1\n").unwrap();
        let source = Source::open(&path).unwrap();
        assert_eq!(source.extension(), "csv");
        std::fs::write(&path, "a\n1\n2\n").unwrap();
        assert!(matches!(source.pass(), Err(ExchangeError::Changed { .. })));
    }

    #[test]
    fn a_directory_is_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        let error = Source::open(dir.path()).unwrap_err();
        assert!(error.to_string().contains("is a directory"), "{error}");
    }
}
