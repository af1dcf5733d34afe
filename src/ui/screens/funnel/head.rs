//! Holds what stands beside the filter over the funnel: how many, which days, and what one should know of them.

use super::figures::Figures;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::screens::pipeline::how_many;
use crate::ui::screens::weeks::Replay;
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// The parts, the most important first.
pub(super) fn summary(figures: &Figures, replay: &Replay, ctx: &Ctx<'_>) -> Vec<Words> {
    let mut parts = vec![how_many(figures.shown, figures.total, ctx)];
    if let Some((from, to)) = figures.period {
        let days = Clean::from_string(ctx.locale().days_between(from, to));
        parts.push(Words::one(days, Role::Text));
    }
    if figures.no_meeting {
        parts.push(ctx.words(Msg::SummaryNoMeeting, Role::Look, &[], &[]));
    }
    if let Some((from, to)) = figures.before {
        let days = Clean::from_string(ctx.locale().days_between(from, to));
        let values = [("days", days, Role::Quiet)];
        parts.push(ctx.words(Msg::SummaryAgainst, Role::Quiet, &values, &[]));
    }
    if figures.layers_alone {
        parts.insert(1, ctx.words(Msg::SummaryLayersAlone, Role::Look, &[], &[]));
    }
    if replay.goes() {
        let (pace, of) = replay.pace();
        let number = |it: usize| Clean::from_string(it.to_string());
        let values = [
            ("pace", number(pace), Role::Strong),
            ("of", number(of), Role::Quiet),
        ];
        parts.insert(1, ctx.words(Msg::SummaryReplay, Role::Accent, &values, &[]));
    }
    parts
}
