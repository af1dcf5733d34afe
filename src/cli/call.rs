//! What a verb knows of the world around it: time, streams, terminal, and the global options.
//!
//! Everything is a value, made once by `main` for the process or by a test for itself.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use super::error::{CliError, Result};
use super::screen::Screen;
use crate::config::{Depth, Env, Settings};
use crate::i18n::{Language, Locale};
use crate::model::Moment;

/// The world around one run of the program.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The environment.
    pub env: Env,
    /// The time at which it was started.
    pub now: Moment,
    /// Whether somebody can be asked.
    pub input_is_terminal: bool,
    /// Whether somebody reads what is printed.
    pub output_is_terminal: bool,
    /// How many columns the terminal has.
    pub width: Option<usize>,
}

/// What is read from and written to.
pub struct Streams<'a> {
    /// Answers to questions.
    pub input: &'a mut dyn BufRead,
    /// What was asked for.
    pub out: &'a mut dyn Write,
    /// Questions, notes, errors.
    pub notes: &'a mut dyn Write,
}

/// How printed text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// The columns of the terminal, if lines are to fit it.
    pub width: Option<usize>,
    /// Whether to use colour and weight.
    pub color: bool,
}

impl Style {
    /// Text that explains, for a heading or a note.
    pub(super) fn faint(self, text: &str) -> String {
        self.paint(text, "2")
    }

    /// Text that one came to read.
    pub(super) fn strong(self, text: &str) -> String {
        self.paint(text, "1")
    }

    fn paint(self, text: &str, code: &str) -> String {
        if self.color && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// One call of the program: the global options, and where it was called.
pub(super) struct Call<'a> {
    pub streams: Streams<'a>,
    pub now: Moment,
    /// Whether somebody can be asked.
    pub asks: bool,
    /// Whether the output is a terminal.
    pub on_terminal: bool,
    pub style: Style,
    pub config: Settings,
    /// The data file.
    pub db: PathBuf,
    /// Whether the data file was named, by the caller or by the configuration.
    pub db_named: bool,
    /// Whether the data file was named by `--db` itself.
    pub db_from_option: bool,
    /// Whether to open files where locks depend on a program.
    pub trust_locks: bool,
    /// Whether to read everything from the data file itself.
    pub no_snapshot: bool,
    /// The name given by `--as`.
    pub given_user: Option<String>,
    /// Who one is without it.
    pub usual_user: String,
    pub json: bool,
    pub yes: bool,
    /// What opens the screen, if anything can.
    pub screen: Option<&'a Screen>,
}

/// The name of the data file in the data directory.
const USUAL_FILE: &str = "fiveply.db";

impl<'a> Call<'a> {
    /// The language in which reports and minutes are written.
    pub(super) fn locale(&self) -> Locale {
        let language = self.config.language.as_deref();
        Locale::new(language.and_then(Language::from_code).unwrap_or_default())
    }

    /// Puts the global options over the configuration.
    pub(super) fn new(
        global: &super::args::Global,
        here: &Surroundings,
        streams: Streams<'a>,
        screen: Option<&'a Screen>,
    ) -> Result<Self> {
        let mut config = Settings::load(&here.env).map_err(CliError::Config)?;
        if global.lang.is_some() {
            config.language.clone_from(&global.lang);
        }
        config.ascii |= global.ascii;
        if let Some(theme) = &global.theme {
            config
                .put_theme(theme)
                .map_err(|error| CliError::Config(vec![error]))?;
        }
        let named = global.db.clone().or_else(|| config.db.clone());
        let usual_user = config
            .user
            .clone()
            .or_else(|| here.env.get("USER").map(str::to_owned))
            .or_else(|| here.env.get("USERNAME").map(str::to_owned))
            .unwrap_or_else(|| "me".to_owned());
        Ok(Self {
            streams,
            now: here.now,
            asks: here.input_is_terminal,
            on_terminal: here.output_is_terminal,
            style: Style {
                width: here.width.filter(|_| here.output_is_terminal),
                color: here.output_is_terminal && config.colors != Depth::None,
            },
            db_from_option: global.db.is_some(),
            trust_locks: global.trust_locks,
            no_snapshot: global.no_snapshot,
            db_named: named.is_some(),
            db: named.unwrap_or_else(|| config.dirs.data.join(USUAL_FILE)),
            given_user: global.user.clone(),
            usual_user,
            json: global.json,
            yes: global.yes,
            screen,
            config,
        })
    }

    /// Prints a line.
    pub(super) fn say(&mut self, line: impl std::fmt::Display) -> Result<()> {
        Ok(writeln!(self.streams.out, "{line}")?)
    }

    /// Prints a line beside the output, for a person; in `--json` the output says it.
    pub(super) fn note(&mut self, line: impl std::fmt::Display) -> Result<()> {
        if self.json {
            return Ok(());
        }
        Ok(writeln!(self.streams.notes, "{line}")?)
    }

    /// Prints a value as a line of JSON.
    pub(super) fn say_json(&mut self, value: &impl serde::Serialize) -> Result<()> {
        serde_json::to_writer(&mut self.streams.out, value).map_err(std::io::Error::from)?;
        Ok(writeln!(self.streams.out)?)
    }

    /// Asks whether to go on, unless `--yes` was given; anything but yes stops.
    pub(super) fn confirm(&mut self, what: &str) -> Result<()> {
        if self.yes {
            return Ok(());
        }
        if !self.asks {
            return Err(CliError::Usage(format!(
                "{what}; nobody can be asked here: give --yes if that is meant"
            )));
        }
        write!(self.streams.notes, "{what}; do it? [y/N] ")?;
        self.streams.notes.flush()?;
        let mut answer = String::new();
        self.streams.input.read_line(&mut answer)?;
        if matches!(answer.trim().to_lowercase().as_str(), "y" | "yes") {
            Ok(())
        } else {
            Err(CliError::Stopped)
        }
    }
}

/// A path as it is shown to people.
pub(super) fn shown(path: &Path) -> crate::model::Clean {
    crate::model::Clean::from_string(path.display().to_string())
}
