//! Saved segments as filters read them: by name, each as its filter or as the members that were kept.
//!
//! It follows no names and selects nothing; that is `query`'s and `select`'s.

use std::sync::Arc;

use super::Book;
use crate::model::fold::fold;
use crate::model::{Segment, Unit, UserId};
use crate::query::{self, Segments};

/// What a segment stands for in a filter.
#[must_use]
pub fn stands_for(segment: &Segment) -> query::Segment {
    let Some(members) = &segment.members else {
        return query::Segment::Live(segment.filter.clone());
    };
    let ids: Arc<[u64]> = members.ids().collect();
    match segment.unit() {
        Unit::Leads => query::Segment::Leads(ids),
        Unit::Accounts => query::Segment::Accounts(ids),
    }
}

/// The segments that a user sees, for filters: one's own stand before shared ones of the same name.
#[must_use]
pub fn readable<'a>(
    saved: impl Iterator<Item = (&'a Segment, query::Segment)>,
    user: Option<UserId>,
) -> Segments {
    let mut seen: Vec<_> = saved.filter(|(it, _)| it.is_seen_by(user)).collect();
    seen.sort_by_key(|(it, _)| it.owner == user);
    let mut segments = Segments::default();
    for (segment, meaning) in seen {
        segments.add(&segment.name, meaning);
    }
    segments
}

impl Book {
    /// The segments that the user of a name sees, for filters.
    #[must_use]
    pub fn readable(&self, me: &str) -> Arc<Segments> {
        let me = fold(me);
        let user = self.users.iter().find(|(_, it)| fold(&it.name) == me);
        let user = user.map(|(id, _)| UserId(id));
        let saved = self
            .segments
            .iter()
            .filter_map(|(id, it)| Some((it, self.meanings.get(id)?.clone())));
        Arc::new(readable(saved, user))
    }

    pub(super) fn keep_segment(&mut self, id: u64, segment: Option<Segment>) {
        // What was kept is spread out once, and not whenever a filter is read.
        self.meanings.put(id, segment.as_ref().map(stands_for));
        self.segments.put(id, segment);
    }
}
