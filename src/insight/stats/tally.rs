//! How long each stay lasted and how it ended, counted by whole days.
//!
//! The one input of the survival and the competing-risk curves. Days are few where leads are many, so counting
//! replaces sorting: adding is constant time, and blocks that were counted apart are merged by adding.

use std::collections::BTreeMap;

/// Stays of fewer days than this (about 45 years) are counted in a plain array; longer ones, which only broken dates
/// produce, in a map, so that one wrong year cannot claim gigabytes.
const DENSE: u32 = 1 << 14;

/// How a stay ended, or that it has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// It goes on: all that is known is that it has lasted this long.
    Open,
    /// It ended by going forward.
    Advanced,
    /// It ended by being lost.
    Lost,
}

/// How many stays of one length ended in each way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ends {
    /// Those that still go on.
    pub open: u64,
    /// Those that went forward.
    pub advanced: u64,
    /// Those that were lost.
    pub lost: u64,
}

impl Ends {
    /// Those that are over, in whichever way.
    #[must_use]
    pub fn over(&self) -> u64 {
        self.advanced + self.lost
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.open + self.over()
    }
}

/// The same while it is counted, by [`End`]: how stays end can't be foreseen, so it is looked up and not asked. A book has
/// fewer rows than 2³², and narrow slots of a power of two are half as far apart; the last is never used.
type Slot = [u32; 4];

fn ends([open, advanced, lost, _]: Slot) -> Ends {
    Ends {
        open: open.into(),
        advanced: advanced.into(),
        lost: lost.into(),
    }
}

/// Stays counted by their length in whole days.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    dense: Vec<Slot>,
    sparse: BTreeMap<u32, Slot>,
}

impl Tally {
    /// Counts one stay of `days` whole days.
    #[inline]
    pub fn add(&mut self, days: u32, end: End) {
        self.slot(days)[end as usize] += 1;
    }

    /// Counts everything that `other` counted.
    pub fn merge(&mut self, other: &Self) {
        if let Some(last) = other.dense.len().checked_sub(1) {
            self.dense
                .resize(self.dense.len().max(last + 1), Slot::default());
        }
        for (mine, theirs) in self.dense.iter_mut().zip(&other.dense) {
            absorb(mine, theirs);
        }
        for (days, theirs) in &other.sparse {
            absorb(self.sparse.entry(*days).or_default(), theirs);
        }
    }

    /// How many stays were counted, by how they ended.
    #[must_use]
    pub fn total(&self) -> Ends {
        let mut total = Ends::default();
        for slot in self.dense.iter().chain(self.sparse.values()) {
            let slot = ends(*slot);
            total.open += slot.open;
            total.advanced += slot.advanced;
            total.lost += slot.lost;
        }
        total
    }

    /// Each length that occurs, shortest first, with how its stays ended.
    pub fn days(&self) -> impl Iterator<Item = (u32, Ends)> {
        let sparse = self.sparse.iter().map(|(days, slot)| (*days, slot));
        let all = (0..DENSE).zip(&self.dense).chain(sparse);
        all.map(|(days, slot)| (days, ends(*slot)))
            .filter(|(_, ends)| ends.all() > 0)
    }

    #[inline]
    fn slot(&mut self, days: u32) -> &mut Slot {
        if days >= DENSE {
            return self.sparse.entry(days).or_default();
        }
        let at = days as usize;
        if at >= self.dense.len() {
            self.dense.resize(at + 1, Slot::default());
        }
        &mut self.dense[at]
    }
}

fn absorb(mine: &mut Slot, theirs: &Slot) {
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        *mine += theirs;
    }
}

impl PartialEq for Tally {
    fn eq(&self, other: &Self) -> bool {
        self.days().eq(other.days())
    }
}

impl FromIterator<(u32, End)> for Tally {
    fn from_iter<I: IntoIterator<Item = (u32, End)>>(stays: I) -> Self {
        let mut tally = Self::default();
        for (days, end) in stays {
            tally.add(days, end);
        }
        tally
    }
}

/// `true` is a stay that is over, `false` one that goes on.
impl FromIterator<(u32, bool)> for Tally {
    fn from_iter<I: IntoIterator<Item = (u32, bool)>>(stays: I) -> Self {
        let end = |over| if over { End::Advanced } else { End::Open };
        stays
            .into_iter()
            .map(|(days, over)| (days, end(over)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_day_in_order_and_leaves_empty_days_out() {
        let tally: Tally = [
            (3, End::Lost),
            (0, End::Open),
            (3, End::Advanced),
            (3, End::Lost),
        ]
        .into_iter()
        .collect();
        let days: Vec<_> = tally.days().collect();
        let ends = |open, advanced, lost| Ends {
            open,
            advanced,
            lost,
        };
        assert_eq!(days, [(0, ends(1, 0, 0)), (3, ends(0, 1, 2))]);
        assert_eq!(tally.total(), ends(1, 1, 2));
    }

    #[test]
    fn an_absurd_length_is_counted_without_an_array_of_its_size() {
        let tally: Tally = [(u32::MAX, true), (DENSE, false), (DENSE - 1, true)]
            .into_iter()
            .collect();
        let days: Vec<_> = tally.days().map(|(day, _)| day).collect();
        assert_eq!(days, [DENSE - 1, DENSE, u32::MAX]);
        assert_eq!(tally.dense.len(), DENSE as usize);
    }

    #[test]
    fn parts_counted_apart_and_merged_are_the_whole() {
        let stays = [(5, true), (70_000, false), (1, true), (5, false), (9, true)];
        let whole: Tally = stays.into_iter().collect();
        let (left, right) = stays.split_at(2);
        let mut merged: Tally = left.iter().copied().collect();
        merged.merge(&right.iter().copied().collect());
        assert_eq!(merged, whole);
        assert_eq!(merged.total(), whole.total());
    }
}
