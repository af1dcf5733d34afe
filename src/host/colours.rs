//! Holds how a colour is said to a terminal that has so many: the nearest of those it has, and its code.

use ratatui::style::Color;

use crate::config::Depth;

/// A colour within the terminal's means.
pub(super) fn fit_color(color: Color, depth: Depth) -> Color {
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
pub(super) fn color_code(color: Color, base: u8) -> String {
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
        // Every terminal with a palette has this white at this place, and two of three bytes are spared.
        Color::Rgb(255, 255, 255) => format!("{};5;231", base + 8),
        Color::Indexed(index) if index < 8 => named(index),
        Color::Indexed(index) if index < 16 => light(index - 8),
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}
