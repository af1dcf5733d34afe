//! Holds who has just changed which lead, for the moment in which it is said on the lead itself.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use crate::model::Clean;

/// Who changed what a moment ago.
#[derive(Debug, Clone, Default)]
pub(super) struct Hands {
    since: BTreeMap<u64, (Clean, NaiveDateTime)>,
}

/// How long it is said.
const SAID: TimeDelta = TimeDelta::seconds(2);

impl Hands {
    /// Somebody has changed a lead now.
    pub(super) fn put(&mut self, lead: u64, who: &Clean, now: NaiveDateTime) {
        self.since.retain(|_, (_, since)| is_said(*since, now));
        self.since.insert(lead, (who.clone(), now));
    }

    /// Who changed a lead just now.
    pub(super) fn on(&self, lead: u64, now: NaiveDateTime) -> Option<&Clean> {
        let (who, since) = self.since.get(&lead)?;
        is_said(*since, now).then_some(who)
    }

    /// When the next one is said no longer.
    pub(super) fn wakes(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let said = self
            .since
            .values()
            .filter(|(_, since)| is_said(*since, now));
        said.map(|(_, since)| *since + SAID).min()
    }
}

/// Not before its time (a clock that was set back), and not after it.
fn is_said(since: NaiveDateTime, now: NaiveDateTime) -> bool {
    let age = now - since;
    age >= TimeDelta::zero() && age < SAID
}
