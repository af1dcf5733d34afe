//! Fields that are counted together: a row has one small number for the values of all of them.
//!
//! A city tells its country and an industry its sector, so that there are hardly more of these numbers than cities or
//! industries; a layer, a status, a temperature and a kind have few. What is counted by such a number is then shared out
//! among the values of each field. It reads no columns but those that `lanes` names.

use std::ops::Range;

use rayon::prelude::*;

use super::Count;
use super::lanes::Source;
use crate::book::coded::Cells;
use crate::book::histogram::Lane;
use crate::query::Field;

/// Fields of accounts of which one tells much of the others.
pub(super) const OF_ACCOUNTS: [&[Field]; 4] = [
    &[Field::Country, Field::Region, Field::City],
    &[Field::Sector, Field::Naics],
    &[Field::Emp, Field::Revenue, Field::Class],
    &[Field::Ownership, Field::Founded],
];

/// Fields of leads that have few values, or of which one tells much of the others.
pub(super) const OF_LEADS: [&[Field]; 10] = [
    &[Field::Layer, Field::Status, Field::Temp, Field::Kind],
    &[Field::Source, Field::Campaign, Field::Currency],
    &[Field::Product],
    &[Field::Owner, Field::Team],
    &[Field::HandedBy, Field::Returned, Field::Fb],
    &[Field::Reason, Field::Competitor],
    &[Field::Value],
    &[Field::Entered],
    &[Field::Moved],
    &[Field::Closed],
];

/// How many lists of fields there are.
pub(super) const LISTS: usize = OF_ACCOUNTS.len() + OF_LEADS.len();

/// So many lists hold the fields that are offered first.
pub(super) const FIRST: usize = OF_ACCOUNTS.len() + 3;

/// The place of the list that a field is in, those of accounts first.
pub(super) fn list_of(field: Field) -> Option<usize> {
    let mut lists = OF_ACCOUNTS.iter().chain(&OF_LEADS);
    lists.position(|fields| fields.contains(&field))
}

/// The fields of leads of a list; none where it is one of accounts.
pub(super) fn fields_of_leads(list: usize) -> &'static [Field] {
    let at = list.checked_sub(OF_ACCOUNTS.len());
    at.and_then(|it| OF_LEADS.get(it))
        .copied()
        .unwrap_or_default()
}

/// How a lead came to stand: open, won, lost. Rows of accounts have one outcome, the first.
pub(super) const OUTCOMES: usize = 3;

/// So many pairs of codes may be thought of, if most of them do not occur.
const PAIRS: usize = 1 << 24;

/// A list has so many numbers without being cut in two.
const FEW: usize = 1 << 12;

/// Fields that share a number a row.
#[derive(Debug, Clone)]
pub(super) struct Group {
    codes: Cells,
    /// How many numbers there are, not told by outcome.
    many: usize,
    /// Whether each of them stands there once by outcome.
    by_outcome: bool,
    parts: Vec<Part>,
}

/// What a row has in a field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    /// The code, and that of the word that stands for it.
    pub(super) code: u32,
    pub(super) first: u32,
    /// How many codes the field has.
    pub(super) width: usize,
}

impl Told {
    /// The code by which it is counted where there were so many; nothing where there are more by now.
    fn value(self, width: usize) -> Option<u32> {
        let is_known = (self.code as usize) < width;
        (self.width == width).then_some(if is_known { self.first } else { NO_VALUE })
    }
}

/// Stands for a code that the field does not have, as that of a user who is gone: it is counted for no value.
const NO_VALUE: u32 = u32::MAX;

/// One of the fields of a group.
#[derive(Debug, Clone)]
struct Part {
    field: Field,
    /// The code of its value by the group's number.
    values: Vec<u32>,
    width: usize,
    /// The code of those without a value.
    none: usize,
}

