//! `fiveply minutes`: the figures that a weekly meeting looks at, as Markdown or as JSON.

use clap::Args;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::i18n::{Arg, Language, Locale, Msg};
use crate::insight::week::{Count, Topic, Week};

/// Prints the figures of a week as Markdown, for the minutes of a meeting
///
/// The week is the seven days that end with the day of the meeting, held against the seven before.
/// Each figure counts the leads of a filter, which --json names.
#[derive(Debug, Args)]
pub struct MinutesArgs {
    /// The day of the meeting, such as 2026-09-01 or -7d; without one, today
    #[arg(value_name = "DATE", allow_hyphen_values = true)]
    day: Option<String>,
}

/// The shape of `minutes --json`.
#[derive(Serialize)]
struct Shape<'a> {
    from: String,
    to: String,
    figures: Vec<FigureShape<'a>>,
}

/// One figure in it.
#[derive(Serialize)]
struct FigureShape<'a> {
    figure: &'static str,
    leads: u64,
    before: Option<u64>,
    filter: &'a str,
}

/// Runs it.
///
/// # Errors
/// A day that can't be understood.
pub(in crate::cli) fn run(args: &MinutesArgs, cx: &mut Context<'_>) -> Result<Exit> {
    cx.look_back(args.day.as_deref())?;
    print(cx)
}

/// Prints the week that ends with the day that is looked at.
pub(in crate::cli) fn print(cx: &mut Context<'_>) -> Result<Exit> {
    let book = cx.book()?;
    let week = Week::of(&book, cx.now());
    drop(book);
    if cx.call.json {
        let shape = Shape {
            from: week.from.to_string(),
            to: week.to.to_string(),
            figures: week.counts.iter().map(figure).collect(),
        };
        cx.call.say_json(&shape)?;
        return Ok(Exit::Done);
    }
    let language = cx.call.config.language.as_deref();
    let language = language.and_then(Language::from_code).unwrap_or_default();
    cx.call
        .say(markdown(&week, &Locale::new(language)).trim_end())?;
    Ok(Exit::Done)
}

fn figure(count: &Count) -> FigureShape<'_> {
    FigureShape {
        figure: count.of.code(),
        leads: count.now,
        before: count.before,
        filter: &count.filter,
    }
}

/// The week as Markdown, in the reader's language.
fn markdown(week: &Week, locale: &Locale) -> String {
    let days = [
        ("from", locale.date(week.from).into()),
        ("to", locale.date(week.to).into()),
    ];
    let mut text = format!("# {}\n", locale.t_args(Msg::MeetingMinutes, &days));
    for topic in Topic::ALL {
        let title = locale.t_args(Msg::MeetingTopic, &[("topic", topic.code().into())]);
        text.push_str(&format!("\n## {title}\n\n"));
        for count in week.figures(topic) {
            let name = locale.t_args(Msg::MeetingFigure, &[("of", count.of.code().into())]);
            let args = [
                ("name", Arg::from(name)),
                ("number", Arg::from(written(count.now, locale))),
                ("change", Arg::from(change(count, locale))),
            ];
            text.push_str(&format!("- {}\n", locale.t_args(Msg::MeetingLine, &args)));
        }
    }
    text
}

fn change(count: &Count, locale: &Locale) -> String {
    let Some(before) = count.before else {
        return locale.t(Msg::MeetingNow);
    };
    if before == count.now {
        return locale.t(Msg::MeetingSame);
    }
    let sign = if count.now > before { '+' } else { '−' };
    let by = format!("{sign}{}", written(count.now.abs_diff(before), locale));
    locale.t_args(Msg::MeetingChange, &[("by", by.into())])
}

fn written(number: u64, locale: &Locale) -> String {
    locale.count(i64::try_from(number).unwrap_or(i64::MAX))
}
