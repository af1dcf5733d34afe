//! Holds what stands below the funnel: the proof that it adds up, and how its shares are made.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::figures::count;
use super::funnel::{Figures, Flow};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::paint::Pen;
use crate::ui::theme::Role;
use crate::ui::words::Words;

pub(super) fn footer(
    figures: &Figures,
    after: u16,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let mut pen = Pen::new(buffer, ctx);
    let lines = u16::from(figures.flow.is_some()) + 1;
    // At the foot of the body, and only where it keeps clear of the lines.
    if body.bottom() < after + lines + 1 {
        return;
    }
    let mut y = body.bottom() - lines;
    if y > after + 1 {
        pen.rule(Rect::new(0, y - 1, ctx.size.width, 1));
    }
    if let Some(flow) = &figures.flow {
        pen.words(body.x, y, body.width, &proof(flow, ctx));
        y += 1;
    }
    let room = usize::from(body.width);
    pen.words(body.x, y, body.width, &fitting(defined(figures, ctx), room));
}

/// How the shares are made: by which definition, of when, and what is left out.
fn defined(figures: &Figures, ctx: &Ctx<'_>) -> Vec<Words> {
    let plain = |message| ctx.words(message, Role::Quiet, &[], &[]);
    let mut parts = Vec::new();
    match figures.period {
        None => parts.push(plain(Msg::FootDefinition)),
        Some((from, to)) => {
            let days = Clean::from_string(ctx.locale().days_between(from, to));
            let values = [("days", days, Role::Text)];
            parts.push(ctx.words(Msg::FootDefinitionOf, Role::Quiet, &values, &[]));
            parts.push(plain(Msg::FootNow));
        }
    }
    if figures.left_out > 0.0 {
        let share = Clean::from_string(ctx.locale().percent(figures.left_out, 1));
        let values = [("share", share, Role::Quiet)];
        parts.push(ctx.words(Msg::FootLeftOut, Role::Quiet, &values, &[]));
    }
    parts
}

/// The parts that fit, with a sign between; one that does not is left out as a whole.
pub(super) fn fitting(parts: Vec<Words>, room: usize) -> Words {
    let mut said = Words::new();
    for part in parts {
        let gap = if said.is_empty() { 0 } else { 3 };
        if said.width() + gap + part.width() > room {
            break;
        }
        if gap > 0 {
            said.push(Clean::literal(" · "), Role::Quiet);
        }
        said = said.join(part);
    }
    said
}

fn proof(flow: &Flow, ctx: &Ctx<'_>) -> Words {
    let value = |name, number| (name, count(number, ctx), Role::Text);
    let values = [
        value("opening", flow.opening),
        value("in", flow.entered),
        value("back", flow.back),
        value("lost", flow.lost),
        value("won", flow.won),
        value("closing", flow.closing),
    ];
    let (sign, role) = if flow.adds_up() {
        (" ✓", Role::Good)
    } else {
        (" ✗", Role::Bad)
    };
    ctx.words(Msg::FootFlow, Role::Quiet, &values, &[])
        .and(Clean::literal(sign), role)
}
