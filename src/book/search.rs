//! Finds which rows hold a text: all texts of an arena are gone through once. The places of a rare one lead to the rows
//! they are in; of a frequent one each stretch is turned into rows while it is near.
//!
//! Knows spans and folded texts only; what a filter means by them is `select`'s.

mod hits;

use rayon::prelude::*;

use super::columns::{Span, Texts};
use super::mask::Mask;
use super::shelves::{Shelf, rows_at};
use crate::query::TextMatch;

pub(super) use hits::Needle;

/// Texts that one thread compares with patterns at a time: words of 64.
const TEXTS: usize = 1 << 14;

/// A text that occurs no more often than once in so many bytes is rare.
const RARE: usize = 4096;

/// Where one wanted text occurs in an arena.
struct Found<'a> {
    wanted: &'a TextMatch,
    places: Places<'a>,
}

/// Where a text begins.
enum Places<'a> {
    /// A rare one: the bytes, in their order.
    List(Needle<'a>, Vec<u32>),
    /// A frequent one: by a bit for each byte, where many single texts are asked for.
    Bits(Needle<'a>, Option<Vec<u64>>),
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
        Self::with(texts, wanted, (RARE, true))
    }

    /// The same for columns whose texts are known by where they begin, see [`Self::rows_on`].
    #[must_use]
    pub fn on_shelves(texts: &'a Texts, wanted: &'a [TextMatch]) -> Self {
        Self::with(texts, wanted, (RARE, false))
    }

    /// The same, by how often a text occurs that is not rare any more: once in so many bytes; and whether single texts
    /// will be asked for.
    fn with(texts: &'a Texts, wanted: &'a [TextMatch], (rare, single): (usize, bool)) -> Self {
        let found = |wanted: &'a TextMatch| Found {
            wanted,
            places: match Needle::of(wanted) {
                None => Places::Unknown,
                Some(needle) => match needle.rare(texts.all(), rare) {
                    Some(list) => Places::List(needle, list),
                    None => Places::Bits(needle, single.then(|| needle.bits(texts.all()))),
                },
            },
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

    /// Whether all that is wanted occurs seldom, so that it is known where.
    #[must_use]
    pub fn is_rare(&self) -> bool {
        self.found
            .iter()
            .all(|it| matches!(it.places, Places::List(..)))
    }

    /// Whether nothing can fit.
    #[must_use]
    pub fn is_vain(&self) -> bool {
        self.found.iter().all(|it| match &it.places {
            Places::List(_, list) => list.is_empty(),
            Places::Bits(..) | Places::Unknown => false,
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
                !span.is_empty()
                    && (fits(**span) || self.found.iter().any(|it| it.lies_in(self.texts, **span)))
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
            .filter(|it| matches!(it.places, Places::Unknown | Places::Bits(_, None)));
        unknown.map(|it| it.wanted)
    }

    /// The rows of columns of one table whose texts are known by where they begin: only rows are looked at in which it is
    /// found.
    #[must_use]
    pub fn rows_on(&self, columns: &[(&Shelf, &[Span])]) -> Mask {
        let many = columns.iter().map(|it| it.1.len()).max();
        let mut rows = Mask::none(many.unwrap_or_default());
        let all = self.texts.all();
        for it in &self.found {
            let found = match &it.places {
                Places::List(needle, list) => {
                    let each = columns.iter();
                    let each = each.map(|(shelf, column)| shelf.rows(*needle, list, column, all));
                    each.reduce(|one, other| one.or(&other)).unwrap_or_default()
                }
                Places::Bits(needle, _) => rows_at(*needle, columns, all),
                Places::Unknown => {
                    let each = columns.iter().map(|it| self.rows(it.1));
                    return each.reduce(|one, other| one.or(&other)).unwrap_or_default();
                }
            };
            rows = rows.or(&found);
        }
        // What was written since stands behind.
        for (shelf, column) in columns {
            let behind = shelf.upto();
            if all.len() > behind {
                rows = rows.or(&Mask::of(column, |span| {
                    span.start as usize >= behind && !span.is_empty() && self.fits(span)
                }));
            }
        }
        rows
    }
}

impl Found<'_> {
    #[inline]
    fn fits(&self, texts: &Texts, span: Span) -> bool {
        match &self.places {
            Places::Unknown | Places::Bits(_, None) => self.wanted.fits(texts.get(span)),
            Places::List(..) | Places::Bits(_, Some(_)) => self.lies_in(texts, span),
        }
    }

    /// Whether it begins in a text, so far as it is known where it begins.
    #[inline]
    fn lies_in(&self, texts: &Texts, span: Span) -> bool {
        let start = span.start as usize;
        let end = (span.end as usize + 1).saturating_sub(self.wanted.folded.len());
        let all = texts.all();
        match &self.places {
            Places::List(needle, list) => {
                let first = list.partition_point(|at| *at < span.start);
                let mut places = list.iter().skip(first).map(|at| *at as usize);
                let mut inside = places.by_ref().take_while(|at| *at < end);
                inside.any(|at| needle.counts(all, at, at == start))
            }
            Places::Bits(needle, Some(bits)) => {
                start < end && (needle.is_at(all, start) || any(bits, start, end))
            }
            Places::Bits(_, None) | Places::Unknown => false,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::TextRule;
    use proptest::prelude::*;

    /// What one thread goes through at a time, and more than what is compared at once.
    const LONG: usize = 1 << 18;

    /// Few places, a bit for each, and stretch by stretch.
    const WAYS: [(usize, bool); 3] = [(RARE, true), (usize::MAX, true), (usize::MAX, false)];

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
            let shelf = Shelf::of(&column, arena.all().len());
            let search = Search::new(&arena, &wanted);
            let rows = search.rows(&column);
            for rare in WAYS {
                let search = Search::with(&arena, &wanted, rare);
                prop_assert_eq!(&search.rows(&column), &rows);
                prop_assert_eq!(&search.rows_on(&[(&shelf, &column)]), &rows);
            }
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
            let shelf = Shelf::of(&column, arena.all().len());
            let search = Search::new(&arena, &wanted);
            let rows = search.rows(&column);
            for rare in WAYS {
                let search = Search::with(&arena, &wanted, rare);
                prop_assert_eq!(&search.rows(&column), &rows);
                prop_assert_eq!(&search.rows_on(&[(&shelf, &column)]), &rows);
            }
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
            for rare in WAYS {
                let rows = Search::with(&arena, &wanted, rare).rows_on(&[(&shelf, &column)]);
                for (row, text) in texts.iter().enumerate() {
                    prop_assert_eq!(rows.has(row), text.contains(&needle), "{}", text);
                }
            }
        }
    }

    #[test]
    fn a_text_that_lies_across_two_stretches_is_found_and_one_that_is_everywhere_too() {
        let mut arena = Texts::default();
        let long = arena.add(&"a".repeat(LONG - 2));
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
            let column = [long, across, far];
            let shelf = Shelf::of(&column, arena.all().len());
            for rare in WAYS {
                let search = Search::with(&arena, &wanted, rare);
                let found = [search.rows(&column), search.rows_on(&[(&shelf, &column)])];
                for rows in found {
                    assert_eq!([0, 1, 2].map(|row| rows.has(row)), expected, "{needle}");
                }
            }
        }
    }

    #[test]
    fn texts_of_many_stretches_are_found_in_their_order_and_backwards() {
        // A stretch of the arena begins and ends within a text, and in the middle of 64 rows.
        let mut arena = Texts::default();
        let text = |row: usize| match row % 3 {
            0 => format!("{}ab{}", "c".repeat(row * 30), "c".repeat(900)),
            _ => "c".repeat(row % 500),
        };
        let texts: Vec<String> = (1..300).map(text).collect();
        let mut column: Vec<Span> = texts.iter().map(|it| arena.add(it)).collect();
        let wanted = [wanted("ab")];
        for backwards in [false, true] {
            if backwards {
                column.reverse();
            }
            let shelf = Shelf::of(&column, arena.all().len());
            for rare in WAYS {
                let found = Search::with(&arena, &wanted, rare).rows_on(&[(&shelf, &column)]);
                for row in 0..texts.len() {
                    let at = if backwards {
                        texts.len() - 1 - row
                    } else {
                        row
                    };
                    assert_eq!(found.has(row), texts[at].contains("ab"), "{row}");
                }
            }
        }
        assert!(arena.all().len() > 2 * LONG);
    }
}
