//! Holds the weekly meeting: a page a topic, read from the back of the room, and the leads behind each figure.
//!
//! The figures come ready from `insight`, which also says what belongs to which page. It changes nothing.

mod digits;
mod draw;

use chrono::{Duration, NaiveDateTime, Timelike};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::i18n::Msg;
use crate::insight::week::{Count, Topic, Week};
use crate::model::Clean;
use crate::ui::action::{Action, MeetingAction, Step, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, News, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::words::Words;

/// How many figures are on a page.
const FIGURES: usize = 4;
/// How long a page is talked about, in seconds.
const TIME: i64 = 300;

/// The meeting's screen.
#[derive(Debug, Default)]
pub struct Meeting {
    view: View,
    ticket: Ticket,
    page: usize,
    spot: usize,
    week: Option<Box<Week>>,
    /// When this page began to be talked about.
    began: Option<NaiveDateTime>,
}

/// What a page is called.
fn topic_name(topic: Topic, ctx: &Ctx<'_>) -> Clean {
    ctx.t_args(Msg::MeetingTopic, &[("topic", topic.code().into())])
}

impl Meeting {
    fn topic(&self) -> Topic {
        Topic::ALL.get(self.page).copied().unwrap_or_default()
    }

    /// The figures of this page.
    fn counts(&self) -> Vec<&Count> {
        let week = self.week.as_deref();
        week.map_or_else(Vec::new, |it| it.figures(self.topic()).collect())
    }

    fn under_cursor(&self) -> Option<&Count> {
        self.counts().get(self.spot).copied()
    }

    fn turn(&mut self, by: usize, ctx: &Ctx<'_>) {
        self.page = (self.page + by) % Topic::ALL.len();
        self.spot = 0;
        self.began = Some(ctx.now);
    }

    fn go(&mut self, step: Step, count: Option<u32>) {
        let times = usize::try_from(count.unwrap_or(1)).unwrap_or(usize::MAX);
        let last = FIGURES - 1;
        self.spot = match step {
            Step::Up | Step::Left => self.spot.saturating_sub(times),
            Step::Down | Step::Right => self.spot.saturating_add(times).min(last),
            Step::First | Step::PageUp => 0,
            Step::Last | Step::PageDown => last,
        };
    }

    /// What is left of the time for this page; how far it is over, where nothing is left.
    fn clock(&self, ctx: &Ctx<'_>) -> Words {
        let passed = self.began.map_or(0, |it| (ctx.now - it).num_seconds());
        let left = TIME - passed;
        let (sign, role) = if left < 0 {
            ("+", Role::Look)
        } else {
            ("", Role::Accent)
        };
        let left = left.abs();
        let text = format!("{sign}{:02}:{:02}", left / 60, left % 60);
        Words::one(Clean::from_string(text), role)
    }
}

impl Screen for Meeting {
    fn route(&self) -> Route {
        Route::Meeting
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.began.get_or_insert(ctx.now);
        self.ticket = self.ticket.next();
        vec![Wish::Host(Effect::Ask(Ask {
            ticket: self.ticket,
            question: Question::Meeting,
        }))]
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => self.go(step, count),
            Action::View(ViewAction::Meeting(MeetingAction::Next)) => self.turn(1, ctx),
            Action::View(ViewAction::Meeting(MeetingAction::Previous)) => {
                self.turn(Topic::ALL.len() - 1, ctx);
            }
            Action::View(ViewAction::Meeting(MeetingAction::Clock)) => self.began = Some(ctx.now),
            Action::View(ViewAction::Open) => {
                let filter = self.under_cursor().map(|it| it.filter.clone());
                return vec![Wish::Go(Route::Pipeline, filter)];
            }
            Action::View(_)
            | Action::Lead(_)
            | Action::App(_)
            | Action::Edit(_)
            | Action::Typing(_) => {}
        }
        Vec::new()
    }

    fn took(&mut self, _purpose: Purpose, _outcome: Outcome, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    fn news(&mut self, news: &News, _ctx: &Ctx<'_>) -> Vec<Wish> {
        if let News::Answer(ticket, Answer::Meeting(week)) = news
            && *ticket == self.ticket
        {
            self.week = Some(week.clone());
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, _ctx: &Ctx<'_>) -> Vec<Wish> {
        let at = Position::new(pointer.x, pointer.y);
        if let Some(spot) = draw::tiles(body).iter().position(|it| it.contains(at)) {
            self.spot = spot;
        }
        Vec::new()
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        match action {
            Action::View(ViewAction::Open) if self.week.is_none() => Some(Msg::StatusReading),
            Action::View(ViewAction::Open | ViewAction::Meeting(_)) => None,
            Action::View(ViewAction::Filter) => Some(Msg::WhyNoFilterHere),
            Action::View(_) | Action::Lead(_) | Action::Edit(_) => Some(Msg::WhyNoLead),
            Action::App(_) | Action::Cursor(_) | Action::Typing(_) => None,
        }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        let place = [
            ("at", (self.page + 1).into()),
            ("all", Topic::ALL.len().into()),
        ];
        let next = Topic::ALL.get((self.page + 1) % Topic::ALL.len());
        let next = next.map_or_else(Clean::default, |it| topic_name(*it, ctx));
        vec![
            self.clock(ctx),
            Words::one(ctx.t_args(Msg::MeetingPlace, &place), Role::Quiet),
            ctx.words(
                Msg::MeetingNext,
                Role::Quiet,
                &[("name", next, Role::Text)],
                &[],
            ),
        ]
    }

    fn head(&self, ctx: &Ctx<'_>) -> Option<Words> {
        let Some(week) = &self.week else {
            return Some(Words::one(ctx.t(Msg::ScreenMeeting), Role::Strong));
        };
        let day = |day| Clean::from_string(ctx.locale().date(day));
        let days = [
            ("from", day(week.from), Role::Text),
            ("to", day(week.to), Role::Text),
        ];
        Some(ctx.words(Msg::MeetingDays, Role::Quiet, &days, &[]))
    }

    fn wakes(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        // The clock goes on with every second, and with none in between.
        self.began?;
        now.with_nanosecond(0)?
            .checked_add_signed(Duration::seconds(1))
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        self.drawn(body, buffer, ctx);
    }
}
