//! How long and how often a connection waits for others: short, uneven pauses up to a deadline.
//!
//! SQLite's own handler lets some of many processes starve, and pauses of less than a tenth of a
//! millisecond keep all of them from working. Reads no clock: what was slept is what was waited.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// After so long the one who waits is told.
const DEADLINE: Duration = Duration::from_secs(5);

/// Whether a connection waits at all; what is only tidying up does not.
pub(super) type Hurry = Arc<AtomicBool>;

/// A busy handler for one connection; `seed` makes its pauses differ from those of others.
pub(super) fn patience(seed: u64, hurry: Hurry) -> impl FnMut(i32) -> bool + Send + 'static {
    let mut pauses = Pauses(seed | 1);
    let mut waited = Duration::ZERO;
    move |attempt| {
        if attempt == 0 {
            waited = Duration::ZERO;
        }
        if waited >= DEADLINE || hurry.load(Ordering::Relaxed) {
            return false;
        }
        let pause = pauses.next(attempt);
        std::thread::sleep(pause);
        waited += pause;
        true
    }
}

struct Pauses(u64);

impl Pauses {
    /// Between 1 ms and a bound that grows from 10 ms to 64 ms with the attempts.
    fn next(&mut self, attempt: i32) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let bound = 10_000 + 2_000 * u64::try_from(attempt).unwrap_or(0).min(27);
        Duration::from_micros(1_000 + self.0 % (bound - 1_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_differ_and_stay_in_their_bounds() {
        let mut pauses = Pauses(42);
        let first: Vec<_> = (0..100).map(|_| pauses.next(0)).collect();
        let late: Vec<_> = (0..100).map(|_| pauses.next(1000)).collect();
        let bounds = |all: &[Duration], most| {
            all.iter()
                .all(|it| (Duration::from_millis(1)..Duration::from_millis(most)).contains(it))
        };
        assert!(bounds(&first, 10) && bounds(&late, 64));
        assert!(late.iter().sum::<Duration>() > 3 * first.iter().sum::<Duration>());
        assert_ne!(Pauses(7).next(0), Pauses(8).next(0));
    }
}
