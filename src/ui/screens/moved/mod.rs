//! Shows who entered a live segment and who left it since a day, each with why: two lists, one cursor.
//!
//! What was is read from the log, which takes its time: it is done elsewhere, with progress, and can be stopped. What is
//! drawn is in `moved_rows`.

mod rows;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::i18n::Msg;
use crate::model::Clean;
use crate::query::{Context, day};
use crate::ui::action::{Action, SegmentAction, Step, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::News;
use crate::ui::event::{Effect, Pointer};
use crate::ui::overlays::{FormField, Outcome, Overlay, Prompt, Purpose, SegmentAsk, Takes};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Wish};
use crate::ui::screens::figures::count;
use crate::ui::screens::{MovedLine, MovedPage};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;
use crate::ui::work::{Doing, Going, Since, Work, Worked};
use crate::workspace::Unit;

/// For how many days it is looked back where nobody said since when.
const USUAL: i64 = 7;

/// How far it is.
#[derive(Debug, Clone, Default, PartialEq)]
enum Stand {
    /// Nothing was asked yet.
    #[default]
    Nothing,
    /// It is being read.
    Reading(Option<Going>),
    /// It was stopped, or can't be done, and why.
    Failed(Option<Clean>),
    /// It is here.
    Here(Box<MovedPage>),
}

/// The screen of who entered and who left.
#[derive(Debug)]
pub struct Moved {
    id: u64,
    view: View,
    since: Option<NaiveDate>,
    stand: Stand,
    /// Whether the cursor is among those who left.
    on_left: bool,
    entered: Lines,
    left: Lines,
}

impl Moved {
    /// The screen of a segment, before anything is known.
    #[must_use]
    pub fn new(id: u64) -> Self {
        Self {
            id,
            view: View::default(),
            since: None,
            stand: Stand::default(),
            on_left: false,
            entered: Lines::default(),
            left: Lines::default(),
        }
    }

    fn page(&self) -> Option<&MovedPage> {
        match &self.stand {
            Stand::Here(page) => Some(page),
            Stand::Nothing | Stand::Reading(_) | Stand::Failed(_) => None,
        }
    }

    fn begin(&mut self, day: NaiveDate) -> Vec<Wish> {
        self.since = Some(day);
        self.stand = Stand::Reading(None);
        (self.entered, self.left) = (Lines::default(), Lines::default());
        let segment = self.id;
        vec![Wish::Host(Effect::Work(Work::Since(Since {
            segment,
            day,
        })))]
    }

    fn list(&self) -> &[MovedLine] {
        self.page().map_or(&[][..], |page| {
            if self.on_left {
                &page.left
            } else {
                &page.entered
            }
        })
    }

    fn lines(&mut self) -> &mut Lines {
        if self.on_left {
            &mut self.left
        } else {
            &mut self.entered
        }
    }

    fn height(&self, ctx: &Ctx<'_>) -> usize {
        rows::height(areas(ctx.size).body)
    }

    fn go(&mut self, step: Step, times: Option<u32>, ctx: &Ctx<'_>) {
        let other = self.page().map(|page| match step {
            Step::Left => (false, page.entered.len()),
            Step::Right => (true, page.left.len()),
            Step::Up | Step::Down | Step::PageUp | Step::PageDown | Step::First | Step::Last => {
                (self.on_left, 0)
            }
        });
        if let Some((on_left, _)) = other {
            self.on_left = on_left;
        }
        let (len, height) = (self.list().len(), self.height(ctx));
        self.lines().go(step, times, len, height);
    }

    fn open(&mut self) -> Vec<Wish> {
        let at = self.lines().cursor();
        let Some(line) = self.list().get(at) else {
            return Vec::new();
        };
        let unit = self.page().map(|it| it.unit);
        let route = match unit {
            Some(Unit::Accounts) => Route::Account(line.id),
            Some(Unit::Leads) | None => Route::Lead(line.id),
        };
        vec![Wish::Go(route, None)]
    }

    /// The day that was typed: `30d` is so long ago, and of a stretch of days the first counts.
    fn read_day(text: &str, ctx: &Ctx<'_>) -> Option<NaiveDate> {
        let typed = text.trim();
        let long = typed.ends_with(|it: char| "dwmy".contains(it.to_ascii_lowercase()));
        let length = long && typed.starts_with(|it: char| it.is_ascii_digit());
        let back = if length {
            format!("-{typed}")
        } else {
            typed.to_owned()
        };
        let context = Context::on(ctx.today());
        let first = || crate::query::period(&back, &context).ok()?.from;
        let said = |message: Msg| ctx.locale().t(message).eq_ignore_ascii_case(typed);
        let today = said(Msg::DayToday).then(|| ctx.today());
        let read = today.or_else(|| day(&back, &context)).or_else(first)?;
        (read <= ctx.today()).then_some(read)
    }

