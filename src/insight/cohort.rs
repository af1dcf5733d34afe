//! Cohorts: what becomes of leads that entered in the same month, and of accounts that first ordered in the same month.
//!
//! Age is counted in calendar months of the workspace's zone: age 0 is the month itself. A cohort is known up to an age when
//! that month is over; the month that is running is known as far as it has come, and is marked as not whole.
//!
//! - *by month of entry*: of the leads that entered in a month, how many were won by each age, and what these were worth;
//!   what was found in the stock has not entered and is left out;
//! - *by month of first order*: of the accounts whose first won lead closed in a month, what they ordered by each age, the
//!   first order included. Divided by the number of accounts this is the *life-time value as observed*; the *extrapolated*
//!   one takes each cohort to the age of the oldest by the chain ladder ([`Ladder`]). The two are never mixed.
//!
//! Shares have Wilson's band; what an account has brought is a mean over the accounts of the cohort and has Student's; what it is
//! expected to bring has Mack's, where growth was seen often enough to vary.
//!
//! The first order is the first of the selection: with a filter on a product, the first of that product.

use chrono::NaiveDate;

use super::orders::{Order, Orders};
use super::places::{Part, counted};
use super::stats::{Ladder, Pairs, Rate, wilson};
use crate::book::Book;
use crate::book::bins::Months;
use crate::book::episodes::{NO_AMOUNT, flag, status_code};
use crate::book::mask::Mask;
use crate::book::rows::over;
use crate::book::track::NEVER;
use crate::insight::currencies::Currencies;
use crate::model::Status;

/// No more cohorts than this, the latest: twenty years.
const MOST: usize = 240;

/// The months that lie between two minutes.
fn months(book: &Book, first: u32, now: u32) -> Months {
    let zone = book.settings().general.zone;
    let span = if first == NEVER { now } else { first.min(now) };
    Months::of(&[span, now], zone)
}

/// Leads that entered in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The first day of the month.
    pub month: NaiveDate,
    /// How many entered.
    pub leads: u64,
    /// Of these, lost so far.
    pub lost: u64,
    /// How many were won by the end of each age, as far as the cohort is old.
    pub won_by: Vec<u64>,
    /// What these were worth by currency and age, in minor units.
    pub value_by: Vec<Vec<i128>>,
}

impl Entered {
    /// The share that was won by an age; nothing where the cohort is not that old.
    #[must_use]
    pub fn rate(&self, age: usize) -> Option<Rate> {
        let won = *self.won_by.get(age)?;
        (self.leads > 0).then(|| wilson(won, self.leads))
    }

    /// The share that is won by now.
    #[must_use]
    pub fn now(&self) -> Rate {
        wilson(self.won_by.last().copied().unwrap_or_default(), self.leads)
    }

    /// Those that may yet be won.
    #[must_use]
    pub fn still_open(&self) -> u64 {
        let won = self.won_by.last().copied().unwrap_or_default();
        self.leads - self.lost - won
    }
}

/// Cohorts by the month in which leads entered.
#[derive(Debug, Clone)]
pub struct ByEntry {
    /// The currencies of the values.
    pub currencies: Currencies,
    /// The cohorts, oldest first; months in which nobody entered are there too.
    pub cohorts: Vec<Entered>,
    /// Found in the stock, and left out.
    pub left_out: u64,
}

#[derive(Debug, Clone, Default)]
struct Counts {
    leads: Vec<u64>,
    lost: Vec<u64>,
    /// By month and age.
    won: Vec<u64>,
    /// By currency, month and age.
    value: Vec<i128>,
    left_out: u64,
}

impl Part for Counts {
    fn merge(&mut self, other: &Self) {
        let add = |mine: &mut Vec<u64>, theirs: &Vec<u64>| {
            mine.resize(mine.len().max(theirs.len()), 0);
            mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
        };
        add(&mut self.leads, &other.leads);
        add(&mut self.lost, &other.lost);
        add(&mut self.won, &other.won);
        self.value
            .resize(self.value.len().max(other.value.len()), 0);
        let values = self.value.iter_mut().zip(&other.value);
        values.for_each(|(a, b)| *a += b);
        self.left_out += other.left_out;
    }
}

/// The cohorts of selected episodes by the month in which they entered; `now` is in the last one.
#[must_use]
pub fn by_entry(book: &Book, selected: &Mask, now: u32) -> ByEntry {
    let c = &book.episodes.columns;
    let currencies = Currencies::of(book, selected);
    let earlier = |first: &mut u32, row: usize| *first = c.entered[row].min(*first);
    let first = over(selected, || NEVER, earlier, u32::min);
    let months = months(book, first, now);
    let width = months.width();
    let last = width - 1;
    let many = currencies.names().len();
    let count = |it: &mut Counts, row: usize| {
        let entered = c.entered[row];
        if c.flags[row] & flag::LIVE == 0 || entered == NEVER {
            return;
        }
        if c.flags[row] & flag::OPENING != 0 {
            it.left_out += 1;
            return;
        }
        if it.leads.is_empty() {
            it.leads.resize(width, 0);
            it.lost.resize(width, 0);
            it.won.resize(width * width, 0);
            it.value.resize(width * width * many, 0);
        }
        let month = usize::from(months.place(entered)).min(last);
        it.leads[month] += 1;
        it.lost[month] += u64::from(c.status[row] == status_code(Status::Lost));
        if c.status[row] == status_code(Status::Won) {
            let age = usize::from(months.place(c.closed[row]))
                .min(last)
                .saturating_sub(month);
            it.won[month * width + age] += 1;
            let place = (currencies.place(c.currency.get(row)) * width + month) * width + age;
            let value = c.value[row];
            if let Some(sum) = it.value.get_mut(place).filter(|_| value != NO_AMOUNT) {
                *sum += i128::from(value);
            }
        }
    };
    let mut it: Counts = counted(selected, None, count).pop().unwrap_or_default();
    it.leads.resize(width, 0);
    it.lost.resize(width, 0);
    it.won.resize(width * width, 0);
    it.value.resize(width * width * many, 0);
    let cohort = |month: usize| {
        let ages = last - month + 1;
        let from = month * width;
        Some(Entered {
            month: months.day(month)?,
            leads: it.leads[month],
            lost: it.lost[month],
            won_by: running(&it.won[from..from + ages]),
            value_by: (0..many)
                .map(|currency| {
                    let from = (currency * width + month) * width;
                    running(&it.value[from..from + ages])
                })
                .collect(),
        })
    };
    let from = width.saturating_sub(MOST).max(1);
    ByEntry {
        cohorts: (from..width).filter_map(cohort).collect(),
        currencies,
        left_out: it.left_out,
    }
}

