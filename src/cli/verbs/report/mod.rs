//! `fiveply report`: the figures of `insight`, as text, JSON, CSV, SVG or a page that stands alone.
//!
//! What all reports share is here: which leads, which period, by what. Each report says what its numbers are in a file
//! of its own and counts nothing itself.

mod abc;
mod calibration;
mod cohort;
mod conversion;
mod duration;
mod forecast;
mod lost;
mod orders;
mod page;
mod print;
mod reps;
mod response;
mod rules;
mod scope;
mod sheet;
mod velocity;
mod versus;
mod why;
mod wins;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::scope::{Groups, Scope, group, share_name};
use self::sheet::Sheet;
use crate::book::facets::{FACETS, adds_up};
use crate::book::track::minute;
use crate::cli::args::Then;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::rates::grouped;
use crate::query::{self, Days, Field, Versus, nearest};

/// Prints figures: conversions, times, cohorts, the forecast, why wins changed, and more
///
/// conversion: from layer to layer, in every definition; wins: the win rate in three definitions;
/// duration: time in the layers and to the end; cohort: what became of the leads of a month;
/// forecast: what the open leads will bring and in which month, with bands; why: volume, mix, rate
/// and size of what changed between two periods; abc: accounts by what they bring; orders: the
/// average order, and its change by account; velocity: money a day, with its four inputs; response:
/// speed to lead; reps: what each owner does; lost: reasons by layer; calibration: do the
/// playbook's odds hold. Figures that rest on fewer than ten are marked with *.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// What
    #[arg(value_enum)]
    what: What,
    /// Which leads, such as 'source:fair temp:warm'; without one, all
    #[arg(value_name = "FILTER", num_args = 0..)]
    filter: Vec<String>,
    /// By the values of a field, such as source, or by seg, the saved segments; why takes two fields
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    by: Vec<String>,
    /// By this saved segment, beside others that are given likewise; they may overlap
    #[arg(long, value_name = "NAME", conflicts_with = "by")]
    segment: Vec<String>,
    /// In which days: 2026-Q2, last-month, 2026-01..2026-03, -90d, since-meeting
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// Against which days: before, year-before, or a period
    #[arg(long, value_name = "PERIOD")]
    versus: Option<String>,
    /// Of why: the leads that closed in the period, or those that entered in it
    #[arg(long, value_enum, default_value_t = BasisArg::Closed)]
    basis: BasisArg,
    /// Of why: the number of wins, or their value
    #[arg(long, value_enum, default_value_t = MeasureArg::Wins)]
    measure: MeasureArg,
    /// Of cohort: leads by the month they entered, or accounts by the month of their first order
    #[arg(long, value_enum, default_value_t = CohortArg::Entry)]
    of: CohortArg,
    /// Of forecast: what is to be won in the period, in the workspace's currency
    #[arg(long, value_name = "AMOUNT")]
    target: Option<String>,
    /// How many values of a field or accounts by themselves; the rest stand together
    #[arg(long, value_name = "N", default_value_t = 12)]
    limit: usize,
    /// Prints the rows as CSV
    #[arg(long, conflicts_with_all = ["svg", "html"])]
    csv: bool,
    /// Writes the chart as SVG
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Writes a page that stands alone
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Writes over a file that is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    then: Then,
}

