//! Shows the workspace's definitions and its users, a section at a time, and changes one line at a time.
//!
//! Each change is one command, which can be taken back; what others change meanwhile is seen at once.

mod forms;
mod rows;
mod teams;

pub(in crate::ui::screens) use forms::{filled, new_target};
pub(in crate::ui) use rows::{LANGUAGE, THEME, part_name};
pub use teams::Folk;

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::forms::{Spot, exec};
use crate::i18n::Msg;
use crate::model::setting_edit::{SettingEdit, SettingLine};
use crate::model::{Clean, Section};
use crate::ui::action::{Action, EditAction, Step, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, Deed, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;

/// A section, or the teams and their users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsPart {
    /// The section; the users without.
    pub section: Option<Section>,
    /// Its lines.
    pub lines: Vec<SettingLine>,
    /// Of teams and users, whom each line is about.
    pub folk: Vec<Folk>,
    /// How many leads speak of a line, by its code; of what is not there, none does, or it is not known.
    pub used: BTreeMap<String, u64>,
}

impl SettingsPart {
    /// How many leads speak of a line.
    #[must_use]
    pub fn used(&self, line: &SettingLine) -> u64 {
        self.used.get(&line.name).copied().unwrap_or_default()
    }
}

/// All definitions and users.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsPage {
    /// The sections in their order, the teams and their users last.
    pub parts: Vec<SettingsPart>,
    /// The last change that is in it.
    pub head: Option<u64>,
}

/// The settings' screen.
#[derive(Debug, Default)]
pub struct Settings {
    view: View,
    ticket: Ticket,
    page: Option<Box<SettingsPage>>,
    part: usize,
    lines: Lines,
}

impl Settings {
    fn part(&self) -> Option<&SettingsPart> {
        self.page.as_ref()?.parts.get(self.part)
    }

    fn line(&self) -> Option<&SettingLine> {
        self.part()?.lines.get(self.lines.cursor())
    }

    /// Whether leads speak of the line under the cursor.
    fn is_used(&self) -> bool {
        let used = self.part().zip(self.line());
        used.is_some_and(|(part, line)| part.used(line) > 0)
    }

    fn len(&self) -> usize {
        self.part().map_or(0, |it| it.lines.len())
    }

    fn height(ctx: &Ctx<'_>) -> usize {
        usize::from(rows::list_area(areas(ctx.size).body).height)
    }

    fn go(&mut self, step: Step, count: Option<u32>, ctx: &Ctx<'_>) {
        let parts = self.page.as_ref().map_or(0, |it| it.parts.len());
        let times = usize::try_from(count.unwrap_or(1)).unwrap_or(1);
        let before = self.part;
        match step {
            Step::Left => self.part = self.part.saturating_sub(times),
            Step::Right => self.part = self.part.saturating_add(times).min(parts.saturating_sub(1)),
            Step::Up | Step::Down | Step::PageUp | Step::PageDown | Step::First | Step::Last => {
                self.lines.go(step, count, self.len(), Self::height(ctx))
            }
        }
        if self.part != before {
            self.lines = Lines::default();
        }
    }

    /// What is under the cursor.
    fn spot(&self) -> Option<Spot<'_>> {
        let page = self.page.as_ref()?;
        let part = page.parts.get(self.part)?;
        let line = self.lines.cursor();
        Some(Spot { page, part, line })
    }

    /// Whether a team is under the cursor.
    fn is_team(&self) -> bool {
        let folk = self.part().and_then(|it| it.folk(self.lines.cursor()));
        folk.is_some_and(|it| it.is_team)
    }

    fn change(&self, edit: SettingEdit) -> Vec<Wish> {
        match self.part().and_then(|it| it.section) {
            Some(section) => exec(Deed::Setting { section, edit }),
            None => Vec::new(),
        }
    }

    fn edit_action(&mut self, action: EditAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(spot) = self.spot() else {
            return Vec::new();
        };
        let name = self.line().map(|it| it.name.clone()).unwrap_or_default();
        match action {
            EditAction::Add => spot.add(ctx),
            EditAction::Team if spot.part.section.is_none() => spot.into_team(ctx),
            EditAction::Team => Vec::new(),
            EditAction::Retire => {
                let offered = self.line().and_then(|it| it.get("offered")) == Some("true");
                let fields = vec![("offered".to_owned(), (!offered).to_string())];
                self.change(SettingEdit::Set { line: name, fields })
            }
            EditAction::Remove => self.change(SettingEdit::Remove { line: name }),
            EditAction::Lower | EditAction::Raise => {
                let down = action == EditAction::Lower;
                let step = if down { Step::Down } else { Step::Up };
                // The cursor stays with its line.
                self.go(step, None, ctx);
                self.change(SettingEdit::Shift { line: name, down })
            }
            EditAction::File
            | EditAction::What
            | EditAction::Duplicates
            | EditAction::Dates
            | EditAction::Decimals
            | EditAction::Ignore
            | EditAction::Try
            | EditAction::KeepReport
            | EditAction::KeepProfile => Vec::new(),
        }
    }
}

