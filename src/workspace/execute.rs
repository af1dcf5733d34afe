//! The one way in which anything changes: load, decide, write, commit.

use std::ops::ControlFlow;

use super::bulk::{Bulk, refused};
use super::{Conflict, Refused, Result, Workspace, WorkspaceError};
use crate::model::decide::edit;
use crate::model::names::name_key;
use crate::model::{
    Act, Change, Command, Decision, FieldFault, FieldId, Key, Kind, LeadId, Moment, OnConflict, Op,
    Record, Refusal, Request, Rules, Seq, Setting, Settings, Target, UserId, Value, Verb, decide,
};
use crate::store::{Read, SetHead, StoreError, Stored};

/// What came of a command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// The change set; nothing where there was nothing to change.
    pub seq: Option<Seq>,
    /// How many records were changed.
    pub count: u64,
    /// The records that were created, in their order.
    pub created: Vec<Key>,
    /// What was left out because of rules.
    pub refused: Vec<Refused>,
    /// What was left out because somebody changed the same since.
    pub conflicts: Vec<Conflict>,
    /// The same request had been done before; it was not done again.
    pub repeated: bool,
    /// For undo and redo: the change set that was taken back.
    pub of: Option<(Seq, Verb)>,
    /// For undo and redo: what a segment that came back was called and is called now, its name being taken.
    pub renamed: Option<(String, String)>,
}

/// The definitions in a view.
pub(super) fn settings(read: &dyn Read) -> Result<Settings> {
    let mut records = Vec::new();
    read.scan(Kind::Setting, 0..u64::MAX, &mut |stored| {
        if let Record::Setting(it) = stored.record {
            records.push(it);
        }
        ControlFlow::Continue(())
    })?;
    Ok(Settings::from_records(&records)?)
}

impl Workspace {
    /// Does what is asked, once: all of it or nothing.
    ///
    /// # Errors
    /// Says why it was not done; nothing was kept then.
    pub fn execute(&self, request: &Request, now: Moment) -> Result<Done> {
        match self.try_execute(request, now) {
            // An error at commit is no rollback: what counts is whether the request is in the log.
            Err(WorkspaceError::Store(StoreError::Unknown { path, detail })) => {
                let applied = self.store().read()?.applied(request.op)?;
                match applied {
                    Some(seq) => Ok(Done {
                        seq: Some(seq),
                        ..Done::default()
                    }),
                    None => Err(StoreError::Io {
                        path,
                        detail: format!("nothing of this change was kept ({detail})"),
                    }
                    .into()),
                }
            }
            other => other,
        }
    }

    fn try_execute(&self, request: &Request, now: Moment) -> Result<Done> {
        let mut store = self.store();
        let mut write = store.write()?;
        if let Some(seq) = write.applied(request.op)? {
            return Ok(Done {
                seq: Some(seq),
                repeated: true,
                ..Done::default()
            });
        }
        let settings = settings(&*write)?;
        let cx = Context {
            now,
            actor: request.actor,
        };
        let mut bulk = Bulk::new(&mut *write, settings);
        let mut done = Done::default();
        let (verb, undoes) = match &request.command {
            Command::Create(records) => {
                create(&mut bulk, cx, records, &mut done)?;
                (Verb::Create, None)
            }
            Command::NewLead(new) => {
                super::new_lead::new_lead(&mut bulk, cx, new, &mut done)?;
                (Verb::Create, None)
            }
            Command::Edit { key, base, edits } => {
                edit_record(&mut bulk, cx, *key, *base, edits)?;
                let verb = if key.kind == Kind::Setting {
                    Verb::Settings
                } else {
                    Verb::Edit
                };
                (verb, None)
            }
            Command::Remove { key, base } => {
                super::segments::remove(&mut bulk, cx, *key, *base)?;
                (Verb::Remove, None)
            }
            Command::EditAll {
                keys,
                team,
                base,
                edits,
            } => {
                let joined = joined(&bulk, keys, team.as_deref())?;
                edit_records(&mut bulk, cx, keys, *base, edits)?;
                // Nobody saw them when this was decided, so there is nothing that was overtaken.
                edit_records(&mut bulk, cx, &joined, None, edits)?;
                (Verb::Edit, None)
            }
            Command::Leads {
                targets,
                act,
                on_conflict,
            } => {
                act_on_leads(&mut bulk, cx, targets, act, *on_conflict, &mut done)?;
                (act.verb(), None)
            }
            Command::Undo { seq, on_conflict } => {
                let seq = super::undo::undo(&mut bulk, cx, *seq, *on_conflict, &mut done)?;
                (Verb::Undo, Some(seq))
            }
            Command::TakeBack { seq, on_conflict } => {
                let seq = super::undo::undo_any(&mut bulk, *seq, *on_conflict, &mut done)?;
                (Verb::Undo, Some(seq))
            }
            Command::Redo { on_conflict } => {
                let seq = super::undo::redo(&mut bulk, cx, *on_conflict, &mut done)?;
                (Verb::Redo, Some(seq))
            }
        };
        done.count = bulk.count();
        // An undo with nothing left to take back is done all the same, or it would stand in the way.
        let decided = matches!(
            request.command,
            Command::Undo {
                on_conflict: OnConflict::Skip | OnConflict::Overwrite,
                ..
            } | Command::TakeBack {
                on_conflict: OnConflict::Skip | OnConflict::Overwrite,
                ..
            } | Command::Redo {
                on_conflict: OnConflict::Skip | OnConflict::Overwrite
            }
        );
        if done.count > 0 || decided {
            let head = SetHead {
                op: request.op,
                actor: Some(request.actor),
                at: now,
                verb,
                undoes,
            };
            done.seq = Some(write.commit(head)?);
        }
        Ok(done)
    }
}