impl Group {
    /// Puts fields together, in as many groups as it takes to have few numbers in each.
    pub(super) fn all_of(sources: &[Source<'_>], rows: usize) -> Vec<Self> {
        let mut groups = Vec::new();
        let mut built: Option<Building> = None;
        for source in sources {
            let more = Building::of(source, rows);
            built = Some(match built.take() {
                None => more,
                Some(so_far) => match so_far.joined(&more) {
                    Some(both) => both,
                    None => {
                        groups.push(so_far.finish());
                        more
                    }
                },
            });
        }
        groups.extend(built.map(Building::finish));
        groups
    }

    /// The same by the rows of leads: each has its account's number, and its own outcome.
    pub(super) fn carried(&self, account: &[u32], outcomes: &[u8]) -> Self {
        let codes = &self.codes;
        let pairs = account.par_iter().zip(outcomes);
        let code = pairs.map(|(row, outcome)| with_outcome(codes.get(*row as usize), *outcome));
        self.by(code)
    }

    /// The same by outcome.
    pub(super) fn told_by(&self, outcomes: &[u8]) -> Self {
        let codes = &self.codes;
        let rows = outcomes.par_iter().enumerate();
        self.by(rows.map(|(row, outcome)| with_outcome(codes.get(row), *outcome)))
    }

    fn by(&self, codes: impl IndexedParallelIterator<Item = u32>) -> Self {
        Self {
            codes: Cells::of(codes, self.many * OUTCOMES),
            many: self.many,
            by_outcome: true,
            parts: self.parts.clone(),
        }
    }

    /// What is counted.
    pub(super) fn lane(&self) -> Lane<'_> {
        Lane {
            codes: (&self.codes).into(),
            width: self.many * if self.by_outcome { OUTCOMES } else { 1 },
            across: None,
        }
    }

    /// Whether a field is one of these.
    pub(super) fn has(&self, field: Field) -> bool {
        self.parts.iter().any(|it| it.field == field)
    }

    /// The code of a field in rows without a value.
    pub(super) fn none(&self, field: Field) -> usize {
        let part = self.parts.iter().find(|it| it.field == field);
        part.map_or(0, |it| it.none)
    }

    /// The number of a row, told by outcome where the others are.
    pub(super) fn number(&self, row: usize) -> usize {
        self.codes.get(row) as usize
    }

    /// Gives a row the outcome that its lead came to; its values stay.
    pub(super) fn tell(&mut self, row: usize, outcome: u8) {
        let code = self.codes.get(row) / OUTCOMES as u32;
        self.codes.set(row, with_outcome(code, outcome));
    }

    /// Gives a row other values and an outcome; `told` says for each field the code of its value and how many there
    /// are. Says whether there is a number for these values together.
    pub(super) fn retell(
        &mut self,
        row: usize,
        outcome: u8,
        mut told: impl FnMut(Field) -> Option<Told>,
    ) -> bool {
        let value = |part: &Part| told(part.field)?.value(part.width);
        let Some(values) = self.parts.iter().map(value).collect::<Option<Vec<u32>>>() else {
            return false;
        };
        let has = |number: &usize| {
            let mut both = self.parts.iter().zip(&values);
            both.all(|(part, value)| part.values.get(*number) == Some(value))
        };
        let now = self.number(row) / OUTCOMES;
        let known = Some(now).filter(has).or_else(|| (0..self.many).find(has));
        let Some(number) = known.and_then(|it| u32::try_from(it).ok()) else {
            return false;
        };
        self.codes.set(row, with_outcome(number, outcome));
        true
    }

    /// The code of a field's value in a row.
    pub(super) fn value(&self, field: Field, row: usize) -> Option<u32> {
        let part = self.parts.iter().find(|it| it.field == field)?;
        let each = if self.by_outcome { OUTCOMES } else { 1 };
        part.values.get(self.number(row) / each).copied()
    }

    /// The code of a field's value in every row.
    pub(super) fn values(&self, field: Field) -> Vec<u32> {
        let Some(part) = self.parts.iter().find(|it| it.field == field) else {
            return Vec::new();
        };
        let each = if self.by_outcome { OUTCOMES } else { 1 };
        let values: Vec<u32> = (0..part.values.len() * each)
            .map(|code| part.values[code / each])
            .collect();
        let value = |code: usize| values.get(code).copied().unwrap_or_default();
        match &self.codes {
            Cells::Byte(codes) => codes.par_iter().map(|it| value((*it).into())).collect(),
            Cells::Short(codes) => codes.par_iter().map(|it| value((*it).into())).collect(),
            Cells::Wide(codes) => codes.par_iter().map(|it| value(*it as usize)).collect(),
        }
    }

    /// How many fields share the numbers.
    pub(super) fn fields(&self) -> usize {
        self.parts.len()
    }

