//! What entered and what left a segment between two moments, and why, where one condition explains it.
//!
//! The filter is read for each moment by itself, so that `idle:>14d` means then what it meant then. A reason is a part of
//! the filter that held at one moment and not at the other; it says what differs, and not what caused it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::picked::Picked;
use crate::book::Book;
use crate::book::select::At;
use crate::model::{Members, Unit};
use crate::query::{self, Context, Expr, QueryError};

/// A book and the moment for which filters are read on it.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'a> {
    /// The book.
    pub book: &'a Book,
    /// The day and the user.
    pub context: &'a Context,
    /// The moment.
    pub at: At,
}

/// Why something is on one side only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is not there at all at the other moment.
    Absent,
    /// The parts of the filter that do not hold at the other moment; one of them explains it alone.
    Parts(Vec<String>),
}

/// Something that entered or left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The lead or account.
    pub id: u64,
    /// Why.
    pub why: Why,
}

/// What changed between two moments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// How many there were.
    pub before: u64,
    /// How many there are.
    pub after: u64,
    /// Those who came, by id.
    pub entered: Vec<Moved>,
    /// Those who went, by id.
    pub left: Vec<Moved>,
}

/// Compares what a filter picks at two moments.
///
/// # Errors
/// What is wrong with the filter.
pub fn shift(
    text: &str,
    unit: Unit,
    then: Sight<'_>,
    now: Sight<'_>,
) -> Result<Shift, Vec<QueryError>> {
    let (before, after) = (then.members(text, unit)?, now.members(text, unit)?);
    let parts = parts(text);
    let moved = |from: &Members, to: &Members, other: Sight<'_>| {
        let ids: Vec<u64> = to.ids().filter(|id| !from.has(*id)).collect();
        explained(ids, &parts, unit, other)
    };
    Ok(Shift {
        entered: moved(&before, &after, then)?,
        left: moved(&after, &before, now)?,
        before: before.count(),
        after: after.count(),
    })
}

/// So many days are looked at; of whom none of them tells, the day is not known.
const MOST_DAYS: usize = 40;

/// The day at whose end each of some was first in a segment, or first no longer; `members` tells who is in it at the end of
/// a day, or nothing where that can't be told.
///
/// Days are halved, and only those between which somebody came or went are looked at. Of who came and went several
/// times it is one of these days.
///
/// # Errors
/// What `members` fails with.
pub fn days_of<E>(
    moved: &Shift,
    (first, last): (NaiveDate, NaiveDate),
    members: &mut dyn FnMut(NaiveDate) -> Result<Option<Members>, E>,
) -> Result<HashMap<u64, NaiveDate>, E> {
    let entered = moved.entered.iter().map(|it| (it.id, true));
    let left = moved.left.iter().map(|it| (it.id, false));
    let mut turns = Turns {
        looks: MOST_DAYS,
        days: HashMap::new(),
        members,
    };
    turns.find(first, last, entered.chain(left).collect())?;
    Ok(turns.days)
}

struct Turns<'a, E> {
    looks: usize,
    days: HashMap<u64, NaiveDate>,
    members: &'a mut dyn FnMut(NaiveDate) -> Result<Option<Members>, E>,
}

impl<E> Turns<'_, E> {
    /// Between the ends of two days: who entered, or left, was not yet so at the first.
    fn find(&mut self, first: NaiveDate, last: NaiveDate, ids: Vec<(u64, bool)>) -> Result<(), E> {
        if ids.is_empty() {
            return Ok(());
        }
        let long = (last - first).num_days();
        if long <= 1 {
            self.days.extend(ids.into_iter().map(|it| (it.0, last)));
            return Ok(());
        }
        if self.looks == 0 {
            return Ok(());
        }
        self.looks -= 1;
        let middle = first + chrono::Duration::days(long / 2);
        let Some(members) = (self.members)(middle)? else {
            return Ok(());
        };
        let (before, after) = ids
            .into_iter()
            .partition(|(id, entered)| members.has(*id) == *entered);
        self.find(first, middle, before)?;
        self.find(middle, last, after)
    }
}

impl Sight<'_> {
    fn members(&self, text: &str, unit: Unit) -> Result<Members, Vec<QueryError>> {
        let filter = query::read(text, self.context)?;
        Ok(Picked::by_filter(self.book, &filter, unit, self.at).members(self.book))
    }

    fn is_there(&self, id: u64, unit: Unit) -> bool {
        match unit {
            Unit::Leads => self.book.episodes.rows.get(id).is_some(),
            Unit::Accounts => self.book.accounts.rows.get(id).is_some(),
        }
    }
}

/// The conditions that must all hold, as texts of their own.
fn parts(text: &str) -> Vec<String> {
    match query::parse(text).ast.expr {
        Expr::All => Vec::new(),
        Expr::And(parts) => parts.iter().map(ToString::to_string).collect(),
        other @ (Expr::Or(_) | Expr::Not(_) | Expr::Term(_)) => vec![other.to_string()],
    }
}

/// Finds which parts of the filter do not hold for ids at the other moment.
fn explained(
    ids: Vec<u64>,
    parts: &[String],
    unit: Unit,
    other: Sight<'_>,
) -> Result<Vec<Moved>, Vec<QueryError>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let held: Vec<Members> = parts
        .iter()
        .map(|part| other.members(part, unit))
        .collect::<Result<_, _>>()?;
    let why = |id: u64| {
        if !other.is_there(id, unit) {
            return Why::Absent;
        }
        let failing = parts.iter().zip(&held).filter(|(_, held)| !held.has(id));
        Why::Parts(failing.map(|(part, _)| part.clone()).collect())
    };
    Ok(ids
        .into_iter()
        .map(|id| Moved { id, why: why(id) })
        .collect())
}
