//! Segments side by side: their funnels, how far these differ, and what the segments are made of.
//!
//! - *shared*: what is in both. Two shares are compared on what the segments do not share, as the interval of the
//!   difference is one of independent groups; it is said how many that leaves.
//! - *difference*: of two conversions, with Newcombe's 95 % interval; it "differs" where the interval leaves out 0.
//! - *Jaccard*: shared ÷ in either.
//! - *fields that differ*: by Cramér's V corrected for its bias; the values that make the difference by shrunken
//!   log-odds. All of it describes: nothing here says that one thing causes another.

use super::outline::{Outline, outline};
use super::picked::Picked;
use super::stats::{Difference, LogOdds, Rate, cramers_v, log_odds, newcombe};
use crate::book::Book;
use crate::book::facets::{Count, Facet};
use crate::model::{Layer, Unit};
use crate::query::Field;

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

/// So many values of a field are named.
const VALUES: usize = 4;
/// From so many standard errors on a value is named.
const SURE: f64 = super::stats::Z95;

fn apart(book: &Book, a: &Picked, b: &Picked, fields: &[Field]) -> Vec<FieldApart> {
    let of = |it: &Picked| book.spread(it.unit, &it.leads, &it.accounts, fields);
    let pairs = of(a).into_iter().zip(of(b));
    let mut found: Vec<FieldApart> = pairs
        .filter_map(|(a, b)| {
            let counts = counts(&a, &b);
            let v = cramers_v(&counts).filter(|v| *v > 0.0)?;
            Some(FieldApart {
                field: a.field,
                v,
                values: values(book, &a, &counts),
            })
        })
        .collect();
    found.sort_by(|a, b| b.v.total_cmp(&a.v));
    found
}

/// How many of each have each value, by its code.
fn counts(a: &Facet, b: &Facet) -> Vec<(u64, u64)> {
    let at = |facet: &Facet, code: usize| facet.counts.get(code).map_or(0, |it| it.all.into());
    (0..a.counts.len().max(b.counts.len()))
        .map(|code| (at(a, code), at(b, code)))
        .collect()
}

fn values(book: &Book, facet: &Facet, counts: &[(u64, u64)]) -> Vec<ValueApart> {
    let odds = log_odds(counts);
    let mut sure: Vec<usize> = (0..counts.len())
        .filter(|code| odds[*code].z.abs() >= SURE)
        .collect();
    sure.sort_by(|x, y| odds[*y].z.abs().total_cmp(&odds[*x].z.abs()));
    sure.truncate(VALUES);
    sure.into_iter()
        .map(|code| ValueApart {
            term: term(book, facet, code),
            a: counts[code].0,
            b: counts[code].1,
            odds: odds[code],
        })
        .collect()
}

/// What a code is called.
fn term(book: &Book, facet: &Facet, code: usize) -> Option<String> {
    let mut one = facet.clone();
    one.counts = vec![Count::default(); code + 1];
    one.counts[code].all = 1;
    let (values, _) = book.facet_values(&one, "", 1);
    values.into_iter().next()?.term
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
