//! Holds the values of a field as traits: which trait each code of a column is, and how many rows have it. Weighs nothing.

use crate::book::Book;
use crate::book::coded::Codes;
use crate::book::histogram::{Code, Lane, histograms};
use crate::book::mask::Mask;
use crate::query::Field;

/// Digits of an industry code that make a trait: a subsector.
const DIGITS: usize = 3;

/// A column of codes whose values are grouped to traits.
pub(super) struct Grouped<'a> {
    pub(super) field: Field,
    lane: Lane<'a>,
    /// The trait of each code; the first is none.
    pub(super) group_of: Vec<u32>,
    pub(super) terms: Vec<Option<String>>,
}

impl<'a> Grouped<'a> {
    pub(super) fn of(book: &'a Book, field: Field) -> Option<Self> {
        let lane = book.account_lane(field)?;
        let mut it = Self {
            field,
            lane,
            group_of: Vec::with_capacity(lane.width),
            terms: vec![None],
        };
        let mut seen = std::collections::HashMap::new();
        let name = book.facet_terms(field);
        for code in (0..).take(lane.width) {
            let group = match name(code).map(|term| short(field, term)) {
                None => 0,
                Some(term) => {
                    let next = u32::try_from(it.terms.len()).unwrap_or_default();
                    let folded = crate::model::fold::fold(&term);
                    let group = *seen.entry(folded).or_insert(next);
                    if group == next {
                        it.terms.push(Some(term));
                    }
                    group
                }
            };
            it.group_of.push(group);
        }
        Some(it)
    }

    /// Whether some of the rows have a value.
    pub(super) fn has_any(&self, rows: &Mask) -> bool {
        self.terms.len() > 1 && rows.iter().any(|row| self.group(row) > 0)
    }

    /// The trait of a row, 0 for none.
    pub(super) fn group(&self, row: usize) -> usize {
        let code = self.lane.codes.get(row) as usize;
        self.group_of.get(code).map_or(0, |it| *it as usize)
    }

    /// Adds to the sum of each row, from one on, what its code weighs.
    pub(super) fn add(&self, by_code: &[f32], from: usize, sums: &mut [f32]) {
        match self.lane.codes {
            Codes::Byte(codes) => add(codes, by_code, from, sums),
            Codes::Short(codes) => add(codes, by_code, from, sums),
            Codes::Wide(codes) => add(codes, by_code, from, sums),
        }
    }
}

fn add<T: Code>(codes: &[T], by_code: &[f32], from: usize, sums: &mut [f32]) {
    let codes = codes.get(from..).unwrap_or_default();
    for (sum, code) in sums.iter_mut().zip(codes) {
        *sum += by_code.get(code.place()).copied().unwrap_or_default();
    }
}

/// Of each field, how many rows have each trait.
pub(super) fn counts(fields: &[Grouped<'_>], rows: &Mask) -> Vec<Vec<u64>> {
    let lanes: Vec<Lane<'_>> = fields.iter().map(|it| it.lane).collect();
    let each = fields.iter().zip(histograms(&lanes, rows));
    each.map(|(field, by_code)| {
        let mut counts = vec![0; field.terms.len()];
        for (group, count) in field.group_of.iter().zip(by_code) {
            counts[*group as usize] += u64::from(count);
        }
        counts
    })
    .collect()
}

/// An industry stands by its subsector.
fn short(field: Field, mut term: String) -> String {
    if field == Field::Naics && term.is_char_boundary(DIGITS) {
        term.truncate(DIGITS);
    }
    term
}
