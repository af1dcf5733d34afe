//! Holds the small funnels side by side, one for each value of a field: where they stand and how they are drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::figures::Rate;
use crate::i18n::Msg;
use crate::insight::groups::By;
use crate::model::{Clean, Layer};
use crate::query::{Term, ValueExpr};
use crate::ui::action::{Action, Step, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::{band, count, emphasis, percent};
use crate::ui::theme::Role;
use crate::ui::widgets::FunnelBar;
use crate::ui::words::Words;

/// One value's funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupFigures {
    /// The value as it is typed; nothing for leads without one.
    pub value: Option<String>,
    /// How many leads have it.
    pub leads: u64,
    /// How many reached each layer.
    pub reached: [u64; 5],
    /// How many of those went on.
    pub went_on: [Option<Rate>; 5],
    /// How many of those that did not may yet.
    pub still_open: [u64; 5],
    /// How many were won.
    pub won: u64,
    /// How many of all that ended were won.
    pub win_rate: Option<Rate>,
}

impl GroupFigures {
    /// The longest of its bars.
    #[must_use]
    pub fn longest(&self) -> u64 {
        self.reached.into_iter().fold(self.won, u64::max)
    }

    /// The filter for its leads.
    #[must_use]
    pub fn filter(&self, by: By) -> String {
        let term = match &self.value {
            Some(value) => Term::text(by.field(), value),
            None => Term::new(by.field(), [ValueExpr::None]),
        };
        term.to_string()
    }
}

/// The groups that are seen, and of how many.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupPage {
    /// By what.
    pub by: By,
    /// How many leads are in several of them and in none, where groups may overlap.
    pub lie: Option<(u64, u64)>,
    /// How many groups there are.
    pub total: usize,
    /// The number of the first one here.
    pub first: usize,
    /// The longest bar of all groups, also of those that are not seen.
    pub longest: u64,
    /// Those that are seen.
    pub groups: Vec<GroupFigures>,
}

/// Where the cursor is among the groups, and how they are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Among {
    /// The number of the group under the cursor.
    pub(super) cursor: usize,
    /// Whether bars are against the longest of all, so that groups can be compared by size.
    pub(super) same_scale: bool,
}

/// What a group is called.
#[must_use]
pub const fn by_name(by: By) -> Msg {
    match by {
        By::Source => Msg::HeadSource,
        By::Product => Msg::HeadProduct,
        By::Owner => Msg::HeadOwner,
        By::Team => Msg::ByTeam,
        By::Campaign => Msg::ByCampaign,
        By::Temperature => Msg::ByTemperature,
        By::Kind => Msg::ByKind,
        By::Country => Msg::ByCountry,
        By::Sector => Msg::BySector,
        By::Class => Msg::ByClass,
        By::Ownership => Msg::ByOwnership,
        By::Segment => Msg::GroupSegments,
    }
}

/// The lines of a small funnel: its name, five layers, won.
const HEIGHT: u16 = 7;
/// The least cells that a small funnel needs.
const WIDTH: u16 = 23;
/// The cells that it would like: from here on each share has its band and of how many it is.
const WIDE: u16 = 38;
/// The most that it takes.
const WIDEST: u16 = 64;
/// The cells of a band and of how many.
const BESIDE: u16 = 18;
/// From here on it is said, too, how many are still open.
const WIDER: u16 = 52;
/// The cells of that.
const OPEN: u16 = 12;
/// The cells between two of them.
const GAP: u16 = 3;

/// How many small funnels stand side by side, and how many above one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grid {
    body: Rect,
    across: u16,
    down: u16,
    /// The rows of a layer.
    thick: u16,
}

impl Grid {
    /// A grid for so many: where all of them fit, they take the room that there is.
    pub(super) fn of(body: Rect, total: usize) -> Self {
        // The last line says how many there are.
        let room = body.height.saturating_sub(1);
        let fitting = |width: u16| ((body.width + GAP) / (width + GAP)).max(1);
        let (across, down) = (fitting(WIDTH), ((room + 1) / (HEIGHT + 1)).max(1));
        let total = cells(total);
        if total == 0 || u32::from(total) > u32::from(across) * u32::from(down) {
            return Self {
                body,
                across,
                down,
                thick: 1,
            };
        }
        let across = fitting(WIDE).min(total).max(total.div_ceil(down));
        let high = 2 * HEIGHT;
        let thick = if total.div_ceil(across) * high <= room + 1 {
            2
        } else {
            1
        };
        Self {
            body,
            across,
            down,
            thick,
        }
    }

