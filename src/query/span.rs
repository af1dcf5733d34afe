//! Values as stretches of numbers and of days, as they lie on a given day.

use super::ast::{Literal, Op, Value, ValueExpr};
use super::error::QueryError;
use super::literal::turned_around;
use super::resolve::{Context, misfit};
use super::typed::{Days, Interval, Rank, Ranks};

type Resolved<T> = Result<T, QueryError>;

/// The numbers that a value takes in.
pub(super) fn interval(value: &Value, context: &Context) -> Resolved<Interval> {
    let alone = matches!(value.what, ValueExpr::Exact(_));
    let bounds = |literal: &Literal| match literal {
        Literal::Amount(amount) => Some((amount.0, amount.0)),
        Literal::Integer(number) | Literal::Id(number) => Some((*number, *number)),
        Literal::Naics(naics) => Some(naics.bounds()),
        Literal::Length(length) => {
            let low = length.days_before(context.today)?;
            let end = if alone {
                length.plus_one().days_before(context.today)? - 1
            } else {
                low
            };
            Some((low, end.max(low)))
        }
        Literal::Text(_)
        | Literal::Like(..)
        | Literal::Me
        | Literal::Code(_)
        | Literal::Date(_)
        | Literal::Percentile(_)
        | Literal::Move(_) => None,
    };
    let interval = within(&value.what, bounds).ok_or_else(|| misfit(value.span))?;
    if interval.low > interval.high {
        return Err(reversed(value));
    }
    Ok(interval)
}

/// The numbers that a value takes in by how many percent of all lie below; nothing where it names no percent.
pub(super) fn ranks(value: &Value, context: &Context) -> Resolved<Option<Ranks>> {
    let all = Interval::new(i64::MIN, i64::MAX);
    let of = |low, high, within| Ranks { low, high, within };
    let at = |percent: u8, open| Some(Rank { percent, open });
    let rest = |what: ValueExpr| {
        let span = value.span;
        interval(&Value { what, span }, context)
    };
    let ranks = match &value.what {
        ValueExpr::Exact(Literal::Percentile(it)) => of(at(*it, false), at(*it, false), all),
        ValueExpr::Compare(op, Literal::Percentile(it)) => match op {
            Op::Less => of(None, at(*it, true), all),
            Op::AtMost => of(None, at(*it, false), all),
            Op::More => of(at(*it, true), None, all),
            Op::AtLeast => of(at(*it, false), None, all),
        },
        ValueExpr::Range(Some(Literal::Percentile(low)), None) => of(at(*low, false), None, all),
        ValueExpr::Range(None, Some(Literal::Percentile(high))) => of(None, at(*high, false), all),
        ValueExpr::Range(Some(Literal::Percentile(low)), Some(Literal::Percentile(high))) => {
            of(at(*low, false), at(*high, false), all)
        }
        ValueExpr::Range(Some(Literal::Percentile(low)), high @ Some(_)) => {
            let within = rest(ValueExpr::Range(None, high.clone()))?;
            of(at(*low, false), None, within)
        }
        ValueExpr::Range(low @ Some(_), Some(Literal::Percentile(high))) => {
            let within = rest(ValueExpr::Range(low.clone(), None))?;
            of(None, at(*high, false), within)
        }
        ValueExpr::UpTo(Literal::Percentile(low), Literal::Percentile(high)) => {
            of(at(*low, false), at(*high, true), all)
        }
        ValueExpr::UpTo(Literal::Percentile(low), high) => {
            let within = rest(ValueExpr::Compare(Op::Less, high.clone()))?;
            of(at(*low, false), None, within)
        }
        ValueExpr::UpTo(low, Literal::Percentile(high)) => {
            let within = rest(ValueExpr::Compare(Op::AtLeast, low.clone()))?;
            of(None, at(*high, true), within)
        }
        ValueExpr::Exact(_)
        | ValueExpr::Compare(..)
        | ValueExpr::Range(..)
        | ValueExpr::UpTo(..)
        | ValueExpr::None
        | ValueExpr::Any => return Ok(None),
    };
    Ok(Some(ranks))
}

