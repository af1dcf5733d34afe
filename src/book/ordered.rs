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
            let seen = &mut self.items[start..part.end];
            let near = narrowed(seen, low - start..high - start, compare);
            let (low_there, high_there) = (low - start - near.start, high - start - near.start);
            let mut seen = &mut seen[near];
            if high_there < seen.len() {
                seen.select_nth_unstable_by(high_there, compare);
                seen = &mut seen[..high_there];
            }
            if low_there > 0 {
                seen.select_nth_unstable_by(low_there, compare);
                seen = &mut seen[low_there..];
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
/// So many of them are looked at to guess where some places are.
const SAMPLE: usize = 1 << 10;
/// So many of these a guess is off at most, nearly always: three times the standard error in the middle.
const OFF: usize = 3 * 16;

/// Where a thing belongs, by a guess.
const BEFORE: u8 = 0;
const AMONG: u8 = 1;
const BEHIND: u8 = 2;

/// Brings together what may belong into some places of many things: what belongs before it is put before, what belongs
/// behind it behind. Says where it lies; all of them where they are few, or where the guess was wrong.
///
/// Several hands compare, and one moves about only what does not belong behind.
fn narrowed<T: Send + Sync>(
    items: &mut [T],
    range: Range<usize>,
    compare: &(impl Fn(&T, &T) -> Ordering + Sync),
) -> Range<usize> {
    let many = items.len();
    if many < MANY {
        return 0..many;
    }
    let mut sample: Vec<&T> = (0..SAMPLE).map(|at| &items[at * many / SAMPLE]).collect();
    sample.sort_unstable_by(|one, other| compare(one, other));
    let low = (range.start * SAMPLE / many).checked_sub(OFF);
    let low = low.and_then(|at| sample.get(at));
    let high = sample.get(range.end * SAMPLE / many + OFF);
    let belongs = |it: &T| {
        if low.is_some_and(|low| compare(it, low).is_lt()) {
            BEFORE
        } else if high.is_some_and(|high| compare(it, high).is_gt()) {
            BEHIND
        } else {
            AMONG
        }
    };
    let belong: Vec<u8> = items
        .par_iter()
        .with_min_len(MANY / 4)
        .map(belongs)
        .collect();
    let (mut first, mut next) = (0, 0);
    for (at, belongs) in belong.into_iter().enumerate() {
        if belongs == BEHIND {
            continue;
        }
        items.swap(at, next);
        if belongs == BEFORE {
            items.swap(next, first);
            first += 1;
        }
        next += 1;
    }
    if first <= range.start && range.end <= next {
        first..next
    } else {
        0..many
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_of_many_are_found_whatever_the_sample_says() {
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
            for low in [0, 1, 1_024, many / 16, many / 2, many - 1_024] {
                let range = low..low + 1_024;
                let mut items: Vec<usize> = (0..many).map(kind).collect();
                let mut sorted = items.clone();
                sorted.sort_unstable();
                let near = narrowed(&mut items, range.clone(), &Ord::cmp);
                assert!(near.start <= range.start && range.end <= near.end);
                items[near].sort_unstable();
                assert_eq!(items[range.clone()], sorted[range]);
                items.sort_unstable();
                assert_eq!(items, sorted);
            }
        }
    }

    #[test]
    fn few_of_many_are_near_some_places() {
        let many = MANY * 3;
        let mut items: Vec<usize> = (0..many).map(|at| (at * 7_919) % many).collect();
        for low in [0, many / 3, many - 1_024] {
            let near = narrowed(&mut items, low..low + 1_024, &Ord::cmp);
            assert!(near.len() < many / 8, "{near:?}");
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
