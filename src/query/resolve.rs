//! [`Ast`] to [`Filter`]: what the words mean today, to this user.
//!
//! Only what depends on the [`Context`] is decided here; everything else was when it was parsed.

use std::sync::Arc;

use chrono::{NaiveDate, Weekday};

use super::ast::{AsOf, Ast, Expr, Literal, Op, Term, Value, ValueExpr};
use super::code::{Code, CodeList};
use super::date::Today;
use super::error::{Problem, QueryError, Span};
use super::fault::Fault;
use super::field::{Field, FieldKind, TextRule};
use super::form::{Form, compile, written};
use super::moves::Move;
use super::parse::parse;
use super::segments::{Path, Segments};
use super::span::{interval, period, ranks, within};
use super::text::TextMatch;
use super::typed::{CodeSet, Condition, Filter, Wanted};
use crate::model::fold::{digits, fold};

/// What a filter is read against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Today, in the workspace's time zone.
    pub today: NaiveDate,
    /// The name of the user who asks, if it is known.
    pub me: Option<String>,
    /// The day on which a week begins.
    pub week_start: Weekday,
    /// The saved segments.
    pub segments: Arc<Segments>,
    /// The days on which meetings were held.
    pub meetings: Arc<[NaiveDate]>,
    /// Whether whoever asks can show an earlier day, so that `asof:` has its say.
    pub rewinds: bool,
}

impl Context {
    /// A day with weeks that begin on Monday, and nobody asking.
    #[must_use]
    pub fn on(today: NaiveDate) -> Self {
        Self {
            today,
            me: None,
            week_start: Weekday::Mon,
            segments: Arc::default(),
            meetings: Arc::default(),
            rewinds: false,
        }
    }

    /// The same, asked by a user.
    #[must_use]
    pub fn by(mut self, user: impl Into<String>) -> Self {
        self.me = Some(user.into());
        self
    }

    /// The same, with saved segments.
    #[must_use]
    pub fn with(mut self, segments: Arc<Segments>) -> Self {
        self.segments = segments;
        self
    }

    /// The same, with the days on which meetings were held.
    #[must_use]
    pub fn after(mut self, meetings: impl IntoIterator<Item = NaiveDate>) -> Self {
        self.meetings = meetings.into_iter().collect();
        self
    }

    /// What date words are read against.
    #[must_use]
    pub fn now(&self) -> Today {
        let earlier = self.meetings.iter().filter(|it| **it < self.today);
        Today {
            day: self.today,
            week_start: self.week_start,
            meeting: earlier.max().copied(),
        }
    }

