//! Holds the one way to the cells: clean text in a role, clipped to the screen.
//!
//! Nothing else in `ui` writes to a buffer; a test holds the tree to that.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::ctx::Ctx;
use super::theme::{Role, Theme};
use super::words::Words;
use crate::model::Clean;

/// Writes clean text in roles to a buffer.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    ascii: bool,
}

/// Signs of the screens, and what stands for them where only ASCII is drawn.
const ASCII: &[(&str, &str)] = &[
    ("▲", "^"),
    ("▀", "="),
    ("▄", "_"),
    ("·", "-"),
    ("…", "~"),
    ("–", "-"),
    ("—", "-"),
    ("−", "-"),
    ("─", "-"),
    ("━", "="),
    ("░", "'"),
    ("▼", "v"),
    ("●", "*"),
    ("○", "o"),
    ("◐", "~"),
    ("▌", "|"),
    ("◂", "<"),
    ("▶", ">"),
    ("▸", ">"),
    ("█", "#"),
    ("▁", "."),
    ("▂", "."),
    ("▃", ":"),
    ("▅", "+"),
    ("▆", "+"),
    ("▇", "#"),
    ("✓", "+"),
    ("✗", "x"),
    ("→", ">"),
    ("›", ">"),
    ("‹", "<"),
    ("←", "<"),
    ("↑", "^"),
    ("↓", "v"),
    ("€", "E"),
    ("£", "L"),
    ("¥", "Y"),
    ("₽", "P"),
    ("₴", "H"),
    ("₩", "W"),
    ("₹", "R"),
    ("◌", "o"),
    ("⏎", "/"),
    ("⟨", "<"),
    ("⟩", ">"),
    ("’", "'"),
    ("‘", "'"),
    ("│", "|"),
    ("×", "x"),
    ("÷", "/"),
    ("√", "V"),
    ("²", "2"),
    ("₀", "0"),
    ("₁", "1"),
    ("∑", "S"),
    ("∏", "P"),
    ("↳", ">"),
    ("≥", ">"),
    ("±", "~"),
    ("“", "\""),
    ("”", "\""),
    ("«", "\""),
    ("»", "\""),
];

/// Blocks that fill one to seven eighths of a cell from the left.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

impl<'a> Pen<'a> {
    /// A pen for a buffer.
    pub fn new(buffer: &'a mut Buffer, ctx: &Ctx<'a>) -> Self {
        Self {
            buffer,
            theme: &ctx.reader.theme,
            ascii: ctx.reader.ascii,
        }
    }

    /// Writes a text into at most `room` cells from a place; says how many cells it took.
    pub fn put(&mut self, x: u16, y: u16, room: u16, text: &Clean, role: Role) -> u16 {
        let style = self.theme.style(role);
        // What the screen's edge would cut is cut before it, where one sees that it goes on.
        let room = room.min(self.buffer.area.right().saturating_sub(x));
        let mut at = x;
        for grapheme in text.cut(usize::from(room)).as_str().graphemes(true) {
            let sign = if self.ascii {
                ascii(grapheme)
            } else {
                grapheme
            };
            let width = u16::try_from(sign.width()).unwrap_or(1);
            let last = at.saturating_add(width.saturating_sub(1));
            // A wide sign whose second half would lie outside is not drawn at all.
            if self.buffer.area.contains(Position::new(last, y))
                && self.buffer.area.contains(Position::new(at, y))
            {
                self.set(at, y, sign, style);
                for covered in at + 1..=last {
                    self.set(covered, y, " ", style);
                }
            }
            at = at.saturating_add(width);
        }
        at - x
    }

    /// Puts a sign into a cell: whatever role was there is gone, its ground stays.
    fn set(&mut self, x: u16, y: u16, sign: &str, style: Style) {
        let cell = &mut self.buffer[(x, y)];
        let ground = Style::new().bg(cell.bg);
        cell.set_style(Style::reset()).set_style(ground);
        cell.set_symbol(sign).set_style(style);
    }

