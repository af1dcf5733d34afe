//! What was expected against what is measured: the decisions and hypotheses of meetings, each with its figure.
//!
//! An expectation is about the leads of a filter, and about the days from the meeting in which it arose through the day
//! on which it is to be checked, or through today as long as that has not come:
//!
//! | figure | what is measured |
//! |---|---|
//! | `leads` | how many leads the filter selects as they are now |
//! | `won`, `lost` | how many of its episodes were won or lost in these days |
//! | `win-rate` | won ÷ (won + lost), by the day of closing, in these days |
//! | `conversion:LAYER` | of those that first entered or passed the layer in these days, the ones that got further |
//!
//! Shares come with their number and Wilson's band ([`conversion`](super::conversion), [`winrate`](super::winrate)). Whether
//! something came true is said by people: a band that holds the expected share decides nothing.

use chrono::NaiveDate;

use super::conversion::conversions;
use super::funnel::{Window, minute};
use super::stats::Rate;
use super::winrate::win_rates;
use crate::book::Book;
use crate::book::select::At;
use crate::model::{
    Expectation, Expected, Fate, FieldId, Kind, Layer, Moment, Resolution, Seq, Status, Value,
};
use crate::query::{Context, read};

/// What was measured, in tenths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// How much; nothing where there is nothing to take a share of.
    pub tenths: Option<i64>,
    /// Of how many leads.
    pub of: u64,
    /// The band of a share.
    pub band: Option<(i64, i64)>,
    /// How many of them may yet count as the part; nothing where that is settled for all.
    pub open: Option<u64>,
}

impl Measured {
    const fn count(count: u64) -> Self {
        Self {
            tenths: Some(count.cast_signed().saturating_mul(10)),
            of: count,
            band: None,
            open: None,
        }
    }

    fn share(rate: Rate) -> Self {
        let tenths = |share: f64| (share * 1_000.0).round() as i64;
        Self {
            tenths: rate.rate.map(tenths),
            of: rate.n,
            band: rate.rate.map(|_| (tenths(rate.low), tenths(rate.high))),
            open: None,
        }
    }

    /// Whether it is as expected; nothing where nothing could be measured.
    #[must_use]
    pub fn meets(&self, expected: Expectation) -> Option<bool> {
        self.tenths.map(|it| expected.is_met(it))
    }
}

/// A decision or a hypothesis, with what is measured of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its number.
    pub id: u64,
    /// The change set that wrote it last.
    pub revision: Seq,
    /// What was decided or believed.
    pub resolution: Resolution,
    /// The name of who sees to it.
    pub owner: Option<String>,
    /// What is measured: now while it is open, else when it was checked.
    pub measured: Option<Measured>,
    /// The days of which it is measured, the first and the last.
    pub days: (NaiveDate, NaiveDate),
}

impl Point {
    /// Whether it is still to be checked, and the day for that has come.
    #[must_use]
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.resolution.is_open() && self.resolution.due.is_some_and(|it| it <= today)
    }

    /// Which leads its figure is of, and of a share those that count as the part: what a filter says of them, within its own.
    #[must_use]
    pub fn behind(&self) -> Option<(String, Option<String>)> {
        let (from, to) = self.days;
        Some(match self.resolution.expected?.of {
            Expected::Leads => (String::new(), None),
            Expected::Won => (format!("outcome:won closed:{from}..{to}"), None),
            Expected::Lost => (format!("outcome:lost closed:{from}..{to}"), None),
            Expected::WinRate => (
                format!("outcome:won,lost closed:{from}..{to}"),
                Some(format!("outcome:won closed:{from}..{to}")),
            ),
            Expected::Conversion(layer) => {
                let all = format!("reached:{} during:{from}..{to}", layer.code());
                let next = Layer::at(layer.index() + 1).map_or(Status::Won.code(), Layer::code);
                let part = format!("{all} reached:{next}");
                (all, Some(part))
            }
        })
    }

    /// What is kept when somebody says what has become of it: the state, the day, and what was measured.
    #[must_use]
    pub fn settled(&self, fate: Fate, today: NaiveDate) -> Vec<(FieldId, Value)> {
        let number = |number: Option<i64>| number.map_or(Value::None, Value::Integer);
        let measured = self.measured.filter(|_| fate != Fate::Open);
        let of = measured.map(|it| it.of.cast_signed());
        let checked = if fate == Fate::Open {
            Value::None
        } else {
            Value::Date(today)
        };
        let fields = [
            ("state", Value::Text(fate.code().to_owned())),
            ("checked", checked),
            ("measured", number(measured.and_then(|it| it.tenths))),
            ("measured_of", number(of)),
        ];
        let field = |(name, value)| Some((Kind::Resolution.field(name)?, value));
        fields.into_iter().filter_map(field).collect()
    }
}

