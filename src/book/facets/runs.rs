//! Accounts of which several leads are selected: which lead comes first of its account, and in which fields a lead
//! repeats one that comes before it.
//!
//! A won lead comes before a lost one, and this before an open one; of equals the one in the lower row. Leads lie in
//! their accounts' order, those of one account near each other, so that a few bits say which others come before a lead
//! and which of these have the same in a field. Accounts whose leads lie apart are not looked at here.

use rayon::prelude::*;

use super::groups::OUTCOMES;
use crate::book::engaged::REACH;
use crate::book::mask::{Mask, packed};
use crate::book::packs::Sorted;

/// So many fields are looked at together.
pub(super) const TOGETHER: usize = 8;

/// The rows of most accounts with several leads lie no farther apart, so that a byte says which of them are meant.
const NEAR: usize = 7;

/// Says that the rows of an account lie farther apart than that.
const IS_FAR: u8 = 1 << 7;

/// A bit for each of the rows of an account, from its first one on; they reach no farther than that.
type Rows = u32;
const _: () = assert!(REACH < Rows::BITS as usize && REACH < IS_FAR as usize);

/// How the leads of each account follow each other.
#[derive(Debug, Clone)]
pub(super) struct Order {
    steps: Vec<Step>,
    /// The leads that come first of all their account's.
    first: Mask,
    /// The rows of accounts whose rows lie far apart, and what comes before each.
    far: Vec<u32>,
    far_before: Vec<Rows>,
}

/// How a lead lies among those of its account; all bits 0 for leads that are their account's only one.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    /// How far back the first row of its account lies.
    back: u8,
    /// The leads of the account that come before it; nothing where rows lie far apart.
    before: u8,
}

impl Order {
    /// Puts the leads of accounts that have several in order; each row has its account and how its lead came to stand.
    pub(super) fn of(several: &Mask, accounts: &[u32], outcomes: &[u8]) -> Self {
        let place = |row: usize| {
            if !several.has(row) {
                return (Step::default(), 0);
            }
            let rows = theirs(row, several, accounts);
            let first = rows.clone().next().unwrap_or(row);
            let last = rows.clone().last().unwrap_or(row);
            let before = before(row, first, rows, outcomes);
            let back = u8::try_from(row - first).unwrap_or_default();
            let step = if last - first > NEAR {
                let back = back | IS_FAR;
                Step { back, before: 0 }
            } else {
                let before = before as u8;
                Step { back, before }
            };
            (step, before)
        };
        let many = several.rows();
        let rows = (0..many).into_par_iter().with_min_len(1 << 12);
        let (mut steps, before): (Vec<Step>, Vec<Rows>) = rows.map(place).unzip();
        let first = Mask::of(&before, |it| it == 0);
        let far = (0..).zip(&steps).filter(|it| it.1.back & IS_FAR != 0);
        let (far, far_before) = far.map(|it| (it.0, before[it.0 as usize])).unzip();
        steps.resize(whole_words(many), Step::default());
        Self {
            steps,
            first,
            far,
            far_before,
        }
    }

    /// Puts the leads of one account in order again, after one of them came to stand otherwise.
    pub(super) fn follow(&mut self, rows: &[usize], outcomes: &[u8]) {
        let Some(first) = rows.first() else { return };
        for row in rows {
            let before = before(*row, *first, rows.iter().copied(), outcomes);
            if before == 0 {
                self.first.insert(*row);
            } else {
                self.first.take_out(*row);
            }
            let place = self.far_place(*row);
            if let Some(far) = place.and_then(|it| self.far_before.get_mut(it)) {
                *far = before;
            } else if let Some(step) = self.steps.get_mut(*row) {
                step.before = before as u8;
            }
        }
    }

    /// The leads that come first of all their account's.
    pub(super) const fn first(&self) -> &Mask {
        &self.first
    }

