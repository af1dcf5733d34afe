//! Holds how a facet is drawn: its name and what the filter says of it, a line a value, each number in its column.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bars_draw::{self, Pointed};
use super::choice::facet_words;
use super::data::{FacetLine, FacetPage};
use super::terms::Standing;
use crate::i18n::Msg;
use crate::model::{Clean, Layer};
use crate::query::Field;
use crate::ui::ctx::Ctx;
use crate::ui::fresh::Fresh;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::{count, emphasis, percent};
use crate::ui::theme::Role;
use crate::ui::widgets::{Column, Placed, place};
use crate::ui::words::Words;
use crate::workspace::Unit;

/// What a column of a facet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Col {
    Label,
    Bar,
    Count,
    Won,
    Band,
    Closed,
    Lift,
}

/// The columns, in their order; what matters least is left out first.
const COLUMNS: [Column<Col>; 7] = [
    Column::text(Col::Label, 16, 4, 44, 20),
    Column::text(Col::Bar, 4, 1, 22, 15),
    Column::number(Col::Count, 6, 19),
    Column::number(Col::Won, 5, 18),
    Column::number(Col::Band, 3, 4),
    Column::number(Col::Closed, 6, 3),
    Column::number(Col::Lift, 5, 17),
];

fn columns(area: Rect, whole: u64, ctx: &Ctx<'_>) -> Vec<Placed<Col>> {
    let gap = if area.width >= 60 { 2 } else { 1 };
    let mut columns = COLUMNS;
    // A facet that is seen alone has room for its names, and for bars that can be compared.
    if area.width >= 90 {
        columns[0].max = 60;
        columns[1].max = 60;
    }
    // A bar says more than the rest of a long name.
    if area.width < 40 {
        columns[0].min = 13;
    }
    // No count is wider than that of all: what it does not need, names get.
    let widest = cells(count(whole, ctx).width()).clamp(3, 9);
    columns[2] = Column::number(Col::Count, widest, 19);
    if widest < 6 {
        columns[0].min += 6 - widest;
    }
    // What cannot be dimmed has a sign, and names give the cell for it before bars do.
    if !ctx.reader.theme.dims() {
        columns[0].min -= 1;
        columns[3] = Column::number(Col::Won, 6, 18);
    }
    place(&columns, area.x, area.width, gap)
}

/// The cells of the heading of the counts.
const COUNT_HEAD: u16 = 8;

/// Where the headings begin: that of the counts may reach into the bars.
fn heads_from(count: &Placed<Col>) -> u16 {
    count.x.min(count.end().saturating_sub(COUNT_HEAD))
}

/// A mark on a value that others changed: of a facet, or of the funnel.
pub(super) type Seen = (Field, String);

/// A facet and how it is looked at.
pub(super) struct FacetView<'a> {
    /// The field.
    pub(super) field: Field,
    /// What is known of it.
    pub(super) page: Option<&'a FacetPage>,
    /// Whether it is empty for all there is.
    pub(super) empty: bool,
    /// What is counted.
    pub(super) unit: Unit,
    /// How many there are.
    pub(super) whole: u64,
    /// The line of the cursor, where it is on this facet.
    pub(super) cursor: Option<usize>,
    /// The lines of a range that is being marked.
    pub(super) marked: Option<(usize, usize)>,
    /// What others changed.
    pub(super) fresh: &'a Fresh<Seen>,
}

