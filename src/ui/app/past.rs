//! Holds what differs while an earlier day is looked at: what the top bar says of it, and that nothing can be changed.

use chrono::{NaiveDate, NaiveTime};

use super::App;
use super::trail::Way;
use crate::i18n::Msg;
use crate::ui::action::{Action, AppAction, MeetingAction, Step, TimeAction, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::Rewinding;
use crate::ui::event::Effect;
use crate::ui::screen::Severity;
use crate::ui::theme::Role;
use crate::ui::words::Words;

impl App {
    /// The earlier day that is looked at, if one is.
    pub(super) fn past(&self, ctx: &Ctx<'_>) -> Option<NaiveDate> {
        let screen = self.screens.get(&self.route)?;
        let day = screen.view().past(ctx.today())?;
        self.route.looks_back().then_some(day)
    }

    /// The same as if it were the evening of the day that is looked at.
    pub(super) fn then<'a>(&self, ctx: &Ctx<'a>) -> Ctx<'a> {
        let evening = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
        let now = self.past(ctx).map(|day| day.and_time(evening));
        Ctx {
            now: now.unwrap_or(ctx.now),
            ..*ctx
        }
    }

    /// Why an action cannot be done now, if it cannot.
    pub(super) fn why_not(&self, action: Action, ctx: &Ctx<'_>) -> Option<Msg> {
        let past = self.past(ctx).is_some();
        if past && changes(action) {
            return Some(Msg::WhyPast);
        }
        if action == Action::View(ViewAction::Explain) {
            let screen = self.screens.get(&self.route)?;
            let explained = screen.explains(ctx).is_some() || screen.explained(ctx).is_some();
            return (!explained).then_some(Msg::WhyNotExplained);
        }
        if action == Action::View(ViewAction::Time(TimeAction::Now)) {
            return (!past).then_some(Msg::WhyNow);
        }
        if let Some(way) = Way::of(action) {
            return self.trail.end(way);
        }
        let own = self.screens.get(&self.route)?.why_not(action);
        let on = Action::View(ViewAction::Time(TimeAction::Week(Step::Right)));
        let at_end = action == on && !past && self.route.looks_back();
        own.or(at_end.then_some(Msg::WhyNow))
    }

    /// Sees to it that nothing is changed from an earlier day, by whatever way it was asked for.
    pub(super) fn keep_past(&mut self, effects: &mut Vec<Effect>, ctx: &Ctx<'_>) {
        let changes = |it: &Effect| matches!(it, Effect::Exec(_));
        if !effects.iter().any(changes) || self.past(ctx).is_none() {
            return;
        }
        effects.retain(|it| !changes(it));
        effects.push(Effect::Draw);
        self.say(
            Severity::Warning,
            Words::one(ctx.t(Msg::WhyPast), Role::Text),
        );
    }

    /// Comes back from an earlier day.
    pub(super) fn come_back(&mut self, ctx: &Ctx<'_>) -> Vec<Effect> {
        let screen = self.screen();
        let Some(filter) = screen.view().looking_back(None) else {
            return Vec::new();
        };
        screen.view_mut().filter.set(&filter);
        let wishes = screen.ask(ctx);
        self.grant(wishes, ctx)
    }

    /// Hears how far the earlier day is; when it is there, it is asked for again.
    pub(super) fn rewinding(&mut self, how: &Rewinding, ctx: &Ctx<'_>) -> Vec<Effect> {
        match how {
            Rewinding::Going(records) => {
                self.going_back = Some(*records);
                Vec::new()
            }
            Rewinding::There => {
                self.going_back = None;
                let wishes = self.screen().ask(ctx);
                self.grant(wishes, ctx)
            }
            Rewinding::Failed(why) => {
                self.going_back = None;
                self.say(Severity::Error, Words::one(why.clone(), Role::Text));
                Vec::new()
            }
        }
    }
}

/// Whether it changes what is kept, or begins to.
const fn changes(action: Action) -> bool {
    match action {
        Action::Lead(_)
        | Action::View(
            ViewAction::Do
            | ViewAction::Sweep
            | ViewAction::Meeting(
                MeetingAction::New
                | MeetingAction::Settle(_)
                | MeetingAction::Remove
                | MeetingAction::Longer
                | MeetingAction::Shorter
                | MeetingAction::Clock
                | MeetingAction::Agenda
                | MeetingAction::Set
                | MeetingAction::Close,
            ),
        )
        | Action::App(
            AppAction::NewLead | AppAction::Undo | AppAction::Redo | AppAction::Changes,
        ) => true,
        Action::App(_)
        | Action::Cursor(_)
        | Action::View(_)
        | Action::Edit(_)
        | Action::Typing(_) => false,
    }
}
