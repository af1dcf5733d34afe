//! Of every code of columns of leads, how many accounts have a selected lead that bears it.
//!
//! Leads lie in their accounts' order, so a code is new for an account when another account bore it last. The few
//! that lie out of order are put into it first. It knows no fields.

use rayon::prelude::*;

use super::Book;
use super::columns::NO_ROW;
use super::histogram::{Code, Codes, Lane, added};
use super::mask::Mask;

/// Rows that are read column by column at a time.
const BLOCK: usize = 2048;

/// Rows that one thread works on at least.
const PIECE: usize = 1 << 15;

impl Book {
    /// For each column the number of accounts that have a selected lead with the code; leads without an account are
    /// not counted.
    #[must_use]
    pub fn accounts_by_code(&self, lanes: &[Lane<'_>], leads: &Mask) -> Vec<Vec<u32>> {
        let empty = || -> Vec<Vec<u32>> { lanes.iter().map(|it| vec![0; it.width]).collect() };
        if lanes.is_empty() {
            return Vec::new();
        }
        let column = &self.episodes.columns.account;
        let strays = &self.engaged().strays;
        let (ordered, mixed) = if strays.is_empty() {
            (None, Vec::new())
        } else {
            let mut mixed: Vec<usize> = strays.clone().and(leads).iter().collect();
            mixed.sort_by_key(|row| column[*row]);
            (Some(strays.clone().not().and(leads)), mixed)
        };
        let ordered = ordered.as_ref().unwrap_or(leads);
        let pieces = pieces(ordered, column);
        let counted = pieces.into_par_iter().map(|(from, to)| {
            let mut seen = Seen::new(lanes, empty());
            seen.add(ordered.between(from, to), column);
            seen.counts
        });
        let counted = counted.reduce(empty, |one, other| added(one, &other));
        let mut rest = Seen::new(lanes, empty());
        rest.add(mixed.into_iter(), column);
        added(counted, &rest.counts)
    }
}

/// Stretches of rows such that no account is in two of them.
fn pieces(rows: &Mask, accounts: &[u32]) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut from = 0;
    while from < rows.rows() {
        let mut to = (from + PIECE).min(rows.rows());
        let last = rows.before(to).map(|row| accounts[row]);
        while let Some(next) = rows.between(to, rows.rows()).next() {
            if Some(accounts[next]) != last {
                break;
            }
            to = next + 1;
        }
        pieces.push((from, to));
        from = to;
    }
    pieces
}

/// Which account bore each code last.
struct Seen<'a> {
    lanes: &'a [Lane<'a>],
    last: Vec<Vec<u32>>,
    counts: Vec<Vec<u32>>,
}

impl<'a> Seen<'a> {
    fn new(lanes: &'a [Lane<'a>], counts: Vec<Vec<u32>>) -> Self {
        let last = lanes.iter().map(|it| vec![NO_ROW; it.width]).collect();
        Self {
            lanes,
            last,
            counts,
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
