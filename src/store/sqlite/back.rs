//! Goes back over the log: what was changed after one set up to another, last first.
//!
//! A year of a large workspace is a million changes, most of them sets of one. They are read in one sweep, and made sense of
//! by all cores while the next ones are read. Of records that began or ended only the key is told, and of leads that moved and
//! did nothing else, nothing: tracks tell by themselves how they stood.

use std::ops::ControlFlow;

use rayon::prelude::*;
use rusqlite::types::ValueRef;
use rusqlite::{Row, Rows, params};

use super::view::View;
use super::{Result, pack};
use crate::model::{Moment, Seq};
use crate::store::Back;

/// So many blocks are made sense of together.
const TOGETHER: usize = 8_192;
/// So many bytes of them at the most, as they are packed.
const BYTES: usize = 4 << 20;
/// So many of them by one core at once, unless they are long.
const APIECE: usize = 256;
/// A block that is longer is a core's work by itself.
const LONG: usize = 16 << 10;

/// The blocks of a stretch of the log, last first.
const BETWEEN: &str = "SELECT seq, encoding, payload FROM change_block WHERE seq > ?1 AND seq <= ?2 \
                       ORDER BY seq DESC, n DESC";

/// Some blocks as they are kept, one behind the other: most are so small that a place of its own would cost more than it.
#[derive(Default)]
struct Blocks {
    bytes: Vec<u8>,
    places: Vec<Place>,
}

/// Where a block is.
struct Place {
    seq: i64,
    /// Where what it holds begins.
    begin: usize,
    /// How long the word for its encoding is, which stands before it.
    encoding: usize,
    /// Where it ends.
    end: usize,
}

/// What some blocks say, last first; or which set is wrong, and how.
type Told = std::result::Result<Vec<Back>, (i64, String)>;

impl Blocks {
    fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let encoding = row.get_ref(1)?.as_str()?;
        self.bytes.extend_from_slice(encoding.as_bytes());
        let begin = self.bytes.len();
        match row.get_ref(2)? {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => self.bytes.extend_from_slice(bytes),
            ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => {}
        }
        self.places.push(Place {
            seq: row.get(0)?,
            begin,
            encoding: encoding.len(),
            end: self.bytes.len(),
        });
        Ok(())
    }

    /// Adds what a block says, last first.
    fn tell(&self, at: &Place, told: &mut Vec<Back>) -> std::result::Result<(), (i64, String)> {
        let wrong = |problem| (at.seq, problem);
        let part = |from: usize, to: usize| self.bytes.get(from..to).unwrap_or_default();
        let encoding = std::str::from_utf8(part(at.begin - at.encoding, at.begin));
        let encoding = encoding.map_err(|it| wrong(it.to_string()))?;
        let json = pack::unpack(encoding, part(at.begin, at.end)).map_err(wrong)?;
        let first = told.len();
        for line in pack::lines(&json) {
            told.extend(pack::back(line).map_err(wrong)?);
        }
        told[first..].reverse();
        Ok(())
    }

    /// Makes sense of all of them.
    fn understood(&self) -> Vec<Told> {
        let longest = self.places.iter().map(|it| it.end - it.begin).max();
        let apiece = if longest.is_some_and(|it| it > LONG) {
            1
        } else {
            APIECE
        };
        let parts = self.places.par_chunks(apiece).map(|part| {
            let mut told = Vec::with_capacity(part.len());
            part.iter().try_for_each(|it| self.tell(it, &mut told))?;
            Ok(told)
        });
        parts.collect()
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
        let mut statement = self.prepare(BETWEEN)?;
        // Blocks of a set in the making are no part of the log yet.
        let upto = upto.min(self.head()?);
        let mut rows = statement
            .query(params![number(after), number(upto)])
            .map_err(|e| self.fault(e))?;
        let mut blocks = self.some_blocks(&mut rows)?;
        let mut told = Vec::new();
        while !(blocks.places.is_empty() && told.is_empty()) {
            let mut coming = Vec::new();
            // Waiting here is working: where there is one thread only, it makes sense of them itself.
            let next = rayon::in_place_scope(|cores| {
                cores.spawn(|_| coming = blocks.understood());
                match self.tell_all(std::mem::take(&mut told), each)? {
                    ControlFlow::Continue(()) => self.some_blocks(&mut rows).map(Some),
                    ControlFlow::Break(()) => Ok(None),
                }
            })?;
            match next {
                Some(next) => blocks = next,
                None => return Ok(()),
            }
            told = coming;
        }
        Ok(())
    }

    /// Tells what was made sense of, as long as it is heard.
    fn tell_all(
        &self,
        told: Vec<Told>,
        each: &mut dyn FnMut(Vec<Back>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        for told in told {
            let told = told
                .map_err(|(seq, problem)| self.corrupt(format!("change set {seq}: {problem}")))?;
            if each(told).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The next blocks; none at the end.
    fn some_blocks(&self, rows: &mut Rows<'_>) -> Result<Blocks> {
        let mut blocks = Blocks::default();
        while blocks.places.len() < TOGETHER && blocks.bytes.len() < BYTES {
            let Some(row) = rows.next().map_err(|e| self.fault(e))? else {
                break;
            };
            blocks.take(row).map_err(|e| self.fault(e))?;
        }
        Ok(blocks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::{Mode, SqliteStore};

    #[test]
    fn only_the_stretch_that_is_asked_for_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let store = SqliteStore::create(&dir.path().join("crm.db"), Mode::WRITE).unwrap();
        let explained = format!("EXPLAIN QUERY PLAN {BETWEEN}");
        let mut statement = store.conn.prepare(&explained).unwrap();
        let plan = statement.query_map([1, 2], |row| row.get::<_, String>(3));
        let plan: Vec<String> = plan.unwrap().map(std::result::Result::unwrap).collect();
        let search =
            "SEARCH change_block USING INDEX sqlite_autoindex_change_block_1 (seq>? AND seq<?)";
        assert_eq!(plan, [search]);
    }
}
