//! Holds how the pipeline was left, and how it is laid out like that again: shape, columns, order, parked leads.
//!
//! What cannot be read is passed over: nothing depends on it.

use super::columns::Chosen;
use super::{Pipeline, Shape};
use crate::query::{Sort, parse};
use crate::ui::ctx::Ctx;
use crate::ui::event::Effect;
use crate::ui::kept::Memory;
use crate::ui::screen::Wish;

const BOARD: &str = "board";
const LIST: &str = "list";
const HIDDEN: &str = "hidden";
const SHOWN: &str = "shown";

/// Has a thing kept for the next time.
pub(in crate::ui::screens) fn remember(memory: Memory, text: String) -> Wish {
    Wish::Host(Effect::Remember(memory, text))
}

/// An order, as a filter has it.
pub(super) fn sort_word(sort: &Sort) -> String {
    let sign = if sort.descending { "-" } else { "" };
    format!("sort:{sign}{}", sort.field.name())
}

/// Whether parked leads are out of sight.
pub(super) const fn parked_word(hides: bool) -> &'static str {
    if hides { HIDDEN } else { SHOWN }
}

impl Shape {
    /// Under which word it is kept.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Board => BOARD,
            Self::List => LIST,
        }
    }
}

impl Pipeline {
    /// Lays it out as it was left; an order that the filter has already goes before.
    pub(super) fn restore(&mut self, ctx: &Ctx<'_>) {
        let kept = &ctx.reader.kept;
        self.wanted = match kept.get(Memory::Shape) {
            Some(BOARD) => Some(Shape::Board),
            Some(LIST) => Some(Shape::List),
            Some(_) | None => self.wanted,
        };
        self.board.hides_parked |= kept.get(Memory::Parked) == Some(HIDDEN);
        self.list.columns = Chosen::named(kept.get(Memory::Columns).unwrap_or_default());
        let left = parse(kept.get(Memory::Order).unwrap_or_default());
        let order = left.ast.sort.first().filter(|_| left.errors.is_empty());
        if let Some(order) = order
            && self.view.order().is_none()
            && let Some(filter) = self.view.in_order(Some((order.field, order.descending)))
        {
            self.view.filter.set(&filter);
        }
    }
}
