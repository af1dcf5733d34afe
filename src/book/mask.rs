//! Sets of rows, a bit each.

use rayon::prelude::*;

/// How many words make a block that one thread works on: 4,096 rows.
const BLOCK: usize = 64;

/// A set of rows of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mask {
    words: Vec<u64>,
    rows: usize,
}

impl Mask {
    /// No row of so many.
    #[must_use]
    pub fn none(rows: usize) -> Self {
        Self {
            words: vec![0; rows.div_ceil(64)],
            rows,
        }
    }

    /// Every row.
    #[must_use]
    pub fn all(rows: usize) -> Self {
        let mut it = Self {
            words: vec![u64::MAX; rows.div_ceil(64)],
            rows,
        };
        it.cut();
        it
    }

    /// The rows for which a test holds; blocks are tested in parallel.
    ///
    /// A test that holds what it compares with by itself, and not by reference, is made of many cells at once.
    #[must_use]
    pub fn of<T: Copy + Sync>(column: &[T], test: impl Fn(T) -> bool + Sync + Copy) -> Self {
        let mut words = vec![0_u64; column.len().div_ceil(64)];
        words
            .par_chunks_mut(BLOCK)
            .zip(column.par_chunks(BLOCK * 64))
            .for_each(|(out, cells)| fill(out, cells, test));
        Self {
            words,
            rows: column.len(),
        }
    }

    /// The rows whose byte a table says yes to. Few stretches of bytes are compared, not looked up.
    #[must_use]
    pub fn of_bytes(column: &[u8], table: &[bool; 256]) -> Self {
        let stretches = (0_u8..=255)
            .zip(table)
            .filter(|it| *it.1)
            .map(|it| it.0)
            .collect::<Vec<u8>>();
        let stretches = stretches.chunk_by(|one, next| one.abs_diff(*next) == 1);
        let mut stretches: Vec<(u8, u8)> = stretches
            .filter_map(|it| Some((*it.first()?, it.last()? - it.first()?)))
            .collect();
        // Those before the first and behind the last byte are one, as the numbers go round.
        if let [(0, more), .., (first, beyond)] = stretches[..]
            && first.checked_add(beyond) == Some(255)
        {
            stretches.remove(0);
            stretches.pop();
            stretches.push((first, beyond + more + 1));
        }
        let is_in = |byte: u8, (first, beyond): (u8, u8)| byte.wrapping_sub(first) <= beyond;
        match stretches[..] {
            [] => Self::none(column.len()),
            [one] => Self::of(column, move |byte| is_in(byte, one)),
            [one, two] => Self::of(column, move |byte| is_in(byte, one) | is_in(byte, two)),
            [one, two, three] => Self::of(column, move |byte| {
                is_in(byte, one) | is_in(byte, two) | is_in(byte, three)
            }),
            _ => Self::of(column, |byte| table[usize::from(byte)]),
        }
    }

    /// Of the rows in the set those for which a test holds; only they are tested, in parallel.
    #[must_use]
    pub fn keep(mut self, test: impl Fn(usize) -> bool + Sync) -> Self {
        let blocks = self.words.par_chunks_mut(BLOCK).enumerate();
        blocks.for_each(|(block, words)| {
            for (at, word) in (block * BLOCK..).zip(words) {
                let mut rest = *word;
                while rest != 0 {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    *word &= !(u64::from(!test(at * 64 + bit)) << bit);
                }
            }
        });
        self
    }

    /// The rows, by number, for which a test holds; blocks are tested in parallel.
    #[must_use]
    pub fn by_row(rows: usize, test: impl Fn(usize) -> bool + Sync) -> Self {
        let mut words = vec![0_u64; rows.div_ceil(64)];
        let blocks = words.par_chunks_mut(BLOCK).enumerate();
        blocks.for_each(|(block, out)| {
            for (at, out) in (block * BLOCK..).zip(out) {
                let (first, end) = (at * 64, rows.min(at * 64 + 64));
                *out = (first..end).fold(0, |bits, row| bits | u64::from(test(row)) << (row % 64));
            }
        });
        Self { words, rows }
    }

