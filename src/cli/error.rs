//! What can go wrong on the command line, each with the exit code that says so.

use std::io;

use serde::Serialize;

use super::exit::Exit;
use crate::config::ConfigError;
use crate::exchange::ExchangeError;
use crate::model::settings::BadSection;
use crate::model::{Clean, Refusal, UnknownCode};
use crate::query::{QueryError, render};
use crate::reports::ReportError;
use crate::store::StoreError;
use crate::workspace::WorkspaceError;
use crate::workspace::export::ExportError;
use crate::workspace::import::ImportError;

/// What a verb answers with.
pub type Result<T> = std::result::Result<T, CliError>;

/// Why a verb was not done.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// Arguments that don't go together.
    #[error("{0}")]
    Usage(String),
    /// A filter that can't be understood.
    #[error("{}", drawn(.text, .errors))]
    Filter {
        /// What was typed.
        text: String,
        /// What is wrong with it.
        errors: Vec<QueryError>,
    },
    /// A value or a field's name that can't be understood.
    #[error("{0}")]
    NotUnderstood(String),
    /// Something that was named and is not there.
    #[error("{0}")]
    NotFound(String),
    /// Something without which the record would say nothing.
    #[error("{0}")]
    Lacking(String),
    /// An import of which no row could be brought in; which and why is told already.
    #[error("none of the rows could be brought in; --report FILE.csv names each with its reason")]
    NoneLoaded,
    /// A data file that is missing, or one that is in the way.
    #[error("{file}: {hint}")]
    File {
        /// The file.
        file: Clean,
        /// What is with it, and what to do.
        hint: &'static str,
        /// The exit code.
        exit: Exit,
    },
    /// Somebody changed the same since.
    #[error("{0}")]
    Conflict(String),
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The workspace did not do it.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// A file can't be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A table can't be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A check that found something; the report is printed already.
    #[error("the data is not sound; restore a backup with `fiveply restore FILE`")]
    Unsound,
    /// The configuration can't be used.
    #[error("{}", lines(.0))]
    Config(Vec<ConfigError>),
    /// The screen could not be opened or kept open.
    #[error("{0}")]
    Screen(String),
    /// More names or notes than the book can hold.
    #[error(
        "there are more than 4 GiB of names, or of notes: the last ones could not be found, so figures and lists would be wrong; \
         take back an import that is not needed, or keep a part in a workspace of its own"
    )]
    TooMuchText,
    /// A question was answered with no.
    #[error("stopped; nothing was changed")]
    Stopped,
    /// What is printed can't be written.
    #[error("the output can't be written: {0}")]
    Output(#[from] io::Error),
}

/// The mistakes under the text; that they are errors is said already.
fn drawn(text: &str, errors: &[QueryError]) -> String {
    let drawn = render(text, errors);
    drawn.trim_end().trim_start_matches("error: ").to_owned()
}

