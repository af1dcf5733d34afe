//! Holds the guided first minute: a few steps, one at a time, each of which waits for its key on the real screen.
//!
//! It only watches: it takes no key, does nothing by itself, and is over when its last step is done or it is left.

use super::action::{Action, AppAction, LeadAction, Step, TypingAction, ViewAction};
use super::ctx::Ctx;
use super::desk::Deed;
use super::event::Effect;
use super::route::Route;
use super::theme::Role;
use super::words::Words;
use crate::i18n::Msg;
use crate::model::Clean;

/// From this width on there is room for more than what the step says.
const ROOMY: u16 = 60;

/// Which steps there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Plan {
    /// Those for a workspace with leads to look at.
    #[default]
    Full,
    /// The same for whoever is on the funnel already.
    OnFunnel,
    /// Those for a workspace that is to be filled first.
    Empty,
}

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Today,
    Funnel,
    Behind,
    Forward,
    Undo,
    Filter,
    Feedback,
    Help,
    NewLead,
    Import,
    Settings,
    Pipeline,
}

impl Plan {
    const fn stops(self) -> &'static [Stop] {
        match self {
            Self::Full => &[
                Stop::Funnel,
                Stop::Behind,
                Stop::Forward,
                Stop::Undo,
                Stop::Filter,
                Stop::Feedback,
                Stop::Help,
            ],
            Self::OnFunnel => &[
                Stop::Behind,
                Stop::Forward,
                Stop::Undo,
                Stop::Filter,
                Stop::Feedback,
                Stop::Today,
                Stop::Help,
            ],
            Self::Empty => &[
                Stop::NewLead,
                Stop::Pipeline,
                Stop::Forward,
                Stop::Undo,
                Stop::Settings,
                Stop::Import,
                Stop::Help,
            ],
        }
    }
}

/// What happened that a step may wait for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sign<'a> {
    /// This was carried out, and led here.
    Ran(Action, Route),
    /// A filter that selects something was taken.
    Filtered,
    /// This is to be done by the host.
    Wished(&'a Effect),
}

impl Stop {
    /// What is said, and the actions whose keys stand in it.
    fn says(self) -> (Msg, Vec<(&'static str, Action)>) {
        const TAKE: Action = Action::Typing(TypingAction::Accept);
        fn go(route: Route) -> Action {
            Action::App(AppAction::Go(route))
        }
        match self {
            Self::Today => (Msg::TourToday, vec![("key", go(Route::Today))]),
            Self::Funnel => (Msg::TourFunnel, vec![("key", go(Route::Funnel))]),
            Self::Behind => (
                Msg::TourBehind,
                vec![
                    ("down", Action::Cursor(Step::Down)),
                    ("key", Action::View(ViewAction::Open)),
                ],
            ),
            Self::Forward => (
                Msg::TourForward,
                vec![("key", Action::Lead(LeadAction::Forward))],
            ),
            Self::Undo => (Msg::TourUndo, vec![("key", Action::App(AppAction::Undo))]),
            Self::Filter => (
                Msg::TourFilter,
                vec![("key", Action::View(ViewAction::Filter)), ("take", TAKE)],
            ),
            Self::Feedback => (
                Msg::TourFeedback,
                vec![("key", Action::Lead(LeadAction::Feedback)), ("take", TAKE)],
            ),
            Self::Help => (Msg::TourHelp, vec![("key", Action::App(AppAction::Help))]),
            Self::NewLead => (
                Msg::TourNewLead,
                vec![("key", Action::App(AppAction::NewLead)), ("take", TAKE)],
            ),
            Self::Import => (
                Msg::TourImport,
                vec![
                    ("key", go(Route::Import)),
                    ("back", Action::App(AppAction::Back)),
                ],
            ),
            Self::Settings => (Msg::TourSettings, vec![("key", go(Route::Settings))]),
            Self::Pipeline => (Msg::TourPipeline, vec![("key", go(Route::Pipeline))]),
        }
    }

    /// Whether this is what the step waited for.
    fn is_done_by(self, sign: Sign<'_>) -> bool {
        let deed = match sign {
            Sign::Wished(Effect::Exec(order)) => Some(&order.deed),
            Sign::Wished(_) | Sign::Ran(..) | Sign::Filtered => None,
        };
        let went = |route| sign == Sign::Ran(Action::App(AppAction::Go(route)), route);
        match self {
            Self::Today => went(Route::Today),
            Self::Funnel => went(Route::Funnel),
            Self::Behind => {
                sign == Sign::Ran(Action::View(ViewAction::Open), Route::Pipeline)
                    || went(Route::Pipeline)
            }
            Self::Forward => {
                matches!(
                    deed,
                    Some(Deed::Step { layers: 1.., .. } | Deed::MoveTo { .. })
                )
            }
            Self::Undo => matches!(deed, Some(Deed::Undo | Deed::TakeBack(_))),
            Self::Filter => sign == Sign::Filtered,
            Self::Feedback => matches!(deed, Some(Deed::Feedback { .. })),
            Self::Help => matches!(sign, Sign::Ran(Action::App(AppAction::Help), _)),
            Self::NewLead => matches!(deed, Some(Deed::NewLead(_))),
            Self::Import => went(Route::Import),
            Self::Settings => went(Route::Settings),
            Self::Pipeline => went(Route::Pipeline),
        }
    }
}

/// A tour that is being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tour {
    plan: Plan,
    done: usize,
}

