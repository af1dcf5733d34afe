//! Does the same to all that a filter selects: finds out who that is and what it comes to, or does it.
//!
//! It writes by a handle of its own, so that nobody here is kept from reading meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};

use super::desk::Seat;
use crate::i18n::{Locale, Msg};
use crate::model::fold::fold;
use crate::model::{Act, Clean, Members, Moment, OpId, Seq, Stroke, Sweep, UserId};
use crate::ui::{SweepOrder, SweepSaid, SweepSum, SweepWhat, members, trouble};
use crate::workspace::{Shared, SweepRun, WorkspaceError};

/// Who sweeps, and when.
pub(super) struct Sweeper<'a> {
    pub(super) workspace: &'a Shared,
    pub(super) seat: &'a Seat,
    pub(super) now: Moment,
    pub(super) op: OpId,
    pub(super) locale: &'a Locale,
    /// Raised while it is written: who else wants to write here, waits.
    pub(super) writing: &'a AtomicBool,
}

/// Why there is nothing to say of it.
pub(super) enum NotSwept {
    /// It was stopped.
    Stopped,
    /// It can't be done, and why.
    Failed(Clean),
}

impl Sweeper<'_> {
    /// Counts what would be changed, or changes it; it goes on as long as `go_on` says so of how far it is, of how much.
    pub(super) fn sweep(
        &self,
        order: &SweepOrder,
        go_on: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<SweepSaid, NotSwept> {
        let (who, seen) = match &order.counted {
            Some((members, seen)) => (members.clone(), Some(Seq(*seen))),
            None => (self.selected(order)?, None),
        };
        let sweep = Sweep {
            stroke: self.stroke(&order.what)?,
            members: who,
            base: seen,
        };
        let failed = |error: WorkspaceError| {
            if matches!(error, WorkspaceError::Stopped) {
                NotSwept::Stopped
            } else {
                NotSwept::Failed(trouble(&error, self.locale))
            }
        };
        let run = SweepRun {
            actor: self.seat.user,
            op: self.op,
            now: self.now,
            dry_run: seen.is_none(),
            go_on,
        };
        let aside = self.workspace.aside().map_err(failed)?;
        self.writing.store(seen.is_some(), Ordering::Release);
        let swept = aside.sweep(&sweep, run);
        self.writing.store(false, Ordering::Release);
        let swept = swept.map_err(failed)?;
        // Whoever was first may be new here, too.
        self.workspace.sync().map_err(failed)?;
        let sum = SweepSum::of(&swept, |user| self.name(user), self.locale);
        let mut order = Box::new(order.clone());
        let to = match &order.what {
            SweepWhat::Stroke(Stroke::Lead(Act::Assign { owner: to } | Act::Handover { to })) => {
                Some(*to)
            }
            SweepWhat::Stroke(_) | SweepWhat::Team(_) => None,
        };
        if to.is_some() {
            order.to = self.name(to);
        }
        if seen.is_some() {
            return Ok(SweepSaid::Done(order, sum));
        }
        order.counted = Some((sweep.members, swept.head.0));
        Ok(SweepSaid::Counted(order, sum))
    }

    fn selected(&self, order: &SweepOrder) -> Result<Members, NotSwept> {
        if let Some(marked) = &order.of.marked {
            return Ok(marked.clone());
        }
        let of = (order.of.filter.as_str(), order.kind.unit());
        let found = members(self.workspace, &self.seat.name, of, self.now, self.locale);
        found.map_err(NotSwept::Failed)
    }

    fn stroke(&self, what: &SweepWhat) -> Result<Stroke, NotSwept> {
        let team = match what {
            SweepWhat::Stroke(stroke) => return Ok(stroke.clone()),
            SweepWhat::Team(team) => fold(team),
        };
        let book = self.workspace.book();
        let users = book.users.iter();
        let of_team = users.filter(|(_, it)| it.team.as_deref().is_some_and(|it| fold(it) == team));
        let among: Vec<UserId> = of_team.map(|(id, _)| UserId(id)).collect();
        if among.is_empty() {
            let args = [("given", team.as_str().into())];
            let why = self.locale.t_args(Msg::FormUnknown, &args);
            return Err(NotSwept::Failed(Clean::from_string(why)));
        }
        Ok(Stroke::Spread(among))
    }

    fn name(&self, user: Option<UserId>) -> Clean {
        let Some(user) = user else {
            return Clean::from_string(self.locale.t(Msg::SweepProgram));
        };
        let book = self.workspace.book();
        let known = book.users.get(user.0);
        known.map_or_else(
            || Clean::from_string(user.to_string()),
            |it| Clean::new(&it.name),
        )
    }
}
