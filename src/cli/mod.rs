//! The command line: every action of the screen as a verb, for people in a hurry and for scripts.
//!
//! One file a verb under `verbs`; what they share lies beside it. Only [`process`] reads clock, arguments
//! and streams; everything else is given them, so that a test runs a verb like any function. It decides
//! nothing about leads (that is `model`) and knows no store but through `open`.

mod act;
pub mod args;
mod call;
mod conflict;
mod context;
mod copying;
pub mod error;
pub mod exit;
mod fields;
pub mod given;
mod names;
mod open;
mod rates;
pub mod screen;
pub mod shapes;
mod sweep;
mod table;
pub mod verbs;
mod when;
mod words;

use std::ffi::OsString;
use std::io::{BufWriter, IsTerminal};

use clap::{CommandFactory, FromArgMatches};

pub use call::{Streams, Surroundings};
pub use context::new_op;
pub use error::CliError;
pub use exit::Exit;

use args::{Cli, Verb, Work};
use call::Call;
use context::Context;
use error::Result;
use screen::Screen;

use crate::config::Env;
use crate::model::Moment;

/// The command line as clap knows it, with the exit codes in its help.
#[must_use]
pub fn command() -> clap::Command {
    let codes = format!("Exit codes:\n{}", exit::table());
    Cli::command().after_long_help(codes)
}

/// Runs the program once, on the streams of this process.
#[must_use]
pub fn process(args: impl IntoIterator<Item = OsString>, screen: Option<&Screen>) -> Exit {
    let here = surroundings();
    let mut input = std::io::stdin().lock();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut notes = std::io::stderr().lock();
    let streams = Streams {
        input: &mut input,
        out: &mut out,
        notes: &mut notes,
    };
    run(args, &here, streams, screen)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the command line reads clock and terminal, here and nowhere else"
)]
fn surroundings() -> Surroundings {
    let output_is_terminal = std::io::stdout().is_terminal();
    let width = || crossterm::terminal::size().ok().map(|it| usize::from(it.0));
    Surroundings {
        env: Env::of_process(),
        now: Moment(chrono::Utc::now().timestamp_millis()),
        input_is_terminal: std::io::stdin().is_terminal(),
        output_is_terminal,
        width: output_is_terminal.then(width).flatten(),
    }
}

/// Runs the program once; says what it prints, and ends with its exit code.
#[must_use]
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    here: &Surroundings,
    mut streams: Streams<'_>,
    screen: Option<&Screen>,
) -> Exit {
    let args = with_filters(args);
    let parsed = command()
        .try_get_matches_from(&args)
        .and_then(|it| Cli::from_arg_matches(&it));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return told(&error, &args, here, &mut streams),
    };
    let json = cli.global.json;
    let Streams { input, out, notes } = streams;
    let done = Call::new(
        &cli.global,
        here,
        Streams {
            input: &mut *input,
            out: &mut *out,
            notes: &mut *notes,
        },
        screen,
    )
    .and_then(|call| dispatch(cli.verb, call));
    // What is still in the buffer can fail to be written, too.
    let done = done.and_then(|exit| Ok(out.flush().map(|()| exit)?));
    match done {
        Ok(exit) => exit,
        Err(error) => {
            let exit = error.exit();
            // What was printed before it went wrong comes first, if it can be printed at all.
            let _ = out.flush();
            if exit != Exit::Done {
                let text = if json {
                    error.json() + "\n"
                } else {
                    error.drawn()
                };
                let _ = notes.write_all(text.as_bytes());
            }
            exit
        }
    }
}

/// The arguments, with a filter's `-is:lost` behind `funnel`, `facets`, `leads` and others written as `NOT is:lost`, which is
/// no option.
fn with_filters(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut filters = false;
    let mut spell = |arg: OsString| {
        let text = arg.to_str().unwrap_or_default();
        let negated = text
            .strip_prefix('-')
            .filter(|it| filters && !it.starts_with('-') && it.contains([':', '(', '"']));
        let spelled = negated.map(|it| OsString::from(format!("NOT {it}")));
        filters |= matches!(
            text,
            "funnel" | "facets" | "leads" | "export" | "segment" | "report"
        );
        spelled.unwrap_or(arg)
    };
    args.into_iter().map(&mut spell).collect()
}

/// Prints what clap has to say: help, the version, or what is wrong with the arguments.
fn told(
    error: &clap::Error,
    args: &[OsString],
    here: &Surroundings,
    streams: &mut Streams<'_>,
) -> Exit {
    let wrong = error.use_stderr();
    if wrong && args.iter().any(|it| it == "--json") {
        let message = error.render().to_string();
        let error = CliError::Usage(message.trim_end().to_owned());
        let _ = writeln!(streams.notes, "{}", error.json());
        return Exit::Usage;
    }
    let color = here.output_is_terminal && here.env.get("NO_COLOR").is_none();
    let text = if color {
        error.render().ansi().to_string()
    } else {
        error.render().to_string()
    };
    if wrong {
        let _ = streams.notes.write_all(text.as_bytes());
        return Exit::Usage;
    }
    let _ = streams.out.write_all(text.as_bytes());
    let _ = streams.out.flush();
    Exit::Done
}

