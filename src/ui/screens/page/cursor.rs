//! Holds where the cursor of a page is: it stays with the fact that it was on while facts come and go.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::layout::Rect;

use super::data::{Fact, PageData, Spot};
use super::rows::Row;
use super::{Mark, Page, Part, Shown, draw, story};
use crate::model::Kind;
use crate::ui::action::{PageAction, Step};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::event::Pointer;
use crate::ui::screen::Wish;
use crate::ui::screens::LeadLine;
use crate::ui::stands::Stands;

/// The nearest row on which a cursor rests, first in the way it goes.
fn nearest<T>(rows: &[T], at: usize, up: bool, rests: impl Fn(&T) -> bool) -> Option<usize> {
    let rests = |at: &usize| rows.get(*at).is_some_and(&rests);
    let below = || (at..rows.len()).find(rests);
    let above = || (0..=at.min(rows.len().saturating_sub(1))).rev().find(rests);
    if up {
        above().or_else(below)
    } else {
        below().or_else(above)
    }
}

impl Page {
    /// How the lead stands that a key is about.
    pub(super) fn stands(&self) -> Option<Stands> {
        if self.key.kind == Kind::Lead {
            return self.data()?.standing.as_ref().map(|it| it.stands);
        }
        self.line_under_cursor().map(LeadLine::stands)
    }

    /// The lead under the cursor of an account's page.
    pub(super) fn line_under_cursor(&self) -> Option<&LeadLine> {
        match self.part {
            Part::Facts => match self.fact_under_cursor()? {
                Fact::Lead(line) => Some(line),
                Fact::Heading(_)
                | Fact::Value(_)
                | Fact::Milestone { .. }
                | Fact::Contact { .. }
                | Fact::Words(_) => None,
            },
            Part::Story => None,
        }
    }

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
                let before = self.story.cursor();
                self.story.go(step, count, len, height);
                self.rest_in_story(self.story.cursor() < before, ctx);
            }
        }
    }

    /// Puts the cursor on the next row on which it can rest.
    fn rest(&mut self, rows: &[Row], up: bool, height: usize) {
        if let Some(row) = nearest(rows, self.facts.cursor(), up, Row::rests) {
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
        if std::mem::take(&mut self.by_others) {
            self.mark(data, ctx);
        }
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
        self.rest_in_story(false, ctx);
    }

    /// Marks what is not as it was.
    fn mark(&mut self, data: &PageData, ctx: &Ctx<'_>) {
        let Some(old) = self.data() else {
            return;
        };
        let was: BTreeMap<Spot, String> = old
            .facts
            .iter()
            .filter_map(|fact| Some((fact.spot()?, fact.text())))
            .collect();
        let told: BTreeSet<u64> = old.story.iter().map(|it| it.seq).collect();
        let facts = data.facts.iter().filter_map(|fact| {
            let spot = fact.spot()?;
            (was.get(&spot) != Some(&fact.text())).then_some(Mark::Fact(spot))
        });
        let story = data.story.iter().map(|it| it.seq);
        let story = story.filter(|seq| !told.contains(seq)).map(Mark::Told);
        let marks: BTreeSet<Mark> = facts.chain(story).collect();
        for mark in marks {
            self.fresh.mark(mark, ctx);
        }
    }

    /// Puts the cursor of the story on the next line that says something: a day is a heading.
    pub(super) fn rest_in_story(&mut self, up: bool, ctx: &Ctx<'_>) {
        let places = draw::places(areas(ctx.size).body, self);
        let (rows, height) = (
            self.story_rows(places.story.width, ctx),
            usize::from(places.story.height),
        );
        let rests = |row: &story::Row| row.entry().is_some();
        if let Some(row) = nearest(&rows, self.story.cursor(), up, rests) {
            if rows[..row].iter().all(|row| !rests(row)) {
                self.story.set(0, rows.len(), height);
            }
            self.story.set(row, rows.len(), height);
        }
        let entry = rows.get(self.story.cursor()).and_then(story::Row::entry);
        let entry = entry.and_then(|at| self.data()?.story.get(at));
        self.behind = entry.and_then(|entry| entry.lead);
    }

    pub(super) fn story_rows(&self, width: u16, ctx: &Ctx<'_>) -> Vec<story::Row> {
        self.data().map_or_else(Vec::new, |data| {
            story::rows(&data.story, self.undone, width, ctx)
        })
    }

    /// Takes a click: the cursor goes there, and a second one opens.
    pub(super) fn point(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let places = draw::places(body, self);
        let at = ratatui::layout::Position::new(pointer.x, pointer.y);
        let row = |area: Rect| usize::from(pointer.y - area.y);
        // What is being typed is not lost to a slip of the hand.
        if self.editing.is_some() {
            self.point_into(at, body);
            return Vec::new();
        }
        if places.facts.contains(at) {
            let rows = self.rows();
            let height = usize::from(places.facts.height);
            let line = self.facts.seen(rows.len(), height).start + row(places.facts);
            if rows.get(line).is_some_and(Row::rests) {
                let again = self.part == Part::Facts && self.facts.cursor() == line;
                self.part = Part::Facts;
                self.facts.set(line, rows.len(), height);
                self.spot = self.fact_under_cursor().and_then(Fact::spot);
                if again {
                    return self.open(ctx);
                }
            }
        } else if places.story.contains(at) {
            let len = self.story_rows(places.story.width, ctx).len();
            let height = usize::from(places.story.height);
            self.part = Part::Story;
            let line = self.story.seen(len, height).start + row(places.story);
            self.story.set(line, len, height);
            self.rest_in_story(false, ctx);
        } else if places.tabs.contains(at) {
            return self.page_action(PageAction::Part, ctx);
        }
        Vec::new()
    }
}
