//! Saved segments as a filter reads them: a name stands for a filter, or for a list that was kept.
//!
//! It holds what the workspace hands over and follows names through filters; it saves nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ast::Expr;
use super::error::{Problem, QueryError, Span, nearest};
use super::fault::Fault;
use super::parse::parse;
use super::resolve::{Context, resolve_expr};
use super::typed::{Condition, Wanted};
use crate::model::fold::fold;

/// So many names and conditions one filter may stand for in all: a few that name each other twice would be millions.
const MOST: usize = 1_000;
/// So many names may lead to one another.
const DEEPEST: usize = 16;

/// What a segment's name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A filter, which means today what it says.
    Live(String),
    /// The leads that were kept.
    Leads(Arc<[u64]>),
    /// The accounts that were kept.
    Accounts(Arc<[u64]>),
}

/// The saved segments by name; case and accents do not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segments {
    by_name: BTreeMap<String, (String, Segment)>,
}

impl Segments {
    /// Adds a segment, or puts it in the place of the one of that name.
    pub fn add(&mut self, name: &str, segment: Segment) {
        let named = (name.to_owned(), segment);
        self.by_name.insert(fold(name), named);
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.values().map(|it| it.0.as_str())
    }

    /// The segment of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Segment> {
        self.by_name.get(&fold(name)).map(|it| &it.1)
    }
}

/// Leads or accounts by their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Whether they are accounts rather than leads.
    pub accounts: bool,
    /// The ids, in any order.
    pub ids: Arc<[u64]>,
}

/// The names that led to where a filter is being read.
#[derive(Debug, Default)]
pub(super) struct Path {
    names: Vec<String>,
    followed: usize,
}

impl Path {
    /// What a segment's name stands for.
    pub(super) fn follow(
        &mut self,
        name: &str,
        span: Span,
        context: &Context,
    ) -> Result<Expr<Condition>, QueryError> {
        let wrong = |fault| QueryError::new(Problem::BadValue, span, fault);
        let Some(segment) = context.segments.get(name) else {
            let near = nearest(name, context.segments.names());
            return Err(wrong(Fault::NoSegment(name.to_owned())).suggest(near.map(quoted)));
        };
        let kept = |accounts, ids: &Arc<[u64]>| {
            let ids = Arc::clone(ids);
            Ok(Expr::Term(Condition::kept(Kept { accounts, ids }, span)))
        };
        let text = match segment {
            Segment::Live(text) => text,
            Segment::Leads(ids) => return kept(false, ids),
            Segment::Accounts(ids) => return kept(true, ids),
        };
        if let Some(at) = self.names.iter().position(|it| fold(it) == fold(name)) {
            let mut circle = self.names[at..].to_vec();
            circle.push(name.to_owned());
            return Err(wrong(Fault::SegmentCircle(circle.join(" → "))));
        }
        self.followed += 1;
        if self.followed > MOST || self.names.len() == DEEPEST {
            let fault = Fault::ManySegments(MOST);
            return Err(QueryError::new(Problem::TooMuch, span, fault));
        }
        self.names.push(name.to_owned());
        let inner = self.inside(text, context);
        self.names.pop();
        match inner {
            Ok(mut expr) => {
                place(&mut expr, span);
                Ok(expr)
            }
            // A circle is told as it is, wherever it was met.
            Err(fault @ (Fault::SegmentCircle(_) | Fault::InSegment { .. })) => Err(wrong(fault)),
            Err(fault @ Fault::ManySegments(_)) => {
                Err(QueryError::new(Problem::TooMuch, span, fault))
            }
            Err(fault) => Err(wrong(Fault::InSegment {
                name: name.to_owned(),
                of: Box::new(fault),
            })),
        }
    }

    fn inside(&mut self, text: &str, context: &Context) -> Result<Expr<Condition>, Fault> {
        let parsed = parse(text);
        if let Some(error) = parsed.errors.into_iter().next() {
            return Err(error.fault);
        }
        if parsed.ast.asof.is_some() {
            return Err(Fault::AsOfInside);
        }
        let mut terms = 0;
        parsed.ast.expr.visit(&mut |_| terms += 1);
        self.followed += terms;
        resolve_expr(&parsed.ast.expr, context, self).map_err(|error| error.fault)
    }
}

/// A name as it is typed behind `seg:`.
fn quoted(name: &str) -> String {
    let term = super::ast::Term::segment(name).to_string();
    let typed = term.split_once(':').map(|(_, typed)| typed.to_owned());
    typed.unwrap_or(term)
}

/// Says of every condition that it stands where the segment's name does.
fn place(expr: &mut Expr<Condition>, span: Span) {
    match expr {
        Expr::All => {}
        Expr::And(parts) | Expr::Or(parts) => parts.iter_mut().for_each(|it| place(it, span)),
        Expr::Not(inner) => place(inner, span),
        Expr::Term(condition) => {
            condition.span = span;
            if let Wanted::Texts(texts) = &mut condition.wanted {
                texts.iter_mut().for_each(|it| it.span = span);
            }
        }
    }
}
