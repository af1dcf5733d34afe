//! Words decisions and hypotheses: who sees to them, by when, what was expected, and what is measured.

use super::{Line, Sign, Tone, Wording, noted};
use crate::i18n::Msg;
use crate::insight::resolutions::{Measured, Point};
use crate::insight::sitting::Sitting;
use crate::model::{Clean, Expectation, Expected, Fate, Nature};

impl Wording<'_> {
    /// Decisions and hypotheses, one a line.
    pub(super) fn points(&self, sitting: &Sitting) -> Vec<Line> {
        let today = sitting.stretch.to;
        let line = |point: &Point| {
            let it = &point.resolution;
            let (sign, tone) = match it.fate() {
                Fate::Open if it.due.is_some_and(|due| due < today) => (Sign::Open, Tone::Bad),
                Fate::Open if point.is_due(today) => (Sign::Open, Tone::Look),
                Fate::Open => (Sign::Open, Tone::Plain),
                Fate::Done | Fate::CameTrue => (Sign::Done, Tone::Good),
                Fate::NotTrue => (Sign::Not, Tone::Bad),
                Fate::Dropped => (Sign::Dropped, Tone::Past),
            };
            let value = match (it.fate(), it.due) {
                (Fate::Open, Some(due)) => {
                    let day = self.locale.day_near(due, today);
                    let message = if due < today {
                        Msg::SittingPointLate
                    } else {
                        Msg::SittingPointBy
                    };
                    self.with(message, &[("day", &day)])
                }
                (Fate::Open, None) => String::new(),
                (fate, _) => self.with(Msg::SittingState, &[("state", fate.code())]),
            };
            Line {
                sign,
                name: Clean::new(&it.text).to_string(),
                value,
                note: self.about(point),
                tone,
                filter: it.expected.map(|_| it.filter.clone().unwrap_or_default()),
                point: Some(point.id),
                ..Line::default()
            }
        };
        sitting.points.iter().map(line).collect()
    }

    /// Who sees to it, what was expected and measured, what was noted.
    fn about(&self, point: &Point) -> String {
        let it = &point.resolution;
        let owner = point.owner.as_deref().unwrap_or_default();
        let owner = Clean::new(owner).to_string();
        let nature = match it.nature() {
            Nature::Decision => String::new(),
            // What is expected says so already.
            Nature::Hypothesis if it.expected.is_some() => String::new(),
            Nature::Hypothesis => self.t(Msg::SittingHypothesis),
        };
        let filter = it.filter.as_deref().map(|it| Clean::new(it).to_string());
        let expected = it.expected.map(|expected| {
            let parts = [self.expected(expected), filter.unwrap_or_default()];
            parts.join(" ").trim().to_owned()
        });
        let measured = it
            .expected
            .zip(point.measured)
            .map(|(expected, measured)| self.measured(expected, measured, it.is_open()));
        let note = it.note.as_deref().map(|it| Clean::new(it).to_string());
        noted(
            [owner, nature]
                .into_iter()
                .chain(measured)
                .chain(expected)
                .chain(note),
        )
    }

    fn expected(&self, it: Expectation) -> String {
        let (figure, layer) = match it.of {
            Expected::Conversion(layer) => ("conversion".to_owned(), self.layer(layer)),
            Expected::Leads | Expected::Won | Expected::Lost | Expected::WinRate => {
                (it.of.to_string(), String::new())
            }
        };
        let figure = self.with(Msg::SittingFigure, &[("of", &figure), ("layer", &layer)]);
        self.with(
            Msg::SittingExpected,
            &[
                ("figure", &figure),
                ("side", if it.at_least { "least" } else { "most" }),
                ("number", &self.tenths(it.tenths, it.of.is_share())),
            ],
        )
    }

    fn measured(&self, expected: Expectation, it: Measured, is_open: bool) -> String {
        let share = expected.of.is_share();
        let Some(tenths) = it.tenths else {
            return self.t(Msg::SittingNothingMeasured);
        };
        let number = self.tenths(tenths, share);
        let n = self.count(it.of);
        match it.band {
            Some((low, high)) => {
                let band = self
                    .locale
                    .band(low as f64 / 1_000.0, high as f64 / 1_000.0);
                let open = it.open.filter(|it| *it > 0).map(|it| self.count(it));
                let message = match open {
                    Some(_) => Msg::SittingMeasuredOpen,
                    None => Msg::SittingMeasuredBand,
                };
                let open = open.unwrap_or_default();
                let args = [
                    ("number", &*number),
                    ("n", &n),
                    ("band", &band),
                    ("open", &open),
                ];
                self.with(message, &args)
            }
            None if share => self.with(Msg::SittingMeasuredOf, &[("number", &number), ("n", &n)]),
            None if is_open => self.with(Msg::SittingMeasured, &[("number", &number)]),
            None => self.with(Msg::SittingMeasuredThen, &[("number", &number)]),
        }
    }

    fn tenths(&self, tenths: i64, share: bool) -> String {
        if share {
            let decimals = usize::from(tenths % 10 != 0);
            self.locale.percent(tenths as f64 / 1_000.0, decimals)
        } else {
            self.locale.count(tenths / 10)
        }
    }
}
