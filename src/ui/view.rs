//! Holds what all screens look at: one filter and one period, and how an action writes into the filter.
//!
//! What is added keeps the meaning of what was there; a filter that cannot be read is left as it is.

use chrono::NaiveDate;

use super::period::{Against, Period};
use super::widgets::FilterLine;
use crate::insight::groups::By;
use crate::query::{Expr, Field, Sort, Term, looks_back, parse};
use crate::workspace::Unit;

/// What is looked at; it goes along from screen to screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// The filter.
    pub filter: FilterLine,
    /// The period in which is counted what went on and what ended.
    pub period: Period,
    /// What that is compared with.
    pub against: Against,
    /// What leads are grouped by, small funnels side by side.
    pub by: Option<By>,
    /// The saved segment that was taken for the filter.
    pub segment: Option<Taken>,
}

/// A saved segment that was taken for the filter, which may have been changed since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Its number.
    pub id: u64,
    /// What it is about.
    pub unit: Unit,
}

impl View {
    /// Whether both look at the same, whatever is being typed.
    #[must_use]
    pub fn shows_the_same(&self, other: &Self) -> bool {
        let as_other = Self {
            filter: other.filter.clone(),
            ..self.clone()
        };
        let text = |view: &Self| match view.looking_back(None) {
            // Another day is not another selection.
            Some(text) if view.filter.text().contains(':') => text,
            Some(_) | None => view.filter.text().to_owned(),
        };
        let same = self.filter.text() == other.filter.text() || text(self) == text(other);
        same && as_other == *other
    }

    /// The earlier day that is looked back to, if one is.
    #[must_use]
    pub fn past(&self, today: NaiveDate) -> Option<NaiveDate> {
        looks_back(self.filter.text(), today)
    }

    /// The filter as of another day, or of now; nothing where it cannot be read.
    #[must_use]
    pub fn looking_back(&self, day: Option<NaiveDate>) -> Option<String> {
        as_of(self.filter.text(), day)
    }

    /// The filter for this, within what is selected now; nothing where that cannot be read.
    #[must_use]
    pub fn within(&self, more: &str) -> Option<String> {
        both(self.filter.text(), more)
    }

    /// Whether the filter names a layer, or what was reached or ended: no column for each layer is of use then.
    #[must_use]
    pub fn names_layers(&self) -> bool {
        let mut names = false;
        parse(self.filter.text())
            .ast
            .expr
            .visit(&mut |term: &Term| {
                names |= matches!(term.field, Field::Layer | Field::Reached | Field::Outcome);
            });
        names
    }

    /// The order that is in the filter, if there is one that can be read.
    #[must_use]
    pub fn order(&self) -> Option<Sort> {
        let now = parse(self.filter.text());
        let readable = now.errors.is_empty();
        now.ast.sort.into_iter().next().filter(|_| readable)
    }

    /// The filter with another order in it, or without one; nothing where it cannot be read.
    #[must_use]
    pub fn in_order(&self, order: Option<(Field, bool)>) -> Option<String> {
        let mut now = parse(self.filter.text());
        if !now.errors.is_empty() {
            return None;
        }
        let sort = order.map(|(field, descending)| Sort {
            field,
            descending,
            span: Default::default(),
        });
        now.ast.sort = sort.into_iter().collect();
        Some(now.ast.to_string())
    }
}

/// A filter as of another day, or of now; nothing where it cannot be read.
pub(super) fn as_of(filter: &str, day: Option<NaiveDate>) -> Option<String> {
    let mut now = parse(filter);
    if !now.errors.is_empty() {
        return None;
    }
    now.ast.asof = None;
    let text = now.ast.to_string();
    let Some(day) = day else {
        return Some(text);
    };
    let then = parse(format!("{text} asof:{day}").trim());
    then.errors.is_empty().then(|| then.ast.to_string())
}

/// The filter for what another selects within one, in the order of the other; nothing where one cannot be read.
#[must_use]
pub fn both(filter: &str, more: &str) -> Option<String> {
    let mut now = parse(filter);
    let wanted = parse(more);
    if !now.errors.is_empty() || !wanted.errors.is_empty() {
        return None;
    }
    let mut parts = parts(now.ast.expr);
    for part in self::parts(wanted.ast.expr) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    now.ast.expr = Expr::and(parts);
    if !wanted.ast.sort.is_empty() {
        now.ast.sort = wanted.ast.sort;
    }
    Some(now.ast.to_string())
}

/// The parts that must all hold.
fn parts(expr: Expr<Term>) -> Vec<Expr<Term>> {
    match expr {
        Expr::All => Vec::new(),
        Expr::And(parts) => parts,
        Expr::Or(_) | Expr::Not(_) | Expr::Term(_) => vec![expr],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(filter: &str) -> View {
        View {
            filter: FilterLine::with(filter),
            ..View::default()
        }
    }

    #[test]
    fn what_is_added_narrows_whatever_was_there() {
        let within = |filter: &str| view(filter).within("layer:intent is:open,parked");
        let only = "layer:intent is:open,parked";
        for (filter, expected) in [
            ("", only.to_owned()),
            ("temp:warm", format!("temp:warm {only}")),
            (
                "source:fair OR source:web sort:-value",
                format!("(source:fair OR source:web) {only} sort:-value"),
            ),
            ("layer:intent", only.to_owned()),
        ] {
            assert_eq!(within(filter), Some(expected), "{filter}");
        }
        assert_eq!(within("temp:"), None);
        assert_eq!(
            view("temp:warm sort:due")
                .within("is:open sort:-value")
                .as_deref(),
            Some("temp:warm is:open sort:-value")
        );
    }

    #[test]
    fn an_order_takes_the_place_of_the_one_before() {
        let now = view("temp:warm sort:-value");
        let sort = now.order();
        assert_eq!(
            sort.map(|it| (it.field, it.descending)),
            Some((Field::Value, true))
        );
        let by = |order| now.in_order(order);
        let by_due = by(Some((Field::Due, false)));
        assert_eq!(by_due.as_deref(), Some("temp:warm sort:due"));
        assert_eq!(by(None).as_deref(), Some("temp:warm"));
        assert_eq!(view("temp:").in_order(None), None);
    }
}
