//! Holds what keys and the mouse do on the page of look-alikes: what counts, whom they should be like, what is kept.

use ratatui::layout::{Position, Rect};

use super::data::{AlikePage, Among, Like};
use super::{Alike, draw};
use crate::i18n::Msg;
use crate::model::{Clean, Members, Segment, Sharing};
use crate::ui::action::{AlikeAction, Step};
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::Deed;
use crate::ui::event::{Effect, Pointer};
use crate::ui::listing::{self, ListOf};
use crate::ui::overlays::{FormField, Overlay, Prompt, Purpose, Takes};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::workspace::Unit;

/// The accounts that were found.
fn members(page: &AlikePage) -> Members {
    page.accounts.iter().map(|it| it.id).collect()
}

impl Alike {
    pub(super) fn take(&mut self, page: &AlikePage, ctx: &Ctx<'_>) {
        if page.asked.ticket != self.ticket {
            return;
        }
        self.view.filter.judge(None);
        // The cursor stays with its trait, wherever it stands now.
        let kept = self.trait_under_cursor();
        let kept = kept.map(|it| (it.field, it.term.clone()));
        let places = draw::places(areas(ctx.size).body, self.on_accounts);
        let at = kept.and_then(|kept| {
            let mut traits = page.traits.iter();
            traits.position(|it| (it.field, &it.term) == (kept.0, &kept.1))
        });
        self.page = Some(Box::new(page.clone()));
        let height = |area: Option<Rect>| usize::from(area.map_or(1, |it| it.height));
        if let Some(at) = at {
            self.traits
                .set(at, page.traits.len(), height(places.traits));
        }
        self.traits.fit(page.traits.len(), height(places.traits));
        self.accounts
            .fit(page.accounts.len(), height(places.accounts));
    }

    pub(super) fn go(&mut self, step: Step, times: Option<u32>, ctx: &Ctx<'_>) {
        let Some(page) = &self.page else {
            return;
        };
        let places = draw::places(areas(ctx.size).body, self.on_accounts);
        match step {
            Step::Left => self.on_accounts = false,
            Step::Right => self.on_accounts = true,
            Step::Up | Step::Down | Step::PageUp | Step::PageDown | Step::First | Step::Last => {
                let (lines, len, area) = if self.on_accounts {
                    (&mut self.accounts, page.accounts.len(), places.accounts)
                } else {
                    (&mut self.traits, page.traits.len(), places.traits)
                };
                let height = usize::from(area.map_or(1, |it| it.height));
                lines.go(step, times, len, height);
            }
        }
    }

    pub(super) fn clicked(&mut self, at: Pointer, body: Rect, _: &Ctx<'_>) {
        let Some(page) = &self.page else {
            return;
        };
        let at = Position::new(at.x, at.y);
        let places = draw::places(body, self.on_accounts);
        if let Some(area) = places.accounts.filter(|area| area.contains(at)) {
            self.on_accounts = true;
            let height = usize::from(area.height);
            let first = self.accounts.seen(page.accounts.len(), height).start;
            let line = first + usize::from(at.y - area.y);
            self.accounts.set(line, page.accounts.len(), height);
        } else if let Some(area) = places.traits.filter(|area| area.contains(at)) {
            self.on_accounts = false;
            let height = usize::from(area.height);
            let first = self.traits.seen(page.traits.len(), height).start;
            let line = first + usize::from(at.y - area.y);
            self.traits.set(line, page.traits.len(), height);
        }
    }

    pub(super) fn own(&mut self, action: AlikeAction, ctx: &Ctx<'_>) -> Vec<Wish> {
        match action {
            AlikeAction::Strike => self.strike(ctx),
            AlikeAction::Like => {
                self.like = match self.like {
                    Like::Won => Like::Filter,
                    Like::Filter => Like::Won,
                };
                self.ask(ctx)
            }
            AlikeAction::Among => {
                self.among = match self.among {
                    Among::Leadless => Among::Idle,
                    Among::Idle => Among::Others,
                    Among::Others => Among::Leadless,
                };
                self.ask(ctx)
            }
            AlikeAction::Marked => Vec::new(),
            AlikeAction::Export => self.export(ctx),
            AlikeAction::Part => {
                self.on_accounts = !self.on_accounts;
                Vec::new()
            }
            AlikeAction::Keep => {
                let name = FormField::new(ctx.t(Msg::AskAlike), Takes::Text)
                    .example(ctx.t(Msg::ExampleAlike));
                let prompt = Prompt::new(Purpose::Alike, name.required());
                vec![Wish::Open(Overlay::Prompt(prompt))]
            }
        }
    }

    /// Asks what a list of the accounts is to be.
    fn export(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(page) = &self.page else {
            return Vec::new();
        };
        let of = ListOf {
            at: Route::Alike,
            filter: String::new(),
            unit: Unit::Accounts,
            members: Some(members(page)),
        };
        vec![Wish::Open(Overlay::Form(listing::form(of, &[], ctx)))]
    }

    /// Strikes the trait under the cursor out, or takes it back.
    fn strike(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(it) = self.trait_under_cursor() else {
            return Vec::new();
        };
        let it = (it.field, it.term.clone());
        match self.struck.iter().position(|struck| *struck == it) {
            Some(at) => {
                self.struck.remove(at);
            }
            None => self.struck.push(it),
        }
        self.ask(ctx)
    }

    pub(super) fn open(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if !self.on_accounts {
            return self.strike(ctx);
        }
        let account = self.account_under_cursor();
        account.map_or_else(Vec::new, |it| vec![Wish::Go(Route::Account(it.id), None)])
    }

    /// The name of the account under the cursor, or the trait as a filter.
    pub(super) fn copy(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let account = self.account_under_cursor().map(|it| it.name.clone());
        let filter = || {
            let it = self.trait_under_cursor()?;
            Some(Clean::from_string(format!(
                "{}:{}",
                it.field.name(),
                it.term
            )))
        };
        let Some(text) = account.or_else(filter) else {
            return Vec::new();
        };
        Wish::copy(text, ctx)
    }

    /// Keeps the accounts as a segment whose members stay these.
    pub(super) fn keep(&mut self, name: &str, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(page) = &self.page else {
            return Vec::new();
        };
        let note = match page.asked.like {
            Like::Won => ctx.t(Msg::AlikeNoteWon).into_string(),
            Like::Filter => {
                let args = [("filter", page.asked.filter.as_str().into())];
                ctx.t_args(Msg::AlikeNoteFilter, &args).into_string()
            }
        };
        let segment = Segment {
            name: name.to_owned(),
            unit: Some(Unit::Accounts),
            sharing: Some(Sharing::Shared),
            members: Some(members(page)),
            note: Some(note),
            ..Segment::default()
        };
        let deed = Deed::SaveSegment(Box::new(segment));
        vec![Wish::Host(Effect::Exec(deed.into()))]
    }
}
