//! Holds how the funnel of a selection is drawn, narrow: a line a layer with what reached it and how many went on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::data::{Outlined, OutlinedLayer};
use super::facet_draw::length;
use crate::i18n::Msg;
use crate::model::{Clean, Layer};
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::{amounts, band, count, emphasis, percent, points};
use crate::ui::screens::funnel::figures::Rate;
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::widgets::wrap;
use crate::ui::words::Words;

/// The lines of the funnel: five layers, and what was won.
pub(super) const LINES: usize = 6;

/// From this width on the bar stands beside its layer's name; below, under it.
const BESIDE: u16 = 50;

/// How many rows a layer has.
fn step(area: Rect) -> u16 {
    let narrow = area.width < BESIDE;
    match area.height {
        20.. => 2 + u16::from(narrow && area.height >= 26),
        14.. => 2,
        _ => 1,
    }
}

/// The row of a line.
fn row(area: Rect, line: u16) -> Option<u16> {
    let y = area.y + 1 + u16::from(area.height >= 14) + line * step(area);
    (y < area.bottom()).then_some(y)
}

/// The line in a row of the screen.
pub(super) fn line_at(area: Rect, y: u16) -> Option<usize> {
    let rows = (0..6_u16).filter_map(|line| Some((line, row(area, line)?)));
    let above = rows.filter(|(_, row)| *row <= y && y < *row + step(area));
    above.map(|(line, _)| usize::from(line)).max()
}

/// The filter for the leads behind a line.
pub(super) fn filter(line: usize) -> String {
    Layer::at(line).map_or_else(
        || "outcome:won".to_owned(),
        |layer| format!("reached:{}", layer.code()),
    )
}

/// One line's figures.
struct Line {
    name: Words,
    reached: u64,
    rate: Option<Rate>,
    all: Option<Rate>,
    role: Role,
    /// The band of the share, and how many may yet go on.
    sure: Words,
}

/// What a line says of its share, with the layer's name where there is room for it; nothing where it has none.
pub(super) fn told(it: &Outlined, at: usize, room: u16, ctx: &Ctx<'_>) -> Words {
    let it = line(it, at, ctx);
    if it.sure.is_empty() {
        return Words::new();
    }
    let gap = || Words::one(Clean::literal(" · "), Role::Faint);
    let rate = Words::one(percent(it.rate, 0, ctx), emphasis(it.rate));
    let said = rate.join(gap()).join(it.sure);
    let named = it.name.join(gap()).join(said.clone());
    if cells(named.width()) > room {
        said
    } else {
        named
    }
}

/// How sure the share of a layer is.
fn sure(it: &OutlinedLayer, ctx: &Ctx<'_>) -> Words {
    if it.went_on.is_none() {
        return Words::new();
    }
    let open = [("open", count(it.open, ctx), Role::Faint)];
    Words::one(band(it.went_on, ctx), Role::Faint)
        .and(Clean::literal(" · "), Role::Faint)
        .join(ctx.words(Msg::WentOnStillOpen, Role::Faint, &open, &[]))
}

fn line(it: &Outlined, at: usize, ctx: &Ctx<'_>) -> Line {
    match (Layer::at(at), it.layers.get(at)) {
        (Some(layer), Some(one)) => {
            let number = Clean::from_string(format!("{} ", at + 1));
            Line {
                name: Words::one(number, Role::Layer(layer))
                    .and(ctx.t(layer_name(layer)), Role::Text),
                reached: one.reached,
                rate: one.went_on,
                all: one.all,
                role: Role::Layer(layer),
                sure: sure(one, ctx),
            }
        }
        _ => Line {
            name: Words::one(Clean::literal("  "), Role::Won).and(ctx.t(Msg::LayerWon), Role::Won),
            reached: it.won,
            rate: it.win_rate,
            all: it.win_rate_all,
            role: Role::Won,
            // It stands below, with its number.
            sure: Words::new(),
        },
    }
}

/// Draws the funnel; `cursor` is the line of the cursor where it is here, `fresh` what lies over a count.
pub(super) fn draw(
    it: &Outlined,
    cursor: Option<usize>,
    fresh: impl Fn(usize) -> Option<Role>,
    area: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let mut pen = Pen::new(buffer, ctx);
    let wide = area.width >= BESIDE;
    let role = if cursor.is_some() {
        Role::Accent
    } else {
        Role::Strong
    };
    let title = ctx.t(if wide {
        Msg::SegmentFunnel
    } else {
        Msg::SegmentFunnelShort
    });
    let used = pen.put(area.x, area.y, area.width, &title, role);
    let columns = Columns::of(area);
    let differs = (0..LINES).any(|at| {
        let one = line(it, at, ctx);
        apart(one.rate, one.all).is_some()
    });
    if let Some(apart) = columns.apart.filter(|_| differs) {
        let room = area.width.saturating_sub(used + 2);
        pen.put_right(
            apart,
            area.y,
            room,
            &ctx.t(Msg::SegmentAgainst),
            Role::Quiet,
        );
    }
    let longest = (0..LINES)
        .map(|at| line(it, at, ctx).reached)
        .max()
        .unwrap_or(0);
    for (number, at) in (0..LINES).zip(0_u16..) {
        let Some(y) = row(area, at) else {
            break;
        };
        let one = line(it, number, ctx);
        let reached = count(one.reached, ctx);
        let room = columns
            .count
            .saturating_sub(area.x + cells(reached.width()) + 1);
        pen.words(area.x, y, room, &one.name);
        pen.put_right(columns.count, y, 9, &reached, Role::Strong);
        pen.put_right(
            columns.rate,
            y,
            6,
            &percent(one.rate, 0, ctx),
            emphasis(one.rate),
        );
        if let (Some(end), Some((apart, role))) = (columns.apart, apart(one.rate, one.all)) {
            pen.put_right(end, y, 4, &points(apart, ctx), role);
        }
        if cursor == Some(number) {
            pen.lay(Rect::new(area.x, y, area.width, 1), Role::CursorLine);
        }
        if let Some(role) = fresh(number) {
            pen.lay(Rect::new(columns.count.saturating_sub(7), y, 7, 1), role);
        }
        let bar = if wide {
            Some((area.x + 18, y, columns.count.saturating_sub(area.x + 27)))
        } else {
            (step(area) > 1 && y + 1 < area.bottom()).then_some((
                area.x + 2,
                y + 1,
                area.width.saturating_sub(2),
            ))
        };
        if let Some((x, y, width)) = bar {
            pen.bar(x, y, length(one.reached, longest, width), one.role);
        }
        // How sure that is, where a row is free for it.
        let free = y + step(area) - 1;
        if free > bar.map_or(y, |it| it.1) && free < area.bottom() {
            let room = columns.rate.saturating_sub(area.x);
            pen.words_right(columns.rate, free, room, &one.sure);
        }
    }
    foot(it, area, &mut pen, ctx);
}

