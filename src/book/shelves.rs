//! The columns that bare words are looked for in, by where their texts begin: made when a word is first typed.
//!
//! They stay as they are while texts are replaced; rows that change places need new ones. What a text is searched for is
//! `search`'s.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::Book;
use super::columns::{Span, Texts};
use super::mask::Mask;
use super::once::made;
use super::search::{Needle, Search};
use crate::query::TextMatch;

/// Bytes of a page of memory, or a part of it.
const PAGE: usize = 4096;

/// Words of 64 bytes that one thread goes through at a time.
const STRETCH: usize = 1 << 12;

/// So many places are looked up at a time.
const AT_ONCE: usize = 64;

/// Where a place lies in no text.
const NO_TEXT: u32 = u32::MAX;

/// The texts of a column by where they begin in their arena, as long as it was when they were put in order.
///
/// A text that was replaced since begins elsewhere, which is seen in the column.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// A bit for each byte of the arena at which a text begins.
    begins: Vec<u64>,
    /// How many begin before each 64 of them.
    before: Vec<u32>,
    /// The rows of each text, where they are not one each in the rows' order.
    rows: Option<RowsOf>,
    upto: usize,
}

/// The rows of texts: some have none left, some several.
#[derive(Debug, Clone, Default)]
struct RowsOf {
    /// Where the rows of each text begin in the list, and where those of the last one end.
    first: Vec<u32>,
    list: Vec<u32>,
}

impl RowsOf {
    fn of(&self, text: usize) -> &[u32] {
        let end = |at: usize| self.first.get(at).map_or(0, |it| *it as usize);
        self.list.get(end(text)..end(text + 1)).unwrap_or_default()
    }
}

impl Shelf {
    /// Puts the texts of a column in order; the arena is so long.
    #[must_use]
    pub fn of(column: &[Span], upto: usize) -> Self {
        // Of a column that nobody fills nothing is found, and nothing has to be remembered.
        if column.par_iter().all(|it| it.is_empty()) {
            return Self {
                upto,
                ..Self::default()
            };
        }
        let pairs = column.par_windows(2).with_min_len(STRETCH);
        let is_in_order = pairs.into_par_iter().all(|it| it[0].start < it[1].start)
            && !column.par_iter().any(|it| it.is_empty());
        if is_in_order {
            return Self::on(column.len(), |text| column[text].start, None, upto);
        }
        Self::mixed(column, upto)
    }

    /// Texts in any order, of which one may be several rows'. Each is counted into its place: to sort them takes longer
    /// than anybody looks for a word.
    fn mixed(column: &[Span], upto: usize) -> Self {
        let start = |span: &Span| (!span.is_empty()).then_some(span.start as usize);
        let mut begins = vec![0_u64; upto.div_ceil(64)];
        for start in column.iter().filter_map(start) {
            if let Some(word) = begins.get_mut(start / 64) {
                *word |= 1 << (start % 64);
            }
        }
        let mut many = 0;
        let before = begins.iter().map(|word| {
            let before = many;
            many += word.count_ones();
            before
        });
        let before = before.collect();
        let mut it = Self {
            begins,
            before,
            rows: None,
            upto,
        };
        let text = |span: &Span| start(span).and_then(|start| it.text(start));
        let mut first = vec![0_u32; many as usize + 1];
        for text in column.iter().filter_map(text) {
            first[text] += 1;
        }
        // From how many each has to where those of each end; filled from the end, that is where they begin.
        let mut end = 0;
        for rows in &mut first {
            end += *rows;
            *rows = end;
        }
        let mut list = vec![0; end as usize];
        for (row, span) in column.iter().enumerate().rev() {
            if let Some(text) = text(span) {
                first[text] -= 1;
                list[first[text] as usize] = u32::try_from(row).unwrap_or(u32::MAX);
            }
        }
        it.rows = Some(RowsOf { first, list });
        it
    }

    /// Texts in their order, each by where it begins.
    fn on(
        many: usize,
        start: impl Fn(usize) -> u32 + Sync,
        rows: Option<RowsOf>,
        upto: usize,
    ) -> Self {
        let mut begins = vec![0_u64; upto.div_ceil(64)];
        let stretches = begins.par_chunks_mut(STRETCH).enumerate();
        let many_before = stretches.map(|(number, words)| {
            let first = number * STRETCH * 64;
            let end = first + words.len() * 64;
            let before = partition(many, |text| (start(text) as usize) < first);
            for at in (before..many).map(|text| start(text) as usize) {
                if at >= end {
                    break;
                }
                words[(at - first) / 64] |= 1 << (at % 64);
            }
            let mut so_far = u32::try_from(before).unwrap_or(u32::MAX);
            let each = words.iter().map(|word| {
                let before = so_far;
                so_far += word.count_ones();
                before
            });
            each.collect::<Vec<u32>>()
        });
        let before = many_before.collect::<Vec<_>>().concat();
        Self {
            begins,
            before,
            rows,
            upto,
        }
    }

