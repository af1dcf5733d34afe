//! Holds what was found for a line that is typed into: over the lines below it, or above where there is more room.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::ctx::Ctx;
use super::super::desk::{Found, Likeness};
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use crate::model::Clean;

/// The most of what was found that is seen at once.
const SEEN: u16 = 8;

/// What was found for a line that is typed into.
#[derive(Debug)]
pub struct FoundList<'a> {
    /// What was found, best first.
    pub found: &'a [Found],
    /// The one that is meant.
    pub meant: Option<usize>,
    /// Where the line is.
    pub value: Rect,
    /// What it stands in: where the list goes beyond, the ground does too.
    pub within: Rect,
    /// How many lines below it say something of it.
    pub said: u16,
    /// Who reads.
    pub ctx: &'a Ctx<'a>,
}

impl FoundList<'_> {
    /// Where the list lies.
    fn area(&self, screen: Rect) -> Rect {
        let value = self.value;
        let lines = cells(self.found.len()).min(SEEN);
        let (under, over) = (
            screen.bottom().saturating_sub(value.y + 1 + self.said),
            value.y.saturating_sub(screen.y),
        );
        let (y, height) = if under >= lines.min(3) {
            (value.y + 1 + self.said, lines.min(under))
        } else {
            let height = lines.min(over);
            (value.y - height, height)
        };
        Rect::new(value.x.saturating_sub(1), y, value.width + 1, height)
    }

    /// The first of what was found that is seen.
    fn first(&self, height: u16) -> usize {
        let upto = self.meant.map_or(0, |at| at + 1);
        upto.saturating_sub(usize::from(height))
    }

    /// Which of what was found is at a place, if the list lies there.
    #[must_use]
    pub fn hit(&self, screen: Rect, at: Position) -> Option<usize> {
        let area = self.area(screen);
        let row = usize::from(at.y.saturating_sub(area.y));
        area.contains(at).then(|| self.first(area.height) + row)
    }
}

impl Widget for &FoundList<'_> {
    fn render(self, screen: Rect, buffer: &mut Buffer) {
        let area = self.area(screen);
        let (y, height) = (area.y, area.height);
        if height == 0 {
            return;
        }
        let mut pen = Pen::new(buffer, self.ctx);
        for row in area.rows() {
            if row.y < self.within.top() || row.y >= self.within.bottom() {
                let ground = Rect {
                    y: row.y,
                    height: 1,
                    ..self.within
                };
                pen.clear(ground);
                pen.lay(ground, Role::Bar);
            }
        }
        pen.clear(area);
        pen.lay(area, Role::Bar);
        let seen = self.found.iter().enumerate().skip(self.first(height));
        for (row, (index, found)) in seen.take(usize::from(height)).enumerate() {
            let line = Rect::new(area.x, y + cells(row), area.width, 1);
            let sign = Clean::literal(if self.ctx.reader.ascii { "|" } else { "│" });
            pen.put(line.x, line.y, 1, &sign, Role::Rule);
            let room = line.width.saturating_sub(2);
            let role = match found.likeness {
                Likeness::Holds => Role::Text,
                Likeness::Near | Likeness::Same => Role::Look,
            };
            let used = pen.put(line.x + 2, line.y, room, &found.label, role) + 2;
            let rest = room.saturating_sub(used);
            if usize::from(rest) >= found.after.width().min(6) {
                pen.put_right(line.right() - 1, line.y, rest, &found.after, Role::Quiet);
            }
            if self.meant == Some(index) {
                pen.lay(line, Role::CursorLine);
            }
        }
    }
}
