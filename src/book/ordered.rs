//! A list that is put in order only where somebody looks: a screen shows forty of 300,000.
//!
//! It knows of nothing but places; what comes before what is told with every look, and must stay the same.

use std::cmp::Ordering;
use std::ops::Range;

use rayon::prelude::*;

/// So many places are put in order at a time.
const CHUNK: usize = 1_024;

/// Things, in order where somebody looked.
#[derive(Debug, Clone)]
pub struct Ordered<T> {
    items: Vec<T>,
    /// One behind the other; nothing in one belongs before anything in an earlier one.
    parts: Vec<Part>,
}

#[derive(Debug, Clone, Copy)]
struct Part {
    end: usize,
    sorted: bool,
}

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            parts: Vec::new(),
        }
    }
}

impl<T: Send + Sync> Ordered<T> {
    /// Takes things in any order.
    #[must_use]
    pub fn new(items: Vec<T>) -> Self {
        let whole = Part {
            end: items.len(),
            sorted: items.len() < 2,
        };
        Self {
            items,
            parts: vec![whole],
        }
    }

    /// The things, for their room.
    #[must_use]
    pub fn into_items(self) -> Vec<T> {
        self.items
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All of them, in no order.
    #[must_use]
    pub fn all(&self) -> &[T] {
        &self.items
    }

    /// Whether some places are in order already.
    #[must_use]
    pub fn knows(&self, range: &Range<usize>) -> bool {
        let overlaps = |start: usize, end: usize| start < range.end && range.start < end;
        self.parts()
            .all(|(start, part)| part.sorted || !overlaps(start, part.end))
    }

    /// What is in some places that are known to be in order.
    #[must_use]
    pub fn known(&self, range: Range<usize>) -> &[T] {
        let end = range.end.min(self.items.len());
        &self.items[range.start.min(end)..end]
    }

    /// What is in some places, in order; they are put in order as far as that needs.
    pub fn range(
        &mut self,
        range: Range<usize>,
        compare: impl Fn(&T, &T) -> Ordering + Sync,
    ) -> &[T] {
        if !self.knows(&range) {
            self.sort(&range, &compare);
        }
        self.known(range)
    }

    /// Where the one that is meant lies now, if it is here; where that is known to be in order, it is its place.
    #[must_use]
    pub fn find(&self, is: impl Fn(&T) -> bool + Send + Sync) -> Option<usize> {
        self.items.par_iter().position_any(is)
    }

    /// The place of the one that lies there now.
    #[must_use]
    pub fn place(&self, at: usize, compare: impl Fn(&T, &T) -> Ordering + Sync) -> usize {
        let part = self.parts().find(|(_, part)| at < part.end);
        let Some((start, part)) = part.filter(|(_, part)| !part.sorted) else {
            return at;
        };
        let one = &self.items[at];
        let others = self.items[start..part.end].par_iter();
        let before = others.filter(|other| compare(other, one).is_lt());
        start + before.count()
    }

    fn parts(&self) -> impl Iterator<Item = (usize, Part)> + '_ {
        let starts = std::iter::once(0).chain(self.parts.iter().map(|part| part.end));
        starts.zip(self.parts.iter().copied())
    }

    fn sort(&mut self, range: &Range<usize>, compare: &(impl Fn(&T, &T) -> Ordering + Sync)) {
        let first = range.start / CHUNK * CHUNK;
        let end = range.end.next_multiple_of(CHUNK).min(self.items.len());
        let mut parts = Vec::with_capacity(self.parts.len() + 2);
        let old: Vec<(usize, Part)> = self.parts().collect();
        for (start, part) in old {
            let (low, high) = (first.max(start), end.min(part.end));
            if part.sorted || low >= high {
                parts.push(part);
                continue;
            }
            let mut seen = &mut self.items[start..part.end];
            if high < part.end {
                select(seen, high - start, compare);
                seen = &mut seen[..high - start];
            }
            if low > start {
                seen.select_nth_unstable_by(low - start, compare);
                seen = &mut seen[low - start..];
            }
            seen.par_sort_unstable_by(compare);
            let pieces = [(low, false), (high, true), (part.end, false)];
            let mut from = start;
            for (end, sorted) in pieces {
                if end > from {
                    parts.push(Part { end, sorted });
                }
                from = end;
            }
        }
        self.parts = parts;
    }
}

