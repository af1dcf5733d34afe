//! Holds a form: fields with names, filled from the keyboard and given back together once all of them mean something.
//!
//! It knows nothing of what it is for. How it is drawn is in `form_draw`, what a field means in `form_field`.

use super::super::action::{Action, Step, TypingAction};
use super::super::ctx::Ctx;
use super::super::desk::{Ask, Found, Question, Ticket};
use super::super::key::{Code, Key};
use super::super::widgets::Edit;
use super::super::words::Words;
use super::form_entry::{Entry, Takes};
use super::form_field::FormField;
use super::{After, Outcome, Purpose};
use crate::model::Clean;

/// From this many characters on, leaving asks first.
const MUCH: usize = 12;

/// Fields with names.
#[derive(Debug, Clone)]
pub struct Form {
    purpose: Purpose,
    pub(super) title: Clean,
    pub(super) about: Words,
    pub(super) fields: Vec<FormField>,
    /// The field that is filled now.
    pub(super) focus: usize,
    /// Whether the reader is asked if what was typed may be lost.
    pub(super) leaving: bool,
    ticket: Ticket,
    /// What was asked last: the field, and its text then.
    asked: Option<(usize, String)>,
    /// Whether something is to be asked.
    asks: bool,
}

impl Form {
    /// A form with its fields.
    #[must_use]
    pub fn new(purpose: Purpose, title: Clean, fields: Vec<FormField>) -> Self {
        Self {
            purpose,
            title,
            about: Words::new(),
            fields,
            focus: 0,
            leaving: false,
            ticket: Ticket::default(),
            asked: None,
            asks: true,
        }
    }

    /// The same form about something that it names.
    #[must_use]
    pub fn about(mut self, about: Words) -> Self {
        self.about = about;
        self
    }

    /// Says at the field of that name why what was given is not taken; says whether there is one.
    pub fn blame(&mut self, why: &Clean, name: &str) -> bool {
        let Some(index) = self.fields.iter().position(|it| it.name == name) else {
            return false;
        };
        self.to(index);
        if let Some(field) = self.fields.get_mut(index) {
            field.refused = Some(why.clone());
        }
        true
    }

    /// The question that its keys brought up, if they did.
    pub fn question(&mut self) -> Option<Ask> {
        if !std::mem::take(&mut self.asks) {
            return None;
        }
        let (list, text) = self.fields.get(self.focus)?.lookup()?;
        self.ticket = self.ticket.next();
        self.asked = Some((self.focus, text.clone()));
        Some(Ask {
            ticket: self.ticket,
            question: Question::Lookup { list, text },
        })
    }

    /// Takes what was found, if it is the answer to the last question.
    pub fn found(&mut self, ticket: Ticket, found: &[Found]) {
        if ticket != self.ticket {
            return;
        }
        if let Some((index, text)) = &self.asked
            && let Some(field) = self.fields.get_mut(*index)
        {
            field.take(text, found);
        }
    }

    /// Takes an action of the typing context.
    pub fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> After {
        let leaving = std::mem::take(&mut self.leaving);
        match action {
            Action::Typing(TypingAction::Accept) => return self.commit(ctx),
            Action::Typing(TypingAction::Dismiss) if leaving || !self.holds_much() => {
                return After::Close;
            }
            Action::Typing(TypingAction::Dismiss) => self.leaving = true,
            Action::Typing(TypingAction::Complete) => self.step(true),
            Action::Typing(TypingAction::Previous) => self.step(false),
            Action::Cursor(Step::Down) if !self.inside(true) => self.step(true),
            Action::Cursor(Step::Up) if !self.inside(false) => self.step(false),
            Action::Cursor(Step::First | Step::PageUp) => self.to(0),
            Action::Cursor(Step::Last | Step::PageDown) => self.to(self.fields.len() - 1),
            Action::Cursor(Step::Up | Step::Down | Step::Left | Step::Right) => {}
            Action::App(_) | Action::View(_) | Action::Lead(_) | Action::Edit(_) => {
                return After::Stay(leaving);
            }
        }
        After::Stay(true)
    }

