//! Saved segments: which of them somebody sees, and what one must be like before it is kept.
//!
//! A filter that can't be read is refused here, because reading it is nothing that the model knows. It selects
//! nothing: what a segment's filter means is `query`'s and `book`'s.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::bulk::{Bulk, refused};
use super::execute::{Context, since};
use super::{Result, Workspace, WorkspaceError};
use crate::book::saved::{readable, stands_for};
use crate::model::fold::fold;
use crate::model::{
    Change, FieldFault, Key, Kind, Record, Refusal, Segment, SegmentId, Seq, Sharing, UserId,
};
use crate::query::{self, Field, Literal, Segments, ValueExpr};

/// A segment that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its number.
    pub id: SegmentId,
    /// The change set that wrote it last.
    pub revision: Seq,
    /// The segment.
    pub segment: Segment,
}

impl Workspace {
    /// The segments that a user sees, by name.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn segments(&self, user: Option<UserId>) -> Result<Vec<Saved>> {
        let mut seen = Vec::new();
        self.each(Kind::Segment, &mut |stored| {
            if let Record::Segment(segment) = stored.record
                && segment.is_seen_by(user)
            {
                seen.push(Saved {
                    id: SegmentId(stored.id),
                    revision: stored.revision,
                    segment,
                });
            }
            ControlFlow::Continue(())
        })?;
        seen.sort_by_cached_key(|it| (fold(&it.segment.name), it.id));
        Ok(seen)
    }

    /// The segments that a user sees, as filters read them.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn readable(&self, user: Option<UserId>) -> Result<Arc<Segments>> {
        let seen = self.segments(user)?;
        let saved = seen.iter().map(|it| (&it.segment, stands_for(&it.segment)));
        Ok(Arc::new(readable(saved, user)))
    }

    /// The segment that a user means by a name: one's own comes before a shared one.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn segment(&self, name: &str, user: Option<UserId>) -> Result<Option<Saved>> {
        let wanted = fold(name.trim());
        let mut named = self.segments(user)?;
        named.retain(|it| fold(&it.segment.name) == wanted);
        let own = named.iter().position(|it| it.segment.owner == user);
        Ok((!named.is_empty()).then(|| named.swap_remove(own.unwrap_or(0))))
    }
}

/// Checks a segment before it is kept; `before` is what it was, with its key.
pub(super) fn check(
    bulk: &Bulk<'_>,
    cx: Context,
    before: Option<(Key, &Segment)>,
    after: &Segment,
) -> Result<()> {
    let key = before.map_or(Key::new(Kind::Segment, 0), |it| it.0);
    if let Some((_, segment)) = before {
        is_allowed(key, segment, cx)?;
    }
    let all = all(bulk)?;
    let name = fold(&after.name);
    if let Some((id, _)) = namesake(&all, key, after) {
        return Err(refused(
            key,
            Refusal::NameTaken {
                what: Kind::Segment.code(),
                name: after.name.clone(),
                key: Key::new(Kind::Segment, *id),
            },
        ));
    }
    if let Some((_, old)) = before
        && fold(&old.name) != name
    {
        unused(&all, key, old)?;
    }
    let read = |it: &Segment| (it.filter.clone(), fold(&it.name), it.sharing());
    let same = before.is_some_and(|(_, it)| read(it) == read(after));
    if same {
        return Ok(());
    }
    reads(bulk, cx, key, &all, after)
}

/// The segment that has the name of another one where both are seen.
fn namesake<'a>(
    all: &'a [(u64, Segment)],
    key: Key,
    segment: &Segment,
) -> Option<&'a (u64, Segment)> {
    let name = fold(&segment.name);
    all.iter().find(|(id, other)| {
        *id != key.id
            && fold(&other.name) == name
            && (other.owner == segment.owner
                || (other.sharing(), segment.sharing()) == (Sharing::Shared, Sharing::Shared))
    })
}

/// What a segment that comes back is called, where its name was taken while it was gone: `Dairy mid (2)`.
pub(super) fn other_name(bulk: &Bulk<'_>, key: Key, segment: &Segment) -> Result<Option<String>> {
    let all = all(bulk)?;
    if namesake(&all, key, segment).is_none() {
        return Ok(None);
    }
    let mut other = segment.clone();
    for number in 2..=all.len() + 2 {
        other.name = format!("{} ({number})", segment.name);
        if namesake(&all, key, &other).is_none() {
            break;
        }
    }
    Ok(Some(other.name))
}

