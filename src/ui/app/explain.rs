//! Holds how the number under the cursor is explained: what is asked for it, and the leads that are opened from it.

use super::App;
use crate::i18n::Msg;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Ask, Question, Ticket};
use crate::ui::event::Effect;
use crate::ui::explained::Explained;
use crate::ui::overlays::{Explanation, Overlay};
use crate::ui::route::Route;
use crate::ui::screen::{Severity, Wish};
use crate::ui::theme::Role;
use crate::ui::view::both;
use crate::ui::words::Words;

impl App {
    /// Asks how the number under the cursor is made.
    pub(super) fn ask_explanation(&mut self, ctx: &Ctx<'_>) -> Vec<Effect> {
        let known = self.screen().explained(ctx);
        if let Some(it) = known {
            self.show_explanation(&it);
            return Vec::new();
        }
        let screen = self.screen();
        let period = screen.view().period;
        let Some((what, filter)) = screen.explains(ctx) else {
            return Vec::new();
        };
        let question = Question::Explain {
            filter,
            period,
            what,
        };
        vec![Effect::Ask(Ask {
            ticket: Ticket::default(),
            question,
        })]
    }

    /// Shows how it is made, unless something else lies over the screen by now.
    pub(super) fn show_explanation(&mut self, it: &Explained) {
        if self.overlays.is_empty() {
            let overlay = Explanation::new(it.clone());
            self.overlays.push(Overlay::Explain(Box::new(overlay)));
        }
    }

    /// Opens the leads behind a line of an explanation.
    pub(super) fn open_behind(
        &mut self,
        within: Option<&str>,
        filter: &str,
        ctx: &Ctx<'_>,
    ) -> Vec<Effect> {
        let found = match within {
            Some(within) => both(within, filter),
            None => self.screen().view().within(filter),
        };
        let wish = match found {
            Some(filter) => Wish::Go(Route::Pipeline, Some(filter)),
            None => Wish::Say(
                Severity::Warning,
                Words::one(ctx.t(Msg::WhyNoFilter), Role::Text),
            ),
        };
        self.grant(vec![wish], ctx)
    }
}
