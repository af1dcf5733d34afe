//! Rows that are of sorts, of which some columns tell some apart: where each column counts them.
//!
//! It knows neither what the sorts are nor what the columns hold.

use std::ops::Range;

/// How many sorts of rows there are at most.
const SORTS: usize = 1 << 8;

/// What is counted of rows that are of sorts, by one of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Only rows that come first.
    First,
    /// Every row by some bits of its sort, from one on so many.
    Bits(usize, usize),
}

impl By {
    /// How many sorts it tells apart.
    #[must_use]
    pub const fn sorts(self) -> usize {
        match self {
            Self::First => 1,
            Self::Bits(_, bits) => 1 << bits,
        }
    }
}

/// Some of 64 rows that follow each other, as they are to be counted.
pub struct Sorted {
    /// Of each its place among the 64, its sort, and 1 where it comes first: a byte for each.
    rows: [u32; 64],
    many: usize,
}

impl Default for Sorted {
    fn default() -> Self {
        Self {
            rows: [0; 64],
            many: 0,
        }
    }
}

impl Sorted {
    /// Forgets all rows.
    pub const fn clear(&mut self) {
        self.many = 0;
    }

    /// Adds a row by its place among the 64, its sort, and whether it comes first.
    #[inline(always)]
    pub fn push(&mut self, row: u8, sort: u8, first: bool) {
        let row = u32::from(row) | u32::from(sort) << 8 | u32::from(first) << 16;
        self.rows[self.many % 64] = row;
        self.many += 1;
    }

    /// The rows: the place of each, its sort, and 1 where it comes first.
    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize, u32)> + '_ {
        let rows = self.rows.iter().take(self.many);
        rows.map(|it| ((it & 63) as usize, (it >> 8 & 255) as usize, it >> 16))
    }
}

/// Where each column counts the rows of each sort: what it tells apart has places of its own behind those of all columns.
pub(super) struct Spread<const LANES: usize> {
    /// How much farther each column counts a row of a sort.
    farther: Vec<[u16; LANES]>,
    /// 1 for columns that count every row.
    every: [u32; LANES],
    /// How many sorts each column tells apart, and where the places of the second one begin.
    sorts: Vec<(usize, usize)>,
    /// How many there are in all.
    pub(super) places: usize,
}

impl<const LANES: usize> Spread<LANES> {
    /// Gives what columns tell apart its places.
    pub(super) fn of(lanes: &[Range<usize>], by: &[By]) -> Self {
        let mut places = lanes.last().map_or(0, |it| it.end + 1);
        let way = |lane: usize| by.get(lane).copied().unwrap_or(By::First);
        let sorts = lanes.iter().enumerate().map(|(lane, its)| {
            let many = way(lane).sorts();
            let next = places;
            places += (its.len() + 1) * (many - 1);
            (many, next)
        });
        let sorts: Vec<(usize, usize)> = sorts.collect();
        let farther = |sort: usize| {
            std::array::from_fn(|lane| {
                let (Some((_, next)), Some(its), By::Bits(from, bits)) =
                    (sorts.get(lane), lanes.get(lane), way(lane))
                else {
                    return 0;
                };
                let part = sort >> from & ((1 << bits) - 1);
                let place = |part: usize| next + part * (its.len() + 1) - its.start;
                // Places are few enough for two bytes, see `Room`.
                part.checked_sub(1).map_or(0, |part| place(part) as u16)
            })
        };
        Self {
            farther: (0..SORTS).map(farther).collect(),
            every: std::array::from_fn(|lane| u32::from(way(lane) != By::First)),
            sorts,
            places,
        }
    }

    /// Counts some of 64 rows.
    #[inline(always)]
    pub(super) fn count(&self, codes: &[[u16; LANES]], sorted: &Sorted, counts: &mut [u32]) {
        for (row, sort, first) in sorted.iter() {
            let (Some(codes), Some(farther)) = (codes.get(row), self.farther.get(sort)) else {
                return;
            };
            for lane in 0..LANES {
                let place = codes[lane].wrapping_add(farther[lane]);
                if let Some(count) = counts.get_mut(usize::from(place)) {
                    *count += self.every[lane] | first;
                }
            }
        }
    }

    /// The counts of each column: those of one sort behind those of another.
    pub(super) fn by_lane(&self, lanes: &[Range<usize>], table: &[u32]) -> Vec<Vec<u32>> {
        let of = |from: usize, many: usize| {
            let there = table.get(from..from + many);
            there.map_or_else(|| vec![0; many], <[u32]>::to_vec)
        };
        let each = lanes.iter().zip(&self.sorts);
        each.map(|(lane, (sorts, next))| {
            let mut counts = of(lane.start, lane.len());
            for sort in 0..sorts - 1 {
                counts.extend(of(next + sort * (lane.len() + 1), lane.len()));
            }
            counts
        })
        .collect()
    }
}
