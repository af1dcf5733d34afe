//! What holds for a whole filter: the order of its list, and the day at whose end it was so.

use super::Parser;
use crate::query::error::{Problem, QueryError, Span};
use crate::query::fault::Fault;
use crate::query::lex::{Kind, Text};
use crate::query::name::{read_asof, read_sort};

impl Parser<'_> {
    /// The values of `sort:`.
    pub(super) fn sorts(&mut self, named: Span, values: std::ops::Range<usize>) {
        if self.depth > 0 {
            let fault = Fault::OrderInside;
            return self.fail(Problem::Syntax, named, fault);
        }
        let read: Vec<_> = self.tokens[values]
            .iter()
            .map(|token| match &token.kind {
                Kind::Value(Text::Plain(text)) => read_sort(text, token.span),
                Kind::Open
                | Kind::Close
                | Kind::Minus
                | Kind::And
                | Kind::Or
                | Kind::Not
                | Kind::Field(_)
                | Kind::Value(Text::Quoted(..) | Text::Starred(_) | Text::Pattern(..))
                | Kind::Word(_) => Err(QueryError::new(
                    Problem::BadValue,
                    token.span,
                    Fault::SortQuoted,
                )),
            })
            .collect();
        for sort in read {
            match sort {
                // A field that comes again decides nothing.
                Ok(sort) if self.sort.iter().any(|one| one.field == sort.field) => {}
                Ok(sort) => self.sort.push(sort),
                Err(error) => self.errors.push(error),
            }
        }
    }

    /// The value of `asof:`.
    pub(super) fn asof(&mut self, named: Span, values: std::ops::Range<usize>) {
        if self.depth > 0 {
            return self.fail(Problem::Syntax, named, Fault::AsOfInside);
        }
        let mut read = None;
        for token in &self.tokens[values] {
            let Kind::Value(Text::Plain(text)) = &token.kind else {
                let fault = Fault::AsOfOneDay;
                return self.fail(Problem::BadValue, token.span, fault);
            };
            if read.is_some() || (self.asof.is_some() && !text.is_empty()) {
                let fault = Fault::AsOfOneDay;
                return self.fail(Problem::Syntax, token.span, fault);
            }
            match read_asof(text, token.span) {
                Ok(asof) => read = Some(asof),
                Err(error) => return self.errors.push(error),
            }
        }
        self.asof = read;
    }
}
