//! Holds where keys and pasted text go while something is typed into: an overlay, or the filter.

use super::App;
use crate::i18n::Msg;
use crate::ui::action::{Action, Step, TypingAction};
use crate::ui::ctx::Ctx;
use crate::ui::event::Effect;
use crate::ui::key::Key;
use crate::ui::keymap::{Context, Resolved, Resolver};
use crate::ui::overlays::{After, Purpose};
use crate::ui::screen::Severity;
use crate::ui::theme::Role;
use crate::ui::widgets::Edited;
use crate::ui::words::Words;

impl App {
    /// The action of a key while something is typed into.
    pub(super) fn typing_action(&self, key: Key, ctx: &Ctx<'_>) -> Option<Action> {
        match Resolver::default().feed(key, &ctx.reader.keymap, &[Context::Typing]) {
            // Plain characters are typed, whatever the settings say.
            Resolved::Run(action, _) if key.typed().is_none() => Some(action),
            Resolved::Run(..) | Resolved::Wait | Resolved::Nothing => None,
        }
    }

    pub(super) fn overlay_key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Effect> {
        let action = self.typing_action(key, ctx);
        let Some(overlay) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let after = match action {
            Some(action) => overlay.act(action, ctx),
            None => overlay.key(key),
        };
        let mut effects = match after {
            After::Stay(false) => return Vec::new(),
            After::Stay(true) => Vec::new(),
            After::Close => {
                self.overlays.pop();
                Vec::new()
            }
            After::Take(Purpose::AllTheSame(order), _) => {
                self.overlays.pop();
                vec![Effect::Exec(*order)]
            }
            After::Take(purpose, outcome) => {
                self.overlays.pop();
                let wishes = self.screen().took(purpose, outcome, ctx);
                self.grant(wishes, ctx)
            }
            After::Run(action) => {
                self.overlays.pop();
                self.run(action, None, ctx)
            }
        };
        effects.push(Effect::Draw);
        effects
    }

    pub(super) fn filter_key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Effect> {
        let action = self.typing_action(key, ctx);
        let filter = self.screen().filter_mut();
        let asks = match action {
            Some(Action::Typing(TypingAction::Accept)) => {
                filter.accept();
                false
            }
            Some(Action::Typing(TypingAction::Dismiss)) => filter.dismiss(),
            Some(Action::Cursor(
                step @ (Step::Up | Step::Down | Step::PageUp | Step::PageDown),
            )) => {
                // The lines can be gone through while the filter is typed.
                let wishes = self.screen().act(Action::Cursor(step), None, ctx);
                let mut effects = self.grant(wishes, ctx);
                effects.push(Effect::Draw);
                return effects;
            }
            Some(_) => return Vec::new(),
            None => match filter.key(key) {
                Edited::Filter => true,
                Edited::Look => false,
                Edited::Nothing => return Vec::new(),
            },
        };
        let wishes = if asks {
            self.screen().ask(ctx)
        } else {
            Vec::new()
        };
        let mut effects = self.grant(wishes, ctx);
        effects.push(Effect::Draw);
        effects
    }

    pub(super) fn paste(&mut self, text: &str, ctx: &Ctx<'_>) -> Vec<Effect> {
        if let Some(overlay) = self.overlays.last_mut() {
            overlay.paste(text);
            return vec![Effect::Draw];
        }
        if !self.screen().filter().is_typing() {
            // Pasted text is never taken for keys: it could move a hundred leads.
            self.say(
                Severity::Warning,
                Words::one(ctx.t(Msg::StatusPasteNowhere), Role::Text),
            );
            return vec![Effect::Draw];
        }
        self.screen().filter_mut().paste(text);
        let wishes = self.screen().ask(ctx);
        let mut effects = self.grant(wishes, ctx);
        effects.push(Effect::Draw);
        effects
    }
}
