//! Holds a list of which some are seen and some are not, in an order that one makes, and looks for a line of it by name.

use std::cmp::Reverse;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{Action, Step, TypingAction};
use super::super::chrome::over;
use super::super::ctx::Ctx;
use super::super::fuzzy::Haystack;
use super::super::key::{Code, Key};
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::super::widgets::{Edit, Field, Input, Lines, Popup};
use super::super::words::Words;
use crate::i18n::Msg;
use crate::model::Clean;

/// What came of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arranged {
    /// Nothing yet; whether the list looks different.
    Still(bool),
    /// It was closed.
    Dismissed,
    /// What is to be seen, by its numbers, in this order.
    Taken(Vec<usize>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    number: usize,
    name: Clean,
    seen: bool,
}

/// A list of which some are seen.
#[derive(Debug, Clone)]
pub struct Arrange {
    title: Clean,
    items: Vec<Item>,
    lines: Lines,
    /// What is looked for, as long as it is typed.
    find: Option<Input>,
}

impl Arrange {
    /// A list of names, those with these numbers seen, in this order; the others after them.
    #[must_use]
    pub fn new(title: Clean, names: Vec<Clean>, seen: &[usize]) -> Self {
        let mut items: Vec<Item> = (0..)
            .zip(names)
            .map(|(number, name)| Item {
                number,
                name,
                seen: seen.contains(&number),
            })
            .collect();
        let place = |number| seen.iter().position(|it| *it == number);
        items.sort_by_key(|item| place(item.number).unwrap_or(usize::MAX));
        Self {
            title,
            items,
            lines: Lines::default(),
            find: None,
        }
    }

    /// Goes to the line that fits best what is looked for; of those that fit alike, to the first.
    fn seek(&mut self) {
        let typed = self.find.as_ref().map_or("", Input::text);
        let fits = |item: &Item| Haystack::new(item.name.as_str()).hit(typed);
        let hits = self.items.iter().map(fits).enumerate();
        let hits = hits.filter_map(|(line, hit)| Some((line, hit?.score)));
        if let Some((line, _)) = hits.min_by_key(|(_, score)| Reverse(*score)) {
            self.lines.set(line, self.items.len(), self.items.len());
        }
    }

    /// Whether a line is looked for.
    pub const fn is_finding(&self) -> bool {
        self.find.is_some()
    }

    /// Takes pasted text, where something is looked for.
    pub fn paste(&mut self, text: &str) {
        if let Some(find) = &mut self.find {
            find.insert(text);
            self.seek();
        }
    }

    fn go(&mut self, step: Step) -> Arranged {
        let len = self.items.len();
        self.lines.go(step, None, len, len);
        Arranged::Still(true)
    }

    /// Moves what is under the cursor, and the cursor with it.
    fn carry(&mut self, step: Step) -> Arranged {
        let from = self.lines.cursor();
        self.go(step);
        self.items.swap(from, self.lines.cursor());
        Arranged::Still(true)
    }

    /// What is under the cursor is seen from now on, or no more.
    fn switch(&mut self) -> Arranged {
        if let Some(item) = self.items.get_mut(self.lines.cursor()) {
            item.seen = !item.seen;
        }
        Arranged::Still(true)
    }

    /// Takes an action of the typing context.
    pub fn act(&mut self, action: Action) -> Arranged {
        match action {
            Action::Cursor(step) => self.go(step),
            // Whoever looked for a line is at it, or gave it up: the list stays.
            Action::Typing(TypingAction::Dismiss | TypingAction::Accept) if self.find.is_some() => {
                self.find = None;
                Arranged::Still(true)
            }
            Action::Typing(TypingAction::Dismiss) => Arranged::Dismissed,
            Action::Typing(TypingAction::Accept) => {
                let seen = self.items.iter().filter(|item| item.seen);
                Arranged::Taken(seen.map(|item| item.number).collect())
            }
            Action::Typing(TypingAction::Complete | TypingAction::Previous)
            | Action::App(_)
            | Action::Edit(_)
            | Action::View(_)
            | Action::Lead(_) => Arranged::Still(false),
        }
    }

    /// Takes a key that is no action's.
    pub fn key(&mut self, key: Key) -> Arranged {
        if let Some(find) = &mut self.find {
            let edit = find.key(key);
            if edit == Edit::Text {
                self.seek();
            }
            return Arranged::Still(edit != Edit::Nothing);
        }
        match key.typed() {
            Some('/') => {
                self.find = Some(Input::default());
                Arranged::Still(true)
            }
            Some('j') => self.go(Step::Down),
            Some('k') => self.go(Step::Up),
            Some('g') => self.go(Step::First),
            Some('G') => self.go(Step::Last),
            Some('J') => self.carry(Step::Down),
            Some('K') => self.carry(Step::Up),
            Some(' ') => self.switch(),
            Some(_) | None => Arranged::Still(false),
        }
    }

    /// A click: the line at that place is to be seen, or not.
    pub fn click(&mut self, at: Position, ctx: &Ctx<'_>) -> Arranged {
        let inside = self.popup(ctx).inside(over(ctx.size));
        let height = lines_in(inside);
        let seen = self.lines.seen(self.items.len(), usize::from(height));
        let list = Rect { height, ..inside };
        let line = seen.start + usize::from(at.y.saturating_sub(list.y));
        if !list.contains(at) || line >= self.items.len() {
            return Arranged::Still(false);
        }
        self.lines.set(line, self.items.len(), self.items.len());
        self.switch()
    }

