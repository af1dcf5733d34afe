//! Holds what Today says of a lead: the clock, the reason in words, and what is said when there is nothing to do.

use super::data::{TodayLine, TodayOf};
use crate::i18n::Msg;
use crate::insight::worklist::Reason;
use crate::model::Clean;
use crate::ui::action::{Action, AppAction, LeadAction, ViewAction};
use crate::ui::choices::code_name;
use crate::ui::ctx::Ctx;
use crate::ui::desk::ChoiceList;
use crate::ui::route::Route;
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// What a section is called, and in what role.
pub(super) const fn section(reason: Reason) -> (Msg, Role) {
    match reason {
        Reason::Accept => (Msg::TodayAccept, Role::Strong),
        Reason::Overdue => (Msg::TodayOverdue, Role::Bad),
        Reason::Due => (Msg::TodayDue, Role::Look),
        Reason::CallBack => (Msg::TodayCallBack, Role::Look),
        Reason::Parked => (Msg::TodayParked, Role::Text),
        Reason::Feedback => (Msg::TodayFeedback, Role::Text),
        Reason::Replied => (Msg::TodayReplied, Role::Good),
        Reason::Stuck => (Msg::TodayStuck, Role::Text),
        Reason::NoStep => (Msg::TodayNoStep, Role::Text),
        Reason::Reply => (Msg::TodayReply, Role::Strong),
    }
}

/// A working day, in minutes; longer times are told in days.
const DAY: i64 = 8 * 60;

/// How long is left or how late it is; for what has no day, how long nothing has happened.
pub(super) fn clock(line: &TodayLine, ctx: &Ctx<'_>) -> Words {
    let say = |message, number: i64, role| {
        let text = ctx.t_args(message, &[("number", number.into())]);
        Words::one(text, role)
    };
    let late = line.day.map_or(0, |day| (ctx.today() - day).num_days());
    match line.reason {
        Reason::Accept => {
            let left = line.left.unwrap_or(0);
            let (hours, minutes) = (left.abs() / 60, left.abs());
            let soon = if left < 120 { Role::Look } else { Role::Text };
            match (left < 0, minutes) {
                (true, 0..60) => say(Msg::LateMinutes, minutes, Role::Bad),
                (true, 60..DAY) => say(Msg::LateHours, hours, Role::Bad),
                (true, _) => say(Msg::LateDays, minutes / DAY, Role::Bad),
                (false, 0..60) => say(Msg::LeftMinutes, minutes, soon),
                (false, _) => say(Msg::LeftHours, hours, soon),
            }
        }
        Reason::Overdue => say(Msg::LateDays, late, Role::Bad),
        Reason::Reply if late > 0 => say(Msg::LateDays, late, Role::Bad),
        Reason::Reply if late < 0 => say(Msg::LeftDays, -late, Role::Text),
        Reason::Replied if late > 0 => say(Msg::AgoDays, late, Role::Quiet),
        Reason::Due => Words::one(ctx.t(Msg::DayToday), Role::Look),
        Reason::CallBack | Reason::Parked | Reason::Feedback if late > 0 => {
            let role = if line.reason == Reason::Parked {
                Role::Text
            } else {
                Role::Look
            };
            say(Msg::LateDays, late, role)
        }
        Reason::CallBack | Reason::Parked | Reason::Feedback | Reason::Reply | Reason::Replied => {
            Words::one(ctx.t(Msg::DayToday), Role::Look)
        }
        Reason::Stuck => say(Msg::IdleDays, line.idle, Role::Look),
        Reason::NoStep => say(Msg::IdleDays, line.idle, Role::Quiet),
    }
}

/// The fewest cells of a product by which one knows it.
const KNOWN: usize = 8;

/// What it is about unless that stands apart, why it is here, and what else there is about it, as far as there is room
/// for whole words.
pub(super) fn what(line: &TodayLine, room: u16, apart: bool, ctx: &Ctx<'_>) -> Words {
    let mut words = why(line, ctx);
    // The heading says what is waited for; who waits is what must not be cut.
    let waits = matches!(line.reason, Reason::Accept | Reason::Feedback);
    if waits && words.width() > usize::from(room) {
        words = Words::one(line.from.clone(), Role::Text);
    }
    let product = if apart {
        Clean::default()
    } else {
        line.product.clone()
    };
    let product = (product, Role::Quiet, true);
    let also = line.also.iter();
    // A heading's name, in the middle of a line.
    let named = |reason: &Reason| ctx.locale().t(section(*reason).0).to_lowercase();
    let also = also.map(|reason| (Clean::from_string(named(reason)), Role::Faint, false));
    // Who said it, where the line is about that.
    let said = matches!(line.reason, Reason::Reply | Reason::Replied);
    let by = if said {
        line.by.clone()
    } else {
        Clean::default()
    };
    let by = (by, Role::Quiet, false);
    // Where the next step is why the lead is here, it stands there already.
    let next = if matches!(line.reason, Reason::Overdue | Reason::Due) {
        Clean::default()
    } else {
        line.next.clone()
    };
    let next = (next, Role::Quiet, false);
    for (text, role, about) in [by, product, next].into_iter().chain(also) {
        let gap = if words.is_empty() { "" } else { " · " };
        let wide = words.width() + gap.chars().count() + text.width();
        let left = usize::from(room).saturating_sub(words.width() + gap.chars().count());
        // The first word is cut rather than left out, and so is what it is about, where enough of it is left to know it.
        let known = about && left >= KNOWN;
        if text.is_empty() || (!words.is_empty() && wide > usize::from(room) && !known) {
            continue;
        }
        let text = if known { text.cut(left) } else { text };
        words.push(Clean::literal(gap), Role::Faint);
        words.push(text, role);
    }
    words
}

