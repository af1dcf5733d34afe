//! What a filter means on a given day: the tree that the book evaluates over its columns.
//!
//! Few shapes, chosen for columns: sets of codes as bits, closed intervals of integers, half-open
//! intervals of days, folded texts to be looked up in a dictionary once. `is:open`, `has:` and `no:`
//! have become conditions on the fields they speak of.

use chrono::NaiveDate;

use super::ast::{Expr, Sort};
use super::code::{Code, CodeList};
use super::error::Span;
use super::field::Field;
use super::moves::Move;
use super::number::PARTS;
use super::segments::Kept;
use super::text::TextMatch;
use crate::model::{Layer, Status};

/// A resolved filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// What is wanted.
    pub expr: Expr<Condition>,
    /// In what order, most important first; empty where the caller decides.
    pub sort: Vec<Sort>,
    /// The canonical text that it came from, relative dates kept: a name for people and for caches
    /// of the same day and user.
    pub text: String,
    /// The day at whose end it was so; nothing for now.
    pub asof: Option<NaiveDate>,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            expr: Expr::All,
            sort: Vec::new(),
            text: String::new(),
            asof: None,
        }
    }
}

impl Filter {
    /// Whether it asks what any episode went through, rather than only the latest one of each lead.
    #[must_use]
    pub fn asks_every_episode(&self) -> bool {
        let mut asks = false;
        self.expr
            .visit(&mut |condition| asks |= condition.asks_every_episode());
        asks
    }
}

/// One condition on one field: a row fits if any of the three parts says so.
#[derive(Debug, Clone, Eq)]
pub struct Condition {
    /// The field; never `has` or `no`, and `is` only for marks of the history.
    pub field: Field,
    /// Rows whose field is empty fit.
    pub none: bool,
    /// Rows whose field is not empty fit.
    pub any: bool,
    /// Rows whose field has one of these fit.
    pub wanted: Wanted,
    /// Rows whose number lies so among the others fit.
    pub ranks: Vec<Ranks>,
    /// When it was so, one of these; empty where it does not matter.
    pub during: Vec<Days>,
    /// Where the condition stands in the text.
    pub span: Span,
}

impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        (self.field, self.none, self.any) == (other.field, other.none, other.any)
            && (&self.wanted, &self.during) == (&other.wanted, &other.during)
            && self.ranks == other.ranks
    }
}

impl Condition {
    /// A condition that nothing fits yet.
    pub(super) const fn bare(field: Field, wanted: Wanted, span: Span) -> Self {
        Self {
            field,
            none: false,
            any: false,
            wanted,
            ranks: Vec::new(),
            during: Vec::new(),
            span,
        }
    }

    /// A list that was kept.
    pub(super) const fn kept(kept: Kept, span: Span) -> Self {
        Self::bare(Field::Seg, Wanted::Kept(kept), span)
    }

    /// Whether it asks what any episode went through.
    #[must_use]
    pub const fn asks_every_episode(&self) -> bool {
        matches!(self.wanted, Wanted::Moves(_)) || self.field.asks_every_episode()
    }
}

/// The values of a condition, by the kind of its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Text and user fields.
    Texts(Vec<TextMatch>),
    /// Code fields.
    Codes(CodeSet),
    /// Integers, numbers of leads, six-digit industry codes, and lengths in whole days.
    Numbers(Vec<Interval>),
    /// Money, in ten-thousandths of a major unit; see [`Interval::in_minor`].
    Amounts(Vec<Interval>),
    /// Days in the workspace's time zone.
    Days(Vec<Days>),
    /// Moves from layer to layer.
    Moves(Vec<Move>),
    /// A list that was kept.
    Kept(Kept),
}

/// A stretch of numbers of which an end is told by how many percent of them lie below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranks {
    /// From here.
    pub low: Option<Rank>,
    /// Up to here.
    pub high: Option<Rank>,
    /// And within this.
    pub within: Interval,
}

