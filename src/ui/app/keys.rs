//! Holds where keys go while nothing is typed into: through the keymap to the app itself, or to the screen.

use super::App;
use super::trail::Way;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::action::{Action, AppAction, TimeAction, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Ask, Deed, Question, Ticket};
use crate::ui::event::{Beginning, Effect};
use crate::ui::key::{Code, Key};
use crate::ui::keymap::Resolved;
use crate::ui::overlays::{ActionList, Confirm, Overlay, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Severity, Status, Wish};
use crate::ui::screens::start;
use crate::ui::theme::Role;
use crate::ui::tour::Sign;
use crate::ui::words::Words;

impl App {
    pub(super) fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Effect> {
        let leap = self.leap.take();
        if !self.overlays.is_empty() {
            return self.overlay_key(key, ctx);
        }
        if self.screen().view().filter.is_typing() {
            return self.filter_key(key, ctx);
        }
        if self.screen().is_typing() {
            return self.screen_key(key, ctx);
        }
        if let Some(leap) = leap {
            if let Some(mut effects) = self.after_leap(key, leap, ctx) {
                effects.push(Effect::Draw);
                return effects;
            }
            self.land();
        }
        if key == Key::plain(Code::Escape) && self.resolver.reset() {
            return vec![Effect::Draw];
        }
        // Whoever presses it looking at work that goes on means the work, as in a shell.
        if key == Key::ctrl('c') && self.screen().is_at_work() {
            let mut effects = self.back(ctx);
            effects.push(Effect::Draw);
            return effects;
        }
        let contexts = self.route.contexts();
        let mut effects = match self.resolver.feed(key, &ctx.reader.keymap, contexts) {
            Resolved::Run(action, count) => self.run(action, count, ctx),
            Resolved::Digit(action) => self.leap(key, action, ctx),
            Resolved::Wait => Vec::new(),
            Resolved::Nothing => {
                self.no_such_key(key, ctx);
                Vec::new()
            }
        };
        effects.push(Effect::Draw);
        effects
    }

    /// Says that a key means nothing here, and what was probably meant.
    fn no_such_key(&mut self, key: Key, ctx: &Ctx<'_>) {
        let pressed = ("key", Clean::from_string(key.to_string()), Role::Accent);
        let near = ctx.reader.keymap.near(key, self.route.contexts());
        let words = match near {
            Some(near) => {
                let keys = ("near", Clean::from_string(near.keys), Role::Accent);
                let what = ("what", ctx.t(near.row.label), Role::Strong);
                let place = ("place", ctx.t(near.row.context.name()), Role::Text);
                if near.here {
                    let values = [pressed, keys, what];
                    ctx.words(Msg::StatusNoKeyNear, Role::Text, &values, &[])
                } else {
                    let values = [pressed, what, place];
                    ctx.words(Msg::StatusNoKeyHere, Role::Text, &values, &[])
                }
            }
            None => ctx.words(Msg::StatusNoKey, Role::Text, &[pressed], &[]),
        };
        self.say(Severity::Warning, words);
    }

