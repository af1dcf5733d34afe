//! Holds how a screen has the same done to all that its filter selects: from the key to the question, while it goes on,
//! and what is said after. A screen says what is selected, and hands steps, outcomes and news on to here.

use crate::i18n::{Arg, Msg};
use crate::ui::action::{Action, AppAction, TypingAction};
use crate::ui::ctx::Ctx;
use crate::ui::deeds::sweep::{
    SweepKind, SweepOf, SweepOrder, SweepSaid, SweepStep, SweepSum, question, summary,
};
use crate::ui::deeds::sweep_forms::{form, menu, read};
use crate::ui::event::Effect;
use crate::ui::overlays::{Confirm, Entry, Outcome, Overlay, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Severity, Wish};
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::ui::work::{Doing, Work, Worked};

/// Whether the same is being done to all, from the screen that holds this.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sweeps {
    busy: bool,
}

fn say(severity: Severity, words: Words) -> Vec<Wish> {
    vec![Wish::Say(severity, words)]
}

impl Sweeps {
    /// Asks what is to be done; how many accounts are selected, where these are counted, and how many leads, where that
    /// is known.
    pub(super) fn begin(
        self,
        of: SweepOf,
        counts: (Option<u64>, Option<u64>),
        ctx: &Ctx<'_>,
    ) -> Vec<Wish> {
        if counts.0.or(counts.1) == Some(0) {
            return vec![Wish::warn(ctx.t(Msg::SweepNobody))];
        }
        let (purpose, chooser) = menu(of, counts, ctx);
        vec![Wish::Open(Overlay::Picker(purpose, chooser))]
    }

    /// Why it can't be begun now.
    pub(super) fn why_not(self) -> Option<Msg> {
        self.busy.then_some(Msg::WhySweeping)
    }

    /// Whether it goes on.
    pub(super) const fn is_busy(self) -> bool {
        self.busy
    }

    /// Takes what one of its overlays gave.
    pub(super) fn took(&mut self, step: SweepStep, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        match (step, outcome) {
            (SweepStep::Menu(of, kinds), Outcome::Chosen(index)) => {
                match kinds.get(index).copied() {
                    Some(SweepKind::Reopen) => self.read(of, SweepKind::Reopen, &[], ctx),
                    Some(kind) => vec![Wish::Open(Overlay::Form(form(of, kind, ctx)))],
                    None => Vec::new(),
                }
            }
            (SweepStep::Form(of, kind), Outcome::Filled(entries)) => {
                self.read(of, kind, &entries, ctx)
            }
            (SweepStep::Sure(order), Outcome::Yes) => self.work(*order),
            (
                SweepStep::Menu(..) | SweepStep::Form(..) | SweepStep::Sure(_),
                Outcome::Chosen(_)
                | Outcome::Typed(_)
                | Outcome::Filled(_)
                | Outcome::Arranged(_)
                | Outcome::Yes,
            ) => Vec::new(),
        }
    }

    fn read(
        &mut self,
        of: SweepOf,
        kind: SweepKind,
        entries: &[Entry],
        ctx: &Ctx<'_>,
    ) -> Vec<Wish> {
        read(of, kind, entries, ctx).map_or_else(Vec::new, |order| self.work(order))
    }

    fn work(&mut self, order: SweepOrder) -> Vec<Wish> {
        self.busy = true;
        vec![Wish::Host(Effect::Work(Work::Sweep(Box::new(order))))]
    }

    /// Takes what came of work; nothing where it is none of this screen's.
    pub(super) fn worked(
        &mut self,
        at: Route,
        worked: &Worked,
        ctx: &Ctx<'_>,
    ) -> Option<Vec<Wish>> {
        match worked {
            Worked::Going(going) if going.doing == Doing::Sweeping(at) => {
                let percent = going.done * 100 / going.total.max(1);
                let stops = ctx
                    .reader
                    .keymap
                    .key_of(Action::Typing(TypingAction::Dismiss));
                let args = [
                    ("percent", Arg::from(i64::try_from(percent).unwrap_or(0))),
                    ("key", stops.unwrap_or_default().into()),
                ];
                let words = Words::one(ctx.t_args(Msg::SweepGoing, &args), Role::Text);
                Some(say(Severity::Info, words))
            }
            Worked::Sweep(said) => {
                self.busy = false;
                Some(told(said, ctx))
            }
            Worked::Stopped(Doing::Sweeping(of)) if *of == at => {
                self.busy = false;
                Some(vec![Wish::warn(ctx.t(Msg::SweepStopped))])
            }
            Worked::Going(_)
            | Worked::Stopped(_)
            | Worked::Moved(_)
            | Worked::Alike(_)
            | Worked::List(..)
            | Worked::Report(_)
            | Worked::Failed(..)
            | Worked::Seen(_)
            | Worked::Tried(_)
            | Worked::Imported(_)
            | Worked::ReportKept { .. }
            | Worked::ProfileKept(_) => None,
        }
    }

    /// Stops what goes on, if something does.
    pub(super) fn escape(self) -> Option<Vec<Wish>> {
        self.busy
            .then(|| vec![Wish::Host(Effect::Work(Work::Stop))])
    }
}

fn told(said: &SweepSaid, ctx: &Ctx<'_>) -> Vec<Wish> {
    match said {
        SweepSaid::Counted(order, sum) if sum.changed == 0 => {
            say(Severity::Warning, summary(order, sum, None, ctx))
        }
        SweepSaid::Counted(order, sum) => {
            let (asked, stays) = question(order, sum, ctx);
            let purpose = Purpose::Sweep(Box::new(SweepStep::Sure(order.clone())));
            let confirm = Confirm::new(purpose, asked).with(stays);
            // How far the count was, is no longer of use.
            let counted = Wish::Say(Severity::Info, Words::new());
            vec![counted, Wish::Open(Overlay::Confirm(confirm))]
        }
        SweepSaid::Done(order, sum) => {
            let severity = if is_clean(sum) {
                Severity::Done
            } else {
                Severity::Warning
            };
            let undo = ctx.reader.keymap.key_of(Action::App(AppAction::Undo));
            say(severity, summary(order, sum, undo, ctx))
        }
        SweepSaid::Failed(_, why) => {
            let args = [("why", Arg::from(why.as_str()))];
            vec![Wish::warn(ctx.t_args(Msg::SweepFailed, &args))]
        }
    }
}

/// Whether nothing came between the count and the change.
const fn is_clean(sum: &SweepSum) -> bool {
    sum.overtaken.is_none()
}
