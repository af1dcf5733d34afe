//! `fiveply facets`: how the leads or accounts of a filter spread over the values of fields, and which of them win.

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::book::facets::{Count, FACETS, Facet, Unit};
use crate::cli::args::Then;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::rates::{RESTS_ON_FEW, RateShape, band, grouped, percent, precise, resting};
use crate::cli::table::{Side, Table};
use crate::cli::verbs::report::wrapped;
use crate::insight::before::FEW;
use crate::insight::facets::{FacetFigures, ValueFigures, facet_figures, win_rate};
use crate::insight::outline::{left_out, outline};
use crate::insight::stats::Rate;
use crate::model::Clean;
use crate::query::{Field, nearest};

/// Counts the values of fields among the leads of a filter
///
/// Of each value: how many leads have it, how many of the closed ones were won, and the lift: how many
/// times the whole's win rate that is, drawn towards the whole where few leads speak for it. A field leaves
/// out what the filter says of itself, so that one sees what another value would give.
/// `fiveply help filter` explains the filter.
#[derive(Debug, Args)]
pub struct FacetsArgs {
    /// Which leads, such as 'country:Poland temp:warm'; without one, all
    #[arg(value_name = "FILTER", num_args = 0..)]
    filter: Vec<String>,
    /// The fields, such as naics,emp,source; without it, all that have a value here
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    by: Vec<String>,
    /// What is counted
    #[arg(long, value_name = "UNIT", value_enum, default_value_t = Counted::Leads)]
    unit: Counted,
    /// How many values of each field, the most frequent first
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    #[command(flatten)]
    then: Then,
}

/// What is counted.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Counted {
    /// Leads, by their latest episode
    Leads,
    /// Companies, also those without a lead
    Accounts,
}

/// Runs it.
///
/// # Errors
/// A filter that can't be understood, a field that has no facet.
pub(in crate::cli) fn run(args: &FacetsArgs, cx: &mut Context<'_>) -> Result<Exit> {
    let found = Found::of(args, cx)?;
    if cx.call.json {
        cx.call.say_json(&found.shape())?;
    } else {
        found.text(cx)?;
    }
    Ok(Exit::Done)
}

/// What was counted.
struct Found {
    filter: String,
    unit: &'static str,
    total: Count,
    whole: u64,
    facets: Vec<(Facet, FacetFigures)>,
    /// The win rate as reports count it: of all episodes that ended.
    episodes: Rate,
    /// Episodes that came without history, of how many.
    without_history: (u64, u64),
}

impl Found {
    fn of(args: &FacetsArgs, cx: &Context<'_>) -> Result<Self> {
        cx.look_back(args.then.asof.as_deref())?;
        let filter = cx.filter(&args.filter.join(" "))?;
        let asked: Vec<Field> = args.by.iter().map(|it| field(it)).collect::<Result<_>>()?;
        let fields = if asked.is_empty() {
            FACETS.as_slice()
        } else {
            &asked
        };
        let (unit, name) = match args.unit {
            Counted::Leads => (Unit::Leads, "leads"),
            Counted::Accounts => (Unit::Accounts, "accounts"),
        };
        let book = cx.book()?;
        let slice = book.slice(&filter, unit, fields, cx.at());
        let facets = slice.facets.into_iter().map(|facet| {
            let figures = facet_figures(&book, &facet, "", args.limit);
            (facet, figures)
        });
        // A field that nobody has filled in says nothing, unless it was asked for.
        let says = |(_, it): &(Facet, FacetFigures)| {
            !asked.is_empty() || it.values.iter().any(|value| value.term.is_some())
        };
        let episodes = outline(&book, &slice.episodes, &slice.leads).win_rate;
        Ok(Self {
            episodes,
            without_history: (left_out(&book, &slice.episodes), slice.episodes.count()),
            filter: filter.text,
            unit: name,
            total: slice.total,
            whole: slice.whole,
            facets: facets.filter(says).collect(),
        })
    }

