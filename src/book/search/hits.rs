//! Where a text begins among the bytes of many: stretch by stretch, many places compared at once.
//!
//! It knows bytes only; whose they are is known to others.

use std::ops::Range;

use rayon::prelude::*;

use crate::query::{TextMatch, TextRule};

/// So many places are compared at once.
const CHUNK: usize = 128;

/// So many bytes of a text are compared everywhere, at most; the others only where these are.
const FIRST: usize = 4;

/// Bytes behind a place that belong to what is compared there.
const BEHIND: usize = FIRST - 1;

/// Bytes that lie side by side while they are compared.
const SIDE: usize = 16;

/// Bytes in which one thread looks for a rare text.
const PIECE: usize = 1 << 17;

/// Words of 64 places that one thread puts down at a time.
const WORDS: usize = 1 << 10;

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub(in crate::book) struct Needle<'a> {
    text: &'a [u8],
    /// Whether only beginnings of words count.
    begins_words: bool,
}

impl<'a> Needle<'a> {
    /// What a rule looks for by where it begins; nothing where whole texts are compared.
    pub(in crate::book) fn of(wanted: &'a TextMatch) -> Option<Self> {
        let begins_words = match wanted.rule {
            TextRule::Contains => false,
            TextRule::WordBegins => true,
            TextRule::Whole
            | TextRule::Words
            | TextRule::Begins
            | TextRule::Near
            | TextRule::Pattern => return None,
        };
        Some(Self {
            text: wanted.folded.as_bytes(),
            begins_words,
        })
    }

    /// How long it is.
    pub(in crate::book) const fn len(self) -> usize {
        self.text.len()
    }

    /// Whether a place at which it was found counts, where a text begins or within one.
    #[inline]
    pub(in crate::book) fn counts(self, bytes: &[u8], place: usize, begins: bool) -> bool {
        !self.begins_words || begins || is_behind_space(bytes, place)
    }

    /// Whether a text among the bytes begins so.
    #[inline]
    pub(super) fn is_at(self, bytes: &[u8], place: usize) -> bool {
        bytes
            .get(place..)
            .is_some_and(|it| it.starts_with(self.text))
    }

    /// The places, in their order, if there are few; what is not the beginning of a word is among them.
    pub(super) fn rare(self, bytes: &[u8], one_in: usize) -> Option<Vec<u32>> {
        if self.text.len() < 2 {
            return None;
        }
        let finder = memchr::memmem::Finder::new(self.text);
        let pieces = bytes.len().div_ceil(PIECE);
        let each = (0..pieces).into_par_iter().map(|piece| {
            let from = piece * PIECE;
            let to = bytes.len().min(from + PIECE + self.text.len() - 1);
            let mut places = Vec::new();
            let mut at = from;
            // The next one may begin within this one: where one text ends and another begins both count.
            while let Some(found) = finder.find(&bytes[at.min(to)..to]) {
                places.push(u32::try_from(at + found).unwrap_or(u32::MAX));
                at += found + 1;
                if places.len() > PIECE / one_in * 2 {
                    return None;
                }
            }
            Some(places)
        });
        let places: Option<Vec<Vec<u32>>> = each.collect();
        places.map(|it| it.concat())
    }

    /// A bit for each byte at which it begins; of beginnings of words only those behind a space.
    pub(super) fn bits(self, bytes: &[u8]) -> Vec<u64> {
        let mut words = vec![0_u64; bytes.len().div_ceil(64)];
        let stretches = words.par_chunks_mut(WORDS).enumerate();
        stretches.for_each(|(number, words)| {
            let first = number * WORDS * 64;
            let end = bytes.len().min(first + WORDS * 64);
            self.each(bytes, first..end, |place| {
                if !self.begins_words || is_behind_space(bytes, place) {
                    words[(place - first) / 64] |= 1 << (place % 64);
                }
            });
        });
        words
    }

    /// Calls for every place of a range at which it begins, in no certain order; beginnings of words are not told apart.
    #[inline]
    pub(in crate::book) fn each(self, bytes: &[u8], range: Range<usize>, call: impl FnMut(usize)) {
        match self.text {
            [] => range.for_each(call),
            [a] => self.each_by([*a], bytes, range, call),
            [a, b] => self.each_by([*a, *b], bytes, range, call),
            [a, b, c] => self.each_by([*a, *b, *c], bytes, range, call),
            [a, b, c, d, ..] => self.each_by([*a, *b, *c, *d], bytes, range, call),
        }
    }

    #[inline]
    fn each_by<const N: usize>(
        self,
        first: [u8; N],
        bytes: &[u8],
        range: Range<usize>,
        mut call: impl FnMut(usize),
    ) {
        let mut at = range.start;
        while at + CHUNK <= range.end
            && let Some(window) = bytes.get(at..at + CHUNK + BEHIND)
            && let Ok(window) = window.try_into()
        {
            for (half, places) in (0..).zip(places(window, first)) {
                let mut rest = places;
                while rest != 0 {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    let place = at + bit % 8 * SIDE + half * 8 + bit / 8;
                    if N == self.text.len() || self.is_at(bytes, place) {
                        call(place);
                    }
                }
            }
            at += CHUNK;
        }
        let last = (at..range.end).filter(|place| self.is_at(bytes, *place));
        last.for_each(call);
    }
}

#[inline]
fn is_behind_space(bytes: &[u8], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|at| bytes.get(at));
    before == Some(&b' ')
}

/// At which of some places a few bytes follow each other. The places lie across: bit `b` of half `h` stands for place
/// `b % 8 * SIDE + h * 8 + b / 8`, for that takes no turning round of what is compared side by side.
///
/// All lengths are fixed, so that many bytes are compared by one instruction.
#[inline(always)]
fn places<const N: usize>(window: &[u8; CHUNK + BEHIND], first: [u8; N]) -> [u64; 2] {
    let mut same = [1_u8; CHUNK];
    for (offset, wanted) in first.iter().enumerate() {
        let bytes: &[u8; CHUNK] = window[offset..].first_chunk().unwrap_or(&[0; CHUNK]);
        for at in 0..CHUNK {
            same[at] &= u8::from(bytes[at] == *wanted);
        }
    }
    let mut halves = [0_u64; 2];
    // Most have none, and putting the bits of the others together takes longer than comparing.
    let mut some = [0_u8; SIDE];
    for sides in same.as_chunks::<SIDE>().0 {
        for at in 0..SIDE {
            some[at] |= sides[at];
        }
    }
    if u128::from_le_bytes(some) == 0 {
        return halves;
    }
    for (row, sides) in same.as_chunks::<SIDE>().0.iter().enumerate() {
        for (half, side) in halves.iter_mut().zip(sides.as_chunks::<8>().0) {
            *half |= u64::from_le_bytes(*side) << row;
        }
    }
    halves
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_place_of_a_range_is_called_once(
            bytes in "[ab ]{0,700}",
            needle in "[ab ]{1,6}",
            (from, many) in (0_usize..300, 0_usize..500),
        ) {
            let wanted = TextMatch::new(needle.as_str(), TextRule::Contains);
            let needle = Needle::of(&wanted).unwrap();
            let bytes = bytes.as_bytes();
            let range = from.min(bytes.len())..(from + many).min(bytes.len());
            let mut called = Vec::new();
            needle.each(bytes, range.clone(), |place| called.push(place));
            called.sort_unstable();
            let expected: Vec<usize> = range.filter(|it| needle.is_at(bytes, *it)).collect();
            prop_assert_eq!(called, expected);
        }
    }
}
