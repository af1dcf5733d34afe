//! Holds how saved segments are drawn: a line each, below them the one under the cursor in full.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::data::{SavedLine, SavedPage};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::count;
use crate::ui::theme::Role;
use crate::ui::view::Taken;
use crate::ui::widgets::{Column, Lines, place, wrap};
use crate::ui::words::Words;
use crate::workspace::Unit;

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Col {
    Name,
    Count,
    Unit,
    Kind,
    Owner,
    Note,
}

/// The columns, each as wide as what is in it, as far as there is room.
fn columns(page: &SavedPage, ctx: &Ctx<'_>) -> [Column<Col>; 6] {
    let widest = |column: Col, least: u16, most: u16| {
        let texts = page.lines.iter().map(|it| shown(it, column, ctx).0.width());
        let head = ctx.t(head(column)).width();
        cells(texts.max().unwrap_or(0).max(head)).clamp(least, most)
    };
    let name = widest(Col::Name, 14, 48);
    let owner = widest(Col::Owner, 14, 40);
    [
        Column::text(Col::Name, name.min(18), 9, name, 10),
        Column::number(Col::Count, widest(Col::Count, 5, 11), 9),
        Column::text(Col::Unit, 9, 0, 9, 6),
        Column::text(Col::Kind, 7, 0, 7, 8),
        Column::text(Col::Owner, owner.min(16), 8, owner, 5),
        Column::text(Col::Note, 14, 4, 70, 2),
    ]
}

const fn head(column: Col) -> Msg {
    match column {
        Col::Name => Msg::FactName,
        Col::Count => Msg::SavedCount,
        Col::Unit => Msg::FactUnit,
        Col::Kind => Msg::SavedKeeps,
        Col::Owner => Msg::FactOwner,
        Col::Note => Msg::FactNote,
    }
}

/// From this height on the one under the cursor stands below the list.
const BOTH: u16 = 12;

fn head_rows(body: Rect) -> u16 {
    u16::from(body.height > 3)
}

/// The rows of the one that is told in full.
fn told_rows(body: Rect) -> u16 {
    if body.height < BOTH {
        return 0;
    }
    (body.height * 2 / 5).max(6)
}

/// Where the lines are: below their headings.
pub(super) fn list_area(body: Rect) -> Rect {
    let (head, told) = (head_rows(body), told_rows(body));
    Rect::new(body.x, body.y + head, body.width, body.height - head - told)
}

/// Draws all of it.
pub(super) fn draw(
    page: &SavedPage,
    lines: &Lines,
    taken: Option<Taken>,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let mut pen = Pen::new(buffer, ctx);
    if page.lines.is_empty() {
        let words = Words::one(ctx.t(Msg::SavedEmpty), Role::Quiet);
        for (y, line) in (body.y..body.bottom()).zip(wrap(&words, body.width.min(90))) {
            pen.words(body.x, y, body.width, &line);
        }
        return;
    }
    let list = list_area(body);
    let columns = columns(page, ctx);
    let columns = place(&columns, body.x + 2, body.width.saturating_sub(2), 2);
    if list.y > body.y {
        for column in &columns {
            column.put(&mut pen, body.y, &ctx.t(head(column.id)), Role::Quiet);
        }
    }
    let seen = lines.seen(page.lines.len(), usize::from(list.height));
    for (y, at) in (list.y..list.bottom()).zip(seen) {
        let Some(line) = page.lines.get(at) else {
            break;
        };
        if taken.is_some_and(|it| it.id == line.id) {
            pen.put(list.x, y, 1, &Clean::literal("▸"), Role::Accent);
        }
        for column in &columns {
            let (text, role) = shown(line, column.id, ctx);
            column.put(&mut pen, y, &text, role);
        }
        if at == lines.cursor() {
            pen.lay(Rect::new(0, y, ctx.size.width, 1), Role::CursorLine);
        }
    }
    let rest = Rect::new(
        body.x,
        list.bottom(),
        body.width,
        body.bottom() - list.bottom(),
    );
    if let Some(line) = page.lines.get(lines.cursor()).filter(|_| rest.height > 2) {
        told(page, line, rest, &mut pen, ctx);
    }
}

fn shown(line: &SavedLine, column: Col, ctx: &Ctx<'_>) -> (Clean, Role) {
    match column {
        Col::Name => (line.name.clone(), Role::Strong),
        Col::Count => match line.count {
            Some(many) => (count(many, ctx), Role::Text),
            None => (Clean::literal("–"), Role::Faint),
        },
        Col::Unit => {
            let unit = match line.unit {
                Unit::Accounts => Msg::SegmentUnitAccounts,
                Unit::Leads => Msg::SegmentUnitLeads,
            };
            (ctx.t(unit), Role::Quiet)
        }
        Col::Kind if line.frozen => (ctx.t(Msg::SegmentFrozen), Role::Text),
        Col::Kind => (ctx.t(Msg::SegmentLive), Role::Quiet),
        Col::Owner if line.shared => (line.owner.clone(), Role::Quiet),
        Col::Owner => {
            let args = [("owner", line.owner.as_str().into())];
            (ctx.t_args(Msg::SavedPrivate, &args), Role::Quiet)
        }
        Col::Note => (Clean::new(&line.note), Role::Quiet),
    }
}

/// The one under the cursor in full: its filter, its note, who changed it when.
fn told(page: &SavedPage, line: &SavedLine, area: Rect, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    pen.rule(Rect::new(0, area.y, ctx.size.width, 1));
    let mut y = area.y + 1;
    let mut say = |words: &Words, most: usize| {
        for part in wrap(words, area.width).into_iter().take(most) {
            if y < area.bottom() {
                pen.words(area.x, y, area.width, &part);
                y += 1;
            }
        }
    };
    let filter = if line.kept.1.is_empty() {
        Words::one(ctx.t(Msg::SavedAll), Role::Quiet)
    } else {
        Words::one(Clean::literal("/ "), Role::Accent).and(Clean::new(&line.kept.1), Role::Text)
    };
    say(&filter, 3);
    let detail = page.detail.as_ref().filter(|it| it.id == line.id);
    if let Some(wrong) = detail.and_then(|it| it.wrong.clone()) {
        say(&Words::one(wrong, Role::Bad), 2);
    }
    if !line.note.is_empty() {
        say(&Words::one(Clean::new(&line.note), Role::Quiet), 2);
    }
    let Some(detail) = detail else {
        return;
    };
    if y + 1 < area.bottom() {
        y += 1;
    }
    for entry in &detail.story {
        if y >= area.bottom() {
            return;
        }
        let day = ctx.locale().day_near(entry.at.date(), ctx.today());
        let role = if entry.undone {
            Role::Faint
        } else {
            Role::Quiet
        };
        pen.put(area.x, y, 12, &Clean::from_string(day), role);
        pen.put(area.x + 13, y, 14, &entry.who, role);
        let room = area.width.saturating_sub(28);
        let from = area.x + 28.min(area.width);
        if entry.undone {
            let text = Clean::from_string(entry.words.text());
            pen.put(from, y, room, &text, Role::Faint);
        } else {
            pen.words(from, y, room, &entry.words);
        }
        y += 1;
    }
}
