//! Holds how cells become bytes for one terminal: its own size, its own number of colours, one write a frame.
//!
//! Nothing here asks the process's terminal or environment anything, for a frame may go down any line. A frame is
//! wrapped in marks that make a terminal show it at once or not at all; terminals that do not know them ignore them.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::config::Depth;

/// Turns cells into bytes for one terminal.
#[derive(Debug)]
pub struct Painter<W> {
    out: W,
    /// The frame so far.
    frame: Vec<u8>,
    size: Size,
    depth: Depth,
    /// How the terminal writes now.
    pen: Pen,
    /// Where the next sign would go, if that is known.
    at: Option<Position>,
    caret_shown: Option<bool>,
    written: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Pen = Pen {
    fg: Color::Reset,
    bg: Color::Reset,
    modifier: Modifier::empty(),
};

const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

impl<W: Write> Painter<W> {
    /// A painter for a terminal of that size and with so many colours.
    pub const fn new(out: W, size: Size, depth: Depth) -> Self {
        Self {
            out,
            frame: Vec::new(),
            size,
            depth,
            pen: PLAIN,
            at: None,
            caret_shown: None,
            written: 0,
        }
    }

    /// Takes another size of the terminal.
    pub const fn set_size(&mut self, size: Size) {
        self.size = size;
    }

    /// How many bytes were written so far.
    pub const fn bytes_written(&self) -> u64 {
        self.written
    }

    /// Forgets what the terminal looks like: something else may have written to it.
    pub const fn forget(&mut self) {
        self.at = None;
        self.caret_shown = None;
    }

    /// Writes bytes that draw nothing, after what is waiting.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.written += bytes.len() as u64;
        self.out.flush()
    }

    fn go(&mut self, position: Position) {
        let ahead = self.at.filter(|at| at.y == position.y);
        let ahead = ahead.and_then(|at| position.x.checked_sub(at.x));
        if let Some(cells) = ahead.filter(|cells| *cells > 0) {
            self.add(&format!("\x1b[{cells}C"));
            self.at = Some(position);
        } else if self.at != Some(position) {
            self.add(&format!(
                "\x1b[{};{}H",
                u32::from(position.y) + 1,
                u32::from(position.x) + 1
            ));
            self.at = Some(position);
        }
    }

    fn add(&mut self, text: &str) {
        self.frame.extend_from_slice(text.as_bytes());
    }

    fn take_pen(&mut self, wanted: Pen) {
        let mut codes = Vec::new();
        let mut now = self.pen;
        if wanted.modifier != now.modifier {
            // Weights cannot be taken off one by one everywhere; all off and the wanted ones on is short enough.
            codes.push("0".to_owned());
            now = PLAIN;
            for (weight, code) in WEIGHTS {
                if wanted.modifier.contains(weight) {
                    codes.push(code.to_owned());
                }
            }
        }
        if wanted.fg != now.fg {
            codes.push(color_code(wanted.fg, 30));
        }
        if wanted.bg != now.bg {
            codes.push(color_code(wanted.bg, 40));
        }
        if !codes.is_empty() {
            self.add(&format!("\x1b[{}m", codes.join(";")));
        }
        self.pen = wanted;
    }

    fn pen_for(&self, cell: &Cell) -> Pen {
        Pen {
            fg: fit_color(cell.fg, self.depth),
            bg: fit_color(cell.bg, self.depth),
            modifier: cell.modifier,
        }
    }
}

const WEIGHTS: [(Modifier, &str); 6] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
    (Modifier::CROSSED_OUT, "9"),
];

/// A colour within the terminal's means.
fn fit_color(color: Color, depth: Depth) -> Color {
    match (depth, color) {
        (Depth::None, _) => Color::Reset,
        (Depth::True, color) => color,
        (Depth::Indexed, Color::Rgb(r, g, b)) => Color::Indexed(nearest_indexed(r, g, b)),
        (Depth::Sixteen, Color::Rgb(r, g, b)) => Color::Indexed(nearest_of_sixteen(r, g, b)),
        (Depth::Indexed | Depth::Sixteen, color) => color,
    }
}

