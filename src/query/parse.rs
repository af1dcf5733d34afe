//! Text to [`Ast`]: the grammar, and mistakes collected with their places instead of ending it.
//!
//! No text panics, recursion is bounded by [`MAX_DEPTH`], and the time grows with the length alone.
//! Where there are errors, the tree is what remains without the wrong parts: good for showing what
//! was understood, not for counting; a filter line keeps its last valid result instead.

mod whole;

use super::ast::{AsOf, Ast, Expr, Literal, Sort, Term, Value, ValueExpr};
use super::error::{Problem, QueryError, Span};
use super::fault::Fault;
use super::field::Field;
use super::lex::{Kind, Text, Token, lex};
use super::literal::read_value;
use super::name::{read_word, unknown_field};

/// How long a filter may be.
pub const MAX_BYTES: usize = 4096;
/// How deep its parentheses may go.
pub const MAX_DEPTH: usize = 64;
/// More mistakes than these are not told: nobody mends them at once.
const MAX_ERRORS: usize = 16;

/// What a text says, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parsed {
    /// What was understood.
    pub ast: Ast,
    /// What is wrong, in the order of the text; nothing, if the tree is the whole of it.
    pub errors: Vec<QueryError>,
}

/// Parses a text, which may be half-typed.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    if text.len() > MAX_BYTES {
        let from = (0..=MAX_BYTES)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        let fault = Fault::TooLong(MAX_BYTES);
        let error = QueryError::new(Problem::TooMuch, Span::new(from, text.len()), fault);
        return Parsed {
            ast: Ast::default(),
            errors: vec![error],
        };
    }
    let mut parser = Parser {
        tokens: lex(text),
        at: 0,
        depth: 0,
        end: text.len(),
        sort: Vec::new(),
        asof: None,
        errors: Vec::new(),
    };
    let expr = parser.whole();
    let mut errors = parser.errors;
    errors.sort_by_key(|error| (error.span.start, error.span.end));
    errors.truncate(MAX_ERRORS);
    let (sort, asof) = (parser.sort, parser.asof);
    Parsed {
        ast: Ast { expr, sort, asof },
        errors,
    }
}

