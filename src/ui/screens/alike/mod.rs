//! Holds the page of look-alikes: what those that were won have in common, and which accounts have it too.
//!
//! They are sought off the keys; what was found stays until there is something newer. A trait that is struck out counts
//! for nothing until it is taken back. It describes who was won so far, and names no cause.

mod acts;
mod data;
mod draw;
mod lines;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use data::{AlikeAsk, AlikeFound, AlikeLine, AlikePage, Among, Check, Like, TraitLine};

use crate::i18n::Msg;
use crate::model::Clean;
use crate::query::Field;
use crate::ui::action::{Action, AlikeAction, Step, ViewAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{News, Ticket};
use crate::ui::event::{Effect, Pointer};
use crate::ui::listing;
use crate::ui::overlays::{Outcome, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::Lines;
use crate::ui::words::Words;
use crate::ui::work::{Work, Worked};

/// The page of look-alikes.
#[derive(Debug, Default)]
pub struct Alike {
    view: View,
    ticket: Ticket,
    like: Like,
    among: Among,
    struck: Vec<(Field, String)>,
    page: Option<Box<AlikePage>>,
    /// Whether the cursor is on the accounts.
    on_accounts: bool,
    traits: Lines,
    accounts: Lines,
}

impl Alike {
    /// Whether something newer is sought than what is shown.
    fn seeks(&self) -> bool {
        let shown = self.page.as_ref();
        shown.is_none_or(|page| page.asked.ticket != self.ticket)
            && self.view.filter.trouble().is_none()
    }

    fn trait_under_cursor(&self) -> Option<&TraitLine> {
        let page = self.page.as_ref().filter(|_| !self.on_accounts)?;
        page.traits.get(self.traits.cursor())
    }

    /// Whether no filter is in force; another day is none.
    fn selects_all(&self) -> bool {
        let text = self.view.looking_back(None);
        text.as_deref()
            .unwrap_or(self.view.filter.text())
            .trim()
            .is_empty()
    }

    fn account_under_cursor(&self) -> Option<&AlikeLine> {
        let page = self.page.as_ref().filter(|_| self.on_accounts)?;
        page.accounts.get(self.accounts.cursor())
    }
}

impl Screen for Alike {
    fn route(&self) -> Route {
        Route::Alike
    }

    fn crumb(&self, ctx: &Ctx<'_>) -> Option<Clean> {
        Some(ctx.t(Msg::ScreenAlike))
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, _: &Ctx<'_>) -> Vec<Wish> {
        self.ticket = self.ticket.next();
        let filter = self.view.filter.text().to_owned();
        // Without a filter everybody would be whom they should be like.
        let like = if self.selects_all() {
            Like::Won
        } else {
            self.like
        };
        let ask = AlikeAsk {
            ticket: self.ticket,
            like,
            filter,
            among: self.among,
            struck: self.struck.clone(),
        };
        vec![Wish::Host(Effect::Work(Work::Alike(Box::new(ask))))]
    }

    fn act(&mut self, action: Action, count: Option<u32>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            Action::Cursor(step) => {
                self.go(step, count, ctx);
                Vec::new()
            }
            Action::View(ViewAction::Alike(action)) => self.own(action, ctx),
            Action::View(ViewAction::Open) => self.open(ctx),
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
            (Purpose::Alike, Outcome::Typed(name)) => self.keep(&name, ctx),
            (Purpose::List(of), Outcome::Filled(entries)) => listing::filled(&of, entries, ctx),
            (Purpose::MakeList(order), Outcome::Yes) => listing::make(*order),
            _ => Vec::new(),
        }
    }

    fn news(&mut self, news: &News, ctx: &Ctx<'_>) -> Vec<Wish> {
        if let News::Work(Worked::List(_, said)) = news {
            return listing::said(said, ctx);
        }
        if let News::Work(Worked::Alike(found)) = news {
            match found {
                AlikeFound::Page(page) => self.take(page, ctx),
                AlikeFound::Trouble(ticket, trouble) if *ticket == self.ticket => {
                    self.view.filter.judge(Some(trouble.clone()));
                }
                AlikeFound::Trouble(..) => {}
            }
        }
        Vec::new()
    }

    fn click(&mut self, pointer: Pointer, body: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.clicked(pointer, body, ctx);
        Vec::new()
    }

    fn wheel(&mut self, step: Step, _: Pointer, _: Rect, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.go(step, Some(3), ctx);
        Vec::new()
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        let Action::View(action) = action else {
            return None;
        };
        if self.page.is_none() && matches!(action, ViewAction::Alike(_) | ViewAction::Open) {
            return Some(Msg::WhyNotYet);
        }
        let nobody = || self.page.as_ref().is_some_and(|it| it.accounts.is_empty());
        if action == ViewAction::Alike(AlikeAction::Strike) {
            self.on_accounts.then_some(Msg::WhyOnlyTraits)
        } else if action == ViewAction::Alike(AlikeAction::Like) {
            self.selects_all().then_some(Msg::WhyNoFilterYet)
        } else if matches!(
            action,
            ViewAction::Alike(AlikeAction::Keep | AlikeAction::Export)
        ) {
            nobody().then_some(Msg::WhyNoneAlike)
        } else {
            None
        }
    }

    fn spot(&self) -> Option<u64> {
        Some(u64::from(self.like == Like::Filter))
    }

    fn return_to(&mut self, spot: Option<u64>) {
        // Whoever opens it with a filter means those that it selects.
        self.like = if spot == Some(0) {
            Like::Won
        } else {
            Like::Filter
        };
    }

    fn opens(&self) -> Option<Msg> {
        if self.on_accounts {
            Some(Msg::HintAccount)
        } else {
            Some(Msg::HintAlikeStrike)
        }
    }

    fn summary(&self, ctx: &Ctx<'_>) -> Vec<Words> {
        self.page.as_ref().filter(|_| !self.seeks()).map_or_else(
            || vec![Words::one(ctx.t(Msg::AlikeSeeks), Role::Quiet)],
            |page| draw::how_many(page, ctx),
        )
    }

    fn is_spared(&mut self) -> bool {
        // What one looks at is not moved under the cursor by each change that others make; Ctrl-l seeks anew.
        self.page.is_some() && !self.seeks()
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        self.drawn(body, buffer, ctx);
    }
}
