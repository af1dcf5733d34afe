//! Holds the machine: which screen is seen, what lies over it, and who gets an event.
//!
//! Keys go to the overlay, then to the line that is typed into, then through the keymap to the app or the screen.
//! Drawing changes nothing, and whatever changes what is seen asks for a frame.

mod changes;
mod draw;
mod explain;
mod guide;
mod hear;
mod keys;
mod leap;
mod looks;
mod past;
mod pointing;
mod trail;
mod typing;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::ui::action::Action;
use crate::ui::ctx::Ctx;
use crate::ui::deeds::new_lead;
use crate::ui::desk::{Link, News, Ticket};
use crate::ui::event::{Edited, Effect, Event, Pointer};
use crate::ui::keymap::Resolver;
use crate::ui::overlays::Overlay;
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Status, Wish};
use crate::ui::theme::Role;
use crate::ui::tour::Tour;
use crate::ui::words::Words;
use leap::Leap;
use trail::Trail;

/// The machine.
pub struct App {
    route: Route,
    /// The screens seen so far; each keeps its state while another is seen.
    screens: BTreeMap<Route, Box<dyn Screen>>,
    trail: Trail,
    overlays: Vec<Overlay>,
    /// What was run by its name, the last first.
    recent: Vec<Action>,
    resolver: Resolver,
    /// The digit that has led here just now, and may yet be a number.
    leap: Option<Leap>,
    status: Option<Status>,
    link: Link,
    keeping: Option<u8>,
    /// How many records of the earlier day are read that was asked for, until it is there.
    going_back: Option<u64>,
    /// Whether a new lead waits for what its form has to know.
    beginning: bool,
    /// The minute that is on the screen: ages and days turn with it.
    minute: Option<i64>,
    /// When something looks different though nothing happens.
    wake: Option<NaiveDateTime>,
    /// Where the mouse took hold of the body, and whether it has moved since.
    grip: Option<(Pointer, bool)>,
    tour: Option<Tour>,
    /// What the reader did last, as long as one key takes it back.
    last: Option<Words>,
    /// What was filled in and sent, until it is known what became of it.
    sent: Option<Overlay>,
    /// The screen that did something last that is no change of the data, and can be taken back there.
    own: Option<Route>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("route", &self.route)
            .field("overlays", &self.overlays)
            .finish_non_exhaustive()
    }
}

