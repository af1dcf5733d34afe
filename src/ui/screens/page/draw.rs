//! Holds how a page is laid out and drawn: the name and the way through the layers on top, facts at the left, the story
//! at the right; one of both where there is no room for two.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::data::{Fact, PageData, Standing, ValueFact};
use super::rows::Row;
use super::{Mark, Page, Part, Shown, edit_draw, lead_draw, story};
use crate::i18n::Msg;
use crate::model::{Clean, Kind, Layer, Status};
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// Where the parts of a page are; an area without height is not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Places {
    /// The name.
    pub(super) title: Rect,
    /// The way through the layers.
    pub(super) strip: Rect,
    /// Which part is seen, where only one is.
    pub(super) tabs: Rect,
    /// What is known.
    pub(super) facts: Rect,
    /// What happened.
    pub(super) story: Rect,
}

/// From this width on both parts are seen.
const BOTH: u16 = 96;
/// The widest that facts are of use.
const FACTS: u16 = 72;
/// The cells between the parts.
const GAP: u16 = 4;

/// Where things are on a page.
pub(super) fn places(body: Rect, page: &Page) -> Places {
    let has_strip = page.key.kind == Kind::Lead;
    let strip_height = match body.height {
        _ if !has_strip => 0,
        0..=5 => 0,
        6..=15 => 1,
        16.. => 3,
    };
    let gap = u16::from(body.height >= 16);
    let both = body.width >= BOTH;
    let line = |y: u16, height: u16| {
        let y = body.y + y.min(body.height);
        Rect::new(body.x, y, body.width, height.min(body.bottom() - y))
    };
    let titled = body.height >= 3 && !page.is_named_above();
    let title = line(0, u16::from(titled));
    let mut y = title.height;
    if has_strip && gap > 0 && titled {
        y += gap;
    }
    let strip = line(y, strip_height);
    y += strip_height;
    if has_strip || titled {
        y += gap;
    }
    let tabs = line(y, u16::from(!both && body.height >= 5));
    y += tabs.height;
    let rest = line(y, body.height.saturating_sub(y));
    let (facts, story) = if both {
        let left = (rest.width / 2).min(FACTS);
        let right = rest.x + left + GAP;
        (
            Rect::new(rest.x, rest.y, left, rest.height),
            Rect::new(
                right,
                rest.y,
                rest.right().saturating_sub(right),
                rest.height,
            ),
        )
    } else {
        match page.part {
            Part::Facts => (rest, Rect::new(rest.x, rest.y, rest.width, 0)),
            Part::Story => (Rect::new(rest.x, rest.y, rest.width, 0), rest),
        }
    };
    Places {
        title,
        strip,
        tabs,
        facts,
        story,
    }
}

pub(super) fn draw(page: &Page, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
    let places = places(body, page);
    let mut pen = Pen::new(buffer, ctx);
    let data = match &page.shown {
        Shown::Page(data) => data,
        Shown::Nothing => return,
        Shown::Gone => {
            let what = Clean::from_string(format!("#{}", page.key.id));
            let day = page
                .day
                .map(|day| Clean::from_string(ctx.locale().date(day)));
            let message = day.as_ref().map_or(Msg::PageGone, |_| Msg::PageNotThen);
            let values = [
                ("what", what, Role::Strong),
                ("day", day.unwrap_or_default(), Role::Strong),
            ];
            let words = ctx.words(message, Role::Quiet, &values, &[]);
            pen.words(body.x, body.y, body.width, &words);
            if let Some(text) = &page.unkept {
                let values = [("text", text.clone(), Role::Strong)];
                let words = ctx.words(Msg::PageUnkept, Role::Quiet, &values, &[]);
                pen.words(body.x, body.y + 1, body.width, &words);
            }
            return;
        }
        Shown::Unread(why) => {
            pen.put(body.x, body.y, body.width, why, Role::Bad);
            return;
        }
    };
    title(data, places.title, &mut pen);
    if let Some(standing) = &data.standing {
        strip(standing, places.strip, &mut pen, ctx);
    }
    tabs(page, data, places.tabs, &mut pen, ctx);
    if places.facts.height > 0 {
        facts(page, data, places.facts, &mut pen, ctx);
    }
    let mut pen = Pen::new(buffer, ctx);
    if places.story.height > 0 {
        let rows = page.story_rows(places.story.width, ctx);
        let told = story::Told {
            rows: &rows,
            story: &data.story,
            lines: &page.story,
            focused: page.part == Part::Story,
            fresh: &page.fresh,
        };
        story::draw(&told, places.story, &mut pen, ctx);
    }
    if let (Some(editing), Some((place, label))) = (&page.editing, page.edit_place(body)) {
        edit_draw::draw(editing, &label, place, buffer, ctx);
    }
}

