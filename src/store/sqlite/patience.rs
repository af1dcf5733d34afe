//! How long and how often a connection waits for others: short, uneven pauses up to a deadline.
//!
//! SQLite's own handler lets some of many processes starve, and pauses of less than a tenth of a
//! millisecond keep all of them from working. Reads no clock: what was slept is what was waited.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// After so long the one who waits is told, where nothing else was set.
const DEADLINE: Duration = Duration::from_secs(5);

/// How long a connection waits at the most; what is only tidying up does not wait at all.
#[derive(Debug, Clone)]
pub(super) struct Patience(Arc<AtomicU64>);

impl Default for Patience {
    fn default() -> Self {
        Self(Arc::new(AtomicU64::new(micros(DEADLINE))))
    }
}

impl Patience {
    /// Sets how long; says how long it was.
    pub(super) fn set(&self, most: Duration) -> Duration {
        Duration::from_micros(self.0.swap(micros(most), Ordering::Relaxed))
    }

    fn is_over(&self, waited: Duration) -> bool {
        micros(waited) >= self.0.load(Ordering::Relaxed)
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// A busy handler for one connection; `seed` makes its pauses differ from those of others.
pub(super) fn waiting(seed: u64, patience: Patience) -> impl FnMut(i32) -> bool + Send + 'static {
    let mut pauses = Pauses(seed | 1);
    let mut waited = Duration::ZERO;
    move |attempt| {
        if attempt == 0 {
            waited = Duration::ZERO;
        }
        if patience.is_over(waited) {
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
