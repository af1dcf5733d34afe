//! The log's rows: a change set, its blocks, and the note that another was taken back.

use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, params};

use super::Result;
use super::pack::{JSON, Packed};
use super::view::View;
use crate::model::{Seq, SetInfo};

impl View<'_> {
    /// Adds a set at the end of the log and marks what it takes back.
    pub(super) fn add_set(&self, info: &SetInfo) -> rusqlite::Result<()> {
        let number = |it: Seq| it.0.cast_signed();
        self.conn
            .prepare_cached(
                "INSERT INTO change_set (seq, op, actor, at, verb, undoes, count) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                number(info.seq),
                info.op.0.to_be_bytes(),
                info.actor.map(|it| it.0.cast_signed()),
                info.at.0,
                info.verb.code(),
                info.undoes.map(number),
                info.count.cast_signed(),
            ])?;
        self.mark(info.undoes, info.seq)
    }

    /// What is taken back counts nowhere; what *it* had taken back counts again, and so on down the
    /// chain: an undo, its redo, the undo of that.
    fn mark(&self, undone: Option<Seq>, by: Seq) -> rusqlite::Result<()> {
        let mut target = undone;
        let mut undone_by = Some(by);
        while let Some(seq) = target {
            let number = seq.0.cast_signed();
            self.conn
                .prepare_cached("UPDATE change_set SET undone_by = ?2 WHERE seq = ?1")?
                .execute(params![number, undone_by.map(|it| it.0.cast_signed())])?;
            let undoes: Option<Option<i64>> = self
                .conn
                .prepare_cached("SELECT undoes FROM change_set WHERE seq = ?1")?
                .query_row([number], |row| row.get(0))
                .optional()?;
            target = undoes.flatten().map(|it| Seq(it.cast_unsigned()));
            // A set that no longer counts sets free what it took back; one that counts again binds it.
            undone_by = match undone_by {
                Some(_) => None,
                None => Some(seq),
            };
        }
        Ok(())
    }

    /// Adds a block of a set that is being made.
    pub(super) fn add_block(&self, seq: Seq, block: Packed) -> Result<()> {
        let payload = if block.encoding == JSON {
            let text = String::from_utf8(block.payload);
            Sql::Text(text.map_err(|e| self.corrupt(e.to_string()))?)
        } else {
            Sql::Blob(block.payload)
        };
        self.prepare(
            "INSERT INTO change_block (seq, n, count, ranges, encoding, payload) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            seq.0.cast_signed(),
            block.n,
            block.count.cast_signed(),
            block.ranges,
            block.encoding,
            payload,
        ])
        .map(drop)
        .map_err(|e| self.fault(e))
    }
}
