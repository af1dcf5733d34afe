//! One column: equal cells in a row, its own or a private view of a piece of a snapshot.
//!
//! A column that lies in a snapshot is read where it lies, so that opening costs nothing for what nobody looks at.
//! Writing to it touches only this process's copy of a page, and a few rows can be added in the slack behind it;
//! after that the column becomes its own. Two books of different days share the cells of a column until one of them
//! is written to, so that the second costs what differs. Where the bytes come from is not known here: no file, no mapping.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use rayon::iter::IntoParallelIterator;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// What a column can be made of: any bytes of the right length are one, and it has no gaps.
pub trait Cell:
    Copy + Default + FromBytes + IntoBytes + Immutable + KnownLayout + Send + Sync + 'static
{
}

impl<T> Cell for T where
    T: Copy + Default + FromBytes + IntoBytes + Immutable + KnownLayout + Send + Sync + 'static
{
}

/// Equal cells in a row.
#[derive(Debug)]
pub struct Column<T: 'static> {
    /// Empty while the cells are lent or shared.
    own: Vec<T>,
    lent: Option<Lent<T>>,
    /// A column that shares nothing itself.
    shared: Option<Arc<Self>>,
}

/// A piece of a snapshot, of which the first `len` cells are in use.
#[derive(Debug)]
struct Lent<T: 'static> {
    cells: &'static mut [T],
    len: usize,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<T> Deref for Column<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match (&self.lent, &self.shared) {
            (None, None) => &self.own,
            (Some(lent), _) => lent.cells.get(..lent.len).unwrap_or_default(),
            (None, Some(shared)) => shared.unshared(),
        }
    }
}

impl<T: Copy> DerefMut for Column<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        self.part();
        match &mut self.lent {
            None => &mut self.own,
            Some(lent) => lent.cells.get_mut(..lent.len).unwrap_or_default(),
        }
    }
}

impl<T: Copy> Clone for Column<T> {
    fn clone(&self) -> Self {
        match &self.shared {
            None => Self::from(self.to_vec()),
            Some(shared) => Self::sharing(Arc::clone(shared)),
        }
    }
}

impl<T> From<Vec<T>> for Column<T> {
    fn from(own: Vec<T>) -> Self {
        Self {
            own,
            lent: None,
            shared: None,
        }
    }
}

impl<T> FromIterator<T> for Column<T> {
    fn from_iter<I: IntoIterator<Item = T>>(cells: I) -> Self {
        Self::from(cells.into_iter().collect::<Vec<T>>())
    }
}

impl<'a, T> IntoIterator for &'a Column<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T: Copy> IntoIterator for &'a mut Column<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<'a, T: Sync> IntoParallelIterator for &'a Column<T> {
    type Item = &'a T;
    type Iter = rayon::slice::Iter<'a, T>;

    fn into_par_iter(self) -> Self::Iter {
        self.as_slice().into_par_iter()
    }
}

impl<T> Column<T> {
    /// The cells.
    #[must_use]
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        self
    }

    /// The cells of a column that shares none.
    fn unshared(&self) -> &[T] {
        match &self.lent {
            None => &self.own,
            Some(lent) => lent.cells.get(..lent.len).unwrap_or_default(),
        }
    }

    const fn sharing(shared: Arc<Self>) -> Self {
        Self {
            own: Vec::new(),
            lent: None,
            shared: Some(shared),
        }
    }

    /// A second column of the same cells: whichever is written to first copies them, as long as the other is there.
    #[must_use]
    pub fn share(&mut self) -> Self {
        let shared = match self.shared.take() {
            Some(shared) => shared,
            None => Arc::new(std::mem::take(self)),
        };
        *self = Self::sharing(Arc::clone(&shared));
        Self::sharing(shared)
    }

    /// Whether its cells are those that it came to share: it was not written to since.
    #[must_use]
    pub const fn is_as_before(&self) -> bool {
        self.shared.is_some()
    }
}

impl<T: Copy> Column<T> {
    /// Shares its cells with nobody any more. Few columns do, and every write asks.
    #[inline]
    fn part(&mut self) {
        if self.shared.is_some() {
            self.take_over();
        }
    }

    #[cold]
    fn take_over(&mut self) {
        if let Some(shared) = self.shared.take() {
            *self = Arc::try_unwrap(shared).unwrap_or_else(|it| Self::from(it.to_vec()));
        }
    }

    /// A column in somebody else's memory; behind the first `len` cells there is slack to grow into.
    #[must_use]
    pub fn lent(cells: &'static mut [T], len: usize) -> Self {
        let len = len.min(cells.len());
        Self {
            own: Vec::new(),
            lent: Some(Lent { cells, len }),
            shared: None,
        }
    }

    /// Adds a cell.
    #[inline]
    pub fn push(&mut self, cell: T) {
        self.part();
        if self.lent.is_none() {
            self.own.push(cell);
        } else {
            self.extend_from_slice(&[cell]);
        }
    }

    /// Takes the last cell off.
    pub fn pop(&mut self) -> Option<T> {
        let last = *self.last()?;
        self.truncate(self.len() - 1);
        Some(last)
    }

