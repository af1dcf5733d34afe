//! A wanted text and how it is compared with the texts that there are.

use regex::Regex;

use super::error::Span;
use super::field::TextRule;
use super::form::{Alike, are_near};
use crate::model::fold::fold;

/// A folded text and how it is compared with folded values.
#[derive(Debug, Clone)]
pub struct TextMatch {
    /// The text, folded; never empty.
    pub folded: String,
    /// As it was typed, for saying that no such value exists.
    pub typed: String,
    /// How it is compared.
    pub rule: TextRule,
    /// Where it stands in the text.
    pub span: Span,
    pattern: Option<Regex>,
    alike: Vec<Alike>,
}

impl Eq for TextMatch {}

impl PartialEq for TextMatch {
    fn eq(&self, other: &Self) -> bool {
        (&self.folded, self.rule) == (&other.folded, other.rule)
    }
}

impl TextMatch {
    /// A text that is folded already, compared by a rule that needs no pattern.
    #[must_use]
    pub fn new(folded: impl Into<String>, rule: TextRule) -> Self {
        let folded = folded.into();
        let alike = match rule {
            TextRule::Near => Alike::words(&folded),
            TextRule::Whole
            | TextRule::Words
            | TextRule::Contains
            | TextRule::Begins
            | TextRule::WordBegins
            | TextRule::Pattern => Vec::new(),
        };
        Self {
            typed: folded.clone(),
            folded,
            rule,
            span: Span::default(),
            pattern: None,
            alike,
        }
    }

    /// Values that a pattern fits.
    pub(super) fn matching(source: &str, pattern: Regex) -> Self {
        Self {
            pattern: Some(pattern),
            ..Self::new(source, TextRule::Pattern)
        }
    }

    pub(super) fn typed(mut self, typed: String, span: Span) -> Self {
        (self.typed, self.span) = (typed, span);
        self
    }

    /// Whether one folded value fits, seen alone.
    #[must_use]
    pub fn fits(&self, folded: &str) -> bool {
        match self.rule {
            TextRule::Whole => folded == self.folded,
            TextRule::Contains => folded.contains(&self.folded),
            TextRule::Words => {
                let has = |word| folded.split(' ').any(|one| one == word);
                self.folded.split(' ').all(has)
            }
            TextRule::Begins => folded.starts_with(&self.folded),
            TextRule::WordBegins => {
                let begins = |text: &str| text.starts_with(&self.folded);
                let mut spaces = folded.match_indices(' ');
                begins(folded) || spaces.any(|(at, _)| begins(&folded[at + 1..]))
            }
            TextRule::Near => are_near(&self.alike, folded),
            TextRule::Pattern => self.pattern.as_ref().is_some_and(|it| it.is_match(folded)),
        }
    }

    /// Whether a value fits that is not folded; most of what is written without accents need not be.
    #[must_use]
    pub fn fits_raw(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let wanted = self.folded.as_bytes();
        if !text.is_ascii() || bytes.iter().any(|it| *it <= b' ' || *it == 0x7f) {
            return self.fits(&fold(text));
        }
        match self.rule {
            TextRule::Whole | TextRule::Words => bytes.eq_ignore_ascii_case(wanted),
            TextRule::Contains => bytes
                .windows(wanted.len().max(1))
                .any(|it| it.eq_ignore_ascii_case(wanted)),
            TextRule::Begins | TextRule::WordBegins => bytes
                .get(..wanted.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(wanted)),
            TextRule::Near | TextRule::Pattern => self.fits(&text.to_ascii_lowercase()),
        }
    }

    /// Which entries of a folded dictionary fit; a [`TextRule::Words`] prefers an equal one.
    #[must_use]
    pub fn select<S: AsRef<str>>(&self, dictionary: &[S]) -> Vec<usize> {
        let positions = |fits: &dyn Fn(&str) -> bool| {
            let all = dictionary.iter().enumerate();
            all.filter(|(_, value)| fits(value.as_ref()))
                .map(|(at, _)| at)
                .collect::<Vec<_>>()
        };
        let equal = match self.rule {
            TextRule::Words => positions(&|value| value == self.folded),
            TextRule::Whole
            | TextRule::Contains
            | TextRule::Begins
            | TextRule::WordBegins
            | TextRule::Near
            | TextRule::Pattern => Vec::new(),
        };
        if equal.is_empty() {
            positions(&|value| self.fits(value))
        } else {
            equal
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn text(folded: &str, rule: TextRule) -> TextMatch {
        TextMatch::new(folded, rule)
    }

    proptest! {
        #[test]
        fn a_value_that_is_not_folded_fits_as_if_it_were(
            value in "[aA. bB-]{0,6}|[aAąéß ]{0,4}",
            wanted in "[ab.-]{1,2}|a b",
            rule in prop::sample::select(vec![
                TextRule::Whole, TextRule::Words, TextRule::Contains, TextRule::Begins,
                TextRule::WordBegins, TextRule::Near,
            ]),
        ) {
            let it = text(&wanted, rule);
            prop_assert_eq!(it.fits_raw(&value), it.fits(&fold(&value)), "{}", value);
        }
    }

    #[test]
    fn a_user_is_found_by_one_name_unless_somebody_has_just_that() {
        let users = ["anna", "anna kowalska", "annabelle", "jan kowalska"];
        let select = |typed, rule| text(typed, rule).select(&users);
        assert_eq!(select("anna", TextRule::Words), [0]);
        assert_eq!(select("kowalska", TextRule::Words), [1, 3]);
        assert_eq!(select("kowalska anna", TextRule::Words), [1]);
        assert_eq!(select("anna", TextRule::Whole), [0]);
        assert_eq!(select("kowalska", TextRule::Whole), [0; 0]);
        assert_eq!(select("anna", TextRule::Contains), [0, 1, 2]);
    }
}