    /// How many rows the table has.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// How many rows are in the set.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.words.iter().map(|it| u64::from(it.count_ones())).sum()
    }

    /// Whether a row is in the set; one beyond the table is not.
    #[must_use]
    #[inline]
    pub fn has(&self, row: usize) -> bool {
        // No branch: whether a row is there is asked of all rows in turn, and could not be guessed.
        self.words.get(row / 64).copied().unwrap_or_default() >> (row % 64) & 1 == 1
    }

    /// Which of 32 rows from one on are in the set, a bit each.
    #[must_use]
    #[inline(always)]
    pub fn window(&self, row: usize) -> u32 {
        let word = |at: usize| self.words.get(at).copied().unwrap_or_default();
        let (at, from) = (row / 64, row % 64);
        let next = word(at + 1) << 1 << (63 - from);
        (word(at) >> from | next) as u32
    }

    /// Which of 64 rows, of the `BEFORE` that come before them and of as many as there is room for behind them are in the
    /// set, a bit each.
    #[must_use]
    #[inline(always)]
    pub fn around<const BEFORE: usize>(&self, word: usize) -> u128 {
        let near = |at: Option<usize>| at.and_then(|it| self.words.get(it).copied());
        let bits = |at: Option<usize>| u128::from(near(at).unwrap_or_default());
        let (before, behind) = (word.checked_sub(1), word.checked_add(1));
        bits(before) >> (64 - BEFORE) | bits(Some(word)) << BEFORE | bits(behind) << (64 + BEFORE)
    }

    /// Of stretches of rows, each given by its last row, how many have a row in the set; what lies behind the last
    /// stretch is in none.
    #[must_use]
    pub fn stretches(&self, ends: &Self) -> u64 {
        let (mut many, mut carried) = (0, false);
        for (word, ends) in self.words.iter().zip(&ends.words) {
            // Any bit before the last one of its stretch, added to ones, carries over to the last one.
            let (sum, over) = (word & !ends).overflowing_add(!ends);
            let (sum, more) = sum.overflowing_add(u64::from(carried));
            carried = over || more;
            many += u64::from(((sum | word) & ends).count_ones());
        }
        many
    }

    /// Puts a row in.
    pub fn insert(&mut self, row: usize) {
        if row < self.rows
            && let Some(word) = self.words.get_mut(row / 64)
        {
            *word |= 1 << (row % 64);
        }
    }

    /// Puts in the rows of some words, from the one at a place on.
    pub(super) fn put(&mut self, first: usize, words: &[u64]) {
        let there = self.words.iter_mut().skip(first);
        there.zip(words).for_each(|(mine, more)| *mine |= more);
        self.cut();
    }

    /// Takes a row out.
    pub fn take_out(&mut self, row: usize) {
        if let Some(word) = self.words.get_mut(row / 64) {
            *word &= !(1 << (row % 64));
        }
    }

    /// Keeps what is in both; of a table that has grown since, what the other does not know is in none.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= b;
        }
        let known = other.words.len().min(self.words.len());
        self.words[known..].fill(0);
        self
    }

    /// Takes out what is in the other.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let theirs = other.words.iter().chain(std::iter::repeat(&0));
        let words = self.words.iter().zip(theirs);
        Self {
            words: words.map(|(mine, theirs)| mine & !theirs).collect(),
            rows: self.rows,
        }
    }

    /// How many rows are in both.
    #[must_use]
    pub fn in_both(&self, other: &Self) -> u64 {
        let both = self.words.iter().zip(&other.words);
        both.map(|(a, b)| u64::from((a & b).count_ones())).sum()
    }

    /// Adds what is in the other.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a |= b;
        }
        self
    }

    /// Everything that is not in it.
    #[must_use]
    #[expect(
        clippy::should_implement_trait,
        reason = "it reads like `and` and `or`"
    )]
    pub fn not(mut self) -> Self {
        for word in &mut self.words {
            *word = !*word;
        }
        self.cut();
        self
    }

    /// The rows in the set, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.between(0, self.rows)
    }

    /// Whether no row is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The rows in the set from one on and before another, lowest first.
    pub fn between(&self, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
        let to = to.min(self.rows);
        let first = from / 64;
        let words = self.words.get(first..to.div_ceil(64)).unwrap_or_default();
        words.iter().enumerate().flat_map(move |(i, word)| {
            let base = (first + i) * 64;
            let mut rest = *word;
            if base < from {
                rest &= u64::MAX << (from - base);
            }
            if base + 64 > to {
                rest &= (1 << (to - base)) - 1;
            }
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    base + bit
                })
            })
        })
    }

    /// The last row in the set before one.
    #[must_use]
    pub fn before(&self, row: usize) -> Option<usize> {
        let row = row.min(self.rows);
        let partial = self
            .words
            .get(row / 64)
            .map_or(0, |word| word & ((1 << (row % 64)) - 1));
        if partial != 0 {
            return Some(row / 64 * 64 + partial.ilog2() as usize);
        }
        let words = self.words.get(..row / 64).unwrap_or_default();
        let at = words.iter().rposition(|word| *word != 0)?;
        Some(at * 64 + words[at].ilog2() as usize)
    }

    /// The words, 64 rows each.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    fn cut(&mut self) {
        let rest = self.rows % 64;
        if rest != 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << rest) - 1;
        }
    }
}

