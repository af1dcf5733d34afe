//! Makes lists of what a filter selects: counts them, or writes them as a file and keeps who was on them.
//!
//! Nothing that is there is written over, and no half file is left.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::clipboard::MAX_COPY_BYTES;
use super::desk::Seat;
use super::files::{expanded, folder};
use crate::i18n::{Locale, Msg};
use crate::model::segments::Arm;
use crate::model::{Clean, Command, Moment, OpId, Request};
use crate::ui::{ListOrder, ListSaid, export_trouble, members};
use crate::workspace::lists::{ListFormat, ListPlan, Listed, Person, table, write};
use crate::workspace::{Shared, WorkspaceError};

/// Who makes a list, and when.
pub(super) struct Maker<'a> {
    pub(super) workspace: &'a Shared,
    pub(super) seat: &'a Seat,
    pub(super) now: Moment,
    pub(super) op: OpId,
    pub(super) locale: &'a Locale,
}

impl Maker<'_> {
    /// Counts a list or makes it; it goes on as long as `goes_on` says so of how many are read.
    pub(super) fn list(&self, order: &ListOrder, goes_on: &mut dyn FnMut(u64) -> bool) -> ListSaid {
        match self.attempt(order, goes_on) {
            Ok(said) => said,
            Err(why) => ListSaid::Failed(why),
        }
    }

    fn attempt(
        &self,
        order: &ListOrder,
        goes_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<ListSaid, Clean> {
        let place = order
            .file
            .as_ref()
            .map(|file| self.place(file))
            .transpose()?;
        let zone = self.workspace.book().settings().general.zone;
        let plan = ListPlan {
            name: order.name.clone(),
            filter: order.of.filter.clone(),
            unit: order.of.unit,
            split: order.split,
            hold_out: order.hold_out,
            contacted: order.since.map(|day| Moment::start_of(day, zone)),
            note: order.note.clone(),
        };
        let all = match &order.of.members {
            Some(members) => members.clone(),
            None => members(
                self.workspace,
                &self.seat.name,
                (&order.of.filter, order.of.unit),
                self.now,
                self.locale,
            )?,
        };
        let failed = |error: &WorkspaceError| self.failed(error);
        let listed = self.workspace.listed(&plan, &all);
        if !order.write {
            let count = |arm| listed.arm(arm).count();
            let counts = [
                count(Arm::A),
                count(Arm::B),
                count(Arm::HoldOut),
                listed.excluded,
            ];
            let order = Box::new(order.clone());
            return Ok(ListSaid::Counted { order, counts });
        }
        let mut pulse = |done| {
            if goes_on(done) {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        let people = self.workspace.listed_people(&plan, &listed, &mut pulse);
        let people = people.map_err(|it| failed(&it))?;
        match place {
            Some((path, format)) => self.write(&people, &path, format, &plan, &listed),
            None => self.copy(&people, &plan, &listed),
        }
    }

    /// Where a file is to be, and what it is; it must not be there yet.
    fn place(&self, file: &str) -> Result<(PathBuf, ListFormat), Clean> {
        let path = PathBuf::from(expanded(file, self.seat.home.as_deref()));
        let Some(format) = ListFormat::of(&path) else {
            return Err(self.say(Msg::ListNoFormat, file));
        };
        if path.exists() {
            return Err(self.say(Msg::ListThere, file));
        }
        if !folder(&path).is_dir() {
            return Err(self.say(Msg::ListNoFolder, file));
        }
        Ok((path, format))
    }

    fn say(&self, message: Msg, file: &str) -> Clean {
        Clean::from_string(self.locale.t_args(message, &[("file", file.into())]))
    }

    fn failed(&self, error: &dyn std::fmt::Display) -> Clean {
        let why = error.to_string();
        let args = [("why", why.as_str().into())];
        Clean::from_string(self.locale.t_args(Msg::ListFailed, &args))
    }

    /// Who got something is kept before anybody can send it.
    fn keep(&self, plan: &ListPlan, listed: &Listed) -> Result<(), Clean> {
        let list = listed.record(plan, self.seat.user, self.now);
        let request = Request {
            op: self.op,
            actor: self.seat.user,
            command: Command::Create(vec![list.into()]),
        };
        let done = self.workspace.execute(&request, self.now);
        done.map_err(|error| self.failed(&error))?;
        self.workspace.sync().map_err(|error| self.failed(&error))
    }

    fn write(
        &self,
        people: &[Person],
        path: &Path,
        format: ListFormat,
        plan: &ListPlan,
        listed: &Listed,
    ) -> Result<ListSaid, Clean> {
        let shown = path.display().to_string();
        let failed = |error: &dyn std::fmt::Display| self.failed(error);
        let draft = tempfile::NamedTempFile::new_in(folder(path)).map_err(|it| failed(&it))?;
        let file = draft.reopen().map_err(|it| failed(&it))?;
        let rows = write(people, format, file, &shown, self.now)
            .map_err(|it| export_trouble(&it, self.locale))?;
        draft.as_file().sync_all().map_err(|it| failed(&it))?;
        self.keep(plan, listed)?;
        draft
            .persist_noclobber(path)
            .map_err(|it| failed(&it.error))?;
        Ok(ListSaid::Written {
            file: Clean::from_string(shown),
            rows,
        })
    }

    fn copy(&self, people: &[Person], plan: &ListPlan, listed: &Listed) -> Result<ListSaid, Clean> {
        let (lines, rows) = table(people, MAX_COPY_BYTES);
        let all = people.len() as u64;
        if rows < all {
            let count = |n: u64| self.locale.count(i64::try_from(n).unwrap_or(i64::MAX));
            let (fit, all) = (count(rows), count(all));
            let args = [("fit", fit.as_str().into()), ("all", all.as_str().into())];
            return Err(Clean::from_string(
                self.locale.t_args(Msg::ListTooLong, &args),
            ));
        }
        self.keep(plan, listed)?;
        let clean = |line: Vec<String>| line.into_iter().map(Clean::from_string).collect();
        Ok(ListSaid::Copied {
            table: lines.into_iter().map(clean).collect(),
            rows,
        })
    }
}
