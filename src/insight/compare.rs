//! Segments side by side: their funnels, how far these differ, and what the segments are made of.
//!
//! - *shared*: what is in both. Two shares are compared on what the segments do not share, as the interval of the
//!   difference is one of independent groups; it is said how many that leaves.
//! - *difference*: of two conversions, with Newcombe's 95 % interval; it "differs" where the interval leaves out 0.
//! - *Jaccard*: shared ÷ in either.
//! - *fields that differ*: by Cramér's V corrected for its bias; the values that make the difference by shrunken
//!   log-odds. Fields that the filters themselves cut by, and those that follow from them, differ because they were
//!   made to: they are set apart (see [`by_what`]). Industries are compared by their subsectors, and what leads have is
//!   counted in leads, also where accounts are compared.
//!
//! All of it describes: nothing here says that one thing causes another.

use std::collections::HashMap;

use super::outline::{Outline, outline};
use super::picked::Picked;
use super::stats::{Difference, LogOdds, Rate, cramers_v, log_odds, newcombe};
use crate::book::Book;
use crate::book::facets::{FACETS, Facet, adds_up};
use crate::model::{Layer, Unit};
use crate::query::{Belongs, Field, Filter};

/// How many of one another two segments have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap {
    /// In the first.
    pub a: u64,
    /// In the second.
    pub b: u64,
    /// In both.
    pub shared: u64,
    /// Shared ÷ in either; nothing where both are empty.
    pub jaccard: Option<f64>,
}

/// Counts what two segments share.
#[must_use]
pub fn overlap(a: &Picked, b: &Picked) -> Overlap {
    let shared = a.rows().clone().and(b.rows()).count();
    let (a, b) = (a.count(), b.count());
    let either = a + b - shared;
    Overlap {
        a,
        b,
        shared,
        jaccard: (either > 0).then(|| shared as f64 / either as f64),
    }
}

/// Two shares and how far the first lies above the second.
#[derive(Debug, Clone, Copy)]
pub struct Shares {
    /// The first.
    pub a: Rate,
    /// The second.
    pub b: Rate,
    /// The first less the second.
    pub difference: Difference,
}

impl Shares {
    fn of(a: Rate, b: Rate) -> Self {
        Self {
            a,
            b,
            difference: newcombe(&a, &b),
        }
    }
}

/// A value that one of two segments has more of.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueApart {
    /// As it is typed behind the field; nothing for those without one.
    pub term: Option<String>,
    /// How many of the first have it, without the shared ones.
    pub a: u64,
    /// How many of the second.
    pub b: u64,
    /// How much likelier it is in the first.
    pub odds: LogOdds,
}

/// A field over whose values two segments spread differently.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldApart {
    /// The field.
    pub field: Field,
    /// Cramér's V, 0 to 1.
    pub v: f64,
    /// How many of the first are counted by it: accounts by what accounts have, leads by what leads have.
    pub a: u64,
    /// How many of the second.
    pub b: u64,
    /// The values that make the difference, the surest first.
    pub values: Vec<ValueApart>,
}

/// Two segments compared.
#[derive(Debug, Clone)]
pub struct Pair {
    /// What they share.
    pub overlap: Overlap,
    /// The conversion of each layer, on what they do not share.
    pub layers: Vec<(Layer, Shares)>,
    /// The share of the closed that was won, on what they do not share.
    pub win_rate: Shares,
    /// The fields that differ, the furthest apart first.
    pub fields: Vec<FieldApart>,
}

/// The funnel of a segment.
#[must_use]
pub fn funnel_of(book: &Book, picked: &Picked) -> Outline {
    outline(book, &picked.episodes, &picked.leads)
}

/// Compares two segments, by these fields.
#[must_use]
pub fn pair(book: &Book, a: &Picked, b: &Picked, fields: &[Field]) -> Pair {
    let shared = a.rows().clone().and(b.rows());
    let (only_a, only_b) = (a.without(book, &shared), b.without(book, &shared));
    let (in_a, in_b) = (funnel_of(book, &only_a), funnel_of(book, &only_b));
    let layers = in_a.layers.iter().zip(&in_b.layers);
    Pair {
        overlap: overlap(a, b),
        layers: layers
            .map(|(a, b)| (a.layer, Shares::of(a.conversion, b.conversion)))
            .collect(),
        win_rate: Shares::of(in_a.win_rate, in_b.win_rate),
        fields: apart(book, &only_a, &only_b, fields),
    }
}

/// Fields of which one says something of the others, so that a cut by one cuts the others too.
const KIN: [&[Field]; 6] = [
    &[Field::City, Field::Region, Field::Country],
    &[Field::Naics, Field::Sector],
    &[
        Field::Layer,
        Field::Status,
        Field::Is,
        Field::Outcome,
        Field::Reached,
        Field::Skipped,
        Field::Moved,
        Field::Idle,
        Field::InStage,
        Field::Closed,
        Field::Reason,
        Field::Competitor,
    ],
    &[Field::Owner, Field::Team],
    &[Field::Value, Field::Currency],
    &[
        Field::Handed,
        Field::HandedTo,
        Field::HandedBy,
        Field::Answered,
        Field::Sla,
        Field::Returned,
    ],
];

