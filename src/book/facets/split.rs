//! The rows of a selection split by the values of a field, so that any figure can be counted for each value in one pass.
//!
//! The largest values have a place of their own, the rest share one: sums stay whole and tables short. It counts nothing
//! but how many rows there are.

use super::lanes::Source;
use super::names::is_ordered;
use super::{Count, Unit};
use crate::book::Book;
use crate::book::histogram::histograms;
use crate::book::mask::Mask;
use crate::query::Field;

/// What stands in a place of a split.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Share {
    /// A value, as it is typed behind the field.
    Value(String),
    /// Those without one.
    Without,
    /// So many further values together.
    Others(usize),
}

/// A field and the place of each of its values.
pub struct Split<'a> {
    source: Source<'a>,
    account: &'a [u32],
    place_of: Vec<u16>,
    shares: Vec<Share>,
}

impl Split<'_> {
    /// The field.
    #[must_use]
    pub const fn field(&self) -> Field {
        self.source.field
    }

    /// What stands in the places, in the order in which they are shown.
    #[must_use]
    pub fn shares(&self) -> &[Share] {
        &self.shares
    }

    /// The place of an episode's value.
    #[must_use]
    #[inline]
    pub fn place(&self, row: usize) -> usize {
        let at = if self.source.of_accounts {
            self.account.get(row).map_or(usize::MAX, |it| *it as usize)
        } else {
            row
        };
        let code = self.source.code(at);
        self.place_of.get(code).copied().unwrap_or_default().into()
    }
}

impl Book {
    /// Splits selected episodes by a field that has facets: so many values by themselves, the rest together.
    ///
    /// The largest come first, or values in their own order where they have one; then those without a value, then the
    /// rest. Only values that occur have a place.
    #[must_use]
    pub fn split(&self, field: Field, selected: &Mask, limit: usize) -> Option<Split<'_>> {
        let account = self.episodes.columns.account.as_slice();
        let source = self.source(field, Unit::Leads)?;
        let counted = histograms(&[source.lane(Some(account))], selected).swap_remove(0);
        let mut counts: Vec<Count> = counted
            .iter()
            .map(|all| Count {
                all: *all,
                ..Count::default()
            })
            .collect();
        source.join_twins(&mut counts);
        let terms = self.facet_terms(field);
        let (mut named, mut without) = (Vec::new(), Vec::new());
        for (code, _) in counts.iter().enumerate().filter(|(_, it)| it.all > 0) {
            match terms(u32::try_from(code).unwrap_or(u32::MAX)) {
                Some(term) if code != source.none => named.push((code, term)),
                Some(_) | None => without.push(code),
            }
        }
        let many = named.len();
        named.sort_by_key(|it| std::cmp::Reverse(counts[it.0].all));
        named.truncate(limit.min(usize::from(u16::MAX) - 2));
        if is_ordered(field) {
            named.sort_by_key(|it| it.0);
        }
        let rest = many - named.len();
        let place_without = named.len();
        let place_others = place_without + usize::from(!without.is_empty());
        // What occurs and is neither named nor without a value is among the rest.
        let mut place_of = vec![short(place_others); counts.len()];
        for code in &without {
            place_of[*code] = short(place_without);
        }
        let mut shares = Vec::with_capacity(named.len() + 2);
        for (place, (code, term)) in named.into_iter().enumerate() {
            place_of[code] = short(place);
            shares.push(Share::Value(term));
        }
        if !without.is_empty() {
            shares.push(Share::Without);
        }
        if rest > 0 {
            shares.push(Share::Others(rest));
        }
        for (twin, first) in source.twins() {
            if let Some(place) = place_of.get(*first as usize).copied()
                && let Some(slot) = place_of.get_mut(*twin as usize)
            {
                *slot = place;
            }
        }
        Some(Split {
            source,
            account,
            place_of,
            shares,
        })
    }
}

fn short(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
