//! Holds how cells become bytes for one terminal: its own size, its own number of colours, one write a frame.
//!
//! Nothing here asks the process's terminal or environment anything, for a frame may go down any line. A frame is
//! wrapped in marks that make a terminal show it at once or not at all; terminals that do not know them ignore them.

mod wide;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

use self::wide::Wide;
use super::colours::{Fitting, Use, color_code};
use crate::config::Depth;

/// Turns cells into bytes for one terminal.
#[derive(Debug)]
pub struct Painter<W> {
    out: W,
    /// The frame so far.
    frame: Vec<u8>,
    size: Size,
    depth: Depth,
    /// What of its colours is nearest to a theme's.
    fitting: Fitting,
    /// How the terminal writes now.
    pen: Pen,
    /// Where the next sign would go, if that is known.
    at: Option<Position>,
    /// The line where it would go, if that is known.
    line: Option<u16>,
    caret_shown: Option<bool>,
    /// Whether it erases in the colour of the ground.
    erases: bool,
    written: u64,
    /// How it writes where nothing has a look of its own: plainly, or on the ground of a theme.
    home: Pen,
    /// The wide signs that stand on the ground of a theme.
    wide: Wide,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// Whether a blank looks the same in both.
    fn fills_like(self, other: Self) -> bool {
        self.bg == other.bg && !(self.modifier | other.modifier).intersects(SHOWN)
    }
}

/// The weights that are seen on a blank.
const SHOWN: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

const PLAIN: Pen = Pen {
    fg: Color::Reset,
    bg: Color::Reset,
    modifier: Modifier::empty(),
};

/// So many blanks are longer than what erases them and goes behind them.
const WORTH_ERASING: u16 = 10;

/// Of so many cells at most it is looked for the shorter of two ways.
const WORTH_SORTING: usize = 2_000;

const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

impl<W: Write> Painter<W> {
    /// A painter for a terminal of that size and with so many colours.
    pub fn new(out: W, size: Size, depth: Depth) -> Self {
        Self {
            out,
            frame: Vec::new(),
            size,
            depth,
            fitting: Fitting::new(depth),
            pen: PLAIN,
            at: None,
            line: None,
            caret_shown: None,
            erases: true,
            written: 0,
            home: PLAIN,
            wide: Wide::default(),
        }
    }

    /// Takes word of a terminal that erases without colour.
    pub const fn set_erases(&mut self, erases: bool) {
        self.erases = erases;
    }

