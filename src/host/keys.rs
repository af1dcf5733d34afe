//! Holds how a terminal's events become the machine's.

use crossterm::event::{
    Event as TerminalEvent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton,
    MouseEventKind,
};

use super::session::Inbound;
use crate::ui::{Code, Event, Key, Pointer, PointerKind};

/// The most of a paste that is taken; no line holds more.
pub const MAX_PASTE_BYTES: usize = 64 * 1_024;

/// The machine's event for a terminal's, if it has one.
#[must_use]
pub fn from_terminal(event: TerminalEvent) -> Option<Inbound> {
    let event = match event {
        TerminalEvent::Key(key) => Event::Key(key_from(key)?),
        TerminalEvent::Paste(text) => Event::Paste(harmless(&text)),
        // Told by its signal, which is heard from the first frame on.
        TerminalEvent::Resize(..) => return None,
        TerminalEvent::FocusGained => Event::Focus(true),
        TerminalEvent::FocusLost => Event::Focus(false),
        TerminalEvent::Mouse(mouse) => {
            let kind = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => PointerKind::Click,
                MouseEventKind::ScrollUp => PointerKind::WheelUp,
                MouseEventKind::ScrollDown => PointerKind::WheelDown,
                MouseEventKind::Down(_)
                | MouseEventKind::Up(_)
                | MouseEventKind::Drag(_)
                | MouseEventKind::Moved
                | MouseEventKind::ScrollLeft
                | MouseEventKind::ScrollRight => return None,
            };
            Event::Mouse(Pointer {
                kind,
                x: mouse.column,
                y: mouse.row,
            })
        }
    };
    Some(Inbound::Ui(event))
}

fn key_from(key: KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let code = match key.code {
        KeyCode::Char(character) if !character.is_control() => Code::Char(character),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Escape,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        KeyCode::Char(_)
        | KeyCode::Insert
        | KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    };
    Some(Key {
        code,
        ctrl: key.modifiers.contains(KeyModifiers::CONTROL),
        alt: key.modifiers.contains(KeyModifiers::ALT),
    })
}

/// A paste without controls, line breaks as spaces, and of a length that a line can hold.
fn harmless(text: &str) -> String {
    text[..text.floor_char_boundary(MAX_PASTE_BYTES)]
        .chars()
        .filter_map(|character| match character {
            '\n' | '\r' | '\t' => Some(' '),
            control if control.is_control() => None,
            other => Some(other),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<Inbound> {
        from_terminal(TerminalEvent::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn keys_keep_control_and_alt_and_fold_shift_into_the_character() {
        let upper = key(KeyCode::Char('L'), KeyModifiers::SHIFT);
        assert_eq!(upper, Some(Inbound::Ui(Event::Key(Key::char('L')))));
        let control = key(KeyCode::Char('r'), KeyModifiers::CONTROL);
        assert_eq!(control, Some(Inbound::Ui(Event::Key(Key::ctrl('r')))));
    }

    #[test]
    fn a_huge_paste_becomes_a_short_line_without_controls() {
        let huge = "\u{1b}[31mq\n".repeat(2_000_000);
        let Some(Inbound::Ui(Event::Paste(text))) = from_terminal(TerminalEvent::Paste(huge))
        else {
            panic!("no paste");
        };
        assert!(text.len() <= MAX_PASTE_BYTES);
        assert!(text.starts_with("[31mq [31mq "));
        assert!(!text.chars().any(char::is_control));
    }

    #[test]
    fn letting_a_key_go_is_no_key() {
        let mut event = KeyEvent::new(KeyCode::Char('w'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(from_terminal(TerminalEvent::Key(event)), None);
    }
}
