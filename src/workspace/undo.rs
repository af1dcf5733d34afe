//! Takes change sets back: by appending the inverse, never by forgetting.
//!
//! What somebody else changed since is a conflict that is shown; the user decides.

use std::collections::HashSet;

use super::bulk::Bulk;
use super::execute::{Context, Done, field_name};
use super::segments::other_name;
use super::{Conflict, Result, WorkspaceError};
use crate::model::{
    Back, Change, FieldId, FieldType, Key, Moment, OnConflict, Op, Record, Seq, SetInfo, Value,
    Verb,
};
use crate::store::LogFilter;

/// How many change sets are looked at in one go for the last that can be taken back.
const PAGE: usize = 64;

/// Takes back the given change set, or the author's last that still counts.
pub(super) fn undo(
    bulk: &mut Bulk<'_>,
    cx: Context,
    seq: Option<Seq>,
    on_conflict: OnConflict,
    done: &mut Done,
) -> Result<Seq> {
    let info = match seq {
        Some(seq) => own(bulk, cx, seq)?,
        None => last(bulk, cx, |it| {
            (it.undone_by.is_none() && !matches!(it.verb, Verb::Undo)).then_some(true)
        })?
        .ok_or(WorkspaceError::NothingTo("undo"))?,
    };
    take_back(bulk, &info, on_conflict, done)?;
    Ok(info.seq)
}

/// Takes back the given change set, whoever made it.
pub(super) fn undo_any(
    bulk: &mut Bulk<'_>,
    seq: Seq,
    on_conflict: OnConflict,
    done: &mut Done,
) -> Result<Seq> {
    let info = standing(bulk, seq)?;
    take_back(bulk, &info, on_conflict, done)?;
    Ok(info.seq)
}

/// Takes back the author's last undo, as long as nothing new was done since.
pub(super) fn redo(
    bulk: &mut Bulk<'_>,
    cx: Context,
    on_conflict: OnConflict,
    done: &mut Done,
) -> Result<Seq> {
    let info = last(bulk, cx, |it| match it.verb.back() {
        Some(Back::Undo) if it.undone_by.is_none() => Some(true),
        Some(Back::Undo | Back::Redo) => None,
        // What was done and undone again does not stand between.
        None => it.undone_by.is_none().then_some(false),
    })?
    .ok_or(WorkspaceError::NothingTo("redo"))?;
    take_back(bulk, &info, on_conflict, done)?;
    Ok(info.seq)
}

fn own(bulk: &Bulk<'_>, cx: Context, seq: Seq) -> Result<SetInfo> {
    let info = bulk.info(seq)?.ok_or(WorkspaceError::NoSuchChange(seq))?;
    if info.actor != Some(cx.actor) {
        return Err(WorkspaceError::NotYours(seq));
    }
    standing(bulk, seq)
}

/// A change set that still counts.
fn standing(bulk: &Bulk<'_>, seq: Seq) -> Result<SetInfo> {
    let info = bulk.info(seq)?.ok_or(WorkspaceError::NoSuchChange(seq))?;
    match info.undone_by {
        Some(by) => Err(WorkspaceError::UndoneAlready(seq, by)),
        None => Ok(info),
    }
}

/// The author's newest change set that is wanted; `None` looks further, `Some(false)` gives up.
fn last(
    bulk: &Bulk<'_>,
    cx: Context,
    wanted: impl Fn(&SetInfo) -> Option<bool>,
) -> Result<Option<SetInfo>> {
    let mut filter = LogFilter {
        actor: Some(cx.actor),
        before: None,
        limit: PAGE,
    };
    loop {
        let page = bulk.log(&filter)?;
        let Some(oldest) = page.last().map(|it| it.seq) else {
            return Ok(None);
        };
        for info in page {
            match wanted(&info) {
                Some(true) => return Ok(Some(info)),
                Some(false) => return Ok(None),
                None => {}
            }
        }
        filter.before = Some(oldest);
    }
}

/// After so many changes by others every record is looked at.
const LOOKED_AT: u64 = 10_000;
/// And after so many for each that is taken back: to look at few records costs less than to read what others did.
const APIECE: u64 = 64;