impl FacetView<'_> {
    /// Draws it.
    pub(super) fn draw(&self, area: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let columns = columns(area, self.whole, ctx);
        let mut pen = Pen::new(buffer, ctx);
        if self.empty && area.height == 1 {
            let name = facet_words(self.field, ctx);
            let used = pen.put(area.x, area.y, area.width, &name, Role::Quiet) + 2;
            let room = area.width.saturating_sub(used);
            pen.put(
                area.x + used,
                area.y,
                room,
                &ctx.t(Msg::FacetEmptyForAll),
                Role::Faint,
            );
            return;
        }
        self.head(&mut pen, area, &columns, ctx);
        let Some(page) = self.page else {
            return;
        };
        if let Some(bars) = page.bars.as_ref().filter(|it| !it.bars.is_empty()) {
            let pointed = Pointed {
                cursor: self.cursor,
                marked: self.marked,
            };
            bars_draw::draw(bars, pointed, area, &mut pen);
            return;
        }
        let bottom = area.bottom();
        for (row, line) in page.lines.iter().enumerate() {
            let y = area.y + 1 + cells(row);
            if y >= bottom {
                break;
            }
            let index = page.asked.first + row;
            self.line(&mut pen, &columns, index, line, y, ctx);
            let whole = Rect::new(area.x, y, area.width, 1);
            if self.cursor == Some(index) {
                pen.lay(whole, Role::CursorLine);
            }
            let key = (self.field, line.value.clone().unwrap_or_default());
            if let (Some(role), Some(column)) = (
                self.fresh.role(&key, ctx),
                columns.iter().find(|column| column.id == Col::Count),
            ) {
                pen.lay(Rect::new(column.x, y, column.width, 1), role);
            }
            self.bar(&mut pen, &columns, line, page.longest, y);
        }
        if page.many == 0 {
            pen.put(
                area.x + 2,
                area.y + 1,
                area.width.saturating_sub(2),
                &ctx.t(Msg::FacetEmpty),
                Role::Faint,
            );
        }
    }

    fn head(&self, pen: &mut Pen<'_>, area: Rect, columns: &[Placed<Col>], ctx: &Ctx<'_>) {
        let role = if self.cursor.is_some() {
            Role::Accent
        } else {
            Role::Strong
        };
        let name = facet_words(self.field, ctx);
        let used = pen.put(area.x, area.y, area.width, &name, role);
        let mut room = area.width.saturating_sub(used + 2);
        let said = self
            .page
            .map(|page| self.said(page, area, ctx))
            .unwrap_or_default();
        let own = self.page.is_some_and(|page| page.condition.is_some());
        if self.page.is_some_and(|page| page.bars.is_some()) {
            let here = self.pointed(ctx);
            let width = cells(here.width());
            // What the filter says stays; of the value under the cursor more is said at the bottom.
            if cells(said.width()) + width + 2 <= room {
                pen.words_right(area.right(), area.y, width, &here);
            }
            pen.words(area.x + used + 2, area.y, room, &said);
            return;
        }
        let first = columns.iter().find(|column| column.id == Col::Count);
        let heads = first.filter(|column| {
            let name_end = area.x + used + 2 + cells(said.width());
            !own || name_end < heads_from(column)
        });
        // The heading by which values stand in order is set apart.
        let by_lift = self.page.is_some_and(|page| page.asked.by_lift);
        if let Some(first) = heads {
            for column in columns {
                let message = match (column.id, self.unit) {
                    (Col::Count, Unit::Accounts) => Msg::HeadAccounts,
                    (Col::Count, Unit::Leads) => Msg::HeadLeads,
                    (Col::Won, _) => Msg::HeadWonShare,
                    (Col::Closed, _) => Msg::HeadClosed,
                    (Col::Lift, _) => Msg::HeadLift,
                    (Col::Label | Col::Bar | Col::Band, _) => continue,
                };
                let text = ctx.t(message);
                // A word of the count may reach into the bar, which has no heading.
                let width = if column.id == Col::Count {
                    COUNT_HEAD
                } else {
                    column.width
                };
                let sorts = column.id == if by_lift { Col::Lift } else { Col::Count };
                let role = if sorts { Role::Text } else { Role::Quiet };
                pen.put_right(column.end(), area.y, width, &text, role);
            }
            room = room.min(heads_from(first).saturating_sub(area.x + used + 3));
        }
        pen.words(area.x + used + 2, area.y, room, &said);
    }

    /// The value under the cursor with its figures, for bars, which have no line for each.
    fn pointed(&self, ctx: &Ctx<'_>) -> Words {
        let line = self.page.zip(self.cursor).and_then(|(page, at)| {
            let at = at.checked_sub(page.asked.first)?;
            page.lines.get(at)
        });
        let Some(line) = line else {
            return Words::new();
        };
        let gap = || Clean::literal("  ");
        let mut words = Words::one(line.label.clone(), Role::Accent)
            .and(gap(), Role::Quiet)
            .and(count(line.count, ctx), Role::Strong)
            .and(gap(), Role::Quiet)
            .and(percent(line.won, 0, ctx), emphasis_of(line));
        if line.lift.is_some() {
            let (text, role) = lift(line);
            words = words.and(gap(), Role::Quiet).and(text, role);
        }
        words
    }

    /// What stands behind the name: what one looks into, the filter's own condition, how many more there are.
    fn said(&self, page: &FacetPage, area: Rect, ctx: &Ctx<'_>) -> Words {
        let mut words = Words::new();
        if let Some(within) = &page.within {
            words.push(within.clone(), Role::Text);
            words.push(Clean::literal(" "), Role::Quiet);
        }
        if let Some(condition) = &page.condition {
            words.push(condition.clone(), Role::Accent);
            return words;
        }
        if page.bars.is_some() {
            return words;
        }
        let seen = usize::from(area.height.saturating_sub(1));
        let more = page.many.saturating_sub(seen);
        if more > 0 {
            let number = count(u64::try_from(more).unwrap_or(u64::MAX), ctx);
            let values = [("count", number, Role::Faint)];
            words = words.join(ctx.words(Msg::FacetMore, Role::Faint, &values, &[]));
        }
        words
    }

    fn line(
        &self,
        pen: &mut Pen<'_>,
        columns: &[Placed<Col>],
        index: usize,
        line: &FacetLine,
        y: u16,
        ctx: &Ctx<'_>,
    ) {
        let (sign, role) = match line.standing {
            Standing::In => ("●", Role::Accent),
            Standing::Out => ("×", Role::Bad),
            Standing::Silent => (" ", Role::Text),
        };
        let in_range = self
            .marked
            .is_some_and(|(from, to)| (from..=to).contains(&index));
        for column in columns {
            let mut right = |text: &Clean, role: Role| {
                pen.put_right(column.end(), y, column.width, text, role);
            };
            match column.id {
                Col::Label => {
                    let sign = if in_range { "▌" } else { sign };
                    let sign_role = if in_range { Role::Mark } else { role };
                    pen.put(column.x, y, 1, &Clean::literal(sign), sign_role);
                    let room = column.width.saturating_sub(2);
                    let more = u16::from(line.inner);
                    let room = room.saturating_sub(more);
                    let label = role_of(line, role);
                    let cut = line.label.width() > usize::from(room);
                    let text = line.brief.as_ref().filter(|_| cut).unwrap_or(&line.label);
                    // Where the code leaves no room for a word of the title, the title alone says more.
                    let code = text.as_str().find(' ').filter(|_| line.brief.is_some());
                    let bare = code.filter(|_| text.width() > usize::from(room));
                    let bare = bare.map(|at| Clean::new(&text.as_str()[at + 1..]));
                    let text = bare.as_ref().unwrap_or(text);
                    let used = pen.put(column.x + 2, y, room, text, label);
                    if line.inner {
                        // It stands apart, where that does not cost a letter.
                        let x = column.x + 2 + used + u16::from(used < room);
                        pen.put(x, y, 1, &Clean::literal("›"), Role::Quiet);
                    }
                }
                Col::Bar => {}
                Col::Count => {
                    let number = i64::try_from(line.count).unwrap_or(i64::MAX);
                    let text = Clean::from_string(ctx.locale().count_short(number));
                    right(&text, counted(line));
                }
                Col::Won => right(&percent(line.won, 0, ctx), emphasis_of(line)),
                Col::Band => {
                    if let Some(rate) = line.won {
                        let half = (rate.high - rate.low) * 50.0;
                        right(&Clean::from_string(format!("±{half:.0}")), Role::Quiet);
                    }
                }
                Col::Closed => {
                    if let Some(rate) = line.won {
                        right(&count(rate.n, ctx), Role::Quiet);
                    }
                }
                Col::Lift => {
                    let (text, role) = lift(line);
                    right(&text, role);
                }
            }
        }
    }

    fn bar(
        &self,
        pen: &mut Pen<'_>,
        columns: &[Placed<Col>],
        line: &FacetLine,
        longest: u64,
        y: u16,
    ) {
        let Some(column) = columns.iter().find(|column| column.id == Col::Bar) else {
            return;
        };
        let eighths = length(line.count, longest, column.width);
        let own = Layer::ALL.into_iter().find(|layer| {
            self.field == Field::Layer && line.value.as_deref() == Some(layer.code())
        });
        let role = match line.standing {
            Standing::Out => Role::Faint,
            Standing::Silent if line.value.as_deref() == Some("none") => Role::Faint,
            Standing::In | Standing::Silent => Role::Layer(own.unwrap_or(Layer::Interested)),
        };
        pen.bar(column.x, y, eighths, role);
    }
}

