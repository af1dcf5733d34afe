//! Keeps definitions that records speak of: what is taken off a list must be used by nothing.

use std::collections::BTreeMap;

use super::Result;
use super::bulk::{Bulk, refused};
use crate::model::settings::Choice;
use crate::model::{Event, Key, Kind, Record, Refusal, Setting, Settings, Step};

/// Refuses a section that lacks what records speak of.
///
/// Rare, and so it goes through all records: nothing has to be kept for it.
pub(super) fn keeps_codes(bulk: &Bulk<'_>, key: Key, section: &Setting) -> Result<()> {
    let before = bulk.settings().clone();
    let mut after = before.clone();
    if let Ok(name) = section.name.parse() {
        after.put(name, &section.value)?;
    }
    let mut gone = Gone::of(&before, &after);
    if gone.is_nothing() {
        return Ok(());
    }
    for kind in [Kind::Lead, Kind::Feedback, Kind::Touch] {
        bulk.each(kind, &mut |stored| gone.count(&stored.record))?;
    }
    match gone.used() {
        Some((code, count)) => Err(refused(key, Refusal::StillUsed { code, count })),
        None => Ok(()),
    }
}

/// How many records speak of codes that are to go.
type Used = BTreeMap<String, u64>;

/// What is to go, list by list.
struct Gone {
    reasons: Used,
    verdicts: Used,
    channels: Used,
    returns: Used,
    /// By its number, which is what leads keep.
    milestones: BTreeMap<u8, (String, u64)>,
}

impl Gone {
    fn of(before: &Settings, after: &Settings) -> Self {
        let missing = |before: &[Choice], after: &[Choice]| -> Used {
            let gone = before
                .iter()
                .filter(|it| !after.iter().any(|other| other.code == it.code));
            gone.map(|it| (it.code.clone(), 0)).collect()
        };
        let milestones = before
            .milestones
            .iter()
            .filter(|it| !after.milestones.iter().any(|other| other.id == it.id));
        Self {
            reasons: missing(&before.reasons, &after.reasons),
            verdicts: missing(&before.verdicts, &after.verdicts),
            channels: missing(&before.channels, &after.channels),
            returns: missing(&before.returns, &after.returns),
            milestones: milestones.map(|it| (it.id, (it.code.clone(), 0))).collect(),
        }
    }

    fn lists(&self) -> [&Used; 4] {
        [&self.reasons, &self.verdicts, &self.channels, &self.returns]
    }

    fn is_nothing(&self) -> bool {
        self.lists().iter().all(|it| it.is_empty()) && self.milestones.is_empty()
    }

    fn count(&mut self, record: &Record) {
        match record {
            Record::Lead(lead) => {
                for Step(_, event) in lead.track.steps() {
                    if let Event::Lose { reason, .. } = event {
                        add(&mut self.reasons, Some(reason));
                    }
                }
                add(&mut self.returns, lead.returned.as_deref());
                let flags = lead.milestones.map_or(0, |it| it.0);
                for (id, (_, count)) in &mut self.milestones {
                    *count += flags >> id & 1;
                }
            }
            Record::Feedback(it) => {
                add(&mut self.verdicts, Some(&it.verdict));
                // The reason of a loss, of a return, or of what was said.
                add(&mut self.reasons, it.reason.as_deref());
                add(&mut self.returns, it.reason.as_deref());
            }
            Record::Touch(it) => add(&mut self.channels, Some(&it.channel)),
            Record::User(_)
            | Record::Product(_)
            | Record::Account(_)
            | Record::Contact(_)
            | Record::Setting(_)
            | Record::Segment(_)
            | Record::List(_)
            | Record::Resolution(_)
            | Record::Meeting(_) => {}
        }
    }

    /// The first that is used, and how often.
    fn used(&self) -> Option<(String, u64)> {
        let lists = self.lists().into_iter().flatten();
        let codes = lists.map(|(code, count)| (code.clone(), *count));
        let mut all = codes.chain(self.milestones.values().cloned());
        all.find(|(_, count)| *count > 0)
    }
}

fn add(used: &mut Used, code: Option<&str>) {
    if let Some(count) = code.and_then(|code| used.get_mut(code)) {
        *count += 1;
    }
}
