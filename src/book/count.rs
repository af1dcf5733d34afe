//! Counts the leads of a selection by layer and status, and nothing else: what is shown per key press
//! before the figures of `insight` are there. It must not estimate or divide.

use rayon::prelude::*;

use super::Book;
use super::episodes::{Columns, flag, status_code};
use super::mask::Mask;
use crate::model::{Layer, Status};

/// How many leads stand in each layer, by status; closed ones in the layer that they were in last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stock {
    cells: [u64; CELLS],
}

/// A cell for every pair of a layer's and a status's code, four bits and two.
const CELLS: usize = 32;

/// Words of a mask that one thread works on.
const BLOCK: usize = 256;

impl Stock {
    /// Leads of a status in a layer.
    #[must_use]
    pub fn of(&self, layer: Layer, status: Status) -> u64 {
        let cell = layer.index() << 2 | usize::from(status_code(status));
        self.cells.get(cell).copied().unwrap_or_default()
    }

    /// Leads in a layer that are not closed: open and parked ones.
    #[must_use]
    pub fn open(&self, layer: Layer) -> u64 {
        self.of(layer, Status::Open) + self.of(layer, Status::Parked)
    }

    /// Leads of a status in all layers.
    #[must_use]
    pub fn total(&self, status: Status) -> u64 {
        Layer::ALL.iter().map(|it| self.of(*it, status)).sum()
    }

    fn count(mut self, columns: &Columns, first: usize, words: &[u64]) -> Self {
        for (at, word) in (first..).step_by(64).zip(words) {
            let mut rest = *word;
            while rest != 0 {
                let row = at + rest.trailing_zeros() as usize;
                rest &= rest - 1;
                let latest = columns.flags[row] & flag::LATEST != 0;
                let cell = columns.layer[row] << 2 | columns.status[row];
                self.cells[usize::from(cell) % CELLS] += u64::from(latest);
            }
        }
        self
    }

    fn plus(mut self, other: Self) -> Self {
        for (mine, theirs) in self.cells.iter_mut().zip(other.cells) {
            *mine += theirs;
        }
        self
    }
}

impl Book {
    /// Counts the leads whose latest episode is in a selection.
    #[must_use]
    pub fn stock(&self, selected: &Mask) -> Stock {
        let columns = &self.episodes.columns;
        selected
            .words()
            .par_chunks(BLOCK)
            .enumerate()
            .fold(Stock::default, |stock, (block, words)| {
                stock.count(columns, block * BLOCK * 64, words)
            })
            .reduce(Stock::default, Stock::plus)
    }
}
