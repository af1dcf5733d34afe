//! Which leads are worth more or less than before, the largest change first, with who changed it.
//!
//! What changed is the log's to say; here it gets its names. Changes in one currency are not measured against those in
//! another: the workspace's currency comes first, then the others by their codes.

use chrono::NaiveDate;

use crate::book::Book;
use crate::book::row::LeadRow;
use crate::model::Revaluation;

/// So many are named.
const NAMED: usize = 40;

/// A lead that is worth more or less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revalue {
    /// Its number.
    pub lead: u64,
    /// The company, or what people call the lead.
    pub name: Option<String>,
    /// What it is about.
    pub product: Option<String>,
    /// What it was worth, and is worth since, in minor units.
    pub value: [i64; 2],
    /// In which currency.
    pub currency: String,
    /// Who changed it last.
    pub by: Option<String>,
    /// On which day.
    pub day: NaiveDate,
}

impl Revalue {
    /// How much more it is worth, or less.
    #[must_use]
    pub const fn change(&self) -> i64 {
        self.value[1].saturating_sub(self.value[0])
    }
}

/// Changes with the leads that are still there, the largest first.
pub(super) fn in_order<'a>(
    book: &'a Book,
    leads: impl IntoIterator<Item = &'a Revaluation>,
) -> Vec<(&'a Revaluation, LeadRow<'a>)> {
    let home = book.settings().general.currency.as_str();
    let row = |lead| book.row(book.episodes.rows.get(lead)?);
    let known = leads.into_iter();
    let mut known: Vec<_> = known.filter_map(|it| Some((it, row(it.lead)?))).collect();
    known.sort_by_cached_key(|(it, row)| {
        let currency = row.currency().unwrap_or(home);
        let size = std::cmp::Reverse(it.change().unsigned_abs());
        (currency != home, currency.to_owned(), size, it.lead)
    });
    known
}

/// The largest changes, with names.
#[must_use]
pub fn revalues(book: &Book, leads: &[Revaluation]) -> Vec<Revalue> {
    let general = &book.settings().general;
    let home = general.currency.as_str();
    let text = |text: Option<&str>| text.map(str::to_owned);
    let known = in_order(book, leads).into_iter();
    let named = known.take(NAMED).map(|(it, row)| Revalue {
        lead: it.lead,
        name: text(row.known_as()),
        product: text(row.product()),
        value: [it.before, it.after],
        currency: row.currency().unwrap_or(home).to_owned(),
        by: it
            .by
            .and_then(|by| book.users.get(by.0))
            .map(|user| user.name.clone()),
        day: it.at.day(general.zone),
    });
    named.collect()
}
