//! Finds which rows hold a text: all texts of an arena are gone through once. The places of a rare one lead to the rows
//! they are in; of a frequent one each row looks up whether it begins anywhere within its own.
//!
//! Knows spans and folded texts only; what a filter means by them is `select`'s.

use rayon::prelude::*;

use super::columns::{Span, Texts};
use super::mask::{Mask, packed};
use super::shelves::{Hits, Shelf};
use crate::query::{TextMatch, TextRule};

/// Words of 64 places that one thread goes through at a time: what it writes meanwhile stays near.
const STRETCH: usize = 64;

/// So many bytes of a text are compared everywhere; the others only where these are.
const FIRST: usize = 6;

/// Bytes in which one thread looks for a rare text.
const PIECE: usize = 1 << 17;

/// Texts that one thread compares with patterns at a time: words of 64.
const TEXTS: usize = 1 << 14;

/// A text that occurs no more often than once in so many bytes is rare.
const RARE: usize = 256;

/// Where one wanted text occurs in an arena.
struct Found<'a> {
    wanted: &'a TextMatch,
    places: Places,
}

/// Where a text begins.
enum Places {
    /// A rare one: the bytes, in their order.
    List(Vec<u32>),
    /// A bit for each byte; of these the ones behind a space, where only beginnings of words count.
    Bits(Vec<u64>, Option<Vec<u64>>),
    /// Whole texts are compared.
    Unknown,
}

/// Where wanted texts occur in an arena; any of them will do.
pub struct Search<'a> {
    texts: &'a Texts,
    found: Vec<Found<'a>>,
}

impl<'a> Search<'a> {
    /// Searches an arena of folded texts; what else is in it does no harm.
    #[must_use]
    pub fn new(texts: &'a Texts, wanted: &'a [TextMatch]) -> Self {
        let bytes = texts.all();
        let found = |wanted: &'a TextMatch| Found {
            wanted,
            places: Places::of(bytes, wanted),
        };
        Self {
            texts,
            found: wanted.iter().map(found).collect(),
        }
    }

    /// Whether one text of the arena fits.
    #[must_use]
    pub fn fits(&self, span: Span) -> bool {
        self.found.iter().any(|it| it.fits(self.texts, span))
    }

    /// Whether nothing can fit.
    #[must_use]
    pub fn is_vain(&self) -> bool {
        self.found.iter().all(|it| match &it.places {
            Places::List(list) => list.is_empty(),
            Places::Bits(begins, _) => begins.iter().all(|word| *word == 0),
            Places::Unknown => false,
        })
    }

    /// The rows whose text fits.
    #[must_use]
    pub fn rows(&self, column: &[Span]) -> Mask {
        if self.is_vain() {
            return Mask::none(column.len());
        }
        let whole: Vec<&TextMatch> = self.compared().collect();
        if whole.is_empty() {
            return Mask::of(column, |span| !span.is_empty() && self.fits(span));
        }
        let stretches = column.par_chunks(TEXTS).map(|column| {
            // A pattern that threads have in common makes them wait for each other.
            let whole: Vec<TextMatch> = whole.iter().map(|it| (*it).clone()).collect();
            let fits = |span: Span| {
                let text = self.texts.get(span);
                whole.iter().any(|it| it.fits(text))
            };
            let rows = (0..).zip(column);
            let fitting = rows.filter(|(_, span)| {
                !span.is_empty() && (fits(**span) || self.found.iter().any(|it| it.lies_in(**span)))
            });
            let mut words = vec![0_u64; column.len().div_ceil(64)];
            for (row, _) in fitting {
                let row: usize = row;
                words[row / 64] |= 1 << (row % 64);
            }
            words
        });
        let words: Vec<Vec<u64>> = stretches.collect();
        let mut rows = Mask::none(column.len());
        for (number, words) in words.iter().enumerate() {
            rows.put(number * TEXTS / 64, words);
        }
        rows
    }

    /// What whole texts are compared with.
    fn compared(&self) -> impl Iterator<Item = &'a TextMatch> {
        let unknown = self
            .found
            .iter()
            .filter(|it| matches!(it.places, Places::Unknown));
        unknown.map(|it| it.wanted)
    }

    /// The same of a column whose texts are known by where they begin: only rows are looked at in which it is found.
    #[must_use]
    pub fn rows_on(&self, shelf: &Shelf, column: &[Span]) -> Mask {
        let mut rows = Mask::none(column.len());
        for it in &self.found {
            let long = it.wanted.folded.len();
            let found = match &it.places {
                Places::List(list) => shelf.rows(list, long, column),
                Places::Bits(begins, None) => shelf.rows_at(Hits::Anywhere(begins), long, column),
                Places::Bits(begins, Some(inner)) => {
                    shelf.rows_at(Hits::AtBegins(begins, inner), long, column)
                }
                Places::Unknown => return self.rows(column),
            };
            rows = rows.or(&found);
        }
        // What was written since stands behind.
        let behind = shelf.upto();
        if self.texts.all().len() > behind {
            return rows.or(&Mask::of(column, |span| {
                span.start as usize >= behind && !span.is_empty() && self.fits(span)
            }));
        }
        rows
    }
}

