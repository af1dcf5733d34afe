//! Finds which rows hold a text: all texts of an arena are searched at once, then the rows look up what was found in them.
//!
//! Knows spans and folded texts only; what a filter means by them is `select`'s.

use memchr::memmem::Finder;
use rayon::prelude::*;

use super::columns::{Span, Texts};
use super::mask::Mask;
use crate::query::{TextMatch, TextRule};

/// What one thread searches at a time, in bytes.
const STRETCH: usize = 1 << 18;

/// From so many places on, looking into each row is quicker than looking the places up.
const MANY: usize = 1 << 14;

/// Shorter texts than this, in bytes, are nearly everywhere.
const SHORT: usize = 3;

/// Where one wanted text occurs in an arena.
struct Found<'a> {
    wanted: &'a TextMatch,
    finder: Finder<'a>,
    /// The first bytes, ascending; nothing where they are many, or where whole texts are compared.
    places: Option<Vec<u32>>,
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
        let found = wanted
            .iter()
            .map(|wanted| {
                let finder = Finder::new(wanted.folded.as_bytes());
                let places = match wanted.rule {
                    TextRule::Contains => places(texts.all().as_bytes(), &finder),
                    TextRule::Whole | TextRule::Words => None,
                };
                Found {
                    wanted,
                    finder,
                    places,
                }
            })
            .collect();
        Self { texts, found }
    }

    /// Whether one text of the arena fits.
    #[must_use]
    pub fn fits(&self, span: Span) -> bool {
        self.found.iter().any(|it| match &it.places {
            Some(places) => {
                let next = places.partition_point(|at| *at < span.start);
                let end = |at: u32| at as usize + it.wanted.folded.len();
                places
                    .get(next)
                    .is_some_and(|at| end(*at) <= span.end as usize)
            }
            None => match it.wanted.rule {
                TextRule::Contains => it.finder.find(self.texts.get(span).as_bytes()).is_some(),
                TextRule::Whole | TextRule::Words => it.wanted.fits(self.texts.get(span)),
            },
        })
    }

    /// Whether nothing can fit.
    #[must_use]
    pub fn is_vain(&self) -> bool {
        let vain = |it: &Found<'_>| it.places.as_ref().is_some_and(Vec::is_empty);
        self.found.iter().all(vain)
    }

    /// The rows whose text fits.
    #[must_use]
    pub fn rows(&self, column: &[Span]) -> Mask {
        if self.is_vain() {
            return Mask::none(column.len());
        }
        Mask::of(column, |span| !span.is_empty() && self.fits(span))
    }
}

/// Where a text begins, overlapping or not; nothing where that is in many places.
fn places(bytes: &[u8], finder: &Finder<'_>) -> Option<Vec<u32>> {
    let length = finder.needle().len();
    if length < SHORT {
        return None;
    }
    let stretch = |number: usize| {
        let start = number * STRETCH;
        let end = bytes.len().min(start + STRETCH + length.saturating_sub(1));
        let mut found = Vec::new();
        let mut at = start;
        while let Some(next) = bytes.get(at..end).and_then(|rest| finder.find(rest)) {
            found.push(u32::try_from(at + next).ok()?);
            if found.len() > MANY {
                return None;
            }
            at += next + 1;
        }
        Some(found)
    };
    let stretches = 0..bytes.len().div_ceil(STRETCH);
    let all: Option<Vec<Vec<u32>>> = stretches.into_par_iter().map(stretch).collect();
    let all: Vec<u32> = all?.into_iter().flatten().collect();
    (all.len() <= MANY).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wanted(text: &str) -> TextMatch {
        TextMatch {
            folded: text.to_owned(),
            typed: text.to_owned(),
            rule: TextRule::Contains,
            span: Default::default(),
        }
    }

    proptest! {
        #[test]
        fn rows_are_those_that_hold_the_text(
            texts in prop::collection::vec("[ab北]{0,6}", 0..60),
            needle in "[ab北]{1,3}",
        ) {
            let mut arena = Texts::default();
            let column: Vec<Span> = texts.iter().map(|it| arena.add(it)).collect();
            let wanted = [wanted(&needle)];
            let rows = Search::new(&arena, &wanted).rows(&column);
            for (row, text) in texts.iter().enumerate() {
                prop_assert_eq!(rows.has(row), text.contains(&needle), "{}", text);
            }
        }
    }

    #[test]
    fn a_text_that_lies_across_two_stretches_is_found_and_one_that_is_everywhere_too() {
        let mut arena = Texts::default();
        let long = arena.add(&"a".repeat(STRETCH - 2));
        let across = arena.add("aaab");
        let far = arena.add(&"b".repeat(9));
        for (needle, expected) in [
            ("aab", [false, true, false]),
            ("aaa", [true, true, false]),
            ("a", [true, true, false]),
        ] {
            let wanted = [wanted(needle)];
            let rows = Search::new(&arena, &wanted).rows(&[long, across, far]);
            assert_eq!([0, 1, 2].map(|row| rows.has(row)), expected, "{needle}");
        }
    }
}
