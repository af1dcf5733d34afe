//! Sums of money by currency: what is shown as an amount of several leads.

use super::Book;
use super::episodes::NO_AMOUNT;

/// Sums by currency code of the book's dictionary, in minor units; mixed ones are never added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    by_code: Vec<i128>,
}

impl Sums {
    /// Adds an amount in a currency; no amount adds nothing.
    pub fn add(&mut self, currency: u32, amount: i64) {
        if amount == NO_AMOUNT || amount == 0 {
            return;
        }
        let index = currency as usize;
        if self.by_code.len() <= index {
            self.by_code.resize(index + 1, 0);
        }
        self.by_code[index] += i128::from(amount);
    }

    /// Adds what amounts in a currency came to.
    pub(super) fn add_sum(&mut self, currency: u32, sum: i128) {
        if sum != 0 {
            let index = currency as usize;
            self.by_code.resize(self.by_code.len().max(index + 1), 0);
            self.by_code[index] += sum;
        }
    }

    /// Adds other sums.
    pub fn merge(&mut self, other: &Self) {
        if self.by_code.len() < other.by_code.len() {
            self.by_code.resize(other.by_code.len(), 0);
        }
        for (mine, theirs) in self.by_code.iter_mut().zip(&other.by_code) {
            *mine += theirs;
        }
    }

    /// Each currency with its sum, largest first; amounts without a currency are the workspace's.
    #[must_use]
    pub fn list(&self, book: &Book) -> Vec<(String, i64)> {
        let home = &book.settings().general.currency;
        let mut list: Vec<(String, i128)> = Vec::new();
        for (code, sum) in (0..).zip(&self.by_code).filter(|(_, sum)| **sum != 0) {
            let currency = book.episodes.words.get(code).unwrap_or(home).to_owned();
            match list.iter_mut().find(|(it, _)| *it == currency) {
                Some((_, total)) => *total += sum,
                None => list.push((currency, *sum)),
            }
        }
        list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        list.into_iter()
            .map(|(currency, sum)| (currency, i64::try_from(sum).unwrap_or(i64::MAX)))
            .collect()
    }
}