    /// Shares out what was counted by the group's numbers among the values of a field.
    ///
    /// Where rows were told apart by the fields in which they repeat another one, by a bit for each field, the table
    /// stands there once for each such sort, and those that repeat another one in this field are left out.
    pub(super) fn shared(&self, field: Field, table: &[u32]) -> Vec<Count> {
        let Some(place) = self.parts.iter().position(|it| it.field == field) else {
            return Vec::new();
        };
        let part = &self.parts[place];
        let mut counts = vec![Count::default(); part.width];
        let each = if self.by_outcome { OUTCOMES } else { 1 };
        let sorts = table.chunks((self.many * each).max(1)).enumerate();
        let new = sorts.filter(|(sort, _)| sort >> place & 1 == 0);
        for (_, table) in new {
            for (value, by_outcome) in part.values.iter().zip(table.chunks(each)) {
                let Some(count) = counts.get_mut(*value as usize) else {
                    continue;
                };
                count.all += by_outcome.iter().sum::<u32>();
                if let [_, won, lost] = by_outcome {
                    count.won += won;
                    count.lost += lost;
                }
            }
        }
        counts
    }
}

fn with_outcome(code: u32, outcome: u8) -> u32 {
    code * OUTCOMES as u32 + u32::from(outcome)
}

/// A group while it is put together.
struct Building {
    codes: Vec<u32>,
    many: usize,
    parts: Vec<Part>,
}

impl Building {
    /// One field alone; words that are compared as equal have one value.
    fn of(source: &Source<'_>, rows: usize) -> Self {
        let width = source.lane(None).width;
        let mut values: Vec<u32> = (0..).take(width).collect();
        for (twin, first) in source.twins() {
            if let Some(value) = values.get_mut(*twin as usize) {
                *value = *first;
            }
        }
        values.push(NO_VALUE);
        let code = |row| u32::try_from(source.code(row).min(width)).unwrap_or(u32::MAX);
        Self {
            codes: (0..rows).into_par_iter().map(code).collect(),
            many: values.len(),
            parts: vec![Part {
                field: source.field,
                values,
                width,
                none: source.none,
            }],
        }
    }

    /// Both in one, if there are few enough numbers then.
    fn joined(&self, more: &Self) -> Option<Self> {
        let pairs = self.many.checked_mul(more.many).filter(|it| *it <= PAIRS)?;
        let pair = |row: usize| self.codes[row] as usize * more.many + more.codes[row] as usize;
        let rows = self.codes.len();
        let threads = rayon::current_num_threads().max(1);
        let stretch = rows.div_ceil(threads).max(1);
        let stretches: Vec<Range<usize>> = (0..rows)
            .step_by(stretch)
            .map(|from| from..rows.min(from + stretch))
            .collect();
        let seen = stretches.into_par_iter().map(|rows| {
            let mut seen = vec![false; pairs];
            rows.for_each(|row| seen[pair(row)] = true);
            seen
        });
        let seen = seen.reduce(Vec::new, |mut one, other| {
            if one.is_empty() {
                return other;
            }
            one.iter_mut().zip(other).for_each(|(one, it)| *one |= it);
            one
        });
        // Number 0 is nothing at all, for leads without an account.
        let numbered = (0..).zip(seen).filter(|it| it.1 || it.0 == 0);
        let occur: Vec<usize> = numbered.map(|it| it.0).collect();
        if occur.len() > FEW.max(2 * self.many.max(more.many)) {
            return None;
        }
        let mut numbers = vec![0_u32; pairs];
        for (number, pair) in (0..).zip(&occur) {
            numbers[*pair] = number;
        }
        let of = |parts: &[Part], place: &dyn Fn(usize) -> usize| -> Vec<Part> {
            let each = parts.iter().map(|part| Part {
                field: part.field,
                values: occur.iter().map(|pair| part.values[place(*pair)]).collect(),
                width: part.width,
                none: part.none,
            });
            each.collect()
        };
        let mut parts = of(&self.parts, &|pair| pair / more.many);
        parts.extend(of(&more.parts, &|pair| pair % more.many));
        Some(Self {
            codes: (0..rows)
                .into_par_iter()
                .map(|row| numbers[pair(row)])
                .collect(),
            many: occur.len(),
            parts,
        })
    }

    fn finish(self) -> Group {
        Group {
            codes: Cells::of(self.codes.into_par_iter(), self.many),
            many: self.many,
            by_outcome: false,
            parts: self.parts,
        }
    }
}
