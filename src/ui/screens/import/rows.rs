//! Holds how a file is drawn before it is imported: what its columns become, and the first rows as they will be read.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::acts::{Spot, lines, spot, stage_name, what_name};
use super::words::{column_name, rejected, target_name};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::action::{Action, EditAction};
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::theme::Role;
use crate::ui::widgets::{Column, Lines, Placed, place, wrap};
use crate::ui::wording::file_faults;
use crate::ui::words::Words;
use crate::workspace::import::{
    ColumnType, DateOrder, DecimalMark, OnDuplicate, SeenColumn, Sight, Stage, StageWord, What,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Col {
    Name,
    Field,
    Why,
    Kind,
    Samples,
}

const COLUMNS: [Column<Col>; 5] = [
    Column::text(Col::Name, 14, 3, 28, 10),
    Column::text(Col::Field, 15, 1, 18, 9),
    Column::text(Col::Why, 12, 0, 12, 5),
    Column::text(Col::Kind, 14, 1, 24, 6),
    Column::text(Col::Samples, 16, 6, 120, 7),
];

/// Where the parts are.
struct Areas {
    decisions: Option<u16>,
    found: Option<u16>,
    heading: Option<u16>,
    list: Rect,
    preview: Option<Rect>,
}

fn parts(sight: &Sight, body: Rect) -> Areas {
    let mut y = body.y;
    let mut line = |wanted: bool, gap: u16| {
        wanted.then(|| {
            let at = y;
            y += 1 + gap;
            at
        })
    };
    let roomy = body.height >= 20;
    let decisions = line(body.height >= 7, 0);
    let found = line(body.height >= 12, u16::from(roomy));
    let heading = line(body.height >= 5, 0);
    let left = body.bottom().saturating_sub(y);
    let wished = cells(lines(sight));
    // The first rows are shown where the list leaves them room.
    let least = 5 + u16::from(roomy);
    let height = if left >= 12 {
        wished.min(left - least)
    } else {
        left
    };
    let rest = left.saturating_sub(height);
    let preview = (left >= 12).then(|| {
        let gap = u16::from(roomy);
        Rect::new(body.x, y + height + gap, body.width, rest - gap)
    });
    Areas {
        decisions,
        found,
        heading,
        list: Rect::new(body.x, y, body.width, height),
        preview,
    }
}

/// Where the lines are.
pub(super) fn list_area(sight: &Sight, body: Rect) -> Rect {
    parts(sight, body).list
}

/// What is seen before there is a file.
pub(super) fn draw_empty(body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
    let mut pen = Pen::new(buffer, ctx);
    let key = ctx.reader.keymap.key_of(Action::Edit(EditAction::File));
    let key = Clean::from_string(key.unwrap_or_default());
    let lines = [
        Words::one(ctx.t(Msg::ImportEmpty), Role::Strong),
        ctx.words(
            Msg::ImportEmptyKey,
            Role::Text,
            &[("key", key, Role::Accent)],
            &[],
        ),
        Words::one(ctx.t(Msg::ImportEmptyMore), Role::Quiet),
    ];
    let lines = lines.iter().flat_map(|it| wrap(it, body.width));
    for (y, words) in (body.y..body.bottom()).zip(lines) {
        pen.words(body.x, y, body.width, &words);
    }
}

pub(super) fn draw(
    sight: &Sight,
    known: Option<&str>,
    lines: &Lines,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let parts = parts(sight, body);
    let mut pen = Pen::new(buffer, ctx);
    if let Some(y) = parts.decisions {
        pen.words(body.x, y, body.width, &decisions(sight, ctx));
    }
    if let Some(y) = parts.found {
        pen.words(body.x, y, body.width, &found(sight, known, ctx));
    }
    let columns = place(&COLUMNS, body.x, body.width, 2);
    if let Some(y) = parts.heading {
        headings(&mut pen, &columns, y, ctx);
    }
    let len = super::acts::lines(sight);
    let seen = lines.seen(len, usize::from(parts.list.height));
    for (row, line) in seen.enumerate() {
        let y = parts.list.y + cells(row);
        match spot(sight, line) {
            Some(Spot::Column(it)) => draw_column(&mut pen, &columns, (sight.what, it), y, ctx),
            Some(Spot::Stage(it)) => draw_stage(&mut pen, &columns, it, y, ctx),
            None => {}
        }
        if line == lines.cursor() {
            pen.lay(Rect::new(0, y, ctx.size.width, 1), Role::CursorLine);
        }
    }
    if let Some(area) = parts.preview {
        draw_preview(&mut pen, sight, area, ctx);
    }
}

/// What holds for all rows, each with the key that changes it.
fn decisions(sight: &Sight, ctx: &Ctx<'_>) -> Words {
    let profile = &sight.plan.profile;
    let there = match profile.on_duplicate.unwrap_or_default() {
        OnDuplicate::Skip => Msg::ImportSkip,
        OnDuplicate::Update => Msg::ImportUpdate,
        OnDuplicate::New => Msg::ImportNew,
    };
    let dates = profile.dates.map_or(Msg::ImportAsFound, order_name);
    let decimals = profile.decimal.map_or(Msg::ImportAsFound, mark_name);
    let parts = [
        (EditAction::What, Msg::ImportRowsAre, what_name(sight.what)),
        (EditAction::Duplicates, Msg::ImportThere, there),
        (EditAction::Dates, Msg::ImportDates, dates),
        (EditAction::Decimals, Msg::ImportDecimals, decimals),
    ];
    let mut words = Words::new();
    for (action, label, value) in parts {
        if !words.is_empty() {
            words.push(Clean::literal("   "), Role::Text);
        }
        let key = ctx.reader.keymap.key_of(Action::Edit(action));
        words.push(Clean::from_string(key.unwrap_or_default()), Role::Accent);
        words.push(
            Clean::from_string(format!(" {} ", ctx.t(label))),
            Role::Quiet,
        );
        words.push(ctx.t(value), Role::Strong);
    }
    words
}

const fn order_name(order: DateOrder) -> Msg {
    match order {
        DateOrder::DayFirst => Msg::ImportDayFirst,
        DateOrder::MonthFirst => Msg::ImportMonthFirst,
    }
}

const fn mark_name(mark: DecimalMark) -> Msg {
    match mark {
        DecimalMark::Point => Msg::ImportPoint,
        DecimalMark::Comma => Msg::ImportComma,
    }
}

/// What was found about the file; what stands in the way comes first.
fn found(sight: &Sight, known: Option<&str>, ctx: &Ctx<'_>) -> Words {
    let mut words = Words::new();
    if let Some(field) = sight.missing {
        let field = target_name(sight.what, field, ctx.locale());
        let field = [("field", field, Role::Strong)];
        return ctx.words(Msg::ImportMissing, Role::Look, &field, &[]);
    }
    if let Some(problem) = &sight.problem {
        let said = file_faults::mapping(problem, sight.what, ctx.locale());
        words.push(Clean::from_string(said), Role::Look);
        return words;
    }
    if let Some(name) = known {
        let args = [("name", name.into())];
        words.push(ctx.t_args(Msg::ImportKnown, &args), Role::Good);
        words.push(Clean::literal(" · "), Role::Faint);
    }
    for (at, fact) in file_faults::file_facts(&sight.found, ctx.locale())
        .into_iter()
        .enumerate()
    {
        if at > 0 {
            words.push(Clean::literal(" · "), Role::Faint);
        }
        words.push(fact, Role::Quiet);
    }
    words
}

fn headings(pen: &mut Pen<'_>, columns: &[Placed<Col>], y: u16, ctx: &Ctx<'_>) {
    for column in columns {
        let message = match column.id {
            Col::Name => Msg::ImportHeadColumn,
            Col::Field => Msg::ImportHeadField,
            Col::Why => Msg::ImportHeadWhy,
            Col::Kind => Msg::ImportHeadKind,
            Col::Samples => Msg::ImportHeadSamples,
        };
        pen.put(column.x, y, column.width, &ctx.t(message), Role::Quiet);
    }
}

fn draw_column(
    pen: &mut Pen<'_>,
    columns: &[Placed<Col>],
    (what, it): (What, &SeenColumn),
    y: u16,
    ctx: &Ctx<'_>,
) {
    let read = it.target.is_some();
    for column in columns {
        let (text, role) = match column.id {
            Col::Name => (
                column_name(&it.name, ctx.locale()),
                if read { Role::Text } else { Role::Quiet },
            ),
            Col::Field => match it.target {
                Some(name) => (target_name(what, name, ctx.locale()), Role::Strong),
                None => (ctx.t(Msg::ImportNotRead), Role::Faint),
            },
            Col::Why => match (read, it.guessed) {
                (false, _) => continue,
                (true, true) => (ctx.t(Msg::ImportByName), Role::Quiet),
                (true, false) => (ctx.t(Msg::ImportByYou), Role::Good),
            },
            Col::Kind => kind(it, ctx),
            Col::Samples => {
                let text = it.samples.join(" · ");
                (Clean::from_string(text), Role::Quiet)
            }
        };
        pen.put(column.x, y, column.width, &text, role);
    }
}

/// What a column is read as; what is only taken for granted has a question mark.
fn kind(it: &SeenColumn, ctx: &Ctx<'_>) -> (Clean, Role) {
    let name = ctx.t(match it.kind {
        ColumnType::Empty => Msg::ImportKindEmpty,
        ColumnType::Text => Msg::ImportKindText,
        ColumnType::Integer => Msg::ImportKindInteger,
        ColumnType::Number => Msg::ImportKindNumber,
        ColumnType::Date => Msg::ImportKindDate,
        ColumnType::DateTime => Msg::ImportKindDateTime,
    });
    let (how, sure) = match it.kind {
        ColumnType::Date | ColumnType::DateTime => (it.order.map(order_name), it.order_sure),
        ColumnType::Number => (it.mark.map(mark_name), it.mark_sure),
        ColumnType::Empty | ColumnType::Text | ColumnType::Integer => (None, true),
    };
    let Some(how) = how else {
        return (name, Role::Quiet);
    };
    let how = ctx.t(how);
    let args = [("kind", name.as_str().into()), ("how", how.as_str().into())];
    let text = ctx.t_args(Msg::ImportKindOf, &args);
    if sure {
        return (text, Role::Quiet);
    }
    let text = ctx.t_args(Msg::ImportUnsure, &[("what", text.as_str().into())]);
    (text, Role::Look)
}

fn draw_stage(pen: &mut Pen<'_>, columns: &[Placed<Col>], it: &StageWord, y: u16, ctx: &Ctx<'_>) {
    for column in columns {
        let (text, role) = match column.id {
            Col::Name => (Clean::from_string(format!("  {}", it.word)), Role::Text),
            Col::Field => match it.leads {
                Some(stage) => (ctx.t(stage_name(stage)), super::report::stage_role(stage)),
                None => (ctx.t(Msg::ImportLeadsNowhere), Role::Look),
            },
            Col::Samples => {
                let args = [("count", it.rows.into())];
                (ctx.t_args(Msg::ImportStageRows, &args), Role::Quiet)
            }
            Col::Why | Col::Kind => continue,
        };
        pen.put(column.x, y, column.width, &text, role);
    }
}

/// The narrowest column of the first rows.
const NARROW: u16 = 8;

/// The first rows as they will be read: a column for each field, a line for each row.
fn draw_preview(pen: &mut Pen<'_>, sight: &Sight, area: Rect, ctx: &Ctx<'_>) {
    let mut fields: Vec<(&'static str, u16)> = Vec::new();
    let read = sight.columns.iter().filter_map(|it| it.target);
    let rows: Vec<HashMap<_, _>> = sight
        .preview
        .iter()
        .filter_map(|row| row.as_ref().ok())
        .map(|row| {
            row.iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect()
        })
        .collect();
    for name in read {
        let widest = rows.iter().filter_map(|row| row.get(name));
        let widest = widest
            .map(|text| as_read(name, text, ctx).width())
            .max()
            .unwrap_or(0);
        let named = target_name(sight.what, name, ctx.locale()).width();
        let width = cells(widest.max(named)).clamp(NARROW, 22);
        if fields.iter().all(|(known, _)| *known != name) {
            fields.push((name, width));
        }
    }
    if area.height < 2 {
        return;
    }
    pen.rule(Rect::new(0, area.y, ctx.size.width, 1));
    let title = Clean::from_string(format!(" {} ", ctx.t(Msg::ImportPreview)));
    pen.put(area.x + 1, area.y, area.width, &title, Role::Quiet);
    let mut x = area.x;
    let fitting = fields.iter().take_while(|(_, width)| {
        let fits = x + width <= area.right();
        x += width + 2;
        fits
    });
    let fields: Vec<_> = fitting.copied().collect();
    heads(pen, sight.what, &fields, area, ctx);
    for (y, row) in (area.y + 2..area.bottom()).zip(&sight.preview) {
        match row {
            Ok(cells) => {
                let mut x = area.x;
                for (name, width) in &fields {
                    let text = cells.iter().find(|(field, _)| field == name);
                    if let Some((_, text)) = text {
                        pen.put(x, y, *width, &as_read(name, text, ctx), Role::Text);
                    }
                    x += width + 2;
                }
            }
            Err(bad) => {
                let text = rejected(bad, ctx.locale());
                pen.put(area.x, y, area.width, &text, Role::Bad);
            }
        }
    }
}

/// What is read of a cell: of a layer its name, as everywhere on the screen.
fn as_read(name: &str, text: &str, ctx: &Ctx<'_>) -> Clean {
    match Stage::named(text).filter(|_| name == "layer") {
        Some(stage) => ctx.t(stage_name(stage)),
        None => Clean::new(text),
    }
}

fn heads(pen: &mut Pen<'_>, what: What, fields: &[(&'static str, u16)], area: Rect, ctx: &Ctx<'_>) {
    let mut x = area.x;
    for (name, width) in fields {
        let name = target_name(what, name, ctx.locale());
        pen.put(x, area.y + 1, *width, &name, Role::Quiet);
        x += width + 2;
    }
}