    /// Takes a key that is no action's.
    pub fn key(&mut self, key: Key) -> After {
        let leaving = std::mem::take(&mut self.leaving);
        let Some(field) = self.fields.get_mut(self.focus) else {
            return After::Stay(leaving);
        };
        if matches!(field.takes, Takes::Choice { .. }) {
            return After::Stay(choose(field, key) || leaving);
        }
        match field.input.key(key) {
            Edit::Text => {
                field.typed();
                self.asks = true;
                After::Stay(true)
            }
            Edit::Caret => After::Stay(true),
            Edit::Nothing => After::Stay(leaving),
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if let Some(field) = self.fields.get_mut(self.focus)
            && !matches!(field.takes, Takes::Choice { .. })
        {
            field.input.insert(text);
            field.typed();
            self.asks = true;
        }
    }

    /// Gives everything, or goes to the first field that is not as it must be.
    fn commit(&mut self, ctx: &Ctx<'_>) -> After {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.leave();
        }
        let entries: Vec<_> = self.fields.iter().map(|field| field.entry(ctx)).collect();
        if let Some(wrong) = entries.iter().position(Result::is_err) {
            self.to(wrong);
            if let Some(field) = self.fields.get_mut(wrong) {
                field.judged = true;
            }
            return After::Stay(true);
        }
        let entries: Vec<Entry> = entries.into_iter().flatten().collect();
        After::Take(self.purpose.clone(), Outcome::Filled(entries))
    }

    /// Whether there is another field to go to.
    pub(super) const fn leads_on(&self) -> bool {
        self.fields.len() > 1
    }

    /// Whether much would be lost.
    fn holds_much(&self) -> bool {
        let typed: usize = self.fields.iter().map(FormField::typed_len).sum();
        typed >= MUCH
    }

    /// To the next or the previous field, around the ends.
    fn step(&mut self, on: bool) {
        let len = self.fields.len().max(1);
        let next = if on {
            self.focus + 1
        } else {
            self.focus + len - 1
        };
        self.to(next % len);
    }

    pub(super) fn to(&mut self, next: usize) {
        if next == self.focus {
            return;
        }
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.leave();
        }
        self.focus = next;
        self.asks = true;
    }

    /// Up and down within a field: through its choices, or through what was found. Says whether there was a way.
    fn inside(&mut self, down: bool) -> bool {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return false;
        };
        match &field.takes {
            Takes::Choice { picks, tall: true } => {
                let last = picks.len().saturating_sub(1);
                field.chosen = match (down, field.chosen) {
                    (true, None) => Some(0),
                    (true, Some(at)) if at < last => Some(at + 1),
                    (false, Some(at)) if at > 0 => Some(at - 1),
                    (true, Some(_)) | (false, Some(_) | None) => return false,
                };
                true
            }
            Takes::Lookup { .. } => field.go(down) || (down && !field.found.is_empty()),
            Takes::Text
            | Takes::Email
            | Takes::Step
            | Takes::Choice { .. }
            | Takes::Date { .. }
            | Takes::Money { .. } => false,
        }
    }
}

/// A key on a choice: its digit, its letter, or left and right. Says whether another one is chosen.
fn choose(field: &mut FormField, key: Key) -> bool {
    let Takes::Choice { picks, .. } = &field.takes else {
        return false;
    };
    let len = picks.len();
    let at = match (key.code, field.chosen) {
        (Code::Left, Some(at)) => at.checked_sub(1),
        (Code::Right, Some(at)) => Some(at + 1),
        (Code::Left | Code::Right, None) => Some(0),
        (Code::Backspace | Code::Delete, _) => {
            field.typed();
            field.chosen = None;
            return true;
        }
        _ => key.typed().and_then(|typed| {
            let digit = typed.to_digit(10).and_then(|it| usize::try_from(it).ok());
            match digit {
                Some(digit) => digit.checked_sub(1),
                None => (0..len).find(|at| field.letter(*at) == Some(typed.to_ascii_lowercase())),
            }
        }),
    };
    match at.filter(|at| *at < len) {
        Some(at) => {
            field.typed();
            field.chosen = Some(at);
            true
        }
        None => false,
    }
}
