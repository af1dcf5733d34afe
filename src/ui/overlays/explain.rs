//! Holds how a number is made, over the screen that shows it; Enter opens the leads behind a line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{Action, Step, TypingAction};
use super::super::chrome::over;
use super::super::ctx::Ctx;
use super::super::explained::{Explained, ExplainedLine};
use super::super::key::Key;
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::super::widgets::{Popup, wrap};
use super::super::words::Words;
use super::{After, Outcome, Purpose};
use crate::model::Clean;

/// The cells that it would like to be wide.
const WISHED_WIDTH: u16 = 88;
/// The cells before a line that opens something.
const INDENT: u16 = 2;

/// One row of it.
#[derive(Debug)]
struct Row {
    /// The number of its line.
    line: usize,
    /// Whether the line begins with it.
    begins: bool,
    words: Words,
}

/// How a number is made.
#[derive(Debug, Clone)]
pub struct Explanation {
    it: Explained,
    /// Which of the lines that open something has the cursor.
    cursor: usize,
    /// The first line that is seen, where not all have room.
    first: usize,
}

impl Explanation {
    /// An explanation, with the cursor on the first line that opens something.
    #[must_use]
    pub const fn new(it: Explained) -> Self {
        Self {
            it,
            cursor: 0,
            first: 0,
        }
    }

