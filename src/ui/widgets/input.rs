//! Holds one line of text that is typed into: the text, the caret, the usual keys, and how it is drawn.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation;

use super::super::ctx::Ctx;
use super::super::key::{Code, Key};
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use crate::model::Clean;

/// The most that a line takes; what is pasted beyond it is dropped.
pub const MAX_INPUT_BYTES: usize = 4_096;

/// What a key did to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// The text is another.
    Text,
    /// The caret is elsewhere.
    Caret,
    /// Nothing; the key means something else.
    Nothing,
}

/// A line of text and its caret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// In bytes, always between two graphemes.
    caret: usize,
}

impl Input {
    /// A line with a text in it, the caret at its end.
    #[must_use]
    pub fn with(text: &str) -> Self {
        let mut input = Self::default();
        input.insert(text);
        input
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The caret, in bytes.
    #[must_use]
    pub const fn caret(&self) -> usize {
        self.caret
    }

    /// Puts a text in at the caret: as much of it as fits, line breaks as spaces, other controls left out.
    pub fn insert(&mut self, text: &str) {
        let room = MAX_INPUT_BYTES.saturating_sub(self.text.len());
        let mut fitting = String::new();
        for character in text.chars() {
            let character = if matches!(character, '\n' | '\r' | '\t') {
                ' '
            } else {
                character
            };
            if fitting.len() + character.len_utf8() > room {
                break;
            }
            if !character.is_control() {
                fitting.push(character);
            }
        }
        self.text.insert_str(self.caret, &fitting);
        self.caret += fitting.len();
        // What was put in may join with what follows; the caret goes after the whole.
        self.caret = self.boundary_from(self.caret);
    }

    /// Puts a text in place of a part, the caret after it.
    pub fn replace(&mut self, span: Range<usize>, text: &str) {
        let start = self.text.floor_char_boundary(span.start);
        let end = self.text.floor_char_boundary(span.end).max(start);
        self.text.replace_range(start..end, "");
        self.caret = start;
        self.insert(text);
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> Edit {
        if let Some(character) = key.typed() {
            self.insert(character.encode_utf8(&mut [0; 4]));
            return Edit::Text;
        }
        let before = self.before();
        let after = self.after();
        match (key.code, key.ctrl || key.alt) {
            (Code::Backspace, false) => self.cut(before..self.caret),
            (Code::Delete, false) => self.cut(self.caret..after),
            (Code::Backspace, true) | (Code::Char('w'), true) => {
                self.cut(self.word_before()..self.caret)
            }
            (Code::Char('u'), true) => self.cut(0..self.caret),
            (Code::Char('k'), true) => self.cut(self.caret..self.text.len()),
            (Code::Left, false) => self.to(before),
            (Code::Right, false) => self.to(after),
            (Code::Left, true) | (Code::Char('b'), true) => self.to(self.word_before()),
            (Code::Right, true) | (Code::Char('f'), true) => self.to(self.word_after()),
            (Code::Home, _) | (Code::Char('a'), true) => self.to(0),
            (Code::End, _) | (Code::Char('e'), true) => self.to(self.text.len()),
            _ => Edit::Nothing,
        }
    }

    /// Puts the caret before the sign that a click is at, in a line of that width, or behind the last.
    pub fn point(&mut self, line: Rect, x: u16, focused: bool) {
        let seen = usize::from(x.saturating_sub(line.x));
        let at = self.skipped(line.width, focused) + seen;
        let mut end = 0;
        let mut signs = self.text.grapheme_indices(true);
        let under = signs.find(|(_, sign)| {
            end += Clean::new(sign).width();
            end > at
        });
        self.caret = under.map_or(self.text.len(), |(index, _)| index);
    }

    /// How many cells of the text lie left of what is seen.
    fn skipped(&self, width: u16, focused: bool) -> usize {
        if focused {
            let before = Clean::new(&self.text[..self.caret]).width();
            before.saturating_sub(usize::from(width).saturating_sub(1))
        } else {
            0
        }
    }

    fn to(&mut self, caret: usize) -> Edit {
        self.caret = caret;
        Edit::Caret
    }

    fn cut(&mut self, span: Range<usize>) -> Edit {
        if span.is_empty() {
            return Edit::Caret;
        }
        self.caret = span.start;
        self.text.replace_range(span, "");
        self.caret = self.boundary_from(self.caret);
        Edit::Text
    }

    fn boundary_from(&self, at: usize) -> usize {
        self.text
            .grapheme_indices(true)
            .map(|(index, _)| index)
            .find(|index| *index >= at)
            .unwrap_or(self.text.len())
    }

    fn before(&self) -> usize {
        self.text[..self.caret]
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(index, _)| index)
    }

    fn after(&self) -> usize {
        let next = self.text[self.caret..].graphemes(true).next();
        self.caret + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.caret].unicode_word_indices();
        words.next_back().map_or(0, |(index, _)| index)
    }

    fn word_after(&self) -> usize {
        let mut words = self.text[self.caret..].unicode_word_indices();
        words.next().map_or(self.text.len(), |(index, word)| {
            self.caret + index + word.len()
        })
    }
}

/// A line of text as it is drawn.
#[derive(Debug)]
pub struct Field<'a> {
    /// The text and its caret.
    pub input: &'a Input,
    /// Whether it is being typed into.
    pub focused: bool,
    /// The part that is wrong, in bytes.
    pub wrong: Option<Range<usize>>,
    /// What is shown where nothing was typed.
    pub placeholder: Clean,
    /// Who reads.
    pub ctx: &'a Ctx<'a>,
}

