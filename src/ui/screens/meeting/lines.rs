//! Draws the lines of a page: what each is about, a bar beside it, and how much it is.

use ratatui::layout::Rect;

use crate::minutes::{Line, Sign, Stripe, Tone};
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::theme::Role;
use crate::ui::widgets::wrap;
use crate::ui::words::Words;

/// From this width on there are bars.
const BARS: u16 = 60;

/// One line and its place.
#[derive(Debug, Clone, Copy)]
struct Row {
    at: usize,
    area: Rect,
    under_cursor: bool,
}

/// Where the lines are that are seen.
pub(super) struct Rows {
    rows: Vec<Row>,
    /// Where the lines that the cursor can stand on are, those out of sight too.
    places: Vec<Rect>,
    bars: Rect,
    values: u16,
    /// Whether bars go to both sides.
    signed: bool,
}

impl Rows {
    /// Lays lines out, so that the one under the cursor is seen: with space between them where there is room.
    pub(super) fn of(lines: &[Line], spot: Option<usize>, area: Rect, _: &Ctx<'_>) -> Self {
        let all = |high: u16| -> u16 { heights(lines, high).iter().sum() };
        let high = [3, 2].into_iter().find(|it| all(*it) <= area.height);
        let heights = match high {
            Some(high) => heights(lines, high),
            None => spread(lines, area.height),
        };
        let spots: Vec<usize> = (0..lines.len())
            .filter(|it| !lines[*it].is_heading)
            .collect();
        let cursor = spot.and_then(|it| spots.get(it).copied());
        let first = first(&heights, cursor.unwrap_or(0), area.height);
        let mut rows = Vec::new();
        let mut y = area.y;
        for (at, (line, height)) in lines.iter().zip(&heights).enumerate().skip(first) {
            // A heading is parted from what is above, but not from the top.
            let space = u16::from(line.is_heading && at > first);
            if y + space >= area.bottom() {
                break;
            }
            let own = if line.is_heading { 1 } else { *height };
            let own = own.min(area.bottom() - y - space);
            rows.push(Row {
                at,
                area: Rect::new(area.x, y + space, area.width, own),
                under_cursor: Some(at) == cursor,
            });
            y += *height - u16::from(line.is_heading && at == first);
        }
        let place = |it: &usize| {
            let row = rows.iter().find(|row| row.at == *it);
            row.map_or(Rect::default(), |row| row.area)
        };
        let places = spots.iter().map(place).collect();
        let plain = || lines.iter().filter(|it| !it.is_heading);
        let values = plain()
            .map(|it| Clean::new(&it.value).width())
            .max()
            .unwrap_or(0);
        // Where there is little room, a day is still told to its end.
        let most = if area.width < BARS {
            area.width * 2 / 5
        } else {
            area.width / 3
        };
        let values = cells(values).min(most);
        let striped = plain().any(|it| it.stripe.is_some()) && area.width >= BARS;
        let width = if striped { (area.width / 4).min(40) } else { 0 };
        let bars = Rect {
            x: area.right().saturating_sub(values + 2 + width),
            width,
            ..area
        };
        let signed = plain().any(|it| it.stripe.is_some_and(|it| it.to < 0.0));
        Self {
            rows,
            places,
            bars,
            values,
            signed,
        }
    }

    /// Where the lines that the cursor can stand on are.
    pub(super) fn places(&self) -> impl Iterator<Item = Rect> {
        self.places.iter().copied()
    }
}

/// How many rows each line takes: a heading has one above it, and one below where there is room.
fn heights(lines: &[Line], high: u16) -> Vec<u16> {
    let height = |line: &Line| {
        if line.is_heading {
            2 + u16::from(high > 1)
        } else {
            high
        }
    };
    lines.iter().map(height).collect()
}

/// The rows of each line where not all can stand apart: the first parts of the page do, as far as there is room.
fn spread(lines: &[Line], room: u16) -> Vec<u16> {
    let mut rows = heights(lines, 1);
    let mut left = room.saturating_sub(rows.iter().sum());
    let mut from = 0;
    for part in lines.chunk_by(|_, next| !next.is_heading) {
        let here = from..from + part.len();
        from = here.end;
        if cells(part.len()) > left {
            break;
        }
        left -= cells(part.len());
        for row in &mut rows[here] {
            *row += 1;
        }
    }
    rows
}

/// The first line that is seen, where the cursor is to be seen too.
fn first(heights: &[u16], cursor: usize, room: u16) -> usize {
    let mut first = 0;
    let taken = |first: usize| heights.iter().take(cursor + 1).skip(first).sum::<u16>();
    while first < cursor && taken(first) > room {
        first += 1;
    }
    first
}

/// Marks where the cursor is.
pub(super) fn cursor(pen: &mut Pen<'_>, area: Rect) {
    pen.put(area.x, area.y, 1, &Clean::literal("▌"), Role::Accent);
}

pub(super) fn draw(lines: &[Line], rows: &Rows, pen: &mut Pen<'_>) {
    for row in &rows.rows {
        if let Some(line) = lines.get(row.at) {
            if line.is_heading {
                heading(line, row.area, pen);
            } else {
                item(line, *row, rows, pen);
            }
        }
    }
}

