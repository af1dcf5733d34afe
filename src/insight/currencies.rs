//! The currencies of a selection, each with a place: sums are kept apart by it and never added across.

use crate::book::Book;
use crate::book::histogram::{Lane, histograms};
use crate::book::mask::Mask;
use crate::model::fold::fold;

/// The currencies that occur, the most frequent first.
#[derive(Debug, Clone)]
pub struct Currencies {
    place_of: Vec<u8>,
    names: Vec<String>,
}

impl Currencies {
    /// Those of selected episodes; what has none is in the workspace's. There is always one.
    #[must_use]
    pub fn of(book: &Book, selected: &Mask) -> Self {
        let (words, home) = (&book.episodes.words, &book.settings().general.currency);
        let lane = Lane {
            codes: book.episodes.columns.currency.codes(),
            width: words.width(),
            across: None,
        };
        let counts = histograms(&[lane], selected).swap_remove(0);
        let name = |code: usize| {
            let code = u32::try_from(code).unwrap_or_default();
            words.get(code).unwrap_or(home)
        };
        let mut found: Vec<(String, u64)> = Vec::new();
        for (code, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let name = name(code);
            match found.iter_mut().find(|it| fold(&it.0) == fold(name)) {
                Some(it) => it.1 += u64::from(*count),
                None => found.push((name.to_owned(), u64::from(*count))),
            }
        }
        if found.is_empty() {
            found.push((home.clone(), 0));
        }
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.truncate(usize::from(u8::MAX));
        let names: Vec<String> = found.into_iter().map(|it| it.0).collect();
        let place = |code: usize| {
            let at = names.iter().position(|it| fold(it) == fold(name(code)));
            at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
        };
        let place_of = counts.iter().enumerate().map(|(code, count)| match count {
            0 => u8::MAX,
            _ => place(code),
        });
        Self {
            place_of: place_of.collect(),
            names,
        }
    }

    /// What they are called, by place.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The one that most are in.
    #[must_use]
    pub fn first(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// The place of a code; beyond all of them where it occurs nowhere.
    #[must_use]
    #[inline]
    pub fn place(&self, code: u32) -> usize {
        self.place_of
            .get(code as usize)
            .map_or(usize::MAX, |it| usize::from(*it))
    }
}