/// By which facets segments are told apart, and by which they were made: those that a filter cuts by, and their kin.
#[must_use]
pub fn by_what<'a>(filters: impl IntoIterator<Item = &'a Filter>) -> (Vec<Field>, Vec<Field>) {
    let mut named = Vec::new();
    for filter in filters {
        filter.expr.visit(&mut |it| named.push(it.field));
    }
    let is_cut = |field: &Field| {
        named.contains(field)
            || KIN
                .iter()
                .any(|kin| kin.contains(field) && kin.iter().any(|it| named.contains(it)))
    };
    let (cut, free) = FACETS
        .into_iter()
        .filter(|it| adds_up(*it))
        .partition(is_cut);
    (free, cut)
}

/// So many values of a field are named.
const VALUES: usize = 4;
/// From so many standard errors on a value is named.
const SURE: f64 = super::stats::Z95;
/// Digits of an industry code that are compared: a subsector.
const DIGITS: usize = 3;

fn apart(book: &Book, a: &Picked, b: &Picked, fields: &[Field]) -> Vec<FieldApart> {
    let of_accounts = |field: &Field| field.info().belongs == Belongs::Account;
    let (accounts, leads): (Vec<Field>, Vec<Field>) = fields.iter().copied().partition(of_accounts);
    let mut found = apart_by(book, a, b, a.unit, &accounts);
    // Accounts without a lead are neither of one source nor of another.
    found.extend(apart_by(book, a, b, Unit::Leads, &leads));
    found.sort_by(|a, b| b.v.total_cmp(&a.v));
    found
}

/// The same, counting in a unit.
fn apart_by(book: &Book, a: &Picked, b: &Picked, unit: Unit, fields: &[Field]) -> Vec<FieldApart> {
    let of = |it: &Picked| book.spread(unit, &it.leads, &it.accounts, fields);
    let count = |it: &Picked| match unit {
        Unit::Accounts => it.accounts.count(),
        Unit::Leads => it.leads.count(),
    };
    let (of_a, of_b) = (count(a), count(b));
    let pairs = of(a).into_iter().zip(of(b));
    let found = pairs.filter_map(|(a, b)| {
        let (terms, counts) = counts(book, &a, &b);
        let v = cramers_v(&counts).filter(|v| *v > 0.0)?;
        Some(FieldApart {
            field: a.field,
            v,
            a: of_a,
            b: of_b,
            values: values(&terms, &counts),
        })
    });
    found.collect()
}

/// The values that either has, and how many of each have them.
fn counts(book: &Book, a: &Facet, b: &Facet) -> (Vec<Option<String>>, Vec<(u64, u64)>) {
    let name = book.facet_terms(a.field);
    let at = |facet: &Facet, code: usize| facet.counts.get(code).map_or(0, |it| it.all.into());
    let mut places: HashMap<Option<String>, usize> = HashMap::new();
    let (mut terms, mut counts) = (Vec::new(), Vec::<(u64, u64)>::new());
    for (code, number) in (0..a.counts.len().max(b.counts.len())).zip(0_u32..) {
        let (of_a, of_b) = (at(a, code), at(b, code));
        if of_a + of_b == 0 {
            continue;
        }
        let mut term = name(number);
        if let Some(term) = term.as_mut().filter(|it| it.is_char_boundary(DIGITS))
            && a.field == Field::Naics
        {
            term.truncate(DIGITS);
        }
        let place = *places.entry(term.clone()).or_insert(counts.len());
        if place == counts.len() {
            terms.push(term);
            counts.push((0, 0));
        }
        counts[place].0 += of_a;
        counts[place].1 += of_b;
    }
    (terms, counts)
}

fn values(terms: &[Option<String>], counts: &[(u64, u64)]) -> Vec<ValueApart> {
    let odds = log_odds(counts);
    let mut sure: Vec<usize> = (0..counts.len())
        .filter(|at| odds[*at].z.abs() >= SURE)
        .collect();
    sure.sort_by(|x, y| odds[*y].z.abs().total_cmp(&odds[*x].z.abs()));
    sure.truncate(VALUES);
    sure.into_iter()
        .map(|at| ValueApart {
            term: terms[at].clone(),
            a: counts[at].0,
            b: counts[at].1,
            odds: odds[at],
        })
        .collect()
}

/// What is counted where segments of both units meet: accounts only where all are about accounts.
#[must_use]
pub fn common_unit(units: impl IntoIterator<Item = Unit>) -> Unit {
    let mut units = units.into_iter().peekable();
    if units.peek().is_some() && units.all(|it| it == Unit::Accounts) {
        Unit::Accounts
    } else {
        Unit::Leads
    }
}
