//! Holds the meeting: a page a topic, read from the back of the room, with the leads behind each figure and what is decided.
//!
//! What the pages say comes ready from `insight` and `minutes`. What is changed here, decisions, the agenda, what a page goes
//! by, are commands like all others; what others change meanwhile is seen at once.

mod acts;
mod beside;
mod digits;
mod draw;
mod forms;
mod goals;
mod head;
mod kept;
mod lines;
mod made;
mod stripes;

use chrono::{Duration, NaiveDate, NaiveDateTime, Timelike};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::i18n::Msg;
use crate::insight::resolutions::Point;
use crate::insight::sitting::Sitting;
use crate::insight::week::Count;
use crate::minutes::Line;
use crate::model::meeting_settings::{AgendaPage, agenda};
use crate::model::{Clean, Topic};
use crate::query::Field;
use crate::ui::action::{Action, MeetingAction, Step, TimeAction, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::explained::Explained;
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::screens::weeks;
use crate::ui::view::View;
use crate::ui::words::Words;
use kept::Reading;

/// A page, counted and worded.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingPage {
    /// What was counted.
    pub sitting: Sitting,
    /// What it says beside its figures.
    pub lines: Vec<Line>,
}

/// What becomes of the minutes that were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// They are copied.
    Copied,
    /// They are kept with the meeting, which is closed.
    Kept,
    /// They are those of an earlier meeting, and are read.
    Read,
}

/// The meeting's screen.
#[derive(Debug)]
pub struct Meeting {
    view: View,
    ticket: Ticket,
    topic: Option<Topic>,
    spot: usize,
    /// What a change is explained by, once somebody chose.
    by: Option<Field>,
    page: Option<Box<MeetingPage>>,
    /// The ticket of the minutes, and what they are for.
    minutes: (Ticket, Option<Wanted>),
    /// When this page began to be talked about.
    began: Option<NaiveDateTime>,
    /// The minutes of an earlier meeting, while they are read.
    reading: Option<Reading>,
    /// The earlier day that is looked at.
    day: Option<NaiveDate>,
}

impl Default for Meeting {
    fn default() -> Self {
        Self {
            view: View::default(),
            ticket: Ticket::default(),
            topic: None,
            spot: 0,
            by: None,
            page: None,
            minutes: (Ticket::apart(), None),
            began: None,
            reading: None,
            day: None,
        }
    }
}

/// What a page is called.
fn topic_name(topic: Topic, ctx: &Ctx<'_>) -> Clean {
    ctx.t_args(Msg::MeetingTopic, &[("topic", topic.code().into())])
}

/// Something under the cursor.
enum Spot<'a> {
    /// A figure.
    Figure(&'a Count),
    /// A line.
    Line(&'a Line),
}

impl Meeting {
    fn sitting(&self) -> Option<&Sitting> {
        self.page.as_ref().map(|it| &it.sitting)
    }

    /// The agenda: all of its pages.
    fn agenda(&self) -> Vec<AgendaPage> {
        self.sitting().map_or_else(agenda, |it| it.agenda.clone())
    }

    /// The pages that are shown, in their order.
    fn pages(&self) -> Vec<AgendaPage> {
        let mut pages = self.agenda();
        pages.retain(|it| it.offered);
        pages
    }

    /// The page that is seen.
    fn topic(&self) -> Topic {
        let pages = self.pages();
        let seen = self
            .topic
            .filter(|seen| pages.iter().any(|it| it.topic == *seen));
        let first = || pages.first().map(|it| it.topic);
        seen.or_else(first).unwrap_or(Topic::Week)
    }

    fn place(&self) -> usize {
        let topic = self.topic();
        let place = self.pages().iter().position(|it| it.topic == topic);
        place.unwrap_or(0)
    }

    /// What is there of the page that is seen; an answer of another page is none.
    fn shown(&self) -> Option<&MeetingPage> {
        let topic = self.topic();
        self.page.as_deref().filter(|it| it.sitting.topic == topic)
    }

    /// What the cursor can stand on, in its order.
    fn spots(&self) -> Vec<Spot<'_>> {
        let Some(page) = self.shown() else {
            return Vec::new();
        };
        let figures = page.sitting.counts.iter().map(Spot::Figure);
        let lines = page.lines.iter().filter(|it| !it.is_heading);
        figures.chain(lines.map(Spot::Line)).collect()
    }

    fn under_cursor(&self) -> Option<Spot<'_>> {
        self.spots().into_iter().nth(self.spot)
    }

    /// The decision or the hypothesis under the cursor.
    fn point(&self) -> Option<&Point> {
        let Some(Spot::Line(Line {
            point: Some(id), ..
        })) = self.under_cursor()
        else {
            return None;
        };
        let points = &self.shown()?.sitting.points;
        points.iter().find(|it| it.id == *id)
    }

    fn ask_page(&mut self) -> Vec<Wish> {
        self.ticket = self.ticket.next();
        vec![Wish::Host(Effect::Ask(Ask {
            ticket: self.ticket,
            question: Question::Meeting {
                topic: self.topic(),
                by: self.by,
                day: self.day,
            },
        }))]
    }

    fn take_page(&mut self, page: Box<MeetingPage>, ctx: &Ctx<'_>) -> Vec<Wish> {
        // Other pages may be shown than when it was asked.
        let (wanted, got) = (self.topic(), page.sitting.topic);
        self.page = Some(page);
        self.topic = Some(self.topic());
        self.spot = self.spot.min(self.spots().len().saturating_sub(1));
        if self.topic() != wanted || got != wanted {
            return self.ask_page();
        }
        self.tell_new(ctx)
    }

    fn turn_to(&mut self, place: usize, ctx: &Ctx<'_>) -> Vec<Wish> {
        let pages = self.pages();
        let Some(page) = pages.get(place.min(pages.len().saturating_sub(1))) else {
            return Vec::new();
        };
        if Some(page.topic) == self.topic {
            return Vec::new();
        }
        self.topic = Some(page.topic);
        self.reading = None;
        self.spot = 0;
        self.began = Some(ctx.now);
        self.ask_page()
    }

    fn turn(&mut self, back: bool, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let Some(reading) = &mut self.reading {
            reading.go(if back { Step::PageUp } else { Step::PageDown }, 1);
            return Vec::new();
        }
        let many = self.pages().len().max(1);
        let by = if back { many - 1 } else { 1 };
        self.turn_to((self.place() + by) % many, ctx)
    }

    fn go(&mut self, step: Step, count: Option<u32>) {
        let times = usize::try_from(count.unwrap_or(1)).unwrap_or(usize::MAX);
        if let Some(reading) = &mut self.reading {
            reading.go(step, times);
            return;
        }
        let last = self.spots().len().saturating_sub(1);
        self.spot = match step {
            Step::Up | Step::Left => self.spot.saturating_sub(times),
            Step::Down | Step::Right => self.spot.saturating_add(times).min(last),
            Step::First | Step::PageUp => 0,
            Step::Last | Step::PageDown => last,
        };
    }
}

