//! Holds how the board is drawn: the columns' heads, the cards that are seen, and how many more there are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::board::{Board, BoardColumn, BoardPage, CARD_HEIGHT, CARD_PITCH, Grid};
use super::list::LeadLine;
use super::rows::{how_many, nobody, none, urgency, warmth};
use crate::i18n::Msg;
use crate::model::{Clean, Layer, Status};
use crate::ui::action::{Action, ListAction, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::fresh::Fresh;
use crate::ui::marks::Marks;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::{amounts, count};
use crate::ui::screens::hands::Hands;
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::widgets::wrap;
use crate::ui::words::Words;

/// What is drawn.
pub(super) struct View<'a> {
    pub(super) board: &'a Board,
    pub(super) marks: &'a Marks,
    pub(super) fresh: &'a Fresh<u64>,
    pub(super) hands: &'a Hands,
}

/// How a card stands out.
#[derive(Debug, Clone, Copy, Default)]
struct Standing<'a> {
    cursor: bool,
    marked: bool,
    fresh: Option<Role>,
    /// Who changed it just now.
    hand: Option<&'a Clean>,
}

/// From this width on a card's step and its value have a line of their own.
const ROOMY_CARD: u16 = 18;
/// From this width on a card says whose it is.
const OWNED_CARD: u16 = 30;

pub(super) fn draw(view: &View<'_>, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
    let (Some(grid), Some(page)) = (Grid::of(body), &view.board.page) else {
        return;
    };
    let mut pen = Pen::new(buffer, ctx);
    let said = match (page.shown(), page.closed) {
        (0, _) if page.total == 0 => Some(none(0, ctx)),
        (0, 1..) => Some(only_ended(page, ctx)),
        _ => None,
    };
    let lines = said.as_ref().map(|it| wrap(it, body.width));
    for (y, line) in (grid.cards_y..body.bottom()).zip(lines.iter().flatten()) {
        pen.words(body.x, y, body.width, line);
    }
    for (index, area) in grid.columns.iter().enumerate() {
        let column = &page.columns[index];
        let seen = view.board.seen(index, grid.seen);
        draw_head(&mut pen, Board::layer(index), column, *area, &grid, ctx);
        if view.board.target == Some(index) {
            // Where the card in the hand would go.
            pen.lay(*area, Role::CursorLine);
        }
        if seen.start > 0 && grid.cards_y >= area.y + 3 {
            let above = more(Msg::BoardAbove, seen.start, ctx);
            let room = area.width / 2;
            pen.put(area.x, area.y + 2, room, &above, Role::Faint);
        }
        let len = view.board.len(index);
        if len == 0 && said.is_none() {
            let message = if column.parked > 0 {
                Msg::BoardOnlyParked
            } else {
                Msg::BoardEmpty
            };
            let text = ctx.t(message);
            pen.put(area.x, grid.cards_y, area.width, &text, Role::Faint);
        }
        for (row, place) in seen.clone().enumerate() {
            let y = grid.cards_y + cells(row) * CARD_PITCH;
            let card = Rect::new(area.x, y, area.width, CARD_HEIGHT);
            let Some(lead) = view.board.card(index, place) else {
                // Asked for, and not here yet.
                pen.put(card.x, y, 1, &Clean::literal("·"), Role::Faint);
                continue;
            };
            let at_cursor = index == view.board.column && place == view.board.lines[index].cursor();
            let standing = Standing {
                cursor: at_cursor,
                marked: view.marks.contains(lead.id),
                fresh: view.fresh.role(&lead.id, ctx),
                hand: view.hands.on(lead.id, ctx.now),
            };
            draw_card(&mut pen, lead, column, card, standing, ctx);
        }
        if seen.end < len {
            let after = grid.cards_y + cells(grid.seen) * CARD_PITCH;
            let y = after.min(area.bottom().saturating_sub(1));
            let text = more(Msg::BoardMore, len - seen.end, ctx);
            pen.put(area.x, y, area.width, &text, Role::Faint);
        }
    }
}