/// What was done since a change set.
struct Since {
    /// The records that were changed, and those that others were linked to; unknown where they are too many.
    touched: Option<HashSet<Key>>,
    /// What this undo has taken back already: what one set changed twice.
    taken_back: HashSet<Key>,
}

impl Since {
    fn of(bulk: &Bulk<'_>, info: &SetInfo) -> Result<Self> {
        let seq = info.seq;
        let most = LOOKED_AT.min(info.count.saturating_mul(APIECE));
        let taken_back = HashSet::new();
        let mut touched = HashSet::new();
        let mut count = 0;
        let mut at = seq.next();
        while at < bulk.seq() {
            count += bulk.info(at)?.map_or(0, |it| it.count);
            if count > most {
                return Ok(Self {
                    touched: None,
                    taken_back,
                });
            }
            for page in 0..bulk.pages(at)? {
                for change in bulk.page(at, page)? {
                    touched.extend(links(&change).flat_map(|(_, after)| after));
                    touched.insert(change.key);
                }
            }
            at = at.next();
        }
        Ok(Self {
            touched: Some(touched),
            taken_back,
        })
    }

    /// The revision of a record that nobody has touched since a change of it, nor what it linked to before.
    fn untouched(&mut self, bulk: &Bulk<'_>, seq: Seq, change: &Change) -> Option<Seq> {
        let touched = self.touched.as_ref()?;
        let linked = |(before, _): (Option<Key>, _)| before.is_some_and(|it| touched.contains(&it));
        if touched.contains(&change.key) || links(change).any(linked) {
            return None;
        }
        let again = !self.taken_back.insert(change.key);
        Some(match change.op {
            // What is not there has no revision.
            Op::Remove => Seq::ZERO,
            Op::Insert | Op::Update if again => bulk.seq(),
            Op::Insert | Op::Update => seq,
        })
    }
}

/// The records that the fields of a change linked to, and link to now.
fn links(change: &Change) -> impl Iterator<Item = (Option<Key>, Option<Key>)> {
    change.edits.iter().filter_map(|edit| {
        let definition = change.key.kind.definition(edit.field)?;
        let FieldType::Link(kind) = definition.ty else {
            return None;
        };
        let key = |value: &Value| match value {
            Value::Integer(id) => Some(Key::new(kind, id.cast_unsigned())),
            Value::None | Value::Text(_) | Value::Date(_) | Value::Track(_) => None,
        };
        Some((key(&edit.before), key(&edit.after)))
    })
}

fn take_back(
    bulk: &mut Bulk<'_>,
    info: &SetInfo,
    on_conflict: OnConflict,
    done: &mut Done,
) -> Result<()> {
    done.of = Some((info.seq, info.verb));
    let mut since = Since::of(bulk, info)?;
    let mut kept: HashSet<Key> = HashSet::new();
    // What stays may link to anything.
    let mut stays = false;
    for page in (0..bulk.pages(info.seq)?).rev() {
        for change in bulk.page(info.seq, page)?.into_iter().rev() {
            let untouched = (!stays)
                .then(|| since.untouched(bulk, info.seq, &change))
                .flatten();
            match untouched {
                Some(revision) => put_back(bulk, change.inverse(revision), done)?,
                None => stays |= !take_back_one(bulk, info, change, on_conflict, &mut kept, done)?,
            }
        }
    }
    if on_conflict != OnConflict::Skip && !done.conflicts.is_empty() {
        return Err(WorkspaceError::Conflict(std::mem::take(
            &mut done.conflicts,
        )));
    }
    Ok(())
}

/// Takes back a change; a segment that comes back takes another name where its own was given away meanwhile.
fn put_back(bulk: &mut Bulk<'_>, mut inverse: Change, done: &mut Done) -> Result<()> {
    if inverse.op == Op::Insert
        && let Ok(Some(Record::Segment(segment))) = inverse.apply(None)
        && let Some(name) = other_name(bulk, inverse.key, &segment)?
    {
        let field = inverse.key.kind.field("segment");
        let mut edits = inverse.edits.iter_mut();
        if let Some(edit) = edits.find(|it| Some(it.field) == field) {
            edit.after = Value::Text(name.clone());
            done.renamed = Some((segment.name, name));
        }
    }
    bulk.apply(&inverse)
}