impl Places {
    fn of(bytes: &[u8], wanted: &TextMatch) -> Self {
        match wanted.rule {
            TextRule::Contains => match rare(bytes, wanted.folded.as_bytes()) {
                Some(list) => Self::List(list),
                None => Self::Bits(begins(bytes, &wanted.folded), None),
            },
            TextRule::WordBegins => {
                let (all, inner) = begins_of_words(bytes, &wanted.folded);
                Self::Bits(all, Some(inner))
            }
            TextRule::Whole
            | TextRule::Words
            | TextRule::Begins
            | TextRule::Near
            | TextRule::Pattern => Self::Unknown,
        }
    }
}

impl Found<'_> {
    #[inline]
    fn fits(&self, texts: &Texts, span: Span) -> bool {
        match &self.places {
            Places::Unknown => self.wanted.fits(texts.get(span)),
            Places::List(_) | Places::Bits(..) => self.lies_in(span),
        }
    }

    /// Whether it begins in a text, so far as it is known where it begins.
    #[inline]
    fn lies_in(&self, span: Span) -> bool {
        let start = span.start as usize;
        let end = (span.end as usize + 1).saturating_sub(self.wanted.folded.len());
        match &self.places {
            Places::List(list) => {
                let first = list.partition_point(|at| *at < span.start);
                list.get(first).is_some_and(|at| (*at as usize) < end)
            }
            Places::Bits(begins, None) => any(begins, start, end),
            Places::Bits(begins, Some(inner)) => {
                any(begins, start, end.min(start + 1)) || any(inner, start + 1, end)
            }
            Places::Unknown => false,
        }
    }
}

/// Where a text begins, if that is in few places.
fn rare(bytes: &[u8], wanted: &[u8]) -> Option<Vec<u32>> {
    if wanted.len() < 2 {
        return None;
    }
    let finder = memchr::memmem::Finder::new(wanted);
    let pieces = bytes.len().div_ceil(PIECE);
    let each = (0..pieces).into_par_iter().map(|piece| {
        let from = piece * PIECE;
        let to = bytes.len().min(from + PIECE + wanted.len() - 1);
        let mut places = Vec::new();
        let mut at = from;
        // The next one may begin within this one: where one text ends and another begins both count.
        while let Some(found) = finder.find(&bytes[at.min(to)..to]) {
            places.push(u32::try_from(at + found).unwrap_or(u32::MAX));
            at += found + 1;
            if places.len() > PIECE / RARE * 2 {
                return None;
            }
        }
        Some(places)
    });
    let places: Option<Vec<Vec<u32>>> = each.collect();
    places.map(|it| it.concat())
}

/// Whether any bit of a range is set.
fn any(bits: &[u64], start: usize, end: usize) -> bool {
    let (mut at, mut some) = (start, false);
    while at < end && !some {
        let word = bits.get(at / 64).copied().unwrap_or(0) >> (at % 64);
        let count = (64 - at % 64).min(end - at);
        some = word & (u64::MAX >> (64 - count)) != 0;
        at += count;
    }
    some
}

/// Where a text begins, overlapping or not. An empty one begins everywhere.
fn begins(bytes: &[u8], wanted: &str) -> Vec<u64> {
    let mut words = vec![0_u64; bytes.len().div_ceil(64)];
    let stretches = words.par_chunks_mut(STRETCH).enumerate();
    stretches.for_each(|(number, words)| {
        let start = number * STRETCH * 64;
        let rest = bytes.get(start..).unwrap_or_default();
        put_hits(
            &hits(rest, wanted.as_bytes()),
            words,
            rest,
            wanted.as_bytes(),
        );
    });
    words
}

/// The same, and of these the places behind a space.
fn begins_of_words(bytes: &[u8], wanted: &str) -> (Vec<u64>, Vec<u64>) {
    let mut words = vec![0_u64; bytes.len().div_ceil(64)];
    let mut behind = words.clone();
    let both = words
        .par_chunks_mut(STRETCH)
        .zip(behind.par_chunks_mut(STRETCH));
    both.enumerate().for_each(|(number, (words, behind))| {
        let start = number * STRETCH * 64;
        let rest = bytes.get(start..).unwrap_or_default();
        let mut hits = hits(rest, wanted.as_bytes());
        put_hits(&hits, words, rest, wanted.as_bytes());
        let (first, others) = hits.split_at_mut(1);
        let before = start.checked_sub(1).and_then(|at| bytes.get(at));
        first[0] &= u8::from(before == Some(&b' '));
        keep_equal(others, rest, b' ');
        put_hits(&hits, behind, rest, wanted.as_bytes());
    });
    (words, behind)
}

/// For each of as many bytes as there are in a stretch whether the first bytes of a text follow from there on.
fn hits(bytes: &[u8], wanted: &[u8]) -> [u8; STRETCH * 64] {
    let mut hits = [1; STRETCH * 64];
    for (offset, byte) in wanted.iter().take(FIRST).enumerate() {
        let shifted = bytes.get(offset..).unwrap_or_default();
        keep_equal(&mut hits, shifted, *byte);
        // Behind the end there is nothing to be equal to.
        let behind = shifted.len().min(hits.len());
        hits[behind..].fill(0);
    }
    let behind = bytes.len().min(hits.len());
    hits[behind..].fill(0);
    hits
}

