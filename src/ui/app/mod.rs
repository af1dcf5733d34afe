//! Holds the machine: which screen is seen, what lies over it, and who gets an event.
//!
//! Keys go to the overlay, then to the line that is typed into, then through the keymap to the app or the screen.
//! Drawing changes nothing, and whatever changes what is seen asks for a frame.

mod draw;
mod typing;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::action::{Action, AppAction, Step, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Deed, Link, News};
use crate::ui::event::{Effect, Event, Pointer, PointerKind};
use crate::ui::key::{Code, Key};
use crate::ui::keymap::{Resolved, Resolver};
use crate::ui::overlays::{Confirm, Help, Overlay, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Status, Wish};
use crate::ui::theme::Role;
use crate::ui::widgets::FilterLine;
use crate::ui::words::Words;

/// The machine.
pub struct App {
    route: Route,
    /// The screens seen so far; each keeps its state while another is seen.
    screens: BTreeMap<Route, Box<dyn Screen>>,
    /// Where one came from, for the way back; and the filter, where the way here changed it.
    trail: Vec<(Route, Option<FilterLine>)>,
    overlays: Vec<Overlay>,
    resolver: Resolver,
    status: Option<Status>,
    link: Link,
    /// The minute that is on the screen: ages and days turn with it.
    minute: Option<i64>,
    /// When something looks different though nothing happens.
    wake: Option<NaiveDateTime>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("route", &self.route)
            .field("overlays", &self.overlays)
            .finish_non_exhaustive()
    }
}

/// How many steps the way back holds.
const MAX_TRAIL: usize = 32;

impl App {
    /// The machine on its first screen, and what is to be asked for it.
    #[must_use]
    pub fn open(route: Route, ctx: &Ctx<'_>) -> (Self, Vec<Effect>) {
        let mut app = Self {
            route,
            screens: BTreeMap::from([(route, route.make())]),
            trail: Vec::new(),
            overlays: Vec::new(),
            resolver: Resolver::default(),
            status: None,
            link: Link::default(),
            minute: None,
            wake: None,
        };
        let wishes = app.screen().ask(ctx);
        let mut effects = app.grant(wishes, ctx);
        effects.push(Effect::Draw);
        (app, effects)
    }

    /// The screen that is seen.
    #[must_use]
    pub const fn route(&self) -> Route {
        self.route
    }

    fn screen(&mut self) -> &mut dyn Screen {
        self.screens
            .entry(self.route)
            .or_insert_with(|| self.route.make())
            .as_mut()
    }

    /// Takes an event; says what is to be done.
    pub fn update(&mut self, event: Event, ctx: &Ctx<'_>) -> Vec<Effect> {
        let mut effects = match event {
            Event::Key(key) => self.key(key, ctx),
            Event::Paste(text) => self.paste(&text, ctx),
            Event::Resize => {
                let wishes = self.screen().ask(ctx);
                let mut effects = self.grant(wishes, ctx);
                effects.push(Effect::Draw);
                effects
            }
            Event::Mouse(pointer) => self.mouse(pointer, ctx),
            Event::Tick => self.tick(ctx),
            Event::Focus(_) => Vec::new(),
            Event::Workspace(news) => self.news(&news, ctx),
        };
        // What is over already would be waited for for ever.
        self.wake = self.screen().wakes(ctx.now).filter(|wake| *wake > ctx.now);
        // One frame shows all of it.
        if let Some(first) = effects.iter().position(|effect| *effect == Effect::Draw) {
            let mut index = 0;
            effects.retain(|effect| {
                index += 1;
                *effect != Effect::Draw || index == first + 1
            });
        }
        effects
    }

    /// When it is to be told at the latest that time has passed.
    #[must_use]
    pub const fn wakes(&self) -> Option<NaiveDateTime> {
        self.wake
    }

