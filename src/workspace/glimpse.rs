//! One record and what happened to it, now or as it was at an earlier moment; of then it is taken back by its own log.
//!
//! It says of one record what the book of that moment says of all (see [`as_of`](super::as_of)).

use super::Result;
use super::as_of::{Known, Then};
use super::told::{Happening, story};
use crate::model::{Key, Kind, Moment, Seq};
use crate::store::{Read, Stored};

/// How far back a story is told.
const LONGEST: usize = 10_000;

/// Looks at records of one moment.
pub(super) struct Glimpse<'a> {
    read: &'a dyn Read,
    then: Option<Moment>,
    /// Nothing was written down by then.
    all_new: bool,
    /// What those that were there link to, which was there too.
    linked: Vec<Key>,
}

impl<'a> Glimpse<'a> {
    /// Of now, or of an earlier moment.
    pub(super) fn of(read: &'a dyn Read, then: Option<Moment>) -> Result<Self> {
        let all_new = match then {
            Some(moment) => read.last_by(moment)? == Seq::ZERO,
            None => false,
        };
        Ok(Self {
            read,
            then,
            all_new,
            linked: Vec::new(),
        })
    }

    /// A record and what had happened to it, oldest first; nothing where it was not there.
    pub(super) fn at(&mut self, key: Key) -> Result<Option<(Stored, Vec<Happening>)>> {
        let Some(stored) = self.read.get(key)? else {
            return Ok(None);
        };
        let log = self.read.story(key, LONGEST)?;
        let mut told = story(Some(&stored.record), &log);
        let Some(moment) = self.then else {
            return Ok(Some((stored, told)));
        };
        let mut known = Known::after(self.all_new);
        let since = log.into_iter().take_while(|(info, _)| info.at > moment);
        since.for_each(|(_, change)| known.take_back(change.into()));
        let mut then = Then::of(self.read, known, moment);
        then.link(self.linked.drain(..));
        let was = if key.kind == Kind::Lead {
            then.lead(stored)
        } else {
            then.other(key.kind, stored)
        };
        self.linked = then.linked();
        told.retain(|it| it.at <= moment);
        Ok(was.map(|it| (it, told)))
    }

    /// Whether it is of an earlier moment.
    pub(super) const fn is_of_then(&self) -> bool {
        self.then.is_some()
    }

    /// Whether something had happened by then.
    pub(super) fn had(&self, at: Moment) -> bool {
        self.then.is_none_or(|moment| at <= moment)
    }
}
