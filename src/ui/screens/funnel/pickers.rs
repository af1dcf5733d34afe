//! Holds what one chooses from on the funnel: its period, and what leads are grouped by.

use super::groups::by_name;
use crate::i18n::Msg;
use crate::insight::groups::By;
use crate::model::Clean;
use crate::query::Today;
use crate::ui::ctx::Ctx;
use crate::ui::overlays::{Choice, Chooser, Overlay, Purpose};
use crate::ui::period::Period;

/// What leads can be grouped by, and first not at all.
pub(super) fn groups(now: Option<By>, ctx: &Ctx<'_>) -> Overlay {
    let none = Choice {
        label: ctx.t(Msg::GroupNot),
        ..Choice::default()
    };
    let choice = |by: By| Choice {
        label: ctx.t(by_name(by)),
        also: Clean::literal(by.field().name()),
        ..Choice::default()
    };
    let items = [none].into_iter().chain(By::ALL.map(choice)).collect();
    let at = By::ALL.iter().position(|by| Some(*by) == now);
    // Who opens it for the first time wants groups, not none.
    let chooser = Chooser::new(ctx.t(Msg::AskGroup), items).at(at.map_or(1, |at| at + 1));
    Overlay::Picker(Purpose::Group, chooser)
}

/// The periods to choose from, each with its days; any other is typed.
pub(in crate::ui::screens) fn periods(now: Period, ctx: &Ctx<'_>) -> Overlay {
    let choice = |period: Period| Choice {
        label: ctx.t(period.name()),
        after: days(period, ctx),
        also: Clean::from_string(period.word().unwrap_or_default().into_owned()),
        ..Choice::default()
    };
    let items = Period::ALL.into_iter().map(choice).collect();
    let at = Period::ALL.iter().position(|period| *period == now);
    let chooser = Chooser::new(ctx.t(Msg::AskPeriod), items)
        .or_typed(Msg::ExamplePeriod, typed)
        .at(at.unwrap_or(0));
    Overlay::Picker(Purpose::Period, chooser)
}

/// What is typed, if it is a period.
fn typed(text: &str, ctx: &Ctx<'_>) -> Option<Choice> {
    let period = Period::read(text, ctx.today())?;
    Some(Choice {
        label: ctx.t(period.name()),
        after: days(period, ctx),
        ..Choice::default()
    })
}

/// The first day and the last of a period.
fn days(period: Period, ctx: &Ctx<'_>) -> Clean {
    // When the last meeting was is known where figures are counted.
    let today = Some(Today::on(ctx.today())).filter(|_| period != Period::SinceMeeting);
    let days = today.and_then(|today| period.days(today));
    let days = days.and_then(|(from, to)| Some((from, to.pred_opt()?)));
    days.map_or_else(Clean::default, |(from, to)| {
        Clean::from_string(ctx.locale().days_between(from, to))
    })
}
