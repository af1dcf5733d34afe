//! What can keep a command from being done: rules, colleagues, and the disk.

use crate::book::apply::OutOfStep;
use crate::model::settings::BadSection;
use crate::model::{Key, Misfit, Moment, Refusal, Seq, UserId, Value, grouped};
use crate::query::QueryError;
use crate::store::StoreError;

/// A record that a command can't be done to, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The record.
    pub key: Key,
    /// Why.
    pub why: Refusal,
}

/// Somebody changed the same thing since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The record.
    pub key: Key,
    /// The field, by name; `record` where the whole is meant.
    pub field: &'static str,
    /// Who changed it.
    pub who: Option<UserId>,
    /// When.
    pub when: Moment,
    /// In which change set.
    pub seq: Seq,
    /// What it holds now.
    pub theirs: Value,
    /// What this command would make it.
    pub yours: Value,
}

/// Why a command was not done. Nothing was kept of it.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// The data could not be read or written.
    #[error(transparent)]
    Store(StoreError),
    /// Rules forbid it.
    #[error("{}", refusals(.refused, *.of))]
    Refused {
        /// Which records, and why.
        refused: Vec<Refused>,
        /// Of how many.
        of: usize,
    },
    /// Somebody changed the same since.
    #[error("{}", conflicts(.0))]
    Conflict(Vec<Conflict>),
    /// There is nothing that this user could take back.
    #[error("there is nothing of yours to {0}")]
    NothingTo(&'static str),
    /// The change set is somebody else's.
    #[error("change {0} is somebody else's; only its author can take it back")]
    NotYours(Seq),
    /// The change set was taken back already.
    #[error("change {0} was taken back already (by change {1})")]
    UndoneAlready(Seq, Seq),
    /// There is no such change set.
    #[error("there is no change {0}; `fiveply log` lists them")]
    NoSuchChange(Seq),
    /// The definitions can't be used.
    #[error(transparent)]
    Settings(#[from] BadSection),
    /// The filter of a segment can't be read.
    #[error("filter: {0}")]
    Filter(Box<QueryError>),
    /// The book and the log disagree even after a new start.
    #[error("the data does not agree with its log ({0}); run `fiveply check`")]
    OutOfStep(#[from] OutOfStep),
    /// The user stopped it.
    #[error("stopped; nothing was kept")]
    Stopped,
}

impl From<Misfit> for WorkspaceError {
    fn from(misfit: Misfit) -> Self {
        Self::Store(StoreError::Misfit(misfit))
    }
}

/// How many are named before "and so many more".
const NAMED: usize = 5;

fn refusals(refused: &[Refused], of: usize) -> String {
    let mut lines: Vec<String> = refused
        .iter()
        .take(NAMED)
        .map(|it| format!("{}: {}", it.key, it.why))
        .collect();
    if refused.len() > NAMED {
        let more = grouped((refused.len() - NAMED) as u64);
        lines.push(format!("and {more} more"));
    }
    if of > 1 {
        lines.push(format!(
            "{} of {of} can't be done, so none was; leave those out or skip them",
            refused.len()
        ));
    }
    lines.join("\n")
}

fn conflicts(list: &[Conflict]) -> String {
    let mut lines: Vec<String> = list
        .iter()
        .take(NAMED)
        .map(|it| {
            format!(
                "{}: {} was changed meanwhile by {} at {} (change {}): it is `{}` now",
                it.key,
                it.field,
                it.who
                    .map_or_else(|| "the program".to_owned(), |who| format!("user {who}")),
                it.when.utc().format("%Y-%m-%d %H:%M UTC"),
                it.seq,
                it.theirs,
            )
        })
        .collect();
    if list.len() > NAMED {
        let more = grouped((list.len() - NAMED) as u64);
        lines.push(format!("and {more} more"));
    }
    lines.push("nothing was changed; decide: keep theirs, or do it all the same".to_owned());
    lines.join("\n")
}

impl WorkspaceError {
    /// Whether others are writing, and nothing else is wrong.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        matches!(self, Self::Store(StoreError::Busy { .. }))
    }
}
