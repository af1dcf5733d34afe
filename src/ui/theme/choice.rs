//! Holds which themes a reader can choose from, and what a choice looks like on the terminal that there is.
//!
//! A theme that follows the ground has two forms; a terminal of few colours or none has its own, whatever is chosen.

use super::{Look, Theme, ThemeError};

/// The ground of a terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ground {
    /// Light signs on dark.
    #[default]
    Dark,
    /// Dark signs on light.
    Light,
}

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Means {
    /// None: weight alone.
    Weight,
    /// Sixteen, of the reader's own palette.
    Palette,
    /// Enough for every theme.
    #[default]
    Colors,
}

/// The themes that a reader can choose from, and the chosen one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Themes {
    /// What was chosen, by name; none follows the ground.
    pub chosen: String,
    /// What the terminal's ground is, where that is known.
    pub ground: Option<Ground>,
    /// How many colours there are.
    pub means: Means,
    /// The reader's own, by name.
    pub own: Vec<(String, Result<Theme, ThemeError>)>,
}

impl Themes {
    /// The names of the built-in themes.
    pub const BUILT_IN: [&str; 7] = [
        "auto", "dark", "light", "contrast", "clear", "ansi", "plain",
    ];

    /// The names of all themes, the built-in ones first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let own = self.own.iter().map(|(name, _)| name.as_str());
        Self::BUILT_IN.into_iter().chain(own)
    }

    /// The name of what was chosen.
    #[must_use]
    pub fn chosen(&self) -> &str {
        if self.chosen.is_empty() {
            Self::BUILT_IN[0]
        } else {
            &self.chosen
        }
    }

    /// The theme that is in force.
    #[must_use]
    pub fn now(&self) -> Theme {
        self.theme(self.chosen())
    }

    /// The theme of a name; one that cannot be had is the one that follows the ground.
    #[must_use]
    pub fn theme(&self, name: &str) -> Theme {
        let own = self.own.iter().find(|(own, _)| own == name);
        match (own, self.means) {
            (Some((_, Ok(theme))), Means::Palette | Means::Colors) => theme.clone(),
            _ => {
                let look = self.look(name);
                if self.paints(name, look) {
                    Theme::painted(look)
                } else {
                    Theme::new(look)
                }
            }
        }
    }

    /// Whether a theme brings its own ground: it was chosen by its name, and the terminal's is another, or nobody knows.
    fn paints(&self, name: &str, look: Look) -> bool {
        let by_name = name != Self::BUILT_IN[0] && Self::BUILT_IN.contains(&name);
        let made_for = look.ground();
        by_name && made_for.is_some() && made_for != self.ground
    }

    /// Why a theme of the reader's own cannot be had.
    #[must_use]
    pub fn trouble(&self, name: &str) -> Option<String> {
        let own = self.own.iter().find(|(own, _)| own == name);
        own.and_then(|(_, theme)| theme.as_ref().err().map(ToString::to_string))
    }

    fn look(&self, name: &str) -> Look {
        match (self.means, name) {
            (Means::Weight, _) | (_, "plain") => Look::Plain,
            // Sixteen colours cannot be told apart the way a theme would have it; the reader's palette can.
            (Means::Palette, _) | (_, "ansi") => Look::Ansi,
            (Means::Colors, name) => match (name, self.ground.unwrap_or_default()) {
                ("dark", _) => Look::Dark,
                ("light", _) => Look::Light,
                ("contrast", Ground::Dark) => Look::Contrast,
                ("contrast", Ground::Light) => Look::ContrastLight,
                ("clear", Ground::Dark) => Look::Clear,
                ("clear", Ground::Light) => Look::ClearLight,
                (_, Ground::Dark) => Look::Dark,
                (_, Ground::Light) => Look::Light,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::super::Role;
    use super::*;

    fn theme(name: &str, means: Means, ground: Ground) -> Theme {
        let themes = Themes {
            chosen: name.to_owned(),
            ground: Some(ground),
            means,
            own: vec![
                ("mine".to_owned(), Ok(Theme::new(Look::Contrast))),
                ("broken".to_owned(), Err(ThemeError::Missing("text"))),
            ],
        };
        themes.now()
    }

    #[test]
    fn a_choice_looks_as_the_terminal_lets_it() {
        use {Ground::*, Means::*};
        for (name, means, ground, look) in [
            ("", Colors, Dark, Look::Dark),
            ("auto", Colors, Light, Look::Light),
            ("dark", Colors, Light, Look::Dark),
            ("contrast", Colors, Light, Look::ContrastLight),
            ("clear", Colors, Dark, Look::Clear),
            ("mine", Colors, Light, Look::Contrast),
            ("broken", Colors, Light, Look::Light),
            ("dark", Palette, Light, Look::Ansi),
            ("plain", Palette, Light, Look::Plain),
            ("mine", Palette, Light, Look::Contrast),
            ("mine", Weight, Light, Look::Plain),
        ] {
            let expected = Theme::new(look);
            let worn = theme(name, means, ground);
            let same = Role::ALL.map(|it| worn.style(it) == expected.style(it));
            assert_eq!(same, [true; Role::ALL.len()], "{name} {means:?}");
        }
    }

    #[test]
    fn a_theme_chosen_by_name_is_never_on_a_ground_that_it_was_not_made_for() {
        use {Ground::*, Means::*};
        for (name, means, found, painted) in [
            ("auto", Colors, None, None),
            ("auto", Colors, Some(Light), None),
            ("light", Colors, Some(Light), None),
            ("light", Colors, Some(Dark), Some(Look::Light)),
            ("light", Colors, None, Some(Look::Light)),
            ("dark", Colors, Some(Light), Some(Look::Dark)),
            ("dark", Colors, Some(Dark), None),
            ("contrast", Colors, Some(Light), None),
            ("contrast", Colors, None, Some(Look::Contrast)),
            ("clear", Colors, Some(Dark), None),
            ("ansi", Colors, Some(Light), None),
            ("light", Palette, Some(Dark), None),
            ("light", Weight, Some(Dark), None),
        ] {
            let themes = Themes {
                chosen: name.to_owned(),
                ground: found,
                means,
                own: Vec::new(),
            };
            let expected = painted.map(|look| Theme::painted(look).ground().unwrap());
            assert_eq!(
                themes.now().ground(),
                expected,
                "{name} {means:?} {found:?}"
            );
        }
    }

    #[test]
    fn a_theme_of_ones_own_has_the_ground_that_it_names() {
        let named = Theme::parse(
            &include_str!("../../../assets/themes/dark.toml").replace("14161a", "123456"),
        );
        let own = vec![
            ("mine".to_owned(), named),
            ("bare".to_owned(), Ok(Theme::new(Look::Light))),
        ];
        let themes = Themes {
            own,
            ..Themes::default()
        };
        let ground = |name| themes.theme(name).ground().and_then(|it| it.bg);
        assert_eq!(ground("mine"), Some(Color::Rgb(0x12, 0x34, 0x56)));
        assert_eq!(ground("bare"), None);
    }
}