    /// How many are seen at a time.
    pub(super) fn seen(&self) -> usize {
        usize::from(self.across) * usize::from(self.down)
    }

    /// The number of the first that is seen with one in sight: pages follow one another, they do not slide.
    pub(super) fn first(&self, cursor: usize) -> usize {
        cursor / self.seen() * self.seen()
    }

    fn area(&self, index: usize) -> Rect {
        let index = cells(index);
        let width = (self.body.width + GAP) / self.across;
        let (column, row) = (index % self.across, index / self.across);
        let x = self.body.x + column * width;
        let height = 1 + (HEIGHT - 1) * self.thick;
        let y = self.body.y + row * (height + 1);
        let inside = width.saturating_sub(GAP).min(WIDEST);
        Rect::new(x, y, inside, height).intersection(self.body)
    }

    /// The number of the group that is drawn in a place.
    pub(super) fn at(&self, x: u16, y: u16, page: &GroupPage) -> Option<usize> {
        let place = ratatui::layout::Position::new(x, y);
        let hit = (0..page.groups.len()).find(|index| self.area(*index).contains(place));
        hit.map(|index| page.first + index)
    }
}

impl Among {
    /// Goes through the groups: side by side, to the row above or below, to the next page.
    pub(super) fn go(&mut self, step: Step, count: Option<u32>, total: usize, grid: &Grid) {
        let times = usize::try_from(count.unwrap_or(1)).unwrap_or(usize::MAX);
        let row = usize::from(grid.across);
        let by = |cells: usize| cells.saturating_mul(times);
        self.cursor = match step {
            Step::Left => self.cursor.saturating_sub(by(1)),
            Step::Right => self.cursor.saturating_add(by(1)),
            Step::Up => self.cursor.checked_sub(by(row)).unwrap_or(self.cursor),
            Step::Down => self.cursor.saturating_add(by(row)),
            Step::PageUp => grid.first(self.cursor).saturating_sub(by(grid.seen())),
            Step::PageDown => grid.first(self.cursor).saturating_add(by(grid.seen())),
            Step::First => 0,
            Step::Last => usize::MAX,
        }
        .min(total.saturating_sub(1));
    }
}

/// Draws the groups that are seen, and below them of how many.
pub(super) fn draw(
    (page, left_out): (&GroupPage, f64),
    among: Among,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let grid = Grid::of(body, page.total);
    for (index, group) in page.groups.iter().enumerate().take(grid.seen()) {
        let longest = if among.same_scale {
            page.longest
        } else {
            group.longest()
        };
        let chosen = page.first + index == among.cursor;
        let seen = Seen {
            longest,
            chosen,
            thick: grid.thick,
        };
        draw_one(group, &seen, grid.area(index), buffer, ctx);
    }
    if body.height > HEIGHT {
        foot((page, left_out), among, body, buffer, ctx);
    }
}

/// How a group is seen.
struct Seen {
    /// What its longest bar would stand for.
    longest: u64,
    /// Whether it has the cursor.
    chosen: bool,
    /// The rows of a layer.
    thick: u16,
}

fn draw_one(group: &GroupFigures, seen: &Seen, area: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
    let Seen {
        longest,
        chosen,
        thick,
    } = *seen;
    /// Groups of fewer leads say little: they are dimmed.
    const FEW: u64 = 10;
    let few = group.leads < FEW;
    let lit = |role| if few { Role::Faint } else { role };
    let mut pen = Pen::new(buffer, ctx);
    let leads = count(group.leads, ctx);
    let room = area.width.saturating_sub(cells(leads.width()) + 1);
    let role = match (chosen, few) {
        (true, _) => Role::Accent,
        (false, true) => Role::Quiet,
        (false, false) => Role::Strong,
    };
    pen.put(area.x, area.y, room, &name(group, ctx), role);
    pen.put_right(area.right(), area.y, area.width, &leads, lit(Role::Text));
    if chosen {
        let from = area.x.saturating_sub(1);
        let ground = Rect::new(from, area.y, area.right() - from, 1);
        pen.lay(ground, Role::CursorLine);
    }
    let layers = Layer::ALL.into_iter().enumerate().map(|(index, layer)| {
        let rate = group.went_on[index];
        let open = Some(group.still_open[index]);
        (group.reached[index], rate, open, Role::Layer(layer))
    });
    let lines = layers.chain([(group.won, group.win_rate, None, Role::Won)]);
    let beside = match area.width {
        WIDER.. => BESIDE + OPEN,
        WIDE.. => BESIDE,
        _ => 0,
    };
    let end = area.right() - beside;
    for (line, (amount, rate, open, role)) in lines.enumerate() {
        let y = area.y + 1 + cells(line) * thick;
        if y >= area.bottom() {
            break;
        }
        let bar = FunnelBar {
            amount,
            longest,
            role: lit(role),
            ctx,
        };
        let width = area.width.saturating_sub(7 + beside);
        let rows = thick.min(area.bottom() - y);
        (&bar).render(Rect::new(area.x, y, width, rows), buffer);
        let share = percent(rate, 0, ctx);
        let role = lit(emphasis(rate));
        let mut pen = Pen::new(buffer, ctx);
        pen.put_right(end, y, 6, &share, role);
        if let (Some(it), true) = (rate, beside > 0) {
            let values = [("n", count(it.n, ctx), Role::Quiet)];
            let of = ctx.words(Msg::WentOnOf, Role::Quiet, &values, &[]);
            let words = Words::one(band(rate, ctx), Role::Quiet)
                .and(Clean::literal(" "), Role::Quiet)
                .join(of);
            pen.words(end + 2, y, BESIDE - 2, &words);
            if let Some(open) = open.filter(|open| beside > BESIDE && *open > 0) {
                let values = [("n", count(open, ctx), Role::Quiet)];
                let words = ctx.words(Msg::GroupStillOpen, Role::Faint, &values, &[]);
                pen.words_right(area.right(), y, OPEN, &words);
            }
        }
    }
}