/// What every part of a command knows beside the records.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The time.
    pub now: Moment,
    /// Who asks.
    pub actor: UserId,
}

fn create(bulk: &mut Bulk<'_>, cx: Context, records: &[Record], done: &mut Done) -> Result<()> {
    for record in records {
        if matches!(record.kind(), Kind::User | Kind::Product) {
            bulk.require_free_name(record.kind(), record.title())?;
        }
        let mut record = record.clone();
        if let Record::Segment(segment) = &mut record {
            // Whoever saves it owns it, unless it says otherwise.
            segment.owner.get_or_insert(cx.actor);
            super::segments::check(bulk, cx, None, segment)?;
        }
        if let Record::Meeting(meeting) = &mut record {
            meeting.author.get_or_insert(cx.actor);
            meeting.at.get_or_insert(cx.now);
        }
        if let Record::Resolution(resolution) = &mut record {
            // Whoever adds it sees to it, unless it says otherwise.
            resolution.owner.get_or_insert(cx.actor);
            super::meetings::check(bulk, cx, None, resolution)?;
        }
        let id = bulk.insert(record.clone())?;
        done.created.push(Key::new(record.kind(), id));
    }
    Ok(())
}

fn edit_record(
    bulk: &mut Bulk<'_>,
    cx: Context,
    key: Key,
    base: Option<Seq>,
    edits: &[(FieldId, Value)],
) -> Result<()> {
    let Some(current) = bulk.get(key)? else {
        return first_setting(bulk, key, edits);
    };
    let after =
        edit(current.record.clone(), edits, bulk.settings()).map_err(|why| refused(key, why))?;
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
        super::kept::keeps_codes(bulk, key, section)?;
    }
    if let (Record::Segment(before), Record::Segment(after)) = (&current.record, &after) {
        super::segments::check(bulk, cx, Some((key, before)), after)?;
    }
    if let (Record::Resolution(before), Record::Resolution(after)) = (&current.record, &after) {
        super::meetings::check(bulk, cx, Some(before), after)?;
    }
    let conflicts = since(bulk, &current, &change, base)?;
    if !conflicts.is_empty() {
        return Err(WorkspaceError::Conflict(conflicts));
    }
    bulk.apply(&change)
}

