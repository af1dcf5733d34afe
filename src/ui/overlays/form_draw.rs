//! Holds how a form is drawn: names at the left, values beside them, what is wrong below, what was found over the rest.
//!
//! A narrow window has the names above the values; a low one shows the lines around the field that is filled.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::chrome::over;
use super::super::ctx::Ctx;
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::super::widgets::{Field, FoundList, Popup};
use super::After;
use super::form::Form;
use super::form_entry::Takes;
use super::form_field::FormField;
use super::form_picks::{draw_pick, draw_row, row_picks};
use crate::i18n::Msg;
use crate::model::Clean;

/// The widest that a form gets.
const WIDEST: u16 = 84;
/// The cells that values keep beside long names, where there is room.
const VALUE: u16 = 44;
/// From this width on, names stand beside values.
const BESIDE: u16 = 44;

/// One line of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// A name above its value.
    Name,
    /// A value, with its name beside it where there is room.
    Value,
    /// One of a tall choice.
    Pick(usize),
    /// What is to be said of the field.
    Note,
    /// Nothing.
    Gap,
}

/// Where the parts of a line are.
#[derive(Debug, Clone, Copy)]
struct Place {
    name: u16,
    value: Rect,
    popup: Rect,
}

impl Form {
    /// The lines of all fields.
    fn lines(&self, beside: bool, roomy: bool, ctx: &Ctx<'_>) -> Vec<(usize, Line)> {
        let mut lines = Vec::new();
        for (index, field) in self.fields.iter().enumerate() {
            let mut push = |line| lines.push((index, line));
            if !beside {
                push(Line::Name);
            }
            match &field.takes {
                Takes::Choice { picks, tall: true } => {
                    (0..picks.len()).for_each(|pick| push(Line::Pick(pick)));
                }
                Takes::Choice { .. }
                | Takes::Text
                | Takes::Email
                | Takes::Step
                | Takes::Date { .. }
                | Takes::Money { .. }
                | Takes::Lookup { .. } => push(Line::Value),
            }
            if field.note(index == self.focus, ctx).is_some() {
                push(Line::Note);
            } else if roomy {
                push(Line::Gap);
            }
        }
        if roomy {
            lines.pop_if(|(_, line)| *line == Line::Gap);
        }
        lines
    }