    /// The numbers of the lines that open something.
    fn opening(&self) -> impl Iterator<Item = usize> + '_ {
        let lines = self.it.lines.iter().enumerate();
        lines
            .filter(|(_, it)| it.leads.is_some())
            .map(|(index, _)| index)
    }

    /// The line under the cursor.
    fn line(&self) -> Option<(usize, &ExplainedLine)> {
        let index = self.opening().nth(self.cursor)?;
        Some((index, self.it.lines.get(index)?))
    }

    /// Takes an action of the typing context.
    pub fn act(&mut self, action: Action) -> After {
        match action {
            Action::Typing(TypingAction::Dismiss) => After::Close,
            Action::Typing(TypingAction::Accept) => self.open(),
            Action::Typing(TypingAction::Complete) => self.go(1),
            Action::Typing(TypingAction::Previous) => self.go(-1),
            Action::Cursor(Step::Down) => self.go(1),
            Action::Cursor(Step::Up) => self.go(-1),
            Action::Cursor(Step::PageDown) => self.scroll(6),
            Action::Cursor(Step::PageUp) => self.scroll(-6),
            Action::Cursor(Step::Left | Step::Right | Step::First | Step::Last)
            | Action::App(_)
            | Action::View(_)
            | Action::Lead(_)
            | Action::Edit(_) => After::Stay(false),
        }
    }

    /// Takes a key that is no action's: those of lists go through it, and what opened it closes it.
    pub fn key(&mut self, key: Key) -> After {
        match key.typed() {
            Some('j') => self.go(1),
            Some('k') => self.go(-1),
            Some('=' | 'q') => After::Close,
            _ => After::Stay(false),
        }
    }

    /// A click: opens what is behind the line at that place.
    pub fn click(&mut self, at: Position, ctx: &Ctx<'_>) -> After {
        let (popup, seen, _) = self.laid(over(ctx.size), ctx);
        let inside = popup.inside(over(ctx.size));
        let row = usize::from(at.y.saturating_sub(inside.y));
        let line = seen.get(row).map(|it| it.line);
        let opening = self.opening().position(|it| Some(it) == line);
        let Some(opening) = opening.filter(|_| inside.contains(at)) else {
            return After::Stay(false);
        };
        self.cursor = opening;
        self.open()
    }

    /// Opens what is behind the line under the cursor; where there is nothing to open it closes.
    fn open(&self) -> After {
        match self.line().and_then(|(_, line)| line.leads.clone()) {
            Some((_, filter)) => {
                let within = self.it.within.clone();
                After::Take(Purpose::Behind(within), Outcome::Typed(filter))
            }
            None => After::Close,
        }
    }

    /// To the next line that opens something; where there is none that way, what else is said there comes into sight.
    fn go(&mut self, by: isize) -> After {
        let last = self.opening().count().saturating_sub(1);
        let next = self.cursor.saturating_add_signed(by).min(last);
        if next == self.cursor {
            return self.scroll(by);
        }
        self.cursor = next;
        let line = self.line().map_or(0, |(index, _)| index);
        self.first = self.first.min(line);
        After::Stay(true)
    }

    fn scroll(&mut self, by: isize) -> After {
        let last = self.it.lines.len().saturating_sub(1);
        self.first = self.first.saturating_add_signed(by).min(last);
        After::Stay(true)
    }

    /// Whether Enter opens something.
    #[must_use]
    pub fn opens(&self) -> bool {
        self.opening().next().is_some()
    }

    /// The rows that the lines take in so many cells.
    fn rows(&self, width: u16) -> Vec<Row> {
        let mut rows = Vec::new();
        for (index, line) in self.it.lines.iter().enumerate() {
            let beside = line
                .leads
                .as_ref()
                .map_or(0, |(count, _)| cells(count.width()) + 1 + INDENT);
            let parts = wrap(&line.words, width.saturating_sub(beside));
            let parts = parts.into_iter().enumerate();
            rows.extend(parts.map(|(part, words)| Row {
                line: index,
                begins: part == 0,
                words,
            }));
        }
        rows
    }

    /// The popup, the rows that are seen inside of it, and how many are above and below them.
    fn laid<'a>(&self, screen: Rect, ctx: &'a Ctx<'a>) -> (Popup<'a>, Vec<Row>, [usize; 2]) {
        let mut popup = Popup {
            title: self.it.title.clone(),
            about: Words::new(),
            width: WISHED_WIDTH,
            lines: 0,
            ctx,
        };
        // How wide it is inside does not hang on how high it is.
        let rows = self.rows(popup.inside(screen).width);
        popup.lines = cells(rows.len());
        let height = usize::from(popup.inside(screen).height);
        // What is seen holds the cursor, and as much of the beginning as it can.
        let cursor = self.line().map(|(index, _)| index);
        let row_of = |line: usize| rows.iter().position(|it| it.line == line).unwrap_or(0);
        let lowest = (cursor.map_or(0, row_of) + 1).saturating_sub(height);
        let first = row_of(self.first)
            .max(lowest)
            .min(rows.len().saturating_sub(height));
        let unseen = [first, rows.len().saturating_sub(first + height)];
        let seen = rows.into_iter().skip(first).take(height).collect();
        (popup, seen, unseen)
    }

    /// Draws it.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let (popup, seen, [above, below]) = self.laid(screen, ctx);
        (&popup).render(screen, buffer);
        let inside = popup.inside(screen);
        let cursor = self.line().map(|(index, _)| index);
        let mut pen = Pen::new(buffer, ctx);
        let ends = [
            ("↑", above, inside.y.checked_sub(1)),
            ("↓", below, Some(inside.bottom())),
        ];
        for (sign, unseen, y) in ends {
            let margin = popup.area(screen);
            if let Some(y) = y.filter(|y| unseen > 0 && (margin.y + 1..margin.bottom()).contains(y))
            {
                let many = Clean::from_string(format!("{sign} {unseen}"));
                pen.put_right(inside.right(), y, inside.width, &many, Role::Quiet);
            }
        }
        for (y, row) in (inside.y..).zip(&seen) {
            let here = cursor == Some(row.line);
            let opens = self.it.lines.get(row.line).and_then(|it| it.leads.as_ref());
            let mut x = inside.x;
            if let Some((count, _)) = opens {
                if row.begins {
                    pen.put_right(inside.right(), y, inside.width, count, Role::Strong);
                    let sign = if here { "›" } else { " " };
                    pen.put(x, y, 1, &Clean::literal(sign), Role::Accent);
                }
                x += INDENT;
            }
            pen.words(x, y, inside.right().saturating_sub(x), &row.words);
            if here && opens.is_some() {
                pen.lay(Rect::new(inside.x, y, inside.width, 1), Role::CursorLine);
            }
        }
    }
}
