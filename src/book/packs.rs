//! Codes of several columns side by side, a row's next to each other: what is counted for many columns at once reads one
//! place a row, and no list of the selected rows is made first.
//!
//! Every code is a place in one table that all columns share. Rows may be of sorts, of which a column tells some apart:
//! then it has as many places for each code. It knows no fields, nor what the sorts are.

mod spread;

use std::ops::Range;

use rayon::prelude::*;

use self::spread::Spread;
pub use self::spread::{By, Sorted};

use super::coded::Codes;
use super::histogram::Lane;
use super::mask::Mask;

/// So many columns at most.
pub const MOST: usize = 8;

/// So many places all columns together have at most: one is two bytes.
const PLACES: usize = 1 << 16;

/// Rows that are taken together while they are put side by side.
const STRETCH: usize = 1 << 14;

/// Rows from which on a thread gets more than two pieces: then one that falls behind costs less.
const MANY: usize = 1 << 20;

/// What there is room for beside each other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Room {
    lanes: usize,
    places: usize,
}

impl Room {
    /// Takes some columns, if there is room for all of them; those that look elsewhere never have any.
    pub fn takes(&mut self, lanes: &[Lane<'_>]) -> bool {
        let many = self.lanes + lanes.len();
        // One place more takes the codes beyond a column's width.
        let places = self.places + lanes.iter().map(|it| it.width + 1).sum::<usize>();
        let fits = many <= MOST && places <= PLACES && lanes.iter().all(|it| it.across.is_none());
        if fits {
            (self.lanes, self.places) = (many, places);
        }
        fits
    }

    /// Takes as many places more as it takes to tell so many sorts apart in a column that is in.
    pub fn spreads(&mut self, lane: &Lane<'_>, sorts: usize) -> bool {
        let places = self.places + (lane.width + 1) * (sorts - 1);
        let fits = places <= PLACES;
        if fits {
            self.places = places;
        }
        fits
    }
}

/// Codes of some columns, by rows.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    codes: Vec<u16>,
    lanes: Vec<Range<usize>>,
}

