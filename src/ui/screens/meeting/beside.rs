//! Says beside a meeting's figures how they stand against the time before, in as many words as there is room for.

use super::Meeting;
use crate::i18n::Msg;
use crate::insight::week::Count;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::paint::cells;
use crate::ui::screens::figures::count;
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// The cells that a figure's name has beside it, at least.
const NAME: u16 = 22;

impl Meeting {
    /// When what is not of some days stands so: now, or on the day that is looked back to.
    pub(super) const fn stands(&self) -> Msg {
        match self.day {
            Some(_) => Msg::MeetingThen,
            None => Msg::MeetingNow,
        }
    }
}

/// How it stands against the time before, also where there is little room to say it.
pub(super) fn change(it: &Count, stands: Msg, brief: bool, ctx: &Ctx<'_>) -> Words {
    if let Some(named) = it.named {
        let named = count(named, ctx);
        return ctx.words(
            Msg::MeetingNamed,
            Role::Quiet,
            &[("number", named, Role::Text)],
            &[],
        );
    }
    let Some(before) = it.before else {
        let message = if it.of.is_of_days() {
            Msg::SittingInTheseDays
        } else {
            stands
        };
        return Words::one(ctx.t(message), Role::Quiet);
    };
    let more = it.now > before;
    let by = it.now.abs_diff(before);
    if by == 0 {
        let same = if brief {
            Msg::MeetingSameBrief
        } else {
            Msg::MeetingSame
        };
        return Words::one(ctx.t(same), Role::Quiet);
    }
    let sign = if more { '+' } else { '−' };
    let by = Clean::from_string(format!("{sign}{}", count(by, ctx).as_str()));
    let role = match it.of.more_is_better() {
        Some(better) if better == more => Role::Good,
        Some(_) => Role::Bad,
        None => Role::Strong,
    };
    let was = count(before, ctx);
    if brief {
        let values = [("by", by, role), ("was", was, Role::Text)];
        return ctx.words(Msg::MeetingChangeBrief, Role::Quiet, &values, &[]);
    }
    ctx.words(Msg::MeetingChange, Role::Quiet, &[("by", by, role)], &[])
}

/// What is said beside figures that are lines, and how wide that is: in few words where it must be, or not at all.
pub(super) fn changes(
    counts: &[Count],
    stands: Msg,
    room: u16,
    ctx: &Ctx<'_>,
) -> (Vec<Words>, u16) {
    let said = |brief: bool| -> Vec<Words> {
        let counts = counts.iter();
        counts.map(|it| change(it, stands, brief, ctx)).collect()
    };
    let widest = |all: &[Words]| cells(all.iter().map(Words::width).max().unwrap_or(0));
    let fits = |it: &Vec<Words>| room > NAME + widest(it);
    let all = [false, true].into_iter().map(said).find(fits);
    all.map_or_else(
        || (vec![Words::new(); counts.len()], 0),
        |all| {
            let right = widest(&all);
            (all, right)
        },
    )
}
