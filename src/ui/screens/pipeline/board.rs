//! Holds the pipeline's board: the cards that are known, the cursor among them, and what it asks for.
//!
//! Each column scrolls by itself; the cursor is in one of them. How it is drawn is `board_cards`'.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::list::LeadLine;
use crate::model::Layer;
use crate::ui::action::Step;
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::Question;
use crate::ui::screens::funnel::figures::Amounts;
use crate::ui::view::View;
use crate::ui::widgets::Lines;

/// What is known of a column of the board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardColumn {
    /// Open leads in the layer.
    pub open: u64,
    /// Parked ones.
    pub parked: u64,
    /// What both are worth.
    pub value: Amounts,
    /// The number of the first card that is held.
    pub first: usize,
    /// The cards.
    pub cards: Vec<LeadLine>,
}

/// The part of the board that is seen, and of how much.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardPage {
    /// The columns, from the top layer to the lowest.
    pub columns: [BoardColumn; 5],
    /// How many leads there are.
    pub total: u64,
    /// Leads that the filter selects and that are won or lost: they are on no board.
    pub closed: u64,
    /// How many idle for longer than won leads did.
    pub stuck: u64,
    /// What all columns are worth.
    pub value: Amounts,
    /// The last change that is in it.
    pub head: u64,
    /// The column and the place of the lead that was asked for.
    pub kept: Option<(usize, usize)>,
}

impl BoardPage {
    /// How many leads are on the board, parked ones among them.
    #[must_use]
    pub fn shown(&self) -> u64 {
        self.columns.iter().map(|it| it.open + it.parked).sum()
    }

    /// How many of them are parked.
    #[must_use]
    pub fn parked(&self) -> u64 {
        self.columns.iter().map(|it| it.parked).sum()
    }
}

/// Where the parts of the board are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grid {
    /// The columns, as high as the body.
    pub(super) columns: [Rect; 5],
    /// The first row of the cards.
    pub(super) cards_y: u16,
    /// How many cards are seen in a column.
    pub(super) seen: usize,
}

/// The rows from one card to the next.
pub(super) const CARD_PITCH: u16 = 4;
/// The rows of a card.
pub(super) const CARD_HEIGHT: u16 = 3;
/// The fewest cells that a card says anything in.
const MIN_CARD: u16 = 13;
/// From this width on the board is shown unless the reader wants the list.
pub(super) const WIDE: u16 = 100;

impl Grid {
    /// The board in a body; nothing where it has no room.
    pub(super) fn of(body: Rect) -> Option<Self> {
        let gap = if body.width >= WIDE - 2 { 2 } else { 1 };
        let width = body.width.checked_sub(4 * gap)? / 5;
        let head = match body.height {
            0..6 => return None,
            6..12 => 2,
            12..24 => 3,
            24.. => 4,
        };
        if width < MIN_CARD {
            return None;
        }
        // What does not divide by five goes to the first columns, a cell each.
        let spare = body.width - 4 * gap - 5 * width;
        let columns = [0, 1, 2, 3, 4].map(|index: u16| {
            let x = body.x + index * (width + gap) + index.min(spare);
            Rect::new(x, body.y, width + u16::from(index < spare), body.height)
        });
        Some(Self {
            columns,
            cards_y: body.y + head,
            seen: usize::from((body.height - head) / CARD_PITCH).max(1),
        })
    }

    /// The column and the row of the card at a place of the screen.
    pub(super) fn at(&self, x: u16, y: u16) -> Option<(usize, Option<usize>)> {
        // The gap at the left of a column is its cards' too.
        let column = self
            .columns
            .iter()
            .rposition(|it| it.x <= x.saturating_add(1))?;
        if !self.columns[column].contains(Position::new(self.columns[column].x, y)) {
            return None;
        }
        let row = y.checked_sub(self.cards_y).map(|y| y / CARD_PITCH);
        let row = row.map(usize::from).filter(|row| *row < self.seen);
        Some((column, row))
    }
}

