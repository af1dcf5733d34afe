//! Of every code of columns of leads, how many accounts have a selected lead that bears it.
//!
//! Leads lie in their accounts' order, so a code is new for an account when another account bore it last. The few
//! that lie out of order are put into it first. It knows no fields.

use rayon::prelude::*;

use super::Book;
use super::columns::NO_ROW;
use super::histogram::{Codes, Lane, added};
use super::mask::Mask;

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
            let mut tally = Seen::new(lanes, empty());
            for row in ordered.between(from, to) {
                tally.add(row, column[row]);
            }
            tally.counts
        });
        let counted = counted.reduce(empty, |one, other| added(one, &other));
        let mut rest = Seen::new(lanes, empty());
        for row in mixed {
            rest.add(row, column[row]);
        }
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

    fn add(&mut self, row: usize, account: u32) {
        if account == NO_ROW {
            return;
        }
        for ((lane, last), counts) in self.lanes.iter().zip(&mut self.last).zip(&mut self.counts) {
            let code = match lane.codes {
                Codes::Byte(codes) => usize::from(codes[row]),
                Codes::Short(codes) => usize::from(codes[row]),
                Codes::Wide(codes) => codes[row] as usize,
            };
            if let (Some(last), Some(count)) = (last.get_mut(code), counts.get_mut(code)) {
                *count += u32::from(*last != account);
                *last = account;
            }
        }
    }
}
