//! A column of texts that may be in no row, or in none for long: it ends with the last row that has one, so that of what
//! nobody fills nothing is held, and nothing read. Knows nothing of what the texts say.

use super::column::Column;
use super::columns::Span;
use super::pieces::pieced;

/// Where the texts of rows lie; rows behind the last have none.
#[derive(Debug, Clone, Default)]
pub struct Tail {
    spans: Column<Span>,
}

pieced!(Tail { spans });

impl Tail {
    /// The text of a row.
    #[must_use]
    #[inline]
    pub fn get(&self, row: usize) -> Span {
        self.spans.get(row).copied().unwrap_or_default()
    }

    /// Sets the text of a row.
    pub fn set(&mut self, row: usize, span: Span) {
        if row >= self.spans.len() {
            if span.is_empty() {
                return;
            }
            self.spans.resize(row + 1, Span::default());
        }
        self.spans[row] = span;
    }

    /// The texts up to the last row that had one.
    #[must_use]
    pub fn as_slice(&self) -> &[Span] {
        &self.spans
    }

    /// A row more has no text yet.
    pub(super) const fn grow(&self) {}

    pub(super) fn reset(&mut self, row: usize) {
        self.set(row, Span::default());
    }

    pub(super) fn copy(&mut self, from: usize, to: usize) {
        self.set(to, self.get(from));
    }

    pub(super) fn permute(&mut self, order: &[u32]) {
        let mut moved: Vec<Span> = order.iter().map(|row| self.get(*row as usize)).collect();
        let last = moved.iter().rposition(|it| !it.is_empty());
        moved.truncate(last.map_or(0, |it| it + 1));
        self.spans = moved.into();
    }

    pub(super) fn shrink(&mut self) {
        self.spans.shrink_to_fit();
    }

    pub(super) fn bytes(&self) -> usize {
        self.spans.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_have_what_they_were_given_and_those_behind_the_last_nothing(
            rows in 1_usize..40,
            given in prop::collection::vec((0_usize..40, 0_usize..40, 0_u32..3), 0..30),
            turn in 0_usize..40,
        ) {
            let mut expected = vec![Span::default(); rows];
            let mut tail = Tail::default();
            for (row, other, end) in given {
                let (row, other) = (row % rows, other % rows);
                let span = Span { start: 0, end };
                tail.set(row, span);
                expected[row] = span;
                tail.copy(row, other);
                expected[other] = span;
            }
            let order: Vec<u32> = (0..rows).map(|row| ((row + turn) % rows) as u32).collect();
            tail.permute(&order);
            expected.rotate_left(turn % rows);
            let all: Vec<Span> = (0..rows).map(|row| tail.get(row)).collect();
            prop_assert_eq!(&all, &expected);
            let last = expected.iter().rposition(|it| !it.is_empty());
            prop_assert_eq!(tail.as_slice().len(), last.map_or(0, |it| it + 1));
        }
    }
}