/// Takes back a change that others have touched, or says which do; says whether nothing of it stays.
fn take_back_one(
    bulk: &mut Bulk<'_>,
    info: &SetInfo,
    change: Change,
    on_conflict: OnConflict,
    kept: &mut HashSet<Key>,
    done: &mut Done,
) -> Result<bool> {
    let key = change.key;
    if kept.contains(&key) {
        // An earlier change of a record whose later one stays, stays too.
        return Ok(false);
    }
    let current = bulk.get(key)?;
    let revision = current.as_ref().map_or(Seq::ZERO, |it| it.revision);
    let record = current.as_ref().map(|it| &it.record);
    let clashes = change.clashes(record);
    let linked = if change.op == Op::Insert {
        bulk.linked_from(key)?
    } else {
        None
    };
    let gone = bulk.missing_links(change.edits.iter().map(|it| (it.field, &it.before)), key)?;
    if clashes.is_empty() && linked.is_none() && gone.is_empty() {
        put_back(bulk, change.inverse(revision), done)?;
        return Ok(true);
    }
    if on_conflict == OnConflict::Overwrite && linked.is_none() {
        let mut change = change;
        // What a field linked to is gone: it keeps what it has.
        change.edits.retain(|it| !gone.contains(&it.field));
        let wanted = without(&change, record);
        if let Some(forced) = Change::between(key, revision, record, wanted.as_ref()) {
            bulk.apply(&forced)?;
        }
        return Ok(gone.is_empty());
    }
    kept.insert(key);
    match linked {
        Some(by) => done.conflicts.push(linked_conflict(bulk, key, by)?),
        None => {
            let mut fields = clashes;
            fields.extend(
                gone.into_iter()
                    .filter(|it| !fields.contains(it))
                    .collect::<Vec<_>>(),
            );
            conflicts(bulk, info, &change, &fields, record, done)?;
        }
    }
    Ok(false)
}

/// What a record would be without a change, whatever came after it.
fn without(change: &Change, current: Option<&Record>) -> Option<Record> {
    let mut record = match change.op {
        Op::Insert => return None,
        Op::Update => current.cloned()?,
        Op::Remove => Record::empty(change.key.kind),
    };
    for edit in &change.edits {
        // A field that does not take the value back keeps what it has; the types are the same.
        let _kept = record.set(edit.field, edit.before.clone());
    }
    Some(record)
}

fn conflicts(
    bulk: &Bulk<'_>,
    info: &SetInfo,
    change: &Change,
    clashes: &[FieldId],
    record: Option<&Record>,
    done: &mut Done,
) -> Result<()> {
    let story = bulk.story(change.key, PAGE)?;
    for field in clashes {
        let by = story
            .iter()
            .take_while(|(it, _)| it.seq > info.seq)
            .find(|(_, theirs)| {
                theirs.op != Op::Update || theirs.edits.iter().any(|it| it.field == *field)
            });
        let given = change.edits.iter().find(|it| it.field == *field);
        done.conflicts.push(Conflict {
            key: change.key,
            field: field_name(change.key.kind, *field),
            who: by.and_then(|(it, _)| it.actor),
            when: by.map_or(info.at, |(it, _)| it.at),
            seq: by.map_or(info.seq, |(it, _)| it.seq),
            theirs: record.map_or(Value::None, |it| it.get(*field)),
            yours: given.map_or(Value::None, |it| it.before.clone()),
        });
    }
    Ok(())
}

fn linked_conflict(bulk: &Bulk<'_>, key: Key, by: Key) -> Result<Conflict> {
    let story = bulk.story(by, 1)?;
    let last = story.first().map(|(info, _)| info);
    Ok(Conflict {
        key,
        field: "record",
        who: last.and_then(|it| it.actor),
        when: last.map_or(Moment::default(), |it| it.at),
        seq: last.map_or(Seq::ZERO, |it| it.seq),
        theirs: Value::Text(format!("used by {by}")),
        yours: Value::None,
    })
}
