//! Holds the report of another period beside one: what each figure was, and whether it differs.

use super::{Asked, FEW, Source};
use crate::i18n::Msg;
use crate::insight::before::counts;
use crate::insight::conversion::{Conversion, conversions};
use crate::insight::funnel::Window;
use crate::insight::stats::{newcombe, wilson};
use crate::model::Moment;
use crate::ui::answers::funnel::minute;
use crate::ui::period::{Against, Period};
use crate::ui::screens::{Figure, Mark, Sheet, SheetLine};
use crate::workspace::Mask;

impl<'a> Source<'a> {
    /// The same of the period that another one is held against, seen when it was as old as that is now.
    pub(super) fn earlier(self, period: Period, against: Against) -> Option<Source<'a>> {
        let zone = self.book.settings().general.zone;
        let days = period.days_against(against, self.book.today(self.now.day(zone)))?;
        let start = |day| minute(Moment::start_of(day, zone));
        let age = minute(self.now).saturating_sub(self.window.from);
        let window = Window {
            from: start(days.0),
            to: start(days.1),
        };
        Some(Source {
            seen: Some(window.from.saturating_add(age)),
            days: Some(days),
            window,
            ..self
        })
    }

    /// The conversions of some rows, as they looked when they are seen.
    pub(super) fn conversions_of(&self, rows: &Mask) -> Vec<Conversion> {
        let mut all = conversions(self.book, rows, self.window, minute(self.now));
        if let Some(seen) = self.seen {
            let counts = counts(self.book, rows, self.window, seen);
            for (at, it) in all.iter_mut().enumerate() {
                it.reached.entered = counts.entered[at];
                it.reached.advanced = counts.advanced[at];
                it.reached.lost = it
                    .reached
                    .lost
                    .min(counts.entered[at] - counts.advanced[at]);
            }
        }
        all
    }

    /// Puts what each figure was beside what it is.
    pub(super) fn beside(&self, asked: &Asked<'_>, after: &mut Sheet) {
        let before = self.sheet(asked);
        after.before = before.period;
        for line in &mut after.lines {
            // Two layers or reasons may bear one name: what a line is of tells them apart.
            let of = |it: &SheetLine| (it.label.clone(), it.filter.clone(), it.role);
            let same = |it: &&SheetLine| of(it) == of(line);
            let Some(then) = before.lines.iter().find(same) else {
                continue;
            };
            for (it, was) in line.figures.iter_mut().zip(&then.figures) {
                self.was(it, was);
            }
        }
        for column in &mut after.columns {
            // What stands beside a figure says first what it was.
            column.aside = if column.aside.is_empty() {
                self.t(Msg::ReportWasHead)
            } else {
                self.told(Msg::ReportWasHeadToo, [("text", column.aside.to_string())])
            };
            let Some(scale) = &mut column.scale else {
                continue;
            };
            // What it is held against is each figure's own.
            scale.against = None;
        }
    }

    fn was(&self, it: &mut Figure, was: &Figure) {
        if it.text.is_empty() || was.text.is_empty() {
            return;
        }
        it.against = was.mark.map(Mark::middle);
        it.better = match (it.made.share(), was.made.share()) {
            (Some((part, of)), Some((before, all))) if of.min(all) >= FEW => {
                let apart = newcombe(&wilson(part, of), &wilson(before, all));
                apart
                    .difference
                    .filter(|_| apart.differs())
                    .map(|it| it > 0.0)
            }
            (_, _) => None,
        };
        let values = |text: &str| [("was", was.text.to_string()), ("text", text.to_owned())];
        it.aside = self.told(Msg::ReportWas, values(it.aside.as_str()));
        if !it.told.is_empty() {
            it.told = self.told(Msg::ToldWas, values(it.told.as_str()));
        }
    }
}
