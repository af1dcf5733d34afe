//! Holds the ground of an overlay: where it is, its title, its space. No frame: its ground sets it apart.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::ctx::Ctx;
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::super::words::Words;
use super::wrap;
use crate::model::Clean;

/// The ground of an overlay.
#[derive(Debug)]
pub struct Popup<'a> {
    /// Its title.
    pub title: Clean,
    /// What it is about, behind the title or below it: the line it is about may lie under it.
    pub about: Words,
    /// The cells it would like to be wide.
    pub width: u16,
    /// The lines it would like to have inside.
    pub lines: u16,
    /// Who reads.
    pub ctx: &'a Ctx<'a>,
}

impl Popup<'_> {
    /// Where it is: in the middle, a little high, as large as it may be.
    #[must_use]
    pub fn area(&self, screen: Rect) -> Rect {
        let width = (self.width + 4).min(screen.width);
        let height = (self.lines + 4).min(screen.height);
        let x = screen.x + (screen.width - width) / 2;
        let y = screen.y + (screen.height - height) / 3;
        Rect::new(x, y, width, height)
    }

    /// What is inside: below the title, with a margin where there is room for one.
    #[must_use]
    pub fn inside(&self, screen: Rect) -> Rect {
        let area = self.area(screen);
        let margin = if area.width > 8 { 2 } else { 0 };
        let whole = area.height == self.lines + 4;
        let (above, below) = match area.height {
            0..=2 => (0, 0),
            3..=5 if !whole => (1, 0),
            _ => (2, 1),
        };
        Rect::new(
            area.x + margin,
            area.y + above,
            area.width.saturating_sub(2 * margin),
            area.height.saturating_sub(above + below),
        )
    }

    /// What is inside in two: a line to type into, and what is left below it.
    #[must_use]
    pub fn with_line(&self, screen: Rect) -> (Rect, Rect) {
        let inside = self.inside(screen);
        let line = Rect {
            height: inside.height.min(1),
            ..inside
        };
        let above = 2.min(inside.height);
        let below = Rect {
            y: inside.y + above,
            height: inside.height - above,
            ..inside
        };
        (line, below)
    }
}

impl Popup<'_> {
    /// The title and what it is about, on one line or else on two.
    fn head(&self, width: u16, lines: u16) -> Vec<Words> {
        let title = Words::one(self.title.clone(), Role::Strong);
        let mut both = title.clone();
        if !self.about.is_empty() {
            both = both.and(Clean::literal("  "), Role::Quiet);
            both = both.join(self.about.clone());
        }
        if both.width() <= usize::from(width) || lines < 2 {
            return vec![both];
        }
        if !self.about.is_empty() {
            return vec![title, self.about.clone()];
        }
        let wrapped = wrap(&title, width);
        if wrapped.len() > 2 {
            vec![title]
        } else {
            wrapped
        }
    }
}

impl Widget for &Popup<'_> {
    fn render(self, screen: Rect, buffer: &mut Buffer) {
        let area = self.area(screen);
        let inside = self.inside(screen);
        let mut pen = Pen::new(buffer, self.ctx);
        pen.clear(area);
        pen.lay(area, Role::Bar);
        if inside.y > area.y {
            let title_y = inside.y.saturating_sub(2).max(area.y);
            // Where the ground cannot set it apart, lines do.
            let bare = self.ctx.reader.theme.style(Role::Bar).bg.is_none();
            if bare {
                pen.rule(Rect::new(area.x, title_y, area.width, 1));
                pen.rule(Rect::new(area.x, area.bottom() - 1, area.width, 1));
            }
            for (y, line) in (title_y..inside.y).zip(self.head(inside.width, inside.y - title_y)) {
                if bare {
                    let wide = cells(line.width()).min(inside.width) + 2;
                    pen.clear(Rect::new(inside.x.saturating_sub(1), y, wide, 1));
                }
                pen.words(inside.x, y, inside.width, &line);
            }
        }
    }
}