/// Keeps what stands where a byte does; the byte is a copy, so that many are compared at once.
fn keep_equal(hits: &mut [u8], bytes: &[u8], byte: u8) {
    for (hit, other) in hits.iter_mut().zip(bytes) {
        *hit &= u8::from(*other == byte);
    }
}

fn put_hits(hits: &[u8; STRETCH * 64], words: &mut [u64], bytes: &[u8], wanted: &[u8]) {
    for (word, hits) in words.iter_mut().zip(hits.as_chunks::<64>().0) {
        *word = packed(hits);
    }
    if wanted.len() > FIRST {
        keep_whole(words, bytes, wanted);
    }
}

/// Takes out the places where only the first bytes were the same.
fn keep_whole(words: &mut [u64], bytes: &[u8], wanted: &[u8]) {
    for (number, word) in words.iter_mut().enumerate() {
        let mut rest = *word;
        while rest != 0 {
            let bit = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            let there = bytes.get(number * 64 + bit..);
            if !there.is_some_and(|it| it.starts_with(wanted)) {
                *word &= !(1 << bit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wanted(text: &str) -> TextMatch {
        TextMatch::new(text, TextRule::Contains)
    }

    proptest! {
        #[test]
        fn rows_are_those_in_which_a_word_begins_so(
            texts in prop::collection::vec("[ab北 ]{0,60}", 0..60),
            needle in "[ab北]{1,2}|[ab] [ab]|[ab ]{7,9}",
        ) {
            let mut arena = Texts::default();
            let column: Vec<Span> = texts.iter().map(|it| arena.add(it)).collect();
            let wanted = [TextMatch::new(needle.as_str(), TextRule::WordBegins)];
            let search = Search::new(&arena, &wanted);
            let rows = search.rows(&column);
            let shelf = Shelf::of(&column, arena.all().len());
            prop_assert_eq!(&search.rows_on(&shelf, &column), &rows);
            for (row, text) in texts.iter().enumerate() {
                prop_assert_eq!(rows.has(row), wanted[0].fits(text), "{}", text);
            }
        }

        #[test]
        fn rows_are_those_that_hold_the_text(
            texts in prop::collection::vec("[ab北]{0,90}", 0..60),
            needle in "[ab北]{1,3}|[ab]{4,9}",
        ) {
            let mut arena = Texts::default();
            let column: Vec<Span> = texts.iter().map(|it| arena.add(it)).collect();
            let wanted = [wanted(&needle)];
            let search = Search::new(&arena, &wanted);
            let rows = search.rows(&column);
            prop_assert_eq!(&search.rows_on(&Shelf::of(&column, arena.all().len()), &column), &rows);
            for (row, text) in texts.iter().enumerate() {
                prop_assert_eq!(rows.has(row), text.contains(&needle), "{}", text);
            }
        }

        #[test]
        fn texts_are_found_in_whatever_order_rows_lie_and_after_some_were_replaced(
            texts in prop::collection::vec("[abc]{0,5}", 1..400),
            replaced in prop::collection::vec((0_usize..400, "[abc]{0,5}"), 0..6),
            backwards in prop::bool::ANY,
            needle in "[abc]{1,4}",
        ) {
            let mut arena = Texts::default();
            let mut column: Vec<Span> = texts.iter().map(|it| arena.add(it)).collect();
            let mut texts = texts;
            if backwards {
                column.reverse();
                texts.reverse();
            }
            // Two rows may have one text.
            column.push(column[0]);
            texts.push(texts[0].clone());
            let shelf = Shelf::of(&column, arena.all().len());
            for (row, text) in replaced {
                let row = row % texts.len();
                column[row] = arena.add(&text);
                texts[row] = text;
            }
            let wanted = [wanted(&needle)];
            let rows = Search::new(&arena, &wanted).rows_on(&shelf, &column);
            for (row, text) in texts.iter().enumerate() {
                prop_assert_eq!(rows.has(row), text.contains(&needle), "{}", text);
            }
        }
    }

    #[test]
    fn a_text_that_lies_across_two_stretches_is_found_and_one_that_is_everywhere_too() {
        let mut arena = Texts::default();
        let long = arena.add(&"a".repeat(STRETCH * 64 - 2));
        let across = arena.add("aaab");
        let far = arena.add(&"b".repeat(9));
        for (needle, expected) in [
            ("aab", [false, true, false]),
            ("aaa", [true, true, false]),
            ("a", [true, true, false]),
            ("bbbbbbbb", [false, false, true]),
            ("bbbbbbbbbb", [false, false, false]),
        ] {
            let wanted = [wanted(needle)];
            let rows = Search::new(&arena, &wanted).rows(&[long, across, far]);
            assert_eq!([0, 1, 2].map(|row| rows.has(row)), expected, "{needle}");
        }
    }
}
