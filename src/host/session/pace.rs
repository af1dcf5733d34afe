//! Holds how fast frames follow one another.
//!
//! Reads no clock: what time it is comes in.

use std::time::{Duration, Instant};

/// The least time between two frames, where there are many.
pub const FRAME: Duration = Duration::from_millis(10);

/// When frames were drawn. After a rest two may follow at once: what a key brings in two parts would otherwise wait for
/// nobody's sake.
#[derive(Debug, Default)]
pub(super) struct Pace(Option<Instant>);

impl Pace {
    /// How long the next frame has to wait.
    pub(super) fn wait(&self, now: Instant) -> Duration {
        let since = |last| now.saturating_duration_since(last);
        self.0
            .map_or(Duration::ZERO, |last| FRAME.saturating_sub(since(last)))
    }

    /// A frame was drawn. After a rest it counts as one that was drawn earlier, and leaves room for another.
    pub(super) fn drew(&mut self, now: Instant) {
        let earlier = now.checked_sub(FRAME).unwrap_or(now);
        self.0 = Some(self.0.map_or(earlier, |last| earlier.max(last + FRAME)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_rest_two_frames_may_follow_at_once_and_many_stand_apart() {
        let mut pace = Pace::default();
        let mut now = Instant::now() + Duration::from_secs(1);
        for _ in 0..2 {
            for wait in [0, 0, 10, 10, 10] {
                let wait = Duration::from_millis(wait);
                assert_eq!(pace.wait(now), wait);
                now += wait;
                pace.drew(now);
            }
            now += 2 * FRAME;
        }
    }

    #[test]
    fn a_short_rest_saves_no_more_than_it_lasted() {
        let mut pace = Pace::default();
        let mut now = Instant::now() + Duration::from_secs(1);
        pace.drew(now);
        pace.drew(now);
        now += FRAME + Duration::from_millis(4);
        pace.drew(now);
        assert_eq!(pace.wait(now), Duration::from_millis(6));
    }
}