/// The lowest of some numbers up to which at least so many percent of them lie; of none there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// So many percent.
    pub percent: u8,
    /// Whether the number itself is left out.
    pub open: bool,
}

impl Rank {
    /// The number among some, which are put into another order.
    #[must_use]
    pub fn of(self, numbers: &mut [i64]) -> Option<i64> {
        let place = (numbers.len() * usize::from(self.percent.min(100))).div_ceil(100);
        let place = place.max(1) - 1;
        (place < numbers.len()).then(|| *numbers.select_nth_unstable(place).1)
    }
}

/// Some codes of one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CodeSet {
    list: CodeList,
    bits: u64,
}

impl CodeSet {
    /// None of the list.
    #[must_use]
    pub const fn empty(list: CodeList) -> Self {
        Self { list, bits: 0 }
    }

    /// Adds a code; one of another list is left out.
    #[must_use]
    pub fn with(mut self, code: Code) -> Self {
        if code.list() == self.list {
            self.bits |= 1 << code.index();
        }
        self
    }

    /// The list that they are of.
    #[must_use]
    pub const fn list(self) -> CodeList {
        self.list
    }

    /// One bit a code, by its index in the list.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.bits
    }

    /// Whether it is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// The codes, in the order of the list.
    pub fn codes(self) -> impl Iterator<Item = Code> {
        let bits = self.bits;
        self.list
            .codes()
            .filter(move |code| bits & (1 << code.index()) != 0)
    }

    /// Whether a code is among them, by its stable name.
    #[must_use]
    pub fn has(self, code: &str) -> bool {
        self.codes().any(|one| one.code() == code)
    }

    /// Whether a layer is among them.
    #[must_use]
    pub const fn has_layer(self, layer: Layer) -> bool {
        matches!(self.list, CodeList::Layer) && self.bits & (1 << layer.index()) != 0
    }

    /// Whether a status is among them.
    #[must_use]
    pub const fn has_status(self, status: Status) -> bool {
        matches!(self.list, CodeList::Status) && self.bits & (1 << status as u32) != 0
    }
}

/// The integers from the low to the high end, both included; an open end is the type's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The lowest.
    pub low: i64,
    /// The highest.
    pub high: i64,
}

impl Interval {
    /// From one to the other, both included.
    #[must_use]
    pub const fn new(low: i64, high: i64) -> Self {
        Self { low, high }
    }

    /// Whether a number lies in it.
    #[must_use]
    pub const fn contains(self, number: i64) -> bool {
        self.low <= number && number <= self.high
    }

    /// An interval of ten-thousandths in a currency's minor units; empty (`low > high`) where none
    /// of them lies in it. Open ends stay open.
    #[must_use]
    pub fn in_minor(self, exponent: u32) -> Self {
        let each = PARTS / 10_i64.pow(exponent.min(4));
        let low = if self.low == i64::MIN {
            i64::MIN
        } else {
            -(-self.low).div_euclid(each)
        };
        let high = if self.high == i64::MAX {
            i64::MAX
        } else {
            self.high.div_euclid(each)
        };
        Self { low, high }
    }
}

/// Whole days, from the first to before the last; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Days {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The day after the last.
    pub to: Option<NaiveDate>,
}

impl Days {
    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_become_minor_units_without_letting_a_neighbour_in() {
        // From 0.015 to 1.999 in whole cents: 2 to 199.
        let interval = Interval::new(150, 19_990);
        assert_eq!(interval.in_minor(2), Interval::new(2, 199));
        assert_eq!(interval.in_minor(0), Interval::new(1, 1));
        assert_eq!(interval.in_minor(4), interval);
        assert_eq!(Interval::new(-150, -1).in_minor(2), Interval::new(-1, -1));
        assert_eq!(Interval::new(1, 99).in_minor(2), Interval::new(1, 0));
        let open = Interval::new(i64::MIN, i64::MAX);
        assert_eq!(open.in_minor(2), open);
    }
}
