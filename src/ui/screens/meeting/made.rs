//! Holds how a figure of a meeting is made: which leads are counted, by what filter, and those of the days before.

use super::beside::change;
use super::{Meeting, Spot};
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::resolutions::Point;
use crate::insight::week::{Count, Of};
use crate::minutes::Line;
use crate::model::{Clean, Topic};
use crate::ui::ctx::Ctx;
use crate::ui::explained::{Explained, ExplainedLine};
use crate::ui::screens::figures::count;
use crate::ui::theme::Role;
use crate::ui::view::both;
use crate::ui::words::Words;

/// A line that only says something.
fn said(words: Words) -> ExplainedLine {
    ExplainedLine { words, leads: None }
}

impl Meeting {
    /// How the figure under the cursor is made.
    pub(super) fn made(&self, ctx: &Ctx<'_>) -> Option<Explained> {
        let (title, lines) = match self.under_cursor()? {
            Spot::Figure(it) => {
                let title = ctx.t_args(Msg::MeetingFigure, &[("of", it.of.code().into())]);
                (title, self.counted(it, ctx))
            }
            Spot::Line(it) => {
                let lines = match self.point() {
                    Some(point) => self.measured(point, it, ctx)?,
                    None => self.worded(it, ctx)?,
                };
                (Clean::new(&it.name), lines)
            }
        };
        // What is opened is of the same day, and of nothing else than the line says.
        let within = self.day.map(|day| format!("asof:{day}"));
        Some(Explained {
            title,
            lines,
            within: Some(within.unwrap_or_default()),
        })
    }

    /// The leads of these days and those of the days before, and how they are told from others.
    fn counted(&self, it: &Count, ctx: &Ctx<'_>) -> Vec<ExplainedLine> {
        let now = Words::one(count(it.now, ctx), Role::Strong);
        let beside = now.and(Clean::literal("  "), Role::Quiet);
        let mut lines = vec![
            said(beside.join(change(it, self.stands(), false, ctx))),
            said(Words::new()),
        ];
        let leads = |message, days: Option<String>, n: u64, filter: &str| {
            let days = Clean::from_string(days.unwrap_or_default());
            let words = ctx.words(message, Role::Text, &[("days", days, Role::Text)], &[]);
            let leads = (n > 0).then(|| (count(n, ctx), filter.to_owned()));
            ExplainedLine { words, leads }
        };
        let stretch = self.sitting().map(|it| it.stretch);
        match stretch.filter(|_| it.of.is_of_days()) {
            Some(stretch) => {
                let days = |(from, to)| Some(ctx.locale().days_between(from, to));
                let these = days((stretch.from, stretch.to));
                lines.push(leads(Msg::MeetingMadeDays, these, it.now, &it.filter));
                if let Some(n) = it.before {
                    let (first, last) = stretch.before();
                    let those = days((first, last));
                    let filter = it.of.filter(first, last);
                    lines.push(leads(Msg::MeetingMadeBefore, those, n, &filter));
                }
            }
            None => lines.push(leads(self.stands(), None, it.now, &it.filter)),
        }
        lines.push(said(Words::new()));
        // What was worth less before only the log knows.
        let is_logged = matches!(it.of, Of::ValueUp | Of::ValueDown);
        lines.push(said(if is_logged {
            ctx.words(Msg::MeetingMadeLog, Role::Quiet, &[], &[])
        } else {
            by_filter(&it.filter, ctx)
        }));
        lines
    }

    /// Which leads a hypothesis is measured by, in which days; nothing of what says nothing that can be measured.
    fn measured(&self, point: &Point, line: &Line, ctx: &Ctx<'_>) -> Option<Vec<ExplainedLine>> {
        let own = point.resolution.filter.as_deref().unwrap_or_default();
        let (all, part) = point.behind()?;
        let leads = |message, more: &str| {
            let words = ctx.words(message, Role::Text, &[], &[]);
            let filter = both(own, more).map(|it| (Clean::literal("›"), it));
            ExplainedLine {
                words,
                leads: filter,
            }
        };
        let (from, to) = point.days;
        let days = Clean::from_string(ctx.locale().days_between(from, to));
        let days = [("days", days, Role::Text)];
        let mut lines = vec![
            said(Words::one(Clean::new(&line.note), Role::Quiet)),
            said(Words::new()),
            said(ctx.words(Msg::ExplainWhen, Role::Quiet, &days, &[])),
        ];
        match part {
            Some(part) => {
                lines.push(leads(Msg::MeetingMadePart, &part));
                lines.push(leads(Msg::MeetingMadeOf, &all));
            }
            None => lines.push(leads(Msg::MeetingMadeBehind, &all)),
        }
        lines.push(said(Words::new()));
        lines.extend(both(own, &all).map(|it| said(by_filter(&it, ctx))));
        Some(lines)
    }

    /// What a line says, and what its page is about; nothing of one behind which no leads stand.
    fn worded(&self, line: &Line, ctx: &Ctx<'_>) -> Option<Vec<ExplainedLine>> {
        let filter = line.filter.as_ref()?;
        let value = Words::one(Clean::new(&line.value), Role::Strong);
        let note = Clean::new(&line.note);
        let behind = ctx.words(Msg::MeetingMadeBehind, Role::Text, &[], &[]);
        let mut lines = vec![
            said(
                value
                    .and(Clean::literal("  "), Role::Quiet)
                    .and(note, Role::Quiet),
            ),
            said(Words::new()),
            ExplainedLine {
                words: behind,
                leads: Some((Clean::literal("›"), filter.clone())),
            },
            said(Words::new()),
            said(by_filter(filter, ctx)),
        ];
        let figure = match self.topic() {
            Topic::Week | Topic::Why => Some(Figure::Why),
            Topic::Forecast => Some(Figure::Forecast),
            Topic::Last
            | Topic::Moves
            | Topic::Waits
            | Topic::Teams
            | Topic::Feedback
            | Topic::Capacity
            | Topic::Decisions => None,
        };
        lines.extend(figure.map(|it| said(Words::one(ctx.t(it.means()), Role::Quiet))));
        Some(lines)
    }
}

/// Which leads are counted.
fn by_filter(filter: &str, ctx: &Ctx<'_>) -> Words {
    let values = [("filter", Clean::new(filter), Role::Text)];
    ctx.words(Msg::MeetingMadeFilter, Role::Quiet, &values, &[])
}
