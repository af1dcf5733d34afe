//! Where a data file lies: what is there, on which file system, whether it may be read and written.
//!
//! Asks the file system about names only and never opens the data file: opening and closing it beside
//! a live connection would drop that connection's locks.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::Access;

use super::Result;
use crate::store::StoreError;

/// Which file a name stands for, whatever becomes of the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Inode {
    device: u64,
    number: u64,
    mode: u32,
}

impl Inode {
    /// Who may read and write the file, as the bits of its mode.
    pub(super) const fn permissions(self) -> u32 {
        self.mode & 0o666
    }

    /// Whether both are the same file; its permissions may have changed since.
    pub(super) const fn is(self, other: Self) -> bool {
        self.device == other.device && self.number == other.number
    }
}

/// How well file locks work on a kind of file system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Locks {
    /// As far as is known, they do.
    Work,
    /// It depends on the program behind it.
    Doubtful(&'static str),
    /// They can't be trusted, or memory is not shared.
    Broken(&'static str),
}

/// What is known of a file system by the number that it goes by.
pub(super) const fn locks(magic: u32) -> Locks {
    match magic {
        0x6969 => Locks::Broken("NFS"),
        0x517b | 0xff53_4d42 | 0xfe53_4d42 => Locks::Broken("a Windows share (SMB)"),
        0x0102_1997 => Locks::Broken("9p"),
        0x00c3_6400 => Locks::Broken("Ceph"),
        0x5346_414f | 0x6b41_4653 => Locks::Broken("AFS"),
        0x7375_7245 => Locks::Broken("Coda"),
        0x564c => Locks::Broken("NetWare"),
        0x0bd0_0bd0 => Locks::Broken("Lustre"),
        0x4750_4653 => Locks::Broken("GPFS"),
        0x0116_1970 => Locks::Broken("GFS2"),
        0x7461_636f => Locks::Broken("OCFS2"),
        0x2003_0528 => Locks::Broken("OrangeFS"),
        0x1983_0326 => Locks::Broken("BeeGFS"),
        0x786f_4256 => Locks::Broken("a folder of the host (vboxsf)"),
        0x6573_5546 => Locks::Doubtful("FUSE"),
        _ => Locks::Work,
    }
}

/// The absolute name, without links on the way to it; the last part is left as it is.
pub(super) fn resolve(path: &Path) -> Result<PathBuf> {
    let Some(name) = path.file_name() else {
        return Err(foreign(path, "a folder"));
    };
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    match fs::canonicalize(folder) {
        Ok(folder) => Ok(folder.join(name)),
        Err(e) => Err(refused(path, &e)),
    }
}

/// The ordinary file that is there.
pub(super) fn existing(path: &Path) -> Result<Inode> {
    let found = fs::symlink_metadata(path).map_err(|e| refused(path, &e))?;
    let kind = found.file_type();
    if kind.is_symlink() {
        return Err(StoreError::Denied {
            path: path.to_owned(),
            detail: "it is a symbolic link; give the file that it points to".to_owned(),
        });
    }
    if kind.is_dir() {
        return Err(foreign(path, "a folder"));
    }
    if !kind.is_file() {
        return Err(foreign(path, "no ordinary file"));
    }
    Ok(Inode {
        device: found.dev(),
        number: found.ino(),
        mode: found.mode(),
    })
}

/// Refuses a file that is not the one that was opened under this name.
pub(super) fn the_same(path: &Path, opened: Inode) -> Result<()> {
    match existing(path) {
        Ok(found) if found.is(opened) => Ok(()),
        Ok(_) | Err(_) => Err(no_longer(path)),
    }
}

/// What is said of a file that is no longer what it was: whether another has its name, or none.
pub(super) fn no_longer(path: &Path) -> StoreError {
    let path = path.to_owned();
    if path.exists() {
        StoreError::Replaced { path }
    } else {
        StoreError::Gone { path }
    }
}

/// Refuses file systems on which several processes can't share a file; `force` accepts doubtful ones.
pub(super) fn shareable(path: &Path, force: bool) -> Result<()> {
    judge(path, system(path)?, force)
}

#[cfg(target_os = "linux")]
fn system(path: &Path) -> Result<Locks> {
    let found = rustix::fs::statfs(folder(path)).map_err(|e| refused(path, &e.into()))?;
    // The number is 32 bits wide, whatever the width of the field.
    Ok(locks((found.f_type as u64 & 0xffff_ffff) as u32))
}

#[cfg(not(target_os = "linux"))]
fn system(_: &Path) -> Result<Locks> {
    Ok(Locks::Work)
}

fn judge(path: &Path, locks: Locks, force: bool) -> Result<()> {
    let refuse = |system: &str| {
        Err(StoreError::Network {
            path: path.to_owned(),
            system: system.to_owned(),
        })
    };
    match locks {
        Locks::Work => Ok(()),
        Locks::Doubtful(_) if force => Ok(()),
        Locks::Doubtful(system) | Locks::Broken(system) => refuse(system),
    }
}

/// Whether the file may be read, and whether it and its folder may be written.
pub(super) fn permitted(path: &Path, write: bool) -> Result<()> {
    rustix::fs::access(path, Access::READ_OK).map_err(|e| refused(path, &e.into()))?;
    if !write {
        return Ok(());
    }
    for (what, place) in [("the file", path), ("its folder", folder(path))] {
        rustix::fs::access(place, Access::WRITE_OK).map_err(|e| StoreError::ReadOnly {
            path: path.to_owned(),
            detail: format!("{what} may not be written: {}", io::Error::from(e)),
        })?;
    }
    Ok(())
}

/// The folder that a file lies in.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    }
}

