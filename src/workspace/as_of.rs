//! The book as it was at an earlier moment: a second one beside that of now, with the log taken back from its end.
//!
//! It shares with the book of now whatever is the same, so it is there soon and takes room for what differs. Moments
//! count by the minute, as in the book.
//!
//! - A lead's track is cut at the moment by when things happened, whenever they were written down; what was taken back
//!   since counts nowhere. A lead is there once its track has begun.
//! - Its other fields, and those of accounts and contacts, hold what was known of them: the log is taken back from its
//!   end, change by change. Of what was first written down since, but had happened before, the first values count.
//! - Accounts and contacts are there once they were written down, or once a lead that was there has them.
//! - Definitions, names of users and products, and segments are today's: then and now are compared by one measure.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::PoisonError;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{Result, Workspace, WorkspaceError};
use crate::book::Book;
use crate::book::rewind::Since;
use crate::model::{FieldId, Key, Kind, Lead, Moment, Record, Seq, Track, Value};
use crate::store::{Back, Read, Stored};

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many changes of the log are taken back.
    TakenBack(u64),
}

/// A book that was taken back, and what is to be known to take it back further.
#[derive(Debug)]
pub(super) struct Rewound {
    pub(super) book: Book,
    pub(super) since: Since,
    /// The last change set that it has.
    pub(super) last: Seq,
}

impl Rewound {
    /// Nothing is taken back yet.
    fn now(book: Book) -> Self {
        let (since, last) = (Since::default(), book.head());
        Self { book, since, last }
    }
}

/// What the log says of the time since.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// What fields held.
    before: HashMap<Key, HashMap<FieldId, Value>>,
    /// What was first written down since.
    new: HashSet<Key>,
    /// Nothing was written down by then.
    all_new: bool,
}

/// The last moment of a day.
#[must_use]
pub fn end_of(day: NaiveDate, zone: Tz) -> Moment {
    day.succ_opt().map_or(Moment(i64::MAX), |next| {
        Moment(Moment::start_of(next, zone).0 - 1)
    })
}

impl Workspace {
    /// Every record of a kind as it was at a moment, lowest id first, until told to stop.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn each_as_of(
        &self,
        kind: Kind,
        moment: Moment,
        each: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<()> {
        let mut store = self.store().another()?;
        let read = store.read()?;
        let mut then = Then::of(&*read, known(&*read, moment)?, moment);
        if matches!(kind, Kind::Account | Kind::Contact) {
            // Some are there only because a lead is.
            then.each(Kind::Lead, |then, stored| {
                then.lead(stored);
                Ok(())
            })?;
        }
        let mut ended = false;
        then.each(kind, |then, stored| {
            let was = if kind == Kind::Lead {
                then.lead(stored)
            } else {
                then.other(kind, stored)
            };
            ended = ended || was.is_some_and(|it| each(it).is_break());
            if ended {
                Err(WorkspaceError::Stopped)
            } else {
                Ok(())
            }
        })
        .or_else(|error| if ended { Ok(()) } else { Err(error) })
    }

