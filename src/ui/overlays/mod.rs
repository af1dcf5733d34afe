//! Holds what lies over a screen and takes the keys first: the help, a choice, a line to type, a form, a question.
//!
//! An overlay knows nothing of what it is for: it gives its outcome back with the purpose that its opener put in.

mod actions;
mod arrange;
mod chooser;
mod chooser_draw;
mod confirm;
mod explain;
mod form;
mod form_draw;
mod form_entry;
mod form_field;
mod form_picks;
mod path;
mod prompt;
mod purpose;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::Action;
use super::ctx::Ctx;
use super::desk::{Ask, Found, Ticket};
use super::key::Key;
use crate::i18n::Msg;

pub use actions::ActionList;
pub use arrange::{Arrange, Arranged};
use chooser::Chose;
pub use chooser::{Choice, Chooser};
pub use confirm::Confirm;
pub use explain::Explanation;
pub use form::Form;
pub use form_entry::{Entry, New, Pick, Takes};
pub use form_field::FormField;
pub use path::PathPrompt;
pub use prompt::Prompt;
pub use purpose::{ImportAsk, LeadAsk, MeetingAsk, Purpose, SegmentAsk, SettingAsk};

/// What an overlay gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The choice with this number.
    Chosen(usize),
    /// A line of text.
    Typed(String),
    /// What the fields of a form hold, in their order.
    Filled(Vec<Entry>),
    /// Those that are to be seen, by their numbers, in this order.
    Arranged(Vec<usize>),
    /// Yes.
    Yes,
}

/// What becomes of an overlay after a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// It stays; whether it looks different.
    Stay(bool),
    /// It closes.
    Close,
    /// It closes and gives its outcome.
    Take(Purpose, Outcome),
    /// It closes and an action is run.
    Run(Action),
}

/// What lies over a screen.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// What can be asked for: the help, the palette.
    Actions(ActionList),
    /// One of several.
    Picker(Purpose, Chooser),
    /// A line to type.
    Prompt(Prompt),
    /// A path to type.
    Path(PathPrompt),
    /// Fields with names.
    Form(Form),
    /// Several to be seen or not, in an order.
    Arrange(Purpose, Arrange),
    /// A question.
    Confirm(Confirm),
    /// How a number is made.
    Explain(Box<Explanation>),
}

impl Overlay {
    /// Takes an action of the typing context.
    pub fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> After {
        match self {
            Self::Actions(list) => list.act(action, ctx),
            Self::Picker(purpose, chooser) => {
                let chose = chooser.act(action, ctx);
                picked(purpose, chooser, chose)
            }
            Self::Prompt(prompt) => prompt.act(action, ctx),
            Self::Path(path) => path.act(action),
            Self::Form(form) => form.act(action, ctx),
            Self::Arrange(purpose, arrange) => arranged(purpose, arrange.act(action)),
            Self::Confirm(confirm) => confirm.act(action),
            Self::Explain(it) => it.act(action),
        }
    }

    /// Takes a click.
    pub fn click(&mut self, at: Position, ctx: &Ctx<'_>) -> After {
        match self {
            Self::Actions(list) => list.click(at, ctx),
            Self::Picker(purpose, chooser) => {
                let chose = chooser.click(at, ctx);
                picked(purpose, chooser, chose)
            }
            Self::Form(form) => form.click(at, ctx),
            Self::Arrange(purpose, arrange) => arranged(purpose, arrange.click(at, ctx)),
            Self::Prompt(prompt) => prompt.click(at, ctx),
            Self::Path(path) => path.click(at, ctx),
            Self::Explain(it) => it.click(at, ctx),
            Self::Confirm(_) => After::Stay(false),
        }
    }

    /// Takes a key that is no action's.
    pub fn key(&mut self, key: Key) -> After {
        match self {
            Self::Actions(list) => list.key(key),
            Self::Picker(purpose, chooser) => {
                let chose = chooser.key(key);
                picked(purpose, chooser, chose)
            }
            Self::Prompt(prompt) => After::Stay(prompt.key(key)),
            Self::Path(path) => After::Stay(path.key(key)),
            Self::Form(form) => form.key(key),
            Self::Arrange(purpose, arrange) => arranged(purpose, arrange.key(key)),
            Self::Confirm(confirm) => confirm.key(key),
            Self::Explain(it) => it.key(key),
        }
    }

