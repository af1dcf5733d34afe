//! The leads of a selection that are not closed, a lane for each layer, put in order only as far as somebody looks.
//!
//! What needs doing first comes first: what is late or due today, what has no date, what is planned, what is parked.

use super::Book;
use super::episodes::{Columns, flag, status_code};
use super::mask::Mask;
use super::ordered::Ordered;
use super::rows::over;
use super::sort::{Order, Place};
use super::sums::Sums;
use super::track::NO_DAY;
use crate::model::Status;

/// The leads of one layer.
#[derive(Debug, Clone, Default)]
pub struct Lane {
    /// Open leads.
    pub open: usize,
    /// Parked leads; they come last.
    pub parked: usize,
    /// What both are worth.
    pub value: Sums,
    /// Where each belongs.
    pub places: Ordered<Place>,
}

/// The five lanes of a selection.
#[derive(Debug, Clone, Default)]
pub struct Lanes {
    /// From the top layer to the lowest.
    pub lanes: [Lane; 5],
    /// Leads of the selection that are won or lost.
    pub closed: u64,
}

/// A lane while it is put together.
#[derive(Default)]
struct Part {
    open: usize,
    parked: usize,
    value: Sums,
    places: Vec<Place>,
    /// The places of others, as they were found: copied once, when all are there.
    others: Vec<Vec<Place>>,
}

#[derive(Default)]
struct Parts {
    lanes: [Part; 5],
    closed: u64,
}

/// Before all days that a plan can have.
const NOW: u64 = 0;
/// Nothing is planned.
const UNPLANNED: u64 = 1;
/// Something is planned.
const PLANNED: u64 = 2;
/// It waits.
const PARKED: u64 = 3;

impl Part {
    fn put(&mut self, c: &Columns, row: usize, place: Place) {
        if c.status[row] == status_code(Status::Parked) {
            self.parked += 1;
        } else {
            self.open += 1;
        }
        self.value.add(c.currency.get(row), c.value[row]);
        self.places.push(place);
    }

    fn merge(&mut self, other: Self) {
        self.open += other.open;
        self.parked += other.parked;
        self.value.merge(&other.value);
        self.others.push(other.places);
        self.others.extend(other.others);
    }

    fn whole(mut self) -> Lane {
        let more = self.others.iter().map(Vec::len).sum();
        self.places.reserve_exact(more);
        for others in self.others {
            self.places.extend_from_slice(&others);
        }
        Lane {
            open: self.open,
            parked: self.parked,
            value: self.value,
            places: Ordered::new(self.places),
        }
    }
}

impl Parts {
    fn merged(mut self, other: Self) -> Self {
        self.closed += other.closed;
        for (mine, theirs) in self.lanes.iter_mut().zip(other.lanes) {
            mine.merge(theirs);
        }
        self
    }
}

impl Book {
    /// The lanes of a selection, for an order in which they are looked at.
    #[must_use]
    pub fn lanes(&self, selected: &Mask, order: &Order<'_>) -> Lanes {
        let c = &self.episodes.columns;
        let put = |parts: &mut Parts, row: usize| {
            if c.flags[row] & flag::LATEST == 0 {
                return;
            }
            if c.status[row] > status_code(Status::Parked) {
                parts.closed += 1;
            } else {
                let lane = &mut parts.lanes[usize::from(c.layer[row]).min(4)];
                lane.put(c, row, order.place(row));
            }
        };
        let parts = over(selected, Parts::default, put, Parts::merged);
        Lanes {
            lanes: parts.lanes.map(Part::whole),
            closed: parts.closed,
        }
    }
}

/// What needs doing first: by day within each kind, then the most valuable.
pub(super) fn urgency(c: &Columns, row: usize, today: i32) -> (u64, u64) {
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
    (rank << 32 | u64::from(day), worth)
}
