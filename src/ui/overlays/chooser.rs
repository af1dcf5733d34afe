//! Holds a list to choose from that gets shorter as one types.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{Action, Step, TypingAction};
use super::super::chrome::over;
use super::super::ctx::Ctx;
use super::super::key::Key;
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::super::widgets::{Edit, Field, Input, Lines, Popup};
use crate::i18n::Msg;
use crate::model::Clean;

/// The lines that a list would like to show.
const WISHED_LINES: u16 = 20;

/// One line of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What stands before it: keys, a number.
    pub before: Clean,
    /// What it is.
    pub label: Clean,
    /// Why it cannot be chosen now.
    pub why_not: Option<Clean>,
}

/// What came of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chose {
    /// Nothing yet; whether the list looks different.
    Nothing(bool),
    /// It was closed.
    Dismissed,
    /// The line with this number among all.
    Item(usize),
}

/// A list to choose from.
#[derive(Debug, Clone)]
pub struct Chooser {
    title: Clean,
    items: Vec<Choice>,
    input: Input,
    /// The numbers of the lines that fit what was typed.
    kept: Vec<usize>,
    lines: Lines,
}

impl Chooser {
    /// A list with all its lines.
    #[must_use]
    pub fn new(title: Clean, items: Vec<Choice>) -> Self {
        let kept = (0..items.len()).collect();
        Self {
            title,
            items,
            input: Input::default(),
            kept,
            lines: Lines::default(),
        }
    }

    /// Takes an action of the typing context.
    pub fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> Chose {
        match action {
            Action::Cursor(step) => {
                let height = self.height(over(ctx.size), ctx);
                self.go(step, height);
                Chose::Nothing(true)
            }
            Action::Typing(TypingAction::Dismiss) => Chose::Dismissed,
            Action::Typing(TypingAction::Accept) => self
                .kept
                .get(self.lines.cursor())
                .map_or(Chose::Nothing(false), |index| Chose::Item(*index)),
            Action::Typing(TypingAction::Complete) => {
                self.go(Step::Down, usize::from(WISHED_LINES));
                Chose::Nothing(true)
            }
            Action::App(_) | Action::View(_) | Action::Lead(_) => Chose::Nothing(false),
        }
    }

    fn go(&mut self, step: Step, height: usize) {
        self.lines.go(step, None, self.kept.len(), height);
    }

    /// Takes a key that is no action's; says whether the list looks different.
    pub fn key(&mut self, key: Key) -> bool {
        match self.input.key(key) {
            Edit::Text => {
                self.narrow();
                true
            }
            Edit::Caret => true,
            Edit::Nothing => false,
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.input.insert(text);
        self.narrow();
    }

    /// Keeps the lines that hold every word that was typed.
    fn narrow(&mut self) {
        let typed = self.input.text().to_lowercase();
        let words: Vec<_> = typed.split_whitespace().collect();
        self.kept = (0..self.items.len())
            .filter(|index| {
                let item = &self.items[*index];
                let text = format!("{} {}", item.before, item.label).to_lowercase();
                words.iter().all(|word| text.contains(word))
            })
            .collect();
        self.lines = Lines::default();
    }

    fn popup<'a>(&self, ctx: &'a Ctx<'a>) -> Popup<'a> {
        let widest =
            |text: fn(&Choice) -> &Clean| self.items.iter().map(|item| text(item).width()).max();
        let width =
            widest(|item| &item.before).unwrap_or(0) + 2 + widest(|item| &item.label).unwrap_or(0);
        Popup {
            title: self.title.clone(),
            width: cells(width).clamp(30, 76),
            // The list does not get smaller while one types: nothing jumps.
            lines: cells(self.items.len()).min(WISHED_LINES) + 2,
            ctx,
        }
    }

    fn height(&self, screen: Rect, ctx: &Ctx<'_>) -> usize {
        usize::from(self.popup(ctx).inside(screen).height.saturating_sub(2))
    }

    /// Draws it; says where the caret is.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        let popup = self.popup(ctx);
        let inside = popup.inside(screen);
        (&popup).render(screen, buffer);
        let field = Field {
            input: &self.input,
            focused: true,
            wrong: None,
            placeholder: ctx.t(Msg::ChooserPlaceholder),
            ctx,
        };
        let field_area = Rect::new(inside.x, inside.y, inside.width, inside.height.min(1));
        (&field).render(field_area, buffer);
        let list = Rect::new(
            inside.x,
            inside.y + 2.min(inside.height),
            inside.width,
            inside.height.saturating_sub(2),
        );
        self.draw_list(list, popup.area(screen), buffer, ctx);
        field.caret(field_area)
    }

    fn draw_list(&self, list: Rect, popup: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let mut pen = Pen::new(buffer, ctx);
        if self.kept.is_empty() && list.height > 0 {
            pen.put(
                list.x,
                list.y,
                list.width,
                &ctx.t(Msg::ChooserNothing),
                Role::Quiet,
            );
        }
        if list.height == 0 {
            return;
        }
        let before = self
            .items
            .iter()
            .map(|item| item.before.width())
            .max()
            .unwrap_or(0);
        let before = if before == 0 {
            0
        } else {
            cells(before + 2).min(list.width / 2)
        };
        let seen = self.lines.seen(self.kept.len(), usize::from(list.height));
        for (row, line) in seen.enumerate() {
            let area = Rect::new(list.x, list.y + cells(row), list.width, 1);
            let item = self.kept.get(line).and_then(|index| self.items.get(*index));
            if let Some(item) = item {
                draw_item(&mut pen, area, before, item);
            }
            if line == self.lines.cursor() {
                pen.lay(Rect::new(popup.x, area.y, popup.width, 1), Role::CursorLine);
                if popup.x < list.x {
                    pen.put(popup.x, area.y, 1, &Clean::literal("▌"), Role::Accent);
                }
            }
        }
    }
}

/// Draws a line: what stands before it in so many cells, what it is, and why it cannot be chosen.
fn draw_item(pen: &mut Pen<'_>, area: Rect, before: u16, item: &Choice) {
    let role = if item.why_not.is_some() {
        Role::Faint
    } else {
        Role::Text
    };
    pen.put(
        area.x,
        area.y,
        before.saturating_sub(1),
        &item.before,
        Role::Accent,
    );
    let x = area.x + before;
    let used = pen.put(
        x,
        area.y,
        area.width.saturating_sub(before),
        &item.label,
        role,
    ) + 2;
    if let Some(why_not) = &item.why_not {
        let room = area.width.saturating_sub(before + used);
        // A reason of a few signs would say nothing.
        if usize::from(room) >= why_not.width().min(12) {
            pen.put(x + used, area.y, room, why_not, Role::Faint);
        }
    }
}
