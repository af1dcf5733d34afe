//! The book as it was at an earlier moment.
//!
//! - A lead's track is cut at the moment by when things happened, whenever they were written down; what was taken back
//!   since counts nowhere. A lead is there once its track has begun.
//! - Its other fields, and those of accounts and contacts, hold what was known of them: the log is taken back from its
//!   end, change by change. Of what was first written down since, but had happened before, the first values count.
//! - Accounts and contacts are there once they were written down, or once a lead that was there has them.
//! - Definitions, names of users and products, and segments are today's: then and now are compared by one measure.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{Result, Workspace, WorkspaceError};
use crate::book::{Book, Leads};
use crate::model::{Change, FieldId, Key, Kind, Lead, Moment, Op, Record, Seen, Track, Value};
use crate::store::{LogFilter, Read, Stored};

/// How many change sets are listed at a time.
const PAGE: usize = 500;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many changes of the log are taken back.
    TakenBack(u64),
    /// So many records are read.
    Read(u64),
}

/// So many records are read between two reports.
const STEP: u64 = 50_000;

/// What the log says of the time since.
#[derive(Debug, Default)]
struct Since {
    /// What fields held.
    before: HashMap<Key, HashMap<FieldId, Value>>,
    /// What was first written down since.
    new: HashSet<Key>,
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
        let mut go_on = |_| ControlFlow::Continue(());
        let mut then = Then {
            read: &*read,
            since: since(&*read, moment, &mut go_on)?,
            moment,
            linked: HashSet::new(),
            seen: 0,
            progress: &mut go_on,
        };
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

    /// The book as it was at a moment; costs about as much as opening the workspace, and keeps nobody waiting.
    ///
    /// # Errors
    /// `Stopped` where `progress` says so; where the data can't be read.
    pub fn as_of(
        &self,
        moment: Moment,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Book> {
        let mut store = self.store().another()?;
        let read = store.read()?;
        let since = since(&*read, moment, progress)?;
        let mut then = Then {
            read: &*read,
            since,
            moment,
            linked: HashSet::new(),
            seen: 0,
            progress,
        };
        let leads = then.leads()?;
        let mut book = then.others()?;
        book.take_leads(leads);
        book.finish(read.head()?);
        Ok(book)
    }
}

pub(super) fn go_on(flow: ControlFlow<()>) -> Result<()> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(WorkspaceError::Stopped),
    }
}

/// Reads the log back to the last change set of the moment.
fn since(
    read: &dyn Read,
    moment: Moment,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Since> {
    let mut since = Since::default();
    let mut filter = LogFilter {
        limit: PAGE,
        ..LogFilter::default()
    };
    let mut taken = 0;
    loop {
        let sets = read.log(&filter)?;
        let Some(oldest) = sets.last().map(|it| it.seq) else {
            return Ok(since);
        };
        for info in sets {
            if info.at <= moment {
                return Ok(since);
            }
            for page in (0..read.pages(info.seq)?).rev() {
                let changes = read.page(info.seq, page)?;
                taken += changes.len() as u64;
                changes.into_iter().rev().for_each(|it| since.take_back(it));
                go_on(progress(Progress::TakenBack(taken)))?;
            }
        }
        filter.before = Some(oldest);
    }
}

impl Since {
    /// Takes a change back; they come newest first, so what an earlier one says holds.
    fn take_back(&mut self, change: Change) {
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
        match change.op {
            Op::Insert => {
                self.new.insert(change.key);
                return;
            }
            Op::Remove => {
                self.new.remove(&change.key);
            }
            Op::Update => {}
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

/// A book in the making.
struct Then<'a> {
    read: &'a dyn Read,
    since: Since,
    moment: Moment,
    /// What leads of that time link to.
    linked: HashSet<Key>,
    seen: u64,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
}

impl Then<'_> {
    /// A lead as it was, if it was there; what it had links to was there too.
    fn lead(&mut self, mut stored: Stored) -> Option<Stored> {
        let key = Key::new(Kind::Lead, stored.id);
        self.since.restore(key, &mut stored.record);
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
    fn other(&self, kind: Kind, mut stored: Stored) -> Option<Stored> {
        let key = Key::new(kind, stored.id);
        if !self.was_there(key, &stored.record) {
            return None;
        }
        self.since.restore(key, &mut stored.record);
        Some(stored)
    }

    fn leads(&mut self) -> Result<Leads> {
        let mut leads = Leads::default();
        self.each(Kind::Lead, |then, stored| {
            if let Some(mut stored) = then.lead(stored)
                && let Record::Lead(lead) = &mut stored.record
            {
                let steps = std::mem::take(&mut lead.track);
                let values = stored.record.values();
                let seen: Vec<Seen<'_>> = values.iter().map(Seen::from).collect();
                leads.put(stored.id, stored.revision, &seen, steps.steps());
            }
            Ok(())
        })?;
        Ok(leads)
    }

    fn others(&mut self) -> Result<Book> {
        let mut book = Book::default();
        for kind in super::build::KINDS {
            self.each(kind, |then, stored| {
                if let Some(stored) = then.other(kind, stored) {
                    book.put(stored.id, stored.revision, stored.record)?;
                }
                Ok(())
            })?;
        }
        Ok(book)
    }

    fn was_there(&self, key: Key, record: &Record) -> bool {
        let happened = |at: Option<Moment>| match at {
            Some(at) => at <= self.moment,
            None => !self.since.new.contains(&key),
        };
        match record {
            Record::Feedback(it) => happened(it.at),
            Record::Touch(it) => happened(it.at),
            Record::Account(_) | Record::Contact(_) => {
                !self.since.new.contains(&key) || self.linked.contains(&key)
            }
            Record::User(_)
            | Record::Product(_)
            | Record::Lead(_)
            | Record::Setting(_)
            | Record::Segment(_)
            | Record::List(_)
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
            self.seen += 1;
            outcome = each(self, stored);
            if outcome.is_ok() && self.seen.is_multiple_of(STEP) {
                outcome = go_on((self.progress)(Progress::Read(self.seen)));
            }
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
