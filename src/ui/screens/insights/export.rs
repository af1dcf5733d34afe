//! Holds how a report leaves the screen: where it can go, what is asked of its file, and what came of it.

use super::Insights;
use crate::figures::Figure;
use crate::i18n::{Arg, Msg};
use crate::model::Clean;
use crate::query::Field;
use crate::reports::{Ask, Form};
use crate::ui::ctx::Ctx;
use crate::ui::desk::News;
use crate::ui::event::Effect;
use crate::ui::period::Against;
use crate::ui::reporting::{self, Outlet, ReportOrder, ReportSaid};
use crate::ui::screen::{Severity, Wish};
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::ui::work::{Doing, Work, Worked};

fn say(severity: Severity, text: Clean) -> Wish {
    Wish::Say(severity, Words::one(text, Role::Text))
}

impl Insights {
    /// What the command line and the files are asked for, so that they say the same.
    pub(super) fn asked(&self) -> Ask {
        let mut ask = Ask::new(self.report.figure(self.definition));
        if self.report.is_grouped() {
            let chosen = self.sets.chosen();
            if self.by == Some(Field::Seg) && !chosen.is_empty() {
                ask.segments = chosen.to_vec();
            } else {
                ask.by = self.by().into_iter().collect();
            }
        }
        if ask.figure == Figure::Why {
            ask.measure = crate::insight::why::Measure::Value;
        }
        ask.period = self.view.period.word().map(Into::into);
        if ask.period.is_some() && self.compared && self.report.is_compared() {
            let versus = match self.view.against {
                Against::Before => "before",
                Against::YearBefore => "year-before",
            };
            ask.versus = Some(versus.to_owned());
        }
        ask
    }

    /// Where it can go, to choose from.
    pub(super) fn export(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.view.filter.trouble().is_some() {
            return vec![say(Severity::Warning, ctx.t(Msg::WhyNoFilter))];
        }
        vec![Wish::Open(reporting::outlets(ctx))]
    }

    /// Goes there; into a file, that is asked for first.
    pub(super) fn let_out(&self, outlet: Outlet, ctx: &Ctx<'_>) -> Vec<Wish> {
        match outlet {
            Outlet::Table => self.copy_table(ctx),
            Outlet::Command => self.copy_command(ctx),
            Outlet::File(form) => {
                let order = self.order(form, ctx);
                vec![Wish::Open(reporting::ask_file(order, ctx))]
            }
        }
    }

    fn order(&self, form: Form, ctx: &Ctx<'_>) -> ReportOrder {
        let (name, ending) = (self.report.code(), form.ending());
        let day = ctx.today().format("%Y-%m-%d");
        ReportOrder {
            ask: self.asked(),
            filter: self.view.filter.text().to_owned(),
            form,
            file: format!("~/{name}-{day}.{ending}"),
            over: false,
        }
    }

    /// Has it written.
    pub(super) fn write(&mut self, order: ReportOrder, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.writing = true;
        let args = [("file", Arg::from(order.file.as_str()))];
        let said = ctx.t_args(Msg::ReportWriting, &args);
        vec![
            Wish::Host(Effect::Work(Work::Report(Box::new(order)))),
            say(Severity::Info, said),
        ]
    }

    /// Stops what is being written; nothing where nothing is.
    pub(super) fn stop_writing(&self) -> Option<Vec<Wish>> {
        self.writing
            .then(|| vec![Wish::Host(Effect::Work(Work::Stop))])
    }

    /// What came of it.
    pub(super) fn told(&mut self, news: &News, ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        let News::Work(worked) = news else {
            return None;
        };
        let wish = match worked {
            Worked::Going(going) if going.doing == Doing::Reporting => {
                let n = i64::try_from(going.rows).unwrap_or(i64::MAX);
                let n = ctx.locale().count(n);
                let args = [("n", Arg::from(n.as_str()))];
                return Some(vec![say(
                    Severity::Info,
                    ctx.t_args(Msg::ReportReading, &args),
                )]);
            }
            Worked::Stopped(_) if self.writing => say(Severity::Info, ctx.t(Msg::ReportStopped)),
            Worked::Report(ReportSaid::Written { file, bytes }) => {
                Wish::Say(Severity::Done, reporting::written(file, *bytes, ctx))
            }
            Worked::Report(ReportSaid::There(order)) => Wish::Open(reporting::ask_over(order, ctx)),
            Worked::Report(ReportSaid::Failed(why)) => say(Severity::Warning, why.clone()),
            Worked::Going(_)
            | Worked::Seen(_)
            | Worked::Tried(_)
            | Worked::Imported(_)
            | Worked::ReportKept { .. }
            | Worked::ProfileKept(_)
            | Worked::Alike(_)
            | Worked::List(..)
            | Worked::Sweep(_)
            | Worked::Moved(_)
            | Worked::Stopped(_)
            | Worked::Failed(..) => return None,
        };
        self.writing = false;
        Some(vec![wish])
    }
}
