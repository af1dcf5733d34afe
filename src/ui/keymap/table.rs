//! Holds the one table of keys: everything that can be asked for, its name, its keys, where it holds, and its hint.
//!
//! The hint line, the help, the settings' names and the table in the README all come from here. What a row does is
//! elsewhere; here is no behaviour.

use super::super::action::{Action, AppAction, LeadAction, Step, TypingAction, ViewAction};
use super::super::route::Route;
use crate::i18n::Msg;
use crate::model::Layer;

/// Where a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// On every screen.
    Everywhere,
    /// Where lines can be gone through.
    Lines,
    /// On the funnel.
    Funnel,
    /// Where leads can be worked on.
    Leads,
    /// While an overlay or a line of input is open.
    Typing,
}

impl Context {
    /// Every context, as help and README list them.
    pub const ALL: [Self; 5] = [
        Self::Everywhere,
        Self::Lines,
        Self::Funnel,
        Self::Leads,
        Self::Typing,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Msg {
        match self {
            Self::Everywhere => Msg::ContextEverywhere,
            Self::Lines => Msg::ContextLines,
            Self::Funnel => Msg::ContextFunnel,
            Self::Leads => Msg::ContextLeads,
            Self::Typing => Msg::ContextTyping,
        }
    }
}

/// What the bottom line says of a row; rows with the same label share one hint (`H L move`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// The higher, the longer it stays as the window narrows.
    pub priority: u8,
    /// One word.
    pub label: Msg,
}

/// One thing that a key can ask for.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What is asked for.
    pub action: Action,
    /// Its name in settings.
    pub id: &'static str,
    /// Its keys, unless the settings say otherwise.
    pub keys: &'static [&'static str],
    /// Where it holds.
    pub context: Context,
    /// What it does, in a few words.
    pub label: Msg,
    /// Its place in the bottom line.
    pub hint: Option<Hint>,
}

const fn row(
    action: Action,
    id: &'static str,
    keys: &'static [&'static str],
    context: Context,
    label: Msg,
) -> Row {
    Row {
        action,
        id,
        keys,
        context,
        label,
        hint: None,
    }
}

impl Row {
    const fn hint(mut self, priority: u8, label: Msg) -> Self {
        self.hint = Some(Hint { priority, label });
        self
    }
}

use Action::{App, Cursor, Lead, Typing, View};
use Context::{Everywhere, Funnel, Leads, Lines};

