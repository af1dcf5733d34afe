//! Answers with the funnel's figures.

use chrono::NaiveDate;

use crate::insight::before::counts;
use crate::insight::flow::whole;
use crate::insight::funnel::{Funnel, Sums, Window, funnel};
use crate::insight::{self, stats};
use crate::model::Moment;
use crate::query::Filter;
use crate::ui::period::Period;
use crate::ui::screens::{Figures, Flow, LayerFigures, Rate, WonFigures};
use crate::workspace::{At, Book};

pub(super) fn figures(book: &Book, filter: &Filter, period: Period, now: Moment) -> Figures {
    let selected = book.select(filter, At { now });
    let settings = book.settings();
    let zone = settings.general.zone;
    let today = now.day(zone);
    let days = period.days(today);
    let start = |day| minute(Moment::start_of(day, zone));
    let window = |days: Option<(NaiveDate, NaiveDate)>| {
        days.map_or_else(Window::default, |(from, to)| Window {
            from: start(from),
            to: start(to),
        })
    };
    let asked = window(days);
    let it = funnel(book, &selected, asked, minute(now));
    let changes = period.days_before(today).map(|days| {
        let earlier = window(Some(days));
        // The earlier cohort at the age that the later one has now.
        let seen = minute(now).saturating_sub(asked.from.saturating_sub(earlier.from));
        counts(book, &selected, earlier, seen).changes(&it)
    });
    let changes = changes.unwrap_or_default();
    let mut layers = it.layers.iter().map(|layer| LayerFigures {
        open: layer.open,
        parked: layer.parked,
        value: amounts(&layer.value, book),
        reached: layer.entered,
        odds: rate(layer.odds),
        playbook: settings.odds(layer.layer),
        went_on: rate(layer.conversion),
        advanced: layer.advanced,
        change: changes.conversions[layer.layer.index()],
        still_open: layer.still_open,
        median_days: layer.median_days,
    });
    // There are five layers, always; the array says so to the screen.
    let layers = std::array::from_fn(|_| layers.next().unwrap_or_else(empty));
    Figures {
        shown: it.leads,
        total: book.episodes.leads(),
        layers,
        won: WonFigures {
            change: changes.win_rate,
            ..won(&it, book)
        },
        flow: Some(flow(&whole(book, &selected, asked))),
        left_out: share(it.opening, it.episodes),
        of: period,
        period: days.and_then(|(from, to)| Some((from, to.pred_opt()?))),
        doubt: None,
        took: None,
    }
}

const fn flow(it: &insight::flow::Flow) -> Flow {
    Flow {
        opening: it.opening,
        found: it.found,
        entered: it.entered,
        back: it.reopened,
        lost: it.lost,
        won: it.won,
        closing: it.closing,
    }
}

fn won(it: &Funnel, book: &Book) -> WonFigures {
    WonFigures {
        count: it.won,
        value: amounts(&it.won_value, book),
        win_rate: rate(it.win_rate),
        change: None,
    }
}

const fn empty() -> LayerFigures {
    LayerFigures {
        open: 0,
        parked: 0,
        value: Vec::new(),
        reached: 0,
        odds: None,
        playbook: 0.0,
        went_on: None,
        advanced: 0,
        change: None,
        still_open: 0,
        median_days: None,
    }
}

fn minute(now: Moment) -> u32 {
    crate::insight::funnel::minute(now)
}

fn amounts(sums: &Sums, book: &Book) -> Vec<(i64, String)> {
    sums.list(book)
        .into_iter()
        .map(|(currency, sum)| (sum, currency))
        .collect()
}

fn rate(it: stats::Rate) -> Option<Rate> {
    it.rate.map(|share| Rate {
        share,
        low: it.low,
        high: it.high,
        n: it.n,
    })
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a share of counts far below 2^52"
)]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
