//! Why did it change: the difference of two periods in parts that add up to it exactly.
//!
//! The leads of a period fall into groups, by one field or by two. With `n` leads, the share won `r` and the average value
//! of a won one `a` in each group, the result is `Σ n·r·a` (for a number of wins, `a` is 1). Between a period 0 and a
//! period 1 it changes by
//!
//! - *volume*: more or fewer leads, at the mix and the yield of before: `(N₁ − N₀)·Q₀`, where `N = Σn` and `Q = Σnra / N`;
//! - *mix*: other shares `s = n/N` of the groups, at their yield `q = r·a` of before: `N₁·Σ(s₁ − s₀)·(q₀ − Q₀)`; a group that
//!   yields less than the whole and grows takes away;
//! - *rate*: another share won: `Σ n₁·(r₁ − r₀)·(a₀ + a₁)/2`;
//! - *size*: another value of those won: `Σ n₁·(a₁ − a₀)·(r₀ + r₁)/2`.
//!
//! Mix and rate are those of a standardisation on the period before (E. M. Kitagawa, Journal of the American Statistical
//! Association 50 (1955) 1168–1194, with the old rates for the mix and the new mix for the rates). Two things that change
//! together, as rate and size, share what they do together: the average over both orders, which is Shapley's value
//! (L. S. Shapley, 1953). The same goes for the mix over two fields, see [`of_two`].
//!
//! Of a group the volume is `n₀(N₁/N₀ − 1)·q₀ + (n₁ − n₀N₁/N₀)·Q₀`: what it would have grown with the whole, and what came over
//! from other groups at the yield of the whole; so a group's parts add up to its own change, too. A group that was not
//! there in one of the periods takes the other's rate and value, so that its coming or going is mix. Where the whole was
//! not there, all is volume.
//!
//! All parts are whole numbers: minor units of money, or hundredths of a win. They are rounded so that they add up in
//! both directions: a group's parts to its change, and the groups' parts to the whole's, none of them off by one unit.

mod count;
mod two;

pub use count::{Basis, Cells, Span, cells};
pub use two::{TwoWays, of_two};

/// So many parts of a win are one.
pub const WIN: i128 = 100;

/// What is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// The number of wins, in hundredths.
    Wins,
    /// The value of what was won, in minor units.
    Value,
}

/// A group in the period before and in the one after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cell {
    /// Leads.
    pub n: [u64; 2],
    /// Of these, won.
    pub won: [u64; 2],
    /// What these were worth, in minor units.
    pub value: [i128; 2],
}

impl Cell {
    /// What there was in a period, in the units of the measure.
    #[must_use]
    pub fn result(&self, measure: Measure, period: usize) -> i128 {
        match measure {
            Measure::Wins => i128::from(self.won[period]) * WIN,
            Measure::Value => self.value[period],
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        for period in 0..2 {
            self.n[period] += other.n[period];
            self.won[period] += other.won[period];
            self.value[period] += other.value[period];
        }
    }
}

/// The parts of a change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    /// More or fewer leads.
    pub volume: i128,
    /// Other ones.
    pub mix: i128,
    /// Another share won.
    pub rate: i128,
    /// Another value of those won.
    pub size: i128,
}

impl Parts {
    /// All of it.
    #[must_use]
    pub const fn sum(&self) -> i128 {
        self.volume + self.mix + self.rate + self.size
    }

    fn add(&mut self, other: &Self) {
        self.volume += other.volume;
        self.mix += other.mix;
        self.rate += other.rate;
        self.size += other.size;
    }
}

/// A change and its parts, the whole's and each group's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// What is explained.
    pub measure: Measure,
    /// All groups together.
    pub whole: Cell,
    /// The parts of the whole's change.
    pub parts: Parts,
    /// The parts of each group's, by its place.
    pub groups: Vec<(Cell, Parts)>,
}

impl Why {
    /// What it was before.
    #[must_use]
    pub fn before(&self) -> i128 {
        self.whole.result(self.measure, 0)
    }

    /// What it was after.
    #[must_use]
    pub fn after(&self) -> i128 {
        self.whole.result(self.measure, 1)
    }

    /// The groups that are shown by themselves, and the others together.
    ///
    /// Which part is mix and which is rate depends on how fine the groups are, so a change is taken apart over all of them
    /// and the small ones are added up afterwards: how many are shown changes no figure.
    #[must_use]
    pub fn shown(&self, limit: usize) -> Shown {
        let there = |it: &usize| self.groups[*it].0.n != [0, 0];
        let mut single: Vec<usize> = (0..self.groups.len()).filter(there).collect();
        single.sort_by_key(|it| std::cmp::Reverse(self.groups[*it].0.n.iter().sum::<u64>()));
        // One other would take as much room as the line that says so.
        let rest = if single.len() > limit.saturating_add(1) {
            single.split_off(limit)
        } else {
            Vec::new()
        };
        single.sort_unstable();
        let mut others = Others {
            many: rest.len(),
            ..Others::default()
        };
        for at in rest {
            let (cell, parts) = &self.groups[at];
            others.cell.add(cell);
            others.parts.add(parts);
        }
        Shown {
            single,
            others: (others.many > 0).then_some(others),
        }
    }
}

