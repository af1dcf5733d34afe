//! Holds the keys in force: the table with a reader's own settings put in, and the look-up from keys to actions.
//!
//! A key means one thing in a place: where two rows would share one, the settings are refused and both are named.
//! Must not hold behaviour, and must not read settings files itself.

mod docs;
mod hints;
mod near;
mod resolve;
mod table;

use super::action::Action;
use super::key::{NoKey, Sequence};
use super::route::Route;

pub use docs::markdown;
pub use hints::{Hinted, hints, ways_on};
pub use near::Near;
pub use resolve::{Resolved, Resolver, Taker};
pub use table::{Context, Hint, Row, TABLE};

/// A reader's own keys for one action, and where that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The action's name.
    pub action: String,
    /// Its keys; none takes it off all keys.
    pub keys: Vec<String>,
    /// Where it is written, such as `config.toml:12`.
    pub place: String,
}

/// Why own keys cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// The name is no action's.
    #[error("{place}: there is no action `{action}`{hint}")]
    NoAction {
        /// Where it is written.
        place: String,
        /// The name.
        action: String,
        /// The nearest name, as a clause.
        hint: String,
    },
    /// A key's name is none.
    #[error("{place}: {source}")]
    NoKey {
        /// Where it is written.
        place: String,
        /// Which.
        source: NoKey,
    },
    /// A key does not arrive, or is typed instead.
    #[error("{place}: `{keys}` does not work for `{action}`: {why}; take another key")]
    Useless {
        /// Where it is written.
        place: String,
        /// The action.
        action: String,
        /// The keys.
        keys: String,
        /// Why.
        why: &'static str,
    },
    /// Two actions would share keys.
    #[error("`{keys}` would mean two things: {first} and {second}; give one of them another key")]
    Conflict {
        /// The shared keys.
        keys: String,
        /// One action and where its keys are written.
        first: String,
        /// The other.
        second: String,
    },
}

/// A row of the table with the keys that are in force.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The row.
    pub row: &'static Row,
    /// Its keys.
    pub keys: Vec<Sequence>,
    /// Where they are written.
    place: String,
}

/// The keys in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    fn default() -> Self {
        let bindings = TABLE
            .iter()
            .map(|row| Binding {
                row,
                // A test proves that every key of the table can be read.
                keys: row
                    .keys
                    .iter()
                    .filter_map(|keys| Sequence::parse(keys).ok())
                    .collect(),
                place: "built in".to_owned(),
            })
            .collect();
        Self { bindings }
    }
}

impl Keymap {
    /// The table with own keys put in.
    ///
    /// # Errors
    /// Every name that is none, and every two rows that would share keys in one place.
    pub fn with(overrides: &[Override]) -> Result<Self, Vec<KeymapError>> {
        let mut map = Self::default();
        let mut errors: Vec<_> = overrides
            .iter()
            .filter_map(|own| map.put(own).err())
            .collect();
        errors.extend(map.conflicts());
        if errors.is_empty() {
            Ok(map)
        } else {
            Err(errors)
        }
    }

    fn put(&mut self, own: &Override) -> Result<(), KeymapError> {
        let Some(binding) = self.bindings.iter_mut().find(|b| b.row.id == own.action) else {
            return Err(KeymapError::NoAction {
                place: own.place.clone(),
                action: own.action.clone(),
                hint: nearest(&own.action),
            });
        };
        let keys: Result<Vec<_>, _> = own.keys.iter().map(|keys| Sequence::parse(keys)).collect();
        let keys = keys.map_err(|source| KeymapError::NoKey {
            place: own.place.clone(),
            source,
        })?;
        if let Some((keys, why)) = useless(binding.row.context, &keys) {
            return Err(KeymapError::Useless {
                place: own.place.clone(),
                action: own.action.clone(),
                keys,
                why,
            });
        }
        binding.keys = keys;
        binding.place.clone_from(&own.place);
        Ok(())
    }

    /// Every two rows that share keys in one place.
    fn conflicts(&self) -> Vec<KeymapError> {
        let mut found: Vec<KeymapError> = Vec::new();
        let places = Route::EVERY.map(Route::contexts);
        for contexts in places.into_iter().chain([&[Context::Typing] as &[_]]) {
            let here: Vec<_> = self.within(contexts).collect();
            for (index, first) in here.iter().enumerate() {
                for second in &here[index + 1..] {
                    found.extend(conflict(first, second));
                }
            }
        }
        found.dedup();
        let mut once = Vec::with_capacity(found.len());
        for error in found {
            if !once.contains(&error) {
                once.push(error);
            }
        }
        once
    }

    /// The rows that hold in some contexts.
    pub fn within(&self, contexts: &[Context]) -> impl Iterator<Item = &Binding> {
        self.bindings
            .iter()
            .filter(move |binding| contexts.contains(&binding.row.context))
    }

