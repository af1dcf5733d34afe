//! Holds where keys and pasted text go while something is typed into: an overlay, or the filter.

use super::App;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::action::{Action, Step, TypingAction};
use crate::ui::ctx::Ctx;
use crate::ui::deeds::new_lead;
use crate::ui::event::Effect;
use crate::ui::key::Key;
use crate::ui::keymap::{Context, Resolved, Resolver};
use crate::ui::overlays::{After, Outcome, Overlay, Purpose};
use crate::ui::screen::{Severity, Wish};
use crate::ui::screens::start;
use crate::ui::theme::Role;
use crate::ui::tour::Sign;
use crate::ui::widgets::Edited;
use crate::ui::words::Words;
use crate::ui::work::Work;

/// How many actions the palette shows first because they were run last.
const MAX_RECENT: usize = 8;

impl App {
    /// The action of a key while something is typed into.
    pub(super) fn typing_action(&self, key: Key, ctx: &Ctx<'_>) -> Option<Action> {
        match Resolver::default().feed(key, &ctx.reader.keymap, &[Context::Typing]) {
            // Plain characters are typed, whatever the settings say.
            Resolved::Run(action, _) if key.typed().is_none() => Some(action),
            Resolved::Run(..) | Resolved::Digit(_) | Resolved::Wait | Resolved::Nothing => None,
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
        self.after_overlay(after, ctx)
    }

    /// Carries out what became of the overlay that is typed into, or clicked at.
    pub(super) fn after_overlay(&mut self, after: After, ctx: &Ctx<'_>) -> Vec<Effect> {
        let Some(overlay) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let asked = overlay.question().map(Effect::Ask);
        let given = match (&after, overlay) {
            (After::Take(..), it @ (Overlay::Form(_) | Overlay::Prompt(_))) => Some(it.clone()),
            _ => None,
        };
        let mut effects = match after {
            After::Stay(false) => return Vec::new(),
            After::Stay(true) => self.tried_on(ctx).or(asked).into_iter().collect(),
            After::Close => match self.overlays.pop() {
                Some(Overlay::Picker(Purpose::Theme, _)) => {
                    vec![Effect::TryOn(ctx.reader.themes.chosen().to_owned())]
                }
                // Whoever does not overwrite goes on with what was typed.
                Some(Overlay::Confirm(_) | Overlay::Picker(Purpose::AllTheSame(_), _)) => {
                    self.reopen(ctx)
                }
                _ => Vec::new(),
            },
            After::Take(Purpose::Theme, outcome) => {
                self.overlays.pop();
                self.took_theme(&outcome, ctx)
            }
            After::Take(Purpose::AllTheSame(order), outcome) => {
                self.overlays.pop();
                // Of two values the first one is theirs, which stays.
                if outcome == Outcome::Chosen(0) {
                    self.sent = None;
                    Vec::new()
                } else {
                    vec![Effect::Exec(*order)]
                }
            }
            After::Take(Purpose::Language, outcome) => {
                self.overlays.pop();
                Self::took_language(&outcome)
            }
            After::Take(Purpose::Leave, _) => {
                self.overlays.pop();
                vec![Effect::Work(Work::Stop), Effect::Quit]
            }
            After::Take(Purpose::TakeBack(lines), outcome) => {
                self.overlays.pop();
                self.take_back(&lines, &outcome, ctx)
            }
            After::Take(Purpose::Behind(within), Outcome::Typed(filter)) => {
                self.overlays.pop();
                self.open_behind(within.as_deref(), &filter, ctx)
            }
            After::Take(Purpose::Company, Outcome::Filled(entries)) => {
                self.overlays.pop();
                let begun = start::company(entries);
                begun.map(Effect::Begin).into_iter().collect()
            }
            After::Take(Purpose::NewLead, Outcome::Filled(entries)) => {
                self.overlays.pop();
                let deed = new_lead::read(entries);
                deed.map(|it| Effect::Exec(it.into())).into_iter().collect()
            }
            After::Take(purpose, outcome) => {
                self.overlays.pop();
                let wishes = self.screen().took(purpose, outcome, ctx);
                self.grant(wishes, ctx)
            }
            After::Run(action) => {
                self.overlays.pop();
                self.recent.retain(|one| *one != action);
                self.recent.insert(0, action);
                self.recent.truncate(MAX_RECENT);
                self.run(action, None, ctx)
            }
        };
        let sends = effects.iter().any(|it| matches!(it, Effect::Exec(_)));
        if given.is_some() && sends {
            self.sent = given;
        }
        effects.push(Effect::Draw);
        effects
    }

    /// Gives a key to the line of the screen that is typed into.
    pub(super) fn screen_key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Effect> {
        let action = self.typing_action(key, ctx);
        let wishes = self.screen().type_key(key, action, ctx);
        let mut effects = self.grant(wishes, ctx);
        effects.push(Effect::Draw);
        effects
    }

    /// Opens what was sent again as it was filled in, for it was not done.
    pub(super) fn reopen(&mut self, ctx: &Ctx<'_>) -> Vec<Effect> {
        let sent = self.sent.take().filter(|_| self.overlays.is_empty());
        let again = sent.map(Wish::Open).into_iter().collect();
        self.grant(again, ctx)
    }

    /// Says at its field of the form that was sent what is wrong with it; says whether that is going to be seen.
    pub(super) fn blame(&mut self, why: &Clean, field: Option<&str>) -> bool {
        match (&mut self.sent, field) {
            (Some(Overlay::Form(form)), Some(field)) if self.overlays.is_empty() => {
                form.blame(why, field)
            }
            (Some(_) | None, _) => false,
        }
    }

    /// Begins to type the filter.
    pub(super) fn begin_filter(&mut self) -> Vec<Wish> {
        let filter = &mut self.screen().view_mut().filter;
        filter.begin();
        vec![Wish::Host(filter.ask_offers())]
    }

    pub(super) fn filter_key(&mut self, key: Key, ctx: &Ctx<'_>) -> Vec<Effect> {
        let action = self.typing_action(key, ctx);
        let filter = &mut self.screen().view_mut().filter;
        if action == Some(Action::Typing(TypingAction::Complete)) && filter.offers().is_none() {
            let words = ctx.words(Msg::WhyNothingToComplete, Role::Text, &[], &[]);
            let mut effects = self.grant(vec![Wish::Say(Severity::Info, words)], ctx);
            effects.push(Effect::Draw);
            return effects;
        }
        let edited = match action {
            Some(Action::Typing(TypingAction::Complete)) => filter.choose(Step::Down),
            Some(Action::Typing(TypingAction::Previous)) => filter.choose(Step::Up),
            Some(Action::Cursor(step @ (Step::Up | Step::Down))) if filter.offers().is_some() => {
                filter.choose(step)
            }
            Some(Action::Cursor(step)) => {
                // The lines can be gone through while the filter is typed.
                let wishes = self.screen().act(Action::Cursor(step), None, ctx);
                let mut effects = self.grant(wishes, ctx);
                effects.push(Effect::Draw);
                return effects;
            }
            Some(Action::Typing(TypingAction::Accept)) => {
                let edited = filter.accept();
                let selects =
                    !filter.is_typing() && filter.trouble().is_none() && !filter.text().is_empty();
                if selects {
                    self.show_tour(Sign::Filtered);
                }
                edited
            }
            Some(Action::Typing(TypingAction::Dismiss)) => filter.dismiss(),
            Some(Action::App(_) | Action::View(_) | Action::Lead(_) | Action::Edit(_)) => {
                Edited::Nothing
            }
            None => filter.key(key),
        };
        self.after_edit(edited, ctx)
    }

    /// Asks for what the edited filter selects, and for what could be typed next.
    pub(super) fn after_edit(&mut self, edited: Edited, ctx: &Ctx<'_>) -> Vec<Effect> {
        let (asks, offers) = match edited {
            Edited::Nothing => return Vec::new(),
            Edited::Filter => (true, true),
            Edited::Caret => (false, true),
            Edited::Chosen => (true, false),
            Edited::Look => (false, false),
        };
        let mut wishes = Vec::new();
        if asks {
            wishes.extend(self.screen().ask(ctx));
        }
        if offers && self.screen().view().filter.is_typing() {
            let ask = self.screen().view_mut().filter.ask_offers();
            wishes.push(Wish::Host(ask));
        }
        let mut effects = self.grant(wishes, ctx);
        effects.push(Effect::Draw);
        effects
    }

    pub(super) fn paste(&mut self, text: &str, ctx: &Ctx<'_>) -> Vec<Effect> {
        if let Some(overlay) = self.overlays.last_mut() {
            overlay.paste(text);
            let mut effects: Vec<_> = overlay.question().map(Effect::Ask).into_iter().collect();
            effects.push(Effect::Draw);
            return effects;
        }
        if self.screen().is_typing() {
            let wishes = self.screen().type_paste(text, ctx);
            let mut effects = self.grant(wishes, ctx);
            effects.push(Effect::Draw);
            return effects;
        }
        if !self.screen().view().filter.is_typing() {
            // Pasted text is never taken for keys: it could move a hundred leads.
            self.say(
                Severity::Warning,
                Words::one(ctx.t(Msg::StatusPasteNowhere), Role::Text),
            );
            return vec![Effect::Draw];
        }
        let edited = self.screen().view_mut().filter.paste(text);
        self.after_edit(edited, ctx)
    }
}