    /// Adds cells.
    pub fn extend_from_slice(&mut self, more: &[T]) {
        self.part();
        if let Some(Lent { cells, len }) = &mut self.lent
            && let Some(slack) = cells.get_mut(*len..*len + more.len())
        {
            slack.copy_from_slice(more);
            *len += more.len();
        } else {
            self.own(more.len()).extend_from_slice(more);
        }
    }

    /// Lengthens the column with a cell, or shortens it.
    pub fn resize(&mut self, to: usize, cell: T) {
        self.part();
        if to <= self.len() {
            self.truncate(to);
        } else if let Some(Lent { cells, len }) = &mut self.lent
            && let Some(slack) = cells.get_mut(*len..to)
        {
            slack.fill(cell);
            *len = to;
        } else {
            let more = to - self.len();
            self.own(more).resize(to, cell);
        }
    }

    /// Keeps only so many cells.
    pub fn truncate(&mut self, to: usize) {
        self.part();
        match &mut self.lent {
            None => self.own.truncate(to),
            Some(lent) => lent.len = to.min(lent.len),
        }
    }

    /// Puts a cell before another.
    pub fn insert(&mut self, at: usize, cell: T) {
        let last = self.len();
        self.push(cell);
        if let Some(moved) = self.get_mut(at.min(last)..) {
            moved.rotate_right(1);
        }
    }

    /// Takes a cell out; those behind it move up.
    pub fn remove(&mut self, at: usize) {
        if let Some(moved) = self.get_mut(at..)
            && !moved.is_empty()
        {
            moved.rotate_left(1);
            self.truncate(self.len() - 1);
        }
    }

    /// Gives back memory that growing has reserved.
    pub fn shrink_to_fit(&mut self) {
        self.own.shrink_to_fit();
    }

    /// Bytes held, wherever they lie; what is shared is held by nobody alone.
    #[must_use]
    pub fn bytes(&self) -> usize {
        if self.shared.is_some() {
            return 0;
        }
        self.len().max(self.own.capacity()) * size_of::<T>()
    }

    /// The cells as its own, with room for some more.
    fn own(&mut self, more: usize) -> &mut Vec<T> {
        if let Some(Lent { cells, len }) = self.lent.take() {
            self.own.reserve(len + more.max(len / 16));
            self.own
                .extend_from_slice(cells.get(..len).unwrap_or_default());
        }
        &mut self.own
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Clone)]
    enum Do {
        Push(u16),
        Pop,
        Extend(Vec<u16>),
        Resize(usize, u16),
        Insert(usize, u16),
        Remove(usize),
        Set(usize, u16),
        Shrink,
        Share,
        Part,
    }

    fn steps() -> impl Strategy<Value = Do> {
        prop_oneof![
            any::<u16>().prop_map(Do::Push),
            Just(Do::Pop),
            prop::collection::vec(any::<u16>(), 0..6).prop_map(Do::Extend),
            (0..40_usize, any::<u16>()).prop_map(|(len, cell)| Do::Resize(len, cell)),
            (0..20_usize, any::<u16>()).prop_map(|(at, cell)| Do::Insert(at, cell)),
            (0..20_usize).prop_map(Do::Remove),
            (0..20_usize, any::<u16>()).prop_map(|(at, cell)| Do::Set(at, cell)),
            Just(Do::Shrink),
            Just(Do::Share),
            Just(Do::Part),
        ]
    }

    proptest! {
        #[test]
        fn a_lent_or_shared_column_is_as_good_as_its_own(
            cells in prop::collection::vec(any::<u16>(), 0..20),
            slack in 0..12_usize,
            steps in prop::collection::vec(steps(), 0..30),
        ) {
            let mut expected = cells.clone();
            let mut piece = cells.clone();
            piece.resize(cells.len() + slack, 0);
            let mut column = Column::lent(piece.leak(), cells.len());
            let mut others = Vec::new();
            for step in steps {
                match step {
                    Do::Push(cell) => { column.push(cell); expected.push(cell); }
                    Do::Pop => prop_assert_eq!(column.pop(), expected.pop()),
                    Do::Extend(more) => { column.extend_from_slice(&more); expected.extend(more); }
                    Do::Resize(len, cell) => { column.resize(len, cell); expected.resize(len, cell); }
                    Do::Insert(at, cell) => {
                        column.insert(at, cell);
                        expected.insert(at.min(expected.len()), cell);
                    }
                    Do::Remove(at) => {
                        column.remove(at);
                        if at < expected.len() { expected.remove(at); }
                    }
                    Do::Set(at, cell) => {
                        if let Some(it) = column.get_mut(at) { *it = cell; }
                        if let Some(it) = expected.get_mut(at) { *it = cell; }
                    }
                    Do::Shrink => column.shrink_to_fit(),
                    Do::Share => others.push((column.share(), expected.clone())),
                    Do::Part => others.clear(),
                }
                prop_assert_eq!(&column[..], &expected[..]);
                for (other, expected) in &others {
                    prop_assert_eq!(&other[..], &expected[..]);
                }
            }
            prop_assert_eq!(&column.clone()[..], &expected[..]);
        }
    }
}
