//! Holds the pipeline: the leads that the filter selects, one a line, and what can be done with them.
//!
//! A lead is known by its id: lines move while one looks at them. Only the lines that are seen are asked for.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pipeline_rows;
use crate::i18n::Msg;
use crate::model::{Clean, Layer, Status};
use crate::ui::action::{Action, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, News, Question, Ticket, Trouble};
use crate::ui::event::{Effect, Pointer};
use crate::ui::fresh::Fresh;
use crate::ui::lead_deeds::{LeadDeeds, Meant};
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;

/// A lead as a line shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadLine {
    /// Its number.
    pub id: u64,
    /// The company.
    pub account: Clean,
    /// What it is about.
    pub product: Clean,
    /// Whose it is.
    pub owner: Clean,
    /// Where it is.
    pub layer: Layer,
    /// What it is.
    pub status: Status,
    /// What it is worth: minor units and the currency's code.
    pub value: Option<(i64, String)>,
    /// What is done next.
    pub next: Clean,
    /// And when; of a lead that waits, until when.
    pub due: Option<NaiveDate>,
    /// Where it came from.
    pub source: Clean,
    /// The code of why it was lost.
    pub reason: Option<String>,
    /// The day of its last move, or of its end.
    pub moved: Option<NaiveDate>,
    /// For how many days it has been in its layer.
    pub days: i64,
}

/// A page of leads, and of how many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeadPage {
    /// How many leads the filter selects.
    pub shown: u64,
    /// How many there are.
    pub total: u64,
    /// What in the filter means nothing here.
    pub doubt: Option<Trouble>,
    /// The last change that is in it.
    pub head: u64,
    /// The number of the first line of the page.
    pub first: usize,
    /// The lines.
    pub lines: Vec<LeadLine>,
    /// Where the lead is that was asked for.
    pub kept: Option<usize>,
}

/// The pipeline's screen.
#[derive(Debug, Default)]
pub struct Pipeline {
    view: View,
    ticket: Ticket,
    page: Option<Box<LeadPage>>,
    lines: Lines,
    /// The lead under the cursor, to stay with it when lines move.
    current: Option<u64>,
    marked: BTreeSet<u64>,
    /// The leads that others changed just now.
    fresh: Fresh<u64>,
    deeds: LeadDeeds,
}

impl Pipeline {
    fn len(&self) -> usize {
        self.page
            .as_ref()
            .map_or(0, |page| usize::try_from(page.shown).unwrap_or(usize::MAX))
    }

    fn height(ctx: &Ctx<'_>) -> usize {
        usize::from(pipeline_rows::list_area(areas(ctx.size).body).height)
    }

    /// The lead under the cursor.
    fn under_cursor(&self) -> Option<&LeadLine> {
        let page = self.page.as_ref()?;
        page.lines.get(self.lines.cursor().checked_sub(page.first)?)
    }

    /// The leads that are meant: the marked ones, or the one under the cursor.
    fn meant(&self) -> Vec<u64> {
        if self.marked.is_empty() {
            self.under_cursor()
                .map(|lead| lead.id)
                .into_iter()
                .collect()
        } else {
            self.marked.iter().copied().collect()
        }
    }

    fn ask_page(&mut self, keep: Option<u64>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let ticket = self.next_ticket();
        let height = Self::height(ctx);
        let seen = self
            .lines
            .seen(self.len().max(self.lines.cursor() + 1), height);
        let question = Question::Leads {
            filter: self.view.filter.text().to_owned(),
            // A page above and one below, so that the next step needs no question.
            first: seen.start.saturating_sub(height),
            lines: height * 3,
            keep,
            caret: self.view.filter.caret(),
        };
        vec![Wish::Host(Effect::Ask(Ask { ticket, question }))]
    }

    /// Asks for more where lines are seen that the page does not hold.
    fn follow(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.current = self.under_cursor().map(|lead| lead.id);
        let seen = self.lines.seen(self.len(), Self::height(ctx));
        let held = self.page.as_ref().is_some_and(|page| {
            page.first <= seen.start && seen.end <= page.first.saturating_add(page.lines.len())
        });
        if held {
            Vec::new()
        } else {
            self.ask_page(None, ctx)
        }
    }

    fn take_page(&mut self, page: &LeadPage, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.view.filter.judge(page.doubt.clone());
        self.page = Some(Box::new(page.clone()));
        let (len, height) = (self.len(), Self::height(ctx));
        match page.kept {
            Some(line) => self.lines.set(line, len, height),
            None => self.lines.fit(len, height),
        }
        let seen = self.lines.seen(len, height);
        let held =
            page.first <= seen.start && seen.end <= page.first.saturating_add(page.lines.len());
        let lead = self.under_cursor().map(|lead| lead.id);
        self.current = lead.or(self.current);
        // The lead went far away: its page is another. An empty page would be asked for for ever.
        if held || page.lines.is_empty() {
            Vec::new()
        } else {
            self.ask_page(None, ctx)
        }
    }

