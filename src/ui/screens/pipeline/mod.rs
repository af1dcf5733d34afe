//! Holds the pipeline: the leads that the filter selects, on a board or one a line, and what can be done with them.
//!
//! A lead is known by its id: cards and lines move while one looks at them. Only what is seen is asked for.

mod board;
mod cards;
mod columns;
mod kept;
mod list;
mod marks;
mod orders;
mod rows;
mod views;

pub use board::{BoardColumn, BoardPage};
pub(in crate::ui::screens) use kept::remember;
pub use list::{LeadLine, LeadPage};
pub(in crate::ui::screens) use rows::{called, how_many, nobody};

use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::board::{Board, WIDE};
use self::columns::Chosen;
use self::list::List;
use self::orders::by_field;
use super::hands::Hands;
use super::sweeps::Sweeps;
use crate::i18n::Msg;
use crate::ui::action::{Action, LeadAction, Step};
use crate::ui::ctx::Ctx;
use crate::ui::deeds::lead::{LeadDeeds, Meant};
use crate::ui::desk::{Answer, Ask, News, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::explained::Explains;
use crate::ui::fresh::Fresh;
use crate::ui::kept::Memory;
use crate::ui::marks::Marks;
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::words::Words;

/// How leads are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Shape {
    /// A column for each layer, a card for each lead.
    Board,
    /// A line for each lead.
    #[default]
    List,
}

/// The pipeline's screen.
#[derive(Debug, Default)]
pub struct Pipeline {
    view: View,
    ticket: Ticket,
    shape: Shape,
    /// What the reader wants to see, wherever it has room; without, the width says.
    wanted: Option<Shape>,
    board: Board,
    list: List,
    /// The filter whose leads are seen.
    seen: Option<String>,
    /// How they are laid out.
    laid_out: Option<Shape>,
    /// The question for the leads of the last filter that could be read, where the one that is typed can't be.
    fallback: Option<Ticket>,
    /// The lead under the cursor, to stay with it when leads move.
    current: Option<u64>,
    marks: Marks,
    /// The leads that others changed just now, and who.
    fresh: Fresh<u64>,
    hands: Hands,
    deeds: LeadDeeds,
    sweeps: Sweeps,
    /// Whether it is laid out as it was left last time.
    restored: bool,
}

impl Pipeline {
    /// On the board, whether parked leads are on it.
    fn on_board(&self) -> Option<bool> {
        (self.shape == Shape::Board).then_some(!self.board.hides_parked)
    }

    /// The lead under the cursor.
    fn under_cursor(&self) -> Option<&LeadLine> {
        match self.shape {
            Shape::Board => self.board.under_cursor(),
            Shape::List => self.list.under_cursor(),
        }
    }

    /// The last change that is in what is seen.
    fn head(&self) -> Option<u64> {
        match self.shape {
            Shape::Board => self.board.page.as_ref().map(|page| page.head),
            Shape::List => self.list.page.as_ref().map(|page| page.head),
        }
    }

    fn ask_page(&mut self, keep: Option<u64>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let usual = if ctx.size.width >= WIDE && !self.view.names_layers() {
            Shape::Board
        } else {
            Shape::List
        };
        self.shape = match self.wanted.unwrap_or(usual) {
            Shape::Board if Board::fits(ctx) => Shape::Board,
            Shape::Board | Shape::List => Shape::List,
        };
        let question = self.question(&self.view, keep, ctx);
        self.ask_now(question)
    }

    /// What is asked to see the leads of a view.
    fn question(&self, view: &View, keep: Option<u64>, ctx: &Ctx<'_>) -> Question {
        match self.shape {
            Shape::Board => self.board.question(view, keep, ctx),
            Shape::List => self.list.question(view, keep, ctx),
        }
    }

    fn ask_now(&mut self, question: Question) -> Vec<Wish> {
        self.ticket = self.ticket.next();
        let ticket = self.ticket;
        vec![Wish::Host(Effect::Ask(Ask { ticket, question }))]
    }

    /// Whether all that is seen is held.
    fn holds(&self, ctx: &Ctx<'_>) -> bool {
        match self.shape {
            Shape::Board => self.board.holds(ctx),
            Shape::List => self.list.holds(ctx),
        }
    }

    /// Asks for more where something is seen that is not held.
    fn follow(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.current = self.under_cursor().map(|lead| lead.id);
        let mut wishes = self.stretch();
        if !self.holds(ctx) {
            wishes.extend(self.ask_page(None, ctx));
        }
        wishes
    }

    /// Goes on after a page was taken.
    fn taken(&mut self, more: bool, ctx: &Ctx<'_>) -> Vec<Wish> {
        let lead = self.under_cursor().map(|lead| lead.id);
        self.current = lead.or(self.current);
        if more {
            self.ask_page(None, ctx)
        } else {
            Vec::new()
        }
    }

    fn go(&mut self, step: Step, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match self.shape {
            Shape::Board => self.board.go(step, count, ctx),
            Shape::List => self.list.go(step, count, ctx),
        }
        self.follow(ctx)
    }
}

impl Screen for Pipeline {
    fn route(&self) -> Route {
        Route::Pipeline
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if !std::mem::replace(&mut self.restored, true) {
            self.restore(ctx);
        }
        let keep = self.current;
        self.ask_page(keep, ctx)
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => self.go(step, count, ctx),
            Action::Lead(action) => {
                let meant = Meant {
                    leads: self.meant(),
                    seen: self.head(),
                    name: self.named(ctx),
                    marked: self.marked_within(),
                };
                self.marks.end();
                self.deeds.act(action, count, meant, &mut self.ticket, ctx)
            }
            Action::View(action) => self.view_action(action, ctx),
            Action::App(_) | Action::Edit(_) | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        match (purpose, outcome) {
            (Purpose::Order, Outcome::Chosen(index)) => {
                let now = self.view.order();
                self.put_in(orders::chosen(index, now.as_ref()), ctx)
            }
            (Purpose::Columns, Outcome::Arranged(numbers)) => {
                self.list.columns = Chosen::of(numbers);
                vec![remember(Memory::Columns, self.list.columns.names())]
            }
            (Purpose::MarkAll, _) => self.ask_marked(None),
            (Purpose::Sweep(step), outcome) => self.sweeps.took(*step, outcome, ctx),
            (purpose, outcome) => self.deeds.took(purpose, outcome, ctx),
        }
    }