/// That what is selected came to its end, and where it is seen.
fn only_ended(page: &BoardPage, ctx: &Ctx<'_>) -> Words {
    let key = ctx
        .reader
        .keymap
        .key_of(Action::View(ViewAction::List(ListAction::Switch)));
    let values = [
        ("count", count(page.closed, ctx), Role::Strong),
        (
            "key",
            Clean::from_string(key.unwrap_or_default()),
            Role::Accent,
        ),
    ];
    ctx.words(Msg::BoardOnlyEnded, Role::Quiet, &values, &[])
}

/// How many of how many on the board, and what they are worth; then what is not on it.
pub(super) fn summary(board: &Board, page: &BoardPage, ctx: &Ctx<'_>) -> Vec<Words> {
    let quiet = |message, value: Clean, role| {
        ctx.words(message, Role::Quiet, &[("value", value, role)], &[])
    };
    let mut parts = vec![how_many(page.shown(), page.total, ctx)];
    if !page.value.is_empty() {
        let value = amounts(&page.value, ctx);
        parts.push(quiet(Msg::SummaryValue, value, Role::Text));
    }
    if page.stuck > 0 {
        let stuck = count(page.stuck, ctx);
        parts.push(ctx.words(
            Msg::SummaryStuck,
            Role::Look,
            &[("value", stuck, Role::Look)],
            &[],
        ));
    }
    if board.hides_parked && page.parked() > 0 {
        let parked = count(page.parked(), ctx);
        parts.push(quiet(Msg::SummaryHidden, parked, Role::Look));
    }
    if page.closed > 0 {
        let closed = count(page.closed, ctx);
        parts.push(quiet(Msg::SummaryClosed, closed, Role::Quiet));
    }
    parts
}

fn more(message: Msg, number: usize, ctx: &Ctx<'_>) -> Clean {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    let shown = ctx.locale().count(number);
    ctx.t_args(message, &[("number", shown.into())])
}

/// The name with its number, how many, the hue, and what they are worth.
fn draw_head(
    pen: &mut Pen<'_>,
    layer: Layer,
    column: &BoardColumn,
    area: Rect,
    grid: &Grid,
    ctx: &Ctx<'_>,
) {
    let name = ctx.locale().t(layer_name(layer));
    let name = Clean::from_string(format!("{} {name}", layer.index() + 1));
    let number = count(column.open + column.parked, ctx);
    let room = area.width.saturating_sub(cells(number.width()) + 1);
    pen.put(area.x, area.y, room, &name, Role::Layer(layer));
    pen.put_right(area.right(), area.y, area.width, &number, Role::Strong);
    let bar = Clean::from_string("▀".repeat(usize::from(area.width)));
    pen.put(area.x, area.y + 1, area.width, &bar, Role::Layer(layer));
    if grid.cards_y >= area.y + 3 && !column.value.is_empty() {
        let value = amounts(&column.value, ctx);
        pen.put_right(area.right(), area.y + 2, area.width, &value, Role::Quiet);
    }
}

fn draw_card(
    pen: &mut Pen<'_>,
    lead: &LeadLine,
    column: &BoardColumn,
    card: Rect,
    standing: Standing<'_>,
    ctx: &Ctx<'_>,
) {
    let ground = Rect::new(
        card.x.saturating_sub(1),
        card.y,
        card.width + 1,
        card.height,
    );
    let value = value(lead, column, ctx);
    let strong = if lead.status == Status::Parked {
        (Role::Quiet, Role::Faint)
    } else {
        (Role::Strong, Role::Text)
    };
    let name = if lead.account.is_empty() {
        (nobody(lead.id, ctx), Role::Quiet)
    } else {
        (lead.account.clone(), strong.0)
    };
    let line = |y: u16| Rect::new(card.x, card.y + y, card.width, 1);
    let name = Words::one(name.0, name.1);
    let value = Words::one(value, strong.1);
    let (step, due) = (step(lead, ctx), due(lead, ctx));
    if card.width >= ROOMY_CARD {
        between(pen, line(0), &name, &value);
        between(pen, line(1), &step, &due);
        let right = match standing.hand {
            Some(who) => hand(who, ctx),
            None if card.width >= OWNED_CARD => Words::one(lead.owner.clone(), Role::Faint),
            None => Words::new(),
        };
        between(pen, line(2), &state(lead, ctx), &right);
    } else {
        between(pen, line(0), &name, &Words::new());
        let room = usize::from(card.width);
        let cut = |right: &Words| (step.width() + 1 + right.width()).saturating_sub(room);
        let apart = value.width() > 0 && due.width() + 1 + value.width() > room;
        // A day and a long value have no room side by side: the one that leaves more of what is done stands beside it.
        let (above, below) = if !apart {
            (Words::new(), [due, value])
        } else if standing.hand.is_none() && cut(&value) < cut(&due) {
            (value, [due, Words::new()])
        } else {
            (due, [Words::new(), value])
        };
        match standing.hand {
            Some(who) => between(pen, line(1), &hand(who, ctx), &Words::new()),
            None => between(pen, line(1), &step, &above),
        }
        between(pen, line(2), &below[0], &below[1]);
    }
    if standing.cursor {
        pen.lay(ground, Role::CursorLine);
    }
    if let Some(fresh) = standing.fresh {
        pen.lay(ground, fresh);
    }
    if let Some(x) = card.x.checked_sub(1) {
        for y in card.top()..card.bottom() {
            if standing.cursor {
                pen.put(x, y, 1, &Clean::literal("▌"), Role::Accent);
            }
        }
        if standing.marked {
            pen.put(x, card.y, 1, &Clean::literal("✓"), Role::Mark);
        }
    }
}

