//! A column of codes: a small number a row, as wide as the largest needs; and one of words, with a list of its own.
//!
//! Most lists of a market are short (countries, industries, classes), so a row takes one byte or two, and what is
//! counted per key press is read at that width. It knows nothing of accounts or leads.

use rayon::prelude::*;

use super::column::Column;
use super::columns::Dictionary;
use super::mask::Mask;
use super::pieces::pieced;

/// The codes, a row each; all of them are as wide as the largest needs.
#[derive(Debug, Clone)]
pub enum Cells {
    /// Up to 256 codes.
    Byte(Column<u8>),
    /// Up to 65,536 codes.
    Short(Column<u16>),
    /// Any more.
    Wide(Column<u32>),
}

impl Default for Cells {
    fn default() -> Self {
        Self::Byte(Column::default())
    }
}

/// The codes of a column of whichever width, to be read.
#[derive(Debug, Clone, Copy)]
pub enum Codes<'a> {
    /// A byte each.
    Byte(&'a [u8]),
    /// Two.
    Short(&'a [u16]),
    /// Four.
    Wide(&'a [u32]),
}

impl<'a> From<&'a Cells> for Codes<'a> {
    fn from(cells: &'a Cells) -> Self {
        match cells {
            Cells::Byte(codes) => Self::Byte(codes),
            Cells::Short(codes) => Self::Short(codes),
            Cells::Wide(codes) => Self::Wide(codes),
        }
    }
}

impl<'a> From<&'a Vec<u32>> for Codes<'a> {
    fn from(codes: &'a Vec<u32>) -> Self {
        Self::Wide(codes)
    }
}

impl Codes<'_> {
    /// How many rows there are.
    #[must_use]
    pub const fn len(self) -> usize {
        match self {
            Self::Byte(codes) => codes.len(),
            Self::Short(codes) => codes.len(),
            Self::Wide(codes) => codes.len(),
        }
    }

    /// Whether there is no row.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The code of a row; 0 where there is no such row.
    #[must_use]
    #[inline]
    pub fn get(self, row: usize) -> u32 {
        match self {
            Self::Byte(codes) => codes.get(row).map_or(0, |code| u32::from(*code)),
            Self::Short(codes) => codes.get(row).map_or(0, |code| u32::from(*code)),
            Self::Wide(codes) => codes.get(row).copied().unwrap_or_default(),
        }
    }

    /// The rows whose code is wanted.
    #[must_use]
    pub fn wanted(self, is_wanted: impl Fn(u32) -> bool + Copy + Sync) -> Mask {
        match self {
            Self::Byte(codes) => {
                let mut all = [false; 256];
                let each = all.iter_mut().zip(0..);
                each.for_each(|(yes, code)| *yes = is_wanted(code));
                Mask::of_bytes(codes, &all)
            }
            Self::Short(codes) => Mask::of(codes, |code| is_wanted(code.into())),
            Self::Wide(codes) => Mask::of(codes, is_wanted),
        }
    }

    /// The rows whose code a table says yes to; a code beyond the table is a no.
    #[must_use]
    pub fn rows(self, table: &[bool]) -> Mask {
        let mut wanted = table.iter().enumerate().filter(|(_, yes)| **yes);
        match (wanted.next(), wanted.next()) {
            (None, _) => Mask::none(self.len()),
            // One code alone is compared, not looked up.
            (Some((one, _)), None) => match self {
                Self::Byte(codes) => equal(codes, u8::try_from(one)),
                Self::Short(codes) => equal(codes, u16::try_from(one)),
                Self::Wide(codes) => equal(codes, u32::try_from(one)),
            },
            (Some(_), Some(_)) => {
                self.wanted(|code| table.get(code as usize).copied().unwrap_or_default())
            }
        }
    }

    /// The codes that occur, as a table of so many.
    #[must_use]
    pub fn occur(self, width: usize) -> Vec<bool> {
        let mut occurs = vec![false; width];
        for row in 0..self.len() {
            if let Some(it) = occurs.get_mut(self.get(row) as usize) {
                *it = true;
            }
        }
        occurs
    }
}

