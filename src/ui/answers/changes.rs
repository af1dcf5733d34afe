//! Answers what was changed last: the workspace's change sets in words, newest first.

use crate::i18n::{Locale, Msg};
use crate::model::{Clean, Moment, SetInfo};
use crate::ui::desk::ChangeLine;
use crate::ui::wording::retell;
use crate::ui::wording::tell::{name_of, verb_name};
use crate::ui::wording::told::more;
use crate::workspace::{LogFilter, Workspace};

/// How many change sets are shown.
const SHOWN: usize = 60;

/// The last change sets; the book must not be held, for the store comes before the book.
pub(super) fn changes(
    workspace: &Workspace,
    me: &str,
    now: Moment,
    locale: &Locale,
) -> Vec<ChangeLine> {
    let filter = LogFilter {
        actor: None,
        before: None,
        limit: SHOWN,
    };
    let infos = workspace.log(&filter).unwrap_or_default();
    infos
        .iter()
        // What takes back is told with what it took back.
        .filter(|info| info.verb.back().is_none())
        .map(|info| line(info, workspace, me, now, locale))
        .collect()
}

fn line(
    info: &SetInfo,
    workspace: &Workspace,
    me: &str,
    now: Moment,
    locale: &Locale,
) -> ChangeLine {
    let did = retell::did(info, workspace);
    let by = info.undone_by.and_then(|seq| workspace.info(seq).ok()?);
    let book = workspace.book();
    let zone = book.settings().general.zone;
    let who = |info: &SetInfo| name_of(info.actor, &book, locale);
    let name = did.name(&book, locale);
    let when = |info: &SetInfo| retell::when(info.at, zone, now, locale);
    ChangeLine {
        seq: info.seq.0,
        when: Clean::from_string(when(info)),
        who: who(info),
        mine: who(info).as_str() == me,
        what: {
            let what = retell::words(info, &did, verb_name(info.verb), name, locale);
            let what = match did.field(&book, locale) {
                Some(field) => more(what, field),
                None => what,
            };
            Clean::from_string(what.text())
        },
        leads: did.leads,
        undone: by.map(|by| {
            let (who, when) = (who(&by), when(&by));
            let who = if who.as_str() == me {
                Clean::from_string(locale.t(Msg::SaidYou))
            } else {
                who
            };
            let args = [("who", who.as_str().into()), ("when", when.into())];
            Clean::from_string(locale.t_args(Msg::ChangeUndone, &args))
        }),
    }
}
