//! Holds how the funnel's figures are drawn: one line a layer, what went on between, the proof below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::cells::Cell;
use super::figures::{Figures, LayerFigures, Rate};
use super::foot::footer;
use super::layout::{Col, LINES, Layout};
use crate::i18n::Msg;
use crate::model::{Clean, Layer};
use crate::ui::ctx::Ctx;
use crate::ui::fresh::Fresh;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::{amounts, band, count, emphasis, percent, points};
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::widgets::FunnelBar;
use crate::ui::words::Words;

/// Draws the funnel with the cursor on a line and a cell of it.
pub(super) fn draw(
    figures: &Figures,
    (line, cell): (usize, Cell),
    fresh: &Fresh<(usize, Cell)>,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let layout = Layout::of(body);
    let mut pen = Pen::new(buffer, ctx);
    headings(&mut pen, &layout, ctx);
    for (line, layer) in Layer::ALL.into_iter().enumerate() {
        let one = &figures.layers[line];
        if let Some(y) = layout.y(line) {
            layer_line(&mut pen, &layout, layer, one, y, ctx);
        }
        if let Some(y) = layout.between(line) {
            parked(&mut pen, &layout, one, y, ctx);
            for piece in pieces(&layout, one, figures.name_before(), ctx) {
                let room = body.right().saturating_sub(piece.x);
                pen.words(piece.x, y, room, &piece.words);
            }
        }
    }
    if let Some(y) = layout.y(LINES - 1) {
        won_line(&mut pen, &layout, figures, y, ctx);
    }
    let mut under = layout.cells(line, figures, ctx).into_iter();
    let under = under.find(|(one, _)| *one == cell).map(|it| it.1);
    if let Some(area) = under {
        pen.recolour(area, Role::Accent);
    }
    if let Some(y) = layout.y(line) {
        cursor_line(&mut pen, &layout, y, ctx);
    }
    bars(&layout, figures, buffer, ctx);
    let mut pen = Pen::new(buffer, ctx);
    for line in 0..LINES {
        for (cell, area) in layout.cells(line, figures, ctx) {
            if let Some(role) = fresh.role(&(line, cell), ctx) {
                pen.lay(area, role);
            }
        }
    }
    if let Some(area) = under {
        pen.lay(area, Role::CursorLine);
    }
    let last = layout.density.row(cells(LINES - 1)) + layout.density.reach();
    footer(figures, (line, cell), body.y + last + 1, body, buffer, ctx);
}

/// The ground of the cursor's line; where that is reversed, a bar on it would not be seen.
fn cursor_line(pen: &mut Pen<'_>, layout: &Layout, y: u16, ctx: &Ctx<'_>) {
    let bar = layout.column(Col::Bar);
    let hole = bar.filter(|_| ctx.reader.theme.is_reversed(Role::CursorLine));
    let end = ctx.size.width;
    // A cell on either side stays free, or the longest bar would be one with the line.
    let (left, right) = hole.map_or((end, end), |bar| (bar.x.saturating_sub(1), bar.end() + 1));
    pen.lay(Rect::new(0, y, left, 1), Role::CursorLine);
    pen.lay(
        Rect::new(right, y, end.saturating_sub(right), 1),
        Role::CursorLine,
    );
}

/// How many reached each layer, and how many were won, against the most.
fn bars(layout: &Layout, figures: &Figures, buffer: &mut Buffer, ctx: &Ctx<'_>) {
    let Some(column) = layout.column(Col::Bar) else {
        return;
    };
    let layers = figures.layers.iter().zip(Layer::ALL);
    let mut all: Vec<(u64, Role)> = layers
        .map(|(one, layer)| (one.reached, Role::Layer(layer)))
        .collect();
    all.push((figures.won.count, Role::Won));
    let longest = all.iter().map(|(amount, _)| *amount).max().unwrap_or(0);
    let reach = layout.density.reach();
    for (line, (amount, role)) in all.into_iter().enumerate() {
        let y = layout.body.y + layout.density.row(cells(line)) - reach;
        let area = Rect::new(column.x, y, column.width, 2 * reach + 1);
        let bar = FunnelBar {
            amount,
            longest,
            role,
            ctx,
        };
        (&bar).render(area.intersection(layout.body), buffer);
    }
}

