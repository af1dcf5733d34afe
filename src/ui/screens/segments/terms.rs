//! Holds how a facet writes into the filter: values switched, left out, the only ones, from here to there.
//!
//! What was there keeps its meaning; a filter that cannot be read is left as it is. A value is a text as one types it
//! behind the field.

use super::ranges::{covers_text, ends};
use crate::query::{Expr, Field, FieldKind, Term, Value, ValueExpr, parse};

/// What a filter says of a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    #[default]
    Silent,
    /// It is chosen.
    In,
    /// It is left out.
    Out,
}

/// A filter that can be read, as facets write into it.
#[derive(Debug, Clone)]
pub struct Terms {
    parts: Vec<Expr<Term>>,
    order: String,
}

/// A value as it is typed behind its field; nothing stands for those without one.
#[must_use]
pub fn written(field: Field, term: Option<&str>) -> String {
    let Some(term) = term else {
        return "none".to_owned();
    };
    if matches!(field.kind(), FieldKind::Text(_) | FieldKind::User) {
        let whole = Term::text(field, term).to_string();
        return behind(field, &whole).to_owned();
    }
    term.to_owned()
}

fn behind(field: Field, whole: &str) -> &str {
    let value = whole.strip_prefix(field.name());
    value.and_then(|it| it.strip_prefix(':')).unwrap_or(whole)
}

/// The condition that a value is.
fn read_value(field: Field, value: &str) -> Option<Value> {
    let mut parsed = parse(&format!("{}:{value}", field.name()));
    match (&mut parsed.ast.expr, parsed.errors.is_empty()) {
        (Expr::Term(term), true) if term.field == field && term.values.len() == 1 => {
            term.values.pop()
        }
        _ => None,
    }
}

/// The field that a part speaks of, if it is only one.
fn field_of(part: &Expr<Term>) -> Option<Field> {
    let mut fields = Vec::new();
    part.visit(&mut |term: &Term| fields.push((term.field, term.during.is_empty())));
    let first = fields.first()?.0;
    fields
        .iter()
        .all(|it| *it == (first, true))
        .then_some(first)
}

impl Terms {
    /// Reads a filter.
    #[must_use]
    pub fn read(filter: &str) -> Option<Self> {
        let parsed = parse(filter);
        if !parsed.errors.is_empty() {
            return None;
        }
        let mut ast = parsed.ast;
        let parts = match std::mem::replace(&mut ast.expr, Expr::All) {
            Expr::All => Vec::new(),
            Expr::And(parts) => parts,
            part @ (Expr::Or(_) | Expr::Not(_) | Expr::Term(_)) => vec![part],
        };
        // What is left of it is its order.
        let order = ast.to_string();
        Some(Self { parts, order })
    }

    /// The filter.
    #[must_use]
    pub fn text(&self) -> String {
        let mut ast = parse(&self.order).ast;
        ast.expr = Expr::and(self.parts.clone());
        ast.to_string()
    }

    /// What is said of a field, and of nothing else with it.
    #[must_use]
    pub fn own(&self, field: Field) -> Option<String> {
        let own = self
            .parts
            .iter()
            .filter(|part| field_of(part) == Some(field));
        let own: Vec<Expr<Term>> = own.cloned().collect();
        (!own.is_empty()).then(|| Expr::and(own).to_string())
    }

    /// What is said of a value.
    #[must_use]
    pub fn standing(&self, field: Field, value: &str) -> Standing {
        let Some(wanted) = read_value(field, value) else {
            return Standing::Silent;
        };
        let holds = |term: &Term| {
            let mut values = term.values.iter();
            values.any(|it| *it == wanted || covers(field, &it.what, value))
        };
        let chosen = self.chosen(field).is_some_and(holds);
        match (self.left_out(field).is_some_and(holds), chosen) {
            (true, _) => Standing::Out,
            (false, true) => Standing::In,
            (false, false) => Standing::Silent,
        }
    }

    /// The values of a field that are chosen.
    fn chosen(&self, field: Field) -> Option<&Term> {
        self.parts.iter().find_map(|part| match part {
            Expr::Term(term) if field_of(part) == Some(field) => Some(term),
            Expr::Term(_) | Expr::Not(_) | Expr::And(_) | Expr::Or(_) | Expr::All => None,
        })
    }

