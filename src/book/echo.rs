//! Which leads repeat another one of their account: the rows that are not counted where accounts are.
//!
//! Leads lie in their accounts' order, so those of one account are near each other. For each distance between two rows a
//! mask says which rows bear the same as the one so far before them; whether that one is selected is then asked of 64 rows
//! at once by shifting the selection. It knows no fields and no outcomes but that one goes before another.

use rayon::prelude::*;

use super::mask::Mask;

/// The farthest that rows of one account may lie apart.
pub const REACH: usize = 31;

/// Words that are worked on at a time: what is put together of them stays near.
const STRETCH: usize = 256;

/// By distance, which rows bear the same as the row so far before them.
#[derive(Debug, Clone, Default)]
pub struct Echo {
    steps: Vec<Step>,
    rows: usize,
}

#[derive(Debug, Clone)]
struct Step {
    distance: usize,
    words: Words,
}

/// The words of a mask: all of them, or the few that are not empty.
#[derive(Debug, Clone)]
enum Words {
    All(Vec<u64>),
    Few(Vec<(u32, u64)>),
}

impl Words {
    /// Takes the shorter way to hold them.
    fn of(words: Vec<u64>) -> Option<Self> {
        let some = words.iter().filter(|word| **word != 0).count();
        if some == 0 {
            return None;
        }
        if some * 4 > words.len() {
            return Some(Self::All(words));
        }
        let numbered = (0..).zip(words);
        Some(Self::Few(numbered.filter(|(_, word)| *word != 0).collect()))
    }

    /// Writes the words from a place on into an empty stretch.
    fn copy(&self, from: usize, into: &mut [u64]) {
        match self {
            Self::All(words) => {
                let there = words.get(from..).unwrap_or_default();
                into.iter_mut().zip(there).for_each(|(to, it)| *to = *it);
            }
            Self::Few(words) => {
                let first = words.partition_point(|it| (it.0 as usize) < from);
                let there = words.iter().skip(first);
                for (at, word) in there {
                    match into.get_mut(*at as usize - from) {
                        Some(to) => *to = *word,
                        None => break,
                    }
                }
            }
        }
    }
}

impl Echo {
    /// Which of some rows are of the same account as another before them. The rows of each account must lie within
    /// [`REACH`], with no other account's between them.
    #[must_use]
    pub fn of_accounts(rows: &Mask, accounts: &[u32]) -> Self {
        let mut steps: Vec<Vec<u64>> = vec![Vec::new(); REACH + 1];
        let mut run: Vec<usize> = Vec::new();
        for row in rows.iter() {
            if run.last().is_some_and(|it| accounts[*it] != accounts[row]) {
                run.clear();
            }
            for before in &run {
                if let Some(words) = steps.get_mut(row - before) {
                    words.resize(rows.words().len(), 0);
                    words[row / 64] |= 1 << (row % 64);
                }
            }
            run.push(row);
        }
        Self::put_together(steps.into_iter().enumerate(), rows.rows())
    }

    /// Of these rows the ones that have the same code as the one before them.
    #[must_use]
    pub fn narrowed<T: Copy + Eq + Sync>(&self, codes: &[T]) -> Self {
        let of = |step: &Step| {
            let mut words = vec![0; self.rows.div_ceil(64)];
            step.words.copy(0, &mut words);
            let numbered = words.par_iter_mut().enumerate().with_min_len(STRETCH);
            numbered.filter(|it| *it.1 != 0).for_each(|(at, word)| {
                *word &= alike(codes, at * 64, step.distance);
            });
            (step.distance, words)
        };
        Self::put_together(self.steps.iter().map(of), self.rows)
    }

    fn put_together(steps: impl Iterator<Item = (usize, Vec<u64>)>, rows: usize) -> Self {
        let step = |(distance, words)| Words::of(words).map(|words| Step { distance, words });
        Self {
            steps: steps.filter_map(step).collect(),
            rows,
        }
    }

    /// Of selected rows those that repeat another: of all that bear the same the first one that was won stays, or the
    /// first closed one where none was won, or the first. The won are among the closed, and these among all.
    #[must_use]
    pub fn repeats(&self, all: &Mask, closed: &Mask, won: &Mask) -> Mask {
        let mut words = vec![0; all.words().len()];
        let stretches = words.par_chunks_mut(STRETCH).enumerate();
        stretches.for_each(|(number, out)| {
            let first = number * STRETCH;
            let sets = [all, closed, won].map(|it| Padded::of(it.words(), first));
            if sets[0].words.iter().any(|word| *word != 0) {
                self.stretch(first, &sets, out);
            }
        });
        Mask::of_words(words, all.rows())
    }

