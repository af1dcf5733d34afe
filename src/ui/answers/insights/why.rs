//! Puts into words why what was won changed: from the period before to this one, by volume, mix, rate and size, then by group.

use super::draft::{Draft, Kind};
use super::{Asked, FEW, Source, filter_of};
use crate::i18n::{Msg, signed};
use crate::insight::funnel::{NEVER, Window};
use crate::insight::why::{Basis, Cell, Measure, Parts, Span, Why, cells, why};
use crate::model::{Clean, Moment};
use crate::ui::answers::funnel::minute;
use crate::ui::period::Period;
use crate::ui::screens::{Figure, Mark, Sheet, SheetLine};
use crate::ui::theme::Role;

/// A part's name, how much it is, and what it says.
type Part = (Msg, fn(&Parts) -> i128, Msg);

/// The four parts of a change, and what each is called.
const PARTS: [Part; 4] = [
    (Msg::HeadVolume, |it| it.volume, Msg::ToldVolume),
    (Msg::HeadMix, |it| it.mix, Msg::ToldMix),
    (Msg::HeadRate, |it| it.rate, Msg::ToldRate),
    (Msg::HeadSize, |it| it.size, Msg::ToldSize),
];

impl Source<'_> {
    /// The report.
    pub(super) fn why(&self, asked: &Asked<'_>) -> Sheet {
        // All of time has nothing before it.
        let period = if self.days.is_some() {
            self.period
        } else {
            Period::LastQuarter
        };
        let zone = self.book.settings().general.zone;
        let today = self.book.today(self.now.day(zone));
        let start = |day| minute(Moment::start_of(day, zone));
        let days = (period.days_before(today), period.days(today));
        let split = self.book.split(asked.by, &self.selected, usize::MAX);
        let (Some(split), (Some(before), Some(after))) = (split, days) else {
            return Draft::new(self, asked, self.field(asked.by)).done();
        };
        let span = |(from, to)| Span {
            window: Window {
                from: start(from),
                to: start(to),
            },
            seen: NEVER,
        };
        let spans = [span(before), span(after)];
        let cells = cells(
            self.book,
            &self.selected,
            Basis::Closed,
            spans,
            (&split, None),
        );
        let currency = cells.currencies.first().cloned().unwrap_or_default();
        let it = why(
            cells.by_currency.first().map_or(&[], Vec::as_slice),
            Measure::Value,
        );
        let mut lines = self.steps(&it, &currency);
        let word = period.word().unwrap_or_default();
        let mut from = it.before() as f64;
        for (share, (cell, parts)) in split.shares().iter().zip(&it.groups) {
            let filter = filter_of(asked.by, share)
                .map(|group| format!("{group} outcome:won,lost closed:{word}"));
            let label = self.named(asked.by, share);
            lines.push(self.group_of_change(label, filter, (cell, parts), &mut from, &currency));
        }
        let money = || Kind::Money(currency.clone());
        let mut draft = Draft::new(self, asked, self.field(asked.by)).column(
            self.t(Msg::HeadChange),
            Role::Text,
            None,
            money(),
        );
        for (head, ..) in PARTS {
            draft = draft.column(self.t(head), Role::Text, None, money());
        }
        let named = |(from, to): (chrono::NaiveDate, chrono::NaiveDate)| {
            self.locale.days_between(from, to.pred_opt().unwrap_or(to))
        };
        let note = self.told(
            Msg::ReportBetween,
            [
                ("before", named(before)),
                ("after", named(after)),
                ("currency", currency.clone()),
            ],
        );
        draft.lines(lines).note(Some(note)).done()
    }

    /// From what was won before to what was won after, part by part.
    fn steps(&self, it: &Why, currency: &str) -> Vec<SheetLine> {
        let (before, after) = (it.before() as f64, it.after() as f64);
        let whole = |message: Msg, told: Msg, value: f64, period: usize| SheetLine {
            label: self.t(message),
            role: Some(Role::Strong),
            figures: vec![Figure {
                told: self.told(
                    told,
                    [
                        ("value", self.full(value, currency)),
                        ("won", self.count(it.whole.won[period])),
                        ("n", self.count(it.whole.n[period])),
                    ],
                ),
                ..self.money(value, currency)
            }],
            ..SheetLine::default()
        };
        let mut lines = vec![whole(Msg::HeadBefore, Msg::ToldBefore, before, 0)];
        let mut from = before;
        for (head, part, told) in PARTS {
            let change = part(&it.parts) as f64;
            let to = from + change;
            let told = self.told(told, [("value", self.signed(change, currency))]);
            let figure = self.step(change, (from, to), currency);
            lines.push(SheetLine {
                label: self.t(head),
                role: None,
                figures: vec![Figure { told, ..figure }],
                ..SheetLine::default()
            });
            from = to;
        }
        lines.push(whole(Msg::HeadAfter, Msg::ToldWonAfter, after, 1));
        lines
    }

    fn group_of_change(
        &self,
        label: Clean,
        filter: Option<String>,
        (cell, parts): (&Cell, &Parts),
        from: &mut f64,
        currency: &str,
    ) -> SheetLine {
        let change = parts.sum() as f64;
        let to = *from + change;
        let few = cell.n[0].max(cell.n[1]) < FEW;
        let told = self.told(
            Msg::ToldGroupChange,
            [
                ("group", label.to_string()),
                ("before", self.full(cell.value[0] as f64, currency)),
                ("after", self.full(cell.value[1] as f64, currency)),
                (
                    "won",
                    format!("{}→{}", self.count(cell.won[0]), self.count(cell.won[1])),
                ),
                (
                    "n",
                    format!("{}→{}", self.count(cell.n[0]), self.count(cell.n[1])),
                ),
            ],
        );
        let of = |figure: Figure| Figure {
            few,
            told: told.clone(),
            filter: filter.clone(),
            ..figure
        };
        let mut figures = vec![of(self.step(change, (*from, to), currency))];
        figures.extend(PARTS.map(|(_, part, _)| {
            let change = part(parts) as f64;
            of(self.step(change, (0.0, change), currency))
        }));
        *from = to;
        SheetLine {
            label,
            role: None,
            figures,
            ..SheetLine::default()
        }
    }

    /// A change, drawn from where another ended.
    fn step(&self, change: f64, (from, to): (f64, f64), currency: &str) -> Figure {
        Figure {
            text: Clean::from_string(self.signed(change, currency)),
            better: (change != 0.0).then_some(change > 0.0),
            mark: Some(Mark::Bar { from, to }),
            ..Figure::default()
        }
    }

    fn signed(&self, minor: f64, currency: &str) -> String {
        let sign = if minor < 0.0 { "−" } else { "+" };
        signed(sign, &self.short(minor.abs(), currency))
    }
}
