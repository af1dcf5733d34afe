//! A store in memory: the boundary's second implementation, for tests that need no file.

use std::collections::{BTreeMap, HashMap};
use std::ops::{ControlFlow, Range};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use fiveply::model::names::{domain_key, name_key, phone_key};
use fiveply::model::{
    Change, FieldType, Key, Kind, Misfit, OpId, Record, Seq, SetInfo, Value, Verb,
};
use fiveply::store::{
    CheckReport, LogFilter, Natural, Read, Result, SetHead, Store, StoreError, Stored, Watch, Write,
};

/// Everything that is kept. What a copy can share it shares: each reader has one.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    rows: BTreeMap<Key, (Seq, Arc<Record>)>,
    sets: Vec<(SetInfo, Arc<Vec<Change>>)>,
    next: HashMap<Kind, u64>,
}

/// A store whose handles share one piece of memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    kept: Arc<Mutex<Arc<Kept>>>,
}

struct View<'a> {
    kept: Arc<Kept>,
    home: Option<MutexGuard<'a, Arc<Kept>>>,
    changes: Vec<Change>,
}

impl MemoryStore {
    fn lock(&self) -> MutexGuard<'_, Arc<Kept>> {
        self.kept.lock().unwrap()
    }

    /// A store of its own that begins with what is in this one.
    pub fn copy(&self) -> Self {
        let kept = Arc::clone(&self.lock());
        Self {
            kept: Arc::new(Mutex::new(kept)),
        }
    }
}

impl Store for MemoryStore {
    fn identity(&mut self) -> Result<u128> {
        Ok(1)
    }
    fn read(&mut self) -> Result<Box<dyn Read + '_>> {
        Ok(Box::new(View {
            kept: Arc::clone(&self.lock()),
            home: None,
            changes: vec![],
        }))
    }
    fn write(&mut self) -> Result<Box<dyn Write + '_>> {
        let home = self.lock();
        Ok(Box::new(View {
            kept: Arc::clone(&home),
            home: Some(home),
            changes: vec![],
        }))
    }
    fn another(&self) -> Result<Box<dyn Store>> {
        Ok(Box::new(self.clone()))
    }
    fn watch(&self) -> Result<Box<dyn Watch>> {
        Ok(Box::new(Never))
    }
    fn check(&mut self, _: &mut dyn FnMut(&str)) -> Result<CheckReport> {
        Ok(CheckReport::default())
    }
    fn backup(&mut self, _: &Path, _: &mut dyn FnMut(u64, u64) -> bool) -> Result<Seq> {
        Ok(Seq(self.lock().sets.len() as u64))
    }
}

struct Never;

impl Watch for Never {
    fn wait(&mut self, at_most: Duration) -> Result<bool> {
        std::thread::sleep(at_most);
        Ok(false)
    }
    fn waker(&self) -> Box<dyn Fn() + Send> {
        Box::new(|| {})
    }
}

fn text(record: &Record, field: &str) -> Option<String> {
    match record.get(record.kind().field(field)?) {
        Value::Text(text) => Some(text),
        Value::None | Value::Integer(_) | Value::Date(_) | Value::Track(_) => None,
    }
}

fn has(record: &Record, natural: &Natural) -> bool {
    let field = |kind: Kind, field: &str, key: fn(&str) -> String, wanted: &String| {
        record.kind() == kind && text(record, field).is_some_and(|it| &key(&it) == wanted)
    };
    match natural {
        Natural::ExternalId(kind, id) => field(*kind, "external_id", str::to_owned, id),
        Natural::Name(kind, name) => record.kind() == *kind && &name_key(record.title()) == name,
        Natural::Domain(domain) => field(Kind::Account, "domain", domain_key, domain),
        Natural::Email(kind, email) => field(*kind, "email", str::to_lowercase, email),
        Natural::Phone(kind, phone) => field(*kind, "phone", phone_key, phone),
    }
}

fn links(record: &Record, to: Key) -> bool {
    let definitions = record.kind().fields().iter();
    definitions.zip(record.values()).any(|(field, value)| {
        field.ty == FieldType::Link(to.kind) && value == Value::Integer(to.id as i64)
    })
}

impl View<'_> {
    fn kept(&mut self) -> &mut Kept {
        Arc::make_mut(&mut self.kept)
    }
}

