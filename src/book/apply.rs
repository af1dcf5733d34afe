//! Keeps the book up with the change sets that are committed.

use super::Book;
use super::episodes::status_code;
use crate::model::settings::BadSection;
use crate::model::{
    Change, FieldEdit, Kind, ListId, Op, Record, Seq, SetInfo, Settings, Status, Value,
};

/// A change set that does not follow on the book's state: it has to be built anew.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutOfStep {
    /// Change sets are missing in between.
    #[error("change set {got} does not follow on {have}")]
    Gap {
        /// What the book has.
        have: Seq,
        /// What came.
        got: Seq,
    },
    /// A change speaks of a record or field that the book does not have.
    #[error("change set {seq} does not fit the book ({detail})")]
    Misfit {
        /// The change set.
        seq: Seq,
        /// What does not fit.
        detail: String,
    },
    /// The change brings settings that can't be used.
    #[error(transparent)]
    Section(#[from] BadSection),
}

impl Book {
    /// Begins a change set; its changes follow through `apply`, then `applied`.
    ///
    /// # Errors
    /// `Gap` where it is not the one after the book's head.
    pub fn follows(&self, info: &SetInfo) -> Result<(), OutOfStep> {
        if info.seq == self.head.next() {
            Ok(())
        } else {
            Err(OutOfStep::Gap {
                have: self.head,
                got: info.seq,
            })
        }
    }

    /// Applies one change of the set with the given number.
    ///
    /// # Errors
    /// `Misfit` where the book does not have what the change speaks of.
    pub fn apply(&mut self, seq: Seq, change: &Change) -> Result<(), OutOfStep> {
        self.whole.forget_change(change);
        let id = change.key.id;
        let misfit = |detail: String| OutOfStep::Misfit { seq, detail };
        match (change.op, change.key.kind) {
            (Op::Insert, _) => {
                let record = change
                    .apply(None)
                    .map_err(|e| misfit(e.to_string()))?
                    .ok_or_else(|| misfit(change.key.to_string()))?;
                self.put(id, seq, record)?;
                self.forget_pace(change);
            }
            (Op::Remove, kind) => {
                self.forget_pace(change);
                self.remove(kind, id);
            }
            (Op::Update, Kind::Lead) => {
                self.forget_pace(change);
                self.update_lead(id, &change.edits);
                self.forget_pace(change);
            }
            (Op::Update, Kind::Account) => {
                let row = self
                    .accounts
                    .rows
                    .get(id)
                    .ok_or_else(|| misfit(change.key.to_string()))?;
                for edit in &change.edits {
                    self.accounts.set(row, edit.field, &edit.after);
                }
            }
            (
                Op::Update,
                Kind::User
                | Kind::Product
                | Kind::Setting
                | Kind::Segment
                | Kind::Resolution
                | Kind::Meeting
                | Kind::List,
            ) => {
                let current = self.small(change.key.kind, id);
                let record = change
                    .apply(current)
                    .map_err(|e| misfit(e.to_string()))?
                    .ok_or_else(|| misfit(change.key.to_string()))?;
                self.put(id, seq, record)?;
            }
            (Op::Update, Kind::Contact) => self.rename(id, &change.edits),
            (Op::Update, kind @ (Kind::Feedback | Kind::Touch)) => {
                self.reword(kind, id, &change.edits)
            }
        }
        Ok(())
    }

    /// Ends a change set: the book now stands at it.
    pub const fn applied(&mut self, seq: Seq) {
        self.whole.settled();
        self.head = seq;
    }

    /// Limits follow from won leads: where none changes, they stand.
    fn forget_pace(&mut self, change: &Change) {
        let of_won = || {
            let row = self.episodes.rows.get(change.key.id)?;
            let won = status_code(Status::Won);
            let status = &self.episodes.columns.status;
            self.episodes.chain(row).find(|it| status[*it] == won)
        };
        let moved = |edit: &FieldEdit| {
            matches!(
                (&edit.before, &edit.after),
                (Value::Track(_), _) | (_, Value::Track(_))
            )
        };
        if change.key.kind == Kind::Lead && change.edits.iter().any(moved) && of_won().is_some() {
            self.pace.take();
        }
    }

    fn small(&self, kind: Kind, id: u64) -> Option<Record> {
        match kind {
            Kind::User => self.users.get(id).cloned().map(Record::from),
            Kind::Product => self.products.get(id).cloned().map(Record::from),
            Kind::Setting => self.sections.get(id).cloned().map(Record::from),
            Kind::Segment => self.segments.get(id).cloned().map(Record::from),
            Kind::Resolution => {
                let kept = self.meetings.resolution(id)?;
                Some(kept.record.clone().into())
            }
            Kind::Meeting => self.meetings.held.get(id).cloned().map(Record::from),
            Kind::List => self.lists.get(ListId(id)).map(|it| it.list.clone().into()),
            Kind::Account | Kind::Contact | Kind::Lead | Kind::Feedback | Kind::Touch => None,
        }
    }

    fn update_lead(&mut self, id: u64, edits: &[FieldEdit]) {
        self.following(id, |book| book.edit_lead(id, edits));
        let rows = self.episodes.columns.len();
        if self.engaged.get().is_some_and(|it| it.leads.rows() != rows) {
            self.engaged.take();
        }
    }

    fn edit_lead(&mut self, id: u64, edits: &[FieldEdit]) {
        for FieldEdit { field, after, .. } in edits {
            let is_account = Kind::Lead
                .definition(*field)
                .is_some_and(|it| it.name == "account");
            if is_account {
                let account = match after {
                    Value::Integer(id) => self.accounts.rows.get(id.cast_unsigned()),
                    Value::None | Value::Text(_) | Value::Date(_) | Value::Track(_) => None,
                };
                self.engaged.take();
                self.episodes.set_account(id, account);
            } else {
                self.episodes.set(id, *field, after);
            }
        }
    }

    fn rename(&mut self, id: u64, edits: &[FieldEdit]) {
        for FieldEdit { field, after, .. } in edits {
            let name = Kind::Contact.definition(*field).map_or("", |it| it.name);
            self.people.set(id, name, after.into());
        }
    }

    fn reword(&mut self, kind: Kind, id: u64, edits: &[FieldEdit]) {
        for FieldEdit { field, after, .. } in edits {
            let name = kind.definition(*field).map_or("", |it| it.name);
            let leads = self.talk.edit(kind, id, name, after);
            self.heard(leads);
        }
    }

    fn remove(&mut self, kind: Kind, id: u64) {
        match kind {
            Kind::Account => {
                self.engaged.take();
                self.accounts.remove(id);
            }
            Kind::Lead => {
                self.engaged.take();
                self.episodes.remove(id);
            }
            Kind::User => self.users.put(id, None),
            Kind::Product => self.products.put(id, None),
            Kind::Segment => self.keep_segment(id, None),
            Kind::Resolution => self.meetings.keep(id, None),
            Kind::Meeting => self.meetings.hold(id, None),
            Kind::List => self.lists.put(id, None),
            Kind::Setting => {
                self.pace.take();
                self.sections.put(id, None);
                // What is left was in force before, so it can be used.
                self.settings =
                    Settings::from_records(self.sections.iter().map(|it| it.1)).unwrap_or_default();
            }
            Kind::Contact => self.people.remove(id),
            Kind::Feedback | Kind::Touch => {
                let lead = self.talk.remove(kind, id);
                self.heard([lead]);
            }
        }
    }
}
