//! Holds the forms of the settings' screen, and what is done with what was filled in.
//!
//! A form knows what the reader saw when it was opened: who changed the same meanwhile, was first.

use super::rows;
use super::{SettingsPage, SettingsPart};
use crate::i18n::Msg;
use crate::model::setting_edit::SettingEdit;
use crate::model::{Clean, Layer, OnConflict, Section, UserRole};
use crate::ui::ctx::{Ctx, role_name};
use crate::ui::desk::{Deed, Lookup, Order};
use crate::ui::event::Effect;
use crate::ui::overlays::{Entry, Form, FormField, New, Overlay, Pick, Purpose, SettingAsk, Takes};
use crate::ui::screen::Wish;
use crate::ui::screens::layer_name;

/// A line of what is shown.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub page: &'a SettingsPage,
    pub part: &'a SettingsPart,
    pub line: usize,
}

impl Spot<'_> {
    /// The form for the line.
    pub(super) fn edit(self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(line) = self.part.lines.get(self.line) else {
            return Vec::new();
        };
        if let Some(own) = rows::own(self.part, line) {
            return vec![Wish::Act(own)];
        }
        let is_team = self.part.folk(self.line).is_some_and(|it| it.is_team);
        let title = rows::line_name(self.part, self.line, ctx);
        // Users can be renamed; codes are stable.
        let named = match self.part.section {
            None if is_team => None,
            None => Some(("user".to_owned(), line.name.clone())),
            // Leads keep its number, so that it can be called otherwise; its code follows from what it is called.
            Some(Section::Milestones) => Some(("code".to_owned(), title.as_str().to_owned())),
            Some(_) => None,
        };
        let before: Vec<_> = named.into_iter().chain(line.fields.clone()).collect();
        let fields = before.iter().map(|(name, text)| {
            if is_team {
                // What is written otherwise is another name here, also where only a capital differs.
                let field = FormField::new(rows::field_name(name, ctx), Takes::Text)
                    .of(name)
                    .with(text);
                return if text.is_empty() {
                    field
                } else {
                    field.required()
                };
            }
            let field = field(name, text, ctx);
            // Without a name of its own it is called as in every workspace.
            if name == "name" && text.is_empty() {
                field.example(title.clone())
            } else {
                field
            }
        });
        let fields = fields.collect();
        self.form(title, fields, before)
    }

    /// The form for the team of a line.
    pub(super) fn into_team(self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let name = rows::line_name(self.part, self.line, ctx);
        let title = ctx.t_args(Msg::SettingAskTeam, &[("name", name.as_str().into())]);
        let before = vec![("team".to_owned(), self.part.team(self.line).to_owned())];
        let field = field("team", "", ctx).example(ctx.t(Msg::SettingNoTeam));
        self.form(title, vec![field], before)
    }

    fn form(
        self,
        title: Clean,
        fields: Vec<FormField>,
        before: Vec<(String, String)>,
    ) -> Vec<Wish> {
        let line = self.part.lines.get(self.line);
        let folk = self.part.folk(self.line);
        let ask = SettingAsk::Line {
            section: self.part.section,
            line: line.map(|it| it.name.clone()).unwrap_or_default(),
            users: folk.map(|it| it.users.clone()).unwrap_or_default(),
            team: folk
                .filter(|it| it.is_team)
                .map(|_| self.part.team(self.line).to_owned())
                .filter(|it| !it.is_empty()),
            before,
            seen: self.page.head,
        };
        open(Form::new(Purpose::Setting(ask), title, fields))
    }

    /// The form for one more line.
    pub(super) fn add(self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let mut fields = vec![
            FormField::new(ctx.t(Msg::SettingFieldCode), Takes::Text)
                .of(self.part.section.map_or("user", |_| "code"))
                .required(),
        ];
        match self.part.section {
            Some(Section::Milestones) => {
                let line = self.part.lines.get(self.line);
                let layer = line.and_then(|it| it.get("layer")).unwrap_or_default();
                fields.push(field("layer", layer, ctx).required());
            }
            Some(Section::Targets) => return vec![new_target(ctx)],
            Some(_) => {}
            None => {
                fields.push(field("role", UserRole::Rep.code(), ctx).required());
                fields.push(field("team", self.part.team(self.line), ctx));
            }
        }
        let purpose = Purpose::Setting(SettingAsk::Add(self.part.section));
        open(Form::new(purpose, ctx.t(Msg::SettingAskAdd), fields))
    }
}