    /// How long the arena was.
    pub(super) const fn upto(&self) -> usize {
        self.upto
    }

    /// The text that a place lies in or behind.
    #[inline]
    fn text(&self, place: usize) -> Option<usize> {
        let upto = self.begins.get(place / 64)? & (u64::MAX >> (63 - place % 64));
        let before = *self.before.get(place / 64)? + upto.count_ones();
        (before as usize).checked_sub(1)
    }

    /// Whether a text begins at a place.
    #[inline]
    fn begins_at(&self, place: usize) -> bool {
        let word = self.begins.get(place / 64).copied().unwrap_or_default();
        word >> (place % 64) & 1 == 1
    }

    /// The text in which something begins at a place, if it counts there.
    #[inline]
    fn text_at(&self, needle: Needle<'_>, place: usize, all: &[u8]) -> Option<usize> {
        let counts = needle.counts(all, place, self.begins_at(place));
        counts.then(|| self.text(place)).flatten()
    }

    /// The rows that had a text when the shelf was made, if they are not the texts' own numbers.
    #[inline]
    fn rows_of(&self, text: usize) -> Option<&[u32]> {
        self.rows.as_ref().map(|it| it.of(text))
    }

    /// The rows in whose texts something begins at one of these places.
    pub(super) fn rows(
        &self,
        needle: Needle<'_>,
        places: &[u32],
        column: &[Span],
        all: &[u8],
    ) -> Mask {
        let mut found = Mask::none(column.len());
        let each = places.par_chunks(1 << 12).map(|places| {
            let mut rows = Vec::new();
            for &place in places {
                let Some(text) = self.text_at(needle, place as usize, all) else {
                    continue;
                };
                match self.rows_of(text) {
                    None => rows.push((text as u32, place)),
                    Some(theirs) => rows.extend(theirs.iter().map(|row| (*row, place))),
                }
            }
            rows.retain(|it| holds(column, needle, *it));
            rows
        });
        let each: Vec<Vec<(u32, u32)>> = each.collect();
        let rows = each.iter().flatten();
        rows.for_each(|(row, _)| found.insert(*row as usize));
        found
    }

    /// The rows in whose texts something begins at one of these places of a stretch.
    fn found(
        &self,
        needle: Needle<'_>,
        (from, places): (usize, &[u32]),
        column: &[Span],
        all: &[u8],
    ) -> Stretch {
        let mut found = Stretch {
            first: self.text(from).unwrap_or_default() / 64,
            ..Stretch::default()
        };
        let mut texts = [0; AT_ONCE];
        for places in places.chunks(AT_ONCE) {
            for (text, place) in texts.iter_mut().zip(places) {
                let at = self.text_at(needle, *place as usize, all);
                *text = at.map_or(NO_TEXT, |it| it as u32);
            }
            let texts = texts.iter().zip(places).filter(|it| *it.0 != NO_TEXT);
            match &self.rows {
                None => texts
                    .filter(|it| holds(column, needle, (*it.0, *it.1)))
                    .for_each(|it| found.take(*it.0 as usize)),
                Some(rows) => texts.for_each(|(text, place)| {
                    let theirs = rows.of(*text as usize).iter();
                    found.rows.extend(theirs.map(|row| (*row, *place)));
                }),
            }
        }
        found.rows.retain(|it| holds(column, needle, *it));
        found
    }
}

/// Whether a row still has the text in which something begins at a place, and all of it lies in there.
#[inline]
fn holds(column: &[Span], needle: Needle<'_>, (row, place): (u32, u32)) -> bool {
    let span = column.get(row as usize).copied().unwrap_or_default();
    span.start <= place && place as usize + needle.len() <= span.end as usize
}

/// The rows that were found in a stretch of an arena.
#[derive(Debug, Default)]
struct Stretch {
    /// Where the bits begin, in words of 64 rows.
    first: usize,
    /// Rows whose texts lie in their order: their bits lie together.
    bits: Vec<u64>,
    /// Rows from anywhere, each with the place at which it has something.
    rows: Vec<(u32, u32)>,
}

