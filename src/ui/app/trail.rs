//! Holds the way that was gone, back and forward like the pages of a browser, and the going from screen to screen.
//!
//! A step is a change of what is looked at, however it came about: another screen, an accepted filter, another period.
//! Whoever changes it need not tell; the app compares after every event.

use super::App;
use crate::i18n::Msg;
use crate::ui::action::{Action, AppAction};
use crate::ui::ctx::Ctx;
use crate::ui::event::Effect;
use crate::ui::route::Route;
use crate::ui::screen::Severity;
use crate::ui::view::View;

/// How many steps the way holds.
const MAX_STEPS: usize = 100;

/// What was looked at, and where the cursor was.
#[derive(Debug, Clone)]
struct Place {
    route: Route,
    view: View,
    spot: Option<u64>,
}

impl Place {
    fn is_like(&self, other: &Self) -> bool {
        self.route == other.route && self.view.shows_the_same(&other.view)
    }
}

/// The way that was gone.
#[derive(Debug, Clone, Default)]
pub(super) struct Trail {
    here: Option<Place>,
    back: Vec<Place>,
    forward: Vec<Place>,
}

/// Which way along the trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    Forward,
}

impl Way {
    /// Which way an action goes, if it goes one.
    pub(super) fn of(action: Action) -> Option<Self> {
        let ways = [
            (AppAction::Before, Self::Back),
            (AppAction::After, Self::Forward),
        ];
        let mut ways = ways.into_iter();
        let way = ways.find(|(it, _)| Action::App(*it) == action);
        way.map(|(_, way)| way)
    }
}

impl Trail {
    /// Notes where one is: another place than the last is a step.
    fn note(&mut self, now: Place) {
        match &mut self.here {
            // Going through weeks is one step, wherever it leads.
            Some(here) if here.is_like(&now) => {
                here.spot = now.spot;
                here.view.filter = now.view.filter;
            }
            Some(here) => {
                self.back.push(std::mem::replace(here, now));
                if self.back.len() > MAX_STEPS {
                    self.back.remove(0);
                }
                self.forward.clear();
            }
            None => self.here = Some(now),
        }
    }

    /// Lets the next place stand for this one.
    pub(super) fn forget_here(&mut self) {
        self.here = None;
    }

    /// The screen with a number from which one came to the page that is seen.
    pub(super) fn base(&self) -> Option<Route> {
        let mut way = self.back.iter().rev().map(|place| place.route);
        way.find(|route| !route.is_page())
    }

    /// Why there is nowhere to go that way, if there is nowhere.
    pub(super) fn end(&self, way: Way) -> Option<Msg> {
        let (ahead, why) = match way {
            Way::Back => (&self.back, Msg::WhyNoBack),
            Way::Forward => (&self.forward, Msg::WhyNoForward),
        };
        ahead.is_empty().then_some(why)
    }

    /// The next place along the way, if there is one; it is where one is from now on.
    fn walk(&mut self, way: Way) -> Option<Place> {
        let (from, to) = match way {
            Way::Back => (&mut self.back, &mut self.forward),
            Way::Forward => (&mut self.forward, &mut self.back),
        };
        let next = from.pop()?;
        to.extend(self.here.replace(next.clone()));
        Some(next)
    }
}

impl App {
    /// Notes where one is, before and after whatever happens; what is half typed is no place yet.
    pub(super) fn note_place(&mut self) {
        let screen = self.screen();
        if screen.view().filter.is_typing() {
            return;
        }
        let (view, spot) = (screen.view().clone(), screen.spot());
        let route = self.route;
        self.trail.note(Place { route, view, spot });
    }

    /// One step back: the last warning goes, then what a screen holds of its own (marks), then the tour,
    /// then one is where one was.
    pub(super) fn back(&mut self, ctx: &Ctx<'_>) -> Vec<Effect> {
        let warned = self.status.take();
        if warned.is_some_and(|status| status.severity >= Severity::Warning) {
            return Vec::new();
        }
        if let Some(wishes) = self.screen().escape(ctx) {
            return self.grant(wishes, ctx);
        }
        if let Some(effects) = self.leave_tour(ctx) {
            return effects;
        }
        self.step(Way::Back, ctx).unwrap_or_default()
    }

    /// Along the way that was gone.
    pub(super) fn walk(&mut self, way: Way, ctx: &Ctx<'_>) -> Vec<Effect> {
        self.step(way, ctx).unwrap_or_default()
    }

    fn step(&mut self, way: Way, ctx: &Ctx<'_>) -> Option<Vec<Effect>> {
        let place = self.trail.walk(way)?;
        self.route = place.route;
        let screen = self.screen();
        *screen.view_mut() = place.view;
        screen.return_to(place.spot);
        let wishes = screen.ask(ctx);
        Some(self.grant(wishes, ctx))
    }

    /// A page is soon read again: only the one that is seen is kept, and the one that a digit may just have left.
    pub(super) fn forget_pages(&mut self) {
        let seen = self.route;
        let left = self.screens.keys().copied();
        let gone: Vec<Route> = left
            .filter(|it| it.is_page() && *it != seen && !self.may_return_to(*it))
            .collect();
        for page in gone {
            self.screens.remove(&page);
        }
    }

    /// To a screen; what is looked at goes along.
    pub(super) fn go(
        &mut self,
        route: Route,
        filter: Option<String>,
        ctx: &Ctx<'_>,
    ) -> Vec<Effect> {
        if route != self.route {
            let view = self.screen().view().clone();
            self.route = route;
            self.forget_pages();
            *self.screen().view_mut() = view;
        }
        if let Some(filter) = filter {
            let screen = self.screen();
            screen.view_mut().filter.set(&filter);
            // What is opened is read from its beginning, not from where one was in something else.
            screen.return_to(None);
        }
        let wishes = self.screen().ask(ctx);
        self.grant(wishes, ctx)
    }
}
