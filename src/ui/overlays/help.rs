//! Holds the help: all keys of a place, shorter as one types, and each line can be run.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::ctx::Ctx;
use super::super::key::Key;
use super::super::keymap::Context;
use super::After;
use super::chooser::{Choice, Chooser, Chose};
use crate::i18n::Msg;
use crate::model::Clean;

/// All keys of a place.
#[derive(Debug, Clone)]
pub struct Help {
    chooser: Chooser,
    actions: Vec<Action>,
}

impl Help {
    /// The help of a place; `why_not` says why an action cannot be done now.
    #[must_use]
    pub fn new(
        contexts: &[Context],
        ctx: &Ctx<'_>,
        why_not: impl Fn(Action) -> Option<Msg>,
    ) -> Self {
        let (mut items, mut actions) = (Vec::new(), Vec::new());
        for binding in ctx.reader.keymap.within(contexts) {
            let keys: Vec<_> = binding.keys.iter().map(ToString::to_string).collect();
            items.push(Choice {
                before: Clean::from_string(keys.join(" ")),
                label: ctx.t(binding.row.label),
                why_not: why_not(binding.row.action).map(|reason| ctx.t(reason)),
                ..Choice::default()
            });
            actions.push(binding.row.action);
        }
        Self {
            chooser: Chooser::new(ctx.t(Msg::HelpTitle), items),
            actions,
        }
    }

    /// Takes an action of the typing context.
    pub fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> After {
        let chose = self.chooser.act(action, ctx);
        self.chosen(chose)
    }

    fn chosen(&self, chose: Chose) -> After {
        match chose {
            Chose::Nothing(changed) => After::Stay(changed),
            Chose::Dismissed => After::Close,
            Chose::Item(index) => self
                .actions
                .get(index)
                .map_or(After::Close, |action| After::Run(*action)),
        }
    }

    /// Takes a key that is no action's.
    pub fn key(&mut self, key: Key) -> After {
        let chose = self.chooser.key(key);
        self.chosen(chose)
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.chooser.paste(text);
    }

    /// Draws it; says where the caret is.
    pub fn draw(&self, screen: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) -> Option<(u16, u16)> {
        self.chooser.draw(screen, buffer, ctx)
    }
}
