//! A person at a command line: a home of their own, a fixed clock, and what was printed.

use std::path::PathBuf;

use fiveply::cli::{self, Exit, Streams, Surroundings};
use fiveply::config::Env;
use fiveply::model::Moment;
use serde_json::Value;

/// 2026-11-22 10:00 UTC, a Sunday.
const NOW: Moment = Moment(1_795_341_600_000);

/// Somebody who types commands.
pub struct Desk {
    pub home: tempfile::TempDir,
    /// Whether somebody answers questions, and what.
    pub answer: Option<&'static str>,
    pub now: Moment,
    pub variables: Vec<(&'static str, &'static str)>,
}

/// What came of a command.
#[derive(Debug)]
pub struct Came {
    pub exit: Exit,
    pub out: String,
    pub notes: String,
}

impl Desk {
    /// Somebody without a workspace.
    pub fn bare() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            answer: None,
            now: NOW,
            variables: vec![("USER", "ola")],
        }
    }

    /// Somebody with an empty workspace in Warsaw, in euros.
    pub fn new() -> Self {
        let desk = Self::bare();
        desk.ok(&["init", "--zone", "Europe/Warsaw", "--name", "Tessaly"]);
        desk
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Runs a command.
    pub fn run(&self, words: &[&str]) -> Came {
        let here = Surroundings {
            env: Env::of(&self.variables, self.home.path()),
            now: self.now,
            input_is_terminal: self.answer.is_some(),
            output_is_terminal: false,
            width: None,
        };
        let (mut out, mut notes) = (Vec::new(), Vec::new());
        let streams = Streams {
            input: &mut self.answer.unwrap_or_default().as_bytes(),
            out: &mut out,
            notes: &mut notes,
        };
        let args = std::iter::once("fiveply").chain(words.iter().copied());
        let exit = cli::run(args.map(Into::into), &here, streams, None);
        Came {
            exit,
            out: String::from_utf8(out).unwrap(),
            notes: String::from_utf8(notes).unwrap(),
        }
    }

    /// Runs a command that has to succeed; what it printed.
    #[track_caller]
    pub fn ok(&self, words: &[&str]) -> String {
        let came = self.run(words);
        assert_eq!(came.exit, Exit::Done, "{words:?}: {came:?}");
        came.out
    }

    /// Runs a command that has to fail in this way; what it said.
    #[track_caller]
    pub fn fails(&self, exit: Exit, words: &[&str]) -> String {
        let came = self.run(words);
        assert_eq!(came.exit, exit, "{words:?}: {came:?}");
        came.notes
    }

    /// Runs a command with `--json`; each line as a value.
    #[track_caller]
    pub fn json(&self, words: &[&str]) -> Vec<Value> {
        let mut words = words.to_vec();
        words.push("--json");
        let out = self.ok(&words);
        out.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The same where one line is expected.
    #[track_caller]
    pub fn one(&self, words: &[&str]) -> Value {
        let mut lines = self.json(words);
        assert_eq!(lines.len(), 1, "{words:?}: {lines:?}");
        lines.remove(0)
    }

    /// The same moment, later.
    pub fn later(&mut self, days: i64) {
        self.now = Moment(self.now.0 + days * 86_400_000);
    }
}