    /// The values of a field that are left out.
    fn left_out(&self, field: Field) -> Option<&Term> {
        self.parts.iter().find_map(|part| match part {
            Expr::Not(inner) => match inner.as_ref() {
                Expr::Term(term) if field_of(part) == Some(field) => Some(term),
                Expr::Term(_) | Expr::Not(_) | Expr::And(_) | Expr::Or(_) | Expr::All => None,
            },
            Expr::Term(_) | Expr::And(_) | Expr::Or(_) | Expr::All => None,
        })
    }

    /// Puts other values in the place of those that are chosen or left out.
    fn put(&mut self, field: Field, out: bool, values: Vec<Value>) {
        let is_one = |part: &Expr<Term>| {
            let of_sort = match part {
                Expr::Term(_) => !out,
                Expr::Not(inner) => out && matches!(inner.as_ref(), Expr::Term(_)),
                Expr::And(_) | Expr::Or(_) | Expr::All => false,
            };
            of_sort && field_of(part) == Some(field)
        };
        let at = self.parts.iter().position(is_one);
        if values.is_empty() {
            at.map(|at| self.parts.remove(at));
            return;
        }
        let term = Expr::Term(Term::new(field, values.into_iter().map(|it| it.what)));
        let part = if out { term.negated() } else { term };
        match at {
            Some(at) => self.parts[at] = part,
            None => self.parts.push(part),
        }
    }

    fn values(term: Option<&Term>) -> Vec<Value> {
        term.map_or_else(Vec::new, |term| term.values.clone())
    }

    /// Chooses a value, or no longer; what was left out is no longer.
    pub fn toggle(&mut self, field: Field, value: &str) {
        let Some(wanted) = read_value(field, value) else {
            return;
        };
        let mut out = Self::values(self.left_out(field));
        if out.contains(&wanted) {
            out.retain(|it| *it != wanted);
            self.put(field, true, out);
            return;
        }
        let mut chosen = Self::values(self.chosen(field));
        if chosen.contains(&wanted) {
            chosen.retain(|it| *it != wanted);
        } else {
            // Within what is chosen already it is the narrower wish.
            chosen.retain(|it| !covers(field, &it.what, value));
            chosen.push(wanted);
        }
        self.put(field, false, chosen);
    }

    /// Leaves a value out, or no longer; what was chosen is no longer.
    pub fn exclude(&mut self, field: Field, value: &str) {
        let Some(wanted) = read_value(field, value) else {
            return;
        };
        let mut chosen = Self::values(self.chosen(field));
        if chosen.contains(&wanted) {
            chosen.retain(|it| *it != wanted);
            self.put(field, false, chosen);
        }
        let mut out = Self::values(self.left_out(field));
        if out.contains(&wanted) {
            out.retain(|it| *it != wanted);
        } else {
            out.push(wanted);
        }
        self.put(field, true, out);
    }

    /// Has a field be only this, in the place of whatever was said of it.
    pub fn only(&mut self, field: Field, value: &str) {
        let Some(wanted) = read_value(field, value) else {
            return;
        };
        let is_own = |part: &Expr<Term>| field_of(part) == Some(field);
        let at = self.parts.iter().position(is_own);
        let at = at.unwrap_or(self.parts.len());
        self.clear(field);
        let part = Expr::Term(Term::new(field, [wanted.what]));
        self.parts.insert(at, part);
    }

    /// Says nothing more of a field; whether something was said.
    pub fn clear(&mut self, field: Field) -> bool {
        let before = self.parts.len();
        self.parts.retain(|part| field_of(part) != Some(field));
        self.parts.len() < before
    }

    /// From where to where the one range goes that is chosen, each end open or as it is typed.
    #[must_use]
    pub fn range(&self, field: Field) -> (Option<String>, Option<String>) {
        let Some([value]) = self.chosen(field).map(|term| term.values.as_slice()) else {
            return (None, None);
        };
        let text = text_of(field, &value.what);
        let (low, high) = ends(&text);
        (low.map(str::to_owned), high.map(str::to_owned))
    }
}

fn text_of(field: Field, what: &ValueExpr) -> String {
    let whole = Term::new(field, [what.clone()]).to_string();
    behind(field, &whole).to_owned()
}