/// What a group is called; those without a value say so.
pub(super) fn name(group: &GroupFigures, ctx: &Ctx<'_>) -> Clean {
    match &group.value {
        Some(value) => Clean::new(value),
        None => ctx.t(Msg::GroupNone),
    }
}

/// Which groups of how many, and how segments lie over each other.
fn which(page: &GroupPage, ctx: &Ctx<'_>) -> Words {
    let number = |number: usize| count(number as u64, ctx);
    let values = [
        (
            "first",
            number(page.first + usize::from(page.total > 0)),
            Role::Text,
        ),
        ("last", number(page.first + page.groups.len()), Role::Text),
        ("total", number(page.total), Role::Text),
        ("by", ctx.t(by_name(page.by)), Role::Text),
    ];
    let of = ctx.words(Msg::GroupsOf, Role::Quiet, &values, &[]);
    if let Some((many, none)) = page.lie {
        let values = [
            ("many", count(many, ctx), Role::Text),
            ("none", count(none, ctx), Role::Text),
        ];
        let overlap = ctx.words(Msg::ReportSegments, Role::Quiet, &values, &[]);
        return of.and(Clean::literal(" · "), Role::Quiet).join(overlap);
    }
    of
}

/// Which groups of how many, what the shares are, and what Enter would do.
fn foot(
    (page, left_out): (&GroupPage, f64),
    among: Among,
    body: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx<'_>,
) {
    let of = which(page, ctx);
    // That groups overlap is said before what a key does.
    let least = if page.lie.is_some() {
        of.width() + 3
    } else {
        24
    };
    let scale = if among.same_scale {
        Msg::GroupsSameScale
    } else {
        Msg::GroupsOwnScale
    };
    let plain = |message| ctx.words(message, Role::Quiet, &[], &[]);
    let y = body.bottom() - 1;
    let mut room = usize::from(body.width);
    let chosen = among.cursor.checked_sub(page.first);
    let chosen = chosen.and_then(|index| page.groups.get(index));
    let key = ctx.reader.keymap.key_of(Action::View(ViewAction::Open));
    if let (Some(group), Some(key)) = (chosen, key) {
        let values = [("group", name(group, ctx), Role::Text)];
        let opens = Words::one(Clean::from_string(key), Role::Accent)
            .and(Clean::literal(" "), Role::Quiet)
            .join(ctx.words(Msg::OpensGroup, Role::Quiet, &values, &[]));
        if opens.width() + least <= room {
            Pen::new(buffer, ctx).words_right(body.right(), y, body.width, &opens);
            room -= opens.width() + 3;
        }
    }
    // How the shares are made stays the longest, by its name alone where it must.
    let whole = plain(Msg::GroupsShares);
    let scale = plain(scale);
    let shares = if of.width() + whole.width() + scale.width() + 6 <= room {
        whole
    } else {
        plain(Msg::FootDefinition)
    };
    let left_out = super::foot::left_out(left_out, Msg::FootLeftOutShort, ctx);
    let parts = [Some(of), Some(shares), left_out, Some(scale)];
    let said = super::foot::fitting(parts.into_iter().flatten().collect(), room);
    Pen::new(buffer, ctx).words(body.x, y, cells(room), &said);
}
