//! Writes a frame as a picture that needs nothing but itself: cells on a grid, runs of one look as one text.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// The size of a cell.
const CELL: (f64, f64) = (8.4, 18.0);
/// Space around the frame.
const MARGIN: f64 = 12.0;
/// How far below its cell's top a sign stands.
const BASE: f64 = 13.5;

/// What a terminal draws where no colour was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    pub ground: &'static str,
    pub sign: &'static str,
}

pub const DARK: Paper = Paper {
    ground: "#15181d",
    sign: "#c8ccd2",
};

pub const LIGHT: Paper = Paper {
    ground: "#ffffff",
    sign: "#30343a",
};

/// The picture of a frame.
pub fn svg(frame: &Buffer, title: &str, paper: Paper) -> String {
    let area = frame.area;
    let width = f64::from(area.width) * CELL.0 + 2.0 * MARGIN;
    let height = f64::from(area.height) * CELL.1 + 2.0 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"{width:.1}\" height=\"{height:.1}\" rx=\"8\" fill=\"{}\"/>\n\
         <g font-family=\"JetBrains Mono,DejaVu Sans Mono,Menlo,Consolas,Noto Sans Mono CJK SC,monospace\" \
         font-size=\"14\" fill=\"{}\" xml:space=\"preserve\">\n",
        escaped(title),
        paper.ground,
        paper.sign
    );
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            x = run(frame, x, y, paper, &mut out);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// The colours of a cell: of its sign, and of its ground where it has one.
fn colors(cell: &Cell, paper: Paper) -> (String, Option<String>) {
    let sign = hex(cell.fg).unwrap_or_else(|| paper.sign.to_owned());
    let ground = hex(cell.bg);
    if cell.modifier.contains(Modifier::REVERSED) {
        (
            ground.unwrap_or_else(|| paper.ground.to_owned()),
            Some(sign),
        )
    } else {
        (sign, ground)
    }
}

fn hex(color: Color) -> Option<String> {
    match color {
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        Color::Reset => None,
        other => panic!("{other:?} is the reader's own"),
    }
}

/// Draws the cells from one on that look alike; says where the next begins.
fn run(frame: &Buffer, start: u16, y: u16, paper: Paper, out: &mut String) -> u16 {
    let first = &frame[(start, y)];
    let look = |cell: &Cell| (colors(cell, paper), cell.modifier);
    let wanted = look(first);
    let wide = |cell: &Cell| cell.symbol().width() > 1 || !is_sure(cell.symbol());
    let mut x = start;
    let mut text = String::new();
    while x < frame.area.right() && look(&frame[(x, y)]) == wanted {
        let cell = &frame[(x, y)];
        // A sign whose width fonts disagree on stands alone, so that what comes behind it keeps its place.
        if wide(cell) && x > start {
            break;
        }
        text.push_str(cell.symbol());
        x += u16::try_from(cell.symbol().width()).unwrap_or(1).max(1);
        if wide(cell) {
            break;
        }
    }
    let ((sign, ground), modifier) = wanted;
    let left = MARGIN + f64::from(start) * CELL.0;
    let top = MARGIN + f64::from(y) * CELL.1;
    let width = f64::from(x - start) * CELL.0;
    if let Some(ground) = ground {
        writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{ground}\"/>",
            CELL.1
        )
        .unwrap();
    }
    if text.chars().all(|it| BARS.contains(it)) && !text.is_empty() {
        bars(&text, left, top, &sign, out);
    } else if !text.trim().is_empty() {
        let begin = text.len() - text.trim_start().len();
        let shift = f64::from(u16::try_from(begin).unwrap()) * CELL.0;
        let shown = text.trim();
        let length = f64::from(u16::try_from(shown.width()).unwrap()) * CELL.0;
        let mut style = String::new();
        if sign != paper.sign {
            write!(style, " fill=\"{sign}\"").unwrap();
        }
        if modifier.contains(Modifier::BOLD) {
            style.push_str(" font-weight=\"bold\"");
        }
        if modifier.contains(Modifier::UNDERLINED) {
            style.push_str(" text-decoration=\"underline\"");
        }
        writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{length:.1}\"{style}>{}</text>",
            left + shift,
            top + BASE,
            escaped(shown)
        )
        .unwrap();
    }
    x
}

/// Blocks of a bar, by their eighths; fonts draw them with seams.
const BARS: &str = "▏▎▍▌▋▊▉█";

fn bars(text: &str, left: f64, top: f64, color: &str, out: &mut String) {
    let eighths: usize = text
        .chars()
        .map(|it| BARS.chars().position(|bar| bar == it).unwrap_or(7) + 1)
        .sum();
    let width = f64::from(u16::try_from(eighths).unwrap()) / 8.0 * CELL.0;
    // As high as a line: what stands above one another touches.
    writeln!(
        out,
        "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{color}\"/>",
        CELL.1
    )
    .unwrap();
}

fn is_sure(sign: &str) -> bool {
    sign.is_ascii() || BARS.contains(sign) || sign == "─"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
