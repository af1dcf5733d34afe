//! Holds a question that is answered with yes or no; for what touches many things at once.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{Action, TypingAction};
use super::super::ctx::Ctx;
use super::super::key::Key;
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::super::widgets::Popup;
use super::super::words::Words;
use super::{After, Outcome, Purpose};
use crate::i18n::Msg;
use crate::model::Clean;

/// A question that is answered with yes or no.
#[derive(Debug, Clone)]
pub struct Confirm {
    purpose: Purpose,
    question: Clean,
}

impl Confirm {
    /// A question.
    #[must_use]
    pub const fn new(purpose: Purpose, question: Clean) -> Self {
        Self { purpose, question }
    }

    /// Takes an action of the typing context.
    pub fn act(&self, action: Action) -> After {
        match action {
            Action::Typing(TypingAction::Accept) => After::Take(self.purpose.clone(), Outcome::Yes),
            Action::Typing(TypingAction::Dismiss) => After::Close,
            Action::Typing(TypingAction::Complete | TypingAction::Previous)
            | Action::Cursor(_)
            | Action::App(_)
            | Action::View(_)
            | Action::Lead(_)
            | Action::Edit(_) => After::Stay(false),
        }
    }

    /// Takes a key that is no action's.
    pub fn key(&self, key: Key) -> After {
        match key.typed() {
            Some('y' | 'Y') => After::Take(self.purpose.clone(), Outcome::Yes),
            Some('n' | 'N' | 'q') => After::Close,
            _ => After::Stay(false),
        }
    }

    /// Draws it.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let popup = Popup {
            title: self.question.clone(),
            width: cells(self.question.width()).clamp(30, 70),
            lines: 1,
            ctx,
        };
        (&popup).render(screen, buffer);
        let inside = popup.inside(screen);
        if inside.height == 0 {
            return;
        }
        let words = Words::one(Clean::literal("Enter "), Role::Accent)
            .and(ctx.t(Msg::ConfirmYes), Role::Text)
            .and(Clean::literal("   Esc "), Role::Accent)
            .and(ctx.t(Msg::ConfirmNo), Role::Text);
        Pen::new(buffer, ctx).words(inside.x, inside.y, inside.width, &words);
    }
}