    fn tick(&mut self, ctx: &Ctx<'_>) -> Vec<Effect> {
        let minute = ctx.now.and_utc().timestamp() / 60;
        let turned = self
            .minute
            .replace(minute)
            .is_some_and(|before| before != minute);
        if turned || self.wake.is_some_and(|wake| wake <= ctx.now) {
            vec![Effect::Draw]
        } else {
            Vec::new()
        }
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Effect> {
        if !self.overlays.is_empty() {
            return self.overlay_key(key, ctx);
        }
        if self.screen().view().filter.is_typing() {
            return self.filter_key(key, ctx);
        }
        if key == Key::plain(Code::Escape) && self.resolver.reset() {
            return vec![Effect::Draw];
        }
        let contexts = self.route.contexts();
        match self.resolver.feed(key, &ctx.reader.keymap, contexts) {
            Resolved::Run(action, count) => {
                let mut effects = self.run(action, count, ctx);
                effects.push(Effect::Draw);
                effects
            }
            Resolved::Wait => vec![Effect::Draw],
            Resolved::Nothing => {
                let pressed = Clean::from_string(key.to_string());
                let words = ctx.words(
                    Msg::StatusNoKey,
                    Role::Text,
                    &[("key", pressed, Role::Accent)],
                    &[],
                );
                self.say(Severity::Warning, words);
                vec![Effect::Draw]
            }
        }
    }

    fn mouse(&mut self, pointer: Pointer, ctx: &Ctx<'_>) -> Vec<Effect> {
        let places = areas(ctx.size);
        let step = match pointer.kind {
            PointerKind::WheelUp => Some(Step::Up),
            PointerKind::WheelDown => Some(Step::Down),
            PointerKind::Click => None,
        };
        if let Some(overlay) = self.overlays.last_mut() {
            let Some(step) = step else { return Vec::new() };
            overlay.act(Action::Cursor(step), ctx);
            return vec![Effect::Draw];
        }
        let at = ratatui::layout::Position::new(pointer.x, pointer.y);
        let wishes = if let Some(step) = step {
            self.screen().act(Action::Cursor(step), Some(3), ctx)
        } else if places.top.contains(at) {
            let bar = self.top_bar(ctx);
            bar.hit(places.top, pointer.x)
                .map(|route| Wish::Go(route, None))
                .into_iter()
                .collect()
        } else if places.filter.contains(at) {
            self.begin_filter()
        } else if places.body.contains(at) {
            self.screen().click(pointer, places.body, ctx)
        } else {
            return Vec::new();
        };
        let mut effects = self.grant(wishes, ctx);
        effects.push(Effect::Draw);
        effects
    }

    fn news(&mut self, news: &News, ctx: &Ctx<'_>) -> Vec<Effect> {
        let mut effects = vec![Effect::Draw];
        match news {
            News::Link(link) => self.link = *link,
            News::Said(severity, words) => {
                self.say(*severity, words.clone());
                if let Some(status) = &mut self.status {
                    status.at = Some(ctx.now.time());
                }
            }
            News::Doubt { question, order } => self.overlays.push(Overlay::Confirm(Confirm::new(
                Purpose::AllTheSame(Box::new(order.clone())),
                question.clone(),
            ))),
            // A screen that is not seen asks again when it is.
            News::Changed => {
                let wishes = self.screen().ask(ctx);
                effects.extend(self.grant(wishes, ctx));
            }
            News::Others { .. } => {
                let wishes = self.screen().news(news, ctx);
                effects.extend(self.grant(wishes, ctx));
            }
            News::Answer(ticket, Answer::Offers(offered)) => {
                self.screen().view_mut().filter.offer(*ticket, offered);
            }
            News::Answer(..) => {
                let wishes: Vec<_> = self
                    .screens
                    .values_mut()
                    .flat_map(|screen| screen.news(news, ctx))
                    .collect();
                effects.extend(self.grant(wishes, ctx));
            }
        }
        effects
    }

    /// Carries an action out, if it can be.
    fn run(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Effect> {
        if self
            .status
            .as_ref()
            .is_some_and(|status| status.severity == Severity::Warning)
        {
            self.status = None;
        }
        if let Some(reason) = self.screen().why_not(action) {
            self.say(Severity::Warning, Words::one(ctx.t(reason), Role::Text));
            return Vec::new();
        }
        match action {
            Action::App(action) => self.run_own(action, ctx),
            Action::View(ViewAction::Filter) => {
                let wishes = self.begin_filter();
                self.grant(wishes, ctx)
            }
            Action::Cursor(_) | Action::View(_) | Action::Lead(_) | Action::Typing(_) => {
                let wishes = self.screen().act(action, count, ctx);
                self.grant(wishes, ctx)
            }
        }
    }

    fn run_own(&mut self, action: AppAction, ctx: &Ctx<'_>) -> Vec<Effect> {
        match action {
            AppAction::Quit => vec![Effect::Quit],
            AppAction::Suspend => vec![Effect::Suspend],
            AppAction::Back => self.back(ctx),
            AppAction::Help => {
                let contexts = self.route.contexts();
                let screen = self.screen();
                let help = Help::new(contexts, ctx, |action| screen.why_not(action));
                self.overlays.push(Overlay::Help(help));
                Vec::new()
            }
            AppAction::Go(route) => self.go(route, None, ctx),
            AppAction::Undo => vec![Effect::Exec(Deed::Undo.into())],
            AppAction::Redo => vec![Effect::Exec(Deed::Redo.into())],
            AppAction::Refresh => {
                let wishes = self.screen().ask(ctx);
                let mut effects = self.grant(wishes, ctx);
                effects.push(Effect::Repaint);
                effects
            }
        }
    }

    /// One step back: the last word goes, then one is on the screen before.
    fn back(&mut self, ctx: &Ctx<'_>) -> Vec<Effect> {
        if self.status.take().is_some() {
            return Vec::new();
        }
        if let Some((before, filter)) = self.trail.pop() {
            self.show(before);
            if let Some(filter) = filter {
                self.screen().view_mut().filter = filter;
            }
            let wishes = self.screen().ask(ctx);
            return self.grant(wishes, ctx);
        }
        Vec::new()
    }

    fn go(&mut self, route: Route, filter: Option<String>, ctx: &Ctx<'_>) -> Vec<Effect> {
        if route != self.route {
            let before = filter
                .is_some()
                .then(|| self.screen().view().filter.clone());
            self.trail.push((self.route, before));
            if self.trail.len() > MAX_TRAIL {
                self.trail.remove(0);
            }
            self.show(route);
        }
        if let Some(filter) = filter {
            self.screen().view_mut().filter.set(&filter);
        }
        let wishes = self.screen().ask(ctx);
        self.grant(wishes, ctx)
    }

    /// Shows another screen; what is looked at goes along.
    fn show(&mut self, route: Route) {
        let view = self.screen().view().clone();
        self.route = route;
        *self.screen().view_mut() = view;
    }

    fn grant(&mut self, wishes: Vec<Wish>, ctx: &Ctx<'_>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for wish in wishes {
            match wish {
                Wish::Host(effect) => effects.push(effect),
                Wish::Open(overlay) => self.overlays.push(overlay),
                Wish::Say(severity, words) => self.say(severity, words),
                Wish::Go(route, filter) => effects.extend(self.go(route, filter, ctx)),
            }
        }
        effects
    }

    fn say(&mut self, severity: Severity, words: Words) {
        self.status = Some(Status {
            severity,
            words,
            at: None,
        });
    }
}