/// The numbers that a value takes in, where a literal takes in those from a low to a high one.
pub(super) fn within(
    what: &ValueExpr,
    bounds: impl Fn(&Literal) -> Option<(i64, i64)>,
) -> Option<Interval> {
    let (low, high) = match what {
        ValueExpr::Exact(literal) => bounds(literal)?,
        ValueExpr::Compare(op, literal) => {
            let (low, high) = bounds(literal)?;
            match op {
                Op::Less => (i64::MIN, low.saturating_sub(1)),
                Op::AtMost => (i64::MIN, high),
                Op::More => (high.saturating_add(1), i64::MAX),
                Op::AtLeast => (low, i64::MAX),
            }
        }
        ValueExpr::Range(low, high) => {
            let low = match low {
                Some(literal) => bounds(literal)?.0,
                None => i64::MIN,
            };
            let high = match high {
                Some(literal) => bounds(literal)?.1,
                None => i64::MAX,
            };
            (low, high)
        }
        ValueExpr::UpTo(low, high) => (bounds(low)?.0, bounds(high)?.0.saturating_sub(1)),
        ValueExpr::None | ValueExpr::Any => return None,
    };
    Some(Interval::new(low, high))
}

/// The days that a value takes in.
pub(super) fn period(value: &Value, context: &Context) -> Resolved<Days> {
    let alone = matches!(value.what, ValueExpr::Exact(_));
    let days = |literal: &Literal| match literal {
        Literal::Date(word) if alone => word.period(context.now()),
        Literal::Date(word) => word.bound(context.now()),
        Literal::Text(_)
        | Literal::Like(..)
        | Literal::Me
        | Literal::Code(_)
        | Literal::Amount(_)
        | Literal::Integer(_)
        | Literal::Naics(_)
        | Literal::Id(_)
        | Literal::Length(_)
        | Literal::Percentile(_)
        | Literal::Move(_) => None,
    };
    let found = |literal| days(literal).ok_or_else(|| misfit(value.span));
    let (from, to) = match &value.what {
        ValueExpr::Exact(literal) => {
            let period = found(literal)?;
            (Some(period.from), Some(period.to))
        }
        ValueExpr::Compare(op, literal) => {
            let period = found(literal)?;
            match op {
                Op::Less => (None, Some(period.from)),
                Op::AtMost => (None, Some(period.to)),
                Op::More => (Some(period.to), None),
                Op::AtLeast => (Some(period.from), None),
            }
        }
        ValueExpr::Range(low, high) => {
            let low = low.as_ref().map(found).transpose()?;
            let high = high.as_ref().map(found).transpose()?;
            (low.map(|one| one.from), high.map(|one| one.to))
        }
        ValueExpr::UpTo(low, high) => (Some(found(low)?.from), Some(found(high)?.from)),
        ValueExpr::None | ValueExpr::Any => return Err(misfit(value.span)),
    };
    if matches!((from, to), (Some(from), Some(to)) if from >= to) {
        return Err(reversed(value));
    }
    Ok(Days { from, to })
}

fn reversed(value: &Value) -> QueryError {
    let text = |literal: &Literal| match literal {
        Literal::Date(word) => word.to_string(),
        Literal::Length(length) => length.to_string(),
        Literal::Text(_)
        | Literal::Like(..)
        | Literal::Me
        | Literal::Code(_)
        | Literal::Amount(_)
        | Literal::Integer(_)
        | Literal::Naics(_)
        | Literal::Id(_)
        | Literal::Percentile(_)
        | Literal::Move(_) => String::new(),
    };
    let end = |literal: &Option<Literal>| literal.as_ref().map(text).unwrap_or_default();
    match &value.what {
        ValueExpr::Range(low, high) => turned_around(&end(low), &end(high), "..", value.span),
        ValueExpr::UpTo(low, high) => turned_around(&text(low), &text(high), "..<", value.span),
        ValueExpr::Exact(_) | ValueExpr::Compare(..) | ValueExpr::None | ValueExpr::Any => {
            misfit(value.span)
        }
    }
}
