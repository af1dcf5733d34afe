//! Holds which leads of the pipeline a key is about, and why it takes none of them; how they are marked: one by one, a
//! range that grows with the cursor, all at once.

use super::rows::called;
use super::{Pipeline, Shape};
use crate::i18n::Msg;
use crate::model::{Clean, Members};
use crate::ui::action::{Action, ListAction, MarkAction, PageAction, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::deeds::sweep::SweepOf;
use crate::ui::desk::Question;
use crate::ui::overlays::{Confirm, Overlay, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::Wish;
use crate::ui::stands::Stands;
use crate::workspace::Unit;

/// More leads than so many are not marked at once without a question.
const MANY: u64 = 1_000;

impl Pipeline {
    /// The leads that are meant: the marked ones, or the one under the cursor.
    pub(super) fn meant(&self) -> Vec<u64> {
        if self.marks.is_empty() {
            let lead = self.under_cursor().map(|lead| lead.id);
            lead.into_iter().collect()
        } else {
            self.marks.leads()
        }
    }

    /// What the lead under the cursor is called, where it alone is meant.
    pub(super) fn named(&self, ctx: &Ctx<'_>) -> Clean {
        let alone = self.under_cursor().filter(|_| self.marks.is_empty());
        alone.map_or_else(Clean::default, |it| called(it.id, &it.account, ctx))
    }

    /// What is in sight, where leads are marked.
    pub(super) fn marked_within(&self) -> Option<String> {
        let shown = match self.on_board() {
            Some(true) => self.view.within("is:open,parked"),
            Some(false) => self.view.within("is:open"),
            None => None,
        };
        let shown = shown.unwrap_or_else(|| self.view.filter.text().to_owned());
        (!self.marks.is_empty()).then_some(shown)
    }

    /// The leads that are held, and how they stand.
    fn held(&self) -> impl Iterator<Item = (u64, Stands)> {
        let (board, list) = match self.shape {
            Shape::Board => (self.board.page.as_ref(), None),
            Shape::List => (None, self.list.page.as_ref()),
        };
        let cards = board.into_iter().flat_map(|it| &it.columns);
        let cards = cards.flat_map(|it| &it.cards);
        let lines = list.into_iter().flat_map(|it| &it.lines);
        cards.chain(lines).map(|lead| (lead.id, lead.stands()))
    }

    /// Why an action cannot be done now, if it cannot.
    pub(super) fn refuses(&self, action: Action) -> Option<Msg> {
        match action {
            Action::Lead(_)
            | Action::View(
                ViewAction::Mark(MarkAction::One)
                | ViewAction::Mark(MarkAction::Range)
                | ViewAction::Open
                | ViewAction::Copy,
            ) if self.marks.is_empty() && self.under_cursor().is_none() => Some(Msg::WhyNoLead),
            Action::Lead(action) if self.marks.is_empty() => self
                .under_cursor()
                .and_then(|lead| lead.stands().why_not(action, 1)),
            Action::Lead(action) => self.marks.why_not(action, self.held()),
            Action::View(ViewAction::Sweep) if self.marks.is_empty() && self.shown(true) == 0 => {
                Some(Msg::SweepNobody)
            }
            Action::View(ViewAction::Sweep) => self.sweeps.why_not(),
            Action::View(ViewAction::Mark(MarkAction::Clear)) if self.marks.is_empty() => {
                Some(Msg::WhyNoMarks)
            }
            Action::View(ViewAction::Page(PageAction::Account))
                if self
                    .under_cursor()
                    .is_none_or(|lead| lead.company.is_none()) =>
            {
                Some(Msg::WhyNoAccount)
            }
            Action::View(ViewAction::List(ListAction::Columns)) if self.shape == Shape::Board => {
                Some(Msg::WhyOnlyList)
            }
            Action::View(ViewAction::List(ListAction::Parked)) if self.shape == Shape::List => {
                Some(Msg::WhyOnlyBoard)
            }
            Action::View(_)
            | Action::Edit(_)
            | Action::App(_)
            | Action::Cursor(_)
            | Action::Typing(_) => None,
        }
    }

    /// How many leads are shown.
    fn shown(&self, parked: bool) -> u64 {
        if self.on_board().is_some() {
            let page = self.board.page.as_ref();
            page.map_or(0, |page| {
                page.shown() - if parked { 0 } else { page.parked() }
            })
        } else {
            self.list.page.as_ref().map_or(0, |page| page.shown)
        }
    }

    /// Does the same with those that are marked, or with all that the filter selects.
    pub(super) fn sweep(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        // The board has no place for leads that came to their end, so they are not meant.
        let shown = match self.on_board() {
            Some(_) => self.view.within("is:open,parked"),
            None => None,
        };
        let marked = self.marks.leads();
        let many = u64::try_from(marked.len()).unwrap_or(u64::MAX);
        let marked: Option<Members> = (many > 0).then(|| marked.into_iter().collect());
        let count = marked.as_ref().map_or_else(|| self.shown(true), |_| many);
        let of = SweepOf {
            at: Route::Pipeline,
            filter: shown.unwrap_or_else(|| self.view.filter.text().to_owned()),
            unit: Unit::Leads,
            marked,
        };
        self.sweeps.begin(of, (None, Some(count)), ctx)
    }

    /// Marks all that is shown; asks first where that is much.
    pub(super) fn mark_all(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let shown = self.shown(self.on_board().unwrap_or(true));
        if shown <= MANY {
            return self.ask_marked(None);
        }
        let count = i64::try_from(shown).unwrap_or(i64::MAX);
        let question = ctx.t_args(Msg::AskMarkAll, &[("count", count.into())]);
        let confirm = Confirm::new(Purpose::MarkAll, question);
        vec![Wish::Open(Overlay::Confirm(confirm))]
    }

    /// The open range reaches to the cursor.
    pub(super) fn stretch(&mut self) -> Vec<Wish> {
        let ends = self
            .marks
            .anchor()
            .zip(self.under_cursor().map(|lead| lead.id));
        ends.map_or_else(Vec::new, |ends| self.ask_marked(Some(ends)))
    }

    /// Asks for the leads between two, or for all.
    pub(super) fn ask_marked(&mut self, ends: Option<(u64, u64)>) -> Vec<Wish> {
        if ends.is_none() {
            self.marks.end();
        }
        let question = Question::Marked {
            filter: self.view.filter.text().to_owned(),
            ends,
            board: self.on_board(),
        };
        self.marks.ask(question)
    }
}
