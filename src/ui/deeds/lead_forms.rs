//! Holds what is asked about leads before something is done to them, and reads what was filled in.

use crate::i18n::Msg;
use crate::model::{Clean, settings};
use crate::ui::choices::choice_name;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{ChoiceList, Deed, Lookup};
use crate::ui::overlays::{Entry, FormField, New, Pick, Takes};

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
pub(super) fn lost(reasons: &[settings::Choice], ctx: &Ctx<'_>) -> Vec<FormField> {
    let takes = picks(ChoiceList::Reasons, reasons, ctx);
    vec![
        FormField::new(ctx.t(Msg::FieldReason), takes).required(),
        note(Msg::ExampleLose, ctx),
        competitor(ctx),
    ]
}

pub(super) fn as_lost(leads: Vec<u64>, entries: Vec<Entry>) -> Option<Deed> {
    let [reason, note, competitor] = <[Entry; 3]>::try_from(entries).ok()?;
    Some(Deed::Lose {
        leads,
        reason: reason.text()?,
        competitor: competitor.text(),
        note: note.text(),
    })
}

/// What is asked about leads that are given back; read by [`as_return`].
pub(super) fn back(reasons: &[settings::Choice], ctx: &Ctx<'_>) -> Vec<FormField> {
    let takes = picks(ChoiceList::Returns, reasons, ctx);
    vec![
        FormField::new(ctx.t(Msg::FieldReason), takes).required(),
        note(Msg::ExampleReturn, ctx),
    ]
}

pub(super) fn as_return(leads: Vec<u64>, entries: Vec<Entry>) -> Option<Deed> {
    let [reason, note] = <[Entry; 2]>::try_from(entries).ok()?;
    Some(Deed::Return {
        leads,
        reason: reason.text()?,
        note: note.text(),
    })
}

/// What is asked about what sales says; read by [`as_feedback`].
pub(super) fn said(verdicts: &[settings::Choice], ctx: &Ctx<'_>) -> Vec<FormField> {
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

pub(super) fn as_feedback(leads: Vec<u64>, entries: Vec<Entry>) -> Option<Deed> {
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
pub(super) fn reply(ctx: &Ctx<'_>) -> Vec<FormField> {
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

pub(super) fn as_reply(leads: Vec<u64>, entries: Vec<Entry>) -> Option<Deed> {
    let [text, decision] = <[Entry; 2]>::try_from(entries).ok()?;
    Some(Deed::Reply {
        leads,
        text: text.text()?,
        decision: decision.text().and_then(|it| it.parse().ok()),
    })
}
