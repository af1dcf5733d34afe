//! Accounts by a field of leads that has few values: the leads of each value are looked at by themselves, rather than what
//! each lead repeats of others.
//!
//! It knows neither groups nor tables; fields of accounts, and those with many values, are not counted here.

use rayon::prelude::*;

use super::{Count, Unit};
use crate::book::Book;
use crate::book::coded::Codes;
use crate::book::mask::Mask;
use crate::query::Field;

/// So few values that it takes less to look for each of them than to tell for each lead what it repeats.
const FEW: usize = 16;

impl Book {
    /// For each value of a field how many accounts have one of some leads with it, where the accounts' leads lie together.
    pub(super) fn by_few_values(&self, field: Field, homed: &Mask) -> Option<Vec<Count>> {
        let source = self.source(field, Unit::Accounts)?;
        let lane = source.lane(None);
        if source.of_accounts || lane.width > FEW {
            return None;
        }
        let count = |value: usize| {
            let rows = match lane.codes {
                Codes::Byte(codes) => equal(codes, value as u8),
                Codes::Short(codes) => equal(codes, value as u16),
                Codes::Wide(codes) => equal(codes, value as u32),
            };
            self.accounts_by_outcome(&rows.and(homed))
        };
        Some((0..lane.width).into_par_iter().map(count).collect())
    }
}

fn equal<T: Copy + PartialEq + Send + Sync>(codes: &[T], to: T) -> Mask {
    Mask::of(codes, move |it| it == to)
}
