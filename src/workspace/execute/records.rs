//! Holds how records are made and edited by hand, whatever kind they are of.

use super::{Context, Done, since};
use crate::model::decide::edit;
use crate::model::names::name_key;
use crate::model::{
    Change, FieldFault, FieldId, Key, Kind, Record, Refusal, Section, Seq, Setting, Value,
};
use crate::workspace::bulk::{Bulk, refused};
use crate::workspace::{Result, WorkspaceError, kept, meetings, segments};

pub(super) fn create(
    bulk: &mut Bulk<'_>,
    cx: Context,
    records: &[Record],
    done: &mut Done,
) -> Result<()> {
    for record in records {
        if matches!(record.kind(), Kind::User | Kind::Product) {
            bulk.require_free_name(record.kind(), record.title())?;
        }
        let mut record = record.clone();
        if let Record::Segment(segment) = &mut record {
            // Whoever saves it owns it, unless it says otherwise.
            segment.owner.get_or_insert(cx.actor);
            segments::check(bulk, cx, None, segment)?;
        }
        if let Record::Meeting(meeting) = &mut record {
            meeting.author.get_or_insert(cx.actor);
            meeting.at.get_or_insert(cx.now);
        }
        if let Record::Resolution(resolution) = &mut record {
            // Whoever adds it sees to it, unless it says otherwise.
            resolution.owner.get_or_insert(cx.actor);
            meetings::check(bulk, cx, None, resolution)?;
        }
        let id = bulk.insert(record.clone())?;
        done.created.push(Key::new(record.kind(), id));
    }
    Ok(())
}

pub(super) fn edit_record(
    bulk: &mut Bulk<'_>,
    cx: Context,
    key: Key,
    base: Option<Seq>,
    edits: &[(FieldId, Value)],
) -> Result<()> {
    let Some(current) = bulk.get(key)? else {
        return first_setting(bulk, key, edits);
    };
    let mut after =
        edit(current.record.clone(), edits, bulk.settings()).map_err(|why| refused(key, why))?;
    if let (Record::Feedback(before), Record::Feedback(said)) = (&current.record, &after) {
        after = said.clone().settled(before, cx.actor, cx.now).into();
    }
    let change = Change::between(key, current.revision, Some(&current.record), Some(&after));
    let Some(change) = change else {
        return Ok(());
    };
    let renamed = name_key(after.title()) != name_key(current.record.title());
    if renamed && matches!(key.kind, Kind::User | Kind::Product) {
        bulk.require_free_name(key.kind, after.title())?;
    }
    if let Record::Setting(section) = &after {
        keeps_amounts(bulk, key, section)?;
        kept::keeps_codes(bulk, key, section)?;
    }
    if let (Record::Segment(before), Record::Segment(after)) = (&current.record, &after) {
        segments::check(bulk, cx, Some((key, before)), after)?;
    }
    if let (Record::Resolution(before), Record::Resolution(after)) = (&current.record, &after) {
        meetings::check(bulk, cx, Some(before), after)?;
    }
    let conflicts = since(bulk, &current, &change, base)?;
    if !conflicts.is_empty() {
        return Err(WorkspaceError::Conflict(conflicts));
    }
    bulk.apply(&change)
}

/// The users of a team beside those who are named.
pub(super) fn joined(bulk: &Bulk<'_>, named: &[Key], team: Option<&str>) -> Result<Vec<Key>> {
    let Some(team) = team else {
        return Ok(Vec::new());
    };
    let mut joined = Vec::new();
    bulk.each(Kind::User, &mut |stored| {
        let key = Key::new(Kind::User, stored.id);
        if let Record::User(user) = &stored.record
            && user.team.as_deref() == Some(team)
            && !named.contains(&key)
        {
            joined.push(key);
        }
    })?;
    Ok(joined)
}

/// All of them or none; what stands against it is told together.
pub(super) fn edit_records(
    bulk: &mut Bulk<'_>,
    cx: Context,
    keys: &[Key],
    base: Option<Seq>,
    edits: &[(FieldId, Value)],
) -> Result<()> {
    let mut conflicts = Vec::new();
    for key in keys {
        match edit_record(bulk, cx, *key, base, edits) {
            Err(WorkspaceError::Conflict(more)) => conflicts.extend(more),
            other => other?,
        }
    }
    if conflicts.is_empty() {
        Ok(())
    } else {
        Err(WorkspaceError::Conflict(conflicts))
    }
}

/// A section of settings that was never changed has no record yet; its first edit makes one.
fn first_setting(bulk: &mut Bulk<'_>, key: Key, edits: &[(FieldId, Value)]) -> Result<()> {
    let section = Section::ALL
        .into_iter()
        .find(|it| key == Key::new(Kind::Setting, it.id()));
    let Some(section) = section else {
        return Err(refused(key, Refusal::NoSuchRecord { key }));
    };
    let record = Record::from(bulk.settings().record(section));
    let record = edit(record, edits, bulk.settings()).map_err(|why| refused(key, why))?;
    if let Record::Setting(section) = &record {
        keeps_amounts(bulk, key, section)?;
        kept::keeps_codes(bulk, key, section)?;
    }
    bulk.insert(record).map(drop)
}

/// Revenues are kept in the workspace's currency: another one would make other amounts of them.
fn keeps_amounts(bulk: &Bulk<'_>, key: Key, section: &Setting) -> Result<()> {
    let home = bulk.settings().general.currency.clone();
    let mut after = bulk.settings().clone();
    if let Ok(name) = section.name.parse() {
        after.put(name, &section.value)?;
    }
    if after.general.currency == home {
        return Ok(());
    }
    let mut kept = 0_u64;
    bulk.each(Kind::Account, &mut |stored| {
        if let Record::Account(account) = &stored.record {
            kept += u64::from(account.revenue.is_some());
        }
    })?;
    bulk.each(Kind::Lead, &mut |stored| {
        if let Record::Lead(lead) = &stored.record {
            kept += u64::from(lead.value.is_some() && lead.currency.is_none());
        }
    })?;
    if kept == 0 {
        return Ok(());
    }
    let problem = FieldFault::KeptAmounts { count: kept, home };
    Err(refused(
        key,
        Refusal::BadField {
            field: "currency".to_owned(),
            problem,
        },
    ))
}
