//! Holds what the mouse does: the wheel, a click at a place of the chrome or the body, and what is dragged there.

use ratatui::layout::Position;

use super::App;
use super::draw::filter_bar;
use crate::ui::action::{Action, Step, ViewAction};
use crate::ui::chrome::{areas, over};
use crate::ui::ctx::Ctx;
use crate::ui::event::{Effect, Pointer, PointerKind};
use crate::ui::key::Sequence;
use crate::ui::screen::Wish;
use crate::ui::widgets::Edited;

impl App {
    pub(super) fn mouse(&mut self, pointer: Pointer, ctx: &Ctx<'_>) -> Vec<Effect> {
        if let Some(keys) = self.hinted_at(pointer, ctx) {
            // The word for a key is as good as the key.
            let keys = keys.keys().iter();
            return keys.flat_map(|key| self.key(*key, ctx)).collect();
        }
        self.resolver.reset();
        self.land();
        if !self.overlays.is_empty() {
            return self.point_at_overlay(pointer, ctx);
        }
        if pointer.kind == PointerKind::Click
            && let Some(effects) = self.point_at_filter(pointer, ctx)
        {
            return effects;
        }
        let wishes = match pointer.kind {
            PointerKind::WheelUp => self.wheel(Step::Up, pointer, ctx),
            PointerKind::WheelDown => self.wheel(Step::Down, pointer, ctx),
            PointerKind::Click => self.click(pointer, ctx),
            PointerKind::Drag => self.drag(pointer, false, ctx),
            PointerKind::Release => self.drag(pointer, true, ctx),
        };
        let Some(wishes) = wishes else {
            return Vec::new();
        };
        let mut effects = self.grant(wishes, ctx);
        effects.push(Effect::Draw);
        effects
    }

    fn point_at_overlay(&mut self, pointer: Pointer, ctx: &Ctx<'_>) -> Vec<Effect> {
        self.grip = None;
        let step = match pointer.kind {
            PointerKind::WheelUp => Step::Up,
            PointerKind::WheelDown => Step::Down,
            PointerKind::Click => {
                let at = Position::new(pointer.x, pointer.y);
                let after = self.overlays.last_mut().map(|it| it.click(at, ctx));
                return after.map_or_else(Vec::new, |it| self.after_overlay(it, ctx));
            }
            PointerKind::Drag | PointerKind::Release => return Vec::new(),
        };
        if let Some(overlay) = self.overlays.last_mut() {
            overlay.act(Action::Cursor(step), ctx);
        }
        let mut effects: Vec<Effect> = self.tried_on(ctx).into_iter().collect();
        effects.push(Effect::Draw);
        effects
    }

    /// Whether what is said lies over what is there otherwise, or in a low window what lies over the screen.
    fn is_covered(&self, at: Position, ctx: &Ctx<'_>) -> bool {
        if self.overlays.is_empty() {
            self.said(ctx).is_some_and(|(_, area)| area.contains(at))
        } else {
            over(ctx.size).contains(at)
        }
    }

    /// The keys of the hint that is clicked at.
    fn hinted_at(&self, pointer: Pointer, ctx: &Ctx<'_>) -> Option<Sequence> {
        let area = self.hint_area(ctx);
        let at = Position::new(pointer.x, pointer.y);
        let hinted = area.contains(at) && !self.is_covered(at, ctx);
        if pointer.kind != PointerKind::Click || !hinted {
            return None;
        }
        let line = self.hint_line(ctx);
        Sequence::parse(line.key_at(area, pointer.x)?).ok()
    }

    /// A click at what is offered takes it, one at the filter goes into it; nothing where it is at neither.
    fn point_at_filter(&mut self, pointer: Pointer, ctx: &Ctx<'_>) -> Option<Vec<Effect>> {
        let place = areas(ctx.size).filter;
        let at = Position::new(pointer.x, pointer.y);
        if self.is_covered(at, ctx) {
            return None;
        }
        let bar = filter_bar(self.screens.get(&self.route)?.as_ref(), ctx);
        let text = bar.text_area(place);
        let offered = bar.offers(place, over(ctx.size));
        if let Some((area, offers)) = offered.filter(|(area, _)| area.contains(at)) {
            let offer = offers.at(at.x - area.x, area.width);
            let filter = &mut self.screen().view_mut().filter;
            let edited = offer.map_or(Edited::Nothing, |offer| filter.put_in(offer));
            return Some(self.after_edit(edited, ctx));
        }
        if !place.contains(at) {
            return None;
        }
        self.grip = None;
        let was_typing = self.screen().view().filter.is_typing();
        let mut effects = Vec::new();
        if !was_typing {
            // A screen that filters nothing says so, as it does to the key.
            effects = self.run(Action::View(ViewAction::Filter), None, ctx);
        }
        let filter = &mut self.screen().view_mut().filter;
        if filter.is_typing() {
            let edited = filter.point(text, at.x, was_typing);
            effects.extend(self.after_edit(edited, ctx));
        }
        effects.push(Effect::Draw);
        Some(effects)
    }

    fn wheel(&mut self, step: Step, at: Pointer, ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        let body = areas(ctx.size).body;
        Some(self.screen().wheel(step, at, body, ctx))
    }

    /// Nothing where there is nothing to click at.
    fn click(&mut self, pointer: Pointer, ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        let places = areas(ctx.size);
        let at = Position::new(pointer.x, pointer.y);
        self.grip = None;
        if self.is_covered(at, ctx) {
            return None;
        }
        if places.top.contains(at) {
            let route = self.top_bar(ctx).hit(places.top, pointer.x);
            Some(
                route
                    .map(|route| Wish::Go(route, None))
                    .into_iter()
                    .collect(),
            )
        } else if places.body.contains(at) {
            self.grip = Some((pointer, false));
            Some(self.screen().click(pointer, places.body, ctx))
        } else {
            None
        }
    }

    /// Nothing where nothing was taken hold of, or it did not move.
    fn drag(&mut self, to: Pointer, done: bool, ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        let (from, moved) = self.grip?;
        let moved = moved || (from.x, from.y) != (to.x, to.y);
        self.grip = (!done).then_some((from, moved));
        let body = areas(ctx.size).body;
        moved.then(|| self.screen().drag(from, to, done, body, ctx))
    }
}
