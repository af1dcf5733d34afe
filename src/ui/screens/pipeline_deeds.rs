//! Holds what is done with leads: each key's deed, and the questions that come before some of them.

use super::choices::{choice_name, picker};
use super::pipeline::Pipeline;
use crate::i18n::Msg;
use crate::model::settings;
use crate::ui::action::LeadAction;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Ask, ChoiceList, Deed, Order, Question};
use crate::ui::event::Effect;
use crate::ui::overlays::{Confirm, Outcome, Overlay, Prompt, Purpose};
use crate::ui::screen::Wish;

/// From this many leads on, winning asks first.
const MANY: usize = 5;

/// What is to be chosen for some leads, once the workspace has said from what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choosing {
    list: ChoiceList,
    leads: Vec<u64>,
    choices: Vec<settings::Choice>,
}

impl Choosing {
    /// The deed of a choice.
    fn deed(&self, index: usize, leads: Vec<u64>) -> Option<Deed> {
        let code = self.choices.get(index)?.code.clone();
        Some(match self.list {
            ChoiceList::Reasons => Deed::Lose {
                leads,
                reason: code,
                note: None,
            },
            ChoiceList::Verdicts => Deed::Feedback {
                leads,
                verdict: code,
                note: None,
            },
        })
    }
}

fn number(leads: &[u64]) -> i64 {
    i64::try_from(leads.len()).unwrap_or(i64::MAX)
}

impl Pipeline {
    pub(super) fn lead_action(
        &mut self,
        action: LeadAction,
        count: Option<u32>,
        ctx: &Ctx<'_>,
    ) -> Vec<Wish> {
        // What the reader decides on is what was seen when the question came up.
        self.known = self.seen();
        let leads = self.meant();
        let far = i8::try_from(count.unwrap_or(1).min(5)).unwrap_or(1);
        let title = |message| ctx.t_args(message, &[("count", number(&leads).into())]);
        let prompt = |purpose, message, example| {
            let prompt = Prompt::new(purpose, title(message), ctx.t(example));
            vec![Wish::Open(Overlay::Prompt(prompt))]
        };
        match action {
            LeadAction::Forward => self.exec(Deed::Step { leads, layers: far }),
            LeadAction::Back => self.exec(Deed::Step {
                leads,
                layers: -far,
            }),
            LeadAction::To(layer) => self.exec(Deed::MoveTo { leads, layer }),
            LeadAction::Win if leads.len() >= MANY => {
                let question = title(Msg::AskWin);
                let confirm = Confirm::new(Purpose::Win(leads), question);
                vec![Wish::Open(Overlay::Confirm(confirm))]
            }
            LeadAction::Win => self.exec(Deed::Win { leads }),
            LeadAction::Lose => self.ask_choices(ChoiceList::Reasons, leads),
            LeadAction::Feedback => self.ask_choices(ChoiceList::Verdicts, leads),
            LeadAction::Park => {
                prompt(Purpose::Park(leads.clone()), Msg::AskPark, Msg::ExamplePark)
            }
            LeadAction::Wake => self.exec(Deed::Wake { leads }),
            LeadAction::NextStep => prompt(
                Purpose::NextStep(leads.clone()),
                Msg::AskNextStep,
                Msg::ExampleNextStep,
            ),
        }
    }

    /// A deed on the leads as they were seen when it was asked for.
    fn exec(&self, deed: Deed) -> Vec<Wish> {
        let order = Order {
            seen: self.known,
            ..Order::from(deed)
        };
        vec![Wish::Host(Effect::Exec(order))]
    }

    fn ask_choices(&mut self, list: ChoiceList, leads: Vec<u64>) -> Vec<Wish> {
        self.choosing = Some(Choosing {
            list,
            leads,
            choices: Vec::new(),
        });
        vec![Wish::Host(Effect::Ask(Ask {
            ticket: self.next_ticket(),
            question: Question::Choices(list),
        }))]
    }

    /// Has one choose, now that it is known from what.
    pub(super) fn choose(&mut self, choices: &[settings::Choice], ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(choosing) = &mut self.choosing else {
            return Vec::new();
        };
        choosing.choices = choices.to_vec();
        let leads = choosing.leads.clone();
        let (purpose, message) = match choosing.list {
            ChoiceList::Reasons => (Purpose::Lose(leads), Msg::AskLose),
            ChoiceList::Verdicts => (Purpose::Feedback(leads), Msg::AskFeedback),
        };
        let count = number(&choosing.leads);
        let title = ctx.t_args(message, &[("count", count.into())]);
        let chooser = picker(title, choosing.list, choices, ctx);
        vec![Wish::Open(Overlay::Picker(purpose, chooser))]
    }

    /// Takes what an overlay gave.
    pub(super) fn answered(
        &mut self,
        purpose: Purpose,
        outcome: Outcome,
        ctx: &Ctx<'_>,
    ) -> Vec<Wish> {
        match (purpose, outcome) {
            (Purpose::Lose(leads) | Purpose::Feedback(leads), Outcome::Chosen(index)) => {
                let deed = self.choosing.take().and_then(|it| it.deed(index, leads));
                deed.map_or_else(Vec::new, |deed| self.exec(deed))
            }
            (Purpose::Lose(leads) | Purpose::Feedback(leads), Outcome::Noted(index)) => {
                self.ask_note(index, leads, ctx)
            }
            (Purpose::Note(deed), Outcome::Typed(text)) => self.exec(deed.noted(text)),
            (Purpose::Park(leads), Outcome::Typed(until)) => self.exec(Deed::Park { leads, until }),
            (Purpose::NextStep(leads), Outcome::Typed(text)) => {
                self.exec(Deed::NextStep { leads, text })
            }
            (Purpose::Win(leads), Outcome::Yes) => self.exec(Deed::Win { leads }),
            (
                Purpose::Lose(_)
                | Purpose::Park(_)
                | Purpose::Feedback(_)
                | Purpose::Note(_)
                | Purpose::NextStep(_)
                | Purpose::Win(_)
                | Purpose::AllTheSame(_)
                | Purpose::Period,
                Outcome::Typed(_) | Outcome::Yes | Outcome::Chosen(_) | Outcome::Noted(_),
            ) => Vec::new(),
        }
    }

    /// Asks for what else is to say, with the choice as the title.
    fn ask_note(&mut self, index: usize, leads: Vec<u64>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(choosing) = self.choosing.take() else {
            return Vec::new();
        };
        let (Some(choice), Some(deed)) = (choosing.choices.get(index), choosing.deed(index, leads))
        else {
            return Vec::new();
        };
        let name = choice_name(choosing.list, choice, ctx.locale());
        let example = match choosing.list {
            ChoiceList::Reasons => Msg::ExampleLose,
            ChoiceList::Verdicts => Msg::ExampleFeedback,
        };
        let title = ctx.t_args(Msg::AskNote, &[("choice", name.into())]);
        let prompt = Prompt::new(Purpose::Note(deed), title, ctx.t(example)).optional();
        vec![Wish::Open(Overlay::Prompt(prompt))]
    }
}
