//! Holds what a digit does where a number may begin: it leads to its screen at once, and was a number after all if a key
//! follows in a moment that takes one.
//!
//! Whoever goes to a screen must not wait for what might have been typed, and whoever types `3L` must not have to look
//! where the digit led. A single digit is taken back only by what moves a lead: nobody moves one on a screen that was not
//! seen yet, but many go to a screen and down its list without looking.

use chrono::{NaiveDateTime, TimeDelta};

use super::App;
use super::trail::Trail;
use crate::ui::action::{Action, AppAction};
use crate::ui::ctx::Ctx;
use crate::ui::event::Effect;
use crate::ui::key::Key;
use crate::ui::keymap::{Resolved, Resolver, Taker};
use crate::ui::route::Route;
use crate::ui::screen::Status;
use crate::ui::tour::Tour;

/// For so long a digit may turn out to be a number.
const MOMENT: TimeDelta = TimeDelta::milliseconds(250);

/// The digits that have led somewhere just now, and how things were before.
#[derive(Debug)]
pub(super) struct Leap {
    digits: Vec<Key>,
    /// Until when they may be a number. A key that comes first belongs to it, however late it is read.
    until: NaiveDateTime,
    from: Route,
    trail: Trail,
    status: Option<Status>,
    tour: Option<Tour>,
}

impl App {
    /// Goes where a digit leads, and remembers from where.
    pub(super) fn leap(&mut self, digit: Key, action: Action, ctx: &Ctx<'_>) -> Vec<Effect> {
        self.leap = Some(Leap {
            digits: vec![digit],
            until: ctx.now + MOMENT,
            from: self.route,
            trail: self.trail.clone(),
            status: self.status.clone(),
            tour: self.tour,
        });
        self.run(action, None, ctx)
    }

    /// What a key does that comes a moment after a digit, if that makes it a number or goes on with it.
    pub(super) fn after_leap(
        &mut self,
        key: Key,
        mut leap: Leap,
        ctx: &Ctx<'_>,
    ) -> Option<Vec<Effect>> {
        let keymap = &ctx.reader.keymap;
        let alone = leap.digits.len() == 1 && leap.from != self.route;
        let taker = if alone { Taker::Move } else { Taker::Any };
        let digit = key.typed().is_some_and(|it| it.is_ascii_digit());
        if digit
            && let Some(action) = leads(Resolver::default().feed(key, keymap, leap.from.contexts()))
        {
            leap.digits.push(key);
            leap.until = ctx.now + MOMENT;
            self.leap = Some(leap);
            return Some(self.run(action, None, ctx));
        }
        if !digit && !taker.takes(key, keymap, leap.from.contexts()) {
            return None;
        }
        self.route = leap.from;
        self.trail = leap.trail;
        self.status = leap.status;
        self.tour = leap.tour;
        self.resolver = Resolver::with_number(&leap.digits);
        let mut effects = self.key(key, ctx);
        // What changed meanwhile was not told to a screen that was not seen.
        let wishes = self.screen().ask(ctx);
        effects.extend(self.grant(wishes, ctx));
        Some(effects)
    }

    /// Whether a page must not be forgotten yet: the digit that led away from it may have been a number.
    pub(super) fn may_return_to(&self, route: Route) -> bool {
        self.leap.as_ref().is_some_and(|leap| leap.from == route)
    }

    /// Until when a digit may turn out to be a number.
    pub(super) fn leaps_until(&self) -> Option<NaiveDateTime> {
        self.leap.as_ref().map(|leap| leap.until)
    }

    /// After a moment a digit has led where it led.
    pub(super) fn expire(&mut self, ctx: &Ctx<'_>) {
        if self.leaps_until().is_some_and(|until| until <= ctx.now) {
            self.land();
        }
    }

    /// One is where a digit led, and a page that was left is forgotten.
    pub(super) fn land(&mut self) {
        self.leap = None;
        self.forget_pages();
    }
}

/// The action of a digit that leads to a screen.
fn leads(resolved: Resolved) -> Option<Action> {
    match resolved {
        Resolved::Digit(action) | Resolved::Run(action @ Action::App(AppAction::Go(_)), None) => {
            Some(action)
        }
        Resolved::Run(..) | Resolved::Wait | Resolved::Nothing => None,
    }
}