impl Read for View<'_> {
    fn head(&self) -> Result<Seq> {
        Ok(Seq(self.kept.sets.len() as u64))
    }
    fn get(&self, key: Key) -> Result<Option<Stored>> {
        Ok(self.kept.rows.get(&key).map(|(revision, record)| Stored {
            id: key.id,
            revision: *revision,
            record: Record::clone(record),
        }))
    }
    fn find(&self, natural: &Natural) -> Result<Vec<u64>> {
        let rows = self.kept.rows.iter();
        Ok(rows
            .filter(|(_, (_, record))| has(record, natural))
            .map(|(key, _)| key.id)
            .collect())
    }
    fn linked_from(&self, key: Key) -> Result<Option<Key>> {
        let mut rows = self.kept.rows.iter();
        Ok(rows
            .find(|(_, (_, record))| links(record, key))
            .map(|(key, _)| *key))
    }
    fn linking(&self, kind: Kind, to: Key) -> Result<Vec<u64>> {
        let rows = self.kept.rows.iter();
        Ok(rows
            .filter(|(key, (_, record))| key.kind == kind && links(record, to))
            .map(|(key, _)| key.id)
            .collect())
    }
    fn scan(
        &self,
        kind: Kind,
        ids: Range<u64>,
        each: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<()> {
        let rows = (self.kept.rows).range(Key::new(kind, ids.start)..Key::new(kind, ids.end));
        for (key, (revision, record)) in rows {
            let stored = Stored {
                id: key.id,
                revision: *revision,
                record: Record::clone(record),
            };
            if each(stored).is_break() {
                break;
            }
        }
        Ok(())
    }
    fn next_id(&self, kind: Kind) -> Result<u64> {
        Ok(self.kept.next.get(&kind).copied().unwrap_or(1))
    }
    fn applied(&self, op: OpId) -> Result<Option<Seq>> {
        let mut sets = self.kept.sets.iter();
        Ok(sets.find(|it| it.0.op == op).map(|it| it.0.seq))
    }
    fn info(&self, seq: Seq) -> Result<Option<SetInfo>> {
        let mut sets = self.kept.sets.iter();
        Ok(sets.find(|it| it.0.seq == seq).map(|it| it.0.clone()))
    }
    fn log(&self, filter: &LogFilter) -> Result<Vec<SetInfo>> {
        let sets = self.kept.sets.iter().rev().map(|it| it.0.clone());
        Ok(sets
            .filter(|it| filter.actor.is_none() || it.actor == filter.actor)
            .filter(|it| filter.before.is_none_or(|before| it.seq < before))
            .take(filter.limit)
            .collect())
    }
    fn pages(&self, seq: Seq) -> Result<u64> {
        Ok(u64::from(self.info(seq)?.is_some()))
    }
    fn page(&self, seq: Seq, _: u64) -> Result<Vec<Change>> {
        let mut sets = self.kept.sets.iter();
        Ok(sets
            .find(|it| it.0.seq == seq)
            .map(|it| Vec::clone(&it.1))
            .unwrap_or_default())
    }
    fn story(&self, key: Key, limit: usize) -> Result<Vec<(SetInfo, Change)>> {
        let sets = self.kept.sets.iter().rev();
        Ok(sets
            .flat_map(|(info, changes)| {
                let mine = changes.iter().rev().filter(|it| it.key == key);
                mine.map(|it| (info.clone(), it.clone()))
            })
            .take(limit)
            .collect())
    }
}

impl Write for View<'_> {
    fn seq(&self) -> Seq {
        Seq(self.kept.sets.len() as u64 + 1)
    }
    fn new_id(&mut self, kind: Kind) -> Result<u64> {
        let next = (self.kept().next).entry(kind).or_insert(1);
        *next += 1;
        Ok(*next - 1)
    }
    fn apply(&mut self, change: &Change) -> Result<()> {
        let (revision, current) = match self.kept().rows.remove(&change.key) {
            Some((revision, record)) => (revision, Some(Arc::unwrap_or_clone(record))),
            None => (Seq::ZERO, None),
        };
        if revision != change.prev {
            return Err(StoreError::Misfit(Misfit {
                key: change.key,
                problem: format!("revision {revision}, not {}", change.prev),
            }));
        }
        if let Some(record) = change.apply(current)? {
            let seq = self.seq();
            (self.kept().rows).insert(change.key, (seq, Arc::new(record)));
        }
        self.changes.push(change.clone());
        Ok(())
    }
    fn commit(mut self: Box<Self>, head: SetHead) -> Result<Seq> {
        let seq = self.seq();
        let info = head.info(seq, self.changes.len() as u64);
        if let Some(undone) = head.undoes {
            let sets = &mut self.kept().sets;
            let index = undone.0 as usize - 1;
            sets[index].0.undone_by = Some(seq);
            if sets[index].0.verb == Verb::Undo
                && let Some(first) = sets[index].0.undoes
            {
                sets[first.0 as usize - 1].0.undone_by = None;
            }
        }
        let changes = std::mem::take(&mut self.changes);
        self.kept().sets.push((info, Arc::new(changes)));
        let kept = std::mem::take(&mut self.kept);
        if let Some(home) = &mut self.home {
            **home = kept;
        }
        Ok(seq)
    }
}