/// Which groups are shown by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Their places, those of most leads, in their own order.
    pub single: Vec<usize>,
    /// The others.
    pub others: Option<Others>,
}

/// Small groups together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Others {
    /// So many of them.
    pub many: usize,
    /// Their leads.
    pub cell: Cell,
    /// The sums of their parts.
    pub parts: Parts,
}

/// A group's rates in floats; what was not there in a period is as in the other.
struct Rates {
    n: [f64; 2],
    rate: [f64; 2],
    size: [f64; 2],
}

impl Rates {
    fn of(cell: &Cell, measure: Measure) -> Self {
        let ratio = |above: f64, below: u64| (below > 0).then(|| above / below as f64);
        let rate = [0, 1].map(|it| ratio(cell.won[it] as f64, cell.n[it]));
        let size = [0, 1].map(|it| match measure {
            Measure::Wins => Some(WIN as f64),
            Measure::Value => ratio(cell.value[it] as f64, cell.won[it]),
        });
        let known = |pair: [Option<f64>; 2]| {
            let [before, after] = pair;
            let either = before.or(after).unwrap_or_default();
            [
                before.unwrap_or(either),
                after.or(before).unwrap_or_default(),
            ]
        };
        Self {
            n: cell.n.map(|it| it as f64),
            rate: known(rate),
            size: known(size),
        }
    }

    /// What a lead yielded before.
    fn yielded(&self) -> f64 {
        self.rate[0] * self.size[0]
    }
}

/// Takes a change apart over the groups of one field.
#[must_use]
pub fn why(cells: &[Cell], measure: Measure) -> Why {
    let mut whole = Cell::default();
    cells.iter().for_each(|it| whole.add(it));
    let mut groups = vec![(Cell::default(), Parts::default()); cells.len()];
    let mut order: Vec<usize> = (0..cells.len()).collect();
    // What rounding leaves is carried on from group to group, so in an order that does not depend on theirs.
    order.sort_by_key(|at| (cells[*at].n, cells[*at].won, cells[*at].value));
    let mut carried = [0.0; 4];
    // Who was there in neither period has no part, not even of what rounding leaves.
    for at in order.into_iter().filter(|it| cells[*it].n != [0, 0]) {
        groups[at] = (cells[at], parts(&cells[at], &whole, measure, &mut carried));
    }
    let mut total = Parts::default();
    groups.iter().for_each(|(_, it)| total.add(it));
    Why {
        measure,
        whole,
        parts: total,
        groups,
    }
}

fn parts(cell: &Cell, whole: &Cell, measure: Measure, carried: &mut [f64; 4]) -> Parts {
    let change = cell.result(measure, 1) - cell.result(measure, 0);
    if whole.n[0] == 0 || whole.n[1] == 0 {
        return Parts {
            volume: change,
            ..Parts::default()
        };
    }
    let it = Rates::of(cell, measure);
    let all = whole.n.map(|it| it as f64);
    let whole_yield = whole.result(measure, 0) as f64 / all[0];
    let growth = all[1] / all[0];
    let (own, moved) = (it.yielded(), it.n[1] - it.n[0] * growth);
    let mut exact = [
        it.n[0] * (growth - 1.0) * own + moved * whole_yield,
        moved * (own - whole_yield),
        it.n[1] * (it.rate[1] - it.rate[0]) * f64::midpoint(it.size[0], it.size[1]),
        it.n[1] * (it.size[1] - it.size[0]) * f64::midpoint(it.rate[0], it.rate[1]),
    ];
    for (exact, carried) in exact.iter_mut().zip(&*carried) {
        *exact += carried;
    }
    let rounded = whole_numbers(exact, change);
    for at in 0..exact.len() {
        carried[at] = exact[at] - rounded[at] as f64;
    }
    let [volume, mix, rate, size] = rounded;
    Parts {
        volume,
        mix,
        rate,
        size,
    }
}

/// Rounds numbers so that they add up to a whole one; what is left goes to the largest remainders, and what floats
/// could not hold to the largest number.
fn whole_numbers<const K: usize>(parts: [f64; K], sum: i128) -> [i128; K] {
    let mut rounded = parts.map(|it| it.floor() as i128);
    let mut left = sum - rounded.iter().sum::<i128>();
    let mut order: [usize; K] = std::array::from_fn(|it| it);
    order.sort_by(|a, b| {
        (parts[*b] - parts[*b].floor()).total_cmp(&(parts[*a] - parts[*a].floor()))
    });
    for at in order {
        if left > 0 && parts[at] != parts[at].floor() {
            rounded[at] += 1;
            left -= 1;
        }
    }
    if left != 0
        && let Some(largest) = (0..K).max_by(|a, b| parts[*a].abs().total_cmp(&parts[*b].abs()))
    {
        rounded[largest] += left;
    }
    rounded
}
