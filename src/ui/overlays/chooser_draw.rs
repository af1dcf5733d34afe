//! Holds how a list to choose from is drawn: what is typed on top, below it the lines that fit, or why there are none.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation;

use super::super::ctx::Ctx;
use super::super::paint::{Pen, cells};
use super::super::theme::Role;
use super::super::widgets::{Field, Popup};
use super::super::words::Words;
use super::chooser::{Choice, Chooser, WISHED_LINES};
use crate::i18n::Msg;
use crate::model::Clean;

/// So many cells are enough for most lines, in windows that are not large.
const ROOMY: u16 = 76;

impl Chooser {
    pub(super) fn popup<'a>(&self, ctx: &'a Ctx<'a>) -> Popup<'a> {
        let widest = |width: fn(&Choice) -> usize| self.items.iter().map(width).max().unwrap_or(0);
        let after = widest(|item| item.after.width());
        let width = widest(|item| item.before.width())
            + widest(|item| item.label.width() + item.reason())
            + if after == 0 { 2 } else { after + 6 };
        let width = width.max(self.title.width()).max(self.about.width());
        Popup {
            title: self.title.clone(),
            about: self.about.clone(),
            width: cells(width).clamp(30, ROOMY.max(ctx.size.width / 4 * 3)),
            // The list does not get smaller while one types: nothing jumps.
            lines: cells(self.items.len()).min(WISHED_LINES.max(ctx.size.height / 2)) + 2,
            ctx,
        }
    }

    pub(super) fn height(&self, screen: Rect, ctx: &Ctx<'_>) -> usize {
        usize::from(self.popup(ctx).inside(screen).height.saturating_sub(2))
    }

    /// Draws it; says where the caret is.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        let popup = self.popup(ctx);
        (&popup).render(screen, buffer);
        let field = Field {
            input: &self.input,
            focused: true,
            wrong: None,
            placeholder: ctx.t(self
                .typed
                .map_or(Msg::ChooserPlaceholder, |(example, _)| example)),
            ctx,
        };
        let (line, list) = popup.with_line(screen);
        (&field).render(line, buffer);
        if let Some(refused) = self.refused.as_ref().filter(|_| list.height > 0) {
            let mut pen = Pen::new(buffer, ctx);
            pen.put(list.x, list.y - 1, list.width, refused, Role::Look);
        }
        self.draw_list(list, popup.area(screen), buffer, ctx);
        field.caret(line)
    }

    fn draw_list(&self, list: Rect, popup: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let mut pen = Pen::new(buffer, ctx);
        if self.kept.is_empty() && list.height > 0 {
            let first = Rect::new(list.x, list.y, list.width, 1);
            if let Some(own) = self.own(ctx) {
                draw_item(&mut pen, first, 0, &own, &[]);
                draw_cursor(&mut pen, first, popup);
            } else {
                let nothing = self
                    .typed
                    .map_or(Msg::ChooserNothing, |(example, _)| example);
                pen.put(list.x, list.y, list.width, &ctx.t(nothing), Role::Quiet);
            }
        }
        if list.height == 0 {
            return;
        }
        let before = self
            .items
            .iter()
            .map(|item| item.before.width())
            .max()
            .unwrap_or(0);
        let before = if before == 0 {
            0
        } else {
            cells(before + 2).min(list.width / 2)
        };
        let seen = self.lines.seen(self.kept.len(), usize::from(list.height));
        for (row, line) in seen.enumerate() {
            let area = Rect::new(list.x, list.y + cells(row), list.width, 1);
            let kept = self.kept.get(line);
            let item = kept.and_then(|(index, at)| Some((self.items.get(*index)?, at)));
            if let Some((item, at)) = item {
                draw_item(&mut pen, area, before, item, at);
            }
            if line == self.lines.cursor() {
                draw_cursor(&mut pen, area, popup);
            }
        }
    }
}

/// Draws the cursor on a line of the list, from edge to edge.
fn draw_cursor(pen: &mut Pen<'_>, line: Rect, popup: Rect) {
    pen.lay(Rect::new(popup.x, line.y, popup.width, 1), Role::CursorLine);
    if popup.x < line.x {
        pen.put(popup.x, line.y, 1, &Clean::literal("▌"), Role::Accent);
    }
}

/// So many cells are brief.
const BRIEF: u16 = 20;
/// Of a text so many cells say what it is.
const LEGIBLE: u16 = 30;

/// Draws a line: what stands before it in so many cells, what it is, its letters that fit, why it cannot be chosen.
fn draw_item(pen: &mut Pen<'_>, area: Rect, before: u16, item: &Choice, at: &[usize]) {
    let role = if item.why_not.is_some() {
        Role::Faint
    } else {
        Role::Text
    };
    pen.put(
        area.x,
        area.y,
        before.saturating_sub(1),
        &item.before,
        Role::Accent,
    );
    let x = area.x + before;
    let label = marked(&item.label, at, role);
    // What stands after it, where that is short, is not given up for the end of a long text: who it was, which key.
    let after = cells(item.after.width());
    let all = area.width.saturating_sub(before);
    let kept = match after {
        1..=BRIEF if all >= LEGIBLE + after + 2 => after + 2,
        _ => 0,
    };
    let used = pen.words(x, area.y, all - kept, &label) + 2;
    let mut room = area.width.saturating_sub(before + used);
    if !item.after.is_empty() && usize::from(room) >= item.after.width() {
        pen.put_right(area.right(), area.y, room, &item.after, Role::Quiet);
        room = room.saturating_sub(cells(item.after.width()) + 2);
    }
    if let Some(why_not) = &item.why_not {
        // A reason of a few signs would say nothing.
        if usize::from(room) >= why_not.width().min(12) {
            pen.put(x + used, area.y, room, why_not, Role::Faint);
        }
    }
}

/// A text with the letters of these numbers set apart; a letter stays whole with its accents.
fn marked(text: &Clean, at: &[usize], role: Role) -> Words {
    let (mut words, mut run, mut run_fits, mut number) = (Words::new(), String::new(), false, 0);
    let of = |fits| if fits { Role::Accent } else { role };
    for letter in text.as_str().graphemes(true) {
        let next = number + letter.chars().count();
        let fits = at.iter().any(|at| (number..next).contains(at));
        if fits != run_fits {
            words.push(Clean::from_string(std::mem::take(&mut run)), of(run_fits));
        }
        run.push_str(letter);
        (run_fits, number) = (fits, next);
    }
    words.and(Clean::from_string(run), of(run_fits))
}