impl Field<'_> {
    /// Where the caret is, if the line is being typed into.
    #[must_use]
    pub fn caret(&self, area: Rect) -> Option<(u16, u16)> {
        if !self.focused || area.is_empty() {
            return None;
        }
        Some((self.column(area, self.input.caret)?, area.y))
    }

    /// The column in which a byte of the text is drawn, or the nearest that is seen.
    #[must_use]
    pub fn column(&self, area: Rect, byte: usize) -> Option<u16> {
        let before = self.input.text.get(..byte)?;
        let skipped = self.input.skipped(area.width, self.focused);
        let at = cells(Clean::new(before).width().saturating_sub(skipped));
        Some(area.x + at.min(area.width.saturating_sub(1)))
    }

    /// Says that the text goes on to the right, unless the caret is there.
    fn cut(&self, area: Rect, pen: &mut Pen<'_>) {
        let last = area.right() - 1;
        if self.caret(area) != Some((last, area.y)) {
            pen.put(last, area.y, 1, &Clean::literal("…"), Role::Quiet);
        }
    }
}

impl Widget for &Field<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let mut pen = Pen::new(buffer, self.ctx);
        if self.input.text.is_empty() {
            pen.put(area.x, area.y, area.width, &self.placeholder, Role::Faint);
        }
        let skipped = self.input.skipped(area.width, self.focused);
        let mut at = 0;
        for (index, grapheme) in self.input.text.grapheme_indices(true) {
            let wrong = self
                .wrong
                .as_ref()
                .is_some_and(|span| span.contains(&index));
            let shown = Clean::new(grapheme);
            let width = shown.width();
            if at >= skipped {
                let x = cells(at - skipped);
                if usize::from(x) + width > usize::from(area.width) {
                    self.cut(area, &mut pen);
                    break;
                }
                let role = if wrong { Role::Error } else { Role::Strong };
                pen.put(area.x + x, area.y, area.width - x, &shown, role);
            }
            at += width;
        }
        if skipped > 0 && area.width > 1 {
            pen.put(area.x, area.y, 1, &Clean::literal("…"), Role::Quiet);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(input: &mut Input, keys: &[Key]) {
        for key in keys {
            input.key(*key);
        }
    }

    #[test]
    fn typing_and_deleting_go_by_what_one_sees() {
        let mut input = Input::with("Łódź 北京");
        typed(&mut input, &[Key::plain(Code::Backspace)]);
        assert_eq!(input.text(), "Łódź 北");
        typed(
            &mut input,
            &[Key::ctrl('a'), Key::plain(Code::Delete), Key::char('L')],
        );
        assert_eq!(input.text(), "Lódź 北");
        typed(
            &mut input,
            &[Key::ctrl('e'), Key::ctrl('w'), Key::ctrl('w')],
        );
        assert_eq!(input.text(), "");
        let mut marked = Input::with("e\u{301}");
        typed(&mut marked, &[Key::plain(Code::Backspace)]);
        assert_eq!(marked.text(), "");
    }

    #[test]
    fn a_click_goes_by_the_cells_that_are_seen() {
        let line = Rect::new(10, 0, 20, 1);
        let pointed = |x, focused, width| {
            let mut input = Input::with("ab 北京市 e\u{301}f");
            input.point(Rect { width, ..line }, x, focused);
            input.text()[input.caret()..].to_owned()
        };
        for (x, rest) in [
            (10, "ab 北京市 e\u{301}f"),
            (12, " 北京市 e\u{301}f"),
            (13, "北京市 e\u{301}f"),
            (14, "北京市 e\u{301}f"),
            (15, "京市 e\u{301}f"),
            (20, "e\u{301}f"),
            (21, "f"),
            (22, ""),
            (29, ""),
        ] {
            assert_eq!(pointed(x, true, 20), rest, "{x}");
        }
        // Of 12 cells the last ones are seen while it is typed into, and the first while it is not.
        assert_eq!(pointed(11, true, 8), "京市 e\u{301}f");
        assert_eq!(pointed(11, false, 8), "b 北京市 e\u{301}f");
    }

    #[test]
    fn a_part_can_be_replaced() {
        let mut input = Input::with("sorce:fair");
        input.replace(0..5, "source");
        assert_eq!((input.text(), input.caret()), ("source:fair", 6));
    }

    #[test]
    fn what_is_pasted_is_one_line_and_has_a_limit() {
        let mut input = Input::default();
        input.insert("a\r\nb\u{1b}[31mc");
        assert_eq!(input.text(), "a  b[31mc");
        input.insert(&"x".repeat(10_000_000));
        assert_eq!(input.text().len(), MAX_INPUT_BYTES);
    }

    proptest! {
        #[test]
        fn no_keys_can_break_a_line(
            start in any::<String>(),
            keys in proptest::collection::vec((0usize..14, any::<char>()), 0..30),
        ) {
            let mut input = Input::with(&start);
            for (which, character) in keys {
                let key = match which {
                    0 => Key::plain(Code::Backspace),
                    1 => Key::plain(Code::Delete),
                    2 => Key::plain(Code::Left),
                    3 => Key::plain(Code::Right),
                    4 => Key::ctrl('w'),
                    5 => Key::ctrl('b'),
                    6 => Key::ctrl('f'),
                    7 => Key::plain(Code::Home),
                    _ => Key::char(character),
                };
                input.key(key);
                prop_assert!(input.text().is_char_boundary(input.caret()));
                prop_assert!(input.text().len() <= MAX_INPUT_BYTES);
            }
        }
    }
}
