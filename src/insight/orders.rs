//! Orders: what was won, account by account; from it the class of each account and how its orders change.
//!
//! An order is a won episode with an account, on the day of the win, at the value it was won for; wins without an account
//! are counted apart, for they are nobody's. Each currency is for itself.
//!
//! *ABC*: accounts in the order of their revenue, the largest first. An account is A where the accounts before it bring
//! less than 80 % of the revenue, B where less than 95 %, else C: the share *before* the account decides, so the
//! one that crosses a limit still belongs above it, and the largest account is always A. Equal revenues are one class,
//! that of the first of them: names decide nothing. (V. Pareto's curve; H. F. Dickie, Factory Management and
//! Maintenance 109 (1951), had the classes.)
//!
//! *Average order*: value ÷ orders, of an account and of all. How sure that of all is, is told by how far accounts differ
//! ([`average_order`]); of one account there is no band, for what it ordered is all that there is. Its change is between two
//! windows: of all with Welch's interval, and for accounts that ordered in both, account by account ([`changed`]).

use rayon::prelude::*;

use super::currencies::Currencies;
use super::funnel::Window;
use super::stats::{Estimate, Pairs};
use crate::book::Book;
use crate::book::columns::NO_ROW;
use crate::book::episodes::{NO_AMOUNT, flag, status_code};
use crate::book::mask::Mask;
use crate::model::Status;

/// A won episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// The place of its currency.
    pub currency: u8,
    /// The row of the account.
    pub account: u32,
    /// The minute of the win.
    pub at: u32,
    /// What it was worth, in minor units.
    pub value: i64,
}

/// All orders of a selection.
#[derive(Debug, Clone)]
pub struct Orders {
    /// The currencies.
    pub currencies: Currencies,
    /// By currency, by account, by time.
    pub list: Vec<Order>,
    /// Won without an account.
    pub without_account: u64,
}

/// The orders among selected episodes.
#[must_use]
pub fn orders(book: &Book, selected: &Mask) -> Orders {
    let c = &book.episodes.columns;
    let won = status_code(Status::Won);
    let rows = Mask::of(&c.status, |it| it == won).and(selected);
    let live = Mask::of(&c.flags, |it| it & flag::LIVE != 0);
    let rows = rows.and(&live);
    let currencies = Currencies::of(book, &rows);
    let mut list: Vec<Order> =
        Vec::with_capacity(usize::try_from(rows.count()).unwrap_or_default());
    for row in rows.iter().filter(|row| c.account[*row] != NO_ROW) {
        let value = c.value[row];
        list.push(Order {
            currency: u8::try_from(currencies.place(c.currency.get(row))).unwrap_or(u8::MAX),
            account: c.account[row],
            at: c.closed[row],
            value: if value == NO_AMOUNT { 0 } else { value },
        });
    }
    let without_account = rows.count() - list.len() as u64;
    list.par_sort_unstable();
    Orders {
        currencies,
        list,
        without_account,
    }
}

/// What an account ordered in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bought {
    /// The row of the account.
    pub account: u32,
    /// How many orders.
    pub orders: u64,
    /// What they were worth, in minor units.
    pub revenue: i128,
}

impl Bought {
    /// What an order was worth.
    #[must_use]
    pub fn average(&self) -> f64 {
        self.revenue as f64 / self.orders.max(1) as f64
    }

    fn minor(&self) -> i64 {
        i64::try_from(self.revenue).unwrap_or(i64::MAX)
    }
}

/// What an order was worth, in minor units, with how sure it is: chance has drawn the accounts, and an account's orders are alike.
#[must_use]
pub fn average_order(bought: &[Bought]) -> Estimate {
    let mut pairs = Pairs::default();
    for it in bought {
        pairs.add(it.minor(), it.orders.cast_signed());
    }
    pairs.estimate()
}

/// How far the average order of an account moved, in minor units: the mean over the accounts that ordered in both windows.
#[must_use]
pub fn changed(shifts: &[Shift]) -> Estimate {
    let mut pairs = Pairs::default();
    for it in shifts {
        pairs.add(it.change().round() as i64, 1);
    }
    pairs.estimate()
}

impl Orders {
    /// The orders of one currency.
    #[must_use]
    pub fn of(&self, currency: usize) -> &[Order] {
        let from = self
            .list
            .partition_point(|it| usize::from(it.currency) < currency);
        let to = self
            .list
            .partition_point(|it| usize::from(it.currency) <= currency);
        &self.list[from..to]
    }

    /// What each account ordered in a window, in one currency, by the accounts' rows.
    #[must_use]
    pub fn bought(&self, currency: usize, window: Window) -> Vec<Bought> {
        let mut accounts: Vec<Bought> = Vec::new();
        for order in self.of(currency).iter().filter(|it| window.has(it.at)) {
            match accounts.last_mut().filter(|it| it.account == order.account) {
                Some(it) => {
                    it.orders += 1;
                    it.revenue += i128::from(order.value);
                }
                None => accounts.push(Bought {
                    account: order.account,
                    orders: 1,
                    revenue: order.value.into(),
                }),
            }
        }
        accounts
    }
}

/// A class of accounts by what they bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Bring the first part of the revenue.
    A,
    /// Bring the next.
    B,
    /// Bring the rest.
    C,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// As it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// Up to which share of the revenue, in hundredths, accounts are A, and up to which B.
pub const LIMITS: [u8; 2] = [80, 95];

/// The class of each revenue, in the order in which they are given; what brings nothing is C.
#[must_use]
pub fn classes(revenues: &[i128], limits: [u8; 2]) -> Vec<Class> {
    let mut order: Vec<usize> = (0..revenues.len()).collect();
    order.par_sort_unstable_by_key(|at| std::cmp::Reverse(revenues[*at]));
    let total: i128 = revenues.iter().filter(|it| **it > 0).sum();
    let mut classes = vec![Class::C; revenues.len()];
    let (mut before, mut sum, mut last) = (0_i128, 0_i128, None);
    for at in order {
        let revenue = revenues[at];
        if revenue <= 0 {
            break;
        }
        // Equal ones all see what was before the first of them.
        if last != Some(revenue) {
            (before, last) = (sum, Some(revenue));
        }
        let [a, b] = limits.map(i128::from);
        classes[at] = if before * 100 < a * total {
            Class::A
        } else if before * 100 < b * total {
            Class::B
        } else {
            Class::C
        };
        sum += revenue;
    }
    classes
}

/// How an account's average order changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// What it ordered before.
    pub before: Bought,
    /// What it ordered after.
    pub after: Bought,
}

impl Shift {
    /// The change of the average order, in minor units.
    #[must_use]
    pub fn change(&self) -> f64 {
        self.after.average() - self.before.average()
    }
}

/// The accounts that ordered in both windows, by their rows.
#[must_use]
pub fn shifts(before: &[Bought], after: &[Bought]) -> Vec<Shift> {
    let find = |account: u32| {
        let at = before
            .binary_search_by_key(&account, |it| it.account)
            .ok()?;
        before.get(at).copied()
    };
    let both = after.iter().filter_map(|after| {
        Some(Shift {
            before: find(after.account)?,
            after: *after,
        })
    });
    both.collect()
}