/// What others saved is theirs while it is private.
fn is_allowed(key: Key, segment: &Segment, cx: Context) -> Result<()> {
    if segment.is_seen_by(Some(cx.actor)) {
        return Ok(());
    }
    // Whoever does not see it is not told that it is there.
    Err(refused(key, Refusal::NoSuchRecord { key }))
}

/// Whether the filter can be read by whoever keeps it, also where it leads back to the segment itself.
fn reads(
    bulk: &Bulk<'_>,
    cx: Context,
    key: Key,
    all: &[(u64, Segment)],
    segment: &Segment,
) -> Result<()> {
    let today = cx.now.day(bulk.settings().general.zone);
    let me = bulk.get(Key::new(Kind::User, cx.actor.0))?;
    let me = me.map_or_else(String::new, |it| it.record.title().to_owned());
    let others = all.iter().filter(|(id, _)| *id != key.id).map(|it| &it.1);
    let live = Segment {
        members: None,
        ..segment.clone()
    };
    let saved = others.chain([&live]).map(|it| (it, stands_for(it)));
    // What everybody is to see may only name what everybody sees.
    let reader = match segment.sharing() {
        Sharing::Shared => None,
        Sharing::Private => Some(cx.actor),
    };
    let segments = Arc::new(readable(saved, reader));
    let context = query::Context::on(today).by(me).with(segments);
    let found = query::read(&segment.filter, &context);
    let Some(error) = found.err().and_then(|it| it.into_iter().next()) else {
        return Ok(());
    };
    Err(WorkspaceError::Filter(Box::new(error)))
}

/// Says that other segments name one by the name that it has.
fn unused(all: &[(u64, Segment)], key: Key, segment: &Segment) -> Result<()> {
    let name = fold(&segment.name);
    let by = all.iter().find(|(id, other)| {
        *id != key.id && other.members.is_none() && names(&other.filter).contains(&name)
    });
    let Some((_, other)) = by else {
        return Ok(());
    };
    let by = match other.sharing() {
        Sharing::Shared => Some(other.name.clone()),
        // What is private is not told by its name.
        Sharing::Private => None,
    };
    let field = Kind::Segment.code().to_owned();
    let name = segment.name.clone();
    let problem = FieldFault::Named { by, name };
    Err(refused(key, Refusal::BadField { field, problem }))
}

/// The names of segments in a filter, folded.
fn names(filter: &str) -> Vec<String> {
    let mut names = Vec::new();
    query::parse(filter).ast.expr.visit(&mut |term| {
        let values = term.values.iter().filter(|_| term.field == Field::Seg);
        names.extend(values.filter_map(|value| {
            let ValueExpr::Exact(Literal::Text(text)) = &value.what else {
                return None;
            };
            Some(fold(text))
        }));
    });
    names
}

fn all(bulk: &Bulk<'_>) -> Result<Vec<(u64, Segment)>> {
    let mut all = Vec::new();
    bulk.each(Kind::Segment, &mut |stored| {
        if let Record::Segment(segment) = stored.record {
            all.push((stored.id, segment));
        }
    })?;
    Ok(all)
}

/// Takes a segment, a list, a meeting or what it decided away; nothing else can be.
pub(super) fn remove(bulk: &mut Bulk<'_>, cx: Context, key: Key, base: Option<Seq>) -> Result<()> {
    let gone = || refused(key, Refusal::NoSuchRecord { key });
    let current = bulk.get(key)?.ok_or_else(gone)?;
    match &current.record {
        Record::Segment(segment) => {
            is_allowed(key, segment, cx)?;
            unused(&all(bulk)?, key, segment)?;
        }
        Record::List(_) | Record::Resolution(_) | Record::Meeting(_) => {}
        Record::User(_)
        | Record::Product(_)
        | Record::Account(_)
        | Record::Contact(_)
        | Record::Lead(_)
        | Record::Feedback(_)
        | Record::Touch(_)
        | Record::Setting(_) => {
            let field = key.kind.code().to_owned();
            let problem = FieldFault::NotRemoved;
            return Err(refused(key, Refusal::BadField { field, problem }));
        }
    }
    let Some(change) = Change::between(key, current.revision, Some(&current.record), None) else {
        return Ok(());
    };
    let conflicts = since(bulk, &current, &change, base)?;
    if !conflicts.is_empty() {
        return Err(WorkspaceError::Conflict(conflicts));
    }
    bulk.apply(&change)
}