    /// The first key of an action, as one writes it.
    #[must_use]
    pub fn key_of(&self, action: Action) -> Option<String> {
        let binding = self
            .bindings
            .iter()
            .find(|binding| binding.row.action == action)?;
        binding.keys.first().map(ToString::to_string)
    }
}

/// The first keys that would not work in a context, and why.
fn useless(context: Context, all: &[Sequence]) -> Option<(String, &'static str)> {
    all.iter().find_map(|sequence| {
        let mut keys = sequence.keys().iter();
        let why = keys.find_map(|key| match (context, key.typed()) {
            (Context::Typing, Some(_)) => Some("while one types, it is a part of the text"),
            _ => key.swallowed(),
        });
        why.map(|why| (sequence.to_string(), why))
    })
}

fn conflict(first: &Binding, second: &Binding) -> Option<KeymapError> {
    let shared = first
        .keys
        .iter()
        .find(|keys| second.keys.iter().any(|other| keys.collides(other)))?;
    let named = |binding: &Binding| format!("{} ({})", binding.row.id, binding.place);
    Some(KeymapError::Conflict {
        keys: shared.to_string(),
        first: named(first),
        second: named(second),
    })
}

fn nearest(action: &str) -> String {
    TABLE
        .iter()
        .map(|row| {
            (
                rapidfuzz::distance::osa::distance(row.id.chars(), action.chars()),
                row.id,
            )
        })
        .min()
        .filter(|(distance, _)| *distance <= 3)
        .map_or_else(String::new, |(_, id)| format!("; did you mean `{id}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(action: &str, keys: &[&str], place: &str) -> Override {
        Override {
            action: action.to_owned(),
            keys: keys.iter().map(|&key| key.to_owned()).collect(),
            place: place.to_owned(),
        }
    }

    #[test]
    fn the_table_can_be_read_and_means_one_thing_a_key() {
        for row in TABLE {
            for keys in row.keys {
                assert!(Sequence::parse(keys).is_ok(), "{}: {keys}", row.id);
            }
        }
        assert_eq!(Keymap::default().conflicts(), []);
    }

    #[test]
    fn no_built_in_key_is_swallowed_or_typed_instead() {
        for binding in &Keymap::default().bindings {
            let found = useless(binding.row.context, &binding.keys);
            assert_eq!(found, None, "{}", binding.row.id);
        }
    }

    #[test]
    fn keys_that_do_not_arrive_are_refused_with_the_reason() {
        let refused = |action, keys| {
            let errors = Keymap::with(&[own(action, &[keys], "config.toml:3")]).unwrap_err();
            errors[0].to_string()
        };
        assert_eq!(
            refused("win", "Ctrl-b"),
            "config.toml:3: `Ctrl-b` does not work for `win`: tmux takes it for its own commands; take another key"
        );
        assert!(refused("win", "g Ctrl-s").contains("stop and start"));
        assert!(refused("win", "Ctrl-i").contains("Tab"));
        assert!(refused("accept", "x").contains("part of the text"));
    }

    #[test]
    fn a_key_that_would_hide_behind_a_longer_one_is_refused() {
        let errors = Keymap::with(&[own("win", &["g"], "config.toml:3")]).unwrap_err();
        let text = errors[0].to_string();
        assert!(
            text.contains("win (config.toml:3)") && text.contains("first (built in)"),
            "{text}"
        );
    }

    #[test]
    fn names_of_actions_are_unique() {
        let mut ids: Vec<_> = TABLE.iter().map(|row| row.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), TABLE.len());
    }

    #[test]
    fn own_keys_replace_the_built_in_ones() {
        let map = Keymap::with(&[own("win", &["Ctrl-w"], "c:1")]).unwrap();
        let win = map.bindings.iter().find(|b| b.row.id == "win").unwrap();
        assert_eq!(win.keys, [Sequence::parse("Ctrl-w").unwrap()]);
    }

    #[test]
    fn keys_that_would_mean_two_things_are_refused_and_both_places_named() {
        let refused = Keymap::with(&[
            own("win", &["Q"], "config.toml:3"),
            own("quit", &["QQ"], "config.toml:9"),
        ]);
        let text = refused.unwrap_err()[0].to_string();
        assert!(
            text.contains("win (config.toml:3)") && text.contains("quit (config.toml:9)"),
            "{text}"
        );
        let built_in =
            Keymap::with(&[own("win", &["q"], "config.toml:3")]).unwrap_err()[0].to_string();
        assert!(built_in.contains("quit (built in)"), "{built_in}");
    }

    #[test]
    fn the_same_key_may_mean_different_things_in_places_that_never_meet() {
        assert!(Keymap::with(&[own("period", &["w"], "config.toml:1")]).is_ok());
    }

    #[test]
    fn a_name_that_is_none_gets_the_nearest() {
        let errors = Keymap::with(&[own("unod", &["u"], "config.toml:2")]).unwrap_err();
        assert_eq!(
            errors[0].to_string(),
            "config.toml:2: there is no action `unod`; did you mean `undo`?"
        );
    }
}
