//! The columns that bare words are looked for in, by where their texts begin: made when a word is first typed.
//!
//! They stay as they are while texts are replaced; rows that change places need new ones. What a text is searched for is
//! `search`'s.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::Book;
use super::columns::Span;
use super::mask::Mask;

/// Words of 64 bytes that one thread goes through at a time.
const STRETCH: usize = 1 << 12;

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

/// Where something was found: everywhere, or only where texts begin and at some places more.
#[derive(Clone, Copy)]
pub(super) enum Hits<'a> {
    Anywhere(&'a [u64]),
    AtBegins(&'a [u64], &'a [u64]),
}

impl Shelf {
    /// Puts the texts of a column in order; the arena is so long.
    #[must_use]
    pub fn of(column: &[Span], upto: usize) -> Self {
        let is_in_order = column.is_sorted_by(|one, other| one.start < other.start)
            && !column.iter().any(|it| it.is_empty());
        if is_in_order {
            return Self::on(column.len(), |text| column[text].start, None, upto);
        }
        let texts = (0..).zip(column).filter(|(_, span)| !span.is_empty());
        let mut texts: Vec<(u32, u32)> = texts.map(|(row, span)| (span.start, row)).collect();
        texts.par_sort_unstable();
        let (mut starts, mut first) = (Vec::new(), Vec::new());
        for (at, (start, _)) in (0..).zip(&texts) {
            if starts.last() != Some(start) {
                starts.push(*start);
                first.push(at);
            }
        }
        first.push(u32::try_from(texts.len()).unwrap_or(u32::MAX));
        let list = texts.into_iter().map(|it| it.1).collect();
        let rows = Some(RowsOf { first, list });
        Self::on(starts.len(), |text| starts[text], rows, upto)
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
    fn text(&self, place: usize) -> Option<usize> {
        let upto = self.begins.get(place / 64)? & (u64::MAX >> (63 - place % 64));
        let before = *self.before.get(place / 64)? + upto.count_ones();
        (before as usize).checked_sub(1)
    }

    /// Calls for each row of a text in which something so long begins at a place.
    fn each_row(&self, place: usize, long: usize, column: &[Span], mut call: impl FnMut(usize)) {
        let Some(text) = self.text(place) else {
            return;
        };
        let holds = |row: usize| {
            let span = column.get(row).copied().unwrap_or_default();
            span.start as usize <= place && place + long <= span.end as usize
        };
        match &self.rows {
            None if holds(text) => call(text),
            None => {}
            Some(rows) => {
                let rows = rows.of(text).iter().map(|row| *row as usize);
                rows.filter(|row| holds(*row)).for_each(call);
            }
        }
    }

    /// The rows in whose texts something so long begins at one of these places.
    pub(super) fn rows(&self, places: &[u32], long: usize, column: &[Span]) -> Mask {
        let mut found = Mask::none(column.len());
        let each = places.par_chunks(1 << 12).map(|places| {
            let mut rows = Vec::new();
            for place in places {
                self.each_row(*place as usize, long, column, |row| rows.push(row));
            }
            rows
        });
        let each: Vec<Vec<usize>> = each.collect();
        each.iter().flatten().for_each(|row| found.insert(*row));
        found
    }

    /// The same of the places that have a bit.
    pub(super) fn rows_at(&self, hits: Hits<'_>, long: usize, column: &[Span]) -> Mask {
        let words = self.begins.len();
        let stretches = (0..words.div_ceil(STRETCH)).into_par_iter().map(|number| {
            let words = number * STRETCH..words.min((number + 1) * STRETCH);
            let first = self.text(words.start * 64).unwrap_or_default() / 64;
            // Texts in the rows' order give bits that lie together, others give rows from anywhere.
            let (mut bits, mut rows) = (Vec::new(), Vec::new());
            let mut take = |row: usize| match row.checked_sub(first * 64) {
                Some(at) if self.rows.is_none() => {
                    if bits.len() <= at / 64 {
                        bits.resize(at / 64 + 1, 0_u64);
                    }
                    bits[at / 64] |= 1 << (at % 64);
                }
                Some(_) | None => rows.push(row),
            };
            for at in words {
                let begins = self.begins[at];
                let mut rest = hits.word(at, begins);
                while rest != 0 {
                    let place = rest.trailing_zeros();
                    self.each_row(at * 64 + place as usize, long, column, &mut take);
                    // What follows within the same text tells nothing new, if it was long enough for this one.
                    rest &= rest - 1;
                }
            }
            (first, bits, rows)
        });
        let each: Vec<(usize, Vec<u64>, Vec<usize>)> = stretches.collect();
        let mut found = Mask::none(column.len());
        for (first, bits, rows) in each {
            found.put(first, &bits);
            rows.iter().for_each(|row| found.insert(*row));
        }
        found
    }
}

impl Hits<'_> {
    fn word(self, at: usize, begins: u64) -> u64 {
        let of = |words: &[u64]| words.get(at).copied().unwrap_or_default();
        match self {
            Self::Anywhere(hits) => of(hits),
            Self::AtBegins(hits, more) => of(hits) & begins | of(more),
        }
    }
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

impl Book {
    /// Names of accounts.
    pub(super) fn shelf_of_accounts(&self) -> &Shelf {
        let (a, kept) = (&self.accounts, &self.shelves.accounts);
        kept.get_or_init(|| Shelf::of(&a.columns.folded, a.folded.all().len()))
    }

    /// Names of people.
    pub(super) fn shelf_of_people(&self) -> &Shelf {
        self.shelves.people.get_or_init(|| self.people.shelf())
    }

    /// Titles, foreign numbers and notes of leads.
    pub(super) fn shelves_of_leads(&self) -> &[Shelf; 3] {
        let (e, c) = (&self.episodes, &self.episodes.columns);
        let columns = [&c.folded, &c.external_folded, &c.note_folded];
        let shelf = |column: &_| Shelf::of(column, e.folded.all().len());
        self.shelves
            .leads
            .get_or_init(|| columns.map(|it| shelf(it)))
    }
}
