//! Holds a line of text whose parts have roles: what widgets take instead of styled strings.

use super::theme::Role;
use crate::i18n::{Arg, Locale, Msg};
use crate::model::Clean;

const FIRST_STAND_IN: u32 = 0xE000;

fn is_stand_in(character: char) -> bool {
    (FIRST_STAND_IN..FIRST_STAND_IN + 64).contains(&u32::from(character))
}

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

    /// A message whose values keep roles of their own; `counts` only choose plural forms.
    #[must_use]
    pub fn sentence(
        locale: &Locale,
        message: Msg,
        role: Role,
        values: &[(&str, Clean, Role)],
        counts: &[(&str, i64)],
    ) -> Self {
        let values: Vec<_> = values
            .iter()
            .map(|(name, text, role)| (*name, Self::one(text.clone(), *role)))
            .collect();
        Self::of(locale, message, role, &values, counts)
    }

    /// The same, with values of several words each.
    #[must_use]
    pub fn of(
        locale: &Locale,
        message: Msg,
        role: Role,
        values: &[(&str, Self)],
        counts: &[(&str, i64)],
    ) -> Self {
        // Each value goes through the message as one private character and is put in afterwards, so that whatever it
        // holds, it stays one value in one role, wherever the language puts it.
        let stands_for =
            |index: usize| char::from_u32(FIRST_STAND_IN + u32::try_from(index).unwrap_or(0));
        let mut args: Vec<(&str, Arg<'_>)> = Vec::with_capacity(values.len() + counts.len());
        for (index, (name, ..)) in values.iter().enumerate() {
            let stand_in = stands_for(index).map(String::from).unwrap_or_default();
            args.push((name, stand_in.into()));
        }
        args.extend(
            counts
                .iter()
                .map(|(name, count)| (*name, Arg::Count(*count))),
        );
        let text = locale.t_args(message, &args);
        let mut words = Self::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(is_stand_in) {
            words.push(Clean::new(&rest[..at]), role);
            let sign = rest[at..].chars().next().unwrap_or(' ');
            if let Some((_, value)) = values.get((u32::from(sign) - FIRST_STAND_IN) as usize) {
                words.0.extend(value.0.iter().cloned());
            }
            rest = &rest[at + sign.len_utf8()..];
        }
        words.push(Clean::new(rest), role);
        words
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

impl From<Clean> for Words {
    fn from(text: Clean) -> Self {
        Self::one(text, Role::Text)
    }
}