/// What a page is about, as far as there is room for whole words beside what it is worth.
pub(super) fn name(data: &PageData, width: u16) -> Words {
    let worth = data.worth.width();
    let room = usize::from(width.saturating_sub(2)).saturating_sub(worth + 2);
    let mut name = Words::one(data.title.cut(room), Role::Strong);
    let mut gap = Words::one(Clean::literal("  "), Role::Quiet);
    for (text, role) in data.under.parts() {
        let next = gap.clone().and(text.clone(), *role);
        if text.as_str().trim() == "·" {
            gap = Words::one(text.clone(), *role);
            continue;
        }
        if name.width() + next.width() > room {
            break;
        }
        name = name.join(next);
        gap = Words::new();
    }
    name
}

fn title(data: &PageData, area: Rect, pen: &mut Pen<'_>) {
    if area.height == 0 {
        return;
    }
    let worth = cells(data.worth.width());
    let gap = if worth == 0 { 0 } else { 2 };
    let room = area.width.saturating_sub(worth + gap);
    let used = pen.put(area.x, area.y, room, &data.title, Role::Strong);
    if room > used + 2 {
        pen.words(area.x + used + 2, area.y, room - used - 2, &data.under);
    }
    pen.words_right(area.right(), area.y, area.width, &data.worth);
}

/// The five layers, a hue each: those that were reached, and for how long.
fn strip(standing: &Standing, area: Rect, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    if area.height == 0 {
        return;
    }
    let gap = if area.width >= 100 { 2 } else { 1 };
    let room = area.width.saturating_sub(4 * gap);
    let mut next = area.x;
    for (layer, at) in Layer::ALL.into_iter().zip(0_u16..) {
        let x = next;
        // What is left over goes to the last ones, whose names are the longest.
        let each = room / 5 + u16::from(at + room % 5 >= 5);
        next += each + gap;
        let days = standing.days[layer.index()];
        let here = standing.stands.layer == layer && !standing.stands.status.is_closed();
        let hue = if days.is_some() {
            Role::Layer(layer)
        } else {
            Role::Faint
        };
        let spent = days.map(|days| Clean::from_string(ctx.locale().days(days.into())));
        let spent = spent.unwrap_or_default();
        let spent_role = if here { Role::Strong } else { Role::Quiet };
        let number = layer.index() + 1;
        if area.height < 3 {
            short(
                number,
                spent,
                Rect::new(x, area.y, each, 1),
                [hue, spent_role],
                pen,
            );
            if here {
                pen.lay(Rect::new(x, area.y, each, 1), Role::CursorLine);
            }
            continue;
        }
        let name = ctx.locale().t(layer_name(layer));
        let name = Clean::from_string(format!("{number} {name}"));
        pen.put(x, area.y, each, &name, hue);
        if days.is_some() {
            pen.bar(x, area.y + 1, u32::from(each) * 8, hue);
        } else {
            pen.rule(Rect::new(x, area.y + 1, each, 1));
        }
        pen.put(x, area.y + 2, each, &spent, spent_role);
        let late = here && standing.stands.status == Status::Parked;
        if late {
            let parked = ctx.t(Msg::StatusParked);
            pen.put_right(x + each, area.y + 2, each / 2, &parked, Role::Quiet);
        }
    }
}

/// A layer in one line: its number, and for how long. A number of days without its unit could be anything; the space
/// before that can be missed, and so can the layer's number, which its neighbours tell.
fn short(number: usize, spent: Clean, place: Rect, [hue, role]: [Role; 2], pen: &mut Pen<'_>) {
    let Rect { x, y, width, .. } = place;
    let number = Clean::from_string(format!("{number} "));
    let close = Clean::from_string(spent.as_str().replace(' ', ""));
    let fits = |text: &Clean| number.width() + text.width() <= usize::from(width);
    if !fits(&close) {
        pen.put(x, y, width, &close, role);
        return;
    }
    let used = pen.put(x, y, width, &number, hue);
    let spent = if fits(&spent) { spent } else { close };
    pen.put(x + used, y, width - used, &spent, role);
}

