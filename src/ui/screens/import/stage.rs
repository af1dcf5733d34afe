//! Holds how far an import has come: its steps as they stand above the screen, and what can be done in each of them.

use super::acts;
use super::report::Outlook;
use crate::i18n::Msg;
use crate::model::{Clean, Seq};
use crate::ui::action::{Action, EditAction, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::workspace::import::Sight;

/// How far the reader has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// No file yet.
    #[default]
    File,
    /// What its columns become.
    Columns,
    /// What an import would do.
    Trial,
    /// What it did.
    Written,
}

impl Stage {
    /// All, in their order.
    const ALL: [Self; 4] = [Self::File, Self::Columns, Self::Trial, Self::Written];

    /// What has become of the rows.
    pub(super) fn outlook(self, written: Option<Written>) -> Outlook {
        match self {
            Self::File | Self::Columns | Self::Trial => Outlook::Tried,
            Self::Written if written.is_some_and(|it| !it.stands) => Outlook::TakenBack,
            Self::Written => Outlook::Written,
        }
    }

    const fn name(self) -> Msg {
        match self {
            Self::File => Msg::ImportStepFile,
            Self::Columns => Msg::ImportStepColumns,
            Self::Trial => Msg::ImportStepTrial,
            Self::Written => Msg::ImportStepWritten,
        }
    }
}

/// Whether what was imported stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    /// The last change set that wrote it or took it back.
    last: Seq,
    stands: bool,
}

impl Written {
    /// What one change set has just written.
    pub(super) const fn new(seq: Seq) -> Self {
        Self {
            last: seq,
            stands: true,
        }
    }

    /// Takes word of a change set that was taken back by another.
    pub(super) fn taken_back(&mut self, seq: Seq, by: Seq) {
        if seq == self.last {
            self.last = by;
            self.stands = !self.stands;
        }
    }
}

/// The steps from the first to the last; the first is the file itself once there is one.
pub(super) fn way(now: Stage, sight: Option<&Sight>, ctx: &Ctx<'_>) -> Words {
    let mut words = Words::new();
    for stage in Stage::ALL {
        if stage > Stage::File {
            words.push(Clean::literal(" → "), Role::Faint);
        }
        let role = match stage.cmp(&now) {
            std::cmp::Ordering::Less => Role::Text,
            std::cmp::Ordering::Equal => Role::Accent,
            std::cmp::Ordering::Greater => Role::Faint,
        };
        match (sight, stage) {
            (Some(sight), Stage::File) => {
                words.push(Clean::new(acts::file_name(&sight.plan.file)), Role::Strong);
            }
            _ => words.push(ctx.t(stage.name()), role),
        }
    }
    words
}

/// What decides whether an action can be done.
pub(super) struct Standing<'a> {
    /// How far it has come.
    pub stage: Stage,
    /// Whether something is being done.
    pub busy: bool,
    /// The file as it will be read.
    pub sight: Option<&'a Sight>,
    /// Whether the cursor is on a column.
    pub column: bool,
    /// How many rows were left out last.
    pub rejected: u64,
    /// How many rows were loaded, or would be.
    pub loaded: u64,
}

/// Why an action cannot be done now, if it cannot.
pub(super) fn why_not(action: Action, standing: &Standing<'_>) -> Option<Msg> {
    match action {
        Action::View(ViewAction::Open) | Action::Edit(_) if standing.busy => {
            Some(Msg::WhyImportBusy)
        }
        Action::Edit(EditAction::File) => None,
        Action::View(ViewAction::Open) if standing.stage == Stage::Written => {
            Some(Msg::WhyImportDone)
        }
        Action::View(ViewAction::Open)
            if standing.stage == Stage::Trial && standing.loaded == 0 =>
        {
            Some(Msg::WhyImportNoRow)
        }
        Action::View(ViewAction::Open) => None,
        Action::View(ViewAction::Filter) => Some(Msg::WhyNoFilterHere),
        Action::View(_) | Action::Lead(_) => Some(Msg::WhyNoLead),
        Action::Edit(_) if standing.sight.is_none() => Some(Msg::WhyImportNoFile),
        Action::Edit(EditAction::KeepReport) if standing.stage < Stage::Trial => {
            Some(Msg::WhyImportNotTried)
        }
        Action::Edit(EditAction::KeepReport) if standing.rejected == 0 => {
            Some(Msg::WhyImportNothingRejected)
        }
        Action::Edit(EditAction::Try) if standing.sight.is_some_and(|it| it.problem.is_some()) => {
            Some(Msg::WhyImportUndecided)
        }
        Action::Edit(EditAction::Ignore)
            if standing.stage != Stage::Columns || !standing.column =>
        {
            Some(Msg::WhyImportNoColumn)
        }
        Action::Edit(
            EditAction::Try
            | EditAction::What
            | EditAction::Duplicates
            | EditAction::Dates
            | EditAction::Decimals,
        ) if standing.stage == Stage::Written => Some(Msg::WhyImportDone),
        Action::Edit(_) | Action::App(_) | Action::Cursor(_) | Action::Typing(_) => None,
    }
}
