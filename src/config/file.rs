//! Holds how the settings file is read: every line that cannot be taken is named, with its number.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::settings::{KeySetting, SETTINGS, Settings};
use super::{ConfigError, Place, nearest};

/// The table of keys.
const KEYS: &str = "keys";

/// Puts a file's settings in; says what could not be taken.
pub(super) fn apply(settings: &mut Settings, path: &Path, text: &str) -> Vec<ConfigError> {
    let reader = Reader { path, text };
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            return vec![ConfigError::Syntax {
                place: reader.place(error.span().map_or(0, |span| span.start)),
                message: error.message().to_owned(),
            }];
        }
    };
    let mut errors = Vec::new();
    for (name, value) in table.get_ref() {
        let place = reader.place(name.span().start);
        let name = name.get_ref().as_ref();
        if name == KEYS {
            errors.extend(reader.keys(settings, value));
        } else if let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) {
            let taken = match scalar(value.get_ref()) {
                Some(text) => settings.put(setting, &text, place),
                None => Err(wrong(place, name, value, setting.wanted)),
            };
            errors.extend(taken.err());
        } else {
            errors.push(ConfigError::Unknown {
                place,
                name: name.to_owned(),
                hint: nearest(
                    name,
                    SETTINGS.iter().map(|setting| setting.name).chain([KEYS]),
                ),
            });
        }
    }
    errors
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Reader<'_> {
    fn place(&self, at: usize) -> Place {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        Place::line(
            self.path,
            before.iter().filter(|byte| **byte == b'\n').count() + 1,
        )
    }

    fn keys(&self, settings: &mut Settings, value: &Spanned<DeValue<'_>>) -> Vec<ConfigError> {
        let Some(table) = value.get_ref().as_table() else {
            let wanted = "a table: [keys], and below it lines such as win = \"Ctrl-w\"";
            return vec![wrong(self.place(value.span().start), KEYS, value, wanted)];
        };
        let mut errors = Vec::new();
        for (action, value) in table {
            let place = self.place(action.span().start);
            let action = action.get_ref().as_ref().to_owned();
            match key_list(value.get_ref()) {
                Some(keys) => settings.keys.push(KeySetting {
                    action,
                    keys,
                    place,
                }),
                None => errors.push(wrong(
                    place,
                    &action,
                    value,
                    "a key or a list of keys, such as [\"x\", \"Ctrl-x\"]",
                )),
            }
        }
        errors
    }
}

fn key_list(value: &DeValue<'_>) -> Option<Vec<String>> {
    if let Some(one) = value.as_str() {
        return Some(vec![one.to_owned()]);
    }
    value
        .as_array()?
        .iter()
        .map(|one| one.get_ref().as_str().map(str::to_owned))
        .collect()
}

fn scalar(value: &DeValue<'_>) -> Option<String> {
    value
        .as_str()
        .map(str::to_owned)
        .or_else(|| value.as_bool().map(|yes| yes.to_string()))
        .or_else(|| value.as_integer().map(|number| number.as_str().to_owned()))
}

fn wrong(
    place: Place,
    name: &str,
    value: &Spanned<DeValue<'_>>,
    wanted: &'static str,
) -> ConfigError {
    ConfigError::Value {
        place,
        name: name.to_owned(),
        value: with_article(value.get_ref().type_str()),
        wanted,
    }
}

fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}
