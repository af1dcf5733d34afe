//! Holds how Today is drawn: the day's account on top, then the leads under their reasons.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::data::{TodayLine, TodayOf, TodayPage};
use super::layout::{Layout, Line};
use super::words::{clock, does, empty, section, what};
use crate::i18n::Msg;
use crate::insight::worklist::Reason;
use crate::model::{Clean, Status};
use crate::ui::action::{Action, AppAction};
use crate::ui::ctx::Ctx;
use crate::ui::fresh::Fresh;
use crate::ui::marks::Marks;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::{FEW, marked};
use crate::ui::screens::layer_name;
use crate::ui::screens::pipeline::nobody;
use crate::ui::theme::Role;
use crate::ui::widgets::{Align, Column, Lines, Placed, place, wrap};
use crate::ui::words::Words;

/// What is drawn.
pub(super) struct View<'a> {
    pub(super) page: &'a TodayPage,
    /// Whose numbers stand above: what was done counts at once.
    pub(super) told: &'a TodayPage,
    pub(super) of: TodayOf,
    pub(super) leads: &'a Lines,
    pub(super) rows: &'a Lines,
    pub(super) marked: &'a Marks,
    /// What was done and leaves; nothing once it has left.
    pub(super) leaving: Option<&'a BTreeSet<u64>>,
    pub(super) fresh: &'a Fresh<u64>,
    pub(super) filtered: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Col {
    Clock,
    Account,
    What,
    Product,
    Owner,
    Value,
    Layer,
    Days,
}

const COLUMNS: [Column<Col>; 8] = [
    Column::number(Col::Clock, 13, 15),
    Column::text(Col::Account, 20, 6, 36, 20),
    // As wide as what is to be done most often, where the window is of the usual width.
    Column::text(Col::What, 23, 9, 60, 13),
    Column::text(Col::Product, 13, 1, 18, 4),
    Column::text(Col::Owner, 12, 3, 18, 6),
    Column::number(Col::Value, 9, 10),
    Column::text(Col::Layer, 15, 0, 15, 11),
    Column::number(Col::Days, 6, 5),
];

/// Below this width there is room for the clock and the company only, and for a word of why.
const NARROW: u16 = 60;
/// From this width on, what a lead is about has a column of its own.
const WIDE: u16 = 150;

fn columns(body: Rect, of: TodayOf) -> Vec<Placed<Col>> {
    let narrow = body.width < NARROW;
    let wanted = COLUMNS
        .into_iter()
        .filter(|it| match it.id {
            Col::Owner => of != TodayOf::Me,
            Col::Product => body.width >= WIDE,
            Col::Clock | Col::Account | Col::What | Col::Value | Col::Layer | Col::Days => true,
        })
        .map(|column| match column.id {
            Col::Clock if narrow => Column::number(Col::Clock, 11, 15),
            Col::Account if narrow => Column { min: 12, ..column },
            Col::What if narrow => Column { min: 8, ..column },
            Col::Clock
            | Col::Account
            | Col::What
            | Col::Product
            | Col::Owner
            | Col::Value
            | Col::Layer
            | Col::Days => column,
        });
    let wanted: Vec<Column<Col>> = wanted.collect();
    place(&wanted, body.x, body.width, if narrow { 1 } else { 2 })
}

/// How many lines the account of the day takes.
const fn head_lines(body: Rect) -> u16 {
    match body.height {
        0..=5 => 0,
        6..=13 => 1,
        14.. => 2,
    }
}

/// Where the leads are: below the account of the day, where there is room for both.
pub(super) fn list_area(body: Rect) -> Rect {
    let head = head_lines(body);
    Rect::new(body.x, body.y + head, body.width, body.height - head)
}