impl Screen for Settings {
    fn route(&self) -> Route {
        Route::Settings
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, _ctx: &Ctx<'_>) -> Vec<Wish> {
        self.ticket = self.ticket.next();
        vec![Wish::Host(Effect::Ask(Ask {
            ticket: self.ticket,
            question: Question::Settings,
        }))]
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => {
                self.go(step, count, ctx);
                Vec::new()
            }
            Action::View(ViewAction::Open) => {
                self.spot().map_or_else(Vec::new, |spot| spot.edit(ctx))
            }
            Action::Edit(action) => self.edit_action(action, ctx),
            Action::View(_) | Action::Lead(_) | Action::App(_) | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, _ctx: &Ctx<'_>) -> Vec<Wish> {
        let (Purpose::Setting(ask), Outcome::Filled(entries)) = (purpose, outcome) else {
            return Vec::new();
        };
        filled(ask, entries)
    }

    fn answered(&mut self, ticket: Ticket, answer: Answer, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let Answer::Settings(page) = answer
            && ticket == self.ticket
        {
            let line = self.lines.cursor();
            let now = page.parts.get(self.part);
            let again = self
                .part()
                .zip(now)
                .and_then(|(was, now)| was.again(line, now));
            self.page = Some(page);
            let (len, height) = (self.len(), Self::height(ctx));
            match again {
                Some(line) => self.lines.follow(line, len, height),
                None => self.lines.fit(len, height),
            }
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let list = rows::list_area(body);
        let (len, height) = (self.len(), Self::height(ctx));
        if let Some(row) = pointer.y.checked_sub(list.y) {
            if pointer.x < list.x {
                let parts = self.page.as_ref().map_or(0, |it| it.parts.len());
                if usize::from(row) < parts {
                    self.part = usize::from(row);
                    self.lines = Lines::default();
                }
            } else {
                let line = self.lines.seen(len, height).start + usize::from(row);
                if line < len {
                    self.lines.set(line, len, height);
                }
            }
        }
        Vec::new()
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        let section = self.part().map(|it| it.section);
        let fixed = matches!(
            section,
            Some(Some(
                Section::General | Section::Layers | Section::Sla | Section::Capacity
            ))
        );
        let agenda = section == Some(Some(Section::Agenda));
        let choice = self.line().is_some_and(|it| it.get("offered").is_some());
        match action {
            Action::View(ViewAction::Open) | Action::Edit(_) if section.is_none() => {
                Some(Msg::StatusReading)
            }
            // What can be added to is begun so.
            Action::View(ViewAction::Open) | Action::Edit(_)
                if self.line().is_none() && action != Action::Edit(EditAction::Add) =>
            {
                Some(Msg::WhySettingNoLine)
            }
            Action::Edit(EditAction::Team) => {
                (section != Some(None)).then_some(Msg::WhySettingNoTeam)
            }
            Action::Edit(_) if fixed => Some(Msg::WhySettingFixed),
            Action::Edit(EditAction::Add | EditAction::Remove) if agenda => {
                Some(Msg::WhySettingFixed)
            }
            Action::Edit(EditAction::Retire) if !choice => Some(Msg::WhySettingInUse),
            Action::Edit(EditAction::Remove) if self.is_team() => Some(Msg::WhySettingTeam),
            Action::Edit(EditAction::Remove) if section == Some(None) => Some(Msg::WhySettingUser),
            Action::Edit(EditAction::Remove) if self.is_used() => Some(Msg::WhySettingUsed),
            Action::Edit(EditAction::Lower | EditAction::Raise) if section == Some(None) => {
                Some(Msg::WhySettingFixed)
            }
            Action::View(ViewAction::Open) => None,
            Action::View(ViewAction::Filter) => Some(Msg::WhyNoFilterHere),
            Action::View(_) | Action::Lead(_) => Some(Msg::WhyNoLead),
            Action::Edit(_) | Action::App(_) | Action::Cursor(_) | Action::Typing(_) => None,
        }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        if let Some(part) = self.part().filter(|it| it.section.is_none()) {
            return vec![rows::users(part.people(), Role::Quiet, ctx)];
        }
        let args = [("count", self.len().into())];
        vec![Words::one(
            ctx.t_args(Msg::SettingCount, &args),
            Role::Quiet,
        )]
    }

    fn head(&self, ctx: &Ctx<'_>) -> Option<Words> {
        let section = self.part().map(|it| it.section);
        let name = section.map_or_else(Clean::default, |it| ctx.t(rows::part_name(it)));
        Some(Words::one(name, Role::Strong))
    }

    fn opens(&self) -> Option<Msg> {
        Some(Msg::HintSettingEdit)
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        if let Some(page) = &self.page {
            rows::draw(page, self.part, &self.lines, body, buffer, ctx);
        }
    }
}
