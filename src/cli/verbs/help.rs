//! `fiveply help`: explains a verb, or a subject that is no verb.

use clap::Args;

use super::super::shapes::{SHAPES, VIEWS};
use crate::cli::call::Call;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::{self, Exit};
use crate::cli::table::{Side, Table};
use crate::cli::verbs::report::wrapped;
use crate::figures::Figure;
use crate::i18n::{Language, Locale};
use crate::model::Clean;
use crate::query::{Field, nearest};

/// Explains a verb, or one of: figures, filter, json, sql, codes, files
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// The verb or the subject
    topic: Vec<String>,
}

/// What is explained beside the verbs.
const SUBJECTS: [&str; 6] = ["figures", "filter", "json", "sql", "codes", "files"];

/// Runs it.
///
/// # Errors
/// A verb or subject that is not there.
pub(in crate::cli) fn run(args: &HelpArgs, call: &mut Call<'_>) -> Result<Exit> {
    match args.topic.first().map(String::as_str) {
        Some("figures") => figures(call)?,
        Some("filter" | "filters") => filter(call)?,
        Some("json") => call.say(SHAPES.trim_end())?,
        Some("sql" | "views") => call.say(VIEWS.trim_end())?,
        Some("codes" | "exit" | "exit-codes") => {
            call.say("exit codes")?;
            call.say(exit::table().trim_end())?;
        }
        Some("files") => files(call)?,
        Some("reference") => call.say(reference().trim_end())?,
        Some(_) | None => verb(&args.topic, call)?,
    }
    Ok(Exit::Done)
}

fn verb(path: &[String], call: &mut Call<'_>) -> Result<()> {
    let mut command = crate::cli::command();
    command.build();
    let mut found = &mut command;
    for name in path {
        let known: Vec<String> = found
            .get_subcommands()
            .map(|it| it.get_name().to_owned())
            .chain(SUBJECTS.map(str::to_owned))
            .collect();
        found = found.find_subcommand_mut(name).ok_or_else(|| {
            let near = nearest(name, known.iter().map(String::as_str));
            let hint = near.map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
            CliError::NotFound(format!("there is no help on `{name}`{hint}"))
        })?;
    }
    let text = found.render_long_help();
    let text = if call.style.color {
        text.ansi().to_string()
    } else {
        text.to_string()
    };
    call.say(text.trim_end())
}

/// The help of every verb, as it is kept beside the program and compared by a test.
#[must_use]
pub fn reference() -> String {
    let mut command = crate::cli::command().term_width(REFERENCE_WIDTH);
    command.build();
    let mut text = String::new();
    describe(&mut command, "", &mut text);
    text
}

const REFERENCE_WIDTH: usize = 100;

fn describe(command: &mut clap::Command, above: &str, text: &mut String) {
    let name = format!("{above}{}", command.get_name());
    let help = command
        .clone()
        .term_width(REFERENCE_WIDTH)
        .render_long_help();
    text.push_str(&format!("# {name}\n\n"));
    for line in help.to_string().lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push('\n');
    let above = format!("{name} ");
    for verb in command.get_subcommands_mut() {
        describe(verb, &above, text);
    }
}

const FILTER: &str = "\
A filter says which leads are meant. Words find names; field:value asks a field.

  layer:intent idle:>14d no:next sort:-value     in intent, still for two weeks, without a next step
  source:fair,webinar -is:lost                   from either source, and not lost
  closed:2026-Q3 value:>=10k                     won or lost in that quarter, worth 10,000 or more
  (owner:@me OR owner:none) is:open              mine and nobody's
  account:none                                   without an account

  moved:intent>interested during:-90d            moved from one layer to the other; also intent>, >won, back
  instage:>p90 value:10k..<50k                   longer in its layer than 90 % are; from 10,000 to below 50,000
  city:dai* ~kowalsky /^nowa .*dairy$/           what begins so; a name with a slip; a pattern

Spaces mean AND and bind tighter than OR; commas mean OR within a field; - or NOT excludes.
Values: v, <v, >=v, v..v, v..<v (without the end), none, any. Days: 2026-11-22, 2026-Q3, last-month, -90d.
Texts: dai* begins the value, or a word of a name; ~word forgives one slip in 3 to 5 letters and two in more; /pattern/
is a regular expression. Case and accents never count. \"in quotes\" a text is only itself.
p90 is the lowest number up to which 90 % of those lie that have one: among all accounts or leads, for value: among those
in the same currency, for instage: and idle: among those in the same layer that are not closed.
during: behind reached:, skipped: or a move says when. sort:field, sort:-field. seg:name is a saved segment.
";

fn filter(call: &mut Call<'_>) -> Result<()> {
    call.say(FILTER)?;
    let mut table = Table::new(&[
        ("field", Side::Whole),
        ("also", Side::Left),
        ("what", Side::Left),
    ]);
    for row in Field::TABLE {
        table.row([
            Clean::literal(row.name),
            Clean::from_string(row.aliases.join(" ")),
            Clean::literal(row.doc),
        ]);
    }
    Ok(table.write(call.streams.out, call.style)?)
}

/// What each figure means, how it is worked out, and who found it.
fn figures(call: &mut Call<'_>) -> Result<()> {
    let english = Locale::new(Language::English);
    for figure in Figure::all() {
        call.say(call.style.strong(figure.code()))?;
        let formula = Some(figure.formula()).filter(|it| !it.is_empty());
        let parts = [Some(&*english.t(figure.means())), formula, figure.source()];
        for line in parts.into_iter().flatten().flat_map(wrapped) {
            call.say(format!("  {line}"))?;
        }
    }
    Ok(())
}

fn files(call: &mut Call<'_>) -> Result<()> {
    let dirs = &call.config.dirs;
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left)]);
    let rows = [
        ("data", call.db.clone()),
        ("settings", dirs.config_file.clone()),
        ("cache", dirs.cache.clone()),
        ("logs", dirs.logs.clone()),
    ];
    for (name, path) in rows {
        table.row([
            Clean::literal(name),
            Clean::from_string(path.display().to_string()),
        ]);
    }
    Ok(table.write(call.streams.out, call.style)?)
}