    /// Writes a text so that it ends before `end`, in at most `room` cells.
    pub fn put_right(&mut self, end: u16, y: u16, room: u16, text: &Clean, role: Role) {
        let width = cells(text.width()).min(room);
        self.put(end.saturating_sub(width), y, width, text, role);
    }

    /// Writes words into at most `room` cells; says how many they took.
    pub fn words(&mut self, x: u16, y: u16, room: u16, words: &Words) -> u16 {
        let room = room.min(self.buffer.area.right().saturating_sub(x));
        let mut used = 0;
        let mut left = words.width();
        for (text, role) in words.parts() {
            let start = used;
            let fits = left <= usize::from(room - start);
            let whole = text.width() < usize::from(room - start) || fits;
            left -= text.width();
            if whole {
                used += self.put(x.saturating_add(used), y, room - used, text, *role);
                continue;
            }
            // Something is left out from here on: the line says so, also where it breaks between two parts.
            let text = Clean::from_string(format!("{text}…"));
            used += self.put(x.saturating_add(used), y, room - used, &text, *role);
            break;
        }
        used
    }

    /// Writes words so that they end before `end`, in at most `room` cells.
    pub fn words_right(&mut self, end: u16, y: u16, room: u16, words: &Words) {
        let width = cells(words.width()).min(room);
        self.words(end.saturating_sub(width), y, width, words);
    }

    /// Lays a role over an area, keeping its text.
    pub fn lay(&mut self, area: Rect, role: Role) {
        let style = self.theme.style(role);
        self.buffer
            .set_style(area.intersection(self.buffer.area), style);
    }

    /// Gives what stands in an area another role: nothing of its own stays, such as that it was faint.
    pub fn recolour(&mut self, area: Rect, role: Role) {
        let style = self.theme.style(role);
        for Position { x, y } in area.intersection(self.buffer.area).positions() {
            let sign = self.buffer[(x, y)].symbol().to_owned();
            self.set(x, y, &sign, style);
        }
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return;
        }
        for y in area.top()..area.bottom() {
            // A wide sign that reaches into the area would leave half of itself outside.
            if let Some(before) = area.left().checked_sub(1) {
                let cell = &mut self.buffer[(before, y)];
                if cell.symbol().width() > 1 {
                    cell.set_symbol(" ");
                }
            }
            for x in area.left()..area.right() {
                self.buffer[(x, y)].reset();
            }
        }
    }

    /// Draws a line from left to right.
    pub fn rule(&mut self, area: Rect) {
        let line = Clean::from_string("─".repeat(usize::from(area.width)));
        self.put(area.x, area.y, area.width, &line, Role::Rule);
    }

    /// Fills cells from the left, the last one by eighths.
    pub fn bar(&mut self, x: u16, y: u16, eighths: u32, role: Role) {
        let (mut full, rest) = (eighths / 8, eighths % 8);
        if self.ascii {
            full += u32::from(rest >= 4 || full == 0 && rest > 0);
        }
        let mut bar = "█".repeat(
            usize::try_from(full)
                .unwrap_or(0)
                .min(usize::from(u16::MAX)),
        );
        if let (false, Some(part)) = (self.ascii, rest.checked_sub(1)) {
            bar.extend(EIGHTHS.get(part as usize));
        }
        let room = cells(bar.chars().count());
        self.put(x, y, room, &Clean::from_string(bar), role);
        if self.ascii {
            return;
        }
        // A whole block hides its ground: without one it need not be sent again where the cursor comes and goes.
        let whole = Rect::new(x, y, room.min(u16::try_from(full).unwrap_or(room)), 1);
        for position in whole.intersection(self.buffer.area).positions() {
            self.buffer[position].bg = Color::Reset;
        }
    }
}

/// A width as a terminal counts it: of what is wider than any screen, so much that some of it can be added up.
#[must_use]
pub fn cells(width: usize) -> u16 {
    const MOST: u16 = u16::MAX / 8;
    u16::try_from(width).map_or(MOST, |width| width.min(MOST))
}

