//! The columns that bare words are looked for in, by where their texts begin: made when a word is first typed.
//!
//! They stay as they are while texts are replaced; rows that change places need new ones. What a text is searched for is
//! `search`'s.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::Book;
use super::columns::Span;

/// The texts of a column by where they begin in their arena, as long as it was when they were put in order.
///
/// A text that was replaced since begins elsewhere, which is seen in the column.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    starts: Vec<u32>,
    /// The row of each, where they do not lie in the rows' order.
    rows: Option<Vec<u32>>,
    upto: usize,
}

impl Shelf {
    /// Puts the texts of a column in order; the arena is so long.
    #[must_use]
    pub fn of(column: &[Span], upto: usize) -> Self {
        let starts: Vec<u32> = column.iter().map(|it| it.start).collect();
        if starts.is_sorted() && !column.iter().any(|it| it.is_empty()) {
            return Self {
                starts,
                rows: None,
                upto,
            };
        }
        let texts = (0..).zip(column).filter(|(_, span)| !span.is_empty());
        let mut texts: Vec<(u32, u32)> = texts.map(|(row, span)| (span.start, row)).collect();
        texts.par_sort_unstable();
        let (starts, rows) = texts.into_iter().unzip();
        Self {
            starts,
            rows: Some(rows),
            upto,
        }
    }

    /// How long the arena was.
    pub(super) const fn upto(&self) -> usize {
        self.upto
    }

    /// The rows in whose texts something so long begins at one of these places.
    pub(super) fn rows(&self, places: &[u32], long: usize, column: &[Span]) -> Vec<u32> {
        let each = places.par_chunks(1 << 12).flat_map_iter(|places| {
            let (mut found, mut last) = (Vec::new(), None);
            let mut upto = 0;
            for place in places {
                upto += leap(&self.starts[upto..], *place);
                let Some(start) = upto.checked_sub(1).map(|text| self.starts[text]) else {
                    continue;
                };
                if last == Some(start) {
                    continue;
                }
                // Episodes of one lead have its texts in common.
                let before = self.starts[..upto].iter().rev();
                let same = before.take_while(|it| **it == start).count();
                for text in upto - same..upto {
                    let row = match &self.rows {
                        None => u32::try_from(text).unwrap_or(u32::MAX),
                        Some(rows) => rows[text],
                    };
                    let span = column.get(row as usize).copied().unwrap_or_default();
                    if span.start == start && *place as usize + long <= span.end as usize {
                        found.push(row);
                        last = Some(start);
                    }
                }
            }
            found
        });
        each.collect()
    }
}

/// How many numbers of a sorted list are no larger than one: looked for in leaps from its beginning.
fn leap(list: &[u32], number: u32) -> usize {
    let mut step = 1;
    while list.get(step).is_some_and(|it| *it <= number) {
        step *= 2;
    }
    let from = step / 2;
    let to = list.len().min(step + 1);
    from + list[from.min(to)..to].partition_point(|it| *it <= number)
}

/// The shelves, as far as they were asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Shelves {
    accounts: OnceLock<Shelf>,
    people: OnceLock<Shelf>,
    leads: OnceLock<[Shelf; 3]>,
}

impl Book {
    /// Names of accounts.
    pub(super) fn shelf_of_accounts(&self) -> &Shelf {
        let (a, kept) = (&self.accounts, &self.shelves.accounts);
        kept.get_or_init(|| Shelf::of(&a.columns.folded, a.folded.all().len()))
    }

    /// Names of people.
    pub(super) fn shelf_of_people(&self) -> &Shelf {
        self.shelves.people.get_or_init(|| self.people.shelf())
    }

    /// Titles, foreign numbers and notes of leads.
    pub(super) fn shelves_of_leads(&self) -> &[Shelf; 3] {
        let (e, c) = (&self.episodes, &self.episodes.columns);
        let columns = [&c.folded, &c.external_folded, &c.note_folded];
        let shelf = |column: &_| Shelf::of(column, e.folded.all().len());
        self.shelves
            .leads
            .get_or_init(|| columns.map(|it| shelf(it)))
    }
}