fn lines(errors: &[ConfigError]) -> String {
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

impl CliError {
    /// The exit code.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Filter { .. } | Self::NotUnderstood(_) | Self::Config(_) => Exit::NotUnderstood,
            Self::NotFound(_) => Exit::NotFound,
            Self::File { exit, .. } => *exit,
            Self::Conflict(_) => Exit::Conflict,
            Self::Lacking(_) | Self::NoneLoaded | Self::Export(ExportError::NothingDue) => {
                Exit::Refused
            }
            Self::Refused(refusal) => of_refusal(refusal),
            Self::Workspace(error) => of_workspace(error),
            Self::Import(ImportError::Workspace(error))
            | Self::Export(ExportError::Workspace(error)) => of_workspace(error),
            Self::Import(ImportError::Mapping(_)) => Exit::NotUnderstood,
            Self::Import(ImportError::Exchange(error))
            | Self::Export(ExportError::Exchange(error)) => of_exchange(error),
            Self::Unsound => Exit::Damaged,
            Self::Stopped => Exit::Stopped,
            Self::Output(error) => of_io(error),
            Self::Screen(_) | Self::TooMuchText => Exit::Failed,
        }
    }

    /// The error as one line of JSON.
    #[must_use]
    pub fn json(&self) -> String {
        #[derive(Serialize)]
        struct Outer<'a> {
            error: Inner<'a>,
        }
        #[derive(Serialize)]
        struct Inner<'a> {
            code: u8,
            kind: &'a str,
            message: String,
        }
        let exit = self.exit();
        let outer = Outer {
            error: Inner {
                code: exit.code(),
                kind: exit.kind(),
                message: self.plain(),
            },
        };
        serde_json::to_string(&outer).unwrap_or_default()
    }

    /// What happened, on one line or several, with nothing that a terminal would obey.
    #[must_use]
    pub fn plain(&self) -> String {
        let message = if let Self::Filter { errors, .. } = self {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            lines.join("\n")
        } else {
            self.to_string()
        };
        clean_lines(&message)
    }

    /// The same for a person: a filter's mistakes are drawn under its text.
    #[must_use]
    pub fn drawn(&self) -> String {
        format!("fiveply: {}\n", clean_lines(&self.to_string()))
    }
}

/// Text of several lines, each made clean.
pub(super) fn clean_lines(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| Clean::new(line).into_string())
        .collect();
    lines.join("\n")
}

fn of_refusal(refusal: &Refusal) -> Exit {
    match refusal {
        Refusal::NoSuchRecord { .. } => Exit::NotFound,
        Refusal::UnknownChoice { .. } | Refusal::BadField { .. } | Refusal::Section(_) => {
            Exit::NotUnderstood
        }
        Refusal::Closed { .. }
        | Refusal::AlreadyThere { .. }
        | Refusal::NoSuchLayer { .. }
        | Refusal::NotParked { .. }
        | Refusal::AlreadyParked
        | Refusal::NotClosed { .. }
        | Refusal::NotWaiting { .. }
        | Refusal::AlreadyHanded
        | Refusal::NotLater { .. }
        | Refusal::BeforeLastStep { .. }
        | Refusal::InTheFuture { .. }
        | Refusal::Missing { .. }
        | Refusal::NotEditable { .. }
        | Refusal::NameTaken { .. }
        | Refusal::StillUsed { .. } => Exit::Refused,
    }
}

fn of_workspace(error: &WorkspaceError) -> Exit {
    match error {
        WorkspaceError::Store(error) => of_store(error),
        // One cause for all of them is told as such; mixed ones are a refusal.
        WorkspaceError::Refused { refused, .. } => {
            let mut exits = refused.iter().map(|it| of_refusal(&it.why));
            match exits.next() {
                Some(first) if exits.all(|it| it == first) => first,
                Some(_) | None => Exit::Refused,
            }
        }
        WorkspaceError::Conflict(_) => Exit::Conflict,
        WorkspaceError::NothingTo(_) | WorkspaceError::NoSuchChange(_) => Exit::NotFound,
        WorkspaceError::NotYours(_) | WorkspaceError::UndoneAlready(..) => Exit::Refused,
        WorkspaceError::Settings(_) | WorkspaceError::Filter(_) => Exit::NotUnderstood,
        WorkspaceError::OutOfStep(_) => Exit::Damaged,
        WorkspaceError::Stopped => Exit::Stopped,
    }
}

fn of_io(error: &io::Error) -> Exit {
    // Kinds may be added to the list, so it is asked and not matched.
    [
        (io::ErrorKind::NotFound, Exit::NoFile),
        (io::ErrorKind::PermissionDenied, Exit::Denied),
        (io::ErrorKind::StorageFull, Exit::DiskFull),
        (io::ErrorKind::QuotaExceeded, Exit::DiskFull),
        (io::ErrorKind::FileTooLarge, Exit::DiskFull),
        // Whoever reads has seen enough, as `head` has.
        (io::ErrorKind::BrokenPipe, Exit::Done),
    ]
    .into_iter()
    .find(|(kind, _)| *kind == error.kind())
    .map_or(Exit::Failed, |(_, exit)| exit)
}

