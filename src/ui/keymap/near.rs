//! Holds what was probably meant by a key that means nothing: the same letter otherwise, or elsewhere.

use super::super::key::{Code, Key};
use super::{Context, Keymap, Row};

/// What was probably meant.
#[derive(Debug, Clone)]
pub struct Near {
    /// The keys, as one writes them.
    pub keys: String,
    /// What they ask for.
    pub row: &'static Row,
    /// Whether they hold here; otherwise it is the pressed key itself that holds elsewhere.
    pub here: bool,
}

impl Keymap {
    /// What was probably meant by a key that means nothing in some contexts.
    #[must_use]
    pub fn near(&self, key: Key, contexts: &[Context]) -> Option<Near> {
        let others: Vec<_> = Context::ALL
            .into_iter()
            .filter(|context| *context != Context::Typing && !contexts.contains(context))
            .collect();
        let elsewhere = |key: Key| self.of(key, &others, false);
        let here = |key: Key| self.of(key, contexts, true);
        let turned = Key {
            code: turned(key.code),
            ..key
        };
        let bare = Key::plain(key.code);
        here(turned)
            .or_else(|| elsewhere(key))
            .or_else(|| here(bare))
            .or_else(|| here(Key::plain(turned.code)))
    }

    /// What begins with a key.
    fn of(&self, key: Key, contexts: &[Context], here: bool) -> Option<Near> {
        self.within(contexts).find_map(|binding| {
            let mut all = binding.keys.iter();
            let keys = all.find(|keys| keys.keys().first() == Some(&key))?;
            Some(Near {
                keys: keys.to_string(),
                row: binding.row,
                here,
            })
        })
    }
}

/// The same letter, large or small.
fn turned(code: Code) -> Code {
    match code {
        Code::Char(letter) if letter.is_ascii_lowercase() => {
            Code::Char(letter.to_ascii_uppercase())
        }
        Code::Char(letter) => Code::Char(letter.to_ascii_lowercase()),
        other @ (Code::Enter
        | Code::Escape
        | Code::Tab
        | Code::BackTab
        | Code::Backspace
        | Code::Delete
        | Code::Up
        | Code::Down
        | Code::Left
        | Code::Right
        | Code::Home
        | Code::End
        | Code::PageUp
        | Code::PageDown
        | Code::F(_)) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::key::Sequence;
    use super::super::super::route::Route;
    use super::*;

    fn near(key: &str, route: Route) -> Option<(String, &'static str, bool)> {
        let key = Sequence::parse(key).unwrap().keys()[0];
        let near = Keymap::default().near(key, route.contexts())?;
        Some((near.keys, near.row.id, near.here))
    }

    #[test]
    fn the_other_case_is_meant_before_another_place_and_a_control_key_without_it() {
        let is = |keys: &str, id, here| Some((keys.to_owned(), id, here));
        assert_eq!(near("X", Route::Pipeline), is("x", "lose", true));
        assert_eq!(near("Ctrl-w", Route::Pipeline), is("w", "win", true));
        assert_eq!(near("w", Route::Funnel), is("w", "win", false));
        assert_eq!(near("%", Route::Funnel), None);
    }
}
