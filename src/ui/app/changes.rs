//! Holds the list of what was changed last, and the taking back of what is chosen from it.

use super::App;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::action::{Action, AppAction};
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Ask, ChangeLine, Deed, Order, Question, Ticket};
use crate::ui::event::Effect;
use crate::ui::overlays::{Choice, Chooser, Confirm, Outcome, Overlay, Purpose};
use crate::ui::screen::Severity;
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// More records than so many are not taken back without a question.
const MANY: u64 = 5;

impl App {
    /// Asks what was changed last.
    pub(super) fn ask_changes() -> Vec<Effect> {
        vec![Effect::Ask(Ask {
            ticket: Ticket::default(),
            question: Question::Changes,
        })]
    }

    /// Shows what was changed last, with the cursor on the reader's own last change that still counts.
    pub(super) fn show_changes(&mut self, lines: &[ChangeLine], ctx: &Ctx<'_>) {
        if lines.is_empty() {
            let words = Words::one(ctx.t(Msg::WhyNoChanges), Role::Text);
            self.say(Severity::Warning, words);
            return;
        }
        let items = lines.iter().map(|line| choice(line, ctx)).collect();
        let own = lines
            .iter()
            .position(|line| line.mine && line.undone.is_none());
        let chooser = Chooser::new(ctx.t(Msg::ChangesTitle), items).at(own.unwrap_or(0));
        let purpose = Purpose::TakeBack(lines.to_vec());
        self.overlays.push(Overlay::Picker(purpose, chooser));
    }

    /// Asks whether something is done all the same; of two values, which one stands.
    pub(super) fn doubt(
        &mut self,
        question: &Clean,
        order: &Order,
        sides: Option<&[Clean; 2]>,
        ctx: &Ctx<'_>,
    ) {
        let purpose = Purpose::AllTheSame(Box::new(order.clone()));
        let overlay = match sides {
            Some([theirs, yours]) => {
                let choice = |message, value: &Clean| Choice {
                    label: ctx.t_args(message, &[("value", value.as_str().into())]),
                    ..Choice::default()
                };
                let items = vec![
                    choice(Msg::DoubtKeepTheirs, theirs),
                    choice(Msg::DoubtPutYours, yours),
                ];
                Overlay::Picker(purpose, Chooser::new(question.clone(), items).numbered())
            }
            None => Overlay::Confirm(Confirm::new(purpose, question.clone())),
        };
        self.overlays.push(overlay);
    }

    /// Takes the chosen change back; asks first where it is somebody else's, or about many records.
    pub(super) fn take_back(
        &mut self,
        lines: &[ChangeLine],
        outcome: &Outcome,
        ctx: &Ctx<'_>,
    ) -> Vec<Effect> {
        let Outcome::Chosen(index) = outcome else {
            return Vec::new();
        };
        let Some(line) = lines.get(*index) else {
            return Vec::new();
        };
        let order = Order::from(Deed::TakeBack(line.seq));
        let message = match (line.mine, line.records > MANY) {
            (true, false) => return vec![Effect::Exec(order)],
            (true, true) => Msg::AskTakeBackMany,
            (false, _) => Msg::AskTakeBackOther,
        };
        let args = [
            ("who", line.who.as_str().into()),
            ("what", line.what.as_str().into()),
        ];
        let question = ctx.t_args(message, &args);
        let confirm = Confirm::new(Purpose::AllTheSame(Box::new(order)), question);
        self.overlays.push(Overlay::Confirm(confirm));
        Vec::new()
    }

    /// Says what the reader took back or did again, and with which key that is turned round.
    pub(super) fn say_turned(&mut self, words: &Words, again: AppAction, ctx: &Ctx<'_>) {
        self.last = (again == AppAction::Undo).then(|| without_you(words, &ctx.t(Msg::SaidYou)));
        let message = if again == AppAction::Redo {
            Msg::SaidAndRedo
        } else {
            Msg::SaidAndUndo
        };
        let said = match key(again, ctx) {
            Some(key) => {
                let values = [("said", words.clone()), ("key", key)];
                Words::of(ctx.locale(), message, Role::Quiet, &values, &[])
            }
            None => words.clone(),
        };
        self.say_now(said, ctx);
    }

    /// Says what somebody else did; and that the reader's own last deed can be taken back all the same.
    pub(super) fn say_told(&mut self, words: &Words, ctx: &Ctx<'_>) {
        let last = self.last.clone().zip(key(AppAction::Undo, ctx));
        let said = last.map_or_else(
            || words.clone(),
            |(last, key)| {
                let values = [("said", words.clone()), ("key", key), ("last", last)];
                Words::of(ctx.locale(), Msg::SaidAndLast, Role::Quiet, &values, &[])
            },
        );
        self.say_now(said, ctx);
    }

    fn say_now(&mut self, said: Words, ctx: &Ctx<'_>) {
        self.say(Severity::Done, said);
        if let Some(status) = &mut self.status {
            status.at = Some(ctx.now.time());
        }
    }
}

/// The key of an action, as it is shown.
fn key(action: AppAction, ctx: &Ctx<'_>) -> Option<Words> {
    let key = ctx.reader.keymap.key_of(Action::App(action))?;
    Some(Words::one(Clean::from_string(key), Role::Accent))
}

/// A sentence about the reader, without saying so again.
fn without_you(words: &Words, you: &Clean) -> Words {
    let mut rest = Words::new();
    for (text, role) in words.parts() {
        if rest.is_empty() {
            let text = text.as_str().trim_start();
            let text = text.strip_prefix(you.as_str()).unwrap_or(text);
            // A sentence that sets who apart from what by a colon leaves it behind.
            let text = text.trim_start_matches([':', '：', ' ']);
            rest.push(Clean::new(text), *role);
        } else {
            rest.push(text.clone(), *role);
        }
    }
    rest
}

/// A line of the list: when, what, who; of what is taken back already, by whom.
fn choice(line: &ChangeLine, ctx: &Ctx<'_>) -> Choice {
    let who = if line.mine {
        ctx.t(Msg::SaidYou)
    } else {
        line.who.clone()
    };
    Choice {
        before: line.when.clone(),
        label: line.what.clone(),
        after: who,
        why_not: line.undone.clone(),
        ..Choice::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_about_the_reader_is_said_without_the_reader() {
        let rest = |parts: &[&str], you: &str| -> String {
            let mut words = Words::new();
            for part in parts {
                words.push(Clean::new(part), Role::Text);
            }
            let rest = without_you(&words, &Clean::new(you));
            rest.parts().iter().map(|(it, _)| it.as_str()).collect()
        };
        assert_eq!(rest(&["you", " moved ", "Acme"], "you"), "moved Acme");
        assert_eq!(rest(&["you", ": lost · ", "Acme"], "you"), "lost · Acme");
        assert_eq!(rest(&["你", "：输单 · ", "Acme"], "你"), "输单 · Acme");
        assert_eq!(rest(&["Bo moved ", "Acme"], "you"), "Bo moved Acme");
    }
}
