//! Holds how traits and accounts are drawn on the page of look-alikes: a line each, every number in its column.

use std::ops::Range;

use ratatui::layout::Rect;

use super::data::{AlikeLine, AlikePage, TraitLine};
use super::draw;
use crate::i18n::Msg;
use crate::model::{Clean, Layer};
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::count;
use crate::ui::screens::segments::facet_words;
use crate::ui::theme::Role;
use crate::ui::widgets::{Column, Placed, place};
use crate::ui::words::Words;

/// What adds less speaks neither for nor against.
const LITTLE: f64 = 0.05;

/// Traits of fewer are dimmed.
const FEW: u64 = 10;

/// What a column of the traits says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Col {
    Label,
    Seeds,
    Share,
    Market,
    Lift,
    Weight,
}

/// The columns of the traits; what matters least is left out first.
const COLUMNS: [Column<Col>; 6] = [
    Column::text(Col::Label, 17, 3, 60, 20),
    Column::number(Col::Seeds, 6, 10),
    Column::number(Col::Share, 5, 14),
    Column::number(Col::Market, 6, 13),
    Column::number(Col::Lift, 6, 18),
    Column::text(Col::Weight, 6, 1, 12, 9),
];

/// The same, with room for the field's name.
const COLUMNS_NAMED: [Column<Col>; 6] = {
    let mut columns = COLUMNS;
    columns[0] = Column::text(Col::Label, 26, 3, 60, 20);
    columns
};

/// Draws the traits that are seen, below the line of their head if they have one.
pub(super) fn traits(
    page: &AlikePage,
    seen: Range<usize>,
    cursor: Option<usize>,
    (head, area): (Option<u16>, Rect),
    pen: &mut Pen<'_>,
    ctx: &Ctx<'_>,
) {
    // A value without its field says little: there is room for both before there is for every number.
    let spare = if area.width >= 40 {
        &COLUMNS_NAMED
    } else {
        &COLUMNS
    };
    let columns = place(spare, area.x, area.width, 1);
    if let Some(y) = head {
        traits_head(&columns, y, title_role(cursor), pen, ctx);
    }
    let strongest = page
        .traits
        .iter()
        .map(|it| it.weight.abs())
        .fold(0.0, f64::max);
    for (line, y) in seen.zip(area.top()..area.bottom()) {
        let Some(it) = page.traits.get(line) else {
            break;
        };
        if cursor == Some(line) {
            pen.lay(Rect::new(area.x, y, area.width, 1), Role::CursorLine);
        }
        one_trait(page, it, &columns, y, strongest, pen, ctx);
        if cursor == Some(line) {
            pen.lay(Rect::new(area.x, y, area.width, 1), Role::CursorLine);
        }
    }
}

/// How the title of a part is told that has the cursor, or not.
const fn title_role(cursor: Option<usize>) -> Role {
    if cursor.is_some() {
        Role::Accent
    } else {
        Role::Strong
    }
}

fn traits_head(columns: &[Placed<Col>], y: u16, role: Role, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    for column in columns {
        if column.id == Col::Label {
            pen.put(column.x, y, column.width, &ctx.t(Msg::AlikeTraits), role);
        }
        let message = match column.id {
            Col::Seeds => Msg::AlikeHeadSeeds,
            Col::Share => Msg::AlikeHeadShare,
            Col::Market => Msg::AlikeHeadMarket,
            Col::Lift => Msg::HeadLift,
            Col::Label | Col::Weight => continue,
        };
        pen.put_right(column.end(), y, column.width, &ctx.t(message), Role::Quiet);
    }
}

