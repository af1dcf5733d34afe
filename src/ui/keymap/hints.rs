//! Holds what the bottom line says: the keys that matter now, as many as fit.

use unicode_width::UnicodeWidthStr;

use super::super::action::{Action, LeadAction};
use super::super::screens::layer_name;
use super::table::Hint;
use super::{Context, Keymap, Resolver};
use crate::i18n::Msg;

/// One hint: keys and a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hinted {
    /// The first key of each row that shares the word; blank where it can't be used now.
    pub keys: Vec<String>,
    /// The word.
    pub label: Msg,
    /// The higher, the longer it stays as the window narrows.
    pub priority: u8,
}

/// The hints of a place, in the table's order; `now` says what is said of an action now, if it can be done.
///
/// A key that can't be used leaves its room beside the others of its word, so that the line stands still while the cursor
/// goes from one thing to another.
#[must_use]
pub fn hints(
    keymap: &Keymap,
    contexts: &[Context],
    now: impl Fn(Action, Hint) -> Option<Hint>,
) -> Vec<Hinted> {
    // Each with its word in the table: another word, said of one key now, is not that of the others.
    let mut out: Vec<(Msg, Hinted)> = Vec::new();
    let mut refused = Vec::new();
    for binding in keymap.within(contexts) {
        let (Some(hint), Some(key)) = (binding.row.hint, binding.keys.first()) else {
            continue;
        };
        let (key, word) = (key.to_string(), hint.label);
        let Some(hint) = now(binding.row.action, hint) else {
            refused.push((word, key));
            continue;
        };
        if let Some((_, same)) = out.iter_mut().find(|(it, _)| *it == word) {
            same.keys.push(key);
        } else {
            let hinted = Hinted {
                keys: vec![key],
                label: hint.label,
                priority: hint.priority,
            };
            out.push((word, hinted));
        }
    }
    for (word, key) in refused {
        if let Some((_, same)) = out.iter_mut().find(|(it, _)| *it == word) {
            same.keys.insert(0, " ".repeat(key.width()));
        }
    }
    out.into_iter().map(|(_, hinted)| hinted).collect()
}

/// What the keys pressed so far can become, in the table's order.
#[must_use]
pub fn ways_on(resolver: &Resolver, keymap: &Keymap, contexts: &[Context]) -> Vec<Hinted> {
    let ways = resolver.ways_on(keymap, contexts).zip((0..=u8::MAX).rev());
    ways.map(|((row, keys), left)| Hinted {
        keys: vec![keys],
        label: match row.action {
            // What moves there needs no more words than where.
            Action::Lead(LeadAction::To(layer)) => layer_name(layer),
            Action::Lead(_)
            | Action::App(_)
            | Action::Cursor(_)
            | Action::View(_)
            | Action::Edit(_)
            | Action::Typing(_) => row.label,
        },
        // The first stay longest.
        priority: left,
    })
    .collect()
}
