//! What can be wrong with a filter, where, and what to write instead; and how that is shown.
//!
//! An error never quotes more of the text than the word it is about. Rendering gives plain text
//! without colour; control characters in what was typed are replaced before it is shown.

use std::fmt;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use rapidfuzz::distance::osa;

use super::fault::Fault;
use crate::model::fold::{fold, is_unseen};

/// A stretch of the text in bytes, both ends on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The stretch from one byte to before another.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The stretch that takes in both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// What sort of mistake it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// More has to come: an open quote, a field without its value, an `OR` at the end.
    Unfinished,
    /// The words cannot be put together like that.
    Syntax,
    /// No field has that name.
    UnknownField,
    /// The field does not take that value.
    BadValue,
    /// It belongs to the language, and this version does not know it.
    NotYet,
    /// The text is too long, or its parentheses too deep.
    TooMuch,
    /// It needs something that the surroundings do not give, such as who `@me` is.
    Context,
}

/// One mistake in a filter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct QueryError {
    /// What sort of mistake.
    pub problem: Problem,
    /// Where.
    pub span: Span,
    /// What is wrong and what to do, without the suggestion.
    pub fault: Fault,
    /// What to write in place of the span.
    pub suggestion: Option<String>,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)?;
        match &self.suggestion {
            Some(instead) => write!(f, "; did you mean `{instead}`?"),
            None => Ok(()),
        }
    }
}

impl QueryError {
    pub(super) fn new(problem: Problem, span: Span, fault: Fault) -> Self {
        Self {
            problem,
            span,
            fault,
            suggestion: None,
        }
    }

    pub(super) fn suggest(mut self, instead: Option<impl Into<String>>) -> Self {
        self.suggestion = instead.map(Into::into);
        self
    }
}

/// Picks, of some words, the one that was probably meant, if any is near enough.
///
/// Near is one changed, missing, added or swapped letter for every three; failing that, a word that
/// begins with what was typed. Both sides are folded; of equally near ones the first is taken.
#[must_use]
pub fn nearest<'a>(typed: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed);
    let length = typed.chars().count();
    if length == 0 {
        return None;
    }
    let allowed = (length / 3).max(1);
    let rank = |word: &str| {
        let folded = fold(word);
        let distance = osa::distance(typed.chars(), folded.chars());
        let near = distance <= allowed && distance < folded.chars().count();
        if near {
            Some(distance)
        } else if length > 1 && folded.starts_with(&typed) {
            Some(length + folded.chars().count())
        } else {
            None
        }
    };
    among
        .into_iter()
        .filter_map(|word| Some((rank(word)?, word)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, word)| word)
}

/// Draws the mistakes under the text they are in, as plain lines without colour.
#[must_use]
pub fn render(text: &str, errors: &[QueryError]) -> String {
    let shown = self::shown(text);
    let renderer = Renderer::plain();
    errors
        .iter()
        .map(|error| {
            let message = self::shown(&error.fault.to_string());
            let label = error.suggestion.as_ref();
            let label = label.map(|one| format!("try `{}`", self::shown(one)));
            let mut mark = AnnotationKind::Primary.span(clamp(&shown, error.span));
            if let Some(label) = label.as_deref() {
                mark = mark.label(label);
            }
            let snippet = Snippet::source(shown.as_str()).annotation(mark);
            let group = Level::ERROR
                .primary_title(message.as_str())
                .element(snippet);
            renderer.render(&[group]).to_string()
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The text on one line, with a mark for what must not reach a terminal and as many bytes as
/// before, so that the spans still fit.
fn shown(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let (stand_in, times) = match c {
                '\t' | '\n' | '\r' => (' ', 1),
                '\u{2028}' | '\u{2029}' => ('?', c.len_utf8()),
                _ if is_unseen(c) || c.is_control() => ('?', c.len_utf8()),
                _ => (c, 1),
            };
            std::iter::repeat_n(stand_in, times)
        })
        .collect()
}

/// The span as a range that lies within the text, on character boundaries.
fn clamp(text: &str, span: Span) -> std::ops::Range<usize> {
    let floor = |at: usize| {
        let at = at.min(text.len());
        (0..=at)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0)
    };
    let (start, end) = (floor(span.start), floor(span.end));
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_a_small_mistake_or_a_beginning() {
        let words = ["source", "sector", "campaign", "city"];
        assert_eq!(nearest("sorce", words), Some("source"));
        assert_eq!(nearest("SUORCE", words), Some("source"));
        assert_eq!(nearest("camp", words), Some("campaign"));
        assert_eq!(nearest("zzz", words), None);
        assert_eq!(nearest("x", words), None);
        assert_eq!(nearest("", words), None);
        assert_eq!(nearest("Lodz", ["Gdańsk", "Łódź"]), Some("Łódź"));
    }

    #[test]
    fn an_error_says_what_and_offers_the_nearest() {
        let error = QueryError::new(
            Problem::UnknownField,
            Span::new(0, 5),
            Fault::UnknownField("sorce".to_owned()),
        )
        .suggest(Some("source"));
        assert_eq!(
            error.to_string(),
            "unknown field `sorce`; did you mean `source`?"
        );
        insta::assert_snapshot!(render("sorce:fair", &[error]), @r"
        error: unknown field `sorce`
          |
        1 | sorce:fair
          | ^^^^^ try `source`
        ");
    }

    #[test]
    fn nothing_typed_can_drive_the_terminal() {
        let text = "a\u{1b}[2J\u{9b}\u{202e}\nb:\r";
        let error = QueryError::new(
            Problem::Syntax,
            Span::new(0, text.len()),
            Fault::NoNumber(text.to_owned()),
        )
        .suggest(Some(text));
        let drawn = render(text, &[error]);
        assert!(drawn.chars().all(|c| c == '\n' || !c.is_control()));
        assert!(!drawn.contains('\u{202e}'));
    }
}
