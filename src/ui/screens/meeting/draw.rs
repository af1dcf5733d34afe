//! Draws a page of a meeting: four figures, as large as the window lets them be.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::digits::{self, Size};
use super::{FIGURES, Meeting, topic_name};
use crate::i18n::Msg;
use crate::insight::week::{Count, Of};
use crate::model::{Clean, Layer};
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// From this width on the figures stand in one row.
const WIDE: u16 = 160;
/// Below this width or height they are lines.
const NARROW: u16 = 60;
const LOW: u16 = 12;

/// Where the figures stand.
pub(super) fn tiles(body: Rect) -> [Rect; FIGURES] {
    let rest = Rect {
        y: body.y + 2.min(body.height),
        height: body.height.saturating_sub(2),
        ..body
    };
    let (columns, rows) = match body {
        it if it.width < NARROW || it.height < LOW => (1, 4),
        it if it.width >= WIDE => (4, 1),
        _ => (2, 2),
    };
    let (width, height) = (rest.width / columns, rest.height / rows);
    let mut at = 0;
    [(); FIGURES].map(|()| {
        let (column, row) = (at % columns, at / columns);
        at += 1;
        Rect::new(
            rest.x + column * width,
            rest.y + row * height,
            width,
            height,
        )
    })
}

impl Meeting {
    /// Draws the page.
    pub(super) fn drawn(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let mut pen = Pen::new(buffer, ctx);
        let title = topic_name(self.topic(), ctx);
        pen.put(body.x, body.y, body.width, &title, Role::Strong);
        let counts = self.counts();
        let areas = tiles(body);
        let numbers: Vec<String> = counts.iter().map(|it| number(it.now, ctx)).collect();
        let size = size(&numbers, areas[0]);
        let widest = numbers.iter().map(String::len).max().unwrap_or(0);
        for (at, ((count, number), area)) in counts.iter().zip(&numbers).zip(areas).enumerate() {
            let tile = Tile {
                count,
                number,
                area,
                under_cursor: at == self.spot,
            };
            match size {
                Some(size) => tile.draw(size, &mut pen, ctx),
                None => tile.line(cells(widest), &mut pen, ctx),
            }
        }
    }
}

/// How large all of them can be; nothing where they are lines.
fn size(numbers: &[String], area: Rect) -> Option<Size> {
    let fits = |size: &Size| {
        let wide = |number: &String| size.width(number) + 3 <= area.width;
        area.height > size.height() + 1 && numbers.iter().all(wide)
    };
    [Size::Large, Size::Small].into_iter().find(fits)
}

/// One figure and its place.
struct Tile<'a> {
    count: &'a Count,
    number: &'a str,
    area: Rect,
    under_cursor: bool,
}

impl Tile<'_> {
    /// Draws it large.
    fn draw(&self, size: Size, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
        let area = self.area;
        let inner = area.width.saturating_sub(3);
        self.name(inner, pen, ctx);
        // Where there is room the figure stands apart from its name.
        let apart = u16::from(area.height >= size.height() + 5);
        let top = area.y + 1 + apart;
        let role = figure_role(self.count.of);
        digits::draw(pen, (area.x + 2, top), self.number, size, role);
        let under = top + size.height() + apart;
        pen.words(area.x + 2, under, inner, &change(self.count, ctx));
    }

    /// Draws it as a line.
    fn line(&self, widest: u16, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
        let area = self.area;
        let change = change(self.count, ctx);
        let right = cells(change.width());
        let change_fits = area.width > 24 + widest + right;
        let end = area.right() - if change_fits { right + 2 } else { 0 };
        let inner = end.saturating_sub(area.x + 3 + widest);
        self.name(inner, pen, ctx);
        let role = figure_role(self.count.of);
        pen.put_right(end, area.y, widest, &Clean::new(self.number), role);
        if change_fits {
            pen.words_right(area.right(), area.y, right, &change);
        }
    }

    fn name(&self, room: u16, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
        let role = if self.under_cursor {
            pen.put(
                self.area.x,
                self.area.y,
                1,
                &Clean::literal("▌"),
                Role::Accent,
            );
            Role::Strong
        } else {
            Role::Quiet
        };
        let of = self.count.of.code();
        let name = ctx.t_args(Msg::MeetingFigure, &[("of", of.into())]);
        pen.put(self.area.x + 2, self.area.y, room, &name, role);
    }
}

fn number(count: u64, ctx: &Ctx<'_>) -> String {
    ctx.locale().count(i64::try_from(count).unwrap_or(i64::MAX))
}

/// How it stands against the week before.
fn change(count: &Count, ctx: &Ctx<'_>) -> Words {
    let Some(before) = count.before else {
        return Words::one(ctx.t(Msg::MeetingNow), Role::Quiet);
    };
    let more = count.now > before;
    let by = count.now.abs_diff(before);
    if by == 0 {
        return Words::one(ctx.t(Msg::MeetingSame), Role::Quiet);
    }
    let sign = if more { '+' } else { '−' };
    let by = Clean::from_string(format!("{sign}{}", number(by, ctx)));
    let role = match count.of.more_is_better() {
        Some(better) if better == more => Role::Good,
        Some(_) => Role::Bad,
        None => Role::Strong,
    };
    ctx.words(Msg::MeetingChange, Role::Quiet, &[("by", by, role)], &[])
}

/// What a figure looks like: leads in the hue of their layer, what ends well or badly as everywhere.
const fn figure_role(of: Of) -> Role {
    match of {
        Of::New => Role::Layer(Layer::Potential),
        Of::Forward => Role::Layer(Layer::Intent),
        Of::HighIntent => Role::Layer(Layer::HighIntent),
        Of::NearCustomer => Role::Layer(Layer::NearCustomer),
        Of::Won => Role::Won,
        Of::Lost | Of::Unanswered => Role::Bad,
        Of::Stuck | Of::Overdue | Of::Returned => Role::Look,
        Of::Back | Of::Reopened | Of::NoStep | Of::ParkedDue | Of::Handed | Of::Feedback => {
            Role::Strong
        }
    }
}
