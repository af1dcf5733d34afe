//! Holds how numbers, shares, money, dates and ages are written in each language.
//!
//! Exact where it counts: money is whole minor units all the way, and rounding is half away from zero.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::{Language, Locale, Msg};

/// What is written of a number, with its sign; what reads as nothing has none.
#[must_use]
pub fn signed(sign: &str, written: &str) -> String {
    let is_something = written.contains(|it: char| matches!(it, '1'..='9'));
    format!("{}{written}", if is_something { sign } else { "" })
}

impl Locale {
    /// A whole number with its thousands set apart: `18 402`.
    #[must_use]
    pub fn count(&self, number: i64) -> String {
        grouped(number, self.language)
    }

    /// A whole number in at most seven cells: `18 402`, `13 M`.
    #[must_use]
    pub fn count_short(&self, number: i64) -> String {
        if number.abs() < 1_000_000 {
            self.count(number)
        } else {
            self.short(number, 0)
        }
    }

    /// A share between 0 and 1 as a percentage with that many decimals: `46.1 %`.
    #[must_use]
    pub fn percent(&self, share: f64, decimals: usize) -> String {
        let number = format!("{:.decimals$}", share * 100.0).replace('-', "−");
        match self.language {
            Language::English => format!("{number} %"),
            Language::Chinese => format!("{number}%"),
        }
    }

    /// The two ends of a band between 0 and 1, in whole percent without the sign: `45–47`.
    #[must_use]
    pub fn band(&self, low: f64, high: f64) -> String {
        format!("{:.0}–{:.0}", low * 100.0, high * 100.0)
    }

    /// Money in a few characters: `€ 41.2 M`, `€ 4120 万`.
    #[must_use]
    pub fn money_short(&self, minor: i64, currency: &str) -> String {
        let (symbol, exponent) = currency_of(currency);
        format!("{symbol} {}", self.short(minor, exponent))
    }

    /// An amount in a few characters, without its currency: `64 k`.
    #[must_use]
    pub fn amount_short(&self, minor: i64, currency: &str) -> String {
        self.short(minor, currency_of(currency).1)
    }

    /// Money in full: `€ 12 450.00`.
    #[must_use]
    pub fn money(&self, minor: i64, currency: &str) -> String {
        let (symbol, exponent) = currency_of(currency);
        let unit = 10_u64.pow(exponent);
        let whole = grouped(
            i64::try_from(minor.unsigned_abs() / unit).unwrap_or(i64::MAX),
            self.language,
        );
        let sign = if minor < 0 { "−" } else { "" };
        if exponent == 0 {
            return format!("{symbol} {sign}{whole}");
        }
        let rest = minor.unsigned_abs() % unit;
        format!(
            "{symbol} {sign}{whole}.{rest:0width$}",
            width = exponent as usize
        )
    }

    fn short(&self, minor: i64, exponent: u32) -> String {
        let unit = 10_u128.pow(exponent);
        let minor_abs = u128::from(minor.unsigned_abs());
        let steps: &[(u128, &str)] = match self.language {
            Language::English => &[(1_000_000_000, " bn"), (1_000_000, " M"), (1_000, " k")],
            Language::Chinese => &[(100_000_000, " 亿"), (10_000, " 万")],
        };
        let sign = if minor < 0 { "−" } else { "" };
        for (index, (step, name)) in steps.iter().enumerate() {
            let scale = unit * step;
            // What would round up to this step is written in it: 999 950 is `1 M`, not `1000 k`.
            let lower = unit * steps.get(index + 1).map_or(1, |(lower, _)| *lower);
            if minor_abs + lower / 2 >= scale {
                return format!("{sign}{}{name}", three_digits(minor_abs, scale));
            }
        }
        signed(sign, &((minor_abs + unit / 2) / unit).to_string())
    }

    /// A difference of shares in points, with its sign: `−9.0`.
    #[must_use]
    pub fn points(&self, difference: f64, decimals: usize) -> String {
        let sign = if difference < 0.0 { "−" } else { "+" };
        let points = difference.abs() * 100.0;
        signed(sign, &format!("{points:.decimals$}"))
    }

    /// Some names, one after the other: `one, two`.
    #[must_use]
    pub fn listed(&self, names: &[String]) -> String {
        names.join(match self.language {
            Language::English => ", ",
            Language::Chinese => "、",
        })
    }

    /// A day with its year: `30 Sep 2026`.
    #[must_use]
    pub fn date(&self, day: NaiveDate) -> String {
        match self.language {
            Language::English => format!("{} {} {}", day.day(), self.month(day), day.year()),
            Language::Chinese => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        }
    }

    /// From a day to a day, the year once where it is the same: `1 Jul – 30 Sep 2026`.
    #[must_use]
    pub fn days_between(&self, from: NaiveDate, to: NaiveDate) -> String {
        let first = if from.year() == to.year() {
            match self.language {
                Language::English => format!("{} {}", from.day(), self.month(from)),
                Language::Chinese => self.date(from),
            }
        } else {
            self.date(from)
        };
        let last = match self.language {
            Language::Chinese if from.year() == to.year() => {
                format!("{}月{}日", to.month(), to.day())
            }
            Language::English | Language::Chinese => self.date(to),
        };
        format!("{first} – {last}")
    }

