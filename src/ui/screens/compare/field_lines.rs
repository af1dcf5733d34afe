//! Holds what the page that compares says of the fields in which two sides differ, and of those by which they were made.

use ratatui::layout::Rect;

use super::data::{FieldApart, ValueApart};
use super::lines::{FEW, Sheet, letter};
use crate::i18n::{Arg, Msg};
use crate::model::{Clean, Layer};
use crate::ui::ctx::Ctx;
use crate::ui::paint::Pen;
use crate::ui::screens::figures::count;
use crate::ui::screens::segments::facet_words;
use crate::ui::theme::Role;

/// From this width on shares have counts beside them, and bars where there is room.
const COUNTED: u16 = 48;
/// The cells of a share and its count.
const SAID: u16 = 16;
/// A bar has at least so many cells, and at most.
const BAR: (u16, u16) = (4, 24);

/// Where the shares of a value stand.
#[derive(Debug, Clone, Copy)]
struct Shares {
    /// The cells of what the value is called.
    label: u16,
    /// Where each side's share ends.
    ends: [u16; 2],
    /// The cells of a bar beside each.
    bar: u16,
}

impl Shares {
    fn of(area: Rect) -> Self {
        if area.width < COUNTED {
            return Self {
                label: area.width.saturating_sub(16),
                ends: [area.right().saturating_sub(8), area.right()],
                bar: 0,
            };
        }
        let label = (area.width / 3).clamp(14, 40);
        let side = area.width.saturating_sub(label) / 2;
        let bar = side.saturating_sub(SAID + 4).min(BAR.1);
        let bar = if bar < BAR.0 { 0 } else { bar };
        let first = area.x + label + 8;
        let apart = SAID + if bar > 0 { bar + 4 } else { 0 };
        Self {
            label,
            ends: [first, first + apart],
            bar,
        }
    }
}

impl Sheet<'_> {
    pub(super) fn fields_head(&self, area: Rect, pen: &mut Pen<'_>) {
        let Some(compared) = &self.page.compared else {
            return;
        };
        let message = if compared.fields.is_empty() {
            Msg::CompareNoField
        } else {
            Msg::CompareFields
        };
        pen.put(
            area.x,
            area.y,
            area.width,
            &self.ctx.t(message),
            Role::Strong,
        );
        if compared.fields.is_empty() {
            return;
        }
        for (end, at) in Shares::of(area).ends.into_iter().zip([0, compared.other]) {
            pen.put_right(end, area.y, 1, &letter(at), Role::Accent);
        }
    }

    pub(super) fn field(&self, field: &FieldApart, area: Rect, pen: &mut Pen<'_>) {
        let name = facet_words(field.field, self.ctx);
        let used = pen.put(area.x, area.y, area.width, &name, Role::Text);
        let v = Clean::from_string(format!("V {:.2}", field.v));
        let room = area.width.saturating_sub(used + 2);
        pen.put(area.x + used + 2, area.y, room, &v, Role::Faint);
    }

    pub(super) fn value(
        &self,
        field: &FieldApart,
        value: &ValueApart,
        area: Rect,
        pen: &mut Pen<'_>,
    ) {
        let sign = Clean::literal(if value.more { "▲" } else { "▼" });
        pen.put(area.x + 2, area.y, 1, &sign, Role::Quiet);
        let shares = Shares::of(area);
        let room = shares.label.saturating_sub(4);
        pen.put(area.x + 4, area.y, room, &value.label, Role::Text);
        let (of_a, of_b) = field.of;
        let both = [(value.a, of_a), (value.b, of_b)];
        for (end, (n, of)) in shares.ends.into_iter().zip(both) {
            let part = share(n, of);
            let said = part.map_or(Clean::literal("–"), |it| said(it, self.ctx));
            let role = if n < FEW { Role::Faint } else { Role::Strong };
            pen.put_right(end, area.y, 7, &said, role);
            if area.width >= COUNTED {
                pen.put_right(end + 8, area.y, 7, &count(n, self.ctx), Role::Quiet);
            }
            // Lower than its line, or one could not be told from the next.
            let cells = (part.unwrap_or(0.0) * f64::from(shares.bar)).ceil() as usize;
            let bar = Clean::from_string("▆".repeat(cells));
            let role = if n < FEW {
                Role::Faint
            } else {
                Role::Layer(Layer::Interested)
            };
            pen.put(end + 10, area.y, shares.bar, &bar, role);
        }
    }

    pub(super) fn cut(&self, area: Rect, pen: &mut Pen<'_>) {
        let Some(compared) = &self.page.compared else {
            return;
        };
        let names: Vec<String> = compared
            .cut
            .iter()
            .map(|field| facet_words(*field, self.ctx).into_string())
            .collect();
        let text = names.join(" · ");
        let text = self
            .ctx
            .t_args(Msg::CompareCut, &[("fields", Arg::from(text.as_str()))]);
        pen.put(area.x, area.y, area.width, &text, Role::Faint);
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn said(share: f64, ctx: &Ctx<'_>) -> Clean {
    let decimals = usize::from(share < 0.095);
    Clean::from_string(ctx.locale().percent(share, decimals))
}