/// Puts down for each cell whether a test holds; the test is a copy, so that what it compares with stays at hand.
fn fill<T: Copy>(out: &mut [u64], cells: &[T], test: impl Fn(T) -> bool) {
    let (whole, rest) = cells.as_chunks::<64>();
    let (of_whole, of_rest) = out.split_at_mut(whole.len().min(out.len()));
    for (out, cells) in of_whole.iter_mut().zip(whole) {
        // Bytes first, then bits: the compiler compares many cells at once that way.
        let mut hits = [0_u8; 64];
        for (hit, cell) in hits.iter_mut().zip(cells) {
            *hit = u8::from(test(*cell));
        }
        *out = packed(&hits);
    }
    if let Some(out) = of_rest.first_mut() {
        let hits: Vec<u8> = rest.iter().map(|cell| u8::from(test(*cell))).collect();
        *out = packed(&hits);
    }
}

/// One bit for each of up to 64 bytes that are 0 or 1.
pub(super) fn packed(hits: &[u8]) -> u64 {
    /// Brings the lowest bit of each of eight bytes together in the highest of them.
    const TOGETHER: u64 = 0x0102_0408_1020_4080;
    let eight = |hits: [u8; 8]| u64::from_le_bytes(hits).wrapping_mul(TOGETHER) >> 56;
    let (eights, rest) = hits.as_chunks::<8>();
    let whole = (0..).zip(eights);
    let word = whole.fold(0, |word, (place, hits)| word | eight(*hits) << (8 * place));
    let rest = (0..).zip(rest);
    let first = 8 * eights.len();
    rest.fold(word, |word, (place, hit)| {
        word | u64::from(*hit) << (first + place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_mask_holds_what_the_test_says(column in proptest::collection::vec(0_u8..4, 0..9000)) {
            let mask = Mask::of(&column, |it| it == 2);
            prop_assert_eq!(&mask, &Mask::by_row(column.len(), |row| column[row] == 2));
            for wanted in [vec![], vec![2], vec![1, 2], vec![0, 3], vec![0, 1, 2, 3], vec![0, 2]] {
                let table = std::array::from_fn(|byte| wanted.contains(&(byte as u8)));
                let bytes = Mask::of_bytes(&column, &table);
                prop_assert_eq!(&bytes, &Mask::of(&column, |it| wanted.contains(&it)));
                // Bytes far from these may be wanted too: some, the last one, all of them.
                for more in [vec![9, 200], vec![9, 99, 200], vec![7, 9, 99, 200], vec![255], (4..=255).collect()] {
                    let wanted = |it: u8| wanted.contains(&it) || more.contains(&it);
                    let table = std::array::from_fn(|byte| wanted(byte as u8));
                    let far: Vec<u8> = column.iter().zip(0_u8..=255).map(|it| it.0 ^ it.1).collect();
                    prop_assert_eq!(Mask::of_bytes(&far, &table), Mask::by_row(far.len(), |row| wanted(far[row])));
                    prop_assert_eq!(&Mask::of_bytes(&column, &table), &bytes);
                }
                let kept = bytes.keep(|row| column[row] == 2);
                prop_assert_eq!(kept == mask, wanted.contains(&2) || mask.is_empty());
            }
            let expected: Vec<usize> = (0..column.len()).filter(|i| column[*i] == 2).collect();
            prop_assert_eq!(mask.iter().collect::<Vec<_>>(), expected.clone());
            prop_assert_eq!(mask.count(), expected.len() as u64);
            let rest = mask.clone().not();
            prop_assert_eq!(rest.count() + mask.count(), column.len() as u64);
            let odd = Mask::by_row(column.len(), |row| row % 2 == 1);
            prop_assert_eq!(mask.in_both(&odd), mask.clone().and(&odd).count());
            prop_assert_eq!(mask.without(&odd), mask.clone().and(&odd.not()));
            prop_assert_eq!(mask.clone().or(&rest), Mask::all(column.len()));
            for (from, to) in [(0, 70), (63, 64), (64, 64), (65, 5000), (1, column.len()), (9000, 9999)] {
                let between = expected.iter().copied().filter(|row| from <= *row && *row < to);
                prop_assert_eq!(mask.between(from, to).collect::<Vec<_>>(), between.collect::<Vec<_>>());
                let before = expected.iter().copied().rfind(|row| *row < to);
                prop_assert_eq!(mask.before(to), before);
            }
            for row in [0, 1, 33, 63, 64, 200, column.len()] {
                let bit = |at: u32| u32::from(mask.has(row + at as usize)) << at;
                prop_assert_eq!(mask.window(row), (0..32).fold(0, |bits, at| bits | bit(at)));
            }
            let mixed = |row: usize| (row ^ row >> 3).wrapping_mul(0x9E37_79B9) >> 7;
            for often in [1, 2, 5, 300] {
                let ends = Mask::by_row(column.len(), |row| mixed(row) % often == 0);
                let (mut from, mut many) = (0, 0);
                for end in ends.iter() {
                    many += u64::from(mask.between(from, end + 1).next().is_some());
                    from = end + 1;
                }
                prop_assert_eq!(mask.stretches(&ends), many);
            }
            prop_assert_eq!(mask.is_empty(), expected.is_empty());
            prop_assert_eq!(mask.and(&rest), Mask::none(column.len()));
        }
    }
}
