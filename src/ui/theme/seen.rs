//! Tests of what eyes make of the themes: enough contrast to read, hues that stay apart without colour vision.

use ratatui::style::Color;

use super::{Look, Role, Theme};
use crate::model::Layer;

type Light = [f64; 3];

/// Light in the order red, green, blue, in proportion to its energy (IEC 61966-2-1).
fn light(color: Color) -> Light {
    let Color::Rgb(red, green, blue) = color else {
        panic!("{color:?} is the reader's own");
    };
    [red, green, blue].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn luminance(light: Light) -> f64 {
    0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
}

/// The contrast ratio of the Web Content Accessibility Guidelines 2, 1 to 21.
fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(light(one)), luminance(light(other)));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The simulation of Machado, Oliveira and Fernandes (2009) at full severity; the first is usual vision.
const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// A colour in CIE L*a*b* (D65) as eyes of that kind see it.
fn lab(color: Color, eyes: &[[f64; 3]; 3]) -> [f64; 3] {
    let light = light(color);
    let seen = eyes.map(|row| {
        let sum: f64 = row
            .iter()
            .zip(light)
            .map(|(part, light)| part * light)
            .sum();
        sum.clamp(0.0, 1.0)
    });
    let [r, g, b] = seen;
    let curve = |part: f64| {
        if part > 216.0 / 24_389.0 {
            part.cbrt()
        } else {
            (24_389.0 / 27.0 * part + 16.0) / 116.0
        }
    };
    let x = curve((0.412_456 * r + 0.357_576 * g + 0.180_438 * b) / 0.950_47);
    let y = curve(0.212_673 * r + 0.715_152 * g + 0.072_175 * b);
    let z = curve((0.019_334 * r + 0.119_192 * g + 0.950_304 * b) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How far apart two colours are (CIE 1976); 2.3 is just to be seen.
fn apart(one: Color, other: Color, eyes: &[[f64; 3]; 3]) -> f64 {
    let (one, other) = (lab(one, eyes), lab(other, eyes));
    let squares = one.iter().zip(other).map(|(a, b)| (a - b).powi(2));
    squares.sum::<f64>().sqrt()
}

fn hues(theme: &Theme) -> Vec<Color> {
    let layers = Layer::ALL.map(Role::Layer);
    let roles = layers.into_iter().chain([Role::Won]);
    roles.map(|role| theme.style(role).fg.unwrap()).collect()
}

fn least_apart(look: Look, eyes: &[[f64; 3]; 3]) -> f64 {
    let hues = hues(&Theme::new(look));
    let pairs = (0..hues.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    pairs
        .map(|(a, b)| apart(hues[a], hues[b], eyes))
        .fold(f64::MAX, f64::min)
}

#[test]
fn hues_of_layers_stay_apart_for_every_kind_of_eyes() {
    for (kind, eyes) in &EYES {
        for look in [Look::Clear, Look::ClearLight] {
            let least = least_apart(look, eyes);
            assert!(least >= 12.0, "{look:?} {kind} {least:.1}");
        }
        for look in [Look::Contrast, Look::ContrastLight] {
            let least = least_apart(look, eyes);
            assert!(least >= 9.0, "{look:?} {kind} {least:.1}");
        }
    }
    for look in COLORED {
        let least = least_apart(look, &EYES[0].1);
        assert!(least >= 20.0, "{look:?} {least:.1}");
    }
}

#[test]
fn better_and_worse_stay_apart_for_every_kind_of_eyes() {
    for look in [Look::Clear, Look::ClearLight] {
        let theme = Theme::new(look);
        let fg = |role| theme.style(role).fg.unwrap();
        for (kind, eyes) in &EYES {
            let apart = apart(fg(Role::Good), fg(Role::Bad), eyes);
            assert!(apart >= 30.0, "{look:?} {kind} {apart:.1}");
        }
    }
}

const COLORED: [Look; 6] = [
    Look::Dark,
    Look::Light,
    Look::Contrast,
    Look::ContrastLight,
    Look::Clear,
    Look::ClearLight,
];

/// The grounds that a theme stands on: the plain one of a terminal, the least favourable of those that are still called
/// so, and its own.
fn grounds(look: Look) -> [Color; 3] {
    let own = Theme::painted(look).ground().unwrap().bg.unwrap();
    match look {
        Look::Light | Look::ContrastLight | Look::ClearLight => {
            [Color::Rgb(255, 255, 255), Color::Rgb(245, 245, 245), own]
        }
        Look::Dark | Look::Contrast | Look::Clear | Look::Ansi | Look::Plain => {
            [Color::Rgb(0, 0, 0), Color::Rgb(30, 30, 30), own]
        }
    }
}

/// Whether a role colours signs that one has to read.
fn is_read(role: Role) -> bool {
    match role {
        Role::Text
        | Role::Strong
        | Role::Quiet
        | Role::Accent
        | Role::Look
        | Role::Bad
        | Role::Good
        | Role::Layer(_)
        | Role::Won
        | Role::Mark
        | Role::Error => true,
        Role::Faint
        | Role::Rule
        | Role::Bar
        | Role::CursorLine
        | Role::FreshStrong
        | Role::FreshSoft => false,
    }
}

#[test]
fn what_is_to_be_read_has_enough_contrast() {
    for look in COLORED {
        let theme = Theme::new(look);
        let high = matches!(look, Look::Contrast | Look::ContrastLight);
        let ground = |role| theme.style(role).bg.unwrap();
        for role in Role::ALL.into_iter().filter(|role| is_read(*role)) {
            let fg = theme.style(role).fg.unwrap();
            let hue = matches!(role, Role::Layer(_) | Role::Won);
            let on = |ground, least: f64| {
                let contrast = contrast(fg, ground);
                assert!(
                    contrast >= least,
                    "{look:?} {role:?} {ground:?} {contrast:.2}"
                );
            };
            for ground in grounds(look) {
                on(ground, if high { 7.0 } else { 4.5 });
            }
            on(ground(Role::Bar), if high && !hue { 7.0 } else { 4.5 });
            // A layer's hue stands beside its number there; its name is said in another role.
            on(
                ground(Role::CursorLine),
                if hue && !high { 3.5 } else { 4.5 },
            );
            on(ground(Role::FreshStrong), 3.4);
            on(ground(Role::FreshSoft), 3.8);
        }
        let faint = theme.style(Role::Faint).fg.unwrap();
        for ground in grounds(look) {
            let contrast = contrast(faint, ground);
            let least = if high { 4.5 } else { 3.0 };
            assert!(contrast >= least, "{look:?} faint {contrast:.2}");
        }
        for role in [Role::Bar, Role::CursorLine] {
            let contrast = contrast(faint, ground(role));
            assert!(contrast >= 3.0, "{look:?} faint on {role:?} {contrast:.2}");
        }
    }
}

#[test]
fn the_line_under_the_cursor_is_seen_from_afar_in_high_contrast() {
    for (look, plain) in [
        (Look::Contrast, Look::Dark),
        (Look::ContrastLight, Look::Light),
    ] {
        let step = |look: Look| {
            let line = Theme::new(look).style(Role::CursorLine).bg.unwrap();
            contrast(line, grounds(look)[0])
        };
        assert!(step(look) >= 1.4, "{look:?} {:.2}", step(look));
        assert!(step(look) > step(plain), "{look:?}");
    }
}
