//! Holds the page of a lead or an account: its facts, each editable where it stands, beside the story of what happened.
//!
//! The cursor rests on a fact and stays with it while others change what is shown. What is done with a lead is the same
//! as on every screen (`lead_deeds`).

mod data;
mod draw;
mod rows;
mod story;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use data::{Fact, Found, PageData, Spot, Standing, ValueFact};
use rows::Row;

use crate::i18n::Msg;
use crate::model::{Clean, Key, Kind};
use crate::ui::action::{Action, PageAction, Step, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, News, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::lead_deeds::{LeadDeeds, Meant};
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;

/// The two parts of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    /// What is known.
    #[default]
    Facts,
    /// What happened.
    Story,
}

/// Whether there is anything to show.
#[derive(Debug, Clone, Default, PartialEq)]
enum Shown {
    /// Not yet.
    #[default]
    Nothing,
    /// What is known.
    Page(Box<PageData>),
    /// It is not there any more.
    Gone,
    /// It could not be read, and why.
    Unread(Clean),
}

/// The page of a lead or an account.
#[derive(Debug)]
pub struct Page {
    key: Key,
    view: View,
    ticket: Ticket,
    shown: Shown,
    part: Part,
    facts: Lines,
    story: Lines,
    /// What the cursor rests on among the facts.
    spot: Option<Spot>,
    /// The person whose fields are shown.
    opened: Option<u64>,
    /// Whether what was taken back is shown.
    undone: bool,
    /// Which way the neighbour lies that is asked for.
    neighbour: Option<Step>,
    deeds: LeadDeeds,
}

impl Page {
    /// The page of a lead or an account, before anything is known.
    #[must_use]
    pub fn new(key: Key) -> Self {
        Self {
            key,
            view: View::default(),
            ticket: Ticket::default(),
            shown: Shown::default(),
            part: Part::default(),
            facts: Lines::default(),
            story: Lines::default(),
            spot: None,
            opened: None,
            undone: false,
            neighbour: None,
            deeds: LeadDeeds::default(),
        }
    }

    fn data(&self) -> Option<&PageData> {
        match &self.shown {
            Shown::Page(data) => Some(data),
            Shown::Nothing | Shown::Gone | Shown::Unread(_) => None,
        }
    }

    fn ask_now(&mut self, question: Question) -> Vec<Wish> {
        self.ticket = self.ticket.next();
        let ticket = self.ticket;
        vec![Wish::Host(Effect::Ask(Ask { ticket, question }))]
    }

    /// The rows of the facts.
    fn rows(&self) -> Vec<Row> {
        self.data()
            .map_or_else(Vec::new, |data| rows::rows(&data.facts, self.opened))
    }

    fn fact_under_cursor(&self) -> Option<&Fact> {
        let row = self.rows().get(self.facts.cursor()).copied()?;
        self.data()?.facts.get(row.fact()?)
    }

