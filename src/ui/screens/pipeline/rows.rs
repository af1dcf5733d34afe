//! Holds how leads are drawn, one a line: only the lines that are seen, only the columns that fit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::columns::{Col, day_in};
use super::list::{LeadLine, LeadPage};
use super::orders;
use crate::i18n::Msg;
use crate::model::{Clean, Status, Temperature};
use crate::query::Sort;
use crate::ui::action::{Action, AppAction};
use crate::ui::choices::code_name;
use crate::ui::ctx::Ctx;
use crate::ui::desk::ChoiceList;
use crate::ui::fresh::Fresh;
use crate::ui::marks::Marks;
use crate::ui::paint::{Pen, cells};
use crate::ui::route::Route;
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::widgets::{Lines, Placed, wrap};
use crate::ui::words::Words;

/// What is drawn.
pub(super) struct View<'a> {
    pub(super) page: &'a LeadPage,
    pub(super) lines: &'a Lines,
    pub(super) marks: &'a Marks,
    pub(super) fresh: &'a Fresh<u64>,
    pub(super) columns: Vec<Placed<Col>>,
    pub(super) order: Option<Sort>,
}

/// Where the lines are: below their headings, where there is room for both.
pub(super) fn list_area(body: Rect) -> Rect {
    let heading = u16::from(body.height > 3);
    Rect::new(body.x, body.y + heading, body.width, body.height - heading)
}

pub(super) fn draw(view: &View<'_>, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
    let list = list_area(body);
    let columns = &view.columns;
    let mut pen = Pen::new(buffer, ctx);
    if list.y > body.y {
        headings(&mut pen, view, body.y, ctx);
    }
    let len = usize::try_from(view.page.shown).unwrap_or(usize::MAX);
    if len == 0 && list.height > 0 {
        for (y, line) in (list.y..list.bottom()).zip(wrap(&none(view.page.total, ctx), list.width))
        {
            pen.words(list.x, y, list.width, &line);
        }
        return;
    }
    let seen = view.lines.seen(len, usize::from(list.height));
    for (row, line) in seen.clone().enumerate() {
        let y = list.y + cells(row);
        let held = line
            .checked_sub(view.page.first)
            .and_then(|index| view.page.lines.get(index));
        match held {
            Some(lead) => draw_lead(
                &mut pen,
                columns,
                lead,
                view.marks.contains(lead.id),
                y,
                ctx,
            ),
            // Asked for, and not here yet.
            None => {
                pen.put(list.x + 2, y, list.width, &Clean::literal("·"), Role::Faint);
            }
        }
        if line == view.lines.cursor() {
            pen.lay(Rect::new(0, y, ctx.size.width, 1), Role::CursorLine);
        }
        if let Some(fresh) = held.and_then(|lead| view.fresh.role(&lead.id, ctx)) {
            pen.lay(Rect::new(list.x, y, list.width, 1), fresh);
        }
    }
}

fn headings(pen: &mut Pen<'_>, view: &View<'_>, y: u16, ctx: &Ctx<'_>) {
    for column in &view.columns {
        let name = ctx.t(column.id.name());
        let order = view.order.as_ref();
        match order.filter(|order| order.field == column.id.field()) {
            Some(order) => {
                let name = orders::heading(&name, order);
                column.put(pen, y, &name, Role::Text);
            }
            None => column.put(pen, y, &name, Role::Quiet),
        }
    }
}

fn draw_lead(
    pen: &mut Pen<'_>,
    columns: &[Placed<Col>],
    lead: &LeadLine,
    marked: bool,
    y: u16,
    ctx: &Ctx<'_>,
) {
    if marked {
        let x = columns
            .first()
            .map_or(0, |column| column.x.saturating_sub(1));
        pen.put(x, y, 1, &Clean::literal("▌"), Role::Mark);
    }
    let numbered = columns.iter().any(|column| column.id == Col::Id);
    for column in columns {
        let (text, role) = shown(lead, column, numbered, ctx);
        column.put(pen, y, &text, role);
    }
}

/// That no lead is there: none that fits, or none at all, and how one comes to be.
pub(super) fn none(total: u64, ctx: &Ctx<'_>) -> Words {
    if total > 0 {
        return Words::one(ctx.t(Msg::NoLeads), Role::Quiet);
    }
    let key = |action| {
        let key = ctx.reader.keymap.key_of(Action::App(action));
        Clean::from_string(key.unwrap_or_default())
    };
    let values = [
        ("new", key(AppAction::NewLead), Role::Accent),
        ("import", key(AppAction::Go(Route::Import)), Role::Accent),
    ];
    ctx.words(Msg::NoLeadYet, Role::Quiet, &values, &[])
}

/// What stands for the company of a lead that has none: its number tells it from the others.
pub(in crate::ui::screens) fn nobody(lead: u64, ctx: &Ctx<'_>) -> Clean {
    let id = lead.to_string();
    ctx.t_args(Msg::NoAccountOf, &[("id", id.as_str().into())])
}

/// What a lead is called: its account's name, or its number where it has none.
pub(in crate::ui::screens) fn called(lead: u64, account: &Clean, ctx: &Ctx<'_>) -> Clean {
    if account.is_empty() {
        nobody(lead, ctx)
    } else {
        account.clone()
    }
}

