//! Holds the filter language: what people type on the filter line becomes a typed filter.
//!
//! The way of a text: [`lex`](self) → [`parse()`] (an [`Ast`] with spans, and errors with the nearest
//! valid word) → [`resolve()`] (dates, `@me`) → a [`Filter`] that the book evaluates over its columns.
//! An [`Ast`] keeps what was meant (`last-month`), prints as one canonical text, and is what a saved
//! segment stores; a [`Filter`] holds what that means today.
//!
//! It knows fields and codes, not data: whether a source or an owner exists is the book's to say.
//! It reads no clock: today comes with the [`Context`].

mod ast;
mod canon;
mod code;
mod complete;
mod date;
pub mod error;
mod fault;
mod field;
pub mod given;
mod length;
mod lex;
mod literal;
mod name;
mod number;
mod parse;
mod resolve;
mod typed;

pub use crate::model::fold::fold;

pub use ast::{Ast, Expr, Literal, Op, Sort, Term, Value, ValueExpr};
pub use code::{Code, CodeList};
pub use complete::{Completion, Offer, Wants, complete};
pub use date::{DateWord, Unit};
pub use error::{Problem, QueryError, Span, nearest, render};
pub use fault::{Fault, Form, codes};
pub use field::{Belongs, Field, FieldInfo, FieldKind, TextRule};
pub use length::Length;
pub use number::{Amount, Naics, amount};
pub use parse::{MAX_BYTES, MAX_DEPTH, Parsed, parse};
pub use resolve::{Context, day, read, resolve};
pub use typed::{CodeSet, Condition, Days, Filter, Interval, TextMatch, Wanted};
