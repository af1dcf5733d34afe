//! Holds how a colour is said to a terminal that has so many: the nearest of those it has, and its code.

use std::cell::RefCell;

use ratatui::style::Color;

use crate::config::Depth;

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Text and bars.
    Sign,
    /// What they stand on.
    Ground,
}

/// A terminal's means, and what was found to be the nearest within them: a theme has few colours, a screen many cells.
#[derive(Debug)]
pub(super) struct Fitting {
    depth: Depth,
    found: RefCell<Vec<((Color, Use), Color)>>,
}

impl Fitting {
    /// For a terminal with so many colours.
    pub(super) const fn new(depth: Depth) -> Self {
        Self {
            depth,
            found: RefCell::new(Vec::new()),
        }
    }

    /// A colour within the terminal's means.
    pub(super) fn fit(&self, color: Color, used: Use) -> Color {
        if self.depth != Depth::Indexed || !matches!(color, Color::Rgb(..)) {
            return fit_color(color, used, self.depth);
        }
        let mut found = self.found.borrow_mut();
        if let Some((_, fitted)) = found.iter().find(|(key, _)| *key == (color, used)) {
            return *fitted;
        }
        let fitted = fit_color(color, used, self.depth);
        found.push(((color, used), fitted));
        fitted
    }
}

/// A colour within the terminal's means.
fn fit_color(color: Color, used: Use, depth: Depth) -> Color {
    match (depth, color) {
        (Depth::None, _) => Color::Reset,
        (Depth::True, color) => color,
        (Depth::Indexed, Color::Rgb(r, g, b)) => Color::Indexed(nearest_indexed((r, g, b), used)),
        (Depth::Sixteen, Color::Rgb(r, g, b)) => Color::Indexed(nearest_of_sixteen(r, g, b)),
        (Depth::Indexed | Depth::Sixteen, color) => color,
    }
}

type Rgb = (u8, u8, u8);

/// The nearest of the 6 × 6 × 6 cube and the 24 greys; the first sixteen are the reader's own and stay out of it.
///
/// The steps between them are wide: what is nearest may be much harder to read. So grounds go away from the signs on
/// them, and signs of a light or a dark kind no further towards grounds than is hard to see. Of light signs the hue counts
/// most; of dark ones there are too few for that.
fn nearest_indexed(color: Rgb, used: Use) -> u8 {
    let light = luminance(color);
    let keeps = |other: Rgb| {
        let other = luminance(other);
        match used {
            Use::Ground if light < MIDDLE => other <= light,
            Use::Ground => other >= light,
            Use::Sign if light > LIGHT => other >= light * 0.93,
            Use::Sign if (DARKEST..DARK).contains(&light) => other <= light * 1.25,
            Use::Sign => true,
        }
    };
    (16..=u8::MAX)
        .filter(|index| keeps(indexed(*index)))
        .min_by_key(|index| match used {
            Use::Sign if light > LIGHT => unlike(color, indexed(*index)),
            Use::Sign | Use::Ground => distance(color, indexed(*index)),
        })
        .unwrap_or(16)
}

/// Grounds below are dark: white is read better on them than black.
const MIDDLE: f64 = 0.18;
/// Signs above are made for dark ground.
const LIGHT: f64 = 0.22;
/// Signs below are made for light ground; those between may be for both.
const DARK: f64 = 0.16;
/// Below that, every neighbour is dark enough.
const DARKEST: f64 = 0.1;

/// What a place of the palette looks like, from the seventeenth on.
fn indexed(index: u8) -> Rgb {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let at = index.saturating_sub(16);
    if index >= 232 {
        return grey(index - 232);
    }
    let step = |part: u8| STEPS[usize::from(part % 6)];
    (step(at / 36), step(at / 6), step(at))
}

/// How light a colour is to the eye, 0 to 1 (IEC 61966-2-1).
fn luminance((r, g, b): Rgb) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
}

const fn grey(index: u8) -> Rgb {
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

fn distance(one: Rgb, other: Rgb) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    square(one.0, other.0) * 3 + square(one.1, other.1) * 6 + square(one.2, other.2)
}

