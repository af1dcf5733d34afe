//! Holds what is done with all that is selected: a list is made of it (the form, the counts that are asked about, and
//! what came of it), or the same is done to all.

use super::Segments;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::event::Effect;
use crate::ui::listing::{self, ListOrder, ListSaid};
use crate::ui::overlays::{Confirm, Entry, Overlay, Purpose};
use crate::ui::route::Route;
use crate::ui::screen::{Severity, Wish};
use crate::ui::sweeping::SweepOf;
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::ui::work::Work;
use crate::workspace::Unit;

fn warning(text: Clean) -> Wish {
    Wish::Say(Severity::Warning, Words::one(text, Role::Text))
}

impl Segments {
    /// Asks what the list is to be.
    pub(super) fn export(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.view.filter.trouble().is_some() {
            return vec![warning(ctx.t(Msg::WhyNoFilter))];
        }
        let form = listing::form(self.view.filter.text(), self.unit, &[], ctx);
        vec![Wish::Open(Overlay::Form(form))]
    }
}

impl Segments {
    /// Does the same with all that is selected.
    pub(super) fn sweep(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.view.filter.trouble().is_some() {
            return vec![warning(ctx.t(Msg::WhyNoFilter))];
        }
        let Some(page) = &self.page else {
            return Vec::new();
        };
        let of = SweepOf {
            at: Route::Segments,
            filter: self.view.filter.text().to_owned(),
            unit: self.unit,
        };
        let accounts = (page.unit == Unit::Accounts).then_some(page.shown);
        self.sweeps.begin(of, (accounts, page.leads), ctx)
    }
}

/// Has the list counted; where a field can't be read, the form comes back as it was filled in.
pub(super) fn filled(of: (&str, Unit), entries: Vec<Entry>, ctx: &Ctx<'_>) -> Vec<Wish> {
    match listing::read(of, entries, ctx) {
        Ok(order) => vec![Wish::Host(Effect::Work(Work::List(Box::new(order))))],
        Err((why, texts)) => {
            let form = listing::form(of.0, of.1, &texts, ctx);
            vec![Wish::Open(Overlay::Form(form)), warning(why)]
        }
    }
}

/// Has it made.
pub(super) fn make(order: ListOrder) -> Vec<Wish> {
    let order = ListOrder {
        write: true,
        ..order
    };
    vec![Wish::Host(Effect::Work(Work::List(Box::new(order))))]
}

/// What came of it: counts that are asked about, a file, a text for the clipboard, or why nothing.
pub(super) fn said(said: &ListSaid, ctx: &Ctx<'_>) -> Vec<Wish> {
    match said {
        ListSaid::Counted { order, counts } => {
            let question = listing::question(order, *counts, ctx);
            let ask = Confirm::new(Purpose::MakeList(order.clone()), question);
            vec![Wish::Open(Overlay::Confirm(ask))]
        }
        ListSaid::Written { file, rows } => {
            vec![Wish::Say(Severity::Done, listing::made(*rows, file, ctx))]
        }
        ListSaid::Copied { table, rows } => {
            let words = listing::made(*rows, &ctx.t(Msg::ListClipboard), ctx);
            vec![
                Wish::Host(Effect::CopyTable(table.clone())),
                Wish::Say(Severity::Done, words),
            ]
        }
        ListSaid::Failed(why) => vec![warning(why.clone())],
    }
}
