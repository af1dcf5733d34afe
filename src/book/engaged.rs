//! Which accounts have leads, and where leads lie out of their accounts' order.
//!
//! Worked out when it is first asked for and dropped when a lead or an account comes, goes or changes hands.

use super::Book;
use super::columns::NO_ROW;
use super::episodes::flag;
use super::mask::Mask;
use super::once::made;

/// The accounts by whether they have leads.
#[derive(Debug, Clone)]
pub struct Engaged {
    /// Accounts that are there.
    pub live: Mask,
    /// Accounts that are there and have no lead.
    pub leadless: Mask,
    /// The row that stands for each lead: its latest episode.
    pub leads: Mask,
    /// Leads of accounts whose leads lie apart, or out of the accounts' order.
    pub strays: Mask,
    /// Leads of the other accounts: those of each lie together. Leads without an account are in neither.
    pub homed: Mask,
    /// Of these the ones whose account has another one.
    pub several: Mask,
    /// Of these the last one of each account.
    pub last: Mask,
}

/// The farthest that rows of one account may lie apart and still lie together.
pub(super) const REACH: usize = 31;

impl Book {
    /// The accounts by whether they have leads.
    #[must_use]
    pub fn engaged(&self) -> &Engaged {
        made(&self.engaged, || self.find_engaged())
    }

    fn find_engaged(&self) -> Engaged {
        let live = Mask::of(&self.accounts.columns.id, |id| id != 0);
        let c = &self.episodes.columns;
        let latest = flag::LIVE | flag::LATEST;
        let leads = Mask::of(&c.flags, |flags| flags & latest == latest);
        let (engaged, mixed) = self.in_order(&leads);
        let strays = if mixed.is_empty() {
            Mask::none(leads.rows())
        } else {
            let of_mixed = |account| account != NO_ROW && mixed.has(account as usize);
            Mask::of(&c.account, of_mixed).and(&leads)
        };
        let homed = Mask::of(&c.account, |account| account != NO_ROW);
        let homed = homed.and(&leads).and(&strays.clone().not());
        Engaged {
            several: several(&homed, &c.account),
            last: last(&homed, &c.account),
            homed,
            leadless: engaged.not().and(&live),
            live,
            leads,
            strays,
        }
    }

    /// The accounts that have one of some leads, and those that have one out of the accounts' order.
    fn in_order(&self, leads: &Mask) -> (Mask, Mask) {
        let column = &self.episodes.columns.account;
        let accounts = self.accounts.columns.len();
        let mut engaged = Mask::none(accounts);
        let mut mixed = Mask::none(accounts);
        let (mut before, mut run) = (0, (NO_ROW, 0));
        let mut rows = leads.iter().peekable();
        while let Some(row) = rows.next() {
            let account = column[row];
            if account == NO_ROW {
                continue;
            }
            engaged.insert(account as usize);
            let after = rows.peek().map_or(NO_ROW, |row| column[*row]);
            if account < before || (account > after && before <= after) {
                mixed.insert(account as usize);
                continue;
            }
            if account != run.0 {
                run = (account, row);
            } else if row - run.1 > REACH {
                mixed.insert(account as usize);
            }
            before = account;
        }
        (engaged, mixed)
    }

    /// The accounts of some leads.
    #[must_use]
    pub fn accounts_of(&self, leads: &Mask) -> Mask {
        let mut accounts = Mask::none(self.accounts.columns.len());
        let column = &self.episodes.columns.account;
        for row in leads.iter() {
            // A lead without an account has a number that is no row, which is not put in.
            accounts.insert(column[row] as usize);
        }
        accounts
    }
}

/// Of rows that follow each other by accounts those whose account has more than one.
fn several(rows: &Mask, accounts: &[u32]) -> Mask {
    let mut found = Mask::none(rows.rows());
    let mut before: Option<usize> = None;
    for row in rows.iter() {
        if let Some(before) = before.filter(|it| accounts[*it] == accounts[row]) {
            found.insert(before);
            found.insert(row);
        }
        before = Some(row);
    }
    found
}

/// Of rows that follow each other by accounts the last one of each.
fn last(rows: &Mask, accounts: &[u32]) -> Mask {
    let mut found = Mask::none(rows.rows());
    let mut rows = rows.iter().peekable();
    while let Some(row) = rows.next() {
        if rows
            .peek()
            .is_none_or(|next| accounts[*next] != accounts[row])
        {
            found.insert(row);
        }
    }
    found
}
