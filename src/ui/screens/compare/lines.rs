//! Holds what each line of the page that compares says, and in which columns.

use ratatui::layout::Rect;

use super::data::{Apart, ComparePage, ComparedSide};
use super::rows::{Row, Spot};
use crate::i18n::{Arg, Msg};
use crate::model::{Clean, Layer};
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::{count, emphasis, percent, points};
use crate::ui::screens::funnel::figures::Rate;
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::widgets::wrap;
use crate::ui::words::Words;
use crate::workspace::Unit;

/// Figures of fewer are dimmed.
pub(super) const FEW: u64 = 10;

/// The letter of a side.
pub(super) fn letter(at: usize) -> Clean {
    Clean::literal(["A", "B", "C", "D"].get(at).copied().unwrap_or("…"))
}

/// How wide the columns of the funnels are: their names, each side, how far two lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    name: u16,
    side: u16,
    apart: u16,
}

/// What is said, from all of it to the least.
const WIDTHS: [Columns; 10] = [
    Columns::new(18, 28, 44),
    Columns::new(16, 28, 26),
    Columns::new(18, 24, 44),
    Columns::new(16, 20, 44),
    Columns::new(16, 20, 26),
    Columns::new(16, 13, 26),
    Columns::new(16, 13, 13),
    Columns::new(16, 7, 13),
    Columns::new(5, 13, 9),
    Columns::new(5, 7, 9),
];

/// Where there is less room than for any of these.
const LEAST: Columns = Columns::new(5, 6, 0);

/// From this width on a side says how many are still open.
const OPEN: u16 = 28;

/// From this width on layers go by their names.
const NAMED: u16 = 12;

impl Columns {
    const fn new(name: u16, side: u16, apart: u16) -> Self {
        Self { name, side, apart }
    }

    /// Those that so many sides have room for.
    pub(super) fn of(area: Rect, sides: usize) -> Self {
        let sides = cells(sides);
        let fits = |it: &&Self| it.name + it.side.saturating_mul(sides) + it.apart <= area.width;
        WIDTHS.iter().find(fits).copied().unwrap_or(LEAST)
    }

    /// The cell after a side's column.
    fn side_end(self, area: Rect, side: usize) -> u16 {
        area.x + self.name + self.side.saturating_mul(cells(side + 1))
    }

    /// The first cell of how far two lie apart.
    fn apart_x(self, area: Rect, sides: usize) -> u16 {
        self.side_end(area, sides.saturating_sub(1)) + 3
    }
}

/// A page, the columns of its funnels, and who reads.
pub(super) struct Sheet<'a> {
    pub(super) page: &'a ComparePage,
    pub(super) columns: Columns,
    pub(super) ctx: &'a Ctx<'a>,
}