/// The nearest of the 6 × 6 × 6 cube and the 24 greys; the first sixteen are the reader's own and stay out of it.
fn nearest_indexed(r: u8, g: u8, b: u8) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |value: u8| {
        (0..6_u8)
            .min_by_key(|index| STEPS[usize::from(*index)].abs_diff(value))
            .unwrap_or(0)
    };
    let (ri, gi, bi) = (step(r), step(g), step(b));
    let cube = (
        STEPS[usize::from(ri)],
        STEPS[usize::from(gi)],
        STEPS[usize::from(bi)],
    );
    let grey_index = (0..24_u8)
        .min_by_key(|index| distance((r, g, b), grey(*index)))
        .unwrap_or(0);
    if distance((r, g, b), grey(grey_index)) < distance((r, g, b), cube) {
        232 + grey_index
    } else {
        16 + 36 * ri + 6 * gi + bi
    }
}

const fn grey(index: u8) -> (u8, u8, u8) {
    let value = 8 + 10 * index;
    (value, value, value)
}

fn nearest_of_sixteen(r: u8, g: u8, b: u8) -> u8 {
    (0..16_u8)
        .min_by_key(|index| {
            let high = if *index < 8 { 170 } else { 255 };
            let part = |bit: u8| {
                if index & bit != 0 {
                    high
                } else if *index < 8 {
                    0
                } else {
                    85
                }
            };
            distance((r, g, b), (part(1), part(2), part(4)))
        })
        .unwrap_or(7)
}

fn distance(one: (u8, u8, u8), other: (u8, u8, u8)) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    square(one.0, other.0) * 3 + square(one.1, other.1) * 6 + square(one.2, other.2)
}

