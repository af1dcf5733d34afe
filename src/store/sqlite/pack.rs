//! Changes as the log keeps them: a JSON list, one change a line, packed with LZ4 where it is long.
//!
//! A change is turned into bytes at once, so that no more than a block of them is in memory, and a
//! record's changes are found in a block by how a line begins, without making sense of the others.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::line;
use crate::model::{Change, Key, Kind, Op, Record};
use crate::store::Back;

/// A set of so many changes at the most stays readable.
pub(super) const SMALL: u64 = 16;
/// The most changes in a block: so few that one of them is found in a moment, so many that packing pays.
pub(super) const BLOCK: u64 = 512;
/// A block is closed when it holds so many bytes, however few changes they are.
const LONG: usize = 4 << 20;
/// No block is longer, unless the file is damaged.
const LONGEST: usize = 256 << 20;

/// A list of changes as JSON.
pub(super) const JSON: &str = "json";
/// The same, packed; the first four bytes say how long it was.
pub(super) const LZ4: &str = "lz4";

/// A block that is ready to be kept.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Packed {
    pub n: u32,
    pub count: u64,
    pub ranges: String,
    pub encoding: &'static str,
    pub payload: Vec<u8>,
}

/// Takes changes in and gives blocks out.
#[derive(Debug, Default)]
pub(super) struct Packer {
    body: Vec<u8>,
    ranges: [Option<(u64, u64)>; Kind::ALL.len()],
    held: u64,
    next: u32,
    total: u64,
}

impl Packer {
    /// How many changes were taken in.
    pub(super) const fn total(&self) -> u64 {
        self.total
    }

    /// Adds a change; gives a block back when one is full.
    pub(super) fn push(&mut self, change: &Change) -> serde_json::Result<Option<Packed>> {
        self.add(change.key, |out| line::write(out, change))
    }

    /// Adds the change by which a record begins to exist.
    pub(super) fn insert(&mut self, key: Key, it: &Record) -> serde_json::Result<Option<Packed>> {
        self.add(key, |out| line::insert(out, key, it))
    }

    fn add(
        &mut self,
        Key { kind, id }: Key,
        write: impl FnOnce(&mut Vec<u8>) -> serde_json::Result<()>,
    ) -> serde_json::Result<Option<Packed>> {
        let before = self.body.len();
        self.body
            .extend_from_slice(if self.held == 0 { b"[" } else { b",\n" });
        if let Err(e) = write(&mut self.body) {
            self.body.truncate(before);
            return Err(e);
        }
        let range = &mut self.ranges[kind as usize];
        let (low, high) = range.unwrap_or((id, id));
        *range = Some((low.min(id), high.max(id)));
        self.held += 1;
        self.total += 1;
        let full = self.held == BLOCK || self.body.len() >= LONG;
        Ok(if full { self.close(LZ4) } else { None })
    }

    /// Gives the last block back, if there is one.
    pub(super) fn finish(&mut self) -> Option<Packed> {
        let encoding = if self.total <= SMALL && self.next == 0 {
            JSON
        } else {
            LZ4
        };
        self.close(encoding)
    }

    fn close(&mut self, encoding: &'static str) -> Option<Packed> {
        if self.held == 0 {
            return None;
        }
        self.body.push(b']');
        let payload = if encoding == JSON {
            std::mem::take(&mut self.body)
        } else {
            let packed = lz4_flex::compress_prepend_size(&self.body);
            self.body.clear();
            packed
        };
        let packed = Packed {
            n: self.next,
            count: std::mem::take(&mut self.held),
            ranges: ranges(&std::mem::take(&mut self.ranges)),
            encoding,
            payload,
        };
        self.next += 1;
        Some(packed)
    }
}

fn ranges(all: &[Option<(u64, u64)>]) -> String {
    let mut text = String::from("{");
    for (kind, range) in Kind::ALL.into_iter().zip(all) {
        if let Some((low, high)) = range {
            let gap = if text.len() == 1 { "" } else { "," };
            let _ = write!(text, "{gap}\"{kind}\":[{low},{high}]");
        }
    }
    text.push('}');
    text
}

/// Of which records a block may speak: of each kind, the lowest and the highest number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spoken([Option<(u64, u64)>; Kind::ALL.len()]);

impl Spoken {
    /// Reads ranges; those that make no sense may be of anything.
    pub(super) fn read(ranges: &str) -> Self {
        let Ok(known) = serde_json::from_str::<serde_json::Value>(ranges) else {
            return Self([Some((0, u64::MAX)); Kind::ALL.len()]);
        };
        Self(Kind::ALL.map(|kind| {
            let range = known.get(kind.code())?;
            let bound = |at: usize| range.get(at).and_then(serde_json::Value::as_u64);
            Some((bound(0).unwrap_or(0), bound(1).unwrap_or(u64::MAX)))
        }))
    }