fn why(line: &TodayLine, ctx: &Ctx<'_>) -> Words {
    let from = |role| {
        let values = [("who", line.from.clone(), Role::Text)];
        ctx.words(Msg::TodayFrom, role, &values, &[])
    };
    match line.reason {
        Reason::Accept if !line.from.is_empty() => from(Role::Quiet),
        Reason::Overdue | Reason::Due => Words::one(line.next.clone(), Role::Text),
        Reason::CallBack => {
            let code = line.verdict.as_deref().unwrap_or_default();
            let name = code_name(ChoiceList::Verdicts, code, ctx.locale());
            let values = [("verdict", Clean::from_string(name), Role::Text)];
            ctx.words(Msg::TodayPromised, Role::Quiet, &values, &[])
        }
        Reason::Feedback if !line.from.is_empty() => {
            let values = [("who", line.from.clone(), Role::Text)];
            ctx.words(Msg::TodayAsks, Role::Quiet, &values, &[])
        }
        Reason::Reply => {
            let code = line.verdict.as_deref().unwrap_or_default();
            let name = code_name(ChoiceList::Verdicts, code, ctx.locale());
            let verdict = [("verdict", Clean::from_string(name), Role::Text)];
            quoted(
                ctx.words(Msg::TodayPromised, Role::Quiet, &verdict, &[]),
                line,
            )
        }
        Reason::Replied => quoted(Words::new(), line),
        Reason::Stuck => {
            let days = line.limit.unwrap_or(0);
            let text = Clean::from_string(ctx.locale().days(days));
            ctx.words(
                Msg::TodayTook,
                Role::Quiet,
                &[("days", text, Role::Text)],
                &[],
            )
        }
        Reason::Accept | Reason::Parked | Reason::Feedback | Reason::NoStep => Words::new(),
    }
}

/// What was said, with its words behind it.
fn quoted(mut words: Words, line: &TodayLine) -> Words {
    if !line.said.is_empty() {
        let gap = if words.is_empty() { "" } else { ": " };
        words.push(Clean::literal(gap), Role::Quiet);
        words.push(line.said.clone(), Role::Text);
    }
    words
}

/// What the keys do under a heading.
pub(super) fn does(reason: Reason, within: u16, ctx: &Ctx<'_>) -> Words {
    let key = |action| {
        let key = ctx.reader.keymap.key_of(action);
        Clean::from_string(key.unwrap_or_default())
    };
    let message = match reason {
        Reason::Accept => Msg::TodayDoesAccept,
        Reason::Overdue | Reason::Due => Msg::TodayDoesStep,
        Reason::CallBack | Reason::Feedback => Msg::TodayDoesFeedback,
        Reason::Parked => Msg::TodayDoesWake,
        Reason::Stuck | Reason::NoStep => Msg::TodayDoesNext,
        Reason::Reply => Msg::TodayDoesReply,
        Reason::Replied => Msg::TodayDoesRead,
    };
    let values = [
        ("do", key(Action::View(ViewAction::Do)), Role::Accent),
        (
            "return",
            key(Action::Lead(LeadAction::Return)),
            Role::Accent,
        ),
    ];
    let within = [("days", i64::from(within))];
    ctx.words(message, Role::Faint, &values, &within)
}

/// What is said when there is nothing to do, and where to go then.
pub(super) fn empty(of: TodayOf, filtered: bool, ctx: &Ctx<'_>) -> Vec<Words> {
    let message = match of {
        _ if filtered => Msg::TodayNoneFits,
        TodayOf::Me => Msg::TodayNone,
        TodayOf::Team | TodayOf::All => Msg::TodayNoneOfAll,
    };
    let key = |action| {
        let key = ctx.reader.keymap.key_of(action);
        Clean::from_string(key.unwrap_or_default())
    };
    let go = |route| key(Action::App(AppAction::Go(route)));
    let values = [
        ("whose", key(Action::View(ViewAction::Whose)), Role::Accent),
        ("pipeline", go(Route::Pipeline), Role::Accent),
        ("funnel", go(Route::Funnel), Role::Accent),
    ];
    let then = match of {
        TodayOf::Me => Msg::TodayThenOthers,
        TodayOf::Team | TodayOf::All => Msg::TodayThen,
    };
    vec![
        Words::one(ctx.t(message), Role::Text),
        ctx.words(then, Role::Quiet, &values, &[]),
    ]
}
