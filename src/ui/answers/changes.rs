//! Answers what was changed last: the workspace's change sets in words, newest first.

use super::saved::user;
use crate::i18n::{Locale, Msg};
use crate::model::{Clean, Moment, SetInfo};
use crate::ui::desk::ChangeLine;
use crate::ui::wording::retell::{self, Did};
use crate::ui::wording::tell::{name_of, verb_name};
use crate::ui::wording::told::more;
use crate::workspace::{Book, LogFilter, Workspace};

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
    let reader = user(&workspace.book(), me);
    let sets = workspace.view(|view| {
        let infos = view.log(&filter)?.into_iter();
        // What takes back is told with what it took back.
        let told = infos.filter(|info| info.verb.back().is_none());
        let set = |info: SetInfo| Set {
            did: retell::did(&info, view, reader),
            by: info.undone_by.and_then(|seq| view.info(seq).ok()?),
            info,
        };
        Ok(told.map(set).collect::<Vec<_>>())
    });
    let book = workspace.book();
    let sets = sets.unwrap_or_default();
    sets.into_iter()
        .map(|set| line(set, &book, me, now, locale))
        .collect()
}

/// A change set with what it did, and the one that took it back.
struct Set {
    info: SetInfo,
    did: Did,
    by: Option<SetInfo>,
}

fn line(set: Set, book: &Book, me: &str, now: Moment, locale: &Locale) -> ChangeLine {
    let Set { info, did, by } = set;
    let zone = book.settings().general.zone;
    let who = |info: &SetInfo| name_of(info.actor, book, locale);
    let name = did.name(book, locale);
    let when = |info: &SetInfo| retell::when(info.at, zone, now, locale);
    let what = retell::words(&info, &did, verb_name(info.verb), name, locale);
    let what = match did.field(book, locale) {
        Some(field) => more(what, field),
        None => what,
    };
    ChangeLine {
        seq: info.seq.0,
        when: Clean::from_string(when(&info)),
        who: who(&info),
        mine: who(&info).as_str() == me,
        what: Clean::from_string(what.text()),
        records: info.count,
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