/// Which part is seen: the other one is a key away.
fn tabs(page: &Page, data: &PageData, area: Rect, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    if area.height == 0 {
        return;
    }
    let told = data.story.iter().filter(|entry| !entry.undone).count();
    let role = |part| {
        if page.part == part {
            Role::Accent
        } else {
            Role::Quiet
        }
    };
    let count = Clean::from_string(format!(" {told}"));
    let words = Words::one(ctx.t(Msg::PageFacts), role(Part::Facts))
        .and(Clean::literal("  "), Role::Quiet)
        .and(ctx.t(Msg::PageStory), role(Part::Story))
        .and(count, Role::Quiet);
    pen.words(area.x, area.y, area.width, &words);
}

/// The cells of a label.
pub(super) fn label_width(area: Rect) -> u16 {
    if area.width >= 50 { 15 } else { 12 }
}

fn facts(page: &Page, data: &PageData, area: Rect, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    let rows = page.rows();
    let seen = page.facts.seen(rows.len(), usize::from(area.height));
    for (y, at) in (area.y..).zip(seen) {
        let place = Rect::new(area.x, y, area.width, 1);
        match rows[at] {
            Row::Space => {}
            Row::Head(index) | Row::Fact(index) => {
                if let Some(fact) = data.facts.get(index) {
                    draw_fact(page, fact, place, pen, ctx);
                    let mark = fact.spot().map(Mark::Fact);
                    if let Some(fresh) = mark.and_then(|mark| page.fresh.role(&mark, ctx)) {
                        pen.lay(place, fresh);
                    }
                }
            }
        }
        if at == page.facts.cursor() && page.part == Part::Facts {
            pen.lay(place, Role::CursorLine);
            if place.x > 0 {
                pen.put(place.x - 1, y, 1, &Clean::literal("▌"), Role::Accent);
            }
        }
    }
}

fn draw_fact(page: &Page, fact: &Fact, place: Rect, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    let Rect { x, y, width, .. } = place;
    match fact {
        Fact::Heading(words) | Fact::Words(words) => {
            pen.words(x, y, width, words);
        }
        Fact::Value(it) => value(it, place, pen),
        Fact::Milestone {
            name, layer, done, ..
        } => {
            let (sign, role) = if *done {
                ("✓", Role::Good)
            } else {
                ("·", Role::Faint)
            };
            pen.put(x, y, 1, &Clean::literal(sign), role);
            let text = if *done { Role::Text } else { Role::Quiet };
            let used = pen.put(x + 2, y, width.saturating_sub(2), name, text) + 4;
            let name = ctx.t(layer_name(*layer));
            let room = width.saturating_sub(used);
            if usize::from(room) >= name.width() {
                pen.put_right(x + width, y, room, &name, Role::Faint);
            }
        }
        Fact::Contact { id, name, role } => {
            let open = page.opened == Some(*id);
            let sign = Clean::literal(if open { "▼" } else { "·" });
            pen.put(x, y, 1, &sign, Role::Faint);
            pen.put(x + 2, y, names_width(page, place), name, Role::Text);
            let column = names_width(page, place) + 4;
            pen.words(x + column, y, width.saturating_sub(column), role);
        }
        Fact::Lead(line) => lead_draw::draw(line, place, pen, ctx),
    }
}

/// The cells of the names of people: their parts in a purchase stand in a column.
fn names_width(page: &Page, place: Rect) -> u16 {
    let facts = page.data().map_or(&[][..], |data| &data.facts);
    let widest = facts.iter().filter_map(|fact| match fact {
        Fact::Contact { name, .. } => Some(name.width()),
        Fact::Heading(_)
        | Fact::Value(_)
        | Fact::Milestone { .. }
        | Fact::Lead(_)
        | Fact::Words(_) => None,
    });
    let widest = cells(widest.max().unwrap_or(0));
    widest.clamp(
        label_width(place) - 2,
        (place.width / 2).max(label_width(place) - 2),
    )
}

/// A value behind its label.
fn value(it: &ValueFact, place: Rect, pen: &mut Pen<'_>) {
    let inside = if it.of.is_some() { 2 } else { 0 };
    let label = label_width(place);
    let room = label.saturating_sub(inside + 1);
    pen.put(place.x + inside, place.y, room, &it.label, Role::Quiet);
    let room = place.width.saturating_sub(label);
    if it.shown.is_empty() {
        // An empty line of a note has no label, and nothing to say that it is empty.
        if !it.label.is_empty() {
            pen.put(
                place.x + label,
                place.y,
                room,
                &Clean::literal("–"),
                Role::Faint,
            );
        }
    } else {
        pen.words(place.x + label, place.y, room, &it.shown);
    }
}
