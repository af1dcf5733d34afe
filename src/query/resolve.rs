//! [`Ast`] to [`Filter`]: what the words mean today, to this user.
//!
//! Only what depends on the [`Context`] is decided here; everything else was when it was parsed.

use chrono::{NaiveDate, Weekday};

use super::ast::{Ast, Expr, Literal, Op, Term, Value, ValueExpr};
use super::code::{Code, CodeList};
use super::error::{Problem, QueryError, Span};
use super::fault::Fault;
use super::field::{Field, FieldKind, TextRule};
use super::literal::turned_around;
use super::parse::parse;
use super::typed::{CodeSet, Condition, Days, Filter, Interval, TextMatch, Wanted};
use crate::model::fold::fold;

/// What a filter is read against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Today, in the workspace's time zone.
    pub today: NaiveDate,
    /// The name of the user who asks, if it is known.
    pub me: Option<String>,
    /// The day on which a week begins.
    pub week_start: Weekday,
}

impl Context {
    /// A day with weeks that begin on Monday, and nobody asking.
    #[must_use]
    pub const fn on(today: NaiveDate) -> Self {
        Self {
            today,
            me: None,
            week_start: Weekday::Mon,
        }
    }

    /// The same, asked by a user.
    #[must_use]
    pub fn by(mut self, user: impl Into<String>) -> Self {
        self.me = Some(user.into());
        self
    }
}

/// Parses and resolves a text that has to be right.
///
/// # Errors
/// Everything that is wrong with it, in the order of the text.
pub fn read(text: &str, context: &Context) -> Result<Filter, Vec<QueryError>> {
    let parsed = parse(text);
    if parsed.errors.is_empty() {
        resolve(&parsed.ast, context).map_err(|error| vec![error])
    } else {
        Err(parsed.errors)
    }
}

/// The day that a date or a date word means; of a longer period its first day.
#[must_use]
pub fn day(text: &str, context: &Context) -> Option<NaiveDate> {
    let filter = read(&format!("due:{}", text.trim()), context).ok()?;
    match filter.expr {
        Expr::Term(Condition {
            wanted: Wanted::Days(days),
            ..
        }) => days.first()?.from,
        Expr::All | Expr::And(_) | Expr::Or(_) | Expr::Not(_) | Expr::Term(_) => None,
    }
}

/// Resolves a tree.
///
/// # Errors
/// The first thing that cannot be resolved: `@me` where nobody is signed in, a range of dates that
/// ends before it begins.
pub fn resolve(ast: &Ast, context: &Context) -> Result<Filter, QueryError> {
    let expr = ast.expr.try_map(&mut |term| resolve_term(term, context))?;
    Ok(Filter {
        expr,
        sort: ast.sort.clone(),
        text: ast.to_string(),
    })
}

type Resolved<T> = Result<T, QueryError>;

fn resolve_term(term: &Term, context: &Context) -> Resolved<Expr<Condition>> {
    let expr = if term.field == Field::Is {
        states(term)
    } else if term.field == Field::Has {
        parts(term, false)
    } else if term.field == Field::No {
        parts(term, true)
    } else {
        Expr::Term(condition(term.field, term, context)?)
    };
    Ok(expr)
}

/// `is:` as statuses, and as marks of the history for the rest.
fn states(term: &Term) -> Expr<Condition> {
    let mut statuses = CodeSet::empty(CodeList::Status);
    let mut marks = CodeSet::empty(CodeList::State);
    for code in codes_of(term) {
        let named: &[&str] = match code.code() {
            "closed" => &["won", "lost"],
            status => &[status],
        };
        let mut found = named
            .iter()
            .filter_map(|name| CodeList::Status.find(name))
            .peekable();
        if found.peek().is_none() {
            marks = marks.with(code);
        }
        statuses = found.fold(statuses, CodeSet::with);
    }
    let sets = [(Field::Status, statuses), (Field::Is, marks)];
    Expr::or(
        sets.into_iter()
            .filter(|(_, set)| !set.is_empty())
            .map(|(field, set)| Expr::Term(bare(field, Wanted::Codes(set), term.span))),
    )
}

/// `has:` and `no:` as `any` and `none` of the fields that they name.
fn parts(term: &Term, missing: bool) -> Expr<Condition> {
    let fields = codes_of(term).filter_map(|code| Field::named(code.code()));
    Expr::or(fields.map(|field| {
        let mut condition = bare(field, nothing(field.kind()), term.span);
        condition.none = missing;
        condition.any = !missing;
        Expr::Term(condition)
    }))
}

fn codes_of(term: &Term) -> impl Iterator<Item = Code> {
    term.values.iter().filter_map(|value| match value.what {
        ValueExpr::Exact(Literal::Code(code)) => Some(code),
        ValueExpr::Exact(_)
        | ValueExpr::Compare(..)
        | ValueExpr::Range(..)
        | ValueExpr::None
        | ValueExpr::Any => None,
    })
}

const fn bare(field: Field, wanted: Wanted, span: Span) -> Condition {
    Condition {
        field,
        none: false,
        any: false,
        wanted,
        during: Vec::new(),
        span,
    }
}

/// No value at all, in the shape of the field's kind.
const fn nothing(kind: FieldKind) -> Wanted {
    match kind {
        FieldKind::Text(_) | FieldKind::User => Wanted::Texts(Vec::new()),
        FieldKind::Code(list) => Wanted::Codes(CodeSet::empty(list)),
        FieldKind::Money => Wanted::Amounts(Vec::new()),
        FieldKind::Integer | FieldKind::Naics | FieldKind::Length | FieldKind::Id => {
            Wanted::Numbers(Vec::new())
        }
        FieldKind::Date => Wanted::Days(Vec::new()),
    }
}