    /// The same for somebody who can show an earlier day.
    #[must_use]
    pub fn rewinding(mut self) -> Self {
        self.rewinds = true;
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

/// The earlier day that a text looks back to, if it looks back; whatever else is wrong with it.
#[must_use]
pub fn looks_back(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let asof = parse(text).ast.asof?;
    let day = last_day(asof, &Context::on(today).rewinding()).ok()?;
    (day < today).then_some(day)
}

/// Resolves a tree.
///
/// # Errors
/// The first thing that cannot be resolved: `@me` where nobody is signed in, a range of dates that
/// ends before it begins.
pub fn resolve(ast: &Ast, context: &Context) -> Result<Filter, QueryError> {
    let asof = ast.asof.map(|it| last_day(it, context)).transpose()?;
    // Whoever looks at an earlier day means that day by `today`, and counts back from it.
    let earlier = asof.filter(|day| *day < context.today).map(|day| Context {
        today: day,
        ..context.clone()
    });
    let context = earlier.as_ref().unwrap_or(context);
    let expr = resolve_expr(&ast.expr, context, &mut Path::default())?;
    Ok(Filter {
        expr,
        sort: ast.sort.clone(),
        text: ast.to_string(),
        asof,
    })
}

type Resolved<T> = Result<T, QueryError>;

/// Resolves a tree to which some segments' names have led.
pub(super) fn resolve_expr(
    expr: &Expr<Term>,
    context: &Context,
    path: &mut Path,
) -> Resolved<Expr<Condition>> {
    expr.try_map(&mut |term| resolve_term(term, context, path))
}

/// The day at whose end something was so.
fn last_day(asof: AsOf, context: &Context) -> Resolved<NaiveDate> {
    let wrong = |problem, fault| QueryError::new(problem, asof.span, fault);
    if !context.rewinds {
        return Err(wrong(Problem::NotYet, Fault::AsOfNotHere));
    }
    let bound = asof.day.bound(context.now());
    let last = bound.and_then(|it| it.to.pred_opt());
    last.ok_or_else(|| wrong(Problem::BadValue, Fault::Misfit))
}

fn resolve_term(term: &Term, context: &Context, path: &mut Path) -> Resolved<Expr<Condition>> {
    let expr = if term.field == Field::Seg {
        segments(term, context, path)?
    } else if term.field == Field::Is {
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

/// `seg:` as what the names stand for.
fn segments(term: &Term, context: &Context, path: &mut Path) -> Resolved<Expr<Condition>> {
    let named = term.values.iter().map(|value| match &value.what {
        ValueExpr::Exact(Literal::Text(name)) => path.follow(name, value.span, context),
        ValueExpr::Exact(_)
        | ValueExpr::Compare(..)
        | ValueExpr::Range(..)
        | ValueExpr::UpTo(..)
        | ValueExpr::None
        | ValueExpr::Any => Err(misfit(value.span)),
    });
    Ok(Expr::or(named.collect::<Resolved<Vec<_>>>()?))
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
            .map(|(field, set)| Expr::Term(Condition::bare(field, Wanted::Codes(set), term.span))),
    )
}

/// `has:` and `no:` as `any` and `none` of the fields that they name.
fn parts(term: &Term, missing: bool) -> Expr<Condition> {
    let fields = codes_of(term).filter_map(|code| Field::named(code.code()));
    Expr::or(fields.map(|field| {
        let mut condition = Condition::bare(field, nothing(field.kind()), term.span);
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
        | ValueExpr::UpTo(..)
        | ValueExpr::None
        | ValueExpr::Any => None,
    })
}

/// No value at all, in the shape of the field's kind.
const fn nothing(kind: FieldKind) -> Wanted {
    match kind {
        FieldKind::Text(_) | FieldKind::User | FieldKind::Segment => Wanted::Texts(Vec::new()),
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
    let moves: Vec<Move> = term.values.iter().filter_map(wanted_move).collect();
    let wanted = if moves.is_empty() || field != Field::Moved {
        nothing(field.kind())
    } else {
        Wanted::Moves(moves)
    };
    let mut condition = Condition::bare(field, wanted, term.span);
    for value in &term.values {
        match value.what {
            ValueExpr::None => condition.none = true,
            ValueExpr::Any => condition.any = true,
            ValueExpr::Exact(Literal::Move(_)) if field == Field::Moved => {}
            ValueExpr::Exact(_)
            | ValueExpr::Compare(..)
            | ValueExpr::Range(..)
            | ValueExpr::UpTo(..) => match ranks(value, context)? {
                Some(ranks) => condition.ranks.push(ranks),
                None => add(&mut condition.wanted, field, value, context)?,
            },
        }
    }
    for value in &term.during {
        condition.during.push(period(value, context)?);
    }
    Ok(condition)
}

const fn wanted_move(value: &Value) -> Option<Move> {
    if let ValueExpr::Exact(Literal::Move(wanted)) = value.what {
        Some(wanted)
    } else {
        None
    }
}

fn add(wanted: &mut Wanted, field: Field, value: &Value, context: &Context) -> Resolved<()> {
    match wanted {
        Wanted::Texts(texts) => texts.push(text(field, value, context)?),
        Wanted::Codes(set) => *set = codes(*set, value),
        Wanted::Numbers(intervals) | Wanted::Amounts(intervals) => {
            intervals.push(interval(&in_the_last(field, value), context)?);
        }
        Wanted::Days(days) => days.push(period(value, context)?),
        Wanted::Moves(_) | Wanted::Kept(_) => return Err(misfit(value.span)),
    }
    Ok(())
}

/// A length alone behind a field that asks when something last was: in the last so many days.
fn in_the_last(field: Field, value: &Value) -> Value {
    let mut value = value.clone();
    if matches!(field, Field::Listed | Field::Contacted)
        && let ValueExpr::Exact(length @ Literal::Length(_)) = &value.what
    {
        value.what = ValueExpr::Compare(Op::AtMost, length.clone());
    }
    value
}

fn text(field: Field, value: &Value, context: &Context) -> Resolved<TextMatch> {
    let span = value.span;
    let usual = match field.kind() {
        FieldKind::Text(rule) => rule,
        FieldKind::User
        | FieldKind::Code(_)
        | FieldKind::Money
        | FieldKind::Integer
        | FieldKind::Naics
        | FieldKind::Date
        | FieldKind::Length
        | FieldKind::Id
        | FieldKind::Segment => TextRule::Words,
    };
    let (typed, text, rule) = match &value.what {
        ValueExpr::Exact(Literal::Me) => {
            let me = context
                .me
                .as_deref()
                .ok_or_else(|| QueryError::new(Problem::Context, span, Fault::NobodyIsMe))?;
            (me.to_owned(), me, TextRule::Whole)
        }
        ValueExpr::Exact(Literal::Text(text)) => (text.clone(), text.as_str(), usual),
        ValueExpr::Exact(Literal::Like(Form::Fuzzy, text)) => {
            (format!("~{text}"), text.as_str(), TextRule::Near)
        }
        ValueExpr::Exact(Literal::Like(Form::Beginning, text)) => {
            let rule = if usual == TextRule::Whole {
                TextRule::Begins
            } else {
                TextRule::WordBegins
            };
            (format!("{text}*"), text.as_str(), rule)
        }
        ValueExpr::Exact(Literal::Like(Form::Pattern, source)) => {
            let wrong = |fault| QueryError::new(Problem::BadValue, span, fault);
            let pattern = compile(source).map_err(wrong)?;
            return Ok(TextMatch::matching(source, pattern).typed(written(source), span));
        }
        ValueExpr::Exact(_)
        | ValueExpr::Compare(..)
        | ValueExpr::Range(..)
        | ValueExpr::UpTo(..)
        | ValueExpr::None
        | ValueExpr::Any => return Err(misfit(span)),
    };
    let folded = if matches!(field, Field::Phone | Field::ContactPhone) {
        digits(text)
    } else {
        fold(text)
    };
    Ok(TextMatch::new(folded, rule).typed(typed, span))
}

/// A tree that nobody parsed may hold a value that its field does not take.
pub(super) const fn misfit(span: Span) -> QueryError {
    QueryError {
        problem: Problem::BadValue,
        span,
        fault: Fault::Misfit,
        suggestion: None,
    }
}

fn codes(set: CodeSet, value: &Value) -> CodeSet {
    let index = |literal: &Literal| match literal {
        Literal::Code(code) => i64::try_from(code.index()).ok().map(|at| (at, at)),
        Literal::Text(_)
        | Literal::Like(..)
        | Literal::Me
        | Literal::Amount(_)
        | Literal::Integer(_)
        | Literal::Naics(_)
        | Literal::Id(_)
        | Literal::Date(_)
        | Literal::Length(_)
        | Literal::Percentile(_)
        | Literal::Move(_) => None,
    };
    let Some(wanted) = within(&value.what, index) else {
        return set;
    };
    set.list()
        .codes()
        .filter(|code| i64::try_from(code.index()).is_ok_and(|at| wanted.contains(at)))
        .fold(set, CodeSet::with)
}
