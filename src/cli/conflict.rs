//! What a command line says where something was changed since: what, by whom, and what can be done about it.

use super::names::Names;
use crate::model::{Command, Key, Kind, grouped};
use crate::workspace::Conflict;

/// How many conflicts are named before "and so many more".
const NAMED: usize = 10;

/// What can be done about a conflict.
#[derive(Debug, Clone, Copy)]
pub(super) enum WayOut {
    /// Something is taken back.
    TakeBack,
    /// Leads are acted on, some of which may be left out.
    Leads,
    /// One record is edited.
    Record,
}

impl WayOut {
    pub(super) const fn of(command: &Command) -> Self {
        match command {
            Command::Undo { .. } | Command::TakeBack { .. } | Command::Redo { .. } => {
                Self::TakeBack
            }
            Command::Leads { .. } => Self::Leads,
            Command::Create(_)
            | Command::NewLead(_)
            | Command::Edit { .. }
            | Command::Remove { .. }
            | Command::EditAll { .. } => Self::Record,
        }
    }

    fn told(self, first: Option<Key>, many: bool) -> String {
        let look = match first.map(|it| (it.kind, it.id)) {
            Some((Kind::Lead, id)) => format!("fiveply lead show {id}"),
            Some((kind @ (Kind::Account | Kind::Contact | Kind::Product | Kind::User), id)) => {
                format!("fiveply {kind} show '#{id}'")
            }
            Some((Kind::Setting, _)) => "fiveply settings".to_owned(),
            Some((Kind::Segment | Kind::List, _)) => "fiveply segment list".to_owned(),
            Some((Kind::Resolution, _)) => "fiveply decision list".to_owned(),
            Some((Kind::Feedback | Kind::Touch | Kind::Meeting, _)) | None => {
                "fiveply log".to_owned()
            }
        };
        let leave_out = "--skip leaves out what was changed since";
        match self {
            Self::TakeBack => {
                "--force overwrites what others did, --skip takes back the rest".to_owned()
            }
            Self::Leads if many => {
                format!("look again with `{look}` and repeat without --base; {leave_out}")
            }
            Self::Leads | Self::Record => {
                format!("look again with `{look}` and repeat without --base")
            }
        }
    }
}

/// Conflicts in words, with names.
pub(super) fn told(
    names: &Names<'_>,
    list: &[Conflict],
    zone: chrono_tz::Tz,
    way_out: WayOut,
) -> String {
    let mut lines: Vec<String> = list
        .iter()
        .take(NAMED)
        .map(|it| {
            let who = it
                .who
                .map_or_else(|| "the program".to_owned(), |who| names.user(who));
            let when = it.when.utc().with_timezone(&zone).format("%Y-%m-%d %H:%M");
            let now = names.value(it.key.kind, it.field, &it.theirs);
            format!(
                "{}: {} was changed by {who} at {when} (change {}) and is {now} now",
                names.called(it.key),
                it.field,
                it.seq
            )
        })
        .collect();
    if list.len() > NAMED {
        let more = grouped((list.len() - NAMED) as u64);
        lines.push(format!("and {more} more"));
    }
    let hint = way_out.told(list.first().map(|it| it.key), list.len() > 1);
    lines.push(format!("nothing was changed; {hint}"));
    lines.join("\n")
}
