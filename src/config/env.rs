//! Holds the environment as it was when the program began, and what it says of the terminal and of directories.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::settings::{Depth, Ground};
use super::{ConfigError, Dirs};

/// The environment, as a value: a test makes its own.
#[derive(Debug, Clone, Default)]
pub struct Env {
    variables: BTreeMap<String, String>,
    /// What the system says its language is, where no variable does.
    system_language: Option<String>,
    /// The directories that this system keeps such files in.
    dirs: Option<Dirs>,
}

/// The variables that are read.
const READ: [&str; 15] = [
    "NO_COLOR",
    "COLORTERM",
    "COLORFGBG",
    "TERM",
    "TMUX",
    "STY",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LANG",
    "USER",
    "USERNAME",
    "VISUAL",
    "EDITOR",
    "PATH",
];

impl Env {
    /// The environment of this process.
    #[must_use]
    #[allow(
        clippy::disallowed_methods,
        reason = "this is the one reader of the environment"
    )]
    pub fn of_process() -> Self {
        let mut variables = BTreeMap::new();
        for name in READ {
            if let Some(value) = std::env::var_os(name) {
                variables.insert(name.to_owned(), value.to_string_lossy().into_owned());
            }
        }
        for (name, value) in std::env::vars_os() {
            if let Some(name) = name.to_str().filter(|name| name.starts_with("FIVEPLY_")) {
                variables.insert(name.to_owned(), value.to_string_lossy().into_owned());
            }
        }
        Self {
            variables,
            system_language: sys_locale::get_locale(),
            dirs: system_dirs(),
        }
    }

    /// An environment made by hand, with all files below one directory.
    #[must_use]
    pub fn of(variables: &[(&str, &str)], home: &std::path::Path) -> Self {
        let variables = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Self {
            variables,
            system_language: None,
            dirs: Some(Dirs {
                config_file: home.join("config.toml"),
                data: home.join("data"),
                cache: home.join("cache"),
                logs: home.join("logs"),
                home: Some(home.to_owned()),
            }),
        }
    }

    /// A variable, if it is set and not empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// The variables that are ours.
    pub(super) fn own(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables
            .iter()
            .filter(|(name, value)| name.starts_with("FIVEPLY_") && !value.is_empty())
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Where files are.
    pub(super) fn dirs(&self) -> Result<Dirs, ConfigError> {
        let own = |name| self.get(name).map(PathBuf::from);
        let named = (own("FIVEPLY_CONFIG"), own("FIVEPLY_DATA_DIR"));
        let mut dirs = match (&self.dirs, &named) {
            (Some(dirs), _) => dirs.clone(),
            (None, (Some(config_file), Some(data))) => Dirs {
                config_file: config_file.clone(),
                cache: data.join("cache"),
                logs: data.join("logs"),
                data: data.clone(),
                home: None,
            },
            (None, _) => return Err(ConfigError::NoHome),
        };
        if let Some(file) = named.0 {
            dirs.config_file = file;
        }
        if let Some(data) = named.1 {
            dirs.data = data;
        }
        dirs.cache = own("FIVEPLY_CACHE_DIR").unwrap_or(dirs.cache);
        dirs.logs = own("FIVEPLY_LOG_DIR").unwrap_or(dirs.logs);
        Ok(dirs)
    }

    /// The language that the system speaks.
    pub(super) fn language(&self) -> Option<&str> {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| self.get(name))
            .or(self.system_language.as_deref())
    }

    /// The command that opens one's editor: the one of one's choice, or the one that is nearly everywhere.
    pub(super) fn editor(&self) -> Option<&str> {
        let chosen = ["VISUAL", "EDITOR"]
            .into_iter()
            .filter_map(|name| self.get(name))
            .find(|command| !command.trim().is_empty());
        chosen.or_else(|| self.finds("vi").then_some("vi"))
    }

    /// Whether a program can be started by its name.
    fn finds(&self, program: &str) -> bool {
        let folders = self.get("PATH").unwrap_or_default();
        std::env::split_paths(folders).any(|folder| folder.join(program).is_file())
    }

    /// How many colours the terminal has.
    pub(super) fn depth(&self) -> Depth {
        let term = self.get("TERM").unwrap_or("");
        let colorterm = self.get("COLORTERM").unwrap_or("");
        if self.get("NO_COLOR").is_some() || term == "dumb" {
            Depth::None
        } else if matches!(colorterm, "truecolor" | "24bit")
            || ["direct", "kitty", "alacritty", "ghostty", "wezterm", "foot"]
                .iter()
                .any(|name| term.contains(name))
        {
            Depth::True
        } else if term.contains("256color") {
            Depth::Indexed
        } else {
            Depth::Sixteen
        }
    }

    /// The ground, as some terminals tell it: colours of the palette, the last one the ground's.
    pub(super) fn ground(&self) -> Option<Ground> {
        let colors = self.get("COLORFGBG")?;
        match colors.rsplit(';').next()?.parse().ok()? {
            7_u8 | 9..=15 => Some(Ground::Light),
            0..=6 | 8 => Some(Ground::Dark),
            _ => None,
        }
    }

    /// Whether the terminal can only show ASCII, as far as it says so.
    pub(super) fn ascii(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(|name| self.get(name));
        let charset = locale
            .and_then(|locale| locale.split_once('.'))
            .map(|(_, charset)| charset.to_ascii_lowercase());
        self.get("TERM") == Some("dumb")
            // These two know no signs but ASCII's; another without a charset has one that is not told.
            || matches!(locale, Some("C" | "POSIX"))
            || charset.is_some_and(|charset| {
                !charset.starts_with("utf8") && !charset.starts_with("utf-8")
            })
    }
}

fn system_dirs() -> Option<Dirs> {
    let dirs = directories::ProjectDirs::from("", "", "fiveply")?;
    let logs = dirs
        .state_dir()
        .unwrap_or_else(|| dirs.data_local_dir())
        .join("logs");
    Some(Dirs {
        config_file: dirs.config_dir().join("config.toml"),
        data: dirs.data_dir().to_owned(),
        cache: dirs.cache_dir().to_owned(),
        logs,
        home: directories::BaseDirs::new().map(|it| it.home_dir().to_owned()),
    })
}
