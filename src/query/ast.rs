//! What a text says, typed but not yet resolved: `last-month` is still `last-month`, `@me` still `@me`.
//!
//! Two trees are equal when they say the same, wherever it stood: spans do not count.

use super::code::Code;
use super::date::DateWord;
use super::error::Span;
use super::field::Field;
use super::form::Form;
use super::length::Length;
use super::moves::Move;
use super::number::{Amount, Naics};

/// A condition put together with AND, OR and NOT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr<T> {
    /// Everything: no condition at all.
    All,
    /// All of these; at least two where it was made by [`Expr::and`].
    And(Vec<Self>),
    /// Any of these; at least two where it was made by [`Expr::or`].
    Or(Vec<Self>),
    /// All but this.
    Not(Box<Self>),
    /// One condition.
    Term(T),
}

impl<T> Expr<T> {
    /// All of the parts, without needless nesting.
    #[must_use]
    pub fn and(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::All => {}
                Self::And(inner) => flat.extend(inner),
                Self::Or(_) | Self::Not(_) | Self::Term(_) => flat.push(part),
            }
        }
        match flat.len() {
            0 => Self::All,
            1 => flat.swap_remove(0),
            _ => Self::And(flat),
        }
    }

    /// Any of the parts, without needless nesting; of no parts, everything.
    #[must_use]
    pub fn or(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::All => return Self::All,
                Self::Or(inner) => flat.extend(inner),
                Self::And(_) | Self::Not(_) | Self::Term(_) => flat.push(part),
            }
        }
        match flat.len() {
            0 => Self::All,
            1 => flat.swap_remove(0),
            _ => Self::Or(flat),
        }
    }

    /// All but this; twice is the thing itself.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            Self::All | Self::And(_) | Self::Or(_) | Self::Term(_) => Self::Not(Box::new(self)),
        }
    }

    /// Puts another expression in the place of each term; the first error ends it.
    ///
    /// # Errors
    /// The first error that the function gives.
    pub fn try_map<U, E>(
        &self,
        change: &mut impl FnMut(&T) -> Result<Expr<U>, E>,
    ) -> Result<Expr<U>, E> {
        Ok(match self {
            Self::All => Expr::All,
            Self::And(parts) => Expr::and(Self::try_each(parts, change)?),
            Self::Or(parts) => Expr::or(Self::try_each(parts, change)?),
            Self::Not(inner) => inner.try_map(change)?.negated(),
            Self::Term(term) => change(term)?,
        })
    }

    fn try_each<U, E>(
        parts: &[Self],
        change: &mut impl FnMut(&T) -> Result<Expr<U>, E>,
    ) -> Result<Vec<Expr<U>>, E> {
        parts.iter().map(|part| part.try_map(change)).collect()
    }

    /// Visits every term, left to right.
    pub fn visit<'a>(&'a self, see: &mut impl FnMut(&'a T)) {
        match self {
            Self::All => {}
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.visit(see)),
            Self::Not(inner) => inner.visit(see),
            Self::Term(term) => see(term),
        }
    }
}

/// A whole text: what is wanted, and in what order.
///
/// `Display` writes the one canonical text of it, which parses to an equal tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ast {
    /// What is wanted.
    pub expr: Expr<Term>,
    /// In what order, most important first; empty where the caller decides.
    pub sort: Vec<Sort>,
    /// The day at whose end it was so; nothing for now.
    pub asof: Option<AsOf>,
}

impl Default for Ast {
    fn default() -> Self {
        Self {
            expr: Expr::All,
            sort: Vec::new(),
            asof: None,
        }
    }
}

/// The day at whose end something was so.
#[derive(Debug, Clone, Copy, Eq)]
pub struct AsOf {
    /// The day; of a longer period its last one.
    pub day: DateWord,
    /// Where it stands.
    pub span: Span,
}

impl PartialEq for AsOf {
    fn eq(&self, other: &Self) -> bool {
        self.day == other.day
    }
}

/// A field and the values of which one must fit.
#[derive(Debug, Clone, Eq)]
pub struct Term {
    /// The field; [`Field::Text`] for bare words and phrases.
    pub field: Field,
    /// At least one value.
    pub values: Vec<Value>,
    /// When it was so, one of these; only where the field or a move can be dated, and empty where it does not matter.
    pub during: Vec<Value>,
    /// Where it stands, without a `-` before it.
    pub span: Span,
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        (self.field, &self.values, &self.during) == (other.field, &other.values, &other.during)
    }
}

impl Term {
    /// A term that nobody typed, such as the one a chosen facet adds.
    #[must_use]
    pub fn new(field: Field, values: impl IntoIterator<Item = ValueExpr>) -> Self {
        let span = Span::default();
        let values = values.into_iter().map(|what| Value { what, span });
        Self {
            field,
            values: values.collect(),
            during: Vec::new(),
            span,
        }
    }

    /// A term that asks for a saved segment.
    #[must_use]
    pub fn segment(name: &str) -> Self {
        Self::text(Field::Seg, name)
    }

    /// A term that asks a text field for one text.
    #[must_use]
    pub fn text(field: Field, text: impl Into<String>) -> Self {
        Self::new(field, [ValueExpr::Exact(Literal::Text(text.into()))])
    }
}

/// One value of a term.
#[derive(Debug, Clone, Eq)]
pub struct Value {
    /// What is asked.
    pub what: ValueExpr,
    /// Where it stands.
    pub span: Span,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.what == other.what
    }
}

/// What is asked of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueExpr {
    /// This one.
    Exact(Literal),
    /// Less or more than this.
    Compare(Op, Literal),
    /// From this to that, both included; one end may be open.
    Range(Option<Literal>, Option<Literal>),
    /// From this up to that, which is not included.
    UpTo(Literal, Literal),
    /// The field is empty.
    None,
    /// The field is not empty.
    Any,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Op {
    /// Every comparison, those first that others begin with last.
    pub const ALL: [Self; 4] = [Self::AtMost, Self::AtLeast, Self::Less, Self::More];

    /// As it is typed.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// A typed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// A text as it was typed, not folded; never empty.
    Text(String),
    /// Texts of a form: its text without the signs, and as it was typed.
    Like(Form, String),
    /// `@me`
    Me,
    /// One of a fixed list.
    Code(Code),
    /// An amount in major units.
    Amount(Amount),
    /// A whole number.
    Integer(i64),
    /// An industry code.
    Naics(Naics),
    /// A lead's number.
    Id(i64),
    /// A day, a period, or a word for one.
    Date(DateWord),
    /// A length of time.
    Length(Length),
    /// The value up to which so many percent of those lie that have one.
    Percentile(u8),
    /// Moves of one sort.
    Move(Move),
}

/// A field to sort by.
#[derive(Debug, Clone, Copy, Eq)]
pub struct Sort {
    /// The field.
    pub field: Field,
    /// Largest or latest first.
    pub descending: bool,
    /// Where it stands.
    pub span: Span,
}

impl PartialEq for Sort {
    fn eq(&self, other: &Self) -> bool {
        (self.field, self.descending) == (other.field, other.descending)
    }
}