/// The code that takes a colour for signs (30) or their ground (40).
fn color_code(color: Color, base: u8) -> String {
    let named = |index: u8| (base + index).to_string();
    let light = |index: u8| (base + 60 + index).to_string();
    match color {
        Color::Reset => named(9),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => light(0),
        Color::LightRed => light(1),
        Color::LightGreen => light(2),
        Color::LightYellow => light(3),
        Color::LightBlue => light(4),
        Color::LightMagenta => light(5),
        Color::LightCyan => light(6),
        Color::White => light(7),
        Color::Indexed(index) if index < 8 => named(index),
        Color::Indexed(index) if index < 16 => light(index - 8),
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

/// Puts the cells of one pen together, the pens in the order in which they come: with many colours, to take another pen
/// costs more than to go somewhere.
fn by_pen<T>(cells: &mut [(Pen, u16, u16, T)]) {
    let mut pens: Vec<Pen> = Vec::new();
    for (pen, ..) in cells.iter() {
        if !pens.contains(pen) {
            pens.push(*pen);
        }
    }
    cells.sort_by_key(|(pen, ..)| pens.iter().position(|it| it == pen));
}

impl<W: Write> Backend for Painter<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        // A terminal may have shrunk meanwhile; what is outside would wrap.
        let size = self.size;
        let inside = content.filter(|(x, y, _)| *x < size.width && *y < size.height);
        let mut cells: Vec<_> = inside
            .map(|(x, y, cell)| (self.pen_for(cell), x, y, cell))
            .collect();
        if matches!(self.depth, Depth::True | Depth::Indexed) {
            by_pen(&mut cells);
        }
        for (pen, x, y, cell) in cells {
            self.go(Position::new(x, y));
            self.take_pen(pen);
            self.add(cell.symbol());
            let width = u16::try_from(cell.symbol().width()).unwrap_or(1);
            // At the edge, and after signs whose width terminals disagree on, the place is not known for sure.
            let sure = cell.symbol().is_ascii() || width == 1 && cell.symbol().chars().count() == 1;
            let next = Position::new(x + width, y);
            self.at = (sure && next.x < self.size.width).then_some(next);
        }
        self.take_pen(PLAIN);
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.caret_shown.replace(false) != Some(false) {
            self.add("\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.caret_shown.replace(true) != Some(true) {
            self.add("\x1b[?25h");
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.at.unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.add(match region {
            ClearType::All => "\x1b[2J",
            ClearType::AfterCursor => "\x1b[J",
            ClearType::BeforeCursor => "\x1b[1J",
            ClearType::CurrentLine => "\x1b[2K",
            ClearType::UntilNewLine => "\x1b[K",
        });
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let mut whole =
            Vec::with_capacity(self.frame.len() + FRAME_BEGINS.len() + FRAME_ENDS.len());
        whole.extend_from_slice(FRAME_BEGINS);
        whole.append(&mut self.frame);
        whole.extend_from_slice(FRAME_ENDS);
        self.send(&whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn painted(depth: Depth, style: Style) -> String {
        let mut painter = Painter::new(Vec::new(), Size::new(10, 2), depth);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 2));
        buffer.set_string(2, 1, "hi", style);
        let cells: Vec<_> = [(2, 1), (3, 1)]
            .iter()
            .map(|&(x, y)| (x, y, &buffer[(x, y)]))
            .collect();
        painter.draw(cells.into_iter()).unwrap();
        painter.flush().unwrap();
        assert_eq!(painter.bytes_written(), painter.out.len() as u64);
        String::from_utf8(painter.out).unwrap()
    }

    #[test]
    fn a_frame_is_one_write_between_its_marks_and_moves_once() {
        let text = painted(
            Depth::True,
            Style::new()
                .fg(Color::Rgb(1, 2, 3))
                .add_modifier(Modifier::BOLD),
        );
        assert_eq!(
            text,
            "\x1b[?2026h\x1b[2;3H\x1b[0;1;38;2;1;2;3mhi\x1b[0m\x1b[?2026l"
        );
    }

    #[test]
    fn colours_stay_within_the_terminals_means() {
        let accent = Style::new()
            .fg(Color::Rgb(0x7c, 0xc7, 0xd8))
            .bg(Color::Rgb(0x1e, 0x21, 0x28));
        assert!(painted(Depth::Indexed, accent).contains("\x1b[38;5;116;48;5;234m"));
        assert!(!painted(Depth::Sixteen, accent).contains(";2;"));
        let none = painted(Depth::None, accent.add_modifier(Modifier::BOLD));
        assert_eq!(none, "\x1b[?2026h\x1b[2;3H\x1b[0;1mhi\x1b[0m\x1b[?2026l");
    }

    #[test]
    fn each_pen_is_taken_once_a_frame() {
        let mut painter = Painter::new(Vec::new(), Size::new(10, 2), Depth::True);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 2));
        let one = Style::new().fg(Color::Rgb(1, 2, 3));
        let other = Style::new().fg(Color::Rgb(4, 5, 6));
        buffer.set_string(0, 0, "ab  cd", one);
        buffer.set_string(2, 0, "x", other);
        buffer.set_string(0, 1, "y", other);
        let cells: Vec<_> = [(0, 0), (1, 0), (2, 0), (4, 0), (5, 0), (0, 1)]
            .iter()
            .map(|&(x, y)| (x, y, &buffer[(x, y)]))
            .collect();
        painter.draw(cells.into_iter()).unwrap();
        painter.flush().unwrap();
        let text = String::from_utf8(painter.out).unwrap();
        let one = "\x1b[38;2;1;2;3m";
        let other = "\x1b[38;2;4;5;6m";
        let drawn = format!("\x1b[1;1H{one}ab\x1b[2Ccd\x1b[1;3H{other}x\x1b[2;1Hy\x1b[39m");
        assert_eq!(text, format!("\x1b[?2026h{drawn}\x1b[?2026l"));
    }

    #[test]
    fn nothing_to_say_is_nothing_written() {
        let mut painter = Painter::new(Vec::new(), Size::new(10, 2), Depth::True);
        painter.hide_cursor().unwrap();
        painter.flush().unwrap();
        let before = painter.bytes_written();
        painter.hide_cursor().unwrap();
        painter.draw(std::iter::empty()).unwrap();
        painter.flush().unwrap();
        assert_eq!(painter.bytes_written(), before);
    }

    #[test]
    fn cells_outside_the_terminal_are_left_out() {
        let mut painter = Painter::new(Vec::new(), Size::new(2, 1), Depth::True);
        let cell = Cell::new("x");
        painter
            .draw([(5, 0, &cell), (0, 3, &cell)].into_iter())
            .unwrap();
        painter.flush().unwrap();
        assert_eq!(painter.bytes_written(), 0);
    }
}
