//! What the operating system says about a file, as far as it can be said in every language.

use std::io::{Error, ErrorKind};

/// Why the system refuses to read or write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SystemFault {
    /// There is no such file or folder.
    NotFound,
    /// The permissions forbid it.
    Forbidden,
    /// There is no room.
    Full,
    /// Nothing can be written there.
    ReadOnly,
    /// It is a folder.
    Folder,
    /// A part of the path is no folder.
    NoFolder,
    /// It is there already.
    There,
    /// Anything else, with the system's number and its own words.
    Other {
        /// The number, zero where there is none.
        code: i32,
        /// The words.
        original: String,
    },
}

impl SystemFault {
    /// What an error means.
    #[must_use]
    pub fn of(error: &Error) -> Self {
        let known = [
            (ErrorKind::NotFound, Self::NotFound),
            (ErrorKind::PermissionDenied, Self::Forbidden),
            (ErrorKind::StorageFull, Self::Full),
            (ErrorKind::QuotaExceeded, Self::Full),
            (ErrorKind::ReadOnlyFilesystem, Self::ReadOnly),
            (ErrorKind::IsADirectory, Self::Folder),
            (ErrorKind::NotADirectory, Self::NoFolder),
            (ErrorKind::AlreadyExists, Self::There),
        ];
        // Kinds may be added to the list, so it is asked and not matched.
        let found = known.into_iter().find(|(kind, _)| *kind == error.kind());
        found.map_or_else(
            || Self::Other {
                code: error.raw_os_error().unwrap_or(0),
                original: error.to_string(),
            },
            |(_, fault)| fault,
        )
    }
}
