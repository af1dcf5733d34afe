//! Reads one typed value of a field: operators, ranges, `none`, and what the field's kind takes.
//!
//! Everything that can be wrong with a value without knowing the data or the day is said here.

use super::ast::{Literal, Op, Value, ValueExpr};
use super::code::CodeList;
use super::date::{self, DateWord};
use super::error::{Problem, QueryError, Span, nearest};
use super::fault::Fault;
use super::field::{Field, FieldKind};
use super::form::{Form, compile};
use super::length::Length;
use super::lex::Text;
use super::moves::Move;
use super::number::{Amount, Naics};
use crate::model::fold::fold;
use crate::model::naics;

type Read<T> = Result<T, QueryError>;

/// Reads one value of a field.
pub fn read_value(field: Field, text: &Text<'_>, span: Span) -> Read<Value> {
    let what = match text {
        Text::Quoted(_, false) => Err(QueryError::new(Problem::Unfinished, span, Fault::OpenQuote)),
        Text::Quoted(inner, true) => literal(field, inner, span).map(ValueExpr::Exact),
        Text::Starred(inner) => like(field, Form::Beginning, inner, span).map(ValueExpr::Exact),
        Text::Pattern(_, false) => Err(QueryError::new(
            Problem::Unfinished,
            span,
            Fault::OpenPattern,
        )),
        Text::Pattern(inner, true) => like(field, Form::Pattern, inner, span).map(ValueExpr::Exact),
        Text::Plain("") => Err(missing(field, span)),
        Text::Plain(plain) => read_plain(field, plain, span),
    }?;
    Ok(Value { what, span })
}

/// Reads a value that stood outside quotes, where operators mean something.
fn read_plain(field: Field, text: &str, span: Span) -> Read<ValueExpr> {
    if field.can_be_none() {
        if text.eq_ignore_ascii_case("none") {
            return Ok(ValueExpr::None);
        }
        if text.eq_ignore_ascii_case("any") {
            return Ok(ValueExpr::Any);
        }
    }
    if field.kind() == FieldKind::User && text.eq_ignore_ascii_case("@me") {
        return Ok(ValueExpr::Exact(Literal::Me));
    }
    if field == Field::Moved
        && let Some(wanted) = Move::read(text, span)
    {
        return wanted.map(|it| ValueExpr::Exact(Literal::Move(it)));
    }
    if matches!(field.kind(), FieldKind::Text(_) | FieldKind::User)
        && let Some((form, text)) = Form::of(text)
    {
        return like(field, form, text, span).map(ValueExpr::Exact);
    }
    if field.kind() == FieldKind::Naics
        && let Some((low, high)) = Naics::read_sector(text)
    {
        let end = |code| Some(Literal::Naics(code));
        return Ok(ValueExpr::Range(end(low), end(high)));
    }
    let op = Op::ALL
        .into_iter()
        .find_map(|op| Some((op, text.strip_prefix(op.sign())?)));
    let ordered = field.kind().is_ordered();
    if let Some((op, rest)) = op {
        if !ordered {
            return Err(QueryError::new(
                Problem::BadValue,
                span,
                Fault::NoOrder { field, op },
            ));
        }
        let span = Span::new(span.end - rest.len(), span.end);
        return Ok(ValueExpr::Compare(op, literal(field, rest, span)?));
    }
    match text.split_once("..") {
        Some((low, high)) if ordered => range(field, low, high, span),
        Some(_) | None => literal(field, text, span).map(ValueExpr::Exact),
    }
}

/// A form of text that stands for many.
pub fn like(field: Field, form: Form, text: &str, span: Span) -> Read<Literal> {
    if !matches!(field.kind(), FieldKind::Text(_) | FieldKind::User) {
        let fault = Fault::NoForm(form).of(field);
        return Err(QueryError::new(Problem::BadValue, span, fault));
    }
    let text = read_text(field, text, span)?;
    if form == Form::Pattern {
        let wrong = |fault| QueryError::new(Problem::BadValue, span, fault);
        compile(&text).map_err(wrong)?;
    }
    Ok(Literal::Like(form, text))
}

/// Reads `p90`, if the text is meant so.
fn percentile(text: &str) -> Option<Result<Literal, Fault>> {
    let digits = text.strip_prefix(['p', 'P'])?;
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let percent = digits.parse().ok().filter(|percent| *percent <= 100_u8);
    let wrong = || Fault::NoPercentile(text.to_owned());
    Some(percent.map(Literal::Percentile).ok_or_else(wrong))
}

/// The error for a value that has still to be typed.
fn missing(field: Field, span: Span) -> QueryError {
    QueryError::new(Problem::Unfinished, span, Fault::NoValue(field))
}