/// The board and where one is on it.
#[derive(Debug, Default)]
pub(super) struct Board {
    pub(super) page: Option<Box<BoardPage>>,
    pub(super) column: usize,
    pub(super) lines: [Lines; 5],
    /// Whether parked leads are out of sight.
    pub(super) hides_parked: bool,
    /// The column over which a card is dragged.
    pub(super) target: Option<usize>,
}

impl Board {
    /// Whether there is room for it.
    pub(super) fn fits(ctx: &Ctx<'_>) -> bool {
        Grid::of(areas(ctx.size).body).is_some()
    }

    fn height(ctx: &Ctx<'_>) -> usize {
        Grid::of(areas(ctx.size).body).map_or(1, |grid| grid.seen)
    }

    /// How many cards a column has.
    pub(super) fn len(&self, column: usize) -> usize {
        let Some(page) = &self.page else { return 0 };
        let column = &page.columns[column];
        let parked = if self.hides_parked { 0 } else { column.parked };
        usize::try_from(column.open + parked).unwrap_or(usize::MAX)
    }

    /// The card in a place of a column, if it is held.
    pub(super) fn card(&self, column: usize, place: usize) -> Option<&LeadLine> {
        let column = &self.page.as_ref()?.columns[column];
        column.cards.get(place.checked_sub(column.first)?)
    }

    /// The lead under the cursor.
    pub(super) fn under_cursor(&self) -> Option<&LeadLine> {
        self.card(self.column, self.lines[self.column].cursor())
    }

    /// The places of a column that are seen.
    pub(super) fn seen(&self, column: usize, height: usize) -> Range<usize> {
        self.lines[column].seen(self.len(column), height)
    }

    pub(super) fn question(&self, view: &View, keep: Option<u64>, ctx: &Ctx<'_>) -> Question {
        let height = Self::height(ctx);
        let cards = [0, 1, 2, 3, 4].map(|column| {
            let lines = &self.lines[column];
            let seen = lines.seen(self.len(column).max(lines.cursor() + 1), height);
            // A page above and one below, so that the next step needs no question.
            let first = seen.start.saturating_sub(height);
            first..first + height * 3
        });
        Question::Board {
            filter: view.filter.text().to_owned(),
            cards,
            parked: !self.hides_parked,
            keep,
            caret: view.filter.caret(),
        }
    }

    /// Whether all that is seen is held.
    pub(super) fn holds(&self, ctx: &Ctx<'_>) -> bool {
        let height = Self::height(ctx);
        let Some(page) = &self.page else { return false };
        (0..5).all(|index| {
            let (seen, column) = (self.seen(index, height), &page.columns[index]);
            seen.is_empty()
                || column.first <= seen.start && seen.end <= column.first + column.cards.len()
        })
    }

    /// Takes a page; says whether another one is to be asked for.
    pub(super) fn take(&mut self, page: Box<BoardPage>, ctx: &Ctx<'_>) -> bool {
        let kept = page.kept;
        let is_empty = page.columns.iter().all(|it| it.cards.is_empty());
        self.page = Some(page);
        let height = Self::height(ctx);
        for column in 0..5 {
            let len = self.len(column);
            match kept {
                Some((kept, place)) if kept == column && column == self.column => {
                    self.lines[column].follow(place, len, height);
                }
                Some((kept, place)) if kept == column => self.lines[column].set(place, len, height),
                Some(_) | None => self.lines[column].fit(len, height),
            }
        }
        if let Some((column, _)) = kept {
            self.column = column;
        } else if self.len(self.column) == 0 {
            self.column = self.nearest(self.column);
        }
        // Where nothing at all came, nothing more would come.
        !self.holds(ctx) && !is_empty
    }

    /// The column nearest to one that has cards.
    fn nearest(&self, column: usize) -> usize {
        let full = (0..5).filter(|it| self.len(*it) > 0);
        full.min_by_key(|it| it.abs_diff(column)).unwrap_or(column)
    }

