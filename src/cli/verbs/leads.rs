//! `fiveply leads`: a list of leads, as text or one JSON object a line.

use clap::Args;
use serde::Serialize;
use serde_json::Value as Json;

use crate::book::row::LeadRow;
use crate::cli::args::Then;
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::exit::Exit;
use crate::cli::rates::{grouped, only_first};
use crate::cli::table::{Side, Table};
use crate::model::{Clean, Moment, money};
use crate::reports::figures::major;

/// Lists leads
///
/// `fiveply help filter` explains the filter; `sort:-value` in it sets the order.
#[derive(Debug, Args)]
pub struct LeadsArgs {
    /// Which leads, such as 'layer:intent idle:>14d sort:-value'; without one, all
    #[arg(value_name = "FILTER", num_args = 0..)]
    filter: Vec<String>,
    /// So many at the most; 0 is all. Without it 100, and all with --json
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    then: Then,
}

/// How many a person gets who did not say.
const USUAL: usize = 100;

/// Runs it.
///
/// # Errors
/// A filter that can't be understood.
pub(in crate::cli) fn run(args: &LeadsArgs, cx: &mut Context<'_>) -> Result<Exit> {
    cx.look_back(args.then.asof.as_deref())?;
    let filter = cx.filter(&args.filter.join(" "))?;
    let selected = cx.select(&filter)?;
    let rows = {
        let book = cx.book()?;
        book.sorted(&book.leads_of(&filter, &selected), &filter.sort)
    };
    let limit = match (args.limit, cx.call.json) {
        (Some(0), _) | (None, true) => usize::MAX,
        (Some(limit), _) => limit,
        (None, false) => USUAL,
    };
    let shown = rows.get(..limit.min(rows.len())).unwrap_or_default();
    if cx.call.json {
        json(cx, shown)?;
    } else {
        text(cx, shown, rows.len())?;
    }
    Ok(Exit::Done)
}

/// The shape of a line of `leads --json`.
#[derive(Serialize)]
struct Shape<'a> {
    id: u64,
    account: Option<&'a str>,
    layer: &'static str,
    status: &'static str,
    owner: Option<&'a str>,
    source: Option<&'a str>,
    product: Option<&'a str>,
    value: Option<Json>,
    currency: Option<&'a str>,
    entered: Option<String>,
    moved: Option<String>,
    closed: Option<String>,
    next: Option<&'a str>,
    tags: Vec<&'a str>,
}

fn json(cx: &mut Context<'_>, rows: &[u32]) -> Result<()> {
    let held = cx.held()?;
    let book = held.book();
    let zone = cx.settings.general.zone;
    let home = &cx.settings.general.currency;
    for row in rows.iter().filter_map(|row| book.row(*row as usize)) {
        let day = |at: Option<Moment>| LeadRow::day(at, zone).map(|it| it.to_string());
        let currency = row.currency().or(row.value().map(|_| home.as_str()));
        cx.call.say_json(&Shape {
            id: row.id().0,
            account: row.account(),
            layer: row.layer().code(),
            status: row.status().code(),
            owner: row.owner(),
            source: row.source(),
            product: row.product(),
            value: row.value().map(|it| major(it, currency.unwrap_or(home))),
            currency,
            entered: day(row.entered()),
            moved: day(row.moved()),
            closed: day(row.closed()),
            next: row.next(),
            tags: row.tags().iter().flat_map(|it| it.split(',')).collect(),
        })?;
    }
    Ok(())
}

fn text(cx: &mut Context<'_>, rows: &[u32], selected: usize) -> Result<()> {
    let (table, all) = {
        let book = cx.book()?;
        let mut table = Table::new(&[
            ("lead", Side::Right),
            ("account", Side::Left),
            ("layer", Side::Whole),
            ("status", Side::Whole),
            ("owner", Side::Left),
            ("product", Side::Left),
            ("source", Side::Left),
            ("value", Side::Right),
            ("moved", Side::Whole),
            ("next", Side::Left),
        ])
        .spare(&["source", "product", "moved", "next", "owner"]);
        for row in rows.iter().filter_map(|row| book.row(*row as usize)) {
            table.row(cells(&row, cx));
        }
        (table, book.episodes.leads())
    };
    let style = cx.call.style;
    if !rows.is_empty() {
        table.write(cx.call.streams.out, style)?;
    }
    let shown = if rows.len() < selected {
        only_first(rows.len())
    } else {
        String::new()
    };
    let count = if selected as u64 == all {
        format!("{} leads", grouped(all))
    } else {
        format!("{} of {} leads", grouped(selected as u64), grouped(all))
    };
    cx.call.say(style.faint(&format!("{count}{shown}")))
}

fn cells(row: &LeadRow<'_>, cx: &Context<'_>) -> [Clean; 10] {
    let home = &cx.settings.general.currency;
    let zone = cx.settings.general.zone;
    let value = row.value().map_or_else(String::new, |it| {
        let currency = row.currency().unwrap_or(home);
        format!("{} {currency}", money::major(it, currency))
    });
    let next = match (row.next(), row.next_due()) {
        (Some(next), Some(due)) => format!("{next} ({due})"),
        (Some(next), None) => next.to_owned(),
        (None, _) => row
            .parked_until()
            .map_or_else(String::new, |day| format!("parked until {day}")),
    };
    let text = |it: Option<&str>| Clean::head_of(it.unwrap_or_default(), 256);
    [
        Clean::from_string(row.id().to_string()),
        text(row.known_as()),
        Clean::literal(row.layer().code()),
        Clean::literal(row.status().code()),
        text(row.owner()),
        text(row.product()),
        text(row.source()),
        Clean::from_string(value),
        Clean::from_string(
            LeadRow::day(row.moved(), zone).map_or_else(String::new, |it| it.to_string()),
        ),
        Clean::head_of(&next, 256),
    ]
}