/// The users of a team beside those who are named.
fn joined(bulk: &Bulk<'_>, named: &[Key], team: Option<&str>) -> Result<Vec<Key>> {
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
fn edit_records(
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
    let section = crate::model::Section::ALL
        .into_iter()
        .find(|it| key == Key::new(Kind::Setting, it.id()));
    let Some(section) = section else {
        return Err(refused(key, Refusal::NoSuchRecord { key }));
    };
    let record = Record::from(bulk.settings().record(section));
    let record = edit(record, edits, bulk.settings()).map_err(|why| refused(key, why))?;
    if let Record::Setting(section) = &record {
        keeps_amounts(bulk, key, section)?;
        super::kept::keeps_codes(bulk, key, section)?;
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

fn act_on_leads(
    bulk: &mut Bulk<'_>,
    cx: Context,
    targets: &[Target],
    act: &Act,
    on_conflict: OnConflict,
    done: &mut Done,
) -> Result<()> {
    let settings = bulk.settings().clone();
    for target in targets {
        let key = Key::new(Kind::Lead, target.lead.0);
        let current = bulk.get(key)?;
        let outcome = current
            .clone()
            .ok_or(Refusal::NoSuchRecord { key })
            .and_then(|current| plan(&current, target.lead, act, cx, &settings));
        // What was refused because of somebody's later move is told as that: who, and when.
        if let (Err(why), Some(current)) = (&outcome, &current)
            && let Some(conflict) = moved_since(bulk, current, *target, why)?
        {
            done.conflicts.push(conflict);
            continue;
        }
        match outcome {
            Ok((current, decision)) => {
                write_decision(bulk, &current, decision, *target, on_conflict, done)?;
            }
            Err(why) => done.refused.push(Refused { key, why }),
        }
    }
    if on_conflict != OnConflict::Skip {
        if !done.refused.is_empty() {
            return Err(WorkspaceError::Refused {
                refused: std::mem::take(&mut done.refused),
                of: targets.len(),
            });
        }
        if !done.conflicts.is_empty() {
            return Err(WorkspaceError::Conflict(std::mem::take(
                &mut done.conflicts,
            )));
        }
    }
    Ok(())
}

fn plan(
    current: &Stored,
    id: LeadId,
    act: &Act,
    cx: Context,
    settings: &Settings,
) -> std::result::Result<(Stored, Decision), Refusal> {
    let Record::Lead(lead) = &current.record else {
        return Err(Refusal::NoSuchRecord {
            key: Key::new(Kind::Lead, id.0),
        });
    };
    let rules = Rules {
        settings,
        now: cx.now,
        actor: cx.actor,
    };
    Ok((current.clone(), decide(id, lead, act, rules)?))
}

fn write_decision(
    bulk: &mut Bulk<'_>,
    current: &Stored,
    decision: Decision,
    target: Target,
    on_conflict: OnConflict,
    done: &mut Done,
) -> Result<()> {
    let key = Key::new(Kind::Lead, target.lead.0);
    let after = Record::from(decision.lead);
    let change = Change::between(key, current.revision, Some(&current.record), Some(&after));
    if let Some(change) = change {
        if on_conflict != OnConflict::Overwrite {
            let conflicts = since(bulk, current, &change, target.base)?;
            if !conflicts.is_empty() {
                done.conflicts.extend(conflicts);
                return Ok(());
            }
        }
        bulk.apply(&change)?;
    }
    for record in decision.also {
        let kind = record.kind();
        let id = bulk.insert(record)?;
        done.created.push(Key::new(kind, id));
    }
    Ok(())
}

/// The move by somebody else that came between what the user saw and what the rules refuse now.
pub(super) fn moved_since(
    bulk: &Bulk<'_>,
    current: &Stored,
    target: Target,
    why: &Refusal,
) -> Result<Option<Conflict>> {
    let Some(base) = target.base.filter(|base| *base < current.revision) else {
        return Ok(None);
    };
    let key = Key::new(Kind::Lead, target.lead.0);
    let track = Kind::Lead.field("track");
    for (info, theirs) in bulk.story(key, STORY)? {
        if info.seq <= base {
            break;
        }
        if let Some(edit) = theirs.edits.iter().find(|it| Some(it.field) == track) {
            return Ok(Some(Conflict {
                key,
                field: "layer",
                who: info.actor,
                when: info.at,
                seq: info.seq,
                theirs: edit.after.clone(),
                yours: Value::Text(why.to_string()),
            }));
        }
    }
    Ok(None)
}

/// How far back a record's story is read for somebody else's change.
const STORY: usize = 1_000;

/// What others changed of the same fields since the revision that the user saw.
pub(super) fn since(
    bulk: &Bulk<'_>,
    current: &Stored,
    change: &Change,
    base: Option<Seq>,
) -> Result<Vec<Conflict>> {
    match base {
        Some(base) if base < current.revision => {}
        Some(_) | None => return Ok(vec![]),
    }
    let base = base.unwrap_or_default();
    let mut conflicts: Vec<Conflict> = Vec::new();
    for (info, theirs) in bulk.story(change.key, STORY)? {
        if info.seq <= base {
            break;
        }
        for edit in &change.edits {
            let Some(their) = theirs.edits.iter().find(|it| it.field == edit.field) else {
                continue;
            };
            let field = field_name(change.key.kind, edit.field);
            if theirs.op == Op::Update && !conflicts.iter().any(|it| it.field == field) {
                conflicts.push(Conflict {
                    key: change.key,
                    field,
                    who: info.actor,
                    when: info.at,
                    seq: info.seq,
                    theirs: their.after.clone(),
                    yours: edit.after.clone(),
                });
            }
        }
    }
    Ok(conflicts)
}

/// A field's name as people know it: what moves a lead is its layer.
pub(super) fn field_name(kind: Kind, field: FieldId) -> &'static str {
    match kind.definition(field).map_or("record", |it| it.name) {
        "track" => "layer",
        name => name,
    }
}