/// Which decisions and hypotheses are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those that nobody has said anything of.
    Open,
    /// Those of meetings before this day that are open, or were checked from the other day on.
    Before(NaiveDate, NaiveDate),
    /// Those of this day.
    On(NaiveDate),
}

impl Which {
    fn has(self, it: &Resolution) -> bool {
        match self {
            Self::All => true,
            Self::Open => it.is_open(),
            Self::Before(day, since) => {
                let earlier = it.meeting.is_none_or(|it| it < day);
                earlier && (it.is_open() || it.checked.is_some_and(|it| it >= since))
            }
            Self::On(day) => it.meeting == Some(day),
        }
    }
}

/// Decisions and hypotheses: what is to be checked soonest comes first, what is settled last.
#[must_use]
pub fn points(book: &Book, which: Which, now: Moment) -> Vec<Point> {
    let all = book.meetings.resolutions();
    let wanted = all.filter(|(_, it)| which.has(&it.record));
    let point = |(id, kept): (u64, &crate::book::meetings::Kept<Resolution>)| Point {
        id,
        revision: kept.revision,
        resolution: kept.record.clone(),
        owner: kept
            .record
            .owner
            .and_then(|it| book.users.get(it.0))
            .map(|it| it.name.clone()),
        measured: of(book, &kept.record, now),
        days: days(&kept.record, now.day(book.settings().general.zone)),
    };
    let mut points: Vec<Point> = wanted.map(point).collect();
    points.sort_by_key(|it| {
        let due = it.resolution.due;
        (!it.resolution.is_open(), due.is_none(), due, it.id)
    });
    points
}

/// From the meeting in which it arose through the day on which it is to be checked, or was, or today.
fn days(it: &Resolution, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let from = it.meeting.unwrap_or(today);
    let last = it.checked.unwrap_or(today);
    let to = it.due.map_or(last, |due| due.min(last)).max(from);
    (from, to)
}

/// What is measured of one: what was kept when it was checked, or how it stands.
fn of(book: &Book, it: &Resolution, now: Moment) -> Option<Measured> {
    let expected = it.expected?;
    if !it.is_open() {
        return Some(Measured {
            tenths: it.measured,
            of: it.measured_of?.cast_unsigned(),
            band: None,
            open: None,
        });
    }
    measure(
        book,
        it.filter.as_deref().unwrap_or(""),
        expected.of,
        days(it, now.day(book.settings().general.zone)),
        now,
    )
}

/// Measures a figure of the leads of a filter, from a day through another; nothing where the filter can't be read.
#[must_use]
pub fn measure(
    book: &Book,
    filter: &str,
    figure: Expected,
    (from, to): (NaiveDate, NaiveDate),
    now: Moment,
) -> Option<Measured> {
    let zone = book.settings().general.zone;
    let context = Context::on(now.day(zone))
        .with(book.readable(""))
        .after(book.meetings.days());
    let filter = read(filter, &context).ok()?;
    let selected = book.select(&filter, At { now });
    let after = to.succ_opt().unwrap_or(to);
    let window = Window {
        from: minute(Moment::start_of(from, zone)),
        to: minute(Moment::start_of(after, zone)),
    };
    Some(match figure {
        Expected::Leads => Measured::count(book.leads_of(&filter, &selected).count()),
        Expected::Won | Expected::Lost | Expected::WinRate => {
            let (_, mut rates) = win_rates(book, &selected, window, None);
            let rate = rates.pop().unwrap_or_default();
            match figure {
                Expected::Lost => Measured::count(rate.lost),
                Expected::WinRate => Measured::share(rate.closed()),
                Expected::Won | Expected::Leads | Expected::Conversion(_) => {
                    Measured::count(rate.won)
                }
            }
        }
        Expected::Conversion(layer) => {
            let all = conversions(book, &selected, window, minute(now));
            let reached = all.get(layer.index())?.reached;
            Measured {
                open: Some(reached.still_open()),
                ..Measured::share(reached.rate())
            }
        }
    })
}
