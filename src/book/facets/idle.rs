//! Open leads by how many days ago they moved last, in classes. Unlike other facets it depends on the moment at which
//! one looks, so that nothing of it is kept.
//!
//! What is closed has no value here: all that was won or lost is among those without one.

use rayon::prelude::*;

use super::count::{Accounts, Selection};
use super::{Count, short};
use crate::book::Book;
use crate::book::bins;
use crate::book::coded::Codes;
use crate::book::histogram::{Lane, histograms};
use crate::book::mask::Mask;
use crate::book::select::At;
use crate::book::track::{NEVER, minute};
use crate::query::Field;

/// Where the classes of days begin.
const DAYS: [i64; 11] = [0, 1, 2, 4, 8, 15, 31, 61, 91, 181, 366];
/// How many classes there are, with that of no value.
const WIDTH: usize = DAYS.len() + 1;
const DAY: u32 = 24 * 60;

/// Whether what a lead has in a field depends on when one looks.
pub(super) fn is_of_now(field: Field) -> bool {
    field == Field::Idle
}

/// What a class is called, as one types it behind the field.
pub(super) fn term(class: u32) -> Option<String> {
    let class = u8::try_from(class).ok().filter(|it| *it > 0)?;
    match bins::numbers_of(class, &DAYS) {
        (i64::MAX, _) => None,
        (low, i64::MAX) => Some(format!("{low}d..")),
        (low, high) => Some(format!("{low}d..{high}d")),
    }
}

impl Book {
    /// Counts the classes in a selection.
    pub(super) fn count_idle(&self, selection: &Selection, at: At) -> Vec<Count> {
        let classes = self.idle_classes(at);
        let all = match &selection.accounts {
            None => by_class(&classes, &selection.leads.rows),
            Some(accounts) => self.accounts_by_class(&classes, accounts),
        };
        let count = |all| Count {
            all,
            ..Count::default()
        };
        let mut counts: Vec<Count> = all.into_iter().map(count).collect();
        if let Some(closed) = counts.first_mut() {
            (closed.won, closed.lost) = (selection.total.won, selection.total.lost);
        }
        counts
    }

    /// The class of each row.
    fn idle_classes(&self, at: At) -> Vec<u8> {
        let now = minute(at.now);
        let e = &self.episodes;
        let class = |row: usize| {
            let is_open = e.columns.closed[row] == NEVER;
            match is_open.then(|| e.last_step(row)) {
                None | Some(NEVER) => 0,
                Some(last) => bins::class(i64::from(now.saturating_sub(last) / DAY), &DAYS),
            }
        };
        (0..e.columns.len()).into_par_iter().map(class).collect()
    }

    /// Accounts by the classes of their selected leads, once for each.
    fn accounts_by_class(&self, classes: &[u8], it: &Accounts) -> Vec<u32> {
        let account = self.episodes.columns.account.as_slice();
        let mut counts = vec![0; WIDTH];
        let mut take = |seen: u32| {
            for (class, count) in (0..).zip(&mut counts) {
                *count += seen >> class & 1;
            }
        };
        // The leads of an account lie one behind the other.
        let (mut whose, mut seen) = (None, 0);
        for row in it.homed.rows.iter() {
            if whose != account.get(row) {
                take(std::mem::take(&mut seen));
                whose = account.get(row);
            }
            seen |= 1 << classes.get(row).copied().unwrap_or_default();
        }
        take(seen);
        if let Some([all, ..]) = &it.strays {
            let strays = self.accounts_by_code(&[lane(classes)], all).swap_remove(0);
            let each = counts.iter_mut().zip(strays);
            each.for_each(|(count, more)| *count += more);
        }
        if let Some(none) = counts.first_mut() {
            *none += short(it.leadless.many);
        }
        counts
    }
}

fn by_class(classes: &[u8], rows: &Mask) -> Vec<u32> {
    histograms(&[lane(classes)], rows).swap_remove(0)
}

const fn lane(classes: &[u8]) -> Lane<'_> {
    Lane {
        codes: Codes::Byte(classes),
        width: WIDTH,
        across: None,
    }
}
