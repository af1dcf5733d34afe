//! Words what is expected: the forecast against the targets, and who has room for what is coming.

use super::{Line, Stripe, Tone, Wording, bar, noted};
use crate::i18n::{Arg, Msg};
use crate::insight::capacity::Rep;
use crate::insight::outlook::Outlook;
use crate::insight::sitting::Sitting;
use crate::model::{Clean, Layer};
use crate::query::{Field, Term};

/// Reps that are named.
const NAMED: usize = 40;
/// From this share of the capacity on, one should look.
const NEARLY: f64 = 0.9;
/// Nobody plans further ahead, in weeks.
const A_YEAR: f64 = 52.0;
/// From so many times the target on, nobody reads percents.
const TIMES: f64 = 10.0;

impl Wording<'_> {
    /// Month and quarter, of each currency.
    pub(super) fn outlooks(&self, sitting: &Sitting) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut currency = "";
        for it in &sitting.outlooks {
            if it.currency != currency {
                currency = &it.currency;
                let open = self.open(it);
                lines.push(Line::heading(Clean::new(currency).to_string(), open));
            }
            lines.push(self.outlook(it));
        }
        lines
    }

    /// What is open and may bring, whether in the month, in the quarter or later.
    fn open(&self, it: &Outlook) -> String {
        let money = |minor: f64| self.minor(minor, &it.currency);
        if it.coverage.open == 0 {
            return self.with(Msg::SittingOutNothing, &[("currency", &it.currency)]);
        }
        let args = [
            ("open", &*money(it.coverage.open as f64)),
            ("expected", &money(it.coverage.expected)),
            ("low", &money(it.band.p10)),
            ("high", &money(it.band.p90)),
        ];
        self.with(Msg::SittingOutOpen, &args)
    }

    fn outlook(&self, it: &Outlook) -> Line {
        let money = |minor: f64| self.minor(minor, &it.currency);
        let (from, after) = it.days;
        let days = self
            .locale
            .days_between(from, after.pred_opt().unwrap_or(after));
        let span = if it.is_quarter { "quarter" } else { "month" };
        let coverage = &it.coverage;
        let won = money(coverage.won as f64);
        let args = [("won", &*won), ("target", &money(coverage.target as f64))];
        let (value, message) = match it.reached() {
            Some(share) if share >= TIMES => {
                let times = self.count(share as u64);
                (
                    self.with(Msg::SittingOutTimes, &[("times", &times)]),
                    Msg::SittingOutNote,
                )
            }
            Some(share) => (self.locale.percent(share, 0), Msg::SittingOutNote),
            None => (won.clone(), Msg::SittingOutBare),
        };
        let tone = match (it.reached(), it.with_expected()) {
            (Some(reached), _) if reached >= 1.0 => Tone::Good,
            (_, Some(all)) if all < 1.0 => Tone::Bad,
            (Some(_), _) => Tone::Look,
            (None, _) => Tone::Plain,
        };
        Line {
            name: self.with(Msg::SittingOutSpan, &[("span", span), ("days", &days)]),
            value,
            note: self.with(message, &args),
            tone,
            stripe: it.reached().map(|to| Stripe {
                from: 0.0,
                to: to.min(1.0),
                further: it.with_expected().map(|it| it.min(1.0)),
            }),
            filter: Some(it.filter.clone()),
            ..Line::default()
        }
    }

    /// Who has room, and what is coming.
    pub(super) fn load(&self, sitting: &Sitting) -> Vec<Line> {
        let Some(load) = &sitting.load else {
            return Vec::new();
        };
        let weeks = self.count(load.weeks);
        let number = |it: f64| format!("{it:.1}");
        let args = [
            ("coming", &*number(load.coming)),
            ("going", &number(load.going)),
            ("weeks", &weeks),
        ];
        let room = self.with(Msg::SittingCapRoom, &[("room", &self.count(load.room()))]);
        let full = self.full(load.full_in());
        let mut lines = vec![Line::heading(
            self.with(Msg::SittingCapHead, &args),
            noted([room, full]),
        )];
        let most = load.reps.iter().map(|it| it.open.max(it.capacity)).max();
        let whole = most.unwrap_or(0).max(1) as f64;
        if load.unowned > 0 {
            lines.push(Line {
                name: self.t(Msg::SittingCapUnowned),
                value: self.count(load.unowned),
                tone: Tone::Look,
                stripe: bar(load.unowned as f64 / whole.max(load.unowned as f64)),
                filter: Some("is:open no:owner".to_owned()),
                ..Line::default()
            });
        }
        let named = load.reps.iter().take(NAMED);
        lines.extend(named.map(|rep| self.rep(rep, whole)));
        lines.push(Line::heading(
            self.with(Msg::SittingCapLayers, &[("weeks", &weeks)]),
            String::new(),
        ));
        let largest = load.entering.iter().copied().fold(1.0_f64, f64::max);
        for (layer, entering) in Layer::ALL.into_iter().zip(load.entering) {
            lines.push(Line {
                name: self.layer(layer),
                value: self.with(Msg::SittingCapWeek, &[("number", &number(entering))]),
                stripe: bar(entering / largest),
                layer: Some(layer),
                filter: Some(format!("stage:{}", layer.code())),
                ..Line::default()
            });
        }
        lines
    }

    /// When the room is gone: in weeks as long as anybody would plan by them.
    fn full(&self, weeks: Option<f64>) -> String {
        match weeks.map(f64::ceil) {
            None => self.t(Msg::SittingCapEase),
            Some(weeks) if weeks < 1.0 => self.t(Msg::SittingCapNow),
            Some(weeks) if weeks > A_YEAR => self.t(Msg::SittingCapYear),
            Some(weeks) => {
                let weeks = [("weeks", Arg::from(weeks as i64))];
                self.locale.t_args(Msg::SittingCapFull, &weeks)
            }
        }
    }

    fn rep(&self, rep: &Rep, whole: f64) -> Line {
        let share = rep.open as f64 / rep.capacity.max(1) as f64;
        let over = rep.open.saturating_sub(rep.capacity);
        Line {
            name: Clean::new(&rep.name).to_string(),
            value: self.with(
                Msg::SittingCapRep,
                &[
                    ("open", &self.count(rep.open)),
                    ("capacity", &self.count(rep.capacity)),
                ],
            ),
            note: if over > 0 {
                self.with(Msg::SittingCapOver, &[("by", &self.count(over))])
            } else {
                String::new()
            },
            tone: match share {
                it if it > 1.0 => Tone::Bad,
                it if it >= NEARLY => Tone::Look,
                _ => Tone::Plain,
            },
            stripe: bar(rep.open as f64 / whole),
            filter: Some(format!("{} is:open", Term::text(Field::Owner, &rep.name))),
            rep: Some(rep.id),
            ..Line::default()
        }
    }

    fn minor(&self, minor: f64, currency: &str) -> String {
        self.locale.money_short(minor.round() as i64, currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Locale};
    use crate::insight::forecast::{Band, Coverage};

    fn outlook(currency: &str, open: i64) -> Outlook {
        let day = chrono::NaiveDate::default();
        Outlook {
            currency: currency.to_owned(),
            days: (day, day),
            is_quarter: false,
            coverage: Coverage {
                target: 0,
                won: 0,
                open: open.into(),
                expected: 0.0,
            },
            band: Band::default(),
            filter: String::new(),
        }
    }

    #[test]
    fn a_currency_in_which_nothing_is_open_says_nothing_of_others() {
        let said = |language, it: &Outlook| {
            let wording = Wording {
                locale: &Locale::new(language),
                group: &|_, _| String::new(),
                field: &|_| String::new(),
            };
            wording.open(it)
        };
        let [none, some] = [outlook("EUR", 0), outlook("USD", 10_000)];
        let english = |it| said(Language::English, it);
        assert_eq!(english(&none), "no open lead has a value in EUR");
        assert!(!english(&some).contains("no open lead"), "{some:?}");
        assert_eq!(
            english(&outlook("USD", 0)),
            "no open lead has a value in USD"
        );
        let chinese = said(Language::Chinese, &none);
        assert_eq!(chinese, "没有以 EUR 填写价值的进行中商机");
    }

    #[test]
    fn room_that_lasts_is_not_told_in_weeks_that_nobody_plans() {
        let locale = Locale::new(Language::English);
        let wording = Wording {
            locale: &locale,
            group: &|_, _| String::new(),
            field: &|_| String::new(),
        };
        let full = |weeks| wording.full(weeks);
        assert_eq!(full(None), "no more come than go");
        assert_eq!(full(Some(0.0)), "full already");
        assert_eq!(full(Some(0.3)), "full in a week");
        assert_eq!(full(Some(1.2)), "full in 2 weeks");
        assert_eq!(full(Some(52.0)), "full in 52 weeks");
        assert_eq!(full(Some(2_960.0)), "not full within a year");
    }
}