/// What is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Conversion,
    Wins,
    Duration,
    Cohort,
    Forecast,
    Why,
    Abc,
    Orders,
    Velocity,
    Response,
    Reps,
    Lost,
    Calibration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BasisArg {
    Closed,
    Entered,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MeasureArg {
    Wins,
    Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CohortArg {
    Entry,
    FirstOrder,
}

/// Runs it.
///
/// # Errors
/// A filter, a period or a field that can't be understood, or a file that can't be written.
pub(in crate::cli) fn run(args: &ReportArgs, cx: &mut Context<'_>) -> Result<Exit> {
    cx.look_back(args.then.asof.as_deref())?;
    let filter = cx.filter(&args.filter.join(" "))?;
    let by: Vec<Field> = args.by.iter().map(|it| field(it)).collect::<Result<_>>()?;
    rules::check(args, &by)?;
    let (period, versus) = periods(args, cx)?;
    let selected = cx.select(&filter)?;
    let (sheet, head) = {
        let book = cx.book()?;
        let mut scope = Scope {
            args,
            book: &book,
            filter: filter.text,
            leads: (book.latest(&selected).count(), book.episodes.leads()),
            selected,
            period,
            versus,
            now: cx.now(),
            by,
            groups: None,
            lie: None,
            compared: versus.is_some() && args.what != What::Why,
            seen: minute(cx.now()).saturating_add(1),
        };
        group(&mut scope, cx)?;
        (compared(&scope)?, print::Head::of(&scope, &cx.settings))
    };
    print::print(args, &sheet, &head, cx)
}

/// The report, beside that of another period where one was asked for.
fn compared(scope: &Scope<'_>) -> Result<Sheet> {
    let mut it = sheet(scope)?;
    if scope.compared {
        let head = print::Head::of(scope, scope.book.settings());
        it = versus::beside(&sheet(&scope.earlier())?, it, &head);
    }
    if let Some(lie) = scope.lie {
        it.facts.push(("in_many", lie.in_many.into()));
        it.facts.push(("in_none", lie.in_none.into()));
        it.note(format!(
            "segments may overlap, so their figures do not add up: {} leads are in more than one, {} in none",
            grouped(lie.in_many),
            grouped(lie.in_none)
        ));
    }
    Ok(it)
}

fn sheet(scope: &Scope<'_>) -> Result<Sheet> {
    Ok(match scope.args.what {
        What::Conversion => conversion::sheet(scope),
        What::Wins => wins::sheet(scope),
        What::Duration => duration::sheet(scope),
        What::Cohort => cohort::sheet(scope),
        What::Forecast => forecast::sheet(scope)?,
        What::Why => why::sheet(scope)?,
        What::Abc => abc::sheet(scope),
        What::Orders => orders::sheet(scope),
        What::Velocity => velocity::sheet(scope),
        What::Response => response::sheet(scope),
        What::Reps => reps::sheet(scope),
        What::Lost => lost::sheet(scope),
        What::Calibration => calibration::sheet(scope),
    })
}

/// The period and what it is held against.
fn periods(args: &ReportArgs, cx: &mut Context<'_>) -> Result<(Option<Days>, Option<Days>)> {
    let wrong = CliError::NotUnderstood;
    let typed = args.period.as_deref();
    // Without a period there is nothing to be compared, or no time to win the target in.
    let typed = typed.or(match args.what {
        What::Why => Some("last-quarter"),
        What::Forecast => args.target.is_some().then_some("this-quarter"),
        What::Conversion
        | What::Wins
        | What::Duration
        | What::Cohort
        | What::Abc
        | What::Orders
        | What::Velocity
        | What::Response
        | What::Reps
        | What::Lost
        | What::Calibration => None,
    });
    let period = typed.map(|it| cx.period(it)).transpose()?;
    let reading = cx.reading(cx.today())?;
    let versus = args.versus.as_deref().map(|it| query::versus(it, &reading));
    let versus = versus.transpose().map_err(wrong)?;
    let versus = versus.or((args.what == What::Why).then_some(Versus::Before));
    let against = match (period, versus) {
        (Some(days), Some(versus)) => Some(days.against(versus).ok_or_else(|| {
            CliError::Usage(
                "there is nothing before a period without a beginning or an end".to_owned(),
            )
        })?),
        (None, Some(_)) => return Err(CliError::Usage("--versus goes with --period".to_owned())),
        (_, None) => None,
    };
    Ok((period, against))
}

fn field(name: &str) -> Result<Field> {
    // Segments may overlap, and say so; of tags a lead may have many, and nothing would.
    let summing = FACETS.iter().filter(|it| adds_up(**it));
    let known: Vec<Field> = summing.copied().chain([Field::Seg]).collect();
    let names = || known.iter().map(|it| it.name());
    let found = Field::named(name.trim()).filter(|it| known.contains(it));
    found.ok_or_else(|| {
        let near =
            nearest(name, names()).map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
        let all: Vec<&str> = names().collect();
        let all = all.join(", ");
        CliError::NotUnderstood(format!(
            "leads can't be taken by `{name}`{near} There are: {all}"
        ))
    })
}
