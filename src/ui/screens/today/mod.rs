//! Holds Today: what there is to do, lead by lead, each under its most urgent reason, and one key that does it.
//!
//! The cursor is on a lead, never on a heading, and stays on its place when what was done leaves. A line that leaves
//! by the reader's own deed stays for a moment, marked as done; any key lets it go at once.

mod data;
mod layout;
mod marks;
mod rows;
mod words;

pub use data::{TodayAsk, TodayLine, TodayOf, TodayPage};

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{NaiveDateTime, TimeDelta};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::layout::{Layout, Line};
use crate::i18n::Msg;
use crate::model::{Moment, UserRole};
use crate::ui::action::{Action, LeadAction, ListAction, MarkAction, PageAction, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::deeds::lead::{LeadDeeds, Meant};
use crate::ui::desk::{Answer, Ask, News, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::explained::Explains;
use crate::ui::fresh::Fresh;
use crate::ui::marks::Marks;
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;

/// For how long a line that was done stays in sight.
const LEAVING: TimeDelta = TimeDelta::milliseconds(1_400);

/// The screen.
#[derive(Debug, Default)]
pub struct Today {
    view: View,
    of: Option<TodayOf>,
    ticket: Ticket,
    page: Option<Box<TodayPage>>,
    /// What is seen once what was done has left, and when that is.
    coming: Option<(Box<TodayPage>, NaiveDateTime)>,
    /// The leads that leave.
    leaving: BTreeSet<u64>,
    /// What others changed since the page was answered.
    others: BTreeSet<u64>,
    /// The lead under the cursor, by its place among the leads.
    leads: Lines,
    /// The part of the screen's lines that is seen, headings among them.
    rows: Lines,
    current: Option<u64>,
    marks: Marks,
    /// The places that were marked at once last.
    whole: Option<Range<usize>>,
    deeds: LeadDeeds,
    fresh: Fresh<u64>,
    /// Up to when replies were read, and up to when before that.
    read: marks::Reading,
    before: Option<Moment>,
}

impl Today {
    fn list_height(ctx: &Ctx<'_>) -> usize {
        usize::from(rows::list_area(areas(ctx.size).body).height)
    }

    fn len(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.total())
    }

    fn layout(&self, ctx: &Ctx<'_>) -> Layout {
        let sections = self.page.as_ref().map_or(&[][..], |page| &page.sections);
        Layout::new(sections, Self::list_height(ctx))
    }

    fn under_cursor(&self) -> Option<&TodayLine> {
        self.page.as_ref()?.line(self.leads.cursor())
    }

    fn of(&self, ctx: &Ctx<'_>) -> TodayOf {
        self.of.unwrap_or(match ctx.reader.role {
            UserRole::Rep | UserRole::Marketer if ctx.reader.owns => TodayOf::Me,
            // Who has no leads came to see what others do.
            UserRole::Rep | UserRole::Marketer => TodayOf::All,
            UserRole::Manager => TodayOf::Team,
            UserRole::Admin => TodayOf::All,
        })
    }

    /// The day that is looked at.
    fn asked(&self, ctx: &Ctx<'_>) -> TodayAsk {
        TodayAsk {
            filter: self.view.filter.text().to_owned(),
            of: self.of(ctx),
            read: self.read_until(ctx),
        }
    }

    fn ask_page(&mut self, keep: Option<u64>, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.ticket = self.ticket.next();
        let height = Self::list_height(ctx);
        let seen = self.seen_leads(ctx);
        let question = Question::Today {
            day: self.asked(ctx),
            first: seen.start.saturating_sub(height),
            lines: height * 3,
            keep,
            caret: self.view.filter.caret(),
        };
        let ticket = self.ticket;
        vec![Wish::Host(Effect::Ask(Ask { ticket, question }))]
    }

    /// The leads that are in sight.
    fn seen_leads(&self, ctx: &Ctx<'_>) -> std::ops::Range<usize> {
        let layout = self.layout(ctx);
        layout.leads(self.rows.seen(layout.len(), Self::list_height(ctx)))
    }

    /// Keeps the cursor, and its heading where it is the first under it, in sight.
    fn place(&mut self, ctx: &Ctx<'_>) {
        let (layout, height) = (self.layout(ctx), Self::list_height(ctx));
        self.leads.fit(self.len(), height);
        let row = layout.row(self.leads.cursor());
        if row > 0 && matches!(layout.line(row - 1), Some(Line::Head(..))) {
            self.rows.set(row - 1, layout.len(), height);
        }
        self.rows.set(row, layout.len(), height);
        self.current = self.under_cursor().map(|line| line.id);
    }

    /// Asks for more where leads are seen that the page does not hold; an open range reaches to the cursor.
    fn follow(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.place(ctx);
        let mut wishes = self.stretch(ctx);
        let seen = self.seen_leads(ctx);
        let held = self.page.as_ref().is_some_and(|page| {
            page.first <= seen.start && seen.end <= page.first.saturating_add(page.lines.len())
        });
        if !held && self.len() > 0 {
            wishes.extend(self.ask_page(None, ctx));
        }
        wishes
    }

    /// Lets go what was done: the page that comes after it is seen.
    fn let_go(&mut self, ctx: &Ctx<'_>) {
        if let Some((page, _)) = self.coming.take() {
            self.leaving.clear();
            self.page = Some(page);
            self.place(ctx);
        }
    }

    fn take_page(&mut self, page: Box<TodayPage>, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.let_go(ctx);
        let others = std::mem::take(&mut self.others);
        let leaving: BTreeSet<u64> = match &self.page {
            Some(old) if old.head < page.head && !ctx.reader.reduced_motion => old
                .lines
                .iter()
                .filter(|line| !others.contains(&line.id) && !page.has(line))
                .map(|line| line.id)
                .collect(),
            Some(_) | None => BTreeSet::new(),
        };
        let seen = self.seen_leads(ctx);
        let in_sight = |page: &TodayPage| {
            let mut ids = seen.clone().filter_map(|index| page.line(index));
            ids.any(|line| leaving.contains(&line.id))
        };
        if self.page.as_deref().is_some_and(in_sight) {
            // Only what left by the reader's own hand is told; a whole list that changed is not.
            if leaving.len() <= seen.len() {
                self.leaving = leaving;
                self.coming = Some((page, ctx.now + LEAVING));
                return Vec::new();
            }
        }
        self.stand(page, ctx)
    }

    /// Shows a page; the cursor stays with its lead as long as that is there for the same reason.
    fn stand(&mut self, page: Box<TodayPage>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let was = self.under_cursor().map(|line| (line.id, line.reason));
        let kept = page.kept.filter(|index| {
            let now = page.line(*index).map(|line| (line.id, line.reason));
            was.is_none() || now == was
        });
        self.page = Some(page);
        if let Some(index) = kept {
            let len = self.len();
            self.leads.set(index, len, Self::list_height(ctx));
        }
        self.follow(ctx)
    }

    fn lead_action(&mut self, action: LeadAction, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let marked = !self.marks.is_empty();
        let meant = Meant {
            leads: self.meant(),
            seen: self.page.as_ref().map(|page| page.head),
            name: self.named(ctx),
            marked: marked.then(|| self.view.filter.text().to_owned()),
        };
        self.deeds.act(action, count, meant, &mut self.ticket, ctx)
    }
}

impl Screen for Today {
    fn route(&self) -> Route {
        Route::Today
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let keep = self.current;
        self.ask_page(keep, ctx)
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.let_go(ctx);
        match action {
            Action::Cursor(step) => {
                let len = self.len();
                self.leads.go(step, count, len, Self::list_height(ctx));
                self.follow(ctx)
            }
            Action::Lead(action) => self.lead_action(action, count, ctx),
            Action::View(action) => self.view_action(action, ctx),
            Action::App(_) | Action::Edit(_) | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.marks.clear();
        self.deeds.took(purpose, outcome, ctx)
    }

    fn take_back(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.unread_replies(ctx)
    }

    fn news(&mut self, news: &News, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let News::Others { leads, .. } = news {
            for lead in leads {
                self.fresh.mark(*lead, ctx);
                self.others.insert(*lead);
            }
        }
        Vec::new()
    }

    fn answered(&mut self, ticket: Ticket, answer: Answer, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let Answer::Marked(leads) = answer {
            self.marks.take(ticket, &leads);
        } else if ticket != self.ticket {
            return Vec::new();
        } else if let Answer::Today(selected) = answer {
            let page = self.view.filter.take(selected);
            return page.map_or_else(Vec::new, |page| self.take_page(page, ctx));
        } else if let Answer::Choices(choices) = answer {
            return self.deeds.choose(choices, ctx);
        } else if let Answer::Judged(judged) = answer {
            let wishes = self.deeds.judged(judged, &mut self.ticket, ctx);
            // What is done slides out of sight, and its marks with it.
            let done = |it: &Wish| matches!(it, Wish::Host(Effect::Exec(_)));
            if wishes.iter().any(done) {
                self.marks.clear();
            }
            return wishes;
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.let_go(ctx);
        let list = rows::list_area(body);
        let (layout, height) = (self.layout(ctx), Self::list_height(ctx));
        if let Some(row) = pointer.y.checked_sub(list.y) {
            let row = self.rows.seen(layout.len(), height).start + usize::from(row);
            if let Some(Line::Lead(index)) = layout.line(row) {
                let len = self.len();
                self.leads.set(index, len, height);
            }
        }
        self.follow(ctx)
    }

    fn explains(&self, _ctx: &Ctx<'_>) -> Option<(Explains, String)> {
        let layer = self.under_cursor()?.layer;
        Some((Explains::Stuck(layer), self.view.filter.text().to_owned()))
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        match action {
            Action::Lead(_)
            | Action::View(
                ViewAction::Mark(MarkAction::One)
                | ViewAction::Mark(MarkAction::Range)
                | ViewAction::Mark(MarkAction::All)
                | ViewAction::Open
                | ViewAction::Copy
                | ViewAction::Do,
            ) if self.meant().is_empty() => Some(Msg::WhyNoLead),
            Action::View(ViewAction::Mark(MarkAction::Clear)) if self.marks.is_empty() => {
                Some(Msg::WhyNoMarks)
            }
            Action::View(ViewAction::Page(PageAction::Account))
                if self
                    .under_cursor()
                    .is_none_or(|line| line.company.is_none()) =>
            {
                Some(Msg::WhyNoAccount)
            }
            Action::Lead(action) => self.closed(action),
            Action::View(ViewAction::Do) => self.due().and_then(|action| self.closed(action)),
            Action::View(ViewAction::List(ListAction::Sort)) => Some(Msg::WhyInOrder),
            Action::View(ViewAction::List(_) | ViewAction::Alike(_)) => Some(Msg::WhyOnlyPipeline),
            Action::View(ViewAction::Sweep) => Some(Msg::WhyOnlyMarked),
            Action::View(_)
            | Action::App(_)
            | Action::Edit(_)
            | Action::Cursor(_)
            | Action::Typing(_) => None,
        }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        if self.page.is_none() {
            return vec![Words::one(ctx.t(Msg::StatusReading), Role::Quiet)];
        }
        let mut parts = vec![Words::one(ctx.t(self.of(ctx).name()), Role::Quiet)];
        parts.extend(self.marks.summary(ctx));
        parts
    }

    fn wakes(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let gone = self.coming.as_ref().map(|it| it.1);
        gone.into_iter().chain(self.fresh.wakes(now)).min()
    }

    fn spot(&self) -> Option<u64> {
        self.current
    }

    fn escape(&mut self, _ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        self.marks.escape().then(Vec::new)
    }

    fn return_to(&mut self, spot: Option<u64>) {
        self.current = spot;
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let coming = self.coming.as_ref().filter(|(_, when)| *when <= ctx.now);
        let page = coming.map(|it| &it.0).or(self.page.as_ref());
        if let Some(page) = page {
            let view = rows::View {
                page,
                told: self.coming.as_ref().map_or(page, |it| &it.0),
                of: self.of(ctx),
                leads: &self.leads,
                rows: &self.rows,
                marked: &self.marks,
                leaving: if coming.is_some() {
                    None
                } else {
                    Some(&self.leaving)
                },
                fresh: &self.fresh,
                filtered: !self.view.filter.text().trim().is_empty(),
            };
            rows::draw(&view, body, buffer, ctx);
        }
    }
}
