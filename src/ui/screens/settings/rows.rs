//! Holds how the definitions are drawn: the sections at the left, the lines of one of them at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{SettingsPage, SettingsPart};
use crate::i18n::Msg;
use crate::model::setting_edit::SettingLine;
use crate::model::settings::Choice;
use crate::model::{Clean, Layer, Section, UserRole};
use crate::ui::action::AppAction;
use crate::ui::choices::{choice_name, theme_about};
use crate::ui::ctx::{Ctx, role_name};
use crate::ui::desk::ChoiceList;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::typed::weekday_name;
use crate::ui::widgets::{Lines, wrap};
use crate::ui::wording::facts::{code_name_of, milestone_name};
use crate::ui::words::Words;

/// From this width on, the sections stand at the left.
const WIDE: u16 = 60;
/// The cells of the sections.
const LEFT: u16 = 24;
/// The cells of a word.
const WORD: u16 = 16;
/// The cells of a line that is read as a sentence.
const MEASURE: u16 = 72;

/// The line of the reader's own language.
pub(crate) const LANGUAGE: &str = "language";
/// The line of the reader's own theme.
pub(crate) const THEME: &str = "theme";

/// What a line opens that is the reader's own and not the workspace's.
pub(super) fn own(part: &SettingsPart, line: &SettingLine) -> Option<AppAction> {
    match (part.section, line.name.as_str()) {
        (Some(Section::General), LANGUAGE) => Some(AppAction::Language),
        (Some(Section::General), THEME) => Some(AppAction::Theme),
        _ => None,
    }
}

/// What a section is called.
pub(in crate::ui) const fn part_name(section: Option<Section>) -> Msg {
    match section {
        Some(Section::General) => Msg::SettingPartGeneral,
        Some(Section::Layers) => Msg::SettingPartLayers,
        Some(Section::Milestones) => Msg::SettingPartMilestones,
        Some(Section::Reasons) => Msg::SettingPartReasons,
        Some(Section::Verdicts) => Msg::SettingPartVerdicts,
        Some(Section::Channels) => Msg::SettingPartChannels,
        Some(Section::Returns) => Msg::SettingPartReturns,
        Some(Section::Sla) => Msg::SettingPartSla,
        Some(Section::Agenda) => Msg::SettingPartAgenda,
        Some(Section::Targets) => Msg::SettingPartTargets,
        Some(Section::Capacity) => Msg::SettingPartCapacity,
        None => Msg::SettingPartUsers,
    }
}

/// What a section is for.
const fn about(section: Option<Section>) -> Msg {
    match section {
        Some(Section::General) => Msg::SettingAboutGeneral,
        Some(Section::Layers) => Msg::SettingAboutLayers,
        Some(Section::Milestones) => Msg::SettingAboutMilestones,
        Some(Section::Reasons) => Msg::SettingAboutReasons,
        Some(Section::Verdicts) => Msg::SettingAboutVerdicts,
        Some(Section::Channels) => Msg::SettingAboutChannels,
        Some(Section::Returns) => Msg::SettingAboutReturns,
        Some(Section::Sla) => Msg::SettingAboutSla,
        Some(Section::Agenda) => Msg::SettingAboutAgenda,
        Some(Section::Targets) => Msg::SettingAboutTargets,
        Some(Section::Capacity) => Msg::SettingAboutCapacity,
        None => Msg::SettingAboutUsers,
    }
}

/// What a field is called.
pub(super) fn field_name(field: &str, ctx: &Ctx<'_>) -> Clean {
    ctx.t(match field {
        "name" | "user" | "code" => Msg::SettingName,
        LANGUAGE => Msg::SettingLanguage,
        THEME => Msg::SettingTheme,
        "zone" => Msg::SettingZone,
        "currency" => Msg::SettingCurrency,
        "stuck_quantile_percent" => Msg::SettingStuck,
        "odds" => Msg::SettingOdds,
        "layer" => Msg::SettingLayer,
        "offered" => Msg::SettingOffered,
        "role" => Msg::SettingRole,
        "team" => Msg::SettingTeam,
        "manager" => Msg::SettingManager,
        "office" => Msg::SettingOffice,
        "accept_within_hours" => Msg::SettingAccept,
        "feedback_within_days" => Msg::SettingFeedback,
        "reply_within_days" => Msg::SettingReply,
        "workdays" => Msg::SettingWorkdays,
        "from_hour" => Msg::SettingFrom,
        "to_hour" => Msg::SettingTo,
        "minutes" => Msg::SettingMinutes,
        "amount" => Msg::SettingAmount,
        "leads_a_rep" => Msg::SettingLeadsRep,
        "weeks_back" => Msg::SettingWeeksBack,
        other => return Clean::new(other),
    })
}