fn one_trait(
    page: &AlikePage,
    it: &TraitLine,
    columns: &[Placed<Col>],
    y: u16,
    strongest: f64,
    pen: &mut Pen<'_>,
    ctx: &Ctx<'_>,
) {
    let few = it.seeds < FEW && it.market < FEW || it.struck;
    let quiet = if few { Role::Faint } else { Role::Quiet };
    for column in columns {
        let mut right = |text: &Clean, role: Role| {
            pen.put_right(column.end(), y, column.width, text, role);
        };
        match column.id {
            Col::Label => {
                let (sign, role) = if it.struck {
                    ("×", Role::Bad)
                } else {
                    (" ", Role::Text)
                };
                pen.put(column.x, y, 1, &Clean::literal(sign), role);
                let text = if few { Role::Faint } else { Role::Text };
                let words = Words::one(it.label.clone(), text)
                    .and(Clean::literal("  "), Role::Faint)
                    .and(facet_words(it.field, ctx), Role::Faint);
                let room = column.width.saturating_sub(2);
                // The field is left out before the value is cut.
                if words.width() <= usize::from(room) {
                    pen.words(column.x + 2, y, room, &words);
                } else {
                    pen.put(column.x + 2, y, room, &it.label, text);
                }
            }
            Col::Seeds => right(&count(it.seeds, ctx), quiet),
            Col::Share => right(
                &share(it.seeds, page.seeds, ctx),
                if few { quiet } else { Role::Text },
            ),
            Col::Market => right(&share(it.market, page.market, ctx), quiet),
            Col::Lift => {
                let (sign, role) = if few {
                    ("", Role::Faint)
                } else if it.weight.abs() < LITTLE {
                    ("", Role::Quiet)
                } else if it.weight > 0.0 {
                    ("▲", Role::Good)
                } else {
                    ("▼", Role::Bad)
                };
                right(&Clean::from_string(format!("{sign}{:.2}", it.lift)), role);
            }
            Col::Weight => {
                let role = if it.struck || it.weight <= 0.0 {
                    Role::Faint
                } else {
                    Role::Layer(Layer::Interested)
                };
                pen.bar(
                    column.x,
                    y,
                    eighths(it.weight, strongest, column.width),
                    role,
                );
            }
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most the eighths of a column"
)]
fn eighths(weight: f64, strongest: f64, width: u16) -> u32 {
    if strongest <= 0.0 {
        return 0;
    }
    let part = (weight.abs() / strongest).clamp(0.0, 1.0);
    (part * f64::from(width) * 8.0).round() as u32
}

/// Draws the accounts that are seen, below the line of their head if they have one.
pub(super) fn accounts(
    page: &AlikePage,
    seen: Range<usize>,
    cursor: Option<usize>,
    (head, area): (Option<u16>, Rect),
    pen: &mut Pen<'_>,
    ctx: &Ctx<'_>,
) {
    let role = title_role(cursor);
    let many = u64::try_from(page.accounts.len()).unwrap_or(u64::MAX);
    let values = [
        ("title", ctx.t(Msg::AlikeAccounts), role),
        ("n", count(many, ctx), Role::Text),
        ("sought", count(page.sought, ctx), Role::Text),
        ("among", ctx.t(draw::among(page.asked.among)), Role::Quiet),
    ];
    let mut title = ctx.words(Msg::AlikeHead, Role::Quiet, &values, &[]);
    // What the number beside each means, where there is room for it.
    for meaning in [Msg::AlikeOdds, Msg::AlikeOddsShort] {
        let meaning = ctx.t(meaning);
        if title.width() + 3 + meaning.width() <= usize::from(area.width) {
            title = title
                .and(Clean::literal(" · "), Role::Faint)
                .and(meaning, Role::Faint);
            break;
        }
    }
    if let Some(y) = head {
        pen.words(area.x, y, area.width, &title);
    }
    if page.accounts.is_empty() {
        let message = if page.sought == 0 {
            Msg::AlikeNobodyThere
        } else {
            Msg::AlikeNobody
        };
        pen.put(area.x, area.y, area.width, &ctx.t(message), Role::Quiet);
        return;
    }
    let widest = page.accounts.iter().map(|it| it.name.width()).max();
    let room = area.width.saturating_sub(6);
    let name = cells(widest.unwrap_or(0))
        .min(room * 2 / 5)
        .max(10)
        .min(room);
    for (line, y) in seen.zip(area.top()..area.bottom()) {
        let Some(it) = page.accounts.get(line) else {
            break;
        };
        one_account(it, Rect::new(area.x, y, area.width, 1), name, pen, ctx);
        if cursor == Some(line) {
            pen.lay(Rect::new(area.x, y, area.width, 1), Role::CursorLine);
        }
    }
}

/// How many times the odds of one that is like the market: what the weights come to, taken together.
fn odds(score: f64, ctx: &Ctx<'_>) -> Clean {
    let times = score.exp();
    Clean::from_string(if times < 9.95 {
        format!("×{times:.1}")
    } else {
        format!("×{}", ctx.locale().count_short(times.min(1e9) as i64))
    })
}

fn one_account(it: &AlikeLine, area: Rect, name: u16, pen: &mut Pen<'_>, ctx: &Ctx<'_>) {
    pen.put(area.x, area.y, name, &it.name, Role::Text);
    pen.put_right(
        area.x + name + 6,
        area.y,
        6,
        &odds(it.score, ctx),
        Role::Strong,
    );
    let x = area.x + name + 8;
    let room = area.right().saturating_sub(x);
    let mut words = Words::new();
    if !it.place.is_empty() && room >= 40 {
        words.push(it.place.clone(), Role::Text);
        words.push(Clean::literal(" · "), Role::Faint);
    }
    for (at, reason) in it.reasons.iter().enumerate() {
        if at > 0 {
            words.push(Clean::literal(" · "), Role::Faint);
        }
        words.push(reason.clone(), Role::Quiet);
    }
    if room > 4 {
        pen.words(x, area.y, room, &words);
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn share(part: u64, whole: u64, ctx: &Ctx<'_>) -> Clean {
    if whole == 0 {
        return Clean::literal("–");
    }
    let share = part as f64 / whole as f64;
    Clean::from_string(ctx.locale().percent(share, usize::from(share < 0.095)))
}