fn running<T: Copy + Default + std::ops::AddAssign>(parts: &[T]) -> Vec<T> {
    let sums = parts.iter().scan(T::default(), |sum, it| {
        *sum += *it;
        Some(*sum)
    });
    sums.collect()
}

/// Accounts that first ordered in one month.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstOrder {
    /// The first day of the month.
    pub month: NaiveDate,
    /// How many accounts.
    pub accounts: u64,
    /// What they had ordered by the end of each age, in minor units.
    pub revenue_by: Vec<i128>,
    /// How many of them ordered at each age.
    pub ordering_at: Vec<u64>,
    /// The accounts, each with what it has ordered.
    pub each: Pairs,
    /// What they are expected to have ordered at the age of the oldest cohort.
    pub extrapolated: f64,
    /// Between what that lies with 95 % certainty, if the cohort grows as older ones did.
    pub extrapolated_band: Option<(f64, f64)>,
}

impl FirstOrder {
    /// What an account has brought so far, in minor units.
    #[must_use]
    pub fn observed_value(&self) -> Option<f64> {
        let last = *self.revenue_by.last()?;
        (self.accounts > 0).then(|| last as f64 / self.accounts as f64)
    }

    /// What an account is expected to bring by the age of the oldest cohort.
    #[must_use]
    pub fn extrapolated_value(&self) -> Option<f64> {
        (self.accounts > 0).then(|| self.extrapolated / self.accounts as f64)
    }

    /// What an account has brought so far, with how sure that is of such accounts.
    #[must_use]
    pub fn observed_band(&self) -> Option<(f64, f64)> {
        self.each.estimate().band_from_nothing()
    }

    /// Between what lies that which an account is expected to bring.
    #[must_use]
    pub fn extrapolated_value_band(&self) -> Option<(f64, f64)> {
        let (low, high) = self.extrapolated_band?;
        let each = |sum: f64| sum / self.accounts as f64;
        (self.accounts > 0).then(|| (each(low), each(high)))
    }

    /// The share of the accounts that ordered at an age.
    #[must_use]
    pub fn ordering(&self, age: usize) -> Option<Rate> {
        let ordering = *self.ordering_at.get(age)?;
        (self.accounts > 0).then(|| wilson(ordering, self.accounts))
    }
}

/// Cohorts of accounts by the month of their first order, in one currency; `now` is in the last one.
#[must_use]
pub fn by_first_order(book: &Book, orders: &Orders, currency: usize, now: u32) -> Vec<FirstOrder> {
    let list = orders.of(currency);
    let first = list.iter().map(|it| it.at).min().unwrap_or(NEVER);
    let months = months(book, first, now);
    let width = months.width();
    let last = width - 1;
    let month_of = |it: &Order| usize::from(months.place(it.at)).clamp(1, last.max(1));
    let mut accounts = vec![0_u64; width];
    let mut revenue = vec![0_i128; width * width];
    let mut ordering = vec![0_u64; width * width];
    let mut each = vec![Pairs::default(); width];
    for account in list.chunk_by(|a, b| a.account == b.account) {
        let month = account.first().map_or(1, month_of);
        accounts[month] += 1;
        let brought: i128 = account.iter().map(|it| i128::from(it.value)).sum();
        each[month].add(i64::try_from(brought).unwrap_or(i64::MAX), 1);
        let mut before = None;
        for order in account {
            let age = month_of(order) - month;
            revenue[month * width + age] += i128::from(order.value);
            ordering[month * width + age] += u64::from(before != Some(age));
            before = Some(age);
        }
    }
    let from = width.saturating_sub(MOST).max(1);
    let known = |month: usize| month * width..month * width + (last - month + 1);
    let triangle: Vec<Vec<f64>> = (from..width)
        .map(|month| {
            running(&revenue[known(month)])
                .iter()
                .map(|it| *it as f64)
                .collect()
        })
        .collect();
    let ladder = Ladder::of(&triangle);
    let cohort = |(month, extrapolated): (usize, &f64)| {
        Some(FirstOrder {
            month: months.day(month)?,
            accounts: accounts[month],
            revenue_by: running(&revenue[known(month)]),
            ordering_at: ordering[known(month)].to_vec(),
            each: each[month],
            extrapolated: *extrapolated,
            extrapolated_band: ladder.band(month - from),
        })
    };
    (from..width)
        .zip(&ladder.ultimates)
        .filter_map(cohort)
        .collect()
}
