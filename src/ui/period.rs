//! Holds the periods that conversions and endings can be counted in; each is a word of the filter language too.

use std::borrow::Cow;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::i18n::Msg;
use crate::query::{Condition, Context, Expr, Today, Wanted, read};

/// A period that lies around today, or one that was typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Period {
    /// All there is.
    #[default]
    All,
    /// This week so far.
    ThisWeek,
    /// The week before it.
    LastWeek,
    /// From the day of the last meeting on.
    SinceMeeting,
    /// This month so far.
    ThisMonth,
    /// The month before it.
    LastMonth,
    /// This quarter so far.
    ThisQuarter,
    /// The quarter before it.
    LastQuarter,
    /// This year so far.
    ThisYear,
    /// The year before it.
    LastYear,
    /// The last 30 days.
    Days30,
    /// The last 90 days.
    Days90,
    /// The last 365 days.
    Days365,
    /// From a day through another.
    Between(NaiveDate, NaiveDate),
}

/// What a period is compared with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Against {
    /// The one before it.
    #[default]
    Before,
    /// The same days a year before.
    YearBefore,
}

impl Against {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Before => Self::YearBefore,
            Self::YearBefore => Self::Before,
        }
    }
}

impl Period {
    /// The periods that one chooses from; any other is typed.
    pub const ALL: [Self; 13] = [
        Self::All,
        Self::ThisWeek,
        Self::LastWeek,
        Self::SinceMeeting,
        Self::ThisMonth,
        Self::LastMonth,
        Self::ThisQuarter,
        Self::LastQuarter,
        Self::ThisYear,
        Self::LastYear,
        Self::Days30,
        Self::Days90,
        Self::Days365,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Msg {
        match self {
            Self::All => Msg::PeriodAll,
            Self::ThisWeek => Msg::PeriodThisWeek,
            Self::LastWeek => Msg::PeriodLastWeek,
            Self::SinceMeeting => Msg::PeriodSinceMeeting,
            Self::ThisMonth => Msg::PeriodThisMonth,
            Self::LastMonth => Msg::PeriodLastMonth,
            Self::ThisQuarter => Msg::PeriodThisQuarter,
            Self::LastQuarter => Msg::PeriodLastQuarter,
            Self::ThisYear => Msg::PeriodThisYear,
            Self::LastYear => Msg::PeriodLastYear,
            Self::Days30 => Msg::PeriodDays30,
            Self::Days90 => Msg::PeriodDays90,
            Self::Days365 => Msg::PeriodDays365,
            Self::Between(..) => Msg::PeriodBetween,
        }
    }

    /// What the one before it is called.
    #[must_use]
    pub const fn name_before(self) -> Msg {
        match self {
            Self::ThisWeek => Msg::PeriodLastWeek,
            Self::ThisMonth => Msg::PeriodLastMonth,
            Self::ThisQuarter => Msg::PeriodLastQuarter,
            Self::ThisYear => Msg::PeriodLastYear,
            Self::LastWeek => Msg::BeforeWeek,
            Self::LastMonth => Msg::BeforeMonth,
            Self::LastQuarter => Msg::BeforeQuarter,
            Self::LastYear => Msg::BeforeYear,
            Self::All
            | Self::SinceMeeting
            | Self::Days30
            | Self::Days90
            | Self::Days365
            | Self::Between(..) => Msg::BeforePeriod,
        }
    }

    /// What is called that with which it is compared.
    #[must_use]
    pub const fn name_against(self, against: Against) -> Msg {
        match against {
            Against::Before => self.name_before(),
            Against::YearBefore => Msg::BeforeAYear,
        }
    }

    /// The first day of what it is compared with, and the day after its last.
    #[must_use]
    pub fn days_against(self, against: Against, today: Today) -> Option<(NaiveDate, NaiveDate)> {
        match against {
            Against::Before => self.days_before(today),
            Against::YearBefore => {
                let (from, to) = self.days(today)?;
                let year = Months::new(12);
                Some((from.checked_sub_months(year)?, to.checked_sub_months(year)?))
            }
        }
    }

    /// Its word in the filter language; all there is has none.
    #[must_use]
    pub fn word(self) -> Option<Cow<'static, str>> {
        let word = match self {
            Self::All => return None,
            Self::ThisWeek => "this-week",
            Self::LastWeek => "last-week",
            Self::SinceMeeting => "since-meeting",
            Self::ThisMonth => "this-month",
            Self::LastMonth => "last-month",
            Self::ThisQuarter => "this-quarter",
            Self::LastQuarter => "last-quarter",
            Self::ThisYear => "this-year",
            Self::LastYear => "last-year",
            Self::Days30 => "-30d",
            Self::Days90 => "-90d",
            Self::Days365 => "-365d",
            Self::Between(from, to) if from == to => return Some(from.to_string().into()),
            Self::Between(from, to) => return Some(format!("{from}..{to}").into()),
        };
        Some(word.into())
    }

