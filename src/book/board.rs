//! The leads of a selection that are not closed, a lane for each layer, put in order only as far as somebody looks.
//!
//! What needs doing first comes first: what is late or due today, what has no date, what is planned, what is parked.

use chrono::NaiveDate;
use rayon::prelude::*;

use super::Book;
use super::episodes::{Columns, flag, status_code};
use super::mask::Mask;
use super::rows::over;
use super::sums::Sums;
use super::track::{NO_DAY, day_number};
use crate::model::Status;
use crate::query::Sort;

/// What a lead's place depends on: parked or not and its day, then its worth, then its row.
type Key = (u64, u64, u32);

/// The leads of one layer.
#[derive(Debug, Clone, Default)]
pub struct Lane {
    /// Open leads.
    pub open: usize,
    /// Parked leads; they come last.
    pub parked: usize,
    /// What both are worth.
    pub value: Sums,
    keys: Vec<Key>,
    /// So many keys from the first on are in order, and no later one belongs before them.
    ordered: usize,
}

/// The five lanes of a selection.
#[derive(Debug, Clone, Default)]
pub struct Lanes {
    /// From the top layer to the lowest.
    pub lanes: [Lane; 5],
    /// Leads of the selection that are won or lost.
    pub closed: u64,
}

/// The fewest leads that are put in order at a time.
const CHUNK: usize = 1_024;

/// Before all days that a plan can have.
const NOW: u64 = 0;
/// Nothing is planned.
const UNPLANNED: u64 = 1;
/// Something is planned.
const PLANNED: u64 = 2;
/// It waits.
const PARKED: u64 = 3;

impl Lane {
    /// The rows of the leads in some places; they are put in order as far as that needs.
    pub fn rows(&mut self, first: usize, count: usize) -> impl Iterator<Item = u32> + '_ {
        let end = first.saturating_add(count).min(self.keys.len());
        self.order(end);
        let seen = self.keys.get(first.min(end)..end).unwrap_or_default();
        seen.iter().map(|key| key.2)
    }

    /// The place of the lead in a row, if it is here.
    #[must_use]
    pub fn place(&self, row: u32) -> Option<usize> {
        let key = self.keys.iter().find(|key| key.2 == row)?;
        Some(self.keys.iter().filter(|other| *other < key).count())
    }

    fn order(&mut self, wanted: usize) {
        if wanted <= self.ordered {
            return;
        }
        // Twice as many each time: whoever goes through the whole lane sorts it a few times, not at every page.
        let end = wanted.max(self.ordered * 2).max(CHUNK).min(self.keys.len());
        let (rest, count) = (&mut self.keys[self.ordered..], end - self.ordered);
        if count < rest.len() {
            rest.select_nth_unstable(count);
        }
        rest[..count].par_sort_unstable();
        self.ordered = end;
    }

    fn put(&mut self, c: &Columns, row: usize, key: Key) {
        if c.status[row] == status_code(Status::Parked) {
            self.parked += 1;
        } else {
            self.open += 1;
        }
        self.value.add(c.currency[row], c.value[row]);
        self.keys.push(key);
    }

    fn merge(&mut self, other: Self) {
        self.open += other.open;
        self.parked += other.parked;
        self.value.merge(&other.value);
        self.keys.extend(other.keys);
    }
}

impl Lanes {
    fn merged(mut self, other: Self) -> Self {
        self.closed += other.closed;
        for (mine, theirs) in self.lanes.iter_mut().zip(other.lanes) {
            mine.merge(theirs);
        }
        self
    }

    fn put(&mut self, c: &Columns, row: usize, key: Key) {
        self.lanes[usize::from(c.layer[row]).min(4)].put(c, row, key);
    }
}

impl Book {
    /// The lanes of a selection, in the order asked for, or with what needs doing first.
    #[must_use]
    pub fn lanes(&self, selected: &Mask, sort: &[Sort], today: NaiveDate) -> Lanes {
        let c = &self.episodes.columns;
        let today = day_number(Some(today));
        let mut lanes = over(
            selected,
            Lanes::default,
            |lanes, row| {
                if c.flags[row] & flag::LATEST == 0 {
                    return;
                }
                if c.status[row] > status_code(Status::Parked) {
                    lanes.closed += 1;
                } else {
                    lanes.put(c, row, urgency(c, row, today));
                }
            },
            Lanes::merged,
        );
        if !sort.is_empty() {
            self.resort(&mut lanes, sort);
        }
        lanes
    }

    /// Gives the leads the places that an order gives them; what is parked stays last.
    fn resort(&self, lanes: &mut Lanes, sort: &[Sort]) {
        let c = &self.episodes.columns;
        let mut all = Mask::none(c.len());
        for lane in &lanes.lanes {
            for key in &lane.keys {
                all.insert(key.2 as usize);
            }
        }
        for lane in &mut lanes.lanes {
            lane.keys.clear();
        }
        for (place, row) in (0_u64..).zip(self.sorted(&all, sort)) {
            let at = row as usize;
            let parked = u64::from(c.status[at] == status_code(Status::Parked));
            let lane = &mut lanes.lanes[usize::from(c.layer[at]).min(4)];
            lane.keys.push((parked, place, row));
        }
    }
}

/// What needs doing first: by day within each kind, then the most valuable.
fn urgency(c: &Columns, row: usize, today: i32) -> Key {
    let (rank, day) = if c.status[row] == status_code(Status::Parked) {
        (PARKED, c.parked_until[row])
    } else {
        match c.next_due[row] {
            NO_DAY => (UNPLANNED, NO_DAY),
            day if day <= today => (NOW, day),
            day => (PLANNED, day),
        }
    };
    // Days in order as numbers without a sign; no day comes last.
    let day = match day {
        NO_DAY => u32::MAX,
        day => day.cast_unsigned() ^ (1 << 31),
    };
    let worth = u64::MAX - (c.value[row].cast_unsigned() ^ (1 << 63));
    let row = u32::try_from(row).unwrap_or(u32::MAX);
    (rank << 32 | u64::from(day), worth, row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lane(keys: &[u64]) -> Lane {
        let keys = keys.iter().zip(0..).map(|(key, row)| (*key, 0, row));
        Lane {
            keys: keys.collect(),
            ..Lane::default()
        }
    }

    proptest! {
        #[test]
        fn a_lane_is_in_order_wherever_one_looks(
            keys in proptest::collection::vec(0_u64..900, 1..5_000),
            looks in proptest::collection::vec((0_usize..6_000, 0_usize..40), 1..8),
        ) {
            let mut lane = lane(&keys);
            let mut all = lane.keys.clone();
            all.sort_unstable();
            for (first, count) in looks {
                let expected: Vec<u32> = all.iter().skip(first).take(count).map(|it| it.2).collect();
                for (at, row) in expected.iter().enumerate() {
                    prop_assert_eq!(lane.place(*row), Some(first + at));
                }
                prop_assert_eq!(lane.rows(first, count).collect::<Vec<_>>(), expected);
            }
        }
    }
}
