//! Holds how the reader has the pipeline shown: laid out, in order, with which columns, and what is marked.

use super::board::Board;
use super::columns::names;
use super::kept::{parked_word, remember, sort_word};
use super::orders::{self, By};
use super::{Pipeline, Shape};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::action::{AlikeAction, ListAction, MarkAction, PageAction, Step, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Selected, Ticket};
use crate::ui::kept::Memory;
use crate::ui::overlays::{Arrange, Overlay, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::Wish;
use crate::ui::view::View;
use crate::ui::widgets::FilterLine;

impl Pipeline {
    /// Another order, seen from its first line.
    pub(super) fn put_in(&mut self, order: Option<By>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(filter) = self.view.in_order(order) else {
            return vec![Wish::warn(ctx.t(Msg::WhyNoFilter))];
        };
        self.view.filter.set(&filter);
        self.current = None;
        self.begin();
        let mut wishes = self.ask_page(None, ctx);
        let order = self.view.order().map(|sort| sort_word(&sort));
        wishes.push(remember(Memory::Order, order.unwrap_or_default()));
        wishes
    }

    /// Puts the cursor on the first line.
    pub(super) fn begin(&mut self) {
        self.list.lines = Default::default();
        self.board.lines = Default::default();
    }

    /// Other leads are about to be seen where the filter is another: they are read from their beginning, unless the lead
    /// under the cursor is among them. A lead that leaves the same filter takes the cursor nowhere.
    pub(super) fn look(&mut self, kept: bool) {
        self.laid_out = Some(self.shape);
        if self.fallback.is_some() {
            return;
        }
        let filter = self.view.filter.text();
        if self.seen.as_deref() != Some(filter) {
            self.seen = Some(filter.to_owned());
            if !kept {
                self.begin();
            }
        }
    }

    /// Takes what came of a filter; what comes in place of one that can't be read says nothing of that one.
    pub(super) fn read<T>(&mut self, ticket: Ticket, selected: Selected<T>) -> Option<Box<T>> {
        if self.fallback == Some(ticket) {
            return selected.read().map(Box::new);
        }
        self.fallback = None;
        self.view.filter.take(selected)
    }

    /// The filter can't be read: what was seen stays, also where it is laid out anew or gone through.
    pub(super) fn fall_back(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let stays = self.laid_out == Some(self.shape) && self.holds(ctx);
        let seen = self.seen.as_deref().filter(|_| !stays);
        let Some(seen) = seen.filter(|_| self.fallback.is_none()) else {
            return Vec::new();
        };
        let view = View {
            filter: FilterLine::with(seen),
            ..self.view.clone()
        };
        let wishes = self.ask_now(self.question(&view, self.current, ctx));
        self.fallback = Some(self.ticket);
        wishes
    }

    /// The columns to choose from, those in sight first.
    fn arrange(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let names = names().map(|name| ctx.t(name)).to_vec();
        let seen = self.list.columns.numbers();
        let arrange = Arrange::new(ctx.t(Msg::AskColumns), names, seen);
        vec![Wish::Open(Overlay::Arrange(Purpose::Columns, arrange))]
    }

    /// The board in place of the list, or the other way round.
    fn switch(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let other = match self.shape {
            Shape::Board => Shape::List,
            Shape::List => Shape::Board,
        };
        if other == Shape::Board && !Board::fits(ctx) {
            return vec![Wish::warn(ctx.t(Msg::WhyNoBoard))];
        }
        self.wanted = Some(other);
        let mut wishes = self.ask_page(self.current, ctx);
        wishes.push(remember(Memory::Shape, other.word().to_owned()));
        wishes
    }

    pub(super) fn view_action(&mut self, action: ViewAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            ViewAction::Open => self
                .under_cursor()
                .map_or_else(Vec::new, |lead| vec![Wish::Go(Route::Lead(lead.id), None)]),
            ViewAction::Mark(MarkAction::One) => {
                if let Some(lead) = self.under_cursor().map(|lead| lead.id) {
                    self.marks.turn(lead);
                }
                self.go(Step::Down, None, ctx)
            }
            ViewAction::Mark(MarkAction::Range) => {
                let lead = self.under_cursor().map(|lead| lead.id);
                self.marks.turn_range(lead);
                Vec::new()
            }
            ViewAction::Mark(MarkAction::All) => self.mark_all(ctx),
            ViewAction::Sweep => self.sweep(ctx),
            ViewAction::Mark(MarkAction::Clear) => {
                self.marks.clear();
                Vec::new()
            }
            ViewAction::Copy => self.under_cursor().map_or_else(Vec::new, |lead| {
                let text =
                    Clean::from_string(format!("#{} {} {}", lead.id, lead.account, lead.product));
                Wish::copy(text, ctx)
            }),
            ViewAction::List(ListAction::Sort) => {
                let now = self.view.order();
                vec![Wish::Open(orders::picker(now.as_ref(), ctx))]
            }
            ViewAction::List(ListAction::Columns) => self.arrange(ctx),
            ViewAction::List(ListAction::Switch) => self.switch(ctx),
            ViewAction::List(ListAction::Parked) => {
                self.board.hides_parked = !self.board.hides_parked;
                let mut wishes = self.ask_page(self.current, ctx);
                let word = parked_word(self.board.hides_parked);
                wishes.push(remember(Memory::Parked, word.to_owned()));
                wishes
            }
            ViewAction::Page(PageAction::Account) => self
                .under_cursor()
                .and_then(|lead| lead.company)
                .map_or_else(Vec::new, |id| vec![Wish::Go(Route::Account(id), None)]),
            ViewAction::Alike(AlikeAction::Marked) => {
                let mut leads = self.marks.leads();
                leads.truncate(MOST_ALIKE);
                leads.extend(
                    self.under_cursor()
                        .map(|it| it.id)
                        .filter(|_| leads.is_empty()),
                );
                let leads: Vec<String> = leads.iter().map(ToString::to_string).collect();
                vec![Wish::Go(
                    Route::Alike,
                    Some(format!("id:{}", leads.join(","))),
                )]
            }
            ViewAction::Filter
            | ViewAction::Page(_)
            | ViewAction::Facet(_)
            | ViewAction::Report(_)
            | ViewAction::Meeting(_)
            | ViewAction::Compare(_)
            | ViewAction::Alike(_)
            | ViewAction::Segment(_)
            | ViewAction::Group
            | ViewAction::Scale
            | ViewAction::Explain
            | ViewAction::Do
            | ViewAction::Whose
            | ViewAction::Time(_) => Vec::new(),
        }
    }
}

/// So many marked leads make a filter that can still be read.
const MOST_ALIKE: usize = 200;
