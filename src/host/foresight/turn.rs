//! Holds when a minute has turned in which somebody was at work.
//!
//! Reads no clock: what time it is comes in.

use std::time::Duration;

use super::known::MINUTE;
use crate::model::Moment;

/// The minute that was looked at last, and how many questions had been asked by then.
#[derive(Debug)]
pub(super) struct Turn {
    minute: i64,
    asked: u64,
}

impl Turn {
    /// Nothing is asked yet.
    pub(super) const fn at(now: Moment) -> Self {
        Self {
            minute: now.0.div_euclid(MINUTE),
            asked: 0,
        }
    }

    /// How long it is until the next minute.
    pub(super) fn until(&self, now: Moment) -> Duration {
        let next = self.minute.saturating_add(1).saturating_mul(MINUTE);
        let left = next.saturating_sub(now.0).clamp(0, MINUTE);
        Duration::from_millis(left.unsigned_abs())
    }

    /// Whether another minute has come, and something was asked in the one before.
    pub(super) fn has_come(&mut self, now: Moment, asked: u64) -> bool {
        let before = std::mem::replace(
            self,
            Self {
                asked,
                ..Self::at(now)
            },
        );
        if before.minute == self.minute {
            self.asked = before.asked;
        }
        before.minute != self.minute && before.asked != asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64, millis: i64) -> Moment {
        Moment(minute * MINUTE + millis)
    }

    #[test]
    fn a_minute_turns_once_and_only_where_something_was_asked_in_it() {
        let mut turn = Turn::at(at(7, 59_000));
        assert_eq!(turn.until(at(7, 59_000)), Duration::from_secs(1));
        assert!(!turn.has_come(at(7, 59_999), 4));
        assert_eq!(turn.until(at(8, 3)), Duration::ZERO);
        assert!(turn.has_come(at(8, 3), 4));
        assert!(!turn.has_come(at(8, 4), 4));
        assert_eq!(turn.until(at(8, 4)), Duration::from_millis(59_996));
        // Nobody has asked anything since.
        assert!(!turn.has_come(at(9, 0), 4));
        assert!(turn.has_come(at(10, 0), 5));
    }

    #[test]
    fn a_clock_that_is_set_back_is_no_reason_to_wait_for_long() {
        let turn = Turn::at(at(7, 0));
        assert_eq!(turn.until(at(2, 0)), Duration::from_millis(60_000));
    }
}