    /// The lead that a key is about: the page's, or on an account's page the one under the cursor.
    fn lead(&self) -> Option<u64> {
        self.data()?;
        if self.key.kind == Kind::Lead {
            return Some(self.key.id);
        }
        match self.part {
            Part::Facts => match self.fact_under_cursor()? {
                Fact::Lead(line) => Some(line.id),
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
    fn go(&mut self, step: Step, count: Option<u32>, ctx: &Ctx<'_>) {
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

    fn take(&mut self, data: &PageData, ctx: &Ctx<'_>) {
        let first = !matches!(self.shown, Shown::Page(_));
        self.shown = Shown::Page(Box::new(data.clone()));
        let places = draw::places(areas(ctx.size).body, self);
        let (rows, height) = (self.rows(), usize::from(places.facts.height));
        // The cursor stays with what it was on.
        let spot = self.spot;
        let kept = spot.and_then(|spot| {
            rows.iter().position(|row| {
                let fact = row.fact().and_then(|at| data.facts.get(at));
                row.rests() && fact.and_then(Fact::spot) == Some(spot)
            })
        });
        match kept {
            Some(row) => self.facts.set(row, rows.len(), height),
            None if first => self.facts.set(0, rows.len(), height),
            None => self.facts.fit(rows.len(), height),
        }
        self.rest(&rows, false, height);
        let told = self.story_rows(places.story.width, ctx).len();
        self.story.fit(told, usize::from(places.story.height));
    }

    fn story_rows(&self, width: u16, ctx: &Ctx<'_>) -> Vec<story::Row> {
        self.data().map_or_else(Vec::new, |data| {
            story::rows(&data.story, self.undone, width, ctx)
        })
    }

    /// Opens what is under the cursor.
    fn open(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.part == Part::Story {
            let lead = self.entry_under_cursor(ctx).and_then(|entry| entry.1);
            return lead.map_or_else(Vec::new, |id| vec![Wish::Go(Route::Lead(id), None)]);
        }
        match self.fact_under_cursor() {
            Some(Fact::Lead(line)) => vec![Wish::Go(Route::Lead(line.id), None)],
            Some(Fact::Contact { id, .. }) => {
                self.opened = Some(*id).filter(|id| self.opened != Some(*id));
                Vec::new()
            }
            Some(Fact::Value(it)) if self.is_account(it) => self.to_account(),
            Some(Fact::Value(_) | Fact::Milestone { .. } | Fact::Heading(_) | Fact::Words(_))
            | None => Vec::new(),
        }
    }

    /// Whether a fact names the account of a lead.
    fn is_account(&self, fact: &ValueFact) -> bool {
        let account = Kind::Lead.field("account");
        let names = self.data().is_some_and(|data| data.account.is_some());
        names
            && self.key.kind == Kind::Lead
            && matches!(fact.spot, Spot::Field(key, field) if key == self.key && Some(field) == account)
    }

    fn to_account(&self) -> Vec<Wish> {
        let account = self.data().and_then(|data| data.account);
        account.map_or_else(Vec::new, |id| vec![Wish::Go(Route::Account(id), None)])
    }

    /// What the entry under the cursor says, and the lead that it is about.
    fn entry_under_cursor(&self, ctx: &Ctx<'_>) -> Option<(String, Option<u64>)> {
        let places = draw::places(areas(ctx.size).body, self);
        let rows = self.story_rows(places.story.width, ctx);
        let at = rows.get(self.story.cursor())?.entry()?;
        let entry = self.data()?.story.get(at)?;
        let day = ctx.locale().date(entry.at.date());
        let said = [
            day,
            entry.who.to_string(),
            entry.words.text(),
            entry.note.to_string(),
        ];
        let said = said.iter().filter(|it| !it.is_empty());
        let said: Vec<&str> = said.map(String::as_str).collect();
        Some((said.join(" · "), entry.lead))
    }

    fn copy(&self, all: bool, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(data) = self.data() else {
            return Vec::new();
        };
        let line = match self.part {
            Part::Facts => self.fact_under_cursor().map(Fact::text),
            Part::Story => self.entry_under_cursor(ctx).map(|entry| entry.0),
        };
        let mut text = line.unwrap_or_default();
        if all {
            let under = data.under.text();
            let mut lines = vec![format!("{} {under} {}", data.title, data.worth.text())];
            lines.extend(data.facts.iter().map(Fact::text));
            text = lines.join("\n");
        }
        let said = if all { &data.title } else { &Clean::new(&text) };
        let words = ctx.words(
            Msg::StatusCopied,
            Role::Text,
            &[("text", said.clone(), Role::Strong)],
            &[],
        );
        vec![
            Wish::Host(Effect::Copy(Clean::from_string(text))),
            Wish::Say(Severity::Done, words),
        ]
    }

    fn view_action(&mut self, action: ViewAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            ViewAction::Open => self.open(ctx),
            ViewAction::Copy => self.copy(false, ctx),
            ViewAction::Page(action) => self.page_action(action, ctx),
            ViewAction::Filter
            | ViewAction::Mark
            | ViewAction::MarkRange
            | ViewAction::MarkAll
            | ViewAction::Unmark
            | ViewAction::Sort
            | ViewAction::Switch
            | ViewAction::Parked
            | ViewAction::Group
            | ViewAction::Scale
            | ViewAction::Do
            | ViewAction::Columns
            | ViewAction::Whose
            | ViewAction::Period => Vec::new(),
        }
    }

    fn page_action(&mut self, action: PageAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            PageAction::CopyAll => self.copy(true, ctx),
            PageAction::Account => self.to_account(),
            PageAction::Part => {
                self.part = match self.part {
                    Part::Facts => Part::Story,
                    Part::Story => Part::Facts,
                };
                Vec::new()
            }
            PageAction::TakenBack => {
                self.undone = !self.undone;
                Vec::new()
            }
            PageAction::NextLead => self.ask_neighbour(Step::Down),
            PageAction::PreviousLead => self.ask_neighbour(Step::Up),
        }
    }

    /// Asks which lead stands before or after this one in the list that the filter selects.
    fn ask_neighbour(&mut self, way: Step) -> Vec<Wish> {
        self.neighbour = Some(way);
        let question = Question::Leads {
            filter: self.view.filter.text().to_owned(),
            first: 0,
            lines: 3,
            keep: Some(self.key.id),
            caret: None,
        };
        self.ask_now(question)
    }

    fn take_neighbour(&mut self, page: &super::LeadPage, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(way) = self.neighbour.take() else {
            return Vec::new();
        };
        let at = page.kept.and_then(|kept| match way {
            Step::Up => kept.checked_sub(1),
            Step::Down => Some(kept + 1),
            Step::Left | Step::Right | Step::PageUp | Step::PageDown | Step::First | Step::Last => {
                None
            }
        });
        let line = at.and_then(|at| page.lines.get(at.checked_sub(page.first)?));
        match line {
            Some(line) => vec![Wish::Turn(Route::Lead(line.id))],
            None => {
                let words = Words::one(ctx.t(Msg::WhyNoNeighbour), Role::Text);
                vec![Wish::Say(Severity::Warning, words)]
            }
        }
    }
}

impl Screen for Page {
    fn route(&self) -> Route {
        match self.key.kind {
            Kind::Account => Route::Account(self.key.id),
            Kind::Lead
            | Kind::User
            | Kind::Product
            | Kind::Contact
            | Kind::Feedback
            | Kind::Touch
            | Kind::Setting => Route::Lead(self.key.id),
        }
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    /// A page takes no filter: no key for one is promised, and the one that J and K walk through stays in sight.
    fn head(&self, _ctx: &Ctx<'_>) -> Option<Words> {
        self.view.filter.text().is_empty().then(Words::new)
    }

    fn crumb(&self) -> Option<Clean> {
        let number = Clean::from_string(format!("#{}", self.key.id));
        Some(match self.data() {
            Some(data) if self.key.kind == Kind::Account => data.title.cut(24),
            Some(_) | None => number,
        })
    }

    fn ask(&mut self, _: &Ctx<'_>) -> Vec<Wish> {
        let question = Question::Page { key: self.key };
        self.ask_now(question)
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => {
                self.go(step, count, ctx);
                Vec::new()
            }
            Action::Lead(action) => {
                let meant = Meant {
                    leads: self.lead().into_iter().collect(),
                    seen: self.data().map(|data| data.revision),
                };
                let ticket = &mut self.ticket;
                self.deeds.act(action, count, meant, ticket, ctx)
            }
            Action::View(action) => self.view_action(action, ctx),
            Action::App(_) | Action::Edit(_) | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.deeds.took(purpose, outcome, ctx)
    }

    fn news(&mut self, news: &News, ctx: &Ctx<'_>) -> Vec<Wish> {
        let News::Answer(ticket, answer) = news else {
            return Vec::new();
        };
        if *ticket != self.ticket {
            return Vec::new();
        }
        if let Answer::Page(of, found) = answer
            && *of == self.key
        {
            match found {
                Found::Page(data) => self.take(data, ctx),
                Found::Gone => self.shown = Shown::Gone,
                Found::Unread(why) => self.shown = Shown::Unread(why.clone()),
            }
        } else if let Answer::Choices(choices) = answer {
            return self.deeds.choose(choices, ctx);
        } else if let Answer::Leads(page) = answer {
            return self.take_neighbour(page, ctx);
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let places = draw::places(body, self);
        let at = ratatui::layout::Position::new(pointer.x, pointer.y);
        let row = |area: Rect| usize::from(pointer.y - area.y);
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
        } else if places.tabs.contains(at) {
            return self.page_action(PageAction::Part, ctx);
        }
        Vec::new()
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        match action {
            Action::View(
                ViewAction::Filter
                | ViewAction::Mark
                | ViewAction::MarkRange
                | ViewAction::MarkAll
                | ViewAction::Unmark
                | ViewAction::Sort
                | ViewAction::Switch
                | ViewAction::Parked
                | ViewAction::Group
                | ViewAction::Scale
                | ViewAction::Do
                | ViewAction::Columns
                | ViewAction::Whose
                | ViewAction::Period,
            ) => Some(Msg::WhyNotHere),
            Action::View(_) | Action::Lead(_) if self.shown == Shown::Gone => Some(Msg::WhyGone),
            Action::Lead(_) if self.lead().is_none() => Some(Msg::WhyNoLead),
            Action::View(ViewAction::Page(PageAction::NextLead | PageAction::PreviousLead))
                if self.key.kind != Kind::Lead =>
            {
                Some(Msg::WhyNoLead)
            }
            Action::View(ViewAction::Page(PageAction::Account))
                if self.data().is_none_or(|data| data.account.is_none()) =>
            {
                Some(Msg::WhyNoAccount)
            }
            Action::View(_)
            | Action::Lead(_)
            | Action::App(_)
            | Action::Edit(_)
            | Action::Cursor(_)
            | Action::Typing(_) => None,
        }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        match self.data() {
            Some(data) => {
                let undone = data.story.iter().filter(|entry| entry.undone).count();
                if undone == 0 {
                    return Vec::new();
                }
                let text = ctx.t_args(Msg::PageTakenBack, &[("count", undone.into())]);
                vec![Words::one(text, Role::Quiet)]
            }
            None if self.shown == Shown::Nothing => {
                vec![Words::one(ctx.t(Msg::StatusReading), Role::Quiet)]
            }
            None => Vec::new(),
        }
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        draw::draw(self, body, buffer, ctx);
    }
}