    fn news(&mut self, news: &News, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let News::Others { who, leads } = news {
            for lead in leads {
                self.fresh.mark(*lead, ctx);
                self.hands.put(*lead, who, ctx.now);
            }
        }
        if let News::Work(worked) = news {
            let wishes = self.sweeps.worked(Route::Pipeline, worked, ctx);
            return wishes.unwrap_or_default();
        }
        Vec::new()
    }

    fn answered(&mut self, ticket: Ticket, answer: Answer, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let Answer::Marked(leads) = answer {
            self.marks.take(ticket, &leads);
        } else if ticket != self.ticket {
            return Vec::new();
        } else if let Answer::Leads(selected) = answer {
            let Some(page) = self.read(ticket, selected) else {
                return self.fall_back(ctx);
            };
            self.look(page.kept.is_some());
            let more = self.list.take(page, ctx);
            return self.taken(more, ctx);
        } else if let Answer::Board(selected) = answer {
            let Some(page) = self.read(ticket, selected) else {
                return self.fall_back(ctx);
            };
            self.look(page.kept.is_some());
            let more = self.board.take(page, ctx);
            return self.taken(more, ctx);
        } else if let Answer::Choices(choices) = answer {
            return self.deeds.choose(choices, ctx);
        } else if let Answer::Judged(judged) = answer {
            return self.deeds.judged(judged, &mut self.ticket, ctx);
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        let at = Position::new(pointer.x, pointer.y);
        match self.shape {
            Shape::Board => self.board.click(at, body, ctx),
            Shape::List => {
                if let Some(field) = self.list.heading(at, body) {
                    let now = self.view.order();
                    return self.put_in(Some(by_field(field, now.as_ref())), ctx);
                }
                self.list.click(at.y, body, ctx);
            }
        }
        self.follow(ctx)
    }

    fn drag(
        &mut self,
        from: Pointer,
        to: Pointer,
        done: bool,
        body: Rect,
        ctx: &Ctx<'_>,
    ) -> Vec<Wish> {
        let at = |it: Pointer| Position::new(it.x, it.y);
        if self.shape == Shape::List {
            return Vec::new();
        }
        match self.board.drag((at(from), at(to)), done, body) {
            Some((lead, layer)) => {
                // The card in the hand, whatever else is marked.
                let meant = Meant {
                    leads: vec![lead],
                    seen: self.head(),
                    ..Meant::default()
                };
                let to = LeadAction::To(layer);
                self.deeds.act(to, None, meant, &mut self.ticket, ctx)
            }
            None => Vec::new(),
        }
    }

    fn wheel(&mut self, step: Step, at: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        match self.shape {
            Shape::Board => {
                let cards = if step == Step::Up { -1 } else { 1 };
                self.board.scroll(cards, at.x, body, ctx);
                self.follow(ctx)
            }
            Shape::List => self.go(step, Some(3), ctx),
        }
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        self.refuses(action)
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        let parts = match self.shape {
            Shape::Board => self
                .board
                .page
                .as_ref()
                .map(|page| cards::summary(&self.board, page, ctx)),
            Shape::List => self.list.page.as_ref().map(|page| rows::summary(page, ctx)),
        };
        let Some(mut parts) = parts else {
            return vec![Words::one(ctx.t(Msg::StatusReading), Role::Quiet)];
        };
        parts.splice(1..1, self.marks.summary(ctx));
        parts
    }

    fn explains(&self, _ctx: &Ctx<'_>) -> Option<(Explains, String)> {
        let lead = self.under_cursor()?;
        let filter = self.view.filter.text().to_owned();
        Some((Explains::Stock(lead.layer), filter))
    }

    fn seek(&mut self, lead: u64, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.current = Some(lead);
        self.ask_page(Some(lead), ctx)
    }

    fn wakes(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let hands = match self.shape {
            Shape::Board => self.hands.wakes(now),
            Shape::List => None,
        };
        self.fresh.wakes(now).into_iter().chain(hands).min()
    }

    fn escape(&mut self, _ctx: &Ctx<'_>) -> Option<Vec<Wish>> {
        let stopped = self.sweeps.escape();
        stopped.or_else(|| self.marks.escape().then(Vec::new))
    }

    fn is_at_work(&self) -> bool {
        self.sweeps.is_busy()
    }

    fn spot(&self) -> Option<u64> {
        self.current
    }

    fn return_to(&mut self, spot: Option<u64>) {
        self.current = spot;
        if spot.is_none() {
            self.begin();
        }
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        match (self.shape, &self.list.page) {
            (Shape::Board, _) => {
                let view = cards::View {
                    board: &self.board,
                    marks: &self.marks,
                    fresh: &self.fresh,
                    hands: &self.hands,
                };
                cards::draw(&view, body, buffer, ctx);
            }
            (Shape::List, Some(page)) => {
                let view = rows::View {
                    page,
                    lines: &self.list.lines,
                    marks: &self.marks,
                    fresh: &self.fresh,
                    columns: self.list.columns.placed(body),
                    order: self.view.order(),
                };
                rows::draw(&view, body, buffer, ctx);
            }
            (Shape::List, None) => {}
        }
    }
}
