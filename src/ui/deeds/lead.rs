//! Holds what is done with leads, on whatever screen they are seen: each key's deed, and the questions that come before
//! some of them.
//!
//! A screen says which leads are meant and what it has seen of them; it hands actions, choices and outcomes on to here.

use super::lead_forms::{as_feedback, as_lost, as_reply, as_return, back, lost, reply, said};
use crate::i18n::{Arg, Msg};
use crate::model::{Clean, settings};
use crate::ui::action::LeadAction;
use crate::ui::choices::picker;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Ask, ChoiceList, Deed, Judge, Judged, Order, Question, Ticket};
use crate::ui::event::Effect;
use crate::ui::overlays::{
    Confirm, Form, FormField, LeadAsk, Outcome, Overlay, Prompt, Purpose, Takes,
};
use crate::ui::screen::Wish;
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// The leads that a key is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meant {
    /// The marked ones, or the one under the cursor.
    pub leads: Vec<u64>,
    /// The last change that is in what the screen shows.
    pub seen: Option<u64>,
    /// What the one lead under the cursor is called: a question about it lies over its line.
    pub name: Clean,
    /// What the screen selects, where leads are marked: they are judged before one is asked about them.
    pub marked: Option<String>,
}

/// What is done with leads, between the key and the deed.
#[derive(Debug, Clone, Default)]
pub struct LeadDeeds {
    /// What the reader had seen when the key was pressed.
    seen: Option<u64>,
    /// What is to be chosen, while it is.
    choosing: Option<Choosing>,
    /// What is to be done with how many marked leads, until it is known which of them take it.
    judging: Option<(LeadAction, Option<u32>, usize)>,
}

/// What is to be chosen for some leads, once the workspace has said from what.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choosing {
    list: ChoiceList,
    leads: Vec<u64>,
    about: Words,
    choices: Vec<settings::Choice>,
}

impl Choosing {
    /// The deed of a choice.
    fn deed(&self, index: usize, leads: Vec<u64>) -> Option<Deed> {
        let code = self.choices.get(index)?.code.clone();
        match self.list {
            ChoiceList::Owners => Some(Deed::Assign {
                leads,
                owner: code.parse().ok()?,
            }),
            ChoiceList::Receivers => Some(Deed::HandOver {
                leads,
                to: code.parse().ok()?,
            }),
            // These are filled into a form.
            ChoiceList::Reasons | ChoiceList::Verdicts | ChoiceList::Returns => None,
        }
    }
}

/// Over how many layers.
fn far(count: Option<u32>) -> i8 {
    i8::try_from(count.unwrap_or(1).min(5)).unwrap_or(1)
}

fn number(leads: &[u64]) -> i64 {
    i64::try_from(leads.len()).unwrap_or(i64::MAX)
}

impl LeadDeeds {
    /// Carries a lead's action out, or asks what must be known before. A question takes the screen's
    /// next ticket; its answer goes to [`Self::choose`].
    pub fn act(
        &mut self,
        action: LeadAction,
        count: Option<u32>,
        meant: Meant,
        ticket: &mut Ticket,
        ctx: &Ctx<'_>,
    ) -> Vec<Wish> {
        // What the reader decides on is what was seen when the question came up.
        self.seen = meant.seen;
        let Some(filter) = meant.marked else {
            let about = Words::one(meant.name, Role::Quiet);
            return self.begin((action, count), meant.leads, (about, false), ticket, ctx);
        };
        self.judging = Some((action, count, meant.leads.len()));
        *ticket = ticket.next();
        vec![Wish::Host(Effect::Ask(Ask {
            ticket: *ticket,
            question: Question::Judge(Judge {
                leads: meant.leads,
                action,
                far: u8::try_from(far(count)).unwrap_or(1),
                filter,
            }),
        }))]
    }

    /// Goes on, now that it is known which of the marked leads take it.
    pub fn judged(&mut self, judged: Judged, ticket: &mut Ticket, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some((action, count, all)) = self.judging.take() else {
            return Vec::new();
        };
        if let (Some(why), true) = (judged.why, judged.leads.is_empty()) {
            return vec![Wish::warn(ctx.why(why))];
        }
        let left = all - judged.leads.len().min(all);
        let number = |it: usize| Arg::from(i64::try_from(it).unwrap_or(i64::MAX));
        let mut parts = Vec::new();
        if left > 0 {
            let args = [("left", number(left)), ("all", number(all))];
            parts.push(ctx.t_args(Msg::AskLeftOut, &args));
        }
        if judged.hidden > 0 {
            parts.push(ctx.t_args(Msg::AskHidden, &[("hidden", number(judged.hidden))]));
        }
        let about = parts.iter().map(Clean::as_str).collect::<Vec<_>>();
        let about = Words::one(Clean::from_string(about.join(" · ")), Role::Look);
        let sure = !parts.is_empty();
        self.begin((action, count), judged.leads, (about, sure), ticket, ctx)
    }

