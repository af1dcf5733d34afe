//! Remembers what was read of the log last: where the changes of long sets are, and a few blocks of them.
//!
//! The log is never changed, so that nothing here grows old; who asks makes sure that the set is there to be seen.

use std::cell::RefCell;
use std::sync::Arc;

use super::Result;
use super::pack::Spoken;
use crate::model::Kind;

/// The most sets whose places are remembered.
const SETS: usize = 4;
/// The most blocks that are remembered.
const BLOCKS: usize = 4;
/// The most sets of which it is remembered of what kind their records are: more than a list of changes shows.
const KINDS: usize = 256;

/// A block's number, and of which records it may speak.
pub(super) type Place = (i64, Spoken);

/// What was read last, the newest at the end.
#[derive(Debug, Default)]
pub(super) struct Recent {
    places: Shelf<i64, Arc<[Place]>>,
    blocks: Shelf<(i64, i64), Arc<[u8]>>,
    kinds: Shelf<i64, Option<Kind>>,
}

impl Recent {
    /// The places of a set.
    pub(super) fn places(&self, seq: i64) -> Option<Arc<[Place]>> {
        find(&self.places, &seq)
    }

    /// Remembers the places of a set.
    pub(super) fn put_places(&self, seq: i64, places: &Arc<[Place]>) {
        put(&self.places, seq, Arc::clone(places), SETS);
    }

    /// A block of a set.
    pub(super) fn block(&self, place: (i64, i64)) -> Option<Arc<[u8]>> {
        find(&self.blocks, &place)
    }

    /// Remembers a block.
    pub(super) fn put_block(&self, place: (i64, i64), json: &Arc<[u8]>) {
        put(&self.blocks, place, Arc::clone(json), BLOCKS);
    }

    /// Of what kind all the records of a set are, if they are of one; asked where it is not remembered.
    pub(super) fn kind(
        &self,
        seq: i64,
        ask: impl FnOnce() -> Result<Option<Kind>>,
    ) -> Result<Option<Kind>> {
        if let Some(known) = find(&self.kinds, &seq) {
            return Ok(known);
        }
        let kind = ask()?;
        put(&self.kinds, seq, kind, KINDS);
        Ok(kind)
    }
}

/// What is remembered, each by its name.
type Shelf<K, T> = RefCell<Vec<(K, T)>>;

fn find<K: PartialEq, T: Clone>(shelf: &Shelf<K, T>, key: &K) -> Option<T> {
    let shelf = shelf.borrow();
    let held = shelf.iter().find(|(held, _)| held == key);
    held.map(|(_, it)| it.clone())
}

fn put<K: PartialEq, T>(shelf: &Shelf<K, T>, key: K, it: T, most: usize) {
    let mut shelf = shelf.borrow_mut();
    if shelf.len() >= most {
        shelf.remove(0);
    }
    shelf.push((key, it));
}