    fn worked(&mut self, worked: &Worked) {
        match worked {
            Worked::Going(going) if going.doing == Doing::Following(self.id) => {
                self.stand = Stand::Reading(Some(*going));
            }
            Worked::Moved(page) if page.id == self.id && Some(page.since) == self.since => {
                self.on_left = page.entered.is_empty() && !page.left.is_empty();
                self.stand = Stand::Here(page.clone());
            }
            Worked::Stopped(Doing::Following(id)) if *id == self.id => {
                self.stand = Stand::Failed(None);
            }
            Worked::Failed(Doing::Following(id), why) if *id == self.id => {
                self.stand = Stand::Failed(Some(why.clone()));
            }
            Worked::Going(_)
            | Worked::Moved(_)
            | Worked::Alike(_)
            | Worked::List(..)
            | Worked::Report(_)
            | Worked::Sweep(_)
            | Worked::Stopped(_)
            | Worked::Failed(..)
            | Worked::Seen(_)
            | Worked::Tried(_)
            | Worked::Imported(_)
            | Worked::ReportKept { .. }
            | Worked::ProfileKept(_) => {}
        }
    }
}

impl Screen for Moved {
    fn route(&self) -> Route {
        Route::Moved(self.id)
    }

    fn crumb(&self, _ctx: &Ctx<'_>) -> Option<Clean> {
        self.page().map(|it| it.name.cut(24))
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        // What was is read once; what changes meanwhile is read when it is asked for again.
        if self.stand != Stand::Nothing {
            return Vec::new();
        }
        let day = ctx.today() - chrono::TimeDelta::days(USUAL);
        self.begin(day)
    }

    fn act(&mut self, action: Action, times: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => {
                self.go(step, times, ctx);
                Vec::new()
            }
            Action::View(ViewAction::Open) => self.open(),
            Action::View(ViewAction::Segment(SegmentAction::Moved)) => {
                let purpose = Purpose::Segment(SegmentAsk::Since);
                let since = FormField::new(ctx.t(Msg::AskMovedSince), Takes::Text)
                    .example(ctx.t(Msg::ExampleMovedSince));
                let prompt = Prompt::new(purpose, since.required());
                vec![Wish::Open(Overlay::Prompt(prompt))]
            }
            Action::View(_)
            | Action::Lead(_)
            | Action::App(_)
            | Action::Edit(_)
            | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        let (Purpose::Segment(SegmentAsk::Since), Outcome::Typed(text)) = (purpose, outcome) else {
            return Vec::new();
        };
        match Self::read_day(&text, ctx) {
            Some(day) => self.begin(day),
            None => {
                let args = [("given", text.as_str().into())];
                let words = Words::one(ctx.t_args(Msg::MovedNoDay, &args), Role::Text);
                vec![Wish::Say(Severity::Warning, words)]
            }
        }
    }

    fn news(&mut self, news: &News, _ctx: &Ctx<'_>) -> Vec<Wish> {
        if let News::Work(worked) = news {
            self.worked(worked);
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let (len, height) = (self.list().len(), self.height(ctx));
        if let Some((left, row)) = rows::at(body, pointer, self.on_left) {
            self.on_left = left;
            let line = self.lines().seen(len, height).start + row;
            let len = self.list().len();
            if line < len {
                self.lines().set(line, len, height);
            }
        }
        Vec::new()
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        match action {
            Action::View(ViewAction::Open) if self.list().is_empty() => Some(Msg::WhyNoLead),
            Action::View(ViewAction::Open | ViewAction::Segment(SegmentAction::Moved)) => None,
            Action::View(ViewAction::Filter) => Some(Msg::WhyNoFilterHere),
            Action::View(_) | Action::Lead(_) => Some(Msg::WhyNoLead),
            Action::Edit(_) | Action::App(_) | Action::Cursor(_) | Action::Typing(_) => None,
        }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        let Some(page) = self.page() else {
            return Vec::new();
        };
        let values = [
            ("before", count(page.before, ctx), Role::Quiet),
            ("after", count(page.after, ctx), Role::Strong),
        ];
        let said = match page.unit {
            Unit::Accounts => Msg::MovedAccounts,
            Unit::Leads => Msg::MovedLeads,
        };
        vec![ctx.words(said, Role::Quiet, &values, &[])]
    }

    fn head(&self, ctx: &Ctx<'_>) -> Option<Words> {
        let name = self
            .page()
            .map_or_else(Clean::default, |it| it.name.clone());
        let day = self
            .since
            .map(|day| Clean::from_string(ctx.locale().day_near(day, ctx.today())));
        let values = [
            ("name", name, Role::Strong),
            ("day", day.unwrap_or_default(), Role::Text),
        ];
        Some(ctx.words(Msg::MovedHead, Role::Quiet, &values, &[]))
    }

    fn escape(&mut self, _ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        matches!(self.stand, Stand::Reading(_)).then(|| {
            self.stand = Stand::Failed(None);
            vec![Wish::Host(Effect::Work(Work::Stop))]
        })
    }

    fn is_at_work(&self) -> bool {
        false
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let seen = rows::Seen {
            stand: &self.stand,
            on_left: self.on_left,
            entered: &self.entered,
            left: &self.left,
        };
        rows::draw(&seen, body, buffer, ctx);
    }
}