/// The form for a target: of when it is, and how much.
pub(in crate::ui::screens) fn new_target(ctx: &Ctx<'_>) -> Wish {
    let of = FormField::new(ctx.t(Msg::SettingFieldTarget), Takes::Text)
        .of("code")
        .example(ctx.t(Msg::ExampleTarget))
        .required();
    let fields = vec![of, field("amount", "", ctx).required()];
    let purpose = Purpose::Setting(SettingAsk::Add(Some(Section::Targets)));
    Wish::Open(Overlay::Form(Form::new(
        purpose,
        ctx.t(Msg::SettingAskTarget),
        fields,
    )))
}

fn open(form: Form) -> Vec<Wish> {
    vec![Wish::Open(Overlay::Form(form))]
}

/// Has it done.
pub(super) fn exec(order: impl Into<Order>) -> Vec<Wish> {
    vec![Wish::Host(Effect::Exec(order.into()))]
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
    let lookup = |list, new| Takes::Lookup { list, new };
    let takes = match name {
        "zone" => lookup(Lookup::Zones, New::Refused),
        "currency" => lookup(Lookup::Currencies, New::Refused),
        "team" => lookup(Lookup::Teams, New::Rare),
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
    FormField::new(rows::field_name(name, ctx), takes)
        .of(name)
        .with(text)
}

/// What a form's field gives, as it is typed.
fn typed(entry: Entry) -> String {
    entry.text().unwrap_or_default()
}

/// Does what a form was filled for.
pub(in crate::ui::screens) fn filled(ask: SettingAsk, entries: Vec<Entry>) -> Vec<Wish> {
    let mut texts = entries.into_iter().map(typed);
    match ask {
        SettingAsk::Line {
            section: Some(section),
            line,
            before,
            ..
        } => {
            // A name that stands as it was is in the reader's language: no code follows from it.
            let fields = before.into_iter().zip(texts);
            let fields = fields.filter(|((name, before), text)| name != "code" || before != text);
            let fields = fields.map(|((name, _), text)| (name, text)).collect();
            let edit = SettingEdit::Set { line, fields };
            exec(Deed::Setting { section, edit })
        }
        SettingAsk::Line {
            section: None,
            users: ids,
            team,
            before,
            seen,
            ..
        } => {
            // What stands as it was is left alone: somebody else may have set it meanwhile.
            let fields = before.into_iter().zip(texts);
            let fields = fields.filter(|((_, before), text)| before != text);
            let fields: Vec<_> = fields.map(|((name, _), text)| (name, text)).collect();
            if fields.is_empty() || ids.is_empty() {
                return Vec::new();
            }
            exec(Order {
                deed: Deed::Users { ids, team, fields },
                seen,
                on_conflict: OnConflict::Refuse,
            })
        }
        SettingAsk::Add(Some(section @ Section::Targets)) => {
            let line = texts.next().unwrap_or_default().trim().to_lowercase();
            let line = line.split_whitespace().collect::<Vec<_>>().join("-");
            let amount = texts.next().unwrap_or_default();
            let fields = vec![("amount".to_owned(), amount)];
            let edit = SettingEdit::Set { line, fields };
            exec(Deed::Setting { section, edit })
        }
        SettingAsk::Add(Some(section)) => {
            let code = texts.next().unwrap_or_default();
            let layer = texts.next();
            let edit = SettingEdit::Add { code, layer };
            exec(Deed::Setting { section, edit })
        }
        SettingAsk::Add(None) => exec(Deed::NewUser {
            name: texts.next().unwrap_or_default(),
            role: texts.next().and_then(|it| it.parse().ok()),
            team: texts.next(),
        }),
    }
}
