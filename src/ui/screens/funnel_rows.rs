//! Holds how the funnel's figures are drawn: one line a layer, what went on between, the proof below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::figures::{amounts, band, count, emphasis, percent};
use super::funnel::{Figures, LayerFigures, Rate};
use super::funnel_foot::{fitting, footer};
use super::layer_name;
use crate::i18n::Msg;
use crate::model::{Clean, Layer};
use crate::ui::ctx::Ctx;
use crate::ui::paint::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::{Column, FunnelBar, Placed, place};
use crate::ui::words::Words;

/// How much space the lines have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Density {
    /// A line a layer; what went on is a column.
    Tight,
    /// What went on is a line of its own.
    Close,
    /// And layers are set apart.
    Loose,
    /// And there is space between.
    Airy,
    /// And bars are thick: for a screen that several look at.
    Grand,
}

impl Density {
    pub(super) const fn of(height: u16) -> Self {
        match height {
            0..=11 => Self::Tight,
            12..=19 => Self::Close,
            20..=24 => Self::Loose,
            25..=38 => Self::Airy,
            _ => Self::Grand,
        }
    }

    /// The row of the body where the lines begin, below their headings.
    const fn first(self) -> u16 {
        match self {
            Self::Tight | Self::Close | Self::Loose => 1,
            Self::Airy => 2,
            Self::Grand => 3,
        }
    }

    const fn step(self) -> u16 {
        match self {
            Self::Tight => 1,
            Self::Close => 2,
            Self::Loose => 3,
            Self::Airy => 4,
            Self::Grand => 6,
        }
    }

    /// How far below a layer what went on is said.
    const fn between(self) -> Option<u16> {
        match self {
            Self::Tight => None,
            Self::Close | Self::Loose => Some(1),
            Self::Airy => Some(2),
            Self::Grand => Some(3),
        }
    }

    /// How many lines a bar reaches above and below its layer's.
    const fn reach(self) -> u16 {
        match self {
            Self::Tight | Self::Close | Self::Loose | Self::Airy => 0,
            Self::Grand => 1,
        }
    }

    const fn row(self, line: u16) -> u16 {
        self.first() + line * self.step()
    }
}

