//! `fiveply funnel`: the five layers of all leads or of a filter, as text or as JSON.

mod json;

use clap::Args;

use crate::book::mask::Mask;
use crate::book::track::{NEVER, minute};
use crate::cli::args::Then;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::exit::Exit;
use crate::cli::rates::{RESTS_ON_FEW, band, difference, grouped, percent, precise, resting};
use crate::cli::table::{Side, Table};
use crate::insight::before::{Changes, FEW, counts};
use crate::insight::funnel::{Funnel, LayerFigures, Window, funnel};
use crate::model::{Clean, Layer, money};
use crate::query::{self, Days, Filter};

/// Prints the funnel of all leads or of a filter
///
/// Of each layer: the leads in it and what they are worth, the episodes that entered it, and of
/// these the share that went on, with its 95 % band and how many may yet go on.
/// `fiveply help filter` explains the filter.
#[derive(Debug, Args)]
pub struct FunnelArgs {
    /// Which leads, such as 'source:fair -is:lost'; without one, all
    #[arg(value_name = "FILTER", num_args = 0..)]
    filter: Vec<String>,
    /// Counts who entered, went on and ended in a period, such as 2026-Q2, last-month, 2026-01..2026-03, -90d or since-meeting
    #[arg(long, value_name = "PERIOD", allow_hyphen_values = true)]
    period: Option<String>,
    /// Compares it with `before`, `year-before` or another period
    #[arg(
        long,
        value_name = "PERIOD",
        requires = "period",
        allow_hyphen_values = true
    )]
    versus: Option<String>,
    #[command(flatten)]
    then: Then,
}

/// Runs it.
///
/// # Errors
/// A filter that can't be understood.
pub(in crate::cli) fn run(args: &FunnelArgs, cx: &mut Context<'_>) -> Result<Exit> {
    cx.look_back(args.then.asof.as_deref())?;
    let filter = cx.filter(&args.filter.join(" "))?;
    let times = Times::read(args.period.as_deref(), args.versus.as_deref(), cx)?;
    show(&filter, times, cx)
}

/// Prints the funnel of a filter.
pub(in crate::cli) fn print(filter: &str, cx: &mut Context<'_>) -> Result<Exit> {
    let filter = cx.filter(filter)?;
    show(&filter, Times::default(), cx)
}

fn show(filter: &Filter, times: Times, cx: &mut Context<'_>) -> Result<Exit> {
    let selected = cx.select(filter)?;
    let figures = Figures::of(cx, &filter.text, &selected, times)?;
    if cx.call.json {
        let shape = figures.shape(cx);
        cx.call.say_json(&shape)?;
    } else {
        figures.text(cx)?;
    }
    Ok(Exit::Done)
}

/// The period that is counted, and the one that it is compared with.
#[derive(Debug, Clone, Copy, Default)]
struct Times {
    period: Option<Days>,
    versus: Option<Days>,
}

impl Times {
    fn read(period: Option<&str>, versus: Option<&str>, cx: &mut Context<'_>) -> Result<Self> {
        let wrong = CliError::NotUnderstood;
        let Some(text) = period else {
            return Ok(Self::default());
        };
        let period = cx.period(text)?;
        let context = cx.reading(cx.today())?;
        let versus = versus.map(|text| {
            let versus = query::versus(text, &context).map_err(wrong)?;
            period
                .against(versus)
                .ok_or_else(|| wrong(format!("{period} has no beginning: nothing is before it")))
        });
        Ok(Self {
            period: Some(period),
            versus: versus.transpose()?,
        })
    }
}

/// The minutes of some days.
fn window(days: Option<Days>, cx: &Context<'_>) -> Window {
    let (from, to) = days.map_or((None, None), |it| it.moments(cx.settings.general.zone));
    Window {
        from: from.map_or(0, minute),
        to: to.map_or(NEVER, minute),
    }
}

/// The funnel with its sums by currency.
struct Figures {
    times: Times,
    changes: Option<Changes>,
    filter: String,
    all: u64,
    funnel: Funnel,
    values: Vec<Sums>,
    won_value: Sums,
}

/// Sums by currency, largest first.
type Sums = Vec<(String, i64)>;

impl Figures {
    fn of(cx: &Context<'_>, filter: &str, selected: &Mask, times: Times) -> Result<Self> {
        let book = cx.book()?;
        let (within, now) = (window(times.period, cx), minute(cx.now()));
        let funnel = funnel(&book, selected, within, now);
        let changes = times.versus.map(|days| {
            let earlier = window(Some(days), cx);
            // The earlier cohort at the age that the later one has now.
            let seen = now.saturating_sub(within.from.saturating_sub(earlier.from));
            counts(&book, selected, earlier, seen).changes(&funnel)
        });
        Ok(Self {
            times,
            changes,
            filter: filter.to_owned(),
            all: book.episodes.leads(),
            values: funnel
                .layers
                .iter()
                .map(|it| it.value.list(&book))
                .collect(),
            won_value: funnel.won_value.list(&book),
            funnel,
        })
    }
}

impl Figures {
    /// By how much a layer's conversion differs from the other period's, where that is more than chance.
    fn change(&self, layer: Layer) -> Option<f64> {
        self.changes?.conversions[layer.index()]
    }