struct Parser<'t> {
    tokens: Vec<Token<'t>>,
    at: usize,
    depth: usize,
    end: usize,
    sort: Vec<Sort>,
    asof: Option<AsOf>,
    errors: Vec<QueryError>,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&Kind<'t>> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    /// Where the next token stands, or the end of the text.
    fn here(&self) -> Span {
        self.tokens
            .get(self.at)
            .map_or(Span::new(self.end, self.end), |token| token.span)
    }

    fn fail(&mut self, problem: Problem, span: Span, fault: Fault) {
        self.errors.push(QueryError::new(problem, span, fault));
    }

    fn whole(&mut self) -> Expr<Term> {
        let mut parts = vec![self.either()];
        while self.at < self.tokens.len() {
            // Only a stray parenthesis stops a chain before the end.
            let span = self.here();
            self.fail(Problem::Syntax, span, Fault::ClosesNothing);
            self.at += 1;
            parts.push(self.either());
        }
        Expr::and(parts)
    }

    /// Chains of AND with OR between them.
    fn either(&mut self) -> Expr<Term> {
        let mut parts = Vec::new();
        let mut or: Option<Span> = None;
        loop {
            let before = self.at;
            let (part, operands) = self.both();
            let next = matches!(self.peek(), Some(Kind::Or)).then(|| self.here());
            if operands == 0 {
                if let Some(or) = or {
                    self.fail(Problem::Unfinished, or, Fault::NothingBehind("OR"));
                } else if let Some(next) = next {
                    self.fail(Problem::Syntax, next, Fault::NothingBefore("OR"));
                }
            }
            if operands > 0 || self.at > before {
                parts.push(part);
            }
            if next.is_none() {
                break;
            }
            or = next;
            self.at += 1;
        }
        // A side of which nothing is left is wrong already and must not widen the rest to everything.
        parts.retain(|part| !matches!(part, Expr::All));
        Expr::or(parts)
    }

    /// Conditions side by side, with or without AND, and how many there were, right or wrong.
    fn both(&mut self) -> (Expr<Term>, usize) {
        let mut parts = Vec::new();
        let mut operands = 0;
        loop {
            match self.peek() {
                None | Some(Kind::Close | Kind::Or) => break,
                Some(Kind::And) => {
                    let span = self.here();
                    self.at += 1;
                    if operands == 0 {
                        self.fail(Problem::Syntax, span, Fault::NothingBefore("AND"));
                    } else if matches!(self.peek(), None | Some(Kind::Close | Kind::Or | Kind::And))
                    {
                        self.fail(Problem::Unfinished, span, Fault::NothingBehind("AND"));
                    }
                }
                Some(
                    Kind::Open
                    | Kind::Minus
                    | Kind::Not
                    | Kind::Field(_)
                    | Kind::Value(_)
                    | Kind::Word(_),
                ) => {
                    let before = (self.sort.len(), self.asof);
                    if let Some(part) = self.one() {
                        parts.push(part);
                    }
                    // An order is no condition.
                    operands += usize::from((self.sort.len(), self.asof) == before);
                }
            }
        }
        (Expr::and(parts), operands)
    }

    /// One condition with what stands before it.
    fn one(&mut self) -> Option<Expr<Term>> {
        let mut not: Option<(Span, bool)> = None;
        while matches!(self.peek(), Some(Kind::Minus | Kind::Not)) {
            let odd = !not.is_some_and(|(_, odd)| odd);
            not = Some((self.here(), odd));
            self.at += 1;
        }
        let before = (self.sort.len(), self.asof);
        let expr = match self.peek() {
            Some(Kind::Open) => self.group(),
            Some(Kind::Field(name)) => {
                let name = *name;
                self.field(name)
            }
            Some(Kind::Word(text)) => {
                let text = text.clone();
                self.word(&text)
            }
            None
            | Some(Kind::Close | Kind::And | Kind::Or | Kind::Minus | Kind::Not | Kind::Value(_)) =>
            {
                self.dangling(not.map(|(span, _)| span));
                None
            }
        };
        let Some((span, odd)) = not else { return expr };
        if self.sort.len() > before.0 {
            self.sort.truncate(before.0);
            let fault = Fault::OrderLeftOut;
            self.fail(Problem::Syntax, span, fault);
        }
        if self.asof != before.1 {
            self.asof = before.1;
            self.fail(Problem::Syntax, span, Fault::AsOfInside);
        }
        expr.map(|expr| if odd { expr.negated() } else { expr })
    }

    /// Tells that a NOT has nothing behind it; a value without a field cannot come from the lexer.
    fn dangling(&mut self, not: Option<Span>) {
        match not {
            Some(span) => {
                let fault = Fault::NothingLeftOut;
                self.fail(Problem::Unfinished, span, fault);
            }
            None => self.at += 1,
        }
    }

    fn group(&mut self) -> Option<Expr<Term>> {
        let open = self.here();
        if self.depth == MAX_DEPTH {
            let fault = Fault::TooDeep(MAX_DEPTH);
            self.fail(Problem::TooMuch, open, fault);
            self.at = self.tokens.len();
            return None;
        }
        self.at += 1;
        self.depth += 1;
        let told = self.errors.len();
        let inner = self.either();
        self.depth -= 1;
        if !matches!(self.peek(), Some(Kind::Close)) {
            if !self.errors.iter().any(|e| e.problem == Problem::TooMuch) {
                self.fail(Problem::Unfinished, open, Fault::OpenParenthesis);
            }
            return (!matches!(inner, Expr::All)).then_some(inner);
        }
        let close = self.here();
        self.at += 1;
        if matches!(inner, Expr::All) {
            if self.errors.len() == told {
                let fault = Fault::EmptyParentheses;
                self.fail(Problem::Syntax, open.to(close), fault);
            }
            return None;
        }
        Some(inner)
    }

    /// A field with its values.
    fn field(&mut self, name: &'t str) -> Option<Expr<Term>> {
        let named = self.here();
        self.at += 1;
        let from = self.at;
        while matches!(self.peek(), Some(Kind::Value(_))) {
            self.at += 1;
        }
        let values = from..self.at;
        if name.eq_ignore_ascii_case("sort") {
            self.sorts(named, values);
            return None;
        }
        if name.eq_ignore_ascii_case("asof") {
            self.asof(named, values);
            return None;
        }
        let Some(field) = Field::named(name) else {
            self.errors.push(unknown_field(name, named));
            return None;
        };
        let mut span = named;
        let values = self.values(field, values, &mut span);
        if field == Field::During {
            let fault = Fault::DuringAlone;
            self.fail(Problem::Syntax, named, fault);
            return None;
        }
        let moves = values.iter().filter(|it| is_move(it)).count();
        if moves > 0 && moves < values.len() {
            self.fail(Problem::Syntax, span, Fault::MoveAndDay);
            return None;
        }
        let dated = moves > 0 || matches!(field, Field::Reached | Field::Skipped);
        let during = self.during(dated, &mut span);
        if values.is_empty() {
            return None;
        }
        Some(Expr::Term(Term {
            field,
            values,
            during,
            span,
        }))
    }

    /// What the tokens say as values of a field; the span grows over them.
    fn values(
        &mut self,
        field: Field,
        tokens: std::ops::Range<usize>,
        span: &mut Span,
    ) -> Vec<Value> {
        let mut read: Vec<Value> = Vec::new();
        for token in &self.tokens[tokens] {
            *span = span.to(token.span);
            if let Kind::Value(text) = &token.kind {
                match read_value(field, text, token.span) {
                    Ok(value) => read.push(value),
                    Err(error) => self.errors.push(error),
                }
            }
        }
        read
    }

    /// When it was, if that stands right behind what can be dated.
    fn during(&mut self, dated: bool, span: &mut Span) -> Vec<Value> {
        let follows = matches!(self.peek(), Some(Kind::Field(name)) if Field::named(name) == Some(Field::During));
        if !dated || !follows {
            return Vec::new();
        }
        self.at += 1;
        let from = self.at;
        while matches!(self.peek(), Some(Kind::Value(_))) {
            self.at += 1;
        }
        self.values(Field::During, from..self.at, span)
    }

    /// A bare word or a phrase.
    fn word(&mut self, text: &Text<'t>) -> Option<Expr<Term>> {
        let span = self.here();
        self.at += 1;
        match read_word(text, span) {
            Ok((field, literal)) => {
                let what = ValueExpr::Exact(literal);
                let values = vec![Value { what, span }];
                Some(Expr::Term(Term {
                    field,
                    values,
                    during: Vec::new(),
                    span,
                }))
            }
            Err(error) => {
                self.errors.push(error);
                None
            }
        }
    }
}

/// Whether it asks for a move rather than for a day.
const fn is_move(value: &Value) -> bool {
    matches!(value.what, ValueExpr::Exact(Literal::Move(_)))
}