fn ascii(grapheme: &str) -> &str {
    if grapheme.is_ascii() {
        return grapheme;
    }
    // What stands for control characters.
    if grapheme.starts_with(|sign| ('␀'..='␡').contains(&sign)) {
        return "?";
    }
    ASCII
        .iter()
        // What is set over a sign has no place over its stand-in.
        .find(|(sign, _)| grapheme.starts_with(sign))
        .map_or(grapheme, |(_, plain)| plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Figure;
    use crate::i18n::{Language, Locale};
    use crate::ui::ctx::Reader;
    use crate::ui::theme::Look;
    use chrono::NaiveDateTime;
    use ratatui::layout::Size;

    /// What a line of a screen eight cells wide shows after something was put there.
    fn drawn(draw: impl Fn(&mut Pen<'_>)) -> String {
        let reader = Reader::new(Locale::new(Language::English), Look::Dark);
        let ctx = Ctx {
            reader: &reader,
            now: NaiveDateTime::default(),
            size: Size::new(8, 1),
        };
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        draw(&mut Pen::new(&mut buffer, &ctx));
        let line = (0..8).map(|x| buffer[(x, 0)].symbol());
        line.collect::<String>().trim_end().to_owned()
    }

    fn parts(texts: &[&'static str]) -> Words {
        let start = Words::new();
        texts
            .iter()
            .fold(start, |all, it| all.and(Clean::literal(it), Role::Text))
    }

    #[test]
    fn every_sign_of_english_messages_has_one_in_ascii() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/locales/en");
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            for line in lines {
                let plain = line.graphemes(true).all(|sign| ascii(sign).is_ascii());
                assert!(plain, "{line}");
            }
        }
    }

    #[test]
    fn every_sign_of_a_formula_and_its_source_has_one_in_ascii() {
        for figure in Figure::all() {
            for text in [figure.formula(), figure.source().unwrap_or_default()] {
                let plain = text.graphemes(true).all(|sign| ascii(sign).is_ascii());
                assert!(plain, "{text}");
            }
        }
    }

    #[test]
    fn no_sign_has_two_in_ascii() {
        for (at, (sign, _)) in ASCII.iter().enumerate() {
            let again = ASCII[..at].iter().any(|(other, _)| sign.starts_with(other));
            assert!(!again, "{sign}");
        }
    }

    #[test]
    fn what_lies_beside_the_screen_is_cleared_without_a_word() {
        let said = drawn(|pen| {
            pen.put(0, 0, 8, &Clean::literal("12345678"), Role::Text);
            pen.clear(Rect::new(12, 0, 3, 1));
            pen.clear(Rect::new(0, 4, 3, 1));
            pen.clear(Rect::new(7, 0, 3, 1));
        });
        assert_eq!(said, "1234567");
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis_wherever_it_breaks() {
        let said = |texts: &[&'static str], room| {
            drawn(|pen| {
                pen.words(0, 0, room, &parts(texts));
            })
        };
        assert_eq!(said(&["abc", "de"], 5), "abcde");
        assert_eq!(said(&["abc", "def"], 5), "abcd…");
        assert_eq!(said(&["abc", "def"], 4), "abc…");
        assert_eq!(said(&["abc", "def"], 3), "ab…");
        assert_eq!(said(&["abc", "def", "g"], 6), "abcde…");
        // A wide sign covers two cells.
        assert_eq!(said(&["北京", "x"], 4), "北 …");
    }

    #[test]
    fn the_edge_of_the_screen_cuts_nothing_unseen() {
        let text = Clean::literal("abcdef");
        assert_eq!(
            drawn(|pen| {
                pen.put(4, 0, 40, &text, Role::Text);
            }),
            "    abc…"
        );
        assert_eq!(
            drawn(|pen| {
                pen.words(6, 0, 40, &parts(&["ab", "cd"]));
            }),
            "      a…"
        );
    }
}
