//! Tests of what goes down the line for a frame, and of what a terminal makes of it.

use std::num::NonZero;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;

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
        "\x1b[?2026h\x1b[2;3H\x1b[1;38;2;1;2;3mhi\x1b[0m\x1b[?2026l"
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
    assert_eq!(none, "\x1b[?2026h\x1b[2;3H\x1b[1mhi\x1b[0m\x1b[?2026l");
}

#[test]
fn what_is_left_of_a_wide_sign_is_painted_where_a_theme_has_a_ground() {
    let area = Rect::new(0, 0, 10, 2);
    let with = |text: &str| {
        let mut buffer = Buffer::empty(area);
        buffer.set_string(1, 0, text, Style::new());
        buffer
    };
    let frame = |ground: bool, texts: [&'static str; 2]| {
        let mut painter = Painter::new(Vec::new(), Size::new(10, 2), Depth::True);
        painter.set_ground(ground.then(|| Style::new().fg(GROUND.fg).bg(GROUND.bg)));
        let mut before = Buffer::empty(area);
        for text in texts {
            painter.out.clear();
            let buffer = with(text);
            painter.draw(before.diff(&buffer).into_iter()).unwrap();
            painter.flush().unwrap();
            before = buffer;
        }
        String::from_utf8(painter.out).unwrap()
    };
    // The second half of 级, after a narrow sign, and after a wide one whose second half it was under.
    for (texts, written) in [(["层级", "318"], "318 "), ([" 级", "件"], "件\x1b[4G ")] {
        assert!(
            frame(true, texts).contains(written),
            "{:?}",
            frame(true, texts)
        );
        assert!(
            !frame(false, texts).contains(written),
            "{:?}",
            frame(false, texts)
        );
    }
    // What stands as it stood is not written.
    assert!(!frame(true, ["层级", "3 级"]).contains('级'));
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
    let drawn = format!("\x1b[1;1H{one}ab\x1b[2Ccd\x1b[3G{other}x\x1b[2;1Hy\x1b[0m");
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

/// A frame as the machine draws it: words in looks at places.
#[derive(Debug, Clone)]
struct Word {
    x: u16,
    y: u16,
    text: &'static str,
    style: Style,
}

fn words() -> impl Strategy<Value = Vec<Word>> {
    let color = prop_oneof![
        Just(Color::Reset),
        Just(Color::Rgb(1, 2, 3)),
        Just(Color::Rgb(200, 100, 0)),
    ];
    let text = prop_oneof![
        Just("a"),
        Just("hello"),
        Just("   "),
        Just("               "),
        Just("ł é"),
        Just("e\u{301}x")
    ];
    let weight = prop_oneof![
        Just(Modifier::empty()),
        Just(Modifier::BOLD),
        Just(Modifier::DIM),
        Just(Modifier::UNDERLINED | Modifier::BOLD),
        Just(Modifier::REVERSED),
    ];
    let word = (0_u16..20, 0_u16..4, text, color.clone(), color, weight);
    let word = word.prop_map(|(x, y, text, fg, bg, weight)| Word {
        x,
        y,
        text,
        style: Style::reset().fg(fg).bg(bg).add_modifier(weight),
    });
    proptest::collection::vec(word, 0..12)
}

const WIDTH: u16 = 20;
const HEIGHT: u16 = 4;

/// The ground of a theme, where it has one.
const GROUND: Pen = Pen {
    fg: Color::Rgb(200, 200, 200),
    bg: Color::Rgb(9, 8, 7),
    modifier: Modifier::empty(),
};

fn or(color: Color, home: Color) -> Color {
    if color == Color::Reset { home } else { color }
}

fn seen_color(color: vt100::Color) -> Color {
    match color {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(index) => Color::Indexed(index),
        vt100::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}

proptest! {
    #[test]
    fn a_terminal_shows_every_frame_as_it_was_drawn(
        frames in proptest::collection::vec(words(), 1..6),
        painted in any::<bool>(),
        erases in any::<bool>(),
    ) {
        let home = if painted { GROUND } else { PLAIN };
        let area = Rect::new(0, 0, WIDTH, HEIGHT);
        let cells = |number| NonZero::new(number).unwrap();
        let mut terminal = vt100::Parser::new(cells(HEIGHT), cells(WIDTH), 0);
        let mut painter = Painter::new(Vec::new(), Size::new(WIDTH, HEIGHT), Depth::True);
        painter.set_erases(erases);
        painter.set_ground(painted.then(|| Style::new().fg(GROUND.fg).bg(GROUND.bg)));
        painter.forget();
        painter.set_cursor_position(Position::ORIGIN).unwrap();
        painter.clear_region(ClearType::AfterCursor).unwrap();
        let mut before = Buffer::empty(area);
        for words in frames {
            let mut buffer = Buffer::empty(area);
            for word in words {
                buffer.set_string(word.x, word.y, word.text, word.style);
            }
            painter.draw(before.diff(&buffer).into_iter()).unwrap();
            painter.flush().unwrap();
            terminal.process(&std::mem::take(&mut painter.out));
            for position in area.positions() {
                let cell = &buffer[position];
                let seen = terminal.screen().cell(position.y, position.x).unwrap();
                if seen.is_wide_continuation() {
                    continue;
                }
                let sign = if seen.has_contents() { seen.contents() } else { " " };
                prop_assert_eq!(sign, cell.symbol(), "{:?}", position);
                prop_assert_eq!(seen_color(seen.bgcolor()), or(cell.bg, home.bg), "{:?}", position);
                prop_assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED));
                prop_assert_eq!(seen.underline(), cell.modifier.contains(Modifier::UNDERLINED));
                if sign != " " {
                    prop_assert_eq!(seen_color(seen.fgcolor()), or(cell.fg, home.fg), "{:?}", position);
                    prop_assert_eq!(seen.bold(), cell.modifier.contains(Modifier::BOLD));
                    prop_assert_eq!(seen.dim(), cell.modifier.contains(Modifier::DIM));
                }
            }
            before = buffer;
        }
    }
}
