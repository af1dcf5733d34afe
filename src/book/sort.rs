//! The order of lists: which rows come first.
//!
//! A row's place is two numbers that mostly tell all; only where they are equal the rows themselves are compared.

use std::cmp::Ordering;
use std::sync::OnceLock;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::Book;
use super::board::urgency;
use super::columns::NO_ROW;
use super::episodes::status_code;
use super::mask::Mask;
use super::sort_keys::{Key, key};
use super::track::{NEVER, day_number};
use crate::model::Status;
use crate::query::Sort;

/// Words of a mask whose rows are placed at a time.
const BLOCK: usize = 256;

/// Where a row belongs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    group: u32,
    /// The row.
    pub row: u32,
    first: u64,
    then: u64,
}

/// What comes before what.
pub struct Order<'a> {
    book: &'a Book,
    by: By<'a>,
}

enum By<'a> {
    /// Open ones first, nearest to won first, the most valuable first.
    Pipeline,
    /// What needs doing first, on a day.
    Urgency(i32),
    /// By fields, then by the lead's number; empty values come last.
    Fields { keys: Keys<'a>, parked: bool },
}

/// What rows are compared by. Some of it is counted over all leads, and places that are known tell most things without.
struct Keys<'a> {
    book: &'a Book,
    sort: Vec<Sort>,
    made: OnceLock<Vec<Key<'a>>>,
}

impl<'a> Keys<'a> {
    fn get(&self) -> &[Key<'a>] {
        self.made.get_or_init(|| {
            let keys = self.sort.iter();
            keys.filter_map(|it| key(self.book, it)).collect()
        })
    }
}

impl Book {
    /// The rows of a mask in the order asked for, then by the lead's number; empty values come last.
    #[must_use]
    pub fn sorted(&self, rows: &Mask, sort: &[Sort]) -> Vec<u32> {
        let order = self.by_fields(sort);
        let mut places = order.places(rows);
        places.par_sort_unstable_by(|a, b| order.compare(a, b));
        places.into_iter().map(|it| it.row).collect()
    }

    /// The order of a list: the one asked for, or as a pipeline is read.
    #[must_use]
    pub fn list_order(&self, sort: &[Sort]) -> Order<'_> {
        if sort.is_empty() {
            let (book, by) = (self, By::Pipeline);
            return Order { book, by };
        }
        self.by_fields(sort)
    }

    /// The order of a board: the one asked for, with what is parked last, or what needs doing first.
    #[must_use]
    pub fn board_order(&self, sort: &[Sort], today: NaiveDate) -> Order<'_> {
        let by = if sort.is_empty() {
            By::Urgency(day_number(Some(today)))
        } else {
            let (keys, parked) = (self.keys(sort), true);
            By::Fields { keys, parked }
        };
        Order { book: self, by }
    }

    fn by_fields(&self, sort: &[Sort]) -> Order<'_> {
        let (keys, parked) = (self.keys(sort), false);
        let by = By::Fields { keys, parked };
        Order { book: self, by }
    }

    fn keys(&self, sort: &[Sort]) -> Keys<'_> {
        Keys {
            book: self,
            sort: sort.to_vec(),
            made: OnceLock::new(),
        }
    }
}

