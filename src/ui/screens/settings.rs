//! Shows the workspace's definitions and its users, a section at a time, and changes one line at a time.
//!
//! Each change is one command, which can be taken back; what others change meanwhile is seen at once.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::layer_name;
use super::settings_rows as rows;
use crate::i18n::Msg;
use crate::model::setting_edit::{SettingEdit, SettingLine};
use crate::model::{Clean, Layer, Section, UserRole};
use crate::ui::action::{Action, EditAction, Step, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::{Ctx, role_name};
use crate::ui::desk::{Answer, Ask, Deed, Lookup, News, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::overlays::{
    Entry, Form, FormField, New, Outcome, Overlay, Pick, Purpose, SettingAsk, Takes,
};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;

/// A section, or the users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsPart {
    /// The section; the users without.
    pub section: Option<Section>,
    /// Its lines.
    pub lines: Vec<SettingLine>,
    /// The users' numbers, a line each.
    pub ids: Vec<u64>,
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
    /// The sections in their order, the users last.
    pub parts: Vec<SettingsPart>,
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

    /// The form for the line under the cursor.
    fn edit(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let (Some(part), Some(line)) = (self.part(), self.line()) else {
            return Vec::new();
        };
        // A line of users can be renamed; codes are stable.
        let called = match part.section {
            None => Some("user"),
            // Leads keep its number, so that it can be called otherwise.
            Some(Section::Milestones) => Some("code"),
            Some(_) => None,
        };
        let named = called.map(|field| (field.to_owned(), line.name.clone()));
        let fields: Vec<_> = named.into_iter().chain(line.fields.clone()).collect();
        let form = fields.iter().map(|(name, text)| field(name, text, ctx));
        let ask = SettingAsk::Line {
            section: part.section,
            line: line.name.clone(),
            user: part.ids.get(self.lines.cursor()).copied(),
            fields: fields.iter().map(|(name, _)| name.clone()).collect(),
        };
        let title = rows::line_name(part, line, ctx);
        let form = Form::new(Purpose::Setting(ask), title, form.collect());
        vec![Wish::Open(Overlay::Form(form))]
    }

    /// The form for one more line.
    fn add(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(part) = self.part() else {
            return Vec::new();
        };
        let mut fields = vec![FormField::new(ctx.t(Msg::SettingFieldCode), Takes::Text).required()];
        if part.section == Some(Section::Milestones) {
            let layer = self
                .line()
                .and_then(|it| it.get("layer"))
                .unwrap_or_default();
            fields.push(field("layer", layer, ctx).required());
        }
        let purpose = Purpose::Setting(SettingAsk::Add(part.section));
        let form = Form::new(purpose, ctx.t(Msg::SettingAskAdd), fields);
        vec![Wish::Open(Overlay::Form(form))]
    }

    fn change(&self, edit: SettingEdit) -> Vec<Wish> {
        match self.part().and_then(|it| it.section) {
            Some(section) => exec(Deed::Setting { section, edit }),
            None => Vec::new(),
        }
    }

    fn edit_action(&mut self, action: EditAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(name) = self.line().map(|it| it.name.clone()) else {
            return Vec::new();
        };
        match action {
            EditAction::Add => self.add(ctx),
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

fn exec(deed: Deed) -> Vec<Wish> {
    vec![Wish::Host(Effect::Exec(deed.into()))]
}

/// A field of a form, by what the setting takes.
fn field(name: &str, text: &str, ctx: &Ctx<'_>) -> FormField {
    let picks = |all: Vec<(&'static str, Clean)>| {
        let pick = |(code, label): (&'static str, Clean)| Pick {
            code: code.to_owned(),
            label,
        };
        Takes::Choice {
            picks: all.into_iter().map(pick).collect(),
            tall: false,
        }
    };
    let lookup = |list| Takes::Lookup {
        list,
        new: New::Refused,
    };
    let takes = match name {
        "zone" => lookup(Lookup::Zones),
        "currency" => lookup(Lookup::Currencies),
        "layer" => picks(
            Layer::ALL
                .map(|it| (it.code(), ctx.t(layer_name(it))))
                .to_vec(),
        ),
        "role" => picks(
            UserRole::ALL
                .map(|it| (it.code(), ctx.t(role_name(it))))
                .to_vec(),
        ),
        "offered" => picks(vec![
            ("true", ctx.t(Msg::SettingYes)),
            ("false", ctx.t(Msg::SettingNo)),
        ]),
        _ => Takes::Text,
    };
    FormField::new(rows::field_name(name, ctx), takes).with(text)
}

/// What a form's field gives, as it is typed.
fn typed(entry: Entry) -> String {
    entry.text().unwrap_or_default()
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
            Action::View(ViewAction::Open) => self.edit(ctx),
            Action::Edit(action) => self.edit_action(action, ctx),
            Action::View(_) | Action::Lead(_) | Action::App(_) | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, _ctx: &Ctx<'_>) -> Vec<Wish> {
        let (Purpose::Setting(ask), Outcome::Filled(entries)) = (purpose, outcome) else {
            return Vec::new();
        };
        let mut texts = entries.into_iter().map(typed);
        match ask {
            SettingAsk::Line {
                section,
                line,
                user,
                fields,
            } => {
                let fields = fields.into_iter().zip(texts).collect();
                match (section, user) {
                    (Some(section), _) => exec(Deed::Setting {
                        section,
                        edit: SettingEdit::Set { line, fields },
                    }),
                    (None, Some(id)) => exec(Deed::User { id, fields }),
                    (None, None) => Vec::new(),
                }
            }
            SettingAsk::Add(section) => {
                let code = texts.next().unwrap_or_default();
                match section {
                    Some(section) => exec(Deed::Setting {
                        section,
                        edit: SettingEdit::Add {
                            code,
                            layer: texts.next(),
                        },
                    }),
                    None => exec(Deed::NewUser { name: code }),
                }
            }
        }
    }

    fn news(&mut self, news: &News, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let News::Answer(ticket, Answer::Settings(page)) = news
            && *ticket == self.ticket
        {
            self.page = Some(page.clone());
            self.lines.fit(self.len(), Self::height(ctx));
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
            Some(Some(Section::General | Section::Layers | Section::Sla))
        );
        let choice = self.line().is_some_and(|it| it.get("offered").is_some());
        match action {
            Action::View(ViewAction::Open) | Action::Edit(_) if self.line().is_none() => {
                Some(Msg::StatusReading)
            }
            Action::Edit(_) if fixed => Some(Msg::WhySettingFixed),
            Action::Edit(EditAction::Retire) if !choice => Some(Msg::WhySettingInUse),
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
