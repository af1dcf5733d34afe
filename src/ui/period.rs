//! Holds the periods that conversions and endings can be counted in; each is a word of the filter language too.

use chrono::NaiveDate;

use crate::i18n::Msg;
use crate::query::{Condition, Context, Expr, Wanted, read};

/// A period that lies around today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Period {
    /// All there is.
    #[default]
    All,
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
    /// The last 90 days.
    Days90,
    /// The last 365 days.
    Days365,
}

impl Period {
    /// Every period, as one chooses from them.
    pub const ALL: [Self; 8] = [
        Self::All,
        Self::ThisMonth,
        Self::LastMonth,
        Self::ThisQuarter,
        Self::LastQuarter,
        Self::ThisYear,
        Self::Days90,
        Self::Days365,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Msg {
        match self {
            Self::All => Msg::PeriodAll,
            Self::ThisMonth => Msg::PeriodThisMonth,
            Self::LastMonth => Msg::PeriodLastMonth,
            Self::ThisQuarter => Msg::PeriodThisQuarter,
            Self::LastQuarter => Msg::PeriodLastQuarter,
            Self::ThisYear => Msg::PeriodThisYear,
            Self::Days90 => Msg::PeriodDays90,
            Self::Days365 => Msg::PeriodDays365,
        }
    }

    /// Its word in the filter language; all there is has none.
    #[must_use]
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::ThisMonth => Some("this-month"),
            Self::LastMonth => Some("last-month"),
            Self::ThisQuarter => Some("this-quarter"),
            Self::LastQuarter => Some("last-quarter"),
            Self::ThisYear => Some("this-year"),
            Self::Days90 => Some("-90d"),
            Self::Days365 => Some("-365d"),
        }
    }

    /// Its first day and the day after its last.
    #[must_use]
    pub fn days(self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let filter = read(&format!("closed:{}", self.word()?), &Context::on(today)).ok()?;
        match filter.expr {
            Expr::Term(Condition {
                wanted: Wanted::Days(days),
                ..
            }) => days.first().and_then(|it| Some((it.from?, it.to?))),
            Expr::All | Expr::And(_) | Expr::Or(_) | Expr::Not(_) | Expr::Term(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_period_but_all_has_days_that_reach_to_today_or_end_before() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let today = day(11, 21);
        for period in Period::ALL {
            let days = period.days(today);
            assert_eq!(days.is_none(), period == Period::All, "{period:?}");
            assert!(days.is_none_or(|(from, to)| from < to), "{period:?}");
        }
        let quarter = Period::LastQuarter.days(today);
        assert_eq!(quarter, Some((day(7, 1), day(10, 1))));
        let month = Period::ThisMonth.days(today);
        assert_eq!(month, Some((day(11, 1), day(12, 1))));
    }
}
