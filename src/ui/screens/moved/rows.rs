//! Holds how those who entered a segment and those who left it are drawn: side by side, or one list where it is narrow.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Stand;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::event::Pointer;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::MovedLine;
use crate::ui::screens::figures::count;
use crate::ui::theme::Role;
use crate::ui::widgets::{Lines, wrap};
use crate::ui::words::Words;

/// From this width on both lists are seen.
const BOTH: u16 = 96;
/// The cells between them.
const GAP: u16 = 4;

/// What is drawn.
pub(super) struct Seen<'a> {
    pub(super) stand: &'a Stand,
    pub(super) on_left: bool,
    pub(super) entered: &'a Lines,
    pub(super) left: &'a Lines,
}

/// Where a list is, if it is seen.
fn place(body: Rect, left: bool, on_left: bool) -> Option<Rect> {
    if body.width < BOTH {
        return (left == on_left).then_some(body);
    }
    let width = (body.width - GAP) / 2;
    let x = if left { body.x + width + GAP } else { body.x };
    Some(Rect::new(x, body.y, width, body.height))
}

/// How many lines are seen of a list.
pub(super) fn height(body: Rect) -> usize {
    usize::from(body.height.saturating_sub(1))
}

/// Which list is under the mouse, and which of its rows.
pub(super) fn at(body: Rect, pointer: Pointer, on_left: bool) -> Option<(bool, usize)> {
    [false, true].into_iter().find_map(|left| {
        let area = place(body, left, on_left)?;
        let inside = pointer.x >= area.x && pointer.x < area.right();
        let row = pointer.y.checked_sub(area.y + 1)?;
        inside.then_some((left, usize::from(row)))
    })
}

/// Draws all of it.
pub(super) fn draw(seen: &Seen<'_>, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
    let mut pen = Pen::new(buffer, ctx);
    let page = match seen.stand {
        Stand::Here(page) => page,
        Stand::Nothing | Stand::Reading(None) => {
            pen.put(
                body.x,
                body.y,
                body.width,
                &ctx.t(Msg::MovedReading),
                Role::Quiet,
            );
            return;
        }
        Stand::Reading(Some(going)) => {
            let values = [
                ("n", count(going.rows, ctx), Role::Text),
                (
                    "millis",
                    Clean::from_string(ctx.locale().count((going.millis / 1000).cast_signed())),
                    Role::Quiet,
                ),
            ];
            let words = ctx.words(Msg::MovedGoing, Role::Quiet, &values, &[]);
            pen.words(body.x, body.y, body.width, &words);
            return;
        }
        Stand::Failed(why) => {
            let text = why.clone().unwrap_or_else(|| ctx.t(Msg::MovedStopped));
            let words = Words::one(text, Role::Look);
            for (y, line) in (body.y..body.bottom()).zip(wrap(&words, body.width)) {
                pen.words(body.x, y, body.width, &line);
            }
            return;
        }
    };
    for left in [false, true] {
        let Some(area) = place(body, left, seen.on_left) else {
            continue;
        };
        let (lines, cursor, head) = if left {
            (&page.left, seen.left, Msg::MovedLeft)
        } else {
            (&page.entered, seen.entered, Msg::MovedEntered)
        };
        let here = left == seen.on_left;
        let number = u64::try_from(lines.len()).unwrap_or(u64::MAX);
        let role = if here { Role::Accent } else { Role::Strong };
        let values = [("n", count(number, ctx), Role::Text)];
        pen.words(
            area.x,
            area.y,
            area.width,
            &ctx.words(head, role, &values, &[]),
        );
        let absent = if left { Msg::MovedGone } else { Msg::MovedNew };
        list(lines, cursor, (here, absent), area, &mut pen, ctx);
    }
}

fn list(
    lines: &[MovedLine],
    cursor: &Lines,
    (here, absent): (bool, Msg),
    area: Rect,
    pen: &mut Pen<'_>,
    ctx: &Ctx<'_>,
) {
    if lines.is_empty() && area.height > 1 {
        pen.put(
            area.x,
            area.y + 1,
            area.width,
            &ctx.t(Msg::MovedNobody),
            Role::Faint,
        );
        return;
    }
    let seen = cursor.seen(lines.len(), height(area));
    let when = |line: &MovedLine| {
        let day = line.when;
        let day = day.map(|day| ctx.locale().day_near(day, ctx.today()));
        Clean::from_string(day.unwrap_or_default())
    };
    let why = |line: &MovedLine| line.why.clone().unwrap_or_else(|| ctx.t(absent));
    let widest = |of: &dyn Fn(&MovedLine) -> usize| {
        let shown = lines.iter().skip(seen.start).take(seen.len());
        cells(shown.map(of).max().unwrap_or(0))
    };
    // A name has what the day and the reason leave, and they what it does not need.
    let day = widest(&|it| when(it).width());
    let room = area.width.saturating_sub(day + 4);
    let names = widest(&|it| it.name.width());
    let reasons = widest(&|it| why(it).width());
    let name = names.min((room / 2).max(room.saturating_sub(reasons)));
    for (row, at) in seen.enumerate() {
        let y = area.y + 1 + cells(row);
        let Some(line) = lines.get(at) else {
            break;
        };
        pen.put(area.x, y, day, &when(line), Role::Quiet);
        let x = area.x + day + 2;
        pen.put(x, y, name, &line.name, Role::Text);
        let x = x + name + 2;
        let room = area.right().saturating_sub(x);
        let role = if line.why.is_some() {
            Role::Quiet
        } else {
            Role::Faint
        };
        pen.put(x, y, room, &why(line), role);
        if here && at == cursor.cursor() {
            pen.lay(Rect::new(area.x, y, area.width, 1), Role::CursorLine);
        }
    }
}
