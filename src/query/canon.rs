//! The one canonical text of a tree: main names, quotes and parentheses only where they are needed.
//!
//! Parsing it gives an equal tree, so that saved filters and cache keys can be this text.

use std::fmt;

use super::ast::{Ast, Expr, Literal, Sort, Term, Value, ValueExpr};
use super::field::{Field, FieldKind};
use super::form::{Form, written};
use super::lex::{ends_word, is_colon, is_comma};

/// Everything, where something has to be written.
const EVERYTHING: &str = "id:any";

impl fmt::Display for Ast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        if !matches!(self.expr, Expr::All) {
            write!(f, "{}", self.expr)?;
            gap = " ";
        }
        if let Some(asof) = &self.asof {
            write!(f, "{gap}asof:{}", asof.day)?;
            gap = " ";
        }
        let mut sorts = self.sort.iter();
        if let Some(first) = sorts.next() {
            write!(f, "{gap}sort:{first}")?;
            sorts.try_for_each(|next| write!(f, ",{next}"))?;
        }
        Ok(())
    }
}

/// How tightly the surroundings bind.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Around {
    Nothing,
    Or,
    And,
    Not,
}

impl fmt::Display for Expr<Term> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_expr(self, Around::Nothing, f)
    }
}

fn write_expr(expr: &Expr<Term>, around: Around, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match expr {
        Expr::All => f.write_str(EVERYTHING),
        Expr::And(parts) => write_parts(parts, " ", Around::And, around, f),
        Expr::Or(parts) => write_parts(parts, " OR ", Around::Or, around, f),
        Expr::Not(inner) => {
            f.write_str("-")?;
            write_expr(inner, Around::Not, f)
        }
        Expr::Term(term) => write!(f, "{term}"),
    }
}

fn write_parts(
    parts: &[Expr<Term>],
    between: &str,
    here: Around,
    around: Around,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    if parts.is_empty() {
        return f.write_str(EVERYTHING);
    }
    let enclosed = parts.len() > 1 && around >= here;
    let inside = if parts.len() > 1 { here } else { around };
    if enclosed {
        f.write_str("(")?;
    }
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        write_expr(part, inside, f)?;
    }
    if enclosed {
        f.write_str(")")?;
    }
    Ok(())
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Field::Text, [value]) = (self.field, self.values.as_slice())
            && self.during.is_empty()
        {
            match &value.what {
                ValueExpr::Exact(Literal::Text(text)) => {
                    return write_text(text, is_bare_word(text), f);
                }
                ValueExpr::Exact(Literal::Like(form, text)) => {
                    return write_form(*form, text, is_bare_word(text), f);
                }
                ValueExpr::Exact(_)
                | ValueExpr::Compare(..)
                | ValueExpr::Range(..)
                | ValueExpr::UpTo(..)
                | ValueExpr::None
                | ValueExpr::Any => {}
            }
        }
        write_values(self.field, &self.values, f)?;
        if !self.during.is_empty() {
            f.write_str(" ")?;
            write_values(Field::During, &self.during, f)?;
        }
        Ok(())
    }
}

fn write_values(field: Field, values: &[Value], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}:", field.name())?;
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            f.write_str(",")?;
        }
        write_value(field, &value.what, f)?;
    }
    Ok(())
}

fn write_value(field: Field, what: &ValueExpr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let end = |literal: &Option<Literal>, f: &mut fmt::Formatter<'_>| match literal {
        Some(literal) => write_literal(field, literal, f),
        None => Ok(()),
    };
    match what {
        ValueExpr::Exact(literal) => write_literal(field, literal, f),
        ValueExpr::Compare(op, literal) => {
            f.write_str(op.sign())?;
            write_literal(field, literal, f)
        }
        ValueExpr::Range(low, high) => {
            end(low, f)?;
            f.write_str("..")?;
            end(high, f)
        }
        ValueExpr::UpTo(low, high) => {
            write_literal(field, low, f)?;
            f.write_str("..<")?;
            write_literal(field, high, f)
        }
        ValueExpr::None => f.write_str("none"),
        ValueExpr::Any => f.write_str("any"),
    }
}

fn write_literal(field: Field, literal: &Literal, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match literal {
        Literal::Text(text) => write_text(text, is_bare_value(field, text), f),
        Literal::Like(form, text) => write_form(*form, text, is_bare_value(field, text), f),
        Literal::Percentile(percent) => write!(f, "p{percent}"),
        Literal::Move(wanted) => write!(f, "{wanted}"),
        Literal::Me => f.write_str("@me"),
        Literal::Code(code) => f.write_str(code.code()),
        Literal::Amount(amount) => write!(f, "{amount}"),
        Literal::Integer(number) => write!(f, "{number}"),
        Literal::Naics(naics) => write!(f, "{naics}"),
        Literal::Id(id) => write!(f, "{id}"),
        Literal::Date(date) => write!(f, "{date}"),
        Literal::Length(length) => write!(f, "{length}"),
    }
}

fn write_form(form: Form, text: &str, bare: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match form {
        Form::Pattern => f.write_str(&written(text)),
        Form::Fuzzy => write!(f, "~{text}"),
        Form::Beginning => {
            write_text(text, bare, f)?;
            f.write_str("*")
        }
    }
}

fn write_text(text: &str, bare: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if bare {
        return f.write_str(text);
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    write!(f, "\"{escaped}\"")
}

/// Whether a text that stands alone is read back as it is without quotes.
fn is_bare_word(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(['-', '#', '@'])
        && !text.contains(|c| ends_word(c) || is_colon(c))
        && !Form::is_in(text)
        && !matches!(text, "AND" | "OR" | "NOT")
}

/// Whether a text behind a field is read back as it is without quotes.
fn is_bare_value(field: Field, text: &str) -> bool {
    let is_word = |word: &str| text.eq_ignore_ascii_case(word);
    let is_user = field.kind() == FieldKind::User;
    let reserved = (field.can_be_none() && (is_word("none") || is_word("any")))
        || (is_user && is_word("@me"))
        || text.is_empty()
        || text.starts_with(['<', '>'])
        || Form::is_in(text);
    !reserved && !text.contains(|c| ends_word(c) || is_comma(c))
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.descending { "-" } else { "" };
        write!(f, "{sign}{}", self.field.name())
    }
}
