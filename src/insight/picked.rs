//! What a filter or a kept list picks: leads or accounts, with the episodes behind them, as masks over a book.

use crate::book::Book;
use crate::book::columns::NO_ROW;
use crate::book::episodes::flag;
use crate::book::mask::Mask;
use crate::book::select::At;
use crate::model::{Members, Unit};
use crate::query::Filter;

/// What is picked.
#[derive(Debug, Clone)]
pub struct Picked {
    /// What is counted.
    pub unit: Unit,
    /// The episodes, for funnels.
    pub episodes: Mask,
    /// The leads that stand for them, by their latest episodes.
    pub leads: Mask,
    /// The accounts, where accounts are counted.
    pub accounts: Mask,
}

impl Picked {
    /// What a filter picks.
    #[must_use]
    pub fn by_filter(book: &Book, filter: &Filter, unit: Unit, at: At) -> Self {
        let slice = book.slice(filter, unit, &[], at);
        Self {
            unit,
            accounts: book.accounts_in(&slice),
            episodes: slice.episodes,
            leads: slice.leads,
        }
    }

    /// Those of a list of ids that are there; `kept` says what the ids are of, `unit` what is counted.
    #[must_use]
    pub fn by_members(book: &Book, members: &Members, kept: Unit, unit: Unit) -> Self {
        let c = &book.episodes.columns;
        let accounts = &book.accounts.columns.id;
        let kept_accounts = match kept {
            Unit::Accounts => Mask::of(accounts, |id| id != 0 && members.has(id.into())),
            Unit::Leads => Mask::none(accounts.len()),
        };
        let live = |row: usize| c.flags[row] & flag::LIVE != 0;
        let episodes = Mask::by_row(c.len(), |row| {
            live(row)
                && match kept {
                    Unit::Leads => members.has(c.lead[row].into()),
                    Unit::Accounts => has(&kept_accounts, c.account[row]),
                }
        });
        let leads = book.latest(&episodes);
        let accounts = match (unit, kept) {
            (Unit::Leads, _) => Mask::default(),
            (Unit::Accounts, Unit::Accounts) => kept_accounts,
            (Unit::Accounts, Unit::Leads) => book.accounts_of(&leads),
        };
        Self {
            unit,
            episodes,
            leads,
            accounts,
        }
    }

    /// The rows that are counted.
    #[must_use]
    pub const fn rows(&self) -> &Mask {
        match self.unit {
            Unit::Leads => &self.leads,
            Unit::Accounts => &self.accounts,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.rows().count()
    }

    /// Their ids.
    #[must_use]
    pub fn members(&self, book: &Book) -> Members {
        let ids = match self.unit {
            Unit::Leads => &book.episodes.columns.lead,
            Unit::Accounts => &book.accounts.columns.id,
        };
        self.rows().iter().map(|row| u64::from(ids[row])).collect()
    }

    /// The same without those that are also in another mask of counted rows.
    #[must_use]
    pub fn without(&self, book: &Book, shared: &Mask) -> Self {
        let c = &book.episodes.columns;
        let keeps = |row: usize| match self.unit {
            Unit::Accounts => !has(shared, c.account[row]),
            Unit::Leads => {
                let latest = book.episodes.rows.get(c.lead[row].into());
                !latest.is_some_and(|row| shared.has(row))
            }
        };
        let kept = Mask::by_row(c.len(), keeps);
        Self {
            unit: self.unit,
            episodes: self.episodes.clone().and(&kept),
            leads: self.leads.clone().and(&kept),
            accounts: match self.unit {
                Unit::Accounts => self.accounts.clone().and(&shared.clone().not()),
                Unit::Leads => Mask::default(),
            },
        }
    }
}

fn has(accounts: &Mask, row: u32) -> bool {
    row != NO_ROW && accounts.has(row as usize)
}
