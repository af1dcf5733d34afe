//! A cell of a sheet: what is meant by it, and how it is shown.

use serde_json::Value as Json;

use super::figures::{band, grouped, major, percent};
use crate::insight::before::FEW;
use crate::insight::duration::Days;
use crate::insight::stats::Rate;
use crate::model::money;

/// A cell: what is meant, and how it is shown.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub raw: Json,
    pub shown: String,
}

/// On which side the text of a column stands, and whether it may be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// On the left; cut where the terminal is too narrow.
    Left,
    /// On the left and never cut: half a day or half a code says nothing.
    Whole,
    /// On the right and never cut: half a number is a wrong number.
    Right,
}

/// What stands where there is nothing to say.
const NONE: &str = "–";

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        let shown: String = text.into();
        Self {
            raw: shown.clone().into(),
            shown,
        }
    }

    pub(super) fn count(number: u64) -> Self {
        Self {
            raw: number.into(),
            shown: grouped(number),
        }
    }

    /// A number that others rest on; few are marked.
    pub(super) fn n(number: u64) -> Self {
        let mark = if number < FEW { "*" } else { "" };
        Self {
            raw: number.into(),
            shown: format!("{}{mark}", grouped(number)),
        }
    }

    pub(super) fn share(share: Option<f64>) -> Self {
        Self {
            raw: share.into(),
            shown: share.map_or_else(|| NONE.to_owned(), percent),
        }
    }

    pub(super) fn number(number: Option<f64>, decimals: usize) -> Self {
        Self {
            raw: number.into(),
            shown: number.map_or_else(|| NONE.to_owned(), |it| format!("{it:.decimals$}")),
        }
    }

    pub(super) fn band(rate: Rate) -> Self {
        let known = rate.rate.is_some();
        Self {
            raw: Json::Null,
            shown: if known { band(rate) } else { String::new() },
        }
    }

    pub(super) fn days(days: Days) -> Self {
        match days {
            Days::By(days) => Self::count(days.into()),
            Days::Beyond(days) => Self {
                raw: Json::Null,
                shown: format!(">{}", grouped(days.into())),
            },
            Days::Unknown => Self::none(),
        }
    }

    /// An amount: whole units are shown, all of it is meant.
    pub(super) fn money(minor: f64, currency: &str) -> Self {
        let minor = minor.round();
        Self {
            raw: major(minor as i64, currency),
            shown: whole(minor, currency),
        }
    }

    /// Marks what rests on few.
    pub(super) fn resting_on(mut self, n: u64) -> Self {
        if n < FEW && self.shown != NONE {
            self.shown.push('*');
        }
        self
    }

    /// An amount, where there is one.
    pub(super) fn worth(minor: Option<f64>, currency: &str) -> Self {
        minor.map_or_else(Self::none, |it| Self::money(it, currency))
    }

    /// Two amounts as the ends of a band: shown in one cell, meant in two more.
    pub(super) fn ends(band: Option<(f64, f64)>, currency: &str) -> [Self; 3] {
        let Some((low, high)) = band else {
            return [Self::raw(Json::Null), Self::none(), Self::none()];
        };
        let (low, high) = (Self::money(low, currency), Self::money(high, currency));
        let shown = format!("{}–{}", low.shown, high.shown);
        [Self::shown_as(Json::Null, shown), low, high]
    }

    pub(super) fn none() -> Self {
        Self {
            raw: Json::Null,
            shown: NONE.to_owned(),
        }
    }

    /// What is meant, and other words for it.
    pub(super) fn shown_as(raw: impl Into<Json>, shown: impl Into<String>) -> Self {
        Self {
            raw: raw.into(),
            shown: shown.into(),
        }
    }

    pub(super) fn raw(raw: impl Into<Json>) -> Self {
        Self {
            raw: raw.into(),
            shown: String::new(),
        }
    }

    /// An amount with its sign.
    pub(super) fn change(minor: i128, currency: &str) -> Self {
        let it = Self::money(minor as f64, currency);
        let sign = if minor > 0 { "+" } else { "" };
        Self {
            shown: format!("{sign}{}", it.shown),
            ..it
        }
    }
}

/// Minor units as whole ones, with the thousands apart.
pub(super) fn whole(minor: f64, currency: &str) -> String {
    let unit = 10_f64.powi(money::decimals(currency).cast_signed());
    let whole = (minor / unit).round();
    let sign = if whole < 0.0 { "-" } else { "" };
    format!("{sign}{}", grouped(whole.abs() as u64))
}

/// A rate in three cells that are meant beside the one that is shown: low, high, n.
pub(super) fn rate_cells(rate: Rate) -> [Cell; 5] {
    let known = rate.rate.is_some();
    let end = |it: f64| Cell::raw(known.then_some(it));
    [
        Cell::share(rate.rate),
        Cell::band(rate),
        end(rate.low),
        end(rate.high),
        Cell::n(rate.n),
    ]
}
