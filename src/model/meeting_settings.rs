//! What a workspace sets for its meetings: the agenda, the targets, and how many leads a rep can work at once.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::codes::Topic;
use super::setting_fault::SettingFault;

/// The longest that a page may be talked about, in minutes.
const LONGEST: u8 = 120;

/// A page of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaPage {
    /// What it is about.
    #[serde(rename = "code")]
    pub topic: Topic,
    /// For how many minutes it is talked about.
    pub minutes: u8,
    /// Whether it is shown.
    #[serde(default = "yes")]
    pub offered: bool,
    /// Whether the agenda that was kept does not know it yet.
    #[serde(skip)]
    pub is_new: bool,
}

const fn yes() -> bool {
    true
}

/// The usual agenda.
#[must_use]
pub fn agenda() -> Vec<AgendaPage> {
    let page = |(topic, minutes)| AgendaPage {
        topic,
        minutes,
        offered: true,
        is_new: false,
    };
    let usual = [5, 5, 5, 10, 5, 5, 5, 5, 5, 10];
    Topic::ALL.into_iter().zip(usual).map(page).collect()
}

/// An agenda with the pages that came since it was kept: each stands behind the one that it usually follows.
pub(super) fn completed(mut pages: Vec<AgendaPage>) -> Vec<AgendaPage> {
    let usual = agenda();
    for (at, page) in usual.iter().enumerate() {
        if pages.iter().any(|it| it.topic == page.topic) {
            continue;
        }
        let place = |before: &AgendaPage| pages.iter().position(|it| it.topic == before.topic);
        let behind = usual.iter().take(at).rev().find_map(place);
        let page = AgendaPage {
            is_new: true,
            ..page.clone()
        };
        pages.insert(behind.map_or(0, |it| it + 1), page);
    }
    pages
}

/// Says what in an agenda can't be used.
pub(super) fn verify_agenda(pages: &[AgendaPage]) -> Result<(), SettingFault> {
    if !pages.iter().any(|it| it.offered) {
        return Err(SettingFault::NoneOffered(super::Section::Agenda));
    }
    match pages.iter().find(|it| it.minutes > LONGEST) {
        Some(bad) => Err(SettingFault::Form(format!(
            "{}: at most {LONGEST} minutes",
            bad.topic
        ))),
        None => Ok(()),
    }
}

/// What is to be won in a month or a quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Of when, and in which currency if it is not the workspace's: `2026-q4`, `2026-11`, `2026-q4-usd`.
    pub code: String,
    /// How much, in major units.
    pub amount: u64,
}

impl Target {
    /// The first day that it is of, and the first after it; nothing where its code names no month and no quarter.
    #[must_use]
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let (year, rest) = self.code.split_once('-')?;
        let year = year.parse().ok().filter(|it| (2000..2200).contains(it))?;
        let part = rest.split('-').next()?;
        let (month, months) = match part.strip_prefix(['q', 'Q']) {
            Some(quarter) => {
                let quarter: u32 = quarter.parse().ok().filter(|it| (1..=4).contains(it))?;
                (quarter * 3 - 2, 3)
            }
            None => (part.parse().ok()?, 1),
        };
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some((first, first.checked_add_months(Months::new(months))?))
    }

    /// The currency that it is in; nothing where that is the workspace's.
    #[must_use]
    pub fn currency(&self) -> Option<String> {
        self.code.split('-').nth(2).map(str::to_uppercase)
    }

    pub(super) fn verify(&self) -> Result<(), SettingFault> {
        let parts = self.code.split('-').count();
        let currency = self.currency();
        let known = |code: &String| super::money::is_currency(code);
        if let Some(code) = currency.as_ref().filter(|it| !known(it)) {
            return Err(SettingFault::NoCurrency(code.clone()));
        }
        if self.days().is_none() || parts > 3 {
            return Err(SettingFault::Target(self.code.clone()));
        }
        Ok(())
    }
}

/// The month and the quarter of a day: the first day of each, and the first after it.
#[must_use]
pub fn spans(day: NaiveDate) -> [(NaiveDate, NaiveDate); 2] {
    let month = day - Days::new(u64::from(day.day0()));
    let quarter = month - Months::new(month.month0() % 3);
    [
        (month, month + Months::new(1)),
        (quarter, quarter + Months::new(3)),
    ]
}

/// How much reps can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Capacity {
    /// How many open leads a rep can work at once.
    pub leads_a_rep: u16,
    /// From how many weeks that have passed it is told what comes in a week.
    pub weeks_back: u16,
}

impl Default for Capacity {
    fn default() -> Self {
        Self {
            leads_a_rep: 40,
            weeks_back: 8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(code: &str) -> Target {
        Target {
            code: code.to_owned(),
            amount: 1,
        }
    }

    #[test]
    fn pages_that_came_later_stand_where_they_usually_do() {
        let page = |topic, offered| AgendaPage {
            topic,
            minutes: 3,
            offered,
            is_new: false,
        };
        let kept = vec![
            page(Topic::Decisions, true),
            page(Topic::Teams, true),
            page(Topic::Week, false),
        ];
        let all = completed(kept.clone());
        assert_eq!(all.len(), Topic::ALL.len());
        let place = |topic| all.iter().position(|it| it.topic == topic);
        // Behind the page that comes before it in the usual order, wherever that stands now.
        assert_eq!(place(Topic::Feedback), place(Topic::Teams).map(|it| it + 1));
        assert_eq!(place(Topic::Moves), place(Topic::Week).map(|it| it + 1));
        assert_eq!(place(Topic::Last), Some(0));
        // What was kept stands as it was kept, and says nothing of being new.
        let old: Vec<AgendaPage> = all.iter().filter(|it| !it.is_new).cloned().collect();
        assert_eq!(old, kept);
        assert_eq!(completed(agenda()), agenda());
    }

    #[test]
    fn a_target_is_of_a_month_or_a_quarter_in_a_currency() {
        let days = |code: &str| {
            let (from, to) = target(code).days()?;
            Some(format!("{from} {to}"))
        };
        assert_eq!(days("2026-q4").as_deref(), Some("2026-10-01 2027-01-01"));
        assert_eq!(
            days("2026-11-usd").as_deref(),
            Some("2026-11-01 2026-12-01")
        );
        for bad in ["2026", "2026-q5", "2026-13", "next-q1", "26-q1"] {
            assert_eq!(days(bad), None, "{bad}");
            assert!(target(bad).verify().is_err(), "{bad}");
        }
        assert_eq!(target("2026-q4-usd").currency().as_deref(), Some("USD"));
        assert_eq!(target("2026-q4").currency(), None);
        assert!(target("2026-q4-xqz").verify().is_err());
        assert!(target("2026-q4-usd").verify().is_ok());
    }

    #[test]
    fn a_day_lies_in_a_month_and_in_a_quarter() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let told = spans(day).map(|(from, to)| format!("{from} {to}"));
        assert_eq!(told, ["2026-11-01 2026-12-01", "2026-10-01 2027-01-01"]);
    }
}
