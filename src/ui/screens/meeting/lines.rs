//! Draws the lines of a page: what each is about, a bar beside it, and how much it is.

use ratatui::layout::Rect;

use super::stripes::stripe;
use crate::minutes::{Line, Sign, Tone};
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::theme::Role;
use crate::ui::widgets::wrap;
use crate::ui::words::Words;

/// From this width on there are bars.
const BARS: u16 = 60;

/// A bar is at least so wide, and words give way to it only from there on.
const LEAST_BAR: u16 = 8;

/// One line and its place.
#[derive(Debug, Clone, Copy)]
struct Row {
    at: usize,
    area: Rect,
    /// The rows that its words may take.
    words: u16,
    /// Whether there is a free row before the next line.
    apart: bool,
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

/// The rows of a line: for its words, and free ones below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct High {
    words: u16,
    free: u16,
}

impl Rows {
    /// Lays lines out, so that the one under the cursor is seen: words in full and space between lines where there is
    /// room.
    pub(super) fn of(lines: &[Line], spot: Option<usize>, area: Rect, _: &Ctx<'_>) -> Self {
        let values = values(lines, area);
        let mut laid = Self {
            rows: Vec::new(),
            places: Vec::new(),
            bars: bars(lines, area, values),
            values,
            signed: plain(lines).any(|it| it.stripe.is_some_and(|it| it.to < 0.0)),
        };
        let wanted: Vec<u16> = lines.iter().map(|it| laid.wanted(it, area)).collect();
        let heights = heights(lines, &wanted, area.height);
        let spots: Vec<usize> = (0..lines.len())
            .filter(|it| !lines[*it].is_heading)
            .collect();
        let cursor = spot.and_then(|it| spots.get(it).copied());
        let first = first(&heights, cursor.unwrap_or(0), area.height);
        let mut y = area.y;
        for (at, (line, high)) in lines.iter().zip(&heights).enumerate().skip(first) {
            // A heading is parted from what is above, but not from the top.
            let space = u16::from(line.is_heading && at > first);
            if y + space >= area.bottom() {
                break;
            }
            let words = if line.is_heading { 1 } else { high.words };
            let words = words.min(area.bottom() - y - space);
            laid.rows.push(Row {
                at,
                area: Rect::new(area.x, y + space, area.width, words),
                words,
                apart: high.free > 0,
                under_cursor: Some(at) == cursor,
            });
            y += high.words + high.free - u16::from(line.is_heading && at == first);
        }
        let place = |it: &usize| {
            let row = laid.rows.iter().find(|row| row.at == *it);
            row.map_or(Rect::default(), |row| row.area)
        };
        laid.places = spots.iter().map(place).collect();
        laid
    }

    /// Where the words of a line begin and end on its first row.
    fn ends(&self, line: &Line, area: Rect) -> (u16, u16) {
        let start = area.x + 2 + if sign(line).is_some() { 2 } else { 0 };
        let end = if line.stripe.is_some() && self.bars.width > 0 {
            self.bars.x
        } else {
            area.right().saturating_sub(self.values)
        };
        (start, end.saturating_sub(2).max(start))
    }

    /// How many rows the words of a line take to be read in full.
    fn wanted(&self, line: &Line, area: Rect) -> u16 {
        let (start, end) = self.ends(line, area);
        if line.is_heading || fits(line, end - start) {
            return 1;
        }
        let note = wrap(&note(line), area.right().saturating_sub(start)).len();
        let name = wrap(&Words::one(Clean::new(&line.name), Role::Text), end - start).len();
        cells(name + if line.note.is_empty() { 0 } else { note })
    }

    /// Where the lines that the cursor can stand on are.
    pub(super) fn places(&self) -> impl Iterator<Item = Rect> {
        self.places.iter().copied()
    }
}

/// The lines that are no headings.
fn plain(lines: &[Line]) -> impl Iterator<Item = &Line> {
    lines.iter().filter(|it| !it.is_heading)
}

/// How wide the values at the right are.
fn values(lines: &[Line], area: Rect) -> u16 {
    let widths = plain(lines).map(|it| Clean::new(&it.value).width());
    // Where there is little room, a day is still told to its end.
    let most = if area.width < BARS {
        area.width * 2 / 5
    } else {
        area.width / 3
    };
    cells(widths.max().unwrap_or(0)).min(most)
}

/// Where the bars are: they give way to words, as far as they can still be compared.
fn bars(lines: &[Line], area: Rect, values: u16) -> Rect {
    let striped = || plain(lines).filter(|it| it.stripe.is_some());
    let right = area.right().saturating_sub(values + 2);
    if area.width < BARS || striped().next().is_none() {
        return Rect {
            x: right,
            width: 0,
            ..area
        };
    }
    let room = right.saturating_sub(area.x + 4);
    // A note that has no room beside even a short bar stands below, and takes nothing from it.
    let beside = usize::from(room.saturating_sub(LEAST_BAR));
    let width = |it: &Line| {
        let all = said_width(it);
        let name = Clean::new(&it.name).width();
        let sign = 2 * usize::from(sign(it).is_some());
        sign + if all + sign <= beside { all } else { name }
    };
    let longest = striped().map(width).max().unwrap_or(0);
    let most = (area.width / 4).clamp(area.width.min(20), 56);
    let left = room.saturating_sub(cells(longest));
    // Where one lets it go by steps, it does not move with every sign.
    let width = (left / 4 * 4).clamp(LEAST_BAR.min(most), most);
    Rect {
        x: right.saturating_sub(width),
        width,
        ..area
    }
}