    const fn next_ticket(&mut self) -> Ticket {
        self.ticket = self.ticket.next();
        self.ticket
    }

    /// The next order, seen from its first line.
    fn sort(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(filter) = self.view.in_next_order() else {
            let words = Words::one(ctx.t(Msg::WhyNoFilter), Role::Text);
            return vec![Wish::Say(Severity::Warning, words)];
        };
        self.view.filter.set(&filter);
        self.current = None;
        self.lines = Lines::default();
        self.ask_page(None, ctx)
    }

    fn view_action(&mut self, action: ViewAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            ViewAction::Mark => {
                if let Some(id) = self.under_cursor().map(|lead| lead.id)
                    && !self.marked.remove(&id)
                {
                    self.marked.insert(id);
                }
                self.lines.go(
                    crate::ui::action::Step::Down,
                    None,
                    self.len(),
                    Self::height(ctx),
                );
                self.follow(ctx)
            }
            ViewAction::Unmark => {
                self.marked.clear();
                Vec::new()
            }
            ViewAction::Copy => self.under_cursor().map_or_else(Vec::new, |lead| {
                let text =
                    Clean::from_string(format!("#{} {} {}", lead.id, lead.account, lead.product));
                let words = ctx.words(
                    Msg::StatusCopied,
                    Role::Text,
                    &[("text", text.clone(), Role::Strong)],
                    &[],
                );
                vec![
                    Wish::Host(Effect::Copy(text)),
                    Wish::Say(Severity::Done, words),
                ]
            }),
            ViewAction::Sort => self.sort(ctx),
            ViewAction::Filter | ViewAction::Open | ViewAction::Period => Vec::new(),
        }
    }
}

impl Screen for Pipeline {
    fn route(&self) -> Route {
        Route::Pipeline
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
        match action {
            Action::Cursor(step) => {
                self.lines.go(step, count, self.len(), Self::height(ctx));
                self.follow(ctx)
            }
            Action::Lead(action) => {
                let meant = Meant {
                    leads: self.meant(),
                    seen: self.page.as_ref().map(|page| page.head),
                };
                self.deeds.act(action, count, meant, &mut self.ticket, ctx)
            }
            Action::View(action) => self.view_action(action, ctx),
            Action::App(_) | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.deeds.took(purpose, outcome, ctx)
    }

    fn news(&mut self, news: &News, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let News::Others { leads, .. } = news {
            for lead in leads {
                self.fresh.mark(*lead, ctx);
            }
        }
        let News::Answer(ticket, answer) = news else {
            return Vec::new();
        };
        if *ticket != self.ticket {
            return Vec::new();
        }
        match answer {
            Answer::Leads(page) => self.take_page(page, ctx),
            Answer::Trouble(trouble) => {
                self.view.filter.judge(Some(trouble.clone()));
                Vec::new()
            }
            Answer::Choices(choices) => self.deeds.choose(choices, ctx),
            Answer::Unfinished => {
                self.view.filter.judge(None);
                Vec::new()
            }
            Answer::Funnel(_) | Answer::Offers(_) | Answer::Found(_) => Vec::new(),
        }
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let list = pipeline_rows::list_area(body);
        let (len, height) = (self.len(), Self::height(ctx));
        if let Some(row) = pointer.y.checked_sub(list.y) {
            let line = self.lines.seen(len, height).start + usize::from(row);
            if line < len {
                self.lines.set(line, len, height);
            }
        }
        self.follow(ctx)
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        match action {
            Action::Lead(_) | Action::View(ViewAction::Mark | ViewAction::Copy)
                if self.meant().is_empty() =>
            {
                Some(Msg::WhyNoLead)
            }
            Action::View(ViewAction::Unmark) if self.marked.is_empty() => Some(Msg::WhyNoMarks),
            Action::View(ViewAction::Open) => Some(Msg::WhyNoPage),
            Action::View(_)
            | Action::Lead(_)
            | Action::App(_)
            | Action::Cursor(_)
            | Action::Typing(_) => None,
        }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        let Some(page) = &self.page else {
            return vec![Words::one(ctx.t(Msg::StatusReading), Role::Quiet)];
        };
        let mut parts = vec![pipeline_rows::how_many(page.shown, page.total, ctx)];
        if !self.marked.is_empty() {
            let marked = i64::try_from(self.marked.len()).unwrap_or(i64::MAX);
            let text = ctx.t_args(Msg::SummaryMarked, &[("count", marked.into())]);
            parts.push(Words::one(text, Role::Accent));
        }
        parts
    }

    fn wakes(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        self.fresh.wakes(now)
    }

    fn spot(&self) -> Option<u64> {
        self.current
    }

    fn return_to(&mut self, spot: Option<u64>) {
        self.current = spot;
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        if let Some(page) = &self.page {
            let view = pipeline_rows::View {
                page,
                lines: &self.lines,
                marked: &self.marked,
                fresh: &self.fresh,
            };
            pipeline_rows::draw(&view, body, buffer, ctx);
        }
    }
}
