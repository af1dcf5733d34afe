//! Holds which facts take a row: those of a person only while the person is opened, and space before what is headed.

use super::data::Fact;

/// A row of the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// Nothing, to set apart.
    Space,
    /// What the following is called; its place.
    Head(usize),
    /// A fact; its place.
    Fact(usize),
}

impl Row {
    /// Whether the cursor can rest on it.
    pub(super) const fn rests(&self) -> bool {
        matches!(self, Self::Fact(_))
    }

    /// The place of its fact.
    pub(super) const fn fact(self) -> Option<usize> {
        match self {
            Self::Fact(at) => Some(at),
            Self::Space | Self::Head(_) => None,
        }
    }
}

/// The rows of facts, with the fields of one person.
pub(super) fn rows(facts: &[Fact], opened: Option<u64>) -> Vec<Row> {
    let mut rows = Vec::with_capacity(facts.len() + 8);
    for (at, fact) in facts.iter().enumerate() {
        match fact {
            Fact::Heading(words) => {
                if !rows.is_empty() {
                    rows.push(Row::Space);
                }
                if !words.is_empty() {
                    rows.push(Row::Head(at));
                }
            }
            Fact::Words(_) => rows.push(Row::Head(at)),
            Fact::Value(it) if it.of.is_some() && it.of != opened => {}
            Fact::Value(_) | Fact::Milestone { .. } | Fact::Contact { .. } | Fact::Lead(_) => {
                rows.push(Row::Fact(at));
            }
        }
    }
    rows
}