fn of_exchange(error: &ExchangeError) -> Exit {
    match error {
        ExchangeError::Read { source, .. } | ExchangeError::Write { source, .. } => of_io(source),
        ExchangeError::UnknownFormat { .. }
        | ExchangeError::NoWriter { .. }
        | ExchangeError::UnknownEncoding { .. }
        | ExchangeError::NoSheet { .. } => Exit::NotUnderstood,
        ExchangeError::NotAFile { .. }
        | ExchangeError::Changed { .. }
        | ExchangeError::Empty { .. }
        | ExchangeError::Header { .. }
        | ExchangeError::OpenQuote { .. }
        | ExchangeError::TooLong { .. }
        | ExchangeError::Bomb { .. }
        | ExchangeError::Broken { .. }
        | ExchangeError::CannotHold { .. }
        | ExchangeError::Uneven { .. } => Exit::Failed,
    }
}

impl From<ExchangeError> for CliError {
    fn from(error: ExchangeError) -> Self {
        Self::Import(ImportError::Exchange(error))
    }
}

fn of_store(error: &StoreError) -> Exit {
    match error {
        StoreError::NotFound { .. } => Exit::NoFile,
        StoreError::Foreign { .. } => Exit::Foreign,
        StoreError::Newer { .. } => Exit::Newer,
        StoreError::Corrupt { .. } | StoreError::Misfit(_) => Exit::Damaged,
        StoreError::ReadOnly { .. } | StoreError::Denied { .. } => Exit::Denied,
        StoreError::Full { .. } => Exit::DiskFull,
        StoreError::Network { .. } => Exit::Network,
        StoreError::Busy { .. } => Exit::Busy,
        StoreError::Unknown { .. } => Exit::Unknown,
        StoreError::Stopped => Exit::Stopped,
        StoreError::Linked { .. } | StoreError::Exists { .. } => Exit::Refused,
        StoreError::InUse { .. } => Exit::Busy,
        StoreError::Applied { .. }
        | StoreError::Replaced { .. }
        | StoreError::Gone { .. }
        | StoreError::Io { .. } => Exit::Failed,
    }
}

impl From<ReportError> for CliError {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Usage(why) => Self::Usage(why),
            ReportError::NotUnderstood(why) => Self::NotUnderstood(why),
            ReportError::NotFound(what) => Self::NotFound(what),
            ReportError::NothingDrawn => Self::NotFound(error.to_string()),
            ReportError::Table(error) => error.into(),
            ReportError::Output(error) => Self::Output(error),
        }
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        Self::Workspace(WorkspaceError::Store(error))
    }
}

impl From<BadSection> for CliError {
    fn from(error: BadSection) -> Self {
        Self::NotUnderstood(error.to_string())
    }
}

impl From<UnknownCode> for CliError {
    fn from(error: UnknownCode) -> Self {
        Self::NotUnderstood(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_failure_and_a_full_disk_is_told_as_one() {
        let error = CliError::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(error.exit(), Exit::Done);
        let error = CliError::from(io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(error.exit(), Exit::DiskFull);
    }

    #[test]
    fn an_error_as_json_has_code_kind_and_message() {
        let error = CliError::NotFound("there is no lead #7".to_owned());
        assert_eq!(
            error.json(),
            r#"{"error":{"code":6,"kind":"not-found","message":"there is no lead #7"}}"#
        );
    }

    #[test]
    fn what_was_typed_cannot_drive_the_terminal() {
        let error = CliError::NotUnderstood("`\u{1b}[2J` is no day\nwrite 2026".to_owned());
        assert_eq!(error.drawn(), "fiveply: `␛[2J` is no day\nwrite 2026\n");
    }
}
