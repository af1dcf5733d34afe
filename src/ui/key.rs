//! Holds what a key press is, how it is written, and how writing is read back.
//!
//! The machine's own type: the host turns a terminal's events into it, so that nothing here knows a terminal.

use std::fmt;

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, shift already in it.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Escape,
    /// Tab.
    Tab,
    /// Shift and tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// The keys that have names: as written in settings, and as shown where room and font allow.
const NAMED: [(Code, &str, &str); 16] = [
    (Code::Char(' '), "Space", "Space"),
    (Code::Enter, "Enter", "Enter"),
    (Code::Escape, "Esc", "Esc"),
    (Code::Tab, "Tab", "Tab"),
    (Code::BackTab, "Shift-Tab", "Shift-Tab"),
    (Code::Backspace, "Backspace", "Backspace"),
    (Code::Delete, "Delete", "Delete"),
    (Code::Up, "Up", "↑"),
    (Code::Down, "Down", "↓"),
    (Code::Left, "Left", "←"),
    (Code::Right, "Right", "→"),
    (Code::Home, "Home", "Home"),
    (Code::End, "End", "End"),
    (Code::PageUp, "PageUp", "PgUp"),
    (Code::PageDown, "PageDown", "PgDn"),
    (Code::F(1), "F1", "F1"),
];

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether control is held.
    pub ctrl: bool,
    /// Whether alt is held.
    pub alt: bool,
}

/// A key's name that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no key; write a character, or Space Enter Esc Tab Up Down Left Right Home End PageUp PageDown F1, with Ctrl- or Alt- before it"
)]
pub struct NoKey(pub String);

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// A character's key.
    #[must_use]
    pub const fn char(character: char) -> Self {
        Self::plain(Code::Char(character))
    }

    /// A character with control held.
    #[must_use]
    pub const fn ctrl(character: char) -> Self {
        Self {
            code: Code::Char(character),
            ctrl: true,
            alt: false,
        }
    }

    /// The character that typing this key puts into a text, if it does.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        if let (Code::Char(character), false, false) = (self.code, self.ctrl, self.alt) {
            Some(character)
        } else {
            None
        }
    }

    /// Why this key never arrives, or not everywhere: terminals, lines and multiplexers keep some for themselves.
    #[must_use]
    pub const fn swallowed(self) -> Option<&'static str> {
        let (true, Code::Char(letter)) = (self.ctrl, self.code) else {
            return None;
        };
        Some(match letter {
            's' | 'q' => "terminals stop and start their output with it",
            'a' => "screen takes it for its own commands",
            'b' => "tmux takes it for its own commands",
            'h' => "terminals send Backspace for it",
            'i' => "terminals send Tab for it",
            'j' | 'm' => "terminals send Enter for it",
            '[' => "terminals send Esc for it",
            '0'..='9' | 'A'..='Z' => "most terminals send the key without Ctrl for it",
            _ => return None,
        })
    }

    fn parse(text: &str) -> Result<Self, NoKey> {
        let (mut rest, mut key) = (text, Self::char(' '));
        loop {
            if let Some(after) = rest.strip_prefix("Ctrl-") {
                (rest, key.ctrl) = (after, true);
            } else if let Some(after) = rest.strip_prefix("Alt-") {
                (rest, key.alt) = (after, true);
            } else {
                break;
            }
        }
        key.code = code(rest).ok_or_else(|| NoKey(text.to_owned()))?;
        Ok(key)
    }
}

fn is_function(word: &str) -> bool {
    word.strip_prefix('F')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

fn code(text: &str) -> Option<Code> {
    let mut characters = text.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return (!only.is_control()).then_some(Code::Char(only));
    }
    if let Some(number) = text
        .strip_prefix('F')
        .and_then(|digits| digits.parse().ok())
    {
        return (1..=12).contains(&number).then_some(Code::F(number));
    }
    NAMED
        .iter()
        .find(|(_, name, _)| name.eq_ignore_ascii_case(text))
        .map(|(code, ..)| *code)
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if let Some((_, _, shown)) = NAMED.iter().find(|(code, ..)| *code == self.code) {
            return f.write_str(shown);
        }
        match self.code {
            Code::Char(character) => write!(f, "{character}"),
            Code::F(number) => write!(f, "F{number}"),
            // All others have a name in the table, which a test holds.
            Code::Enter
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
            | Code::PageDown => Ok(()),
        }
    }
}

/// Keys pressed one after the other: `gg`, `m 1`, `Ctrl-r`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sequence(Vec<Key>);

impl Sequence {
    /// Reads a sequence: keys set apart by spaces, or characters written together.
    ///
    /// # Errors
    /// A part that names no key.
    pub fn parse(text: &str) -> Result<Self, NoKey> {
        let mut keys = Vec::new();
        for word in text.split_whitespace() {
            match Key::parse(word) {
                Ok(key) => keys.push(key),
                Err(error) if word.contains('-') || word.len() > 4 || is_function(word) => {
                    return Err(error);
                }
                Err(_) => keys.extend(word.chars().map(Key::char)),
            }
        }
        if keys.is_empty() {
            return Err(NoKey(text.to_owned()));
        }
        Ok(Self(keys))
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Whether one of the two is the beginning of the other, so that both cannot be bound in one place.
    #[must_use]
    pub fn collides(&self, other: &Self) -> bool {
        let shorter = self.0.len().min(other.0.len());
        self.0[..shorter] == other.0[..shorter]
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let together = self
            .0
            .iter()
            .all(|key| key.typed().is_some_and(|c| c != ' '));
        for (index, key) in self.0.iter().enumerate() {
            if index > 0 && !together {
                f.write_str(" ")?;
            }
            write!(f, "{key}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for (written, shown) in [
            ("j", "j"),
            ("g g", "gg"),
            ("gg", "gg"),
            ("m 1", "m1"),
            ("Ctrl-r", "Ctrl-r"),
            ("Ctrl-Alt-x", "Ctrl-Alt-x"),
            ("Space", "Space"),
            ("PageDown", "PgDn"),
            ("up", "↑"),
            ("F12", "F12"),
            ("g Enter", "g Enter"),
            ("-", "-"),
            ("Ctrl--", "Ctrl--"),
        ] {
            assert_eq!(Sequence::parse(written).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_key_is_refused_by_name() {
        for wrong in ["", "  ", "Ctrl-", "Hyper-x", "Return", "F13"] {
            assert!(Sequence::parse(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(Sequence::parse("Hyper-x"), Err(NoKey("Hyper-x".to_owned())));
    }

    #[test]
    fn every_key_but_a_character_has_a_name() {
        let codes = [
            Code::Enter,
            Code::Escape,
            Code::Tab,
            Code::BackTab,
            Code::Backspace,
            Code::Delete,
            Code::Up,
            Code::Down,
            Code::Left,
            Code::Right,
            Code::Home,
            Code::End,
            Code::PageUp,
            Code::PageDown,
        ];
        for code in codes {
            assert!(!Key::plain(code).to_string().is_empty(), "{code:?}");
        }
    }

    #[test]
    fn a_beginning_collides_with_what_it_begins() {
        let read = |text| Sequence::parse(text).unwrap();
        assert!(read("g").collides(&read("gg")));
        assert!(read("gg").collides(&read("gg")));
        assert!(!read("gg").collides(&read("ge")));
    }
}
