//! The bell: a small file beside the database that is written after each commit, for others to hear.
//!
//! Only a hint. Where it can't be made or rung, others notice by looking at the database itself.

use std::fs::{File, OpenOptions, Permissions};
use std::os::unix::fs::{FileExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::place::{self, Inode};

/// Something to ring.
#[derive(Debug)]
pub(super) struct Bell(Option<File>);

/// The bell's name.
pub(super) fn name(path: &Path) -> PathBuf {
    place::beside(path, ".bell")
}

impl Bell {
    /// Finds or makes the bell of a database, for the same people as the database.
    pub(super) fn of(path: &Path, database: Inode) -> Self {
        let mode = database.permissions();
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(mode)
            .custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed())
            .open(name(path))
            .ok();
        if let Some(file) = &file {
            // What the process masks at creation is granted here; not ours to change is as good.
            let _ = file.set_permissions(Permissions::from_mode(mode));
        }
        Self(file)
    }

    /// A bell that nobody hears.
    pub(super) const fn none() -> Self {
        Self(None)
    }

    /// Rings.
    pub(super) fn ring(&self) {
        if let Some(file) = &self.0 {
            let _ = file.write_at(b"!", 0);
        }
    }
}
