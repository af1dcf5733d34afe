//! Holds what is typed to find a value of a facet, and what the mouse does on the segments' screen.

use ratatui::layout::{Position, Rect};

use super::bars_draw;
use super::terms::Terms;
use super::{Segments, funnel_draw};
use crate::ui::action::{Action, Step, TypingAction};
use crate::ui::ctx::Ctx;
use crate::ui::key::Key;
use crate::ui::screen::{Screen, Wish};
use crate::ui::widgets::{Edit, Input, Lines};

/// The values that a step of the wheel scrolls.
const WHEEL: isize = 3;

impl Segments {
    pub(super) fn find_key(
        &mut self,
        key: Key,
        action: Option<Action>,
        ctx: &Ctx<'_>,
    ) -> Vec<Wish> {
        match action {
            Some(Action::Cursor(
                step @ (Step::Up | Step::Down | Step::PageUp | Step::PageDown),
            )) => self.go(step, None, ctx),
            Some(Action::Typing(TypingAction::Accept)) => {
                self.finding = false;
                Vec::new()
            }
            Some(Action::Typing(TypingAction::Dismiss)) => {
                self.finding = false;
                self.find = Input::default();
                self.found_anew(ctx)
            }
            Some(Action::Typing(TypingAction::Complete)) => self.write(ctx, Terms::toggle),
            Some(
                Action::Typing(TypingAction::Previous)
                | Action::Cursor(_)
                | Action::App(_)
                | Action::View(_)
                | Action::Lead(_)
                | Action::Edit(_),
            )
            | None => match self.find.key(key) {
                Edit::Text => self.found_anew(ctx),
                Edit::Caret | Edit::Nothing => Vec::new(),
            },
        }
    }

    /// What is looked for is another: the values that hold it are seen from the first.
    pub(super) fn found_anew(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.lines.insert(self.field(), Lines::default());
        self.ask(ctx)
    }

    /// A value that is clicked is switched; a head or a layer only takes the cursor.
    pub(super) fn clicked(&mut self, at: Position, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let find = self.find_field(body, ctx).map(|(area, _)| area);
        if let Some(area) = find.filter(|area| area.contains(at)) {
            let was_finding = std::mem::replace(&mut self.finding, true);
            self.find.point(area, at.x, was_finding);
            return Vec::new();
        }
        let layout = self.layout(body);
        if let Some(area) = layout.funnel.filter(|area| area.contains(at)) {
            if let Some(line) = funnel_draw::line_at(area, at.y) {
                self.on_funnel = true;
                self.layer.set(line, funnel_draw::LINES, funnel_draw::LINES);
            }
            return Vec::new();
        }
        let Some(place) = layout.at(at) else {
            return Vec::new();
        };
        self.put_on(place.index);
        let field = self.field();
        let row = usize::from(at.y - place.area.y);
        let Some(row) = row.checked_sub(1) else {
            return Vec::new();
        };
        let held = self.page.as_ref().and_then(|page| page.facet(field));
        let bars = held.and_then(|facet| facet.bars.as_ref());
        if let Some(bars) = bars.filter(|_| self.upright(field, place.area)) {
            let Some(line) = bars_draw::line_at(bars, place.area, at.x) else {
                return Vec::new();
            };
            let many = self.many(field);
            let lines = self.lines.entry(field).or_default();
            lines.set(line, many, super::CLASSES);
            return self.write(ctx, Terms::toggle);
        }
        let Some(first) = held
            .filter(|facet| row < facet.lines.len())
            .map(|it| it.asked.first)
        else {
            return Vec::new();
        };
        let many = self.many(field);
        self.lines
            .entry(field)
            .or_default()
            .set(first + row, many, place.lines());
        self.write(ctx, Terms::toggle)
    }

    /// The facet under the mouse scrolls, wherever the cursor is.
    pub(super) fn wheeled(
        &mut self,
        step: Step,
        at: Position,
        body: Rect,
        ctx: &Ctx<'_>,
    ) -> Vec<Wish> {
        let Some(place) = self.layout(body).at(at) else {
            return Vec::new();
        };
        let Some(field) = self.own.get(place.index).copied() else {
            return Vec::new();
        };
        let by = if step == Step::Up { -WHEEL } else { WHEEL };
        let many = self.many(field);
        self.lines
            .entry(field)
            .or_default()
            .scroll(by, many, place.lines());
        self.follow(ctx)
    }
}