    /// The kinds of the records that it may speak of.
    pub(super) fn kinds(&self) -> impl Iterator<Item = Kind> {
        let all = Kind::ALL.into_iter().zip(self.0);
        all.filter_map(|(kind, range)| range.map(|_| kind))
    }

    /// Whether it may speak of a record.
    pub(super) fn may_hold(&self, key: Key) -> bool {
        let range = self.0.get(key.kind as usize).copied().flatten();
        range.is_some_and(|(low, high)| low <= key.id && key.id <= high)
    }
}

/// The JSON of a block.
pub(super) fn unpack<'a>(encoding: &str, payload: &'a [u8]) -> Result<Cow<'a, [u8]>, String> {
    match encoding {
        JSON => Ok(Cow::Borrowed(payload)),
        LZ4 => {
            let Some((size, packed)) = payload.split_first_chunk::<4>() else {
                return Err("a packed block is cut short".to_owned());
            };
            let size = u32::from_le_bytes(*size) as usize;
            if size > LONGEST {
                return Err(format!("a packed block claims to hold {size} bytes"));
            }
            lz4_flex::decompress(packed, size)
                .map(Cow::Owned)
                .map_err(|e| format!("a packed block can't be unpacked: {e}"))
        }
        other => Err(format!("a block is packed in a way not known (`{other}`)")),
    }
}

/// The changes in a block's JSON, each still as text.
pub(super) fn lines(json: &[u8]) -> impl Iterator<Item = &[u8]> {
    let inside = json.strip_prefix(b"[").unwrap_or(json);
    let inside = inside.strip_suffix(b"]").unwrap_or(inside);
    inside
        .split(|it| *it == b'\n')
        .map(|line| line.strip_suffix(b",").unwrap_or(line))
        .filter(|line| !line.is_empty())
}

/// How the text of a record's changes begins.
pub(super) fn beginning(key: Key) -> String {
    format!("[\"{}\",{},", key.kind.code(), key.id)
}

/// Makes sense of one change.
pub(super) fn parse(line: &[u8]) -> Result<Change, String> {
    serde_json::from_slice(line).map_err(|e| format!("a change can't be read: {e}"))
}

/// What somebody who goes back in time has to know of a change: of most that is only how the line begins; nothing where a lead
/// moved and no field of it changed.
pub(super) fn back(line: &[u8]) -> Result<Option<Back>, String> {
    Ok(Some(match head(line) {
        Some((key, Op::Insert, _)) => Back::Inserted(key),
        Some((key, Op::Remove, _)) => Back::Removed(key),
        Some((_, Op::Update, edits)) if is_track_alone(edits) => return Ok(None),
        Some((_, Op::Update, _)) | None => parse(line).map(Back::from)?,
    }))
}

/// Whether a list of edits is one, and that one is of a track.
fn is_track_alone(edits: &[u8]) -> bool {
    if !edits.starts_with(b"[[\"track\",") {
        return false;
    }
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for (at, it) in edits.iter().enumerate() {
        match it {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 1 {
                    return edits.get(at + 1) == Some(&b']');
                }
            }
            _ => {}
        }
    }
    false
}

