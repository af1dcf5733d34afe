//! Finds companies by what is typed of their names: those that hold it, and those that are called nearly so.
//!
//! The folded names are gone through for each key: most are told apart by how long they are or by their first letter, and
//! names within which it stands are only sought where too few begin with it, and once there are few, only among these as the
//! text goes on. Of those that are nearly the same it is kept, a bit each, which can't be any more, however it goes on.

use std::sync::atomic::{AtomicU64, Ordering};

use memchr::memmem::Finder;
use rapidfuzz::distance::osa::BatchComparator;
use rayon::prelude::*;

use super::lookup::MOST;
use crate::i18n::{Locale, Msg};
use crate::model::names::{folded_name_key, name_key};
use crate::model::{Clean, Seq};
use crate::query::{TextMatch, TextRule, fold};
use crate::ui::desk::{Found, Likeness};
use crate::ui::screens::layer_name;
use crate::workspace::{Book, LeadRow, Mask};

/// The shortest name for which others that are nearly the same are looked for, in letters.
const TELLING: usize = 4;
/// From here on two names may be one company's.
const ALIKE: f64 = 0.78;
/// How many rows one task goes through.
const BLOCK: usize = 8_192;
/// The most leads of a company that are named.
const NAMED: usize = 3;

/// How well a name fits: the lower, the better.
type Rank = (u8, u32);

/// The last text that was looked for, from which the next begins.
#[derive(Debug, Default)]
pub(super) struct Companies {
    head: Option<Seq>,
    wanted: String,
    /// The rows whose names are too short for it or lack too many of its letters.
    ruled_out: Vec<u64>,
    /// All rows whose names hold it, where they are fewer than are shown.
    held: Option<Vec<u32>>,
}

impl Companies {
    /// The companies that fit what is typed, best first.
    pub(super) fn find(&mut self, book: &Book, text: &str, locale: &Locale) -> Vec<Found> {
        let wanted = fold(text);
        if wanted.is_empty() {
            return Vec::new();
        }
        let key = name_key(text);
        self.turn_to(book, &wanted);
        let near = if wanted.chars().count() < TELLING {
            Vec::new()
        } else {
            self.near(book, &wanted, &key)
        };
        let mut rows: Vec<(u32, bool)> = near.into_iter().map(|row| (row, true)).collect();
        let new = |row: &u32| !rows.iter().any(|(other, _)| other == row);
        let more: Vec<u32> = self
            .holding(book, &wanted)
            .into_iter()
            .filter(new)
            .collect();
        rows.extend(more.into_iter().map(|row| (row, false)));
        rows.truncate(MOST);
        let wanted: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
        let leads = open_leads(book, &wanted);
        let told = |(row, near): &(u32, bool)| {
            let mine = leads.iter().filter(|(of, _)| of == row);
            let mine: Vec<_> = mine.map(|(_, lead)| lead).collect();
            tell(book, *row as usize, *near, &key, &mine, locale)
        };
        rows.iter().map(told).collect()
    }
}

/// The best that were found, in their order.
#[derive(Debug, Default)]
struct Best(Vec<(Rank, u32)>);

impl Best {
    fn take(&mut self, one: (Rank, u32)) {
        let place = self.0.partition_point(|other| *other < one);
        if place < MOST {
            self.0.truncate(MOST - 1);
            self.0.insert(place, one);
        }
    }

    fn join(mut self, other: Self) -> Self {
        other.0.into_iter().for_each(|one| self.take(one));
        self
    }
}

impl Companies {
    /// The rows whose names hold what is wanted, best first, as many as are shown.
    fn holding(&mut self, book: &Book, wanted: &str) -> Vec<u32> {
        let finder = Finder::new(wanted.as_bytes());
        let within = |name: &[u8]| place(name, &finder);
        let best = match &self.held {
            Some(few) => among(book, few.iter().copied(), within),
            None => holding(book, wanted, within),
        };
        let rows: Vec<u32> = best.0.into_iter().map(|(_, row)| row).collect();
        self.held = (rows.len() < MOST).then(|| rows.clone());
        rows
    }
}