fn headings(pen: &mut Pen<'_>, layout: &Layout, ctx: &Ctx<'_>) {
    for column in &layout.columns {
        let message = match column.id {
            Col::Layer => Msg::HeadLayer,
            Col::Open => Msg::HeadOpen,
            Col::Value => Msg::HeadValue,
            Col::Bar if column.width < 30 => Msg::HeadReachedShort,
            Col::Bar => Msg::HeadReached,
            Col::WentOn => Msg::HeadWentOn,
            Col::Odds => Msg::HeadOdds,
            // The band stands beside the odds and needs no heading of its own.
            Col::Band => continue,
            Col::Playbook => Msg::HeadPlaybook,
        };
        let heading = ctx.t(message);
        // A short bar explains itself, half a word doesn't.
        if column.id != Col::Bar || heading.width() <= usize::from(column.width) {
            column.put(pen, layout.body.y, &heading, Role::Quiet);
        }
    }
}

/// A band in so many cells: one that begins and ends at the whole is told by its lower end.
fn within(rate: Option<Rate>, room: u16, ctx: &Ctx<'_>) -> Clean {
    let said = band(rate, ctx);
    match rate {
        Some(rate) if said.width() > usize::from(room) => {
            Clean::from_string(format!("≥{:.0}", (rate.low * 100.0).floor()))
        }
        Some(_) | None => said,
    }
}

fn layer_line(
    pen: &mut Pen<'_>,
    layout: &Layout,
    layer: Layer,
    one: &LayerFigures,
    y: u16,
    ctx: &Ctx<'_>,
) {
    for column in &layout.columns {
        let mut cell = |text: Clean, role: Role| column.put(pen, y, &text, role);
        match column.id {
            Col::Layer => {
                let number = Clean::from_string(format!("{} ", layer.index() + 1));
                let name = Words::one(number, Role::Layer(layer))
                    .and(ctx.t(layer_name(layer)), Role::Strong);
                pen.words(column.x, y, column.width, &name);
            }
            Col::Open => cell(count(one.open, ctx), Role::Strong),
            Col::Value => cell(amounts(&one.value, ctx), Role::Text),
            Col::Bar => {}
            Col::WentOn => cell(percent(one.went_on, 1, ctx), went_on_role(one)),
            Col::Odds => cell(percent(one.odds, 1, ctx), emphasis(one.odds)),
            Col::Band => cell(within(one.odds, column.width, ctx), Role::Quiet),
            Col::Playbook => {
                let odds = Clean::from_string(ctx.locale().percent(one.playbook, 0));
                cell(odds, Role::Quiet);
                if let Some(apart) = one.apart() {
                    pen.put_right(column.x + 3, y, 4, &points(apart, ctx), better(apart));
                }
            }
        }
    }
}

fn won_line(pen: &mut Pen<'_>, layout: &Layout, figures: &Figures, y: u16, ctx: &Ctx<'_>) {
    let won = &figures.won;
    for column in &layout.columns {
        let mut cell = |text: Clean, role: Role| column.put(pen, y, &text, role);
        match column.id {
            Col::Layer => {
                let room = column.width.saturating_sub(2);
                pen.put(column.x + 2, y, room, &ctx.t(Msg::LayerWon), Role::Won);
            }
            Col::Open => cell(count(won.count, ctx), Role::Strong),
            Col::Value => cell(amounts(&won.value, ctx), Role::Text),
            Col::Bar | Col::WentOn => {}
            Col::Odds => {
                let role = won
                    .change
                    .filter(|change| *change < 0.0)
                    .map_or(emphasis(won.win_rate), |_| Role::Look);
                cell(percent(won.win_rate, 1, ctx), role);
            }
            Col::Band => cell(within(won.win_rate, column.width, ctx), Role::Quiet),
            Col::Playbook => cell(ctx.t(Msg::HeadWinRate), Role::Quiet),
        }
    }
    // The line below belongs to the win rate alone, where there is one.
    let below = y + layout.density.between().unwrap_or(0);
    if let (Some(change), true) = (won.change, y < below && below < layout.body.bottom()) {
        let words = changed(change, figures.name_before(), ctx);
        pen.words_right(layout.body.right(), below, layout.body.width / 2, &words);
    }
}

/// How many of a layer wait, quietly below its name.
fn parked(pen: &mut Pen<'_>, layout: &Layout, one: &LayerFigures, y: u16, ctx: &Ctx<'_>) {
    let name = layout.column(Col::Layer);
    if let Some(name) = name.filter(|_| one.parked > 0) {
        let values = [("count", count(one.parked, ctx), Role::Faint)];
        let words = ctx.words(Msg::LayerParked, Role::Faint, &values, &[]);
        let room = name.width.saturating_sub(2);
        pen.words(name.x + 2, y, room, &words);
    }
}

/// A part of what is said between two layers, and the number that it is.
pub(super) struct Piece {
    pub(super) cell: Option<Cell>,
    pub(super) x: u16,
    pub(super) words: Words,
}

