//! Holds the settings of one person on one machine: typed, from a TOML file and the environment.
//!
//! The only place that reads the environment and the home directory. What a command line says goes over what the
//! environment says, and that over the file. An unknown name is an error, for a misspelt setting is worse than none.
//! Must not import anything of ours: languages, themes and actions stay words here, and their owners judge them.

mod env;
mod file;
mod keep;
mod settings;
mod state;

use std::fmt;
use std::path::{Path, PathBuf};

pub use env::Env;
pub use keep::{NotKept, keep};
pub use settings::{Depth, Ground, KeySetting, SETTINGS, Setting, Settings, THEMES};
pub use state::{leave, left};

/// Where this person's files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dirs {
    /// The settings file.
    pub config_file: PathBuf,
    /// Where data is kept.
    pub data: PathBuf,
    /// What can be thrown away.
    pub cache: PathBuf,
    /// Where logs go.
    pub logs: PathBuf,
    /// The person's own folder, if one is known: what `~` stands for in a path.
    pub home: Option<PathBuf>,
}

impl Dirs {
    /// The folder of the person's own themes.
    #[must_use]
    pub fn themes(&self) -> PathBuf {
        self.config_file.with_file_name("themes")
    }

    /// The folder of texts that are open in an editor, and of those that came to nothing.
    #[must_use]
    pub fn drafts(&self) -> PathBuf {
        self.data.join("drafts")
    }

    /// The file of what was left as it was.
    #[must_use]
    pub fn state(&self) -> PathBuf {
        self.config_file.with_file_name("state.toml")
    }

    /// The file of a theme of one's own.
    fn theme(&self, name: &str) -> Option<PathBuf> {
        // A name is never a way to elsewhere.
        let plain = !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.');
        let path = self.themes().join(format!("{name}.toml"));
        (plain && path.is_file()).then_some(path)
    }
}

/// A place in a file or in the environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place(String);

impl Place {
    /// A line of a file.
    #[must_use]
    pub fn line(path: &Path, line: usize) -> Self {
        Self(format!("{}:{line}", path.display()))
    }

    /// An option of the command line.
    #[must_use]
    pub fn option(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// A variable of the environment.
    #[must_use]
    pub fn variable(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why settings cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// There is a file, and it cannot be read.
    #[error("{path}: the settings cannot be read: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is no TOML.
    #[error("{place}: {message}")]
    Syntax {
        /// Where.
        place: Place,
        /// What is wrong.
        message: String,
    },
    /// A name that is no setting's.
    #[error("{place}: there is no setting `{name}`{hint}")]
    Unknown {
        /// Where.
        place: Place,
        /// The name.
        name: String,
        /// The nearest name, as a clause.
        hint: String,
    },
    /// A value that a setting cannot have.
    #[error("{place}: `{name}` cannot be {value}; write {wanted}")]
    Value {
        /// Where.
        place: Place,
        /// The setting.
        name: String,
        /// What is written.
        value: String,
        /// What it takes.
        wanted: &'static str,
    },
    /// There is no home directory to look in.
    #[error("no home directory is known; set HOME, or FIVEPLY_CONFIG and FIVEPLY_DATA_DIR")]
    NoHome,
}

impl Settings {
    /// The settings of the person who runs the program.
    ///
    /// # Errors
    /// Everything in file and environment that cannot be taken.
    pub fn load(env: &Env) -> Result<Self, Vec<ConfigError>> {
        let dirs = env.dirs().map_err(|error| vec![error])?;
        let mut settings = Self::new(dirs, env);
        let path = settings.dirs.config_file.clone();
        let mut errors = Vec::new();
        match std::fs::read_to_string(&path) {
            Ok(text) => errors.extend(file::apply(&mut settings, &path, &text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => errors.push(ConfigError::Read { path, source }),
        }
        errors.extend(settings.apply_env(env));
        if errors.is_empty() {
            Ok(settings)
        } else {
            Err(errors)
        }
    }
}

/// The known name that is nearest to a misspelt one, as a clause.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    known
        .map(|one| {
            (
                rapidfuzz::distance::osa::distance(one.chars(), name.chars()),
                one,
            )
        })
        .min()
        .filter(|(distance, one)| *distance <= one.len().div_ceil(2).min(4))
        .map_or_else(String::new, |(_, one)| format!("; did you mean `{one}`?"))
}

#[cfg(test)]
mod tests;
