//! Draws a lead of an account as a line: what it is about, where it is, what comes next, what it is worth.
//!
//! The lines of an account's leads stand in columns; what a lead's own page says is not here.

use ratatui::layout::Rect;

use crate::i18n::Msg;
use crate::model::{Clean, Status};
use crate::ui::ctx::Ctx;
use crate::ui::paint::Pen;
use crate::ui::screens::{LeadLine, layer_name};
use crate::ui::theme::Role;
use crate::ui::widgets::{Column, place};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Col {
    Id,
    Layer,
    Product,
    /// What is done next; of what is over, whose it was.
    Next,
    Value,
}

const COLUMNS: [Column<Col>; 5] = [
    Column::text(Col::Id, 7, 0, 7, 9),
    Column::text(Col::Layer, 13, 0, 13, 8),
    Column::text(Col::Product, 6, 8, 16, 6),
    Column::text(Col::Next, 14, 6, 34, 1),
    Column::number(Col::Value, 9, 7),
];

/// From this width on, columns stand further apart, and names of products are whole before anything else is told.
const ROOMY: u16 = 50;

/// Draws a lead in its place.
pub(super) fn draw(line: &LeadLine, area: Rect, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    let roomy = area.width >= ROOMY;
    let columns = COLUMNS.map(|column| match column.id {
        Col::Product if roomy => Column { min: 13, ..column },
        Col::Id | Col::Layer | Col::Product | Col::Next | Col::Value => column,
    });
    let gap = if roomy { 2 } else { 1 };
    for column in place(&columns, area.x, area.width, gap) {
        let (text, role) = shown(line, column.id, ctx);
        column.put(pen, area.y, &text, role);
    }
}

fn shown(line: &LeadLine, column: Col, ctx: &Ctx<'_>) -> (Clean, Role) {
    match column {
        Col::Id => (Clean::from_string(format!("#{}", line.id)), Role::Quiet),
        Col::Layer => match line.status {
            Status::Open => (ctx.t(layer_name(line.layer)), Role::Layer(line.layer)),
            Status::Parked => (ctx.t(Msg::StatusParked), Role::Quiet),
            Status::Won => (ctx.t(Msg::LayerWon), Role::Won),
            Status::Lost => (ctx.t(Msg::StatusLost), Role::Bad),
        },
        Col::Product => (line.product.clone(), Role::Text),
        Col::Next if line.status == Status::Open => (line.next.clone(), Role::Faint),
        Col::Next => (line.owner.clone(), Role::Faint),
        Col::Value => {
            let value = line.value.as_ref();
            let text = value.map(|(minor, code)| ctx.locale().money_short(*minor, code));
            (Clean::from_string(text.unwrap_or_default()), Role::Text)
        }
    }
}