    /// The popup, the lines that are seen in it, and how wide the names beside the values are.
    fn laid<'a>(&self, screen: Rect, ctx: &'a Ctx<'a>) -> (Popup<'a>, Vec<(usize, Line, Place)>) {
        let beside = screen.width >= BESIDE;
        let all = self.lines(beside, true, ctx);
        let roomy = all.len() + 4 <= usize::from(screen.height);
        let lines = if roomy {
            all
        } else {
            self.lines(beside, false, ctx)
        };
        let popup = Popup {
            title: if self.leaving {
                ctx.t(Msg::FormLeave)
            } else {
                self.title.clone()
            },
            about: self.about.clone(),
            width: WIDEST,
            lines: cells(lines.len()),
            ctx,
        };
        let inside = popup.inside(screen);
        let widest = self.fields.iter().map(|it| it.label.width()).max();
        let name = if beside {
            let most = inside.width.saturating_sub(VALUE).max(inside.width / 3);
            cells(widest.unwrap_or(0) + 2).min(most)
        } else {
            0
        };
        let first = self.first(&lines, usize::from(inside.height));
        let seen = lines.into_iter().skip(first);
        let seen = seen.take(usize::from(inside.height)).enumerate();
        let placed = seen.map(|(row, (index, line))| {
            let y = inside.y + cells(row);
            let place = Place {
                name,
                value: Rect::new(inside.x + name, y, inside.width - name, 1),
                popup: popup.area(screen),
            };
            (index, line, place)
        });
        let placed = placed.collect();
        (popup, placed)
    }

    /// What was found for the field that is filled, and lies over what is below it.
    fn found_list<'a>(
        &'a self,
        placed: &[(usize, Line, Place)],
        ctx: &'a Ctx<'a>,
    ) -> Option<FoundList<'a>> {
        let is_value = |it: &&(usize, Line, Place)| it.0 == self.focus && it.1 == Line::Value;
        let (.., place) = placed.iter().find(is_value)?;
        let field = self.fields.get(self.focus)?;
        Some(FoundList {
            found: &field.found,
            meant: field.meant(),
            value: place.value,
            within: place.popup,
            said: u16::from(field.note(true, ctx).is_some()),
            ctx,
        })
    }

    /// Draws it; says where the caret is.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        let (popup, placed) = self.laid(screen, ctx);
        (&popup).render(screen, buffer);
        let mut caret = None;
        for (index, line, place) in &placed {
            let Some(field) = self.fields.get(*index) else {
                continue;
            };
            let focused = *index == self.focus;
            let at = self.draw_line(field, *line, *place, focused, buffer, ctx);
            if focused && *line == Line::Value {
                caret = at;
            }
        }
        if let Some(found) = self.found_list(&placed, ctx) {
            (&found).render(screen, buffer);
        }
        caret
    }

    /// A click: takes what was found there, one of a choice, or goes to the field, into what is typed there.
    pub fn click(&mut self, at: Position, ctx: &Ctx<'_>) -> After {
        let (popup, placed) = self.laid(over(ctx.size), ctx);
        let found = self.found_list(&placed, ctx);
        if let Some(found) = found.and_then(|it| it.hit(over(ctx.size), at)) {
            let field = self.fields.get_mut(self.focus);
            return After::Stay(field.is_some_and(|it| it.put_found(Some(found))));
        }
        if !popup.area(over(ctx.size)).contains(at) {
            return After::Stay(false);
        }
        let Some((index, line, place)) = placed.iter().find(|it| it.2.value.y == at.y) else {
            return After::Stay(false);
        };
        let was_there = self.focus == *index;
        let value = place.value.contains(at).then_some(place.value);
        self.to(*index);
        let Some(field) = self.fields.get_mut(*index) else {
            return After::Stay(true);
        };
        let pick = match (line, value) {
            (Line::Pick(pick), _) => Some(*pick),
            (Line::Value, Some(value)) if matches!(field.takes, Takes::Choice { .. }) => {
                let placed = row_picks(field, value);
                let there = placed.into_iter().find(|(_, area)| area.contains(at));
                there.map(|(pick, _)| pick)
            }
            (Line::Value, Some(value)) => {
                let (text, _) = text_area(field, value, ctx);
                field.input.point(text, at.x, was_there);
                None
            }
            (Line::Value, None) | (Line::Name | Line::Note | Line::Gap, _) => None,
        };
        if pick.is_some() {
            field.typed();
            field.chosen = pick;
        }
        After::Stay(true)
    }

    /// The first line that is seen: as far down as the field that is filled needs.
    fn first(&self, lines: &[(usize, Line)], height: usize) -> usize {
        let end = lines
            .iter()
            .rposition(|(index, _)| *index == self.focus)
            .map_or(0, |last| last + 1);
        let begin = lines
            .iter()
            .position(|(index, _)| *index == self.focus)
            .unwrap_or(0);
        let field = self.fields.get(self.focus);
        let chosen = field.and_then(|it| it.chosen);
        // A choice that is higher than the window shows what is chosen of it, or that it is not to be left without.
        let missed = chosen.is_none() && field.is_some_and(|it| it.judged);
        let end = if end - begin > height && !missed {
            begin + chosen.unwrap_or(0).max(height.saturating_sub(1)) + 1
        } else {
            end
        };
        end.saturating_sub(height)
    }

    fn draw_line(
        &self,
        field: &FormField,
        line: Line,
        place: Place,
        focused: bool,
        buffer: &mut Buffer,
        ctx: &Ctx<'_>,
    ) -> Option<(u16, u16)> {
        let (value, y) = (place.value, place.value.y);
        let left = value.x - place.name;
        let role = if focused { Role::Strong } else { Role::Quiet };
        let mut pen = Pen::new(buffer, ctx);
        let beside = place.name > 0 && matches!(line, Line::Value | Line::Pick(0));
        if beside {
            pen.put(left, y, place.name.saturating_sub(1), &field.label, role);
        }
        match line {
            Line::Name => {
                pen.put(left, y, value.width, &field.label, role);
            }
            Line::Gap => {}
            Line::Note => {
                if let Some(note) = field.note(focused, ctx) {
                    pen.words(value.x, y, value.width, &note);
                }
            }
            Line::Pick(pick) => {
                draw_pick(field, pick, value, &mut pen);
                if field.chosen == Some(pick) {
                    bar(place.popup, y, focused, &mut pen);
                }
            }
            Line::Value if matches!(field.takes, Takes::Choice { .. }) => {
                draw_row(field, value, &mut pen);
                if focused {
                    bar(place.popup, y, true, &mut pen);
                }
            }
            Line::Value => {
                let at = draw_value(field, value, focused, buffer, ctx);
                if focused {
                    bar(place.popup, y, true, &mut Pen::new(buffer, ctx));
                }
                return at;
            }
        }
        None
    }
}

/// The ground of the line that is filled now; of what is chosen elsewhere, only its sign.
fn bar(popup: Rect, y: u16, focused: bool, pen: &mut Pen<'_>) {
    if focused {
        pen.lay(Rect::new(popup.x, y, popup.width, 1), Role::CursorLine);
        pen.put(popup.x, y, 1, &Clean::literal("▌"), Role::Accent);
    }
}

/// A line of text, and what it means behind it.
fn draw_value(
    field: &FormField,
    area: Rect,
    focused: bool,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) -> Option<(u16, u16)> {
    let (line, meaning) = text_area(field, area, ctx);
    let widget = Field {
        input: &field.input,
        focused,
        wrong: None,
        placeholder: field.example.clone(),
        ctx,
    };
    (&widget).render(line, buffer);
    let behind = area.width - line.width;
    Pen::new(buffer, ctx).put_right(area.right(), area.y, behind, &meaning, Role::Quiet);
    widget.caret(line)
}

/// The part of its line in which the text is, and what it means behind it. That gives way to what is typed, unless it is a
/// day that was read out of a sentence: nobody takes a day that they have not seen.
fn text_area(field: &FormField, area: Rect, ctx: &Ctx<'_>) -> (Rect, Clean) {
    let meaning = field.meaning(ctx);
    let text = Clean::new(field.input.text()).width();
    let behind = usize::from(!meaning.is_empty()) * (meaning.width() + 2);
    let stays = matches!(field.takes, Takes::Step) && usize::from(area.width) >= 2 * behind;
    if stays || usize::from(area.width) > text + 1 + behind {
        let width = area.width - cells(behind);
        (Rect { width, ..area }, meaning)
    } else {
        (area, Clean::default())
    }
}
