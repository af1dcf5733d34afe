//! Holds what the page that compares says of the fields in which two sides differ, and of those by which they were made.

use ratatui::layout::Rect;

use super::data::{FieldApart, ValueApart};
use super::lines::{FEW, Sheet, letter};
use crate::i18n::{Arg, Msg};
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::paint::Pen;
use crate::ui::screens::figures::count;
use crate::ui::screens::segments::facet_words;
use crate::ui::theme::Role;

impl Sheet<'_> {
    /// Where the numbers of a value end: of the first, of the other, and how many that are.
    fn value_ends(area: Rect) -> (u16, [u16; 2]) {
        let label = area.width.saturating_sub(34).clamp(10, 52);
        let first = area.x + label + 10;
        if area.width >= 48 {
            (label, [first, first + 16])
        } else {
            (
                area.width.saturating_sub(16),
                [area.right() - 8, area.right()],
            )
        }
    }

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
        let (_, ends) = Self::value_ends(area);
        for (end, at) in ends.into_iter().zip([0, compared.other]) {
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
        let (label, ends) = Self::value_ends(area);
        let room = label.saturating_sub(4);
        pen.put(area.x + 4, area.y, room, &value.label, Role::Text);
        let (of_a, of_b) = field.of;
        let wide = area.width >= 48;
        for ((end, n), of) in ends.into_iter().zip([value.a, value.b]).zip([of_a, of_b]) {
            let share = share(n, of, self.ctx);
            let role = if n < FEW { Role::Faint } else { Role::Strong };
            pen.put_right(end, area.y, 7, &share, role);
            if wide {
                pen.put_right(end + 8, area.y, 7, &count(n, self.ctx), Role::Quiet);
            }
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
fn share(part: u64, whole: u64, ctx: &Ctx<'_>) -> Clean {
    if whole == 0 {
        return Clean::literal("–");
    }
    let share = part as f64 / whole as f64;
    let decimals = usize::from(share < 0.095);
    Clean::from_string(ctx.locale().percent(share, decimals))
}
