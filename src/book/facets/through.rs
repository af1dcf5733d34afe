//! Counts the accounts of leads by single columns: what repeats another lead of its account is told apart.
//!
//! Which leads these are is said to it; columns that lie side by side are counted by `packs`.

use rayon::prelude::*;

use crate::book::coded::Codes;
use crate::book::histogram::{Code, Lane, added};
use crate::book::mask::Mask;
use crate::book::packs::{By, Sorted};

/// For each column the number of selected rows by code, once for each sort of rows that it tells apart: what 64 rows
/// are is said by their number and by which of them are selected.
pub(super) fn columns_by(
    columns: &[(Lane<'_>, By)],
    rows: &Mask,
    look: impl Fn(usize, u64, &mut Sorted) + Sync,
) -> Vec<Vec<u32>> {
    if columns.is_empty() {
        return Vec::new();
    }
    let empty = || -> Vec<Vec<u32>> {
        let each = columns.iter();
        each.map(|(lane, by)| vec![0; lane.width * by.sorts()])
            .collect()
    };
    let words = rows.words();
    let piece = words.len().div_ceil(rayon::current_num_threads() * 2);
    let piece = piece.max(1);
    let counted = words.par_chunks(piece).enumerate().map(|(number, words)| {
        let mut counts = empty();
        let mut sorted = Sorted::default();
        let words = (number * piece..).zip(words);
        for (at, word) in words.filter(|it| *it.1 != 0) {
            sorted.clear();
            look(at, *word, &mut sorted);
            for ((lane, by), counts) in columns.iter().zip(&mut counts) {
                match lane.codes {
                    Codes::Byte(codes) => count(codes, at, (lane.width, *by), &sorted, counts),
                    Codes::Short(codes) => count(codes, at, (lane.width, *by), &sorted, counts),
                    Codes::Wide(codes) => count(codes, at, (lane.width, *by), &sorted, counts),
                }
            }
        }
        counts
    });
    counted.reduce(empty, |one, other| added(one, &other))
}

fn count<T: Code>(
    codes: &[T],
    at: usize,
    (width, by): (usize, By),
    sorted: &Sorted,
    counts: &mut [u32],
) {
    let end = codes.len().min(at * 64 + 64);
    let Some(codes) = codes.get(at * 64..end) else {
        return;
    };
    for (row, sort, first) in sorted.iter() {
        let Some(code) = codes.get(row).map(|it| it.place()) else {
            continue;
        };
        let (place, more) = match by {
            By::First => (code, first),
            By::Bits(from, bits) => (code + (sort >> from & ((1 << bits) - 1)) * width, 1),
        };
        if let Some(count) = counts.get_mut(place).filter(|_| code < width) {
            *count += more;
        }
    }
}