impl Pack {
    /// Puts columns side by side that there is [`Room`] for.
    #[must_use]
    pub fn of(lanes: &[Lane<'_>], rows: usize) -> Self {
        let mut next = 0;
        let places = lanes.iter().map(|lane| {
            let place = next..next + lane.width;
            next += lane.width + 1;
            place
        });
        let places: Vec<Range<usize>> = places.collect();
        Self {
            codes: side_by_side(lanes, &places, rows),
            lanes: places,
        }
    }

    /// Puts another code into a row of a column.
    pub fn set(&mut self, row: usize, lane: usize, code: usize) {
        let Some(place) = self.lanes.get(lane) else {
            return;
        };
        if let Some(slot) = self.codes.get_mut(row * self.lanes.len() + lane) {
            *slot = placed(code, place);
        }
    }

    /// For each column the number of selected rows by code.
    #[must_use]
    pub fn counts(&self, rows: &Mask) -> Vec<Vec<u32>> {
        let table = match self.lanes.len() {
            1 => self.table::<1>(rows),
            2 => self.table::<2>(rows),
            3 => self.table::<3>(rows),
            4 => self.table::<4>(rows),
            5 => self.table::<5>(rows),
            6 => self.table::<6>(rows),
            7 => self.table::<7>(rows),
            MOST => self.table::<MOST>(rows),
            _ => Vec::new(),
        };
        let lane = |places: &Range<usize>| table.get(places.clone()).unwrap_or_default().to_vec();
        self.lanes.iter().map(lane).collect()
    }

    /// For each column the number of selected rows by code, once for each sort that it tells apart, of 64 rows at a time:
    /// what they are is said by the number of the 64, and by which of them are selected.
    #[must_use]
    pub fn counts_by(
        &self,
        rows: &Mask,
        by: &[By],
        look: impl Fn(usize, u64, &mut Sorted) + Sync,
    ) -> Vec<Vec<u32>> {
        match self.lanes.len() {
            1 => self.table_by::<1>(rows, by, look),
            2 => self.table_by::<2>(rows, by, look),
            3 => self.table_by::<3>(rows, by, look),
            4 => self.table_by::<4>(rows, by, look),
            5 => self.table_by::<5>(rows, by, look),
            6 => self.table_by::<6>(rows, by, look),
            7 => self.table_by::<7>(rows, by, look),
            MOST => self.table_by::<MOST>(rows, by, look),
            _ => Vec::new(),
        }
    }

    fn table_by<const LANES: usize>(
        &self,
        rows: &Mask,
        by: &[By],
        look: impl Fn(usize, u64, &mut Sorted) + Sync,
    ) -> Vec<Vec<u32>> {
        let spread = Spread::<LANES>::of(&self.lanes, by);
        let (codes, _) = self.codes.as_chunks::<LANES>();
        let words = &rows.words()[..rows.words().len().min(codes.len().div_ceil(64))];
        let each = if codes.len() < MANY { 2 } else { 8 };
        let piece = words.len().div_ceil(rayon::current_num_threads() * each);
        let piece = piece.max(1);
        let pieces = words.par_chunks(piece).zip(codes.par_chunks(piece * 64));
        let counted = pieces.enumerate().map(|(number, (words, codes))| {
            let mut counts = vec![0; spread.places];
            let mut sorted = Sorted::default();
            let each = words.iter().zip(codes.chunks(64)).enumerate();
            for (at, (word, codes)) in each.filter(|it| *it.1.0 != 0) {
                sorted.clear();
                look(number * piece + at, *word, &mut sorted);
                spread.count(codes, &sorted, &mut counts);
            }
            counts
        });
        let table = counted.reduce(Vec::new, |one, other| {
            if one.is_empty() {
                other
            } else {
                added(one, &other)
            }
        });
        spread.by_lane(&self.lanes, &table)
    }

    fn table<const LANES: usize>(&self, rows: &Mask) -> Vec<u32> {
        let (codes, _) = self.codes.as_chunks::<LANES>();
        let words = &rows.words()[..rows.words().len().min(codes.len().div_ceil(64))];
        let each = if codes.len() < MANY { 2 } else { 8 };
        let piece = words.len().div_ceil(rayon::current_num_threads() * each);
        let piece = piece.max(1);
        let pieces = words.par_chunks(piece).zip(codes.par_chunks(piece * 64));
        let width = self.lanes.last().map_or(0, |it| it.end + 1);
        let counted = pieces.map(|(words, codes)| {
            // Two tables by turns: equal codes often follow each other, and would wait for one another.
            let (mut counts, mut second) = (vec![0; width], vec![0; width]);
            count(words, codes, &mut counts, &mut second);
            added(counts, &second)
        });
        let mut table = counted.reduce(Vec::new, |one, other| {
            if one.is_empty() {
                other
            } else {
                added(one, &other)
            }
        });
        table.resize(width, 0);
        table
    }
}

fn added(mut counts: Vec<u32>, more: &[u32]) -> Vec<u32> {
    counts
        .iter_mut()
        .zip(more)
        .for_each(|(mine, theirs)| *mine += theirs);
    counts
}

fn count<const LANES: usize>(
    words: &[u64],
    codes: &[[u16; LANES]],
    counts: &mut [u32],
    second: &mut [u32],
) {
    for (word, codes) in words.iter().zip(codes.chunks(64)) {
        let mut rest = *word;
        if rest == 0 {
            continue;
        }
        match <&[[u16; LANES]; 64]>::try_from(codes) {
            Ok(codes) if rest == u64::MAX => {
                let (pairs, _) = codes.as_chunks::<2>();
                for [one, other] in pairs {
                    add(counts, one);
                    add(second, other);
                }
            }
            Ok(codes) => {
                while rest != 0 {
                    add(counts, &codes[rest.trailing_zeros() as usize % 64]);
                    rest &= rest - 1;
                    if rest == 0 {
                        break;
                    }
                    add(second, &codes[rest.trailing_zeros() as usize % 64]);
                    rest &= rest - 1;
                }
            }
            // The last rows, fewer than there are bits.
            Err(_) => {
                for (bit, codes) in codes.iter().enumerate() {
                    if rest >> bit & 1 == 1 {
                        add(counts, codes);
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn add<const LANES: usize>(counts: &mut [u32], codes: &[u16; LANES]) {
    for code in codes {
        if let Some(count) = counts.get_mut(usize::from(*code)) {
            *count += 1;
        }
    }
}

/// The codes of all columns, each with the place where its column begins in the table.
fn side_by_side(lanes: &[Lane<'_>], places: &[Range<usize>], rows: usize) -> Vec<u16> {
    let mut codes = vec![0; rows * lanes.len()];
    if lanes.is_empty() {
        return codes;
    }
    let stretches = codes.par_chunks_mut(STRETCH * lanes.len()).enumerate();
    stretches.for_each(|(number, out)| {
        for (at, (lane, place)) in lanes.iter().zip(places).enumerate() {
            let from = number * STRETCH;
            let slots = out.iter_mut().skip(at).step_by(lanes.len());
            match lane.codes {
                Codes::Byte(codes) => put(slots, codes.get(from..), place),
                Codes::Short(codes) => put(slots, codes.get(from..), place),
                Codes::Wide(codes) => put(slots, codes.get(from..), place),
            }
        }
    });
    codes
}

/// Writes a column's codes; one beyond its width, or that is missing, has the place behind the others.
fn put<'a, T: Copy + Into<u32>>(
    slots: impl Iterator<Item = &'a mut u16>,
    codes: Option<&[T]>,
    place: &Range<usize>,
) {
    let mut codes = codes.unwrap_or_default().iter();
    for slot in slots {
        let code = codes.next().map_or(place.end, |it| (*it).into() as usize);
        *slot = placed(code, place);
    }
}

fn placed(code: usize, place: &Range<usize>) -> u16 {
    let at = place.start.saturating_add(code).min(place.end);
    u16::try_from(at).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::histogram::histograms;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn columns_side_by_side_are_counted_as_each_by_itself(
            (rows, many, seed, share) in (0_usize..9_000, 1_usize..10, any::<u64>(), 0_u64..=4),
        ) {
            let number = |row: usize, salt: usize| {
                let mixed = (row as u64 ^ seed ^ (salt as u64) << 40).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                mixed ^ mixed >> 29
            };
            let bytes: Vec<Vec<u8>> = (0..many)
                .map(|it| (0..rows).map(|row| (number(row, it) % 200) as u8).collect())
                .collect();
            let wide: Vec<u32> = (0..rows).map(|row| (number(row, 77) % 30_000) as u32).collect();
            let mut lanes: Vec<Lane<'_>> = bytes
                .iter()
                // Codes beyond the width are counted nowhere.
                .map(|it| Lane { codes: Codes::Byte(it), width: 150, across: None })
                .collect();
            lanes.insert(many / 2, Lane { codes: Codes::Wide(&wide), width: 40_000, across: None });
            lanes.push(Lane { codes: Codes::Wide(&wide), width: 40_000, across: None });
            let selected = Mask::by_row(rows, |row| {
                if row / 640 % 2 == 0 { share > 2 } else { number(row, 99) % 4 < share }
            });
            // There is room for eight, and not for two wide ones.
            let mut room = Room::default();
            let taken = lanes.into_iter().filter(|it| room.takes(&[*it]));
            let taken: Vec<Lane<'_>> = taken.collect();
            prop_assert_eq!(taken.len(), MOST.min(many + 1));
            let pack = Pack::of(&taken, rows);
            prop_assert_eq!(pack.counts(&selected), histograms(&taken, &selected));
            // Every other column tells sorts apart, the others count only some rows.
            let by = |lane: usize| match lane % 2 {
                0 if room.spreads(&taken[lane], 4) => By::Bits(lane, 2),
                _ => By::First,
            };
            let by: Vec<By> = (0..taken.len()).map(by).collect();
            let sort = |row: usize| number(row, 55) as u8;
            let is_first = |row: usize| number(row, 56) % 3 == 0;
            let counted = pack.counts_by(&selected, &by, |at, word, sorted| {
                for bit in (0..64).filter(|it| word >> it & 1 == 1) {
                    let row = at * 64 + bit;
                    sorted.push(bit as u8, sort(row), is_first(row));
                }
            });
            for (lane, (counts, by)) in counted.iter().zip(&by).enumerate() {
                let alone = |test: &(dyn Fn(usize) -> bool + Sync)| {
                    let rows = Mask::by_row(rows, |row| selected.has(row) && test(row));
                    histograms(&taken[lane..=lane], &rows).concat()
                };
                let expected = match *by {
                    By::First => alone(&is_first),
                    By::Bits(from, bits) => (0..1 << bits)
                        .flat_map(|part| alone(&|row| usize::from(sort(row)) >> from & ((1 << bits) - 1) == part))
                        .collect(),
                };
                prop_assert_eq!(counts, &expected);
            }
        }
    }
}