/// The length of a bar in eighths of a cell; something is never drawn as nothing.
pub(super) fn length(amount: u64, longest: u64, width: u16) -> u32 {
    if amount == 0 || longest == 0 {
        return 0;
    }
    let whole = u128::from(width) * 8;
    let exact = whole * u128::from(amount.min(longest)) / u128::from(longest);
    u32::try_from(exact).unwrap_or(u32::MAX).max(1)
}

fn role_of(line: &FacetLine, standing: Role) -> Role {
    if line.standing == Standing::Silent
        && (line.count == 0 || line.value.as_deref() == Some("none"))
    {
        Role::Quiet
    } else {
        standing
    }
}

const fn counted(line: &FacetLine) -> Role {
    if line.count == 0 {
        Role::Faint
    } else {
        Role::Strong
    }
}

/// A share of few is dimmed, however it came out.
fn emphasis_of(line: &FacetLine) -> Role {
    if emphasis(line.won) == Role::Strong {
        Role::Text
    } else {
        Role::Faint
    }
}

/// How far a share lies from the whole's, with a sign that is read without colour: quiet where that may be chance.
fn lift(line: &FacetLine) -> (Clean, Role) {
    let Some(lift) = line.lift else {
        return (Clean::literal("–"), Role::Faint);
    };
    let number = if lift >= 9.995 {
        format!("{lift:.1}")
    } else {
        format!("{lift:.2}")
    };
    match line.better {
        Some(true) => (Clean::from_string(format!("▲{number}")), Role::Good),
        Some(false) => (Clean::from_string(format!("▼{number}")), Role::Bad),
        None => (Clean::from_string(number), Role::Quiet),
    }
}

