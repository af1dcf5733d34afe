//! Tells what was changed, by whom: one sentence for the status line, for one's own deeds and others'.

use super::refusals::trouble;
use super::retell;
use super::told::more;
use crate::i18n::{Locale, Msg};
use crate::model::{Back, Clean, Key, Kind, Layer, LeadId, SetInfo, UserId, Verb};
use crate::ui::action::AppAction;
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::words::Words;
use crate::workspace::{Book, LeadRow, Notice, Workspace};

/// The sentence for a notice; nothing where there is nothing to say.
#[must_use]
pub fn tell(notice: &Notice, me: UserId, workspace: &Workspace, locale: &Locale) -> Option<Words> {
    match notice {
        Notice::Changed { info, keys } => Some(changed(info, keys, me, workspace, locale)),
        Notice::CutOff(why) => {
            let args = [("why", trouble(why, locale).into_string().into())];
            Some(Clean::from_string(locale.t_args(Msg::SaidCutOff, &args)).into())
        }
        Notice::Rebuilt(_) | Notice::Live => None,
    }
}

/// What turns round what the reader did, took back or did again; nothing for what others did.
#[must_use]
pub fn turns(notice: &Notice, me: UserId) -> Option<AppAction> {
    let Notice::Changed { info, .. } = notice else {
        return None;
    };
    if info.actor != Some(me) {
        return None;
    }
    Some(match info.verb.back() {
        Some(Back::Undo) => AppAction::Redo,
        Some(Back::Redo) | None => AppAction::Undo,
    })
}

/// What was taken back or done again: one's own without a name.
fn turned(info: &SetInfo, back: Back, me: UserId, workspace: &Workspace, locale: &Locale) -> Words {
    let read = workspace.view(|view| {
        let undone = info.undoes.and_then(|seq| retell::taken_back(seq, view));
        let undone = undone.unwrap_or_else(|| info.clone());
        let did = retell::did(&undone, view, Some(me));
        Ok((undone, did))
    });
    let (undone, did) = read.unwrap_or_else(|_| (info.clone(), retell::Did::default()));
    let book = workspace.book();
    let name = did.name(&book, locale);
    let what = retell::words(&undone, &did, verb_name(undone.verb), name, locale);
    let what = did
        .field(&book, locale)
        .map_or(what.clone(), |field| more(what, field));
    let message = match (back, info.actor == Some(me)) {
        (Back::Undo, true) => Msg::SaidUndoneMine,
        (Back::Undo, false) => Msg::SaidUndone,
        (Back::Redo, true) => Msg::SaidRedoneMine,
        (Back::Redo, false) => Msg::SaidRedone,
    };
    let who = Words::one(who(info, me, &book, locale), Role::Strong);
    Words::of(
        locale,
        message,
        Role::Quiet,
        &[("who", who), ("what", what)],
        &[],
    )
}

fn changed(
    info: &SetInfo,
    keys: &[Key],
    me: UserId,
    workspace: &Workspace,
    locale: &Locale,
) -> Words {
    // What was taken back is asked before the book is held: the store comes before the book.
    if let Some(back) = info.verb.back() {
        return turned(info, back, me, workspace, locale);
    }
    let on = subject(keys, workspace);
    // One field is told with what it holds now, and of several records how many of what they are.
    let did = match (info.verb, keys) {
        (Verb::Edit | Verb::Create | Verb::Settings, [_]) => true,
        _ => on.is_none(),
    };
    let did = did.then(|| workspace.view(|view| Ok(retell::did(info, view, Some(me)))));
    let did = did.and_then(Result::ok).unwrap_or_default();
    let book = workspace.book();
    let field = did.field(&book, locale);
    let with_field = |words: Words| match &field {
        Some(field) => more(words, field.clone()),
        None => words,
    };
    let sentence = |message, values: &[(&str, Clean, Role)]| {
        Words::sentence(locale, message, Role::Quiet, values, &[])
    };
    let who = ("who", who(info, me, &book, locale), Role::Strong);
    let verb = Clean::from_string(locale.t(verb_name(info.verb)));
    let verb = ("verb", verb, Role::Text);
    let Some(lead) = on.and_then(|id| book.lead(id)) else {
        let name = did.name(&book, locale);
        let what = name.unwrap_or_else(|| did.counted(info, locale));
        let what = ("what", what, Role::Strong);
        return with_field(sentence(Msg::SaidDone, &[who, verb, what]));
    };
    let what = ("what", Clean::from_string(lead.name()), Role::Strong);
    let to = ("to", layer(lead.layer(), locale), Role::Layer(lead.layer()));
    match (info.verb, from(&lead, &book)) {
        (Verb::Move, Some(from)) => {
            let from = ("from", layer(from, locale), Role::Layer(from));
            sentence(Msg::SaidMoved, &[who, what, from, to])
        }
        (Verb::Move | Verb::Reopen | Verb::Wake, _) => {
            sentence(Msg::SaidIn, &[who, verb, what, to])
        }
        (Verb::Win, _) => {
            let verb = (verb.0, verb.1, Role::Won);
            let said = sentence(Msg::SaidDone, &[who, verb, what]);
            match lead.value() {
                Some(_) => said,
                // No sum of what was won knows of it.
                None => more(
                    said,
                    Words::one(Clean::from_string(locale.t(Msg::SaidNoValue)), Role::Look),
                ),
            }
        }
        _ => with_field(sentence(Msg::SaidDone, &[who, verb, what])),
    }
}

/// The lead that all of it is about, if there is one.
fn subject(keys: &[Key], workspace: &Workspace) -> Option<LeadId> {
    let mut leads = keys.iter().filter(|key| key.kind == Kind::Lead);
    match (leads.next(), leads.next(), keys) {
        (Some(key), None, _) => Some(LeadId(key.id)),
        (None, _, [only]) => workspace.get(*only).ok()??.record.speaks_of(),
        _ => None,
    }
}

fn who(info: &SetInfo, me: UserId, book: &Book, locale: &Locale) -> Clean {
    if info.actor == Some(me) {
        return Clean::from_string(locale.t(Msg::SaidYou));
    }
    name_of(info.actor, book, locale)
}

/// What somebody is called; the program has the program's name.
pub(in crate::ui) fn name_of(actor: Option<UserId>, book: &Book, locale: &Locale) -> Clean {
    Clean::from_string(match actor {
        Some(actor) => book
            .users
            .get(actor.0)
            .map_or_else(|| actor.to_string(), |user| user.name.clone()),
        None => locale.t(Msg::AppName),
    })
}

fn layer(layer: Layer, locale: &Locale) -> Clean {
    Clean::from_string(locale.t(layer_name(layer)))
}

/// The layer that a lead was in before its last move.
fn from(lead: &LeadRow<'_>, book: &Book) -> Option<Layer> {
    book.layer_before(lead.id())
        .filter(|before| *before != lead.layer())
}

/// What a verb is called when it is done.
pub(in crate::ui) const fn verb_name(verb: Verb) -> Msg {
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
        Verb::Handover => Msg::VerbHandover,
        Verb::Accept => Msg::VerbAccept,
        Verb::Return => Msg::VerbReturn,
        Verb::Feedback => Msg::VerbFeedback,
        Verb::Reply => Msg::VerbReply,
        Verb::Touch => Msg::VerbTouch,
        Verb::Next => Msg::VerbNext,
        Verb::Remove => Msg::VerbRemove,
        Verb::Settings => Msg::VerbSettings,
        Verb::Import => Msg::VerbImport,
        Verb::Undo => Msg::VerbUndo,
        Verb::Redo => Msg::VerbRedo,
    }
}