    /// A period as one types it: a word, `2026-Q2`, `2026-07-01..2026-09-30`.
    #[must_use]
    pub fn read(text: &str, today: NaiveDate) -> Option<Self> {
        let text = text.trim();
        let named = |it: &Self| it.word().is_some_and(|word| word == text);
        Self::ALL.into_iter().find(named).or_else(|| {
            let (from, to) = days(text, Today::on(today))?;
            Some(Self::Between(from, to.pred_opt()?))
        })
    }

    /// Its first day and the day after its last.
    #[must_use]
    pub fn days(self, today: Today) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Between(from, to) => Some((from, to.succ_opt()?)),
            Self::All
            | Self::ThisWeek
            | Self::LastWeek
            | Self::SinceMeeting
            | Self::ThisMonth
            | Self::LastMonth
            | Self::ThisQuarter
            | Self::LastQuarter
            | Self::ThisYear
            | Self::LastYear
            | Self::Days30
            | Self::Days90
            | Self::Days365 => days(&self.word()?, today),
        }
    }

    /// The first day of the period before it, and the day after its last: as many whole months, or as many days.
    #[must_use]
    pub fn days_before(self, today: Today) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = self.days(today)?;
        let months = (to.year() - from.year()) * 12 + to.month0().cast_signed()
            - from.month0().cast_signed();
        let whole = from.day() == 1 && to.day() == 1;
        let before = match u32::try_from(months) {
            Ok(months) if whole => from.checked_sub_months(Months::new(months))?,
            Ok(_) | Err(_) => {
                let length = u64::try_from((to - from).num_days()).ok()?;
                from.checked_sub_days(Days::new(length))?
            }
        };
        Some((before, from))
    }
}

/// The days of a word of the filter language that has a beginning and an end.
fn days(word: &str, today: Today) -> Option<(NaiveDate, NaiveDate)> {
    let context = Context::on(today.day).after(today.meeting);
    let filter = read(&format!("closed:{word}"), &context).ok()?;
    match filter.expr {
        Expr::Term(Condition {
            wanted: Wanted::Days(days),
            none: false,
            any: false,
            ..
        }) => match days.as_slice() {
            [one] => Some((one.from?, one.to?)),
            _ => None,
        },
        Expr::All | Expr::And(_) | Expr::Or(_) | Expr::Not(_) | Expr::Term(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn every_period_but_all_has_days_that_reach_to_today_or_end_before() {
        let today = day(11, 21);
        for period in Period::ALL {
            let days = period.days(Today::on(today));
            assert_eq!(days.is_none(), period == Period::All, "{period:?}");
            assert!(days.is_none_or(|(from, to)| from < to), "{period:?}");
            if let Some(word) = period.word() {
                assert_eq!(Period::read(&word, today), Some(period));
            }
        }
        let quarter = Period::LastQuarter.days(Today::on(today));
        assert_eq!(quarter, Some((day(7, 1), day(10, 1))));
        let month = Period::ThisMonth.days(Today::on(today));
        assert_eq!(month, Some((day(11, 1), day(12, 1))));
    }

    #[test]
    fn since_the_last_meeting_begins_on_its_day_and_is_held_against_as_many_days() {
        let held = Today {
            meeting: Some(day(11, 9)),
            ..Today::on(day(11, 21))
        };
        let period = Period::read("since-meeting", day(11, 21)).unwrap();
        assert_eq!(period, Period::SinceMeeting);
        assert_eq!(period.days(held), Some((day(11, 9), day(11, 22))));
        assert_eq!(period.days_before(held), Some((day(10, 27), day(11, 9))));
        let none = Today::on(day(11, 21));
        assert_eq!(period.days(none), Some((day(11, 15), day(11, 22))));
    }

    #[test]
    fn a_typed_period_has_a_beginning_and_an_end() {
        let today = day(11, 21);
        let typed = |text| Period::read(text, today).and_then(|it| it.days(Today::on(today)));
        assert_eq!(typed("2026-Q2"), Some((day(4, 1), day(7, 1))));
        assert_eq!(
            typed(" 2026-07-01..2026-09-30 "),
            Some((day(7, 1), day(10, 1)))
        );
        assert_eq!(typed("2026-07..2026-08"), Some((day(7, 1), day(9, 1))));
        for wrong in [
            "",
            "soon",
            "2026-07..",
            "<2026",
            "2026-01,2026-02",
            "none",
            "2026 is:open",
        ] {
            assert_eq!(typed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_period_before_ends_where_it_begins() {
        let today = day(11, 21);
        let before =
            |text| Period::read(text, today).and_then(|it| it.days_before(Today::on(today)));
        assert_eq!(before("this-quarter"), Some((day(7, 1), day(10, 1))));
        assert_eq!(before("last-quarter"), Some((day(4, 1), day(7, 1))));
        assert_eq!(before("2026-03"), Some((day(2, 1), day(3, 1))));
        assert_eq!(before("last-week"), Some((day(11, 2), day(11, 9))));
        assert_eq!(
            before("2026-06-11..2026-06-20"),
            Some((day(6, 1), day(6, 11)))
        );
        assert_eq!(Period::All.days_before(Today::on(today)), None);
    }
}