fn range(field: Field, low: &str, high: &str, span: Span) -> Read<ValueExpr> {
    let end = |text: &str, span| match text {
        "" => Ok(None),
        _ => literal(field, text, span).map(Some),
    };
    let from = end(low, Span::new(span.start, span.start + low.len()))?;
    if let Some(high) = high.strip_prefix('<') {
        let to = literal(field, high, Span::new(span.end - high.len(), span.end))?;
        let Some(from) = from else {
            return Ok(ValueExpr::Compare(Op::Less, to));
        };
        if from == to || is_after(&from, &to) {
            let high = if from == to { low } else { high };
            return Err(turned_around(low, high, "..<", span));
        }
        return Ok(ValueExpr::UpTo(from, to));
    }
    let to = end(high, Span::new(span.end - high.len(), span.end))?;
    match (&from, &to) {
        (None, None) => Err(QueryError::new(
            Problem::Unfinished,
            span,
            Fault::EmptyRange,
        )),
        (Some(from), Some(to)) if is_after(from, to) => Err(turned_around(low, high, "..", span)),
        (Some(_) | None, Some(_) | None) => Ok(ValueExpr::Range(from, to)),
    }
}

/// The error for a range whose ends are the wrong way round.
pub fn turned_around(low: &str, high: &str, dots: &str, span: Span) -> QueryError {
    let instead = (low != high).then(|| format!("{high}{dots}{low}"));
    QueryError::new(Problem::BadValue, span, Fault::TurnedAround).suggest(instead)
}

/// Whether a range would end before it begins, where that can be seen without knowing the day.
fn is_after(from: &Literal, to: &Literal) -> bool {
    match (from, to) {
        (Literal::Code(a), Literal::Code(b)) => a > b,
        (Literal::Amount(a), Literal::Amount(b)) => a > b,
        (Literal::Integer(a), Literal::Integer(b)) | (Literal::Id(a), Literal::Id(b)) => a > b,
        (Literal::Percentile(a), Literal::Percentile(b)) => a > b,
        (Literal::Naics(a), Literal::Naics(b)) => a.bounds().0 > b.bounds().1,
        // Ends of a range are of one kind; dates and lengths wait until the day is known.
        (
            Literal::Text(_)
            | Literal::Me
            | Literal::Code(_)
            | Literal::Amount(_)
            | Literal::Integer(_)
            | Literal::Naics(_)
            | Literal::Id(_)
            | Literal::Date(_)
            | Literal::Length(_)
            | Literal::Like(..)
            | Literal::Percentile(_)
            | Literal::Move(_),
            _,
        ) => false,
    }
}

/// Reads one value without operators.
fn literal(field: Field, text: &str, span: Span) -> Read<Literal> {
    if text.is_empty() {
        return Err(missing(field, span));
    }
    let wrong = |fault: Fault| QueryError::new(Problem::BadValue, span, fault.of(field));
    if matches!(
        field.kind(),
        FieldKind::Money | FieldKind::Integer | FieldKind::Length
    ) && let Some(percentile) = percentile(text)
    {
        return percentile.map_err(wrong);
    }
    match field.kind() {
        FieldKind::Text(_) | FieldKind::User | FieldKind::Segment => {
            read_text(field, text, span).map(Literal::Text)
        }
        FieldKind::Code(list) => list
            .find(text)
            .map(Literal::Code)
            .ok_or_else(|| unknown_code(list, text, span)),
        FieldKind::Money => Amount::read(text).map(Literal::Amount).map_err(wrong),
        FieldKind::Integer => whole(text).map(Literal::Integer).map_err(wrong),
        FieldKind::Id => whole(text.strip_prefix('#').unwrap_or(text))
            .map(Literal::Id)
            .map_err(wrong),
        FieldKind::Naics => Naics::read(text)
            .map(Literal::Naics)
            .map_err(|fault| wrong(fault).suggest(naics::named(text).next().map(|it| it.code))),
        FieldKind::Length => Length::read(text).map(Literal::Length).map_err(wrong),
        FieldKind::Date => DateWord::read(text).map(Literal::Date).map_err(|fault| {
            let words = date::words();
            wrong(fault).suggest(nearest(text, words))
        }),
    }
}

fn whole(text: &str) -> Result<i64, Fault> {
    Amount::read(text)?
        .whole()
        .ok_or_else(|| Fault::NotWhole(text.to_owned()))
}

/// A text, if anything of it is left to look for.
pub fn read_text(field: Field, text: &str, span: Span) -> Read<String> {
    if !fold(text).is_empty() {
        return Ok(text.to_owned());
    }
    let fault = if field.can_be_none() {
        Fault::NothingToFindIn(field)
    } else {
        Fault::NothingToFind
    };
    Err(QueryError::new(Problem::Unfinished, span, fault))
}

fn unknown_code(list: CodeList, text: &str, span: Span) -> QueryError {
    let known = list.codes().map(super::code::Code::code);
    let typed = text.to_owned();
    let fault = if list == CodeList::Layer && CodeList::Status.find(text).is_some() {
        Fault::StatusForLayer(typed)
    } else {
        Fault::NoCode { text: typed, list }
    };
    QueryError::new(Problem::BadValue, span, fault).suggest(nearest(text, known))
}
