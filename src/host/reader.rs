//! Holds how settings become a reader: their language, theme and keys.

use std::path::{Path, PathBuf};

use crate::config::{Depth, Ground as Known, Settings, THEMES, left};
use crate::i18n::{Language, Locale};
use crate::model::{Clean, UserRole};
use crate::ui::keymap::{Keymap, KeymapError, Override};
use crate::ui::{Ground, Kept, Means, Plan, Reader, Theme, ThemeError, Themes};

/// The most themes of one's own that are looked at.
const MAX_THEMES: usize = 64;

/// Why settings make no reader.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// A key of one's own cannot be taken.
    #[error(transparent)]
    Keys(#[from] KeymapError),
    /// The chosen theme of one's own cannot be taken.
    #[error("{}: {error}", path.display())]
    Theme {
        /// Its file.
        path: PathBuf,
        /// Why.
        error: ThemeError,
    },
}

/// The reader whom these settings describe; a language that is not spoken here is English.
///
/// # Errors
/// Keys of one's own, or the chosen theme of one's own, that cannot be taken.
pub fn reader(settings: &Settings, user: &str, role: UserRole) -> Result<Reader, Vec<ReaderError>> {
    let language = settings
        .language
        .as_deref()
        .and_then(Language::from_code)
        .unwrap_or_default();
    let own: Vec<_> = settings
        .keys
        .iter()
        .map(|key| Override {
            action: key.action.clone(),
            keys: key.keys.clone(),
            place: key.place.to_string(),
        })
        .collect();
    let keymap = Keymap::with(&own).map_err(|errors| {
        errors
            .into_iter()
            .map(ReaderError::Keys)
            .collect::<Vec<_>>()
    })?;
    let themes = themes(settings).map_err(|error| vec![error])?;
    Ok(Reader {
        locale: Locale::new(language),
        theme: themes.now(),
        keymap,
        user: Clean::new(user),
        role,
        ascii: settings.ascii,
        owns: true,
        reduced_motion: settings.reduced_motion,
        mouse: settings.mouse,
        themes,
        kept: Kept::read(&left(&settings.dirs.state()).0),
        there: false,
        plan: Plan::default(),
        guided: false,
    })
}

/// Whether the terminal has to be asked for its ground: the theme follows it or paints its own, and nobody has said what
/// it is.
#[must_use]
pub(super) fn asks_ground(settings: &Settings) -> bool {
    let matters = !["ansi", "plain"].contains(&settings.theme.as_str());
    let colored = matches!(settings.colors, Depth::True | Depth::Indexed);
    settings.ground.is_none() && colored && matters
}

fn themes(settings: &Settings) -> Result<Themes, ReaderError> {
    let folder = settings.dirs.themes();
    let own = own_themes(&folder);
    let chosen = own.iter().find(|(name, _)| *name == settings.theme);
    if let Some((name, Err(error))) = chosen {
        return Err(ReaderError::Theme {
            path: folder.join(format!("{name}.toml")),
            error: error.clone(),
        });
    }
    let ground = settings.ground.or(settings.ground_hint);
    Ok(Themes {
        chosen: settings.theme.clone(),
        ground: ground.map(|ground| match ground {
            Known::Light => Ground::Light,
            Known::Dark => Ground::Dark,
        }),
        means: match settings.colors {
            Depth::None => Means::Weight,
            Depth::Sixteen => Means::Palette,
            Depth::Indexed | Depth::True => Means::Colors,
        },
        own,
    })
}

/// The themes in a folder, by name; a built-in name stays the built-in theme's.
fn own_themes(folder: &Path) -> Vec<(String, Result<Theme, ThemeError>)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut themes: Vec<_> = entries
        .take(MAX_THEMES)
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            let taken = path.extension()? == "toml" && !THEMES.contains(&name.as_str());
            let text = taken
                .then(|| std::fs::read_to_string(&path).ok())
                .flatten()?;
            Some((name, Theme::parse(&text)))
        })
        .collect();
    themes.sort_by(|one, other| one.0.cmp(&other.0));
    themes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Env;

    fn settings(home: &Path, theme: &str) -> Settings {
        let variables = [("TERM", "xterm-kitty"), ("FIVEPLY_THEME", theme)];
        Settings::load(&Env::of(&variables, home)).unwrap()
    }

    #[test]
    fn settings_and_screen_have_the_same_themes() {
        assert_eq!(THEMES, Themes::BUILT_IN);
    }

    #[test]
    fn a_theme_of_ones_own_is_taken_from_its_file() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("themes");
        std::fs::create_dir_all(&folder).unwrap();
        let light = include_str!("../../assets/themes/light.toml");
        std::fs::write(folder.join("mine.toml"), light.replace("000000", "123456")).unwrap();
        std::fs::write(folder.join("broken.toml"), "text = \"beige\"").unwrap();
        std::fs::write(folder.join("dark.toml"), light).unwrap();
        let reader = |name| reader(&settings(home.path(), name), "anna", UserRole::Rep);
        let mine = reader("mine").unwrap();
        let names: Vec<_> = mine.themes.names().skip(THEMES.len()).collect();
        assert_eq!(names, ["broken", "mine"]);
        assert_ne!(mine.theme, Theme::new(crate::ui::Look::Light));
        let errors = reader("broken").unwrap_err();
        let said = errors[0].to_string();
        assert!(
            said.contains("themes/broken.toml: `beige` of role `text`"),
            "{said}"
        );
        let dark = reader("dark").unwrap();
        assert_eq!(dark.theme, Theme::painted(crate::ui::Look::Dark));
    }

    #[test]
    fn the_ground_is_asked_for_where_it_matters() {
        let home = tempfile::tempdir().unwrap();
        for (theme, asks) in [
            ("auto", true),
            ("contrast", true),
            ("dark", true),
            ("ansi", false),
        ] {
            assert_eq!(asks_ground(&settings(home.path(), theme)), asks, "{theme}");
        }
        for (name, value) in [
            ("NO_COLOR", "1"),
            ("TERM", "dumb"),
            ("FIVEPLY_GROUND", "light"),
        ] {
            let env = Env::of(&[("TERM", "xterm-kitty"), (name, value)], home.path());
            assert!(!asks_ground(&Settings::load(&env).unwrap()), "{name}");
        }
    }
}