/// The name of the house's own that a line of a list has.
fn own_name<'a>(part: &SettingsPart, line: &'a SettingLine) -> Option<&'a str> {
    let is_list = part.section.is_some_and(|it| it != Section::General);
    let named = line.fields.iter().find(|(field, _)| field == "name");
    let (_, name) = named.filter(|(_, name)| is_list && !name.is_empty())?;
    Some(name)
}

/// What a line is called, in the reader's language where it has no name of its own.
pub(super) fn line_name(part: &SettingsPart, at: usize, ctx: &Ctx<'_>) -> Clean {
    let Some(line) = part.lines.get(at) else {
        return Clean::default();
    };
    if let Some(own) = own_name(part, line) {
        return Clean::new(own);
    }
    let list = match part.section {
        Some(Section::General | Section::Sla | Section::Capacity) => {
            return field_name(&line.name, ctx);
        }
        Some(Section::Agenda) => {
            return ctx.t_args(Msg::MeetingTopic, &[("topic", line.name.as_str().into())]);
        }
        Some(Section::Layers) => {
            let layer: Option<Layer> = line.name.parse().ok();
            return layer.map_or_else(Clean::default, |it| ctx.t(layer_name(it)));
        }
        Some(Section::Reasons) => ChoiceList::Reasons,
        Some(Section::Verdicts) => ChoiceList::Verdicts,
        None if line.name.is_empty() => return ctx.t(Msg::SettingNoTeam),
        Some(Section::Returns) => ChoiceList::Returns,
        Some(Section::Milestones) => return milestone_name(&line.name, ctx.locale()),
        Some(Section::Channels) => {
            let known = code_name_of(&line.name);
            return known.map_or_else(|| Clean::new(&line.name), |it| ctx.t(it));
        }
        Some(Section::Targets) | None => return Clean::new(&line.name),
    };
    let choice = Choice {
        code: line.name.clone(),
        name: None,
        offered: true,
    };
    Clean::from_string(choice_name(list, &choice, ctx.locale()))
}

/// Where the lines are.
pub(super) const fn list_area(body: Rect) -> Rect {
    if body.width < WIDE {
        return body;
    }
    Rect::new(body.x + LEFT, body.y, body.width - LEFT, body.height)
}

pub(super) fn draw(
    page: &SettingsPage,
    at: usize,
    lines: &Lines,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let mut pen = Pen::new(buffer, ctx);
    let list = list_area(body);
    if list.x > body.x {
        for (index, (y, part)) in (body.y..body.bottom()).zip(&page.parts).enumerate() {
            let role = if index == at {
                Role::Accent
            } else {
                Role::Quiet
            };
            pen.put(body.x, y, LEFT - 2, &ctx.t(part_name(part.section)), role);
        }
    }
    let Some(part) = page.parts.get(at) else {
        return;
    };
    let named = |line| line_name(part, line, ctx).width() + usize::from(indent(part, line));
    let names = (0..part.lines.len()).map(named);
    let widest = cells(names.max().unwrap_or(0));
    // Of what a line says, a word at least is seen.
    let most = (list.width / 2).max(list.width.saturating_sub(WORD + 2));
    let name_width = widest.min(most).max(12);
    let seen = lines.seen(part.lines.len(), usize::from(list.height));
    for (row, line) in seen.enumerate() {
        let y = list.y + cells(row);
        if let Some(it) = part.lines.get(line) {
            let retired = it.get("offered") == Some("false");
            let role = match part.folk(line) {
                Some(folk) if folk.is_team && it.name.is_empty() => Role::Quiet,
                Some(folk) if folk.is_team => Role::Strong,
                _ if retired => Role::Faint,
                _ => Role::Text,
            };
            let indent = indent(part, line);
            let width = name_width - indent;
            let name = line_name(part, line, ctx);
            pen.put(list.x + indent, y, width, &name, role);
            let x = list.x + name_width + 2;
            let room = list.right().saturating_sub(x);
            pen.words(x, y, room, &said(part, line, it, ctx));
        }
        if line == lines.cursor() {
            let area = Rect::new(list.x.saturating_sub(1), y, list.width + 1, 1);
            pen.lay(area, Role::CursorLine);
        }
    }
    // Below the lines, where all of it has room.
    let y = list.y + cells(part.lines.len()) + 1;
    let told = Words::one(ctx.t(about(part.section)), Role::Quiet);
    let told = wrap(&told, list.width.min(MEASURE));
    if y + cells(told.len()) <= list.bottom() {
        for (words, y) in told.iter().zip(y..) {
            pen.words(list.x, y, list.width, words);
        }
    }
}

/// Users stand in under their team.
fn indent(part: &SettingsPart, line: usize) -> u16 {
    let is_user = part.folk(line).is_some_and(|it| !it.is_team);
    if is_user { 2 } else { 0 }
}

/// So many users.
pub(super) fn users(count: usize, role: Role, ctx: &Ctx<'_>) -> Words {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    counted(Msg::SettingTeamUsers, count, role, ctx)
}