    /// Carries an action out, if it can be.
    pub(super) fn run(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Effect> {
        // A warning was read with the next key; what was only told, on the way to another screen.
        let goes = matches!(action, Action::App(AppAction::Go(_)));
        let read = |status: &Status| match status.severity {
            Severity::Warning => action != Action::App(AppAction::Back),
            Severity::Info => goes,
            Severity::Done | Severity::Error => false,
        };
        if self.status.as_ref().is_some_and(read) {
            self.status = None;
        }
        if let Some(reason) = self.why_not(action, ctx) {
            self.say(Severity::Warning, Words::one(ctx.why(reason), Role::Text));
            return Vec::new();
        }
        let effects = self.carry_out(action, count, ctx);
        self.show_tour(Sign::Ran(action, self.route));
        effects
    }

    fn carry_out(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Effect> {
        match action {
            Action::App(action) => self.run_own(action, ctx),
            Action::View(ViewAction::Filter) => {
                let wishes = self.begin_filter();
                self.grant(wishes, ctx)
            }
            Action::View(ViewAction::Explain) => self.ask_explanation(ctx),
            Action::View(ViewAction::Time(TimeAction::Now)) => self.come_back(ctx),
            Action::Cursor(_)
            | Action::View(_)
            | Action::Lead(_)
            | Action::Edit(_)
            | Action::Typing(_) => {
                let wishes = self.screen().act(action, count, ctx);
                self.grant(wishes, ctx)
            }
        }
    }

    /// Leaves; where work would be broken off by it, it is asked first.
    fn quit(&mut self, ctx: &Ctx<'_>) -> Vec<Effect> {
        if !self.screens.values().any(|screen| screen.is_at_work()) {
            return vec![Effect::Quit];
        }
        let question = ctx.t(Msg::AskLeaveWork);
        let ask = Confirm::new(Purpose::Leave, question);
        self.overlays.push(Overlay::Confirm(ask));
        Vec::new()
    }

    /// Takes back the last change, or what a screen did since.
    fn undo(&mut self, ctx: &Ctx<'_>) -> Vec<Effect> {
        let own = self.own.take();
        let Some((route, screen)) = own.and_then(|it| Some((it, self.screens.get_mut(&it)?)))
        else {
            return vec![Effect::Exec(Deed::Undo.into())];
        };
        let wishes = screen.take_back(ctx);
        self.grant_to(route, wishes, ctx)
    }

    fn run_own(&mut self, action: AppAction, ctx: &Ctx<'_>) -> Vec<Effect> {
        match action {
            AppAction::Quit => self.quit(ctx),
            AppAction::Suspend => vec![Effect::Suspend],
            AppAction::Back => self.back(ctx),
            AppAction::Before => self.walk(Way::Back, ctx),
            AppAction::After => self.walk(Way::Forward, ctx),
            AppAction::Help => {
                let contexts = self.route.contexts();
                let list = ActionList::help(contexts, ctx, |action| self.why_not(action, ctx));
                self.overlays.push(Overlay::Actions(list));
                Vec::new()
            }
            AppAction::Palette => {
                let (contexts, recent) = (self.route.contexts(), self.recent.clone());
                let why_not = |action| self.why_not(action, ctx);
                let list = ActionList::palette(contexts, &recent, ctx, why_not);
                self.overlays.push(Overlay::Actions(list));
                Vec::new()
            }
            AppAction::BeginImport => vec![Effect::Begin(Beginning::Import)],
            AppAction::Go(Route::Import) if self.route == Route::Start => {
                self.run_own(AppAction::BeginImport, ctx)
            }
            AppAction::Go(route) => self.go(route, None, ctx),
            AppAction::BeginDemo => vec![Effect::Begin(Beginning::Demo)],
            AppAction::BeginEmpty if ctx.reader.there => vec![Effect::Begin(Beginning::GoOn)],
            AppAction::BeginEmpty => {
                let form = Wish::Open(Overlay::Form(start::form(ctx)));
                self.grant(vec![form], ctx)
            }
            AppAction::NewLead => {
                self.beginning = true;
                vec![Effect::Ask(Ask {
                    ticket: Ticket::default(),
                    question: Question::Currency,
                })]
            }
            AppAction::Undo => self.undo(ctx),
            AppAction::Redo => vec![Effect::Exec(Deed::Redo.into())],
            AppAction::Theme => {
                self.choose_theme(ctx);
                Vec::new()
            }
            AppAction::Language => {
                self.choose_language(ctx);
                Vec::new()
            }
            AppAction::Mouse => self.turn_mouse(ctx),
            AppAction::Tour => self.turn_tour(ctx),
            AppAction::Changes => Self::ask_changes(),
            AppAction::Refresh => {
                let wishes = self.screen().ask(ctx);
                let mut effects = self.grant(wishes, ctx);
                effects.push(Effect::Repaint);
                effects
            }
        }
    }
}
