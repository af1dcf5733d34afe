//! Holds the filter language: what people type on the filter line becomes a typed filter.
//!
//! The way of a text: [`lex`](self) → [`parse()`] (an [`Ast`] with spans, and errors with the nearest
//! valid word) → [`resolve()`] (dates, `@me`) → a [`Filter`] that the book evaluates over its columns.
//! An [`Ast`] keeps what was meant (`last-month`), prints as one canonical text, and is what a saved
//! segment stores; a [`Filter`] holds what that means today.
//!
//! Names of segments are followed through their filters ([`segments`]); percentiles stay until the book
//! knows the numbers.
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
mod form;
pub mod given;
mod length;
mod lex;
mod literal;
mod moves;
mod name;
mod number;
mod parse;
mod period;
mod resolve;
pub mod segments;
mod span;
mod text;
mod typed;

pub use crate::model::fold::fold;

pub use ast::{AsOf, Ast, Expr, Literal, Op, Sort, Term, Value, ValueExpr};
pub use code::{Code, CodeList};
pub use complete::{Completion, Offer, Wants, complete};
pub use date::{DateWord, Today, Unit, is_since_meeting};
pub use error::{Problem, QueryError, Span, nearest, render};
pub use fault::{Fault, codes};
pub use field::{Belongs, Field, FieldInfo, FieldKind, TextRule};
pub use form::Form;
pub use length::Length;
pub use moves::Move;
pub use number::{Amount, Naics, amount};
pub use parse::{MAX_BYTES, MAX_DEPTH, Parsed, parse};
pub use period::{Versus, period, versus};
pub use resolve::{Context, day, looks_back, read, resolve};
pub use segments::{Kept, Segment, Segments};
pub use text::TextMatch;
pub use typed::{CodeSet, Condition, Days, Filter, Interval, Rank, Ranks, Wanted};
