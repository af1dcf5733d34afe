//! The forecast against the targets: what was won in the month and in the quarter, what is expected, and what was aimed at.
//!
//! Of each currency for itself, where something is aimed at, was won or is open; the workspace's is always there:
//!
//! - *won*: what was won in the period, by the day of closing ([`winrate`](super::winrate));
//! - *expected*: `Σ value × odds` of all open leads ([`forecast`](super::forecast)), whenever they are won. How much of it falls into the
//!   period is not asked here, so `won + expected` is more than what is to be expected by its end of the leads that are there:
//!   where even that is less than the target, the target needs leads that have yet to come, or luck. It is no bound: luck,
//!   and leads that come and are won in time, can bring more;
//! - *reached*: won ÷ target.

use chrono::NaiveDate;

use super::forecast::{Band, Coverage, Forecast, forecast};
use super::funnel::{Window, minute};
use super::winrate::win_rates;
use crate::book::Book;
use crate::book::select::At;
use crate::model::meeting_settings::spans;
use crate::model::{Moment, money};
use crate::query::{Context, read};

/// A month or a quarter in one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// The currency.
    pub currency: String,
    /// The first day, and the first after the last.
    pub days: (NaiveDate, NaiveDate),
    /// Whether it is a quarter; otherwise it is a month.
    pub is_quarter: bool,
    /// What is aimed at, was won, is open and expected; the target is 0 where there is none.
    pub coverage: Coverage,
    /// What the open leads will bring, with how far that may be off.
    pub band: Band,
    /// The filter for what was won.
    pub filter: String,
}

impl Outlook {
    /// Whether something is aimed at.
    #[must_use]
    pub const fn has_target(&self) -> bool {
        self.coverage.target > 0
    }

    /// The share of the target that was won.
    #[must_use]
    pub fn reached(&self) -> Option<f64> {
        self.has_target()
            .then(|| self.coverage.won as f64 / self.coverage.target as f64)
    }

    /// The share of the target that would be reached if all that is expected came in time.
    #[must_use]
    pub fn with_expected(&self) -> Option<f64> {
        let all = self.coverage.won as f64 + self.coverage.expected;
        self.has_target().then(|| all / self.coverage.target as f64)
    }
}

/// The month and the quarter of today, of each currency.
#[must_use]
pub fn outlooks(book: &Book, now: Moment) -> Vec<Outlook> {
    let general = &book.settings().general;
    let today = now.day(general.zone);
    let Ok(all) = read("", &Context::on(today)) else {
        return Vec::new();
    };
    let all = book.select(&all, At { now });
    let spans = spans(today);
    let mut forecasts = forecast(book, &all, Window::default());
    // What is aimed at in a currency that no lead has yet is aimed at all the same.
    let leads = forecasts.len();
    for days in spans {
        for currency in aimed(book, days) {
            if !forecasts.iter().any(|it| it.currency == currency) {
                forecasts.push(Forecast {
                    currency,
                    layers: Vec::new(),
                    band: Band::default(),
                });
            }
        }
    }
    let start = |day| minute(Moment::start_of(day, general.zone));
    let won = spans.map(|days| {
        let window = Window {
            from: start(days.0),
            to: start(days.1),
        };
        win_rates(book, &all, window, None)
    });
    let mut outlooks = Vec::new();
    for it in &forecasts {
        let both = spans.iter().zip(&won).enumerate();
        let both = both.map(|(at, (days, (currencies, rates)))| {
            let place = currencies
                .names()
                .iter()
                .position(|name| *name == it.currency);
            let money = place.and_then(|place| rates.first()?.money.get(place));
            Outlook {
                currency: it.currency.clone(),
                days: *days,
                is_quarter: at == 1,
                coverage: Coverage {
                    target: target(book, *days, &it.currency),
                    won: money.map_or(0, |it| it.won_value),
                    open: it.value(),
                    expected: it.expected(),
                },
                band: it.band,
                filter: closed(
                    *days,
                    (leads > 1).then_some(&it.currency),
                    &general.currency,
                ),
            }
        });
        let both: Vec<Outlook> = both.collect();
        let says = |it: &Outlook| {
            let of = &it.coverage;
            it.currency == general.currency || (of.target, of.won, of.open) != (0, 0, 0)
        };
        // Of one currency the month and the quarter stand together.
        if both.iter().any(says) {
            outlooks.extend(both);
        }
    }
    outlooks
}

/// The filter for what was won in some days, in one currency where there are several.
fn closed((from, after): (NaiveDate, NaiveDate), currency: Option<&String>, home: &str) -> String {
    let last = after.pred_opt().unwrap_or(after);
    let won = format!("outcome:won closed:{from}..{last}");
    match currency {
        // What is worth nothing yet has no currency, and counts in the workspace's.
        Some(it) if it == home => format!("{won} currency:{it},none"),
        Some(it) => format!("{won} currency:{it}"),
        None => won,
    }
}

/// The currencies in which something is aimed at in some days.
fn aimed(book: &Book, days: (NaiveDate, NaiveDate)) -> impl Iterator<Item = String> {
    let settings = book.settings();
    let of = settings
        .targets
        .iter()
        .filter(move |it| it.days() == Some(days));
    of.map(|it| {
        let own = it.currency();
        own.unwrap_or_else(|| settings.general.currency.clone())
    })
}

/// What is aimed at in minor units; 0 where nothing is.
fn target(book: &Book, days: (NaiveDate, NaiveDate), currency: &str) -> i128 {
    let home = &book.settings().general.currency;
    let of = book.settings().targets.iter().find(|it| {
        let own = it.currency();
        it.days() == Some(days) && own.as_deref().unwrap_or(home) == currency
    });
    of.map_or(0, |it| {
        let minor = 10_i128.pow(money::decimals(currency));
        i128::from(it.amount) * minor
    })
}
