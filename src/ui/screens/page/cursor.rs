//! Holds where the cursor of a page is: it stays with the fact that it was on while facts come and go.

use super::data::{Fact, PageData};
use super::rows::Row;
use super::{Page, Part, Shown, draw, story};
use crate::ui::action::Step;
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;

impl Page {
    /// Goes through the part that has the cursor.
    pub(super) fn go(&mut self, step: Step, count: Option<u32>, ctx: &Ctx<'_>) {
        let places = draw::places(areas(ctx.size).body, self);
        match (step, self.part) {
            (Step::Left, _) => self.part = Part::Facts,
            (Step::Right, _) => self.part = Part::Story,
            (_, Part::Facts) => {
                let rows = self.rows();
                let height = usize::from(places.facts.height);
                let before = self.facts.cursor();
                self.facts.go(step, count, rows.len(), height);
                self.rest(&rows, self.facts.cursor() < before, height);
            }
            (_, Part::Story) => {
                let len = self.story_rows(places.story.width, ctx).len();
                let height = usize::from(places.story.height);
                self.story.go(step, count, len, height);
            }
        }
    }

    /// Puts the cursor on the next row on which it can rest.
    fn rest(&mut self, rows: &[Row], up: bool, height: usize) {
        let rests = |at: &usize| rows.get(*at).is_some_and(Row::rests);
        let at = self.facts.cursor();
        let below = || (at..rows.len()).find(rests);
        let above = || (0..=at.min(rows.len().saturating_sub(1))).rev().find(rests);
        let found = if up {
            above().or_else(below)
        } else {
            below().or_else(above)
        };
        if let Some(row) = found {
            // What a heading says of the first fact is seen with it.
            if rows[..row].iter().all(|row| !row.rests()) {
                self.facts.set(0, rows.len(), height);
            }
            self.facts.set(row, rows.len(), height);
        }
        self.spot = self.fact_under_cursor().and_then(Fact::spot);
    }

    pub(super) fn take(&mut self, data: &PageData, ctx: &Ctx<'_>) {
        let first = !matches!(self.shown, Shown::Page(_));
        self.shown = Shown::Page(Box::new(data.clone()));
        let places = draw::places(areas(ctx.size).body, self);
        let (rows, height) = (self.rows(), usize::from(places.facts.height));
        // The cursor stays with what it was on.
        let spot = self.spot;
        let kept = spot.and_then(|spot| self.row_of(spot));
        match kept {
            Some(row) => self.facts.set(row, rows.len(), height),
            None if first => self.facts.set(0, rows.len(), height),
            None => self.facts.fit(rows.len(), height),
        }
        self.rest(&rows, false, height);
        self.see_field();
        let told = self.story_rows(places.story.width, ctx).len();
        self.story.fit(told, usize::from(places.story.height));
    }

    pub(super) fn story_rows(&self, width: u16, ctx: &Ctx<'_>) -> Vec<story::Row> {
        self.data().map_or_else(Vec::new, |data| {
            story::rows(&data.story, self.undone, width, ctx)
        })
    }
}
