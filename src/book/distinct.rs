//! Of every code of columns of leads, how many accounts have a selected lead that bears it, for leads that lie out of
//! their accounts' order.
//!
//! They are put into it first: then a code is new for an account when another account bore it last. It knows no fields.

use rayon::prelude::*;

use super::Book;
use super::coded::Codes;
use super::columns::NO_ROW;
use super::histogram::{Code, Lane};
use super::mask::Mask;

/// Rows that are read column by column at a time.
const BLOCK: usize = 2048;

impl Book {
    /// For each column the number of accounts that have a selected lead with the code; leads without an account are
    /// not counted.
    #[must_use]
    pub fn accounts_by_code(&self, lanes: &[Lane<'_>], leads: &Mask) -> Vec<Vec<u32>> {
        let column = &self.episodes.columns.account;
        let mut rows: Vec<usize> = leads.iter().collect();
        rows.par_sort_unstable_by_key(|row| (column[*row], *row));
        let mut seen = Seen::new(lanes);
        seen.add(rows.into_iter(), column);
        seen.counts
    }
}

/// Which account bore each code last.
struct Seen<'a> {
    lanes: &'a [Lane<'a>],
    last: Vec<Vec<u32>>,
    counts: Vec<Vec<u32>>,
}

impl<'a> Seen<'a> {
    fn new(lanes: &'a [Lane<'a>]) -> Self {
        Self {
            lanes,
            last: lanes.iter().map(|it| vec![NO_ROW; it.width]).collect(),
            counts: lanes.iter().map(|it| vec![0; it.width]).collect(),
        }
    }

    /// Takes in leads in their accounts' order, a block at a time and column by column.
    fn add(&mut self, mut rows: impl Iterator<Item = usize>, accounts: &[u32]) {
        let mut block: Vec<(u32, u32)> = Vec::with_capacity(BLOCK);
        loop {
            block.clear();
            let some = rows.by_ref().take(BLOCK);
            let pairs = some.filter_map(|row| Some((u32::try_from(row).ok()?, accounts[row])));
            block.extend(pairs);
            if block.is_empty() {
                return;
            }
            for ((lane, last), counts) in
                self.lanes.iter().zip(&mut self.last).zip(&mut self.counts)
            {
                match lane.codes {
                    Codes::Byte(codes) => count(codes, &block, last, counts),
                    Codes::Short(codes) => count(codes, &block, last, counts),
                    Codes::Wide(codes) => count(codes, &block, last, counts),
                }
            }
        }
    }
}

fn count<T: Code>(codes: &[T], block: &[(u32, u32)], last: &mut [u32], counts: &mut [u32]) {
    for (row, account) in block {
        let Some(code) = codes.get(*row as usize).map(|code| code.place()) else {
            continue;
        };
        if let (Some(last), Some(count)) = (last.get_mut(code), counts.get_mut(code)) {
            // No account has that number, and its leads are not counted.
            *count += u32::from(*last != *account && *account != NO_ROW);
            *last = *account;
        }
    }
}
