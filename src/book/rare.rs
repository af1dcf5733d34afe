//! Texts that few rows have: the rows in their order, each with its text. Knows nothing of what the texts say.

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::column::Column;
use super::columns::Span;
use super::pieces::pieced;

/// A row with its text.
#[derive(Debug, Clone, Copy, Default, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
struct Held {
    row: u32,
    span: Span,
}

/// The rows that have a text.
#[derive(Debug, Clone, Default)]
pub struct Rare {
    held: Column<Held>,
}

pieced!(Rare { held });

impl Rare {
    /// The rows in their order, each with its text.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Span)> + '_ {
        self.held.iter().map(|it| (it.row, it.span))
    }

    /// Sets the text of a row.
    pub fn insert(&mut self, row: u32, span: Span) {
        match self.held.binary_search_by_key(&row, |it| it.row) {
            Ok(at) => self.held[at].span = span,
            Err(at) => self.held.insert(at, Held { row, span }),
        }
    }

    /// Takes the text of a row out.
    pub fn remove(&mut self, row: u32) {
        if let Ok(at) = self.held.binary_search_by_key(&row, |it| it.row) {
            self.held.remove(at);
        }
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.held.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stay_in_their_order_however_they_come_and_go() {
        let span = |end| Span { start: 0, end };
        let mut rare = Rare::default();
        for row in [5, 1, 9, 5, 3] {
            rare.insert(row, span(row + 1));
        }
        rare.insert(3, span(90));
        rare.remove(9);
        rare.remove(7);
        let all: Vec<(u32, Span)> = rare.iter().collect();
        assert_eq!(all, [(1, span(2)), (3, span(90)), (5, span(6))]);
    }
}
