//! The log's answers: which change sets there are, what they changed, and the story of a record.

use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Row, params};

use super::view::View;
use super::{Result, pack};
use crate::model::{Change, Key, Moment, Op, OpId, Seq, SetInfo, UserId};
use crate::store::LogFilter;

const INFO: &str = "SELECT seq, op, actor, at, verb, undoes, undone_by, count FROM change_set";

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
            None,
            &mut |line| {
                changes.push(pack::parse(line)?);
                Ok(())
            },
        )?;
        Ok(changes)
    }

    /// Calls with the text of each change in some blocks, or of those that speak of one record.
    fn blocks(
        &self,
        sql: &str,
        place: &[i64],
        only: Option<Key>,
        each: &mut dyn FnMut(&[u8]) -> Heard,
    ) -> Result<()> {
        let beginning = only.map(pack::beginning).unwrap_or_default();
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
            if let Some(key) = only
                && !pack::may_hold(text(0)?, key)
            {
                continue;
            }
            let payload = match row.get_ref(2).map_err(|e| self.fault(e))? {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
                ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => {
                    return Err(wrong("a block holds no changes".to_owned()));
                }
            };
            let json = pack::unpack(text(1)?, payload).map_err(wrong)?;
            for line in pack::lines(&json).filter(|it| it.starts_with(beginning.as_bytes())) {
                each(line).map_err(wrong)?;
            }
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
        let mut changes = Vec::new();
        self.blocks(
            "SELECT ranges, encoding, payload FROM change_block WHERE seq = ?1 ORDER BY n",
            &[seq.0.cast_signed()],
            Some(key),
            &mut |line| {
                changes.push(pack::parse(line)?);
                Ok(())
            },
        )?;
        Ok((info, changes))
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