/// The value under the cursor, in a sentence, as much of it as fits.
pub(super) fn told(page: &FacetPage, line: &FacetLine, room: u16, ctx: &Ctx<'_>) -> Words {
    // All in one role: it changes with every step, and a slow line should not feel it.
    let quiet = Role::Quiet;
    let told = |label: Clean| {
        let values = [
            ("value", label, quiet),
            ("n", count(line.count, ctx), quiet),
            ("share", share(line.count, page.total, ctx), quiet),
        ];
        ctx.words(Msg::FacetTold, quiet, &values, &[])
    };
    let mut said = told(line.label.clone());
    // The name stands in the list, the share does not.
    let over = said.width().saturating_sub(usize::from(room));
    if over > 0 {
        let left = line.label.width().saturating_sub(over);
        said = told(line.label.cut(left));
    }
    if let Some(rate) = line.won {
        let band = Clean::from_string(ctx.locale().band(rate.low, rate.high));
        let values = [
            ("rate", percent(line.won, 1, ctx), quiet),
            ("band", band, quiet),
            ("n", count(rate.n, ctx), quiet),
        ];
        let more = ctx.words(Msg::FacetToldWon, quiet, &values, &[]);
        if said.width() + more.width() + 3 <= usize::from(room) {
            said = said.and(Clean::literal(" · "), quiet).join(more);
        }
    }
    said
}

#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn share(part: u64, whole: u64, ctx: &Ctx<'_>) -> Clean {
    let share = if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    };
    let decimals = usize::from(share < 0.095);
    Clean::from_string(ctx.locale().percent(share, decimals))
}
