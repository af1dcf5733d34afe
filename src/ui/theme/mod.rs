//! Holds the roles that a cell can have and what each looks like, in every theme.
//!
//! A screen asks for a role, never for a colour; a cell outside the roles is a fault that a test finds. A theme is a
//! value of the session. The ground is the terminal's own, unless a theme that was chosen would be hard to read on it:
//! then the theme's own is painted.

mod choice;
mod parse;
#[cfg(test)]
mod seen;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

use crate::model::Layer;

pub use choice::{Ground, Means, Themes};
pub use parse::ThemeError;

/// What a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Text to read along.
    Text,
    /// What one came to read.
    Strong,
    /// What explains it: labels, units, bands.
    Quiet,
    /// What can be missed.
    Faint,
    /// Keys and focus.
    Accent,
    /// Worth a look.
    Look,
    /// Late, lost, worse.
    Bad,
    /// Better.
    Good,
    /// One of the five layers.
    Layer(Layer),
    /// Below the fifth layer.
    Won,
    /// Lines that part.
    Rule,
    /// The ground of the first and the last line.
    Bar,
    /// The ground of the line under the cursor.
    CursorLine,
    /// The ground of what somebody else has changed just now.
    FreshStrong,
    /// The ground of the same a moment later.
    FreshSoft,
    /// The sign of a marked line.
    Mark,
    /// The part of a text that is wrong.
    Error,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 21] = [
        Self::Text,
        Self::Strong,
        Self::Quiet,
        Self::Faint,
        Self::Accent,
        Self::Look,
        Self::Bad,
        Self::Good,
        Self::Layer(Layer::Potential),
        Self::Layer(Layer::Interested),
        Self::Layer(Layer::Intent),
        Self::Layer(Layer::HighIntent),
        Self::Layer(Layer::NearCustomer),
        Self::Won,
        Self::Rule,
        Self::Bar,
        Self::CursorLine,
        Self::FreshStrong,
        Self::FreshSoft,
        Self::Mark,
        Self::Error,
    ];

    /// Its name in a theme's file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Strong => "strong",
            Self::Quiet => "quiet",
            Self::Faint => "faint",
            Self::Accent => "accent",
            Self::Look => "look",
            Self::Bad => "bad",
            Self::Good => "good",
            Self::Layer(layer) => layer.code(),
            Self::Won => "won",
            Self::Rule => "rule",
            Self::Bar => "bar",
            Self::CursorLine => "cursor-line",
            Self::FreshStrong => "fresh-strong",
            Self::FreshSoft => "fresh-soft",
            Self::Mark => "mark",
            Self::Error => "error",
        }
    }

    const fn index(self) -> usize {
        match self {
            Self::Text => 0,
            Self::Strong => 1,
            Self::Quiet => 2,
            Self::Faint => 3,
            Self::Accent => 4,
            Self::Look => 5,
            Self::Bad => 6,
            Self::Good => 7,
            Self::Layer(layer) => 8 + layer.index(),
            Self::Won => 13,
            Self::Rule => 14,
            Self::Bar => 15,
            Self::CursorLine => 16,
            Self::FreshStrong => 17,
            Self::FreshSoft => 18,
            Self::Mark => 19,
            Self::Error => 20,
        }
    }
}

/// The built-in looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Look {
    /// For dark ground.
    #[default]
    Dark,
    /// For light ground.
    Light,
    /// For a projector and for weak eyes, on dark ground: nothing is faint.
    Contrast,
    /// The same on light ground.
    ContrastLight,
    /// For colour-blind eyes, on dark ground.
    Clear,
    /// The same on light ground.
    ClearLight,
    /// For terminals of sixteen colours.
    Ansi,
    /// Without colour.
    Plain,
}

impl Look {
    /// Every look.
    pub const ALL: [Self; 8] = [
        Self::Dark,
        Self::Light,
        Self::Contrast,
        Self::ContrastLight,
        Self::Clear,
        Self::ClearLight,
        Self::Ansi,
        Self::Plain,
    ];

    /// The ground that it is made for; none where it does for both.
    pub(super) const fn ground(self) -> Option<Ground> {
        match self {
            Self::Dark | Self::Contrast | Self::Clear => Some(Ground::Dark),
            Self::Light | Self::ContrastLight | Self::ClearLight => Some(Ground::Light),
            Self::Ansi | Self::Plain => None,
        }
    }

    const fn source(self) -> &'static str {
        match self {
            Self::Dark => include_str!("../../../assets/themes/dark.toml"),
            Self::Light => include_str!("../../../assets/themes/light.toml"),
            Self::Contrast => include_str!("../../../assets/themes/contrast.toml"),
            Self::ContrastLight => include_str!("../../../assets/themes/contrast-light.toml"),
            Self::Clear => include_str!("../../../assets/themes/clear.toml"),
            Self::ClearLight => include_str!("../../../assets/themes/clear-light.toml"),
            Self::Ansi => include_str!("../../../assets/themes/ansi.toml"),
            Self::Plain => include_str!("../../../assets/themes/plain.toml"),
        }
    }
}

/// What each role looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; Role::ALL.len()],
    /// The ground that is painted under everything.
    ground: Option<Color>,
}

