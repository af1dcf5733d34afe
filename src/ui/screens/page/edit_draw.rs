//! Holds how a field is drawn while it is typed into: in its own line, what is to be said of it below, and what could be
//! typed over the lines after that.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::edit::Editing;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::theme::Role;
use crate::ui::widgets::{Field, FoundList, Input, wrap};
use crate::ui::words::Words;

/// Where a field is typed into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Its line, the label with it.
    pub(super) line: Rect,
    /// The cells of the label.
    pub(super) label: u16,
    /// Where anything of it may be drawn.
    pub(super) within: Rect,
}

impl Place {
    /// Where the text is.
    const fn value(&self) -> Rect {
        Rect {
            x: self.line.x + self.label,
            width: self.line.width.saturating_sub(self.label),
            ..self.line
        }
    }
}

/// What is to be said of it.
fn note(editing: &Editing, ctx: &Ctx<'_>) -> Option<Words> {
    if let Some(Err(why)) = editing.said().map(|it| &it.read) {
        let role = if editing.judged {
            Role::Bad
        } else {
            Role::Quiet
        };
        // Nobody is told that a field is empty while about to fill it.
        let begun = editing.judged || editing.is_begun();
        return begun.then(|| Words::one(why.clone(), role));
    }
    let overtaken = editing.overtaken;
    overtaken.then(|| Words::one(ctx.t(Msg::FieldOvertaken), Role::Look))
}

/// What stands in it and goes with the first letter is shown as an example is.
fn field<'a>(editing: &'a Editing, empty: &'a Input, ctx: &'a Ctx<'a>) -> Field<'a> {
    let whole = editing.is_whole();
    Field {
        input: if whole { empty } else { &editing.input },
        focused: true,
        wrong: None,
        placeholder: Clean::new(editing.input.text()),
        ctx,
    }
}

/// The part of its line in which the text is, and what it means behind it.
pub(super) fn text_area(editing: &Editing, place: Place) -> (Rect, Clean) {
    let value = place.value();
    let meaning = editing.said().and_then(|it| it.read.as_ref().ok());
    let meaning = meaning.map_or_else(Clean::default, |it| it.meaning.clone());
    let text = Clean::new(editing.input.text()).width();
    let behind = usize::from(!meaning.is_empty()) * (meaning.width() + 2);
    // What it means gives way to what is typed.
    if usize::from(value.width) > text + 1 + behind {
        let width = value.width - cells(behind);
        (Rect { width, ..value }, meaning)
    } else {
        (value, Clean::default())
    }
}

/// Where the caret is.
pub(super) fn caret(editing: &Editing, place: Place, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
    let (area, _) = text_area(editing, place);
    field(editing, &Input::default(), ctx).caret(area)
}

pub(super) fn draw(
    editing: &Editing,
    label: &Clean,
    place: Place,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let Rect { x, y, width, .. } = place.line;
    let mut pen = Pen::new(buffer, ctx);
    pen.clear(place.line);
    let room = place.label.saturating_sub(1);
    pen.put(x, y, room.min(width), label, Role::Strong);
    if x > 0 {
        pen.put(x - 1, y, 1, &Clean::literal("▌"), Role::Accent);
    }
    let (area, meaning) = text_area(editing, place);
    (&field(editing, &Input::default(), ctx)).render(area, buffer);
    let value = place.value();
    let mut pen = Pen::new(buffer, ctx);
    pen.put_right(
        value.right(),
        y,
        value.width - area.width,
        &meaning,
        Role::Quiet,
    );
    // Over what is written: a ground that turns signs round would else have holes.
    pen.lay(place.line, Role::CursorLine);
    let said = draw_note(editing, place, &mut pen, ctx);
    let (found, meant) = editing.offers();
    let list = FoundList {
        within: value,
        found,
        meant,
        value,
        said,
        ctx,
    };
    (&list).render(place.within, buffer);
}

/// Says how many lines below the field it took.
fn draw_note(editing: &Editing, place: Place, pen: &mut Pen<'_>, ctx: &Ctx<'_>) -> u16 {
    let Some(note) = note(editing, ctx) else {
        return 0;
    };
    let value = place.value();
    let lines = wrap(&note, value.width.saturating_sub(1).max(8));
    let height = cells(lines.len());
    let below = place.within.bottom().saturating_sub(value.y + 1);
    let over = value.y.saturating_sub(place.within.y);
    // On the last line it stands above.
    let (top, height) = if below >= height.min(2) {
        (value.y + 1, height.min(below))
    } else {
        let height = height.min(over);
        (value.y - height, height)
    };
    for (y, line) in (top..top + height).zip(&lines) {
        let ground = Rect::new(value.x.saturating_sub(1), y, value.width + 1, 1);
        pen.clear(ground);
        pen.lay(ground, Role::Bar);
        pen.words(value.x, y, value.width, line);
    }
    if top > value.y { height } else { 0 }
}
