//! Holds what keys do on a page: opening, copying, going to the account and through the list one came from.

use super::data::{Fact, ValueFact};
use super::typing::why_not_typed;
use super::{Page, Part, Shown, Spot, draw};
use crate::i18n::Msg;
use crate::model::{Clean, Kind};
use crate::ui::action::{Action, PageAction, Step, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::Question;
use crate::ui::event::Effect;
use crate::ui::route::Route;
use crate::ui::screen::{Severity, Wish};
use crate::ui::screens::LeadPage;
use crate::ui::theme::Role;

/// What a page does of what screens can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    /// Opens what is under the cursor.
    Open,
    /// Copies it.
    Copy,
    /// What only pages do.
    Page(PageAction),
}

impl Own {
    /// What an action is on a page; nothing where it belongs to a list.
    pub(super) const fn of(action: ViewAction) -> Option<Self> {
        match action {
            ViewAction::Open => Some(Self::Open),
            ViewAction::Copy => Some(Self::Copy),
            ViewAction::Page(action) => Some(Self::Page(action)),
            ViewAction::Filter
            | ViewAction::Group
            | ViewAction::Scale
            | ViewAction::Explain
            | ViewAction::Do
            | ViewAction::Facet(_)
            | ViewAction::Report(_)
            | ViewAction::Meeting(_)
            | ViewAction::Compare(_)
            | ViewAction::Alike(_)
            | ViewAction::Segment(_)
            | ViewAction::Whose
            | ViewAction::Sweep
            | ViewAction::Mark(_)
            | ViewAction::List(_)
            | ViewAction::Time(_) => None,
        }
    }
}

impl Page {
    /// Opens what is under the cursor.
    pub(super) fn open(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.part == Part::Story {
            let lead = self.behind;
            return lead.map_or_else(Vec::new, |id| vec![Wish::Go(Route::Lead(id), None)]);
        }
        match self.fact_under_cursor() {
            Some(Fact::Lead(line)) => vec![Wish::Go(Route::Lead(line.id), None)],
            Some(Fact::Contact { id, .. }) => {
                self.opened = Some(*id).filter(|id| self.opened != Some(*id));
                Vec::new()
            }
            Some(Fact::Value(it)) if self.is_account(it) => self.to_account(),
            Some(Fact::Value(_) | Fact::Milestone { .. }) => self.begin(ctx),
            Some(Fact::Heading(_) | Fact::Words(_)) | None => Vec::new(),
        }
    }

    /// Whether a fact names the account of a lead.
    pub(super) fn is_account(&self, fact: &ValueFact) -> bool {
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

    /// What the entry under the cursor says.
    fn entry_under_cursor(&self, ctx: &Ctx<'_>) -> Option<String> {
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
        Some(said.join(" · "))
    }

    fn copy(&self, all: bool, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(data) = self.data() else {
            return Vec::new();
        };
        let line = match self.part {
            Part::Facts => self.fact_under_cursor().map(Fact::text),
            Part::Story => self.entry_under_cursor(ctx),
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

    /// Does what a page does.
    pub(super) fn own(&mut self, own: Own, ctx: &Ctx<'_>) -> Vec<Wish> {
        match own {
            Own::Open => self.open(ctx),
            Own::Copy => self.copy(false, ctx),
            Own::Page(action) => self.page_action(action, ctx),
        }
    }

    pub(super) fn page_action(&mut self, action: PageAction, ctx: &Ctx<'_>) -> Vec<Wish> {
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
                self.rest_in_story(false, ctx);
                Vec::new()
            }
            PageAction::Edit => self.begin(ctx),
            PageAction::Note => self.note_elsewhere(),
            PageAction::Tick => self.tick(ctx),
            PageAction::NewContact => self.ask_contact(ctx),
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

    pub(super) fn take_neighbour(&mut self, page: Option<LeadPage>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let (Some(page), Some(way)) = (page, self.neighbour.take()) else {
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
                vec![Wish::warn(ctx.t(Msg::WhyNoNeighbour))]
            }
        }
    }

    /// Why an action cannot be done now, if it cannot.
    pub(super) fn refuses(&self, action: Action) -> Option<Msg> {
        match action {
            Action::View(action) if Own::of(action).is_none() => Some(Msg::WhyNotHere),
            Action::View(_) | Action::Lead(_) if self.shown == Shown::Gone => Some(Msg::WhyGone),
            Action::Lead(_) if self.lead().is_none() => Some(Msg::WhyNoLead),
            Action::Lead(action) => self.stands().and_then(|it| it.why_not(action, 1)),
            Action::View(ViewAction::Page(PageAction::NextLead | PageAction::PreviousLead))
                if self.key.kind != Kind::Lead =>
            {
                Some(Msg::WhyNoLead)
            }
            Action::View(ViewAction::Page(PageAction::Tick))
                if !matches!(self.fact_under_cursor(), Some(Fact::Milestone { .. })) =>
            {
                Some(Msg::WhyNoMilestone)
            }
            Action::View(ViewAction::Page(PageAction::Edit)) => {
                self.fact_under_cursor().and_then(why_not_typed)
            }
            Action::View(ViewAction::Open) if self.part == Part::Story && self.behind.is_none() => {
                Some(Msg::WhyOnlyTold)
            }
            Action::View(ViewAction::Open) if self.part == Part::Facts => {
                let value = |it: &&Fact| matches!(it, Fact::Value(_));
                let fact = self.fact_under_cursor().filter(value);
                fact.and_then(why_not_typed)
            }
            Action::View(ViewAction::Page(PageAction::NewContact))
                if self.peoples_account().is_none() =>
            {
                Some(Msg::WhyNoAccount)
            }
            Action::View(ViewAction::Page(PageAction::Account))
                if self.data().is_none_or(|data| data.account.is_none()) =>
            {
                Some(Msg::WhyNoAccount)
            }
            Action::View(_)
            | Action::App(_)
            | Action::Edit(_)
            | Action::Cursor(_)
            | Action::Typing(_) => None,
        }
    }
}
