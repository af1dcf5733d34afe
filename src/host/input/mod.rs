//! Holds how the bytes of a terminal become the machine's events, one byte after the other, from whatever line.
//!
//! Nothing grows with what is sent: a paste is cut while it is read, an answer that never ends is thrown away. Must not
//! read a clock: whoever feeds it says when nothing has come for a moment, and Escape alone is a key.

mod sequence;

use crate::ui::{Code, Event, Key};

use super::session::Inbound;
use sequence::{answer, csi, ss3};

/// The most of a paste that is taken; no line holds more.
pub const MAX_PASTE_BYTES: usize = 64 * 1_024;

/// The longest sequence that means anything.
const MAX_SEQUENCE: usize = 256;

/// After so many moments without a byte, what was begun is not waited for any longer.
const MAX_MOMENTS: u8 = 20;

const PASTE_BEGINS: &[u8] = b"200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// What was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing.
    Ground,
    /// A character of several bytes.
    Utf8,
    /// An escape, and what comes is a key with Alt or a sequence.
    Escape,
    /// Two of them: the key was pressed at least once, and Alt with what comes next is unlikely.
    EscapeTwice,
    /// `ESC [`.
    Csi,
    /// `ESC [ [`: a function key of the Linux console.
    Console,
    /// `ESC O`.
    Ss3,
    /// `ESC ]`: the answer to a question of ours.
    Answer,
    /// An escape within an answer: its end.
    AnswerEnds,
    /// Pasted text.
    Paste,
}

/// Turns bytes into events.
#[derive(Debug)]
pub struct Decoder {
    state: State,
    /// What was begun, without its beginning.
    held: Vec<u8>,
    alt: bool,
    paste: Vec<u8>,
    /// How much of the end of a paste has come.
    ending: usize,
    moments: u8,
}

impl Default for Decoder {
    fn default() -> Self {
        Self {
            state: State::Ground,
            held: Vec::new(),
            alt: false,
            paste: Vec::new(),
            ending: 0,
            moments: 0,
        }
    }
}