/// Where numbers end.
struct Columns {
    count: u16,
    rate: u16,
    apart: Option<u16>,
}

impl Columns {
    fn of(area: Rect) -> Self {
        let end = area.right();
        let apart = (area.width >= 32).then_some(end);
        let rate = end.saturating_sub(if apart.is_some() { 5 } else { 0 });
        Self {
            count: rate.saturating_sub(6),
            rate,
            apart,
        }
    }
}

/// By how much a share lies apart from all leads', where that is more than chance; quietly where it may be.
fn apart(one: Option<Rate>, all: Option<Rate>) -> Option<(f64, Role)> {
    let (one, all) = (one?, all?);
    let difference = one.share - all.share;
    if one.n == all.n {
        return None;
    }
    let role = if one.low > all.share {
        Role::Good
    } else if one.high < all.share {
        Role::Bad
    } else {
        Role::Quiet
    };
    Some((difference, role))
}

/// Below the layers: how many of those that ended were won, what is open, what that is worth, what lift is.
fn foot(it: &Outlined, area: Rect, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    let Some(last) = row(area, 5) else {
        return;
    };
    let quiet = Role::Quiet;
    let mut said: Vec<Words> = Vec::new();
    if it.win_rate.is_some() {
        let rate = percent(it.win_rate, 1, ctx);
        let values = [
            ("rate", rate, emphasis(it.win_rate)),
            ("band", band(it.win_rate, ctx), quiet),
            ("n", count(it.win_rate.map_or(0, |rate| rate.n), ctx), quiet),
        ];
        said.push(ctx.words(Msg::SegmentWinRate, quiet, &values, &[]));
    }
    let open = [
        ("n", count(it.open, ctx), Role::Text),
        ("value", amounts(&it.open_value, ctx), Role::Text),
    ];
    said.push(ctx.words(Msg::SegmentOpen, quiet, &open, &[]));
    let won = [("value", amounts(&it.won_value, ctx), Role::Text)];
    said.push(ctx.words(Msg::SegmentWon, quiet, &won, &[]));
    // Half a number would be a wrong one.
    let said: Vec<Words> = said.iter().flat_map(|it| wrap(it, area.width)).collect();
    let mut y = last + step(area).max(2);
    // Apart from the last bar, where all of it still fits.
    if y + cells(said.len()) < area.bottom() && step(area) == 2 && area.width < BESIDE {
        y += 1;
    }
    for words in said {
        if y >= area.bottom() {
            return;
        }
        pen.words(area.x, y, area.width, &words);
        y += 1;
    }
    y += 1;
    let height = area.bottom().saturating_sub(y);
    notes(it, Rect { y, height, ..area }, pen, ctx);
}

/// What the shares are, as much of it as has room: the definition first, and that in its name alone where
/// the rest would else go unsaid.
fn notes(it: &Outlined, area: Rect, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    let few = if ctx.reader.theme.dims() {
        Msg::SegmentNoteFew
    } else {
        Msg::SegmentNoteFewMarked
    };
    let wrapped = |note| wrap(&Words::one(ctx.t(note), Role::Faint), area.width);
    let left_out = if it.left_out > 0.0 {
        let share = Clean::from_string(ctx.locale().percent(it.left_out, 1));
        let values = [("share", share, Role::Quiet)];
        let said = ctx.words(Msg::FootLeftOut, Role::Faint, &values, &[]);
        wrap(&said, area.width)
    } else {
        Vec::new()
    };
    let episodes = it.closed_leads.map_or_else(Vec::new, |leads| {
        let ended = it.win_rate.map_or(0, |rate| rate.n);
        let values = [
            ("leads", count(leads, ctx), Role::Quiet),
            ("episodes", count(ended, ctx), Role::Quiet),
        ];
        wrap(
            &ctx.words(Msg::SegmentNoteEpisodes, Role::Faint, &values, &[]),
            area.width,
        )
    });
    let room = usize::from(area.height).saturating_sub(left_out.len() + episodes.len());
    let mut defined = wrapped(Msg::SegmentNoteWentOn);
    if defined.len() > room {
        defined = wrapped(Msg::FootDefinition);
    }
    let mut y = area.y;
    for lines in [
        defined,
        episodes,
        left_out,
        wrapped(few),
        wrapped(Msg::SegmentNoteLift),
    ] {
        // Half a sentence explains nothing.
        if y + cells(lines.len()) > area.bottom() {
            continue;
        }
        for line in lines {
            pen.words(area.x, y, area.width, &line);
            y += 1;
        }
    }
}
