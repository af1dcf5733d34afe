//! Holds a question that is answered with yes or no; for what touches many things at once.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{Action, TypingAction};
use super::super::ctx::Ctx;
use super::super::key::Key;
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::super::widgets::{Popup, wrap};
use super::super::words::Words;
use super::{After, Outcome, Purpose};
use crate::i18n::Msg;
use crate::model::Clean;

/// A question that is answered with yes or no.
#[derive(Debug, Clone)]
pub struct Confirm {
    purpose: Purpose,
    question: Clean,
    /// What else one should know, a line each.
    more: Vec<Words>,
}

impl Confirm {
    /// A question.
    #[must_use]
    pub const fn new(purpose: Purpose, question: Clean) -> Self {
        Self {
            purpose,
            question,
            more: Vec::new(),
        }
    }

    /// The same question with what else one should know, a line each.
    #[must_use]
    pub fn with(mut self, more: Vec<Words>) -> Self {
        self.more = more;
        self
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
        let widest = self.more.iter().map(Words::width);
        let widest = widest.chain([self.question.width()]).max().unwrap_or(0);
        let width = cells(widest).clamp(30, 70);
        let room = (width + 4).min(screen.width).saturating_sub(4);
        let mut asked = wrap(&Words::one(self.question.clone(), Role::Strong), room);
        let rest = asked.split_off(1);
        // What else there is to know stands apart from the answers.
        let more = self.more.len() + usize::from(!self.more.is_empty());
        let first = asked.first().map(Words::text).unwrap_or_default();
        let popup = Popup {
            title: Clean::from_string(first),
            about: Words::new(),
            width,
            lines: u16::try_from(1 + more + rest.len()).unwrap_or(u16::MAX),
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
        let mut pen = Pen::new(buffer, ctx);
        let answers = inside.bottom() - 1;
        // The question goes on right below its first line.
        let below = inside.y - u16::from(!rest.is_empty() && inside.y > 0);
        for (y, line) in (below..answers).zip(&rest) {
            pen.words(inside.x, y, inside.width, line);
        }
        let from = inside.y + cells(rest.len());
        for (y, line) in (from..answers).zip(&self.more) {
            pen.words(inside.x, y, inside.width, line);
        }
        pen.words(inside.x, answers, inside.width, &words);
    }
}
