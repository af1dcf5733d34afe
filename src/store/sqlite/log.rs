//! The log's answers: which change sets there are, what they changed, and the story of a record.

use std::sync::Arc;

use rayon::prelude::*;
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Row, params};

use super::recent::Place;
use super::view::View;
use super::{Result, pack};
use crate::model::{Change, Key, Kind, Moment, Op, OpId, Seq, SetInfo, UserId};
use crate::store::LogFilter;

const INFO: &str = "SELECT seq, op, actor, at, verb, undoes, undone_by, count FROM change_set";

/// So many blocks of a set are asked of what kind their records are; they hold half a million changes.
const ASKED: usize = 1_024;

/// That a change was taken in, or what is wrong with it.
type Heard = std::result::Result<(), String>;

impl View<'_> {
    pub(super) fn head(&self) -> Result<Seq> {
        let mut statement = self.prepare("SELECT coalesce(max(seq), 0) FROM change_set")?;
        let head: i64 = statement
            .query_row([], |row| row.get(0))
            .map_err(|e| self.fault(e))?;
        Ok(Seq(head.cast_unsigned()))
    }

    pub(super) fn applied(&self, op: OpId) -> Result<Option<Seq>> {
        let mut statement = self.prepare("SELECT seq FROM change_set WHERE op = ?1")?;
        let seq: Option<i64> = statement
            .query_row([op.0.to_be_bytes()], |row| row.get(0))
            .optional()
            .map_err(|e| self.fault(e))?;
        Ok(seq.map(|it| Seq(it.cast_unsigned())))
    }

    pub(super) fn info(&self, seq: Seq) -> Result<Option<SetInfo>> {
        let mut statement = self.prepare(&format!("{INFO} WHERE seq = ?1"))?;
        let mut rows = statement
            .query([seq.0.cast_signed()])
            .map_err(|e| self.fault(e))?;
        match rows.next().map_err(|e| self.fault(e))? {
            Some(row) => self.set_info(row).map(Some),
            None => Ok(None),
        }
    }

    pub(super) fn log(&self, filter: &LogFilter) -> Result<Vec<SetInfo>> {
        let before = filter
            .before
            .map_or(i64::MAX, |it| i64::try_from(it.0).unwrap_or(i64::MAX));
        let limit = i64::try_from(filter.limit).unwrap_or(i64::MAX);
        let (condition, actor) = match filter.actor {
            Some(actor) => ("AND actor = ?3", actor.0.cast_signed()),
            None => ("AND ?3 = 0", 0),
        };
        let sql = format!("{INFO} WHERE seq < ?1 {condition} ORDER BY seq DESC LIMIT ?2");
        let mut statement = self.prepare(&sql)?;
        let mut rows = statement
            .query(params![before, limit, actor])
            .map_err(|e| self.fault(e))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(|e| self.fault(e))? {
            found.push(self.set_info(row)?);
        }
        Ok(found)
    }

    /// Reads a row of `INFO`.
    pub(super) fn set_info(&self, row: &Row<'_>) -> Result<SetInfo> {
        let read = || -> rusqlite::Result<_> {
            let number = |index| row.get::<_, Option<i64>>(index);
            let count = |index| number(index).map(|it| it.map(i64::cast_unsigned));
            Ok((
                SetInfo {
                    seq: Seq(count(0)?.unwrap_or(0)),
                    op: OpId(u128::from_be_bytes(row.get(1)?)),
                    actor: count(2)?.map(UserId),
                    at: Moment(row.get(3)?),
                    verb: crate::model::Verb::Edit,
                    undoes: count(5)?.map(Seq),
                    undone_by: count(6)?.map(Seq),
                    count: count(7)?.unwrap_or(0),
                },
                row.get::<_, String>(4)?,
            ))
        };
        let (mut info, verb) = read().map_err(|e| self.fault(e))?;
        info.verb = verb
            .parse()
            .map_err(|e| self.corrupt(format!("change set {}: {e}", info.seq)))?;
        Ok(info)
    }

    pub(super) fn pages(&self, seq: Seq) -> Result<u64> {
        let mut statement = self.prepare(
            "SELECT count(*) FROM change_block WHERE seq = ?1 AND seq IN (SELECT seq FROM change_set)",
        )?;
        let count: i64 = statement
            .query_row([seq.0.cast_signed()], |row| row.get(0))
            .map_err(|e| self.fault(e))?;
        Ok(count.cast_unsigned())
    }

    pub(super) fn page(&self, seq: Seq, page: u64) -> Result<Vec<Change>> {
        let mut changes = Vec::new();
        self.blocks(
            "SELECT ranges, encoding, payload FROM change_block \
             WHERE seq = ?1 AND n = ?2 AND seq IN (SELECT seq FROM change_set)",
            &[seq.0.cast_signed(), i64::try_from(page).unwrap_or(i64::MAX)],
            &mut |_, json| {
                // Making sense of a line takes longer than finding it.
                let lines: Vec<&[u8]> = pack::lines(json).collect();
                let parsed = lines.into_par_iter().with_min_len(64).map(pack::parse);
                changes.extend(parsed.collect::<std::result::Result<Vec<_>, _>>()?);
                Ok(())
            },
        )?;
        Ok(changes)
    }

    /// Calls with the JSON of some blocks.
    fn blocks(
        &self,
        sql: &str,
        place: &[i64],
        each: &mut dyn FnMut(&str, &[u8]) -> Heard,
    ) -> Result<()> {
        let seq = place.first().copied().unwrap_or_default();
        let wrong = |problem: String| self.corrupt(format!("change set {seq}: {problem}"));
        let mut statement = self.prepare(sql)?;
        let mut rows = statement
            .query(rusqlite::params_from_iter(place))
            .map_err(|e| self.fault(e))?;
        while let Some(row) = rows.next().map_err(|e| self.fault(e))? {
            let text = |index: usize| -> Result<&str> {
                let stored = row.get_ref(index).map_err(|e| self.fault(e))?;
                stored.as_str().map_err(|e| wrong(e.to_string()))
            };
            let payload = match row.get_ref(2).map_err(|e| self.fault(e))? {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
                ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => {
                    return Err(wrong("a block holds no changes".to_owned()));
                }
            };
            let json = pack::unpack(text(1)?, payload).map_err(wrong)?;
            each(text(0)?, &json).map_err(wrong)?;
        }
        Ok(())
    }

    pub(super) fn story(&self, key: Key, limit: usize) -> Result<Vec<(SetInfo, Change)>> {
        let last = match self.revision(key)? {
            Some(revision) => Some(revision),
            None => self.removal_before(key, Seq(u64::MAX))?,
        };
        self.story_from(key, last, limit)
    }

    /// Follows a record back: its revision names the set that wrote it last, whose change names the
    /// revision before; where a record had been taken back, the note of its removal leads on.
    pub(super) fn story_from(
        &self,
        key: Key,
        last: Option<Seq>,
        limit: usize,
    ) -> Result<Vec<(SetInfo, Change)>> {
        let mut story = Vec::new();
        let mut at = last;
        while let Some(seq) = at
            && story.len() < limit
        {
            let (info, changes) = self.told(key, seq)?;
            let Some(first) = changes.first() else {
                let problem = format!("change set {seq} says nothing of {key}");
                return Err(self.corrupt(problem));
            };
            at = match first.op {
                Op::Insert => self.removal_before(key, seq)?,
                Op::Update | Op::Remove if first.prev < seq => Some(first.prev),
                Op::Update | Op::Remove => {
                    let problem = format!("the story of {key} goes in a circle at {seq}");
                    return Err(self.corrupt(problem));
                }
            };
            let newest_first = changes.into_iter().rev();
            story.extend(newest_first.map(|change| (info.clone(), change)));
        }
        story.truncate(limit);
        Ok(story)
    }

    /// What one set changed of one record, in order.
    fn told(&self, key: Key, seq: Seq) -> Result<(SetInfo, Vec<Change>)> {
        let info = self.info(seq)?.ok_or_else(|| {
            self.corrupt(format!(
                "{key} speaks of change set {seq}, which is missing"
            ))
        })?;
        let beginning = pack::beginning(key);
        let mut changes = Vec::new();
        let mut take = |json: &[u8]| -> Heard {
            for line in pack::lines(json).filter(|it| it.starts_with(beginning.as_bytes())) {
                changes.push(pack::parse(line)?);
            }
            Ok(())
        };
        if info.count <= pack::SMALL {
            self.blocks(
                "SELECT ranges, encoding, payload FROM change_block WHERE seq = ?1 ORDER BY n",
                &[seq.0.cast_signed()],
                &mut |_, json| take(json),
            )?;
            return Ok((info, changes));
        }
        let wrong = |problem: String| self.corrupt(format!("change set {seq}: {problem}"));
        for (n, spoken) in &*self.places(seq)? {
            if spoken.may_hold(key) {
                take(&self.block(seq, *n)?).map_err(wrong)?;
            }
        }
        Ok((info, changes))
    }

    /// Where the changes of a long set are.
    fn places(&self, seq: Seq) -> Result<Arc<[Place]>> {
        let seq = seq.0.cast_signed();
        if let Some(places) = self.recent.and_then(|it| it.places(seq)) {
            return Ok(places);
        }
        let mut statement =
            self.prepare("SELECT n, ranges FROM change_block WHERE seq = ?1 ORDER BY n")?;
        let rows = statement.query_map([seq], |row| {
            let ranges = row.get_ref(1)?.as_str()?;
            Ok((row.get(0)?, pack::Spoken::read(ranges)))
        });
        let places: Arc<[Place]> = rows
            .and_then(Iterator::collect::<rusqlite::Result<Vec<Place>>>)
            .map_err(|e| self.fault(e))?
            .into();
        if let Some(recent) = self.recent {
            recent.put_places(seq, &places);
        }
        Ok(places)
    }

    /// What all the records are that a set changed: its blocks say so without being read, the first of many mostly. Of a
    /// very long set it is not asked.
    pub(super) fn only_kind(&self, seq: Seq) -> Result<Option<Kind>> {
        let seq = seq.0.cast_signed();
        let ask = || self.kind_of_blocks(seq);
        self.recent.map_or_else(ask, |it| it.kind(seq, ask))
    }

    fn kind_of_blocks(&self, seq: i64) -> Result<Option<Kind>> {
        let mut statement =
            self.prepare("SELECT ranges FROM change_block WHERE seq = ?1 ORDER BY n")?;
        let spoken = statement.query_map([seq], |row| {
            Ok(pack::Spoken::read(row.get_ref(0)?.as_str()?))
        });
        let mut only = None;
        for (n, spoken) in spoken.map_err(|e| self.fault(e))?.enumerate() {
            if n == ASKED {
                return Ok(None);
            }
            for kind in spoken.map_err(|e| self.fault(e))?.kinds() {
                if only.replace(kind).is_some_and(|it| it != kind) {
                    return Ok(None);
                }
            }
        }
        Ok(only)
    }

    /// The JSON of a block of a long set.
    fn block(&self, seq: Seq, n: i64) -> Result<Arc<[u8]>> {
        let place = (seq.0.cast_signed(), n);
        if let Some(block) = self.recent.and_then(|it| it.block(place)) {
            return Ok(block);
        }
        let mut block: Arc<[u8]> = Arc::default();
        self.blocks(
            "SELECT ranges, encoding, payload FROM change_block WHERE seq = ?1 AND n = ?2",
            &[place.0, place.1],
            &mut |_, json| {
                block = json.into();
                Ok(())
            },
        )?;
        if let Some(recent) = self.recent {
            recent.put_block(place, &block);
        }
        Ok(block)
    }

    /// The record's revision, if it is there.
    pub(super) fn revision(&self, key: Key) -> Result<Option<Seq>> {
        let mut statement = self.prepare(&self.tables.of(key.kind).revision)?;
        let revision: Option<i64> = statement
            .query_row([key.id.cast_signed()], |row| row.get(0))
            .optional()
            .map_err(|e| self.fault(e))?;
        Ok(revision.map(|it| Seq(it.cast_unsigned())))
    }

    pub(super) fn removal_before(&self, key: Key, seq: Seq) -> Result<Option<Seq>> {
        let mut statement =
            self.prepare("SELECT max(seq) FROM removed WHERE kind = ?1 AND id = ?2 AND seq < ?3")?;
        let before = i64::try_from(seq.0).unwrap_or(i64::MAX);
        let found: Option<i64> = statement
            .query_row(
                params![key.kind.code(), key.id.cast_signed(), before],
                |row| row.get(0),
            )
            .map_err(|e| self.fault(e))?;
        Ok(found.map(|it| Seq(it.cast_unsigned())))
    }
}