pub(super) fn draw(view: &View<'_>, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
    let list = list_area(body);
    let mut pen = Pen::new(buffer, ctx);
    if list.y > body.y {
        account(&mut pen, view, body, ctx);
    }
    if view.page.total() == 0 {
        let said = empty(view.of, view.filtered, ctx);
        let lines = said.iter().flat_map(|words| wrap(words, list.width));
        for (y, words) in (list.y..list.bottom()).zip(lines) {
            pen.words(list.x, y, list.width, &words);
        }
        return;
    }
    let columns = columns(body, view.of);
    let height = usize::from(list.height);
    let layout = Layout::new(&view.page.sections, height);
    let seen = view.rows.seen(layout.len(), height);
    for (row, line) in seen.enumerate() {
        let y = list.y + cells(row);
        match layout.line(line) {
            Some(Line::Head(reason, count)) => {
                let within = view.page.reply_within;
                heading(&mut pen, (list, y), (reason, count), within, ctx);
            }
            Some(Line::Lead(index)) => {
                lead(&mut pen, view, &columns, index, y, ctx);
                if index == view.leads.cursor() {
                    pen.lay(Rect::new(0, y, ctx.size.width, 1), Role::CursorLine);
                }
                let held = view.page.line(index);
                if let Some(fresh) = held.and_then(|it| view.fresh.role(&it.id, ctx)) {
                    pen.lay(Rect::new(list.x, y, list.width, 1), fresh);
                }
            }
            Some(Line::Gap) | None => {}
        }
    }
}

/// How much there is to do, what was done, and how one stands.
fn account(pen: &mut Pen<'_>, view: &View<'_>, body: Rect, ctx: &Ctx<'_>) {
    let page = view.told;
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let say = |message, count: u64, role| {
        let count = number(count);
        let text = Clean::from_string(ctx.locale().count(count));
        ctx.words(
            message,
            Role::Quiet,
            &[("number", text, role)],
            &[("count", count)],
        )
    };
    let to_do = say(Msg::TodayToDo, page.total() as u64, Role::Strong);
    let done_role = if page.done > 0 {
        Role::Good
    } else {
        Role::Quiet
    };
    let gap = Words::one(Clean::literal("  "), Role::Quiet);
    let left = to_do
        .join(gap.clone())
        .join(say(Msg::TodayDone, page.done, done_role));
    let used = pen.words(body.x, body.y, body.width, &left);
    let share = |message, part: u64, of: u64| {
        #[expect(clippy::cast_precision_loss, reason = "counts of leads")]
        let share = ctx.locale().percent(part as f64 / of.max(1) as f64, 0);
        // What rests on few says little of a person.
        let few = of < FEW;
        let of = Clean::from_string(ctx.locale().count(number(of)));
        let share = marked(Clean::from_string(share), few, ctx);
        let values = [
            ("share", share, if few { Role::Quiet } else { Role::Text }),
            ("of", of, Role::Faint),
        ];
        ctx.words(message, Role::Quiet, &values, &[])
    };
    let answering = page.answering;
    let mut right = Words::new();
    if answering.asked > 0 {
        right = right.join(share(Msg::TodayInTime, answering.in_time, answering.asked));
    }
    if answering.owed > 0 {
        right = right.join(gap.clone());
        right = right.join(share(Msg::TodaySaid, answering.said, answering.owed));
    }
    if !right.is_empty() {
        let days = Words::one(ctx.t(Msg::TodayDays), Role::Faint);
        let with_days = right.clone().join(gap).join(days);
        let room = body.width.saturating_sub(used + 3);
        let fits = |words: &Words| cells(words.width()) <= room;
        if let Some(words) = [with_days, right].into_iter().find(fits) {
            pen.words_right(body.right(), body.y, room, &words);
        }
    }
}

