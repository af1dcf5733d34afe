//! What the values of a facet say: their win rate, and how far it lies from the whole's.
//!
//! - *conversion*: won ÷ (won + lost), with the Wilson 95 % band;
//! - *lift*: how many times the whole's win rate the value's is, after it was drawn towards the whole by as much as
//!   chance explains (see [`Prior`]), so that a value with three leads doesn't shout. It describes; it explains nothing.

use super::stats::{Prior, Rate, wilson};
use crate::book::Book;
use crate::book::facets::{Count, Facet, Value};

/// One value of a facet.
#[derive(Debug, Clone)]
pub struct ValueFigures {
    /// The value as it is typed behind the field; nothing for those without one.
    pub term: Option<String>,
    /// How many have it.
    pub count: Count,
    /// The share of the closed that was won.
    pub conversion: Rate,
    /// How many times the whole's share that is, shrunk; nothing where nobody won at all.
    pub lift: Option<f64>,
}

/// The values of a facet that are shown.
#[derive(Debug, Clone)]
pub struct FacetFigures {
    /// The values, in the order of [`Book::facet_values`].
    pub values: Vec<ValueFigures>,
    /// How many there are.
    pub many: usize,
    /// The share of the closed that was won among all that the facet counts.
    pub conversion: Rate,
}

/// The share of the closed that was won.
#[must_use]
pub fn win_rate(count: Count) -> Rate {
    wilson(
        count.won.into(),
        u64::from(count.won) + u64::from(count.lost),
    )
}

/// The figures of a facet's values: so many at most, and only those that hold a text, where one is given.
#[must_use]
pub fn facet_figures(book: &Book, facet: &Facet, find: &str, limit: usize) -> FacetFigures {
    let prior = Prior::fit(facet.counts.iter().map(closed));
    let (values, many) = book.facet_values(facet, find, limit);
    let figures = |value: Value| value_figures(value.term, value.count, prior);
    FacetFigures {
        values: values.into_iter().map(figures).collect(),
        many,
        conversion: win_rate(facet.total),
    }
}

/// The figures of values that were put together from finer ones, such as industries from their codes.
#[must_use]
pub fn figures_of(values: Vec<(String, Count)>) -> Vec<ValueFigures> {
    let prior = Prior::fit(values.iter().map(|(_, count)| closed(count)));
    let figures = |(term, count): (String, Count)| value_figures(Some(term), count, prior);
    values.into_iter().map(figures).collect()
}

fn value_figures(term: Option<String>, count: Count, prior: Option<Prior>) -> ValueFigures {
    let (won, closed) = closed(&count);
    ValueFigures {
        term,
        count,
        conversion: win_rate(count),
        lift: prior.and_then(|it| it.lift(won, closed)),
    }
}

/// How many were won, and of how many that ended.
fn closed(count: &Count) -> (u64, u64) {
    (
        u64::from(count.won),
        u64::from(count.won) + u64::from(count.lost),
    )
}