impl Order<'_> {
    /// The places of some rows, in no order.
    #[must_use]
    pub fn places(&self, rows: &Mask) -> Vec<Place> {
        self.places_in(rows, Vec::new())
    }

    /// The same in the room of a list that is no longer needed: to get as much of it anew takes longer than to fill it.
    #[must_use]
    pub fn places_in(&self, rows: &Mask, mut room: Vec<Place>) -> Vec<Place> {
        let many = |words: &[u64]| words.iter().map(|it| it.count_ones() as usize).sum();
        let counts: Vec<usize> = rows.words().par_chunks(BLOCK).map(many).collect();
        room.resize(counts.iter().sum(), Place::default());
        // Each block has its own part of the room: lists that are joined would be copied.
        let mut rest = room.as_mut_slice();
        let parts = counts.into_iter().map(|count| {
            let (part, behind) = std::mem::take(&mut rest).split_at_mut(count);
            rest = behind;
            part
        });
        let parts: Vec<&mut [Place]> = parts.collect();
        let blocks = rows.words().par_chunks(BLOCK).enumerate();
        blocks.zip(parts).for_each(|((block, words), part)| {
            let mut places = part.iter_mut();
            for (word, bits) in (block * BLOCK..).zip(words) {
                let mut rest = *bits;
                while rest != 0 {
                    if let Some(place) = places.next() {
                        *place = self.place(word * 64 + rest.trailing_zeros() as usize);
                    }
                    rest &= rest - 1;
                }
            }
        });
        room
    }

    /// Where a row belongs.
    #[must_use]
    pub fn place(&self, row: usize) -> Place {
        let c = &self.book.episodes.columns;
        let (group, first, then) = match &self.by {
            By::Pipeline => {
                // An empty value is the lowest number, so it comes last; closed leads by their day.
                let worth = if c.closed[row] == NEVER {
                    c.value[row]
                } else {
                    i64::from(c.closed[row])
                };
                let rank = u64::from(c.status[row]) << 3 | (7 - u64::from(c.layer[row]));
                (0, rank, u64::MAX - (worth.cast_unsigned() ^ (1 << 63)))
            }
            By::Urgency(today) => {
                let (first, then) = urgency(c, row, *today);
                (0, first, then)
            }
            By::Fields { keys, parked } => {
                let waits = *parked && c.status[row] == status_code(Status::Parked);
                let (first, then) = self.numbers(keys.get(), row);
                (u32::from(waits), first, then)
            }
        };
        Place {
            group,
            row: u32::try_from(row).unwrap_or(NO_ROW),
            first,
            then,
        }
    }

    /// What a row's place by fields can be told from at once.
    fn numbers(&self, keys: &[Key<'_>], row: usize) -> (u64, u64) {
        let lead = u64::from(self.book.episodes.columns.lead[row]);
        let Some((first, rest)) = keys.split_first() else {
            return (lead, 0);
        };
        let (number, more) = first.numbers(row);
        let next = || rest.first().map_or(lead, |it| it.numbers(row).0);
        (number, more.unwrap_or_else(next))
    }

    /// Which of two comes first; of no two rows neither.
    #[must_use]
    pub fn compare(&self, a: &Place, b: &Place) -> Ordering {
        let number = |it: &Place| (it.group, it.first, it.then);
        number(a).cmp(&number(b)).then_with(|| self.closely(a, b))
    }

    fn closely(&self, a: &Place, b: &Place) -> Ordering {
        let keys = match &self.by {
            By::Pipeline | By::Urgency(_) => return a.row.cmp(&b.row),
            By::Fields { keys, .. } => keys.get(),
        };
        let (one, other) = (a.row as usize, b.row as usize);
        let different = keys.iter().map(|key| key.compare(one, other));
        let first = different.into_iter().find(|it| it.is_ne());
        let lead = &self.book.episodes.columns.lead;
        let number = || lead[one].cmp(&lead[other]).then(a.row.cmp(&b.row));
        first.unwrap_or_else(number)
    }
}

/// Nothing comes last, in either direction.
pub(super) fn compare<K: Ord>(a: Option<K>, b: Option<K>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// The first sixteen bytes of a text as two numbers that have its order; of nothing, the last ones.
pub(super) fn beginning(text: Option<&[u8]>, descending: bool) -> (u64, u64) {
    let Some(text) = text else {
        return (u64::MAX, u64::MAX);
    };
    let short = || {
        let mut bytes = [0; 16];
        bytes
            .iter_mut()
            .zip(text)
            .for_each(|(to, from)| *to = *from);
        bytes
    };
    let both = u128::from_be_bytes(text.first_chunk().copied().unwrap_or_else(short));
    let both = if descending { !both } else { both };
    #[expect(clippy::cast_possible_truncation, reason = "the two halves are meant")]
    (((both >> 64) as u64), both as u64)
}
