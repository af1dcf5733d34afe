//! The exit codes, in one table: help, the manual, `--json` errors and the program itself go by it.

/// How the program ended, for the script that called it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// What was asked for is done.
    Done,
    /// Something that has no code of its own.
    Failed,
    /// The command line can't be read.
    Usage,
    /// A filter, a name of a field or a value can't be understood.
    NotUnderstood,
    /// The rules of the funnel forbid it.
    Refused,
    /// Somebody changed the same since.
    Conflict,
    /// What was named is not there.
    NotFound,
    /// The data file is not there.
    NoFile,
    /// The file is no workspace.
    Foreign,
    /// The file was made by a newer version.
    Newer,
    /// The file is damaged.
    Damaged,
    /// The file can't be written or opened.
    Denied,
    /// The disk is full.
    DiskFull,
    /// The file lies on a network mount.
    Network,
    /// Somebody else writes for too long.
    Busy,
    /// It can't be told whether a change was kept.
    Unknown,
    /// The terminal went away.
    HungUp,
    /// The user stopped it.
    Stopped,
    /// The system ended it.
    Terminated,
}

impl Exit {
    /// Every ending, by its code.
    pub const ALL: [Self; 19] = [
        Self::Done,
        Self::Failed,
        Self::Usage,
        Self::NotUnderstood,
        Self::Refused,
        Self::Conflict,
        Self::NotFound,
        Self::NoFile,
        Self::Foreign,
        Self::Newer,
        Self::Damaged,
        Self::Denied,
        Self::DiskFull,
        Self::Network,
        Self::Busy,
        Self::Unknown,
        Self::HungUp,
        Self::Stopped,
        Self::Terminated,
    ];

    const fn row(self) -> (u8, &'static str, &'static str) {
        match self {
            Self::Done => (0, "done", "done"),
            Self::Failed => (1, "failed", "another failure"),
            Self::Usage => (2, "usage", "the command line can't be read"),
            Self::NotUnderstood => (
                3,
                "not-understood",
                "a filter or a value can't be understood",
            ),
            Self::Refused => (4, "refused", "refused by a rule; nothing was changed"),
            Self::Conflict => (
                5,
                "conflict",
                "somebody changed the same; nothing was changed",
            ),
            Self::NotFound => (6, "not-found", "what was named is not there"),
            Self::NoFile => (10, "no-file", "the file is not there"),
            Self::Foreign => (11, "foreign", "the file is no workspace"),
            Self::Newer => (12, "newer", "the file was made by a newer version"),
            Self::Damaged => (
                13,
                "damaged",
                "the file is damaged, or the check found something",
            ),
            Self::Denied => (14, "denied", "the file can't be opened or written"),
            Self::DiskFull => (15, "disk-full", "the disk is full"),
            Self::Network => (16, "network", "the file lies on a network mount"),
            Self::Busy => (17, "busy", "somebody else is writing; try again"),
            Self::Unknown => (
                18,
                "unknown",
                "it can't be told whether the change was kept",
            ),
            Self::HungUp => (129, "hung-up", "the terminal went away"),
            Self::Stopped => (130, "stopped", "stopped by the user; nothing was kept"),
            Self::Terminated => (143, "terminated", "ended by the system"),
        }
    }

    /// How a program ends that a signal ended: shells count signals from 128 on.
    #[must_use]
    pub fn of_signal(signal: i32) -> Self {
        Self::ALL
            .into_iter()
            .find(|it| i32::from(it.code()) == 128 + signal)
            .unwrap_or(Self::Failed)
    }

    /// The number that the shell sees.
    #[must_use]
    pub const fn code(self) -> u8 {
        self.row().0
    }

    /// The word for it in `--json` errors.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        self.row().1
    }

    /// What it means.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        self.row().2
    }
}

/// The table as it stands in help.
#[must_use]
pub fn table() -> String {
    Exit::ALL
        .into_iter()
        .map(|it| format!("{:>5}  {:<15} {}\n", it.code(), it.kind(), it.meaning()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_has_its_own_code_and_word() {
        for (i, one) in Exit::ALL.into_iter().enumerate() {
            for other in &Exit::ALL[i + 1..] {
                assert!(one.code() < other.code(), "{one:?} {other:?}");
                assert_ne!(one.kind(), other.kind());
            }
        }
    }
}