    /// Where a lead stands among those whose rows lie far apart.
    fn far_place(&self, row: usize) -> Option<usize> {
        let row = u32::try_from(row).ok()?;
        self.far.binary_search(&row).ok()
    }

    /// The first row of a lead's account, and which leads of it from there on come before it.
    fn before(&self, row: usize) -> Option<(usize, Rows)> {
        let step = self.steps.get(row)?;
        let first = row.saturating_sub(usize::from(step.back & !IS_FAR));
        if step.back & IS_FAR == 0 {
            return Some((first, step.before.into()));
        }
        let far = self.far_before.get(self.far_place(row)?)?;
        Some((first, *far))
    }
}

/// So many rows, and as many more as there are places in the last word of a mask.
const fn whole_words(rows: usize) -> usize {
    rows.div_ceil(64) * 64
}

/// The rows of the account of one of the leads that are of accounts with several.
pub(super) fn theirs<'a>(
    row: usize,
    several: &'a Mask,
    accounts: &'a [u32],
) -> impl Iterator<Item = usize> + Clone + 'a {
    // Rows of no lead may lie between, and no lead of another account does.
    let is_theirs = move |it: &usize| accounts.get(*it) == accounts.get(row);
    let ahead = |it: &usize| several.before(*it).filter(is_theirs);
    let first = std::iter::successors(Some(row), ahead).last();
    let first = first.filter(|it| row - it <= REACH).unwrap_or(row);
    let reach = first..(first + REACH + 1).min(several.rows());
    let reach = reach.filter(|it| several.has(*it));
    reach.take_while(is_theirs)
}

/// Which of the leads of an account, from its first row on, come before one of them.
fn before(row: usize, first: usize, rows: impl Iterator<Item = usize>, outcomes: &[u8]) -> Rows {
    let key = |row: usize| (rank_of(outcomes.get(row)), row);
    let bit = |other: usize| Rows::from(key(other) < key(row)) << (other - first);
    rows.fold(0, |bits, other| bits | bit(other))
}

/// In which of up to eight fields a lead has the same as others that come before it.
#[derive(Debug, Clone)]
pub(super) struct Same {
    /// A byte for each field; where rows lie far apart, the place among those.
    near: Vec<u64>,
    far: Vec<[Rows; TOGETHER]>,
    /// A bit for each field in which a lead repeats one that comes before it.
    whole: Vec<u8>,
}

impl Same {
    /// Compares the leads of each account in some fields, of each of which every row has a code.
    pub(super) fn of(order: &Order, fields: &[Vec<u32>]) -> Self {
        let same = |row: usize| {
            same_as(order, row, fields.len(), |field, other| {
                fields[field].get(row) == fields[field].get(other)
            })
        };
        let bytes = |row: usize| {
            if order.steps[row].back & IS_FAR != 0 {
                return (0, 0);
            }
            let near = near_bytes(same(row));
            (near, bits(near))
        };
        let rows = (0..order.steps.len()).into_par_iter().with_min_len(1 << 12);
        let (mut near, mut whole): (Vec<u64>, Vec<u8>) = rows.map(bytes).unzip();
        let far = order.far.par_iter().with_min_len(1 << 8);
        let far: Vec<[Rows; TOGETHER]> = far.map(|row| same(*row as usize)).collect();
        for ((place, row), same) in (0..).zip(&order.far).zip(&far) {
            near[*row as usize] = place;
            whole[*row as usize] = far_bits(same, Rows::MAX);
        }
        Self { near, far, whole }
    }

    /// Compares the leads of one account again, after one of them changed; `value` tells what a row has in a field, of
    /// which there are so many.
    pub(super) fn follow(
        &mut self,
        order: &Order,
        rows: &[usize],
        fields: usize,
        value: impl Fn(usize, usize) -> Option<u32>,
    ) {
        for row in rows {
            let is_same = |field, other| value(field, *row) == value(field, other);
            let same = same_as(order, *row, fields, is_same);
            if let Some(whole) = self.whole.get_mut(*row) {
                *whole = far_bits(&same, Rows::MAX);
            }
            if let Some(place) = order.far_place(*row) {
                if let Some(far) = self.far.get_mut(place) {
                    *far = same;
                }
            } else if let Some(near) = self.near.get_mut(*row) {
                *near = near_bytes(same);
            }
        }
    }

