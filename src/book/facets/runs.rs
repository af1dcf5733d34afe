//! Accounts of which several leads are selected: which of these leads repeat another one of their account, and in which
//! fields.
//!
//! Leads lie in their accounts' order, so those of one account follow each other. What some fields have lies side by side,
//! so that two leads are compared in all of them at once. Accounts whose leads lie apart are not looked at here.

use std::ops::Range;

use rayon::prelude::*;

use super::Count;
use super::groups::OUTCOMES;
use crate::book::engaged::REACH;
use crate::book::mask::Mask;

/// So many fields lie side by side.
pub(super) const BESIDE: usize = 8;

/// So many leads of an account lie together at most.
const LONGEST: usize = REACH + 1;

/// Words of a mask that one thread goes through at a time.
const STRETCH: usize = 512;

/// What some fields of leads have, side by side.
#[derive(Debug, Clone)]
pub(super) struct Values {
    rows: Vec<[u32; BESIDE]>,
    /// How many codes each field has.
    widths: Vec<usize>,
}

/// What one goes by, a lead each: its account, and how it came to stand.
#[derive(Clone, Copy)]
pub(super) struct Leads<'a> {
    pub(super) accounts: &'a [u32],
    pub(super) outcomes: &'a [u8],
}

impl Values {
    /// Puts the codes of up to eight fields side by side, each with how many there are.
    pub(super) fn of(fields: &[(Vec<u32>, usize)]) -> Self {
        let rows = fields.iter().map(|it| it.0.len()).max().unwrap_or_default();
        let code = |row: usize, field: usize| {
            let code = fields.get(field).and_then(|it| it.0.get(row));
            code.copied().unwrap_or_default()
        };
        let row = |row: usize| std::array::from_fn(|field| code(row, field));
        let rows = (0..rows).into_par_iter().with_min_len(1 << 14).map(row);
        Self {
            rows: rows.collect(),
            widths: fields.iter().map(|it| it.1).collect(),
        }
    }

    /// Of selected leads those that repeat another one: of all that have the same the first one that was won stays, or
    /// the first lost one where none was won, or the first. Which they are is told only if that is asked; counted are the
    /// fields in some of the places.
    pub(super) fn repeats(
        &self,
        leads: Leads<'_>,
        selected: &Mask,
        (which, wanted): (bool, &[usize]),
    ) -> (Mask, Vec<Vec<Count>>) {
        let words = selected.words().len();
        let none = || Found::none(self, which, wanted);
        let stretches = (0..words.div_ceil(STRETCH)).into_par_iter().map(|number| {
            let words = number * STRETCH..words.min((number + 1) * STRETCH);
            let mut found = none();
            found.look(self, leads, selected, words);
            found
        });
        let found = stretches.reduce(none, Found::and);
        let mut repeated = Mask::none(selected.rows());
        let rows = found.rows.iter();
        rows.for_each(|row| repeated.insert(*row as usize));
        let counts = found.tables.iter().map(|table| counts(table)).collect();
        (repeated, counts)
    }
}

/// The selected leads of one account, in the rows' order.
struct Run {
    account: u32,
    rows: [u32; LONGEST],
    len: usize,
}

impl Run {
    fn push(&mut self, row: usize) {
        if let Some(slot) = self.rows.get_mut(self.len) {
            *slot = u32::try_from(row).unwrap_or(u32::MAX);
            self.len += 1;
        }
    }

    fn rows(&self) -> &[u32] {
        self.rows.get(..self.len).unwrap_or_default()
    }

    /// The same leads, the one that stays before another before it.
    fn ranked(&self, outcomes: &[u8]) -> [u32; LONGEST] {
        let mut keys = [0_u8; LONGEST];
        for (number, row) in self.rows().iter().enumerate() {
            let rank = rank_of(outcomes.get(*row as usize));
            keys[number % LONGEST] = rank * LONGEST as u8 + number as u8;
        }
        let mut ranked = [0; LONGEST];
        for (number, row) in self.rows().iter().enumerate() {
            let key = keys[number % LONGEST];
            // How many come before it: no branch that could not be guessed.
            let others = keys.iter().take(self.len);
            let before = others.fold(0, |so_far, it| so_far + usize::from(*it < key));
            ranked[before % LONGEST] = *row;
        }
        ranked
    }
}

/// What was found in some stretches.
struct Found<'a> {
    /// The leads that repeat another one, where they are asked for.
    rows: Vec<u32>,
    which: bool,
    /// The places of the fields that are counted, and for each what was counted by code and outcome.
    wanted: &'a [usize],
    tables: Vec<Vec<u32>>,
}

impl<'a> Found<'a> {
    fn none(values: &Values, which: bool, wanted: &'a [usize]) -> Self {
        let table = |place: &usize| {
            let width = values.widths.get(*place).copied().unwrap_or_default();
            vec![0; width * OUTCOMES]
        };
        Self {
            rows: Vec::new(),
            which,
            wanted,
            tables: wanted.iter().map(table).collect(),
        }
    }

    fn and(mut self, mut more: Self) -> Self {
        self.rows.append(&mut more.rows);
        for (mine, theirs) in self.tables.iter_mut().zip(&more.tables) {
            let pairs = mine.iter_mut().zip(theirs);
            pairs.for_each(|(mine, theirs)| *mine += theirs);
        }
        self
    }