/// Any other term: its values gathered in the shape of the field's kind.
fn condition(field: Field, term: &Term, context: &Context) -> Resolved<Condition> {
    let mut condition = bare(field, nothing(field.kind()), term.span);
    for value in &term.values {
        match value.what {
            ValueExpr::None => condition.none = true,
            ValueExpr::Any => condition.any = true,
            ValueExpr::Exact(_) | ValueExpr::Compare(..) | ValueExpr::Range(..) => {
                add(&mut condition.wanted, field, value, context)?;
            }
        }
    }
    for value in &term.during {
        condition.during.push(period(value, context)?);
    }
    Ok(condition)
}

fn add(wanted: &mut Wanted, field: Field, value: &Value, context: &Context) -> Resolved<()> {
    match wanted {
        Wanted::Texts(texts) => texts.push(text(field, value, context)?),
        Wanted::Codes(set) => *set = codes(*set, value),
        Wanted::Numbers(intervals) | Wanted::Amounts(intervals) => {
            intervals.push(interval(value, context)?);
        }
        Wanted::Days(days) => days.push(period(value, context)?),
    }
    Ok(())
}

fn text(field: Field, value: &Value, context: &Context) -> Resolved<TextMatch> {
    let (typed, rule) = match (&value.what, field.kind()) {
        (ValueExpr::Exact(Literal::Me), _) => {
            let me = context
                .me
                .clone()
                .ok_or_else(|| QueryError::new(Problem::Context, value.span, Fault::NobodyIsMe))?;
            (me, TextRule::Whole)
        }
        (ValueExpr::Exact(Literal::Text(text)), FieldKind::Text(rule)) => (text.clone(), rule),
        (ValueExpr::Exact(Literal::Text(text)), _) => (text.clone(), TextRule::Words),
        (_, _) => return Err(misfit(value.span)),
    };
    Ok(TextMatch {
        folded: fold(&typed),
        typed,
        rule,
        span: value.span,
    })
}

/// A tree that nobody parsed may hold a value that its field does not take.
fn misfit(span: Span) -> QueryError {
    QueryError::new(Problem::BadValue, span, Fault::Misfit)
}

fn codes(set: CodeSet, value: &Value) -> CodeSet {
    let index = |literal: &Literal| match literal {
        Literal::Code(code) => i64::try_from(code.index()).ok().map(|at| (at, at)),
        Literal::Text(_)
        | Literal::Me
        | Literal::Amount(_)
        | Literal::Integer(_)
        | Literal::Naics(_)
        | Literal::Id(_)
        | Literal::Date(_)
        | Literal::Length(_) => None,
    };
    let Some(wanted) = within(&value.what, index) else {
        return set;
    };
    set.list()
        .codes()
        .filter(|code| i64::try_from(code.index()).is_ok_and(|at| wanted.contains(at)))
        .fold(set, CodeSet::with)
}

fn interval(value: &Value, context: &Context) -> Resolved<Interval> {
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
        Literal::Text(_) | Literal::Me | Literal::Code(_) | Literal::Date(_) => None,
    };
    let interval = within(&value.what, bounds).ok_or_else(|| misfit(value.span))?;
    if interval.low > interval.high {
        return Err(reversed(value));
    }
    Ok(interval)
}

/// The numbers that a value takes in, where a literal takes in those from a low to a high one.
fn within(what: &ValueExpr, bounds: impl Fn(&Literal) -> Option<(i64, i64)>) -> Option<Interval> {
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
        ValueExpr::None | ValueExpr::Any => return None,
    };
    Some(Interval::new(low, high))
}

fn period(value: &Value, context: &Context) -> Resolved<Days> {
    let alone = matches!(value.what, ValueExpr::Exact(_));
    let days = |literal: &Literal| match literal {
        Literal::Date(word) if alone => word.period(context.today, context.week_start),
        Literal::Date(word) => word.bound(context.today, context.week_start),
        Literal::Text(_)
        | Literal::Me
        | Literal::Code(_)
        | Literal::Amount(_)
        | Literal::Integer(_)
        | Literal::Naics(_)
        | Literal::Id(_)
        | Literal::Length(_) => None,
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
        ValueExpr::None | ValueExpr::Any => return Err(misfit(value.span)),
    };
    if matches!((from, to), (Some(from), Some(to)) if from >= to) {
        return Err(reversed(value));
    }
    Ok(Days { from, to })
}

fn reversed(value: &Value) -> QueryError {
    let text = |literal: &Option<Literal>| match literal {
        Some(Literal::Date(word)) => word.to_string(),
        Some(Literal::Length(length)) => length.to_string(),
        Some(
            Literal::Text(_)
            | Literal::Me
            | Literal::Code(_)
            | Literal::Amount(_)
            | Literal::Integer(_)
            | Literal::Naics(_)
            | Literal::Id(_),
        )
        | None => String::new(),
    };
    match &value.what {
        ValueExpr::Range(low, high) => turned_around(&text(low), &text(high), value.span),
        ValueExpr::Exact(_) | ValueExpr::Compare(..) | ValueExpr::None | ValueExpr::Any => {
            misfit(value.span)
        }
    }
}
