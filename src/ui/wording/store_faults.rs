//! Says in the reader's language what keeps the data from being read or written.
//!
//! What another program said (the system, the database) is in English; it goes into messages as `original`, which
//! repeat it: the others in brackets, behind what it means.

use std::path::Path;

use crate::i18n::{Arg, Locale, Msg};
use crate::model::Key;
use crate::workspace::StoreError;

/// What is wrong, and what mends it.
#[must_use]
pub fn said(error: &StoreError, locale: &Locale) -> String {
    let say = |message, args: &[(&str, Arg<'_>)]| locale.t_args(message, args);
    let file = |path: &Path| ("file", Arg::from(path.display().to_string()));
    let text = |name: &'static str, text: &str| (name, Arg::from(text.to_owned()));
    let of = |message, path: &Path| say(message, &[file(path)]);
    let with = |message, path: &Path, original: &str| {
        say(message, &[file(path), text("original", original)])
    };
    match error {
        StoreError::NotFound { path } => of(Msg::StoreNotFound, path),
        StoreError::Exists { path } => of(Msg::StoreExists, path),
        StoreError::Foreign { path, found } => with(Msg::StoreForeign, path, found),
        StoreError::Newer { path, found, known } => say(
            Msg::StoreNewer,
            &[file(path), text("found", found), text("known", known)],
        ),
        StoreError::Corrupt { path, detail } => with(Msg::StoreCorrupt, path, detail),
        StoreError::ReadOnly { .. } => locale.t(Msg::RefusedStoreReadOnly),
        StoreError::Denied { path, detail } => with(Msg::StoreDenied, path, detail),
        StoreError::Stopped => locale.t(Msg::RefusedStopped),
        StoreError::Full { .. } => locale.t(Msg::RefusedStoreFull),
        StoreError::Network { path, system } => {
            say(Msg::StoreNetwork, &[file(path), text("system", system)])
        }
        StoreError::Busy { .. } => locale.t(Msg::RefusedStoreBusy),
        StoreError::InUse { path } => of(Msg::StoreInUse, path),
        StoreError::Replaced { path } => of(Msg::StoreReplaced, path),
        StoreError::Gone { path } => of(Msg::StoreGone, path),
        StoreError::Unknown { path, detail } => with(Msg::StoreUnknown, path, detail),
        StoreError::Applied { seq, .. } => {
            say(Msg::StoreApplied, &[text("number", &seq.to_string())])
        }
        StoreError::Linked { key, by } => say(
            Msg::StoreLinked,
            &[
                ("what", record(*key, locale).into()),
                ("by", record(*by, locale).into()),
            ],
        ),
        StoreError::Misfit(it) => say(
            Msg::StoreMisfit,
            &[
                ("what", record(it.key, locale).into()),
                text("original", &it.problem),
            ],
        ),
        StoreError::Io { path, detail } => with(Msg::StoreIo, path, detail),
    }
}

/// A record by its kind and number, where its name is not known.
#[must_use]
pub fn record(key: Key, locale: &Locale) -> String {
    let args = [
        ("kind", key.kind.code().into()),
        ("number", key.id.to_string().into()),
    ];
    locale.t_args(Msg::RecordNamed, &args)
}