    /// Goes through the accounts whose first selected lead lies in some words.
    fn look(&mut self, values: &Values, leads: Leads<'_>, selected: &Mask, words: Range<usize>) {
        let account = |row: usize| leads.accounts.get(row).copied().unwrap_or(u32::MAX);
        let all = selected.words();
        // An account that begins before these words is another stretch's.
        let before = selected.before(words.start * 64);
        let mut run = Run {
            account: before.map_or(u32::MAX, account),
            rows: [0; LONGEST],
            len: 0,
        };
        let mut is_ours = before.is_none();
        for (at, word) in all.iter().enumerate().skip(words.start) {
            let mut rest = *word;
            while rest != 0 {
                let row = at * 64 + rest.trailing_zeros() as usize;
                rest &= rest - 1;
                let account = account(row);
                if account != run.account {
                    if is_ours {
                        self.take(values, &run, leads.outcomes);
                    }
                    if at >= words.end {
                        return;
                    }
                    (run.account, run.len, is_ours) = (account, 0, true);
                }
                run.push(row);
            }
        }
        if is_ours {
            self.take(values, &run, leads.outcomes);
        }
    }

    /// Takes in the leads of one account.
    fn take(&mut self, values: &Values, run: &Run, outcomes: &[u8]) {
        if run.len < 2 {
            return;
        }
        let ranked = run.ranked(outcomes);
        let rows = ranked.get(..run.len).unwrap_or_default();
        if self.which {
            self.rows.extend(rows.iter().skip(1));
        }
        if self.wanted.is_empty() {
            return;
        }
        for (number, row) in rows.iter().enumerate().skip(1) {
            let row = *row as usize;
            let Some(mine) = values.rows.get(row) else {
                continue;
            };
            // Not bits, but a cell for each field: several are compared at once that way.
            let mut same = [0_u32; BESIDE];
            for other in rows.iter().take(number) {
                if let Some(other) = values.rows.get(*other as usize) {
                    compare(&mut same, mine, other);
                }
            }
            let outcome = outcomes.get(row).copied().unwrap_or_default();
            for (at, table) in self.tables.iter_mut().enumerate() {
                let place = self.wanted[at] % BESIDE;
                // A value that is none of the field's has no place in its table.
                let code = (mine[place] as usize).saturating_mul(OUTCOMES);
                if let Some(count) = table.get_mut(code + usize::from(outcome)) {
                    *count += same[place];
                }
            }
        }
    }
}

/// Puts down in which fields two leads have the same: said so plainly, eight cells are compared at once.
#[inline(always)]
fn compare(same: &mut [u32; BESIDE], mine: &[u32; BESIDE], other: &[u32; BESIDE]) {
    for place in 0..BESIDE {
        same[place] |= u32::from(mine[place] == other[place]);
    }
}

/// What was counted by code and outcome, by code.
fn counts(table: &[u32]) -> Vec<Count> {
    let (each, _) = table.as_chunks::<OUTCOMES>();
    let count = |[open, won, lost]: &[u32; OUTCOMES]| Count {
        all: open + won + lost,
        won: *won,
        lost: *lost,
    };
    each.iter().map(count).collect()
}

/// A won lead stays before a lost one, and this before an open one.
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
        fn one_lead_of_an_account_stays_for_each_value_and_a_won_one_before_a_lost_one(
            runs in prop::collection::vec((1_usize..9, 0_usize..4), 0..120),
            far in prop::bool::ANY,
            seed in any::<u64>(),
        ) {
            // Some accounts lie on the border between two stretches.
            let mut accounts = vec![u32::MAX; if far { STRETCH * 64 - 40 } else { 0 }];
            for (number, (many, gap)) in (0_u32..).zip(&runs) {
                accounts.extend(std::iter::repeat_n(number, *many));
                // Rows of no lead lie between.
                accounts.extend(std::iter::repeat_n(u32::MAX, *gap));
            }
            let number = |row: usize, salt: u64| {
                let mixed = (row as u64 ^ seed ^ salt << 20).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                (mixed ^ mixed >> 29) % 3
            };
            let rows = 0..accounts.len();
            let selected = Mask::by_row(rows.end, |row| accounts[row] != u32::MAX && number(row, 2) > 0);
            let outcomes: Vec<u8> = rows.clone().map(|row| number(row, 3) as u8).collect();
            let codes = |salt| -> Vec<u32> { rows.clone().map(|row| number(row, salt) as u32).collect() };
            let fields: Vec<(Vec<u32>, usize)> = (10..15).map(|salt| (codes(salt), 3)).collect();
            let leads = Leads { accounts: &accounts, outcomes: &outcomes };
            let values = Values::of(&fields);
            let (repeated, counts) = values.repeats(leads, &selected, (true, &[4, 0, 2]));
            let mut stay = std::collections::BTreeMap::new();
            for row in selected.iter() {
                let key = (rank_of(outcomes.get(row)), row);
                let kept = stay.entry(accounts[row]).or_insert(key);
                *kept = (*kept).min(key);
            }
            let mut kept: Vec<usize> = stay.values().map(|it| it.1).collect();
            kept.sort_unstable();
            prop_assert_eq!(selected.without(&repeated).iter().collect::<Vec<_>>(), kept);
            for (field, counts) in [4, 0, 2].into_iter().zip(counts) {
                let mut stay = std::collections::BTreeMap::new();
                let mut expected = vec![[0; OUTCOMES]; 3];
                for row in selected.iter() {
                    let code = fields[field].0[row];
                    expected[code as usize][usize::from(outcomes[row])] += 1;
                    let key = (rank_of(outcomes.get(row)), row);
                    let kept = stay.entry((accounts[row], code)).or_insert(key);
                    *kept = (*kept).min(key);
                }
                for ((_, code), (_, row)) in &stay {
                    expected[*code as usize][usize::from(outcomes[*row])] -= 1;
                }
                let counts: Vec<[u32; 3]> =
                    counts.iter().map(|it| [it.all - it.won - it.lost, it.won, it.lost]).collect();
                prop_assert_eq!(counts, expected);
            }
        }
    }
}
