//! Holds how a choice in a form is drawn: a line for each of its picks, or all in one line.

use ratatui::layout::Rect;

use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::form_entry::Takes;
use super::form_field::FormField;
use crate::model::Clean;

/// One of a tall choice: its keys, its name.
pub(super) fn draw_pick(field: &FormField, pick: usize, area: Rect, pen: &mut Pen<'_>) {
    let Takes::Choice { picks, .. } = &field.takes else {
        return;
    };
    let digit = if pick < 9 {
        (pick + 1).to_string()
    } else {
        String::new()
    };
    let letter = field.letter(pick).map_or_else(String::new, String::from);
    pen.put(area.x, area.y, 1, &Clean::from_string(digit), Role::Accent);
    let letter = Clean::from_string(letter);
    pen.put(area.x + 2, area.y, 1, &letter, Role::Accent);
    let role = if field.chosen == Some(pick) {
        Role::Strong
    } else {
        Role::Text
    };
    if field.chosen == Some(pick) {
        pen.put(area.x + 4, area.y, 1, &Clean::literal("●"), Role::Accent);
    }
    if let Some(pick) = picks.get(pick) {
        let room = area.width.saturating_sub(6);
        pen.put(area.x + 6, area.y, room, &pick.label, role);
    }
}

/// The picks of a choice in one line, and where each is; what does not fit is left out, but for what is chosen.
pub(super) fn row_picks(field: &FormField, area: Rect) -> Vec<(usize, Rect)> {
    let Takes::Choice { picks, .. } = &field.takes else {
        return Vec::new();
    };
    let bare: u16 = picks.iter().map(|pick| cells(pick.label.width() + 2)).sum();
    let gaps = cells(picks.len().saturating_sub(1)).max(1);
    let gap = (area.width.saturating_sub(bare) / gaps).clamp(1, 3);
    let wide = |index: usize| {
        picks
            .get(index)
            .map_or(0, |it| cells(it.label.width()) + 2 + gap)
    };
    let chosen = field.chosen.unwrap_or(0);
    let mut first = 0;
    while first < chosen && (first..=chosen).map(wide).sum::<u16>() > area.width + gap {
        first += 1;
    }
    let mut x = area.x;
    let mut placed = Vec::new();
    for index in first..picks.len() {
        let room = area.right().saturating_sub(x);
        let width = wide(index).saturating_sub(gap).min(area.width);
        if room < width {
            break;
        }
        placed.push((index, Rect { x, width, ..area }));
        x += wide(index);
    }
    placed
}

pub(super) fn draw_row(field: &FormField, area: Rect, pen: &mut Pen<'_>) {
    let Takes::Choice { picks, .. } = &field.takes else {
        return;
    };
    for (index, place) in row_picks(field, area) {
        let is_chosen = field.chosen == Some(index);
        let (sign, role) = if is_chosen {
            (Clean::literal("●"), Role::Strong)
        } else {
            (Clean::from_string((index + 1).to_string()), Role::Quiet)
        };
        let key = if is_chosen { Role::Accent } else { Role::Faint };
        let sign = pen.put(place.x, area.y, place.width, &sign, key) + 1;
        if let Some(pick) = picks.get(index) {
            let room = place.width.saturating_sub(sign);
            pen.put(place.x + sign, area.y, room, &pick.label, role);
        }
    }
}
