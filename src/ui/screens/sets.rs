//! Holds which saved segments stand beside each other as groups: asked for by name, chosen from, and none for all.

use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Ask, Found, Lookup, Question, Ticket};
use crate::ui::event::Effect;
use crate::ui::kept::Memory;
use crate::ui::overlays::{Arrange, Overlay, Purpose};
use crate::ui::screen::{Severity, Wish};
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// Which saved segments are groups.
#[derive(Debug, Clone, Default)]
pub(super) struct Sets {
    /// Their names; none where all are.
    chosen: Vec<String>,
    ticket: Ticket,
    /// Whether the names are waited for.
    waits: bool,
}

impl Sets {
    /// Their names; none where all are.
    pub(super) fn chosen(&self) -> &[String] {
        &self.chosen
    }

    /// Takes those that were kept, a name a line.
    pub(super) fn restore(&mut self, kept: Option<&str>) {
        let names = kept.unwrap_or_default().lines();
        self.chosen = names.map(str::to_owned).collect();
    }

    /// Keeps them as they are, a name a line.
    pub(super) fn keep(&self, memory: Memory) -> Wish {
        Wish::Host(Effect::Remember(memory, self.chosen.join("\n")))
    }

    /// Asks which there are.
    pub(super) fn ask(&mut self) -> Wish {
        self.ticket = self.ticket.next();
        self.waits = true;
        Wish::Host(Effect::Ask(Ask {
            ticket: self.ticket,
            question: Question::Lookup {
                list: Lookup::Segments,
                text: String::new(),
            },
        }))
    }

    /// Which of them are groups, once it is known which there are; nothing where that was not what was asked.
    pub(super) fn found(&mut self, ticket: Ticket, found: &[Found], ctx: &Ctx<'_>) -> Option<Wish> {
        if !self.waits || ticket != self.ticket {
            return None;
        }
        self.waits = false;
        Some(self.offer(found, ctx))
    }

    fn offer(&self, found: &[Found], ctx: &Ctx<'_>) -> Wish {
        let names: Vec<String> = found.iter().map(|it| it.key.clone()).collect();
        if names.is_empty() {
            let said = Words::one(ctx.t(Msg::WhyNoSegments), Role::Text);
            return Wish::Say(Severity::Warning, said);
        }
        let seen: Vec<usize> = if self.chosen.is_empty() {
            (0..names.len()).collect()
        } else {
            let places = self.chosen.iter();
            let place = |it: &String| names.iter().position(|name| name == it);
            places.filter_map(place).collect()
        };
        let shown = names.iter().map(|it| Clean::new(it)).collect();
        let list = Arrange::new(ctx.t(Msg::AskSets), shown, &seen);
        Wish::Open(Overlay::Arrange(Purpose::Sets(names), list))
    }

    /// Takes those that were chosen; where all were, or none, all are.
    pub(super) fn take(&mut self, names: &[String], chosen: &[usize]) {
        let all = chosen.len() == names.len() && chosen.is_sorted();
        let chosen = chosen.iter().filter_map(|at| names.get(*at).cloned());
        self.chosen = if all { Vec::new() } else { chosen.collect() };
    }
}
