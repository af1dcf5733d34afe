//! Holds what is offered while the filter is typed: one line under the caret, so that the figures stay in sight.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::Step;
use super::super::ctx::Ctx;
use super::super::desk::{Offer, Offered};
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use crate::model::Clean;

/// What is offered, and what was chosen of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    offers: Vec<Offer>,
    /// What stands in the text now where an offer goes.
    span: Range<usize>,
    chosen: Option<usize>,
}

/// The widest that one offer is shown.
const WIDEST: usize = 32;
/// The widest that all are.
const ROOM: u16 = 100;

impl Offers {
    /// Offers, if there are any.
    #[must_use]
    pub fn of(offered: &Offered) -> Option<Self> {
        (!offered.offers.is_empty()).then(|| Self {
            offers: offered.offers.clone(),
            span: offered.span.clone(),
            chosen: None,
        })
    }

    /// How many there are; never none.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub const fn len(&self) -> usize {
        self.offers.len()
    }

    /// The byte of the text under which they stand.
    #[must_use]
    pub const fn start(&self) -> usize {
        self.span.start
    }

    /// Whether something was chosen.
    #[must_use]
    pub const fn is_chosen(&self) -> bool {
        self.chosen.is_some()
    }

    /// Whether something was chosen that wants something behind it.
    #[must_use]
    pub fn wants_more(&self) -> bool {
        let chosen = self.chosen.and_then(|at| self.offers.get(at));
        chosen.is_some_and(Offer::wants_more)
    }

    /// The next or the previous one.
    #[must_use]
    pub fn next(&self, step: Step) -> usize {
        let last = self.offers.len() - 1;
        match (step, self.chosen) {
            (Step::Up | Step::Left | Step::PageUp, None | Some(0)) | (Step::Last, _) => last,
            (Step::Up | Step::Left | Step::PageUp, Some(at)) => at - 1,
            (Step::Down | Step::Right | Step::PageDown, Some(at)) if at < last => at + 1,
            (Step::Down | Step::Right | Step::PageDown | Step::First, _) => 0,
        }
    }

    /// Chooses one; says what is put in, and in place of what.
    pub fn choose(&mut self, at: usize) -> Option<(Range<usize>, String)> {
        let insert = self.offers.get(at)?.insert.clone();
        self.chosen = Some(at);
        let replaced = self.span.clone();
        self.span = replaced.start..replaced.start + insert.len();
        Some((replaced, insert))
    }

    /// The cells that those take which are shown in so many.
    #[must_use]
    pub fn width(&self, room: u16) -> u16 {
        let room = room.min(ROOM);
        let shown = self.shown(room);
        let more = if shown.end < self.offers.len() { 2 } else { 0 };
        let all: usize = self.offers[shown].iter().map(wide).sum();
        cells(all + more).min(room)
    }

    /// The one that is shown at so many cells from the left, of so many.
    #[must_use]
    pub fn at(&self, x: u16, room: u16) -> Option<usize> {
        let mut end = 0;
        self.shown(room).find(|index| {
            end += wide(&self.offers[*index]);
            end > usize::from(x)
        })
    }

    /// Those that are shown: the chosen one among them, each as a whole but for one that is too wide.
    fn shown(&self, room: u16) -> Range<usize> {
        let all: usize = self.offers.iter().map(wide).sum();
        if all <= usize::from(room) {
            return 0..self.offers.len();
        }
        let room = usize::from(room.saturating_sub(2));
        let chosen = self.chosen.unwrap_or(0);
        let fitting = |offers: &mut dyn Iterator<Item = &Offer>| {
            let mut used = 0;
            let fits = |offer: &&Offer| {
                used += wide(offer);
                used <= room
            };
            offers.take_while(fits).count()
        };
        let before = fitting(&mut self.offers[..=chosen].iter().rev()).max(1);
        let first = chosen + 1 - before;
        let count = fitting(&mut self.offers[first..].iter()).max(1);
        first..first + count
    }
}

/// A label, its count, and the space around them.
fn wide(offer: &Offer) -> usize {
    let count = offer.count.map_or(0, |count| {
        // Digits and the gaps between thousands.
        let digits = count.checked_ilog10().unwrap_or(0) as usize + 1;
        2 + digits + (digits - 1) / 3
    });
    offer.label.width().min(WIDEST) + count + 2
}

/// Offers as they are drawn.
#[derive(Debug)]
pub struct OfferBar<'a> {
    /// What is offered.
    pub offers: &'a Offers,
    /// Who reads.
    pub ctx: &'a Ctx<'a>,
}

impl Widget for &OfferBar<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let mut pen = Pen::new(buffer, self.ctx);
        pen.clear(area);
        pen.lay(area, Role::Bar);
        let shown = self.offers.shown(area.width);
        let mut x = area.x;
        for index in shown.clone() {
            let offer = &self.offers.offers[index];
            let width = cells(wide(offer));
            let room = area.right().saturating_sub(x);
            let chosen = self.offers.chosen == Some(index);
            let role = if chosen { Role::Accent } else { Role::Text };
            let label = offer.label.cut(WIDEST);
            let used = pen.put(x + 1, area.y, room.saturating_sub(2), &label, role) + 1;
            if let Some(count) = offer.count {
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                let text = Clean::from_string(self.ctx.locale().count(count));
                let left = room.saturating_sub(used + 3);
                pen.put(x + used + 2, area.y, left, &text, Role::Quiet);
            }
            if chosen {
                let ground = Rect::new(x, area.y, width.min(room), 1);
                pen.lay(ground, Role::CursorLine);
            }
            x = x.saturating_add(width);
        }
        if shown.end < self.offers.len() {
            let room = area.right().saturating_sub(x);
            pen.put(x, area.y, room, &Clean::literal("…"), Role::Quiet);
        }
    }
}