fn heading(
    pen: &mut Pen<'_>,
    (list, y): (Rect, u16),
    (reason, count): (Reason, usize),
    within: u16,
    ctx: &Ctx<'_>,
) {
    let (name, role) = section(reason);
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let words = Words::one(ctx.t(name), role)
        .and(Clean::literal("  "), Role::Quiet)
        .and(Clean::from_string(ctx.locale().count(count)), Role::Quiet);
    let used = pen.words(list.x, y, list.width, &words);
    let does = does(reason, within, ctx);
    let room = list.width.saturating_sub(used + 3);
    if cells(does.width()) <= room {
        pen.words(list.x + used + 3, y, room, &does);
    }
}

fn lead(
    pen: &mut Pen<'_>,
    view: &View<'_>,
    columns: &[Placed<Col>],
    index: usize,
    y: u16,
    ctx: &Ctx<'_>,
) {
    let x = columns.first().map_or(0, |column| column.x);
    let Some(line) = view.page.line(index) else {
        // Asked for, and not here yet.
        pen.put(x + 2, y, 1, &Clean::literal("·"), Role::Faint);
        return;
    };
    if view.marked.contains(line.id) {
        pen.put(x.saturating_sub(1), y, 1, &Clean::literal("▌"), Role::Mark);
    }
    let leaves = view.leaving.is_some_and(|it| it.contains(&line.id));
    let apart = columns.iter().any(|column| column.id == Col::Product);
    for column in columns {
        let words = if leaves {
            left(line, column.id, ctx)
        } else {
            shown(line, column, apart, ctx)
        };
        match column.align {
            Align::Left => {
                pen.words(column.x, y, column.width, &words);
            }
            Align::Right => pen.words_right(column.end(), y, column.width, &words),
        }
    }
}

/// What a column says of a lead; what it is about apart from why it is here, or with it.
fn shown(line: &TodayLine, column: &Placed<Col>, apart: bool, ctx: &Ctx<'_>) -> Words {
    let locale = ctx.locale();
    let one = |text: String, role| Words::one(Clean::from_string(text), role);
    match column.id {
        Col::Clock => clock(line, ctx),
        Col::Account if line.account.is_empty() => Words::one(nobody(line.id, ctx), Role::Quiet),
        Col::Account => Words::one(line.account.clone(), Role::Strong),
        Col::What => what(line, column.width, apart, ctx),
        Col::Product => Words::one(line.product.clone(), Role::Quiet),
        Col::Owner => Words::one(line.owner.clone(), Role::Quiet),
        Col::Value => {
            let value = line.value.as_ref();
            let text = value.map(|(minor, currency)| locale.money_short(*minor, currency));
            one(text.unwrap_or_default(), Role::Text)
        }
        Col::Layer => {
            let layer = || {
                let name = locale.t(layer_name(line.layer));
                format!("{} {name}", line.layer.index() + 1)
            };
            match line.status {
                Status::Open => one(layer(), Role::Layer(line.layer)),
                Status::Parked => one(layer(), Role::Quiet),
                Status::Won => Words::one(ctx.t(Msg::LayerWon), Role::Won),
                Status::Lost => Words::one(ctx.t(Msg::StatusLost), Role::Bad),
            }
        }
        Col::Days => one(locale.age(line.days), Role::Quiet),
    }
}

/// What a column says of a lead that was done and leaves.
fn left(line: &TodayLine, column: Col, ctx: &Ctx<'_>) -> Words {
    match column {
        Col::Clock => Words::one(Clean::literal("✓"), Role::Good),
        Col::Account if line.account.is_empty() => Words::one(nobody(line.id, ctx), Role::Faint),
        Col::Account => Words::one(line.account.clone(), Role::Faint),
        Col::What => {
            let undo = ctx.reader.keymap.key_of(Action::App(AppAction::Undo));
            let key = Clean::from_string(undo.unwrap_or_default());
            let values = [("key", key, Role::Accent)];
            ctx.words(Msg::TodayLeft, Role::Quiet, &values, &[])
        }
        Col::Product | Col::Owner | Col::Value | Col::Layer | Col::Days => Words::new(),
    }
}
