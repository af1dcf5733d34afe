//! Holds what of Today is shown and how leads are marked there: one by one, a range, a section, everything.

use std::ops::Range;

use super::Today;
use crate::i18n::Msg;
use crate::insight::worklist::Reason;
use crate::model::{Clean, Moment};
use crate::ui::action::{Action, AppAction, LeadAction, MarkAction, PageAction, Step, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::Question;
use crate::ui::event::Effect;
use crate::ui::kept::Memory;
use crate::ui::route::Route;
use crate::ui::screen::{Severity, Wish};
use crate::ui::screens::pipeline::called;
use crate::ui::theme::Role;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;

/// Up to when marketing's replies were read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Reading {
    /// As is kept.
    #[default]
    Kept,
    /// Up to a moment just now, or back to when that was not known.
    Now(Option<Moment>),
}

impl Today {
    /// The leads that a deed is about.
    pub(super) fn meant(&self) -> Vec<u64> {
        if self.marks.is_empty() {
            self.current.into_iter().collect()
        } else {
            self.marks.leads()
        }
    }

    /// Shows something else, or marks what is shown.
    pub(super) fn view_action(&mut self, action: ViewAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            ViewAction::Open => self
                .current
                .map_or_else(Vec::new, |id| vec![Wish::Go(Route::Lead(id), None)]),
            ViewAction::Do => match self.due() {
                Some(action) => self.lead_action(action, None, ctx),
                None => self.read_replies(ctx),
            },
            ViewAction::Whose => {
                self.of = Some(self.of(ctx).next());
                (self.leads, self.rows) = (Lines::default(), Lines::default());
                (self.current, self.page) = (None, None);
                self.ask_page(None, ctx)
            }
            ViewAction::Mark(MarkAction::One) => {
                if let Some(id) = self.current {
                    self.marks.turn(id);
                }
                let len = self.len();
                self.leads.go(Step::Down, None, len, Self::list_height(ctx));
                self.follow(ctx)
            }
            ViewAction::Mark(MarkAction::Range) => {
                self.marks.turn_range(self.current);
                Vec::new()
            }
            ViewAction::Mark(MarkAction::All) => self.mark_section(ctx),
            ViewAction::Mark(MarkAction::Clear) => {
                self.marks.clear();
                Vec::new()
            }
            ViewAction::Copy => self.under_cursor().map_or_else(Vec::new, |line| {
                let text = format!("#{} {} {}", line.id, line.account, line.product);
                let text = Clean::from_string(text);
                Wish::copy(text, ctx)
            }),
            ViewAction::Page(PageAction::Account) => self
                .under_cursor()
                .and_then(|line| line.company)
                .map_or_else(Vec::new, |id| vec![Wish::Go(Route::Account(id), None)]),
            ViewAction::Filter
            | ViewAction::Page(_)
            | ViewAction::Group
            | ViewAction::Scale
            | ViewAction::Explain
            | ViewAction::Facet(_)
            | ViewAction::Report(_)
            | ViewAction::Meeting(_)
            | ViewAction::Compare(_)
            | ViewAction::Alike(_)
            | ViewAction::Segment(_)
            | ViewAction::Sweep
            | ViewAction::List(_)
            | ViewAction::Time(_) => Vec::new(),
        }
    }

    /// The replies up to the one under the cursor have been read.
    fn read_replies(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(until) = self.under_cursor().and_then(|line| line.replied) else {
            return Vec::new();
        };
        self.before = self.read_until(ctx);
        let undo = ctx.reader.keymap.key_of(Action::App(AppAction::Undo));
        let key = Clean::from_string(undo.unwrap_or_default());
        let said = ctx.words(
            Msg::TodayRead,
            Role::Text,
            &[("key", key, Role::Accent)],
            &[],
        );
        let mut wishes = self.have_read(Some(until), ctx);
        wishes.extend([Wish::Say(Severity::Done, said), Wish::TakesBack]);
        wishes
    }

    /// The replies that were read last have not been read.
    pub(super) fn unread_replies(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let mut wishes = self.have_read(self.before, ctx);
        let said = Words::one(ctx.t(Msg::TodayUnread), Role::Text);
        wishes.push(Wish::Say(Severity::Done, said));
        wishes
    }

    fn have_read(&mut self, until: Option<Moment>, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.read = Reading::Now(until);
        let text = until.map_or_else(String::new, |it| it.0.to_string());
        let mut wishes = vec![Wish::Host(Effect::Remember(Memory::Replies, text))];
        wishes.extend(self.ask_page(None, ctx));
        wishes
    }

    /// Up to when the reader has read marketing's replies, as far as that is known.
    pub(super) fn read_until(&self, ctx: &Ctx<'_>) -> Option<Moment> {
        let kept = || ctx.reader.kept.get(Memory::Replies)?.parse().ok();
        match self.read {
            Reading::Now(until) => until,
            Reading::Kept => kept().map(Moment),
        }
    }

    /// The deed that the reason under the cursor asks for.
    pub(super) fn due(&self) -> Option<LeadAction> {
        Some(match self.under_cursor()?.reason {
            Reason::Accept => LeadAction::Accept,
            Reason::Overdue | Reason::Due => LeadAction::StepDone,
            Reason::CallBack | Reason::Feedback => LeadAction::Feedback,
            Reason::Reply => LeadAction::Reply,
            Reason::Replied => return None,
            Reason::Parked => LeadAction::Wake,
            Reason::Stuck | Reason::NoStep => LeadAction::NextStep,
        })
    }

    /// What the lead under the cursor is called, where it alone is meant.
    pub(super) fn named(&self, ctx: &Ctx<'_>) -> Clean {
        let alone = self.under_cursor().filter(|_| self.marks.is_empty());
        alone.map_or_else(Clean::default, |it| called(it.id, &it.account, ctx))
    }

    /// Why the leads that are meant take no such action, where that is known.
    pub(super) fn closed(&self, action: LeadAction) -> Option<Msg> {
        if self.marks.is_empty() {
            return self
                .under_cursor()
                .and_then(|line| line.stands().why_not(action, 1));
        }
        let held = self.page.iter().flat_map(|page| &page.lines);
        self.marks
            .why_not(action, held.map(|line| (line.id, line.stands())))
    }

    /// Marks the section under the cursor; where that is marked already, everything.
    fn mark_section(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(page) = &self.page else {
            return Vec::new();
        };
        self.marks.end();
        let section = page.section(self.leads.cursor());
        let places = if self.whole.as_ref() == Some(&section) && !self.marks.is_empty() {
            0..page.total()
        } else {
            section
        };
        self.whole = Some(places.clone());
        self.ask_marked(None, places, ctx)
    }

    /// The open range reaches to the cursor.
    pub(super) fn stretch(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let ends = self.marks.anchor().zip(self.current);
        ends.map_or_else(Vec::new, |ends| self.ask_marked(Some(ends), 0..0, ctx))
    }

    fn ask_marked(
        &mut self,
        ends: Option<(u64, u64)>,
        places: Range<usize>,
        ctx: &Ctx<'_>,
    ) -> Vec<Wish> {
        let question = Question::DayMarked {
            day: self.asked(ctx),
            ends,
            places,
        };
        self.marks.ask(question)
    }
}
