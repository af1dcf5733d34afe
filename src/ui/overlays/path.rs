//! Holds a path that is typed: what there is is listed below it, and completed into it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{Action, Step, TypingAction};
use super::super::chrome::over;
use super::super::ctx::Ctx;
use super::super::desk::{Ask, Found, Lookup, Question, Ticket};
use super::super::key::Key;
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::super::widgets::{Edit, Field, Input, Lines, Popup};
use super::super::words::Words;
use super::{After, Outcome, Purpose};
use crate::i18n::Msg;
use crate::model::Clean;

/// The lines that the list would like to show.
const WISHED_LINES: u16 = 14;

/// A path that is typed.
#[derive(Debug, Clone)]
pub struct PathPrompt {
    purpose: Purpose,
    title: Clean,
    example: Clean,
    input: Input,
    found: Vec<Found>,
    /// The cursor in the list, once it was gone to.
    lines: Option<Lines>,
    ticket: Ticket,
    asks: bool,
    /// Whether it is to be a new file: what is typed is meant, not what is like it.
    fresh: bool,
    /// Why the last key did nothing.
    missed: Option<Msg>,
}

impl PathPrompt {
    /// A question for a path, and an example of one.
    #[must_use]
    pub fn new(purpose: Purpose, title: Clean, example: Clean) -> Self {
        Self {
            purpose,
            title,
            example,
            input: Input::default(),
            found: Vec::new(),
            lines: None,
            ticket: Ticket::default(),
            asks: true,
            fresh: false,
            missed: None,
        }
    }

    /// The same with a path in it already.
    #[must_use]
    pub fn with(mut self, path: &str) -> Self {
        self.input = Input::with(path);
        self
    }

    /// The same for a file that need not be there yet.
    #[must_use]
    pub const fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }

    /// What its keys made it ask.
    pub fn question(&mut self) -> Option<Ask> {
        if !std::mem::take(&mut self.asks) {
            return None;
        }
        self.ticket = self.ticket.next();
        Some(Ask {
            ticket: self.ticket,
            question: Question::Lookup {
                list: Lookup::Files,
                text: self.input.text().to_owned(),
            },
        })
    }

    /// Takes what there is.
    pub fn found(&mut self, ticket: Ticket, found: &[Found]) {
        if ticket == self.ticket {
            self.found = found.to_vec();
            self.lines = None;
        }
    }

    /// Takes an action of the typing context.
    pub fn act(&mut self, action: Action) -> After {
        match action {
            Action::Typing(TypingAction::Dismiss) => After::Close,
            Action::Typing(TypingAction::Accept) => self.accept(),
            Action::Typing(TypingAction::Complete) => {
                let at = self.lines.map_or(0, |it| it.cursor());
                match self.found.get(at).map(|it| it.key.clone()) {
                    Some(path) => After::Stay(self.put(&path)),
                    None => self.miss(Msg::WhyNothingToComplete),
                }
            }
            Action::Typing(TypingAction::Previous) => self.go(Step::Up),
            Action::Cursor(step) => self.go(step),
            Action::App(_) | Action::View(_) | Action::Lead(_) | Action::Edit(_) => {
                After::Stay(false)
            }
        }
    }

    fn go(&mut self, step: Step) -> After {
        let (len, height) = (self.found.len(), usize::from(WISHED_LINES));
        match &mut self.lines {
            Some(lines) => lines.go(step, None, len, height),
            // The first step goes into the list.
            None if len > 0 => {
                let mut lines = Lines::default();
                if step == Step::Up {
                    lines.go(Step::Last, None, len, height);
                }
                self.lines = Some(lines);
            }
            None => return After::Stay(false),
        }
        After::Stay(true)
    }

    fn miss(&mut self, why: Msg) -> After {
        self.missed = Some(why);
        After::Stay(true)
    }

    /// Puts a path into the line, and asks what there is.
    fn put(&mut self, path: &str) -> bool {
        self.input = Input::with(path);
        self.lines = None;
        self.missed = None;
        self.asks = true;
        true
    }

    /// A folder is gone into; a file is the answer.
    fn accept(&mut self) -> After {
        let chosen = match self.lines {
            Some(lines) => self.found.get(lines.cursor()),
            // Where only one thing can be meant, it need not be typed to its end.
            None => self
                .found
                .first()
                .filter(|_| self.found.len() == 1 && !self.fresh),
        };
        let path = chosen.map_or_else(|| self.input.text().trim().to_owned(), |it| it.key.clone());
        if path.is_empty() {
            return self.miss(Msg::WhyNothingTyped);
        }
        if path.ends_with('/') {
            return After::Stay(self.put(&path));
        }
        After::Take(self.purpose.clone(), Outcome::Typed(path))
    }

    /// Takes a key that is no action's; says whether the line looks different.
    pub fn key(&mut self, key: Key) -> bool {
        let edit = self.input.key(key);
        self.asks |= edit == Edit::Text;
        self.missed = self.missed.filter(|_| edit != Edit::Text);
        edit != Edit::Nothing
    }

    /// A click: into what is typed, or takes one of what there is.
    pub fn click(&mut self, at: Position, ctx: &Ctx<'_>) -> After {
        let (line, list) = self.popup(ctx).with_line(over(ctx.size));
        if line.contains(at) {
            self.input.point(line, at.x, true);
            return After::Stay(true);
        }
        let (len, height) = (self.found.len(), usize::from(list.height));
        let mut lines = self.lines.unwrap_or_default();
        let under = lines.seen(len, height.max(1)).start + usize::from(at.y.saturating_sub(list.y));
        if !list.contains(at) || under >= len {
            return After::Stay(false);
        }
        lines.set(under, len, height);
        self.lines = Some(lines);
        self.accept()
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.input.insert(text);
        self.asks = true;
    }

    fn popup<'a>(&self, ctx: &'a Ctx<'a>) -> Popup<'a> {
        Popup {
            title: self.title.clone(),
            about: Words::new(),
            width: 76,
            // The list does not get smaller while one types: nothing jumps.
            lines: WISHED_LINES + 2,
            ctx,
        }
    }

    /// Draws it; says where the caret is.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        let popup = self.popup(ctx);
        let field = Field {
            input: &self.input,
            focused: true,
            wrong: None,
            placeholder: self.example.clone(),
            ctx,
        };
        (&popup).render(screen, buffer);
        let (line, list) = popup.with_line(screen);
        (&field).render(line, buffer);
        let caret = field.caret(line);
        let lines = self.lines.unwrap_or_default();
        let seen = lines.seen(self.found.len(), usize::from(list.height.max(1)));
        let mut pen = Pen::new(buffer, ctx);
        if let Some(why) = self.missed.filter(|_| list.height > 0) {
            // In the space between the line and the list.
            pen.put(list.x, list.y - 1, list.width, &ctx.t(why), Role::Look);
        }
        for (row, line) in seen.enumerate().take(usize::from(list.height)) {
            let y = list.y + cells(row);
            let Some(found) = self.found.get(line) else {
                continue;
            };
            let folder = found.key.ends_with('/');
            let role = if folder { Role::Text } else { Role::Strong };
            pen.put(list.x, y, list.width, &found.label, role);
            pen.put_right(list.right(), y, 12, &found.after, Role::Quiet);
            if self.lines.is_some_and(|it| it.cursor() == line) {
                let popup = popup.area(screen);
                pen.lay(Rect::new(popup.x, y, popup.width, 1), Role::CursorLine);
            }
        }
        caret
    }
}
