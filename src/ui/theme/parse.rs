//! Holds how a theme's file is read: one line a role, words for colours and weights.

use ratatui::style::{Color, Modifier, Style};

use super::Role;

/// Why a theme cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// It is no TOML of names and texts.
    #[error("the theme cannot be read: {0}")]
    Toml(String),
    /// A name that is no role.
    #[error("the theme has no role `{0}`; take the line out")]
    NoRole(String),
    /// A role without a line.
    #[error(
        "the theme lacks the role `{0}`; add a line for it, empty if it has no look of its own"
    )]
    Missing(&'static str),
    /// A word that means nothing.
    #[error(
        "`{word}` of role `{role}` is neither a colour (`7cc7d8`, `light-green`) nor a weight (bold dim italic underlined reversed)"
    )]
    NoLook {
        /// The role.
        role: String,
        /// The word.
        word: String,
    },
}

/// The line of a theme that is no role: what the whole screen is drawn on.
const GROUND: &str = "ground";

/// What each role looks like, and the theme's own ground if it has one.
pub(super) fn theme(text: &str) -> Result<([Style; Role::ALL.len()], Option<Color>), ThemeError> {
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| ThemeError::Toml(error.to_string()))?;
    if let Some(name) = table
        .keys()
        .find(|name| *name != GROUND && Role::ALL.iter().all(|role| role.name() != *name))
    {
        return Err(ThemeError::NoRole(name.clone()));
    }
    let mut styles = [Style::new(); Role::ALL.len()];
    for (style, role) in styles.iter_mut().zip(Role::ALL) {
        let words = table.get(role.name()).and_then(toml::Value::as_str);
        *style = look(role.name(), words.ok_or(ThemeError::Missing(role.name()))?)?;
    }
    let ground = match table.get(GROUND).and_then(toml::Value::as_str) {
        Some(words) => look(GROUND, words)?.bg,
        None => None,
    };
    Ok((styles, ground))
}

fn look(role: &str, words: &str) -> Result<Style, ThemeError> {
    let mut style = Style::new();
    let mut ground = false;
    for word in words.split_whitespace() {
        if word == "on" {
            ground = true;
        } else if let Some(weight) = weight(word) {
            style = style.add_modifier(weight);
        } else if let Some(color) = color(word) {
            style = if ground {
                style.bg(color)
            } else {
                style.fg(color)
            };
            ground = false;
        } else {
            return Err(ThemeError::NoLook {
                role: role.to_owned(),
                word: word.to_owned(),
            });
        }
    }
    Ok(style)
}

fn weight(word: &str) -> Option<Modifier> {
    Some(match word {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underlined" => Modifier::UNDERLINED,
        "reversed" => Modifier::REVERSED,
        _ => return None,
    })
}

fn color(word: &str) -> Option<Color> {
    Some(match word {
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "white" => Color::White,
        "grey" => Color::DarkGray,
        "light-red" => Color::LightRed,
        "light-green" => Color::LightGreen,
        "light-yellow" => Color::LightYellow,
        "light-blue" => Color::LightBlue,
        "light-magenta" => Color::LightMagenta,
        "light-cyan" => Color::LightCyan,
        hex if hex.len() == 6 && hex.is_ascii() => {
            let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
            Color::Rgb(part(0)?, part(2)?, part(4)?)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_a_look() {
        assert_eq!(
            look("x", "7cc7d8 bold on 1e2128"),
            Ok(Style::new()
                .fg(Color::Rgb(0x7c, 0xc7, 0xd8))
                .bg(Color::Rgb(0x1e, 0x21, 0x28))
                .add_modifier(Modifier::BOLD))
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(
            theme("glow = \"\""),
            Err(ThemeError::NoRole("glow".to_owned()))
        );
        assert_eq!(theme("text = \"\""), Err(ThemeError::Missing("strong")));
        assert!(
            matches!(look("text", "beige"), Err(ThemeError::NoLook { word, .. }) if word == "beige")
        );
    }
}
