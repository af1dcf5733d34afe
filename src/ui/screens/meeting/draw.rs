//! Draws a page of a meeting: figures as large as the window lets them be, and lines where a page says more.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::beside::{change, changes};
use super::digits::{self, Size};
use super::goals::Goals;
use super::lines::{self, Rows};
use super::{Meeting, MeetingPage, topic_name};
use crate::i18n::Msg;
use crate::insight::week::{Count, Of};
use crate::model::{Clean, Layer, Topic};
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::theme::Role;
use crate::ui::widgets::wrap;
use crate::ui::words::Words;

/// From this width on the figures stand in one row.
const WIDE: u16 = 160;
/// Below this width or height they are lines.
const NARROW: u16 = 60;
const LOW: u16 = 12;
/// From this height on a page has figures above and lines below.
const BOTH: u16 = 18;
/// From this height on there is room to spare, and from this one on for figures that fill a wall.
const TALL: u16 = 28;
const WALL: u16 = 48;

/// Where everything of a page is.
pub(super) struct Layout {
    tiles: Vec<Rect>,
    size: Option<Size>,
    goals: Option<Goals>,
    rows: Option<Rows>,
}

impl Layout {
    fn of(page: &MeetingPage, spot: usize, body: Rect, ctx: &Ctx<'_>) -> Self {
        let rest = below(body, 2);
        let said = said(page, rest, ctx);
        // What is said of a page with figures stands below them.
        let rest = Rect {
            height: rest.height.saturating_sub(cells(said.len())),
            ..rest
        };
        let counts = &page.sitting.counts;
        let numbers: Vec<String> = counts.iter().map(|it| number(it.now, ctx)).collect();
        if counts.is_empty() {
            let is_aimed = page.sitting.topic == Topic::Forecast;
            let goals = is_aimed.then(|| Goals::of(&page.lines, rest)).flatten();
            let as_rows = || Rows::of(&page.lines, Some(spot), rest, ctx);
            return Self {
                tiles: Vec::new(),
                size: None,
                rows: goals.is_none().then(as_rows),
                goals,
            };
        }
        let both = !page.lines.is_empty() && body.height >= BOTH && body.width >= NARROW;
        // More than four figures stand in two rows.
        let high = match (counts.len() > 4, body.height >= TALL) {
            (false, false) => 6,
            (false, true) if body.height >= WALL => 16,
            (false, true) => 10,
            (true, false) => 12,
            (true, true) => 16,
        };
        let top = if both {
            Rect {
                height: high,
                ..rest
            }
        } else {
            rest
        };
        let (tiles, size) = tiles(top, &numbers);
        let rows = both.then(|| {
            let under = below(rest, top.height + u16::from(body.height >= TALL));
            let at = spot.checked_sub(counts.len());
            Rows::of(&page.lines, at, under, ctx)
        });
        Self {
            tiles,
            size,
            goals: None,
            rows,
        }
    }
}

/// What is left of an area below its first lines.
const fn below(area: Rect, lines: u16) -> Rect {
    let lines = if lines < area.height {
        lines
    } else {
        area.height
    };
    Rect {
        y: area.y + lines,
        height: area.height - lines,
        ..area
    }
}

/// Where the figures stand, and how large they can be; as lines where they can't.
fn tiles(area: Rect, numbers: &[String]) -> (Vec<Rect>, Option<Size>) {
    let many = numbers.len().max(1);
    let count = cells(many);
    let options: &[u16] = match (many, area.width >= WIDE) {
        (..=4, true) => &[count, 2],
        (..=4, false) => &[2, count],
        (_, true) => &[count, 3, 2],
        (_, false) => &[3, 2],
    };
    let fits = |size: Size, columns: u16| {
        let rows = count.div_ceil(columns);
        let wide = |it: &String| size.width(it) + size.apart() <= area.width / columns;
        area.height / rows > size.height() + 1 && numbers.iter().all(wide)
    };
    if area.width >= NARROW && area.height + 2 >= LOW.min(area.height + 2) {
        for size in [Size::Huge, Size::Large, Size::Small] {
            if let Some(columns) = options.iter().find(|it| fits(size, **it)) {
                return (grid(area, *columns, many), Some(size));
            }
        }
    }
    let high = (area.height / count).clamp(1, 3);
    let line = |at: usize| Rect {
        y: area.y + cells(at) * high,
        height: 1,
        ..area
    };
    let seen = |it: &Rect| it.y < area.bottom();
    ((0..many).map(line).filter(seen).collect(), None)
}

fn grid(area: Rect, columns: u16, many: usize) -> Vec<Rect> {
    let rows = cells(many).div_ceil(columns);
    let (width, height) = (area.width / columns, area.height / rows);
    let tile = |at: usize| {
        let (column, row) = (cells(at) % columns, cells(at) / columns);
        Rect::new(
            area.x + column * width,
            area.y + row * height,
            width,
            height,
        )
    };
    (0..many).map(tile).collect()
}

impl Meeting {
    /// Where what the cursor can stand on is, in its order.
    pub(super) fn places(&self, body: Rect, ctx: &Ctx<'_>) -> Vec<Rect> {
        let Some(page) = self.shown() else {
            return Vec::new();
        };
        let layout = Layout::of(page, self.spot, body, ctx);
        let rows = layout.rows.iter().flat_map(Rows::places);
        let goals = layout.goals.iter().flat_map(|it| it.places(&page.lines));
        let tiles = layout.tiles.iter().copied();
        tiles.chain(goals).chain(rows).collect()
    }

