//! Holds what a person reads: the messages of each language, how numbers, money and dates are written in it, and where its
//! lines may end.
//!
//! A `Locale` is a value that a session owns; nothing here is global, and nothing here reads the environment or the
//! clock. Messages are named by `Msg`, never by a string, and are whole sentences: nothing is glued together from parts.
//! Must not import anything of ours, so what it returns is plain text that the caller makes clean.

mod format;
mod language;
mod lines;
mod messages;

use std::borrow::Cow;
use std::sync::{Arc, PoisonError, RwLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub use format::signed;
pub use language::Language;
pub use lines::pieces;
pub use messages::Msg;

/// A value put into a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// Text, shown as it is.
    Text(Cow<'a, str>),
    /// A number: chooses the plural form and is written the language's way.
    Count(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<u64> for Arg<'_> {
    fn from(count: u64) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// What the house calls by names of its own: each with the word for it in messages.
type Own = Arc<RwLock<Vec<(&'static str, String)>>>;

/// One reader's language: its messages, with English behind them, and its ways to write numbers. A clone shares the
/// messages, which take longer to read than a screen takes to draw.
#[derive(Clone)]
pub struct Locale {
    language: Language,
    /// The language's own messages first, then English.
    bundles: Arc<[FluentBundle<FluentResource>]>,
    /// What the house calls by names of its own; all clones say them at once.
    own: Own,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Locale").field(&self.language).finish()
    }
}

impl Locale {
    /// Loads a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self::with(language, Own::default())
    }

    fn with(language: Language, own: Own) -> Self {
        let mut bundles = vec![bundle(language, &own)];
        if language != Language::English {
            bundles.push(bundle(Language::English, &own));
        }
        Self {
            language,
            bundles: bundles.into(),
            own,
        }
    }

    /// The same reader's in another language: names of the house's own are the same in all of them.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        Self::with(language, Arc::clone(&self.own))
    }

    /// Says these by the house's own names from now on, wherever a message asks for `OWN`, and all others in its words.
    pub fn call(&self, names: Vec<(&'static str, String)>) {
        *self.own.write().unwrap_or_else(PoisonError::into_inner) = names;
    }

    /// The house's own name for what messages ask for by this word, where it has one.
    #[must_use]
    pub fn own_name(&self, what: &str) -> Option<String> {
        own_name(&self.own, what)
    }

    /// The language that is spoken here.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// A message without values in it.
    #[must_use]
    pub fn t(&self, message: Msg) -> String {
        self.t_args(message, &[])
    }

    /// A message with values in it.
    #[must_use]
    pub fn t_args(&self, message: Msg, args: &[(&str, Arg<'_>)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Text(text) => values.set(*name, text.as_ref()),
                Arg::Count(count) => values.set(*name, *count),
            }
        }
        self.bundles
            .iter()
            .find_map(|bundle| say(bundle, message.id(), &values))
            // A test proves that this cannot be reached; a reader would rather see the name than nothing.
            .unwrap_or_else(|| message.id().to_owned())
    }
}

fn say(bundle: &FluentBundle<FluentResource>, id: &str, values: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(values), &mut errors);
    Some(text.into_owned())
}

/// What the house calls this, or else what the message does: `OWN("intent", "intent")`.
fn called<'a>(own: &Own, given: &[FluentValue<'a>]) -> FluentValue<'a> {
    let [FluentValue::String(what), otherwise] = given else {
        return FluentValue::None;
    };
    own_name(own, what).map_or_else(|| otherwise.clone(), Into::into)
}

fn own_name(own: &Own, what: &str) -> Option<String> {
    let own = own.read().unwrap_or_else(PoisonError::into_inner);
    let name = own.iter().find(|(named, _)| *named == what);
    name.map(|(_, name)| name.clone())
}

fn bundle(language: Language, own: &Own) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
    // Isolation marks are bidi controls; a terminal would show them as stray characters.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::English => |value, _| write_number(value, Language::English),
        Language::Chinese => |value, _| write_number(value, Language::Chinese),
    }));
    let own = Arc::clone(own);
    // It can't be there already: the bundle is new.
    let _added = bundle.add_function("OWN", move |given, _| called(&own, given));
    for (_, source) in language.sources() {
        // A file with an error still gives the messages that could be read; a test allows none.
        let resource =
            FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(part, _)| part);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::wildcard_enum_match_arm,
    reason = "counts are whole, and the enum is fluent's"
)]
fn write_number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::grouped(number.value as i64, language)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
