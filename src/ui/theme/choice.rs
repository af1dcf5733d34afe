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
    /// What it is drawn on.
    pub ground: Ground,
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
            _ => Theme::new(self.look(name)),
        }
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
            (Means::Colors, name) => match (name, self.ground) {
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
    use super::*;

    fn theme(name: &str, means: Means, ground: Ground) -> Theme {
        let themes = Themes {
            chosen: name.to_owned(),
            ground,
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
            assert_eq!(theme(name, means, ground), expected, "{name} {means:?}");
        }
    }
}