    /// The book as it was at the end of a moment's minute; the book of now has to be there or is made first.
    ///
    /// # Errors
    /// `Stopped` where `progress` says so; where the data can't be read.
    pub fn as_of(
        &self,
        moment: Moment,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Book> {
        Ok(self.take_back(None, moment, progress)?.book)
    }

    /// The same from the book of a later moment, or from that of now.
    pub(super) fn take_back(
        &self,
        from: Option<Rewound>,
        moment: Moment,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Rewound> {
        self.ensure_loaded()?;
        let mut store = self.store().another()?;
        let apart = self.keeping.apart.read();
        let _written_to = apart.unwrap_or_else(PoisonError::into_inner);
        let later = match from {
            Some(later) => later,
            None => Rewound::now(self.second()?),
        };
        let (mut book, upto) = (later.book, later.last);
        let read = store.read()?;
        // Before the first set there was nothing: what it brought is new without looking.
        let last = read.last_by(moment)?;
        let mut since = later.since.and_after(moment, last == Seq::ZERO);
        let mut taken = 0;
        let mut outcome = Ok(());
        read.back(last.max(Seq(1)), upto, &mut |changes| {
            taken += changes.len() as u64;
            for change in &changes {
                match change {
                    Back::Inserted(key) => since.inserted(*key),
                    Back::Removed(key) => since.removed(*key),
                    Back::Updated(change) => book.give_back(change, &since),
                }
            }
            outcome = go_on(progress(Progress::TakenBack(taken)));
            match outcome {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
        outcome?;
        go_on(progress(Progress::TakenBack(taken)))?;
        book.take_back(&since);
        Ok(Rewound { book, since, last })
    }

    /// A second book beside that of now.
    fn second(&self) -> Result<Book> {
        let mut book = self.changing();
        if self.keeping.is_whole() {
            return Ok(book.second());
        }
        drop(book);
        // Half of a set is in it, until somebody has built it anew.
        let mut store = self.store().another()?;
        let read = store.read()?;
        super::build::build(&*read)
    }
}

pub(super) fn go_on(flow: ControlFlow<()>) -> Result<()> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(WorkspaceError::Stopped),
    }
}

/// Reads the log back to the last change set of the moment.
fn known(read: &dyn Read, moment: Moment) -> Result<Known> {
    let mut known = Known::default();
    let last = read.last_by(moment)?;
    known.all_new = last == Seq::ZERO;
    read.back(last.max(Seq(1)), read.head()?, &mut |changes| {
        changes.into_iter().for_each(|it| known.take_back(it));
        ControlFlow::Continue(())
    })?;
    Ok(known)
}

impl Known {
    /// Before anything of the log is read.
    pub(super) fn after(all_new: bool) -> Self {
        Self {
            all_new,
            ..Self::default()
        }
    }

    /// Takes a change back; they come newest first, so what an earlier one says holds.
    pub(super) fn take_back(&mut self, change: Back) {
        let change = match change {
            Back::Inserted(key) => {
                self.new.insert(key);
                return;
            }
            // What it held then is what it holds, if it came back.
            Back::Removed(key) => {
                self.new.remove(&key);
                return;
            }
            Back::Updated(change) => change,
        };
        match change.key.kind {
            Kind::Account | Kind::Contact | Kind::Lead | Kind::Feedback | Kind::Touch => {}
            Kind::User
            | Kind::Product
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => return,
        }
        let fields = self.before.entry(change.key).or_default();
        let plain = change.edits.into_iter().filter(|it| {
            !matches!(it.before, Value::Track(_)) && !matches!(it.after, Value::Track(_))
        });
        fields.extend(plain.map(|it| (it.field, it.before)));
    }

    /// Gives a record the values that it had.
    fn restore(&self, key: Key, record: &mut Record) {
        for (field, value) in self.before.get(&key).into_iter().flatten() {
            // The log holds what the field held, so it fits.
            let _fits = record.set(*field, value.clone());
        }
    }
}

/// Records as they were.
pub(super) struct Then<'a> {
    read: &'a dyn Read,
    known: Known,
    moment: Moment,
    /// What leads of that time link to.
    linked: HashSet<Key>,
}

impl<'a> Then<'a> {
    /// What a store holds, by what the log says of the time since.
    pub(super) fn of(read: &'a dyn Read, known: Known, moment: Moment) -> Self {
        Self {
            read,
            known,
            moment,
            linked: HashSet::new(),
        }
    }

    /// Notes what was there because something else was.
    pub(super) fn link(&mut self, keys: impl Iterator<Item = Key>) {
        self.linked.extend(keys);
    }

    /// What was there because something else was.
    pub(super) fn linked(self) -> Vec<Key> {
        self.linked.into_iter().collect()
    }

    /// A lead as it was, if it was there; what it had links to was there too.
    pub(super) fn lead(&mut self, mut stored: Stored) -> Option<Stored> {
        let key = Key::new(Kind::Lead, stored.id);
        self.known.restore(key, &mut stored.record);
        let Record::Lead(lead) = &mut stored.record else {
            return None;
        };
        if !cut(lead, self.moment) {
            return None;
        }
        let account = lead.account.map(|it| Key::new(Kind::Account, it.0));
        let contact = lead.contact.map(|it| Key::new(Kind::Contact, it.0));
        self.linked.extend(account.into_iter().chain(contact));
        Some(stored)
    }

    /// Any other record as it was, if it was there.
    pub(super) fn other(&self, kind: Kind, mut stored: Stored) -> Option<Stored> {
        let key = Key::new(kind, stored.id);
        self.known.restore(key, &mut stored.record);
        if let Record::Feedback(it) = &mut stored.record
            && it.replied.is_some_and(|at| at > self.moment)
        {
            *it = it.unreplied();
        }
        self.was_there(key, &stored.record).then_some(stored)
    }

    fn was_there(&self, key: Key, record: &Record) -> bool {
        let is_new = self.known.all_new || self.known.new.contains(&key);
        let happened = |at: Option<Moment>| match at {
            Some(at) => at <= self.moment,
            None => !is_new,
        };
        match record {
            Record::Feedback(it) => happened(it.at),
            Record::Touch(it) => happened(it.at),
            Record::List(it) => happened(it.at),
            Record::Account(_) | Record::Contact(_) => !is_new || self.linked.contains(&key),
            Record::User(_)
            | Record::Product(_)
            | Record::Lead(_)
            | Record::Setting(_)
            | Record::Segment(_)
            | Record::Resolution(_)
            | Record::Meeting(_) => true,
        }
    }

    fn each(
        &mut self,
        kind: Kind,
        mut each: impl FnMut(&mut Self, Stored) -> Result<()>,
    ) -> Result<()> {
        let mut outcome = Ok(());
        let read = self.read;
        read.scan(kind, 0..u64::MAX, &mut |stored| {
            outcome = each(self, stored);
            match outcome {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
        outcome
    }
}

/// Cuts off what happened to a lead later; says whether anything had by then.
fn cut(lead: &mut Lead, moment: Moment) -> bool {
    let steps = lead.track.steps();
    let had = steps.partition_point(|step| step.0 <= moment);
    if had < steps.len() {
        lead.track = Track::new(steps.iter().take(had).cloned().collect());
    }
    let later = |at: Option<Moment>| at.is_some_and(|it| it > moment);
    if later(lead.handed) {
        (lead.handed, lead.handed_by, lead.handed_to) = (None, None, None);
    }
    if later(lead.answered) || lead.handed.is_none() {
        (lead.answered, lead.returned) = (None, None);
    }
    had > 0
}