    /// Says of some of 64 rows which come first of their account in a selection, and in which fields each repeats
    /// another one that is in it: a bit for each field.
    #[inline(always)]
    pub(super) fn look(
        &self,
        order: &Order,
        selected: &Mask,
        at: usize,
        word: u64,
        to: &mut Sorted,
    ) {
        let steps = order.steps.as_chunks::<64>().0.get(at);
        let (Some(steps), Some(near)) = (steps, self.near.as_chunks::<64>().0.get(at)) else {
            return;
        };
        let around = selected.around::<NEAR>(at);
        let mut rest = word;
        while rest != 0 {
            let bit = rest.trailing_zeros() as usize % 64;
            rest &= rest - 1;
            let (step, near) = (steps[bit], near[bit]);
            if step.back & IS_FAR != 0 {
                self.look_far(order, selected, (at * 64 + bit, near), to);
                continue;
            }
            let selected = (around >> (bit + NEAR - usize::from(step.back))) as u8;
            let everywhere = u64::from(selected) * 0x0101_0101_0101_0101;
            let is_first = step.before & selected == 0;
            to.push(bit as u8, bits(near & everywhere), is_first);
        }
    }

    /// The same of a row of an account whose rows lie far apart.
    #[inline(never)]
    fn look_far(
        &self,
        order: &Order,
        selected: &Mask,
        (row, place): (usize, u64),
        to: &mut Sorted,
    ) {
        let Some((first, before)) = order.before(row) else {
            return;
        };
        let selected = selected.window(first);
        let place = usize::try_from(place).ok();
        let same = place.and_then(|it| self.far.get(it));
        let repeats = same.map_or(0, |same| far_bits(same, selected));
        to.push((row % 64) as u8, repeats, before & selected == 0);
    }

    /// The same where of every account all leads are selected or none.
    #[inline(always)]
    pub(super) fn look_whole(&self, order: &Order, at: usize, word: u64, to: &mut Sorted) {
        let whole = self.whole.as_chunks::<64>().0.get(at);
        let (Some(whole), Some(first)) = (whole, order.first.words().get(at)) else {
            return;
        };
        let mut rest = word;
        while rest != 0 {
            let bit = rest.trailing_zeros() as usize % 64;
            rest &= rest - 1;
            to.push(bit as u8, whole[bit], first >> bit & 1 == 1);
        }
    }
}

/// In which fields a lead has the same as one of some others.
fn far_bits(same: &[Rows; TOGETHER], others: Rows) -> u8 {
    let each = (0..).zip(same);
    each.fold(0, |bits, (field, same)| {
        bits | u8::from(same & others != 0) << field
    })
}

/// In which fields a lead has the same as which of those that come before it.
fn same_as(
    order: &Order,
    row: usize,
    fields: usize,
    is_same: impl Fn(usize, usize) -> bool,
) -> [Rows; TOGETHER] {
    let mut all = [0; TOGETHER];
    let Some((first, mut rest)) = order.before(row) else {
        return all;
    };
    while rest != 0 {
        let at = rest.trailing_zeros();
        rest &= rest - 1;
        for (field, same) in all.iter_mut().enumerate().take(fields) {
            *same |= Rows::from(is_same(field, first + at as usize)) << at;
        }
    }
    all
}

fn near_bytes(same: [Rows; TOGETHER]) -> u64 {
    u64::from_le_bytes(same.map(|it| it as u8))
}