/// The line that is drawn in a row of the body.
pub(super) fn line_at(density: Density, row: u16) -> Option<usize> {
    (0..6)
        .find(|line| density.row(*line).abs_diff(row) <= density.reach())
        .map(usize::from)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Col {
    Layer,
    Open,
    Value,
    Bar,
    WentOn,
    Odds,
    Band,
    Playbook,
}

fn columns(body: Rect, density: Density) -> Vec<Placed<Col>> {
    let mut columns = vec![
        Column::text(Col::Layer, 16, 1, 22, 10),
        Column::number(Col::Open, 7, 9),
        Column::number(Col::Value, 9, 7),
    ];
    if density == Density::Tight {
        columns.push(Column::number(Col::WentOn, 7, 8));
    } else {
        columns.push(Column::text(Col::Bar, 12, 6, 300, 6));
    }
    columns.extend([
        Column::number(Col::Odds, 9, 5),
        Column::text(Col::Band, 6, 0, 6, 4),
        Column::number(Col::Playbook, 9, 3),
    ]);
    place(
        &columns,
        body.x,
        body.width,
        if body.width >= 100 { 3 } else { 2 },
    )
}

pub(super) fn draw(
    figures: &Figures,
    cursor: usize,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let density = Density::of(body.height);
    let columns = columns(body, density);
    let mut pen = Pen::new(buffer, ctx);
    headings(&mut pen, &columns, body, ctx);
    for (line, layer) in Layer::ALL.into_iter().enumerate() {
        let y = body.y + density.row(u16::try_from(line).unwrap_or(0));
        let one = &figures.layers[line];
        if y < body.bottom() {
            layer_line(&columns, layer, one, y, buffer, ctx);
        }
        if let Some(below) = density.between().filter(|below| y + below < body.bottom()) {
            parked(&columns, one, y + below, buffer, ctx);
            went_on(&columns, one, y + below, body, buffer, ctx);
        }
    }
    let won_y = body.y + density.row(5);
    if won_y < body.bottom() {
        won_line(&columns, figures, won_y, buffer, ctx);
    }
    bars(&columns, figures, density, body, buffer, ctx);
    let cursor_y = body.y + density.row(u16::try_from(cursor).unwrap_or(0));
    if cursor_y < body.bottom() {
        let whole = Rect::new(0, cursor_y, ctx.size.width, 1);
        Pen::new(buffer, ctx).lay(whole, Role::CursorLine);
    }
    footer(figures, won_y + density.reach() + 1, body, buffer, ctx);
}

/// How many reached each layer, and how many were won, against the most.
fn bars(
    columns: &[Placed<Col>],
    figures: &Figures,
    density: Density,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let Some(column) = columns.iter().find(|column| column.id == Col::Bar) else {
        return;
    };
    let layers = figures.layers.iter().zip(Layer::ALL);
    let mut all: Vec<(u64, Role)> = layers
        .map(|(one, layer)| (one.reached, Role::Layer(layer)))
        .collect();
    all.push((figures.won.count, Role::Won));
    let longest = all.iter().map(|(amount, _)| *amount).max().unwrap_or(0);
    for (line, (amount, role)) in (0..).zip(all) {
        let reach = density.reach();
        let y = body.y + density.row(line) - reach;
        let area = Rect::new(column.x, y, column.width, 2 * reach + 1);
        let bar = FunnelBar {
            amount,
            longest,
            role,
            ctx,
        };
        (&bar).render(area.intersection(body), buffer);
    }
}

fn headings(pen: &mut Pen<'_>, columns: &[Placed<Col>], body: Rect, ctx: &Ctx<'_>) {
    for column in columns {
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
        cell(pen, column, body.y, &ctx.t(message), Role::Quiet);
    }
}

fn cell(pen: &mut Pen<'_>, column: &Placed<Col>, y: u16, text: &Clean, role: Role) {
    match column.align {
        crate::ui::widgets::Align::Left => {
            pen.put(column.x, y, column.width, text, role);
        }
        crate::ui::widgets::Align::Right => {
            pen.put_right(column.end(), y, column.width, text, role)
        }
    }
}

fn layer_line(
    columns: &[Placed<Col>],
    layer: Layer,
    one: &LayerFigures,
    y: u16,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    for column in columns {
        let mut pen = Pen::new(buffer, ctx);
        match column.id {
            Col::Layer => {
                let number = Clean::from_string(format!("{} ", layer.index() + 1));
                let used = pen.put(column.x, y, column.width, &number, Role::Layer(layer));
                let name = ctx.t(layer_name(layer));
                pen.put(
                    column.x + used,
                    y,
                    column.width.saturating_sub(used),
                    &name,
                    Role::Strong,
                );
            }
            Col::Open => cell(&mut pen, column, y, &count(one.open, ctx), Role::Strong),
            Col::Value => cell(&mut pen, column, y, &amounts(&one.value, ctx), Role::Text),
            Col::Bar => {}
            Col::WentOn => cell(
                &mut pen,
                column,
                y,
                &percent(one.went_on, 1, ctx),
                emphasis(one.went_on),
            ),
            Col::Odds => cell(
                &mut pen,
                column,
                y,
                &percent(one.odds, 1, ctx),
                emphasis(one.odds),
            ),
            Col::Band => cell(&mut pen, column, y, &band(one.odds, ctx), Role::Quiet),
            Col::Playbook => {
                let odds = Clean::from_string(ctx.locale().percent(one.playbook, 0));
                cell(&mut pen, column, y, &odds, Role::Quiet);
            }
        }
    }
}

fn won_line(
    columns: &[Placed<Col>],
    figures: &Figures,
    y: u16,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let won = &figures.won;
    for column in columns {
        let mut pen = Pen::new(buffer, ctx);
        match column.id {
            Col::Layer => {
                let room = column.width.saturating_sub(2);
                pen.put(column.x + 2, y, room, &ctx.t(Msg::LayerWon), Role::Won);
            }
            Col::Open => cell(&mut pen, column, y, &count(won.count, ctx), Role::Strong),
            Col::Value => cell(&mut pen, column, y, &amounts(&won.value, ctx), Role::Text),
            Col::Bar | Col::WentOn => {}
            Col::Odds => cell(
                &mut pen,
                column,
                y,
                &percent(won.win_rate, 1, ctx),
                emphasis(won.win_rate),
            ),
            Col::Band => cell(&mut pen, column, y, &band(won.win_rate, ctx), Role::Quiet),
            Col::Playbook => cell(&mut pen, column, y, &ctx.t(Msg::HeadWinRate), Role::Quiet),
        }
    }
}

/// How many of a layer wait, quietly below its name.
fn parked(columns: &[Placed<Col>], one: &LayerFigures, y: u16, buffer: &mut Buffer, ctx: &Ctx<'_>) {
    let name = columns.iter().find(|column| column.id == Col::Layer);
    if let Some(name) = name.filter(|_| one.parked > 0) {
        let values = [("count", count(one.parked, ctx), Role::Faint)];
        let words = ctx.words(Msg::LayerParked, Role::Faint, &values, &[]);
        let room = name.width.saturating_sub(2);
        Pen::new(buffer, ctx).words(name.x + 2, y, room, &words);
    }
}

/// What went on from a layer to the next, between the two.
fn went_on(
    columns: &[Placed<Col>],
    one: &LayerFigures,
    y: u16,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let bar = columns.iter().find(|column| column.id == Col::Bar);
    let x = bar.map_or(body.x + 2, |bar| bar.x);
    let mut pen = Pen::new(buffer, ctx);
    let used = pen.put(x, y, 2, &Clean::literal("▼ "), Role::Faint);
    let x = x + used;
    // A fixed width, so that the parts of all layers stand under one another.
    pen.put_right(
        x + 7,
        y,
        7,
        &percent(one.went_on, 1, ctx),
        emphasis(one.went_on),
    );
    let Some(rate) = one.went_on else { return };
    pen.put(x + 9, y, 6, &band(one.went_on, ctx), Role::Quiet);
    let x = x + 17;
    let room = body.right().saturating_sub(x);
    let said = fitting(explained(one, rate, ctx), usize::from(room));
    pen.words(x, y, room, &said);
}

/// Of how many, how many of them may still go on, and how long it took.
fn explained(one: &LayerFigures, rate: Rate, ctx: &Ctx<'_>) -> Vec<Words> {
    let said = |message, name, number| {
        let values = [(name, count(number, ctx), Role::Quiet)];
        ctx.words(message, Role::Quiet, &values, &[])
    };
    let mut parts = vec![said(Msg::WentOnOf, "n", rate.n)];
    if one.still_open > 0 {
        parts.push(said(Msg::WentOnStillOpen, "open", one.still_open));
    }
    if let Some(days) = one.median_days {
        let days = Clean::from_string(ctx.locale().days(i64::from(days)));
        parts.push(Words::one(days, Role::Quiet));
    }
    parts
}