    /// Carries it out, or asks what must be known before; what it is about says what is not seen of the leads.
    fn begin(
        &mut self,
        (action, count): (LeadAction, Option<u32>),
        leads: Vec<u64>,
        (about, asks): (Words, bool),
        ticket: &mut Ticket,
        ctx: &Ctx<'_>,
    ) -> Vec<Wish> {
        let far = far(count);
        let sure = |it: &Self, deed| it.sure(deed, asks.then(|| about.clone()), ctx);
        let title = |message| ctx.t_args(message, &[("count", number(&leads).into())]);
        let field =
            |message, takes, example| FormField::new(title(message), takes).example(ctx.t(example));
        let open = |ask, field| {
            let prompt = Prompt::new(Purpose::Lead(ask), field).about(about.clone());
            vec![Wish::Open(Overlay::Prompt(prompt))]
        };
        match action {
            LeadAction::Forward => sure(self, Deed::Step { leads, layers: far }),
            LeadAction::Back => {
                let layers = -far;
                sure(self, Deed::Step { leads, layers })
            }
            LeadAction::To(layer) => sure(self, Deed::MoveTo { leads, layer }),
            LeadAction::Win => sure(self, Deed::Win { leads }),
            LeadAction::Wake => sure(self, Deed::Wake { leads }),
            LeadAction::Reopen => sure(self, Deed::Reopen { leads }),
            LeadAction::Lose => self.ask_choices(ChoiceList::Reasons, leads, about, ticket),
            LeadAction::Feedback => self.ask_choices(ChoiceList::Verdicts, leads, about, ticket),
            LeadAction::Reply => {
                let form = Form::new(
                    Purpose::Lead(LeadAsk::Reply(leads.clone())),
                    title(Msg::AskReply),
                    reply(ctx),
                );
                vec![Wish::Open(Overlay::Form(form.about(about)))]
            }
            LeadAction::Assign => self.ask_choices(ChoiceList::Owners, leads, about, ticket),
            LeadAction::Handover => self.ask_choices(ChoiceList::Receivers, leads, about, ticket),
            LeadAction::Return => self.ask_choices(ChoiceList::Returns, leads, about, ticket),
            LeadAction::Accept => sure(self, Deed::Accept { leads }),
            LeadAction::Park => {
                let ask = LeadAsk::Park(leads.clone());
                let until = field(Msg::AskPark, Takes::Date { ahead: 1 }, Msg::ExamplePark);
                open(ask, until.required())
            }
            LeadAction::NextStep => {
                let ask = LeadAsk::NextStep(leads.clone());
                let next = field(Msg::AskNextStep, Takes::Step, Msg::ExampleNextStep);
                open(ask, next.required())
            }
            LeadAction::StepDone => {
                let ask = LeadAsk::StepDone(leads.clone());
                open(
                    ask,
                    field(Msg::AskStepDone, Takes::Step, Msg::ExampleNextStep),
                )
            }
        }
    }

    /// A deed on one lead is done; one on several asks first, with their number, and one of which not all is seen.
    fn sure(&self, deed: Deed, unseen: Option<Words>, ctx: &Ctx<'_>) -> Vec<Wish> {
        match question(&deed, unseen.is_some(), ctx) {
            Some(question) => {
                let purpose = Purpose::Lead(LeadAsk::Sure(Box::new(deed)));
                let confirm = Confirm::new(purpose, question).with(Vec::from_iter(unseen));
                vec![Wish::Open(Overlay::Confirm(confirm))]
            }
            None => self.exec(deed),
        }
    }

    /// A deed on the leads as they were seen when it was asked for.
    fn exec(&self, deed: Deed) -> Vec<Wish> {
        let order = Order {
            seen: self.seen,
            ..Order::from(deed)
        };
        vec![Wish::Host(Effect::Exec(order))]
    }

    fn ask_choices(
        &mut self,
        list: ChoiceList,
        leads: Vec<u64>,
        about: Words,
        ticket: &mut Ticket,
    ) -> Vec<Wish> {
        self.choosing = Some(Choosing {
            list,
            leads,
            about,
            choices: Vec::new(),
        });
        *ticket = ticket.next();
        vec![Wish::Host(Effect::Ask(Ask {
            ticket: *ticket,
            question: Question::Choices(list),
        }))]
    }