fn holding(book: &Book, wanted: &str, within: impl Fn(&[u8]) -> Option<u8> + Sync) -> Best {
    let begins = |name: &[u8]| name.starts_with(wanted.as_bytes()).then_some(0);
    let best = best(book, 0, begins);
    // Whatever begins so comes before all others.
    if best.0.len() == MOST {
        return best;
    }
    match book.accounts_rarely_holding(&TextMatch::new(wanted, TextRule::Contains)) {
        Some(few) => among(book, few.iter().map(number), within),
        None => {
            let further = |name: &[u8]| within(name).filter(|it| *it > 0);
            best.join(self::best(book, 1, further))
        }
    }
}

/// The best of some rows.
fn among(
    book: &Book,
    rows: impl Iterator<Item = u32>,
    place: impl Fn(&[u8]) -> Option<u8>,
) -> Best {
    let names = &book.accounts;
    let mut best = Best::default();
    for row in rows {
        let span = names.columns.folded.get(row as usize);
        let name = names.folded.bytes_of(span.copied().unwrap_or_default());
        let rank = place(name).map(|place| (place, number(name.len())));
        rank.into_iter().for_each(|it| best.take((it, row)));
    }
    best
}

/// The best by the places in their names, none of which is better than some place. What is too long beside those that
/// were found is not looked at.
fn best(book: &Book, least: u8, place: impl Fn(&[u8]) -> Option<u8> + Sync) -> Best {
    let names = &book.accounts;
    let packed = |(place, len): Rank| u64::from(place) << 32 | u64::from(len);
    let worst = AtomicU64::new(u64::MAX);
    let blocks = names.columns.folded.par_chunks(BLOCK).enumerate();
    let best = blocks.map(|(block, spans)| {
        let mut best = Best::default();
        let mut limit = worst.load(Ordering::Relaxed);
        for (row, span) in (block * BLOCK..).zip(spans) {
            let name = names.folded.bytes_of(*span);
            let len = number(name.len());
            if packed((least, len)) > limit {
                continue;
            }
            if let Some(place) = place(name) {
                best.take(((place, len), number(row)));
                if let Some((rank, _)) = best.0.get(MOST - 1) {
                    limit = limit.min(packed(*rank));
                }
            }
        }
        worst.fetch_min(limit, Ordering::Relaxed);
        best
    });
    best.reduce(Best::default, Best::join)
}

fn number(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

/// Where in a folded name it is: at its beginning, at a word's, or within one.
fn place(name: &[u8], wanted: &Finder<'_>) -> Option<u8> {
    let at = wanted.find(name)?;
    Some(
        match at.checked_sub(1).and_then(|before| name.get(before)) {
            None => 0,
            Some(before) if !before.is_ascii_alphanumeric() && before.is_ascii() => 1,
            Some(_) => 2,
        },
    )
}

impl Companies {
    /// The rows whose names may be another spelling of the same, most alike first.
    fn near(&mut self, book: &Book, wanted: &str, key: &str) -> Vec<u32> {
        let names = &book.accounts;
        let (letters, len) = (letters(wanted.as_bytes()), wanted.len());
        let compared = BatchComparator::new(key.chars());
        let alike = |row: usize, ruled_out: &mut bool| {
            let span = *names.columns.folded.get(row)?;
            let name = names.folded.bytes_of(span);
            // Most names are told apart by their length or their letters; a legal form may make one longer.
            if name.len() > len * 3 / 2 + 8 {
                return None;
            }
            *ruled_out =
                name.len() + 2 < len * 3 / 4 || (letters & !self::letters(name)).count_ones() > 2;
            if *ruled_out {
                return None;
            }
            let mine = folded_name_key(names.folded.get(span));
            let likeness = likeness(&compared, key, &mine);
            (likeness >= ALIKE).then_some((likeness, u32::try_from(row).ok()?))
        };
        let blocks = self.ruled_out.par_chunks_mut(BLOCK / 64).enumerate();
        let found = blocks.flat_map_iter(|(block, words)| {
            let mut found = Vec::new();
            for (at, word) in (block * BLOCK / 64..).zip(words) {
                let mut rest = !*word;
                while rest != 0 {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    let mut ruled_out = false;
                    found.extend(alike(at * 64 + bit as usize, &mut ruled_out));
                    *word |= u64::from(ruled_out) << bit;
                }
            }
            found
        });
        let mut found: Vec<(f64, u32)> = found.collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(NAMED);
        found.into_iter().map(|(_, row)| row).collect()
    }

    /// Begins anew where it is not the last text that goes on.
    fn turn_to(&mut self, book: &Book, wanted: &str) {
        let goes_on = self.head == Some(book.head()) && wanted.starts_with(&self.wanted);
        if !goes_on {
            self.head = Some(book.head());
            self.ruled_out.clear();
            self.held = None;
        }
        let rows = book.accounts.columns.len();
        self.ruled_out.resize(rows.div_ceil(64), 0);
        wanted.clone_into(&mut self.wanted);
    }
}

/// Which letters and digits a text has, a bit each; those of other scripts share bits.
fn letters(text: &[u8]) -> u64 {
    // To look a bit up is quicker than to shift it there.
    const BITS: [u64; 64] = {
        let (mut bits, mut n) = ([0; 64], 0);
        while n < bits.len() {
            bits[n] = 1 << n;
            n += 1;
        }
        bits
    };
    let bit = |byte: &u8| BITS[usize::from(*byte & 63)];
    text.iter().fold(0, |bits, byte| bits | bit(byte))
}

/// How alike a name is to the one that is compared, 0 to 1, and 0 where it is not enough; `Plant 7` and `Plant 8` are two.
fn likeness(compared: &BatchComparator<char>, key: &str, name: &str) -> f64 {
    if key.is_empty() || name.is_empty() || !digits(key).eq(digits(name)) {
        return 0.0;
    }
    // So many letters more or less take as many edits.
    let (one, other) = (key.chars().count(), name.chars().count());
    if 1.0 - one.abs_diff(other) as f64 / one.max(other) as f64 <= ALIKE - 1e-9 {
        return 0.0;
    }
    compared.normalized_similarity(name.chars())
}

fn digits(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_digit)
}