    /// Takes a ground that is painted where the terminal's own would be seen; none leaves that as it is.
    pub fn set_ground(&mut self, ground: Option<Style>) {
        let color =
            |color: Option<Color>, used| self.fitting.fit(color.unwrap_or(Color::Reset), used);
        self.home = ground.map_or(PLAIN, |ground| Pen {
            fg: color(ground.fg, Use::Sign),
            bg: color(ground.bg, Use::Ground),
            modifier: Modifier::empty(),
        });
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
    pub fn forget(&mut self) {
        self.add("\x1b[0m");
        self.pen = PLAIN;
        self.at = None;
        self.line = None;
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

    /// Goes to a place the shortest way: along the line where that is known.
    fn go(&mut self, to: Position) {
        if self.at == Some(to) {
            return;
        }
        let column = u32::from(to.x) + 1;
        let way = match self.at {
            Some(at) if at.y == to.y && at.x < to.x => match to.x - at.x {
                1 => "\x1b[C".to_owned(),
                cells => format!("\x1b[{cells}C"),
            },
            _ if self.line == Some(to.y) => format!("\x1b[{column}G"),
            _ => format!("\x1b[{};{column}H", u32::from(to.y) + 1),
        };
        self.add(&way);
        self.at = Some(to);
        self.line = Some(to.y);
    }

    /// Adds cells to the frame in their order.
    fn encode(&mut self, cells: &[(Pen, u16, u16, &Cell)]) {
        let mut cells = cells.iter().copied().peekable();
        while let Some((_, x, y, cell)) = cells.next() {
            self.go(Position::new(x, y));
            self.take_pen(self.pen_for_sign(cell));
            if cell.symbol() != " " {
                self.sign(x, y, cell.symbol());
                continue;
            }
            let mut blanks = 1;
            while let Some((.., more)) = cells
                .peek()
                .filter(|(_, more_x, more_y, _)| (*more_x, *more_y) == (x + blanks, y))
                && more.symbol() == " "
                && self.pen_for_sign(more) == self.pen
            {
                blanks += 1;
                cells.next();
            }
            self.blanks(x, y, blanks);
        }
    }

    /// Writes a sign where the terminal is.
    fn sign(&mut self, x: u16, y: u16, sign: &str) {
        self.add(sign);
        let width = u16::try_from(sign.width()).unwrap_or(1);
        // At the edge, and after signs whose width terminals disagree on, the place is not known for sure.
        let sure = sign.is_ascii() || width == 1 && sign.chars().count() == 1;
        self.arrive(x + width, y, sure);
    }

    /// Writes blanks, or has them erased where that is shorter; the terminal then stays where it is.
    fn blanks(&mut self, x: u16, y: u16, count: u16) {
        // Not every terminal erases in the colour of a ground.
        let erases = self.erases || self.pen.bg == Color::Reset;
        if count >= WORTH_ERASING && erases && !self.pen.modifier.intersects(SHOWN) {
            self.add(&format!("\x1b[{count}X"));
            return;
        }
        self.add(&" ".repeat(usize::from(count)));
        self.arrive(x + count, y, true);
    }

    fn arrive(&mut self, x: u16, y: u16, sure: bool) {
        let inside = x < self.size.width;
        self.at = (sure && inside).then_some(Position::new(x, y));
        self.line = inside.then_some(y);
    }

    fn add(&mut self, text: &str) {
        self.frame.extend_from_slice(text.as_bytes());
    }

    fn take_pen(&mut self, wanted: Pen) {
        if wanted == self.pen {
            return;
        }
        if wanted == PLAIN {
            self.add("\x1b[0m");
            self.pen = PLAIN;
            return;
        }
        let mut codes = Vec::new();
        let off = self.pen.modifier - wanted.modifier;
        let mut on = wanted.modifier - self.pen.modifier;
        // Bold and dim are taken off together.
        if off.intersects(Modifier::BOLD | Modifier::DIM) {
            codes.push("22".to_owned());
            on |= wanted.modifier & (Modifier::BOLD | Modifier::DIM);
        }
        for (weight, _, code) in WEIGHTS {
            if off.contains(weight) && code != "22" {
                codes.push(code.to_owned());
            }
        }
        for (weight, code, _) in WEIGHTS {
            if on.contains(weight) {
                codes.push(code.to_owned());
            }
        }
        if wanted.fg != self.pen.fg {
            codes.push(color_code(wanted.fg, 30));
        }
        if wanted.bg != self.pen.bg {
            codes.push(color_code(wanted.bg, 40));
        }
        self.add(&format!("\x1b[{}m", codes.join(";")));
        self.pen = wanted;
    }

    /// The pen for a cell; where nothing is drawn but ground, the rest of it stays as it is.
    fn pen_for_sign(&self, cell: &Cell) -> Pen {
        let wanted = self.pen_for(cell);
        if cell.symbol() == " " && wanted.fills_like(self.pen) {
            self.pen
        } else {
            wanted
        }
    }

    fn pen_for(&self, cell: &Cell) -> Pen {
        let or = |color: Color, used, home: Color| {
            if color == Color::Reset {
                home
            } else {
                self.fitting.fit(color, used)
            }
        };
        Pen {
            fg: or(cell.fg, Use::Sign, self.home.fg),
            bg: or(cell.bg, Use::Ground, self.home.bg),
            modifier: cell.modifier,
        }
    }

    /// The place of half a wide sign of which a cell covers the other, where it would be seen that it is no ground.
    fn torn(&mut self, x: u16, y: u16, cell: &Cell) -> Option<u16> {
        if self.home.bg == Color::Reset {
            return None;
        }
        let width = u16::try_from(cell.symbol().width()).unwrap_or(1);
        let torn = self.wide.write(x, y, width);
        torn.filter(|it| *it < self.size.width)
    }

    /// Ends a frame: what is erased from here on is ground.
    fn rest(&mut self) {
        self.take_pen(if self.home == PLAIN {
            PLAIN
        } else {
            Pen {
                fg: self.pen.fg,
                bg: self.home.bg,
                modifier: self.pen.modifier - SHOWN,
            }
        });
    }

    /// Paints the ground over everything, for a terminal that would erase to its own.
    fn cover(&mut self) {
        for y in 0..self.size.height {
            self.go(Position::new(0, y));
            self.add(&" ".repeat(usize::from(self.size.width)));
            self.arrive(self.size.width, y, false);
        }
    }
}

/// The codes that put a weight on and take it off.
const WEIGHTS: [(Modifier, &str, &str); 6] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// Puts the cells of one pen together, the pens in the order in which they come: with many colours, to take another pen
/// costs more than to go somewhere. A blank goes with any pen that fills like its own.
fn by_pen(cells: &mut [(Pen, u16, u16, &Cell)]) {
    let mut pens: Vec<Pen> = Vec::new();
    for (pen, .., cell) in cells.iter_mut() {
        let blank = cell.symbol() == " ";
        let known = pens
            .iter()
            .find(|it| *it == pen || blank && pen.fills_like(**it));
        match known {
            Some(known) => *pen = *known,
            None => pens.push(*pen),
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
        let blank = Cell::EMPTY;
        let mut inside = inside.peekable();
        let mut cells = Vec::new();
        while let Some((x, y, cell)) = inside.next() {
            cells.push((self.pen_for(cell), x, y, cell));
            let next = inside.peek().map(|(x, y, _)| (*x, *y));
            let torn = self.torn(x, y, cell);
            if let Some(torn) = torn.filter(|it| next != Some((*it, y))) {
                cells.push((self.home, torn, y, &blank));
            }
        }
        let (began, before) = (self.frame.len(), (self.pen, self.at, self.line));
        self.encode(&cells);
        if matches!(self.depth, Depth::True | Depth::Indexed) && cells.len() <= WORTH_SORTING {
            // Whichever way is shorter: line by line, or pen by pen.
            let by_line = self.frame.split_off(began);
            let after = (self.pen, self.at, self.line);
            (self.pen, self.at, self.line) = before;
            by_pen(&mut cells);
            self.encode(&cells);
            if self.frame.len() - began >= by_line.len() {
                self.frame.truncate(began);
                self.frame.extend_from_slice(&by_line);
                (self.pen, self.at, self.line) = after;
            }
        }
        self.rest();
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
        self.rest();
        self.wide.clear();
        // The whole screen is cleared, and nothing less: from its first cell on, or all at once.
        if !self.erases && self.home.bg != Color::Reset {
            self.cover();
            return Ok(());
        }
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
mod tests;
