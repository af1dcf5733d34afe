//! Answers with the funnel's figures.

use crate::insight::funnel::{Funnel, Sums, Window, funnel};
use crate::insight::stats;
use crate::model::Moment;
use crate::query::Filter;
use crate::ui::period::Period;
use crate::ui::screens::{Figures, LayerFigures, Rate, WonFigures};
use crate::workspace::{At, Book};

pub(super) fn figures(book: &Book, filter: &Filter, period: Period, now: Moment) -> Figures {
    let selected = book.select(filter, At { now });
    let settings = book.settings();
    let zone = settings.general.zone;
    let days = period.days(now.day(zone));
    let start = |day| minute(Moment::start_of(day, zone));
    let window = days.map_or_else(Window::default, |(from, to)| Window {
        from: start(from),
        to: start(to),
    });
    let it = funnel(book, &selected, window, minute(now));
    let mut layers = it.layers.iter().map(|layer| LayerFigures {
        open: layer.open,
        parked: layer.parked,
        value: amounts(&layer.value, book),
        reached: layer.entered,
        odds: rate(layer.odds),
        playbook: settings.odds(layer.layer),
        went_on: rate(layer.conversion),
        still_open: layer.still_open,
        median_days: layer.median_days,
    });
    // There are five layers, always; the array says so to the screen.
    let layers = std::array::from_fn(|_| layers.next().unwrap_or_else(empty));
    Figures {
        shown: it.leads,
        total: book.episodes.leads(),
        layers,
        won: won(&it, book),
        flow: None,
        left_out: share(it.opening, it.episodes),
        period: days.and_then(|(from, to)| Some((from, to.pred_opt()?))),
        doubt: None,
        took: None,
    }
}

fn won(it: &Funnel, book: &Book) -> WonFigures {
    WonFigures {
        count: it.won,
        value: amounts(&it.won_value, book),
        win_rate: rate(it.win_rate),
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