/// Whether something can be done while minutes are read.
const fn reads(action: Action) -> bool {
    match action {
        Action::App(_)
        | Action::Cursor(_)
        | Action::Typing(_)
        | Action::View(
            ViewAction::Copy
            | ViewAction::Meeting(
                MeetingAction::Next | MeetingAction::Previous | MeetingAction::Kept,
            ),
        ) => true,
        Action::View(_) | Action::Lead(_) | Action::Edit(_) => false,
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
        let day = self.view.past(ctx.today());
        if self.day != day {
            // Its agenda may have other pages, and what is seen of it is of another day.
            (self.day, self.page, self.spot) = (day, None, 0);
            self.began = None;
        }
        self.began.get_or_insert(ctx.now);
        self.ask_page()
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => {
                self.go(step, count);
                Vec::new()
            }
            Action::View(ViewAction::Meeting(action)) => self.meeting_action(action, ctx),
            Action::View(ViewAction::Time(TimeAction::Week(by))) => {
                let weeks = i64::from(count.unwrap_or(1));
                let weeks = if by == Step::Left { -weeks } else { weeks };
                let there = weeks::slide(&mut self.view, weeks, ctx);
                there.map_or_else(Vec::new, |_| self.ask(ctx))
            }
            Action::View(ViewAction::Open) => self.open(ctx),
            Action::View(ViewAction::Copy) => match &self.reading {
                Some(reading) => reading.copy(ctx),
                None => self.want(Wanted::Copied),
            },
            Action::View(_)
            | Action::Lead(_)
            | Action::App(_)
            | Action::Edit(_)
            | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.take(purpose, outcome, ctx)
    }

    fn answered(&mut self, ticket: Ticket, answer: Answer, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let Answer::Meeting(page) = answer {
            if ticket == self.ticket {
                return self.take_page(page, ctx);
            }
        } else if let Answer::Minutes(text) = answer
            && ticket == self.minutes.0
        {
            return self.minutes_came(&text, ctx);
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let at = Position::new(pointer.x, pointer.y);
        if let Some(spot) = self.places(body, ctx).iter().position(|it| it.contains(at)) {
            self.spot = spot;
        }
        Vec::new()
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        if self.reading.is_some() && !reads(action) {
            return Some(Msg::WhyMeetingReading);
        }
        match action {
            Action::View(ViewAction::Open | ViewAction::Copy) if self.shown().is_none() => {
                Some(Msg::StatusReading)
            }
            Action::View(ViewAction::Open) => match self.under_cursor() {
                Some(Spot::Line(line)) if line.point.is_none() && line.filter.is_none() => {
                    Some(Msg::WhyNoLead)
                }
                Some(Spot::Line(line)) if line.point.is_some() && self.day.is_some() => {
                    Some(Msg::WhyPast)
                }
                Some(_) => None,
                None => Some(Msg::WhyMeetingNothing),
            },
            Action::View(ViewAction::Meeting(action)) => self.why_not_here(action),
            Action::View(ViewAction::Copy) => None,
            Action::View(ViewAction::Time(TimeAction::Week(_))) => None,
            Action::View(ViewAction::Filter) => Some(Msg::WhyNoFilterHere),
            Action::View(_) | Action::Lead(_) | Action::Edit(_) => Some(Msg::WhyNoLead),
            Action::App(_) | Action::Cursor(_) | Action::Typing(_) => None,
        }
    }

    fn explained(&self, ctx: &Ctx<'_>) -> Option<Explained> {
        let reads = self.reading.is_some();
        if reads { None } else { self.made(ctx) }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        self.summed(ctx)
    }

    fn head(&self, ctx: &Ctx<'_>) -> Option<Words> {
        Some(self.titled(ctx))
    }

    fn escape(&mut self, _ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        self.reading.take().map(|_| Vec::new())
    }

    fn opens(&self) -> Option<Msg> {
        match (&self.reading, self.under_cursor()?) {
            (Some(_), _) => None,
            (None, Spot::Line(line)) if line.point.is_some() => Some(Msg::HintEdit),
            (None, _) => Some(Msg::HintMeetingLeads),
        }
    }

    fn wakes(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        // The clock goes on with every second, and with none in between.
        self.began.filter(|_| self.day.is_none())?;
        now.with_nanosecond(0)?
            .checked_add_signed(Duration::seconds(1))
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        match &self.reading {
            Some(reading) => reading.draw(body, buffer, ctx),
            None => self.drawn(body, buffer, ctx),
        }
    }
}
