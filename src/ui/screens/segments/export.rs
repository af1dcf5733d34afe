//! Holds what is done with all that is selected: a list is made of it, or the same is done to all.

use super::Segments;
use crate::i18n::Msg;
use crate::ui::ctx::Ctx;
use crate::ui::deeds::sweep::SweepOf;
use crate::ui::listing::{self, ListOf};
use crate::ui::overlays::Overlay;
use crate::ui::route::Route;
use crate::ui::screen::Wish;
use crate::workspace::Unit;

impl Segments {
    /// Asks what the list is to be.
    pub(super) fn export(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.view.filter.trouble().is_some() {
            return vec![Wish::warn(ctx.t(Msg::WhyNoFilter))];
        }
        let of = ListOf {
            at: Route::Segments,
            filter: self.view.filter.text().to_owned(),
            unit: self.unit,
            members: None,
        };
        // Of a saved segment as it was saved, its name says more than its filter.
        let segment = self.page.as_ref().and_then(|page| page.segment.as_ref());
        let named = segment
            .filter(|it| !it.changed)
            .map(|it| listing::name_of(it.name.as_str(), ctx));
        let form = listing::form(of, named.as_slice(), ctx);
        vec![Wish::Open(Overlay::Form(form))]
    }
}

impl Segments {
    /// Does the same with all that is selected.
    pub(super) fn sweep(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        if self.view.filter.trouble().is_some() {
            return vec![Wish::warn(ctx.t(Msg::WhyNoFilter))];
        }
        let Some(page) = &self.page else {
            return Vec::new();
        };
        let of = SweepOf {
            at: Route::Segments,
            filter: self.view.filter.text().to_owned(),
            unit: self.unit,
            marked: None,
        };
        let accounts = (page.unit == Unit::Accounts).then_some(page.shown);
        self.sweeps.begin(of, (accounts, Some(page.leads)), ctx)
    }
}
