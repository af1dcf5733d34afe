//! Of every code of many columns, how many of the selected rows bear it: one pass over the rows for all columns.
//!
//! Blocks of 4,096 rows are compacted to positions once and then read column by column, so that a column's block
//! stays in the nearest cache; blocks that are wholly selected are read straight through. It knows no fields.

use rayon::prelude::*;

use super::coded::Codes;
use super::mask::Mask;

/// Rows that are compacted at a time.
const BLOCK: usize = 4096;

/// A column and how many codes it may have; rows with a code beyond are not counted.
#[derive(Debug, Clone, Copy)]
pub struct Lane<'a> {
    /// The codes.
    pub codes: Codes<'a>,
    /// How many there are, 0 included.
    pub width: usize,
    /// Where each row finds its code, if not in its own place: the code of a row beyond the column is 0.
    pub across: Option<&'a [u32]>,
}

/// For each column the number of selected rows by code. All lanes that look elsewhere look there by the same column.
#[must_use]
pub fn histograms(lanes: &[Lane<'_>], rows: &Mask) -> Vec<Vec<u32>> {
    let empty = || -> Vec<Vec<u32>> { lanes.iter().map(|lane| vec![0; lane.width]).collect() };
    if lanes.is_empty() {
        return Vec::new();
    }
    let blocks = rows.rows().div_ceil(BLOCK);
    // Few large pieces: what each piece has counted is added up in the end.
    let piece = blocks.div_ceil(rayon::current_num_threads() * 4).max(1);
    let counted = (0..blocks.div_ceil(piece)).into_par_iter().map(|number| {
        let mut counts = empty();
        let mut second = empty();
        let mut positions = Positions::default();
        for block in number * piece..((number + 1) * piece).min(blocks) {
            count_block(lanes, rows, block, &mut positions, &mut counts, &mut second);
        }
        added(counts, &second)
    });
    counted.reduce(empty, |one, other| added(one, &other))
}

/// Counts and as many more.
pub(super) fn added(mut counts: Vec<Vec<u32>>, more: &[Vec<u32>]) -> Vec<Vec<u32>> {
    for (mine, theirs) in counts.iter_mut().zip(more) {
        for (mine, theirs) in mine.iter_mut().zip(theirs) {
            *mine += theirs;
        }
    }
    counts
}

/// Where the selected rows of a block lie within it, and where they find their codes.
struct Positions {
    list: [u16; BLOCK + 4],
    len: usize,
    elsewhere: [u32; BLOCK],
}

impl Default for Positions {
    fn default() -> Self {
        Self {
            list: [0; BLOCK + 4],
            len: 0,
            elsewhere: [0; BLOCK],
        }
    }
}

impl Positions {
    /// Writes four at a time, right or wrong, and steps on by as many as there were: no branch to be guessed.
    fn take(&mut self, words: &[u64]) {
        self.len = 0;
        for (base, word) in (0_u16..).step_by(64).zip(words) {
            let mut rest = *word;
            let mut at = self.len;
            while rest != 0 {
                for _ in 0..4 {
                    if let Some(slot) = self.list.get_mut(at) {
                        *slot = base + (rest.trailing_zeros() as u16 & 63);
                    }
                    at += 1;
                    rest &= rest.wrapping_sub(1);
                }
            }
            self.len += word.count_ones() as usize;
        }
    }

    fn list(&self) -> &[u16] {
        &self.list[..self.len.min(BLOCK)]
    }

    /// Looks up where the rows find their codes.
    fn look(&mut self, across: &[u32]) {
        for (elsewhere, at) in self
            .elsewhere
            .iter_mut()
            .zip(&self.list[..self.len.min(BLOCK)])
        {
            *elsewhere = across.get(usize::from(*at)).copied().unwrap_or(u32::MAX);
        }
    }

    fn elsewhere(&self) -> &[u32] {
        &self.elsewhere[..self.len.min(BLOCK)]
    }
}

fn count_block(
    lanes: &[Lane<'_>],
    rows: &Mask,
    block: usize,
    positions: &mut Positions,
    counts: &mut [Vec<u32>],
    second: &mut [Vec<u32>],
) {
    let (start, end) = (block * BLOCK, ((block + 1) * BLOCK).min(rows.rows()));
    let Some(words) = rows.words().get(start / 64..end.div_ceil(64)) else {
        return;
    };
    let selected: usize = words.iter().map(|word| word.count_ones() as usize).sum();
    if selected == 0 {
        return;
    }
    let whole = selected == end - start;
    let across = lanes.iter().find_map(|lane| lane.across);
    if !whole || across.is_some() {
        positions.take(words);
    }
    if let Some(across) = across {
        positions.look(&across[start..end]);
    }
    for ((lane, counts), second) in lanes.iter().zip(counts).zip(second) {
        if lane.across.is_some() {
            match lane.codes {
                Codes::Byte(codes) => count_across(codes, positions.elsewhere(), counts),
                Codes::Short(codes) => count_across(codes, positions.elsewhere(), counts),
                Codes::Wide(codes) => count_across(codes, positions.elsewhere(), counts),
            }
            continue;
        }
        match lane.codes {
            Codes::Byte(codes) => {
                count(&codes[start..end], whole, positions.list(), counts, second);
            }
            Codes::Short(codes) => {
                count(&codes[start..end], whole, positions.list(), counts, second);
            }
            Codes::Wide(codes) => {
                count(&codes[start..end], whole, positions.list(), counts, second);
            }
        }
    }
}

/// A code as a place in a table.
pub trait Code: Copy {
    /// The place.
    fn place(self) -> usize;
}

impl Code for u8 {
    fn place(self) -> usize {
        usize::from(self)
    }
}

impl Code for u16 {
    fn place(self) -> usize {
        usize::from(self)
    }
}

impl Code for u32 {
    fn place(self) -> usize {
        self as usize
    }
}

/// Counts into two tables by turns: equal codes often follow each other, and would wait for one another.
fn count<T: Code>(
    codes: &[T],
    whole: bool,
    positions: &[u16],
    counts: &mut [u32],
    second: &mut [u32],
) {
    let one = |counts: &mut [u32], code: T| {
        if let Some(count) = counts.get_mut(code.place()) {
            *count += 1;
        }
    };
    if whole {
        let pairs = codes.chunks_exact(2);
        pairs.remainder().iter().for_each(|it| one(counts, *it));
        for pair in pairs {
            one(counts, pair[0]);
            one(second, pair[1]);
        }
        return;
    }
    // A block of the usual length needs no check of each position.
    if let Ok(codes) = <&[T; BLOCK]>::try_from(codes) {
        let at = |position: u16| codes[usize::from(position) % BLOCK];
        let pairs = positions.chunks_exact(2);
        pairs.remainder().iter().for_each(|it| one(counts, at(*it)));
        for pair in pairs {
            one(counts, at(pair[0]));
            one(second, at(pair[1]));
        }
    } else {
        for code in positions
            .iter()
            .filter_map(|it| codes.get(usize::from(*it)))
        {
            one(counts, *code);
        }
    }
}

fn count_across<T: Code>(codes: &[T], rows: &[u32], counts: &mut [u32]) {
    for row in rows {
        let place = codes.get(*row as usize).map_or(0, |code| code.place());
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_selected_row_is_counted_once_in_every_column(
            (rows, seed, share) in (0_usize..20_000, any::<u64>(), 0_u64..=4),
        ) {
            let number = |row: usize, salt: u64| {
                let mixed = (row as u64 ^ seed ^ salt).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                mixed ^ mixed >> 29
            };
            let bytes: Vec<u8> = (0..rows).map(|row| (number(row, 1) % 7) as u8).collect();
            let shorts: Vec<u16> = (0..rows).map(|row| (number(row, 2) % 900) as u16).collect();
            let wides: Vec<u32> = (0..rows).map(|row| (number(row, 3) % 70_000) as u32).collect();
            let all: Vec<u32> = (0..rows as u32).collect();
            let across: Vec<u32> = (0..rows as u32).map(|row| row.wrapping_mul(3) / 2).collect();
            // All of them, most, some or none; in the whole blocks of a column they are all or none of it.
            let selected = Mask::of(&all, |row| {
                let mixed = number(row as usize, 4) % 4 < share;
                if row / 4096 % 2 == 0 { share > 2 } else { mixed }
            });
            let lanes = [
                Lane { codes: Codes::Byte(&bytes), width: 7, across: None },
                Lane { codes: Codes::Short(&shorts), width: 900, across: None },
                Lane { codes: Codes::Wide(&wides), width: 69_000, across: None },
                Lane { codes: Codes::Byte(&bytes), width: 7, across: Some(&across) },
            ];
            let counted = histograms(&lanes, &selected);
            let mut expected = [vec![0_u32; 7], vec![0; 900], vec![0; 69_000], vec![0; 7]];
            for row in selected.iter() {
                expected[0][usize::from(bytes[row])] += 1;
                expected[1][usize::from(shorts[row])] += 1;
                let elsewhere = bytes.get(across[row] as usize).copied().unwrap_or(0);
                expected[3][usize::from(elsewhere)] += 1;
                if let Some(count) = expected[2].get_mut(wides[row] as usize) {
                    *count += 1;
                }
            }
            prop_assert_eq!(counted, expected.to_vec());
        }
    }
}
