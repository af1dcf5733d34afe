//! Holds how a choice in a form is drawn: a line for each of its picks, or all in one line.

use ratatui::layout::Rect;

use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::form_entry::{Pick, Takes};
use super::form_field::FormField;
use crate::model::Clean;

/// Of a name that is cut, so many cells are seen at least: fewer tell nothing.
const LEAST: usize = 4;

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

/// How many cells a name may take so that all picks are seen in a line: long ones give way, short ones stay whole.
fn longest(picks: &[Pick], width: u16) -> usize {
    let widths = || picks.iter().map(|it| it.label.width());
    let longest = widths().max().unwrap_or(0);
    // Each has a sign and a space before it, and all but the last a space behind.
    let besides = (3 * picks.len()).saturating_sub(1);
    let fit = |most: &usize| {
        let names: usize = widths().map(|it| it.min(*most)).sum();
        names + besides <= usize::from(width)
    };
    (LEAST..=longest).rev().find(fit).unwrap_or(longest)
}

/// The picks of a choice in one line, and where each is: names are cut where not all fit; where even that is too
/// little, some picks are left out, but for what is chosen.
pub(super) fn row_picks(field: &FormField, area: Rect) -> Vec<(usize, Rect)> {
    let Takes::Choice { picks, .. } = &field.takes else {
        return Vec::new();
    };
    let most = longest(picks, area.width);
    let bare = |pick: &Pick| cells(pick.label.width().min(most) + 2);
    let all: u16 = picks.iter().map(bare).sum();
    let gaps = cells(picks.len().saturating_sub(1)).max(1);
    let gap = (area.width.saturating_sub(all) / gaps).clamp(1, 3);
    let wide = |index: usize| picks.get(index).map_or(0, |it| bare(it) + gap);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// How wide each pick of a line is, with its sign.
    fn placed(names: &[&str], width: u16) -> Vec<u16> {
        let pick = |name: &&str| Pick {
            code: (*name).to_owned(),
            label: Clean::new(name),
        };
        let takes = Takes::Choice {
            picks: names.iter().map(pick).collect(),
            tall: false,
        };
        let field = FormField::new(Clean::default(), takes);
        let area = Rect::new(0, 0, width, 1);
        let placed = row_picks(&field, area);
        assert!(placed.iter().all(|(_, it)| it.right() <= width));
        placed.into_iter().map(|(_, it)| it.width).collect()
    }

    #[test]
    fn a_long_name_is_cut_before_a_choice_is_out_of_sight() {
        let layers = [
            "Potential",
            "Interested",
            "On the short list of a board",
            "Engaged",
            "Near",
        ];
        // With room for all nothing is cut.
        assert_eq!(placed(&layers, 100), [11, 12, 30, 9, 6]);
        // The long one gives way, the others stay whole.
        assert_eq!(placed(&layers, 60), [11, 12, 18, 9, 6]);
        assert_eq!(placed(&layers, 40), [7, 7, 7, 7, 6]);
        // Where nothing of the names would be seen, some are left out.
        assert_eq!(placed(&layers, 24), [11, 12]);
    }
}