    fn popup<'a>(&self, ctx: &'a Ctx<'a>) -> Popup<'a> {
        let widest = self.items.iter().map(|item| item.name.width() + 4).max();
        Popup {
            title: self.title.clone(),
            about: Words::new(),
            width: cells(widest.unwrap_or(0).max(keys(ctx).width())).clamp(24, 70),
            lines: cells(self.items.len()) + 2,
            ctx,
        }
    }

    /// Draws it; says where the caret is, where something is looked for.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        let popup = self.popup(ctx);
        (&popup).render(screen, buffer);
        let (area, inside) = (popup.area(screen), popup.inside(screen));
        let mut pen = Pen::new(buffer, ctx);
        let height = lines_in(inside);
        let seen = self.lines.seen(self.items.len(), usize::from(height));
        for (row, line) in seen.enumerate().take(usize::from(height)) {
            let y = inside.y + cells(row);
            let Some(item) = self.items.get(line) else {
                continue;
            };
            let role = if item.seen { Role::Text } else { Role::Faint };
            if item.seen {
                pen.put(inside.x, y, 1, &Clean::literal("✓"), Role::Mark);
            }
            let room = inside.width.saturating_sub(2);
            pen.put(inside.x + 2, y, room, &item.name, role);
            if line == self.lines.cursor() {
                pen.lay(Rect::new(area.x, y, area.width, 1), Role::CursorLine);
                if area.x < inside.x {
                    pen.put(area.x, y, 1, &Clean::literal("▌"), Role::Accent);
                }
            }
        }
        if inside.height <= 2 {
            return None;
        }
        let last = Rect::new(inside.x, inside.bottom() - 1, inside.width, 1);
        let Some(input) = &self.find else {
            pen.words(last.x, last.y, last.width, &keys(ctx));
            return None;
        };
        let field = Field {
            input,
            focused: true,
            wrong: None,
            placeholder: ctx.t(Msg::ArrangeFindExample),
            ctx,
        };
        (&field).render(last, buffer);
        field.caret(last)
    }
}

/// How many lines there is room for, above the one with the keys.
fn lines_in(inside: Rect) -> u16 {
    inside.height.saturating_sub(2).max(1).min(inside.height)
}

/// Its keys, in a line.
fn keys(ctx: &Ctx<'_>) -> Words {
    let key = |code| Clean::from_string(Key::plain(code).to_string());
    let carry = Clean::from_string(format!("{} {}", Key::char('J'), Key::char('K')));
    let gap = || Clean::literal("   ");
    Words::one(key(Code::Char(' ')), Role::Accent)
        .and(Clean::literal(" "), Role::Text)
        .and(ctx.t(Msg::ArrangeSeen), Role::Quiet)
        .and(gap(), Role::Quiet)
        .and(carry, Role::Accent)
        .and(Clean::literal(" "), Role::Text)
        .and(ctx.t(Msg::ArrangePlace), Role::Quiet)
        .and(gap(), Role::Quiet)
        .and(key(Code::Char('/')), Role::Accent)
        .and(Clean::literal(" "), Role::Text)
        .and(ctx.t(Msg::ArrangeFind), Role::Quiet)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Arrange {
        let names = ["one", "two", "three"].map(Clean::literal).to_vec();
        Arrange::new(Clean::literal("order"), names, &[2, 0])
    }

    fn taken(arrange: &mut Arrange) -> Vec<usize> {
        let Arranged::Taken(seen) = arrange.act(Action::Typing(TypingAction::Accept)) else {
            panic!("nothing was taken");
        };
        seen
    }

    #[test]
    fn what_is_seen_comes_in_its_order() {
        assert_eq!(taken(&mut list()), [2, 0]);
    }

    #[test]
    fn lines_are_carried_and_switched() {
        let mut it = list();
        it.key(Key::char('J'));
        assert_eq!(taken(&mut it), [0, 2]);
        it.key(Key::char('j'));
        it.key(Key::char(' '));
        assert_eq!(taken(&mut it), [0, 2, 1]);
        it.key(Key::char('K'));
        it.key(Key::char('g'));
        it.key(Key::char(' '));
        assert_eq!(taken(&mut it), [1, 2]);
    }

    #[test]
    fn a_line_is_looked_for_by_its_name() {
        let mut it = list();
        let type_in = |it: &mut Arrange, text: &str| {
            for character in text.chars() {
                it.key(Key::char(character));
            }
        };
        // Letters that are keys elsewhere are letters here.
        type_in(&mut it, "/tw");
        let left = it.act(Action::Typing(TypingAction::Accept));
        assert_eq!(left, Arranged::Still(true));
        type_in(&mut it, " ");
        assert_eq!(taken(&mut it), [2, 0, 1]);
        // What fits nothing goes nowhere, and leaving it keeps the list.
        type_in(&mut it, "/jjkg");
        let left = it.act(Action::Typing(TypingAction::Dismiss));
        assert_eq!(left, Arranged::Still(true));
        type_in(&mut it, " ");
        assert_eq!(taken(&mut it), [2, 0]);
    }
}
