//! Words of a sheet, as messages until its reader is known.

use crate::i18n::{Locale, Msg};

/// Words: a message, or what is the same in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Text {
    /// To be said in the reader's language.
    Said(Msg),
    /// As it stands.
    Plain(String),
}

impl Text {
    /// The words in a language.
    pub(super) fn in_words(&self, locale: &Locale) -> String {
        match self {
            Self::Said(message) => locale.t(*message),
            Self::Plain(text) => text.clone(),
        }
    }

    /// Puts it into words for good.
    pub(super) fn put(&mut self, locale: &Locale) {
        *self = Self::Plain(self.in_words(locale));
    }

    /// What stands there, once it is in words.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Said(message) => message.id(),
            Self::Plain(text) => text,
        }
    }
}

impl From<Msg> for Text {
    fn from(message: Msg) -> Self {
        Self::Said(message)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}