fn dispatch(verb: Option<Verb>, mut call: Call<'_>) -> Result<Exit> {
    match verb {
        None if screen::opens(&call) => screen::begin(call),
        None => screen::open_screen(&mut Context::open(call)?),
        Some(Verb::Demo(it)) => verbs::demo::run(&it, call),
        Some(Verb::Init(it)) => verbs::init::run(&it, call),
        Some(Verb::Import(it)) => verbs::import::run(&it, call),
        Some(Verb::Restore(it)) => verbs::restore::run(&it, &mut call),
        Some(Verb::Completions(it)) => verbs::completions::run(&it, &mut call),
        Some(Verb::Man(it)) => verbs::man::run(&it, &mut call),
        Some(Verb::Help(it)) => verbs::help::run(&it, &mut call),
        Some(Verb::Work(it)) => work(&it, &mut Context::open(call)?),
    }
}

fn work(verb: &Work, cx: &mut Context<'_>) -> Result<Exit> {
    match verb {
        Work::Funnel(it) => verbs::funnel::run(it, cx),
        Work::Facets(it) => verbs::facets::run(it, cx),
        Work::Report(it) => verbs::report::run(it, cx),
        Work::Segment(it) => verbs::segment::run(it, cx),
        Work::Leads(it) => verbs::leads::run(it, cx),
        Work::Today(it) => verbs::today::run(it, cx),
        Work::Minutes(it) => verbs::minutes::run(it, cx),
        Work::Decision(it) => verbs::decision::run(it, cx),
        Work::Meet => screen::meet(cx),
        Work::Lead(it) => verbs::lead::run(it, cx),
        Work::Account(it) => verbs::records::run(it, cx),
        Work::Contact(it) => verbs::records::run(it, cx),
        Work::Product(it) => verbs::records::run(it, cx),
        Work::User(it) => verbs::records::run(it, cx),
        Work::Move(it) => verbs::moves::run(it, cx),
        Work::Win(it) => verbs::win::run(it, cx),
        Work::Lose(it) => verbs::lose::run(it, cx),
        Work::Park(it) => verbs::park::run(it, cx),
        Work::Wake(it) => verbs::wake::run(it, cx),
        Work::Reopen(it) => verbs::reopen::run(it, cx),
        Work::Assign(it) => verbs::assign::run(it, cx),
        Work::Tag(it) => verbs::tag::run(it, cx),
        Work::Feedback(it) => verbs::feedback::run(it, cx),
        Work::Touch(it) => verbs::touch::run(it, cx),
        Work::Next(it) => verbs::next::run(it, cx),
        Work::Undo(it) => verbs::undo::run(it, cx),
        Work::Redo(it) => verbs::redo::run(it, cx),
        Work::Log(it) => verbs::log::run(it, cx),
        Work::Export(it) => verbs::export::run(it, cx),
        Work::Settings(it) => verbs::settings::run(it, cx),
        Work::Check(it) => verbs::check::run(it, cx),
        Work::Backup(it) => verbs::backup::run(it, cx),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_can_be_parsed() {
        command().debug_assert();
    }

    #[test]
    fn every_day_may_be_one_that_has_passed() {
        fn closed_to_it(command: &clap::Command, found: &mut Vec<String>) {
            for it in command.get_arguments() {
                let names = it.get_value_names().unwrap_or_default();
                let is_day = |it: &clap::builder::Str| ["DAY", "DATE", "PERIOD"].contains(&&**it);
                if names.iter().any(is_day) && !it.is_allow_hyphen_values_set() {
                    found.push(format!("{} {}", command.get_name(), it.get_id()));
                }
            }
            for verb in command.get_subcommands() {
                closed_to_it(verb, found);
            }
        }
        let mut found = Vec::new();
        closed_to_it(&command(), &mut found);
        assert_eq!(found, [] as [String; 0]);
    }

    #[test]
    fn a_filter_that_excludes_is_no_option() {
        let spelled = |line: &str| {
            let args = with_filters(line.split(' ').map(OsString::from));
            let args: Vec<_> = args.iter().filter_map(|it| it.to_str()).collect();
            args.join(" ")
        };
        assert_eq!(
            spelled("fiveply leads source:fair -is:lost --json -y"),
            "fiveply leads source:fair NOT is:lost --json -y"
        );
        assert_eq!(spelled("fiveply move -is:lost"), "fiveply move -is:lost");
    }
}