/// What a column says of a lead, beside its number or without.
fn shown(lead: &LeadLine, column: &Placed<Col>, numbered: bool, ctx: &Ctx<'_>) -> (Clean, Role) {
    let locale = ctx.locale();
    let quiet = |text: String| (Clean::from_string(text), Role::Quiet);
    match column.id {
        Col::Id => quiet(format!("#{}", lead.id)),
        Col::Account if lead.account.is_empty() && numbered => (ctx.t(Msg::NoAccount), Role::Quiet),
        Col::Account if lead.account.is_empty() => (nobody(lead.id, ctx), Role::Quiet),
        Col::Account => (lead.account.clone(), Role::Strong),
        Col::Product => (lead.product.clone(), Role::Text),
        Col::Owner => (lead.owner.clone(), Role::Quiet),
        Col::Source => (lead.source.clone(), Role::Quiet),
        Col::Tags => (lead.tags.clone(), Role::Quiet),
        Col::Temperature => {
            let text = lead.temperature.map(|it| ctx.t(warmth(it)));
            (text.unwrap_or_default(), Role::Quiet)
        }
        Col::Layer => standing(lead, ctx),
        Col::Value => {
            let value = lead.value.as_ref();
            let text = value.map(|(minor, currency)| locale.money_short(*minor, currency));
            (Clean::from_string(text.unwrap_or_default()), Role::Text)
        }
        Col::Next => ahead(lead, ctx),
        // What is over has no day to come: the day on which it ended stands there.
        Col::Due => {
            let day = if lead.status.is_closed() {
                lead.moved
            } else {
                lead.due
            };
            let text = day.map(|day| day_in(column.width, day, ctx));
            let text = Clean::from_string(text.unwrap_or_default());
            (text, urgency(lead, ctx))
        }
        Col::Moved => {
            let text = lead.moved.map(|day| day_in(column.width, day, ctx));
            quiet(text.unwrap_or_default())
        }
        Col::Days if lead.status.is_closed() => quiet(String::new()),
        Col::Days => quiet(locale.age(lead.days)),
    }
}

/// What is done next; of what waits, that it comes back; of what was lost, why.
fn ahead(lead: &LeadLine, ctx: &Ctx<'_>) -> (Clean, Role) {
    match lead.status {
        Status::Open if lead.next.is_empty() => (ctx.t(Msg::NoNextStep), Role::Faint),
        Status::Open => (lead.next.clone(), Role::Quiet),
        Status::Parked if lead.due.is_none() => (ctx.t(Msg::NoComeBack), Role::Faint),
        Status::Parked => (ctx.t(Msg::ComesBack), Role::Faint),
        Status::Won => (Clean::default(), Role::Quiet),
        Status::Lost => {
            let reason = lead.reason.as_deref().unwrap_or_default();
            let name = code_name(ChoiceList::Reasons, reason, ctx.locale());
            (Clean::from_string(name), Role::Faint)
        }
    }
}

/// Where a lead is, or how it ended.
fn standing(lead: &LeadLine, ctx: &Ctx<'_>) -> (Clean, Role) {
    match lead.status {
        Status::Open => {
            let name = ctx.locale().t(layer_name(lead.layer));
            (
                Clean::from_string(format!("{} {name}", lead.layer.index() + 1)),
                Role::Layer(lead.layer),
            )
        }
        Status::Parked => {
            let name = ctx.locale().t(Msg::StatusParked);
            (
                Clean::from_string(format!("{} {name}", lead.layer.index() + 1)),
                Role::Quiet,
            )
        }
        Status::Won => (ctx.t(Msg::LayerWon), Role::Won),
        Status::Lost => (ctx.t(Msg::StatusLost), Role::Bad),
    }
}

/// How much its day matters today.
pub(super) fn urgency(lead: &LeadLine, ctx: &Ctx<'_>) -> Role {
    match lead.due {
        Some(due) if due < ctx.today() && !lead.status.is_closed() => Role::Bad,
        Some(due) if due == ctx.today() && !lead.status.is_closed() => Role::Look,
        _ => Role::Quiet,
    }
}

/// How many leads of how many, and how often, where that is more.
pub(super) fn summary(page: &LeadPage, ctx: &Ctx<'_>) -> Vec<Words> {
    let mut parts = vec![how_many(page.shown, page.total, ctx)];
    if page.times > page.shown {
        let times = Clean::from_string(ctx.locale().count(page.times.cast_signed()));
        let values = [("count", times, Role::Text)];
        parts.push(ctx.words(Msg::SummaryTimes, Role::Quiet, &values, &[]));
    }
    parts
}

/// What a temperature is called.
pub(super) const fn warmth(temperature: Temperature) -> Msg {
    match temperature {
        Temperature::Cold => Msg::TempCold,
        Temperature::Warm => Msg::TempWarm,
    }
}

/// `18 402 of 360 112 leads`.
pub(in crate::ui::screens) fn how_many(shown: u64, total: u64, ctx: &Ctx<'_>) -> Words {
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let text = |value: u64| Clean::from_string(ctx.locale().count(number(value)));
    ctx.words(
        Msg::SummaryLeads,
        Role::Quiet,
        &[
            ("shown", text(shown), Role::Strong),
            ("total", text(total), Role::Quiet),
        ],
        &[("count", number(total))],
    )
}