/// What went on from a layer to the next, between the two: the parts that fit, each in its place.
pub(super) fn pieces(
    layout: &Layout,
    one: &LayerFigures,
    before: Msg,
    ctx: &Ctx<'_>,
) -> Vec<Piece> {
    let bar = layout.column(Col::Bar);
    // Where bars are short, more can be said from further left.
    let from = bar
        .filter(|bar| bar.width >= 24)
        .or(layout.column(Col::Value))
        .or(bar);
    let x = from.map_or(layout.body.x + 2, |column| column.x);
    let mut out = Vec::new();
    let mut piece = |cell, x: u16, words| out.push(Piece { cell, x, words });
    piece(None, x, Words::one(Clean::literal("▼"), Role::Faint));
    // A fixed width, so that the parts of all layers stand under one another.
    let share = Words::one(percent(one.went_on, 1, ctx), went_on_role(one));
    let cell = one.went_on.map(|_| Cell::WentOn);
    piece(cell, (x + 9).saturating_sub(cells(share.width())), share);
    let Some(rate) = one.went_on else {
        return out;
    };
    let role = Role::Quiet;
    piece(None, x + 11, Words::one(band(one.went_on, ctx), role));
    let from = x + 19;
    let mut room = usize::from(layout.body.right().saturating_sub(from));
    if let Some(change) = one.change {
        let full = changed(change, before, ctx);
        let short = Words::one(points(change, ctx), direction(change));
        let least = 20;
        let words = if full.width() + least <= room {
            full
        } else {
            short
        };
        let at = layout.body.right().saturating_sub(cells(words.width()));
        room = room.saturating_sub(words.width() + 3);
        piece(None, at, words);
    }
    out.extend(in_room(explained(one, rate, ctx), from, room));
    out
}

/// Parts of a line as they are said, with what matters most first to stay: a rank, the number, the words.
type Ranked = (u8, Option<Cell>, Words);

/// The parts that fit, with a sign between.
fn in_room(mut parts: Vec<Ranked>, from: u16, room: usize) -> Vec<Piece> {
    let width = |parts: &[Ranked]| {
        let words: usize = parts.iter().map(|part| part.2.width()).sum();
        words + 3 * parts.len().saturating_sub(1)
    };
    while width(&parts) > room && !parts.is_empty() {
        let last = parts.iter().map(|part| part.0).max();
        parts.retain(|part| Some(part.0) != last);
    }
    let mut x = from;
    let mut out = Vec::new();
    for (index, (_, cell, words)) in parts.into_iter().enumerate() {
        if index > 0 {
            let sign = Words::one(Clean::literal(" · "), Role::Quiet);
            out.push(Piece {
                cell: None,
                x,
                words: sign,
            });
            x += 3;
        }
        let width = cells(words.width());
        out.push(Piece { cell, x, words });
        x += width;
    }
    out
}

/// Of how many, how many of them may still go on or were lost, and how long it took.
fn explained(one: &LayerFigures, rate: Rate, ctx: &Ctx<'_>) -> Vec<Ranked> {
    let said = |message, name, number| {
        let values = [(name, count(number, ctx), Role::Quiet)];
        ctx.words(message, Role::Quiet, &values, &[])
    };
    let mut parts = vec![(0, Some(Cell::Reached), said(Msg::WentOnOf, "n", rate.n))];
    if one.still_open > 0 {
        let words = said(Msg::WentOnStillOpen, "open", one.still_open);
        parts.push((1, Some(Cell::StillOpen), words));
    }
    if one.lost() > 0 {
        let words = said(Msg::WentOnLost, "lost", one.lost());
        parts.push((3, Some(Cell::Lost), words));
    }
    if let Some(days) = one.median_days {
        let days = Clean::from_string(ctx.locale().days(i64::from(days)));
        parts.push((2, None, Words::one(days, Role::Quiet)));
    }
    parts
}

/// A share that fell is worth a look.
fn went_on_role(one: &LayerFigures) -> Role {
    if one.change.is_some_and(|change| change < 0.0) {
        Role::Look
    } else {
        emphasis(one.went_on)
    }
}

const fn direction(change: f64) -> Role {
    if change < 0.0 { Role::Look } else { Role::Good }
}

const fn better(apart: f64) -> Role {
    direction(apart)
}

/// By how much a share differs from the period before: `−9 on last quarter`.
fn changed(change: f64, before: Msg, ctx: &Ctx<'_>) -> Words {
    let role = direction(change);
    let values = [
        ("points", points(change, ctx), role),
        ("before", ctx.t(before), role),
    ];
    ctx.words(Msg::ChangeOn, role, &values, &[])
}
