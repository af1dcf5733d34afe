//! Holds the cursor in a long list and which part of it is seen; only that part is ever drawn or asked for.

use std::ops::Range;

use super::super::action::Step;

/// Where the cursor is and which line is the first that is seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lines {
    cursor: usize,
    top: usize,
}

impl Lines {
    /// The line of the cursor.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Goes somewhere in a list of `len` lines of which `height` are seen.
    pub fn go(&mut self, step: Step, count: Option<u32>, len: usize, height: usize) {
        let times = usize::try_from(count.unwrap_or(1)).unwrap_or(usize::MAX);
        let page = height.saturating_sub(1).max(1).saturating_mul(times);
        self.cursor = match step {
            Step::Left | Step::Right => self.cursor,
            Step::Up => self.cursor.saturating_sub(times),
            Step::Down => self.cursor.saturating_add(times),
            Step::PageUp => self.cursor.saturating_sub(page),
            Step::PageDown => self.cursor.saturating_add(page),
            // A number before either names the line.
            Step::First | Step::Last if count.is_some() => times.saturating_sub(1),
            Step::First => 0,
            Step::Last => usize::MAX,
        };
        self.fit(len, height);
    }

    /// Puts the cursor on a line.
    pub fn set(&mut self, line: usize, len: usize, height: usize) {
        self.cursor = line;
        self.fit(len, height);
    }

    /// Goes along with a line that others moved: what is seen around it stays, unless one looks at the list's beginning.
    pub fn follow(&mut self, line: usize, len: usize, height: usize) {
        if self.top > 0 {
            self.top = (self.top + line).saturating_sub(self.cursor);
        }
        self.set(line, len, height);
    }

    /// Moves what is seen by so many lines; the cursor comes along where it would be out of sight.
    pub fn scroll(&mut self, lines: isize, len: usize, height: usize) {
        let last_top = len.saturating_sub(height.max(1));
        let seen = self.seen(len, height);
        self.top = seen.start.saturating_add_signed(lines).min(last_top);
        let last = (self.top + height.max(1)).saturating_sub(1);
        self.cursor = self.cursor.clamp(self.top, last);
        self.fit(len, height);
    }

    /// Keeps the cursor in a list that has changed, and in sight.
    pub fn fit(&mut self, len: usize, height: usize) {
        self.cursor = self.cursor.min(len.saturating_sub(1));
        self.top = self.seen(len, height).start;
    }

    /// The lines that are seen, the cursor's among them.
    #[must_use]
    pub fn seen(&self, len: usize, height: usize) -> Range<usize> {
        let height = height.max(1);
        let cursor = self.cursor.min(len.saturating_sub(1));
        let lowest = cursor.saturating_sub(height - 1);
        let last_top = len.saturating_sub(height);
        let top = self.top.clamp(lowest, cursor.max(lowest)).min(last_top);
        top..(top + height).min(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_cursor_goes_where_it_is_told_and_stays_in_the_list() {
        let mut lines = Lines::default();
        let mut go = |step, count| {
            lines.go(step, count, 100, 10);
            lines.cursor()
        };
        assert_eq!(go(Step::Up, None), 0);
        assert_eq!(go(Step::Down, Some(5)), 5);
        assert_eq!(go(Step::PageDown, None), 14);
        assert_eq!(go(Step::Last, None), 99);
        assert_eq!(go(Step::Down, None), 99);
        assert_eq!(go(Step::Last, Some(42)), 41);
        assert_eq!(go(Step::First, None), 0);
    }

    #[test]
    fn the_view_moves_only_when_the_cursor_leaves_it() {
        let mut lines = Lines::default();
        lines.go(Step::Down, Some(9), 100, 10);
        assert_eq!(lines.seen(100, 10), 0..10);
        lines.go(Step::Down, None, 100, 10);
        assert_eq!(lines.seen(100, 10), 1..11);
        lines.go(Step::Up, Some(3), 100, 10);
        assert_eq!(lines.seen(100, 10), 1..11);
    }

    #[test]
    fn a_list_that_is_read_from_its_middle_stays_where_it_is_read() {
        let mut lines = Lines::default();
        lines.go(Step::Down, Some(20), 100, 10);
        assert_eq!(lines.seen(100, 10), 11..21);
        lines.follow(23, 103, 10);
        assert_eq!((lines.cursor(), lines.seen(103, 10)), (23, 14..24));
        let mut lines = Lines::default();
        lines.go(Step::Down, Some(2), 100, 10);
        lines.follow(4, 102, 10);
        assert_eq!((lines.cursor(), lines.seen(102, 10)), (4, 0..10));
    }

    #[test]
    fn the_wheel_moves_what_is_seen_and_takes_the_cursor_along_only_when_it_must() {
        let mut lines = Lines::default();
        lines.go(Step::Down, Some(5), 100, 10);
        lines.scroll(3, 100, 10);
        assert_eq!((lines.cursor(), lines.seen(100, 10)), (5, 3..13));
        lines.scroll(90, 100, 10);
        assert_eq!((lines.cursor(), lines.seen(100, 10)), (90, 90..100));
        lines.scroll(-200, 100, 10);
        assert_eq!((lines.cursor(), lines.seen(100, 10)), (9, 0..10));
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_in_sight(
            steps in proptest::collection::vec((0usize..6, 1u32..300, 0usize..300, 0usize..60), 1..40),
        ) {
            let all = [Step::Up, Step::Down, Step::PageUp, Step::PageDown, Step::First, Step::Last];
            let mut lines = Lines::default();
            for (step, count, len, height) in steps {
                lines.go(all[step], Some(count), len, height);
                let seen = lines.seen(len, height);
                prop_assert!(seen.end <= len);
                prop_assert!(seen.len() <= height.max(1));
                prop_assert!(len == 0 || seen.contains(&lines.cursor()));
            }
        }
    }
}