/// Every row, in the order of the hint line and the help.
pub const TABLE: &[Row] = &[
    row(
        View(ViewAction::Filter),
        "filter",
        &["/"],
        Everywhere,
        Msg::ActFilter,
    )
    .hint(90, Msg::HintFilter),
    row(
        Lead(LeadAction::Back),
        "lead-back",
        &["H", "<"],
        Leads,
        Msg::ActLeadBack,
    )
    .hint(85, Msg::HintMove),
    row(
        Lead(LeadAction::Forward),
        "lead-forward",
        &["L", ">"],
        Leads,
        Msg::ActLeadForward,
    )
    .hint(85, Msg::HintMove),
    row(
        Lead(LeadAction::To(Layer::Potential)),
        "lead-to-1",
        &["m 1"],
        Leads,
        Msg::ActLeadTo1,
    ),
    row(
        Lead(LeadAction::To(Layer::Interested)),
        "lead-to-2",
        &["m 2"],
        Leads,
        Msg::ActLeadTo2,
    ),
    row(
        Lead(LeadAction::To(Layer::Intent)),
        "lead-to-3",
        &["m 3"],
        Leads,
        Msg::ActLeadTo3,
    ),
    row(
        Lead(LeadAction::To(Layer::HighIntent)),
        "lead-to-4",
        &["m 4"],
        Leads,
        Msg::ActLeadTo4,
    ),
    row(
        Lead(LeadAction::To(Layer::NearCustomer)),
        "lead-to-5",
        &["m 5"],
        Leads,
        Msg::ActLeadTo5,
    ),
    row(
        Lead(LeadAction::Feedback),
        "feedback",
        &["f"],
        Leads,
        Msg::ActFeedback,
    )
    .hint(70, Msg::HintFeedback),
    row(Lead(LeadAction::Win), "win", &["w"], Leads, Msg::ActWin).hint(80, Msg::HintWin),
    row(Lead(LeadAction::Lose), "lose", &["x"], Leads, Msg::ActLose).hint(80, Msg::HintLose),
    row(Lead(LeadAction::Park), "park", &["p"], Leads, Msg::ActPark).hint(75, Msg::HintPark),
    row(Lead(LeadAction::Wake), "wake", &["W"], Leads, Msg::ActWake),
    row(
        Lead(LeadAction::NextStep),
        "next-step",
        &["n"],
        Leads,
        Msg::ActNextStep,
    )
    .hint(60, Msg::HintNextStep),
    row(
        View(ViewAction::Mark),
        "mark",
        &["Space"],
        Leads,
        Msg::ActMark,
    )
    .hint(50, Msg::HintMark),
    row(
        View(ViewAction::Unmark),
        "unmark",
        &["U"],
        Leads,
        Msg::ActUnmark,
    ),
    row(View(ViewAction::Sort), "sort", &["s"], Leads, Msg::ActSort).hint(40, Msg::HintSort),
    row(
        View(ViewAction::Period),
        "period",
        &["t"],
        Funnel,
        Msg::ActPeriod,
    )
    .hint(62, Msg::HintPeriod),
    row(
        View(ViewAction::Open),
        "open",
        &["Enter"],
        Lines,
        Msg::ActOpen,
    )
    .hint(65, Msg::HintOpen),
    row(View(ViewAction::Copy), "copy", &["y"], Lines, Msg::ActCopy).hint(30, Msg::HintCopy),
    row(
        Cursor(Step::Down),
        "cursor-down",
        &["j", "Down"],
        Lines,
        Msg::ActCursorDown,
    ),
    row(
        Cursor(Step::Up),
        "cursor-up",
        &["k", "Up"],
        Lines,
        Msg::ActCursorUp,
    ),
    row(
        Cursor(Step::PageDown),
        "page-down",
        &["PageDown", "Ctrl-d"],
        Lines,
        Msg::ActPageDown,
    ),
    row(
        Cursor(Step::PageUp),
        "page-up",
        &["PageUp", "Ctrl-u"],
        Lines,
        Msg::ActPageUp,
    ),
    row(
        Cursor(Step::First),
        "first",
        &["gg", "Home"],
        Lines,
        Msg::ActFirst,
    ),
    row(
        Cursor(Step::Last),
        "last",
        &["G", "End"],
        Lines,
        Msg::ActLast,
    ),
    row(
        App(AppAction::Go(Route::Funnel)),
        "go-funnel",
        &["2"],
        Everywhere,
        Msg::ActGoFunnel,
    ),
    row(
        App(AppAction::Go(Route::Pipeline)),
        "go-pipeline",
        &["3"],
        Everywhere,
        Msg::ActGoPipeline,
    ),
    row(
        App(AppAction::Undo),
        "undo",
        &["u"],
        Everywhere,
        Msg::ActUndo,
    )
    .hint(55, Msg::HintUndo),
    row(
        App(AppAction::Redo),
        "redo",
        &["Ctrl-r"],
        Everywhere,
        Msg::ActRedo,
    ),
    row(
        App(AppAction::Refresh),
        "refresh",
        &["Ctrl-l"],
        Everywhere,
        Msg::ActRefresh,
    ),
    row(
        App(AppAction::Back),
        "back",
        &["Esc"],
        Everywhere,
        Msg::ActBack,
    ),
    row(
        App(AppAction::Suspend),
        "suspend",
        &["Ctrl-z"],
        Everywhere,
        Msg::ActSuspend,
    ),
    row(
        App(AppAction::Quit),
        "quit",
        &["q", "Ctrl-c"],
        Everywhere,
        Msg::ActQuit,
    )
    .hint(20, Msg::HintQuit),
    row(
        App(AppAction::Help),
        "help",
        &["?", "F1"],
        Everywhere,
        Msg::ActHelp,
    )
    .hint(100, Msg::HintHelp),
    row(
        Typing(TypingAction::Accept),
        "accept",
        &["Enter"],
        Context::Typing,
        Msg::ActAccept,
    )
    .hint(90, Msg::HintAccept),
    row(
        Typing(TypingAction::Dismiss),
        "dismiss",
        &["Esc", "Ctrl-c"],
        Context::Typing,
        Msg::ActDismiss,
    )
    .hint(80, Msg::HintDismiss),
    row(
        Typing(TypingAction::Complete),
        "complete",
        &["Tab"],
        Context::Typing,
        Msg::ActComplete,
    )
    .hint(85, Msg::HintComplete),
    row(
        Cursor(Step::Down),
        "choice-down",
        &["Down", "Ctrl-n"],
        Context::Typing,
        Msg::ActCursorDown,
    ),
    row(
        Cursor(Step::Up),
        "choice-up",
        &["Up", "Ctrl-p", "Shift-Tab"],
        Context::Typing,
        Msg::ActCursorUp,
    ),
    row(
        Cursor(Step::PageDown),
        "choice-page-down",
        &["PageDown"],
        Context::Typing,
        Msg::ActPageDown,
    ),
    row(
        Cursor(Step::PageUp),
        "choice-page-up",
        &["PageUp"],
        Context::Typing,
        Msg::ActPageUp,
    ),
];
