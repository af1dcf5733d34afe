//! Holds where things stand on the funnel: how much space the lines have, the columns, and the cells to choose from.

use ratatui::layout::Rect;

use super::cells::Cell;
use super::figures::Figures;
use super::rows::pieces;
use crate::model::Layer;
use crate::ui::ctx::Ctx;
use crate::ui::paint::cells;
use crate::ui::widgets::{Column, Placed, place};

/// The lines that the cursor can be on: five layers and won.
pub(super) const LINES: usize = 6;

/// How much space the lines have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Density {
    /// A line a layer; what went on is a column.
    Tight,
    /// What went on is a line of its own.
    Close,
    /// And layers are set apart.
    Loose,
    /// And there is space between.
    Airy,
    /// And bars are thick: for a screen that several look at.
    Grand,
    /// And thicker still: for a wall.
    Huge,
}

impl Density {
    pub(super) const fn of(height: u16) -> Self {
        match height {
            0..=11 => Self::Tight,
            12..=19 => Self::Close,
            20..=24 => Self::Loose,
            25..=38 => Self::Airy,
            39..=50 => Self::Grand,
            51.. => Self::Huge,
        }
    }

    /// The row of the body where the lines begin, below their headings.
    const fn first(self) -> u16 {
        match self {
            Self::Tight | Self::Close | Self::Loose => 1,
            Self::Airy => 2,
            Self::Grand => 3,
            Self::Huge => 4,
        }
    }

    const fn step(self) -> u16 {
        match self {
            Self::Tight => 1,
            Self::Close => 2,
            Self::Loose => 3,
            Self::Airy => 4,
            Self::Grand => 6,
            Self::Huge => 8,
        }
    }

    /// How far below a layer what went on is said.
    pub(super) const fn between(self) -> Option<u16> {
        match self {
            Self::Tight => None,
            Self::Close | Self::Loose => Some(1),
            Self::Airy => Some(2),
            Self::Grand => Some(3),
            Self::Huge => Some(4),
        }
    }

    /// How many lines a bar reaches above and below its layer's.
    pub(super) const fn reach(self) -> u16 {
        match self {
            Self::Tight | Self::Close | Self::Loose | Self::Airy => 0,
            Self::Grand => 1,
            Self::Huge => 2,
        }
    }

    pub(super) const fn row(self, line: u16) -> u16 {
        self.first() + line * self.step()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Col {
    Layer,
    Open,
    Value,
    Bar,
    WentOn,
    Odds,
    Band,
    Playbook,
}

impl Col {
    /// The number to choose that stands in it.
    pub(super) const fn cell(self) -> Option<Cell> {
        match self {
            Self::Open => Some(Cell::Open),
            Self::Value => Some(Cell::Value),
            Self::WentOn => Some(Cell::WentOn),
            Self::Odds => Some(Cell::Odds),
            Self::Layer | Self::Bar | Self::Band | Self::Playbook => None,
        }
    }
}

/// Where things stand.
pub(super) struct Layout {
    pub(super) body: Rect,
    pub(super) density: Density,
    pub(super) columns: Vec<Placed<Col>>,
}

impl Layout {
    pub(super) fn of(body: Rect) -> Self {
        let density = Density::of(body.height);
        let small = body.width < 60;
        // In the smallest window a short bar says more at a glance than values do.
        let (bar, bar_stays) = if small { (6, 8) } else { (12, 6) };
        let mut columns = vec![
            Column::text(Col::Layer, if small { 15 } else { 16 }, 1, 22, 11),
            Column::number(Col::Open, 7, 10),
            Column::number(Col::Value, 9, 7),
            Column::text(Col::Bar, bar, 6, 300, bar_stays),
        ];
        if density == Density::Tight {
            columns.push(Column::number(Col::WentOn, 7, 9));
        }
        columns.extend([
            Column::number(Col::Odds, 9, 5),
            Column::text(Col::Band, 6, 0, 6, 4),
            Column::number(Col::Playbook, 9, 3),
        ]);
        let gap = match body.width {
            0..60 => 1,
            60..100 => 2,
            _ => 3,
        };
        Self {
            body,
            density,
            columns: place(&columns, body.x, body.width, gap),
        }
    }

    pub(super) fn column(&self, id: Col) -> Option<&Placed<Col>> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The row of the screen of a line, if it is in sight.
    pub(super) fn y(&self, line: usize) -> Option<u16> {
        let y = self.body.y + self.density.row(cells(line));
        (y < self.body.bottom()).then_some(y)
    }

    /// The row of what went on from a line, if it has one in sight.
    pub(super) fn between(&self, line: usize) -> Option<u16> {
        let y = self.y(line)? + self.density.between()?;
        (line + 1 < LINES && y < self.body.bottom()).then_some(y)
    }

    /// The cells of a line that are in sight, from left to right, and where they are.
    pub(super) fn cells(&self, line: usize, figures: &Figures, ctx: &Ctx<'_>) -> Vec<(Cell, Rect)> {
        let mut found = Vec::new();
        if let Some(y) = self.y(line) {
            let columns = self.columns.iter();
            found.extend(columns.filter_map(|column| {
                // Nothing goes on from what is won.
                let cell = column
                    .id
                    .cell()
                    .filter(|cell| line + 1 < LINES || *cell != Cell::WentOn)?;
                Some((cell, Rect::new(column.x, y, column.width, 1)))
            }));
        }
        if let (Some(y), Some(layer)) = (self.between(line), Layer::at(line)) {
            let pieces = pieces(
                self,
                &figures.layers[layer.index()],
                figures.name_before(),
                ctx,
            );
            found.extend(pieces.into_iter().filter_map(|piece| {
                let area = Rect::new(piece.x, y, cells(piece.words.width()), 1);
                Some((piece.cell?, area))
            }));
        }
        found.sort_by_key(|(cell, _)| *cell);
        found
    }

    /// The line and the cell that are drawn in a place of the screen; a line's own row stands for the line.
    pub(super) fn at(
        &self,
        x: u16,
        y: u16,
        figures: &Figures,
        ctx: &Ctx<'_>,
    ) -> Option<(usize, Option<Cell>)> {
        for line in 0..LINES {
            let cells = self.cells(line, figures, ctx);
            let hit = cells
                .iter()
                .find(|(_, area)| area.y == y && area.x <= x && x < area.right());
            if let Some((cell, _)) = hit {
                return Some((line, Some(*cell)));
            }
            if self
                .y(line)
                .is_some_and(|row| row.abs_diff(y) <= self.density.reach())
            {
                return Some((line, None));
            }
        }
        None
    }
}
