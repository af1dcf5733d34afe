//! A data file in the making: it lies beside its target under a name that says so, and gets the target's name when it is
//! whole. What a killed process left is taken away by the next one; nothing else is ever removed here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::Result;
use super::place::{beside, folder, free_name, refused, sync_folder};
use crate::store::StoreError;

/// What stands behind the target's name until the file is whole.
const UNFINISHED: &str = ".unfinished";

/// A file that nobody has written to for so long is nobody's any more: whoever makes one writes without a rest.
const ABANDONED: Duration = Duration::from_hours(1);

/// What SQLite may put beside a file.
const COMPANIONS: [&str; 3] = ["-journal", "-wal", "-shm"];

/// A file that is not whole yet; it goes when this goes, unless it was published.
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
    published: bool,
}

impl Draft {
    /// Makes an empty one that nobody else may read.
    pub(super) fn new(target: &Path) -> Result<Self> {
        let path = loop {
            let path = free_name(target, UNFINISHED);
            match make_private(&path) {
                // Another process has taken the name since it was found free.
                Err(StoreError::Exists { .. }) => {}
                made => break made.map(|()| path)?,
            }
        };
        let draft = Self {
            path,
            published: false,
        };
        // What can't be swept harms nobody but the disk.
        let _ = sweep(target, &draft.path);
        Ok(draft)
    }

    /// Where it lies until it is published.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the finished file its name, and makes both durable; puts it over another only with `overwrite`.
    pub(super) fn publish(mut self, to: &Path, overwrite: bool) -> Result<()> {
        let io = |e: io::Error| refused(to, &e);
        fs::File::open(&self.path)
            .and_then(|file| file.sync_all())
            .map_err(io)?;
        if overwrite {
            fs::rename(&self.path, to).map_err(io)?;
        } else {
            // A link fails where the name is taken, which a rename does not.
            fs::hard_link(&self.path, to).map_err(io)?;
            fs::remove_file(&self.path).map_err(io)?;
        }
        self.published = true;
        sync_folder(to)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if self.published {
            return;
        }
        let _ = fs::remove_file(&self.path);
        for companion in COMPANIONS {
            let _ = fs::remove_file(beside(&self.path, companion));
        }
    }
}

/// Makes a file that nobody else may read, and that was not there before.
fn make_private(path: &Path) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map(drop)
        .map_err(|e| refused(path, &e))
}

/// Takes away the target's drafts that were abandoned, as seen from the time of the one that was just made.
fn sweep(target: &Path, ours: &Path) -> io::Result<()> {
    let now = fs::symlink_metadata(ours)?.modified()?;
    let beginning = beside(target, UNFINISHED);
    for entry in fs::read_dir(folder(target))? {
        let path = entry?.path();
        let is_draft = (path.as_os_str().as_encoded_bytes())
            .starts_with(beginning.as_os_str().as_encoded_bytes());
        if is_draft && path != ours && is_abandoned(&path, now) {
            let _ = fs::remove_file(path);
        }
    }
    Ok(())
}

fn is_abandoned(path: &Path, now: SystemTime) -> bool {
    let written = fs::symlink_metadata(path).and_then(|it| it.modified());
    written
        .ok()
        .and_then(|it| now.duration_since(it).ok())
        .is_some_and(|idle| idle > ABANDONED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(dir)
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_draft_that_is_given_up_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("a.db");
        let draft = Draft::new(&target).unwrap();
        fs::write(beside(draft.path(), "-journal"), "half").unwrap();
        assert_eq!(
            names(dir.path()),
            ["a.db.unfinished", "a.db.unfinished-journal"]
        );
        drop(draft);
        assert!(names(dir.path()).is_empty());
    }

    #[test]
    fn a_finished_draft_takes_the_name_and_another_file_only_when_told() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("a.db");
        let with = |words: &str| {
            let draft = Draft::new(&target).unwrap();
            fs::write(draft.path(), words).unwrap();
            draft
        };
        with("first").publish(&target, false).unwrap();
        assert!(with("second").publish(&target, false).is_err());
        assert_eq!(fs::read_to_string(&target).unwrap(), "first");
        with("third").publish(&target, true).unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "third");
        assert_eq!(names(dir.path()), ["a.db"]);
    }

    #[test]
    fn what_was_abandoned_is_swept_and_what_somebody_writes_or_owns_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("a.db");
        let old = SystemTime::UNIX_EPOCH + ABANDONED;
        let aged = |name: &str| {
            let file = fs::File::create(dir.path().join(name)).unwrap();
            file.set_modified(old).unwrap();
        };
        aged("a.db.unfinished");
        aged("a.db.unfinished-journal");
        aged("a.db.before-4.0");
        aged("b.db.unfinished");
        fs::write(dir.path().join("a.db.unfinished-2"), "at work").unwrap();
        let draft = Draft::new(&target).unwrap();
        assert_eq!(draft.path(), dir.path().join("a.db.unfinished-3"));
        assert_eq!(
            names(dir.path()),
            [
                "a.db.before-4.0",
                "a.db.unfinished-2",
                "a.db.unfinished-3",
                "b.db.unfinished"
            ]
        );
    }
}
