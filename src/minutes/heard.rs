//! Words what sales said of the leads and what of it has a reply: what waits first, then all of it by verdict.

use super::{Line, Tone, Wording, bar, noted};
use crate::book::facets::Share;
use crate::i18n::{Arg, Msg};
use crate::insight::heard::{Clock, Verdict};
use crate::insight::sitting::Sitting;
use crate::model::Clean;
use crate::query::Field;

/// Below so many hours they are told as hours.
const TWO_DAYS: u32 = 48;

impl Wording<'_> {
    /// What waits for a reply, then all that was said.
    pub(super) fn heard(&self, sitting: &Sitting) -> Vec<Line> {
        let all = &sitting.heard;
        let sum = |of: fn(&Verdict) -> u64| all.iter().map(of).sum::<u64>();
        let (given, waiting) = (sum(|it| it.now), sum(|it| it.waiting));
        if given == 0 {
            return Vec::new();
        }
        let of = [
            ("replied", &*self.count(given - waiting.min(given))),
            ("given", &self.count(given)),
        ];
        let head = if waiting > 0 {
            Msg::SittingFbWaits
        } else {
            Msg::SittingFbAll
        };
        let replied = self.with(Msg::SittingFbReplied, &of);
        let mut lines = vec![Line::heading(self.t(head), replied)];
        let most = all.iter().map(|it| it.now).max().unwrap_or(1).max(1) as f64;
        let waits = all.iter().filter(|it| it.waiting > 0);
        lines.extend(waits.map(|it| Line {
            name: self.verdict(it),
            value: self.count(it.waiting),
            tone: Tone::Look,
            stripe: bar(it.waiting as f64 / most),
            filter: Some(it.waiting_filter()),
            ..Line::default()
        }));
        lines.extend(sitting.clock.as_ref().map(|it| self.clock(it)));
        if waiting > 0 {
            lines.push(Line::heading(self.t(Msg::SittingFbSaid), String::new()));
        }
        let mut said: Vec<&Verdict> = all.iter().collect();
        said.sort_by_key(|it| std::cmp::Reverse(it.now));
        lines.extend(said.into_iter().map(|it| Line {
            name: self.verdict(it),
            value: self.count(it.now),
            note: self.said(it),
            tone: if it.now == 0 { Tone::Past } else { Tone::Plain },
            stripe: bar(it.now as f64 / most),
            filter: Some(it.filter.clone()),
            ..Line::default()
        }));
        lines
    }

    /// How soon half of it gets its reply, and how much waits too long.
    fn clock(&self, it: &Clock) -> Line {
        let long = |hours: u32| {
            let (message, number) = if hours < TWO_DAYS {
                (Msg::SittingHours, hours)
            } else {
                (Msg::SittingDays, hours / 24)
            };
            let number = [("number", Arg::from(i64::from(number)))];
            self.locale.t_args(message, &number)
        };
        let median = it.hours.median();
        let value = match (median, it.hours.longest()) {
            (Some(hours), _) => long(hours),
            (None, longest) => format!("> {}", long(longest.unwrap_or(0))),
        };
        let late = median.is_none_or(|hours| hours > u32::from(it.within) * 24);
        let args = [
            ("n", &*self.count(it.hours.n())),
            ("open", &self.count(it.hours.still_open())),
            ("days", &it.within.to_string()),
            ("late", &self.count(it.late)),
        ];
        Line {
            name: self.t(Msg::SittingFbClock),
            value,
            note: self.with(Msg::SittingFbClockNote, &args),
            tone: if late { Tone::Look } else { Tone::Plain },
            filter: Some(it.filter.clone()),
            ..Line::default()
        }
    }

    fn verdict(&self, it: &Verdict) -> String {
        Clean::new(&(self.group)(Field::Fb, &Share::Value(it.code.clone()))).to_string()
    }

    /// How it was before, and what of it has a reply.
    fn said(&self, it: &Verdict) -> String {
        let before = self.with(Msg::SittingFbBefore, &[("before", &self.count(it.before))]);
        let replied = it.now - it.waiting.min(it.now);
        let replied = if it.now == 0 {
            String::new()
        } else {
            let of = [
                ("replied", &*self.count(replied)),
                ("given", &self.count(it.now)),
            ];
            self.with(Msg::SittingFbReplied, &of)
        };
        noted([before, replied])
    }
}