/// Whether what is asked takes in all of a narrower value.
fn covers(field: Field, what: &ValueExpr, value: &str) -> bool {
    covers_text(field, &text_of(field, what), value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(filter: &str, change: impl Fn(&mut Terms)) -> String {
        let mut terms = Terms::read(filter).unwrap();
        change(&mut terms);
        terms.text()
    }

    #[test]
    fn a_value_is_switched_on_and_off_within_its_field() {
        let toggle =
            |filter, value: &'static str| after(filter, |terms| terms.toggle(Field::City, value));
        for (filter, value, expected) in [
            ("", "Lyon", "city:Lyon"),
            ("city:Lyon", "Turin", "city:Lyon,Turin"),
            ("city:Lyon,Turin", "Lyon", "city:Turin"),
            ("city:Lyon", "Lyon", ""),
            (
                "temp:warm city:Lyon sort:-value",
                "\"New York\"",
                "temp:warm city:Lyon,\"New York\" sort:-value",
            ),
            ("-city:Lyon,Turin", "Lyon", "-city:Turin"),
            (
                "city:Lyon OR temp:warm",
                "Turin",
                "(city:Lyon OR temp:warm) city:Turin",
            ),
            ("", "none", "city:none"),
        ] {
            assert_eq!(toggle(filter, value), expected, "{filter} {value}");
        }
    }

    #[test]
    fn a_value_is_left_out_or_the_only_one() {
        let out = |filter| after(filter, |terms| terms.exclude(Field::City, "Lyon"));
        assert_eq!(out("city:Lyon,Turin"), "city:Turin -city:Lyon");
        assert_eq!(out("-city:Lyon"), "");
        let only = |filter| after(filter, |terms| terms.only(Field::City, "Lyon"));
        assert_eq!(
            only("city:Turin temp:warm -city:Rome"),
            "city:Lyon temp:warm"
        );
        assert_eq!(only("temp:warm"), "temp:warm city:Lyon");
    }

    #[test]
    fn what_is_said_of_a_field_can_be_taken_away_alone() {
        let clear = |filter| {
            after(filter, |terms| {
                terms.clear(Field::City);
            })
        };
        assert_eq!(clear("city:Turin temp:warm -city:Rome"), "temp:warm");
        assert_eq!(clear("city:a OR city:b"), "");
        let terms = Terms::read("city:Turin temp:warm -city:Rome").unwrap();
        assert_eq!(
            terms.own(Field::City).as_deref(),
            Some("city:Turin -city:Rome")
        );
        assert_eq!(terms.own(Field::Source), None);
        assert!(Terms::read("city:").is_none());
    }

    #[test]
    fn a_value_stands_within_what_is_chosen_around_it() {
        for (filter, field, value, expected) in [
            ("city:Lyon", Field::City, "Lyon", Standing::In),
            ("-city:Lyon", Field::City, "Lyon", Standing::Out),
            ("emp:50..999", Field::Emp, "50..249", Standing::In),
            ("emp:50..999", Field::Emp, "1000..4999", Standing::Silent),
            ("emp:>=50", Field::Emp, "1000..4999", Standing::In),
            ("naics:31..33", Field::Naics, "332", Standing::In),
            ("naics:311", Field::Naics, "3112", Standing::In),
            ("naics:311", Field::Naics, "31..33", Standing::Silent),
            ("naics:111", Field::Naics, "11", Standing::Silent),
            (
                "entered:2026-01..2026-03",
                Field::Entered,
                "2026-02",
                Standing::In,
            ),
            (
                "entered:2026-01..2026-03",
                Field::Entered,
                "2026-04",
                Standing::Silent,
            ),
            ("emp:none", Field::Emp, "none", Standing::In),
            ("emp:50..999", Field::Emp, "none", Standing::Silent),
            ("value:>=10k", Field::Value, "20000..49999.99", Standing::In),
        ] {
            let terms = Terms::read(filter).unwrap();
            assert_eq!(terms.standing(field, value), expected, "{filter} {value}");
        }
    }

    #[test]
    fn a_value_within_what_is_chosen_is_the_narrower_wish() {
        let narrower = after("emp:50..999", |terms| terms.toggle(Field::Emp, "50..249"));
        assert_eq!(narrower, "emp:50..249");
    }
}
