//! Holds the language that a session speaks now: one for all of its threads, which share its messages.

use std::sync::{Arc, Mutex, PoisonError};

use crate::i18n::Locale;

/// The language of a session, as all of its threads see it.
#[derive(Debug, Clone)]
pub(super) struct Tongue(Arc<Mutex<Locale>>);

impl Tongue {
    /// Begins with a language.
    pub(super) fn new(locale: Locale) -> Self {
        Self(Arc::new(Mutex::new(locale)))
    }

    /// Speaks another language from now on.
    pub(super) fn change(&self, locale: Locale) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = locale;
    }

    fn now(&self) -> Locale {
        let now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        now.clone()
    }

    /// What one thread speaks with.
    pub(super) fn speaker(&self) -> Speaker {
        Speaker {
            tongue: self.clone(),
            locale: self.now(),
        }
    }
}

/// What one thread speaks with: the language stays the same until it listens again.
pub(super) struct Speaker {
    tongue: Tongue,
    locale: Locale,
}

impl Speaker {
    /// Hears which language is spoken now.
    pub(super) fn listen(&mut self) -> &Locale {
        self.locale = self.tongue.now();
        &self.locale
    }

    /// The messages, in the language that was heard last.
    pub(super) const fn locale(&self) -> &Locale {
        &self.locale
    }
}
