//! Holds a question that is answered with a line of text: a field alone, with what it means below it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{Action, TypingAction};
use super::super::chrome::over;
use super::super::ctx::Ctx;
use super::super::key::Key;
use super::super::paint::Pen;
use super::super::theme::Role;
use super::super::widgets::{Edit, Field, Popup};
use super::super::words::Words;
use super::form_field::FormField;
use super::{After, Outcome, Purpose};

/// A question that is answered with a line of text.
#[derive(Debug, Clone)]
pub struct Prompt {
    purpose: Purpose,
    about: Words,
    /// Not in place, for what is opened is handed about.
    field: Box<FormField>,
}

impl Prompt {
    /// A question: a field that is called what is asked.
    #[must_use]
    pub fn new(purpose: Purpose, field: FormField) -> Self {
        Self {
            purpose,
            about: Words::new(),
            field: Box::new(field),
        }
    }

    /// The same question about something that it names.
    #[must_use]
    pub fn about(mut self, about: Words) -> Self {
        self.about = about;
        self
    }

    /// Takes an action of the typing context.
    pub fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> After {
        match action {
            Action::Typing(TypingAction::Dismiss) => After::Close,
            Action::Typing(TypingAction::Accept) => {
                self.field.judged = true;
                match self.field.entry(ctx) {
                    Ok(_) => After::Take(
                        self.purpose.clone(),
                        Outcome::Typed(self.field.text().to_owned()),
                    ),
                    Err(_) => After::Stay(true),
                }
            }
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
        let edit = self.field.input.key(key);
        if edit == Edit::Text {
            self.field.typed();
        }
        edit != Edit::Nothing
    }

    /// A click: into what is typed.
    pub fn click(&mut self, at: Position, ctx: &Ctx<'_>) -> After {
        let (line, _) = self.popup(ctx).with_line(over(ctx.size));
        if line.contains(at) {
            self.field.input.point(line, at.x, true);
        }
        After::Stay(line.contains(at))
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.field.input.insert(text);
        self.field.typed();
    }

    fn popup<'a>(&self, ctx: &'a Ctx<'a>) -> Popup<'a> {
        Popup {
            title: self.field.label.clone(),
            about: self.about.clone(),
            width: 60,
            // Below the line there is room for what is to be said of it.
            lines: 3,
            ctx,
        }
    }

    /// Draws it; says where the caret is.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        let popup = self.popup(ctx);
        (&popup).render(screen, buffer);
        let (line, below) = popup.with_line(screen);
        let widget = Field {
            input: &self.field.input,
            focused: true,
            wrong: None,
            placeholder: self.field.example.clone(),
            ctx,
        };
        (&widget).render(line, buffer);
        // However long it is, what was read is said before it is taken.
        let meaning = || Words::one(self.field.meaning(ctx), Role::Quiet);
        let said = self.field.note(true, ctx).unwrap_or_else(meaning);
        if below.height > 0 {
            Pen::new(buffer, ctx).words(below.x, below.y, below.width, &said);
        }
        widget.caret(line)
    }
}
