//! Holds what stands below the funnel: the proof that it adds up, how its shares are made, what Enter opens.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells::Cell;
use super::figures::{Figures, Flow};
use crate::i18n::Msg;
use crate::model::{Clean, Layer};
use crate::ui::action::{Action, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::count;
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// From this width on, what Enter opens stands beside how the shares are made.
const WIDE: u16 = 104;

pub(super) fn footer(
    figures: &Figures,
    (line, cell): (usize, Cell),
    after: u16,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let mut pen = Pen::new(buffer, ctx);
    let proof = figures.flow.and_then(|flow| proof(&flow, body.width, ctx));
    let opens = opens(Layer::at(line), cell, figures, ctx);
    let wide = body.width >= WIDE;
    let lines = u16::from(proof.is_some()) + 1 + u16::from(!wide);
    // At the foot of the body, and only where it keeps clear of the lines; what Enter opens is the last to go.
    let room = body.bottom().saturating_sub(after + 1);
    if body.bottom() <= after {
        return;
    }
    if room < lines {
        let y = body.bottom() - 1;
        pen.words(body.x, y, body.width, &opens);
        return;
    }
    let mut y = body.bottom() - lines;
    if y > after + 1 {
        pen.rule(Rect::new(0, y - 1, ctx.size.width, 1));
    }
    if let Some(proof) = proof {
        pen.words(body.x, y, body.width, &proof);
        y += 1;
    }
    let mut room = usize::from(body.width);
    if wide {
        room = room.saturating_sub(opens.width() + 3);
        pen.words_right(body.right(), y, body.width, &opens);
    } else {
        pen.words(body.x, y + 1, body.width, &opens);
    }
    pen.words(
        body.x,
        y,
        cells(room),
        &fitting(defined(figures, room, ctx), room),
    );
}

/// What the key that opens would open now.
fn opens(layer: Option<Layer>, cell: Cell, figures: &Figures, ctx: &Ctx<'_>) -> Words {
    if cell.count(layer, figures) == 0 {
        return ctx.words(Msg::OpensNone, Role::Quiet, &[], &[]);
    }
    let key = ctx.reader.keymap.key_of(Action::View(ViewAction::Open));
    let Some(key) = key else {
        return Words::new();
    };
    Words::one(Clean::from_string(key), Role::Accent)
        .and(Clean::literal(" "), Role::Quiet)
        .join(cell.told(layer, figures, ctx))
}

/// How the shares are made: by which definition, of when, and what is left out.
fn defined(figures: &Figures, room: usize, ctx: &Ctx<'_>) -> Vec<Words> {
    let plain = |message| ctx.words(message, Role::Quiet, &[], &[]);
    let mut parts = vec![plain(Msg::FootDefinition)];
    let said = |message| left_out(figures.left_out, message, ctx);
    if let (Some(full), Some(short)) = (said(Msg::FootLeftOut), said(Msg::FootLeftOutShort)) {
        let fits = parts[0].width() + 3 + full.width() <= room;
        parts.push(if fits { full } else { short });
    }
    if figures.period.is_some() {
        parts.push(plain(Msg::FootNow));
    }
    parts
}

/// Which share came without history, where any did.
pub(super) fn left_out(share: f64, message: Msg, ctx: &Ctx<'_>) -> Option<Words> {
    let said = Clean::from_string(ctx.locale().percent(share, 1));
    let values = [("share", said, Role::Quiet)];
    (share > 0.0).then(|| ctx.words(message, Role::Quiet, &values, &[]))
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

/// What was there, what came and what went, in as many words as fit; nothing where even the shortest do not.
fn proof(flow: &Flow, width: u16, ctx: &Ctx<'_>) -> Option<Words> {
    let value = |name, number| (name, count(number, ctx), Role::Text);
    let values = [
        value("opening", flow.opening),
        value("found", flow.found),
        value("in", flow.entered),
        value("back", flow.back),
        value("lost", flow.lost),
        value("won", flow.won),
        value("closing", flow.closing),
    ];
    let messages = if flow.found == 0 {
        [Msg::FootFlow, Msg::FootFlowShort]
    } else {
        [Msg::FootFlowFound, Msg::FootFlowFoundShort]
    };
    let mut end = Words::one(Clean::literal(" ✓"), Role::Good);
    if flow.residual() != 0 {
        let rest = Clean::from_string(ctx.locale().count(flow.residual()));
        let values = [("count", rest, Role::Bad)];
        end = Words::one(Clean::literal(" ✗ "), Role::Bad).join(ctx.words(
            Msg::FootFlowRest,
            Role::Bad,
            &values,
            &[],
        ));
    }
    messages
        .into_iter()
        .map(|message| {
            ctx.words(message, Role::Quiet, &values, &[])
                .join(end.clone())
        })
        .find(|words| words.width() <= usize::from(width))
}
