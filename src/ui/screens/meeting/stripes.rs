//! Draws the bars beside lines and goals: how much it is, and how much it may yet be.

use ratatui::layout::Rect;

use super::lines::value_role;
use crate::minutes::{Line, Stripe, Tone};
use crate::model::Clean;
use crate::ui::paint::Pen;
use crate::ui::theme::Role;

/// Draws a bar in a row, which may go to both sides from its middle, and be lower than it where the next one touches.
pub(super) fn stripe(
    line: &Line,
    it: Stripe,
    (area, signed, apart): (Rect, bool, bool),
    pen: &mut Pen<'_>,
) {
    if area.width == 0 {
        return;
    }
    let role = match (line.layer, line.tone) {
        (Some(layer), _) => Role::Layer(layer),
        (None, Tone::Plain) => Role::Quiet,
        (None, tone) => value_role(tone),
    };
    let half = area.width / 2;
    let room = if signed { half } else { area.width };
    let eighths = |share: f64| (share.abs().min(1.0) * f64::from(room) * 8.0).round() as u32;
    if it.to < 0.0 {
        // Eighths begin at the left, so what goes to the left is whole cells.
        let wide = (eighths(it.to).div_ceil(8)).min(room.into());
        let wide = u16::try_from(wide).unwrap_or(room);
        let left = (area.x + half - wide, area.y);
        bar(pen, left, u32::from(wide) * 8, apart, role);
        return;
    }
    let start = if signed { area.x + half } else { area.x };
    if let Some(further) = it.further {
        let wide = u16::try_from(eighths(further).div_ceil(8)).unwrap_or(room);
        let shade = Clean::from_string("░".repeat(usize::from(wide.min(room))));
        pen.put(start, area.y, room, &shade, Role::Quiet);
    }
    bar(pen, (start, area.y), eighths(it.to), apart, role);
}

/// A bar; where lines touch it is lower than its line, or one could not be told from the next.
fn bar(pen: &mut Pen<'_>, (x, y): (u16, u16), eighths: u32, apart: bool, role: Role) {
    if apart {
        return pen.bar(x, y, eighths, role);
    }
    let whole = u16::try_from(eighths.div_ceil(8)).unwrap_or(u16::MAX);
    let low = Clean::from_string("▆".repeat(usize::from(whole)));
    pen.put(x, y, whole, &low, role);
}
