//! Holds the language that a session speaks now: one for all of its threads, each with messages of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::i18n::{Language, Locale};

/// The language of a session, as all of its threads see it.
#[derive(Debug, Clone)]
pub(super) struct Tongue(Arc<AtomicUsize>);

impl Tongue {
    /// Begins with a language.
    pub(super) fn new(language: Language) -> Self {
        Self(Arc::new(AtomicUsize::new(place(language))))
    }

    /// Speaks another language from now on.
    pub(super) fn change(&self, language: Language) {
        self.0.store(place(language), Ordering::Release);
    }

    fn now(&self) -> Language {
        let all = Language::ALL.get(self.0.load(Ordering::Acquire));
        all.copied().unwrap_or_default()
    }

    /// What one thread speaks with.
    pub(super) fn speaker(&self) -> Speaker {
        let language = self.now();
        Speaker {
            tongue: self.clone(),
            language,
            locale: Locale::new(language),
        }
    }
}

fn place(language: Language) -> usize {
    let all = Language::ALL.iter();
    all.take_while(|it| **it != language).count()
}

/// What one thread speaks with: a bundle of messages is no value to share between threads.
pub(super) struct Speaker {
    tongue: Tongue,
    language: Language,
    locale: Locale,
}

impl Speaker {
    /// Hears which language is spoken now.
    pub(super) fn listen(&mut self) -> &Locale {
        let now = self.tongue.now();
        if now != self.language {
            self.language = now;
            self.locale = Locale::new(now);
        }
        &self.locale
    }

    /// The messages, in the language that was heard last.
    pub(super) const fn locale(&self) -> &Locale {
        &self.locale
    }
}
