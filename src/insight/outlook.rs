//! The forecast against the targets: what was won in the month and in the quarter, what is expected, and what was aimed at.
//!
//! Of each currency for itself:
//!
//! - *won*: what was won in the period, by the day of closing ([`winrate`](super::winrate));
//! - *expected*: `Σ value × odds` of all open leads ([`forecast`](super::forecast)), whenever they are won. How much of it falls into the
//!   period is not asked here, so `won + expected` is more than what is to be expected by its end of the leads that are there:
//!   where even that is less than the target, the target needs leads that have yet to come, or luck. It is no bound: luck,
//!   and leads that come and are won in time, can bring more;
//! - *reached*: won ÷ target.

use chrono::NaiveDate;

use super::forecast::{Band, Coverage, forecast};
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
    let forecasts = forecast(book, &all, Window::default());
    let start = |day| minute(Moment::start_of(day, general.zone));
    let mut outlooks = Vec::new();
    for (at, days) in spans(today).into_iter().enumerate() {
        let window = Window {
            from: start(days.0),
            to: start(days.1),
        };
        let (currencies, rates) = win_rates(book, &all, window, None);
        let won = |currency: &str| {
            let place = currencies.names().iter().position(|it| it == currency)?;
            Some(rates.first()?.money.get(place)?.won_value)
        };
        for it in &forecasts {
            outlooks.push(Outlook {
                currency: it.currency.clone(),
                days,
                is_quarter: at == 1,
                coverage: Coverage {
                    target: target(book, days, &it.currency),
                    won: won(&it.currency).unwrap_or_default(),
                    open: it.value(),
                    expected: it.expected(),
                },
                band: it.band,
            });
        }
    }
    // Of one currency the month and the quarter stand together.
    let place = |it: &Outlook| forecasts.iter().position(|of| of.currency == it.currency);
    outlooks.sort_by_key(|it| (place(it), it.is_quarter));
    outlooks
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