    /// Draws the page.
    pub(super) fn drawn(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let mut pen = Pen::new(buffer, ctx);
        let title = topic_name(self.topic(), ctx);
        pen.put(body.x, body.y, body.width, &title, Role::Strong);
        let Some(page) = self.shown() else {
            return;
        };
        let layout = Layout::of(page, self.spot, body, ctx);
        let counts = &page.sitting.counts;
        let numbers: Vec<String> = counts.iter().map(|it| number(it.now, ctx)).collect();
        let widest = cells(numbers.iter().map(String::len).max().unwrap_or(0));
        let room = body.width.saturating_sub(widest);
        let (changes, right) = changes(counts, self.stands(), room, ctx);
        let figures = counts.iter().zip(&numbers).zip(&layout.tiles);
        for (at, ((count, number), area)) in figures.enumerate() {
            let tile = Tile {
                count,
                stands: self.stands(),
                number,
                area: *area,
                under_cursor: at == self.spot,
            };
            match layout.size {
                Some(size) => tile.draw(size, &mut pen, ctx),
                None => tile.line(&changes[at], (widest, right), &mut pen, ctx),
            }
        }
        if let Some(goals) = &layout.goals {
            goals.draw(&page.lines, self.spot, &mut pen);
        }
        if let Some(rows) = &layout.rows {
            lines::draw(&page.lines, rows, &mut pen);
        }
        let said = said(page, body, ctx);
        let top = if counts.is_empty() {
            body.y + 2
        } else {
            body.bottom().saturating_sub(cells(said.len()))
        };
        for (y, line) in (top..body.bottom()).zip(&said) {
            pen.words(body.x + 2, y, body.width.saturating_sub(2), line);
        }
    }
}

/// What is said of a page on which nothing is, in lines.
fn said(page: &MeetingPage, area: Rect, ctx: &Ctx<'_>) -> Vec<Words> {
    let words = nothing(page).map(|it| Words::one(ctx.t(it), Role::Quiet));
    words.map_or_else(Vec::new, |it| wrap(&it, area.width.saturating_sub(2)))
}

/// What is said of a page on which nothing is.
const fn nothing(page: &MeetingPage) -> Option<Msg> {
    if !page.lines.is_empty() {
        return None;
    }
    match page.sitting.topic {
        Topic::Last => Some(Msg::MeetingNothingOpen),
        Topic::Decisions => Some(Msg::MeetingNothingDecided),
        Topic::Feedback => Some(Msg::MeetingNothingSaid),
        Topic::Forecast => Some(Msg::MeetingNothingAimed),
        Topic::Week | Topic::Moves | Topic::Why | Topic::Waits | Topic::Teams | Topic::Capacity => {
            None
        }
    }
}

/// One figure and its place.
struct Tile<'a> {
    count: &'a Count,
    stands: Msg,
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
        let apart = u16::from(area.height >= size.height() + 4);
        let top = area.y + 1 + apart;
        let role = figure_role(self.count);
        digits::draw(pen, (area.x + 2, top), self.number, size, role);
        let under = top + size.height() + u16::from(area.height >= size.height() + 5);
        let said = change(self.count, self.stands, false, ctx);
        let said = if said.width() > usize::from(inner) {
            change(self.count, self.stands, true, ctx)
        } else {
            said
        };
        pen.words(area.x + 2, under, inner, &said);
    }

    /// Draws it as a line.
    fn line(&self, change: &Words, (widest, right): (u16, u16), pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
        let area = self.area;
        let change_fits = right > 0;
        let end = area.right() - if change_fits { right + 2 } else { 0 };
        let inner = end.saturating_sub(area.x + 3 + widest);
        self.name(inner, pen, ctx);
        let role = figure_role(self.count);
        pen.put_right(end, area.y, widest, &Clean::new(self.number), role);
        if change_fits {
            pen.words_right(area.right(), area.y, right, change);
        }
    }

    fn name(&self, room: u16, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
        let role = if self.under_cursor {
            lines::cursor(pen, self.area);
            Role::Strong
        } else {
            Role::Quiet
        };
        let of = self.count.of.code();
        let whole = ctx.t_args(Msg::MeetingFigure, &[("of", of.into())]);
        let name = if whole.width() > usize::from(room) {
            ctx.t_args(Msg::MeetingFigureBrief, &[("of", of.into())])
        } else {
            whole
        };
        pen.put(self.area.x + 2, self.area.y, room, &name, role);
    }
}

fn number(count: u64, ctx: &Ctx<'_>) -> String {
    ctx.locale().count(i64::try_from(count).unwrap_or(i64::MAX))
}

/// What a figure looks like: leads in the hue of their layer, what ends well or badly as everywhere.
const fn figure_role(count: &Count) -> Role {
    match count.of {
        // What there is none of is neither good nor bad.
        Of::Lost
        | Of::Unanswered
        | Of::ValueDown
        | Of::Stuck
        | Of::Overdue
        | Of::Returned
        | Of::Unreplied
        | Of::Replied
        | Of::ValueUp
            if count.now == 0 =>
        {
            Role::Strong
        }
        Of::New => Role::Layer(Layer::Potential),
        Of::Forward => Role::Layer(Layer::Intent),
        Of::HighIntent => Role::Layer(Layer::HighIntent),
        Of::NearCustomer => Role::Layer(Layer::NearCustomer),
        Of::Won => Role::Won,
        Of::Lost | Of::Unanswered | Of::ValueDown => Role::Bad,
        Of::ValueUp => Role::Good,
        Of::Stuck | Of::Overdue | Of::Returned | Of::Unreplied => Role::Look,
        Of::Replied => Role::Good,
        Of::Back
        | Of::Reopened
        | Of::NoStep
        | Of::ParkedDue
        | Of::Handed
        | Of::Feedback
        | Of::Parked => Role::Strong,
    }
}