/// The record, what is done to it, and what follows, where the line begins as we write it.
fn head(line: &[u8]) -> Option<(Key, Op, &[u8])> {
    let mut parts = line.strip_prefix(b"[")?.splitn(5, |it| *it == b',');
    let mut part = || std::str::from_utf8(parts.next()?).ok();
    let kind = part()?.strip_prefix('"')?.strip_suffix('"')?;
    let id = part()?.parse().ok()?;
    let _revision: u64 = part()?.parse().ok()?;
    let op = match part()? {
        "\"insert\"" => Op::Insert,
        "\"update\"" => Op::Update,
        "\"remove\"" => Op::Remove,
        _ => return None,
    };
    let key = Key::new(kind.parse().ok()?, id);
    Some((key, op, parts.next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Account, Seq};

    fn insert(id: u64) -> Change {
        let record = Record::from(Account {
            name: format!("Line\nbreak, \"quotes\" and ],\n[ {id}"),
            ..Account::default()
        });
        Change::between(Key::new(Kind::Account, id), Seq::ZERO, None, Some(&record)).unwrap()
    }

    fn unpacked(block: &Packed) -> Vec<Change> {
        let json = unpack(block.encoding, &block.payload).unwrap();
        let all: Vec<Change> = serde_json::from_slice(&json).unwrap();
        let by_line: Vec<Change> = lines(&json).map(|it| parse(it).unwrap()).collect();
        assert_eq!(all, by_line);
        all
    }

    #[test]
    fn a_small_set_stays_readable_and_a_large_one_comes_in_blocks() {
        let mut packer = Packer::default();
        for id in 1..=SMALL {
            assert_eq!(packer.push(&insert(id)).unwrap(), None);
        }
        let small = packer.finish().unwrap();
        assert_eq!((small.encoding, small.count), (JSON, SMALL));
        assert_eq!(unpacked(&small).len(), 16);

        let mut packer = Packer::default();
        let mut blocks = Vec::new();
        for id in 1..=BLOCK + 1 {
            blocks.extend(packer.push(&insert(id)).unwrap());
        }
        blocks.extend(packer.finish());
        let counts: Vec<_> = blocks
            .iter()
            .map(|it| (it.n, it.count, it.encoding))
            .collect();
        assert_eq!(counts, [(0, BLOCK, LZ4), (1, 1, LZ4)]);
        let all: Vec<Change> = blocks.iter().flat_map(unpacked).collect();
        assert!(all.into_iter().eq((1..=BLOCK + 1).map(insert)));
    }

    #[test]
    fn a_records_changes_are_found_by_how_their_text_begins() {
        let mut packer = Packer::default();
        for id in [7, 70, 17] {
            packer.push(&insert(id)).unwrap();
        }
        let block = packer.finish().unwrap();
        let json = unpack(block.encoding, &block.payload).unwrap();
        let beginning = beginning(Key::new(Kind::Account, 7));
        let found: Vec<Change> = lines(&json)
            .filter(|it| it.starts_with(beginning.as_bytes()))
            .map(|it| parse(it).unwrap())
            .collect();
        assert_eq!(found, [insert(7)]);
    }

    #[test]
    fn ranges_leave_out_blocks_that_do_not_speak_of_a_record() {
        let mut packer = Packer::default();
        packer.push(&insert(10)).unwrap();
        packer.push(&insert(20)).unwrap();
        let block = packer.finish().unwrap();
        assert_eq!(block.ranges, "{\"account\":[10,20]}");
        assert!(Spoken::read(&block.ranges).may_hold(Key::new(Kind::Account, 15)));
        assert!(!Spoken::read(&block.ranges).may_hold(Key::new(Kind::Account, 21)));
        assert!(!Spoken::read(&block.ranges).may_hold(Key::new(Kind::Lead, 15)));
    }

    #[test]
    fn what_is_gone_back_over_is_told_by_how_a_line_begins_as_by_the_whole_of_it() {
        let key = Key::new(Kind::Account, 7);
        let record = |name: &str| {
            Record::from(Account {
                name: name.to_owned(),
                ..Account::default()
            })
        };
        let (old, new) = (record("Old, \"with\" more"), record("New"));
        for (before, after) in [
            (None, Some(&new)),
            (Some(&old), Some(&new)),
            (Some(&old), None),
        ] {
            let change = Change::between(key, Seq(3), before, after).unwrap();
            let line = serde_json::to_vec(&change).unwrap();
            assert_eq!(back(&line), Ok(Some(Back::from(change))));
        }
        assert!(back(b"[\"account\",7,0,\"insert").is_err());
    }

    #[test]
    fn a_block_that_lies_about_its_size_is_refused() {
        let mut payload = u32::MAX.to_le_bytes().to_vec();
        payload.push(0);
        assert!(unpack(LZ4, &payload).is_err());
        assert!(unpack(LZ4, b"ab").is_err());
        assert!(unpack("zip", b"[]").is_err());
    }

    #[test]
    fn of_a_lead_that_moved_and_did_nothing_else_nothing_is_told() {
        let alone = [
            r#"["lead",7,5,"update",[["track",{"keep":1,"steps":[]},{"keep":1,"steps":[[9,{"win":{}}]]}]]]"#,
            r#"["lead",7,5,"update",[["track",{"keep":1,"steps":[]},{"keep":1,"steps":[[9,{"lose":{"reason":"a\\\"]}],[b"}}],[9,"wake"]]}]]]"#,
        ];
        for line in alone {
            assert!(parse(line.as_bytes()).is_ok(), "{line}");
            assert_eq!(back(line.as_bytes()), Ok(None), "{line}");
        }
        let more = r#"["lead",7,5,"update",[["track",{"keep":1,"steps":[]},{"keep":1,"steps":[[9,{"win":{}}]]}],["value",1,2]]]"#;
        let told = back(more.as_bytes()).unwrap();
        assert_eq!(told, Some(Back::from(parse(more.as_bytes()).unwrap())));
    }
}
