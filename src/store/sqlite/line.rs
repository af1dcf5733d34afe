//! A change as a line of the log: what `model` says a change is in JSON, byte by byte.
//!
//! An insert is written by hand, for a new file is made of millions of them; everything else goes the long way.

use serde_json::Result;

use crate::model::{Change, Key, Op, Value};

/// Adds a change.
pub(super) fn write(out: &mut Vec<u8>, change: &Change) -> Result<()> {
    let Change {
        key: Key { kind, id },
        prev,
        op: Op::Insert,
        edits,
    } = change
    else {
        return serde_json::to_writer(out, change);
    };
    out.extend_from_slice(b"[\"");
    out.extend_from_slice(kind.code().as_bytes());
    out.extend_from_slice(b"\",");
    serde_json::to_writer(&mut *out, id)?;
    out.push(b',');
    serde_json::to_writer(&mut *out, prev)?;
    out.extend_from_slice(b",\"insert\",[");
    let mut gap: &[u8] = b"[\"";
    for edit in edits {
        out.extend_from_slice(gap);
        gap = b"],[\"";
        let name = kind.definition(edit.field).map_or("?", |it| it.name);
        out.extend_from_slice(name.as_bytes());
        match &edit.after {
            Value::Text(text) if is_plain(text) => {
                out.extend_from_slice(b"\",\"");
                out.extend_from_slice(text.as_bytes());
                out.push(b'"');
            }
            other @ (Value::None
            | Value::Text(_)
            | Value::Integer(_)
            | Value::Date(_)
            | Value::Track(_)) => {
                out.extend_from_slice(b"\",");
                serde_json::to_writer(&mut *out, other)?;
            }
        }
    }
    out.extend_from_slice(if edits.is_empty() { b"]]" } else { b"]]]" });
    Ok(())
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
    use crate::model::{FieldEdit, FieldId, Kind, Seq, Tail};

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
}
