//! Holds what the decisions of a rehearsal rest on, and tells whether what others did since touches it.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use crate::model::{Change, Key, Kind, Op};
use crate::store::{Natural, Read};
use crate::workspace::Result;

/// What the decisions of a rehearsal rest on.
#[derive(Default)]
pub(super) struct Grounds {
    /// The records that were read.
    pub(super) read: HashSet<Key>,
    /// What was looked for, found or not, by its hash: where two have the same, it is only decided once more.
    asked: HashSet<u64>,
    hashes: RandomState,
    /// The kinds that were gone through.
    pub(super) walked: HashSet<Kind>,
}

impl Grounds {
    pub(super) fn ask(&mut self, natural: &Natural) {
        self.asked.insert(self.hashes.hash_one(natural));
    }

    fn has_asked(&self, natural: &Natural) -> bool {
        self.asked.contains(&self.hashes.hash_one(natural))
    }

    /// Whether a decision was made by what this changes.
    pub(super) fn rest_on(&self, change: &Change, write: &dyn Read) -> Result<bool> {
        let Key { kind, .. } = change.key;
        if kind == Kind::Setting || self.read.contains(&change.key) {
            return Ok(true);
        }
        // A walk looks for what records are about, not for where they stand.
        let track = kind.field("track");
        let moved =
            change.op == Op::Update && change.edits.iter().all(|it| Some(it.field) == track);
        if self.walked.contains(&kind) && !moved {
            return Ok(true);
        }
        let record = write.get(change.key)?.map(|it| it.record);
        let has = record.as_ref().map(Natural::all_of).unwrap_or_default();
        Ok(has.iter().any(|it| self.has_asked(it)))
    }
}