/// Does the same with the codes of whichever width.
macro_rules! of_any_width {
    ($cells:expr, $codes:ident => $what:expr) => {
        match $cells {
            Cells::Byte($codes) => $what,
            Cells::Short($codes) => $what,
            Cells::Wide($codes) => $what,
        }
    };
}

impl Cells {
    /// Codes of which there are so many, as narrow as that allows.
    #[must_use]
    pub fn of(codes: impl IndexedParallelIterator<Item = u32>, many: usize) -> Self {
        if many <= 1 << 8 {
            Self::Byte(codes.map(|it| it as u8).collect::<Vec<_>>().into())
        } else if many <= 1 << 16 {
            Self::Short(codes.map(|it| it as u16).collect::<Vec<_>>().into())
        } else {
            Self::Wide(codes.collect::<Vec<_>>().into())
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.codes().len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code of a row; 0 where there is no such row.
    #[must_use]
    #[inline]
    pub fn get(&self, row: usize) -> u32 {
        self.codes().get(row)
    }

    /// The codes, to be read.
    #[must_use]
    #[inline]
    pub fn codes(&self) -> Codes<'_> {
        self.into()
    }

    /// See [`Column::is_as_before`].
    pub(super) const fn is_as_before(&self) -> bool {
        of_any_width!(self, codes => codes.is_as_before())
    }

    fn push(&mut self, code: u32) {
        self.widen(code);
        match self {
            Self::Byte(codes) => codes.push(u8::try_from(code).unwrap_or_default()),
            Self::Short(codes) => codes.push(u16::try_from(code).unwrap_or_default()),
            Self::Wide(codes) => codes.push(code),
        }
    }

    /// Sets the code of a row that is there.
    pub(super) fn set(&mut self, row: usize, code: u32) {
        if row >= self.len() {
            return;
        }
        self.widen(code);
        match self {
            Self::Byte(codes) => codes[row] = u8::try_from(code).unwrap_or_default(),
            Self::Short(codes) => codes[row] = u16::try_from(code).unwrap_or_default(),
            Self::Wide(codes) => codes[row] = code,
        }
    }

    /// Makes room for a code.
    fn widen(&mut self, code: u32) {
        let wider = match self {
            Self::Byte(codes) if code > u32::from(u16::MAX) => {
                Self::Wide(codes.iter().map(|it| u32::from(*it)).collect())
            }
            Self::Byte(codes) if code > u32::from(u8::MAX) => {
                Self::Short(codes.iter().map(|it| u16::from(*it)).collect())
            }
            Self::Short(codes) if code > u32::from(u16::MAX) => {
                Self::Wide(codes.iter().map(|it| u32::from(*it)).collect())
            }
            Self::Byte(_) | Self::Short(_) | Self::Wide(_) => return,
        };
        *self = wider;
    }

    pub(super) fn grow(&mut self) {
        self.push(0);
    }

    pub(super) fn reset(&mut self, row: usize) {
        self.set(row, 0);
    }

    pub(super) fn copy(&mut self, from: usize, to: usize) {
        self.set(to, self.get(from));
    }

    pub(super) fn permute(&mut self, order: &[u32]) {
        of_any_width!(self, codes => *codes = seen(codes, order).into());
    }

    pub(super) fn shrink(&mut self) {
        of_any_width!(self, codes => codes.shrink_to_fit());
    }

    pub(super) fn bytes(&self) -> usize {
        of_any_width!(self, codes => codes.bytes())
    }
}

/// A column of words and the list of them; code 0 is "nothing".
#[derive(Debug, Clone, Default)]
pub struct Coded {
    cells: Cells,
    words: Dictionary,
}

pieced!(Coded { cells, words });

impl Coded {
    /// The codes.
    #[must_use]
    pub const fn cells(&self) -> &Cells {
        &self.cells
    }

    /// What the codes stand for.
    #[must_use]
    pub const fn words(&self) -> &Dictionary {
        &self.words
    }

    /// The code of a row.
    #[must_use]
    #[inline]
    pub fn code(&self, row: usize) -> u32 {
        self.cells.get(row)
    }

    /// The word of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        self.words.get(self.code(row))
    }

    /// Sets the word of a row that is there.
    pub fn set(&mut self, row: usize, word: Option<&str>) {
        let code = self.words.code(word);
        self.cells.set(row, code);
    }

