//! Holds where the lines of the page that compares stand, and what is said above them; what each says is in `lines`.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::data::ComparePage;
use super::lines::{Columns, Sheet};
use super::rows::{self, Row, Spot};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::paint::Pen;
use crate::ui::screens::figures::count;
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::workspace::Unit;

/// From this width on the fields stand beside the funnels.
const BESIDE: u16 = 150;
/// The cells between the two.
const GAP: u16 = 4;

/// How many there are in all.
pub(super) fn how_many(page: &ComparePage, ctx: &Ctx<'_>) -> Vec<Words> {
    let message = match page.unit {
        Unit::Accounts => Msg::CompareOfAccounts,
        Unit::Leads => Msg::CompareOfLeads,
    };
    let n = i64::try_from(page.whole).unwrap_or(i64::MAX);
    let values = [("total", count(page.whole, ctx), Role::Text)];
    vec![ctx.words(message, Role::Quiet, &values, &[("count", n)])]
}

/// The columns of lines, each with its rows.
fn columns(page: &ComparePage, body: Rect) -> Vec<(Rect, Vec<Row>)> {
    let (funnels, fields) = (rows::funnels(page), rows::fields(page));
    if body.width >= BESIDE && !fields.is_empty() {
        let width = (body.width - GAP) / 2;
        let left = Rect { width, ..body };
        let right = Rect {
            x: body.x + width + GAP,
            width: body.width - width - GAP,
            ..body
        };
        return vec![(left, funnels), (right, fields)];
    }
    let mut all = funnels;
    if !fields.is_empty() {
        all.push(Row::Blank);
    }
    all.extend(fields);
    vec![(body, all)]
}

/// The rows that are seen, each where it stands.
fn seen(page: &ComparePage, cursor: Option<Spot>, body: Rect) -> Vec<(Rect, Row)> {
    let mut seen = Vec::new();
    for (area, rows) in columns(page, body) {
        let first = rows::first_seen(&rows, cursor, usize::from(area.height));
        let lines = rows.into_iter().skip(first).zip(area.top()..area.bottom());
        seen.extend(lines.map(|(row, y)| (Rect::new(area.x, y, area.width, 1), row)));
    }
    seen
}

/// What a click at a place means.
pub(super) fn spot_at(
    page: &ComparePage,
    cursor: Option<Spot>,
    body: Rect,
    at: Position,
) -> Option<Spot> {
    let seen = seen(page, cursor, body);
    let row = seen.into_iter().find(|(area, _)| area.contains(at))?.1;
    row.spot()
}

/// Draws the page.
pub(super) fn draw(
    page: &ComparePage,
    cursor: Option<Spot>,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let mut pen = Pen::new(buffer, ctx);
    for (area, row) in seen(page, cursor, body) {
        let sheet = Sheet {
            page,
            columns: Columns::of(area, page.sides.len()),
            ctx,
        };
        sheet.row(row, area, &mut pen);
        if cursor.is_some_and(|spot| row == Row::Spot(spot)) {
            pen.lay(area, Role::CursorLine);
        }
    }
    let columns = columns(page, body);
    if let [(left, _), _] = columns.as_slice() {
        let x = left.right() + GAP / 2 - 1;
        for y in body.top()..body.bottom() {
            let sign = Clean::literal("│");
            pen.put(x, y, 1, &sign, Role::Rule);
        }
    }
}
