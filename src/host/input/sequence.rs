//! Holds what whole sequences of a terminal mean: keys with names, the mouse, focus, the answer about its ground.

use crate::ui::{Code, Event, Ground, Key, Pointer, PointerKind};

use super::super::session::Inbound;

/// What `ESC O` and a letter mean.
pub(super) fn ss3(byte: u8) -> Option<Key> {
    let code = match byte {
        b'M' => Code::Enter,
        _ => lettered(byte)?,
    };
    Some(Key::plain(code))
}

/// The keys that a letter names, behind `ESC O` and `ESC [`.
const fn lettered(byte: u8) -> Option<Code> {
    Some(match byte {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'P' => Code::F(1),
        b'Q' => Code::F(2),
        b'R' => Code::F(3),
        b'S' => Code::F(4),
        _ => return None,
    })
}

/// The keys that a number names, as in `ESC [ 5 ~`.
fn numbered(number: u16) -> Option<Code> {
    let function = |first: u16| u8::try_from(number - first).ok().map(Code::F);
    match number {
        1 | 7 => Some(Code::Home),
        3 => Some(Code::Delete),
        4 | 8 => Some(Code::End),
        5 => Some(Code::PageUp),
        6 => Some(Code::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=24 => function(12),
        _ => None,
    }
}

/// What `ESC [`, parameters and a last byte mean.
pub(super) fn csi(sequence: &[u8]) -> Option<Inbound> {
    let (last, rest) = sequence.split_last()?;
    let text = std::str::from_utf8(rest).ok()?;
    if let Some(mouse) = text.strip_prefix('<') {
        return pointer(mouse, *last).map(|it| Inbound::Ui(Event::Mouse(it)));
    }
    if text.starts_with('?') {
        return match last {
            // The terminal says what it is: asked after its ground, it has answered that before, or never will.
            b'c' => Some(Inbound::Ground(None)),
            b'u' => Some(Inbound::NamesKeys),
            _ => None,
        };
    }
    let mut fields = text.split(';');
    let mut next = || fields.next().unwrap_or_default();
    let (named, held, third) = (next(), next(), next());
    let first = numbers(named).next().flatten();
    let held = numbers(held).next().flatten();
    let held = held.unwrap_or(1).saturating_sub(1);
    if held & SYSTEM != 0 {
        return None;
    }
    let code = match last {
        b'I' if text.is_empty() => return Some(Inbound::Ui(Event::Focus(true))),
        b'O' if text.is_empty() => return Some(Inbound::Ui(Event::Focus(false))),
        b'Z' => Code::BackTab,
        b'~' if first == Some(27) => return character(third, held).map(pressed),
        b'~' => numbered(first?)?,
        b'u' => return character(named, held).map(pressed),
        // A place of the caret looks like a function key.
        b'R' if first.is_some_and(|it| it != 1) => return None,
        letter => lettered(*letter)?,
    };
    Some(pressed(Key {
        code,
        ctrl: held & CTRL != 0,
        alt: held & ALT != 0,
    }))
}

const fn pressed(key: Key) -> Inbound {
    Inbound::Ui(Event::Key(key))
}

/// The numbers of one field.
fn numbers(field: &str) -> impl Iterator<Item = Option<u16>> {
    field.split(':').map(|it| it.parse().ok())
}

/// What is held with a key.
const SHIFT: u16 = 1;
const ALT: u16 = 2;
const CTRL: u16 = 4;
/// Super, Hyper and Meta: such keys are the window system's.
const SYSTEM: u16 = 8 | 16 | 32;

/// A key by its character's number, as terminals say that have more keys than there are control characters: with the
/// numbers of what it is with Shift and of what it is on a Latin keyboard, where they say that.
///
/// What others send one byte for is the same key here.
fn character(field: &str, held: u16) -> Option<Key> {
    let mut numbers = numbers(field);
    let mut next = || numbers.next().flatten();
    let (own, shifted, latin) = (next()?, next(), next());
    let (shift, alt, ctrl) = (held & SHIFT != 0, held & ALT != 0, held & CTRL != 0);
    let number = match (latin, shifted) {
        (Some(latin), _) if own > 127 && (ctrl || alt) => latin,
        (_, Some(shifted)) if shift && !ctrl => shifted,
        (_, _) => own,
    };
    // `Ctrl-[`, `Ctrl-i`, `Ctrl-m`, and those that are `Ctrl-4` to `Ctrl-7`.
    let number = match number {
        91 if ctrl => 27,
        105 if ctrl => 9,
        109 if ctrl => 13,
        92..=95 if ctrl => number - 92 + 52,
        47 if ctrl => 55,
        _ => number,
    };
    let code = match number {
        9 if shift && own == 9 => Code::BackTab,
        9 => Code::Tab,
        13 => Code::Enter,
        27 => Code::Escape,
        127 => Code::Backspace,
        57_344..=63_743 => keypad(number)?,
        _ => Code::Char(char::from_u32(u32::from(number)).filter(|it| !it.is_control())?),
    };
    Some(Key {
        code,
        ctrl: ctrl && !matches!(code, Code::Enter | Code::Tab | Code::Escape),
        alt: alt && code != Code::Escape,
    })
}

/// The keys beside the others; who asks for names gets names of their own for them, and for keys that mean nothing here.
fn keypad(number: u16) -> Option<Code> {
    Some(match number {
        57_399..=57_408 => Code::Char(char::from_digit(u32::from(number) - 57_399, 10)?),
        57_409 => Code::Char('.'),
        57_410 => Code::Char('/'),
        57_411 => Code::Char('*'),
        57_412 => Code::Char('-'),
        57_413 => Code::Char('+'),
        57_414 => Code::Enter,
        57_415 => Code::Char('='),
        57_416 => Code::Char(','),
        57_417 => Code::Left,
        57_418 => Code::Right,
        57_419 => Code::Up,
        57_420 => Code::Down,
        57_421 => Code::PageUp,
        57_422 => Code::PageDown,
        57_423 => Code::Home,
        57_424 => Code::End,
        57_426 => Code::Delete,
        _ => return None,
    })
}

/// What the mouse did: a number for button and manner, column, row, from 1 on.
fn pointer(text: &str, last: u8) -> Option<Pointer> {
    let mut numbers = text.split(';').map(str::parse::<u16>);
    let button = numbers.next()?.ok()?;
    let x = numbers.next()?.ok()?.checked_sub(1)?;
    let y = numbers.next()?.ok()?.checked_sub(1)?;
    // Shift, Alt and Control with the mouse are the terminal's.
    let kind = match (button, last) {
        (0, b'M') => PointerKind::Click,
        (0, b'm') => PointerKind::Release,
        (32, b'M') => PointerKind::Drag,
        (64, b'M') => PointerKind::WheelUp,
        (65, b'M') => PointerKind::WheelDown,
        _ => return None,
    };
    Some(Pointer { kind, x, y })
}

/// The ground, from the answer to the question for its colour: `11;rgb:1e1e/1e1e/1e1e`.
pub(super) fn answer(held: &[u8]) -> Option<Option<Ground>> {
    let color = std::str::from_utf8(held).ok()?.strip_prefix("11;")?;
    let parts = color
        .strip_prefix("rgb:")
        .or_else(|| color.strip_prefix("rgba:"));
    let light: Vec<f64> = match (parts, color.strip_prefix('#')) {
        (Some(parts), _) => parts.split('/').take(3).filter_map(part).collect(),
        (None, Some(hex)) if hex.is_ascii() && hex.len() % 3 == 0 && !hex.is_empty() => {
            let size = hex.len() / 3;
            (0..3)
                .filter_map(|at| part(&hex[at * size..(at + 1) * size]))
                .collect()
        }
        (None, _) => Vec::new(),
    };
    let [red, green, blue] = light[..] else {
        return Some(None);
    };
    // As bright as it looks (ITU-R BT.601), against the middle.
    let bright = 0.299 * red + 0.587 * green + 0.114 * blue > 0.5;
    Some(Some(if bright { Ground::Light } else { Ground::Dark }))
}

/// One to four digits of a colour, 0 to 1.
fn part(hex: &str) -> Option<f64> {
    let most = match hex.len() {
        1 => 0xf,
        2 => 0xff,
        3 => 0xfff,
        4 => 0xffff,
        _ => return None,
    };
    let value = u16::from_str_radix(hex, 16).ok()?;
    Some(f64::from(value) / f64::from(most))
}
