//! Moves from one layer to another, as one asks for them: `intent>high`, `intent>`, `>won`, `back`; and being parked.
//!
//! It knows the words only; which moves there were is the book's to say.

use std::fmt;

use super::code::{Code, CodeList};
use super::error::{Problem, QueryError, Span, nearest};
use super::fault::Fault;

/// Moves of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Move {
    /// To any layer above.
    Back,
    /// To any layer below, or won.
    Forward,
    /// Aside, in whichever layer.
    Parked,
    /// From a layer to any one further.
    From(Code),
    /// To a layer, or won, from any other.
    To(Code),
    /// From one to the other.
    Between(Code, Code),
}

impl Move {
    /// Reads a move, if the text is meant as one: a day never has a `>` behind its beginning.
    pub(super) fn read(text: &str, span: Span) -> Option<Result<Self, QueryError>> {
        if text.eq_ignore_ascii_case("back") {
            return Some(Ok(Self::Back));
        }
        if text.eq_ignore_ascii_case("forward") {
            return Some(Ok(Self::Forward));
        }
        if text.eq_ignore_ascii_case("parked") {
            return Some(Ok(Self::Parked));
        }
        let (from, to) = text.split_once('>')?;
        if from.is_empty() {
            let to = CodeList::Reach.find(to)?;
            return Some(Ok(Self::To(to)));
        }
        Some(Self::between(from, to, span))
    }

    fn between(from: &str, to: &str, span: Span) -> Result<Self, QueryError> {
        let from_at = Span::new(span.start, span.start + from.len());
        let from = layer(CodeList::Layer, from, from_at)?;
        if to.is_empty() {
            return Ok(Self::From(from));
        }
        let to = layer(
            CodeList::Reach,
            to,
            Span::new(span.end - to.len(), span.end),
        )?;
        if from.index() == to.index() {
            return Err(QueryError::new(Problem::BadValue, span, Fault::NoMove));
        }
        Ok(Self::Between(from, to))
    }

    /// Whether a move from one layer to another, counted from the top and won behind them, is of this sort; parked is
    /// what stays in its layer.
    #[must_use]
    pub const fn takes(self, from: usize, to: usize) -> bool {
        match self {
            Self::Back => to < from,
            Self::Forward => to > from,
            Self::Parked => to == from,
            Self::From(code) => from == code.index() && to > from,
            Self::To(code) => to == code.index() && from != to,
            Self::Between(one, other) => from == one.index() && to == other.index(),
        }
    }
}

fn layer(list: CodeList, text: &str, span: Span) -> Result<Code, QueryError> {
    list.find(text).ok_or_else(|| {
        let known = list.codes().map(Code::code);
        let typed = text.to_owned();
        QueryError::new(Problem::BadValue, span, Fault::NoCode { text: typed, list })
            .suggest(nearest(text, known))
    })
}

impl fmt::Display for Move {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Back => f.write_str("back"),
            Self::Forward => f.write_str("forward"),
            Self::Parked => f.write_str("parked"),
            Self::From(from) => write!(f, "{}>", from.code()),
            Self::To(to) => write!(f, ">{}", to.code()),
            Self::Between(from, to) => write!(f, "{}>{}", from.code(), to.code()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Result<Move, QueryError>> {
        Move::read(text, Span::new(0, text.len()))
    }

    #[test]
    fn moves_are_read_by_any_name_of_a_layer_and_days_are_not_moves() {
        for (text, written) in [
            ("back", "back"),
            ("FORWARD", "forward"),
            ("Parked", "parked"),
            ("3>2", "intent>interested"),
            ("intent>", "intent>"),
            (">high", ">high-intent"),
            ("near>won", "near-customer>won"),
        ] {
            assert_eq!(read(text).unwrap().unwrap().to_string(), written, "{text}");
        }
        for text in [">2026", ">=2026-Q1", "2026", ">-90d", "none", ""] {
            assert_eq!(read(text), None, "{text}");
        }
        for text in ["intnt>won", "won>intent", "intent>lost", "intent>3"] {
            assert!(read(text).unwrap().is_err(), "{text}");
        }
    }
}
