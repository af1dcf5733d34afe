//! Holds a line of text whose parts have roles: what widgets take instead of styled strings.

use super::theme::Role;
use crate::model::Clean;

/// Clean words, each in a role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(Vec<(Clean, Role)>);

impl Words {
    /// No words yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// One text in one role.
    #[must_use]
    pub fn one(text: Clean, role: Role) -> Self {
        Self::new().and(text, role)
    }

    /// These words and one more text.
    #[must_use]
    pub fn and(mut self, text: Clean, role: Role) -> Self {
        self.push(text, role);
        self
    }

    /// These words and others.
    #[must_use]
    pub fn join(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Adds a text.
    pub fn push(&mut self, text: Clean, role: Role) {
        if !text.is_empty() {
            self.0.push((text, role));
        }
    }

    /// The parts.
    #[must_use]
    pub fn parts(&self) -> &[(Clean, Role)] {
        &self.0
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many cells they take.
    #[must_use]
    pub fn width(&self) -> usize {
        self.0.iter().map(|(text, _)| text.width()).sum()
    }

    /// The text without roles.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|(text, _)| text.as_str()).collect()
    }
}