/// A bit for each byte that is not 0.
#[inline(always)]
fn bits(bytes: u64) -> u8 {
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    let some = (((bytes & LOW) + LOW) | bytes) >> 7 & 0x0101_0101_0101_0101;
    packed(&some.to_le_bytes()) as u8
}

/// A won lead comes before a lost one, and this before an open one.
fn rank_of(outcome: Option<&u8>) -> u8 {
    const RANKS: [u8; OUTCOMES] = [2, 0, 1];
    let outcome = outcome.copied().unwrap_or_default();
    RANKS[usize::from(outcome) % OUTCOMES]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_lead_of_an_account_comes_first_for_each_value_and_a_won_one_before_a_lost_one(
            runs in prop::collection::vec((1_usize..9, 0_usize..4), 0..120),
            long in prop::bool::ANY,
            seed in any::<u64>(),
        ) {
            let mut accounts = vec![u32::MAX; (seed % 60) as usize];
            for (number, (many, gap)) in (0_u32..).zip(&runs) {
                let many = if long && number % 7 == 0 { many * 3 } else { *many };
                for lead in 0..many {
                    accounts.push(number);
                    // Rows of no lead lie between, within accounts and between them.
                    accounts.extend(std::iter::repeat_n(u32::MAX, usize::from(lead + *gap == 2)));
                }
                accounts.extend(std::iter::repeat_n(u32::MAX, *gap));
            }
            let number = |row: usize, salt: u64| {
                let mixed = (row as u64 ^ seed ^ salt << 20).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                (mixed ^ mixed >> 29) % 3
            };
            let rows = 0..accounts.len();
            let of = |account: u32| accounts.iter().filter(|it| **it == account).count();
            let several = Mask::by_row(rows.end, |row| accounts[row] != u32::MAX && of(accounts[row]) > 1);
            let selected = Mask::by_row(rows.end, |row| accounts[row] != u32::MAX && number(row, 2) > 0);
            let outcomes: Vec<u8> = rows.clone().map(|row| number(row, 3) as u8).collect();
            let codes = |salt| -> Vec<u32> { rows.clone().map(|row| number(row, salt) as u32).collect() };
            let fields: Vec<Vec<u32>> = (10..15).map(codes).collect();
            let order = Order::of(&several, &accounts, &outcomes);
            let same = Same::of(&order, &fields);
            let mut sorted = Sorted::default();
            // All leads of some accounts, for which it is known without looking.
            let whole = Mask::by_row(rows.end, |row| {
                accounts[row] != u32::MAX && number(accounts[row] as usize, 4) > 0
            });
            for (at, word) in whole.words().iter().enumerate() {
                let looked = |known: bool| {
                    let mut sorted = Sorted::default();
                    if known {
                        same.look_whole(&order, at, *word, &mut sorted);
                    } else {
                        same.look(&order, &whole, at, *word, &mut sorted);
                    }
                    sorted.iter().collect::<Vec<_>>()
                };
                prop_assert_eq!(looked(true), looked(false));
            }
            let key = |row: &usize| (rank_of(outcomes.get(*row)), *row);
            for (at, word) in selected.words().iter().enumerate() {
                sorted.clear();
                same.look(&order, &selected, at, *word, &mut sorted);
                prop_assert_eq!(sorted.iter().count(), word.count_ones() as usize);
                for (bit, repeats, first) in sorted.iter() {
                    let row = at * 64 + bit;
                    let theirs = selected.iter().filter(|it| accounts[*it] == accounts[row]);
                    let before: Vec<usize> = theirs.filter(|it| key(it) < key(&row)).collect();
                    prop_assert_eq!(first == 1, before.is_empty());
                    for (field, codes) in fields.iter().enumerate() {
                        let is_repeated = before.iter().any(|it| codes[*it] == codes[row]);
                        prop_assert_eq!(repeats >> field & 1 == 1, is_repeated, "{} {}", row, field);
                    }
                    prop_assert_eq!(repeats >> fields.len(), 0);
                }
            }
        }
    }
}