impl Theme {
    /// A built-in theme, on the terminal's ground.
    #[must_use]
    pub fn new(look: Look) -> Self {
        Self {
            ground: None,
            ..Self::painted(look)
        }
    }

    /// A built-in theme on its own ground, for a terminal that has another.
    #[must_use]
    pub fn painted(look: Look) -> Self {
        // A test proves that every built-in theme can be read.
        Self::parse(look.source()).unwrap_or(Self {
            styles: [Style::new(); Role::ALL.len()],
            ground: None,
        })
    }

    /// The ground that is painted under everything, and the signs on it; none where the terminal's own is left.
    #[must_use]
    pub fn ground(&self) -> Option<Style> {
        let ground = self.ground?;
        Some(self.style(Role::Text).bg(ground))
    }

    /// Whether what is quiet can be told from what matters by its colour: on a projector and without colour it cannot.
    #[must_use]
    pub fn dims(&self) -> bool {
        let [quiet, strong] = [Role::Quiet, Role::Strong].map(|it| lightness(self.style(it)));
        quiet
            .zip(strong)
            .is_some_and(|(quiet, strong)| quiet.abs_diff(strong) >= DIMMED)
    }

    /// Reads a theme: every role by its name, each as colours and weights (`7cc7d8 bold`, `on 1e2128`, `dim`). It may have
    /// a ground of its own, too (`ground = "on 101214"`), which is then painted.
    ///
    /// # Errors
    /// A role that is missing or unknown, a word that is neither colour nor weight.
    pub fn parse(text: &str) -> Result<Self, ThemeError> {
        parse::theme(text).map(|(styles, ground)| Self { styles, ground })
    }

    /// What a role looks like; laid over what is there already.
    #[must_use]
    pub const fn style(&self, role: Role) -> Style {
        self.styles[role.index()]
    }

    /// Whether a role turns ground and signs round.
    #[must_use]
    pub const fn is_reversed(&self, role: Role) -> bool {
        self.style(role).add_modifier.contains(Modifier::REVERSED)
    }

    /// Whether a cell looks like a role, on the terminal's own ground or on one of the theme's.
    #[must_use]
    pub fn allows(&self, cell: &Cell) -> bool {
        let seen = (cell.fg, cell.bg, cell.modifier);
        seen == (Color::Reset, Color::Reset, Modifier::empty())
            || GROUNDS.iter().any(|grounds| {
                let over = grounds
                    .iter()
                    .fold(Style::new(), |over, ground| over.patch(self.style(*ground)));
                Role::ALL.iter().any(|role| {
                    let styles = [over.patch(self.style(*role)), self.style(*role).patch(over)];
                    styles.into_iter().any(|style| look(style) == seen)
                })
            })
    }
}

/// How far two greys must lie apart to be told apart from the back of a room.
const DIMMED: u16 = 75;

/// How light signs are, where that is known.
fn lightness(style: Style) -> Option<u16> {
    match style.fg {
        Some(Color::Rgb(red, green, blue)) => {
            Some((u16::from(red) + u16::from(green) + u16::from(blue)) / 3)
        }
        _ => None,
    }
}

/// The grounds that a role can be on, those laid first in front.
const GROUNDS: [&[Role]; 9] = [
    &[],
    &[Role::Bar],
    &[Role::CursorLine],
    &[Role::FreshStrong],
    &[Role::FreshSoft],
    &[Role::CursorLine, Role::FreshStrong],
    &[Role::CursorLine, Role::FreshSoft],
    &[Role::FreshStrong, Role::CursorLine],
    &[Role::FreshSoft, Role::CursorLine],
];

fn look(style: Style) -> (Color, Color, Modifier) {
    (
        style.fg.unwrap_or(Color::Reset),
        style.bg.unwrap_or(Color::Reset),
        style.add_modifier,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_theme_can_be_read() {
        for look in Look::ALL {
            assert_eq!(Theme::parse(look.source()).map(|_| ()), Ok(()), "{look:?}");
        }
    }

    #[test]
    fn roles_stand_where_their_index_says() {
        for (index, role) in Role::ALL.iter().enumerate() {
            assert_eq!(role.index(), index);
        }
    }

    #[test]
    fn layers_have_hues_of_their_own_where_there_is_colour() {
        for look in [Look::Dark, Look::Light, Look::Ansi] {
            let theme = Theme::new(look);
            let mut hues: Vec<_> = Layer::ALL
                .map(|layer| theme.style(Role::Layer(layer)).fg)
                .to_vec();
            hues.push(theme.style(Role::Won).fg);
            hues.dedup();
            assert_eq!(hues.len(), 6, "{look:?}");
        }
    }

    #[test]
    fn without_colour_no_role_has_one() {
        let theme = Theme::new(Look::Plain);
        assert!(!theme.dims());
        for role in Role::ALL {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }

    #[test]
    fn a_cell_of_another_colour_is_no_role() {
        let theme = Theme::new(Look::Dark);
        let mut cell = Cell::new("x");
        assert!(theme.allows(&cell));
        cell.set_style(theme.style(Role::Bar))
            .set_style(theme.style(Role::Accent));
        assert!(theme.allows(&cell));
        cell.fg = Color::Rgb(1, 2, 3);
        assert!(!theme.allows(&cell));
    }
}
