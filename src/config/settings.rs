//! Holds the table of settings: name, variable, what it takes, and how it is put in.

use std::path::PathBuf;

use super::{ConfigError, Dirs, Env, Place, nearest};

/// How many colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: weight alone.
    None,
    /// The sixteen of the terminal's palette.
    Sixteen,
    /// 256.
    Indexed,
    /// All.
    True,
}

/// The ground of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Light signs on dark.
    Dark,
    /// Dark signs on light.
    Light,
}

/// Keys of one's own for an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySetting {
    /// The action's name.
    pub action: String,
    /// Its keys.
    pub keys: Vec<String>,
    /// Where it is written.
    pub place: Place,
}

/// The settings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Where files are.
    pub dirs: Dirs,
    /// The data file, unless it is the usual one.
    pub db: Option<PathBuf>,
    /// Who one is, unless it is who is logged in.
    pub user: Option<String>,
    /// The language, as a code or as the system calls it.
    pub language: Option<String>,
    /// Which theme: a built-in name, or one of a file in the folder of themes.
    pub theme: String,
    /// The terminal's ground, unless it is asked for.
    pub ground: Option<Ground>,
    /// What the environment says of the ground: better than nothing where the terminal does not answer.
    pub ground_hint: Option<Ground>,
    /// Whether the terminal says of itself that it can only print lines.
    pub dumb: bool,
    /// Whether tmux is between us and the terminal.
    pub tmux: bool,
    /// Whether GNU screen is, which erases without colour.
    pub gnu_screen: bool,
    /// The command that opens one's editor, if one is known.
    pub editor: Option<String>,
    /// How many colours.
    pub colors: Depth,
    /// Whether only ASCII signs are drawn.
    pub ascii: bool,
    /// Whether the mouse is used; the terminal then marks text with Shift held, or not at all.
    pub mouse: bool,
    /// Whether nothing moves by itself.
    pub reduced_motion: bool,
    /// Keys of one's own.
    pub keys: Vec<KeySetting>,
}

/// A setting's row.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name in the file.
    pub name: &'static str,
    /// Its variable.
    pub variable: &'static str,
    /// What it takes.
    pub wanted: &'static str,
    /// Puts a value in; false where the setting cannot have it.
    put: fn(&mut Settings, &str) -> bool,
}

/// Every setting but the keys, which are a table of their own.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "db",
        variable: "FIVEPLY_DB",
        wanted: "the path of a data file",
        put: |settings, text| {
            settings.db = Some(PathBuf::from(text));
            true
        },
    },
    Setting {
        name: "user",
        variable: "FIVEPLY_USER",
        wanted: "a user's name",
        put: |settings, text| {
            settings.user = Some(text.to_owned());
            true
        },
    },
    Setting {
        name: "language",
        variable: "FIVEPLY_LANG",
        wanted: "a language's code, such as en or zh",
        put: |settings, text| {
            settings.language = Some(text.to_owned());
            true
        },
    },
    Setting {
        name: "colors",
        variable: "FIVEPLY_COLORS",
        wanted: "auto, none, 16, 256 or true",
        put: |settings, text| {
            settings.colors = match text {
                "auto" => return true,
                "none" => Depth::None,
                "16" => Depth::Sixteen,
                "256" => Depth::Indexed,
                "true" => Depth::True,
                _ => return false,
            };
            true
        },
    },
    Setting {
        name: "theme",
        variable: "FIVEPLY_THEME",
        wanted: "auto, dark, light, contrast, clear, ansi, plain, or the name of a file in the folder `themes` beside the settings",
        put: |settings, text| {
            let known = THEMES.contains(&text) || settings.dirs.theme(text).is_some();
            if known {
                text.clone_into(&mut settings.theme);
            }
            known
        },
    },
    Setting {
        name: "ground",
        variable: "FIVEPLY_GROUND",
        wanted: "auto, dark or light",
        put: |settings, text| {
            settings.ground = match text {
                "auto" => None,
                "dark" => Some(Ground::Dark),
                "light" => Some(Ground::Light),
                _ => return false,
            };
            true
        },
    },
    Setting {
        name: "ascii",
        variable: "FIVEPLY_ASCII",
        wanted: YES_NO,
        put: |settings, text| yes_no(text).map(|yes| settings.ascii = yes).is_some(),
    },
    Setting {
        name: "mouse",
        variable: "FIVEPLY_MOUSE",
        wanted: YES_NO,
        put: |settings, text| yes_no(text).map(|yes| settings.mouse = yes).is_some(),
    },
    Setting {
        name: "reduced_motion",
        variable: "FIVEPLY_REDUCED_MOTION",
        wanted: YES_NO,
        put: |settings, text| {
            yes_no(text)
                .map(|yes| settings.reduced_motion = yes)
                .is_some()
        },
    },
];

/// The built-in themes, by name.
pub const THEMES: [&str; 7] = [
    "auto", "dark", "light", "contrast", "clear", "ansi", "plain",
];

const YES_NO: &str = "true or false";

/// Variables that say where files are; they are read before there are settings.
const DIRECTORIES: [&str; 4] = [
    "FIVEPLY_CONFIG",
    "FIVEPLY_DATA_DIR",
    "FIVEPLY_CACHE_DIR",
    "FIVEPLY_LOG_DIR",
];

fn yes_no(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "1" | "on" => Some(true),
        "false" | "no" | "0" | "off" => Some(false),
        _ => None,
    }
}

impl Settings {
    /// Puts a theme in by its name, as an option of the command line says it.
    ///
    /// # Errors
    /// There is no theme of that name.
    pub fn put_theme(&mut self, name: &str) -> Result<(), ConfigError> {
        let theme = SETTINGS.iter().find(|setting| setting.name == "theme");
        theme.map_or(Ok(()), |setting| {
            self.put(setting, name, Place::option("--theme"))
        })
    }

    /// What holds where nothing is set: what the environment says of the terminal.
    pub(super) fn new(dirs: Dirs, env: &Env) -> Self {
        Self {
            dirs,
            db: None,
            user: None,
            language: env.language().map(str::to_owned),
            theme: THEMES[0].to_owned(),
            ground: None,
            ground_hint: env.ground(),
            dumb: env.get("TERM") == Some("dumb"),
            tmux: env.get("TMUX").is_some(),
            gnu_screen: env.get("STY").is_some(),
            editor: env.editor().map(str::to_owned),
            colors: env.depth(),
            ascii: env.ascii(),
            mouse: true,
            reduced_motion: false,
            keys: Vec::new(),
        }
    }

    pub(super) fn put(
        &mut self,
        setting: &Setting,
        text: &str,
        place: Place,
    ) -> Result<(), ConfigError> {
        if (setting.put)(self, text) {
            return Ok(());
        }
        Err(ConfigError::Value {
            place,
            name: setting.name.to_owned(),
            value: format!("`{text}`"),
            wanted: setting.wanted,
        })
    }

    pub(super) fn apply_env(&mut self, env: &Env) -> Vec<ConfigError> {
        let mut errors = Vec::new();
        for (name, value) in env.own() {
            if DIRECTORIES.contains(&name) {
                continue;
            }
            let place = Place::variable(name);
            match SETTINGS.iter().find(|setting| setting.variable == name) {
                Some(setting) => errors.extend(self.put(setting, value, place).err()),
                None => errors.push(ConfigError::Unknown {
                    place,
                    name: name.to_owned(),
                    hint: nearest(
                        name,
                        SETTINGS
                            .iter()
                            .map(|setting| setting.variable)
                            .chain(DIRECTORIES),
                    ),
                }),
            }
        }
        errors
    }
}
