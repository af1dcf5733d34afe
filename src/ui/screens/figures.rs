//! Holds how single figures are put into words: counts, sums, shares and their bands.

use super::funnel::figures::{Amounts, Rate};
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;

/// Rates of fewer than this are dimmed.
pub(super) const FEW: u64 = 10;

pub(super) fn count(number: u64, ctx: &Ctx<'_>) -> Clean {
    Clean::from_string(
        ctx.locale()
            .count(i64::try_from(number).unwrap_or(i64::MAX)),
    )
}

/// The largest sum, and how many other currencies there are: sums of different ones are never added.
pub(super) fn amounts(value: &Amounts, ctx: &Ctx<'_>) -> Clean {
    match value.as_slice() {
        [] => Clean::literal("–"),
        [(minor, currency)] => Clean::from_string(ctx.locale().money_short(*minor, currency)),
        [(minor, currency), others @ ..] => {
            let first = ctx.locale().money_short(*minor, currency);
            Clean::from_string(format!("{first} +{}", others.len()))
        }
    }
}

pub(super) fn percent(rate: Option<Rate>, decimals: usize, ctx: &Ctx<'_>) -> Clean {
    rate.map_or_else(
        || Clean::literal("–"),
        |rate| {
            let share = ctx.locale().percent(rate.share, decimals);
            marked(Clean::from_string(share), rate.n < FEW, ctx)
        },
    )
}

/// A figure of few, with a sign before it where the theme cannot dim it.
pub(super) fn marked(text: Clean, few: bool, ctx: &Ctx<'_>) -> Clean {
    let is_figure = text.as_str().contains(|sign: char| sign.is_ascii_digit());
    if few && is_figure && !ctx.reader.theme.dims() {
        return Clean::from_string(format!("?{text}"));
    }
    text
}

pub(super) fn band(rate: Option<Rate>, ctx: &Ctx<'_>) -> Clean {
    rate.map_or_else(Clean::default, |rate| {
        Clean::from_string(ctx.locale().band(rate.low, rate.high))
    })
}

pub(super) fn emphasis(rate: Option<Rate>) -> Role {
    if rate.is_some_and(|rate| rate.n >= FEW) {
        Role::Strong
    } else {
        Role::Quiet
    }
}

/// A difference of shares in points, with its sign: `−9`, and `+0.4` where it would be nothing.
pub(super) fn points(difference: f64, ctx: &Ctx<'_>) -> Clean {
    let decimals = usize::from(difference.abs() < 0.005);
    Clean::from_string(ctx.locale().points(difference, decimals))
}
