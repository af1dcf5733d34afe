//! Holds how a story is laid out and drawn: newest first, a heading a day, long sentences on several lines.

use chrono::{NaiveDate, NaiveTime};
use ratatui::layout::Rect;

use super::Mark;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::fresh::Fresh;
use crate::ui::paint::{Pen, cells};
use crate::ui::theme::Role;
use crate::ui::widgets::{Lines, wrap};
use crate::ui::wording::told::Entry;
use crate::ui::words::Words;

/// A row of a story.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Row {
    /// Nothing, to set apart.
    Space,
    /// A day.
    Day(NaiveDate),
    /// A line of an entry: its place, whether it is the first, and what it says.
    Line(usize, bool, Words),
}

impl Row {
    /// The place of its entry.
    pub(super) fn entry(&self) -> Option<usize> {
        match self {
            // That nothing has happened is no entry.
            Self::Line(at, ..) => (*at != usize::MAX).then_some(*at),
            Self::Space | Self::Day(_) => None,
        }
    }
}

/// The cells of the time.
const TIME: u16 = 6;
/// From this width on, who it was has a column.
const ROOMY: u16 = 44;
/// The most cells of that column, and from which width on it may have more.
const WHO: u16 = 14;
const WHO_WIDE: u16 = 22;
const WIDE: u16 = 70;

/// The cells of who it was, and of a gap of two: as many as the names need; none where nobody is named.
fn who_width(story: &[Entry], width: u16) -> u16 {
    if width < ROOMY {
        return 0;
    }
    let widest = story.iter().map(|entry| entry.who.width()).max();
    match cells(widest.unwrap_or(0)) {
        0 => 0,
        widest => (widest + 2).min(if width < WIDE { WHO } else { WHO_WIDE }),
    }
}

/// The rows of a story in so many cells.
pub(super) fn rows(story: &[Entry], undone: bool, width: u16, ctx: &Ctx<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut day = None;
    let room = width.saturating_sub(TIME + who_width(story, width));
    for (at, entry) in story.iter().enumerate() {
        if entry.undone && !undone {
            continue;
        }
        if day.replace(entry.at.date()) != Some(entry.at.date()) {
            if !rows.is_empty() {
                rows.push(Row::Space);
            }
            rows.push(Row::Day(entry.at.date()));
        }
        let mut words = entry.words.clone();
        if width < ROOMY && !entry.who.is_empty() {
            words = Words::one(entry.who.cut(16), Role::Quiet)
                .and(Clean::literal(" "), Role::Quiet)
                .join(words);
        }
        for (index, line) in wrap(&words, room).into_iter().enumerate() {
            rows.push(Row::Line(at, index == 0, line));
        }
        if !entry.note.is_empty() {
            let note = Words::one(entry.note.clone(), Role::Quiet);
            let lines = wrap(&note, room).into_iter();
            rows.extend(lines.map(|line| Row::Line(at, false, line)));
        }
        if !entry.reply.is_empty() {
            let lines = wrap(&entry.reply, room).into_iter();
            rows.extend(lines.map(|line| Row::Line(at, false, line)));
        }
    }
    if rows.is_empty() {
        let nothing = Words::one(ctx.t(Msg::PageNothingTold), Role::Faint);
        rows.push(Row::Line(usize::MAX, false, nothing));
    }
    rows
}

/// What is drawn.
pub(super) struct Told<'a> {
    pub(super) rows: &'a [Row],
    pub(super) story: &'a [Entry],
    pub(super) lines: &'a Lines,
    /// Whether the cursor is here.
    pub(super) focused: bool,
    /// What others did a moment ago.
    pub(super) fresh: &'a Fresh<Mark>,
}

pub(super) fn draw(told: &Told<'_>, area: Rect, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    let seen = told.lines.seen(told.rows.len(), usize::from(area.height));
    let who = who_width(told.story, area.width);
    let indent = TIME + who;
    for (y, line) in (area.y..).zip(seen) {
        match &told.rows[line] {
            Row::Space => {}
            Row::Day(day) => {
                let near = ctx.locale().day_near(*day, ctx.today());
                let day = Clean::from_string(near);
                pen.put(area.x, y, area.width, &day, Role::Quiet);
            }
            Row::Line(at, first, words) => {
                let entry = told.story.get(*at).filter(|_| *first);
                if let Some(entry) = entry {
                    lead_in(entry, (area.x, y), who, pen, ctx);
                }
                let room = area.width.saturating_sub(indent);
                if told.story.get(*at).is_some_and(|entry| entry.undone) {
                    let text = Clean::from_string(words.text());
                    pen.put(area.x + indent, y, room, &text, Role::Faint);
                } else {
                    pen.words(area.x + indent, y, room, words);
                }
                let mark = told.story.get(*at).map(|entry| Mark::Told(entry.seq));
                if let Some(fresh) = mark.and_then(|mark| told.fresh.role(&mark, ctx)) {
                    pen.lay(Rect::new(area.x, y, area.width, 1), fresh);
                }
            }
        }
        if told.focused && line == told.lines.cursor() {
            pen.lay(Rect::new(area.x, y, area.width, 1), Role::CursorLine);
        }
    }
}

/// When it was, and who it was.
fn lead_in(entry: &Entry, (x, y): (u16, u16), who: u16, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    // What has a day and no time is said to have been at midnight.
    if entry.at.time() != NaiveTime::MIN {
        let time = Clean::from_string(ctx.locale().time(entry.at.time()));
        pen.put(x, y, TIME - 1, &time, Role::Faint);
    }
    if who > 0 {
        let role = if entry.undone {
            Role::Faint
        } else {
            Role::Quiet
        };
        pen.put(x + TIME, y, who - 2, &entry.who, role);
    }
}
