//! Shows the segments that are saved, one a line, and the one under the cursor in full: its filter, its note, its story.
//!
//! Each change is one command, which can be taken back. What is drawn is in `saved_rows`, the forms in `saved_forms`.

mod data;
pub(in crate::ui::screens) mod forms;
mod rows;

pub use data::{InForce, MovedLine, MovedPage, SavedDetail, SavedLine, SavedPage};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::i18n::Msg;
use crate::model::{Clean, Key, Kind, Sharing, Value};
use crate::query::Term;
use crate::ui::action::{Action, SegmentAction, Step, ViewAction};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::deeds::sweep::SweepOf;
use crate::ui::desk::{Answer, Ask, Deed, News, Order, Question, Selected, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Severity, Wish};
use crate::ui::screens::figures::count;
use crate::ui::screens::sweeps::Sweeps;
use crate::ui::theme::Role;
use crate::ui::view::{Taken, View};
use crate::ui::widgets::Lines;
use crate::ui::words::Words;
use crate::workspace::Unit;

/// The screen of saved segments.
#[derive(Debug, Default)]
pub struct Saved {
    view: View,
    ticket: Ticket,
    page: Option<Box<SavedPage>>,
    lines: Lines,
    /// The segment that the cursor is on.
    at: Option<u64>,
    /// The segment that is to keep who is in it, once that is known.
    freezing: Option<(Ticket, u64)>,
    sweeps: Sweeps,
}

impl Saved {
    fn held(&self) -> &[SavedLine] {
        self.page.as_ref().map_or(&[][..], |it| &it.lines)
    }

    fn line(&self) -> Option<&SavedLine> {
        self.held().get(self.lines.cursor())
    }

    fn height(ctx: &Ctx<'_>) -> usize {
        usize::from(rows::list_area(areas(ctx.size).body).height)
    }

    fn seen(&self) -> Option<u64> {
        self.page.as_ref().map(|it| it.head)
    }

    fn ask_for(&mut self, question: Question) -> Vec<Wish> {
        self.ticket = self.ticket.next();
        vec![Wish::Host(Effect::Ask(Ask {
            ticket: self.ticket,
            question,
        }))]
    }

    fn moved_to(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let now = self.line().map(|it| it.id);
        if now == self.at {
            return Vec::new();
        }
        self.at = now;
        self.ask(ctx)
    }

    /// Goes on with a segment as the filter: by its name, or with what it says.
    fn taken(&mut self, by_name: bool) -> Vec<Wish> {
        let Some(line) = self.line() else {
            return Vec::new();
        };
        let filter = if by_name {
            Term::segment(&line.kept.0).to_string()
        } else {
            line.kept.1.clone()
        };
        let (id, unit) = (line.id, line.unit);
        self.view.segment = Some(Taken { id, unit });
        vec![Wish::Go(Route::Segments, Some(filter))]
    }

    fn freeze(&mut self) -> Vec<Wish> {
        let Some(line) = self.line() else {
            return Vec::new();
        };
        if line.frozen {
            return forms::set(line.id, &[("members", Value::None)], self.seen());
        }
        let (id, unit, filter) = (line.id, line.unit, line.kept.1.clone());
        let wishes = self.ask_for(Question::Members { filter, unit });
        self.freezing = Some((self.ticket, id));
        wishes
    }

    /// Does the same with all that is in the segment.
    fn sweep(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(line) = self.line() else {
            return Vec::new();
        };
        let of = SweepOf {
            at: Route::Saved,
            filter: Term::segment(&line.kept.0).to_string(),
            unit: line.unit,
            marked: None,
        };
        let counts = match line.unit {
            Unit::Accounts => (line.count, None),
            Unit::Leads => (None, line.count),
        };
        self.sweeps.begin(of, counts, ctx)
    }

    fn segment_action(&mut self, action: SegmentAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        let seen = self.seen();
        let Some(line) = self.line() else {
            return Vec::new();
        };
        match action {
            SegmentAction::Text => self.taken(false),
            SegmentAction::Rename => vec![forms::edit(line, false, seen.unwrap_or(0), ctx)],
            SegmentAction::Edit => vec![forms::edit(line, true, seen.unwrap_or(0), ctx)],
            SegmentAction::Freeze => self.freeze(),
            SegmentAction::Share => {
                let other = if line.shared {
                    Sharing::Private
                } else {
                    Sharing::Shared
                };
                let value = Value::Text(other.code().to_owned());
                forms::set(line.id, &[("sharing", value)], seen)
            }
            SegmentAction::Remove => {
                let order = Order {
                    seen,
                    ..Deed::Remove(Key::new(Kind::Segment, line.id)).into()
                };
                vec![Wish::Host(Effect::Exec(order))]
            }
            SegmentAction::Moved => vec![Wish::Go(Route::Moved(line.id), None)],
            SegmentAction::Save | SegmentAction::SaveOver | SegmentAction::List => Vec::new(),
        }
    }

    fn take(&mut self, page: Box<SavedPage>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let place = |id: u64| page.lines.iter().position(|it| it.id == id);
        let again = self.at.and_then(place);
        let (len, height) = (page.lines.len(), Self::height(ctx));
        match again {
            Some(line) => self.lines.follow(line, len, height),
            None => self.lines.fit(len, height),
        }
        let told = page.detail.as_ref().map(|it| it.id);
        let counted = page.counted.clone();
        self.page = Some(page);
        self.at = self.line().map(|it| it.id);
        // What is told in full is the one under the cursor, and what is seen is counted.
        let seen = self.lines.seen(len, height);
        if told != self.at || seen.start < counted.start || seen.end > counted.end {
            return self.ask(ctx);
        }
        Vec::new()
    }
}

