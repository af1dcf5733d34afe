//! Finds companies by what is typed of their names: those that hold it, and those that are called nearly so.
//!
//! One pass over the folded names for each key, and over fewer of them while a word gets longer; nothing is kept but
//! the rows of the last search.

use rapidfuzz::distance::osa;
use rayon::prelude::*;

use super::lookup::MOST;
use crate::i18n::{Locale, Msg};
use crate::model::names::name_key;
use crate::model::{Clean, Seq};
use crate::query::fold;
use crate::ui::desk::{Found, Likeness};
use crate::ui::screens::layer_name;
use crate::workspace::{Book, LeadRow};

/// The shortest name for which others that are nearly the same are looked for, in letters.
const TELLING: usize = 4;
/// From here on two names may be one company's.
const ALIKE: f64 = 0.78;
/// How many rows one task goes through.
const BLOCK: usize = 8_192;
/// The most leads of a company that are named.
const NAMED: usize = 3;

/// The last search, from which the next begins.
#[derive(Debug, Default)]
pub(super) struct Companies {
    head: Option<Seq>,
    wanted: String,
    rows: Vec<u32>,
}

/// How well a name fits: the lower, the better.
type Rank = (u8, u32);

impl Companies {
    /// The companies that fit, best first.
    pub(super) fn find(&mut self, book: &Book, text: &str, locale: &Locale) -> Vec<Found> {
        let wanted = fold(text);
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut holding = self.holding(book, &wanted);
        best(&mut holding);
        let key = name_key(text);
        let near = if wanted.chars().count() < TELLING {
            Vec::new()
        } else {
            near(book, &wanted, &key)
        };
        let mut rows: Vec<(u32, bool)> = near.into_iter().map(|row| (row, true)).collect();
        let new = |row: &u32| !rows.iter().any(|(other, _)| other == row);
        let more: Vec<u32> = holding.iter().map(|(_, row)| *row).filter(new).collect();
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

    /// The rows whose names hold what is wanted.
    fn holding(&mut self, book: &Book, wanted: &str) -> Vec<(Rank, u32)> {
        let names = &book.accounts;
        let fits = |row: u32| {
            let name = names.folded.get(*names.columns.folded.get(row as usize)?);
            Some((rank(name, wanted)?, row))
        };
        let narrower = self.head == Some(book.head())
            && !self.wanted.is_empty()
            && wanted.starts_with(&self.wanted);
        let found: Vec<(Rank, u32)> = if narrower {
            let rows = self.rows.par_iter().with_min_len(BLOCK);
            rows.filter_map(|row| fits(*row)).collect()
        } else {
            let all = u32::try_from(names.columns.len()).unwrap_or(u32::MAX);
            let rows = (0..all).into_par_iter().with_min_len(BLOCK);
            rows.filter_map(fits).collect()
        };
        self.head = Some(book.head());
        wanted.clone_into(&mut self.wanted);
        self.rows.clear();
        self.rows.extend(found.iter().map(|(_, row)| *row));
        found
    }
}

/// Leaves the best ones, in their order.
fn best(found: &mut Vec<(Rank, u32)>) {
    if found.len() > MOST {
        found.select_nth_unstable(MOST);
        found.truncate(MOST);
    }
    found.sort_unstable();
}

/// Where in a folded name it is: at its beginning, at a word's, or within one; shorter names first.
fn rank(name: &str, wanted: &str) -> Option<Rank> {
    let (name, wanted) = (name.as_bytes(), wanted.as_bytes());
    let (first, len) = (*wanted.first()?, wanted.len());
    let at = name
        .windows(len)
        .position(|part| part.first() == Some(&first) && part == wanted)?;
    let place = match at.checked_sub(1).and_then(|before| name.get(before)) {
        None => 0,
        Some(before) if !before.is_ascii_alphanumeric() && before.is_ascii() => 1,
        Some(_) => 2,
    };
    Some((place, u32::try_from(name.len()).unwrap_or(u32::MAX)))
}

/// The rows whose names may be another spelling of the same, most alike first.
fn near(book: &Book, wanted: &str, key: &str) -> Vec<u32> {
    let names = &book.accounts;
    let (letters, len) = (letters(wanted), wanted.len());
    let all = u32::try_from(names.columns.len()).unwrap_or(u32::MAX);
    let alike = |row: u32| {
        let name = names.folded.get(*names.columns.folded.get(row as usize)?);
        // Most names are told apart by their length or their letters; a legal form may make one longer.
        if name.len() + 2 < len * 3 / 4 || name.len() > len * 3 / 2 + 8 {
            return None;
        }
        if (letters & !self::letters(name)).count_ones() > 2 {
            return None;
        }
        let likeness = likeness(key, &name_key(name));
        (likeness >= ALIKE).then_some((likeness, row))
    };
    let rows = (0..all).into_par_iter().with_min_len(BLOCK);
    let mut found: Vec<(f64, u32)> = rows.filter_map(alike).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(NAMED);
    found.into_iter().map(|(_, row)| row).collect()
}

/// Which letters and digits a text has, a bit each; those of other scripts share bits.
fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |bits, byte| bits | 1 << (byte & 63))
}

/// How alike two names are, 0 to 1; `Plant 7` and `Plant 8` are two.
fn likeness(a: &str, b: &str) -> f64 {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    if a.is_empty() || b.is_empty() || digits(a) != digits(b) {
        return 0.0;
    }
    osa::normalized_similarity(a.chars(), b.chars())
}

/// The open leads of some companies, each with its company's row.
fn open_leads<'a>(book: &'a Book, accounts: &[u32]) -> Vec<(u32, LeadRow<'a>)> {
    let of = book.episodes.columns.account.iter().enumerate();
    of.filter(|(_, account)| accounts.contains(account))
        .filter_map(|(row, account)| {
            let lead = book.row(row)?;
            let latest = book.episodes.rows.get(lead.id().0) == Some(row);
            (latest && !lead.status().is_closed()).then_some((*account, lead))
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
