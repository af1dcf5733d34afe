//! Holds the page that puts segments side by side: the filter in force against the rest, saved segments, other filters.
//!
//! The figures come ready made; nothing is counted here. What is in both of two is one key away as a filter, and so is
//! each value in which they differ. It says where they differ, never why.

mod acts;
mod data;
mod draw;
mod field_lines;
mod lines;
mod rows;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use data::{
    Apart, Common, CompareAsk, ComparePage, Compared, ComparedSide, FieldApart,
    LINES as COMPARED_LINES, SavedSide, Side, SideFigures, ValueApart,
};

use self::rows::Spot;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::action::{Action, CompareAction, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Answer, Ask, Question, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::explained::Explains;
use crate::ui::kept::Memory;
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::words::Words;
use crate::workspace::Unit;

/// So many are put side by side, the filter in force among them.
const MOST: usize = 4;

/// The page that compares.
#[derive(Debug)]
pub struct Compare {
    view: View,
    ticket: Ticket,
    unit: Unit,
    /// What the segments counted when that was looked up last.
    recalled: Option<String>,
    /// What the filter in force is compared with.
    others: Vec<Side>,
    /// Which of them it is held against.
    against: usize,
    page: Option<Box<ComparePage>>,
    /// What the cursor is on, by its number.
    cursor: usize,
}

impl Default for Compare {
    fn default() -> Self {
        Self {
            view: View::default(),
            ticket: Ticket::default(),
            unit: Unit::Accounts,
            recalled: None,
            others: vec![Side::Rest],
            against: 0,
            page: None,
            cursor: 0,
        }
    }
}

impl Compare {
    /// What is counted is what the segments count; where they count something else by now, that.
    fn recall(&mut self, ctx: &Ctx<'_>) {
        let kept = ctx.reader.kept.get(Memory::Unit).unwrap_or_default();
        if self.recalled.as_deref() != Some(kept) {
            self.recalled = Some(kept.to_owned());
            self.unit = kept.parse().unwrap_or(Unit::Accounts);
        }
    }

    /// What stands side by side.
    fn asked(&self) -> CompareAsk {
        CompareAsk {
            filter: self.view.filter.text().to_owned(),
            others: self.others.clone(),
            unit: self.unit,
            against: self.against,
        }
    }

    /// What the cursor is on.
    fn spot(&self) -> Option<Spot> {
        let spots = rows::spots(self.page.as_deref()?);
        spots
            .get(self.cursor.min(spots.len().checked_sub(1)?))
            .copied()
    }
}

impl Screen for Compare {
    fn route(&self) -> Route {
        Route::Compare
    }

    fn crumb(&self, ctx: &Ctx<'_>) -> Option<Clean> {
        Some(ctx.t(Msg::ScreenCompare))
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.recall(ctx);
        self.ticket = self.ticket.next();
        let ask = self.asked();
        vec![Wish::Host(Effect::Ask(Ask {
            ticket: self.ticket,
            question: Question::Compare {
                ask,
                caret: self.view.filter.caret(),
            },
        }))]
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => self.go(step, count, ctx),
            Action::View(ViewAction::Compare(CompareAction::Add)) => self.offer(ctx),
            Action::View(ViewAction::Compare(CompareAction::Remove)) => self.remove(ctx),
            Action::View(ViewAction::Compare(CompareAction::Unit)) => self.count_other(ctx),
            Action::View(ViewAction::Open) => self.open(),
            Action::View(ViewAction::Copy) => self.copy(ctx),
            Action::View(_)
            | Action::App(_)
            | Action::Lead(_)
            | Action::Edit(_)
            | Action::Typing(_) => Vec::new(),
        }
    }

    fn took(&mut self, purpose: Purpose, outcome: Outcome, ctx: &Ctx<'_>) -> Vec<Wish> {
        match (purpose, outcome) {
            (Purpose::Side(offered), Outcome::Chosen(at)) => match offered.into_iter().nth(at) {
                Some(side) => self.add(side, ctx),
                None => Vec::new(),
            },
            (Purpose::Side(_), Outcome::Typed(text)) => self.add(Side::Text(text), ctx),
            _ => Vec::new(),
        }
    }

    fn answered(&mut self, ticket: Ticket, answer: Answer, _: &Ctx<'_>) -> Vec<Wish> {
        if let Answer::Compare(selected) = answer
            && ticket == self.ticket
            && let Some(page) = self.view.filter.take(selected)
        {
            self.page = Some(page);
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.clicked(pointer, body, ctx)
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        let Action::View(action) = action else {
            return None;
        };
        let of_page = matches!(action, ViewAction::Open | ViewAction::Compare(_));
        if of_page && self.page.is_none() {
            Some(Msg::WhyNotYet)
        } else if action == ViewAction::Compare(CompareAction::Add) {
            (self.others.len() + 1 >= MOST).then_some(Msg::WhyEnoughSides)
        } else if action == ViewAction::Compare(CompareAction::Remove) {
            let on_other = matches!(self.spot(), Some(Spot::Side(1..)));
            (!on_other).then_some(Msg::WhyNoSide)
        } else if action == ViewAction::Open {
            self.opened().is_none().then_some(Msg::WhyNoValue)
        } else if action == ViewAction::Copy {
            self.copied().is_none().then_some(Msg::WhyEmptyFilter)
        } else {
            None
        }
    }

    fn explains(&self, _: &Ctx<'_>) -> Option<(Explains, String)> {
        self.page.as_ref()?.compared.as_ref()?;
        let line = match self.spot()? {
            Spot::Line(line) => line,
            Spot::Side(_) | Spot::Common(_) | Spot::Value(..) => return None,
        };
        let filter = self.view.filter.text().to_owned();
        Some((Explains::Apart(Box::new(self.asked()), line), filter))
    }

    fn opens(&self) -> Option<Msg> {
        match self.spot()? {
            Spot::Side(0) | Spot::Line(_) => None,
            Spot::Side(_) => Some(Msg::HintCompareTake),
            Spot::Common(_) => Some(Msg::HintCompareBoth),
            Spot::Value(..) => Some(Msg::HintFacetOnly),
        }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        self.page.as_ref().map_or_else(
            || vec![Words::one(ctx.t(Msg::StatusReading), Role::Quiet)],
            |page| draw::how_many(page, ctx),
        )
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        if let Some(page) = &self.page {
            draw::draw(page, self.spot(), body, buffer, ctx);
        }
    }
}

/// What the rest is called, which is of what is counted.
fn rest(unit: Unit, ctx: &Ctx<'_>) -> Clean {
    ctx.t_args(Msg::CompareRest, &[("unit", unit.code().into())])
}