    pub(super) fn go(&mut self, step: Step, count: Option<u32>, ctx: &Ctx<'_>) {
        let height = Self::height(ctx);
        let next = |from: usize| match step {
            Step::Left => (0..from).rev().find(|it| self.len(*it) > 0),
            Step::Right => (from + 1..5).find(|it| self.len(*it) > 0),
            Step::Up | Step::Down | Step::PageUp | Step::PageDown | Step::First | Step::Last => {
                None
            }
        };
        let mut to = self.column;
        for _ in 0..count.unwrap_or(1).min(5) {
            to = next(to).unwrap_or(to);
        }
        if matches!(step, Step::Left | Step::Right) {
            // The cursor stays at its height, wherever the next column is scrolled to.
            let row = self.lines[self.column].cursor() - self.seen(self.column, height).start;
            let place = self.seen(to, height).start + row;
            if to != self.column {
                self.lines[to].set(place.min(self.last_seen(to, height)), self.len(to), height);
            }
            self.column = to;
        } else {
            let len = self.len(to);
            self.lines[to].go(step, count, len, height);
        }
    }

    fn last_seen(&self, column: usize, height: usize) -> usize {
        self.seen(column, height).end.saturating_sub(1)
    }

    /// Puts the cursor on the card at a place of the screen.
    pub(super) fn click(&mut self, at: Position, body: Rect, ctx: &Ctx<'_>) {
        let height = Self::height(ctx);
        let Some((column, Some(row))) = Grid::of(body).and_then(|grid| grid.at(at.x, at.y)) else {
            return;
        };
        let place = self.seen(column, height).start + row;
        if place < self.len(column) {
            self.column = column;
            self.lines[column].set(place, self.len(column), height);
        }
    }

    /// Takes the card that was taken hold of over another column; once let go there, says which lead goes where.
    pub(super) fn drag(
        &mut self,
        (from, to): (Position, Position),
        done: bool,
        body: Rect,
    ) -> Option<(u64, Layer)> {
        let grid = Grid::of(body)?;
        let (column, Some(row)) = grid.at(from.x, from.y)? else {
            return None;
        };
        // Where the click went to no card, there is none to drag.
        let place = self.seen(column, grid.seen).start + row;
        if column != self.column || place != self.lines[column].cursor() {
            return None;
        }
        let over = grid.at(to.x, to.y).map(|it| it.0);
        self.target = over.filter(|it| *it != column && !done);
        let target = over.filter(|it| *it != column && done)?;
        Some((self.under_cursor()?.id, Self::layer(target)))
    }

    /// Scrolls the column under the mouse.
    pub(super) fn scroll(&mut self, cards: isize, x: u16, body: Rect, ctx: &Ctx<'_>) {
        if let Some((column, _)) = Grid::of(body).and_then(|grid| grid.at(x, body.y)) {
            let len = self.len(column);
            self.lines[column].scroll(cards, len, Self::height(ctx));
        }
    }

    /// The layer of a column.
    pub(super) const fn layer(column: usize) -> Layer {
        Layer::ALL[if column < 5 { column } else { 4 }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_width_and_never_overlap() {
        for width in 0..300 {
            for height in 0..70 {
                let body = Rect::new(1, 4, width, height);
                let Some(grid) = Grid::of(body) else { continue };
                for pair in grid.columns.windows(2) {
                    assert!(pair[0].right() < pair[1].x, "{width}: {grid:?}");
                    assert!(pair[0].width.abs_diff(pair[1].width) <= 1);
                }
                assert_eq!(grid.columns[4].right(), body.right(), "{width}");
                let last = grid.cards_y + u16::try_from(grid.seen - 1).unwrap() * CARD_PITCH;
                assert!(last + CARD_HEIGHT <= body.bottom(), "{height}: {grid:?}");
            }
        }
        assert!(Grid::of(Rect::new(1, 3, 78, 19)).is_some());
        assert!(Grid::of(Rect::new(1, 2, 38, 8)).is_none());
    }

    #[test]
    fn a_place_of_the_screen_is_a_card_or_a_column() {
        let grid = Grid::of(Rect::new(1, 5, 118, 28)).unwrap();
        assert_eq!(grid.at(1, 9), Some((0, Some(0))));
        assert_eq!(grid.at(1, 13), Some((0, Some(1))));
        assert_eq!(grid.at(grid.columns[3].x - 1, 12), Some((3, Some(0))));
        assert_eq!(grid.at(60, 5), Some((2, None)));
        assert_eq!(grid.at(60, 2), None);
    }
}
