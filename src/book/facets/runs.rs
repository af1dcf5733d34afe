//! Accounts of which several leads are selected: which of these leads repeat another one of their account, and in which
//! fields.
//!
//! Leads lie in their accounts' order, so those of one account follow each other. What some fields have lies side by side,
//! so that two leads are compared in all of them at once. Accounts whose leads lie apart are not looked at here.

use std::ops::Range;

use rayon::prelude::*;

use super::Count;
use super::groups::OUTCOMES;
use crate::book::mask::Mask;

/// So many fields lie side by side.
pub(super) const BESIDE: usize = 8;

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
    /// the first lost one where none was won, or the first. Counted are the fields in some of the places.
    pub(super) fn repeats(
        &self,
        leads: Leads<'_>,
        selected: &Mask,
        wanted: &[usize],
    ) -> (Mask, Vec<Vec<Count>>) {
        let words = selected.words().len();
        let places = wanted.iter().fold(0_u8, |bits, place| bits | 1 << place);
        let stretches = (0..words.div_ceil(STRETCH)).into_par_iter().map(|number| {
            let words = number * STRETCH..words.min((number + 1) * STRETCH);
            let mut found = Found::none(self, places);
            found.look(self, leads, selected, words);
            found
        });
        let found = stretches.reduce(|| Found::none(self, places), |one, other| one.and(other));
        let mut repeated = Mask::none(selected.rows());
        found
            .rows
            .iter()
            .for_each(|row| repeated.insert(*row as usize));
        let counts = wanted.iter().map(|place| found.counts(*place)).collect();
        (repeated, counts)
    }
}

/// What was found in some stretches.
struct Found {
    rows: Vec<u32>,
    places: u8,
    /// By place of a field, code, and outcome.
    tables: [Vec<u32>; BESIDE],
}

impl Found {
    fn none(values: &Values, places: u8) -> Self {
        let table = |place: usize| {
            let width = values
                .widths
                .get(place)
                .filter(|_| places >> place & 1 == 1);
            vec![0; width.map_or(0, |it| it * OUTCOMES)]
        };
        Self {
            rows: Vec::new(),
            places,
            tables: std::array::from_fn(table),
        }
    }

    fn and(mut self, mut more: Self) -> Self {
        self.rows.append(&mut more.rows);
        for (mine, theirs) in self.tables.iter_mut().zip(&more.tables) {
            mine.iter_mut()
                .zip(theirs)
                .for_each(|(mine, theirs)| *mine += theirs);
        }
        self
    }

    fn counts(&self, place: usize) -> Vec<Count> {
        let table = self
            .tables
            .get(place)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let (each, _) = table.as_chunks::<OUTCOMES>();
        let count = |[open, won, lost]: &[u32; OUTCOMES]| Count {
            all: open + won + lost,
            won: *won,
            lost: *lost,
        };
        each.iter().map(count).collect()
    }

    /// Goes through the accounts whose first selected lead lies in some words.
    fn look(&mut self, values: &Values, leads: Leads<'_>, selected: &Mask, words: Range<usize>) {
        let account = |row: usize| leads.accounts.get(row).copied().unwrap_or(u32::MAX);
        let (first, end) = (words.start * 64, words.end * 64);
        let mut rows = selected.between(first, selected.rows()).peekable();
        // An account that begins before these words is another stretch's.
        if let Some(before) = selected.before(first) {
            while rows
                .next_if(|row| account(*row) == account(before))
                .is_some()
            {}
        }
        let mut run: Vec<(u8, usize)> = Vec::new();
        while let Some(row) = rows.next_if(|row| *row < end) {
            run.clear();
            let ranked = |row: usize| (rank(leads.outcomes.get(row)), row);
            run.push(ranked(row));
            while let Some(next) = rows.next_if(|next| account(*next) == account(row)) {
                run.push(ranked(next));
            }
            if run.len() > 1 {
                // The one that stays before another comes before it.
                run.sort_unstable();
                self.take(values, &run, leads.outcomes);
            }
        }
    }

    /// Takes in the leads of one account, those that stay first.
    fn take(&mut self, values: &Values, run: &[(u8, usize)], outcomes: &[u8]) {
        for (number, (_, row)) in run.iter().enumerate().skip(1) {
            self.rows.push(u32::try_from(*row).unwrap_or(u32::MAX));
            let Some(mine) = values.rows.get(*row) else {
                continue;
            };
            let earlier = run.iter().take(number);
            let earlier = earlier.filter_map(|it| values.rows.get(it.1));
            let mut same = self.places & earlier.fold(0, |bits, it| bits | alike(mine, it));
            let outcome = outcomes.get(*row).copied().unwrap_or_default();
            while same != 0 {
                let place = same.trailing_zeros() as usize;
                same &= same - 1;
                // A value that is none of the field's is counted nowhere.
                let code = mine[place % BESIDE] as usize;
                let at = code.saturating_mul(OUTCOMES) + usize::from(outcome);
                if let Some(count) = self.tables[place % BESIDE].get_mut(at) {
                    *count += 1;
                }
            }
        }
    }
}

/// A won lead stays before a lost one, and this before an open one.
fn rank(outcome: Option<&u8>) -> u8 {
    match outcome {
        Some(1) => 0,
        Some(2) => 1,
        Some(_) | None => 2,
    }
}

/// A bit for each field in which two leads have the same.
#[inline]
fn alike(one: &[u32; BESIDE], other: &[u32; BESIDE]) -> u8 {
    let pairs = (0..).zip(one.iter().zip(other));
    pairs.fold(0, |bits, (place, (one, other))| {
        bits | u8::from(one == other) << place
    })
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
            let (repeated, counts) = values.repeats(leads, &selected, &[4, 0, 2]);
            let mut stay = std::collections::BTreeMap::new();
            for row in selected.iter() {
                let key = (rank(outcomes.get(row)), row);
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
                    let key = (rank(outcomes.get(row)), row);
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