/// The name with something added at its end, as companions of a data file are called.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// The first free name that begins with the given one.
pub(super) fn free_name(path: &Path, suffix: &str) -> PathBuf {
    let first = beside(path, suffix);
    let numbered = (2..).map(|n: u32| beside(path, &format!("{suffix}-{n}")));
    std::iter::once(first.clone())
        .chain(numbered)
        .find(|name| fs::symlink_metadata(name).is_err())
        .unwrap_or(first)
}

/// Takes away a file that nobody has put anything into, with its companions; what is not there is away already.
pub(super) fn discard(path: &Path) -> Result<()> {
    for suffix in ["-wal", "-shm", ".bell", ""] {
        match fs::remove_file(beside(path, suffix)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(refused(path, &e)),
            Ok(()) | Err(_) => {}
        }
    }
    sync_folder(path)
}

/// Makes the names in a file's folder durable.
pub(super) fn sync_folder(path: &Path) -> Result<()> {
    fs::File::open(folder(path))
        .and_then(|it| it.sync_all())
        .map_err(|e| refused(path, &e))
}

/// What the system said about a name, as an error of ours.
pub(super) fn refused(path: &Path, error: &io::Error) -> StoreError {
    let path = path.to_owned();
    let detail = error.to_string();
    if error.kind() == io::ErrorKind::NotFound {
        StoreError::NotFound { path }
    } else if error.kind() == io::ErrorKind::AlreadyExists {
        StoreError::Exists { path }
    } else if error.kind() == io::ErrorKind::PermissionDenied {
        StoreError::Denied { path, detail }
    } else if error.kind() == io::ErrorKind::ReadOnlyFilesystem {
        StoreError::ReadOnly { path, detail }
    } else if is_full(error) {
        StoreError::Full { path, detail }
    } else {
        StoreError::Io { path, detail }
    }
}

/// Whether the system says that there is no room: on the disk, in the quota, within the size limit.
pub(super) fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}

fn foreign(path: &Path, found: &str) -> StoreError {
    StoreError::Foreign {
        path: path.to_owned(),
        found: found.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_file_systems_are_refused_and_said_by_name() {
        let path = Path::new("/mnt/crm.db");
        for (magic, name) in [
            (0x6969, "NFS"),
            (0xff53_4d42, "SMB"),
            (0xfe53_4d42, "SMB"),
            (0x0102_1997, "9p"),
            (0x00c3_6400, "Ceph"),
            (0x5346_414f, "AFS"),
        ] {
            let error = judge(path, locks(magic), true).unwrap_err();
            assert!(matches!(error, StoreError::Network { .. }), "{error}");
            assert!(error.to_string().contains(name), "{error}");
        }
    }

    #[test]
    fn fuse_is_taken_only_when_forced_and_local_disks_always() {
        let path = Path::new("/mnt/crm.db");
        assert!(judge(path, locks(0x6573_5546), false).is_err());
        assert!(judge(path, locks(0x6573_5546), true).is_ok());
        for local in [0xef53, 0x5846_5342, 0x9123_683e, 0x0102_1994, 0x794c_7630] {
            assert!(judge(path, locks(local), false).is_ok(), "{local:x}");
        }
    }

    #[test]
    fn free_names_count_up() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        assert_eq!(free_name(&path, ".old"), dir.path().join("a.db.old"));
        fs::write(dir.path().join("a.db.old"), "").unwrap();
        assert_eq!(free_name(&path, ".old"), dir.path().join("a.db.old-2"));
    }
}
