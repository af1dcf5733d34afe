//! Counts selected episodes once, as a whole or by the places of a split. What is counted is each figure's own.

use crate::book::facets::Split;
use crate::book::mask::Mask;
use crate::book::rows::over;

/// What some rows come to, before it is a figure.
pub(super) trait Part: Default + Clone + Send {
    /// Adds what other rows come to.
    fn merge(&mut self, other: &Self);
}

/// Counts every selected row into its place; there is one place where nothing is split.
pub(super) fn counted<T: Part>(
    selected: &Mask,
    split: Option<&Split<'_>>,
    count: impl Fn(&mut T, usize) + Sync,
) -> Vec<T> {
    let places = split.map_or(1, |it| it.shares().len());
    let empty = || vec![T::default(); places];
    let into = |parts: &mut Vec<T>, row: usize| {
        let place = split.map_or(0, |it| it.place(row));
        if let Some(part) = parts.get_mut(place) {
            count(part, row);
        }
    };
    over(selected, empty, into, |mut mine, theirs| {
        mine.iter_mut().zip(&theirs).for_each(|(a, b)| a.merge(b));
        mine
    })
}

/// The same with all of it together, which is what the places come to and what has none.
pub(super) fn counted_with_whole<T: Part>(
    selected: &Mask,
    split: &Split<'_>,
    count: impl Fn(&mut T, usize) + Sync,
) -> (T, Vec<T>) {
    let places = split.shares().len();
    let empty = || vec![T::default(); places + 1];
    let into = |parts: &mut Vec<T>, row: usize| {
        let place = split.place(row).min(places);
        if let Some(part) = parts.get_mut(place) {
            count(part, row);
        }
    };
    let mut parts = over(selected, empty, into, |mut mine, theirs| {
        mine.iter_mut().zip(&theirs).for_each(|(a, b)| a.merge(b));
        mine
    });
    let mut whole = parts.pop().unwrap_or_default();
    parts.iter().for_each(|it| whole.merge(it));
    (whole, parts)
}
