//! Says above a meeting's page which days it is of, how long it is talked about, and which page comes next.

use super::{Meeting, topic_name};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::words::Words;

impl Meeting {
    /// How long this page is talked about, in seconds.
    fn time(&self) -> i64 {
        let topic = self.topic();
        let pages = self.pages();
        let page = pages.iter().find(|it| it.topic == topic);
        page.map_or(300, |it| i64::from(it.minutes) * 60)
    }

    /// What is left of the time for this page; how far it is over, where nothing is left.
    fn clock(&self, ctx: &Ctx<'_>) -> Words {
        let passed = self.began.map_or(0, |it| (ctx.now - it).num_seconds());
        let left = self.time() - passed;
        let (sign, role) = if left < 0 {
            ("+", Role::Look)
        } else {
            ("", Role::Accent)
        };
        let left = left.abs();
        let text = format!("{sign}{:02}:{:02}", left / 60, left % 60);
        Words::one(Clean::from_string(text), role)
    }

    /// The clock, the page's place and the one after it; of minutes that are read, how far.
    pub(super) fn summed(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        if let Some(reading) = &self.reading {
            return vec![reading.place(ctx)];
        }
        let pages = self.pages();
        let place = [
            ("at", (self.place() + 1).into()),
            ("all", pages.len().into()),
        ];
        let next = pages.get((self.place() + 1) % pages.len().max(1));
        let next = next.map_or_else(Clean::default, |it| topic_name(it.topic, ctx));
        let next = [("name", next, Role::Text)];
        // Nobody talks about a day that is over: it has no clock.
        let clock = self.day.is_none().then(|| self.clock(ctx));
        let rest = [
            Words::one(ctx.t_args(Msg::MeetingPlace, &place), Role::Quiet),
            ctx.words(Msg::MeetingNext, Role::Quiet, &next, &[]),
        ];
        clock.into_iter().chain(rest).collect()
    }

    /// Which days are looked at.
    pub(super) fn titled(&self, ctx: &Ctx<'_>) -> Words {
        if self.reading.is_some() {
            return Words::one(ctx.t(Msg::MeetingReading), Role::Quiet);
        }
        let Some(sitting) = self.sitting() else {
            return Words::one(ctx.t(Msg::ScreenMeeting), Role::Strong);
        };
        let stretch = sitting.stretch;
        let days = ctx.locale().days_between(stretch.from, stretch.to);
        let days = [("days", Clean::from_string(days), Role::Text)];
        let message = if stretch.since_meeting {
            Msg::MeetingDaysSince
        } else {
            Msg::MeetingDaysWeek
        };
        ctx.words(message, Role::Quiet, &days, &[])
    }
}
