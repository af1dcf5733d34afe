//! Goes back over the log: what was changed after one set up to another, last first.
//!
//! A year of a large workspace is a million changes. They are read in one sweep, made sense of by all cores, some
//! blocks at a time, and of records that began or ended only the key is told.

use std::ops::ControlFlow;

use rayon::prelude::*;
use rusqlite::params;
use rusqlite::types::ValueRef;

use super::view::View;
use super::{Result, pack};
use crate::model::{Moment, Seq};
use crate::store::Back;

/// So many blocks are made sense of together.
const TOGETHER: usize = 64;
/// So many bytes of them at the most, as they are packed.
const BYTES: usize = 4 << 20;

/// A block as it is kept.
struct Block {
    seq: i64,
    encoding: String,
    payload: Vec<u8>,
}

impl Block {
    /// What it says, last first.
    fn back(&self) -> std::result::Result<Vec<Back>, (i64, String)> {
        let wrong = |problem| (self.seq, problem);
        let json = pack::unpack(&self.encoding, &self.payload).map_err(wrong)?;
        let told: std::result::Result<Vec<Back>, String> =
            pack::lines(&json).map(pack::back).collect();
        let mut told = told.map_err(wrong)?;
        told.reverse();
        Ok(told)
    }
}

impl View<'_> {
    pub(super) fn last_by(&self, moment: Moment) -> Result<Seq> {
        // From the end: who looks back seldom looks far.
        let sql = "SELECT seq FROM change_set WHERE at <= ?1 ORDER BY seq DESC LIMIT 1";
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query([moment.0]).map_err(|e| self.fault(e))?;
        match rows.next().map_err(|e| self.fault(e))? {
            Some(row) => row
                .get::<_, i64>(0)
                .map(|it| Seq(it.cast_unsigned()))
                .map_err(|e| self.fault(e)),
            None => Ok(Seq::ZERO),
        }
    }

    pub(super) fn back(
        &self,
        after: Seq,
        upto: Seq,
        each: &mut dyn FnMut(Vec<Back>) -> ControlFlow<()>,
    ) -> Result<()> {
        let number = |it: Seq| i64::try_from(it.0).unwrap_or(i64::MAX);
        let mut statement = self.prepare(
            "SELECT seq, encoding, payload FROM change_block WHERE seq > ?1 AND seq <= ?2 \
             AND seq IN (SELECT seq FROM change_set) ORDER BY seq DESC, n DESC",
        )?;
        let mut rows = statement
            .query(params![number(after), number(upto)])
            .map_err(|e| self.fault(e))?;
        loop {
            let mut blocks = Vec::new();
            let mut bytes = 0;
            while blocks.len() < TOGETHER && bytes < BYTES {
                let Some(row) = rows.next().map_err(|e| self.fault(e))? else {
                    break;
                };
                let read = || -> rusqlite::Result<Block> {
                    let payload = match row.get_ref(2)? {
                        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
                        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => Vec::new(),
                    };
                    Ok(Block {
                        seq: row.get(0)?,
                        encoding: row.get(1)?,
                        payload,
                    })
                };
                let block = read().map_err(|e| self.fault(e))?;
                bytes += block.payload.len();
                blocks.push(block);
            }
            if blocks.is_empty() {
                return Ok(());
            }
            let told: Vec<_> = blocks.par_iter().map(Block::back).collect();
            for told in told {
                let told = told.map_err(|(seq, problem)| {
                    self.corrupt(format!("change set {seq}: {problem}"))
                })?;
                if each(told).is_break() {
                    return Ok(());
                }
            }
        }
    }
}
