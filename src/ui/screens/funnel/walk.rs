//! Holds how the funnel goes through its groups and through earlier weeks: each asks for what is seen next.

use super::groups::{Grid, GroupFigures, GroupPage};
use super::{Funnel, unread};
use crate::i18n::Msg;
use crate::insight::groups::By;
use crate::ui::action::Step;
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::Groups;
use crate::ui::screen::{Screen, Severity, Wish};
use crate::ui::screens::weeks::slide;
use crate::ui::theme::Role;
use crate::ui::words::Words;

impl Funnel {
    /// The groups that are seen, where leads are grouped.
    pub(super) fn seen(&self, ctx: &Ctx<'_>) -> Option<Groups> {
        let grid = Grid::of(areas(ctx.size).body, 0);
        self.view.by.map(|by| Groups {
            by,
            first: grid.first(self.among.cursor),
            seen: grid.seen(),
        })
    }

    /// The groups, as long as they are what is looked at.
    pub(super) fn groups(&self) -> Option<&GroupPage> {
        let page = self.figures.as_ref()?.groups.as_ref();
        page.filter(|page| self.view.by == Some(page.by))
    }

    /// The group under the cursor, and by what it is one.
    pub(super) fn chosen(&self) -> Option<(&GroupFigures, By)> {
        let page = self.groups()?;
        let index = self.among.cursor.checked_sub(page.first)?;
        Some((page.groups.get(index)?, page.by))
    }

    /// Goes through the groups; another page of them is asked for.
    pub(super) fn go_among(&mut self, step: Step, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let total = self.groups().map_or(0, |page| page.total);
        let before = self.seen(ctx);
        let grid = Grid::of(areas(ctx.size).body, total);
        self.among.go(step, count, total, &grid);
        if self.seen(ctx) == before {
            Vec::new()
        } else {
            self.ask(ctx)
        }
    }

    /// Narrows the filter to the group under the cursor; groups end there.
    pub(super) fn narrow(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let group = self.chosen().map(|(group, by)| group.filter(by));
        let Some(group) = group else {
            return Vec::new();
        };
        let Some(filter) = self.view.within(&group) else {
            return unread(ctx);
        };
        self.view.filter.set(&filter);
        self.view.by = None;
        self.ask(ctx)
    }

    /// Goes through the ends of weeks, as many of them; from the last one on it is now.
    pub(super) fn slide(&mut self, weeks: i64, ctx: &Ctx<'_>) -> Vec<Wish> {
        let then = slide(&mut self.view, weeks, ctx);
        self.went(then, ctx)
    }

    pub(super) fn went(&mut self, then: Option<bool>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(then) = then else {
            self.replay.stop();
            return unread(ctx);
        };
        self.slid = then;
        self.ask(ctx)
    }

    /// Begins to go through the weeks by itself, or stops.
    pub(super) fn play(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.replay.goes() {
            self.replay.stop();
            return self.ask(ctx);
        }
        if ctx.reader.reduced_motion {
            let words = Words::one(ctx.t(Msg::WhyNoMotion), Role::Text);
            return vec![Wish::Say(Severity::Info, words)];
        }
        let then = self.replay.begin(&mut self.view, ctx);
        self.went(then, ctx)
    }

    /// Goes on by the weeks that are due, once the last one is seen.
    pub(super) fn play_on(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if !self.answered {
            return Vec::new();
        }
        match self.replay.weeks_due(ctx.now) {
            0 => Vec::new(),
            weeks => self.slide(weeks, ctx),
        }
    }
}
