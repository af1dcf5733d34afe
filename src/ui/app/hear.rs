//! Brings answers to whoever asked: a screen, the line that its filter is typed into, or what lies over it.
//!
//! Which answer is for whom is said here once; no screen hears what another one asked.

use super::App;
use crate::ui::ctx::Ctx;
use crate::ui::deeds::new_lead;
use crate::ui::desk::{Answer, Ticket};
use crate::ui::event::Effect;
use crate::ui::overlays::Overlay;
use crate::ui::screen::Wish;

impl App {
    /// Takes an answer.
    pub(super) fn hear(&mut self, ticket: Ticket, answer: Answer, ctx: &Ctx<'_>) -> Vec<Effect> {
        let (asker, ticket) = ticket.taken();
        match answer {
            Answer::Explained(it) => self.show_explanation(&it),
            Answer::Changes(lines) => self.show_changes(&lines, ctx),
            Answer::Currency(currency) => {
                if std::mem::take(&mut self.beginning) {
                    let form = Overlay::Form(new_lead::form(&currency, ctx));
                    return self.grant(vec![Wish::Open(form)], ctx);
                }
            }
            Answer::Found(found) if asker.is_none() => {
                if let Some(overlay) = self.overlays.last_mut() {
                    overlay.found(ticket, &found);
                }
            }
            Answer::Offers(offered) => {
                if let Some(screen) = asker.and_then(|it| self.screens.get_mut(&it)) {
                    screen.view_mut().filter.offer(ticket, &offered);
                }
            }
            Answer::Funnel(_)
            | Answer::Leads(_)
            | Answer::Board(_)
            | Answer::Segments(_)
            | Answer::Insights(_)
            | Answer::Meeting(_)
            | Answer::Minutes(_)
            | Answer::Saved(_)
            | Answer::Members(_)
            | Answer::Today(_)
            | Answer::Marked(_)
            | Answer::Judged(_)
            | Answer::Settings(_)
            | Answer::Choices(_)
            | Answer::Page(_)
            | Answer::Compare(_)
            | Answer::Found(_)
            | Answer::Field(_) => {
                // A page that was left is forgotten, and what it asked with it.
                if let Some(route) = asker
                    && let Some(screen) = self.screens.get_mut(&route)
                {
                    let wishes = screen.answered(ticket, answer, ctx);
                    return self.grant_to(route, wishes, ctx);
                }
            }
        }
        Vec::new()
    }
}