    /// A day as one says it: `today`, `tomorrow`, `Tue`, `1 Dec`, and the year only where it is another.
    #[must_use]
    pub fn day_near(&self, day: NaiveDate, today: NaiveDate) -> String {
        match (day - today).num_days() {
            -1 => self.t(Msg::DayYesterday),
            0 => self.t(Msg::DayToday),
            1 => self.t(Msg::DayTomorrow),
            2..=6 => self.weekday(day),
            _ if day.year() != today.year() => match self.language {
                Language::English => self.date(day),
                Language::Chinese => format!("{}/{}/{}", day.year(), day.month(), day.day()),
            },
            _ => match self.language {
                Language::English => format!("{} {}", day.day(), self.month(day)),
                Language::Chinese => format!("{}月{}日", day.month(), day.day()),
            },
        }
    }

    /// The same in little room: of another year, the month alone.
    #[must_use]
    pub fn day_short(&self, day: NaiveDate, today: NaiveDate) -> String {
        if (-1..=6).contains(&(day - today).num_days()) || day.year() == today.year() {
            return self.day_near(day, today);
        }
        match self.language {
            Language::English => format!("{} {}", self.month(day), day.year()),
            Language::Chinese => format!("{}/{}", day.year(), day.month()),
        }
    }

    /// A day's name: `Tue`.
    #[must_use]
    pub fn weekday(&self, day: NaiveDate) -> String {
        self.t(WEEKDAYS[day.weekday().num_days_from_monday() as usize])
    }

    /// A time of day: `14:02`.
    #[must_use]
    pub fn time(&self, time: NaiveTime) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// A number of days: `9 d`.
    #[must_use]
    pub fn days(&self, days: i64) -> String {
        self.t_args(Msg::UnitDays, &[("days", days.into())])
    }

    /// How old something is, in the little room of a column: `9 d`; where days would be many, whole years: `9 y`.
    #[must_use]
    pub fn age(&self, days: i64) -> String {
        if days < MANY_DAYS {
            return self.days(days);
        }
        self.t_args(Msg::UnitYears, &[("years", (days / 365).into())])
    }

    fn month(&self, day: NaiveDate) -> String {
        self.t(MONTHS[day.month0() as usize])
    }
}

/// From so many days on an age is told in years.
const MANY_DAYS: i64 = 1_000;

const WEEKDAYS: [Msg; 7] = [
    Msg::WeekdayMon,
    Msg::WeekdayTue,
    Msg::WeekdayWed,
    Msg::WeekdayThu,
    Msg::WeekdayFri,
    Msg::WeekdaySat,
    Msg::WeekdaySun,
];

const MONTHS: [Msg; 12] = [
    Msg::MonthJan,
    Msg::MonthFeb,
    Msg::MonthMar,
    Msg::MonthApr,
    Msg::MonthMay,
    Msg::MonthJun,
    Msg::MonthJul,
    Msg::MonthAug,
    Msg::MonthSep,
    Msg::MonthOct,
    Msg::MonthNov,
    Msg::MonthDec,
];

/// `amount / scale` with about three digits: `9.7`, `41.2`, `310`; a decimal that says nothing is left out.
fn three_digits(amount: u128, scale: u128) -> String {
    let decimals: u32 = match amount / scale {
        0..=9 => 2,
        10..=99 => 1,
        _ => 0,
    };
    let ten = 10_u128.pow(decimals);
    let rounded = (amount * ten + scale / 2) / scale;
    let (whole, rest) = (rounded / ten, rounded % ten);
    if rest == 0 {
        return whole.to_string();
    }
    let digits = format!("{rest:0width$}", width = decimals as usize);
    format!("{whole}.{}", digits.trim_end_matches('0'))
}

/// The sign and the number of decimals of a currency; an unknown code stands for itself.
fn currency_of(code: &str) -> (String, u32) {
    match iso_currency::Currency::from_code(code) {
        Some(currency) => (
            short_symbol(code).map_or_else(|| code.to_owned(), str::to_owned),
            currency.exponent().map_or(0, u32::from),
        ),
        None => (code.to_owned(), 2),
    }
}

/// Signs that mean one currency to every reader; the others are written by their code.
fn short_symbol(code: &str) -> Option<&'static str> {
    Some(match code {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        "CNY" => "¥",
        "PLN" => "zł",
        "RUB" => "₽",
        "UAH" => "₴",
        "KRW" => "₩",
        "INR" => "₹",
        _ => return None,
    })
}

pub(super) fn grouped(number: i64, language: Language) -> String {
    let digits = number.unsigned_abs().to_string();
    let gap = match language {
        Language::English => ' ',
        Language::Chinese => ',',
    };
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 3);
    if number < 0 {
        out.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(gap);
        }
        out.push(digit);
    }
    out
}
