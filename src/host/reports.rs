//! Writes a report into a file: it appears whole or not at all, and over nothing that was not meant to go.

use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::desk::Seat;
use super::files::{expanded, folder};
use crate::i18n::{Locale, Msg};
use crate::model::{Clean, Moment};
use crate::ui::{NotMade, ReportOrder, ReportSaid, report, system};
use crate::workspace::Shared;
use crate::workspace::as_of::Progress;
use crate::workspace::import::SystemFault;

/// Who writes a report, and when.
pub(super) struct Reporter<'a> {
    pub(super) workspace: &'a Shared,
    pub(super) seat: &'a Seat,
    pub(super) now: Moment,
    pub(super) locale: &'a Locale,
}

impl Reporter<'_> {
    /// Makes it and writes it; nothing where it was stopped.
    pub(super) fn write(
        &self,
        order: &ReportOrder,
        goes_on: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Option<ReportSaid> {
        let path = PathBuf::from(expanded(&order.file, self.seat.home.as_deref()));
        if path.is_dir() {
            return Some(self.say(Msg::ReportIsFolder, order));
        }
        if !folder(&path).is_dir() {
            return Some(self.say(Msg::ListNoFolder, order));
        }
        if !order.over && path.exists() {
            return Some(ReportSaid::There(Box::new(order.clone())));
        }
        let asked = (self.now, self.locale);
        let bytes = match report(self.workspace, &self.seat.name, order, asked, goes_on) {
            Ok(bytes) => bytes,
            Err(NotMade::Stopped) => return None,
            Err(NotMade::Failed(why)) => return Some(ReportSaid::Failed(why)),
        };
        Some(match keep(&path, order.over, &bytes) {
            Ok(()) => ReportSaid::Written {
                file: Clean::from_string(path.display().to_string()),
                bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            },
            // Somebody was quicker.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                ReportSaid::There(Box::new(order.clone()))
            }
            Err(error) => {
                let why = system(&SystemFault::of(&error), self.locale);
                let args = [
                    ("file", order.file.as_str().into()),
                    ("why", why.as_str().into()),
                ];
                let text = self.locale.t_args(Msg::ReportNotWritten, &args);
                ReportSaid::Failed(Clean::from_string(text))
            }
        })
    }

    fn say(&self, message: Msg, order: &ReportOrder) -> ReportSaid {
        let args = [("file", order.file.as_str().into())];
        ReportSaid::Failed(Clean::from_string(self.locale.t_args(message, &args)))
    }
}

fn keep(path: &Path, over: bool, bytes: &[u8]) -> std::io::Result<()> {
    let mut draft = tempfile::NamedTempFile::new_in(folder(path))?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    let kept = if over {
        draft.persist(path)
    } else {
        draft.persist_noclobber(path)
    };
    kept.map(drop).map_err(|error| error.error)
}
