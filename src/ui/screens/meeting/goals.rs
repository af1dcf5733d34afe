//! Draws what is held against a goal: how much of it is reached as large as the window lets it be, and a bar to the goal.
//!
//! It lays out and draws lines that come worded; where there is too little room, or one has no such share, they stay lines.

use ratatui::layout::Rect;

use super::digits::{self, Size};
use super::lines::{self, heading, note, value_role, within};
use super::stripes::stripe;
use crate::minutes::Line;
use crate::model::Clean;
use crate::ui::paint::Pen;
use crate::ui::theme::Role;

/// Below this width goals are lines.
const NARROW: u16 = 60;
/// A goal has a row for its name, so many for its note at most, and a free one.
const NOTE: u16 = 2;
/// The cells between the number and its bar.
const GAP: u16 = 3;

/// Where goals stand.
pub(super) struct Goals {
    size: Size,
    /// The free rows above the number and below it.
    apart: u16,
    /// The row of each heading, and where each goal is.
    areas: Vec<Rect>,
    /// How wide the widest number is.
    number: u16,
}

impl Goals {
    /// Where each stands; nothing where they don't all fit.
    pub(super) fn of(all: &[Line], area: Rect) -> Option<Self> {
        let is_goal = |it: &Line| it.stripe.is_some() && digits::can_write(&it.value);
        let plain = || all.iter().filter(|it| !it.is_heading);
        if area.width < NARROW || plain().next().is_none() || !plain().all(is_goal) {
            return None;
        }
        // A bar says more than a number that takes all of the width.
        let fits = |size: &Size| plain().all(|it| size.width(&written(it)) <= area.width / 3);
        let sizes = [
            (Size::Huge, 1),
            (Size::Large, 1),
            (Size::Large, 0),
            (Size::Small, 0),
        ];
        let (size, apart) = sizes.into_iter().find(|(size, apart)| {
            let high = all.iter().map(|it| height(it, *size, *apart)).sum::<u16>();
            // The last one needs no free row below it.
            high <= area.height + 1 && fits(size)
        })?;
        let mut y = area.y;
        let areas = all.iter().map(|it| {
            let high = height(it, size, apart);
            y += high;
            Rect {
                y: y - high,
                height: high.min(area.bottom().saturating_sub(y - high)),
                ..area
            }
        });
        Some(Self {
            size,
            apart,
            areas: areas.collect(),
            number: plain()
                .map(|it| size.width(&written(it)))
                .max()
                .unwrap_or(0),
        })
    }

    /// Where the goals are.
    pub(super) fn places<'a>(&'a self, all: &'a [Line]) -> impl Iterator<Item = Rect> + 'a {
        let with_areas = all.iter().zip(&self.areas);
        with_areas.filter(|it| !it.0.is_heading).map(|it| *it.1)
    }

    /// Draws them, with the one under the cursor marked.
    pub(super) fn draw(&self, all: &[Line], spot: usize, pen: &mut Pen<'_>) {
        let mut at = 0;
        for (line, area) in all.iter().zip(&self.areas) {
            if line.is_heading {
                heading(line, *area, pen);
            } else {
                self.goal(line, *area, at == spot, pen);
                at += 1;
            }
        }
    }

    fn goal(&self, line: &Line, area: Rect, under_cursor: bool, pen: &mut Pen<'_>) {
        let role = if under_cursor {
            lines::cursor(pen, area);
            Role::Strong
        } else {
            Role::Text
        };
        let x = area.x + 2;
        let room = area.right().saturating_sub(x);
        pen.put(x, area.y, room, &Clean::new(&line.name), role);
        let top = area.y + 1 + self.apart;
        let tone = value_role(line.tone);
        digits::draw(pen, (x, top), &written(line), self.size, tone);
        if let Some(it) = line.stripe {
            let from = x + self.number + GAP;
            // The bar is as high as the number, less its first and its last row.
            for y in top + 1..top + self.size.height() - 1 {
                let bar = Rect::new(from, y, area.right().saturating_sub(from), 1);
                stripe(line, it, (bar, false, true), pen);
            }
        }
        let below = top + self.size.height() + self.apart;
        let told = within(&note(line), room, area.bottom().saturating_sub(below));
        for (y, words) in (below..area.bottom()).zip(&told) {
            pen.words(x, y, room, words);
        }
    }
}

/// The share as it is drawn: what parts the sign from its number would be a hole in large type.
fn written(line: &Line) -> String {
    line.value.split_whitespace().collect()
}

fn height(line: &Line, size: Size, apart: u16) -> u16 {
    if line.is_heading {
        2
    } else {
        1 + size.height() + 2 * apart + NOTE
    }
}