impl Decoder {
    /// Whether something was begun that a moment of silence ends.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !matches!(self.state, State::Ground | State::Paste)
    }

    /// Takes bytes; adds what they mean.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Inbound>) {
        self.moments = 0;
        for byte in bytes {
            if self.state == State::EscapeTwice && !matches!(byte, b'[' | b'O' | 0x1b) {
                out.push(key(Key::plain(Code::Escape)));
                self.begin(State::Ground);
            }
            out.extend(self.byte(*byte));
        }
    }

    /// Nothing has come for a moment: an escape that stands alone is the key.
    pub fn pause(&mut self, out: &mut Vec<Inbound>) {
        let alone = self.held.is_empty();
        let key = match self.state {
            State::Escape | State::EscapeTwice => Some(Key::plain(Code::Escape)),
            State::Csi if alone => Some(alt('[')),
            State::Ss3 if alone => Some(alt('O')),
            State::Answer if alone => Some(alt(']')),
            State::Ground
            | State::Utf8
            | State::Csi
            | State::Console
            | State::Ss3
            | State::Answer
            | State::AnswerEnds
            | State::Paste => None,
        };
        self.moments = self.moments.saturating_add(1);
        if key.is_some() || self.moments >= MAX_MOMENTS && self.is_waiting() {
            out.extend(key.map(|key| Inbound::Ui(Event::Key(key))));
            self.begin(State::Ground);
        }
    }

    fn begin(&mut self, state: State) {
        self.state = state;
        self.held.clear();
        self.moments = 0;
        if state == State::Ground {
            self.alt = false;
        }
    }

    fn byte(&mut self, byte: u8) -> Option<Inbound> {
        match self.state {
            State::Ground => self.plain(byte),
            State::Utf8 => self.utf8(byte),
            State::Escape | State::EscapeTwice => self.escaped(byte),
            State::Csi => self.csi(byte),
            State::Console => {
                self.begin(State::Ground);
                let number = byte.checked_sub(b'A').filter(|it| *it < 5)? + 1;
                Some(key(Key::plain(Code::F(number))))
            }
            State::Ss3 => {
                let known = ss3(byte);
                self.begin(State::Ground);
                known.map(key)
            }
            State::Answer => self.answer(byte),
            State::AnswerEnds => {
                let said = (byte == b'\\').then(|| answer(&self.held)).flatten();
                self.begin(State::Ground);
                said.map(Inbound::Ground)
            }
            State::Paste => self.pasted(byte),
        }
    }

    fn plain(&mut self, byte: u8) -> Option<Inbound> {
        let with_alt = self.alt;
        let named = |code| Key {
            code,
            ctrl: false,
            alt: with_alt,
        };
        let controlled = |character: u8| Key {
            code: Code::Char(char::from(character)),
            ctrl: true,
            alt: with_alt,
        };
        let pressed = match byte {
            0x1b => {
                self.begin(State::Escape);
                return None;
            }
            0x80.. => {
                self.state = State::Utf8;
                self.held.clear();
                self.held.push(byte);
                return None;
            }
            b'\r' => named(Code::Enter),
            b'\t' => named(Code::Tab),
            0x7f => named(Code::Backspace),
            0 => controlled(b' '),
            0x01..=0x1a => controlled(byte - 1 + b'a'),
            0x1c..=0x1f => controlled(byte - 0x1c + b'4'),
            b' '..=b'~' => named(Code::Char(char::from(byte))),
        };
        self.begin(State::Ground);
        Some(key(pressed))
    }

    fn utf8(&mut self, byte: u8) -> Option<Inbound> {
        let wanted = match self.held.first() {
            Some(0xc2..=0xdf) => 2,
            Some(0xe0..=0xef) => 3,
            Some(0xf0..=0xf4) => 4,
            _ => 0,
        };
        if wanted == 0 || byte & 0xc0 != 0x80 {
            // What is no character is dropped; what comes after it is not.
            self.begin(State::Ground);
            return self.byte(byte);
        }
        self.held.push(byte);
        if self.held.len() < wanted {
            return None;
        }
        let text = std::str::from_utf8(&self.held);
        let character = text.ok().and_then(|text| text.chars().next());
        let with_alt = self.alt;
        self.begin(State::Ground);
        let character = character.filter(|it| !it.is_control())?;
        Some(key(Key {
            code: Code::Char(character),
            ctrl: false,
            alt: with_alt,
        }))
    }

    fn escaped(&mut self, byte: u8) -> Option<Inbound> {
        match byte {
            b'[' => self.begin(State::Csi),
            b'O' => self.begin(State::Ss3),
            b']' => self.begin(State::Answer),
            0x1b => {
                self.begin(State::EscapeTwice);
                return Some(key(Key::plain(Code::Escape)));
            }
            _ => {
                self.alt = true;
                return self.plain(byte);
            }
        }
        None
    }

    fn csi(&mut self, byte: u8) -> Option<Inbound> {
        match byte {
            b'[' if self.held.is_empty() => {
                self.begin(State::Console);
                None
            }
            0x1b => {
                self.begin(State::Escape);
                None
            }
            b' '..=b'?' if self.held.len() < MAX_SEQUENCE => {
                self.held.push(byte);
                None
            }
            b'@'..=b'~' => {
                self.held.push(byte);
                if self.held == PASTE_BEGINS {
                    self.begin(State::Paste);
                    self.paste.clear();
                    self.ending = 0;
                    return None;
                }
                let said = csi(&self.held);
                self.begin(State::Ground);
                said
            }
            _ => {
                self.begin(State::Ground);
                None
            }
        }
    }

    fn answer(&mut self, byte: u8) -> Option<Inbound> {
        match byte {
            0x1b => self.state = State::AnswerEnds,
            7 => {
                let said = answer(&self.held);
                self.begin(State::Ground);
                return said.map(Inbound::Ground);
            }
            _ if self.held.len() < MAX_SEQUENCE => self.held.push(byte),
            _ => self.begin(State::Ground),
        }
        None
    }

    fn pasted(&mut self, byte: u8) -> Option<Inbound> {
        if byte == PASTE_ENDS[self.ending] {
            self.ending += 1;
            if self.ending < PASTE_ENDS.len() {
                return None;
            }
            self.begin(State::Ground);
            let text = harmless(&std::mem::take(&mut self.paste));
            return Some(Inbound::Ui(Event::Paste(text)));
        }
        // What looked like the end was part of the text; only its first byte can begin another.
        let begun = std::mem::replace(&mut self.ending, 0);
        self.keep(&PASTE_ENDS[..begun]);
        if byte == PASTE_ENDS[0] {
            self.ending = 1;
        } else {
            self.keep(&[byte]);
        }
        None
    }

    /// Keeps pasted bytes as long as there is room for them.
    fn keep(&mut self, bytes: &[u8]) {
        let room = MAX_PASTE_BYTES - self.paste.len();
        self.paste.extend(bytes.iter().take(room));
    }
}

const fn key(key: Key) -> Inbound {
    Inbound::Ui(Event::Key(key))
}

const fn alt(character: char) -> Key {
    Key {
        code: Code::Char(character),
        ctrl: false,
        alt: true,
    }
}

/// A paste without controls, line breaks as spaces; a character that was cut is left out.
fn harmless(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let cut = bytes.len() == MAX_PASTE_BYTES && text.ends_with(char::REPLACEMENT_CHARACTER);
    let text = if cut {
        text.trim_end_matches(char::REPLACEMENT_CHARACTER)
    } else {
        &text
    };
    text.chars()
        .filter_map(|character| match character {
            '\n' | '\r' | '\t' => Some(' '),
            control if control.is_control() => None,
            other => Some(other),
        })
        .collect()
}

#[cfg(test)]
mod tests;