fn heading(line: &Line, area: Rect, pen: &mut Pen<'_>) {
    let value = Clean::new(&line.value);
    let right = cells(value.width()).min(area.width / 2);
    let room = area.width.saturating_sub(right + 2);
    pen.put(area.x, area.y, room, &Clean::new(&line.name), Role::Strong);
    pen.put_right(area.right(), area.y, right, &value, Role::Quiet);
}

fn item(line: &Line, row: Row, rows: &Rows, pen: &mut Pen<'_>) {
    let Row {
        area, under_cursor, ..
    } = row;
    if under_cursor {
        cursor(pen, area);
    }
    let mut x = area.x + 2;
    if let Some((sign, role)) = sign(line) {
        pen.put(x, area.y, 1, &Clean::literal(sign), role);
        x += 2;
    }
    let end = if line.stripe.is_some() && rows.bars.width > 0 {
        rows.bars.x
    } else {
        area.right().saturating_sub(rows.values)
    };
    let role = match line.tone {
        Tone::Past => Role::Quiet,
        Tone::Plain | Tone::Good | Tone::Bad | Tone::Look if under_cursor => Role::Strong,
        Tone::Plain | Tone::Good | Tone::Bad | Tone::Look => Role::Text,
    };
    let room = end.saturating_sub(x + 2);
    let (name, note) = (Clean::new(&line.name), Clean::new(&line.note));
    let fits = name.width() + note.width() + 3 <= usize::from(room);
    let mut words = Words::one(name, role);
    if area.height > 1 && !fits {
        // What has no room beside its name stands below it.
        let width = area.right().saturating_sub(x);
        let mut below = wrap(&Words::one(note, Role::Quiet), width);
        // One line is left free where there is room for it.
        let most = usize::from(area.height - 1).max(1);
        if below.len() > most {
            let rest = below.split_off(most - 1);
            let rest = rest.iter().map(Words::text).collect::<Vec<_>>().join(" ");
            below.push(Words::one(Clean::from_string(rest), Role::Quiet));
        }
        for (y, words) in (area.y + 1..area.bottom()).zip(&below) {
            pen.words(x, y, width, words);
        }
    } else if !note.is_empty() {
        words.push(Clean::literal(" · "), Role::Faint);
        words.push(note, Role::Quiet);
    }
    pen.words(x, area.y, room, &words);
    if let Some(it) = &line.stripe {
        stripe(line, *it, rows, area, pen);
    }
    let value = Clean::new(&line.value);
    pen.put_right(
        area.right(),
        area.y,
        rows.values,
        &value,
        value_role(line.tone),
    );
}

const fn sign(line: &Line) -> Option<(&'static str, Role)> {
    match line.sign {
        Sign::None => None,
        Sign::Open => match line.tone {
            Tone::Look => Some(("○", Role::Look)),
            Tone::Bad => Some(("○", Role::Bad)),
            Tone::Plain | Tone::Good | Tone::Past => Some(("○", Role::Accent)),
        },
        Sign::Done => Some(("✓", Role::Good)),
        Sign::Not => Some(("✗", Role::Bad)),
        Sign::Dropped => Some(("–", Role::Faint)),
    }
}

const fn value_role(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Strong,
        Tone::Good => Role::Good,
        Tone::Bad => Role::Bad,
        Tone::Look => Role::Look,
        Tone::Past => Role::Quiet,
    }
}

/// Draws a bar; one that goes to both sides from the middle.
fn stripe(line: &Line, it: Stripe, rows: &Rows, row: Rect, pen: &mut Pen<'_>) {
    let (area, y) = (rows.bars, row.y);
    if area.width == 0 {
        return;
    }
    let role = match (line.layer, line.tone) {
        (Some(layer), _) => Role::Layer(layer),
        (None, Tone::Plain) => Role::Quiet,
        (None, tone) => value_role(tone),
    };
    let half = area.width / 2;
    let room = if rows.signed { half } else { area.width };
    let eighths = |share: f64| (share.abs().min(1.0) * f64::from(room) * 8.0).round() as u32;
    if it.to < 0.0 {
        // Eighths begin at the left, so what goes to the left is whole cells.
        let wide = (eighths(it.to).div_ceil(8)).min(room.into());
        let wide = u16::try_from(wide).unwrap_or(room);
        bar(
            pen,
            (area.x + half - wide, y),
            u32::from(wide) * 8,
            row,
            role,
        );
        return;
    }
    let start = if rows.signed { area.x + half } else { area.x };
    if let Some(further) = it.further {
        let wide = u16::try_from(eighths(further).div_ceil(8)).unwrap_or(room);
        let shade = Clean::from_string("░".repeat(usize::from(wide.min(room))));
        pen.put(start, y, room, &shade, Role::Quiet);
    }
    bar(pen, (start, y), eighths(it.to), row, role);
}

/// A bar; where lines touch it is lower than its line, or one could not be told from the next.
fn bar(pen: &mut Pen<'_>, (x, y): (u16, u16), eighths: u32, row: Rect, role: Role) {
    if row.height > 1 {
        return pen.bar(x, y, eighths, role);
    }
    let whole = u16::try_from(eighths.div_ceil(8)).unwrap_or(u16::MAX);
    let low = Clean::from_string("▆".repeat(usize::from(whole)));
    pen.put(x, y, whole, &low, role);
}