impl Tour {
    /// A tour before its first step, for whoever is here.
    #[must_use]
    pub fn new(plan: Plan, here: Route) -> Self {
        let plan = match (plan, here) {
            (Plan::Full, Route::Funnel) => Plan::OnFunnel,
            (plan, _) => plan,
        };
        Self { plan, done: 0 }
    }

    /// How many steps there are.
    const fn len(&self) -> usize {
        self.plan.stops().len()
    }

    /// Whether none is left.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.done >= self.plan.stops().len()
    }

    /// Takes what happened; says whether that was what the step waited for.
    pub fn saw(&mut self, sign: Sign<'_>) -> bool {
        let stop = self.plan.stops().get(self.done);
        let done = stop.is_some_and(|stop| stop.is_done_by(sign));
        self.done += usize::from(done);
        done
    }

    /// Whether it has its line here: where a file is chosen one has other things to read.
    #[must_use]
    pub fn shows(route: Route) -> bool {
        !matches!(route, Route::Import | Route::Start)
    }

    /// What the step says, with the keys that are in force.
    #[must_use]
    pub fn words(&self, ctx: &Ctx<'_>) -> Words {
        let Some(stop) = self.plan.stops().get(self.done) else {
            return Words::new();
        };
        let (message, keys) = stop.says();
        let key = |action| ctx.reader.keymap.key_of(action).unwrap_or_default();
        let values: Vec<_> = keys
            .iter()
            .map(|(name, action)| (*name, Clean::from_string(key(*action)), Role::Accent))
            .collect();
        ctx.words(message, Role::Text, &values, &[])
    }

    /// Which step of how many it is; where there is room, after a sign for each that is done.
    #[must_use]
    pub fn place(&self, room: u16, ctx: &Ctx<'_>) -> Words {
        let (now, all) = (self.done + 1, self.len());
        if room < ROOMY {
            return Words::one(Clean::from_string(format!("{now}/{all} ")), Role::Quiet);
        }
        let mut ticks = "✓".repeat(self.done);
        if self.done > 0 {
            ticks.push(' ');
        }
        let ticks = Clean::from_string(ticks);
        let place = ctx.t_args(Msg::TourPlace, &[("done", now.into()), ("all", all.into())]);
        Words::one(ticks, Role::Good)
            .and(place, Role::Quiet)
            .and(Clean::literal("  "), Role::Quiet)
    }
}
