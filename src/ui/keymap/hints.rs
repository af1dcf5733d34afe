//! Holds what the bottom line says: the keys that matter now, as many as fit.

use super::super::action::{Action, LeadAction};
use super::super::screens::layer_name;
use super::{Context, Keymap, Resolver};
use crate::i18n::Msg;

/// One hint: keys and a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hinted {
    /// The first key of each row that shares the word.
    pub keys: Vec<String>,
    /// The word.
    pub label: Msg,
    /// The higher, the longer it stays as the window narrows.
    pub priority: u8,
}

/// The hints of a place, in the table's order; `now` says whether an action can be done now.
#[must_use]
pub fn hints(keymap: &Keymap, contexts: &[Context], now: impl Fn(Action) -> bool) -> Vec<Hinted> {
    let mut out: Vec<Hinted> = Vec::new();
    for binding in keymap.within(contexts) {
        let (Some(hint), Some(key)) = (binding.row.hint, binding.keys.first()) else {
            continue;
        };
        if !now(binding.row.action) {
            continue;
        }
        if let Some(same) = out.iter_mut().find(|one| one.label == hint.label) {
            same.keys.push(key.to_string());
        } else {
            out.push(Hinted {
                keys: vec![key.to_string()],
                label: hint.label,
                priority: hint.priority,
            });
        }
    }
    out
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
