//! How handed-over leads stand to what was agreed: which wait, how long, and which answers were late.
//!
//! The time is counted in working minutes of the workspace. A lead that is closed waits for nothing.

use super::Book;
use super::episodes::{flag, status_code};
use super::mask::Mask;
use super::track::{NEVER, moment};
use crate::model::{Handover, Moment, Status, WorkClock};

/// How an answer stands to the agreed time; the order is that of the language's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// It is still to come, in time so far.
    Running,
    /// It came in time.
    Kept,
    /// It came late, or is late.
    Breached,
}

impl Book {
    /// A clock for all handovers up to now.
    #[must_use]
    pub fn sla_clock(&self, now: Moment) -> WorkClock {
        let settings = self.settings();
        // Told so, many are compared at once; `NEVER` is the highest minute.
        let handed = self.episodes.columns.handed.iter();
        let first = handed.fold(NEVER, |first, at| first.min(*at));
        let from = moment(first).unwrap_or(now);
        WorkClock::new(&settings.sla, settings.general.zone, from, now)
    }

    /// How many working minutes are left for the answer to the handover of the lead in a row, or were when it
    /// came; negative is late.
    #[must_use]
    pub fn minutes_left(&self, row: usize, clock: &WorkClock, now: Moment) -> Option<i64> {
        let c = &self.episodes.columns;
        let handed = moment(*c.handed.get(row)?)?;
        let answered = moment(c.answered[row]);
        let until = match answered {
            Some(answered) => answered,
            None if self.waits(row) => now,
            None => return None,
        };
        Some(self.settings().sla.accept_within() - clock.between(handed, until))
    }

    /// How the answer to the handover of the lead in a row stands to the agreed time.
    #[must_use]
    pub fn promise(&self, row: usize, clock: &WorkClock, now: Moment) -> Option<Promise> {
        let left = self.minutes_left(row, clock, now)?;
        let answered = self.episodes.columns.answered[row] != NEVER;
        Some(match (answered, left < 0) {
            (_, true) => Promise::Breached,
            (true, false) => Promise::Kept,
            (false, false) => Promise::Running,
        })
    }

    /// Whether the lead in a row waits for its rep's answer.
    #[must_use]
    pub fn waits(&self, row: usize) -> bool {
        let c = &self.episodes.columns;
        let closed = [Status::Won, Status::Lost].map(status_code);
        c.flags[row] & flag::LATEST != 0
            && c.handed[row] != NEVER
            && c.answered[row] == NEVER
            && !closed.contains(&c.status[row])
    }

    /// The episodes whose lead's last handover came to this; of those that wait, only what is not closed.
    #[must_use]
    pub fn handed(&self, wanted: Handover) -> Mask {
        Mask::by_row(self.episodes.columns.len(), |row| match wanted {
            Handover::Waiting => self.waits(row),
            Handover::Never | Handover::Accepted | Handover::Returned => {
                self.handover(row) == wanted
            }
        })
    }
}