    fn shape(&self) -> Shape<'_> {
        Shape {
            filter: &self.filter,
            unit: self.unit,
            selected: self.total.all,
            of: self.whole,
            facets: self.facets.iter().map(FacetShape::from).collect(),
        }
    }

    /// What is counted, and what reports say of the same where that is another number.
    fn counted(&self) -> String {
        let one = self.unit.trim_end_matches('s');
        let once = format!("each {one} counts once, as it stands");
        match self.episodes.rate {
            Some(share) if self.episodes.n != win_rate(self.total).n => format!(
                "{once}; reports count every episode that ended: won {} ({}, n = {})",
                percent(share),
                band(self.episodes),
                resting(self.episodes.n)
            ),
            Some(_) | None => format!("{once}; reports count every episode"),
        }
    }

    /// Whether any rate rests on few.
    fn has_few(&self) -> bool {
        let values = self.facets.iter().flat_map(|it| &it.1.values);
        let mut n = values.map(|it| it.conversion.n);
        n.any(|it| it > 0 && it < FEW)
    }

    /// Who is in no conversion, for want of history; in won and lost they are.
    fn left_out(&self) -> Option<String> {
        let (found, all) = self.without_history;
        (found > 0).then(|| {
            let share = precise(found as f64 / all.max(1) as f64);
            let (found, all) = (grouped(found), grouped(all));
            format!("{found} of {all} episodes ({share}) came without history: they are won or lost here, and in no conversion")
        })
    }

    fn text(&self, cx: &mut Context<'_>) -> Result<()> {
        let which = if self.filter.is_empty() {
            "all"
        } else {
            &self.filter
        };
        let head = format!(
            "{which}: {} of {} {} · {}",
            grouped(self.total.all.into()),
            grouped(self.whole),
            self.unit,
            won(self.total)
        );
        let style = cx.call.style;
        cx.call
            .say(style.strong(&Clean::from_string(head).into_string()))?;
        for (facet, figures) in &self.facets {
            cx.call.say("")?;
            table(facet, figures).write(cx.call.streams.out, style)?;
            let rest = figures.many.saturating_sub(figures.values.len());
            if rest > 0 {
                let more = format!("and {} more; --limit shows them", grouped(rest as u64));
                cx.call.say(style.faint(&more))?;
            }
        }
        cx.call.say("")?;
        for line in [
            "won: of the closed, the share that was won, with its Wilson 95 % band and the number of closed",
            "lift: that share by the whole's, drawn towards it where few speak for it",
        ] {
            cx.call.say(style.faint(line))?;
        }
        let mut more = wrapped(&self.counted());
        more.extend(self.left_out());
        more.extend(self.has_few().then(|| RESTS_ON_FEW.to_owned()));
        for line in more {
            cx.call.say(style.faint(&line))?;
        }
        Ok(())
    }
}

fn field(name: &str) -> Result<Field> {
    let names = || FACETS.iter().map(|it| it.name());
    let found = Field::named(name.trim()).filter(|it| FACETS.contains(it));
    found.ok_or_else(|| {
        let near = nearest(name, names())
            .map_or_else(|| ".".to_owned(), |it| format!("; did you mean `{it}`?"));
        let all: Vec<&str> = names().collect();
        CliError::NotUnderstood(format!(
            "`{name}` has no facet{near} There are: {}",
            all.join(", ")
        ))
    })
}

fn won(total: Count) -> String {
    let rate = win_rate(total);
    match rate.rate {
        Some(share) => format!(
            "won {} ({}, n = {})",
            percent(share),
            band(rate),
            resting(rate.n)
        ),
        None => "nothing is closed yet".to_owned(),
    }
}

fn table(facet: &Facet, figures: &FacetFigures) -> Table {
    let mut table = Table::new(&[
        (facet.field.name(), Side::Left),
        ("count", Side::Right),
        ("won", Side::Right),
        ("95 %", Side::Right),
        ("n", Side::Right),
        ("lift", Side::Right),
    ]);
    for value in &figures.values {
        let rate = value.conversion;
        let known = |text: String| {
            if rate.rate.is_some() {
                text
            } else {
                String::new()
            }
        };
        let cells = [
            value.term.clone().unwrap_or_else(|| "none".to_owned()),
            grouped(value.count.all.into()),
            rate.rate.map_or_else(|| "–".to_owned(), percent),
            known(band(rate)),
            known(resting(rate.n)),
            known(value.lift.map_or_else(String::new, |it| format!("{it:.2}"))),
        ];
        table.row(cells.map(Clean::from_string));
    }
    table
}

/// The shape of `facets --json`.
#[derive(Serialize)]
struct Shape<'a> {
    filter: &'a str,
    unit: &'static str,
    selected: u32,
    of: u64,
    facets: Vec<FacetShape<'a>>,
}

#[derive(Serialize)]
struct FacetShape<'a> {
    field: &'static str,
    own_filter_left_out: bool,
    many: usize,
    values: Vec<ValueShape<'a>>,
}

impl<'a> From<&'a (Facet, FacetFigures)> for FacetShape<'a> {
    fn from((facet, figures): &'a (Facet, FacetFigures)) -> Self {
        Self {
            field: facet.field.name(),
            own_filter_left_out: facet.own,
            many: figures.many,
            values: figures.values.iter().map(ValueShape::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct ValueShape<'a> {
    value: Option<&'a str>,
    count: u32,
    won: u32,
    lost: u32,
    conversion: RateShape,
    lift: Option<f64>,
}

impl<'a> From<&'a ValueFigures> for ValueShape<'a> {
    fn from(it: &'a ValueFigures) -> Self {
        Self {
            value: it.term.as_deref(),
            count: it.count.all,
            won: it.count.won,
            lost: it.count.lost,
            conversion: it.conversion.into(),
            lift: it.lift.filter(|_| it.conversion.n > 0),
        }
    }
}
