//! Holds the key table as Markdown, for the README: generated, so that it cannot be wrong.

use super::{Context, Keymap};
use crate::i18n::Locale;

/// The keys in force, a table row a key, by context.
#[must_use]
pub fn markdown(keymap: &Keymap, locale: &Locale) -> String {
    let mut out = String::from("| where | keys | what | name in settings |\n|---|---|---|---|\n");
    for context in Context::ALL {
        for binding in keymap.within(&[context]) {
            let keys: Vec<_> = binding
                .keys
                .iter()
                .map(|keys| format!("`{}`", escaped(&keys.to_string())))
                .collect();
            out.push_str(&format!(
                "| {} | {} | {} | `{}` |\n",
                locale.t(context.name()),
                keys.join(" "),
                locale.t(binding.row.label),
                binding.row.id,
            ));
        }
    }
    out
}

fn escaped(keys: &str) -> String {
    keys.replace('|', "\\|")
}