    fn text(&self, cx: &mut Context<'_>) -> Result<()> {
        let style = cx.call.style;
        let head = self.head(cx);
        cx.call.say(style.strong(&head))?;
        cx.call.say("")?;
        let mut heads = vec![
            ("layer", Side::Whole),
            ("open", Side::Right),
            ("value", Side::Right),
            ("entered", Side::Right),
            ("went on", Side::Right),
            ("95 %", Side::Right),
            ("still open", Side::Right),
            ("days", Side::Right),
        ];
        if self.changes.is_some() {
            heads.push(("change", Side::Right));
        }
        let mut table = Table::new(&heads);
        for (layer, value) in self.funnel.layers.iter().zip(&self.values) {
            let change = self.changes.is_some().then(|| self.change(layer.layer));
            layer_rows(&mut table, layer, value, change);
        }
        closed_rows(&mut table, "won", self.funnel.won, &self.won_value);
        closed_rows(&mut table, "lost", self.funnel.lost, &vec![]);
        table.write(cx.call.streams.out, style)?;
        cx.call.say("")?;
        cx.call.say(self.win_rate())?;
        for line in self.notes() {
            cx.call.say(style.faint(&line))?;
        }
        Ok(())
    }

    fn head(&self, cx: &Context<'_>) -> String {
        let name = &cx.settings.general.name;
        let day = cx.today();
        let which = if self.filter.is_empty() {
            format!("{} leads", grouped(self.funnel.leads))
        } else {
            format!(
                "{}: {} of {} leads",
                self.filter,
                grouped(self.funnel.leads),
                grouped(self.all)
            )
        };
        let day = match (self.times.period, self.times.versus) {
            (Some(period), Some(versus)) => format!("{day} · {period} against {versus}"),
            (Some(period), None) => format!("{day} · {period}"),
            (None, _) => day.to_string(),
        };
        let parts = [name.as_str(), &which, &day];
        let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        Clean::from_string(parts.join(" · ")).into_string()
    }

    fn win_rate(&self) -> String {
        let rate = self.funnel.win_rate;
        match rate.rate {
            Some(share) => {
                let change = self.changes.and_then(|it| it.win_rate);
                let change = change.map_or_else(String::new, |it| format!(", {}", points(it)));
                format!(
                    "win rate {} ({}, n = {}{change})",
                    precise(share),
                    band(rate),
                    resting(rate.n)
                )
            }
            None => "win rate – (nothing is closed yet)".to_owned(),
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut lines = vec![
            "went on: of the episodes that entered or passed the layer, the share that".to_owned(),
            "reached the next or went beyond (reached-or-passed); 95 %: its Wilson band".to_owned(),
            "still open: those that may yet go on; days: the median time in the layer".to_owned(),
        ];
        if self.changes.is_some() {
            lines.push(
                "change: in points, against the other period's cohort at the same age; – where it"
                    .to_owned(),
            );
            lines.push("may be chance, or rests on fewer than 10".to_owned());
        }
        if self.funnel.opening > 0 {
            let share = self.funnel.opening as f64 / self.funnel.episodes.max(1) as f64;
            lines.push(format!(
                "left out of the layer they were found in, for want of history: {} of {} ({})",
                grouped(self.funnel.opening),
                grouped(self.funnel.episodes),
                precise(share)
            ));
        }
        let layers = self.funnel.layers.iter().map(|it| it.entered);
        let mut rests = layers.chain([self.funnel.win_rate.n]);
        if rests.any(|n| n > 0 && n < FEW) {
            lines.push(RESTS_ON_FEW.to_owned());
        }
        lines
    }
}

fn layer_rows(table: &mut Table, it: &LayerFigures, value: &Sums, change: Option<Option<f64>>) {
    let median = match (it.median_days, it.longest_days) {
        (Some(days), _) => days.to_string(),
        (None, Some(longest)) => format!(">{longest}"),
        (None, None) => "–".to_owned(),
    };
    let still_open = if it.entered == 0 {
        String::new()
    } else {
        grouped(it.still_open)
    };
    let mut sums = value.iter().map(amount);
    let cells = [
        it.layer.code().to_owned(),
        grouped(it.open),
        sums.next().unwrap_or_default(),
        resting(it.entered),
        it.conversion.rate.map_or_else(|| "–".to_owned(), percent),
        if it.conversion.rate.is_some() {
            band(it.conversion)
        } else {
            String::new()
        },
        still_open,
        median,
    ];
    let change = change.map(|it| it.map_or_else(|| "–".to_owned(), points));
    let cells = cells.into_iter().chain(change);
    table.row(cells.map(Clean::from_string));
    sums.for_each(|sum| more_value(table, sum));
}

/// A difference of shares in points.
fn points(share: f64) -> String {
    difference(share * 100.0, 1)
}

fn closed_rows(table: &mut Table, name: &str, count: u64, value: &Sums) {
    let mut sums = value.iter().map(amount);
    let cells = [
        name.to_owned(),
        grouped(count),
        sums.next().unwrap_or_default(),
    ];
    table.row(cells.map(Clean::from_string));
    sums.for_each(|sum| more_value(table, sum));
}

/// Another currency stands below the first, for the two are never added.
fn more_value(table: &mut Table, sum: String) {
    table.row(["".to_owned(), String::new(), sum].map(Clean::from_string));
}

fn amount((currency, minor): &(String, i64)) -> String {
    // Whole units: a sum of a layer is not read by the cent.
    let unit = 10_i64.pow(money::decimals(currency));
    let whole = (minor.unsigned_abs() + unit.unsigned_abs() / 2) / unit.unsigned_abs();
    let sign = if *minor < 0 { "-" } else { "" };
    format!("{sign}{} {currency}", grouped(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_rounded_to_whole_units() {
        assert_eq!(amount(&("EUR".to_owned(), 123_456_750)), "1,234,568 EUR");
        assert_eq!(amount(&("JPY".to_owned(), 1250)), "1,250 JPY");
    }
}
