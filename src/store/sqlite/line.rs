//! A change as a line of the log: what `model` says a change is in JSON, byte by byte.
//!
//! An insert is written by hand, for a new file is made of millions of them; everything else goes the long way.

use serde_json::{Result, to_writer};

use crate::model::{Change, FieldType, Key, Op, Record, Seen, Seq, Value};

/// Adds a change.
pub(super) fn write(out: &mut Vec<u8>, change: &Change) -> Result<()> {
    if change.op != Op::Insert {
        return to_writer(out, change);
    }
    begin(out, change.key, change.prev)?;
    let mut gap = FIRST;
    for edit in &change.edits {
        let name = change
            .key
            .kind
            .definition(edit.field)
            .map_or("?", |it| it.name);
        field(out, std::mem::replace(&mut gap, NEXT), name);
        match &edit.after {
            track @ Value::Track(_) => to_writer(&mut *out, track)?,
            other @ (Value::None | Value::Text(_) | Value::Integer(_) | Value::Date(_)) => {
                value(out, other.into())?;
            }
        }
    }
    end(out, change.edits.is_empty());
    Ok(())
}

/// Adds the change by which a record begins to exist.
pub(super) fn insert(out: &mut Vec<u8>, key: Key, record: &Record) -> Result<()> {
    begin(out, key, Seq::ZERO)?;
    let (mut gap, mut made) = (FIRST, Vec::new());
    for (it, seen) in key.kind.fields().iter().zip(record.seen(&mut made)) {
        let steps = if it.ty == FieldType::Track {
            record.steps()
        } else {
            &[]
        };
        if seen == Seen::None && steps.is_empty() {
            continue;
        }
        field(out, std::mem::replace(&mut gap, NEXT), it.name);
        if steps.is_empty() {
            value(out, seen)?;
        } else {
            out.extend_from_slice(b"{\"keep\":0,\"steps\":");
            to_writer(&mut *out, steps)?;
            out.push(b'}');
        }
    }
    end(out, gap == FIRST);
    Ok(())
}

/// What stands before a field.
const FIRST: &[u8] = b"[\"";
const NEXT: &[u8] = b"],[\"";

fn begin(out: &mut Vec<u8>, Key { kind, id }: Key, prev: Seq) -> Result<()> {
    out.extend_from_slice(b"[\"");
    out.extend_from_slice(kind.code().as_bytes());
    out.extend_from_slice(b"\",");
    to_writer(&mut *out, &id)?;
    out.push(b',');
    to_writer(&mut *out, &prev)?;
    out.extend_from_slice(b",\"insert\",[");
    Ok(())
}

fn field(out: &mut Vec<u8>, gap: &[u8], name: &str) {
    out.extend_from_slice(gap);
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\",");
}

fn value(out: &mut Vec<u8>, value: Seen<'_>) -> Result<()> {
    match value {
        Seen::Text(text) if is_plain(text) => {
            out.push(b'"');
            out.extend_from_slice(text.as_bytes());
            out.push(b'"');
            Ok(())
        }
        Seen::Text(text) => to_writer(out, text),
        Seen::Integer(number) => to_writer(out, &number),
        Seen::Date(day) => to_writer(out, &Value::Date(day)),
        Seen::None => to_writer(out, &Value::None),
    }
}

fn end(out: &mut Vec<u8>, empty: bool) {
    out.extend_from_slice(if empty { b"]]" } else { b"]]]" });
}

/// Whether a text stands in JSON as it is.
fn is_plain(text: &str) -> bool {
    // All bytes are looked at, so that many are at once.
    let is_not = |it: u8| it < 0x20 || it == b'"' || it == b'\\';
    !text.bytes().fold(false, |any, it| any | is_not(it))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Event, FieldEdit, FieldId, Kind, Lead, List, Moment, Tail};

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::None),
            any::<String>().prop_map(Value::Text),
            "[ -~\\x00-\\x1fä]{0,9}".prop_map(Value::Text),
            any::<i64>().prop_map(Value::Integer),
            (0..90_000_u64)
                .prop_map(|it| Value::Date(chrono::NaiveDate::default() + chrono::Days::new(it))),
            Just(Value::Track(Tail::default())),
        ]
    }

    proptest! {
        #[test]
        fn a_line_is_what_the_model_says_a_change_is(
            kind in 0..Kind::ALL.len(),
            (id, prev) in (any::<u64>(), any::<u64>()),
            op in prop_oneof![Just(Op::Insert), Just(Op::Update), Just(Op::Remove)],
            edits in proptest::collection::vec((0_u8..40, value(), value()), 0..5),
        ) {
            let edits = edits.into_iter();
            let change = Change {
                key: Key::new(Kind::ALL[kind], id),
                prev: Seq(prev),
                op,
                edits: edits
                    .map(|(field, before, after)| FieldEdit {
                        field: FieldId(field),
                        before,
                        after,
                    })
                    .collect(),
            };
            let mut line = Vec::new();
            write(&mut line, &change).unwrap();
            let wanted = serde_json::to_string(&change).unwrap();
            prop_assert_eq!(String::from_utf8(line).unwrap(), wanted);
        }
    }
    #[test]
    fn the_line_of_a_record_is_that_of_its_change() {
        let mut lead = Lead {
            title: Some("\"quoted\", ä".to_owned()),
            next_due: Some(chrono::NaiveDate::default()),
            ..Lead::default()
        };
        lead.track.push(Moment(7), Event::Wake);
        let list = List {
            a: Some([1, 2, 3, 9].into_iter().collect()),
            ..List::default()
        };
        let empty = Kind::ALL.map(Record::empty);
        for record in [lead.into(), list.into()].into_iter().chain(empty) {
            let key = Key::new(record.kind(), 12);
            let mut line = Vec::new();
            insert(&mut line, key, &record).unwrap();
            let wanted = serde_json::to_string(&Change::insert(key, record)).unwrap();
            assert_eq!(String::from_utf8(line).unwrap(), wanted);
        }
    }
}