    /// Has one choose, now that it is known from what.
    pub fn choose(&mut self, choices: Vec<settings::Choice>, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(choosing) = &mut self.choosing else {
            return Vec::new();
        };
        choosing.choices = choices;
        let choices = &choosing.choices;
        let leads = choosing.leads.clone();
        let (ask, message) = match choosing.list {
            ChoiceList::Reasons => (LeadAsk::Lose(leads), Msg::AskLose),
            ChoiceList::Verdicts => (LeadAsk::Feedback(leads), Msg::AskFeedback),
            ChoiceList::Owners => (LeadAsk::Assign(leads), Msg::AskAssign),
            ChoiceList::Receivers => (LeadAsk::HandOver(leads), Msg::AskHandOver),
            ChoiceList::Returns => (LeadAsk::Return(leads), Msg::AskReturn),
        };
        let (purpose, count) = (Purpose::Lead(ask), number(&choosing.leads));
        let title = ctx.t_args(message, &[("count", count.into())]);
        let about = choosing.about.clone();
        let fields = match choosing.list {
            ChoiceList::Reasons => lost(choices, ctx),
            ChoiceList::Verdicts => said(choices, ctx),
            ChoiceList::Returns => back(choices, ctx),
            ChoiceList::Owners | ChoiceList::Receivers => {
                let chooser = picker(title, choosing.list, choices, ctx).about(about);
                return vec![Wish::Open(Overlay::Picker(purpose, chooser))];
            }
        };
        let form = Form::new(purpose, title, fields).about(about);
        vec![Wish::Open(Overlay::Form(form))]
    }

    /// Takes what an overlay gave.
    pub fn took(&mut self, purpose: Purpose, outcome: Outcome, _ctx: &Ctx<'_>) -> Vec<Wish> {
        let Purpose::Lead(ask) = purpose else {
            return Vec::new();
        };
        let deed = match (ask, outcome) {
            (LeadAsk::Assign(leads) | LeadAsk::HandOver(leads), Outcome::Chosen(index)) => {
                self.choosing.take().and_then(|it| it.deed(index, leads))
            }
            (LeadAsk::Lose(leads), Outcome::Filled(entries)) => as_lost(leads, entries),
            (LeadAsk::Feedback(leads), Outcome::Filled(entries)) => as_feedback(leads, entries),
            (LeadAsk::Reply(leads), Outcome::Filled(entries)) => as_reply(leads, entries),
            (LeadAsk::Return(leads), Outcome::Filled(entries)) => as_return(leads, entries),
            (LeadAsk::Park(leads), Outcome::Typed(until)) => Some(Deed::Park { leads, until }),
            (LeadAsk::NextStep(leads), Outcome::Typed(text)) => {
                Some(Deed::NextStep { leads, text })
            }
            (LeadAsk::StepDone(leads), Outcome::Typed(text)) => {
                Some(Deed::StepDone { leads, text })
            }
            (LeadAsk::Sure(deed), Outcome::Yes) => Some(*deed),
            (
                LeadAsk::Lose(_)
                | LeadAsk::Park(_)
                | LeadAsk::Feedback(_)
                | LeadAsk::Reply(_)
                | LeadAsk::Assign(_)
                | LeadAsk::HandOver(_)
                | LeadAsk::Return(_)
                | LeadAsk::NextStep(_)
                | LeadAsk::StepDone(_)
                | LeadAsk::Sure(_),
                Outcome::Typed(_)
                | Outcome::Arranged(_)
                | Outcome::Yes
                | Outcome::Chosen(_)
                | Outcome::Filled(_),
            ) => None,
        };
        deed.map_or_else(Vec::new, |deed| self.exec(deed))
    }
}

/// What is asked before a deed on several leads; nothing for one that is seen, or where another question names their
/// number.
fn question(deed: &Deed, unseen: bool, ctx: &Ctx<'_>) -> Option<Clean> {
    let ask = |message, leads: &[u64], more: &[(&str, Arg<'_>)]| {
        let mut args = vec![("count", number(leads).into())];
        args.extend_from_slice(more);
        (leads.len() > 1 || unseen).then(|| ctx.t_args(message, &args))
    };
    match deed {
        Deed::Step { leads, layers } if *layers < 0 => ask(Msg::AskBack, leads, &[]),
        Deed::Step { leads, .. } => ask(Msg::AskForward, leads, &[]),
        Deed::MoveTo { leads, layer } => {
            let layer = ctx.t(layer_name(*layer));
            ask(Msg::AskMoveTo, leads, &[("layer", layer.as_str().into())])
        }
        Deed::Win { leads } => ask(Msg::AskWin, leads, &[]),
        Deed::Wake { leads } => ask(Msg::AskWake, leads, &[]),
        Deed::Reopen { leads } => ask(Msg::AskReopen, leads, &[]),
        Deed::Accept { leads } => ask(Msg::AskAccept, leads, &[]),
        Deed::Lose { .. }
        | Deed::Park { .. }
        | Deed::Assign { .. }
        | Deed::Feedback { .. }
        | Deed::Reply { .. }
        | Deed::NextStep { .. }
        | Deed::StepDone { .. }
        | Deed::NewLead(_)
        | Deed::Edit { .. }
        | Deed::NewContact(_)
        | Deed::SaveSegment(_)
        | Deed::Keep(_)
        | Deed::Remove(_)
        | Deed::HandOver { .. }
        | Deed::Return { .. }
        | Deed::Setting { .. }
        | Deed::Users { .. }
        | Deed::NewUser { .. }
        | Deed::Undo
        | Deed::TakeBack(_)
        | Deed::Redo => None,
    }
}
