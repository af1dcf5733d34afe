//! `fiveply report`: the reports as text, JSON, CSV, SVG or a page that stands alone.
//!
//! What is asked for is read here, and what comes of it printed. Which rows a report has is said in `reports`.

mod print;

pub(in crate::cli) use self::print::wrapped;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::book::facets::{FACETS, adds_up};
use crate::cli::args::Then;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::figures::{Cohorts, Figure};
use crate::insight::why::{Basis, Measure};
use crate::query::{Field, nearest};
use crate::reports::{Ask, Report, Source};

/// Prints figures: conversions, times, cohorts, the forecast, why wins changed, and more
///
/// conversion: from layer to layer, in every definition; wins: the win rate in three definitions;
/// duration: time in the layers and to the end; flow: what came into each layer and left it, which
/// adds up to what is there; cohort: what became of the leads of a month;
/// forecast: what the open leads will bring and in which month, with bands; why: volume, mix, rate
/// and size of what changed between two periods; abc: accounts by what they bring; orders: the
/// average order, and its change by account; velocity: money a day, with its four inputs; response:
/// speed to lead; reps: what each owner does; lost: reasons by layer; calibration: do the
/// playbook's odds hold. Figures that rest on fewer than ten are marked with *.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// What
    #[arg(value_enum)]
    what: Figure,
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
    #[arg(long, value_name = "PERIOD", allow_hyphen_values = true)]
    period: Option<String>,
    /// Against which days: before, year-before, or a period
    #[arg(long, value_name = "PERIOD", allow_hyphen_values = true)]
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

impl ValueEnum for Figure {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::REPORTS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
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

impl ReportArgs {
    /// The figure, in the meaning that was chosen.
    fn figure(&self) -> Result<Figure> {
        match (self.what, self.of) {
            (Figure::Cohort(_), CohortArg::FirstOrder) => Ok(Figure::Cohort(Cohorts::FirstOrder)),
            (figure, CohortArg::FirstOrder) => Err(CliError::Usage(format!(
                "--of is of cohort: {} knows nothing of it",
                figure.name()
            ))),
            (figure, CohortArg::Entry) => Ok(figure),
        }
    }

    /// What they ask for.
    fn ask(&self) -> Result<Ask> {
        Ok(Ask {
            by: self.by.iter().map(|it| field(it)).collect::<Result<_>>()?,
            segments: self.segment.clone(),
            period: self.period.clone(),
            versus: self.versus.clone(),
            basis: match self.basis {
                BasisArg::Closed => Basis::Closed,
                BasisArg::Entered => Basis::Entered,
            },
            measure: match self.measure {
                MeasureArg::Wins => Measure::Wins,
                MeasureArg::Value => Measure::Value,
            },
            target: self.target.clone(),
            limit: self.limit,
            ..Ask::new(self.figure()?)
        })
    }
}

/// Runs it.
///
/// # Errors
/// A filter, a period or a field that can't be understood, or a file that can't be written.
pub(in crate::cli) fn run(args: &ReportArgs, cx: &mut Context<'_>) -> Result<Exit> {
    cx.look_back(args.then.asof.as_deref())?;
    let filter = cx.filter(&args.filter.join(" "))?;
    let ask = args.ask()?;
    ask.check()?;
    if let Some(period) = &args.period {
        // Where no meeting was held since which it could be, that is said.
        cx.period(period)?;
    }
    let selected = cx.select(&filter)?;
    let reading = cx.reading(cx.today())?;
    // The store comes before the book.
    let locale = cx.locale()?;
    let report = {
        let book = cx.book()?;
        let source = Source {
            book: &book,
            filter: &filter,
            selected,
            reading: &reading,
            at: cx.at(),
            locale: &locale,
        };
        Report::make(&ask, source)?
    };
    print::print(args, &report, cx)
}

fn field(name: &str) -> Result<Field> {
    // Segments may overlap, and say so; of tags a lead may have many, and nothing would.
    let summing = FACETS.iter().filter(|it| adds_up(**it));
    let known: Vec<Field> = summing.copied().chain([Field::Seg]).collect();
    let names = || known.iter().map(|it| it.name());
    let found = Field::named(name.trim()).filter(|it| known.contains(it));
    found.ok_or_else(|| {
        let near = nearest(name, names())
            .map_or_else(|| ".".to_owned(), |it| format!("; did you mean `{it}`?"));
        let all: Vec<&str> = names().collect();
        let all = all.join(", ");
        CliError::NotUnderstood(format!(
            "leads can't be taken by `{name}`{near} There are: {all}"
        ))
    })
}
