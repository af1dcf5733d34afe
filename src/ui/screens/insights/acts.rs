//! Holds what the keys of the reports do beside choosing one: another period beside it, the table and the command copied.

use super::{Insights, Report};
use crate::figures::{Cohorts, Figure};
use crate::i18n::Msg;
use crate::insight::conversion::Definition;
use crate::insight::why::Measure;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::event::Effect;
use crate::ui::period::{Against, Period};
use crate::ui::screen::{Severity, Wish};
use crate::ui::theme::Role;
use crate::ui::words::Words;

impl Insights {
    /// The command line that makes the same.
    fn command(&self) -> Clean {
        let ask = self.asked();
        let quoted = |text: &str| format!("'{}'", text.trim().replace('\'', "'\\''"));
        let filter = self.view.filter.text().trim();
        let mut line = format!("fiveply report {}", ask.figure.name());
        if ask.figure == Figure::Cohort(Cohorts::FirstOrder) {
            line.push_str(" --of first-order");
        }
        if ask.measure == Measure::Value {
            line.push_str(" --measure value");
        }
        if !filter.is_empty() {
            line.push_str(&format!(" {}", quoted(filter)));
        }
        for field in &ask.by {
            line.push_str(&format!(" --by {}", field.name()));
        }
        for name in &ask.segments {
            line.push_str(&format!(" --segment {}", quoted(name)));
        }
        let dated = [(" --period=", &ask.period), (" --versus ", &ask.versus)];
        for (option, value) in dated {
            if let Some(value) = value {
                line.push_str(option);
                line.push_str(value);
            }
        }
        Clean::from_string(line)
    }

    /// Beside nothing, the period before, the year before, and round again.
    pub(super) const fn compare(&mut self) {
        (self.compared, self.view.against) = match (self.compared, self.view.against) {
            (false, _) => (true, Against::Before),
            (true, Against::Before) => (true, Against::YearBefore),
            (true, Against::YearBefore) => (false, Against::Before),
        };
    }

    pub(super) const fn why_not_compared(&self) -> Option<Msg> {
        let by_age = matches!(self.definition, Definition::ReachedOrPassed);
        match (self.report.is_compared(), self.view.period) {
            (false, _) => Some(Msg::WhyNotCompared),
            (true, Period::All) => Some(Msg::WhyNoPeriod),
            (true, _) if matches!(self.report, Report::Conversions) && !by_age => {
                Some(Msg::WhyNotCompared)
            }
            (true, _) => None,
        }
    }

    /// The table, to be pasted elsewhere.
    fn copied(&self) -> Option<Vec<Vec<Clean>>> {
        let sheet = self.seen_sheet()?;
        let heads = sheet.columns.iter().map(|it| it.head.clone());
        let mut lines = vec![[sheet.head.clone()].into_iter().chain(heads).collect()];
        lines.extend(sheet.lines.iter().map(|line| {
            let figures = line.figures.iter().map(|it| it.text.clone());
            [line.label.clone()].into_iter().chain(figures).collect()
        }));
        Some(lines)
    }

    /// Copies the table.
    pub(super) fn copy_table(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.copied().map_or_else(Vec::new, |text| {
            let said = Words::one(ctx.t(Msg::StatusTableCopied), Role::Text);
            vec![
                Wish::Host(Effect::CopyTable(text)),
                Wish::Say(Severity::Done, said),
            ]
        })
    }

    /// Copies the command line.
    pub(super) fn copy_command(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let text = self.command();
        Wish::copy(text, ctx)
    }
}