/// So many things are worth the hands of several.
const MANY: usize = 1 << 15;
/// So many of them are looked at to guess where the first ones end.
const SAMPLE: usize = 1 << 10;

/// Puts the first `nth` of many things before all others, and the next one behind them.
///
/// Where these are few, several hands pick out what may be among them first; to move everything about takes one.
fn select<T: Send + Sync>(
    items: &mut [T],
    nth: usize,
    compare: &(impl Fn(&T, &T) -> Ordering + Sync),
) {
    let many = items.len();
    if many < MANY || nth > many / 16 {
        items.select_nth_unstable_by(nth, compare);
        return;
    }
    let mut sample: Vec<&T> = (0..SAMPLE).map(|at| &items[at * many / SAMPLE]).collect();
    sample.sort_unstable_by(|one, other| compare(one, other));
    // Twice as many as are looked for, and some more, for it is a guess.
    let bound = sample[(2 * nth * SAMPLE / many + 8).min(SAMPLE - 1)];
    let pieces = items
        .par_chunks(MANY / 4)
        .enumerate()
        .map(|(piece, items)| {
            let at = (piece * (MANY / 4)..).zip(items);
            let first = at.filter(|(_, it)| compare(it, bound).is_le());
            first.map(|(at, _)| at).collect::<Vec<usize>>()
        });
    let found = pieces.collect::<Vec<_>>().concat();
    if found.len() <= nth {
        items.select_nth_unstable_by(nth, compare);
        return;
    }
    for (to, from) in found.iter().enumerate() {
        items.swap(to, *from);
    }
    items[..found.len()].select_nth_unstable_by(nth, compare);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_of_many_are_found_whatever_the_sample_says() {
        let many = MANY * 3;
        let mixed = |at: usize| (at * 7_919) % many;
        // What the sample sees is the lowest, or the highest, or as it comes.
        let seen = |at: usize| at.is_multiple_of(many / SAMPLE);
        let kinds: [&dyn Fn(usize) -> usize; 4] = [
            &mixed,
            &|at| if seen(at) { 0 } else { 1 + mixed(at) },
            &|at| if seen(at) { many } else { mixed(at) },
            &|_| 7,
        ];
        for kind in kinds {
            for nth in [0, 1, 1_024, many / 16, many / 2] {
                let mut items: Vec<usize> = (0..many).map(kind).collect();
                let mut sorted = items.clone();
                sorted.sort_unstable();
                select(&mut items, nth, &Ord::cmp);
                assert_eq!(items[nth], sorted[nth]);
                items[..nth].sort_unstable();
                assert_eq!(items[..nth], sorted[..nth]);
                items.sort_unstable();
                assert_eq!(items, sorted);
            }
        }
    }

    proptest! {
        #[test]
        fn a_list_is_in_order_wherever_one_looks(
            items in proptest::collection::vec(0_u64..900, 0..5_000),
            looks in proptest::collection::vec((0_usize..6_000, 0_usize..2_000), 1..8),
        ) {
            let items: Vec<(u64, usize)> = items.into_iter().zip(0..).collect();
            let mut sorted = items.clone();
            sorted.sort_unstable();
            let mut list = Ordered::new(items);
            for (first, count) in looks {
                let expected: Vec<_> = sorted.iter().skip(first).take(count).copied().collect();
                for (at, one) in expected.iter().enumerate().step_by(97) {
                    let there = list.find(|it| it == one).unwrap();
                    prop_assert_eq!(list.place(there, Ord::cmp), first + at);
                }
                prop_assert_eq!(list.range(first..first + count, Ord::cmp), expected);
                prop_assert!(list.knows(&(first..first + count)));
            }
            prop_assert_eq!(list.find(|it| it.0 == 900), None);
        }
    }
}
