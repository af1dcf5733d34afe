//! What can go wrong with the data, for the person who reads it: what, where, what to do.

use std::path::PathBuf;

use crate::model::{Key, Misfit, OpId, Seq};

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not there.
    #[error("{}: there is no such file; `fiveply init` makes one", .path.display())]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// The file is there already.
    #[error("{}: it is there already; choose another name or open it", .path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{}: this is not a fiveply workspace ({found}); nothing was written", .path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it seems to be.
        found: String,
    },
    /// The file was made by a newer version.
    #[error("{}: it was made by a newer fiveply (format {found}, this one knows {known}); update fiveply; nothing was written", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: String,
        /// The newest format that this program knows.
        known: String,
    },
    /// The file is damaged.
    #[error("{}: the file is damaged ({detail}); restore a backup with `fiveply restore`; nothing was written", .path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The file can't be written.
    #[error("{}: it can be read but not written ({detail})", .path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// Why.
        detail: String,
    },
    /// The file may not be opened.
    #[error("{}: it can't be opened ({detail})", .path.display())]
    Denied {
        /// The file.
        path: PathBuf,
        /// Why.
        detail: String,
    },
    /// The disk is full.
    #[error("{}: the disk is full ({detail}); nothing was written; make room and try again", .path.display())]
    Full {
        /// The file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// The file lies where several processes can't share it safely.
    #[error("{}: it lies on {system}, where file locks can't be trusted; put it on a local disk", .path.display())]
    Network {
        /// The file.
        path: PathBuf,
        /// The kind of file system.
        system: String,
    },
    /// Somebody else writes for longer than we wait.
    #[error("somebody else is writing to {} (an import?); nothing of this change was kept; try again", .path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// Others have it open, and what is to be done needs it alone.
    #[error("{}: others have it open; ask them to leave fiveply and try again; nothing was changed", .path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// Another file was put in its place.
    #[error("{}: another file was put in its place while it was open; open it again", .path.display())]
    Replaced {
        /// The file.
        path: PathBuf,
    },
    /// No file has its name any more.
    #[error("{}: it is no longer there: it was moved, renamed or deleted while it was open; put it back, or open it where it is now", .path.display())]
    Gone {
        /// The file.
        path: PathBuf,
    },
    /// It can't be told whether the change was kept.
    #[error("{}: it can't be told whether the change was kept ({detail}); look at the last changes before you do it again", .path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// Whoever asked for it stopped it.
    #[error("stopped; nothing was kept")]
    Stopped,
    /// The request was applied before; a set with the same name is not kept twice.
    #[error("request {op} was applied already, as change set {seq}; nothing was done again")]
    Applied {
        /// The request.
        op: OpId,
        /// What it made.
        seq: Seq,
    },
    /// A record is still used by another.
    #[error("{key} is still used by {by}")]
    Linked {
        /// The record.
        key: Key,
        /// Who uses it.
        by: Key,
    },
    /// The rows are not as a change says.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// Anything else that the system said.
    #[error("{}: {detail}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
}