/// One text at the left and one at the right; the left one is cut first.
fn between(pen: &mut Pen<'_>, line: Rect, left: &Words, right: &Words) {
    let taken = cells(right.width()).min(line.width);
    let gap = u16::from(taken > 0);
    pen.words(line.x, line.y, line.width.saturating_sub(taken + gap), left);
    pen.words_right(line.right(), line.y, line.width, right);
}

/// The value; its currency only where it is not the column's first.
fn value(lead: &LeadLine, column: &BoardColumn, ctx: &Ctx<'_>) -> Clean {
    let Some((minor, currency)) = &lead.value else {
        return Clean::default();
    };
    let usual = column.value.first().is_some_and(|(_, it)| it == currency);
    Clean::from_string(if usual {
        ctx.locale().amount_short(*minor, currency)
    } else {
        ctx.locale().money_short(*minor, currency)
    })
}

/// What is done next; of a lead that waits, that it does.
fn step(lead: &LeadLine, ctx: &Ctx<'_>) -> Words {
    match lead.status {
        Status::Parked => Words::one(ctx.t(Msg::StatusParked), Role::Faint),
        Status::Open | Status::Won | Status::Lost if lead.next.is_empty() => {
            Words::one(ctx.t(Msg::NoNextStep), Role::Quiet)
        }
        Status::Open | Status::Won | Status::Lost => Words::one(lead.next.clone(), Role::Quiet),
    }
}

/// By when, in words.
fn due(lead: &LeadLine, ctx: &Ctx<'_>) -> Words {
    let Some(day) = lead.due else {
        return Words::new();
    };
    let role = match lead.status {
        Status::Parked => Role::Faint,
        Status::Open | Status::Won | Status::Lost => urgency(lead, ctx),
    };
    let text = ctx.locale().day_near(day, ctx.today());
    Words::one(Clean::from_string(text), role)
}

/// How warm it is, for how long it has been here, and whether it is stuck.
fn state(lead: &LeadLine, ctx: &Ctx<'_>) -> Words {
    let age = match lead.days {
        0 => ctx.t(Msg::CardNew),
        days => Clean::from_string(ctx.locale().age(days)),
    };
    let between = || Clean::literal(" · ");
    let mut words = Words::new();
    if let Some(temperature) = lead.temperature {
        words.push(ctx.t(warmth(temperature)), Role::Faint);
        words.push(between(), Role::Faint);
    }
    words.push(age, Role::Faint);
    if lead.stuck {
        words.push(between(), Role::Faint);
        words.push(ctx.t(Msg::CardStuck), Role::Look);
    }
    words
}

/// Who changed it just now.
fn hand(who: &Clean, ctx: &Ctx<'_>) -> Words {
    Words::one(
        ctx.t_args(Msg::CardHand, &[("who", who.as_str().into())]),
        Role::Accent,
    )
}