impl Screen for Saved {
    fn route(&self) -> Route {
        Route::Saved
    }

    fn crumb(&self, _ctx: &Ctx<'_>) -> Option<Clean> {
        self.line().map(|it| it.name.cut(24))
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let (len, height) = (self.held().len().max(1), Self::height(ctx));
        let seen = self.lines.seen(len, height);
        self.ask_for(Question::Saved {
            first: seen.start,
            lines: height,
            at: self.at,
        })
    }

    fn act(&mut self, action: Action, times: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => {
                let len = self.held().len();
                self.lines.go(step, times, len, Self::height(ctx));
                self.moved_to(ctx)
            }
            Action::View(ViewAction::Open) => self.taken(true),
            Action::View(ViewAction::Sweep) => self.sweep(ctx),
            Action::View(ViewAction::Segment(action)) => self.segment_action(action, ctx),
            Action::View(ViewAction::Copy) => {
                let Some(line) = self.line() else {
                    return Vec::new();
                };
                let text = Clean::new(&line.kept.1);
                Wish::copy(text, ctx)
            }
            Action::View(_)
            | Action::Lead(_)
            | Action::App(_)
            | Action::Edit(_)
            | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        match (purpose, outcome) {
            (Purpose::Sweep(step), outcome) => self.sweeps.took(*step, outcome, ctx),
            (Purpose::Segment(ask), Outcome::Filled(entries)) => forms::filled(ask, entries),
            _ => Vec::new(),
        }
    }

    fn news(&mut self, news: &News, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let News::Work(worked) = news {
            let wishes = self.sweeps.worked(Route::Saved, worked, ctx);
            return wishes.unwrap_or_default();
        }
        Vec::new()
    }

    fn answered(&mut self, ticket: Ticket, answer: Answer, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let Answer::Saved(page) = answer {
            if ticket == self.ticket {
                return self.take(page, ctx);
            }
        } else if let Answer::Members(selected) = answer
            && let Some((_, id)) = self.freezing.take_if(|it| it.0 == ticket)
        {
            return match selected {
                Selected::Read(members, _) => {
                    let value = Value::Text(members.to_string());
                    forms::set(id, &[("members", value)], self.seen())
                }
                Selected::Trouble(trouble) => {
                    let words = Words::one(trouble.message, Role::Text);
                    vec![Wish::Say(Severity::Warning, words)]
                }
                Selected::Unfinished => Vec::new(),
            };
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let area = rows::list_area(body);
        let (len, height) = (self.held().len(), Self::height(ctx));
        if let Some(row) = pointer
            .y
            .checked_sub(area.y)
            .filter(|row| *row < area.height)
        {
            let line = self.lines.seen(len, height).start + usize::from(row);
            if line < len {
                self.lines.set(line, len, height);
            }
        }
        self.moved_to(ctx)
    }

    fn wheel(&mut self, step: Step, _: Pointer, _: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.act(Action::Cursor(step), Some(1), ctx)
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        let none = self.line().is_none();
        let frozen = self.line().is_some_and(|it| it.frozen);
        match action {
            Action::View(
                ViewAction::Open | ViewAction::Copy | ViewAction::Sweep | ViewAction::Segment(_),
            ) if none => Some(if self.page.is_some() {
                Msg::SavedNone
            } else {
                Msg::StatusReading
            }),
            Action::View(ViewAction::Segment(SegmentAction::Moved)) if frozen => {
                Some(Msg::WhySegmentFrozen)
            }
            Action::View(ViewAction::Sweep) => self.sweeps.why_not(),
            Action::View(ViewAction::Open | ViewAction::Copy | ViewAction::Segment(_)) => None,
            Action::View(ViewAction::Filter) => Some(Msg::WhyNoFilterHere),
            Action::View(_) | Action::Lead(_) => Some(Msg::WhyNoLead),
            Action::Edit(_) | Action::App(_) | Action::Cursor(_) | Action::Typing(_) => None,
        }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        if self.page.is_none() {
            return vec![Words::one(ctx.t(Msg::StatusReading), Role::Quiet)];
        }
        let many = self.held().len();
        let number = count(u64::try_from(many).unwrap_or(u64::MAX), ctx);
        let many = i64::try_from(many).unwrap_or(i64::MAX);
        let values = [("number", number, Role::Strong)];
        vec![ctx.words(Msg::SavedMany, Role::Quiet, &values, &[("count", many)])]
    }

    fn head(&self, ctx: &Ctx<'_>) -> Option<Words> {
        Some(Words::one(ctx.t(Msg::SavedTitle), Role::Strong))
    }

    fn escape(&mut self, _ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        self.sweeps.escape()
    }

    fn is_at_work(&self) -> bool {
        self.sweeps.is_busy()
    }

    fn opens(&self) -> Option<Msg> {
        Some(Msg::HintSegmentTake)
    }

    fn spot(&self) -> Option<u64> {
        self.at
    }

    fn return_to(&mut self, spot: Option<u64>) {
        self.at = spot.or(self.at);
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        if let Some(page) = &self.page {
            rows::draw(page, &self.lines, self.view.segment, body, buffer, ctx);
        }
    }
}
