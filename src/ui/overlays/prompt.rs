//! Holds a question that is answered with a line of text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::action::{Action, TypingAction};
use super::super::ctx::Ctx;
use super::super::key::Key;
use super::super::paint::Pen;
use super::super::theme::Role;
use super::super::widgets::{Edit, Field, Input, Popup};
use super::super::words::Words;
use super::{After, Outcome, Purpose};
use crate::i18n::Msg;
use crate::model::Clean;

/// A question that is answered with a line of text.
#[derive(Debug, Clone)]
pub struct Prompt {
    purpose: Purpose,
    title: Clean,
    about: Words,
    example: Clean,
    input: Input,
    /// Whether nothing is an answer too.
    optional: bool,
    /// Whether an answer was asked for and there was none.
    is_missed: bool,
}

impl Prompt {
    /// A question, and an example of an answer.
    #[must_use]
    pub fn new(purpose: Purpose, title: Clean, example: Clean) -> Self {
        Self {
            purpose,
            title,
            about: Words::new(),
            example,
            input: Input::default(),
            optional: false,
            is_missed: false,
        }
    }

    /// The same question about something that it names.
    #[must_use]
    pub fn about(mut self, about: Words) -> Self {
        self.about = about;
        self
    }

    /// The same question, which one need not answer.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Takes an action of the typing context.
    pub fn act(&mut self, action: Action) -> After {
        match action {
            Action::Typing(TypingAction::Dismiss) => After::Close,
            // Without an answer there is nothing to do yet.
            Action::Typing(TypingAction::Accept)
                if self.input.text().trim().is_empty() && !self.optional =>
            {
                self.is_missed = true;
                After::Stay(true)
            }
            Action::Typing(TypingAction::Accept) => After::Take(
                self.purpose.clone(),
                Outcome::Typed(self.input.text().trim().to_owned()),
            ),
            Action::Typing(TypingAction::Complete | TypingAction::Previous)
            | Action::Cursor(_)
            | Action::App(_)
            | Action::View(_)
            | Action::Lead(_)
            | Action::Edit(_) => After::Stay(false),
        }
    }

    /// Takes a key that is no action's; says whether the line looks different.
    pub fn key(&mut self, key: Key) -> bool {
        let edit = self.input.key(key);
        self.is_missed &= edit != Edit::Text;
        edit != Edit::Nothing
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.input.insert(text);
    }

    /// Draws it; says where the caret is.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        let popup = Popup {
            title: self.title.clone(),
            about: self.about.clone(),
            width: 60,
            // Below the line there is room for what is wrong with it.
            lines: 3,
            ctx,
        };
        let field = Field {
            input: &self.input,
            focused: true,
            wrong: None,
            placeholder: self.example.clone(),
            ctx,
        };
        let (caret, below) = popup.with_field(&field, screen, buffer);
        if self.is_missed && below.height > 0 {
            let text = ctx.t(Msg::WhyNothingTyped);
            Pen::new(buffer, ctx).put(below.x, below.y, below.width, &text, Role::Look);
        }
        caret
    }
}
