//! Tells what was changed, by whom: one sentence for the status line, for one's own deeds and others'.

use crate::i18n::{Arg, Locale, Msg};
use crate::model::{Clean, Kind, LeadId, UserId, Verb};
use crate::workspace::{Notice, Workspace};

use super::screens::layer_name;

/// The sentence for a notice; nothing where there is nothing to say.
#[must_use]
pub fn tell(notice: &Notice, me: UserId, workspace: &Workspace, locale: &Locale) -> Option<Clean> {
    let (info, keys) = match notice {
        Notice::Changed { info, keys } => (info, keys),
        Notice::CutOff(why) => {
            let args = [("why", why.as_str().into())];
            return Some(Clean::from_string(locale.t_args(Msg::SaidCutOff, &args)));
        }
        Notice::Rebuilt(_) | Notice::Live => return None,
    };
    let book = workspace.book();
    let who = match info.actor {
        Some(actor) if actor == me => locale.t(Msg::SaidYou),
        Some(actor) => book
            .users
            .get(actor.0)
            .map_or_else(|| actor.to_string(), |user| user.name.clone()),
        None => locale.t(Msg::AppName),
    };
    let mut leads = keys.iter().filter(|key| key.kind == Kind::Lead);
    let lead = match (leads.next(), leads.next()) {
        (Some(key), None) => book.lead(LeadId(key.id)),
        _ => None,
    };
    let Some(lead) = lead else {
        let args = [
            ("who", Arg::from(who)),
            ("count", Arg::from(info.count)),
            ("verb", locale.t(verb_name(info.verb)).into()),
        ];
        return Some(Clean::from_string(locale.t_args(Msg::SaidMany, &args)));
    };
    let args = [
        ("who", Arg::from(who)),
        ("what", lead.name().into()),
        ("layer", locale.t(layer_name(lead.layer)).into()),
        ("verb", locale.t(verb_name(info.verb)).into()),
    ];
    let message = match info.verb {
        Verb::Move | Verb::Reopen | Verb::Wake => Msg::SaidMoved,
        Verb::Undo | Verb::Redo => Msg::SaidTurned,
        Verb::Create
        | Verb::Edit
        | Verb::Win
        | Verb::Lose
        | Verb::Park
        | Verb::Assign
        | Verb::Feedback
        | Verb::Touch
        | Verb::Next
        | Verb::Settings
        | Verb::Import => Msg::SaidDone,
    };
    Some(Clean::from_string(locale.t_args(message, &args)))
}

/// What a verb is called when it is done.
const fn verb_name(verb: Verb) -> Msg {
    match verb {
        Verb::Create => Msg::VerbCreate,
        Verb::Edit => Msg::VerbEdit,
        Verb::Move => Msg::VerbMove,
        Verb::Win => Msg::VerbWin,
        Verb::Lose => Msg::VerbLose,
        Verb::Park => Msg::VerbPark,
        Verb::Wake => Msg::VerbWake,
        Verb::Reopen => Msg::VerbReopen,
        Verb::Assign => Msg::VerbAssign,
        Verb::Feedback => Msg::VerbFeedback,
        Verb::Touch => Msg::VerbTouch,
        Verb::Next => Msg::VerbNext,
        Verb::Settings => Msg::VerbSettings,
        Verb::Import => Msg::VerbImport,
        Verb::Undo => Msg::VerbUndo,
        Verb::Redo => Msg::VerbRedo,
    }
}