impl Stretch {
    #[inline]
    fn take(&mut self, row: usize) {
        let Some(at) = row.checked_sub(self.first * 64) else {
            return;
        };
        if self.bits.len() <= at / 64 {
            self.bits.resize(at / 64 + 1, 0);
        }
        self.bits[at / 64] |= 1 << (at % 64);
    }
}

/// The rows of columns of one table in whose texts something begins; the arena is gone through stretch by stretch, and
/// what is found in one is looked up while all that it takes is near. It is looked up in one go: among the bytes that are
/// compared, each place would wait for the one before it to come from far memory.
pub(super) fn rows_at(needle: Needle<'_>, columns: &[(&Shelf, &[Span])], all: &[u8]) -> Mask {
    let upto = columns.iter().map(|it| it.0.upto).max();
    let upto = upto.unwrap_or_default().min(all.len());
    let stretches = (0..upto.div_ceil(STRETCH * 64)).into_par_iter();
    let found = stretches.map_init(Vec::new, |places, number| {
        let from = number * STRETCH * 64;
        let range = from..upto.min(from + STRETCH * 64);
        places.clear();
        needle.each(all, range, |place| {
            places.push(u32::try_from(place).unwrap_or(u32::MAX));
        });
        let each = columns.iter();
        each.map(|(shelf, column)| shelf.found(needle, (from, places), column, all))
            .collect()
    });
    let found: Vec<Vec<Stretch>> = found.collect();
    let rows = columns.iter().map(|it| it.1.len()).max();
    let mut mask = Mask::none(rows.unwrap_or_default());
    for it in found.into_iter().flatten() {
        mask.put(it.first, &it.bits);
        it.rows.iter().for_each(|it| mask.insert(it.0 as usize));
    }
    mask
}

/// How many of so many in a row, from the first on, a test holds for.
fn partition(many: usize, test: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, many);
    while low < high {
        let middle = low.midpoint(high);
        if test(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The shelves, as far as they were asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Shelves {
    accounts: OnceLock<Shelf>,
    people: OnceLock<Shelf>,
    leads: OnceLock<[Shelf; 3]>,
}

/// From so many bytes of names on searches are prepared before somebody types.
const LARGE: usize = 32 << 20;

impl Book {
    /// Prepares what searches of bare words rest on where there are many names, so that nobody's first one waits for it;
    /// of few it costs more memory than time.
    pub fn shelve(&self) {
        if self.accounts.folded.all().len() < LARGE {
            return;
        }
        self.shelf_of_accounts();
        self.shelf_of_people();
        self.shelves_of_leads();
        let arenas = [&self.accounts.folded, &self.episodes.folded];
        let arenas = arenas.into_iter().map(Texts::all);
        for arena in arenas.chain([self.people.searched()]) {
            // A byte of each page is enough for it to be there.
            let sum = |sum: u8, byte: &u8| sum.wrapping_add(*byte);
            std::hint::black_box(arena.iter().step_by(PAGE).fold(0, sum));
        }
    }

    /// Names of accounts.
    pub(super) fn shelf_of_accounts(&self) -> &Shelf {
        let (a, kept) = (&self.accounts, &self.shelves.accounts);
        made(kept, || Shelf::of(&a.columns.folded, a.folded.all().len()))
    }

    /// The accounts in whose names a text is found; nothing where it is found all over.
    #[must_use]
    pub fn accounts_rarely_holding(&self, wanted: &TextMatch) -> Option<Mask> {
        let a = &self.accounts;
        let search = Search::on_shelves(&a.folded, std::slice::from_ref(wanted));
        let names = || (self.shelf_of_accounts(), a.columns.folded.as_slice());
        search.is_rare().then(|| search.rows_on(&[names()]))
    }

    /// Names of people.
    pub(super) fn shelf_of_people(&self) -> &Shelf {
        made(&self.shelves.people, || self.people.shelf())
    }

    /// Titles, foreign numbers and notes of leads.
    pub(super) fn shelves_of_leads(&self) -> &[Shelf; 3] {
        let (e, c) = (&self.episodes, &self.episodes.columns);
        let columns = c.searched();
        let shelf = |column: &[Span]| Shelf::of(column, e.folded.all().len());
        made(&self.shelves.leads, || {
            let [titles, numbers, notes] = columns;
            let others = || rayon::join(|| shelf(numbers), || shelf(notes));
            let (titles, (numbers, notes)) = rayon::join(|| shelf(titles), others);
            [titles, numbers, notes]
        })
    }
}