    /// What the key that accepts does here, where that is more than to take what is chosen.
    #[must_use]
    pub fn accepts(&self) -> Option<Msg> {
        match self {
            Self::Explain(it) => it.opens().then_some(Msg::HintOpen),
            Self::Confirm(_) => Some(Msg::ConfirmYes),
            Self::Arrange(_, it) => it.is_finding().then_some(Msg::ArrangeFound),
            Self::Actions(_)
            | Self::Picker(..)
            | Self::Prompt(_)
            | Self::Path(_)
            | Self::Form(_) => None,
        }
    }

    /// What the key that completes does here, if it does anything.
    #[must_use]
    pub fn completes(&self) -> Option<Msg> {
        match self {
            Self::Form(form) => form.leads_on().then_some(Msg::HintField),
            Self::Path(_) => Some(Msg::HintComplete),
            Self::Actions(_)
            | Self::Picker(..)
            | Self::Prompt(_)
            | Self::Arrange(..)
            | Self::Explain(_)
            | Self::Confirm(_) => None,
        }
    }

    /// What its keys made it ask the workspace, if they did.
    pub fn question(&mut self) -> Option<Ask> {
        match self {
            Self::Form(form) => form.question(),
            Self::Path(path) => path.question(),
            Self::Actions(_)
            | Self::Picker(..)
            | Self::Prompt(_)
            | Self::Arrange(..)
            | Self::Explain(_)
            | Self::Confirm(_) => None,
        }
    }

    /// Takes what was found for a field.
    pub fn found(&mut self, ticket: Ticket, found: &[Found]) {
        match self {
            Self::Form(form) => form.found(ticket, found),
            Self::Path(path) => path.found(ticket, found),
            Self::Actions(_)
            | Self::Picker(..)
            | Self::Prompt(_)
            | Self::Arrange(..)
            | Self::Explain(_)
            | Self::Confirm(_) => {}
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        match self {
            Self::Actions(list) => list.paste(text),
            Self::Picker(_, chooser) => chooser.paste(text),
            Self::Prompt(prompt) => prompt.paste(text),
            Self::Form(form) => form.paste(text),
            Self::Path(path) => path.paste(text),
            Self::Arrange(_, arrange) => arrange.paste(text),
            Self::Confirm(_) | Self::Explain(_) => {}
        }
    }

    /// Draws it; says where the caret is.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        match self {
            Self::Actions(list) => list.draw(screen, buffer, ctx),
            Self::Picker(_, chooser) => chooser.draw(screen, buffer, ctx),
            Self::Prompt(prompt) => prompt.draw(screen, buffer, ctx),
            Self::Form(form) => form.draw(screen, buffer, ctx),
            Self::Path(path) => path.draw(screen, buffer, ctx),
            Self::Arrange(_, arrange) => arrange.draw(screen, buffer, ctx),
            Self::Confirm(confirm) => {
                confirm.draw(screen, buffer, ctx);
                None
            }
            Self::Explain(it) => {
                it.draw(screen, buffer, ctx);
                None
            }
        }
    }
}

/// What becomes of a list after a key.
fn picked(purpose: &Purpose, chooser: &Chooser, chose: Chose) -> After {
    match chose {
        Chose::Nothing(changed) => After::Stay(changed),
        Chose::Dismissed => After::Close,
        Chose::Item(index) => After::Take(purpose.clone(), Outcome::Chosen(index)),
        Chose::Typed => After::Take(purpose.clone(), Outcome::Typed(chooser.text().to_owned())),
    }
}

/// What becomes of an arrangement after a key.
fn arranged(purpose: &Purpose, arranged: Arranged) -> After {
    match arranged {
        Arranged::Still(changed) => After::Stay(changed),
        Arranged::Dismissed => After::Close,
        Arranged::Taken(seen) => After::Take(purpose.clone(), Outcome::Arranged(seen)),
    }
}