fn counted(message: Msg, count: i64, role: Role, ctx: &Ctx<'_>) -> Words {
    let number = Clean::from_string(ctx.locale().count(count));
    ctx.words(
        message,
        Role::Quiet,
        &[("number", number, role)],
        &[("count", count)],
    )
}

/// What a line says behind its name: of users, first what they do and how much they have to do.
fn said(part: &SettingsPart, at: usize, line: &SettingLine, ctx: &Ctx<'_>) -> Words {
    if let Some(own) = own(part, line) {
        let value = if own == AppAction::Language {
            Clean::literal(ctx.locale().language().name())
        } else {
            return theme_words(ctx.reader.themes.chosen(), ctx);
        };
        return Words::one(value, Role::Strong);
    }
    let Some(folk) = part.folk(at) else {
        return values(part, line, ctx);
    };
    let some = |fields: &[(String, String)]| {
        let name = line.name.clone();
        let fields = fields.to_vec();
        values(part, &SettingLine { name, fields }, ctx)
    };
    let (role, rest) = line.fields.split_at(line.fields.len().min(1));
    let first = if folk.is_team {
        users(folk.users.len(), Role::Text, ctx)
    } else {
        some(role)
    };
    let count = i64::try_from(folk.leads).unwrap_or(i64::MAX);
    let leads = if count > 0 {
        counted(Msg::SettingTeamLeads, count, Role::Text, ctx)
    } else {
        Words::new()
    };
    let mut words = Words::new();
    for part in [first, leads, some(rest)] {
        if !(words.is_empty() || part.is_empty()) {
            words.push(Clean::literal(" · "), Role::Faint);
        }
        words = words.join(part);
    }
    words
}

/// A theme by its name, and what it is for.
fn theme_words(name: &str, ctx: &Ctx<'_>) -> Words {
    let words = Words::one(Clean::new(name), Role::Strong);
    match theme_about(name) {
        Some(about) => words
            .and(Clean::literal(" · "), Role::Faint)
            .and(ctx.t(about), Role::Quiet),
        None => words,
    }
}

/// Whole percent, as the language writes them.
fn percent(text: &str, ctx: &Ctx<'_>) -> Clean {
    text.parse::<f64>().map_or_else(
        |_| Clean::new(text),
        |it| Clean::from_string(ctx.locale().percent(it / 100.0, 0)),
    )
}

/// The values of a line, those that say something.
fn values(part: &SettingsPart, line: &SettingLine, ctx: &Ctx<'_>) -> Words {
    let mut words = Words::new();
    let alone = line.fields.len() == 1;
    for (name, text) in &line.fields {
        let (label, value, role) = match (name.as_str(), text.as_str()) {
            ("offered", "true") => continue,
            ("offered", _) => (false, ctx.t(Msg::SettingRetired), Role::Look),
            (_, "") => continue,
            // The line is called so.
            ("name", _) if own_name(part, line).is_some() => continue,
            // It stands above.
            ("team", _) => continue,
            ("layer", code) => match code.parse::<Layer>() {
                Ok(layer) => (false, ctx.t(layer_name(layer)), Role::Layer(layer)),
                Err(_) => (false, Clean::new(code), Role::Strong),
            },
            ("role", code) => match code.parse::<UserRole>() {
                Ok(role) => (false, ctx.t(role_name(role)), Role::Strong),
                Err(_) => (false, Clean::new(code), Role::Strong),
            },
            ("name", text) => (false, Clean::new(text), Role::Strong),
            ("odds", text) => (false, percent(text, ctx), Role::Strong),
            ("workdays", text) => {
                let day = |code: &str| match code.parse().ok().and_then(weekday_name) {
                    Some(name) => ctx.locale().t(name),
                    None => code.to_owned(),
                };
                let days: Vec<String> = text.split_whitespace().map(day).collect();
                (false, Clean::from_string(days.join(" ")), Role::Strong)
            }
            ("amount", text) => {
                let amount = text.parse().map(|it| ctx.locale().count(it));
                let amount = amount.unwrap_or_else(|_| text.to_owned());
                (false, Clean::from_string(amount), Role::Strong)
            }
            ("minutes", text) => {
                let minutes = ctx.t_args(Msg::SettingMinutesSaid, &[("minutes", text.into())]);
                (false, minutes, Role::Strong)
            }
            (_, text) => (
                !alone && part.section.is_none(),
                Clean::new(text),
                Role::Strong,
            ),
        };
        if !words.is_empty() {
            words.push(Clean::literal(" · "), Role::Faint);
        }
        if label {
            let label = format!("{} ", field_name(name, ctx));
            words.push(Clean::from_string(label), Role::Quiet);
        }
        words.push(value, role);
    }
    let used = part.used(line);
    if used > 0 {
        if !words.is_empty() {
            words.push(Clean::literal(" · "), Role::Faint);
        }
        let count = i64::try_from(used).unwrap_or(i64::MAX);
        words = words.join(counted(Msg::SettingUsed, count, Role::Text, ctx));
    }
    words
}