    /// The rows whose code a table says yes to; a code beyond the table is a no.
    #[must_use]
    pub fn rows(&self, table: &[bool]) -> Mask {
        self.cells.codes().rows(table)
    }

    pub(super) fn grow(&mut self) {
        self.cells.grow();
    }

    pub(super) fn reset(&mut self, row: usize) {
        self.cells.reset(row);
    }

    pub(super) fn copy(&mut self, from: usize, to: usize) {
        self.cells.copy(from, to);
    }

    pub(super) fn permute(&mut self, order: &[u32]) {
        self.cells.permute(order);
    }

    pub(super) fn shrink(&mut self) {
        self.cells.shrink();
    }

    pub(super) fn bytes(&self) -> usize {
        self.cells.bytes()
    }
}

/// The cells of some rows in turn; an empty one where there is no such row.
pub(super) fn seen<T: Copy + Default + Send + Sync>(cells: &[T], rows: &[u32]) -> Vec<T> {
    let of = |row: &u32| cells.get(*row as usize).copied().unwrap_or_default();
    rows.par_iter().with_min_len(1 << 14).map(of).collect()
}

/// The rows with one code; a code that is too wide for the column is in none.
fn equal<T: Copy + Eq + Send + Sync, E>(codes: &[T], wanted: Result<T, E>) -> Mask {
    match wanted {
        Ok(wanted) => Mask::of(codes, move |code| code == wanted),
        Err(_) => Mask::none(codes.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::pieces::Pieced as _;

    #[test]
    fn a_column_keeps_its_words_while_its_list_outgrows_a_byte_and_two() {
        let mut column = Coded::default();
        for number in 0..70_000 {
            column.grow();
            column.set(number, Some(&format!("word {number}")));
        }
        assert!(matches!(column.cells(), Cells::Wide(_)));
        for row in [0, 254, 255, 256, 65_534, 65_535, 65_536, 69_999] {
            assert_eq!(column.get(row), Some(format!("word {row}").as_str()));
        }
        column.set(7, None);
        assert_eq!((column.code(7), column.get(7)), (0, None));
        assert_eq!(column.code(70_000), 0);
    }

    #[test]
    fn rows_are_those_whose_code_the_table_names_at_every_width() {
        for many in [3, 300, 70_000] {
            let mut column = Coded::default();
            for row in 0..many {
                column.grow();
                column.set(row, (row % 3 > 0).then(|| format!("{row}")).as_deref());
            }
            let last = column.code(many - 2 + usize::from(many % 3 == 0)) as usize;
            let mut table = vec![false; last + 1];
            table[last] = true;
            assert_eq!(column.rows(&table).count(), 1, "one of {many}");
            table[0] = true;
            let expected = (many as u64).div_ceil(3) + 1;
            assert_eq!(column.rows(&table).count(), expected, "two of {many}");
            assert_eq!(column.rows(&[]).count(), 0);
        }
    }

    #[test]
    fn codes_that_outgrow_a_shared_or_lent_column_leave_the_others_as_they_are() {
        let lent = vec![1_u8, 2, 3, 0, 0].leak();
        for mut cells in [
            Cells::Byte(vec![1_u8, 2, 3].into()),
            Cells::Byte(Column::lent(lent, 3)),
        ] {
            let mut other = Cells::default();
            cells.share(&mut other);
            cells.set(1, 300);
            cells.grow();
            let all = |cells: &Cells| (0..5).map(|row| cells.get(row)).collect::<Vec<u32>>();
            assert_eq!(all(&cells), [1, 300, 3, 0, 0]);
            assert_eq!((all(&other), other.len()), (vec![1, 2, 3, 0, 0], 3));
            other.permute(&[2, 0, 9]);
            assert_eq!(all(&other), [3, 1, 0, 0, 0]);
            cells.set(0, 70_000);
            assert_eq!(all(&cells), [70_000, 300, 3, 0, 0]);
            // A code beyond the table is a no for the table, and something for who asks.
            assert_eq!(cells.codes().rows(&[false, true, true, true]).count(), 1);
            assert_eq!(cells.codes().wanted(|code| code != 0).count(), 3);
            assert_eq!(cells.codes().occur(301).iter().filter(|it| **it).count(), 3);
        }
    }
}