/// How wide a line's name and note are beside one another.
fn said_width(line: &Line) -> usize {
    let note = Clean::new(&line.note).width();
    Clean::new(&line.name).width() + if note > 0 { note + 3 } else { 0 }
}

/// Whether a line's name and note stand in one row.
fn fits(line: &Line, room: u16) -> bool {
    said_width(line) <= usize::from(room)
}

pub(super) fn note(line: &Line) -> Words {
    Words::one(Clean::new(&line.note), Role::Quiet)
}

/// The rows of each line: first that words are read in full, then that lines stand apart, the first parts of the page first.
fn heights(lines: &[Line], wanted: &[u16], room: u16) -> Vec<High> {
    // A heading has a free row above it.
    let least = |line: &Line| if line.is_heading { 2 } else { 1 };
    let mut all: Vec<High> = lines
        .iter()
        .map(|it| High {
            words: least(it),
            free: 0,
        })
        .collect();
    let mut left = room.saturating_sub(all.iter().map(|it| it.words).sum());
    for (high, wanted) in all.iter_mut().zip(wanted) {
        let more = wanted.saturating_sub(1).min(left);
        high.words += more;
        left -= more;
    }
    let mut from = 0;
    for part in lines.chunk_by(|_, next| !next.is_heading) {
        let here = from..from + part.len();
        from = here.end;
        if cells(part.len()) > left {
            return all;
        }
        left -= cells(part.len());
        for high in &mut all[here] {
            high.free += 1;
        }
    }
    // Few lines stand further apart, all of them alike.
    if cells(plain(lines).count()) <= left && wanted.iter().all(|it| *it == 1) {
        for (high, _) in all.iter_mut().zip(lines).filter(|it| !it.1.is_heading) {
            high.free += 1;
        }
    }
    all
}

/// The first line that is seen, where the cursor is to be seen too.
fn first(heights: &[High], cursor: usize, room: u16) -> usize {
    let mut first = 0;
    let taken = |first: usize| {
        let seen = heights.iter().take(cursor + 1).skip(first);
        seen.map(|it| it.words + it.free).sum::<u16>()
    };
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

pub(super) fn heading(line: &Line, area: Rect, pen: &mut Pen<'_>) {
    let (name, value) = (Clean::new(&line.name), Clean::new(&line.value));
    // Either has half of the row, and what the other leaves of its own.
    let left = area.width.saturating_sub(cells(name.width()) + 2);
    let right = cells(value.width()).min(left.max(area.width / 2));
    let room = area.width.saturating_sub(right + 2);
    pen.put(area.x, area.y, room, &name, Role::Strong);
    pen.put_right(area.right(), area.y, right, &value, Role::Quiet);
}

fn item(line: &Line, row: Row, rows: &Rows, pen: &mut Pen<'_>) {
    let Row {
        area, under_cursor, ..
    } = row;
    if under_cursor {
        cursor(pen, area);
    }
    let (x, end) = rows.ends(line, area);
    if let Some((sign, role)) = sign(line) {
        pen.put(area.x + 2, area.y, 1, &Clean::literal(sign), role);
    }
    let role = match line.tone {
        Tone::Past => Role::Quiet,
        Tone::Plain | Tone::Good | Tone::Bad | Tone::Look if under_cursor => Role::Strong,
        Tone::Plain | Tone::Good | Tone::Bad | Tone::Look => Role::Text,
    };
    let room = end - x;
    let name = Words::one(Clean::new(&line.name), role);
    if row.words > 1 && !fits(line, room) {
        // What has no room beside its name stands below it.
        let width = area.right().saturating_sub(x);
        let notes = row
            .words
            .saturating_sub(1)
            .min(u16::from(!line.note.is_empty()));
        let names = within(&name, room, row.words - notes);
        let notes = within(&note(line), width, row.words - cells(names.len()));
        for (y, words) in (area.y..area.bottom()).zip(names.iter().chain(&notes)) {
            let room = if y < area.y + cells(names.len()) {
                room
            } else {
                width
            };
            pen.words(x, y, room, words);
        }
    } else {
        let mut words = name;
        if !line.note.is_empty() {
            words = words
                .and(Clean::literal(" · "), Role::Faint)
                .join(note(line));
        }
        pen.words(x, area.y, room, &words);
    }
    if let Some(it) = &line.stripe {
        let bar = Rect {
            y: area.y,
            height: 1,
            ..rows.bars
        };
        let apart = row.apart || area.height > 1;
        stripe(line, *it, (bar, rows.signed, apart), pen);
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

/// Words in so many lines; what is beyond them is cut off the last one, in sight.
pub(super) fn within(words: &Words, width: u16, most: u16) -> Vec<Words> {
    let mut lines = wrap(words, width);
    let most = usize::from(most);
    if lines.len() > most && most > 0 {
        let rest = lines.split_off(most - 1);
        let role = rest
            .first()
            .and_then(|it| it.parts().first())
            .map(|it| it.1);
        let rest = rest.iter().map(Words::text).collect::<Vec<_>>().join(" ");
        lines.push(Words::one(
            Clean::from_string(rest),
            role.unwrap_or(Role::Quiet),
        ));
    }
    lines.truncate(most);
    lines
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

pub(super) const fn value_role(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Strong,
        Tone::Good => Role::Good,
        Tone::Bad => Role::Bad,
        Tone::Look => Role::Look,
        Tone::Past => Role::Quiet,
    }
}