/// The open leads of some companies, each with its company's row.
fn open_leads<'a>(book: &'a Book, accounts: &[u32]) -> Vec<(u32, LeadRow<'a>)> {
    let of = &book.episodes.columns.account;
    let Some(first) = accounts.first() else {
        return Vec::new();
    };
    let mut any = [*first; MOST];
    any.iter_mut()
        .zip(accounts)
        .for_each(|(it, one)| *it = *one);
    let rows = Mask::of(of, move |account| {
        any.iter().fold(false, |is, one| is | (*one == account))
    });
    rows.iter()
        .filter_map(|row| {
            let lead = book.row(row)?;
            let latest = book.episodes.rows.get(lead.id().0) == Some(row);
            (latest && !lead.status().is_closed()).then_some((*of.get(row)?, lead))
        })
        .collect()
}

/// Whether a name is the typed one and more: `Helvetia` may be `Helvetia Pumps`.
fn goes_on(name: &str, typed: &str) -> bool {
    let more = name.strip_prefix(typed);
    typed.chars().count() >= TELLING && more.is_some_and(|more| more.starts_with(' '))
}

fn tell(
    book: &Book,
    row: usize,
    near: bool,
    key: &str,
    leads: &[&LeadRow<'_>],
    locale: &Locale,
) -> Found {
    let accounts = &book.accounts;
    let name = accounts.name(row);
    let city = accounts.columns.city.get(row);
    let count = i64::try_from(leads.len()).unwrap_or(i64::MAX);
    let open = locale.t_args(Msg::FoundOpen, &[("count", count.into())]);
    let mine = name_key(name);
    let likeness = if mine == key {
        Likeness::Same
    } else if near || goes_on(&mine, key) {
        Likeness::Near
    } else {
        Likeness::Holds
    };
    let named: Vec<String> = leads
        .iter()
        .take(NAMED)
        .map(|it| said(it, locale))
        .collect();
    let more = if named.is_empty() {
        String::new()
    } else {
        let args = [("leads", locale.listed(&named).into())];
        locale.t_args(Msg::FoundOpenLeads, &args)
    };
    Found {
        key: accounts
            .columns
            .id
            .get(row)
            .copied()
            .unwrap_or(0)
            .to_string(),
        label: Clean::new(name),
        after: Clean::from_string(match city {
            Some(city) => format!("{city} · {open}"),
            None => open,
        }),
        likeness,
        more: Clean::from_string(more),
    }
}

/// `#1042 Intent GTX Basic Anna`.
fn said(lead: &LeadRow<'_>, locale: &Locale) -> String {
    let mut said = format!("{} {}", lead.id(), locale.t(layer_name(lead.layer())));
    for part in [lead.product(), lead.owner()].into_iter().flatten() {
        said.push(' ');
        said.push_str(part);
    }
    said
}

#[cfg(test)]
mod tests;