impl Sheet<'_> {
    /// Draws a line.
    pub(super) fn row(&self, row: Row, area: Rect, pen: &mut Pen<'_>) {
        let ctx = self.ctx;
        match row {
            Row::Blank => {}
            Row::Spot(Spot::Side(at)) => self.side(at, area, pen),
            Row::Spot(Spot::Line(at)) => self.line(at, area, pen),
            Row::Spot(Spot::Common(at)) => self.common(at, area, pen),
            Row::Spot(Spot::Value(field, value)) => {
                let compared = self.page.compared.as_ref();
                let field = compared.and_then(|it| it.fields.get(field));
                if let Some(field) = field
                    && let Some(value) = field.values.get(value)
                {
                    self.value(field, value, area, pen);
                }
            }
            Row::Head => self.head(area, pen),
            Row::Shared => self.shared(area, pen),
            Row::CommonHead => {
                let head = ctx.t(Msg::CompareCommon);
                pen.put(area.x, area.y, area.width, &head, Role::Strong);
            }
            Row::FieldsHead => self.fields_head(area, pen),
            Row::Field(at) => {
                let compared = self.page.compared.as_ref();
                if let Some(field) = compared.and_then(|it| it.fields.get(at)) {
                    self.field(field, area, pen);
                }
            }
            Row::Cut => self.cut(area, pen),
            Row::Advice => {
                let text = ctx.t(Msg::CompareAdvice);
                pen.put(area.x, area.y, area.width, &text, Role::Look);
            }
            Row::Note => {
                let words = Words::one(ctx.t(Msg::CompareNote), Role::Faint);
                if let Some(first) = wrap(&words, area.width).first() {
                    pen.words(area.x, area.y, area.width, first);
                }
            }
        }
    }

    /// What a side is called.
    fn name(&self, side: &ComparedSide) -> Clean {
        if side.is_rest {
            return super::rest(self.page.unit, self.ctx);
        }
        if side.name.is_empty() {
            return self.ctx.t(Msg::CompareEverything);
        }
        side.name.clone()
    }

    /// Whether a side is one of the two that are held against one another.
    fn is_held(&self, at: usize) -> bool {
        let compared = self.page.compared.as_ref();
        compared.is_some_and(|it| at == 0 || it.other == at)
    }

    fn side(&self, at: usize, area: Rect, pen: &mut Pen<'_>) {
        let Some(side) = self.page.sides.get(at) else {
            return;
        };
        let role = if self.is_held(at) {
            Role::Accent
        } else {
            Role::Quiet
        };
        pen.put(area.x, area.y, 1, &letter(at), role);
        let figures = match &side.found {
            Ok(figures) => figures,
            Err(why) => {
                pen.put(
                    area.x + 3,
                    area.y,
                    area.width.saturating_sub(3),
                    why,
                    Role::Look,
                );
                return;
            }
        };
        let mut said = Words::one(count(figures.count, self.ctx), Role::Strong);
        if area.width >= 60 {
            let message = match self.page.unit {
                Unit::Accounts => Msg::HeadAccounts,
                Unit::Leads => Msg::HeadLeads,
            };
            said = said
                .and(Clean::literal(" "), Role::Quiet)
                .and(self.ctx.t(message), Role::Quiet);
            if self.page.unit == Unit::Accounts {
                let n = i64::try_from(figures.leads).unwrap_or(i64::MAX);
                let values = [("n", count(figures.leads, self.ctx), Role::Text)];
                let leads =
                    self.ctx
                        .words(Msg::SegmentLeads, Role::Quiet, &values, &[("count", n)]);
                said = said.and(Clean::literal(" · "), Role::Quiet).join(leads);
            }
        }
        if area.width >= 76 && figures.left_out > 0.0 {
            let share = self.ctx.locale().percent(figures.left_out, 0);
            let values = [("share", Clean::from_string(share), Role::Quiet)];
            let left_out = self
                .ctx
                .words(Msg::FootLeftOutShort, Role::Faint, &values, &[]);
            said = said.and(Clean::literal(" · "), Role::Quiet).join(left_out);
        }
        let end = area.x + area.width.min(110);
        let width = cells(said.width());
        pen.words_right(end, area.y, width, &said);
        let room = (end - area.x).saturating_sub(width + 5);
        let name = self.name(side);
        let used = pen.put(area.x + 3, area.y, room, &name, Role::Text) + 2;
        let in_force = self.ctx.t(Msg::CompareInForce);
        if at == 0 && usize::from(room.saturating_sub(used)) >= in_force.width() {
            pen.put(area.x + 3 + used, area.y, room, &in_force, Role::Faint);
        }
    }

    fn head(&self, area: Rect, pen: &mut Pen<'_>) {
        if self.columns.name >= NAMED {
            let title = self.ctx.t(Msg::CompareWentOn);
            let name = self.columns.name.saturating_sub(1);
            pen.put(area.x, area.y, name, &title, Role::Strong);
        }
        for at in 0..self.page.sides.len() {
            let end = self.columns.side_end(area, at) - self.after_rate();
            let role = if self.is_held(at) {
                Role::Accent
            } else {
                Role::Quiet
            };
            pen.put_right(end, area.y, 1, &letter(at), role);
            if self.columns.side >= 13 {
                let mut end = self.columns.side_end(area, at);
                if self.columns.side >= OPEN {
                    let head = self.ctx.t(Msg::CompareOpen);
                    pen.put_right(end, area.y, 7, &head, Role::Quiet);
                    end -= 8;
                }
                let head = self.ctx.t(Msg::CompareOf);
                pen.put_right(end, area.y, 6, &head, Role::Quiet);
            }
        }
        if let Some(compared) = self.page.compared.as_ref()
            && self.columns.apart > 0
        {
            let other = letter(compared.other);
            let args = [("other", Arg::from(other.as_str()))];
            let x = self.columns.apart_x(area, self.page.sides.len());
            let room = area.right().saturating_sub(x);
            let head = if self.columns.apart >= 13 {
                self.ctx.t_args(Msg::CompareLess, &args)
            } else {
                Clean::from_string(format!("A−{other}"))
            };
            pen.put(x, area.y, room, &head, Role::Quiet);
        }
    }

    /// The cells behind a rate: its band, and of how many it is.
    const fn after_rate(&self) -> u16 {
        match self.columns.side {
            OPEN.. => 21,
            20.. => 13,
            13.. => 7,
            _ => 0,
        }
    }

    fn line(&self, at: usize, area: Rect, pen: &mut Pen<'_>) {
        let name = self.columns.name.saturating_sub(1);
        pen.words(area.x, area.y, name, &self.line_name(at));
        for (number, side) in self.page.sides.iter().enumerate() {
            if let Ok(figures) = &side.found {
                let rate = figures.rates.get(at).copied().flatten();
                let mut end = self.columns.side_end(area, number);
                if self.columns.side >= OPEN {
                    if let Some(open) = figures.open.get(at).copied().flatten() {
                        pen.put_right(end, area.y, 7, &count(open, self.ctx), Role::Faint);
                    }
                    end -= 8;
                }
                self.rate(rate, end, area.y, pen);
            }
        }
        if let Some(compared) = &self.page.compared
            && let Some(apart) = compared.lines.get(at)
        {
            let x = self.columns.apart_x(area, self.page.sides.len());
            self.apart(apart, Rect { x, ..area }, pen);
        }
    }

    /// What a line is of: where there is no room for a layer's name, its number.
    fn line_name(&self, at: usize) -> Words {
        let named = self.columns.name >= NAMED;
        let Some(layer) = Layer::at(at) else {
            let message = if named {
                Msg::CompareWinRate
            } else {
                Msg::LayerWon
            };
            let indent = Clean::literal(if named { "  " } else { "" });
            return Words::one(indent, Role::Won).and(self.ctx.t(message), Role::Won);
        };
        let number = Clean::from_string(format!("{} ", at + 1));
        let words = Words::one(number, Role::Layer(layer));
        if named {
            words.and(self.ctx.t(layer_name(layer)), Role::Text)
        } else {
            words
        }
    }

    fn rate(&self, rate: Option<Rate>, end: u16, y: u16, pen: &mut Pen<'_>) {
        let after = self.after_rate().min(13);
        pen.put_right(
            end - after,
            y,
            6,
            &percent(rate, 0, self.ctx),
            emphasis(rate),
        );
        let Some(rate) = rate else {
            return;
        };
        if self.columns.side >= 20 {
            let half = (rate.high - rate.low) * 50.0;
            let band = Clean::from_string(format!("±{half:.0}"));
            pen.put_right(end - 8, y, 4, &band, Role::Quiet);
        }
        if self.columns.side >= 13 {
            pen.put_right(end, y, 6, &count(rate.n, self.ctx), Role::Quiet);
        }
    }

    fn apart(&self, apart: &Apart, area: Rect, pen: &mut Pen<'_>) {
        let ctx = self.ctx;
        let wide = self.columns.apart;
        if wide == 0 {
            return;
        }
        let Some(by) = apart.by else {
            let none = Clean::literal("–");
            return pen.put_right(area.x + 4, area.y, 1, &none, Role::Faint);
        };
        let few = apart.n < FEW;
        let (sign, role) = match (few, apart.differs, by >= 0.0) {
            (true, ..) => (" ", Role::Faint),
            (false, true, true) => ("▲", Role::Good),
            (false, true, false) => ("▼", Role::Bad),
            (false, false, _) => (" ", Role::Quiet),
        };
        let y = area.y;
        pen.put_right(area.x + 4, y, 4, &points(by, ctx), role);
        pen.put(area.x + 5, y, 1, &Clean::literal(sign), role);
        if wide < 26 {
            return;
        }
        let (low, high) = (points(apart.low, ctx), points(apart.high, ctx));
        let args = [
            ("low", Arg::from(low.as_str())),
            ("high", Arg::from(high.as_str())),
        ];
        let band = ctx.t_args(Msg::CompareBand, &args);
        let quiet = if few { Role::Faint } else { Role::Quiet };
        pen.put(area.x + 7, y, 16, &band, quiet);
        if wide >= 44 {
            let (message, role) = match (few, apart.differs) {
                (true, _) => (Msg::CompareFew, Role::Faint),
                (false, true) => (Msg::CompareDiffers, Role::Text),
                (false, false) => (Msg::CompareSame, Role::Quiet),
            };
            pen.put(area.x + 23, y, 20, &ctx.t(message), role);
        }
    }

    /// How many are in both: the difference is told of the others.
    fn shared(&self, area: Rect, pen: &mut Pen<'_>) {
        let Some(compared) = &self.page.compared else {
            return;
        };
        let quiet = Role::Quiet;
        let number = |n: u64| count(n, self.ctx);
        let other = letter(compared.other);
        let (a, b) = compared.left;
        let words = match (a, b) {
            (0, _) | (_, 0) => {
                let (inner, outer) = if a == 0 {
                    (letter(0), other)
                } else {
                    (other, letter(0))
                };
                let values = [("inner", inner, Role::Text), ("outer", outer, Role::Text)];
                self.ctx.words(Msg::CompareWithin, quiet, &values, &[])
            }
            _ => {
                let values = [
                    ("shared", number(compared.shared), Role::Text),
                    ("a", number(a), Role::Text),
                    ("b", number(b), Role::Text),
                ];
                self.ctx.words(Msg::CompareShared, quiet, &values, &[])
            }
        };
        pen.words(area.x, area.y, area.width, &words);
    }

    fn common(&self, at: usize, area: Rect, pen: &mut Pen<'_>) {
        let Some(it) = self.page.common.get(at) else {
            return;
        };
        let (one, other) = (letter(it.one), letter(it.other));
        let args = [
            ("one", Arg::from(one.as_str())),
            ("other", Arg::from(other.as_str())),
        ];
        let pair = self.ctx.t_args(Msg::ComparePair, &args);
        pen.put(area.x, area.y, 14, &pair, Role::Text);
        let role = if it.shared == 0 {
            Role::Faint
        } else {
            Role::Strong
        };
        pen.put_right(area.x + 26, area.y, 10, &count(it.shared, self.ctx), role);
        if let Some(share) = it.share {
            let share = Clean::from_string(self.ctx.locale().percent(share, 1));
            let values = [("share", share, Role::Text)];
            let words = self
                .ctx
                .words(Msg::CompareJaccard, Role::Quiet, &values, &[]);
            pen.words(area.x + 29, area.y, area.width.saturating_sub(29), &words);
        }
    }
}
