//! Holds what is done with leads, on whatever screen they are seen: each key's deed, and the questions that come before
//! some of them.
//!
//! A screen says which leads are meant and what it has seen of them; it hands actions, choices and outcomes on to here.

use super::action::LeadAction;
use super::choices::{choice_name, picker};
use super::ctx::Ctx;
use super::desk::{Ask, ChoiceList, Deed, Lookup, Order, Question, Ticket};
use super::event::Effect;
use super::overlays::{
    Confirm, Entry, Form, FormField, New, Outcome, Overlay, Pick, Prompt, Purpose, Takes,
};
use super::screen::Wish;
use super::screens::layer_name;
use crate::i18n::{Arg, Msg};
use crate::model::{Clean, settings};

/// The leads that a key is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meant {
    /// The marked ones, or the one under the cursor.
    pub leads: Vec<u64>,
    /// The last change that is in what the screen shows.
    pub seen: Option<u64>,
}

/// What is done with leads, between the key and the deed.
#[derive(Debug, Clone, Default)]
pub struct LeadDeeds {
    /// What the reader had seen when the key was pressed.
    seen: Option<u64>,
    /// What is to be chosen, while it is.
    choosing: Option<Choosing>,
}

/// What is to be chosen for some leads, once the workspace has said from what.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choosing {
    list: ChoiceList,
    leads: Vec<u64>,
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
        let leads = meant.leads;
        let far = i8::try_from(count.unwrap_or(1).min(5)).unwrap_or(1);
        let title = |message| ctx.t_args(message, &[("count", number(&leads).into())]);
        let prompt = |purpose, message, example| {
            let prompt = Prompt::new(purpose, title(message), ctx.t(example));
            vec![Wish::Open(Overlay::Prompt(prompt))]
        };
        match action {
            LeadAction::Forward => self.sure(Deed::Step { leads, layers: far }, ctx),
            LeadAction::Back => {
                let layers = -far;
                self.sure(Deed::Step { leads, layers }, ctx)
            }
            LeadAction::To(layer) => self.sure(Deed::MoveTo { leads, layer }, ctx),
            LeadAction::Win => self.sure(Deed::Win { leads }, ctx),
            LeadAction::Wake => self.sure(Deed::Wake { leads }, ctx),
            LeadAction::Lose => self.ask_choices(ChoiceList::Reasons, leads, ticket),
            LeadAction::Feedback => self.ask_choices(ChoiceList::Verdicts, leads, ticket),
            LeadAction::Reply => {
                let form = Form::new(
                    Purpose::Reply(leads.clone()),
                    title(Msg::AskReply),
                    reply(ctx),
                );
                vec![Wish::Open(Overlay::Form(form))]
            }
            LeadAction::Assign => self.ask_choices(ChoiceList::Owners, leads, ticket),
            LeadAction::Handover => self.ask_choices(ChoiceList::Receivers, leads, ticket),
            LeadAction::Return => self.ask_choices(ChoiceList::Returns, leads, ticket),
            LeadAction::Accept => self.sure(Deed::Accept { leads }, ctx),
            LeadAction::Park => {
                prompt(Purpose::Park(leads.clone()), Msg::AskPark, Msg::ExamplePark)
            }
            LeadAction::NextStep => prompt(
                Purpose::NextStep(leads.clone()),
                Msg::AskNextStep,
                Msg::ExampleNextStep,
            ),
            LeadAction::StepDone => {
                let purpose = Purpose::StepDone(leads.clone());
                let (title, example) = (title(Msg::AskStepDone), ctx.t(Msg::ExampleNextStep));
                let prompt = Prompt::new(purpose, title, example).optional();
                vec![Wish::Open(Overlay::Prompt(prompt))]
            }
        }
    }

    /// A deed on one lead is done; one on several asks first, with their number.
    fn sure(&self, deed: Deed, ctx: &Ctx<'_>) -> Vec<Wish> {
        match question(&deed, ctx) {
            Some(question) => {
                let confirm = Confirm::new(Purpose::Sure(Box::new(deed)), question);
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

    fn ask_choices(&mut self, list: ChoiceList, leads: Vec<u64>, ticket: &mut Ticket) -> Vec<Wish> {
        self.choosing = Some(Choosing {
            list,
            leads,
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
        let (purpose, message) = match choosing.list {
            ChoiceList::Reasons => (Purpose::Lose(leads), Msg::AskLose),
            ChoiceList::Verdicts => (Purpose::Feedback(leads), Msg::AskFeedback),
            ChoiceList::Owners => (Purpose::Assign(leads), Msg::AskAssign),
            ChoiceList::Receivers => (Purpose::HandOver(leads), Msg::AskHandOver),
            ChoiceList::Returns => (Purpose::Return(leads), Msg::AskReturn),
        };
        let count = number(&choosing.leads);
        let title = ctx.t_args(message, &[("count", count.into())]);
        let overlay = match choosing.list {
            ChoiceList::Reasons => Overlay::Form(Form::new(purpose, title, lost(choices, ctx))),
            ChoiceList::Verdicts => Overlay::Form(Form::new(purpose, title, said(choices, ctx))),
            ChoiceList::Returns => Overlay::Form(Form::new(purpose, title, back(choices, ctx))),
            ChoiceList::Owners | ChoiceList::Receivers => {
                Overlay::Picker(purpose, picker(title, choosing.list, choices, ctx))
            }
        };
        vec![Wish::Open(overlay)]
    }

    /// Takes what an overlay gave.
    pub fn took(&mut self, purpose: Purpose, outcome: Outcome, _ctx: &Ctx<'_>) -> Vec<Wish> {
        match (purpose, outcome) {
            (Purpose::Assign(leads) | Purpose::HandOver(leads), Outcome::Chosen(index)) => {
                let deed = self.choosing.take().and_then(|it| it.deed(index, leads));
                deed.map_or_else(Vec::new, |deed| self.exec(deed))
            }
            (Purpose::Lose(leads), Outcome::Filled(entries)) => {
                as_lost(leads, entries).map_or_else(Vec::new, |deed| self.exec(deed))
            }
            (Purpose::Feedback(leads), Outcome::Filled(entries)) => {
                as_feedback(leads, entries).map_or_else(Vec::new, |deed| self.exec(deed))
            }
            (Purpose::Reply(leads), Outcome::Filled(entries)) => {
                as_reply(leads, entries).map_or_else(Vec::new, |deed| self.exec(deed))
            }
            (Purpose::Return(leads), Outcome::Filled(entries)) => {
                as_return(leads, entries).map_or_else(Vec::new, |deed| self.exec(deed))
            }
            (Purpose::Park(leads), Outcome::Typed(until)) => self.exec(Deed::Park { leads, until }),
            (Purpose::NextStep(leads), Outcome::Typed(text)) => {
                self.exec(Deed::NextStep { leads, text })
            }
            (Purpose::StepDone(leads), Outcome::Typed(text)) => {
                self.exec(Deed::StepDone { leads, text })
            }
            (Purpose::Sure(deed), Outcome::Yes) => self.exec(*deed),
            (
                Purpose::Lose(_)
                | Purpose::Park(_)
                | Purpose::Feedback(_)
                | Purpose::Reply(_)
                | Purpose::Assign(_)
                | Purpose::HandOver(_)
                | Purpose::Return(_)
                | Purpose::NextStep(_)
                | Purpose::StepDone(_)
                | Purpose::Sure(_)
                | Purpose::Import(_)
                | Purpose::Setting(_)
                | Purpose::Segment(_)
                | Purpose::Meeting(_)
                | Purpose::Leave
                | Purpose::AllTheSame(_)
                | Purpose::TakeBack(_)
                | Purpose::Company
                | Purpose::NewLead
                | Purpose::NewContact(_)
                | Purpose::Side(_)
                | Purpose::Alike
                | Purpose::List(..)
                | Purpose::Outlet
                | Purpose::Sets(_)
                | Purpose::ReportFile(_)
                | Purpose::MakeList(_)
                | Purpose::Sweep(_)
                | Purpose::MarkAll
                | Purpose::Period
                | Purpose::Group
                | Purpose::Report
                | Purpose::Behind(_)
                | Purpose::Order
                | Purpose::Columns
                | Purpose::Language
                | Purpose::Theme,
                Outcome::Typed(_)
                | Outcome::Arranged(_)
                | Outcome::Yes
                | Outcome::Chosen(_)
                | Outcome::Filled(_),
            ) => Vec::new(),
        }
    }
}

/// The choices of the workspace, as a field takes them.
fn picks(list: ChoiceList, choices: &[settings::Choice], ctx: &Ctx<'_>) -> Takes {
    // That a lead is lost or given back has a key of its own.
    let own = |choice: &&settings::Choice| {
        list != ChoiceList::Verdicts || !["lost", "returned"].contains(&choice.code.as_str())
    };
    let pick = |choice: &settings::Choice| Pick {
        code: choice.code.clone(),
        label: Clean::from_string(choice_name(list, choice, ctx.locale())),
    };
    let picks = choices.iter().filter(own).map(pick).collect();
    Takes::Choice { picks, tall: true }
}

fn note(example: Msg, ctx: &Ctx<'_>) -> FormField {
    FormField::new(ctx.t(Msg::FieldNote), Takes::Text).example(ctx.t(example))
}

fn competitor(ctx: &Ctx<'_>) -> FormField {
    let takes = Takes::Lookup {
        list: Lookup::Competitors,
        new: New::Rare,
    };
    FormField::new(ctx.t(Msg::FieldCompetitor), takes).example(ctx.t(Msg::ExampleCompetitor))
}

/// What is asked about leads that were lost; read by [`as_lost`].
fn lost(reasons: &[settings::Choice], ctx: &Ctx<'_>) -> Vec<FormField> {
    let takes = picks(ChoiceList::Reasons, reasons, ctx);
    vec![
        FormField::new(ctx.t(Msg::FieldReason), takes).required(),
        note(Msg::ExampleLose, ctx),
        competitor(ctx),
    ]
}

fn as_lost(leads: Vec<u64>, entries: Vec<Entry>) -> Option<Deed> {
    let [reason, note, competitor] = <[Entry; 3]>::try_from(entries).ok()?;
    Some(Deed::Lose {
        leads,
        reason: reason.text()?,
        competitor: competitor.text(),
        note: note.text(),
    })
}

/// What is asked about leads that are given back; read by [`as_return`].
fn back(reasons: &[settings::Choice], ctx: &Ctx<'_>) -> Vec<FormField> {
    let takes = picks(ChoiceList::Returns, reasons, ctx);
    vec![
        FormField::new(ctx.t(Msg::FieldReason), takes).required(),
        note(Msg::ExampleReturn, ctx),
    ]
}

fn as_return(leads: Vec<u64>, entries: Vec<Entry>) -> Option<Deed> {
    let [reason, note] = <[Entry; 2]>::try_from(entries).ok()?;
    Some(Deed::Return {
        leads,
        reason: reason.text()?,
        note: note.text(),
    })
}

/// What is asked about what sales says; read by [`as_feedback`].
fn said(verdicts: &[settings::Choice], ctx: &Ctx<'_>) -> Vec<FormField> {
    let takes = picks(ChoiceList::Verdicts, verdicts, ctx);
    let reason = Takes::Lookup {
        list: Lookup::Reasons,
        new: New::Refused,
    };
    let back = FormField::new(ctx.t(Msg::FieldComeBack), Takes::Date { ahead: 1 });
    vec![
        FormField::new(ctx.t(Msg::FieldVerdict), takes).required(),
        note(Msg::ExampleFeedback, ctx),
        FormField::new(ctx.t(Msg::FieldReason), reason),
        competitor(ctx),
        back.example(ctx.t(Msg::ExampleComeBack)),
    ]
}

fn as_feedback(leads: Vec<u64>, entries: Vec<Entry>) -> Option<Deed> {
    let [verdict, note, reason, competitor, back] = <[Entry; 5]>::try_from(entries).ok()?;
    Some(Deed::Feedback {
        leads,
        verdict: verdict.text()?,
        reason: reason.text(),
        note: note.text(),
        competitor: competitor.text(),
        come_back: back.day(),
    })
}

/// What marketing is asked that replies; read by [`as_reply`].
fn reply(ctx: &Ctx<'_>) -> Vec<FormField> {
    let decision = Takes::Lookup {
        list: Lookup::Decisions,
        new: New::Refused,
    };
    vec![
        FormField::new(ctx.t(Msg::FieldReply), Takes::Text)
            .of("reply")
            .example(ctx.t(Msg::ExampleReply))
            .required(),
        FormField::new(ctx.t(Msg::FieldReplyDecision), decision),
    ]
}

fn as_reply(leads: Vec<u64>, entries: Vec<Entry>) -> Option<Deed> {
    let [text, decision] = <[Entry; 2]>::try_from(entries).ok()?;
    Some(Deed::Reply {
        leads,
        text: text.text()?,
        decision: decision.text().and_then(|it| it.parse().ok()),
    })
}

/// What is asked before a deed on several leads; nothing for one, or where another question names their number.
fn question(deed: &Deed, ctx: &Ctx<'_>) -> Option<Clean> {
    let ask = |message, leads: &[u64], more: &[(&str, Arg<'_>)]| {
        let mut args = vec![("count", number(leads).into())];
        args.extend_from_slice(more);
        (leads.len() > 1).then(|| ctx.t_args(message, &args))
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
