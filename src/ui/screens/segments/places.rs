//! Holds which places lie in which: cities in regions, and these in countries.

use crate::query::Field;

/// Places, the widest first.
const PLACES: [Field; 3] = [Field::Country, Field::Region, Field::City];

/// A field of places with those that lie in them, if it has such: what a facet of it goes into, level by level.
#[must_use]
pub fn levels(field: Field) -> &'static [Field] {
    match PLACES.iter().position(|it| *it == field) {
        Some(at) if at + 1 < PLACES.len() => &PLACES[at..],
        Some(_) | None => &[],
    }
}

/// The places that lie in those of a field.
#[must_use]
pub fn below(field: Field) -> &'static [Field] {
    levels(field).get(1..).unwrap_or_default()
}