impl App {
    /// The machine on its first screen, and what is to be asked for it.
    #[must_use]
    pub fn open(route: Route, ctx: &Ctx<'_>) -> (Self, Vec<Effect>) {
        let mut app = Self {
            route,
            screens: BTreeMap::from([(route, route.make())]),
            trail: Trail::default(),
            overlays: Vec::new(),
            recent: Vec::new(),
            resolver: Resolver::default(),
            leap: None,
            status: None,
            link: Link::default(),
            keeping: None,
            going_back: None,
            beginning: false,
            minute: None,
            wake: None,
            grip: None,
            tour: None,
            last: None,
            sent: None,
            own: None,
        };
        app.first_tour(ctx);
        let ctx = &app.beside_tour(ctx);
        app.note_place();
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
        let whole = ctx;
        let ctx = &self.beside_tour(whole);
        let mut effects = self.take(event, ctx);
        if effects.iter().any(|it| matches!(it, Effect::Exec(_))) {
            self.own = None;
        }
        self.keep_past(&mut effects, ctx);
        effects.extend(self.follow_tour(&effects, ctx));
        let now = self.beside_tour(whole);
        if now.size != ctx.size {
            // A line more or less: what is seen is another part.
            let wishes = self.screen().ask(&now);
            effects.extend(self.grant(wishes, &now));
            effects.push(Effect::Draw);
        }
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

    fn take(&mut self, event: Event, ctx: &Ctx<'_>) -> Vec<Effect> {
        self.note_place();
        if !matches!(event, Event::Key(_)) {
            self.expire(ctx);
        }
        let effects = match event {
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
            Event::Workspace(news) => self.news(news, ctx),
            Event::Edited { ticket, edited } => self.edited(ticket, &edited, ctx),
        };
        self.note_place();
        // What is over already would be waited for for ever.
        let ahead = self.screen().wakes(ctx.now);
        self.wake = ahead.filter(|wake| *wake > ctx.now);
        effects
    }

    /// When it is to be told at the latest that time has passed.
    #[must_use]
    pub fn wakes(&self) -> Option<NaiveDateTime> {
        self.wake.into_iter().chain(self.leaps_until()).min()
    }

    fn tick(&mut self, ctx: &Ctx<'_>) -> Vec<Effect> {
        let minute = ctx.now.and_utc().timestamp() / 60;
        let turned = self
            .minute
            .replace(minute)
            .is_some_and(|before| before != minute);
        if turned || self.wake.is_some_and(|wake| wake <= ctx.now) {
            let wishes = self.screen().tick(ctx);
            let mut effects = self.grant(wishes, ctx);
            effects.push(Effect::Draw);
            effects
        } else {
            Vec::new()
        }
    }

    fn news(&mut self, news: News, ctx: &Ctx<'_>) -> Vec<Effect> {
        let mut effects = vec![Effect::Draw];
        match news {
            News::Link(link) => self.link = link,
            News::Keeping(percent) => self.keeping = percent,
            News::Rewinding(how) => effects.extend(self.rewinding(&how, ctx)),
            News::Said(severity, words) => {
                self.say(severity, words);
                if let Some(status) = &mut self.status {
                    status.at = Some(ctx.now.time());
                }
            }
            News::Refused(why, field) => {
                // In a form that opens again it stands at its field; once is enough.
                if !self.blame(&why, field.as_deref()) {
                    self.say(Severity::Warning, Words::one(why, Role::Text));
                }
                effects.extend(self.reopen(ctx));
            }
            News::Turned(words, again) => {
                self.sent = None;
                self.say_turned(&words, again, ctx);
            }
            News::Told(words) => self.say_told(&words, ctx),
            News::Doubt {
                question,
                order,
                sides,
            } => self.doubt(&question, &order, sides.as_ref(), ctx),
            // A screen that is not seen asks again when it is.
            News::Changed if self.screen().is_spared() => {}
            News::Changed => {
                let wishes = self.screen().ask(ctx);
                effects.extend(self.grant(wishes, ctx));
            }
            News::Others { .. } | News::Touched(_) => {
                let wishes = self.screen().news(&news, ctx);
                effects.extend(self.grant(wishes, ctx));
            }
            News::Answer(ticket, answer) => effects.extend(self.hear(ticket, answer, ctx)),
            News::Work(ref worked) => {
                // Work goes on while another screen is seen; a page that was left is forgotten.
                let route = worked.place();
                if !route.is_page() {
                    self.screens.entry(route).or_insert_with(|| route.make());
                }
                let screen = self.screens.get_mut(&route);
                let wishes = screen.map_or_else(Vec::new, |it| it.news(&news, ctx));
                effects.extend(self.grant_to(route, wishes, ctx));
            }
            // The page of what was brought in follows it from wherever it is taken back.
            News::TakenBack { .. } => {
                if let Some(screen) = self.screens.get_mut(&Route::Import) {
                    let wishes = screen.news(&news, ctx);
                    effects.extend(self.grant_to(Route::Import, wishes, ctx));
                }
            }
            News::Begun { lead, account } => {
                self.say(Severity::Done, new_lead::begun(lead, &account, ctx));
                let wishes = self.screen().seek(lead, ctx);
                effects.extend(self.grant(wishes, ctx));
            }
        }
        effects
    }

    /// Takes what came of a text that was opened in the editor; what went wrong is said whoever asked for it.
    fn edited(&mut self, ticket: Ticket, edited: &Edited, ctx: &Ctx<'_>) -> Vec<Effect> {
        if let Edited::Failed(why) = edited {
            self.say(Severity::Error, why.clone().into());
        }
        let wishes = self.screen().edited(ticket, edited, ctx);
        let mut effects = self.grant(wishes, ctx);
        effects.push(Effect::Draw);
        effects
    }

    /// Does what the screen that is seen wishes for.
    fn grant(&mut self, wishes: Vec<Wish>, ctx: &Ctx<'_>) -> Vec<Effect> {
        self.grant_to(self.route, wishes, ctx)
    }

    /// Does what a screen wishes for; the answers to its questions come back to it.
    fn grant_to(&mut self, screen: Route, wishes: Vec<Wish>, ctx: &Ctx<'_>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for wish in wishes {
            match wish {
                Wish::Host(Effect::Ask(ask)) => effects.push(Effect::Ask(ask.of(screen))),
                Wish::Host(effect) => effects.push(effect),
                Wish::Open(mut overlay) => {
                    effects.extend(overlay.question().map(Effect::Ask));
                    self.overlays.push(overlay);
                }
                Wish::Say(severity, words) => self.say(severity, words),
                Wish::Go(route, filter) => effects.extend(self.go(route, filter, ctx)),
                Wish::Act(action) => effects.extend(self.run(Action::App(action), None, ctx)),
                Wish::TakesBack => self.own = Some(screen),
                Wish::Turn(route) => {
                    self.trail.forget_here();
                    effects.extend(self.go(route, None, ctx));
                }
            }
        }
        effects
    }

    /// Says something, or nothing more.
    fn say(&mut self, severity: Severity, words: Words) {
        self.status = (!words.is_empty()).then_some(Status {
            severity,
            words,
            at: None,
        });
    }
}
