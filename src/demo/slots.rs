//! Which companies of the market we have leads at, and the people we know there.
//!
//! Companies in work are counted by *slots*, in the order of their ids; slot and company follow from
//! each other without a table, however large the market is.

use super::draw::{Draw, Purpose};
use super::market::{Class, Market, phone};
use crate::model::{AccountId, BuyingRole, Contact};

/// At most so many of the companies have leads, in percent.
const WORKED: u64 = 45;
/// So many slots there are for leads, in percent.
const SPREAD: u64 = 62;

/// Each role, how common it is, and a position that goes with it.
const ROLES: [(BuyingRole, u32, [&str; 2]); 6] = [
    (
        BuyingRole::DecisionMaker,
        24,
        ["Managing director", "Plant manager"],
    ),
    (
        BuyingRole::BudgetHolder,
        16,
        ["Head of purchasing", "Finance manager"],
    ),
    (
        BuyingRole::User,
        20,
        ["Production engineer", "Shift supervisor"],
    ),
    (
        BuyingRole::Influencer,
        20,
        ["Process engineer", "Quality manager"],
    ),
    (
        BuyingRole::Gatekeeper,
        10,
        ["Assistant to the management", "Purchasing assistant"],
    ),
    (
        BuyingRole::Champion,
        10,
        ["Maintenance manager", "Automation engineer"],
    ),
];

/// The companies in work.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slots {
    seed: u64,
    accounts: u64,
    count: u64,
    /// Shares no factor with the count: its multiples visit every slot.
    stride: u64,
}

impl Slots {
    pub(super) fn new(seed: u64, accounts: u64, leads: u64) -> Self {
        let most = (accounts.saturating_mul(WORKED) / 100).max(1);
        let count = (leads.saturating_mul(SPREAD).div_ceil(100))
            .min(most)
            .min(accounts);
        let wanted = (count as f64 * 0.618) as u64;
        let stride = (wanted.max(1)..)
            .find(|it| gcd(*it, count) == 1)
            .unwrap_or(1);
        Self {
            seed,
            accounts,
            count,
            stride,
        }
    }

    /// How many companies are in work; none where there are no companies.
    pub(super) const fn count(self) -> u64 {
        self.count
    }

    /// The slot whose turn it is with a lead: all have one before any has two.
    pub(super) const fn turn(self, lead: u64) -> Option<u64> {
        if self.count == 0 {
            return None;
        }
        Some((lead as u128 * self.stride as u128 % self.count as u128) as u64)
    }

    /// The company of a slot: the larger of two, often, for large ones are sought.
    pub(super) fn account(self, slot: u64, market: Market) -> u64 {
        let edge = |slot: u64| {
            (u128::from(slot) * u128::from(self.accounts) / u128::from(self.count)) as u64
        };
        let (from, to) = (edge(slot), edge(slot + 1));
        let mut draw = Draw::new(self.seed, Purpose::Slot, slot);
        let one = from + draw.below(to - from);
        let other = from + draw.below(to - from);
        let choosy = draw.chance(0.5);
        if choosy && market.employees(other) > market.employees(one) {
            other
        } else {
            one
        }
    }

    /// The first contact's position (from 0) of a slot, and how many contacts there are.
    ///
    /// Two neighbours have four together, so that no one needs to count them all.
    pub(super) fn contacts(self, slot: u64) -> (u64, u64) {
        let pair = slot / 2;
        let first = 1 + Draw::new(self.seed, Purpose::Slot, u64::MAX - pair).below(3);
        if slot.is_multiple_of(2) {
            (4 * pair, first)
        } else {
            (4 * pair + first, 4 - first)
        }
    }

    /// The people that we know at a slot's company.
    pub(super) fn people(self, slot: u64, market: Market) -> impl Iterator<Item = Contact> {
        let account = self.account(slot, market);
        let profile = market.profile(account);
        let domain = Market::domain(account, &profile);
        let (first, count) = self.contacts(slot);
        (first..first + count).map(move |position| {
            let mut draw = Draw::new(self.seed, Purpose::Contact, position);
            let (name, address) = profile.tongue.person(&mut draw);
            let role = draw.weighted(ROLES.iter().map(|it| it.1));
            // A small company's decision maker is its owner.
            let title = match (role, profile.class) {
                (0, Class::C) if draw.chance(0.4) => "Owner",
                _ => ROLES[role].2[draw.below(2) as usize],
            };
            Contact {
                external_id: None,
                name,
                account: Some(AccountId(account + 1)),
                role: draw.chance(0.9).then_some(ROLES[role].0),
                title: draw.chance(0.85).then(|| title.to_owned()),
                email: draw.chance(0.9).then(|| [&address, "@", &domain].concat()),
                phone: draw.chance(0.6).then(|| phone(profile.country, &mut draw)),
                note: None,
            }
        })
    }
}

const fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_companies_in_order() {
        let market = Market::new(5, 2026);
        for (accounts, leads) in [(1, 9), (2, 2), (1_200, 1_500), (13_000_000, 70)] {
            let slots = Slots::new(5, accounts, leads);
            let found: Vec<u64> = (0..slots.count())
                .map(|it| slots.account(it, market))
                .collect();
            assert!(found.is_sorted_by(|a, b| a < b), "{accounts} {leads}");
            assert!(found.last().is_some_and(|it| *it < accounts));
        }
    }

    #[test]
    fn every_slot_has_its_turn_and_its_own_contacts() {
        let slots = Slots::new(5, 1_200, 1_500);
        let mut turns: Vec<u64> = (0..slots.count()).filter_map(|it| slots.turn(it)).collect();
        turns.sort_unstable();
        assert!(turns.into_iter().eq(0..slots.count()));
        let mut next = 0;
        for slot in 0..slots.count() {
            let (first, count) = slots.contacts(slot);
            assert_eq!(first, next);
            assert!((1..=3).contains(&count));
            next += count;
        }
    }

    #[test]
    fn a_market_without_companies_has_no_slots() {
        assert_eq!(Slots::new(5, 0, 10).turn(3), None);
    }
}