    fn stretch(&self, first: usize, sets: &[Padded; 3], out: &mut [u64]) {
        let [all, closed, won] = sets;
        let mut earlier = [[0; STRETCH]; 3];
        let mut later = [[0; STRETCH]; 2];
        for step in &self.steps {
            let mut same = [0; STRETCH + 1];
            step.words.copy(first, &mut same);
            if same.iter().all(|word| *word == 0) {
                continue;
            }
            for (found, set) in earlier.iter_mut().zip(sets) {
                set.before(step.distance, &same, found);
            }
            for (found, set) in later.iter_mut().zip([closed, won]) {
                set.behind(step.distance, &same, found);
            }
        }
        for (at, out) in out.iter_mut().enumerate() {
            let (all, closed, won) = (all.words[at + 1], closed.words[at + 1], won.words[at + 1]);
            let [any, any_closed, any_won] = [0, 1, 2].map(|set| earlier[set][at]);
            let [later_closed, later_won] = [0, 1].map(|set| later[set][at]);
            *out = (won & any_won)
                | (closed & !won & (any_closed | later_won))
                | (all & !closed & (any | later_closed));
        }
    }
}

/// A stretch of a mask with a word on either side.
struct Padded {
    words: [u64; STRETCH + 2],
}

impl Padded {
    fn of(words: &[u64], first: usize) -> Self {
        let mut it = Self {
            words: [0; STRETCH + 2],
        };
        let (skip, from) = if first == 0 { (1, 0) } else { (0, first - 1) };
        let there = words.get(from..).unwrap_or_default();
        let places = it.words.iter_mut().skip(skip);
        places.zip(there).for_each(|(to, word)| *to = *word);
        it
    }

    /// The rows that bear the same as one of the set so far before them.
    fn before(&self, distance: usize, same: &[u64; STRETCH + 1], found: &mut [u64; STRETCH]) {
        for at in 0..STRETCH {
            let moved = self.words[at + 1] << distance | self.words[at] >> (64 - distance);
            found[at] |= moved & same[at];
        }
    }

    /// The rows whose like so far behind them is in the set.
    fn behind(&self, distance: usize, same: &[u64; STRETCH + 1], found: &mut [u64; STRETCH]) {
        for at in 0..STRETCH {
            let (here, next) = (
                self.words[at + 1] & same[at],
                self.words[at + 2] & same[at + 1],
            );
            found[at] |= here >> distance | next << (64 - distance);
        }
    }
}

/// A bit for each of 64 rows that has the same code as the one so far before it.
fn alike<T: Copy + Eq>(codes: &[T], first: usize, distance: usize) -> u64 {
    let end = codes.len().min(first + 64);
    let begin = first.max(distance);
    let (Some(these), Some(those)) = (
        codes.get(begin..end),
        codes.get(begin - distance..end.saturating_sub(distance)),
    ) else {
        return 0;
    };
    let mut hits = [0_u8; 64];
    for ((hit, this), that) in hits.iter_mut().zip(these).zip(those) {
        *hit = u8::from(this == that);
    }
    super::mask::packed(&hits) << (begin - first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_lead_of_an_account_stays_for_each_code_and_a_won_one_before_a_lost_one(
            runs in prop::collection::vec((1_usize..9, 0_usize..4, any::<bool>()), 0..120),
            seed in any::<u64>(),
        ) {
            let mut accounts = Vec::new();
            for (number, (many, gap, dense)) in (0_u32..).zip(&runs) {
                accounts.extend(std::iter::repeat_n(number, *many));
                // Rows of no lead lie between.
                accounts.extend(std::iter::repeat_n(u32::MAX, if *dense { 0 } else { *gap }));
            }
            let number = |row: usize, salt: u64| {
                let mixed = (row as u64 ^ seed ^ salt << 20).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                (mixed ^ mixed >> 29) % 3
            };
            let rows = Mask::by_row(accounts.len(), |row| accounts[row] != u32::MAX);
            let codes: Vec<u16> = (0..accounts.len()).map(|row| number(row, 1) as u16).collect();
            let all = Mask::by_row(accounts.len(), |row| number(row, 2) > 0).and(&rows);
            let closed = Mask::by_row(accounts.len(), |row| number(row, 3) > 0).and(&all);
            let won = Mask::by_row(accounts.len(), |row| number(row, 4) > 1).and(&closed);
            let rank = |row: usize| if won.has(row) { 0 } else if closed.has(row) { 1 } else { 2 };
            let echo = Echo::of_accounts(&rows, &accounts);
            for (echo, by_code) in [(echo.narrowed(&codes), true), (echo, false)] {
                let mut best = std::collections::BTreeMap::new();
                for row in all.iter() {
                    let key = (accounts[row], if by_code { codes[row] } else { 0 });
                    let kept = best.entry(key).or_insert((rank(row), row));
                    *kept = (*kept).min((rank(row), row));
                }
                let kept = all.clone().and(&echo.repeats(&all, &closed, &won).not());
                let mut expected: Vec<usize> = best.values().map(|it| it.1).collect();
                expected.sort_unstable();
                prop_assert_eq!(kept.iter().collect::<Vec<_>>(), expected);
            }
        }
    }
}