/// How unlike two colours are, more by their hue than by how light they are: what is red for a reason is not orange.
fn unlike(one: Rgb, other: Rgb) -> u32 {
    let part = |value: u8| i32::from(value);
    let light = |(r, g, b): Rgb| (3 * part(r) + 6 * part(g) + part(b)) / 10;
    let reds = |(r, g, _): Rgb| part(r) - part(g);
    let blues = |(_, g, b): Rgb| part(b) - part(g);
    let square = |of: &dyn Fn(Rgb) -> i32| (of(one) - of(other)).unsigned_abs().pow(2);
    2 * square(&light) + square(&reds) + square(&blues)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{Look, Role, Theme};

    fn seen(color: Option<Color>, used: Use) -> f64 {
        let fitted = fit_color(color.unwrap(), used, Depth::Indexed);
        let Color::Indexed(index) = fitted else {
            panic!("{fitted:?}");
        };
        luminance(indexed(index))
    }

    #[test]
    fn what_is_to_be_read_has_enough_contrast_in_256_colours_too() {
        use Role::{Accent, Bad, Good, Look as Worth, Mark, Quiet, Strong, Text};
        for look in [
            Look::Dark,
            Look::Light,
            Look::Contrast,
            Look::ContrastLight,
            Look::Clear,
            Look::ClearLight,
        ] {
            let theme = Theme::painted(look);
            let grounds = [Role::Bar, Role::CursorLine].map(|role| theme.style(role).bg);
            for ground in grounds.into_iter().chain([theme.ground().unwrap().bg]) {
                let ground = seen(ground, Use::Ground);
                let contrast = |role| {
                    let sign = seen(theme.style(role).fg, Use::Sign);
                    (sign.max(ground) + 0.05) / (sign.min(ground) + 0.05)
                };
                for role in [Text, Strong, Quiet, Accent, Worth, Bad, Good, Mark] {
                    let contrast = contrast(role);
                    assert!(contrast >= 4.5, "{look:?} {role:?} {contrast:.2}");
                }
                for role in crate::model::Layer::ALL
                    .map(Role::Layer)
                    .into_iter()
                    .chain([Role::Won])
                {
                    let contrast = contrast(role);
                    assert!(contrast >= 4.0, "{look:?} {role:?} {contrast:.2}");
                }
            }
        }
    }

    #[test]
    fn what_is_late_stays_as_red_in_256_colours_as_it_is() {
        for look in [Look::Dark, Look::Light, Look::Contrast, Look::ContrastLight] {
            let bad = Theme::new(look).style(Role::Bad).fg.unwrap();
            let fitted = fit_color(bad, Use::Sign, Depth::Indexed);
            let (Color::Indexed(index), Color::Rgb(_, green, blue)) = (fitted, bad) else {
                panic!("{bad:?} {fitted:?}");
            };
            let (_, g, b) = indexed(index);
            let tilt = |green: u8, blue: u8| i32::from(green) - i32::from(blue);
            let leans = (tilt(g, b) - tilt(green, blue)).abs();
            assert!(leans <= 20, "{look:?} {bad:?} became {:?}", indexed(index));
        }
    }

    #[test]
    fn layers_have_hues_of_their_own_in_256_colours() {
        for look in [
            Look::Dark,
            Look::Light,
            Look::Contrast,
            Look::ContrastLight,
            Look::Clear,
            Look::ClearLight,
        ] {
            let theme = Theme::new(look);
            let layers = crate::model::Layer::ALL.map(Role::Layer);
            let hues = layers.into_iter().chain([Role::Won]);
            let hues = hues
                .map(|role| fit_color(theme.style(role).fg.unwrap(), Use::Sign, Depth::Indexed));
            let hues: Vec<Color> = hues.collect();
            for (at, hue) in hues.iter().enumerate() {
                assert!(!hues[..at].contains(hue), "{look:?} {hues:?}");
            }
        }
    }
}
